# Zoeken: op elke pagina, en de pagina met de antwoorden.

# Het laatste deel van het adres van de zoekpagina.
search-address = zoeken

search-title = Zoeken
# $query (String): wat er is getypt
search-title-query = Zoeken naar “{ $query }”
search-form = Zoek op deze website
search-header-form = Zoeken
search-label = Wat zoekt u?
search-button = Zoek

# $most (Number): het hoogste aantal letters
search-too-long = Uw tekst is te lang. Gebruik hoogstens { $most } letters, bijvoorbeeld twee of drie woorden.
# While the program starts, on a site with very many pages.
search-waiting = De zoekfunctie wordt gestart. Probeer het over een minuut opnieuw; alle pagina’s werken al.

# $count (Number): het aantal gevonden pagina's in deze taal
search-count =
    { $count ->
        [one] 1 resultaat
       *[other] { $count } resultaten
    }
# Voor een link met andere woorden.
search-meant = Bedoelt u:
search-nothing = Niets gevonden
search-nothing-other-words = Probeer andere woorden. U kunt ook in het Engels zoeken.
search-nothing-fewer-words = Gebruik minder woorden, en kijk of ze goed zijn geschreven.
# Voor een link naar de contactpagina.
search-nothing-ask = Of vraag het aan iemand:
# Boven resultaten die niet in deze taal zijn.
search-elsewhere = Resultaten in een andere taal

search-pages = Pagina’s met resultaten
# $page (Number): deze pagina
# $pages (Number): het aantal pagina's
search-place = Pagina { $page } van { $pages }
search-earlier = Vorige pagina
search-later = Volgende pagina

search-kinds = Kies wat u wilt zien
search-kind-all = Alles
# $count (Number): hoeveel er zijn
search-kind-pages = Pagina’s ({ $count })
# $count (Number): hoeveel er zijn
search-kind-goals = Doelen ({ $count })
# $count (Number): hoeveel er zijn
search-kind-contacts = Contact ({ $count })
# $count (Number): hoeveel er zijn
search-kind-documents = Documenten ({ $count })

# De naam van de lijst die opengaat tijdens het typen.
search-suggestions = Suggesties

# Hoogstens 16 letters: een browser toont het.
opensearch-name = Leiden (NL)
