//! The words of an entry in which most of a query stands, with those that were looked for marked.
//!
//! Invariant: the pieces of a passage, one after the other, are words that readers see on the page.

use std::collections::HashSet;

use super::{
    Index,
    asked::Asked,
    document::{blocks, forms},
    language::{self, Language},
    vocabulary::TermId,
    words::words,
};
use crate::{
    content::published::{Section, Text},
    ids::{EntryId, SectionId},
    lang::Lang,
};

/// About how many letters of a long paragraph are shown.
const LENGTH: usize = 220;

/// How many of them may stand before the first word that was looked for.
const BEFORE: usize = 70;

/// A passage of an entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    /// The section in which it stands; none for the summary.
    pub section: Option<SectionId>,
    /// The heading of that section.
    pub heading: Option<String>,
    /// Its words.
    pub pieces: Vec<Piece>,
}

/// Words of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub text: String,
    /// Whether they were looked for.
    pub is_marked: bool,
}

/// The terms of a query in one language.
pub(super) struct Marks<'a> {
    index: &'a Index,
    lang: Lang,
    language: &'static Language,
    /// The terms of each word of the query, with what the word counts.
    terms: Vec<(HashSet<TermId>, f32)>,
    /// How the words begin that can be meant at all.
    beginnings: Vec<String>,
}

/// A place in which words are looked for.
struct Candidate {
    section: Option<SectionId>,
    heading: Option<String>,
    text: String,
    worth: f32,
}

impl Index {
    /// The passage of a text in that language in which most of the query stands; `quote` gives the words for a figure.
    pub fn passage(
        &self,
        text: &Text,
        lang: Lang,
        asked: &Asked,
        quote: impl Fn(&EntryId) -> String,
    ) -> Passage {
        let marks = Marks::new(self, asked, lang);
        let summary = text.summary.as_ref().map(ToString::to_string).unwrap_or_default();
        let mut best =
            Candidate { worth: marks.worth(&summary), section: None, heading: None, text: summary };
        for section in &text.sections {
            for candidate in candidates(section, &marks, &quote) {
                if candidate.worth > best.worth || best.text.is_empty() {
                    best = candidate;
                }
            }
        }
        let pieces = marks.pieces(&best.text, LENGTH);
        let is_found = best.worth > 0.0;
        Passage {
            section: best.section.filter(|_| is_found),
            heading: best.heading.filter(|_| is_found),
            pieces,
        }
    }

    /// A line in that language with the words of the query marked.
    pub fn marked(&self, line: &str, lang: Lang, asked: &Asked) -> Vec<Piece> {
        Marks::new(self, asked, lang).pieces(line, usize::MAX)
    }
}

/// Each block of a section that has words; those of its heading count for the first block.
fn candidates(section: &Section, marks: &Marks<'_>, quote: &impl Fn(&EntryId) -> String) -> Vec<Candidate> {
    let heading = section.heading.as_ref().map(ToString::to_string);
    let of_heading = heading.as_deref().map_or(0.0, |heading| marks.worth(heading));
    let blocks = blocks(&section.text, quote).into_iter().filter(|block| !block.trim().is_empty());
    let mut candidates: Vec<Candidate> = blocks
        .map(|text| Candidate {
            section: Some(section.id.clone()),
            heading: heading.clone(),
            worth: marks.worth(&text),
            text,
        })
        .collect();
    if let Some(first) = candidates.first_mut() {
        first.worth += of_heading * 1.01;
    }
    candidates
}

