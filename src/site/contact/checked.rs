//! When the details of a contact point were checked, and where else to look when that is too long ago.
//!
//! Invariant: a warning names another way wherever there is one.

use super::super::view::{Anchor, Moment, View};
use crate::content::{
    contact::Contact,
    overdue,
    published::{Entry, Kind},
    values::PartialDate,
};

/// What readers are told of it.
pub(in crate::site) struct CheckedView {
    /// The day on which all of it was found right.
    pub on: Option<Moment>,
    /// That it is too long ago.
    pub warning: Option<String>,
    /// Where to look then.
    pub instead: Option<Anchor>,
}

impl CheckedView {
    pub(in crate::site) fn of(view: View<'_>, entry: &Entry, contact: &Contact) -> CheckedView {
        let checked = overdue::checked(contact, view.today());
        let warning = checked.is_overdue.then(|| match checked.on {
            Some(day) => view.t.msg_with("checked-old", &[("date", view.t.date(day).into())]),
            None => view.t.msg("checked-never"),
        });
        CheckedView {
            on: checked.on.filter(|_| !checked.is_overdue).map(|day| view.date(PartialDate::Day(day))),
            instead: warning.as_ref().and_then(|_| instead(view, entry, contact)),
            warning,
        }
    }
}

/// Its website, else another contact point.
fn instead(view: View<'_>, entry: &Entry, contact: &Contact) -> Option<Anchor> {
    let website = contact.website.as_ref().map(|website| view.website(&website.value));
    website.or_else(|| {
        let others = view.published.of_kind(Kind::Contact, view.lang()).into_iter();
        others.filter(|(other, _)| other.id != entry.id).find_map(|(other, _)| view.anchor(&other.id))
    })
}
