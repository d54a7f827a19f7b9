//! Contact points that have ended, and what stands in their place: it follows from what is live and from the day.
//!
//! Invariant: whatever points to a contact that has ended leads to one that has not. Contacts that end for one another
//! in a ring stay.

use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::{Entry, Published};
use crate::{
    content::{contact::Contact, entry::Fields},
    ids::EntryId,
};

impl Published {
    /// Whether it is as it is on that day: the contacts that have ended are gone, and no others.
    pub fn is_of(&self, day: Date) -> bool {
        self.places.ends.partition_point(|end| *end <= day) == self.places.passed
    }

    /// The first day on which a further contact has ended.
    pub fn next_end(&self) -> Option<Date> {
        self.places.ends.get(self.places.passed).copied()
    }

    /// Takes out the contacts that have ended. Returns the days on which contacts end, in order.
    pub(super) fn end_contacts(&mut self) -> Vec<Date> {
        let end = |entry: &Arc<Entry>| contact(entry)?.end.as_ref().map(|end| end.on);
        let mut ends: Vec<_> = self.entries.values().filter_map(end).collect();
        ends.sort_unstable();
        for id in self.led_on(self.day) {
            if let Some(entry) = self.entries.remove(&id) {
                self.ended.insert(id, entry);
            }
        }
        ends
    }

    /// The contacts that have ended and lead, one after the other, to one that has not.
    fn led_on(&self, day: Date) -> Vec<EntryId> {
        let successor = |id: &EntryId| contact(self.entries.get(id)?)?.successor(day);
        let is_led_on = |id: &&EntryId| {
            let mut passed = HashSet::new();
            let mut next = Some(*id);
            while let Some(id) = next.filter(|id| passed.insert(*id)) {
                next = successor(id);
                if next.is_none() {
                    return passed.len() > 1 && self.entries.contains_key(id);
                }
            }
            false
        };
        let ends =
            self.entries.iter().filter(|(_, entry)| contact(entry).is_some_and(|own| own.end.is_some()));
        ends.map(|(id, _)| id).filter(is_led_on).cloned().collect()
    }

    /// The entry of that name or, once it has ended, the one in its place.
    pub(super) fn in_place<'a>(&'a self, id: &'a EntryId) -> &'a EntryId {
        let mut id = id;
        for _ in 0..self.ended.len() {
            let ended = self.ended.get(id).and_then(|entry| contact(entry));
            let Some(end) = ended.and_then(|contact| contact.end.as_ref()) else { break };
            id = &end.successor;
        }
        id
    }

    /// The names that lead to an entry: its own, and those of the contacts in whose place it stands.
    pub fn names_of<'a>(&'a self, id: &'a EntryId) -> Vec<&'a EntryId> {
        let ended = self.ended.keys().filter(|ended| self.in_place(ended) == id);
        std::iter::once(id).chain(ended).collect()
    }
}

fn contact(entry: &Entry) -> Option<&Contact> {
    match &entry.fields {
        Fields::Contact(contact) => Some(contact),
        _ => None,
    }
}
