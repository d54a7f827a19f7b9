# Hoe de talen van een stuk tekst ervoor staan, wat u kunt antwoorden, en de vraag na het opslaan.

# $lang (String): een taal
standing-in-step = Volgens uw collega’s zeggen beide talen hetzelfde.
standing-changed = De tekst in het { $lang } is veranderd.
standing-both-changed = Beide teksten zijn veranderd.
standing-never-compared = Niemand heeft de twee teksten nog vergeleken.
standing-missing = Nog niet in het { $lang }.
standing-differs = De talen verschillen met opzet.
standing-reason-given = Reden:
# $name (String): van een persoon; $time (String): een moment
standing-decided = Besloten door { $name } op { $time }.
# Achter de naam van een taal, boven woorden die zijn gemarkeerd.
standing-changes = veranderd sinds beide hetzelfde zeiden

standing-question = Zeggen beide talen hetzelfde?
# $lang (String): een taal
standing-answer-correct = Ja, de tekst in het { $lang } klopt nog
standing-answer-updated = Ja, ik heb de tekst in het { $lang } bijgewerkt
standing-answer-written = Ja, ik heb de tekst in het { $lang } geschreven
standing-answer-same = Ja, beide zeggen hetzelfde
standing-answer-same-now = Ja, ze zeggen nu hetzelfde
standing-answer-differs = Nee, ze verschillen met opzet
standing-answer-only = Nee, dit is met opzet alleen in het { $lang }
standing-answer-later = Dit doe ik later
standing-answer-stays = Nee, ze verschillen nog steeds met opzet
standing-reason = Waarom verschillen ze?
standing-reason-help = Collega’s zien dit. Lezers horen alleen dat de talen verschillen. Ten hoogste 300 tekens.
standing-problem-reason-missing = Vertel waarom de talen verschillen.
standing-problem-reason-too-long = Een reden heeft ten hoogste 300 tekens.
standing-problem-not-changed = U hebt de tekst in het { $lang } niet veranderd. Verander die, of kies een ander antwoord.
standing-problem-not-written = Er is nog geen tekst in het { $lang }. Schrijf die, of kies een ander antwoord.

# $count (Number) stukken tekst
standing-open =
    { $count ->
        [one] Eén stuk tekst loopt niet gelijk:
       *[other] { $count } stukken tekst lopen niet gelijk:
    }
standing-facts =
    { $count ->
        [one] In één stuk tekst noemt maar één taal een feit:
       *[other] In { $count } stukken tekst noemt maar één taal een feit:
    }
standing-all = Beide talen lopen gelijk.
standing-nav = Beide talen
# $lang (String): een taal
standing-to-text = Naar de tekst in het { $lang }
standing-next = Volgende stuk tekst
standing-back = Terug naar de werklijst

# Opslaan, en de vraag daarna.
agree-save-same-meaning = Opslaan: zelfde betekenis
agree-save-same-meaning-help = Slaat op, en zegt dat uw veranderingen niets aan de betekenis veranderen: wat gelijk liep, blijft gelijk lopen. Sneltoets: M.
# $count (Number) stukken tekst
agree-question-one =
    { $count ->
        [one] U hebt één stuk tekst in één taal veranderd. Zeggen beide talen nog hetzelfde?
       *[other] U hebt { $count } stukken tekst in één taal veranderd. Zeggen beide talen nog hetzelfde?
    }
agree-question-both =
    { $count ->
        [one] U hebt één stuk tekst in beide talen veranderd. Zeggen beide talen nog hetzelfde?
       *[other] U hebt { $count } stukken tekst in beide talen veranderd. Zeggen beide talen nog hetzelfde?
    }
agree-question =
    { $count ->
        [one] U hebt één stuk tekst veranderd. Zeggen beide talen nog hetzelfde?
       *[other] U hebt { $count } stukken tekst veranderd. Zeggen beide talen nog hetzelfde?
    }
# $langs (String): talen
agree-changed-in = Veranderd in het { $langs }
agree-yes = Ja, zelfde betekenis
agree-later = Nee, de andere taal volgt later
agree-done = Genoteerd: wat u over de twee talen hebt gezegd, is opgeslagen.
agree-done-next = Opgeslagen. Dit is het volgende dat niet gelijk loopt.
# $title (String): hoe het heet
agree-heading = Zeggen beide talen hetzelfde? { $title }
agree-error-changed = Een tekst is veranderd nadat deze pagina is gemaakt. Bekijk hoe die nu is, en antwoord opnieuw.
agree-to-editor = Teksten bewerken

# In de geschiedenis van een pagina. $name (String): van een persoon; $time (String): een moment
agree-history = Wat over de twee talen is gezegd
agree-history-same = Ze zeggen hetzelfde: { $name }, { $time }
agree-history-differs = Ze verschillen met opzet: { $name }, { $time }
