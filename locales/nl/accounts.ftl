# Accounts: inloggen, uitnodigingen, de tweede factor, het eigen account, de medewerkers.

sign-in-title = Inloggen
sign-in-email = E-mailadres
sign-in-password = Wachtwoord
sign-in-do = Inloggen
sign-in-help = Wachtwoord vergeten, of geen account? Vraag een beheerder om een link.
sign-in-kept = Uw sessie is afgelopen. Log in en u kunt verder: wat u typte, blijft tot dan in deze pagina bewaard.
sign-in-wrong = Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer ze en probeer het opnieuw.
# $time (String): een tijdstip
sign-in-too-many = Er is te vaak geprobeerd in te loggen. U kunt het om { $time } opnieuw proberen.
sign-in-unavailable = Inloggen lukt nu even niet. Probeer het over een minuut opnieuw.
sign-in-done-out = U bent uitgelogd.

resume-title = U bent weer ingelogd
resume-text = Wat u typte, is er nog. Druk op de knop om verder te gaan waar u was.
resume-do = Verdergaan

second-factor-title = Vul uw code in
second-factor-code = Code
second-factor-help = De zes cijfers die uw app nu laat zien, of een van uw herstelcodes.
second-factor-do = Verder
second-factor-wrong = Deze code klopt niet of is al gebruikt. Vul de code in die uw app nu laat zien.
second-factor-lost = Telefoon kwijt? Gebruik een herstelcode. Geen codes meer? Vraag een beheerder.
second-factor-other = Inloggen als iemand anders

set-up-title = Stel uw tweede factor in
set-up-text = Vanaf nu logt u in met uw wachtwoord en een code van uw telefoon. Dit instellen duurt twee minuten en doet u één keer.
set-up-app = Open een authenticator-app op uw telefoon. Elke app voor eenmalige codes is goed.
set-up-scan = Kies voor een account toevoegen en scan dit plaatje.
set-up-picture = Vierkante code om met uw app te scannen
set-up-open = Leest u dit op de telefoon zelf? Open de app met deze link.
set-up-type = Of typ deze sleutel in de app:
set-up-code-help = Vul de zes cijfers in die de app nu laat zien.
set-up-do = Bevestigen
set-up-wrong = Deze code klopt niet. Wacht op de volgende code in uw app en vul die in.

recovery-title = Uw herstelcodes
recovery-text = Uw tweede factor werkt. Bewaar deze codes: als u uw telefoon kwijt bent, kunt u met elke code één keer inloggen.
recovery-once = Print ze of schrijf ze op, en bewaar ze op een veilige plek, niet op uw telefoon. U ziet ze maar één keer.
recovery-saved = Ik heb ze bewaard

invite-title = Kies een wachtwoord
# $name (String): van een persoon
invite-text = Welkom, { $name }. Kies een wachtwoord en uw account is klaar.
invite-reset-title = Kies een nieuw wachtwoord
invite-reset-text = Hallo, { $name }. Kies een nieuw wachtwoord. U wordt overal elders uitgelogd.
invite-first-title = De eerste beheerder
invite-first-text = Deze website heeft nog geen beheerder. Met dit formulier wordt u de eerste en kunt u anderen uitnodigen.
# $time (String): een datum en tijd
invite-until = De link werkt tot { $time }.
invite-do = Wachtwoord opslaan
invite-ended-title = Deze link werkt niet meer
invite-ended-text = Een link werkt één keer en 48 uur lang, en een nieuwere link vervangt hem. Vraag de beheerder die de link stuurde om een nieuwe.
invite-ended-first = Was het de link voor de eerste beheerder? Het programma geeft bij elke start een nieuwe, tot er een beheerder is.
invite-error-taken = Iemand heeft dit e-mailadres al.

# $shortest, $longest (Number): tekens
password-new = Nieuw wachtwoord
password-again = Nieuw wachtwoord nog een keer
password-help = Minstens { $shortest } en hoogstens { $longest } tekens, van elke soort. Een paar woorden die niets met elkaar te maken hebben, zijn makkelijk te onthouden en moeilijk te raden.
password-error-short = Kies een wachtwoord van minstens { $shortest } tekens.
password-error-long = Kies een wachtwoord van hoogstens { $longest } tekens.
password-error-guessable = Dit wachtwoord is makkelijk te raden. Gebruik niet alleen uw naam, Leiden of bekende woorden: maak het langer of voeg andere woorden toe.
password-error-again = De twee wachtwoorden zijn niet gelijk. Typ twee keer hetzelfde wachtwoord.
password-error-current = Dit is niet uw huidige wachtwoord.
password-current = Huidig wachtwoord
password-title = Wijzig uw wachtwoord
password-text = U wordt overal elders uitgelogd.
password-do = Wachtwoord wijzigen

proof-title = Uw wachtwoord, alstublieft
proof-text = U verandert hoe u inlogt. Om zeker te weten dat u het bent, vragen we nog een keer uw wachtwoord.
proof-do = Verder

