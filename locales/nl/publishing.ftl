# Publiceren, intrekken, de planning, geschiedenis, feiten om te bevestigen en het logboek.

# The views of one entry.
entry-nav = Dit onderdeel
entry-nav-preview = Voorbeeld
entry-nav-share = Voorbeeld delen
entry-nav-publish = Publiceren
entry-nav-withdraw = Intrekken
entry-nav-schedule = Planning
entry-nav-history = Geschiedenis

# What is different between two versions.
changes-shared = In beide talen
changes-order = Volgorde van de onderdelen
# $name (String): the heading of a section, or its name
changes-section = Onderdeel “{ $name }”
changes-before = Eerst
changes-after = Nu
changes-nothing = Niets
# Read aloud before and after words that are marked.
changes-removed = verwijderd:
changes-added = toegevoegd:
changes-end = einde.

# When something is to happen.
when-now = Nu
when-later = Op een dag en tijd
when-help = Het gaat om de tijd in Leiden.
when-day = Dag
when-time = Tijd
when-error-day = Vul de dag in, bijvoorbeeld 2026-12-01.
when-error-time = Vul de tijd in, bijvoorbeeld 09:00.
when-error-gap = Deze tijd bestaat niet: de klok gaat die nacht vooruit. Kies een andere tijd.
when-error-past = Deze dag en tijd zijn voorbij. Kies een later moment, of “Nu”.

# Publishing.
publish-title = Publiceren
# $title (String): of the entry
publish-heading = Publiceren: { $title }
# $number (Number): of the version
publish-version = Dit gaat over versie { $number }, die het laatst is opgeslagen.
publish-changes = Wat er verandert voor lezers
publish-new = Lezers zien hier nog niets van. Als u publiceert, zien zij alles.
publish-see = Bekijk het zoals lezers het zien
publish-no-changes = Er verandert niets voor lezers: wat het laatst is opgeslagen, staat online.
# $old, $new (String): addresses
publish-moves = Het adres { $old } wordt { $new }. Lezers op het oude adres gaan vanzelf naar het nieuwe.
publish-findings = Wat de controles vonden
publish-no-findings = Niets. De controles zien niet alles: lees de tekst zelf nog een keer.
publish-findings-errors = Herstel eerst de fouten. Daarna kunt u publiceren.
publish-finding-error = Fout:
publish-finding-warning = Let op:
publish-decide = Publiceren
publish-for-publishers = U kunt dit bekijken, maar niet publiceren: dat doen publicisten. Het staat op hun lijst van wat op publicatie wacht.
publish-langs = Welke talen?
publish-langs-help = Wat beide talen delen, zoals een telefoonnummer, komt ook online.
publish-seen = Ik heb de waarschuwingen bekeken
publish-note = Notitie voor de geschiedenis
publish-note-help = Collega’s zien dit in de geschiedenis. Lezers niet.
publish-when = Wanneer?
publish-do = Publiceren
publish-done = Het staat online.
publish-done-unchanged = Lezers zagen dit al. Er is niets veranderd.
publish-error-newer = Iemand heeft een nieuwere versie opgeslagen. Deze pagina toont die nu: bekijk haar en kies opnieuw.
publish-error-langs = Kies minstens één taal.
publish-error-findings = De controles vonden fouten in een taal die u koos.
publish-error-seen = Bekijk de waarschuwingen en vink het vakje eronder aan.
publish-error-note = Een notitie heeft hoogstens 500 tekens.

# What the checks found. $text (String): words from the text
check-missing-text = In deze taal is er geen tekst.
check-missing-slug = De pagina heeft geen woord voor haar adres.
check-missing-summary = Er is geen samenvatting. Zoekmachines en lijsten van pagina’s laten die zien.
check-empty-heading = Een kop zegt niets.
check-heading-without-text = Onder de kop “{ $text }” staat niets.
check-skipped-level = De kop “{ $text }” slaat een niveau over. Schermlezers gebruiken de niveaus om de weg te vinden.
check-looks-like-heading = “{ $text }” lijkt op een kop. Maak er een kop van, of maak niet alles vet.
check-looks-like-list = “{ $text }” lijkt op een lijst. Maak er een lijst van met de knop boven de tekst.
check-table-without-header = Een tabel heeft geen koppen. Zonder koppen kunnen schermlezers niet zeggen waar een cel over gaat.
check-generic-link = De link “{ $text }” zegt niet waar hij heen gaat.
check-document-without-type = De link “{ $text }” gaat naar een bestand. Zeg welk soort bestand het is, bijvoorbeeld “(PDF)”.
check-document-without-language = De link “{ $text }” gaat naar een bestand. Zeg in welke taal het is.
check-other-language = “{ $text }” lijkt in een andere taal te zijn. Geef de taal aan, zodat het goed wordt voorgelezen.
# $count (Number) of sentences, $longest (Number) of words
check-long-sentences =
    { $count ->
        [one] Eén zin heeft meer dan 20 woorden: { $longest }.
       *[other] { $count } zinnen hebben meer dan 20 woorden; de langste heeft er { $longest }.
    }
