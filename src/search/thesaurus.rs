//! The synonyms and promoted answers that staff keep, ready to be looked up.
//!
//! Invariant: a synonym leads from one phrase to another once; what it leads to is not looked up again.

use std::collections::HashMap;

use super::{language, words::words};
use crate::{
    content::guidance::{Guidance, Phrase},
    ids::EntryId,
    lang::Lang,
};

/// The most words a phrase may have.
pub(super) const LONGEST_PHRASE: usize = 4;

/// What a phrase also means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    /// The words.
    pub words: Vec<String>,
    /// Their language; none: every one.
    pub lang: Option<Lang>,
}

/// Phrases, by language and words without endings.
#[derive(Debug, Default)]
pub(super) struct Thesaurus {
    meanings: HashMap<(Lang, String), Vec<Meaning>>,
    promoted: HashMap<(Lang, String), Vec<EntryId>>,
}

impl Thesaurus {
    pub(super) fn of(guidance: &Guidance) -> Thesaurus {
        let mut thesaurus = Thesaurus::default();
        for synonym in &guidance.synonyms {
            thesaurus.add(&synonym.from, &synonym.to);
            if synonym.two_way {
                thesaurus.add(&synonym.to, &synonym.from);
            }
        }
        for promotion in &guidance.promotions {
            for lang in langs(&promotion.phrase) {
                let key = (lang, key(lang, &split(&promotion.phrase)));
                thesaurus.promoted.entry(key).or_default().push(promotion.entry.clone());
            }
        }
        thesaurus
    }

    fn add(&mut self, from: &Phrase, to: &Phrase) {
        let meaning = Meaning { words: split(to), lang: to.lang };
        for lang in langs(from) {
            let key = (lang, key(lang, &split(from)));
            self.meanings.entry(key).or_default().push(meaning.clone());
        }
    }

    /// What these words also mean, in whatever language they are.
    pub(super) fn meanings(&self, words: &[String]) -> Vec<&Meaning> {
        if self.meanings.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for lang in Lang::ALL {
            let meanings = self.meanings.get(&(*lang, key(*lang, words))).into_iter().flatten();
            meanings.for_each(|meaning| {
                if !found.contains(&meaning) {
                    found.push(meaning);
                }
            });
        }
        found
    }

    /// The entries that staff put on top for these words, in that language.
    pub(super) fn promoted(&self, lang: Lang, words: &[String]) -> &[EntryId] {
        self.promoted.get(&(lang, key(lang, words))).map(Vec::as_slice).unwrap_or_default()
    }
}

fn split(phrase: &Phrase) -> Vec<String> {
    words(&phrase.words.to_string()).into_iter().map(|word| word.text).collect()
}

fn langs(phrase: &Phrase) -> impl Iterator<Item = Lang> {
    let lang = phrase.lang;
    Lang::ALL.iter().copied().filter(move |other| lang.is_none_or(|lang| lang == *other))
}

/// The words without their endings.
fn key(lang: Lang, words: &[String]) -> String {
    let language = language::of(lang);
    let stems = words.iter().map(|word| language.stem(&language.spelling(word)).into_owned());
    stems.collect::<Vec<_>>().join(" ")
}