impl<'a> Marks<'a> {
    pub(super) fn new(index: &'a Index, asked: &Asked, lang: Lang) -> Marks<'a> {
        let language = language::of(lang);
        let mut beginnings = Vec::new();
        let mut terms = Vec::new();
        for word in &asked.words {
            let here = word.alternatives.iter().filter(|alternative| alternative.lang == lang);
            let mut meant = HashSet::new();
            for alternative in here {
                meant.extend(alternative.terms.iter().flatten().copied());
                let words = alternative.words.split(' ').map(|word| language.spelling(word).into_owned());
                beginnings.extend(words.flat_map(|word| {
                    let parts = language.parts(&word).into_iter().map(str::to_owned).collect::<Vec<_>>();
                    parts.into_iter().chain([word]).map(|word| word.chars().take(3).collect::<String>())
                }));
            }
            terms.push((meant, word.worth));
        }
        Marks { index, lang, language, terms, beginnings }
    }

    /// Which words of the query a word stands for.
    fn of<'s>(&'s self, word: &str) -> impl Iterator<Item = usize> + use<'s, 'a> {
        let spelling = self.language.spelling(word);
        let can_be = self.beginnings.iter().any(|beginning| spelling.contains(beginning.as_str()));
        let vocabulary = &self.index.langs.get(self.lang).vocabulary;
        let forms = if can_be { forms(self.language, word) } else { Vec::new() };
        let found: Vec<TermId> =
            forms.into_iter().filter_map(|(form, text, _)| vocabulary.find(form, &text)).collect();
        let is_meant = move |terms: &HashSet<TermId>| found.iter().any(|term| terms.contains(term));
        (0..).zip(&self.terms).filter(move |(_, (terms, _))| is_meant(terms)).map(|(at, _)| at)
    }

    /// What of the query stands in a text.
    fn worth(&self, text: &str) -> f32 {
        let found: HashSet<usize> = words(text).iter().flat_map(|word| self.of(&word.text)).collect();
        found.into_iter().filter_map(|at| self.terms.get(at)).map(|(_, worth)| worth).sum()
    }

    /// The text, or the part of that length in which the first words stand, in pieces.
    fn pieces(&self, text: &str, length: usize) -> Vec<Piece> {
        let found: Vec<_> =
            words(text).into_iter().filter(|word| self.of(&word.text).next().is_some()).collect();
        let (start, end) = window(text, found.first().map_or(0, |word| word.start), length);
        let mut pieces = Vec::new();
        let mut push = |text: &str, is_marked| {
            if !text.is_empty() {
                pieces.push(Piece { text: text.to_owned(), is_marked });
            }
        };
        let mut at = start;
        if start > 0 {
            push("… ", false);
        }
        for word in found.iter().filter(|word| word.start >= start && word.end <= end) {
            push(text.get(at..word.start).unwrap_or_default(), false);
            push(text.get(word.start..word.end).unwrap_or_default(), true);
            at = word.end;
        }
        push(text.get(at..end).unwrap_or_default(), false);
        if end < text.len() {
            push(" …", false);
        }
        pieces
    }
}

/// The part of a text, in whole words, that is shown around the place where the first word stands.
fn window(text: &str, first: usize, length: usize) -> (usize, usize) {
    if text.len() <= length {
        return (0, text.len());
    }
    let spaces = || text.match_indices(' ').map(|(at, _)| at);
    let start = match first.checked_sub(BEFORE) {
        None | Some(0) => 0,
        Some(earliest) => spaces().find(|at| *at >= earliest && *at < first).map_or(first, |at| at + 1),
    };
    let latest = start + length;
    let end = if latest >= text.len() {
        text.len()
    } else {
        spaces().take_while(|at| *at <= latest).last().unwrap_or(start)
    };
    if end > start { (start, end) } else { (start, text.len()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_between_words() {
        let text = "word ".repeat(100);
        let text = text.trim_end();
        assert_eq!(window("short", 0, 220), (0, 5));
        for first in [0, 50, 250, 495] {
            let (start, end) = window(text, first, 220);
            assert!(start <= first && first < end && end - start <= 220 + 5, "{first}: {start} {end}");
            assert!(start == 0 || text[..start].ends_with(' '), "{first}: {start}");
            assert!(end == text.len() || text[end..].starts_with(' '), "{first}: {end}");
        }
        assert_eq!(window(&"x".repeat(300), 0, 220), (0, 300), "one word is not cut");
    }
}
