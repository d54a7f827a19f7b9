//! One word group of an address: `opening-hours` in `/en/contact/opening-hours`.
//!
//! Invariant: a slug needs no escaping in an address, and never reads as a language or a file.

use std::fmt;

use icu_normalizer::DecomposingNormalizerBorrowed;
use serde::{Deserialize, Serialize};

use crate::{ids::is_hyphenated, lang::Lang};

/// Characters of what is made from a title; an address of several stays short enough to read out.
const LONGEST: usize = 48;

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

/// Words of a-z and 0-9 with hyphens between them, made from a title: "Cafés & zo" gives `cafes-zo`. None where nothing
/// is left. Not longer than a [`Slug`] or an id may be.
pub fn hyphenated(title: &str) -> Option<String> {
    let mut words = String::new();
    for letter in DecomposingNormalizerBorrowed::new_nfd().normalize_iter(title.chars()) {
        match letter {
            'a'..='z' | '0'..='9' => words.push(letter),
            'A'..='Z' => words.push(letter.to_ascii_lowercase()),
            'ß' => words.push_str("ss"),
            'æ' | 'Æ' => words.push_str("ae"),
            'œ' | 'Œ' => words.push_str("oe"),
            'ø' | 'Ø' => words.push('o'),
            // Accents, which stand behind their letters here, and apostrophes are no gap between words.
            '\u{300}'..='\u{36f}' | '\'' | '’' => {}
            _ if words.ends_with('-') || words.is_empty() => {}
            _ => words.push('-'),
        }
    }
    if words.len() > LONGEST {
        // Whole words, where there is more than one.
        let end = words[..=LONGEST].rfind('-').unwrap_or(LONGEST);
        words.truncate(end);
    }
    let words = words.trim_end_matches('-');
    (!words.is_empty()).then(|| words.to_owned())
}

impl Slug {
    /// The slug to propose for a title, if it leaves one.
    pub fn proposed(title: &str) -> Option<Slug> {
        Slug::try_from(hyphenated(title)?).ok()
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
    fn a_title_makes_a_slug() {
        for (title, slug) in [
            ("Opening hours", "opening-hours"),
            ("Cafés & zo, in ’s-Gravenhage!", "cafes-zo-in-s-gravenhage"),
            ("  Één jaar – 2026  ", "een-jaar-2026"),
            ("Straße", "strasse"),
        ] {
            assert_eq!(Slug::proposed(title).expect(title).as_str(), slug);
        }
        for none in ["", "!?", "日本", "en"] {
            assert_eq!(Slug::proposed(none), None, "{none}");
        }
        assert_eq!(Slug::proposed(&"long ".repeat(40)).expect("a slug").as_str().len(), 44);
        assert_eq!(Slug::proposed(&"x".repeat(99)).expect("a slug").as_str().len(), 48);
    }

    #[test]
    fn a_slug_is_safe_in_an_address() {
        assert!(Slug::try_from("opening-hours".to_owned()).is_ok());
        for bad in ["", "Opening", "a/b", "en", "nl", "..", "a.css", "%00", "ö"] {
            assert!(Slug::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
