//! A single fact with where it comes from: the unit in which contact details and figures are kept and checked.
//!
//! Invariant: an unconfirmed detail never enters a publication; see [`confirmed`].

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::values::{Line, optional_day};

/// A value with its source and the day on which a person last checked it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Detail<T> {
    /// The fact itself.
    pub value: T,
    /// Where it was found: a web address or a description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Line>,
    /// When a person last compared it with the source.
    #[serde(default, deserialize_with = "optional_day", skip_serializing_if = "Option::is_none")]
    pub checked_on: Option<Date>,
    /// Not to be shown until a person has confirmed it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unconfirmed: bool,
}

/// The detail as readers may see it: none while it is unconfirmed.
pub fn confirmed<T>(detail: Option<Detail<T>>) -> Option<Detail<T>> {
    detail.filter(|detail| !detail.unconfirmed)
}

/// The details of a list as readers may see them.
pub fn confirmed_all<T>(details: Vec<Detail<T>>) -> Vec<Detail<T>> {
    details.into_iter().filter(|detail| !detail.unconfirmed).collect()
}
