# Opening hours: what is the case now, the week, the days to come.

# A time of the day.
# $hour (String), $minute (String)
clock-time = { $hour }:{ $minute }

# What is the case now. "By appointment" is neither open nor closed.
# $time (String): until when
hours-open = Open now until { $time }
hours-by-appointment = Now by appointment only, until { $time }
hours-by-phone = You can call now, until { $time }
hours-online = You can reach us online now, until { $time }
hours-closed = Closed now
hours-closed-today = Closed today
# $reason (String): a holiday, or words of an editor
hours-closed-for = Closed today: { $reason }

# What comes next.
# $what (String): "walk-in", or "BSN registration by appointment"; $time, $day, $date (String)
hours-next-today = Next: { $what } today, { $time }
hours-next-tomorrow = Next: { $what } tomorrow, { $time }
hours-next-weekday = Next: { $what } on { $day }, { $time }
hours-next-date = Next: { $what } on { $date }, { $time }
# $service (String): the name of a service; $mode (String): how one gets it
hours-what = { $service } { $mode }
hours-mode-walk-in = walk-in
hours-mode-by-appointment = by appointment
hours-mode-by-phone = by phone
hours-mode-online = online

# $holiday (String)
hours-unknown = Today is { $holiday }. We do not know whether the hours are different.

# The week, and between which days it holds.
hours-span = { $from } to { $until }
# $first, $last (String): days of the week
hours-days = { $first } to { $last }
hours-days-to = to
hours-from = From { $from }
hours-until = Until { $until }
hours-from-until = From { $from } until { $until }
hours-note = Please note

# The days to come.
hours-title = Opening hours
hours-description = The opening hours of the next eight weeks, with the days on which it is closed.
hours-week-of = Week of { $date }
hours-week-nothing = Nothing this week
hours-changes = Other hours in the next eight weeks
hours-changes-none = There are no other hours in the next eight weeks.
hours-day-service = { $service }, { $mode }: { $times }
hours-day-mode = { $mode }: { $times }
hours-day-closed = Closed
hours-day-closed-for = Closed: { $reason }
hours-day-changed = Other hours than usual
hours-day-changed-for = Other hours than usual: { $reason }
hours-day-unknown = { $holiday }: the hours may be different
hours-see-weeks = See the next eight weeks
hours-weekday = Day
hours-times = Times
hours-holiday = Holiday

# $holiday (String): the name of a holiday in the program
holiday =
    { $holiday ->
        [new_year] New Year’s Day
        [good_friday] Good Friday
        [easter_sunday] Easter Sunday
        [easter_monday] Easter Monday
        [kings_day] King’s Day
        [liberation_day] Liberation Day
        [ascension] Ascension Day
        [whit_sunday] Whit Sunday
        [whit_monday] Whit Monday
        [leidens_ontzet] Leidens Ontzet (3 October)
        [christmas] Christmas Day
       *[second_christmas] Second Christmas Day
    }

# The address of the page with all opening hours, after the language.
hours-path = contact/opening-hours
hours-not-known = Opening hours that are not known here
hours-holidays = Public holidays
hours-holidays-text = Not everyone is closed on these days. See above what each contact point does.
# $name (String): a contact point; $reason (String): a holiday, or words of an editor
hours-closures-of = { $name }: closing days
hours-closure = { $name } is closed
hours-closure-for = { $name } is closed: { $reason }
