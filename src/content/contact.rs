//! A contact point: an organisation and the ways to reach it. Its present name is its title.
//!
//! Invariant: every detail carries its own source and date of checking, and is left out while unconfirmed.

use serde::{Deserialize, Serialize};

use super::{
    detail::{Detail, confirmed},
    values::{Email, Line, PartialDate, Phone, WebAddress},
};
use crate::lang::{Lang, PerLang};

/// What both languages of a contact share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// What it is, for machines that read the page.
    pub organisation: Organisation,
    /// Names it had before, newest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_names: Vec<FormerName>,
    /// Other names.
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
}

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
    /// The last day on which pages say "formerly …" behind the present name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mention_until: Option<jiff::civil::Date>,
}

/// Another name by which people look for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alias {
    /// The name.
    pub name: Line,
    /// The language of the name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
    /// Whether it is wrong.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub misspelling: bool,
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
    /// The contact as readers may see it.
    pub(super) fn confirmed(self) -> Contact {
        let dated = |name: FormerName| FormerName {
            from: confirmed(name.from),
            until: confirmed(name.until),
            ..name
        };
        Contact {
            organisation: self.organisation,
            former_names: self.former_names.into_iter().map(dated).collect(),
            aliases: self.aliases,
            website: confirmed(self.website),
            email: confirmed(self.email),
            phones: self.phones.into_iter().filter(|phone| !phone.unconfirmed).collect(),
            address: confirmed(self.address),
        }
    }
}
