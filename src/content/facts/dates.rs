//! Dates and days of the week.
//!
//! Invariant: a date says as much as was written: `2020-09-17`, `2020-09`, `--09-17` without a year, `--09` a month
//! alone. A year alone is a number.

use super::{Kind, Weight, reading::Found, tokens::Text};

pub(super) fn date(text: &Text, at: usize) -> Option<Found> {
    let (value, to) = year_first(text, at)
        .or_else(|| in_digits(text, at))
        .or_else(|| day_first(text, at))
        .or_else(|| month_first(text, at))?;
    Some(Found::new(text, Kind::Date, value, at, to))
}

/// A month alone.
pub(super) fn month_alone(text: &Text, at: usize) -> Option<Found> {
    let (month, to) = month(text, at)?;
    let name = text.word(at)?;
    // A short form alone is too often something else.
    let is_name = text.lexicon.months.iter().any(|names| names[0] == name);
    let is_unsure = text.lexicon.unsure_months.contains(&name);
    let is_capital = text.written(at, at + 1).starts_with(char::is_uppercase);
    let weight = if is_unsure { Weight::Loose } else { Weight::Firm };
    (is_name && (is_capital || !is_unsure))
        .then(|| Found::new(text, Kind::Date, format!("--{month:02}"), at, to).weighing(weight))
}

pub(super) fn weekday(text: &Text, at: usize) -> Option<Found> {
    let word = text.word(at)?;
    let is_day = |name: &str| {
        let ending = word.strip_prefix(name)?;
        (ending.is_empty() || text.lexicon.weekday_endings.contains(&ending)).then_some(Weight::Firm)
    };
    let is_short = |names: &[&str]| names[1..].contains(&word).then_some(Weight::Silent);
    let found =
        |(index, names): (usize, &&[&str])| Some((index, is_day(names[0]).or_else(|| is_short(names))?));
    let (index, weight) = text.lexicon.weekdays.iter().enumerate().find_map(found)?;
    Some(Found::new(text, Kind::Weekday, (index + 1).to_string(), at, at + 1).weighing(weight))
}

/// A day of the same month as that date, where it can be one.
pub(super) fn with_day(date: &str, day: &str) -> Option<String> {
    let day = day.parse().ok().filter(|day| (1..=31).contains(day)).map(|day: u8| format!("{day:02}"))?;
    let has_day = date.len() == if date.starts_with("--") { "--09-17".len() } else { "2020-09-17".len() };
    let (month, _) = date.rsplit_once('-').filter(|_| has_day)?;
    Some(format!("{month}-{day}"))
}

/// `2020-09-17`.
fn year_first(text: &Text, at: usize) -> Option<(String, usize)> {
    let year = year(text, at)?;
    let month = text.glued_digits(at + 2).and_then(|digits| within(digits, 12))?;
    let day = text.glued_digits(at + 4).and_then(|digits| within(digits, 31))?;
    let has_dashes = text.glued_mark(at + 1) == Some('-') && text.glued_mark(at + 3) == Some('-');
    has_dashes.then(|| (format!("{year}-{month:02}-{day:02}"), at + 5))
}

/// `17-09-2020`, also with slashes, points, or two digits for the year.
fn in_digits(text: &Text, at: usize) -> Option<(String, usize)> {
    let first = within(text.digits(at)?, 31)?;
    let mark = text.glued_mark(at + 1).filter(|mark| "-/.".contains(*mark))?;
    let second = within(text.glued_digits(at + 2)?, 31)?;
    if text.glued_mark(at + 3) != Some(mark) {
        return None;
    }
    let year = match text.glued_digits(at + 4)? {
        digits if digits.len() == 2 && mark != '.' => format!("20{digits}"),
        _ => year(text, at + 4)?.to_owned(),
    };
    // The day stands first, unless it can only be second.
    let (day, month) = if second > 12 { (second, first) } else { (first, second) };
    (month <= 12).then(|| (format!("{year}-{month:02}-{day:02}"), at + 5))
}

/// `17 September 2020`, `17th of September`.
fn day_first(text: &Text, at: usize) -> Option<(String, usize)> {
    let (day, to) = day(text, at)?;
    let to = text.glued_mark(to).filter(|mark| *mark == '.').map_or(to, |_| to + 1);
    let (month, to) = month(text, of(text, to))?;
    let (year, to) = with_year(text, to);
    Some((format!("{}-{month:02}-{day:02}", year.unwrap_or("-")), to))
}

/// `September 17, 2020`, `September 2020`.
fn month_first(text: &Text, at: usize) -> Option<(String, usize)> {
    let (month, to) = month(text, at)?;
    if let (Some(year), end) = with_year(text, to) {
        return Some((format!("{year}-{month:02}"), end));
    }
    let (day, to) = day(text, to).filter(|_| text.lexicon.is_month_first)?;
    let (year, to) = with_year(text, to);
    Some((format!("{}-{month:02}-{day:02}", year.unwrap_or("-")), to))
}

/// A day of a month, and what makes a rank of it. It does not go on as a decimal or as a time.
fn day(text: &Text, at: usize) -> Option<(u8, usize)> {
    let day = within(text.digits(at)?, 31)?;
    let is_rank = |word: &str| text.lexicon.ordinal_endings.contains(&word);
    let to = if text.glued_word(at + 1).is_some_and(is_rank) { at + 2 } else { at + 1 };
    let goes_on =
        text.glued_mark(to).is_some_and(|mark| ".:,".contains(mark)) && text.glued_digits(to + 1).is_some();
    (!goes_on).then_some((day, to))
}

/// A month, with the point behind its short form.
fn month(text: &Text, at: usize) -> Option<(usize, usize)> {
    let word = text.word(at)?;
    let index = text.lexicon.months.iter().position(|names| names.contains(&word))?;
    let is_short = text.lexicon.months[index][0] != word && text.glued_mark(at + 1) == Some('.');
    Some((index + 1, if is_short { at + 2 } else { at + 1 }))
}

/// The year that may stand there, and where it ends.
fn with_year<'a>(text: &Text<'a>, at: usize) -> (Option<&'a str>, usize) {
    let behind = of(text, at);
    year(text, behind).map_or((None, at), |year| (Some(year), behind + 1))
}

fn year<'a>(text: &Text<'a>, at: usize) -> Option<&'a str> {
    let digits = text.digits(at)?;
    let goes_on = text.glued_mark(at + 1).is_some_and(|mark| ".:,".contains(mark))
        && text.glued_digits(at + 2).is_some();
    (digits.len() == 4 && digits.starts_with(['1', '2']) && !goes_on).then_some(digits)
}

/// Behind a word such as "of".
fn of(text: &Text, at: usize) -> usize {
    text.any(at, text.lexicon.of).unwrap_or(at)
}

fn within(digits: &str, most: u8) -> Option<u8> {
    let number = digits.parse().ok()?;
    (digits.len() <= 2 && (1..=most).contains(&number)).then_some(number)
}
