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
standing-problem-answer-missing = U gaf een reden en geen antwoord. Kies een antwoord, of haal de reden weg.
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
standing-all-differs = Er wacht niets. Wat hieronder staat, verschilt met opzet.
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

# Bestanden voor vertalers.
xliff-title = Bestanden voor vertalers
xliff-help = Een vertaler krijgt een bestand, werkt daaraan met een eigen programma en stuurt het terug. Niets komt vanzelf online.
xliff-nothing = Er wacht niets dat zo vertaald moet worden.
xliff-too-much = Dat is te veel voor één bestand. Kies één onderdeel tegelijk.
# $from, $to (String): talen
xliff-way = Van het { $from } naar het { $to }
xliff-export = Versturen
xliff-export-help = U krijgt een bestand (XLIFF 1.2) dat de gebruikelijke programma’s van vertalers kunnen lezen.
xliff-what = Wat u verstuurt
xliff-all-that-waits = Alles wat wacht
xliff-import = Terugnemen
xliff-file = Het bestand van de vertaler
xliff-file-help = Een bestand dat hier vandaan kwam, vertaald: .xlf of .xliff, hoogstens 1 MB. U ziet eerst wat ermee gebeurt.
xliff-look = Bekijk wat ermee gebeurt
xliff-no-file = Kies een bestand.
# $way (String): "Van het Engels naar het Nederlands"
xliff-review = Wat er terugkwam: { $way }
xliff-review-help = Er is nog niets opgeslagen. Wat u overneemt, wordt een concept van elk onderdeel. Het komt online als iemand het publiceert.
xliff-changed = Iemand heeft een van deze onderdelen opgeslagen nadat u dit bekeek. Kijk nog eens: dit gebeurt er nu met het bestand.
xliff-nothing-new = In dit bestand staat niets om over te nemen.
xliff-take-over = Overnemen
xliff-done-taken-over = De vertalingen zijn overgenomen, als concept.
xliff-left = Wat niet is overgenomen
xliff-left-help = De rest is overgenomen, als concept. Dit niet: kopieer wat u nodig hebt voordat u deze pagina verlaat.
# $number (Number): van een versie
xliff-revision-note = Vertaling van versie { $number }, uit een bestand
# $number (Number): van een versie
xliff-absent = Dit onderdeel is hier niet, of het heeft geen versie { $number }. Er kan niets van worden overgenomen.
# $count (Number): teksten
xliff-count-taken =
    { $count ->
        [one] { $count } tekst wordt overgenomen.
       *[other] { $count } teksten worden overgenomen.
    }
# $count (Number): regels van het bestand
xliff-count-unchanged =
    { $count ->
        [one] { $count } regel kwam terug zonder vertaling, of zoals hij hier is.
       *[other] { $count } regels kwamen terug zonder vertaling, of zoals ze hier zijn.
    }
# $count (Number): stukken tekst
xliff-count-agreed =
    { $count ->
        [one] Van { $count } stuk tekst wordt vastgelegd dat beide talen hetzelfde zeggen.
       *[other] Van { $count } stukken tekst wordt vastgelegd dat beide talen hetzelfde zeggen.
    }
xliff-conflict = Ook hier gewijzigd:
xliff-conflict-help = Dit blijft zoals het hier is. Zijn de woorden van de vertaler beter, gebruik die dan bij het bewerken.
xliff-conflict-here = Hier
xliff-conflict-returned = Van de vertaler
xliff-conflict-base = Toen het werd verstuurd
xliff-unread = Kan niet worden overgenomen
xliff-outdated = Verouderd
xliff-outdated-help = De tekst die vertaald is, is daarna veranderd. De vertaling wordt overgenomen en wacht tot iemand ernaar kijkt.
# Notities in het bestand, voor vertalers. $words (String): een tekst
xliff-note-before = Toen de twee talen voor het laatst hetzelfde zeiden, stond hier: { $words }
xliff-note-present = De huidige vertaling van deze tekst: { $words }
# $unit (String): naam in het bestand; $line (String): nummer
xliff-place = { $unit }, regel { $line }
xliff-reason-unknown-unit = De versie die is verstuurd, heeft deze tekst niet.
xliff-reason-twice = Deze tekst staat twee keer in het bestand, met verschillende vertalingen.
xliff-reason-other-source = De tekst die vertaald is, is niet de tekst die is verstuurd.
# $mark (String): nummer van een teken in het bestand
xliff-reason-mark-lost = De link of het cijfer { $mark } ontbreekt in de vertaling.
xliff-reason-mark-unknown = De vertaling heeft een teken { $mark } dat de tekst niet heeft.
xliff-reason-link-in-link = De link { $mark } staat in een andere link.
# $name (String): een element van XML
xliff-reason-not-ours = In de vertaling staat iets dat niet is verstuurd: { $name }.
xliff-reason-not-a-line = Dit moet één regel zijn van hoogstens 300 tekens.
xliff-reason-half-done = Een deel hiervan is niet vertaald.
xliff-reason-incomplete = Andere delen van dezelfde tekst zijn niet vertaald.
xliff-reason-no-title = Er is nog geen tekst in deze taal, en de titel is niet vertaald.
# $line (String): nummer; $words (String): een zin
xliff-fault-line = Regel { $line } van het bestand: { $words }
xliff-fault-too-long = Het bestand is te groot: hoogstens 1 MB.
xliff-fault-too-much = Er staat te veel in het bestand om er een van ons te zijn.
# $number (Number): over hoeveel onderdelen een bestand mag gaan
xliff-fault-too-many-files = Het bestand gaat over meer dan { $number } onderdelen. Splits het en neem de delen een voor een terug.
xliff-fault-not-utf-8 = Het bestand is niet in UTF-8. Sla het op in UTF-8.
xliff-fault-xml = Het bestand is hier beschadigd. Daarom is er niets van gelezen.
xliff-fault-truncated = Het einde van het bestand ontbreekt.
xliff-fault-document-type = Het bestand heeft een documenttype. Dat heeft geen bestand van ons.
# $name (String): een entiteit van XML
xliff-fault-entity = In het bestand staat { $name }. Dat kent XML niet.
xliff-fault-not-xliff = Dit is geen bestand voor vertalers.
# $version (String): van XLIFF
xliff-fault-version = Dit is XLIFF { $version }. Sla het op als XLIFF 1.2.
# $tag (String): een taal
xliff-fault-language = ‘{ $tag }’ is geen taal van deze site.
xliff-fault-languages = De talen in het bestand passen niet bij elkaar.
# $name (String): wat het bestand zegt
xliff-fault-original = ‘{ $name }’ noemt geen onderdeel met een versie.
# $entry (String): naam van een onderdeel
xliff-fault-two-revisions = Het onderdeel { $entry } staat in twee versies in het bestand.
