# De editor: het formulier van een onderdeel, wat de teksteditor zegt, het voorbeeld.

# $title (String): hoe het onderdeel heet
editor-page-title = Bewerken: { $title }
# $number (String): van een versie; $name (String): van een persoon; $time (String): een moment
editor-saved-by = Versie { $number }, opgeslagen door { $name } op { $time }
editor-saved = Versie { $number }, opgeslagen op { $time }
editor-done-saved = Opgeslagen als versie { $number }. Lezers zien het als het is gepubliceerd.
editor-done-unchanged = Er is niets veranderd, dus er is niets opgeslagen.
editor-done-discarded = Wat u had getypt en niet had opgeslagen, is weg. Dit is wat het laatst is opgeslagen.
# $time (String): een moment
editor-unfinished = U hebt een open formulier van dit onderdeel. U typte er het laatst in op { $time }.
editor-unfinished-go-on = Ga hiermee verder
editor-unfinished-discard = Gooi het weg
editor-outdated = Een collega heeft dit onderdeel intussen opgeslagen. U kunt verdergaan: als u opslaat, worden beide wijzigingen samengevoegd.
# $names (String): van personen
editor-is-editing = { $names } bewerkt dit onderdeel ook.
editor-are-editing = { $names } bewerken dit onderdeel ook.

# $field (String): de naam van een veld; $lang (String): de naam van een taal
editor-in-language = { $field } in het { $lang }
# $number (Number): het nummer van een sectie
editor-section = Sectie { $number }
editor-section-word = Sectie
# $number (Number): het nummer in een lijst
editor-phone = Telefoonnummer { $number }
editor-former-name = Vroegere naam { $number }
editor-form = Formulier

# Wat elk onderdeel heeft.
editor-title = Titel
editor-name = Naam
editor-caption = Bijschrift
editor-title-help = Een taal zonder titel wordt niet gepubliceerd.
editor-short-title = Korte titel
editor-short-title-help = Voor menu’s, als de titel daar te lang is. U mag dit leeg laten.
editor-slug = Woord voor het adres
editor-slug-help = Kleine letters, cijfers en streepjes. Laat u het leeg, dan maken wij het van de titel.
editor-summary = Samenvatting
editor-definition = Definitie
editor-summary-help = Een of twee zinnen. Zoekmachines en lijsten laten ze zien.
editor-sections = Secties
editor-sections-help = Elke sectie is er één keer, en wordt in elke taal gezegd. Zet naast elkaar wat bij elkaar hoort.
editor-heading = Kop
editor-text = Tekst
editor-text-help = Zonder werkbalk: laat een regel leeg tussen alinea’s.
editor-refers-to = Laat zien
editor-refers-to-nothing = Niets
editor-refers-to-help = Contactgegevens, cijfers en documenten typt u niet in de tekst. Kies ze hier, dan kloppen ze overal.
editor-section-more = Bron, onbevestigd, notitie
editor-provenance = Bron, onbevestigd
editor-source = Bron
editor-source-help = Waar het is gevonden: een webadres of een beschrijving.
editor-checked-on = Gecontroleerd op
editor-checked-on-help = De dag waarop iemand het voor het laatst met de bron heeft vergeleken, zoals 22-11-2026.
editor-unconfirmed = Onbevestigd
editor-unconfirmed-help = Lezers zien het pas als iemand het heeft bevestigd.
editor-note = Notitie voor collega’s
editor-note-help = Lezers zien dit nooit.
editor-add-section = Sectie toevoegen
editor-up = Omhoog
editor-down = Omlaag
editor-duplicate = Kopiëren

# De velden van een pagina.
editor-menu = Menu
editor-menu-help = De volgorde in een menu is die van de paginaboom.
editor-menu-none = In geen menu
editor-menu-main = Hoofdmenu
editor-menu-footer = Onderaan de pagina
editor-lists = Lijst
editor-lists-help = Wat de pagina onder de secties laat zien. De lijst blijft vanzelf actueel.
editor-lists-nothing = Niets
editor-lists-goals = De doelen
editor-lists-actions = De acties
editor-lists-figures = De cijfers
editor-lists-documents = De documenten
editor-lists-contacts = De contactpunten
editor-lists-pages = Alle pagina’s

