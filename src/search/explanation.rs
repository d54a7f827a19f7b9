//! Why an answer stands where it does, for staff.
//!
//! Invariant: the scores of the reasons add up to that of the answer; one that leads elsewhere counts for less as a whole.

use super::{
    Index,
    asked::{Alternative, Asked, How},
    document::{Field, Source, blocks, forms, sources, value},
    language,
    words::words,
};
use crate::{content::published::Published, ids::EntryId, lang::Lang};

/// Why a word of a query counts for an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Reason {
    /// The word of the query.
    pub asked: String,
    /// What was found for it; none if nothing was.
    pub found: Option<Found>,
    /// How rare what was found is: what it counts among the words of the query.
    pub worth: f32,
}

/// What was found for a word.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The word or words.
    pub words: String,
    /// Their language.
    pub lang: Lang,
    /// Why they may mean what was asked.
    pub how: How,
    /// Where they stand, and how often.
    pub places: Vec<(Field, usize)>,
    /// What it gives.
    pub score: f32,
}

impl Index {
    /// Why an entry answers a query as well as it does, word by word.
    pub fn explain(&self, published: &Published, asked: &Asked, entry: &EntryId) -> Vec<Reason> {
        let Ok(number) = self.entries.binary_search(entry) else { return Vec::new() };
        let reasons = asked.words.iter().map(|word| {
            let scored = word.alternatives.iter().map(|alternative| {
                let weight = self.best_weight(alternative, number);
                (alternative, alternative.weight * alternative.rarity * weight)
            });
            let best =
                scored.filter(|(_, score)| *score > 0.0).max_by(|(_, one), (_, other)| one.total_cmp(other));
            let found = best.map(|(alternative, score)| Found {
                words: alternative.words.clone(),
                lang: alternative.lang,
                how: alternative.how,
                places: self.places(published, alternative, entry),
                score,
            });
            Reason { asked: word.word.clone(), found, worth: word.worth }
        });
        reasons.collect()
    }

    fn best_weight(&self, alternative: &Alternative, entry: usize) -> f32 {
        match &alternative.terms[..] {
            [forms] => {
                let here = self.langs.get(alternative.lang);
                forms.iter().map(|term| here.weight(entry, *term)).fold(0.0, f32::max)
            }
            _ => self.weight(alternative, entry),
        }
    }

    /// Where the terms of an alternative stand, and how often.
    fn places(
        &self,
        published: &Published,
        alternative: &Alternative,
        entry: &EntryId,
    ) -> Vec<(Field, usize)> {
        let lang = alternative.lang;
        let Some((entry, text)) = published.text(entry, lang) else { return Vec::new() };
        let (language, vocabulary) = (language::of(lang), &self.langs.get(lang).vocabulary);
        let is_meant = |word: &str| {
            let mut numbers =
                forms(language, word).into_iter().filter_map(|(form, text, _)| vocabulary.find(form, &text));
            numbers.any(|number| alternative.terms.iter().flatten().any(|term| *term == number))
        };
        let count = |line: &str| words(line).iter().filter(|word| is_meant(&word.text)).count();
        let mut places: Vec<(Field, usize)> = Vec::new();
        for (field, source) in sources(published, entry, text, lang) {
            let found = match source {
                Source::Line(line) => count(line),
                Source::Made(line) | Source::Hidden(line) => count(&line),
                Source::Rich(text) => {
                    blocks(text, &|figure| value(published, figure)).iter().map(|line| count(line)).sum()
                }
            };
            match places.iter_mut().find(|(other, _)| *other == field) {
                Some((_, before)) => *before += found,
                None => places.push((field, found)),
            }
        }
        places.retain(|(_, count)| *count > 0);
        places
    }
}
