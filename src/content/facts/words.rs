//! Numbers in words: `twenty-two`, `tweeëntwintig`, `two hundred and five thousand`.
//!
//! Invariant: what is read is the longest number that the words can be; `two three` is two numbers.

use super::{lexicon::Lexicon, tokens::Text};

/// The number that starts there, and where it ends.
pub(super) fn number(text: &Text, at: usize) -> Option<(u64, usize)> {
    let lexicon = text.lexicon;
    let mut sum = Sum::default().with(&segments(text.word(at)?, lexicon)?)?;
    let mut to = at + 1;
    loop {
        let has_hyphen = text.glued_mark(to) == Some('-') && text.glued_word(to + 1).is_some();
        let has_link = text.word(to) == Some(lexicon.link) && sum.value()? >= 100;
        let next = if has_hyphen || has_link { to + 1 } else { to };
        let more = text.word(next).and_then(|word| segments(word, lexicon));
        // "A hundred and five" is one number, "a hundred and two hundred" and "a hundred and one" more are two.
        let is_hundreds = text.word(next + 1).and_then(|word| segments(word, lexicon)) == Some(vec![100]);
        let is_small = |more: &[u64]| more.iter().all(|value| (2..100).contains(value)) && !is_hundreds;
        let is_joined = |more: &Vec<u64>| !has_link || is_small(more);
        let Some(longer) = more.filter(is_joined).and_then(|more| sum.with(&more)) else {
            return Some((sum.value()?, to));
        };
        sum = longer;
        to = next + 1;
    }
}

/// The number that a word is.
pub(super) fn exact(word: &str, lexicon: &Lexicon) -> Option<u64> {
    Sum::default().with(&segments(word, lexicon)?)?.value()
}

/// The number with which a word begins that is no number itself.
pub(super) fn within(word: &str, lexicon: &Lexicon) -> Option<u64> {
    let (value, rest) = longest(word, lexicon)?;
    lexicon.endings.iter().any(|ending| rest.starts_with(ending)).then_some(value)
}

/// A number while it is read: what is finished, and what the next thousand would multiply.
#[derive(Clone, Copy, Default)]
struct Sum {
    finished: u64,
    current: u64,
}

impl Sum {
    fn value(self) -> Option<u64> {
        self.finished.checked_add(self.current)
    }

    /// The number with more values behind it, if they can stand there.
    fn with(self, values: &[u64]) -> Option<Sum> {
        values.iter().try_fold(self, |sum, value| sum.with_one(*value))
    }

    fn with_one(self, value: u64) -> Option<Sum> {
        let Sum { finished, current } = self;
        if value >= 1000 {
            let is_smaller = finished == 0 || (current > 0 && value < finished);
            let finished = finished.checked_add(current.max(1).checked_mul(value)?)?;
            return is_smaller.then_some(Sum { finished, current: 0 });
        }
        let fits = if value == 100 {
            current < 100
        } else {
            current % 100 == 0 || (value < 10 && current % 10 == 0 && current % 100 >= 20)
        };
        let current = if value == 100 { current.max(1) * 100 } else { current + value };
        fits.then_some(Sum { finished, current })
    }
}

/// The numbers that a word is made of, if it is made of nothing else.
fn segments(word: &str, lexicon: &Lexicon) -> Option<Vec<u64>> {
    let mut values = Vec::new();
    let mut rest = word;
    while !rest.is_empty() {
        let (value, behind) = longest(rest, lexicon)?;
        rest = behind;
        if !lexicon.is_one_word && !rest.is_empty() {
            return None;
        }
        let linked = rest.strip_prefix(lexicon.link).and_then(|rest| longest(rest, lexicon));
        match linked {
            Some((tens, behind)) if value < 10 && (20..100).contains(&tens) => {
                values.push(value + tens);
                rest = behind;
            }
            Some(_) if value >= 100 => {
                values.push(value);
                rest = &rest[lexicon.link.len()..];
            }
            _ => values.push(value),
        }
    }
    (!values.is_empty()).then_some(values)
}

/// The longest number at the beginning of a word, and what stands behind it.
fn longest<'a>(word: &'a str, lexicon: &Lexicon) -> Option<(u64, &'a str)> {
    let found = lexicon.numbers.iter().filter_map(|(name, value)| Some((*value, word.strip_prefix(name)?)));
    found.min_by_key(|(_, rest)| rest.len())
}
