//! What the search knows of each language: its endings, the words that say nothing, and how long words are made.
//!
//! Invariant: a word of a text and the same word of a query come to the same forms, whatever their accents, case and
//! spelling.

mod dutch;
mod english;

use std::{borrow::Cow, collections::HashSet, sync::LazyLock};

use rust_stemmers::{Algorithm, Stemmer};

use crate::lang::{Lang, PerLang};

/// Shorter words are names and abbreviations more often than words with an ending: BSN, IND, RNI.
const SHORTEST_WITH_ENDING: usize = 4;

/// The shortest word that is looked at as one made of several.
const SHORTEST_COMPOUND: usize = 7;

/// The letters with which Dutch joins the parts of a word.
const JOINTS: [&str; 4] = ["", "s", "n", "en"];

/// The lists of a language.
struct Lists {
    algorithm: Option<Algorithm>,
    /// Words that say nothing about what is looked for.
    silent: &'static str,
    /// The words of which longer ones are made.
    parts: &'static str,
    /// Spellings, each with the one that stands for it.
    spellings: &'static [(&'static str, &'static str)],
    /// What people ask of a contact point, whatever its page says.
    contact: &'static str,
}

/// A language as the search knows it.
pub(super) struct Language {
    stemmer: Option<Stemmer>,
    silent: HashSet<&'static str>,
    parts: HashSet<&'static str>,
    spellings: &'static [(&'static str, &'static str)],
    /// What people ask of a contact point, whatever its page says.
    pub contact: &'static str,
}

/// What is known of that language; of one without lists, that its words have no endings.
pub(super) fn of(lang: Lang) -> &'static Language {
    static LANGUAGES: LazyLock<PerLang<Language>> =
        LazyLock::new(|| PerLang::from_fn(|lang| Language::new(&lists(lang.tag()))));
    LANGUAGES.get(lang)
}

fn lists(tag: &str) -> Lists {
    match tag {
        "en" => english::LISTS,
        "nl" => dutch::LISTS,
        _ => Lists { algorithm: None, silent: "", parts: "", spellings: &[], contact: "" },
    }
}

impl Language {
    fn new(lists: &Lists) -> Language {
        Language {
            stemmer: lists.algorithm.map(Stemmer::create),
            silent: lists.silent.split_whitespace().collect(),
            parts: lists.parts.split_whitespace().collect(),
            spellings: lists.spellings,
            contact: lists.contact,
        }
    }

    /// The word in the spelling that stands for all of its spellings.
    pub(super) fn spelling<'a>(&self, word: &'a str) -> Cow<'a, str> {
        let listed = self.spellings.iter().find(|(from, _)| *from == word);
        match listed {
            Some((_, to)) => Cow::Borrowed(to),
            None if word.contains("ization") => Cow::Owned(word.replace("ization", "isation")),
            None => Cow::Borrowed(word),
        }
    }

    /// The word without its ending.
    pub(super) fn stem<'a>(&self, word: &'a str) -> Cow<'a, str> {
        match &self.stemmer {
            Some(stemmer) if is_long(word, SHORTEST_WITH_ENDING) && !has_digit(word) => stemmer.stem(word),
            _ => Cow::Borrowed(word),
        }
    }

    /// Whether the word says nothing about what is looked for.
    pub(super) fn is_silent(&self, word: &str) -> bool {
        self.silent.contains(word)
    }

    /// The words of which a longer one is made, if it is: `parkeervergunning` of `parkeer` and `vergunning`.
    pub(super) fn parts<'a>(&self, word: &'a str) -> Vec<&'a str> {
        if self.parts.is_empty() || !is_long(word, SHORTEST_COMPOUND) || !word.is_ascii() {
            return Vec::new();
        }
        let parts = self.split(word).unwrap_or_default();
        if parts.len() > 1 { parts } else { Vec::new() }
    }

    /// The whole of the word as parts of the list, the longest first.
    fn split<'a>(&self, word: &'a str) -> Option<Vec<&'a str>> {
        if word.is_empty() {
            return Some(Vec::new());
        }
        for end in (3..=word.len()).rev() {
            let (part, rest) = word.split_at(end);
            if !self.is_part(part) {
                continue;
            }
            let joined = JOINTS.iter().filter_map(|joint| rest.strip_prefix(joint));
            for rest in joined {
                if let Some(mut parts) = self.split(rest) {
                    parts.insert(0, part);
                    return Some(parts);
                }
            }
        }
        None
    }

    /// Whether it is on the list as it stands, or without its ending.
    fn is_part(&self, word: &str) -> bool {
        self.parts.contains(word) || self.parts.contains(self.stem(word).as_ref())
    }
}

fn is_long(word: &str, shortest: usize) -> bool {
    word.chars().nth(shortest - 1).is_some()
}

fn has_digit(word: &str) -> bool {
    word.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dutch() -> Language {
        Language::new(&dutch::LISTS)
    }

    #[test]
    fn long_words_are_made_of_listed_ones() {
        for (word, parts) in [
            ("parkeervergunning", &["parkeer", "vergunning"][..]),
            ("parkeervergunningen", &["parkeer", "vergunning"]),
            ("huurcontract", &["huur", "contract"]),
            ("taalcafe", &["taal", "cafe"]),
            ("verblijfsvergunning", &["verblijfs", "vergunning"]),
            ("studentenkamer", &["studenten", "kamer"]),
            ("leiden", &[]),
            ("vergunning", &[]),
            ("parkeerqqq", &[]),
        ] {
            assert_eq!(dutch().parts(word), parts, "{word}");
        }
        assert!(Language::new(&english::LISTS).parts("parkeervergunning").is_empty());
    }

    #[test]
    fn endings_go_where_words_have_them() {
        let dutch = dutch();
        assert_eq!(dutch.stem("vergunningen"), dutch.stem("vergunning"));
        assert_eq!(dutch.stem("bsn"), "bsn");
        let english = Language::new(&english::LISTS);
        assert_eq!(english.stem("registered"), english.stem("register"));
        assert_eq!(english.spelling("internationalization"), "internationalisation");
        assert_eq!(english.spelling("center"), "centre");
    }

    #[test]
    fn a_language_without_lists_is_taken_as_it_is() {
        let language = Language::new(&lists("xx"));
        assert_eq!(
            (language.stem("houses"), language.parts("parkeervergunning").len()),
            ("houses".into(), 0)
        );
    }
}
