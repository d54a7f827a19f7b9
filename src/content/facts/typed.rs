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

/// Any other number.
pub(super) fn number(text: &Text, at: usize) -> Option<Found> {
    if let Some(code) = code(text, at) {
        return Some(Found::new(text, Kind::Number, code, at, at + 2));
    }
    let (lexicon, has) = (text.lexicon, |endings: &[&str], to| {
        text.glued_word(to).is_some_and(|word| endings.contains(&word))
    });
    let Some(quantity) = quantity(text, at) else { return hinted(text, at) };
    let (value, to) = (quantity.value, quantity.to);
    let is_in_digits = text.digits(to - 1).is_some();
    let is_rank = is_in_digits && has(lexicon.ordinal_endings, to);
    let decade = value.get(2..4).filter(|_| value.len() == 4 && is_in_digits && has(lexicon.decade, to));
    let found = Found::new(text, Kind::Number, value.clone(), at, if is_rank { to + 1 } else { to });
    let found = decade.into_iter().fold(found, |found, decade| found.or(Kind::Number, decade));
    Some(found.weighing(quantity.weight))
}

/// A number that words stand for, more or less.
fn hinted(text: &Text, at: usize) -> Option<Found> {
    let lexicon = text.lexicon;
    let of = |table: &[(&str, u64)]| {
        table.iter().find_map(|(phrase, value)| Some((*value, text.phrase(at, phrase)?)))
    };
    let within = || words::within(text.word(at)?, lexicon).map(|value| (value, at + 1));
    let rank = of(lexicon.ordinals).map(|found| (found, Weight::Loose));
    let ((value, to), weight) =
        rank.or_else(|| of(lexicon.silent).or_else(within).map(|found| (found, Weight::Silent)))?;
    Some(Found::new(text, Kind::Number, value.to_string(), at, to).weighing(weight))
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
    let before = at.checked_sub(1).and_then(|before| text.word(before));
    let is_other = |(other, name): &(&str, &str)| Some(*other) == before && *name == word;
    let weight = match value {
        _ if lexicon.not_behind.iter().any(is_other) => Weight::Loose,
        1 => Weight::Silent,
        _ => Weight::Firm,
    };
    let (value, to) = with_half(text, value.to_string(), to);
    Some(Quantity { value, to, weight })
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
