//! Texts for translators: entries go out as XLIFF, and what comes back becomes a proposal for a revision.
//!
//! XLIFF 1.2, not 2.1: every tool of the trade reads 1.2 with its inline tags, while Poedit and Phrase refuse any 2.x
//! but 2.0, and Weblate and OmegaT call their support of 2.x unfinished.
//!
//! An entry is a `<file>`, whose `original` holds its name and the number of the revision, such as
//! `privacy?revision=7`. A line or a block of formatted text is a `<trans-unit>`. Its marks are numbered `<g>` and
//! `<x/>`: what they stand for is read from that revision again, so that no tool can change an address or a figure.
//!
//! Invariant: nothing that a translator wrote is dropped silently. Each unit is taken over, was so before, is in
//! conflict with what was written here since, or is shown with the reason why it cannot be read.

mod codes;
mod part;
mod plan;
mod read;
mod unit;
mod write;
mod xml;

pub use self::{
    codes::Node,
    part::Part,
    plan::{Conflict, Plan, Reason, Taken, Unread, plan},
    read::{Broken, Fault, Returned, ReturnedEntry, ReturnedUnit, read},
    unit::Kind,
    write::{Export, Place, export},
};
use crate::lang::Lang;

/// The longest file that is read, in bytes.
pub const LONGEST: usize = 1024 * 1024;

/// The most elements that a file may have, and how deep they may stand.
const MOST_ELEMENTS: usize = 100_000;
const DEEPEST: usize = 64;

/// The most `<file>`s that are sent or read at once: one for each entry.
pub const MOST_FILES: usize = 500;

/// The state in which a present translation is sent; it stands until the translator has been there.
const FOR_REVIEW: &str = "needs-review-translation";

/// What is translated into what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Languages {
    /// The language that leads.
    pub from: Lang,
    /// The language that follows.
    pub to: Lang,
}
