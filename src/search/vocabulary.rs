//! Every term of a language, by number.
//!
//! Invariant: a term keeps its number for as long as the vocabulary lives.

use std::collections::HashMap;

use super::spelling::{distance, tolerated};

/// The number of a term.
pub(super) type TermId = u32;

/// As what a word is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// As it is written.
    Exact,
    /// Without its ending, or as a part of a longer word.
    Stem,
}

/// A first letter, and a number of letters.
type Shape = (char, usize);

/// The terms of a language.
#[derive(Clone, Debug, Default)]
pub(super) struct Vocabulary {
    exact: HashMap<Box<str>, TermId>,
    stems: HashMap<Box<str>, TermId>,
    /// Exact words by first letter and number of letters, where errors are looked for.
    shapes: HashMap<Shape, Vec<(Box<str>, TermId)>>,
    size: TermId,
}

impl Vocabulary {
    /// The number of a term, which is new if need be.
    pub(super) fn number(&mut self, form: Form, word: &str) -> TermId {
        if let Some(number) = self.find(form, word) {
            return number;
        }
        let number = self.size;
        self.size += 1;
        self.table(form).insert(word.into(), number);
        if let (Form::Exact, Some(first)) = (form, word.chars().next()) {
            self.shapes.entry((first, word.chars().count())).or_default().push((word.into(), number));
        }
        number
    }

    fn table(&mut self, form: Form) -> &mut HashMap<Box<str>, TermId> {
        match form {
            Form::Exact => &mut self.exact,
            Form::Stem => &mut self.stems,
        }
    }

    /// The number of a term, if it is known.
    pub(super) fn find(&self, form: Form, word: &str) -> Option<TermId> {
        match form {
            Form::Exact => self.exact.get(word),
            Form::Stem => self.stems.get(word),
        }
        .copied()
    }

    /// How many terms there are.
    pub(super) fn len(&self) -> usize {
        self.size as usize
    }

    /// The words of which this one may be a misspelling, with the number of errors. Few people get the first letter
    /// wrong, but some type the second before it.
    pub(super) fn alike(&self, word: &str) -> Vec<(&str, TermId, usize)> {
        let letters: Vec<char> = word.chars().collect();
        let most = tolerated(letters.len());
        let mut found = Vec::new();
        let firsts = letters.iter().take(2).copied().collect::<std::collections::BTreeSet<_>>();
        if most == 0 || word.bytes().any(|byte| byte.is_ascii_digit()) {
            return found;
        }
        for length in letters.len().saturating_sub(most)..=letters.len() + most {
            for first in &firsts {
                for (other, number) in self.shapes.get(&(*first, length)).into_iter().flatten() {
                    let beside: Vec<char> = other.chars().collect();
                    let errors = distance(&letters, &beside, most);
                    found.extend(errors.map(|errors| (other.as_ref(), *number, errors)));
                }
            }
        }
        found
    }

    /// The words that begin with these letters.
    pub(super) fn beginning(&self, start: &str) -> Vec<(&str, TermId)> {
        let Some(first) = start.chars().next() else { return Vec::new() };
        let length = start.chars().count();
        let longer =
            self.shapes.iter().filter(|((letter, letters), _)| *letter == first && *letters > length);
        let words = longer.flat_map(|(_, words)| words).filter(|(word, _)| word.starts_with(start));
        words.map(|(word, number)| (word.as_ref(), *number)).collect()
    }
}
