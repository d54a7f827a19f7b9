# Zoeken, voor medewerkers: wat mensen zoeken, waarom ze het vinden, en wat woorden betekenen.

admin-search = Zoeken
search-admin-title = Hoe mensen zoeken
search-admin-try = Probeer een zoekopdracht
search-admin-lang = Taal
search-admin-why = Waarom dit resultaat hier staat
search-admin-asked = Getypt
search-admin-found = Gevonden
search-admin-places = Waar
search-admin-gives = Punten
search-admin-next = Daarna getypt
search-admin-count = Hoe vaak
# $score (String): een getal
# $part (String): een percentage
search-admin-score = { $score } punten; { $part }% van wat is getypt
search-admin-promoted = Door medewerkers bovenaan gezet
search-admin-not-found = Niet gevonden
search-admin-unanswered = Zonder resultaat
search-admin-followed = Gevolgd door een andere zoekopdracht
search-admin-counts = Zoekopdrachten en hoe vaak ze zijn gedaan
search-admin-counts-help = Aantallen van de laatste 90 dagen. We bewaren niets over wie er zocht. Een zoekopdracht telt alleen mee als die op één dag minstens drie keer is gedaan.
search-admin-none = Nog niets.

search-field-title = titel
search-field-name = andere naam
search-field-summary = samenvatting
search-field-heading = kop
search-field-text = tekst
search-field-listed = lijst op de pagina
search-field-subject = woorden voor contact

search-how-exact = hetzelfde woord
search-how-stem = andere vorm van het woord
search-how-parts = delen van het woord
search-how-joined = als één woord geschreven
search-how-synonym = synoniem
search-how-beginning = begint zo
search-how-typo = typefout

search-words-title = Synoniemen en topresultaten
search-words-help = Wijzigingen zijn meteen live.
search-words-lang = Taal van deze woorden
search-words-every-lang = Elke taal
search-words-error = Typ één tot vier woorden.
search-entry-error = Kies een pagina die live is.
search-words-added = Het is bewaard. Het geldt vanaf nu.
search-words-removed = Het is verwijderd. De woorden staan nog in het formulier: voeg ze weer toe om dit ongedaan te maken.
search-words-known = Er is niets veranderd.
search-words-remove = Verwijder

search-synonyms = Synoniemen
search-synonym-from = Wie zoekt naar
search-synonym-to = vindt ook
search-synonym-two-way = En andersom
search-synonym-add = Voeg synoniem toe
search-synonym-find = Zoek een synoniem
# $found (Number): how many are shown
# $all (Number): how many there are
search-synonym-count = Synoniemen op deze pagina: { $found } van { $all }.

search-promotions = Topresultaten
search-promotions-help = Deze pagina staat bovenaan als iemand precies deze woorden typt.
search-promotion-words = Woorden
search-promotion-entry = Pagina
search-promotion-add = Voeg topresultaat toe
