//! Times of a day, in minutes of the clock on the wall.
//!
//! Invariant: a span ends after it begins and within its day; the end is exclusive. Spans of a day are in order and do
//! not touch.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A time of the day in minutes since midnight, up to and including 24:00. As text `09:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Minute(u16);

/// From a time to a later one. As text `09:00-12:15`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Span {
    /// The first minute.
    pub from: Minute,
    /// The minute after the last.
    pub until: Minute,
}

/// The times of one day, at least one, in order and apart. As text `09:00-12:15,15:00-17:00`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Spans(Vec<Span>);

/// Text that is not times of a day.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "{0:?} is not times of a day such as 09:00-12:15,15:00-17:00: each begins before it ends, none overlap"
)]
pub struct InvalidSpans(String);

impl Minute {
    /// Midnight at the end of the day.
    pub const END: Minute = Minute(24 * 60);

    /// That hour and minute.
    pub fn new(hour: u16, minute: u16) -> Option<Minute> {
        let minutes = hour.checked_mul(60)?.checked_add(minute)?;
        (minute < 60 && minutes <= Minute::END.0).then_some(Minute(minutes))
    }

    /// Minutes since midnight.
    pub fn minutes(self) -> u16 {
        self.0
    }

    /// A time as people type it: `9`, `9:00`, `09.00`, `9h30`.
    fn typed(text: &str) -> Option<Minute> {
        let text = text.trim();
        let (hour, minute) = text.split_once([':', '.', 'h', 'u']).unwrap_or((text, "00"));
        let minute = if minute.is_empty() { "00" } else { minute };
        let digits = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(hour) || !digits(minute) || minute.len() != 2 {
            return None;
        }
        Minute::new(hour.parse().ok()?, minute.parse().ok()?)
    }
}

impl Span {
    /// From one time to a later one.
    pub fn new(from: Minute, until: Minute) -> Option<Span> {
        (from < until).then_some(Span { from, until })
    }

    /// Whether that time is in it.
    pub fn contains(self, at: Minute) -> bool {
        self.from <= at && at < self.until
    }

    /// What it has in common with another.
    pub fn within(self, other: Span) -> Option<Span> {
        Span::new(self.from.max(other.from), self.until.min(other.until))
    }

    /// What is left of it without another.
    pub fn without(self, other: Span) -> impl Iterator<Item = Span> {
        let before = Span::new(self.from, self.until.min(other.from));
        let after = Span::new(self.from.max(other.until), self.until);
        before.into_iter().chain(after.filter(|after| Some(*after) != before))
    }

    fn typed(text: &str) -> Option<Span> {
        let (from, until) = text.split_once('-')?;
        Span::new(Minute::typed(from)?, Minute::typed(until)?)
    }
}

impl Spans {
    /// These times in order; none if there is none, or if two overlap or touch.
    pub fn new(mut spans: Vec<Span>) -> Option<Spans> {
        spans.sort();
        let apart = spans.windows(2).all(|pair| pair[0].until < pair[1].from);
        (apart && !spans.is_empty()).then_some(Spans(spans))
    }

    /// Each of them.
    pub fn as_slice(&self) -> &[Span] {
        &self.0
    }

    /// Times as people type them: `9:00–12:15, 15:00–17:00`, `9.00 tot 12.15 en 15.00 tot 17.00 uur`, `9-17`.
    pub fn typed(text: &str) -> Option<Spans> {
        let mut text = text.to_lowercase();
        for (word, sign) in
            [(" tot ", "-"), (" to ", "-"), (" en ", ","), (" and ", ","), ("uur", ""), (";", ",")]
        {
            text = text.replace(word, sign);
        }
        let text = text.replace(['–', '—', '−'], "-");
        let spans: Option<Vec<Span>> = text.split(',').map(Span::typed).collect();
        Spans::new(spans?)
    }
}

impl TryFrom<String> for Span {
    type Error = InvalidSpans;

    fn try_from(text: String) -> Result<Self, InvalidSpans> {
        Span::typed(&text).filter(|span| span.to_string() == text).ok_or(InvalidSpans(text))
    }
}

impl TryFrom<String> for Spans {
    type Error = InvalidSpans;

    fn try_from(text: String) -> Result<Self, InvalidSpans> {
        Spans::typed(&text).filter(|spans| spans.to_string() == text).ok_or(InvalidSpans(text))
    }
}

impl From<Span> for String {
    fn from(span: Span) -> String {
        span.to_string()
    }
}

impl From<Spans> for String {
    fn from(spans: Spans) -> String {
        spans.to_string()
    }
}

impl fmt::Display for Minute {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from, self.until)
    }
}

impl fmt::Display for Spans {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let spans: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&spans.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_people_type_them() {
        for typed in [
            "9:00-12:15, 15:00-17:00",
            "09:00–12:15,15.00 – 17.00",
            "9.00 tot 12.15 en 15.00 tot 17.00 uur",
            "9 to 12:15 and 15 to 17",
            "15:00-17:00; 9:00-12:15",
        ] {
            let spans = Spans::typed(typed).map(|spans| spans.to_string());
            assert_eq!(spans.as_deref(), Some("09:00-12:15,15:00-17:00"), "{typed}");
        }
        assert_eq!(Spans::typed("20-24").unwrap().to_string(), "20:00-24:00");
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for typed in [
            "",
            "9",
            "12-9",
            "9-9",
            "9:60-10",
            "9-25",
            "9-12,11-13",
            "9-12,12-13",
            "9:5-10",
            "a-b",
            "9-12-15",
        ] {
            assert_eq!(Spans::typed(typed), None, "{typed}");
        }
        for stored in ["9:00-12:15", "09:00-12:15, 15:00-17:00", "09:00 - 12:15"] {
            assert!(Spans::try_from(stored.to_owned()).is_err(), "{stored}");
        }
    }

    #[test]
    fn a_span_is_cut() {
        let span = |text: &str| Span::try_from(text.to_owned()).unwrap();
        let without = |one: &str, other: &str| {
            span(one).without(span(other)).map(|span| span.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(span("09:00-17:00").within(span("08:00-12:00")), Some(span("09:00-12:00")));
        assert_eq!(span("09:00-12:00").within(span("12:00-13:00")), None);
        assert_eq!(without("09:00-17:00", "12:00-13:00"), ["09:00-12:00", "13:00-17:00"]);
        assert_eq!(without("09:00-17:00", "08:00-10:00"), ["10:00-17:00"]);
        assert_eq!(without("09:00-17:00", "16:00-18:00"), ["09:00-16:00"]);
        assert_eq!(without("09:00-17:00", "17:00-18:00"), ["09:00-17:00"]);
        assert_eq!(without("09:00-17:00", "00:00-09:00"), ["09:00-17:00"]);
        assert!(without("09:00-17:00", "00:00-24:00").is_empty());
    }
}
