//! One word group of an address: `opening-hours` in `/en/contact/opening-hours`.
//!
//! Invariant: a slug needs no escaping in an address, and never reads as a language or a file.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{ids::is_hyphenated, lang::Lang};

/// The last part of a page's address in one language: 1 to 64 of a-z, 0-9 and single hyphens.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

/// Text that cannot be a [`Slug`].
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} cannot be part of an address: 1 to 64 of a-z, 0-9 and single hyphens, and no language's name")]
pub struct InvalidSlug(String);

impl Slug {
    /// The slug as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Slug {
    type Error = InvalidSlug;

    fn try_from(text: String) -> Result<Self, InvalidSlug> {
        if is_hyphenated(&text) && Lang::from_tag(&text).is_none() {
            Ok(Slug(text))
        } else {
            Err(InvalidSlug(text))
        }
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> String {
        slug.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_safe_in_an_address() {
        assert!(Slug::try_from("opening-hours".to_owned()).is_ok());
        for bad in ["", "Opening", "a/b", "en", "nl", "..", "a.css", "%00", "ö"] {
            assert!(Slug::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
