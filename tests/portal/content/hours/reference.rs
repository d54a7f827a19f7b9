//! What the `opening-hours` crate makes of a value: the reference for our own reading and evaluation.

use jiff::civil::Date;
use leiden_international::content::hours::{Minute, Span, Spans, Week};
use opening_hours::OpeningHours;
use opening_hours_syntax::{
    ExtendedTime,
    rules::{
        OpeningHoursExpression, RuleKind, RuleOperator, RuleSequence,
        day::{Date as OsmDate, MonthdayRange, WeekDayRange},
        time::{Time, TimeSpan},
    },
};

/// What stands for "always before" and "ever after".
const BOUNDS: (Date, Date) = (Date::constant(1900, 1, 1), Date::constant(9999, 12, 31));

type Period = (Option<Date>, Option<Date>);

/// A day as the crate takes it.
pub(super) fn crate_date(day: Date) -> chrono::NaiveDate {
    let number = |part: i8| u32::try_from(part).unwrap();
    chrono::NaiveDate::from_ymd_opt(day.year().into(), number(day.month()), number(day.day())).unwrap()
}

/// The open times of a day by the crate, each with its comment.
pub(super) fn open_times(value: &OpeningHours, day: Date) -> Vec<(Span, String)> {
    let open = value.schedule_at(crate_date(day)).into_iter().filter(|range| range.kind == RuleKind::Open);
    open.map(|range| (span(range.range.start, range.range.end).unwrap(), range.comment.to_string())).collect()
}

/// The week that a text is to the crate; none if it does not parse, or is more than a week can hold.
pub(super) fn week(text: &str) -> Option<Week> {
    let parsed: OpeningHours = text.parse().ok()?;
    let ((from, until), days) = read(&parsed.get_expression())?;
    Week::new(from, until, days)
}

fn read(expression: &OpeningHoursExpression) -> Option<(Period, [Option<Spans>; 7])> {
    let mut days: [Option<Spans>; 7] = Default::default();
    let mut period = None;
    for rule in &expression.rules {
        let is_plain = rule.kind == RuleKind::Open
            && rule.operator == RuleOperator::Normal
            && rule.comment.is_empty()
            && rule.day_selector.year.is_empty()
            && rule.day_selector.week.is_empty();
        let here = read_period(rule)?;
        if !is_plain || *period.get_or_insert(here) != here {
            return None;
        }
        let spans: Option<Vec<Span>> = rule.time_selector.spans.iter().map(read_span).collect();
        let spans = Spans::new(spans?)?;
        for day in read_days(rule)? {
            // A later rule would take the place of an earlier one.
            if days[day].replace(spans.clone()).is_some() {
                return None;
            }
        }
    }
    Some((period?, days))
}

fn read_period(rule: &RuleSequence) -> Option<Period> {
    match rule.day_selector.monthday.as_slice() {
        [] => Some((None, None)),
        [MonthdayRange::Date { start: (start, from_offset), end: (end, until_offset) }]
            if *from_offset == Default::default() && *until_offset == Default::default() =>
        {
            let (from, until) = (read_date(start)?, read_date(end)?);
            Some(((from != BOUNDS.0).then_some(from), (until != BOUNDS.1).then_some(until)))
        }
        _ => None,
    }
}

fn read_date(day: &OsmDate) -> Option<Date> {
    match day {
        OsmDate::Fixed { year: Some(year), month, day } => {
            let month = i8::try_from(*month as u8).ok()?;
            Date::new(i16::try_from(year.0).ok()?, month, i8::try_from(*day).ok()?).ok()
        }
        _ => None,
    }
}

fn read_days(rule: &RuleSequence) -> Option<Vec<usize>> {
    /// Without a choice such as `Mo[1]`, the first Monday of a month.
    const EVERY: [bool; 5] = [true; 5];
    let mut found = Vec::new();
    for range in &rule.day_selector.weekday {
        let WeekDayRange::Fixed { range, offset: 0, nth_from_start: EVERY, nth_from_end: EVERY } = range
        else {
            return None;
        };
        let index = |day: &chrono::Weekday| usize::try_from(day.num_days_from_monday()).unwrap();
        let (first, last) = (index(range.start()), index(range.end()));
        let length = (last + 7 - first) % 7;
        found.extend((0..=length).map(|step| (first + step) % 7));
    }
    (!found.is_empty()).then_some(found)
}

fn read_span(time_span: &TimeSpan) -> Option<Span> {
    match (time_span.range.start, time_span.range.end) {
        (Time::Fixed(from), Time::Fixed(until)) if !time_span.open_end && time_span.repeats.is_none() => {
            span(from, until)
        }
        _ => None,
    }
}

fn span(from: ExtendedTime, until: ExtendedTime) -> Option<Span> {
    let minute = |time: ExtendedTime| Minute::new(time.hour().into(), time.minute().into());
    Span::new(minute(from)?, minute(until)?)
}