check-hard-word = “{ $text }” is een moeilijk woord. Kan het makkelijker?
# $old (String), $name (String): names of a contact
check-old-name = “{ $old }” is niet de naam van nu. Schrijf “{ $name }”, of leg de oude naam uit met “voorheen”.
# $text (String): a detail as it is typed; $name (String): of the contact whose detail it is
check-typed-phone = Hier staat het telefoonnummer { $text }. Dat is een gegeven van { $name }. Maak een link naar dat contact, of laat een onderdeel het tonen: dan klopt het overal.
check-typed-email = Hier staat het e-mailadres { $text }. Dat is een gegeven van { $name }. Maak een link naar dat contact, of laat een onderdeel het tonen: dan klopt het overal.
check-typed-website = Hier staat het webadres { $text }. Dat is een gegeven van { $name }. Maak een link naar dat contact, of laat een onderdeel het tonen: dan klopt het overal.
check-typed-address = Hier staat het adres { $text }. Dat is een gegeven van { $name }. Maak een link naar dat contact, of laat een onderdeel het tonen: dan klopt het overal.
check-typed-show = Laat dit onderdeel { $name } tonen

# What a saved version changes on the pages of other entries.
impact-title = Wat dit op andere pagina’s verandert
impact-nothing = Niets. Wat in deze versie anders is, staat op geen andere pagina.
# $count (Number) of pages
impact-pages =
    { $count ->
        [0] Er verandert geen andere pagina.
        [one] Er verandert één andere pagina.
       *[other] Er veranderen { $count } andere pagina’s.
    }
impact-at-once = Lezers zien het overal tegelijk als u deze versie publiceert.
# $count (Number) of pages
impact-rest =
    { $count ->
        [one] Op nog één pagina staat het ook, of een link ernaar. Die is hier niet vergeleken.
       *[other] Op nog { $count } pagina’s staat het ook, of een link ernaar. Die zijn hier niet vergeleken.
    }
impact-every-page = Boven en onder aan elke pagina

# Withdrawing.
withdraw-title = Intrekken
withdraw-help = Lezers zien de pagina niet meer. Er gaat niets verloren: u kunt haar weer publiceren.
withdraw-nothing = Lezers zien hier niets van, dus er is niets om in te trekken.
withdraw-for-publishers = U kunt dit bekijken, maar niet intrekken: dat doen publicisten.
withdraw-langs = Welke talen?
# $lang (String): a language
withdraw-reason = Wat krijgen lezers te lezen? ({ $lang })
withdraw-reason-help = Zeg waarom de pagina weg is. Lezers zien dit op haar adres.
withdraw-successor = Waar kunnen lezers in plaats daarvan heen?
withdraw-successor-help = Zij vinden een link naar die pagina.
withdraw-successor-none = Nergens
withdraw-then = Wat gebeurt er op het oude adres?
withdraw-then-tell = Lezers zien dat de pagina weg is en waarom, met een link naar de andere pagina
withdraw-then-redirect = Lezers gaan meteen naar de andere pagina
withdraw-when = Wanneer?
withdraw-do = Intrekken
withdraw-done = Het is ingetrokken.
withdraw-used-by = Haal het eerst hier weg
withdraw-or-end = Of laat het daar staan, en laat het op een dag eindigen. Een ander contactpunt komt dan overal in de plaats.
withdraw-or-end-link = Geef de dag en de opvolger
withdraw-error-langs = Kies minstens één taal die online staat.
withdraw-error-reason = Zeg lezers in het { $lang } waarom de pagina weg is.
withdraw-error-reason-long = Dit is te lang: hoogstens 1.000 tekens.
withdraw-error-successor = Deze pagina bestaat niet meer. Kies een andere.
withdraw-error-redirect = Kies de pagina waar lezers heen gaan.

# The schedule of an entry.
schedule-title = Planning
schedule-help = Bij “Publiceren” en “Intrekken” kunt u plannen dat dit online komt of wordt ingetrokken.
schedule-open = Gepland
schedule-open-empty = Er is niets gepland.
schedule-ended = Eerder
# $number (Number): of the version; $langs, $time (String)
schedule-publish = { $time }: versie { $number } komt online ({ $langs })
schedule-withdraw = { $time }: wordt ingetrokken ({ $langs })
# $name, $time (String)
schedule-by = Gepland door { $name } op { $time }.
schedule-cancel = Annuleren
schedule-happened = Gedaan op { $time }
schedule-late = Gedaan, maar te laat, op { $time }
schedule-failed = Niet gelukt op { $time }
schedule-cancelled = Geannuleerd op { $time }
# $number (Number): of a version
refusal-newer-is-live = Er staat een nieuwere versie online: versie { $number }.
refusal-withdrawn-since = Het is ingetrokken nadat dit was gepland. Publiceer het opnieuw als lezers het mogen zien.
refusal-language-missing = De twee talen hiervan komen alleen samen online, en één ervan ontbreekt.
# $count (Number) of passages
refusal-not-together =
    { $count ->
        [one] De twee talen hiervan komen alleen samen online, en één stuk tekst loopt nog niet gelijk.
       *[other] De twee talen hiervan komen alleen samen online, en { $count } stukken tekst lopen nog niet gelijk.
    }