# De velden van een doel en van een actie.
editor-number-plain = Nummer
editor-goal-number-help = De plaats in het beleid, vanaf 1.
editor-goals = Doelen
editor-goals-help = De doelen waarvoor de actie is.
editor-priority = Prioriteit
editor-priority-none = Niet opgegeven
editor-status = Stand
editor-lead = Wie het leidt
editor-lead-help = De organisatie of afdeling. U mag dit leeg laten.
editor-from = Vanaf
editor-until = Tot en met
editor-date-help = Een jaar, een maand of een dag: 2026, 11-2026 of 22-11-2026. U mag dit leeg laten.

# De velden van een contactpunt.
editor-organisation = Soort organisatie
editor-organisation-help = Zoekmachines lezen dit.
editor-organisation-government = Overheid
editor-organisation-other = Andere organisatie
editor-details-help = Laat leeg wat u niet weet. Elk gegeven heeft een eigen bron en datum.
editor-email = E-mailadres
editor-website = Website
editor-address = Adres
editor-building = Gebouw
editor-street = Straat en nummer
editor-postcode = Postcode
editor-city = Plaats
editor-phones = Telefoonnummers
editor-phone-help = Bijvoorbeeld +31 71 516 5165 of 14 071.
editor-phone-label = Waarvoor het is
editor-phone-label-help = Bijvoorbeeld: vanuit het buitenland. U mag dit leeg laten.
editor-add-phone = Telefoonnummer toevoegen
editor-former-names = Vroegere namen
editor-former-names-help = De nieuwste eerst. Lezers die de oude naam kennen, vinden zo de organisatie.
editor-name-lang = Taal van de naam
editor-name-lang-none = Niet opgegeven
editor-name-from = In gebruik sinds
editor-name-until = In gebruik tot
editor-add-former-name = Vroegere naam toevoegen

# The fields of a notice.
editor-notice-message = Bericht
editor-notice-more = Meer hierover
editor-notice-about = Waar het staat
editor-notice-about-help = Op elke pagina, of op de pagina van één contact en overal waar dat contact te zien is.
editor-notice-everywhere = Alle pagina's
editor-notice-from = Begin
editor-notice-until = Einde
editor-notice-time-help = Een dag en een tijd in Leiden, zoals 24-12-2026 13:00.
editor-notice-closes = Gesloten in die tijd
editor-notice-closes-help = Het contact is gesloten van begin tot einde, wat de openingstijden ook zeggen.

# De velden van een document.
editor-url = Webadres
editor-url-help = Bijvoorbeeld https://www.leiden.nl/beleid.pdf
editor-languages = Talen van het document
editor-languages-help = Lezers horen het als het document niet in hun taal is.
editor-file = Bestand
editor-file-help = Laat dit leeg als de link naar een webpagina gaat.
editor-file-format = Soort
editor-file-format-help = Bijvoorbeeld PDF.
editor-file-size = Grootte
editor-file-size-help = Bijvoorbeeld 1,2 MB of 850 kB.
editor-link-check = Controle van de link
editor-link-check-on = Gecontroleerd op
editor-link-check-works = Uitkomst
editor-link-check-none = Niet gecontroleerd
editor-link-check-good = De link werkt
editor-link-check-broken = De link werkt niet

# De velden van een cijfer.
editor-number = Getal
editor-number-help = Alleen het getal, met een punt voor de decimalen: 13.1 of 16643.
editor-unit = Wat er wordt geteld
editor-unit-percent = Procent
editor-unit-people = Mensen
editor-date = Datum of periode
editor-figure-date-help = Waar het getal over gaat: 2026, 11-2026 of 22-11-2026. Laat het leeg als u het niet weet.
editor-occasion = Gelegenheid
editor-occasion-help = Alleen als de datum niet bekend is. Bijvoorbeeld: bij het vaststellen van het beleid (2020).
editor-series = Reeks
editor-series-help = Cijfers van één reeks worden vergeleken. Eén kort woord: kleine letters, cijfers en streepjes.

