//! Opening hours in words: a sentence for now, a table for the week, and the days to come.
//!
//! Invariant: every word is about what [`Calendar`] says; "by appointment" is called neither open nor closed.

use jiff::{
    Timestamp,
    civil::{Date, Weekday},
};

use crate::{
    clock::Clock,
    content::hours::{Active, Calendar, Cut, Day, Mode, Next, Reason, Service, ServiceId, Span, Status},
    web::Locale,
};

/// How many weeks ahead are shown.
pub const WEEKS: usize = 8;

/// What is the case now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// For its look: `open`, `appointment`, `phone`, `online` or `closed`.
    pub state: &'static str,
    /// "Open now until 17:00".
    pub text: String,
    /// "Next: walk-in on Monday, 15:00".
    pub next: Option<String>,
    /// That today is a holiday of which nothing is known.
    pub unknown: Option<String>,
}

/// A service with its hours.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServiceView {
    /// What it is called, in this language.
    pub name: Option<String>,
    /// "by appointment".
    pub mode: String,
    /// "From 1 September 2026".
    pub period: Option<String>,
    /// Each day on which it is given.
    pub days: Vec<Line>,
    /// What else there is to know.
    pub note: Option<String>,
}

/// A day and what is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// "Monday" or "Monday, 30 November 2026".
    pub day: String,
    /// As `<time datetime>` wants it; of a day of the week none.
    pub datetime: Option<String>,
    /// The last day of several of which the same is said.
    pub last: Option<LastDay>,
    /// "9:00 to 12:15 and 15:00 to 17:00", a line for each service.
    pub words: Vec<String>,
    /// Whether it is otherwise than in other weeks.
    pub is_special: bool,
}

/// The last of several days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastDay {
    /// "to".
    pub joint: String,
    /// "Thursday, 31 December 2026".
    pub day: String,
    /// As `<time datetime>` wants it.
    pub datetime: String,
}

/// A week of days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekView {
    /// "Week of 23 November 2026".
    pub title: String,
    /// The days on which something is given, or is not although it would be.
    pub days: Vec<Line>,
}

/// What is the case at a moment, and until when the words hold; none for ever.
pub fn label(
    t: &Locale,
    calendar: Calendar<'_>,
    now: Timestamp,
    clock: &Clock,
) -> (Label, Option<Timestamp>) {
    let (label, edge) = label_at(t, calendar, now, clock);
    // "Today" and "tomorrow" are other words after midnight, where the sentence has them.
    let mut midnight = now;
    for _ in 0..=7 {
        midnight = clock.midnight_after(clock.date_of(midnight));
        if edge.is_some_and(|edge| edge <= midnight) {
            return (label, edge);
        }
        if label_at(t, calendar, midnight, clock).0 != label {
            return (label, Some(midnight));
        }
    }
    (label, Some(midnight))
}

fn label_at(t: &Locale, calendar: Calendar<'_>, now: Timestamp, clock: &Clock) -> (Label, Option<Timestamp>) {
    let status = calendar.status(now, clock.zone());
    let (state, text) = match status.now.first() {
        Some(active) => active_words(t, *active),
        None => ("closed", closed_words(t, &status)),
    };
    let next = if state == "open" { None } else { status.next };
    let label = Label {
        state,
        text,
        next: next.map(|next| next_words(t, calendar, next, clock.date_of(now))),
        unknown: status
            .unknown
            .map(|holiday| t.msg_with("hours-unknown", &[("holiday", t.holiday(holiday.as_str()).into())])),
    };
    (label, status.until)
}

fn active_words(t: &Locale, active: Active) -> (&'static str, String) {
    let until = [("time", t.clock(active.until).into())];
    match active.mode {
        Mode::WalkIn => ("open", t.msg_with("hours-open", &until)),
        Mode::ByAppointment => ("appointment", t.msg_with("hours-by-appointment", &until)),
        Mode::ByPhone => ("phone", t.msg_with("hours-by-phone", &until)),
        Mode::Online => ("online", t.msg_with("hours-online", &until)),
    }
}

fn closed_words(t: &Locale, status: &Status<'_>) -> String {
    match status.closed_for.and_then(|reason| reason_words(t, reason)) {
        Some(reason) => t.msg_with("hours-closed-for", &[("reason", reason.into())]),
        None if status.closed_for.is_some() => t.msg("hours-closed-today"),
        None => t.msg("hours-closed"),
    }
}

