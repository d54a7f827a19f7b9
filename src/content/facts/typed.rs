//! Numbers, and what makes more of them: percentages and amounts of money.
//!
//! Invariant: a number is one fact. What belongs to it (a sign, a unit, "million") is part of that fact.

use super::{
    Kind, Weight,
    notation::{self, shifted},
    reading::Found,
    tokens::Text,
    words,
};

/// A number without its unit.
struct Quantity {
    value: String,
    to: usize,
    weight: Weight,
}

/// A percentage or an amount of money.
pub(super) fn measured(text: &Text, at: usize) -> Option<Found> {
    if let Some((behind, currency, 1)) = money(text, at) {
        let quantity = quantity(text, behind)?;
        let (value, to) = rounded(text, &quantity);
        return Some(Found::new(text, Kind::Amount, format!("{currency} {value}"), at, to));
    }
    let quantity = quantity(text, at)?;
    if let Some(to) = text.any(quantity.to, text.lexicon.percent) {
        return Some(Found::new(text, Kind::Percentage, quantity.value, at, to));
    }
    let (value, to) = rounded(text, &quantity);
    let (to, currency, parts) = money(text, to)?;
    let value = if parts == 100 { shifted(&value, -2) } else { value };
    Some(Found::new(text, Kind::Amount, format!("{currency} {value}"), at, to))
}

/// Any other number. A rank is a number with a point: `2.` for "second".
pub(super) fn number(text: &Text, at: usize) -> Option<Found> {
    if let Some(code) = code(text, at) {
        return Some(Found::new(text, Kind::Number, code, at, at + 2));
    }
    if let Some((rank, to)) = rank(text, at) {
        return Some(Found::new(text, Kind::Number, format!("{rank}."), at, to).weighing(Weight::Loose));
    }
    if let Some((value, to)) = silent(text, at) {
        return Some(Found::new(text, Kind::Number, value.to_string(), at, to).weighing(Weight::Silent));
    }
    let quantity = quantity(text, at)?;
    let (value, to, ending) = (quantity.value, quantity.to, text.glued_word(quantity.to));
    let ending = ending.filter(|_| text.digits(to - 1).is_some()).unwrap_or_default();
    let found = |value: &str, to| Found::new(text, Kind::Number, value, at, to).weighing(quantity.weight);
    let lexicon = text.lexicon;
    Some(match value.get(2..4).filter(|_| value.len() == 4) {
        _ if lexicon.ordinal_endings.contains(&ending) => {
            found(&format!("{value}."), to + 1).or(Kind::Number, value)
        }
        Some(decade) if lexicon.decade.contains(&ending) => found(&value, to).or(Kind::Number, decade),
        _ => found(&value, to),
    })
}

/// A rank in words: "second", "seventeenth", "twenty-first".
fn rank(text: &Text, at: usize) -> Option<(u64, usize)> {
    let of = |at: usize| {
        let word = text.word(at)?;
        let known = text.lexicon.ordinals.iter().find(|(name, _)| *name == word).map(|(_, rank)| *rank);
        let mut stems = text.lexicon.ordinal_stems.iter();
        let stem = |(end, before): &(&str, &str)| {
            words::exact(&format!("{}{before}", word.strip_suffix(end)?), text.lexicon)
        };
        known.or_else(|| stems.find_map(stem))
    };
    if let Some(rank) = of(at) {
        return Some((rank, at + 1));
    }
    let tens = words::exact(text.word(at)?, text.lexicon)
        .filter(|tens| (20..100).contains(tens) && tens % 10 == 0)?;
    let ones = of(at + 2).filter(|ones| *ones < 10 && text.glued_mark(at + 1) == Some('-'))?;
    Some((tens + ones, at + 3))
}

/// A number that words can stand for.
fn silent(text: &Text, at: usize) -> Option<(u64, usize)> {
    let mut known = text.lexicon.silent.iter();
    let within = || words::within(text.word(at)?, text.lexicon).map(|value| (value, at + 1));
    known.find_map(|(phrase, value)| Some((*value, text.phrase(at, phrase)?))).or_else(within)
}

/// Units that end in a digit.
const UNITS: &[&str] = &["m", "km", "cm", "mm", "dm", "co"];

/// A name of a letter or two with digits, such as the level B1: as it stands.
fn code(text: &Text, at: usize) -> Option<String> {
    let letters = text.word(at).filter(|word| word.chars().count() <= 2)?;
    let digits = text.glued_digits(at + 1)?;
    Some(format!("{letters}{digits}"))
}

