//! A contact point: an organisation and the ways to reach it. Its present name is its title.
//!
//! Invariant: every detail carries its own source and date of checking, and is left out while unconfirmed.

mod details;

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::details::{Item, Said};
use super::{
    detail::{Detail, confirmed, confirmed_all},
    entry::take_word,
    hours::{Exception, Holidays, Service, ServiceId},
    values::{Email, Line, PartialDate, Phone, SpokenLanguage, WebAddress, optional_day},
};
use crate::{
    ids::EntryId,
    lang::{Lang, PerLang},
};

/// What both languages of a contact share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// What it is, for machines that read the page.
    pub organisation: Organisation,
    /// Since when it has its present name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub named_since: Option<Detail<PartialDate>>,
    /// Names it had before, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_names: Vec<FormerName>,
    /// Other names by which people look for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<Alias>,
    /// Its own website.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<Detail<WebAddress>>,
    /// Its mailbox.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<Detail<Email>>,
    /// Its phone numbers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phones: Vec<Detail<PhoneLine>>,
    /// Where visitors go.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<Detail<PostalAddress>>,
    /// How to get there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub directions: Option<Detail<Words>>,
    /// The accessibility of the building.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accessibility: Option<Detail<Words>>,
    /// Where appointments are made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub appointment: Option<Detail<WebAddress>>,
    /// The languages that are spoken there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub languages: Option<Detail<Vec<SpokenLanguage>>>,
    /// What it costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fees: Option<Detail<Words>>,
    /// Who it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<Detail<Words>>,
    /// Who it is not for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_for_whom: Option<Detail<Words>>,
    /// When which service is given.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub services: BTreeMap<ServiceId, Detail<Service>>,
    /// What happens on holidays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holidays: Option<Detail<Holidays>>,
    /// Days on which the hours are others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exceptions: Vec<Detail<Exception>>,
    /// What else there is to say about the hours.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_note: Option<Detail<Words>>,
    /// After how many months the details are to be checked again; unset: [`REVIEW_MONTHS`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review_months: Option<u8>,
    /// When it ends, and what comes after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end: Option<End>,
}

/// After how many months the details of a contact are to be checked again, unless it says otherwise.
pub const REVIEW_MONTHS: u8 = 6;

/// A line in each language that has one.
pub type Words = PerLang<Option<Line>>;

/// The schema.org type of the organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Organisation {
    /// A public body.
    Government,
    /// Any other organisation.
    Other,
}

/// A name the organisation had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormerName {
    /// The name.
    pub name: Line,
    /// The language of the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// Since when it was used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Detail<PartialDate>>,
    /// When it was given up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Detail<PartialDate>>,
    /// The last day on which pages that mention the present name say this one too; unset: none do.
    #[serde(default, deserialize_with = "optional_day", skip_serializing_if = "Option::is_none")]
    pub mention_until: Option<Date>,
}

/// Another name by which people look for an organisation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// The name.
    pub name: Line,
    /// The language of the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// Wrong: people who type it are led on, and nobody is shown it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub misspelling: bool,
}

/// The end of an organisation, or of its service.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    /// The first day on which it is gone.
    #[serde(deserialize_with = "super::values::day")]
    pub on: Date,
    /// The contact to go to instead.
    pub successor: EntryId,
}

/// A phone number and what it is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhoneLine {
    /// The number.
    pub number: Phone,
    /// What or who it is for, such as "from abroad".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<PerLang<Option<Line>>>,
}

/// A Dutch address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostalAddress {
    /// The name of the building.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub building: Option<Line>,
    /// Street and number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub street: Option<Line>,
    /// Postcode, such as 2333 CW.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub postcode: Option<Line>,
    /// Town.
    pub city: Line,
}

impl Contact {
    /// One of which nothing else is known.
    pub fn new(organisation: Organisation) -> Contact {
        Contact {
            organisation,
            named_since: None,
            former_names: Vec::new(),
            aliases: Vec::new(),
            website: None,
            email: None,
            phones: Vec::new(),
            address: None,
            directions: None,
            accessibility: None,
            appointment: None,
            languages: None,
            fees: None,
            for_whom: None,
            not_for_whom: None,
            services: BTreeMap::new(),
            holidays: None,
            exceptions: Vec::new(),
            hours_note: None,
            review_months: None,
            end: None,
        }
    }

