//! That a contact point ends, and what takes its place: said on its page until that day.

use super::view::{Anchor, View};
use crate::content::{contact::Contact, values::PartialDate};

/// The end of a contact point.
pub(super) struct Ending {
    /// "From 1 March 2027:", before the link.
    pub words: String,
    /// What takes its place.
    pub successor: Anchor,
}

impl Ending {
    /// The end of a contact that has one.
    pub(super) fn of(view: View<'_>, contact: &Contact) -> Option<Ending> {
        let end = contact.end.as_ref()?;
        let date = [("date", view.date(PartialDate::Day(end.on)).text.into())];
        Some(Ending {
            words: view.t.msg_with("contact-end-from", &date),
            successor: view.anchor(&end.successor)?,
        })
    }
}