/// "Next: BSN registration by appointment tomorrow, 9:00".
fn next_words(t: &Locale, calendar: Calendar<'_>, next: Next, today: Date) -> String {
    let time = t.clock(next.span.from);
    let what = what_words(t, calendar, next);
    let values = [("what", what.into()), ("time", time.into())];
    match today.until(next.date).map(|span| span.get_days()) {
        Ok(0) => t.msg_with("hours-next-today", &values),
        Ok(1) => t.msg_with("hours-next-tomorrow", &values),
        Ok(2..=6) => {
            let [what, time] = values;
            t.msg_with("hours-next-weekday", &[what, time, ("day", t.weekday(next.date.weekday()).into())])
        }
        _ => {
            let [what, time] = values;
            t.msg_with("hours-next-date", &[what, time, ("date", t.date_with_weekday(next.date).into())])
        }
    }
}

fn what_words(t: &Locale, calendar: Calendar<'_>, next: Next) -> String {
    let mode = mode_words(t, next.mode);
    let name = calendar.service(next.service).and_then(|service| name(t, service));
    match name.filter(|_| next.mode != Mode::WalkIn) {
        Some(name) => t.msg_with("hours-what", &[("service", name.into()), ("mode", mode.into())]),
        None => mode,
    }
}

fn name(t: &Locale, service: &Service) -> Option<String> {
    service.name.get(t.lang()).as_ref().map(ToString::to_string)
}

/// "by appointment".
pub fn mode_words(t: &Locale, mode: Mode) -> String {
    match mode {
        Mode::WalkIn => t.msg("hours-mode-walk-in"),
        Mode::ByAppointment => t.msg("hours-mode-by-appointment"),
        Mode::ByPhone => t.msg("hours-mode-by-phone"),
        Mode::Online => t.msg("hours-mode-online"),
    }
}

/// Why a day is otherwise; none where that was not written down in this language.
pub fn reason_words(t: &Locale, reason: Reason<'_>) -> Option<String> {
    match reason {
        Reason::Holiday(holiday) => Some(t.holiday(holiday.as_str())),
        Reason::Words(words) => words.and_then(|words| words.get(t.lang()).as_ref()).map(ToString::to_string),
    }
}

/// The services that are given on that day or later, each with its week.
pub fn services(t: &Locale, calendar: Calendar<'_>, today: Date) -> Vec<ServiceView> {
    let given = calendar.services().map(|(_, service)| &service.value);
    given
        .filter(|service| service.hours.valid_until.is_none_or(|last| today <= last))
        .map(|service| ServiceView {
            name: name(t, service),
            mode: mode_words(t, service.mode),
            period: period_words(t, service, today),
            days: week(t, service),
            note: service.note.as_ref().and_then(|note| note.get(t.lang()).as_ref()).map(ToString::to_string),
        })
        .collect()
}

/// Between which days the hours hold, as far as that is still to come.
fn period_words(t: &Locale, service: &Service, today: Date) -> Option<String> {
    let from = service.hours.valid_from.filter(|from| today < *from).map(|from| t.date(from));
    let until = service.hours.valid_until.map(|until| t.date(until));
    match (from, until) {
        (Some(from), Some(until)) => {
            Some(t.msg_with("hours-from-until", &[("from", from.into()), ("until", until.into())]))
        }
        (Some(from), None) => Some(t.msg_with("hours-from", &[("from", from.into())])),
        (None, Some(until)) => Some(t.msg_with("hours-until", &[("until", until.into())])),
        (None, None) => None,
    }
}

/// Days in a row with the same times are one line.
fn week(t: &Locale, service: &Service) -> Vec<Line> {
    let mut runs: Vec<(Vec<String>, &[Span])> = Vec::new();
    for weekday in Weekday::Monday.cycle_forward().take(7) {
        let spans = service.hours.on_weekday(weekday);
        match runs.last_mut() {
            Some((days, same)) if *same == spans => days.push(t.weekday(weekday)),
            _ => runs.push((vec![t.weekday(weekday)], spans)),
        }
    }
    runs.retain(|(_, spans)| !spans.is_empty());
    let line = |(days, spans): (Vec<String>, &[Span])| Line {
        day: match days.as_slice() {
            [first, _, .., last] => {
                t.msg_with("hours-days", &[("first", first.as_str().into()), ("last", last.as_str().into())])
            }
            days => t.list(days),
        },
        datetime: None,
        last: None,
        words: vec![times(t, spans)],
        is_special: false,
    };
    runs.into_iter().map(line).collect()
}

