# Het formulier van een contactpunt.

# Hoe het heet.
contact-form-names = Namen
contact-form-named-since = Heeft deze naam sinds
contact-form-mention-until = “Voorheen” noemen tot en met
contact-form-mention-until-help = Tot en met deze dag noemen pagina’s deze naam één keer, achter de nieuwe. Bijvoorbeeld 31-12-2027. Laat het leeg en ze doen het niet.
contact-form-aliases = Andere namen
contact-form-aliases-help = Namen die mensen typen als ze het zoeken. Ze leiden naar dit contactpunt.
# $number (Number): its rank
contact-form-alias = Andere naam { $number }
contact-form-misspelling = Dit is een spelfout
contact-form-misspelling-help = Wie dit typt, vindt het contactpunt. Niemand krijgt het te zien.
contact-form-add-alias = Andere naam toevoegen

# Hoe u het bereikt.
contact-form-reach = Hoe u het bereikt
contact-form-appointment = Link om een afspraak te maken
contact-form-appointment-help = Een webadres dat begint met https://.
contact-form-directions = Hoe u er komt
contact-form-accessibility = Toegankelijkheid van het gebouw

# Wat bezoekers vragen.
contact-form-visitors = Voor bezoekers
contact-form-languages = Talen die er worden gesproken
contact-form-more-languages = Meer talen
contact-form-fees = Kosten
contact-form-fees-help = Wat het kost, in een paar woorden. Bijvoorbeeld: gratis, of 40 euro voor een gezin.
contact-form-for-whom = Voor wie het is
contact-form-not-for-whom = Voor wie het niet is

# Diensten.
contact-form-services = Diensten en hun tijden
contact-form-services-help = Elke dienst heeft eigen tijden: zonder afspraak, inschrijven, telefoon, e-mail, videobellen.
# $number (Number): the number of the service
contact-form-service = Dienst { $number }
contact-form-service-name = Naam van de dienst
contact-form-mode = Hoe mensen er terechtkunnen
contact-form-choose = Kies
contact-form-times-help = De tijden van elke dag, zoals 9.00-12.15, 15.00-17.00. Laat een dag leeg als er dan niets is.
contact-form-valid-help = Als deze tijden maar een periode gelden: de eerste en de laatste dag, zoals 22-11-2026.
contact-form-valid-from = Eerste dag van deze tijden
contact-form-valid-until = Laatste dag van deze tijden
contact-form-times = Tijden
contact-form-service-note = Wat u nog moet weten
contact-form-add-service = Dienst toevoegen
contact-form-hours-note = Opmerking bij de tijden
contact-form-hours-note-help = Wat de tijden niet kunnen zeggen. Dit staat er altijd bij.
# $day (String): Monday; $times (String): from and to
contact-form-day-times = { $day }: { $times }

# Feestdagen.
contact-form-holidays = Feestdagen
contact-form-holidays-legend = Wat er op elke feestdag gebeurt
contact-form-holidays-help = Geen wet sluit een balie op een feestdag. Kies wat u weet. Waar niets is gekozen, lezen mensen dat de tijden misschien anders zijn.
contact-form-switch-unknown = Niet bekend
contact-form-switch-open = Gewoon open
contact-form-short = Tijden van een korte dag
contact-form-short-help = Voor feestdagen met kortere tijden, zoals 10.00-14.00. Wat daarbuiten valt, vervalt.

# Uitzonderingen.
contact-form-exceptions = Dagen met andere tijden
contact-form-exceptions-help = Sluitingsdagen, korte dagen, andere tijden. Ze gaan voor de tijden van de week en de feestdagen.
# $number (Number): its rank
contact-form-exception = Andere tijden { $number }
contact-form-first-day = Eerste dag
contact-form-first-day-help = Een dag, zoals 22-12-2026.
contact-form-last-day = Laatste dag
contact-form-last-day-help = Laat dit leeg als het één dag is.
contact-form-about = Welke dienst
contact-form-about-all = Alle diensten
# $number (String): the number of the service
contact-form-about-gone = Dienst { $number }, die hier niet meer is
contact-form-effect = Wat er gebeurt
contact-form-effect-closed = Gesloten
contact-form-effect-shorter = Kortere tijden
contact-form-effect-instead = Andere tijden
contact-form-exception-times-help = Voor kortere of andere tijden, zoals 10.00-14.00. Andere tijden gaan over één dienst.
contact-form-reason = Reden
contact-form-add-exception = Dagen met andere tijden toevoegen

# Het voorbeeld.
contact-form-weeks = Zo zien de komende acht weken eruit
contact-form-weeks-help = Uit wat er nu is ingevuld, ook als het niet is opgeslagen.
contact-form-weeks-show = Toon de komende acht weken
contact-form-weeks-look = Nu, en de komende acht weken
contact-form-weeks-none = Er zijn nog geen tijden.

# Controleren.
contact-form-review = Controleren
contact-form-review-months = Opnieuw controleren na (maanden)
contact-form-review-months-help = Een getal van 1 tot en met 24. Laat dit leeg voor 6 maanden.

# Wat er mis is met een veld.
contact-form-problem-times = Schrijf tijden zoals 9.00-12.15, 15.00-17.00. Elke tijd eindigt na het begin en ze lopen niet door elkaar.
contact-form-problem-one-span = Schrijf één tijd, zoals 10.00-14.00.
contact-form-problem-no-times = Vul de tijden van ten minste één dag in.
contact-form-problem-has-no-times = Op dagen dat het gesloten is, zijn er geen tijden. Maak dit leeg of kies iets anders.
contact-form-problem-last-before-first = De laatste dag is voor de eerste.
contact-form-problem-months = Schrijf een heel getal van 1 tot en met 24.
contact-form-problem-service-missing = Andere tijden gaan over één dienst. Kies die dienst.