# $minutes (Number)
schedule-problem-late =
    { $minutes ->
        [one] Het was 1 minuut te laat, omdat het programma niet draaide.
       *[other] Het was { $minutes } minuten te laat, omdat het programma niet draaide.
    }
schedule-problem-account = Het account van wie dit plande, is uitgezet.
schedule-problem-rights = Wie dit plande, mag niet meer publiceren.
schedule-problem-fault = Er is iets mis met de website. Meld dit aan de beheerder van de server.
schedule-done = Het is gepland.
schedule-done-cancelled = Het is geannuleerd.
schedule-error-ended = Dit is niet meer gepland: het is al gebeurd, of iemand heeft het geannuleerd.

# History.
history-title = Geschiedenis
history-help = Elke versie die is opgeslagen, en wat online kwam. Er gaat nooit iets verloren.
history-compare = Vergelijk de twee gekozen versies
history-from = Vergelijk
history-to = met
history-live = Online in het
history-revert = Hiernaar terug
# $number (Number): of the version; $name, $time, $langs, $title (String)
history-saved = Versie { $number }, opgeslagen door { $name } op { $time }
history-published = Versie { $number } kwam online in het { $langs }: { $name }, { $time }
history-withdrawn = Ingetrokken in het { $langs }: { $name }, { $time }
# What was done to another entry that this page shows, links to or lists.
# $kind (String), $title (String): of the other entry; $name (String): who did it
history-elsewhere-published = Hier te vinden: { $kind } “{ $title }” is gepubliceerd (versie { $number }): { $name }, { $time }
history-elsewhere-withdrawn = Hier te vinden: { $kind } “{ $title }” is ingetrokken: { $name }, { $time }
history-elsewhere-link = Geschiedenis van “{ $title }”
history-reason = Lezers kregen te lezen:
history-successor = Lezers vinden een link naar “{ $title }”.
history-redirects = Lezers gaan meteen naar “{ $title }”.
history-system = het programma
history-reverted-note = Terug naar versie { $number }
history-done-reverted = De oude versie is opgeslagen als de nieuwste. Lezers zien haar pas als zij is gepubliceerd.
history-error-same = De nieuwste versie zegt al hetzelfde.
version-heading = Versie { $number }: { $title }
version-help = Zoals lezers het zouden zien.
# $lang (String): a language
version-frame = De pagina in het { $lang }
# $from, $to (Number): of versions; $title (String)
compare-heading = Versie { $from } en { $to }: { $title }
compare-help = Woorden die weg zijn, zijn doorgestreept. Woorden die erbij kwamen, zijn onderstreept.
compare-changes = Wat anders is
compare-same = Deze versies zeggen hetzelfde.

# Facts to confirm.
unconfirmed-title = Nog te bevestigen
unconfirmed-help = Lezers zien dit pas als iemand het met de bron heeft vergeleken. Bevestigen is nog niet publiceren: dat doet u apart.
unconfirmed-empty = Alles is bevestigd.
unconfirmed-source = Bron:
unconfirmed-no-source = niet genoemd
unconfirmed-note = Notitie:
unconfirmed-correct = Verbeteren
unconfirmed-drop = Weghalen
unconfirmed-publish = Publiceer het nu
unconfirmed-done-confirmed = Bevestigd en opgeslagen. Lezers zien het als het is gepubliceerd.
unconfirmed-done-dropped = Weggehaald en opgeslagen.
unconfirmed-note-confirmed = Feit bevestigd
unconfirmed-note-dropped = Feit weggehaald
unconfirmed-error-changed = Iemand heeft dit intussen veranderd. Bekijk het opnieuw.

# The audit log.
audit-title = Logboek
audit-help = Alles wat medewerkers en het programma deden. Het kan niet worden veranderd.
audit-unchecked = Er is nu niet gecontroleerd of het logboek compleet is.
audit-check = Controleer het logboek
audit-whole = Het logboek is compleet: er is niets veranderd of weggehaald.
# $id (String): the number of an event
audit-broken = Het logboek klopt niet: bij gebeurtenis { $id } is iets veranderd of weggehaald. Meld dit aan de beheerder van de server.
audit-person = Persoon
audit-everyone = Iedereen
audit-action = Handeling
audit-object = Onderwerp
audit-from = Vanaf
audit-until = Tot en met
audit-filter-help = Een handeling zoals “entry.publish”, of het begin daarvan zoals “entry”. Een onderwerp met zijn naam, zoals “about”.
audit-show = Tonen
audit-export = Opslaan als bestand (CSV)
audit-empty = Zulke gebeurtenissen zijn er niet.
audit-number = Nr.
audit-time = Tijd
audit-outcome = Resultaat
audit-origin = Waarvandaan
audit-detail = Details
audit-pages = Meer van het logboek
audit-newer = Nieuwer
audit-older = Ouder
audit-outcome-done = Gedaan
audit-outcome-refused = Geweigerd
audit-outcome-failed = Mislukt
