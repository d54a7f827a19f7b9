//! Why a change of content was refused.
//!
//! A refusal can be written down and read again; a fault cannot.
//!
//! Invariant: every variant but [`Error::Database`] and [`Error::Body`] is something an editor can understand and act on.

use serde::{Deserialize, Serialize};

use crate::{ids::EntryId, lang::Lang};

/// The outcome of a change that was refused; nothing of it was kept.
#[derive(Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case")]
pub enum Error {
    /// There is no such entry or revision.
    #[error("{0} does not exist")]
    NotFound(EntryId),
    /// The revision says nothing in a language that was to go live.
    #[error("{entry} has no text in the language {lang:?}")]
    NoText {
        /// The entry.
        entry: EntryId,
        /// The language without a text.
        lang: Lang,
    },
    /// A page needs a word for its address.
    #[error("{entry} has no word for its address in the language {lang:?}")]
    NoSlug {
        /// The entry.
        entry: EntryId,
        /// The language without a slug.
        lang: Lang,
    },
    /// Another page is at that address.
    #[error("another page is at /{lang}/{path}")]
    AddressTaken {
        /// The language of the address.
        lang: Lang,
        /// The address without its language.
        path: String,
    },
    /// The program itself answers at that address.
    #[error("/{lang}/{path} is reserved")]
    AddressReserved {
        /// The language of the address.
        lang: Lang,
        /// The address without its language.
        path: String,
    },
    /// Something that is to go live points to something that is not live.
    #[error("{entry} refers to {target}, which is not published")]
    TargetNotLive {
        /// The entry that points.
        entry: EntryId,
        /// What it points to.
        target: EntryId,
    },
    /// What was to be withdrawn is used by live pages.
    #[error("{entry} is used by {}", by.iter().map(EntryId::as_str).collect::<Vec<_>>().join(", "))]
    InUse {
        /// The entry.
        entry: EntryId,
        /// The entries that show or quote it.
        by: Vec<EntryId>,
    },
    /// An entry keeps its kind for ever.
    #[error("{0} is of another kind")]
    OtherKind(EntryId),
    /// An entry cannot be below itself.
    #[error("{0} cannot be placed below itself")]
    Cycle(EntryId),
    /// What is live cannot be archived.
    #[error("{0} is live")]
    StillLive(EntryId),
    /// What has others below it cannot be archived.
    #[error("{0} has others below it")]
    HasChildren(EntryId),
    /// What is archived cannot go live, and nothing can be put below it.
    #[error("{0} is archived")]
    Archived(EntryId),
    /// The form belongs to another member of staff, or to another entry.
    #[error("this form belongs to someone else")]
    NotYours,
    /// What was to go live later is older than what has gone live since.
    #[error("revision {number} of {entry}, which is newer, is live")]
    NewerIsLive {
        /// The entry.
        entry: EntryId,
        /// The number of the revision that is live.
        number: i32,
    },
    /// What was to go live later was withdrawn by someone since that was planned.
    #[error("{0} was withdrawn after this was planned")]
    WithdrawnSince(EntryId),
    /// The languages of its kind go live together only, and they would not.
    #[error("{entry} would be live with {open} passages that are not in step")]
    NotTogether {
        /// The entry.
        entry: EntryId,
        /// The passages that someone has to look at; none: a language is missing.
        open: usize,
    },
    /// A stored body could not be read: a fault of the program.
    #[serde(skip)]
    #[error("a stored body of {entry} cannot be read")]
    Body {
        /// The entry.
        entry: EntryId,
        /// What serde says.
        source: serde_json::Error,
    },
    /// The database failed.
    #[serde(skip)]
    #[error("{0}")]
    Database(#[from] sqlx::Error),
}
