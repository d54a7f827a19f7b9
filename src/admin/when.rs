//! When something is to happen: now, or at a day and a time in Leiden.
//!
//! Invariant: a time that is past, or that the clock skips in spring, is not accepted.

use jiff::{
    Timestamp,
    civil::{Date, Time},
    tz::AmbiguousOffset,
};

use crate::{
    clock,
    web::{Form, Locale},
};

/// When.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// At once.
    Now,
    /// Then.
    At(Timestamp),
}

/// The fields as they are shown.
pub(super) struct WhenView {
    /// Whether it is to be later.
    pub is_later: bool,
    /// The day as it was typed.
    pub day: String,
    /// The time as it was typed.
    pub time: String,
}

impl WhenView {
    /// What the form says.
    pub(super) fn of(form: &Form) -> WhenView {
        WhenView {
            is_later: form.get("when") == "later",
            day: form.get("day").to_owned(),
            time: form.get("time").to_owned(),
        }
    }
}

/// Reads the fields `when`, `day` and `time`; what is wrong comes with the id of its field.
pub(super) fn read(t: &Locale, form: &Form, now: Timestamp) -> Result<When, (&'static str, String)> {
    if form.get("when") != "later" {
        return Ok(When::Now);
    }
    let day: Date = form.get("day").trim().parse().map_err(|_| ("day", t.msg("when-error-day")))?;
    let time = time(form.get("time").trim()).ok_or_else(|| ("time", t.msg("when-error-time")))?;
    let zone = clock::zone();
    let then = zone.to_ambiguous_timestamp(day.to_datetime(time));
    if let AmbiguousOffset::Gap { .. } = then.offset() {
        return Err(("time", t.msg("when-error-gap")));
    }
    // In autumn an hour comes twice: the first is meant.
    let then = then.earlier().map_err(|_| ("day", t.msg("when-error-day")))?;
    if then <= now { Err(("day", t.msg("when-error-past"))) } else { Ok(When::At(then)) }
}

/// Hours and minutes, as browsers send them: `14:00`.
fn time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once([':', '.'])?;
    let is_number =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(hour) || !is_number(minute) {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{lang::Lang, web::Locales};

    fn asked(day: &str, time: &str) -> Result<When, &'static str> {
        let fields = [("when", "later"), ("day", day), ("time", time)];
        let form =
            Form(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect());
        let locales = Locales::load().expect("the words are there");
        let now = "2026-03-28T11:00:00Z".parse().expect("a time");
        read(locales.get(Lang::DEFAULT), &form, now).map_err(|(field, _)| field)
    }

    fn at(text: &str) -> Result<When, &'static str> {
        Ok(When::At(text.parse().expect("a time")))
    }

    #[test]
    fn times_are_those_of_leiden() {
        assert_eq!(asked("2026-03-28", "14:02"), at("2026-03-28T13:02:00Z"));
        assert_eq!(asked("2026-07-01", "9.30"), at("2026-07-01T07:30:00Z"));
        assert_eq!(asked("2026-10-25", "02:30"), at("2026-10-25T00:30:00Z"), "the first of two");
    }

    #[test]
    fn what_cannot_be_is_refused_at_its_field() {
        assert_eq!(asked("2026-03-29", "02:30"), Err("time"), "the clock skips it");
        assert_eq!(asked("2026-03-28", "11:59"), Err("day"), "past");
        assert_eq!(asked("2026-03-28", "12:00"), Err("day"), "now is past");
        for day in ["", "tomorrow", "2026-02-30", "28-03-2026", "9999-99-99"] {
            assert_eq!(asked(day, "12:00"), Err("day"), "{day}");
        }
        for time in ["", "noon", "25:00", "12", "12:60", "-1:00", "1200"] {
            assert_eq!(asked("2026-04-01", time), Err("time"), "{time}");
        }
    }
}