    /// The contact as readers may see it.
    pub(super) fn confirmed(self) -> Contact {
        let dated = |name: FormerName| FormerName {
            from: confirmed(name.from),
            until: confirmed(name.until),
            ..name
        };
        Contact {
            named_since: confirmed(self.named_since),
            former_names: self.former_names.into_iter().map(dated).collect(),
            website: confirmed(self.website),
            email: confirmed(self.email),
            phones: confirmed_all(self.phones),
            address: confirmed(self.address),
            directions: confirmed(self.directions),
            accessibility: confirmed(self.accessibility),
            appointment: confirmed(self.appointment),
            languages: confirmed(self.languages),
            fees: confirmed(self.fees),
            for_whom: confirmed(self.for_whom),
            not_for_whom: confirmed(self.not_for_whom),
            services: self.services.into_iter().filter(|(_, service)| !service.unconfirmed).collect(),
            holidays: confirmed(self.holidays),
            exceptions: confirmed_all(self.exceptions),
            hours_note: confirmed(self.hours_note),
            ..self
        }
    }

    /// After how many months its details are to be checked again.
    pub fn review_months(&self) -> u8 {
        self.review_months.unwrap_or(REVIEW_MONTHS)
    }

    /// The contact to go to instead on that day, once this one has ended.
    pub fn successor(&self, today: Date) -> Option<&EntryId> {
        self.end.as_ref().filter(|end| end.on <= today).map(|end| &end.successor)
    }

    /// Says in a language what another version of it says there, of the details that both have.
    pub(super) fn take_words(&mut self, from: &Contact, lang: Lang) {
        for phone in &mut self.phones {
            let number = &phone.value.number;
            if let Some(known) = from.phones.iter().find(|known| known.value.number == *number) {
                take_word(&mut phone.value.label, known.value.label.as_ref(), lang);
            }
        }
        let single = [
            (&mut self.directions, &from.directions),
            (&mut self.accessibility, &from.accessibility),
            (&mut self.fees, &from.fees),
            (&mut self.for_whom, &from.for_whom),
            (&mut self.not_for_whom, &from.not_for_whom),
            (&mut self.hours_note, &from.hours_note),
        ];
        for (own, from) in single {
            if let (Some(own), Some(from)) = (own, from) {
                from.value.get(lang).clone_into(own.value.get_mut(lang));
            }
        }
        for (id, service) in &mut self.services {
            if let Some(known) = from.services.get(id) {
                known.value.name.get(lang).clone_into(service.value.name.get_mut(lang));
                take_word(&mut service.value.note, known.value.note.as_ref(), lang);
            }
        }
        for exception in &mut self.exceptions {
            let days = (exception.value.from, exception.value.until);
            let same = |known: &&Detail<Exception>| (known.value.from, known.value.until) == days;
            if let Some(known) = from.exceptions.iter().find(same) {
                take_word(&mut exception.value.reason, known.value.reason.as_ref(), lang);
            }
        }
    }

    /// What it says in each language besides its text, each by the name of its passage.
    pub(super) fn words(&self) -> Vec<(String, &Words)> {
        let labels = self.phones.iter().map(|phone| phone.value.label.as_ref());
        let mut found: Vec<_> =
            labels.enumerate().map(|(index, label)| (format!("phone-{}", index + 1), label)).collect();
        let single = [
            ("directions", &self.directions),
            ("accessibility", &self.accessibility),
            ("fees", &self.fees),
            ("for-whom", &self.for_whom),
            ("not-for-whom", &self.not_for_whom),
            ("hours-note", &self.hours_note),
        ];
        for (name, words) in single {
            found.push((name.to_owned(), words.as_ref().map(|words| &words.value)));
        }
        for (id, service) in &self.services {
            found.push((format!("service-{id}"), Some(&service.value.name)));
            found.push((format!("service-note-{id}"), service.value.note.as_ref()));
        }
        for (index, exception) in self.exceptions.iter().enumerate() {
            found.push((format!("exception-{}", index + 1), exception.value.reason.as_ref()));
        }
        found.into_iter().filter_map(|(name, words)| Some((name, words?))).collect()
    }

    /// The same of one passage, to be changed; none if it says nothing there in any language.
    pub(super) fn words_mut(&mut self, passage: &str) -> Option<&mut Words> {
        let detail = match passage {
            "directions" => &mut self.directions,
            "accessibility" => &mut self.accessibility,
            "fees" => &mut self.fees,
            "for-whom" => &mut self.for_whom,
            "not-for-whom" => &mut self.not_for_whom,
            "hours-note" => &mut self.hours_note,
            _ => return self.item_words_mut(passage),
        };
        detail.as_mut().map(|detail| &mut detail.value)
    }

    fn item_words_mut(&mut self, passage: &str) -> Option<&mut Words> {
        let (name, number) = passage.rsplit_once('-')?;
        let index = || number.parse::<usize>().ok()?.checked_sub(1);
        let service = || ServiceId::try_from(number.to_owned()).ok();
        match name {
            "phone" => self.phones.get_mut(index()?)?.value.label.as_mut(),
            "service" => Some(&mut self.services.get_mut(&service()?)?.value.name),
            "service-note" => self.services.get_mut(&service()?)?.value.note.as_mut(),
            "exception" => self.exceptions.get_mut(index()?)?.value.reason.as_mut(),
            _ => None,
        }
    }
}
