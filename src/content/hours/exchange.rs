//! All hours of a contact as one `opening_hours` value, for programs that read OpenStreetMap's syntax.
//!
//! Invariant: whoever evaluates it, without a country, gets the times of [`Calendar`] for every day
//! from the first to the last that was asked for.
//!
//! Days on which the hours are others are written out one by one: what an organisation does on holidays cannot be said
//! in general. The word `open` stands before a comment, since a comment alone means "unknown".

use std::fmt::Write as _;

use jiff::civil::Date;

use super::{Calendar, Mode, ServiceId, calendar::Day, span::Spans, week::write_date};

/// The hours from one day on, for so many days; none where nothing is known.
pub fn opening_hours(calendar: Calendar<'_>, from: Date, days: usize) -> Option<String> {
    if calendar.is_empty() {
        return None;
    }
    let weeks = calendar.services().map(|(_, service)| {
        let hours = service.value.hours.with_modifier(modifier(service.value.mode));
        // Other services add to the same day.
        hours.replace("; ", ", ")
    });
    let mut value = weeks.collect::<Vec<_>>().join(", ");
    for day in calendar.days(from, days).filter(|day| day.times != day.regular) {
        write_day(&mut value, calendar, &day);
    }
    Some(value)
}

fn modifier(mode: Mode) -> &'static str {
    match mode {
        Mode::WalkIn => " open",
        Mode::ByAppointment => " open \"by appointment\"",
        Mode::ByPhone => " open \"by phone\"",
        Mode::Online => " open \"online\"",
    }
}

/// The first rule takes the place of all hours of the day; the others add to it.
fn write_day(value: &mut String, calendar: Calendar<'_>, day: &Day<'_>) {
    let date = write_date(day.date);
    let rule = |(id, spans): &(ServiceId, Vec<_>)| {
        let mode = calendar.service(*id)?.mode;
        Some(format!("{date} {}{}", Spans::new(spans.clone())?, modifier(mode)))
    };
    let rules: Vec<String> = day.times.iter().filter_map(rule).collect();
    let words = if rules.is_empty() { format!("{date} off") } else { rules.join(", ") };
    let _ = write!(value, "; {words}");
}
