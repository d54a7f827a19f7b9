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
