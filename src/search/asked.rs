//! What a query asks for: its words, each with everything that may mean it.
//!
//! Invariant: a query is words and nothing else. No sign in it is an operator, and one that is too long is cut.

mod correction;
mod readings;

use self::correction::Correction;
use super::{
    Index, language,
    thesaurus::LONGEST_PHRASE,
    vocabulary::{Form, TermId},
    words::{Word, words},
};
use crate::lang::Lang;

/// The most words of a query that are looked for; what is behind them is not.
const MOST_WORDS: usize = 12;

/// A query as it was understood.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The language in which it was asked.
    pub lang: Lang,
    /// The words that say something.
    pub words: Vec<AskedWord>,
    /// Every word, as the thesaurus knows them.
    pub(super) all: Vec<String>,
    /// The query with what was probably meant, if that is something else.
    pub correction: Option<String>,
}

/// A word of a query.
#[derive(Clone, Debug)]
pub struct AskedWord {
    /// The word.
    pub word: String,
    /// What may mean it.
    pub(super) alternatives: Vec<Alternative>,
    /// How much it counts among the words of the query.
    pub worth: f32,
}

/// Terms that may mean a word.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Alternative {
    /// Their language.
    pub lang: Lang,
    /// Why they may.
    pub how: How,
    /// The words, for people.
    pub words: String,
    /// All of these have to be there; of each, one of these forms.
    pub terms: Vec<Vec<TermId>>,
    /// How rare they are.
    pub rarity: f32,
    /// How sure it is that they are meant.
    pub weight: f32,
}

/// Why a term may mean a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// It is that word.
    Exact,
    /// It is that word with another ending, or a part of a longer one.
    Stem,
    /// Its parts together are that word.
    Parts,
    /// It is that word and the next one, written as one.
    Joined,
    /// Staff said so.
    Synonym,
    /// It begins like that.
    Beginning,
    /// It is spelt nearly like that.
    Typo,
}

impl How {
    fn weight(self) -> f32 {
        match self {
            How::Exact => 1.0,
            How::Joined | How::Synonym => 0.9,
            How::Stem => 0.85,
            How::Parts => 0.7,
            How::Typo => 0.6,
            How::Beginning => 0.5,
        }
    }
}

impl Index {
    /// Reads a query.
    pub fn ask(&self, text: &str, lang: Lang) -> Asked {
        let all: Vec<Word> = words(text).into_iter().take(MOST_WORDS * 2).collect();
        let texts: Vec<String> = all.iter().map(|word| word.text.clone()).collect();
        let mut alternatives: Vec<Vec<Alternative>> =
            texts.iter().map(|word| self.readings(word, lang)).collect();
        let heard = self.add_phrases(&texts, lang, &mut alternatives);
        let said = self.said(&texts, &heard, lang);
        let mut correction = Correction::of(text);
        for at in &said {
            if alternatives[*at].is_empty() {
                alternatives[*at] = self.guesses(&texts[*at], lang);
                let guess = alternatives[*at].iter().find(|guess| guess.how == How::Typo);
                correction.replace(all[*at].start..all[*at].end, guess);
            }
        }
        let words = said.into_iter().map(|at| {
            let alternatives = std::mem::take(&mut alternatives[at]);
            AskedWord { worth: self.worth(&alternatives, lang), word: texts[at].clone(), alternatives }
        });
        Asked { lang, words: words.collect(), correction: correction.text(), all: texts }
    }

    /// The words that say something, by place: those of a phrase that means something, and those that are not silent. One
    /// letter or digit says something beside other words only; where all are silent, the longer ones are taken as meant.
    fn said(&self, words: &[String], heard: &[usize], lang: Lang) -> Vec<usize> {
        let is_single = |at: &usize| words.get(*at).is_some_and(|word| word.chars().nth(1).is_none());
        let is_said =
            |at: &usize| heard.contains(at) || words.get(*at).is_some_and(|word| !self.is_silent(word, lang));
        let mut said: Vec<usize> = (0..words.len()).filter(is_said).collect();
        if said.is_empty() {
            said = (0..words.len()).collect();
        }
        if said.iter().all(is_single) {
            said.clear();
        }
        said.truncate(MOST_WORDS);
        said
    }

