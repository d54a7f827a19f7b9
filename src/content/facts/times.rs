//! Times of the day, on a clock of 24 hours: `09:30`.
//!
//! Invariant: what may be a number of hours as well can be read as one: "9 uur" is nine o'clock, and nine hours.

use super::{Kind, Weight, reading::Found, tokens::Text, words};

/// A time that is being read.
struct Clock {
    hour: i32,
    minute: i32,
    to: usize,
    /// Whether it can be half a day later as well.
    is_vague: bool,
    /// The number that it may be instead.
    number: Option<String>,
}

pub(super) fn time(text: &Text, at: usize) -> Option<Found> {
    if let Some((value, to)) = named(text, at) {
        return Some(Found::new(text, Kind::Time, value, at, to).weighing(Weight::Loose));
    }
    if let Some(found) = unmarked_point(text, at) {
        return Some(found);
    }
    let clock = before_hour(text, at).or_else(|| minutes(text, at)).or_else(|| whole_hour(text, at))?;
    let (clock, is_sure) = half_of_day(text, clock);
    let mut found = Found::new(text, Kind::Time, clock.value(), at, clock.to);
    if let Some(number) = clock.number.filter(|_| !is_sure) {
        found = found.or(Kind::Number, number);
    }
    if clock.is_vague && !is_sure && clock.hour < 12 {
        found = found.or(Kind::Time, format!("{:02}:{:02}", clock.hour + 12, clock.minute));
    }
    Some(match (clock.hour, clock.minute) {
        (24, 0) => found.or(Kind::Time, "00:00"),
        (0, 0) => found.or(Kind::Time, "24:00"),
        _ => found,
    })
}

/// The time that a number is.
pub(super) fn hour(number: &str) -> Option<i32> {
    number.parse().ok().filter(|hour| (0..=24).contains(hour))
}

/// The time that a number is before a time of that value, written like that: 9 in "9 to 17.00", 1 in "1 to 5 pm".
pub(super) fn before(number: &str, value: &str, written: &str) -> Option<String> {
    let first = hour(number)?;
    let shown: String = written.chars().take_while(char::is_ascii_digit).collect();
    let is_afternoon = match (hour(&shown), hour(value.split(':').next().unwrap_or_default())) {
        (Some(shown), Some(second)) => second == shown + 12 && first < shown,
        _ => false,
    };
    Some(format!("{:02}:00", if is_afternoon { first + 12 } else { first }))
}

impl Clock {
    fn value(&self) -> String {
        format!("{:02}:{:02}", self.hour, self.minute)
    }
}

fn named(text: &Text, at: usize) -> Option<(&'static str, usize)> {
    text.lexicon.times.iter().find_map(|(name, value)| Some((*value, text.phrase(at, name)?)))
}

/// Hours and minutes with a mark between them, and what may stand behind.
fn minutes(text: &Text, at: usize) -> Option<Clock> {
    let (clock, mark) = hour_and_minute(text, at)?;
    let to = text.any(clock.to, text.lexicon.clock).unwrap_or(clock.to);
    let is_said = to > clock.to || half(text, clock.to).is_some();
    (mark == ':' || is_said).then_some(Clock { to, ..clock })
}

/// Hours and minutes with a point between them and nothing behind: a time in one language, a number in another.
fn unmarked_point(text: &Text, at: usize) -> Option<Found> {
    let (clock, mark) = hour_and_minute(text, at)?;
    let is_said =
        text.any(clock.to, text.lexicon.clock).or_else(|| half(text, clock.to).map(|(_, to)| to)).is_some();
    if mark == ':' || is_said {
        return None;
    }
    let (value, to) = super::notation::number(text, at)?;
    let (time, number) = ((Kind::Time, clock.value()), (Kind::Number, value));
    let (first, second) = if text.lexicon.has_point_in_times { (time, number) } else { (number, time) };
    (to == clock.to).then(|| Found::new(text, first.0, first.1, at, to).or(second.0, second.1))
}

fn hour_and_minute(text: &Text, at: usize) -> Option<(Clock, char)> {
    let hour = hour_in_digits(text, at)?;
    let mark = match (text.glued_mark(at + 1), text.glued_word(at + 1)) {
        (Some(mark @ (':' | '.')), _) => mark,
        // 14u30
        (_, Some("u" | "h")) => ':',
        _ => return None,
    };
    let digits = text.glued_digits(at + 2).filter(|digits| digits.len() == 2)?;
    let minute = digits.parse().ok().filter(|minute| (0..60).contains(minute))?;
    let goes_on = text.glued_mark(at + 3).is_some_and(|next| next == mark || next == ',')
        && text.glued_digits(at + 4).is_some();
    let clock = Clock { hour, minute, to: at + 3, is_vague: false, number: None };
    (!goes_on && (hour < 24 || minute == 0)).then_some((clock, mark))
}

/// "9 uur", "9 am", "nine o'clock".
fn whole_hour(text: &Text, at: usize) -> Option<Clock> {
    let (hour, behind, is_vague) = match hour_in_digits(text, at) {
        Some(hour) => (hour, at + 1, false),
        None => words::number(text, at).and_then(|(hour, to)| Some((i32::try_from(hour).ok()?, to, true)))?,
    };
    let glued = text.glued_word(behind).filter(|word| *word == "u" && !is_vague).map(|_| behind + 1);
    let said = glued.or_else(|| text.any(behind, text.lexicon.hours));
    let to = said.or_else(|| half(text, behind).map(|_| behind))?;
    let clock = Clock { hour, minute: 0, to, is_vague, number: Some(hour.to_string()) };
    (hour <= 24).then_some(clock)
}

/// "Half tien", "quarter past nine".
fn before_hour(text: &Text, at: usize) -> Option<Clock> {
    let of = |(phrase, minutes): &(&str, i32)| Some((text.phrase(at, phrase)?, *minutes));
    let (behind, minutes) = text.lexicon.before_hours.iter().find_map(of)?;
    let (hour, to) = match hour_in_digits(text, behind) {
        Some(hour) => (hour, behind + 1),
        None => words::number(text, behind).and_then(|(hour, to)| Some((i32::try_from(hour).ok()?, to)))?,
    };
    let to = text.any(to, text.lexicon.hours).unwrap_or(to);
    let total = hour * 60 + minutes;
    let clock =
        Clock { hour: total.div_euclid(60), minute: total.rem_euclid(60), to, is_vague: true, number: None };
    (1..=12).contains(&hour).then_some(clock)
}

fn hour_in_digits(text: &Text, at: usize) -> Option<i32> {
    let digits = text.digits(at).filter(|digits| digits.len() <= 2)?;
    digits.parse().ok().filter(|hour| (0..=24).contains(hour))
}

/// The hours that what stands there adds to those before noon, and where it ends.
fn half(text: &Text, at: usize) -> Option<(i32, usize)> {
    let before = text.any(at, text.lexicon.before_noon).map(|to| (0, to));
    before.or_else(|| text.any(at, text.lexicon.after_noon).map(|to| (12, to)))
}

/// The time with the half of the day that is said behind it, and whether one is.
fn half_of_day(text: &Text, mut clock: Clock) -> (Clock, bool) {
    let Some((more, to)) = half(text, clock.to) else { return (clock, false) };
    match (clock.hour, more) {
        (12, 0) => clock.hour = 0,
        (..12, more) => clock.hour += more,
        _ => {}
    }
    clock.to = to;
    (clock, true)
}
