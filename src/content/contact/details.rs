//! Every detail of a contact that can be right or wrong today, one by one.
//!
//! The years of earlier names are none: the past does not change.
//!
//! Invariant: whoever looks at details, dates them or asks whether they are old, walks this one list.

use jiff::civil::Date;
use serde::Serialize;

use super::{Contact, Detail, PhoneLine, PostalAddress, Words};
use crate::content::{
    hours::{Exception, Holidays, Service},
    overdue::Fact,
    values::{Line, PartialDate, SpokenLanguage},
};

/// A detail as it is walked past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What is said.
    pub fact: Fact,
    /// What it is called in its contact, the same whatever its rank: `email`, `phone`, `service-1`.
    pub key: String,
    /// What it says.
    pub said: Said,
    /// Where it comes from.
    pub source: Option<Line>,
    /// When it was checked last, if ever.
    pub checked_on: Option<Date>,
}

/// What a detail says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Said {
    /// A mailbox or a web address.
    Plain(String),
    /// A phone number and what it is for.
    Phone(PhoneLine),
    /// Where visitors go.
    Address(PostalAddress),
    /// A line in each language.
    Words(Words),
    /// Languages that are spoken.
    Languages(Vec<SpokenLanguage>),
    /// A service with its hours.
    Service(Service),
    /// What happens on holidays.
    Holidays(Holidays),
    /// Days with other hours.
    Exception(Exception),
    /// A year, a month or a day.
    Date(PartialDate),
}

impl Said {
    /// The last day that it is about, if there is one.
    fn last_day(&self) -> Option<Date> {
        match self {
            Said::Service(service) => service.hours.valid_until,
            Said::Exception(exception) => Some(exception.until),
            _ => None,
        }
    }
}

impl Contact {
    /// Its details in the order of the page, without services and days that are past.
    pub fn details(&self, today: Date) -> Vec<Item> {
        let mut found = Vec::new();
        self.clone().walk(&mut |item| {
            let day = item.checked_on;
            found.push(item);
            day
        });
        found.retain(|item| item.said.last_day().is_none_or(|last| today <= last));
        found
    }

    /// Passes every detail, and dates each as the visitor says.
    pub(in crate::content) fn walk(&mut self, visit: &mut impl FnMut(Item) -> Option<Date>) {
        one(&mut self.email, "email", Fact::Email, |value| Said::Plain(value.to_string()), visit);
        one(&mut self.website, "website", Fact::Website, |value| Said::Plain(value.to_string()), visit);
        for phone in &mut self.phones {
            pass(phone, "phone".to_owned(), Fact::Phone, |value| Said::Phone(value.clone()), visit);
        }
        one(&mut self.address, "address", Fact::Address, |value| Said::Address(value.clone()), visit);
        one(&mut self.directions, "directions", Fact::Directions, words, visit);
        one(&mut self.accessibility, "accessibility", Fact::Accessibility, words, visit);
        let appointment = &mut self.appointment;
        one(appointment, "appointment", Fact::Appointment, |value| Said::Plain(value.to_string()), visit);
        one(&mut self.languages, "languages", Fact::Languages, |value| Said::Languages(value.clone()), visit);
        one(&mut self.fees, "fees", Fact::Fees, words, visit);
        one(&mut self.for_whom, "for-whom", Fact::ForWhom, words, visit);
        one(&mut self.not_for_whom, "not-for-whom", Fact::NotForWhom, words, visit);
        self.walk_hours(visit);
        one(&mut self.named_since, "named-since", Fact::NamedSince, |value| Said::Date(*value), visit);
    }

    fn walk_hours(&mut self, visit: &mut impl FnMut(Item) -> Option<Date>) {
        for (id, service) in &mut self.services {
            let key = format!("service-{id}");
            pass(service, key, Fact::Service, |value| Said::Service(value.clone()), visit);
        }
        one(&mut self.holidays, "holidays", Fact::Holidays, |value| Said::Holidays(value.clone()), visit);
        for exception in &mut self.exceptions {
            let key = "exception".to_owned();
            pass(exception, key, Fact::Exception, |value| Said::Exception(value.clone()), visit);
        }
        one(&mut self.hours_note, "hours-note", Fact::HoursNote, words, visit);
    }
}

fn words(words: &Words) -> Said {
    Said::Words(words.clone())
}

fn one<T>(
    detail: &mut Option<Detail<T>>,
    key: &str,
    fact: Fact,
    said: impl Fn(&T) -> Said,
    visit: &mut impl FnMut(Item) -> Option<Date>,
) {
    if let Some(detail) = detail {
        pass(detail, key.to_owned(), fact, said, visit);
    }
}

fn pass<T>(
    detail: &mut Detail<T>,
    key: String,
    fact: Fact,
    said: impl Fn(&T) -> Said,
    visit: &mut impl FnMut(Item) -> Option<Date>,
) {
    let said = said(&detail.value);
    detail.checked_on =
        visit(Item { fact, key, said, source: detail.source.clone(), checked_on: detail.checked_on });
}