/// Whether a unit stands there that ends in a digit: `m2`.
pub(super) fn is_unit(text: &Text, at: usize) -> bool {
    text.word(at).is_some_and(|word| UNITS.contains(&word))
        && text.glued_digits(at + 1).is_some_and(|digits| digits.len() == 1)
}

fn quantity(text: &Text, at: usize) -> Option<Quantity> {
    if text.digits(at).is_some() {
        let (value, to) = notation::number(text, at)?;
        let (value, to) = with_half(text, value, to);
        let (value, to) = scaled(text, value, to);
        return Some(Quantity { value, to, weight: Weight::Firm });
    }
    let word = text.word(at)?;
    let lexicon = text.lexicon;
    if lexicon.one_and_a_half.contains(&word) {
        let (value, to) = scaled(text, "1.5".to_owned(), at + 1);
        return Some(Quantity { value, to, weight: Weight::Loose });
    }
    let mut halved = lexicon.half_endings.iter().filter_map(|ending| word.strip_suffix(ending));
    if let Some(value) = halved.find_map(|word| words::exact(word, lexicon)) {
        let (value, to) = scaled(text, format!("{value}.5"), at + 1);
        return Some(Quantity { value, to, weight: Weight::Firm });
    }
    let (value, to) = words::number(text, at)?;
    let weight = match value {
        1 => Weight::Silent,
        _ if is_unsure(text, at) => Weight::Loose,
        _ => Weight::Firm,
    };
    let (value, to) = with_half(text, value.to_string(), to);
    Some(Quantity { value, to, weight })
}

/// Whether a number word may be another word there, or a name: with a capital within a sentence.
fn is_unsure(text: &Text, at: usize) -> bool {
    let is_other = |(phrase, rank): &(&str, usize)| {
        at.checked_sub(*rank).is_some_and(|start| text.phrase(start, phrase).is_some())
    };
    let is_within = at.checked_sub(1).is_some_and(|before| text.word(before).is_some());
    let is_name = is_within && text.written(at, at + 1).starts_with(char::is_uppercase);
    is_name || text.lexicon.other_words.iter().any(is_other)
}

/// With the half that may stand behind it.
fn with_half(text: &Text, value: String, to: usize) -> (String, usize) {
    let is_whole = !value.contains('.');
    let half = text.any(to, text.lexicon.halves).or_else(|| text.any(to, &["½"]));
    match half {
        Some(to) if is_whole => (format!("{value}.5"), to),
        _ => (value, to),
    }
}

/// Times the million that may stand behind it.
fn scaled(text: &Text, value: String, to: usize) -> (String, usize) {
    let known = text.lexicon.numbers.iter().chain(text.lexicon.large);
    let scale = text.word(to).and_then(|word| {
        known.clone().find(|(name, times)| *name == word && *times >= 1000).map(|(_, times)| times.ilog10())
    });
    match scale.and_then(|zeros| i32::try_from(zeros).ok()) {
        Some(zeros) if is_number(&value) => (shifted(&value, zeros), to + 1),
        _ => (value, to),
    }
}

/// What stands behind a round amount instead of cents, and short forms of thousands and millions.
fn rounded(text: &Text, quantity: &Quantity) -> (String, usize) {
    let (value, to) = (&quantity.value, quantity.to);
    let scale = match text.glued_word(to) {
        Some("k") => Some(3),
        Some("m") => Some(6),
        _ => None,
    };
    if let Some(zeros) = scale.filter(|_| is_number(value)) {
        return (shifted(value, zeros), to + 1);
    }
    let dashes = [", - -", ". - -", ", -", ". -"];
    let end = text.any(to, &dashes).filter(|_| text.is_glued(to) && text.is_glued(to + 1));
    (value.clone(), end.unwrap_or(to))
}

fn is_number(value: &str) -> bool {
    value.matches('.').count() <= 1
}

/// The unit of money that stands there, where it ends, and how many of it are one.
fn money(text: &Text, at: usize) -> Option<(usize, &'static str, u64)> {
    let unit = |(name, code, parts): &(&'static str, &'static str, u64)| {
        Some((text.phrase(at, name)?, *code, *parts))
    };
    text.lexicon.money.iter().find_map(unit)
}
