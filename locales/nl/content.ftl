# Woorden rond de inhoud: cijfers, acties, contactgegevens, documenten, doelen.

# Een getal, in woorden en in tabellen.
# $value (String): het getal zoals de taal het schrijft
figure-percent-words = { $value } procent
figure-percent = { $value }%
# $count (Number): hetzelfde getal, dat het woord kiest
figure-people =
    { $count ->
        [one] { $value } persoon
       *[other] { $value } mensen
    }
figures-empty = Er staan nog geen cijfers op deze website.
figures-table = Cijfers:
figures-date = Peildatum
figures-value = Waarde
figures-source = Bron
checked-on = gecontroleerd op
figures-not-checked = nog niet gecontroleerd
figures-no-date = Niet vermeld

goal-numbered = { $number }. { $title }
goals-empty = De doelen staan nog niet op deze website.
goals-pager = Doelen
goal-previous = Vorig doel
goal-next = Volgend doel

actions-title = Acties
actions-of-goal = Acties voor dit doel
actions-empty = De acties staan nog niet op deze website.
action-goal = Doel
action-goals = Doelen
action-priority = Prioriteit
action-priority-high = Hoog
action-priority-medium = Gemiddeld
action-priority-low = Laag
action-period = Periode
action-from = vanaf
action-until = tot en met
action-lead = Wie
action-status = Stand:
action-status-planned = Gepland
action-status-under-way = Bezig
action-status-done = Klaar
action-status-stopped = Gestopt

documents-title = Documenten
documents-empty = Er staan nog geen documenten op deze website.
document-size = { $size } MB
document-size-small = { $size } kB
document-link-checked = Link gecontroleerd op
document-link-broken = Deze link werkte niet op
document-link-unchecked = Deze link is nog niet gecontroleerd

contact-formerly = voorheen
contact-details = Contactgegevens
contact-email = E-mail
contact-website = Website
contact-phone = Telefoon
contact-address = Adres
contact-former-name = Vroegere naam
contact-until = tot
contact-from = vanaf
contact-sources = Bron en datum van deze gegevens
contact-hours = Openingstijden
contact-hours-empty = Wij weten de openingstijden hier niet.
contact-hours-website = Kijk op de website van het centrum.
contact-hours-website-government = Kijk op de website van de gemeente.
# On the page of a contact that will end, before the link to its successor. $date (String): the first day without it
contact-end-from = Vanaf { $date }:
# At the address of a contact that has ended.
contact-ended = Dit contactpunt bestaat niet meer.
contacts-empty = Er staan nog geen contactpunten op deze website.
contact-details-empty = Er staan nog geen contactgegevens op deze website.
contact-directions = Hoe u er komt
contact-accessibility = Toegankelijkheid van het gebouw
contact-appointment = Afspraak
contact-appointment-link = Maak een afspraak
contact-languages = Talen
contact-fees = Kosten
contact-for-whom = Voor wie
contact-not-for-whom = Niet voor
contact-named-since = Deze naam sinds
contact-holidays = Feestdagen
contact-exceptions = Andere tijden
contact-save-card = Contactgegevens bewaren
contact-save-closures = Sluitingsdagen in uw agenda zetten

pages-title = Alle pagina’s
home-read-more = Lees verder

# Over de tekst in de andere taal, voor een link daarheen.
# $language (String): "in het Engels"
parity-newer = De tekst { $language } is nieuwer
parity-more = Er is meer tekst { $language }
parity-may-differ = De tekst { $language } kan anders zijn
parity-differs = De tekst { $language } is met opzet anders
parity-only-there = Dit deel is er alleen { $language }
parity-head-newer = De titel of inleiding { $language } is nieuwer
parity-head-more = Er is een inleiding { $language }
parity-head-may-differ = De titel of inleiding { $language } kan anders zijn
parity-head-differs = De titel of inleiding { $language } is met opzet anders

# Een taal die mensen spreken.
# $tag (String): het kenmerk van de taal
language-spoken =
    { $tag ->
        [nl] Nederlands
        [en] Engels
        [am] Amhaars
        [ar] Arabisch
        [bg] Bulgaars
        [bn] Bengaals
        [cs] Tsjechisch
        [da] Deens
        [de] Duits
        [dse] Nederlandse Gebarentaal
        [el] Grieks
        [es] Spaans
        [et] Estisch
        [fa] Perzisch
        [fi] Fins
        [fr] Frans
        [fy] Fries
        [he] Hebreeuws
        [hi] Hindi
        [hr] Kroatisch
        [hu] Hongaars
        [id] Indonesisch
        [it] Italiaans
        [ja] Japans
        [ko] Koreaans
        [ku] Koerdisch
        [lt] Litouws
        [lv] Lets
        [nb] Noors
        [pap] Papiaments
        [pl] Pools
        [ps] Pasjtoe
        [pt] Portugees
        [ro] Roemeens
        [ru] Russisch
        [sk] Slowaaks
        [sl] Sloveens
        [so] Somalisch
        [sq] Albanees
        [sr] Servisch
        [sv] Zweeds
        [ta] Tamil
        [th] Thais
        [ti] Tigrinya
        [tr] Turks
        [uk] Oekraïens
        [ur] Urdu
        [vi] Vietnamees
       *[zh] Chinees
    }
