//! What becomes of a translation that comes back: a body to save, and all that is to be said about it.
//!
//! The translation was made of an older revision, so it is merged in three ways, text by text: what only the
//! translator changed is taken over; what was changed here too stays as it is here, and is shown with the translation.
//!
//! Invariant: the proposed body differs from the newest in the language of the translation only, and only where that
//! was not changed here since. Each text that came back is in exactly one list, or was so already.

mod judge;
mod planner;

pub use self::planner::plan;
use super::part::Part;
use crate::content::{agreement::Agreement, entry::Body};

/// What becomes of what came back of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The newest body with what is taken over.
    pub body: Body,
    /// What is taken over.
    pub taken: Vec<Taken>,
    /// What was changed here since, so that it stays as it is here.
    pub conflicts: Vec<Conflict>,
    /// What cannot be read.
    pub unread: Vec<Unread>,
    /// What the translator vouches for: passages that came back whole, with something new and nothing still marked for
    /// review, or declared done as they were. Each says the same as the source did in the revision that was sent.
    pub agreed: Vec<Agreement>,
    /// How many units came back without a translation, or as they are here.
    pub unchanged: usize,
}

/// A text that is taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The text.
    pub part: Part,
    /// What it said before, as it is stored.
    pub before: Option<String>,
    /// What it says now.
    pub after: String,
    /// Whether the language that leads says something else by now: the translation is of what it said before.
    pub is_outdated: bool,
}

/// A text that was changed here and in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The text.
    pub part: Part,
    /// What it said when it was sent out, as it is stored.
    pub base: Option<String>,
    /// What it says here now; none if its place is gone.
    pub here: Option<String>,
    /// What the translator made of it.
    pub returned: String,
}

/// A unit that cannot be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its name in the file.
    pub unit: String,
    /// Its line in the file.
    pub line: usize,
    /// Why.
    pub reason: Reason,
    /// What the translator wrote, with marks as `{1>words<1}` and signs as `{2}`.
    pub text: String,
}

/// Why a unit cannot be taken over.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The revision has no such unit.
    #[error("there is no such unit")]
    UnknownUnit,
    /// The file has it twice, with different translations.
    #[error("the unit is there twice")]
    Twice,
    /// What was translated is not what that revision says.
    #[error("the source is not that of the revision")]
    OtherSource,
    /// A link or a figure is missing.
    #[error("the mark {0} is missing")]
    MarkLost(String),
    /// A mark has a number that the source does not have.
    #[error("the mark {0} is not known")]
    MarkUnknown(String),
    /// A link stands within a link.
    #[error("the link {0} stands in another link")]
    LinkInLink(String),
    /// An element is none of those that were sent.
    #[error("the element {0} is not known")]
    NotOurs(String),
    /// Longer than a line may be, or with characters that none may have.
    #[error("not a line of text of 300 characters at most")]
    NotALine,
    /// The tool divided it, and a piece has no translation.
    #[error("a part of the unit is not translated")]
    HalfDone,
    /// Other blocks of the same text have no translation, and there was none before.
    #[error("other units of the same text are not translated")]
    Incomplete,
    /// There is no text in that language yet, and its title did not come back.
    #[error("the title is not translated")]
    NoTitle,
}
