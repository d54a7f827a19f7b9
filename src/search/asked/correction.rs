//! "Did you mean": the query with the words that were probably meant.
//!
//! Invariant: what was not guessed stays as it was typed.

use std::ops::Range;

use super::Alternative;

/// A query with what was probably meant.
pub(super) struct Correction<'a> {
    query: &'a str,
    changes: Vec<(Range<usize>, String)>,
}

impl<'a> Correction<'a> {
    /// Nothing is changed yet.
    pub(super) fn of(query: &'a str) -> Correction<'a> {
        Correction { query, changes: Vec::new() }
    }

    /// The word at that place is taken for the guess.
    pub(super) fn replace(&mut self, place: Range<usize>, guess: Option<&Alternative>) {
        self.changes.extend(guess.map(|guess| (place, guess.words.clone())));
    }

    /// The query with every guess in its place; none if there is none.
    pub(super) fn text(self) -> Option<String> {
        if self.changes.is_empty() {
            return None;
        }
        let mut text = self.query.to_owned();
        for (place, word) in self.changes.into_iter().rev() {
            text.replace_range(place, &word);
        }
        Some(text)
    }
}
