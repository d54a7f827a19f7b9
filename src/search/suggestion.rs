//! What someone who is typing may be about to look for.
//!
//! Invariant: what is suggested is the title of something that can be found.

use std::collections::BTreeSet;

use super::{Index, words::plain};
use crate::lang::Lang;

/// The most suggestions.
const MOST: usize = 8;

impl Index {
    /// Titles in that language in which every word stands that was typed, the last one begun at least. Those that begin
    /// like what was typed come first, then the shortest.
    pub fn suggest(&self, typed: &str, lang: Lang) -> Vec<String> {
        let typed = plain(typed);
        let begun: Vec<String> = typed.split(' ').map(|word| format!(" {word}")).collect();
        if typed.chars().count() < 2 {
            return Vec::new();
        }
        let documents = self.langs.get(lang).documents.iter().flatten();
        let found =
            documents.filter(|document| begun.iter().all(|word| document.folded.contains(word.as_str())));
        let ranked: BTreeSet<(bool, usize, &str)> = found
            .map(|document| {
                let is_within = !document.folded.starts_with(&format!(" {typed}"));
                (is_within, document.title.chars().count(), document.title.as_ref())
            })
            .collect();
        ranked.into_iter().take(MOST).map(|(_, _, title)| title.to_owned()).collect()
    }
}
