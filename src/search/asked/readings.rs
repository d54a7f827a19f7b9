//! What a word may be in one language.
//!
//! Invariant: what is proposed stands in something that is live.

use super::{Alternative, How};
use crate::{
    lang::Lang,
    search::{
        InLang,
        language::{self, Language},
        vocabulary::{Form, TermId},
    },
};

/// What a word of the other language is worth.
const FOREIGN: f32 = 0.7;

/// How many words that begin alike, or are spelt alike, are looked for.
const MOST_ALIKE: usize = 8;

/// The shortest beginning of a word that stands for the whole.
const SHORTEST_BEGINNING: usize = 4;

impl InLang {
    /// The forms of a word that are there.
    pub(super) fn stems(&self, language: &Language, word: &str) -> Option<Vec<TermId>> {
        let spelling = language.spelling(word);
        let stem = self.vocabulary.find(Form::Stem, &language.stem(&spelling));
        stem.filter(|stem| !self.postings(*stem).is_empty()).map(|stem| vec![stem])
    }

    /// These terms, unless one of them is nowhere.
    pub(super) fn alternative(
        &self,
        own: Lang,
        how: How,
        words: &str,
        terms: Vec<Vec<TermId>>,
        asked: Lang,
    ) -> Option<Alternative> {
        let is_there = |forms: &Vec<TermId>| forms.iter().any(|term| !self.postings(*term).is_empty());
        let rarity = terms.iter().flatten().map(|term| self.rarity(*term)).reduce(f32::max)?;
        let weight = how.weight() * if own == asked { 1.0 } else { FOREIGN };
        let words = words.to_owned();
        terms.iter().all(is_there).then_some(Alternative { lang: own, how, words, terms, rarity, weight })
    }

    /// The words that are spelt nearly so: those with the fewest errors, the commonest first.
    pub(super) fn misspelt(&self, own: Lang, word: &str, asked: Lang) -> Vec<Alternative> {
        let mut alike = self.vocabulary.alike(word);
        alike.retain(|(_, term, _)| !self.postings(*term).is_empty());
        let fewest = alike.iter().map(|(_, _, errors)| *errors).min();
        alike.retain(|(_, _, errors)| Some(*errors) == fewest);
        alike.sort_by_key(|(word, term, _)| (std::cmp::Reverse(self.postings(*term).len()), *word));
        let stem = |word: &str| {
            let language = language::of(own);
            self.vocabulary.find(Form::Stem, &language.stem(word))
        };
        let alike = alike.into_iter().take(MOST_ALIKE);
        let alternatives = alike.filter_map(|(word, term, _)| {
            let forms = std::iter::once(term).chain(stem(word)).collect();
            self.alternative(own, How::Typo, word, vec![forms], asked)
        });
        alternatives.collect()
    }

    /// The words that begin so, the commonest first.
    pub(super) fn beginning(&self, own: Lang, word: &str, asked: Lang) -> Vec<Alternative> {
        if word.chars().count() < SHORTEST_BEGINNING {
            return Vec::new();
        }
        let mut words = self.vocabulary.beginning(word);
        words.sort_by_key(|(word, term)| (std::cmp::Reverse(self.postings(*term).len()), *word));
        let words = words.into_iter().take(MOST_ALIKE);
        words
            .filter_map(|(word, term)| self.alternative(own, How::Beginning, word, vec![vec![term]], asked))
            .collect()
    }
}
