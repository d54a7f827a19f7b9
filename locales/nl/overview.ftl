# Hoe de talen zich tot elkaar verhouden: het overzicht, het beleid, en wat daarvan elders staat.

translations-title = Vertalingen
translations-help = Wat de twee talen zeggen, wordt per stuk tekst vergeleken. Wat in één taal is veranderd, wacht hier tot iemand de andere taal heeft bekeken. Een antwoord over teksten die lezers zien, geldt meteen: het verandert wat lezers over de andere taal horen, nooit een tekst.
translations-nav = Op deze pagina
translations-worklist = Werklijst
translations-entries = Alle inhoud
# $lang (String): a language; $count (Number) of passages
translations-count =
    { $count ->
        [0] { $lang }: niets loopt achter
        [one] { $lang }: één stuk tekst loopt achter
       *[other] { $lang }: { $count } stukken tekst lopen achter
    }
translations-done-agreed = Uw antwoord is vastgelegd.
translations-done-all = Dat was het laatste onderdeel waarin iets wachtte.

# The filter.
translations-filter-behind = Taal die achterloopt
translations-filter-kind = Soort
translations-filter-state = Wat er is gebeurd
translations-filter-sort = Volgorde
translations-filter-live = Alleen wat lezers kunnen zien
translations-any = Alle
translations-sort-changed = Veranderd in één taal
translations-sort-both = Veranderd in beide talen, of nooit vergeleken
translations-sort-missing = Ontbreekt
translations-order-urgent = Oudste en meest gelezen eerst
translations-order-oldest = Oudste eerst
translations-order-read = Meest gelezen eerst
translations-show = Toon
translations-show-all = Toon alles
translations-file = Opslaan als bestand (CSV)

# The worklist. $count (Number) of passages
translations-total =
    { $count ->
        [one] Eén stuk tekst wacht.
       *[other] { $count } stukken tekst wachten.
    }
translations-order-help = Als u geen andere volgorde kiest, staat het dringendste bovenaan: het aantal dagen dat iets wacht, de eerste dag meegeteld, maal het aantal keren dat de pagina in de laatste 28 dagen is gelezen plus één.
translations-empty = Alles loopt gelijk.
translations-empty-filtered = Er wacht niets van deze soort.
# $langs (String): the languages whose text waits
translations-behind = Loopt achter: { $langs }.
# $date (String); $days (Number) of days
translations-since =
    { $days ->
        [one] Sinds { $date }.
       *[other] Sinds { $date }, { $days } dagen.
    }
# $count (Number)
translations-readers =
    { $count ->
        [0] Niet gelezen in de laatste 28 dagen.
        [one] Eén keer gelezen in de laatste 28 dagen.
       *[other] { $count } keer gelezen in de laatste 28 dagen.
    }
translations-not-live = Lezers zien dit niet.
translations-more-worklist = Meer van de werklijst
translations-more-entries = Meer inhoud
translations-previous = Vorige
translations-next = Volgende

# What happened to a passage. $lang (String): a language
translations-in-step = Loopt gelijk
translations-changed = Veranderd in het { $lang }
translations-both = Veranderd in beide talen
translations-never = Nooit vergeleken
translations-missing-in = Ontbreekt in het { $lang }
translations-differs = Met opzet anders

# An entry in a language. $count (Number) of passages
translations-missing = Ontbreekt
translations-behind-by =
    { $count ->
        [one] Eén stuk tekst achter
       *[other] { $count } stukken tekst achter
    }
translations-differs-count = Met opzet anders: { $count }
translations-entries-total =
    { $count ->
        [one] Eén pagina, document of ander onderdeel.
       *[other] { $count } pagina’s, documenten en andere onderdelen.
    }
translations-entries-empty = Er is geen inhoud van deze soort.

# The columns of the table and of the file.
translations-head-entry = Wat
translations-head-kind = Soort
translations-head-passage = Stuk tekst
translations-head-state = Wat er is gebeurd
translations-head-behind = Loopt achter
translations-head-since = Sinds
translations-head-days = Dagen
translations-head-readers = Gelezen in 28 dagen
translations-head-live = Lezers zien het
translations-head-address = Adres

# Facts that only one text states. $fact (String): what it is; $stated (String): what each text states; $lang, $facts (String)
translations-fact = { $fact }: { $stated }.
translations-fact-only = alleen in het { $lang }: { $facts }
translations-fact-here = verschilt:
translations-fact-number = Getal
translations-fact-percentage = Percentage
translations-fact-amount = Bedrag
translations-fact-date = Datum
translations-fact-weekday = Dag van de week
translations-fact-time = Tijd
translations-fact-email = E-mailadres
translations-fact-phone = Telefoonnummer
translations-fact-link = Link
translations-fact-reference = Link of cijfer van deze website
translations-fact-list = Regels van een lijst
translations-fact-table = Rijen van een tabel

# The two languages before something is published.
translations-publish-title = De twee talen
translations-publish-help = Wat lezers zouden zien als elke taal online komt. U kunt hier antwoorden, of eerst de teksten veranderen.
translations-publish-step = Beide talen zeggen hetzelfde, voor zover bekend.
translations-publish-shown = Eén van deze teksten is niet de tekst die het laatst is opgeslagen. Vergelijk ze op de pagina Bewerken.
translations-publish-free = Hier mogen de talen apart online komen.
translations-publish-warn = U kunt publiceren als u hieronder aanvinkt dat u dit hebt bekeken.
translations-publish-together = De talen hiervan komen alleen samen online.
translations-publish-answer = Leg de antwoorden vast
# $lang (String): a language
translations-absent = Er is geen tekst in het { $lang }. Lezers krijgen dat te horen, en nooit de tekst van de andere taal in plaats daarvan.
# $lang, $other (String): languages
translations-alone-kept = Alleen { $lang }: lezers van het { $other } houden de tekst die er staat. Waar die achterloopt, zegt de pagina dat in één zin, met een link naar de tekst in het { $lang }.
translations-alone-absent = Alleen { $lang }: lezers van het { $other } krijgen te horen dat dit er nog niet is in het { $other }.
# After a sentence that says why.
translations-refused = Publiceren wordt geweigerd.

# Whether the languages of a kind may go live apart.
policy-title = De talen samen of apart publiceren
policy-help = U kiest per soort wat er gebeurt als één taal online komt terwijl de andere achterloopt.
policy-free = Apart, vrij
policy-free-help = Elke taal komt online als zij klaar is. De pagina om te publiceren laat zien wat achterloopt, en vraagt niets.
policy-warn = Apart, met een waarschuwing
policy-warn-help = Wie publiceert, ziet wat achterloopt en moet aanvinken dat hij of zij dat heeft bekeken. Dit gebeurt als u niets anders kiest.
policy-together = Alleen samen
policy-together-help = Er komt niets online totdat beide talen een tekst hebben en elk stuk tekst gelijkloopt, of met opzet anders is. Eén taal alleen intrekken kan wel, zodat een tekst die niet klopt meteen weg is.
policy-done-saved = Het is opgeslagen. Het geldt vanaf nu, ook voor wat op de planning staat.
policy-done-unchanged = Er is niets veranderd.
