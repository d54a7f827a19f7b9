//! How long sentences are.
//!
//! Invariant: blank lines, markup and lists do not change a sentence's length; a heading or an item is a sentence of
//! its own.

use super::{LONG_SENTENCE, Rule};
use crate::{
    content::{entry::Body, rich_text::Block},
    lang::Lang,
};

/// The lengths of sentences, in words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sentences {
    /// How many there are.
    pub count: usize,
    /// Their average, rounded.
    pub average: usize,
    /// The longest.
    pub longest: usize,
}

/// How long the sentences are of all that an entry says in a language.
pub fn sentences(body: &Body, lang: Lang) -> Sentences {
    let Some(text) = body.texts.get(lang) else { return Sentences::default() };
    let summary = text.summary.iter().map(ToString::to_string);
    let blocks = text.sections.values().flat_map(|words| words.text.blocks());
    let texts: Vec<String> = summary.chain(blocks.map(|block| Block::text(&block))).collect();
    let lengths: Vec<usize> = texts.iter().flat_map(|text| lengths(text)).collect();
    let count = lengths.len();
    let average = (lengths.iter().sum::<usize>() + count / 2).checked_div(count).unwrap_or_default();
    Sentences { count, average, longest: lengths.into_iter().max().unwrap_or_default() }
}

/// Whether any sentence of these texts is long.
pub(super) fn check<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Rule> {
    let long: Vec<usize> = texts.flat_map(lengths).filter(|words| *words > LONG_SENTENCE).collect();
    let longest = long.iter().copied().max()?;
    Some(Rule::LongSentences { count: long.len(), longest })
}

/// The number of words of each sentence of a block.
fn lengths(text: &str) -> Vec<usize> {
    let mut lengths = Vec::new();
    for line in text.lines() {
        let mut words = 0;
        let mut rest = line.split_whitespace().peekable();
        while let Some(word) = rest.next() {
            words += usize::from(word.chars().any(char::is_alphanumeric));
            let goes_on = rest.peek().is_some_and(|next| !begins_sentence(next));
            if ends_sentence(word) && !goes_on {
                lengths.push(std::mem::take(&mut words));
            }
        }
        lengths.push(words);
    }
    lengths.retain(|words| *words > 0);
    lengths
}

fn ends_sentence(word: &str) -> bool {
    word.trim_end_matches(['"', '\'', ')', '”', '’', '»']).ends_with(['.', '!', '?', '…'])
}

/// After "e.g." or "nr." a sentence goes on with a small letter or a number.
fn begins_sentence(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| !c.is_lowercase() && !c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_apart() {
        assert_eq!(lengths("One two. Three four five! Six?"), [2, 3, 1]);
        assert_eq!(lengths("Bring e.g. a passport or nr. 5 of the list."), [10]);
        assert_eq!(lengths("One two\n\nthree"), [2, 1]);
        assert_eq!(lengths("He said \"come in.\" Then – he left."), [4, 3]);
        assert_eq!(lengths(" . "), Vec::<usize>::new());
    }

    #[test]
    fn only_more_than_twenty_words_are_long() {
        let words = |count: usize| vec!["word"; count].join(" ");
        assert_eq!(check([words(20).as_str()].into_iter()), None);
        let long = format!("A {}. Short. A {}.", words(20), words(24));
        let rule = Rule::LongSentences { count: 2, longest: 25 };
        assert_eq!(check(["Fine.", &long].into_iter()), Some(rule));
    }
}
