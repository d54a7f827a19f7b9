# Of de gegevens van contactpunten kloppen: gezegd door de redactie, gevraagd aan organisaties, verteld aan lezers.

# Wat lezers te zien krijgen. $date (String)
checked-all = Gecontroleerd op
checked-old = Deze gegevens zijn niet meer gecontroleerd sinds { $date }.
checked-never = Niemand heeft deze gegevens nog voor ons gecontroleerd.
checked-instead = Kijk ook hier voordat u gaat:

# De redactie.
check-title = Gegevens controleren
check-nav = Controleren
check-details = Gegevens die lezers zien
# $count (Number): maanden
check-interval =
    { $count ->
        [one] Controleer ze elke maand.
       *[other] Controleer ze elke { $count } maanden.
    }
check-nothing = Lezers zien nog geen gegevens van dit contactpunt.
check-detail = Gegeven
check-says = Wat er staat
check-checked = Gecontroleerd
# $date, $name (String)
check-by = { $date }, door { $name }
check-confirm-help = Vergelijk eerst elk gegeven met de bron. Klopt er iets niet? Verbeter het in het formulier en publiceer het.
check-confirm = Alles klopt
check-done-confirmed = Er staat nu dat alles vandaag klopt.
check-error-changed = Lezers zien nu andere gegevens dan u zag. Bekijk ze opnieuw.
check-ask = De organisatie vragen
check-ask-help = De organisatie krijgt een link. Daarmee zegt zij zelf of alles klopt, zonder account. De link werkt één keer, binnen 30 dagen.
check-mailbox = E-mailadres van de organisatie
check-lang = Taal
check-make-link = Link maken
check-link = Link voor de organisatie
# $mailbox (String)
check-mailed = De link is verstuurd naar { $mailbox }.
check-mail-failed = De e-mail naar { $mailbox } kon niet worden verstuurd. Geef de link zelf door.
# $mailbox, $name, $time (String)
check-link-row = { $mailbox }: gevraagd door { $name }, werkt tot { $time }
check-remarks = Opmerkingen van organisaties
check-remarks-empty = Er zijn geen opmerkingen.
# $mailbox, $time (String)
check-remark-row = { $mailbox }, { $time }
check-dismiss = Afhandelen
check-done-dismissed = De opmerking is afgehandeld.
check-owner = Wie houdt dit bij
check-owner-who = Persoon die een herinnering krijgt
check-owner-nobody = Niemand
check-done-owner = Er staat nu wie dit contactpunt bijhoudt.
check-holiday-open = dezelfde tijden
check-holiday-closed = gesloten
check-holiday-shorter = kortere tijden
# $times (String)
check-holiday-short = Kortere tijden: { $times }

# De e-mail aan een organisatie. $name (String): van het contactpunt; $date (String)
check-mail-subject = Kloppen de gegevens van { $name } nog?
check-mail-hello = Hallo,
check-mail-text = Op de website Leiden International staan de contactgegevens van { $name }. Wilt u kijken of ze nog kloppen? Dat kan hier:
check-mail-until = De link werkt één keer, tot { $date }. U hebt geen account nodig.

# Wat een organisatie ziet.
checking-title = Kloppen deze gegevens?
checking-text = Dit zien lezers op onze website. Kijk of alles nog klopt.
# $time (String)
checking-until = U kunt één keer antwoorden, tot { $time }.
checking-never = nooit
checking-nothing = Er zijn op dit moment geen gegevens om te controleren.
checking-confirm = Alles klopt
checking-wrong = Er klopt iets niet
checking-wrong-help = Verander wat niet klopt. Laat de rest zoals het is. Een medewerker kijkt ernaar voordat lezers het zien.
checking-remark = Is er nog iets anders?
checking-remark-help = Bijvoorbeeld andere openingstijden. Maximaal 2.000 tekens.
checking-propose = Versturen
checking-changed = De gegevens zijn veranderd nadat u deze pagina opende. Bekijk ze opnieuw voordat u antwoordt.
checking-error-remark = Schrijf maximaal 2.000 tekens.
checking-error-nothing = Verander wat niet klopt, of schrijf hier wat er niet klopt.
checking-unsaved-title = Uw antwoord is niet verstuurd
checking-unsaved-text = Er ging bij ons iets mis. Uw antwoord staat nog op deze pagina. Wacht een minuut en verstuur het opnieuw.
checking-unsaved-typed = Wat u schreef
checking-unsaved-again = Opnieuw versturen
checking-done-title = Dank u wel
checking-done-text = Wij hebben uw antwoord ontvangen. De link werkt nu niet meer.
checking-gone-text = De link is al gebruikt, verlopen of beëindigd. Vraag een nieuwe aan wie hem heeft gestuurd.
# $mailbox, $remark (String)
checking-note = Voorgesteld door { $mailbox }
checking-note-remark = Voorgesteld door { $mailbox }: { $remark }
