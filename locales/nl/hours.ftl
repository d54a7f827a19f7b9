# Openingstijden: hoe het nu is, de week, de komende dagen.

# Een tijd van de dag.
# $hour (String), $minute (String)
clock-time = { $hour }.{ $minute }

# Hoe het nu is. "Op afspraak" is niet open en niet gesloten.
# $time (String): tot wanneer
hours-open = Nu open tot { $time } uur
hours-by-appointment = Nu alleen op afspraak, tot { $time } uur
hours-by-phone = U kunt nu bellen, tot { $time } uur
hours-online = Nu online bereikbaar tot { $time } uur
hours-closed = Nu gesloten
hours-closed-today = Vandaag gesloten
# $reason (String): een feestdag, of woorden van een redacteur
hours-closed-for = Vandaag gesloten: { $reason }

# Wat er daarna komt.
# $what (String): "zonder afspraak", of "BSN-registratie op afspraak"; $time, $day, $date (String)
hours-next-today = Volgende keer: { $what } vandaag om { $time } uur
hours-next-tomorrow = Volgende keer: { $what } morgen om { $time } uur
hours-next-weekday = Volgende keer: { $what } op { $day } om { $time } uur
hours-next-date = Volgende keer: { $what } op { $date } om { $time } uur
# $service (String): de naam van een dienst; $mode (String): hoe u daar terechtkunt
hours-what = { $service } { $mode }
hours-mode-walk-in = zonder afspraak
hours-mode-by-appointment = op afspraak
hours-mode-by-phone = telefonisch
hours-mode-online = online

# $holiday (String)
hours-unknown = Vandaag is het { $holiday }. Wij weten niet of de tijden anders zijn.

# De week, en tussen welke dagen die geldt.
hours-span = van { $from } tot { $until } uur
# $first, $last (String): days of the week
hours-days = { $first } tot en met { $last }
hours-days-to = tot en met
hours-from = Vanaf { $from }
hours-until = Tot en met { $until }
hours-from-until = Van { $from } tot en met { $until }
hours-note = Let op

# De komende dagen.
hours-title = Openingstijden
hours-description = De openingstijden van de komende acht weken, met de dagen waarop het gesloten is.
hours-week-of = Week van { $date }
hours-week-nothing = Niets in deze week
hours-changes = Andere tijden in de komende acht weken
hours-changes-none = Er zijn geen andere tijden in de komende acht weken.
hours-day-service = { $service }, { $mode }: { $times }
hours-day-mode = { $mode }: { $times }
hours-day-closed = Gesloten
hours-day-closed-for = Gesloten: { $reason }
hours-day-changed = Andere tijden dan anders
hours-day-changed-for = Andere tijden dan anders: { $reason }
hours-day-unknown = { $holiday }: de tijden zijn misschien anders
hours-see-weeks = Bekijk de komende acht weken
hours-weekday = Dag
hours-times = Tijden
hours-holiday = Feestdag

# $holiday (String): de naam van een feestdag in het programma
holiday =
    { $holiday ->
        [new_year] Nieuwjaarsdag
        [good_friday] Goede Vrijdag
        [easter_sunday] Eerste Paasdag
        [easter_monday] Tweede Paasdag
        [kings_day] Koningsdag
        [liberation_day] Bevrijdingsdag
        [ascension] Hemelvaartsdag
        [whit_sunday] Eerste Pinksterdag
        [whit_monday] Tweede Pinksterdag
        [leidens_ontzet] Leidens Ontzet (3 oktober)
        [christmas] Eerste Kerstdag
       *[second_christmas] Tweede Kerstdag
    }

# Het adres van de pagina met alle openingstijden, na de taal.
hours-path = contact/openingstijden
hours-not-known = Openingstijden die wij hier niet weten
hours-holidays = Feestdagen
hours-holidays-text = Niet iedereen is op deze dagen gesloten. Hierboven staat wat elk contactpunt doet.
# $name (String): een contactpunt; $reason (String): een feestdag, of woorden van een redacteur
hours-closures-of = { $name }: sluitingsdagen
hours-closure = { $name } is gesloten
hours-closure-for = { $name } is gesloten: { $reason }
