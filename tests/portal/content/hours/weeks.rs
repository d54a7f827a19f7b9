//! Random days and weeks, and the ways in which people may write a week.

use jiff::{ToSpan, civil::Date};
use leiden_international::content::hours::{Minute, Span, Spans, WEEKDAYS, Week};
use proptest::{collection, option, prelude::*, sample::select, test_runner::TestRng};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Days on which clocks change, years end, or a leap day is or is not, and the ends of what the syntax knows.
const SPECIAL_DAYS: [&str; 16] = [
    "1899-12-31",
    "1900-01-01",
    "1900-02-28",
    "2026-03-29",
    "2026-10-25",
    "2026-12-31",
    "2027-01-01",
    "2027-03-28",
    "2027-10-31",
    "2028-02-29",
    "2028-03-01",
    "2100-02-28",
    "2100-03-01",
    "9999-12-01",
    "9999-12-30",
    "9999-12-31",
];

pub(super) fn any_day() -> impl Strategy<Value = Date> + Clone {
    let special = select(&SPECIAL_DAYS[..]).prop_map(|day| day.parse().unwrap());
    prop_oneof![special, day_from(2025..2031), day_from(1900..9999)]
}

/// A day of those years.
pub(super) fn day_from(years: std::ops::Range<i16>) -> impl Strategy<Value = Date> + Clone {
    (years, 0..366_i64).prop_map(|(year, ahead)| Date::constant(year, 1, 1) + ahead.days())
}

/// Times of a day; those on the hour are the most common.
pub(super) fn any_spans() -> impl Strategy<Value = Spans> + Clone {
    let minute = prop_oneof![3 => (0..=24_u16).prop_map(|hour| hour * 60), 2 => 0..=24 * 60_u16];
    collection::btree_set(minute, 2..=6).prop_map(|minutes| {
        let minutes: Vec<Minute> =
            minutes.into_iter().map(|minute| Minute::new(minute / 60, minute % 60).unwrap()).collect();
        let pairs = minutes.chunks_exact(2);
        Spans::new(pairs.map(|pair| Span::new(pair[0], pair[1]).unwrap()).collect()).unwrap()
    })
}

/// A week with these first and last days, if it has any. Days often have the same times.
pub(super) fn any_week(dates: impl Strategy<Value = Date> + Clone) -> impl Strategy<Value = Week> {
    let days = prop::array::uniform7(option::of(0..3_usize));
    (any_period(dates), collection::vec(any_spans(), 3), days)
        .prop_filter_map("no such week", |((from, until), spans, days)| {
            Week::new(from, until, days.map(|day| Some(spans[day?].clone())))
        })
}

/// A first and a last day, if any. The last is often soon after the first: it may be written by its number then.
fn any_period(
    dates: impl Strategy<Value = Date> + Clone,
) -> impl Strategy<Value = (Option<Date>, Option<Date>)> {
    (option::of(dates.clone()), option::of(dates), option::of(0..40_i64)).prop_map(|(from, until, length)| {
        match (from, until, length) {
            (Some(from), Some(_), Some(days)) => (Some(from), Some(from.saturating_add(days.days()))),
            (Some(from), Some(until), None) => (Some(from.min(until)), Some(from.max(until))),
            _ => (from, until),
        }
    })
}

/// A week and one of the texts that mean it.
pub(super) fn any_text() -> impl Strategy<Value = (Week, String)> {
    any_week(any_day()).prop_perturb(|week, rng| {
        let text = Writer { rng }.week(&week);
        (week, text)
    })
}

/// Writes a week in one of the ways in which it can be written.
struct Writer {
    rng: TestRng,
}

impl Writer {
    fn week(&mut self, week: &Week) -> String {
        let mut rules: Vec<(Vec<usize>, &Spans)> = Vec::new();
        for (day, spans) in week.days().iter().enumerate() {
            let Some(spans) = spans else { continue };
            match rules.iter_mut().find(|(_, same)| *same == spans) {
                Some((days, _)) if self.rng.random_ratio(3, 4) => days.push(day),
                _ => rules.push((vec![day], spans)),
            }
        }
        self.shuffle(&mut rules);
        let mut text = String::new();
        for (days, spans) in rules {
            let start = self.start(week);
            if !text.is_empty() {
                text += self.one_of(&[";", "; ", " ;", " ; "]);
                // The first space behind the sign is not the indent of the rule.
                if text.ends_with(';') && start.starts_with(' ') {
                    text += " ";
                }
            }
            text += &start;
            text += &self.days(days);
            text += &self.spans(spans);
            text += self.one_of(&["", "", " ", "open", " open", " OPEN"]);
        }
        text
    }

