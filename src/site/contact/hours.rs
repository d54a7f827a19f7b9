//! When a contact point can be reached: now, in the week, and otherwise.
//!
//! Invariant: all of it is made from one [`Calendar`], and the page is kept no longer than the words hold.

use super::super::view::{Anchor, View};
use crate::{
    content::{
        contact::Contact,
        hours::{Calendar, Closure},
        published::Entry,
    },
    web::{
        hours::{self, Label, Line, ServiceView},
        urls,
    },
};

/// The hours on the page of a contact point.
pub(in crate::site) struct HoursView {
    /// What is the case now.
    pub label: Label,
    /// The week of each service.
    pub services: Vec<ServiceView>,
    /// The coming days on which it is otherwise.
    pub changes: Vec<Line>,
    /// What else there is to know.
    pub note: Option<String>,
    /// All days of the coming weeks.
    pub weeks: Anchor,
}

impl HoursView {
    /// None where nothing is known.
    pub(in crate::site) fn of(view: View<'_>, entry: &Entry, contact: &Contact) -> Option<HoursView> {
        let label = label(view, entry, contact)?;
        let closures = closures(view, entry);
        let calendar = Calendar::new(contact, &closures);
        let today = view.today();
        Some(HoursView {
            label,
            services: hours::services(view.t, calendar, today),
            changes: hours::changes(view.t, calendar, today),
            note: note(view, contact),
            weeks: weeks(view, entry),
        })
    }
}

/// Where all days of the coming weeks are.
pub(in crate::site) fn weeks(view: View<'_>, entry: &Entry) -> Anchor {
    Anchor {
        href: format!("{}#{}", urls::opening_hours(view.t), entry.id),
        title: view.t.msg("hours-see-weeks"),
        ..view.opening_hours()
    }
}

/// What is the case now; none where nothing is known.
pub(in crate::site) fn label(view: View<'_>, entry: &Entry, contact: &Contact) -> Option<Label> {
    let closures = closures(view, entry);
    let calendar = Calendar::new(contact, &closures);
    if calendar.is_empty() {
        return None;
    }
    let (label, until) = hours::label(view.t, calendar, view.now, view.app.clock());
    if let Some(until) = until {
        view.holds_until(until);
    }
    Some(label)
}

/// What else there is to say about the hours.
pub(in crate::site) fn note(view: View<'_>, contact: &Contact) -> Option<String> {
    contact.hours_note.as_ref()?.value.get(view.lang()).as_ref().map(ToString::to_string)
}

/// The times in which it is closed, whatever its hours say.
pub(in crate::site) fn closures(view: View<'_>, entry: &Entry) -> Vec<Closure> {
    view.published.closures(&entry.id)
}
