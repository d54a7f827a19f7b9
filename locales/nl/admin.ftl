# The frame of the admin area: menu, page tree, my work, shared previews.

admin-site-name = Leiden International, redactie
admin-place = Redactie
admin-to-site = Naar de website
admin-sign-out = Uitloggen
admin-error-title = Fout:
admin-errors = Kijk nog eens naar deze velden

admin-my-work = Mijn werk
admin-pages = Pagina's
admin-contacts = Contacten
admin-translations = Vertalingen
admin-unconfirmed = Onbevestigd
admin-editors = Medewerkers
admin-audit = Logboek

admin-save = Opslaan
admin-cancel = Annuleren
admin-back = Terug
admin-yes = Ja
admin-no = Nee
admin-edit = Bewerken
admin-confirm = Bevestigen
admin-remove = Verwijderen
admin-copy = Kopiëren
admin-copied = Gekopieerd

admin-role-author = Auteur
admin-role-publisher = Publicist
admin-role-administrator = Beheerder

kind-page = Pagina
kind-goal = Doel
kind-action = Actie
kind-contact = Contact
kind-document = Document
kind-figure = Cijfer
kind-notice = Mededeling

admin-state-live = Online
admin-state-withdrawn = Ingetrokken
admin-state-draft = Concept
admin-state-missing = Geen tekst
admin-state-waiting = Wijzigingen niet gepubliceerd

admin-done-created = Het is gemaakt. Niemand buiten de redactie ziet het voordat het gepubliceerd is.
admin-done-moved = De nieuwe plaats staat online.
admin-done-archived = Het staat nu in het archief.
admin-done-unarchived = Het is uit het archief gehaald.

tree-help = Alles wat op de website staat, in de juiste volgorde.
tree-help-order = Deze volgorde is ook de volgorde van menu's en lijsten op de website. Een andere volgorde staat meteen online.
tree-new = Nieuwe pagina, contact of document
tree-new-below = Nieuw hieronder
tree-find = Zoek op naam of adres
tree-find-do = Zoeken
tree-found = Gevonden
tree-found-nothing = Niets heeft deze woorden in de naam of het adres.
tree-all = Alles laten zien
tree-up = Omhoog
tree-down = Omlaag
tree-place = Verplaatsen of archiveren
tree-archived = Archief
tree-archived-show = Laat zien wat in het archief staat
tree-unarchive = Uit het archief halen

contacts-help = Organisaties die lezers kunnen bereiken. Pagina's verwijzen ernaar: wat u hier wijzigt, is overal nieuw.
contacts-new = Nieuw contact
contacts-new-notice = Nieuwe mededeling
contacts-notices = Mededelingen
contacts-notices-help = Berichten voor een bepaalde tijd: vandaag gesloten, de telefoon werkt niet. Lezers zien ze van het begin tot het einde, als ze gepubliceerd zijn.
contacts-notices-none = Er zijn geen mededelingen.
contacts-notices-running = Nu
contacts-notices-coming = Later
contacts-notices-past = Voorbij
# $from (String), $until (String): days with a time
contacts-notice-period = Van { $from } tot { $until }
# $name (String): of a contact
contacts-notice-about = Over { $name }
contacts-notice-everywhere = Op alle pagina's
contacts-notice-closes = Gesloten in die tijd

place-title = Verplaatsen of archiveren
place-help = Als u een pagina verplaatst, krijgt die een ander adres. Lezers met het oude adres komen vanzelf op het nieuwe.
place-below = Staat onder
place-top = Bovenaan
place-move = Verplaatsen
archive-title = In het archief zetten
archive-live = Lezers kunnen dit zien. Trek het eerst in. Daarna kunt u het in het archief zetten.
archive-withdraw = Intrekken
archive-help = In het archief zit het niemand in de weg. Er wordt niets gewist: u kunt het er weer uit halen.
archive-do = In het archief zetten

new-title = Nieuw
new-help = Geef het een naam in één taal of in beide talen. De rest kunt u later schrijven. Niemand buiten de redactie ziet het voordat het gepubliceerd is.
new-kind = Wat is het?
new-help-page = Tekst met onderdelen, op een eigen adres.
new-help-contact = Een organisatie die lezers kunnen bereiken.
new-help-notice = Een bericht voor een bepaalde tijd, op alle pagina's of bij één contact.
new-help-document = Een link naar een document op een andere website.
new-help-action = Een actie uit het uitvoeringsplan.
new-help-figure = Eén getal met datum en bron.
new-help-goal = Een doel van het beleid.
new-names = Hoe heet het?
new-names-help = Weet u de naam in een taal nog niet? Laat het veld dan leeg.
new-name = Naam in het { $lang }
new-parent-help = Het adres van een pagina begint met het adres van de pagina erboven.
new-url = Webadres (alleen bij een document)
new-url-help = Bijvoorbeeld https://www.leiden.nl/beleid.pdf
new-do = Maken
new-error-kind = Kies wat het is.
new-error-title = Geef het een naam in ten minste één taal.
new-error-title-long = Een naam heeft hoogstens 300 tekens, op één regel.
new-error-url = Vul het webadres van het document in. Het begint met https:// of http://.
new-error-parent = De plaats die u koos, is er niet meer. Kies opnieuw.

