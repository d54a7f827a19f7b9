//! Reads a week as people write it in OpenStreetMap's `opening_hours` syntax.
//!
//! Invariant: accepts what the `opening-hours` crate parses and a [`Week`] can hold, with the same meaning, and
//! nothing else.
//!
//! ```text
//! week   = rule *( [SP] ";" [SP] rule )
//! rule   = ( [ period ] / SP [ period ] [SP] ) [ SP / ":" [SP] ] days [ SP spans ] [SP] [ "open" ]
//! period = date / date "+" / date dash ( date / day )
//! date   = year [SP] month [SP] day
//! days   = range *( "," range )
//! range  = weekday [ "-" weekday ]
//! spans  = span *( "," [SP] span )
//! span   = time dash time
//! dash   = [SP] "-" [SP]
//! ```
//!
//! Where a space may stand is what the crate allows, odd as it is here and there: what it accepts may be in content
//! files. Names may be in small or capital letters.

use std::{ops::RangeInclusive, str::FromStr};

use jiff::{ToSpan, civil::Date};

use super::{
    super::span::{Minute, Span, Spans},
    BOUNDS, MONTHS, Period, WEEKDAYS, Week,
};

/// The week that a text describes, if it describes one.
pub(super) fn parse(text: &str) -> Option<Week> {
    let mut parser = Parser { rest: text };
    let mut days: [Option<Spans>; 7] = Default::default();
    let period = parser.rule(&mut days)?;
    while !parser.rest.is_empty() {
        parser.take(" ");
        if !parser.take(";") {
            return None;
        }
        parser.take(" ");
        if parser.rule(&mut days)? != period {
            return None;
        }
    }
    Week::new(period.0, period.1, days)
}

/// A position in a text. What reads something returns none if it is not there, and the text is refused then.
struct Parser<'a> {
    rest: &'a str,
}

impl Parser<'_> {
    /// Reads a rule, and enters its times for its days.
    fn rule(&mut self, days: &mut [Option<Spans>; 7]) -> Option<Period> {
        let is_indented = self.take(" ");
        let period = if self.leading_digits() > 0 { self.period()? } else { (None, None) };
        if is_indented {
            self.take(" ");
        }
        if !self.take(" ") && self.take(":") {
            self.take(" ");
        }
        let ranges = self.days()?;
        let spans = self.spans()?;
        for day in ranges {
            // The syntax lets a later rule replace an earlier one; the form has one field for each day.
            if days[day].replace(spans.clone()).is_some() {
                return None;
            }
        }
        self.take(" ");
        self.name(&["open"]);
        Some(period)
    }

    fn period(&mut self) -> Option<Period> {
        let from = self.date()?;
        let until = if self.take("+") {
            // `2026 Sep 01+Mo` is the first Monday from that day on.
            if self.name(&WEEKDAYS).is_some() {
                return None;
            }
            BOUNDS.1
        } else if self.dash() {
            self.last_day(from)?
        } else {
            from
        };
        Some(((from != BOUNDS.0).then_some(from), (until != BOUNDS.1).then_some(until)))
    }

    fn date(&mut self) -> Option<Date> {
        let year = self.number(4..=4)?;
        self.take(" ");
        let month = self.name(&MONTHS)?;
        self.take(" ");
        Date::new(year, i8::try_from(month + 1).ok()?, self.number(1..=2)?).ok()
    }

    /// A date, or the number of a day: of the month of the first day, or of the next month if it is lower.
    fn last_day(&mut self, from: Date) -> Option<Date> {
        if self.leading_digits() >= 4 {
            return self.date();
        }
        let day = self.number(1..=2)?;
        let month = if day < from.day() { from.first_of_month().checked_add(1.month()).ok()? } else { from };
        Date::new(month.year(), month.month(), day).ok()
    }

    fn days(&mut self) -> Option<Vec<usize>> {
        let mut days = Vec::new();
        loop {
            let first = self.name(&WEEKDAYS)?;
            let last = if self.take("-") { self.name(&WEEKDAYS)? } else { first };
            let length = (last + 7 - first) % 7;
            days.extend((0..=length).map(|step| (first + step) % 7));
            if !self.take(",") {
                return Some(days);
            }
        }
    }

    /// The times after the days; without any, the whole day.
    fn spans(&mut self) -> Option<Spans> {
        if !self.rest.strip_prefix(' ').is_some_and(|times| times.starts_with(|c: char| c.is_ascii_digit())) {
            return Spans::new(vec![Span::new(Minute::new(0, 0)?, Minute::END)?]);
        }
        self.take(" ");
        let mut spans = vec![self.span()?];
        while self.take(",") {
            self.take(" ");
            spans.push(self.span()?);
        }
        Spans::new(spans)
    }

    fn span(&mut self) -> Option<Span> {
        let from = self.minute()?;
        if !self.dash() {
            return None;
        }
        Span::new(from, self.minute()?)
    }

    fn minute(&mut self) -> Option<Minute> {
        let hour = self.number(1..=2)?;
        if !self.take(":") {
            return None;
        }
        Minute::new(hour, self.number(2..=2)?)
    }

    /// A hyphen, perhaps between spaces.
    fn dash(&mut self) -> bool {
        let is_there = self.take("-") || self.take(" -");
        if is_there {
            self.take(" ");
        }
        is_there
    }

    /// The rank of the name that stands here.
    fn name(&mut self, names: &[&str]) -> Option<usize> {
        let starts = |name: &&str| self.rest.get(..name.len()).is_some_and(|s| s.eq_ignore_ascii_case(name));
        let rank = names.iter().position(starts)?;
        self.rest = &self.rest[names[rank].len()..];
        Some(rank)
    }

    /// A number of that many digits, as many as there are.
    fn number<T: FromStr>(&mut self, digits: RangeInclusive<usize>) -> Option<T> {
        let length = self.leading_digits().min(*digits.end());
        if length < *digits.start() {
            return None;
        }
        let (number, rest) = self.rest.split_at(length);
        self.rest = rest;
        number.parse().ok()
    }

    fn leading_digits(&self) -> usize {
        self.rest.bytes().take_while(u8::is_ascii_digit).count()
    }

    /// Whether a sign stands here, which is then behind us.
    fn take(&mut self, sign: &str) -> bool {
        let rest = self.rest.strip_prefix(sign);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}
