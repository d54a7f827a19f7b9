//! Words, digits and marks: what facts are read from.
//!
//! Invariant: the tokens stand in the order of the text, and white space is in none of them except the end of a line,
//! over which no fact reaches.

use super::{Fact, lexicon::Lexicon, links};

/// A text in tokens, with what is known of its language.
pub(super) struct Text<'a> {
    raw: &'a str,
    tokens: Vec<Token<'a>>,
    pub(super) lexicon: &'static Lexicon,
}

struct Token<'a> {
    what: What<'a>,
    start: usize,
    end: usize,
    /// Whether nothing stands between it and the token before.
    is_glued: bool,
}

enum What<'a> {
    Digits(&'a str),
    /// In small letters without accents.
    Word(String),
    Mark(char),
    Address(Fact),
}

impl<'a> Text<'a> {
    pub(super) fn new(raw: &'a str, lexicon: &'static Lexicon) -> Text<'a> {
        let mut text = Text { raw, tokens: Vec::new(), lexicon };
        let mut at = 0;
        while let Some(next) = raw[at..].chars().next() {
            let is_start = raw[..at].chars().next_back().is_none_or(|before| !is_within_address(before));
            let address =
                if is_start && next.is_ascii_alphanumeric() { links::address(&raw[at..]) } else { None };
            let (what, len) = match address {
                Some((fact, len)) => (Some(What::Address(fact)), len),
                None => token(&raw[at..], next),
            };
            if let Some(what) = what {
                let is_glued = text.tokens.last().is_some_and(|last| last.end == at);
                text.tokens.push(Token { what, start: at, end: at + len, is_glued });
            }
            at += len;
        }
        text
    }

    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn digits(&self, at: usize) -> Option<&'a str> {
        match &self.tokens.get(at)?.what {
            What::Digits(digits) => Some(digits),
            _ => None,
        }
    }

    pub(super) fn word(&self, at: usize) -> Option<&str> {
        match &self.tokens.get(at)?.what {
            What::Word(word) => Some(word),
            _ => None,
        }
    }

    pub(super) fn mark(&self, at: usize) -> Option<char> {
        match self.tokens.get(at)?.what {
            What::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    pub(super) fn address(&self, at: usize) -> Option<&Fact> {
        match &self.tokens.get(at)?.what {
            What::Address(fact) => Some(fact),
            _ => None,
        }
    }

    pub(super) fn is_glued(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_glued)
    }

    /// The digits that stand right behind the token before.
    pub(super) fn glued_digits(&self, at: usize) -> Option<&'a str> {
        self.digits(at).filter(|_| self.is_glued(at))
    }

    /// The mark that stands right behind the token before.
    pub(super) fn glued_mark(&self, at: usize) -> Option<char> {
        self.mark(at).filter(|_| self.is_glued(at))
    }

    /// The word that stands right behind the token before.
    pub(super) fn glued_word(&self, at: usize) -> Option<&str> {
        self.word(at).filter(|_| self.is_glued(at))
    }

    /// Where a phrase ends that starts there; it is given as words and marks with spaces between them.
    pub(super) fn phrase(&self, at: usize, phrase: &str) -> Option<usize> {
        phrase.split(' ').try_fold(at, |at, piece| {
            let is_there = match &self.tokens.get(at)?.what {
                What::Word(word) => word == piece,
                What::Mark(mark) => piece.chars().eq([*mark]),
                _ => false,
            };
            is_there.then_some(at + 1)
        })
    }

    /// Where the first of some phrases ends that starts there.
    pub(super) fn any(&self, at: usize, phrases: &[&str]) -> Option<usize> {
        phrases.iter().find_map(|phrase| self.phrase(at, phrase))
    }

    /// The words from one token up to another as they were written.
    pub(super) fn written(&self, from: usize, to: usize) -> &'a str {
        let start = self.tokens.get(from).map_or(self.raw.len(), |token| token.start);
        let end = to.checked_sub(1).and_then(|last| self.tokens.get(last)).map_or(start, |token| token.end);
        self.raw.get(start..end).unwrap_or_default()
    }
}

/// The token at the start of a text, if it is not white space, and its length.
fn token(text: &str, first: char) -> (Option<What<'_>>, usize) {
    let run = |is_part: fn(char) -> bool| &text[..text.find(|c| !is_part(c)).unwrap_or(text.len())];
    if first.is_ascii_digit() {
        let digits = run(|c| c.is_ascii_digit());
        (Some(What::Digits(digits)), digits.len())
    } else if is_letter(first) {
        let word = run(is_letter);
        (Some(What::Word(folded(word))), word.len())
    } else {
        let mark = match first {
            '’' | '‘' | '`' => '\'',
            '–' | '—' | '‑' | '‐' | '−' => '-',
            other => other,
        };
        let is_nothing = first != '\n' && (first.is_whitespace() || INVISIBLE.contains(&first));
        ((!is_nothing).then_some(What::Mark(mark)), first.len_utf8())
    }
}

/// What is written and not seen.
const INVISIBLE: &[char] =
    &['\u{ad}', '\u{200b}', '\u{200c}', '\u{200d}', '\u{200e}', '\u{200f}', '\u{feff}'];

fn is_letter(c: char) -> bool {
    c.is_alphabetic() || is_accent(c)
}

/// An accent that is a character of its own.
fn is_accent(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Whether no address begins behind it.
fn is_within_address(c: char) -> bool {
    c.is_alphanumeric() || "._%+-@".contains(c)
}

/// A word in small letters without accents.
pub(super) fn folded(word: &str) -> String {
    let plain = |c| match c {
        'á' | 'à' | 'â' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        other => other,
    };
    word.chars().filter(|c| !is_accent(*c)).flat_map(char::to_lowercase).map(plain).collect()
}