    /// The dates, and what may stand around them.
    fn start(&mut self, week: &Week) -> String {
        let period = self.period(week);
        if period.is_empty() {
            return self.one_of(&["", "", "", "", " ", "   ", ":", ": ", " : ", "  : "]).to_owned();
        }
        // With a day of the week right behind it, a plus would mean that day.
        let gap = match self.one_of(&["", " ", " ", " ", ":", ": "]) {
            "" if period.ends_with('+') => " ",
            gap => gap,
        };
        match self.one_of(&["", "", "", " "]) {
            "" => period + gap,
            indent => format!("{indent}{period}{}{gap}", self.one_of(&["", " "])),
        }
    }

    fn period(&mut self, week: &Week) -> String {
        let is_explicit = week.valid_from.is_some() || week.valid_until.is_some();
        if !is_explicit && self.rng.random_ratio(3, 4) {
            return String::new();
        }
        let from = week.valid_from.unwrap_or(Date::constant(1900, 1, 1));
        let until = week.valid_until.unwrap_or(Date::constant(9999, 12, 31));
        let (first, last) = (self.date(from), self.date(until));
        if week.valid_until.is_none() && self.rng.random() {
            return first + "+";
        }
        if from == until && self.rng.random() {
            return first;
        }
        let month_on = from.first_of_month().saturating_add(1.month());
        let is_soon = until.first_of_month() == from.first_of_month()
            || until.first_of_month() == month_on && until.day() < from.day();
        let last = if is_soon && self.rng.random() { until.day().to_string() } else { last };
        format!("{first}{}{last}", self.dash())
    }

    fn date(&mut self, day: Date) -> String {
        let month = MONTHS[usize::try_from(day.month() - 1).unwrap()];
        let month = self.either_case(month);
        let [before, after] = [(); 2].map(|()| self.one_of(&[" ", " ", ""]));
        let number = if self.rng.random() { format!("{:02}", day.day()) } else { day.day().to_string() };
        format!("{}{before}{month}{after}{number}", day.year())
    }

    /// Ranges may go round the end of the week.
    fn days(&mut self, mut days: Vec<usize>) -> String {
        let mut ranges = Vec::new();
        while !days.is_empty() {
            let first = days.swap_remove(self.rng.random_range(0..days.len()));
            let mut last = first;
            while let Some(next) = days.iter().position(|day| *day == (last + 1) % 7)
                && self.rng.random_ratio(3, 4)
            {
                last = days.swap_remove(next);
            }
            let [from, until] = [first, last].map(|day| self.either_case(WEEKDAYS[day]));
            let is_one = first == last && self.rng.random_ratio(7, 8);
            ranges.push(if is_one { from } else { format!("{from}-{until}") });
        }
        ranges.join(",")
    }

    fn spans(&mut self, spans: &Spans) -> String {
        if spans.to_string() == "00:00-24:00" && self.rng.random() {
            return String::new();
        }
        let mut spans = spans.as_slice().to_vec();
        self.shuffle(&mut spans);
        let mut text = String::new();
        for span in spans {
            text += if text.is_empty() { " " } else { self.one_of(&[",", ", "]) };
            let [from, until] = [span.from, span.until].map(|minute| self.minute(minute));
            text += &format!("{from}{}{until}", self.dash());
        }
        text
    }

    fn minute(&mut self, minute: Minute) -> String {
        let text = minute.to_string();
        let short = text.strip_prefix('0').filter(|_| self.rng.random());
        short.map(ToOwned::to_owned).unwrap_or(text)
    }

    fn dash(&mut self) -> &'static str {
        self.one_of(&["-", "-", "-", " - ", " -", "- "])
    }

    fn either_case(&mut self, name: &str) -> String {
        match self.rng.random_range(0..6) {
            0 => name.to_lowercase(),
            1 => name.to_uppercase(),
            _ => name.to_owned(),
        }
    }

    fn one_of(&mut self, signs: &[&'static str]) -> &'static str {
        signs[self.rng.random_range(0..signs.len())]
    }

    fn shuffle<T>(&mut self, items: &mut [T]) {
        for end in (1..items.len()).rev() {
            items.swap(end, self.rng.random_range(0..=end));
        }
    }
}
