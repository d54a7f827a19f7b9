//! Names that never change: of an entry, of a section within it, of a member of staff.
//!
//! Invariant: a value of these types is short, lower-case ASCII, and safe in addresses, file names and HTML ids.

use std::{borrow::Borrow, fmt};

use serde::{Deserialize, Serialize};

/// The lasting name of an entry, such as `leiden-international-centre`: the primary key in the database, the file
/// name in an export, and the target of references. Staff never have to type it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, sqlx::Type)]
#[serde(try_from = "String", into = "String")]
#[sqlx(transparent)]
pub struct EntryId(String);

impl EntryId {
    /// The entry that is the home page: the only page without a word of its own in its address.
    pub const HOME: &'static str = "home";

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this is the home page.
    pub fn is_home(&self) -> bool {
        self.0 == Self::HOME
    }
}

/// The lasting name of a section within its entry; also its anchor in both languages (`#who`).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, sqlx::Type)]
#[serde(try_from = "String", into = "String")]
#[sqlx(transparent)]
pub struct SectionId(String);

impl SectionId {
    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The number of a member of staff. Whose name and rights belong to it is known to `accounts`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, sqlx::Type)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct EditorId(pub i64);

impl fmt::Display for EditorId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A name that cannot be an [`EntryId`] or a [`SectionId`].
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is not a name: 1 to 64 of a-z, 0-9 and single hyphens between them")]
pub struct InvalidId(String);

/// Whether `text` is words of a-z and 0-9 joined by single hyphens, 1 to 64 characters in all.
pub(crate) fn is_hyphenated(text: &str) -> bool {
    let is_word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.len() <= 64 && text.split('-').all(is_word)
}

fn checked(text: String) -> Result<String, InvalidId> {
    if is_hyphenated(&text) { Ok(text) } else { Err(InvalidId(text)) }
}

impl TryFrom<String> for EntryId {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, InvalidId> {
        checked(text).map(EntryId)
    }
}

impl TryFrom<String> for SectionId {
    type Error = InvalidId;

    fn try_from(text: String) -> Result<Self, InvalidId> {
        checked(text).map(SectionId)
    }
}

impl From<EntryId> for String {
    fn from(id: EntryId) -> String {
        id.0
    }
}

impl From<SectionId> for String {
    fn from(id: SectionId) -> String {
        id.0
    }
}

impl Borrow<str> for EntryId {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for SectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_short_words_with_single_hyphens() {
        for good in ["home", "goal-1", "leiden-international-centre", &"a".repeat(64)] {
            assert!(EntryId::try_from(good.to_owned()).is_ok(), "{good}");
        }
        for bad in ["", "-a", "a-", "a--b", "A", "é", "a/b", "a b", "a\0", "..", &"a".repeat(65)] {
            assert!(EntryId::try_from(bad.to_owned()).is_err(), "{bad}");
            assert!(SectionId::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