account-title = Uw account
account-password = Wachtwoord
account-factor = Tweede factor
account-factor-on = U logt in met een code uit uw app.
# $count (Number): herstelcodes
account-codes-left =
    { $count ->
        [one] U hebt nog één herstelcode.
       *[other] U hebt nog { $count } herstelcodes.
    }
account-factor-off = U logt in met alleen uw wachtwoord. Met ook een code van uw telefoon is een gestolen wachtwoord niet genoeg om binnen te komen.
account-factor-begin = Tweede factor instellen
account-factor-change = Andere app of telefoon gebruiken
account-factor-remove = Tweede factor weghalen
account-factor-text = Uw huidige tweede factor, als u die hebt, werkt tot u deze bevestigt.
account-codes-new = Nieuwe herstelcodes maken
account-sessions = Waar u ingelogd bent
account-sessions-help = Log uit waar u iets niet herkent, en wijzig daarna uw wachtwoord.
# $browser, $system (String): namen als Firefox en Windows
account-browser = { $browser } op { $system }
account-browser-unknown = Onbekende browser
# $origin (String): een netwerkadres; $began, $seen (String): datums en tijden
account-session = Vanaf { $origin }. Ingelogd { $began }, laatst gebruikt { $seen }.
account-session-own = Deze browser
account-session-end = Daar uitloggen
account-sessions-end = Overal elders uitloggen
account-done-saved = Uw wijzigingen zijn opgeslagen.
account-done-password = Uw wachtwoord is gewijzigd. U bent overal elders uitgelogd.
account-done-proved = Dank u. U kunt nu veranderen hoe u inlogt.
account-done-factor-removed = Uw tweede factor is weggehaald.
account-done-recovery-code = U bent ingelogd met een herstelcode. Die code is nu op. Bent u uw telefoon kwijt? Stel hier een andere app in.
account-done-session = U bent daar uitgelogd.
account-done-sessions = U bent overal elders uitgelogd.

person-name = Naam
person-name-help = Collega's zien deze naam bij wat er gedaan is.
person-lang = Taal van deze redactieomgeving
# $longest (Number): tekens
person-error-name = Vul een naam van hoogstens { $longest } tekens in.
person-error-email = Vul een e-mailadres in, zoals naam@leiden.nl.

editors-help = Iedereen heeft een eigen account. Wie weggaat, wordt geblokkeerd en niet verwijderd, zodat de naam in de geschiedenis blijft staan.
editors-list = Medewerkers
editors-role = Rol
editors-state = Toestand
editors-seen = Laatst ingelogd
editors-never = Nooit
editors-invited = Uitgenodigd
editors-active = Actief
editors-disabled = Geblokkeerd
editors-review = Deze lijst downloaden
editors-review-help = Voor de controle van toegang: vergelijk de lijst elke drie maanden met wie toegang hoort te hebben.
editors-role-author = Schrijft en wijzigt teksten. Anderen publiceren ze.
editors-role-publisher = Publiceert ook, trekt in en verplaatst pagina's.
editors-role-administrator = Nodigt ook collega's uit en ziet het logboek.
editors-error-role = Kies een rol.
editors-error-taken = Iemand heeft dit e-mailadres al. U vindt die persoon in de lijst.
editors-invite = Nodig een collega uit
editors-invite-help = U krijgt een link voor uw collega. Daarmee kiest uw collega een wachtwoord.
editors-invite-do = Link maken
editors-link-title = Een link voor één persoon
# $name (String): van een persoon
editors-link-invitation = Stuur deze link naar { $name }, die daarmee een wachtwoord kiest.
editors-link-reset = Stuur deze link naar { $name }, die daarmee een nieuw wachtwoord kiest. De tweede factor blijft.
editors-link-once = De link werkt één keer en is alleen nu te zien.
editors-link = Link

person-role-do = Rol wijzigen
person-link = Nieuwe link
person-link-invited = Heeft nog geen wachtwoord gekozen. Een nieuwe link vervangt de vorige.
person-link-help = Voor wie het wachtwoord vergeten is. Het huidige wachtwoord werkt tot de link gebruikt is. De tweede factor blijft.
person-link-do = Link maken
person-factor-help = Voor wie de telefoon en alle herstelcodes kwijt is. Controleer of het echt deze persoon is: bel, of spreek af. De persoon wordt overal uitgelogd.
person-factor-do = Tweede factor weghalen
person-access = Toegang
person-disable-help = Voor wie weg is. De persoon wordt meteen overal uitgelogd en kan niet meer inloggen. U kunt dit ongedaan maken.
person-disable = Blokkeren
person-enable-help = Deze persoon kan niet inloggen. Hierna kan het weer, met het wachtwoord en de tweede factor van daarvoor.
person-enable = Weer toelaten
person-error-last = Dit is de enige beheerder die kan inloggen. Maak eerst iemand anders beheerder.
person-error-disabled = Deze persoon is geblokkeerd. Laat het account eerst weer toe.
person-done-role = De rol is gewijzigd.
person-done-disabled = Deze persoon heeft geen toegang meer.
person-done-enabled = Deze persoon kan weer inloggen.
person-done-factor = De tweede factor is weggehaald.
