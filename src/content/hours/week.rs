//! The hours of a service: times for each day of the week, perhaps between two dates.
//!
//! Invariant: what is stored is an `opening_hours` value of OpenStreetMap that other programs understand, in one
//! normal form; it holds only what the form of staff can show.
//!
//! The syntax has far more than we store, so we read and evaluate our part of it ourselves. The `opening-hours` crate
//! is the reference: `tests/portal/content/hours/equality.rs` holds us to reading, writing and evaluating a week as it does.

mod parser;

use std::fmt;

use jiff::civil::{Date, Weekday, date};
use serde::{Deserialize, Serialize};

use super::span::{Span, Spans};

/// The days of the week from Monday on, as `opening_hours` names them.
pub const WEEKDAYS: [&str; 7] = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"];

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The first and the last day that the syntax knows; they stand for "always before" and "ever after" where hours have
/// one date only.
const BOUNDS: (Date, Date) = (date(1900, 1, 1), date(9999, 12, 31));

/// The first and the last day on which hours hold, as far as they are limited.
type Period = (Option<Date>, Option<Date>);

/// The hours of a service. As text `Mo 09:00-12:15,15:00-17:00; We 09:00-16:30`, or with dates
/// `2026 Sep 01-2026 Dec 31 Mo 09:00-12:00`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Week {
    /// The first day on which they hold; none: they always did.
    pub valid_from: Option<Date>,
    /// The last day on which they hold; none: for ever.
    pub valid_until: Option<Date>,
    days: [Option<Spans>; 7],
}

/// Text that is not the hours of a service.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "{0:?} is not the hours of a service such as \"Mo 09:00-12:15,15:00-17:00; We 09:00-16:30\" or \
     \"2026 Sep 01-2026 Dec 31 Mo 09:00-12:00\": times per day of the week, all between the same dates"
)]
pub struct InvalidWeek(String);

impl Week {
    /// Hours between two dates. None if there are no times at all or the last day is before the first.
    pub fn new(
        valid_from: Option<Date>,
        valid_until: Option<Date>,
        days: [Option<Spans>; 7],
    ) -> Option<Week> {
        let is_forward = match (valid_from, valid_until) {
            (Some(from), Some(until)) => from <= until,
            _ => true,
        };
        let in_bounds = |day: Option<Date>| day.is_none_or(|day| BOUNDS.0 < day && day < BOUNDS.1);
        if !is_forward
            || !in_bounds(valid_from)
            || !in_bounds(valid_until)
            || days.iter().all(Option::is_none)
        {
            return None;
        }
        Some(Week { valid_from, valid_until, days })
    }

    /// The times of each day from Monday on; none: nothing.
    pub fn days(&self) -> &[Option<Spans>; 7] {
        &self.days
    }

    /// The times of a day, in order.
    pub fn on(&self, day: Date) -> &[Span] {
        if self.holds_on(day) { self.on_weekday(day.weekday()) } else { &[] }
    }

    /// The times of a day of the week, whether it is between the dates or not.
    pub fn on_weekday(&self, weekday: Weekday) -> &[Span] {
        self.days[day_index(weekday)].as_ref().map(Spans::as_slice).unwrap_or_default()
    }

    /// Whether they hold on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.valid_from.unwrap_or(BOUNDS.0) <= day && day <= self.valid_until.unwrap_or(BOUNDS.1)
    }

    /// The same as text, each rule with these words after its times.
    pub(super) fn with_modifier(&self, modifier: &str) -> String {
        write(self.valid_from, self.valid_until, &self.days, modifier)
    }
}

fn day_index(weekday: Weekday) -> usize {
    usize::try_from(weekday.to_monday_zero_offset()).unwrap_or_default()
}

/// Days with the same times are one rule: `Mo-We,Fr 09:00-17:00`.
fn write(from: Option<Date>, until: Option<Date>, days: &[Option<Spans>; 7], modifier: &str) -> String {
    let dates = match (from, until) {
        (None, None) => String::new(),
        (from, until) => {
            format!("{}-{} ", write_date(from.unwrap_or(BOUNDS.0)), write_date(until.unwrap_or(BOUNDS.1)))
        }
    };
    let mut rules: Vec<String> = Vec::new();
    for (index, spans) in days.iter().enumerate() {
        let Some(spans) = spans else { continue };
        if days[..index].iter().flatten().any(|before| before == spans) {
            continue;
        }
        let alike = |day: &usize| days[*day].as_ref() == Some(spans);
        let names = write_days(&(0..7).filter(alike).collect::<Vec<_>>());
        rules.push(format!("{dates}{names} {spans}{modifier}"));
    }
    rules.join("; ")
}

