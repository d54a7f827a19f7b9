//! Who changes content, why, and when: what every change of it is told.
//!
//! Invariant: the time of a change comes from the caller's clock, never from the database's.

use jiff::Timestamp;

use crate::ids::EditorId;

/// The circumstances of a change, as they are kept beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Act<'a> {
    /// Who did it; absent: the system.
    pub by: Option<EditorId>,
    /// What they noted for the record; never shown to readers.
    pub note: Option<&'a str>,
    /// When.
    pub at: Timestamp,
}

impl<'a> Act<'a> {
    /// What the system does by itself, such as an import.
    pub fn of_system(at: Timestamp) -> Act<'static> {
        Act { by: None, note: None, at }
    }

    /// The same with another note.
    pub fn noted(self, note: &'a str) -> Act<'a> {
        Act { note: Some(note), ..self }
    }
}
