//! Reading the facts of a text from its beginning to its end.
//!
//! Invariant: no word is in two facts, and each is read once: the time it takes grows with the text and no faster.

use super::{Fact, Kind, Reading, Weight, dates, lexicon::Lexicon, phones, times, tokens::Text, typed};

/// A fact and the tokens it was read from.
pub(super) struct Found {
    fact: Fact,
    from: usize,
    to: usize,
}

/// The facts of a text in order.
pub(super) fn facts(text: &str, lexicon: &'static Lexicon) -> Vec<Fact> {
    let text = Text::new(text, lexicon);
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        if typed::is_unit(&text, at) {
            at += 2;
        } else if let Some(fact) = read(&text, at) {
            at = fact.to;
            found.push(fact);
        } else {
            at += 1;
        }
    }
    join_ranges(&text, &mut found);
    trust_short_weekdays(&mut found);
    found.into_iter().map(|found| found.fact).collect()
}

fn read(text: &Text, at: usize) -> Option<Found> {
    if let Some(fact) = text.address(at) {
        return Some(Found { fact: fact.clone(), from: at, to: at + 1 });
    }
    let kinds = [
        dates::date,
        phones::phone,
        typed::measured,
        times::time,
        dates::month_alone,
        dates::weekday,
        typed::number,
    ];
    kinds.iter().find_map(|kind| kind(text, at))
}

impl Found {
    pub(super) fn new(text: &Text, kind: Kind, value: impl Into<String>, from: usize, to: usize) -> Found {
        Found { fact: Fact::new(kind, value, text.written(from, to)), from, to }
    }

    pub(super) fn weighing(mut self, weight: Weight) -> Found {
        self.fact.weight = weight;
        self
    }

    /// The fact, which may say something else as well.
    pub(super) fn or(mut self, kind: Kind, value: impl Into<String>) -> Found {
        self.fact.others.push(Reading { kind, value: value.into(), is_weak: true });
        self
    }

    /// Makes something else of a fact, which may still be what it was.
    fn become_one(&mut self, kind: Kind, value: String) {
        let old = std::mem::replace(&mut self.fact, Fact::new(kind, value, ""));
        self.fact.written = old.written;
        self.fact.others = old.others;
        self.fact.others.push(Reading { kind: old.kind, value: old.value, is_weak: true });
    }
}

/// What stands between two facts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Between {
    Range,
    Pair,
    Comma,
}

/// Gives a number in a range or a row the kind of the other end: 9 in "9 to 17.00" is a time, 1 in "1–5 May" a date.
fn join_ranges(text: &Text, found: &mut [Found]) {
    let between = |first: &Found, second: &Found| {
        let is = |phrases: &[&str]| text.any(first.to, phrases) == Some(second.from);
        let kinds = [
            (text.lexicon.ranges, Between::Range),
            (text.lexicon.pairs, Between::Pair),
            (&[","], Between::Comma),
        ];
        kinds.iter().find(|(phrases, _)| is(phrases)).map(|(_, between)| *between)
    };
    for index in (1..found.len()).rev() {
        if let ([.., first], [second, ..]) = found.split_at_mut(index)
            && let Some(between) = between(first, second)
            && let Some(value) = as_before(first, second, between)
        {
            first.become_one(second.fact.kind, value);
        }
    }
    for index in 1..found.len() {
        if let ([.., first], [second, ..]) = found.split_at_mut(index)
            && let Some(between) = between(first, second)
            && let Some(value) = as_behind(first, second, between)
        {
            second.become_one(first.fact.kind, value);
        }
    }
}

fn is_number(found: &Found) -> bool {
    found.fact.kind == Kind::Number && found.fact.weight == Weight::Firm
}

/// What a number is before something of another kind.
fn as_before(number: &Found, other: &Found, between: Between) -> Option<String> {
    let Fact { value, others, .. } = &number.fact;
    let time = others.iter().find(|other| other.kind == Kind::Time).map(|other| other.value.clone());
    match other.fact.kind {
        _ if !is_number(number) => None,
        Kind::Date => dates::with_day(&other.fact.value, value),
        _ if between == Between::Comma => None,
        Kind::Time => time.or_else(|| times::before(value, &other.fact.value, &other.fact.written)),
        Kind::Percentage => Some(value.clone()),
        Kind::Amount => currency(&other.fact).map(|currency| format!("{currency} {value}")),
        _ => None,
    }
}

/// What a number is behind something of another kind.
fn as_behind(other: &Found, number: &Found, between: Between) -> Option<String> {
    let value = &number.fact.value;
    match other.fact.kind {
        _ if !is_number(number) => None,
        // "May 6, 13 and 20"
        Kind::Date if between != Between::Range => dates::with_day(&other.fact.value, value),
        _ if between != Between::Range => None,
        Kind::Time => times::hour(value).map(|hour| format!("{hour:02}:00")),
        Kind::Percentage => Some(value.clone()),
        Kind::Amount => currency(&other.fact).map(|currency| format!("{currency} {value}")),
        _ => None,
    }
}

fn currency(fact: &Fact) -> Option<&str> {
    fact.value.split(' ').next()
}

/// A short form of a day of the week is one beside another day, a time or a date: "ma–vr", "do 9.00".
fn trust_short_weekdays(found: &mut [Found]) {
    let is_beside = |one: &Found, other: &Found| {
        let is_telling = matches!(other.fact.kind, Kind::Weekday | Kind::Time | Kind::Date);
        is_telling && other.from.saturating_sub(one.to).max(one.from.saturating_sub(other.to)) <= 2
    };
    for index in 0..found.len() {
        let one = &found[index];
        let beside = [index.checked_sub(1), Some(index + 1)];
        let mut beside = beside.into_iter().flatten().filter_map(|other| found.get(other));
        if one.fact.kind == Kind::Weekday && beside.any(|other| is_beside(one, other)) {
            found[index].fact.weight = Weight::Firm;
        }
    }
}