/// "9:00 to 12:15 and 15:00 to 17:00".
pub fn times(t: &Locale, spans: &[Span]) -> String {
    let span = |span: &Span| {
        t.msg_with(
            "hours-span",
            &[("from", t.clock(span.from).into()), ("until", t.clock(span.until).into())],
        )
    };
    t.list(&spans.iter().map(span).collect::<Vec<_>>())
}

/// The days of the next eight weeks, in weeks that begin on Monday.
pub fn weeks(t: &Locale, calendar: Calendar<'_>, today: Date) -> Vec<WeekView> {
    let behind = i64::from(today.weekday().to_monday_zero_offset());
    let mut weeks: Vec<(Date, Vec<Line>)> = Vec::new();
    for (day, ahead) in calendar.days(today, WEEKS * 7).zip(behind..) {
        if weeks.is_empty() || ahead % 7 == 0 {
            let monday = day.date.saturating_sub(jiff::Span::new().days(ahead % 7));
            weeks.push((monday, Vec::new()));
        }
        if let Some((_, days)) = weeks.last_mut() {
            days.extend(line(t, calendar, &day));
        }
    }
    let view = |(monday, days)| WeekView {
        title: t.msg_with("hours-week-of", &[("date", t.date(monday).into())]),
        days,
    };
    weeks.into_iter().map(view).collect()
}

/// The days of the coming weeks that are otherwise than the week says; days in a row of which the same is said are one
/// line.
pub fn changes(t: &Locale, calendar: Calendar<'_>, today: Date) -> Vec<Line> {
    let mut changes: Vec<(Date, Line)> = Vec::new();
    for day in calendar.days(today, WEEKS * 7).filter(is_otherwise) {
        let Some(line) = line(t, calendar, &day) else { continue };
        match changes.last_mut() {
            Some((last, before))
                if before.words == line.words && last.tomorrow().is_ok_and(|next| next == day.date) =>
            {
                *last = day.date;
                let datetime = day.date.to_string();
                before.last = Some(LastDay { joint: t.msg("hours-days-to"), day: line.day, datetime });
            }
            _ => changes.push((day.date, line)),
        }
    }
    changes.into_iter().map(|(_, line)| line).collect()
}

/// Whether a visitor would come or call in vain, or might.
fn is_otherwise(day: &Day<'_>) -> bool {
    day.times != day.regular || day.unknown.is_some() && !day.regular.is_empty()
}

fn line(t: &Locale, calendar: Calendar<'_>, day: &Day<'_>) -> Option<Line> {
    let is_special = is_otherwise(day);
    if day.times.is_empty() && !is_special {
        return None;
    }
    let reason = day.cut.and_then(|(cut, reason)| Some((cut, reason_words(t, reason)?)));
    let mut words: Vec<String> =
        day.times.iter().filter_map(|(id, spans)| given(t, calendar, *id, spans)).collect();
    match (reason, day.times.is_empty()) {
        (Some((Cut::Closed, reason)), true) => {
            words.push(t.msg_with("hours-day-closed-for", &[("reason", reason.into())]));
        }
        (_, true) => words.push(t.msg("hours-day-closed")),
        (Some((_, reason)), false) => {
            words.push(t.msg_with("hours-day-changed-for", &[("reason", reason.into())]));
        }
        (None, false) if day.cut.is_some() => words.push(t.msg("hours-day-changed")),
        (None, false) => {}
    }
    words.extend(
        day.unknown.map(|holiday| {
            t.msg_with("hours-day-unknown", &[("holiday", t.holiday(holiday.as_str()).into())])
        }),
    );
    Some(Line {
        day: t.date_with_weekday(day.date),
        datetime: Some(day.date.to_string()),
        last: None,
        words,
        is_special,
    })
}

/// "Helpdesk, walk-in: 15:00 to 17:00".
fn given(t: &Locale, calendar: Calendar<'_>, id: ServiceId, spans: &[Span]) -> Option<String> {
    let service = calendar.service(id)?;
    let mode = mode_words(t, service.mode);
    let times = times(t, spans).into();
    Some(match name(t, service) {
        Some(name) => t.msg_with(
            "hours-day-service",
            &[("service", name.into()), ("mode", mode.into()), ("times", times)],
        ),
        None => t.msg_with("hours-day-mode", &[("mode", mode.into()), ("times", times)]),
    })
}