/// `Mo-We,Fr`.
fn write_days(days: &[usize]) -> String {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for day in days {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *day => *last = *day,
            _ => runs.push((*day, *day)),
        }
    }
    let run = |(first, last): &(usize, usize)| match last - first {
        0 => WEEKDAYS[*first].to_owned(),
        1 => format!("{},{}", WEEKDAYS[*first], WEEKDAYS[*last]),
        _ => format!("{}-{}", WEEKDAYS[*first], WEEKDAYS[*last]),
    };
    runs.iter().map(run).collect::<Vec<_>>().join(",")
}

/// `2026 Sep 01`.
pub(super) fn write_date(day: Date) -> String {
    let month = usize::try_from(day.month() - 1).unwrap_or_default();
    format!("{} {} {:02}", day.year(), MONTHS[month], day.day())
}

impl TryFrom<String> for Week {
    type Error = InvalidWeek;

    fn try_from(text: String) -> Result<Self, InvalidWeek> {
        parser::parse(&text).ok_or(InvalidWeek(text))
    }
}

impl From<Week> for String {
    fn from(week: Week) -> String {
        week.to_string()
    }
}

impl fmt::Display for Week {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.with_modifier(""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn week(text: &str) -> Option<Week> {
        Week::try_from(text.to_owned()).ok()
    }

    #[track_caller]
    fn same(text: &str) {
        assert_eq!(week(text).expect("hours").to_string(), text);
    }

    #[test]
    fn hours_are_kept_as_they_are() {
        same("Mo 09:00-12:15,15:00-17:00; We 09:00-16:30");
        same("Mo-Fr 09:00-17:00");
        same("Mo,Tu,Fr 09:00-17:00; We,Th,Sa 09:00-12:00");
        same("2026 Sep 01-2026 Dec 31 Mo 09:00-12:00; 2026 Sep 01-2026 Dec 31 Tu 10:00-24:00");
        same("1900 Jan 01-2026 Aug 31 Mo 09:00-12:00");
        same("2026 Sep 01-9999 Dec 31 Mo 09:00-12:00");
    }

    #[test]
    fn other_ways_to_say_the_same_have_one_form() {
        let form = |text: &str| week(text).expect("hours").to_string();
        assert_eq!(form("Mo,Tu,We 9:00-12:00"), "Mo-We 09:00-12:00");
        assert_eq!(form("We 09:00-12:00; Mo 09:00-12:00"), "Mo,We 09:00-12:00");
        assert_eq!(form("Sa-Mo 09:00-12:00"), "Mo,Sa,Su 09:00-12:00");
        // Without times the whole day is meant.
        assert_eq!(form("Mo"), "Mo 00:00-24:00");
        assert_eq!(form("2026 Sep 01+ Mo 09:00-12:00"), "2026 Sep 01-9999 Dec 31 Mo 09:00-12:00");
    }

    #[test]
    fn what_the_form_cannot_show_is_refused() {
        for text in [
            "",
            "24/7",
            "09:00-12:00",
            "Mo 09:00-12:00; Mo 13:00-14:00",
            "Mo 09:00-12:00, Tu 10:00-11:00",
            "Mo 22:00-02:00",
            "Mo 09:00+",
            "Mo sunrise-12:00",
            "Mo[1] 09:00-12:00",
            "PH off",
            "Mo 09:00-12:00; PH off",
            "Mo 09:00-12:00 \"by appointment\"",
            "Mo 09:00-12:00 unknown",
            "week 1-10 Mo 09:00-12:00",
            "2026 Mo 09:00-12:00",
            "Sep 01-Dec 31 Mo 09:00-12:00",
            "2026 Sep 01-2026 Dec 31 Mo 09:00-12:00; Tu 09:00-12:00",
            "2026 Dec 31-2026 Sep 01 Mo 09:00-12:00",
            "Mo 09:00-12:00,12:00-13:00",
            "nonsense",
        ] {
            assert_eq!(week(text), None, "{text}");
        }
    }

    #[test]
    fn a_day_has_the_times_of_its_weekday_between_the_dates() {
        let week = week("2026 Sep 01-2026 Oct 26 Mo,Tu 09:00-12:15,15:00-24:00").expect("hours");
        let on = |day| week.on(day).iter().map(ToString::to_string).collect::<Vec<_>>();
        let (times, none) = (["09:00-12:15", "15:00-24:00"], Vec::<String>::new());
        assert_eq!(on(date(2026, 8, 31)), none);
        assert_eq!(on(date(2026, 9, 1)), times);
        assert_eq!(on(date(2026, 9, 2)), none);
        assert_eq!(on(date(2026, 10, 26)), times);
        assert_eq!(on(date(2026, 10, 27)), none);
    }
}
