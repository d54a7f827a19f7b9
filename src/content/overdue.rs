//! Facts that nobody has compared with their source for too long.
//!
//! Invariant: it follows from what is live and from the day, and from nothing else.

use jiff::{Span, civil::Date};

use super::{contact::Contact, entry::Fields, published::Published};
use crate::ids::EntryId;

/// How many months the link to a document may stand without being checked again; a contact says so itself.
const LINK: u8 = 6;
/// The same for a figure, whose source comes out once a year.
const FIGURE: u8 = 12;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fact {
    /// The website of a contact point.
    Website,
    /// Its mailbox.
    Email,
    /// One of its phone numbers.
    Phone,
    /// Its address.
    Address,
    /// How to get there.
    Directions,
    /// The accessibility of the building.
    Accessibility,
    /// Where appointments are made.
    Appointment,
    /// The languages that are spoken there.
    Languages,
    /// What it costs.
    Fees,
    /// Who it is for.
    ForWhom,
    /// Who it is not for.
    NotForWhom,
    /// A service with its hours.
    Service,
    /// What happens on holidays.
    Holidays,
    /// Days with other hours.
    Exception,
    /// What else there is to say about the hours.
    HoursNote,
    /// Since when it has its name.
    NamedSince,
    /// The number of a figure.
    Value,
    /// Whether the link to a document works.
    Link,
}

/// When the details of a contact were checked, as readers are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The day on which the one that is oldest was; none while one of them never was.
    pub on: Option<Date>,
    /// Whether that is too long ago, or never was.
    pub is_overdue: bool,
}

/// When all details of a contact that readers see were checked; of one without details nothing is overdue.
pub fn checked(contact: &Contact, today: Date) -> Checked {
    let days: Vec<Option<Date>> = contact.details(today).iter().map(|item| item.checked_on).collect();
    let on = days.iter().copied().min().flatten();
    let is_overdue = match on {
        Some(on) => is_over(on, contact.review_months(), today),
        None => !days.is_empty(),
    };
    Checked { on, is_overdue }
}

/// Everything that is live and to be checked, what was never checked first.
pub fn list(published: &Published, today: Date) -> Vec<Overdue> {
    let mut overdue: Vec<Overdue> = published
        .entries()
        .flat_map(|entry| {
            let facts = facts(&entry.fields, today).into_iter();
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

fn is_over(checked_on: Date, months: u8, today: Date) -> bool {
    checked_on.saturating_add(Span::new().months(i16::from(months))) < today
}

/// Each fact with the months it may stand, and when it was checked.
fn facts(fields: &Fields, today: Date) -> Vec<(Fact, u8, Option<Date>)> {
    match fields {
        // Nobody needs the details of one that has ended.
        Fields::Contact(contact) if contact.successor(today).is_some() => Vec::new(),
        Fields::Contact(contact) => {
            let months = contact.review_months();
            contact.details(today).into_iter().map(|item| (item.fact, months, item.checked_on)).collect()
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