# Opslaan.
editor-state = Er is nog niets getypt.
editor-save-and-publish = Opslaan en publiceren
editor-discard = Wijzigingen weggooien
editor-discard-sure = Wat u typte en niet hebt opgeslagen, is dan voorgoed weg.
editor-discard-do = Ja, gooi het weg
editor-sign-in = Inloggen en verdergaan
editor-say-changed = Nog niet bewaard.
editor-say-keeping = Bewaren…
# $time (String): een tijd
editor-say-kept = Bewaard om { $time }. Niemand anders ziet het tot u opslaat.
editor-say-offline = Nog niet bewaard: geen verbinding. Uw tekst blijft op deze pagina staan. Wij proberen het opnieuw.
editor-say-failed = Nog niet bewaard: er ging bij ons iets mis. Uw tekst blijft op deze pagina staan. Wij proberen het opnieuw.
editor-say-ended = Uw sessie is afgelopen. Uw tekst staat nog op deze pagina: log in en ga verder.
editor-say-late = Dit formulier is open in een ander tabblad en is daar later gewijzigd. Wat u hier typt, wordt niet bewaard.
# $position (String), $count (String): van secties
editor-say-moved = Verplaatst: sectie { $position } van { $count }.
editor-refused-forbidden = Niet bewaard: dit formulier is van iemand anders. Open het onderdeel opnieuw.
editor-refused-not-found = Niet bewaard: dit onderdeel bestaat niet meer.
editor-refused-unreadable = Niet bewaard: wij kunnen niet lezen wat er is gestuurd. Kopieer uw tekst en open het onderdeel opnieuw.
editor-refused-unavailable = Nog niet bewaard: er ging bij ons iets mis. Uw tekst blijft op deze pagina staan.
editor-unsaved = Niet opgeslagen
editor-unsaved-unavailable = Niet opgeslagen: er ging bij ons iets mis. Wat u typte, staat nog op deze pagina. Wacht even en stuur het opnieuw.
editor-unsaved-too-large = Niet opgeslagen: dit formulier heeft meer velden dan één onderdeel kan bevatten. Wat u typte, staat nog op deze pagina. Kopieer het, of ga terug naar het formulier en haal iets weg.
editor-unsaved-typed = Wat u typte
editor-unsaved-again = Opnieuw sturen
# $places (String): secties met hun taal
editor-cleaned = Nog niet opgeslagen. De website kan niet alles bewaren in: { $places }. U ziet de tekst zoals die wordt bewaard. Bekijk de tekst en sla opnieuw op.

# Wat twee mensen tegelijk hebben gewijzigd.
editor-conflicts = Nog niet opgeslagen. Een collega heeft hetzelfde gewijzigd. Uw eigen woorden staan in de velden. Neem over wat u van uw collega nodig hebt en sla opnieuw op.
# $place (String): een veld
editor-conflict-at = { $place }: een collega heeft dit ook gewijzigd.
editor-conflict-title = Ook gewijzigd door een collega:
editor-conflict-help = Uw eigen woorden staan in het veld. Als u opslaat, komen ze in de plaats van die van uw collega.
editor-conflict-theirs = Van uw collega
editor-conflict-base = Ervoor
editor-conflict-nothing = Niets

