//! The hours of a contact in words: as they are typed in the form, and as two versions of them are compared.
//!
//! Invariant: what is shown is what [`Calendar`] makes of the fields as they are now; what cannot be read is left out.

use jiff::civil::Weekday;

use crate::{
    admin::entry_form::{self, Fields},
    clock::Clock,
    content::{
        entry::{Body, Fields as KindFields},
        hours::{Calendar, Closure, Spans, Week},
    },
    web::{
        Locale,
        hours::{self, Label, ServiceView, WeekView},
    },
};

/// The id of the place in the form.
pub(super) const PLACE: &str = "hours-preview";
/// What an address says so that the place is open.
pub(super) const SHOW: &str = "hours";

/// The hours that are typed, as readers would see them.
pub(super) struct HoursPreview {
    /// What is the case now.
    pub label: Label,
    /// The services with their hours.
    pub services: Vec<ServiceView>,
    /// The weeks to come.
    pub weeks: Vec<WeekView>,
    /// Whether it is shown from the start.
    pub is_open: bool,
}

impl HoursPreview {
    /// None for an entry that is no contact, and while no hours are typed that can be read. The closures are those of its
    /// notices.
    pub(super) fn of(
        t: &Locale,
        clock: &Clock,
        fields: &Fields,
        saved: &Body,
        closures: &[Closure],
        is_open: bool,
    ) -> Option<HoursPreview> {
        let KindFields::Contact(_) = &saved.shared.fields else { return None };
        let body = entry_form::read_what_can_be(fields, saved);
        let KindFields::Contact(contact) = &body.shared.fields else { return None };
        let calendar = Calendar::new(contact, closures);
        let (label, _) = hours::label(t, calendar, clock.now(), clock);
        (!calendar.is_empty()).then(|| HoursPreview {
            label,
            services: hours::services(t, calendar, clock.today()),
            weeks: hours::weeks(t, calendar, clock.today()),
            is_open,
        })
    }
}

/// "Monday", by its rank from 0.
pub(super) fn weekday(t: &Locale, rank: usize) -> String {
    t.weekday(Weekday::Monday.wrapping_add(i64::try_from(rank).unwrap_or_default()))
}

/// Whether a stored field holds times.
pub(in crate::admin) fn is_said(name: &str) -> bool {
    let ends = [".value.hours", ".effect.shorter", ".effect.instead", "holidays.value.short"];
    ends.iter().any(|end| name.ends_with(end))
}

/// Stored times in words: "Monday: 9:00 to 12:15", a line for each day.
pub(in crate::admin) fn words(t: &Locale, stored: &str) -> Option<String> {
    if let Ok(times) = Spans::try_from(stored.to_owned()) {
        return Some(hours::times(t, times.as_slice()));
    }
    let week = Week::try_from(stored.to_owned()).ok()?;
    let day = |(rank, times): (usize, &Option<Spans>)| {
        let times = hours::times(t, times.as_ref()?.as_slice());
        let values = [("day", weekday(t, rank).into()), ("times", times.into())];
        Some(t.msg_with("contact-form-day-times", &values))
    };
    let period = [
        week.valid_from.map(|from| t.msg_with("hours-from", &[("from", t.date(from).into())])),
        week.valid_until.map(|until| t.msg_with("hours-until", &[("until", t.date(until).into())])),
    ];
    let lines = period.into_iter().flatten().chain(week.days().iter().enumerate().filter_map(day));
    Some(lines.collect::<Vec<_>>().join("\n"))
}
