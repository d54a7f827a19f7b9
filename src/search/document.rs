//! What is looked through of an entry in one language, and how much each word of it weighs.
//!
//! Invariant: it is made from what readers may see and nothing else; the same texts always give the same document.

mod sources;

use std::collections::HashMap;

use super::{
    language::{self, Language},
    vocabulary::{Form, TermId, Vocabulary},
    words::{plain, words},
};
use crate::{content::published::Published, lang::Lang};

pub(super) use self::sources::{Source, blocks, digest, sources, value};

/// A word of a text weighs `occurrences / (occurrences + K)`, so that the tenth adds less than the second.
const K: f32 = 3.0;

/// What a part of a longer word weighs, beside a word of its own.
const OF_A_PART: f32 = 0.6;

/// Where a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// In the title.
    Title,
    /// In another name, or one it had.
    Name,
    /// In the summary.
    Summary,
    /// In a heading.
    Heading,
    /// In a section.
    Text,
    /// In what the page lists.
    Listed,
    /// Among the words with which people ask for a contact point.
    Subject,
}

impl Field {
    /// Every field.
    pub const ALL: [Field; 7] = [
        Field::Title,
        Field::Name,
        Field::Summary,
        Field::Heading,
        Field::Text,
        Field::Listed,
        Field::Subject,
    ];

    /// How many occurrences in a text one here is worth, and the number of words that is usual here.
    pub(super) fn weight(self) -> (f32, f32) {
        match self {
            Field::Title => (9.0, 3.0),
            Field::Name => (9.0, 6.0),
            Field::Summary => (3.0, 15.0),
            Field::Heading => (3.0, 10.0),
            Field::Text => (1.0, 120.0),
            Field::Listed => (0.7, 60.0),
            Field::Subject => (2.0, 15.0),
        }
    }
}

/// The words of an entry in one language.
#[derive(Debug)]
pub(super) struct Document {
    /// Of what it was made: the same texts have the same.
    pub digest: u64,
    /// Each term and its weight between 0 and 1, by number.
    pub terms: Box<[(TermId, f32)]>,
    /// The title.
    pub title: Box<str>,
    /// The words of the title and of other names, each with a space before it.
    pub folded: Box<str>,
}

impl Document {
    /// The document of these sources.
    pub(super) fn of(
        published: &Published,
        sources: &[(Field, Source<'_>)],
        digest: u64,
        lang: Lang,
        vocabulary: &mut Vocabulary,
    ) -> Document {
        let language = language::of(lang);
        let mut occurrences: HashMap<TermId, f32> = HashMap::new();
        for field in Field::ALL {
            let mut counts = Counts::default();
            for (_, source) in sources.iter().filter(|(other, _)| *other == field) {
                counts.add(published, source, language, vocabulary);
            }
            let (weight, usual) = field.weight();
            let scale = weight / (0.5 + 0.5 * counts.words as f32 / usual);
            for (term, count) in counts.terms {
                *occurrences.entry(term).or_default() += count * scale.min(weight);
            }
        }
        let mut terms: Vec<_> =
            occurrences.into_iter().map(|(term, count)| (term, count / (count + K))).collect();
        terms.sort_unstable_by_key(|(term, _)| *term);
        let names = sources.iter().filter(|(field, _)| matches!(field, Field::Title | Field::Name));
        let mut names = names.filter_map(|(_, source)| match source {
            Source::Made(line) => Some(line.as_str()),
            Source::Line(_) | Source::Hidden(_) | Source::Rich(_) => None,
        });
        let title = names.next().unwrap_or_default();
        let folded =
            std::iter::once(title).chain(names).map(|name| format!(" {}", plain(name))).collect::<String>();
        Document { digest, terms: terms.into_boxed_slice(), title: title.into(), folded: folded.into() }
    }
}

/// How often each term stands in a field.
#[derive(Default)]
struct Counts {
    words: usize,
    terms: HashMap<TermId, f32>,
}

impl Counts {
    fn add(
        &mut self,
        published: &Published,
        source: &Source<'_>,
        language: &Language,
        vocabulary: &mut Vocabulary,
    ) {
        match source {
            Source::Line(line) => self.add_line(line, language, vocabulary),
            Source::Made(line) => self.add_line(line, language, vocabulary),
            Source::Hidden(line) => self.add_hidden(line, language, vocabulary),
            Source::Rich(text) => {
                for line in blocks(text, &|figure| value(published, figure)) {
                    self.add_line(&line, language, vocabulary);
                }
            }
        }
    }

    /// Words that are not proposed to anyone: known without their endings only.
    fn add_hidden(&mut self, line: &str, language: &Language, vocabulary: &mut Vocabulary) {
        for word in words(line) {
            self.words += 1;
            let stem = language.stem(&language.spelling(&word.text)).into_owned();
            *self.terms.entry(vocabulary.number(Form::Stem, &stem)).or_default() += 1.0;
        }
    }

    fn add_line(&mut self, line: &str, language: &Language, vocabulary: &mut Vocabulary) {
        for word in words(line) {
            self.words += 1;
            for (form, text, weight) in forms(language, &word.text) {
                *self.terms.entry(vocabulary.number(form, &text)).or_default() += weight;
            }
        }
    }
}

/// The forms under which a word of a text is found, each with its weight.
pub(super) fn forms(language: &Language, word: &str) -> Vec<(Form, String, f32)> {
    let word = language.spelling(word);
    let mut forms =
        vec![(Form::Exact, word.to_string(), 1.0), (Form::Stem, language.stem(&word).into_owned(), 1.0)];
    let parts = language.parts(&word).into_iter();
    forms.extend(parts.map(|part| (Form::Stem, language.stem(part).into_owned(), OF_A_PART)));
    forms
}