# Wat er mis is met een veld.
editor-problem-missing = Vul dit in.
editor-problem-title-missing = Geef een titel. Die is nodig in elke taal waarin iets staat.
editor-problem-fact-missing = Vul dit in, of maak de bron, de datum en het vinkje leeg die erbij horen.
editor-problem-line = Hoogstens 300 tekens, op één regel.
editor-problem-slug = Gebruik kleine letters, cijfers en streepjes, zoals openingstijden.
editor-problem-web-address = Een webadres begint met https:// of http://.
editor-problem-email = Schrijf een e-mailadres zoals naam@voorbeeld.nl.
editor-problem-phone = Schrijf een telefoonnummer met cijfers en spaties, zoals +31 71 516 5165.
editor-problem-date = Schrijf een jaar, een maand of een dag: 2026, 11-2026 of 22-11-2026.
editor-problem-day = Schrijf een dag, zoals 22-11-2026.
editor-problem-minute = Schrijf een dag en een tijd, zoals 24-12-2026 13:00.
editor-problem-minute-skipped = De klok slaat deze tijd over op die dag. Schrijf een andere tijd.
editor-problem-ends-first = Het einde komt na het begin. Schrijf een later moment.
editor-problem-closes-nothing = Kies een contact, of haal het vinkje weg: een mededeling op alle pagina's sluit niets.
editor-problem-amount = Schrijf een getal zonder punten tussen duizendtallen, met een punt voor de decimalen: 13.1 of 16643.
editor-problem-number = Schrijf een heel getal van 1 tot en met 255.
editor-problem-size = Schrijf een grootte zoals 1,2 MB of 850 kB.
editor-problem-series = Schrijf één kort woord met kleine letters, cijfers en streepjes.
editor-problem-choice = Kies opnieuw: dit kunt u niet kiezen.
editor-problem-no-language = Kies ten minste één taal.
editor-problem-no-such-entry = Wat er was gekozen, bestaat niet meer. Kies opnieuw.
editor-problem-no-such-target = De tekst heeft een link naar iets op deze website dat niet bestaat. Kies de link opnieuw.
editor-problem-text-too-long = Een tekst heeft hoogstens 100.000 tekens. Splits de sectie.
editor-problem-too-many-sections = Een onderdeel heeft hoogstens 200 secties.
editor-problem-too-many-items = Een lijst heeft hoogstens 50 regels.
editor-problem-too-large = Dit is meer tekst dan er in één onderdeel past. Splits het onderdeel.

# De teksteditor.
# $field (String): de naam van een veld
editor-toolbar = Opmaak van { $field }
editor-toolbar-help = Alt+F10: werkbalk
editor-tool-heading = Kop
editor-bold = Vet
editor-italic = Cursief
editor-bullets = Lijst met punten
editor-numbers = Genummerde lijst
editor-indent = Punt van de lijst naar binnen
editor-outdent = Punt van de lijst naar buiten
editor-link = Link
editor-quote = Cijfer
editor-table = Tabel
editor-undo = Ongedaan maken
editor-redo = Opnieuw doen
editor-row-after = Rij eronder toevoegen
editor-row-remove = Rij verwijderen
editor-column-after = Kolom rechts toevoegen
editor-column-remove = Kolom verwijderen
editor-head-row = Eerste rij is een kop
editor-head-column = Eerste kolom is een kop
editor-table-caption = Titel van de tabel
editor-table-caption-help = Zegt wat er in de tabel staat. Wie een schermlezer gebruikt, hoort dit het eerst.
editor-table-remove = Tabel verwijderen
editor-link-entry = Pagina van deze website
editor-link-none = Geen: een adres
editor-link-address = Adres
editor-link-address-help = Bijvoorbeeld https://www.leiden.nl of info@voorbeeld.nl
editor-link-bad = Dit is geen adres. Begin met https://, of typ een e-mailadres of telefoonnummer.
editor-link-words = Woorden van de link
editor-link-remove = Link verwijderen
# $lang (String): de naam van een taal
editor-link-page-in = Die pagina is in het { $lang }
editor-words-in = Woorden in het { $lang }
editor-quote-title = Een cijfer aanhalen
editor-quote-choose = Cijfer
editor-apply = Toepassen

# Het voorbeeld.
# $title (String): hoe het onderdeel heet
editor-preview-title = Voorbeeld: { $title }
editor-preview-help = Dit zien lezers straks. Wat onbevestigd is, is weggelaten.
# $lang (String): de naam van een taal
editor-preview-phone = { $lang }, op een telefoon
editor-preview-desktop = { $lang }, op een computer

# The end of a contact.
editor-end = Einde
editor-end-help = Voor een contactpunt dat stopt. Vanaf deze dag leidt de pagina ervan naar de opvolger. Elke pagina waar het op staat, of een link ernaar, toont dan de opvolger. U verandert daar niets.
editor-end-on = Eerste dag waarop het weg is
editor-end-on-help = Een dag, zoals 01-03-2027. Laat dit leeg zolang er niets bekend is.
editor-end-successor = Wie neemt de plaats in?