refusal-not-found = “{ $title }” bestaat niet meer.
refusal-no-text = Er is nog geen tekst in het { $lang }.
refusal-no-slug = De pagina heeft nog geen woord voor het adres in het { $lang }.
refusal-address-taken = Er staat al een andere pagina op { $address }. Kies een ander woord voor het adres.
refusal-address-reserved = De website gebruikt { $address } zelf. Kies een ander woord voor het adres.
refusal-target-not-live = Er is een verwijzing naar “{ $title }”, maar die kunnen lezers niet zien. Publiceer die eerst, of haal de verwijzing weg.
refusal-in-use = Hier staat het nog, of een link ernaar: { $titles }. Haal het daar eerst weg.
refusal-cycle = Het kan niet onder zichzelf staan.
refusal-live = Lezers kunnen dit zien. Trek het eerst in.
refusal-children = Er staat nog iets onder. Verplaats of archiveer dat eerst.
refusal-archived = Het staat in het archief. Haal het er eerst uit.

work-hello = Fijn dat u er bent, { $name }.
work-drafts = Open formulieren
work-drafts-help = Wat u getypt hebt en nog niet hebt opgeslagen.
work-drafts-empty = U hebt geen open formulieren.
work-typed-at = Laatst getypt { $time }
work-waiting = Wacht op publicatie
work-waiting-help = Opgeslagen, maar lezers zien het nog niet.
work-waiting-empty = Alles wat is opgeslagen, staat online.
work-saved-by = Opgeslagen door { $name } op { $time }
work-saved = Opgeslagen op { $time }
work-scheduled = Gepland
work-scheduled-empty = Er is niets gepland.
work-scheduled-publish = Komt online op { $time }
work-scheduled-withdraw = Wordt ingetrokken op { $time }
work-scheduled-failed = Is niet gelukt op { $time }
work-recent = Kort geleden gepubliceerd
work-recent-empty = Er is nog niets gepubliceerd.
work-published-by = Gepubliceerd door { $name } op { $time }
work-published = Gepubliceerd op { $time }
work-overdue = Nog te controleren
work-overdue-help = Gegevens die lezers zien en die lang niet met de bron zijn vergeleken.
work-overdue-empty = Alle gegevens zijn kort geleden gecontroleerd.
work-never-checked = Nooit gecontroleerd
work-checked-on = Laatst gecontroleerd op { $date }
work-unconfirmed = Te bevestigen
work-unconfirmed-count =
    { $count ->
        [0] Er is niets te bevestigen.
        [one] Eén gegeven wacht op bevestiging.
       *[other] { $count } gegevens wachten op bevestiging.
    }
work-see-all = Alles bekijken
fact-website = Website
fact-email = E-mailadres
fact-phone = Telefoonnummer
fact-address = Adres
fact-value = Cijfer
fact-link = Link naar het document

share-title = Voorbeeld delen
share-help = Met deze link ziet iemand zonder account de pagina zoals die is opgeslagen. In beide talen, zoals lezers haar zouden zien. De link werkt tot de datum die u kiest.
share-days = Hoe lang werkt de link?
share-days-count =
    { $count ->
        [one] Eén dag
       *[other] { $count } dagen
    }
share-do = Link maken
share-link = Link om te delen
share-once = Kopieer de link nu. U ziet hem maar één keer.
share-list = Links die werken
share-list-empty = Er zijn geen links naar deze pagina.
share-row = Versie { $revision }, van { $name }, werkt tot { $time }
share-revoke = Deze link beëindigen
share-done-revoked = De link werkt niet meer.
share-error-days = Kies hoe lang de link werkt.

shared-title = Voorbeeld: { $title }
shared-text = Deze pagina staat nog niet online. Iemand heeft haar met u gedeeld om te bekijken, tot { $time }. Geef de link niet door.
shared-frame = De pagina in het { $lang }
shared-gone-title = Deze link werkt niet meer
shared-gone-text = De link is verlopen of beëindigd. Vraag een nieuwe aan wie hem heeft gestuurd.

# In the frame of a preview. $lang (String): the name of a language
preview-no-text = Er is nog geen tekst in het { $lang }.
preview-nowhere = Nog geen pagina laat dit zien, dus er valt niets te bekijken.
