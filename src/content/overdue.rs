//! Facts that nobody has compared with their source for too long.
//!
//! Invariant: it follows from what is live and from the day, and from nothing else.

use jiff::{Span, civil::Date};

use super::{entry::Fields, published::Published};
use crate::ids::EntryId;

/// How long a fact may stand without being checked again.
const CONTACT: i16 = 6;
/// The same for the link to a document.
const LINK: i16 = 6;
/// The same for a figure, whose source comes out once a year.
const FIGURE: i16 = 12;

/// A fact to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overdue {
    /// Whose fact it is.
    pub entry: EntryId,
    /// What is to be checked.
    pub fact: Fact,
    /// When it was checked last, if ever.
    pub checked_on: Option<Date>,
}

/// What is to be checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The website of a contact point.
    Website,
    /// Its mailbox.
    Email,
    /// One of its phone numbers.
    Phone,
    /// Its address.
    Address,
    /// The number of a figure.
    Value,
    /// Whether the link to a document works.
    Link,
}

/// Everything that is live and to be checked, what was never checked first.
pub fn list(published: &Published, today: Date) -> Vec<Overdue> {
    let mut overdue: Vec<Overdue> = published
        .entries()
        .flat_map(|entry| {
            let facts = facts(&entry.fields).into_iter();
            facts.map(|(fact, months, checked_on)| {
                (months, Overdue { entry: entry.id.clone(), fact, checked_on })
            })
        })
        .filter(|(months, fact)| fact.checked_on.is_none_or(|day| is_over(day, *months, today)))
        .map(|(_, fact)| fact)
        .collect();
    overdue.sort_by_key(|fact| fact.checked_on);
    overdue
}

fn is_over(checked_on: Date, months: i16, today: Date) -> bool {
    checked_on.saturating_add(Span::new().months(months)) < today
}

/// Each fact with the months it may stand, and when it was checked.
fn facts(fields: &Fields) -> Vec<(Fact, i16, Option<Date>)> {
    match fields {
        Fields::Contact(contact) => {
            let website = contact.website.iter().map(|detail| (Fact::Website, detail.checked_on));
            let email = contact.email.iter().map(|detail| (Fact::Email, detail.checked_on));
            let phones = contact.phones.iter().map(|detail| (Fact::Phone, detail.checked_on));
            let address = contact.address.iter().map(|detail| (Fact::Address, detail.checked_on));
            let all = website.chain(email).chain(phones).chain(address);
            all.map(|(fact, checked_on)| (fact, CONTACT, checked_on)).collect()
        }
        Fields::Figure(figure) => {
            figure.value.iter().map(|value| (Fact::Value, FIGURE, value.checked_on)).collect()
        }
        Fields::Document(document) => {
            vec![(Fact::Link, LINK, document.link_check.as_ref().map(|check| check.on))]
        }
        Fields::Page(_) | Fields::Goal(_) | Fields::Action(_) | Fields::Notice(_) => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_holds_for_its_months() {
        let day = |text: &str| text.parse::<Date>().expect("a day");
        assert!(!is_over(day("2026-05-22"), 6, day("2026-11-22")));
        assert!(is_over(day("2026-05-21"), 6, day("2026-11-22")));
        assert!(!is_over(day("2026-08-31"), 6, day("2027-02-28")));
    }
}
