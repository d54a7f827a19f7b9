//! Facts that nobody has compared with their source for too long.
//!
//! Invariant: it follows from what is live and from the day, and from nothing else.

use jiff::{Span, civil::Date};

use super::{contact::Contact, detail::Detail, entry::Fields, published::Published};
use crate::ids::EntryId;

/// How long the link to a document may stand without being checked again, in months. A contact says it itself.
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
    /// Since when it has its name.
    NamedSince,
    /// How to get there.
    Directions,
    /// The accessibility of its building.
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
    /// The hours of one of its services.
    Hours,
    /// What happens there on holidays.
    Holidays,
    /// Days on which the hours are others.
    Exceptions,
    /// What else there is to say about the hours.
    HoursNote,
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
            let months = contact.review_months().into();
            of_contact(contact).into_iter().map(|(fact, checked_on)| (fact, months, checked_on)).collect()
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

fn of_contact(contact: &Contact) -> Vec<(Fact, Option<Date>)> {
    let mut found: Vec<(Fact, Option<Date>)> = [
        of(Fact::Website, contact.website.as_ref()),
        of(Fact::Email, contact.email.as_ref()),
        of(Fact::Address, contact.address.as_ref()),
        of(Fact::NamedSince, contact.named_since.as_ref()),
        of(Fact::Directions, contact.directions.as_ref()),
        of(Fact::Accessibility, contact.accessibility.as_ref()),
        of(Fact::Appointment, contact.appointment.as_ref()),
        of(Fact::Languages, contact.languages.as_ref()),
        of(Fact::Fees, contact.fees.as_ref()),
        of(Fact::ForWhom, contact.for_whom.as_ref()),
        of(Fact::NotForWhom, contact.not_for_whom.as_ref()),
        of(Fact::Holidays, contact.holidays.as_ref()),
        of(Fact::HoursNote, contact.hours_note.as_ref()),
    ]
    .into_iter()
    .flatten()
    .collect();
    found.extend(contact.phones.iter().map(|phone| (Fact::Phone, phone.checked_on)));
    found.extend(contact.services.values().map(|service| (Fact::Hours, service.checked_on)));
    found.extend(contact.exceptions.iter().map(|exception| (Fact::Exceptions, exception.checked_on)));
    found
}

/// A detail that is there, with the day on which it was checked.
fn of<T>(fact: Fact, detail: Option<&Detail<T>>) -> Option<(Fact, Option<Date>)> {
    detail.map(|detail| (fact, detail.checked_on))
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