    /// Whether a word says nothing: by the language of the visitor, or by another where nothing is called so in theirs.
    fn is_silent(&self, word: &str, lang: Lang) -> bool {
        let is_there = self.langs.get(lang).vocabulary.find(Form::Exact, word).is_some();
        let elsewhere = || lang.others().any(|other| language::of(other).is_silent(word));
        language::of(lang).is_silent(word) || (!is_there && elsewhere())
    }

    /// The word itself in every language, its other endings, and its parts.
    fn readings(&self, word: &str, lang: Lang) -> Vec<Alternative> {
        let mut readings = Vec::new();
        for (other, here) in self.langs.iter() {
            let language = language::of(other);
            let spelling = language.spelling(word);
            let exact = here.vocabulary.find(Form::Exact, &spelling);
            let stem = here.vocabulary.find(Form::Stem, &language.stem(&spelling));
            let mut add = |how, terms: Vec<Vec<TermId>>| {
                readings.extend(here.alternative(other, how, word, terms, lang));
            };
            exact.into_iter().for_each(|term| add(How::Exact, vec![vec![term]]));
            stem.into_iter().for_each(|term| add(How::Stem, vec![vec![term]]));
            let parts = language.parts(&spelling);
            let parts: Option<Vec<_>> = parts.iter().map(|part| here.stems(language, part)).collect();
            parts.filter(|parts| !parts.is_empty()).into_iter().for_each(|parts| add(How::Parts, parts));
        }
        readings
    }

    /// What words mean together: synonyms of one or more, and two that are written as one. Returns the places of those
    /// words.
    fn add_phrases(&self, words: &[String], lang: Lang, alternatives: &mut [Vec<Alternative>]) -> Vec<usize> {
        let mut heard = Vec::new();
        for length in 1..=LONGEST_PHRASE.min(words.len()) {
            for start in 0..=words.len() - length {
                let place = start..start + length;
                let phrase = &words[place.clone()];
                for found in self.phrase(phrase, lang) {
                    heard.extend(place.clone());
                    for own in &mut alternatives[place.clone()] {
                        own.push(Alternative { weight: found.weight / length as f32, ..found.clone() });
                    }
                }
            }
        }
        heard
    }

    fn phrase(&self, phrase: &[String], lang: Lang) -> Vec<Alternative> {
        let mut found = Vec::new();
        for meaning in self.thesaurus.meanings(phrase) {
            for (other, here) in
                self.langs.iter().filter(|(other, _)| meaning.lang.is_none_or(|l| l == *other))
            {
                let language = language::of(other);
                let terms: Option<Vec<_>> =
                    meaning.words.iter().map(|word| here.stems(language, word)).collect();
                let words = meaning.words.join(" ");
                found.extend(
                    terms.and_then(|terms| here.alternative(other, How::Synonym, &words, terms, lang)),
                );
            }
        }
        if let [one, other_word] = phrase {
            let joined = format!("{one}{other_word}");
            for (other, here) in self.langs.iter() {
                let terms = here.stems(language::of(other), &joined);
                found.extend(
                    terms.and_then(|terms| here.alternative(other, How::Joined, &joined, vec![terms], lang)),
                );
            }
        }
        found
    }

    /// What a word that nobody wrote may be: the beginning of another, or a misspelling. The visitor's own language comes
    /// first; only where that has nothing, the others.
    fn guesses(&self, word: &str, lang: Lang) -> Vec<Alternative> {
        for other in std::iter::once(lang).chain(lang.others()) {
            let here = self.langs.get(other);
            let mut guesses = here.misspelt(other, word, lang);
            guesses.extend(here.beginning(other, word, lang));
            if !guesses.is_empty() {
                return guesses;
            }
        }
        Vec::new()
    }

    /// A word counts by how rare it is in its commonest sense; what nobody wrote counts as the rarest would.
    fn worth(&self, alternatives: &[Alternative], lang: Lang) -> f32 {
        let least = alternatives.iter().map(|alternative| alternative.rarity).reduce(f32::min);
        least.unwrap_or_else(|| (1.0 + self.langs.get(lang).size as f32).ln().max(1.0))
    }
}
