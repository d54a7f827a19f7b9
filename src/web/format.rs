//! Dates, numbers and lists as each language writes them, by the Unicode CLDR.
//!
//! Invariant: a formatter is made once per language, at the start; formatting cannot fail.

use fixed_decimal::Decimal;
use icu_calendar::{Date as IcuDate, Gregorian, Iso};
use icu_datetime::FixedCalendarDateTimeFormatter;
use icu_datetime::fieldsets::{E, T, YM, YMD, YMDE, YMDT};
use icu_datetime::input::{DateTime, Time};
use icu_decimal::DecimalFormatter;
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale_core::Locale as IcuLocale;
use jiff::civil::{Date, Weekday};
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use jiff_icu::ConvertInto;

use crate::clock;
use crate::content::hours::Minute;
use crate::lang::Lang;
use crate::web::Locale;

/// Any Monday.
const A_MONDAY: Date = jiff::civil::date(2024, 1, 1);

/// The formatters of one language.
pub(super) struct Formatters {
    date: FixedCalendarDateTimeFormatter<Gregorian, YMD>,
    month: FixedCalendarDateTimeFormatter<Gregorian, YM>,
    weekday: FixedCalendarDateTimeFormatter<Gregorian, E>,
    date_with_weekday: FixedCalendarDateTimeFormatter<Gregorian, YMDE>,
    moment: FixedCalendarDateTimeFormatter<Gregorian, YMDT>,
    time: FixedCalendarDateTimeFormatter<(), T>,
    number: DecimalFormatter,
    list: ListFormatter,
    zone: TimeZone,
}

impl Formatters {
    pub(super) fn new(lang: Lang) -> anyhow::Result<Formatters> {
        let locale: IcuLocale = lang.format_locale().parse()?;
        Ok(Formatters {
            date: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::long())?,
            month: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YM::long())?,
            weekday: FixedCalendarDateTimeFormatter::try_new((&locale).into(), E::long())?,
            date_with_weekday: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMDE::long())?,
            moment: FixedCalendarDateTimeFormatter::try_new((&locale).into(), YMD::medium().with_time_hm())?,
            time: FixedCalendarDateTimeFormatter::try_new((&locale).into(), T::hm())?,
            number: DecimalFormatter::try_new((&locale).into(), Default::default())?,
            list: ListFormatter::try_new_and((&locale).into(), ListFormatterOptions::default())?,
            zone: clock::zone(),
        })
    }
}

impl Locale {
    /// "22 November 2026".
    pub fn date(&self, date: Date) -> String {
        self.formatters.date.format(&gregorian(date)).to_string()
    }

    /// "November 2026", of any day in it.
    pub fn month(&self, date: Date) -> String {
        self.formatters.month.format(&gregorian(date)).to_string()
    }

    /// "Monday".
    pub fn weekday(&self, weekday: Weekday) -> String {
        let ahead = i64::from(weekday.to_monday_zero_offset());
        let day = A_MONDAY.saturating_add(ahead.days());
        self.formatters.weekday.format(&gregorian(day)).to_string()
    }

    /// "Monday, 30 November 2026".
    pub fn date_with_weekday(&self, date: Date) -> String {
        self.formatters.date_with_weekday.format(&gregorian(date)).to_string()
    }

    /// "9:00" and "24:00", as timetables of this language write it.
    pub fn clock(&self, at: Minute) -> String {
        let (hour, minute) = (at.minutes() / 60, at.minutes() % 60);
        self.msg_with(
            "clock-time",
            &[("hour", hour.to_string().into()), ("minute", format!("{minute:02}").into())],
        )
    }

    /// "King’s Day", of the name of a holiday in the program.
    pub fn holiday(&self, name: &str) -> String {
        self.msg_with("holiday", &[("holiday", name.into())])
    }

    /// The day it was in Leiden at that moment, as [`Locale::date`] writes it.
    pub fn timestamp(&self, at: Timestamp) -> String {
        self.date(self.formatters.zone.to_datetime(at).date())
    }

    /// "22 Nov 2026, 14:02", as it was in Leiden.
    pub fn moment(&self, at: Timestamp) -> String {
        let local = self.formatters.zone.to_datetime(at);
        let time: Time = local.time().convert_into();
        let moment = DateTime { date: gregorian(local.date()), time };
        self.formatters.moment.format(&moment).to_string()
    }

    /// "14:02", as it was in Leiden.
    pub fn time(&self, at: Timestamp) -> String {
        let time: Time = self.formatters.zone.to_datetime(at).time().convert_into();
        self.formatters.time.format(&time).to_string()
    }

    /// "16,643" for 16643 and "13.1" for 13.1, with the decimals that are given. What is no number is
    /// returned as it is.
    pub fn number(&self, decimal: &str) -> String {
        match decimal.parse::<Decimal>() {
            Ok(number) => self.formatters.number.format(&number).to_string(),
            Err(_) => decimal.to_owned(),
        }
    }

    /// "a, b and c".
    pub fn list(&self, items: &[impl AsRef<str>]) -> String {
        self.formatters.list.format(items.iter().map(AsRef::as_ref)).to_string()
    }
}

fn gregorian(date: Date) -> IcuDate<Gregorian> {
    let date: IcuDate<Iso> = date.convert_into();
    date.to_calendar(Gregorian)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use crate::content::hours::Minute;
    use crate::lang::Lang;
    use crate::web::{Locale, Locales};

    /// The text in each language, in the order of `Lang::ALL`.
    fn in_each(text: impl Fn(&Locale) -> String) -> Vec<String> {
        let locales = Locales::load().unwrap();
        Lang::ALL.iter().map(|lang| text(locales.get(*lang))).collect()
    }

    #[test]
    fn dates() {
        assert_eq!(in_each(|l| l.date(date(2026, 11, 22))), ["22 November 2026", "22 november 2026"]);
        assert_eq!(in_each(|l| l.date(date(2027, 3, 1))), ["1 March 2027", "1 maart 2027"]);
    }

    #[test]
    fn months() {
        assert_eq!(in_each(|l| l.month(date(2022, 3, 1))), ["March 2022", "maart 2022"]);
    }

    #[test]
    fn days_of_the_week() {
        let day = date(2026, 11, 30);
        assert_eq!(in_each(|l| l.weekday(day.weekday())), ["Monday", "maandag"]);
        assert_eq!(
            in_each(|l| l.date_with_weekday(day)),
            ["Monday, 30 November 2026", "maandag 30 november 2026"]
        );
    }

    #[test]
    fn times_of_the_day() {
        let at = |hour, minute| Minute::new(hour, minute).unwrap();
        assert_eq!(in_each(|l| l.clock(at(9, 5))), ["9:05", "9.05"]);
        assert_eq!(in_each(|l| l.clock(at(24, 0))), ["24:00", "24.00"]);
    }

    #[test]
    fn a_moment_has_the_date_of_leiden() {
        let moment = "2026-12-31T23:30:00Z".parse().unwrap();
        assert_eq!(in_each(|l| l.timestamp(moment)), ["1 January 2027", "1 januari 2027"]);
    }

    #[test]
    fn a_moment_has_the_time_of_leiden() {
        let moment = "2026-11-22T23:05:00Z".parse().unwrap();
        assert_eq!(in_each(|l| l.moment(moment)), ["23 Nov 2026, 00:05", "23 nov 2026, 00:05"]);
        assert_eq!(in_each(|l| l.time(moment)), ["00:05", "00:05"]);
    }

    #[test]
    fn numbers() {
        assert_eq!(in_each(|l| l.number("16643")), ["16,643", "16.643"]);
        assert_eq!(in_each(|l| l.number("1234")), ["1,234", "1.234"]);
        assert_eq!(in_each(|l| l.number("13.1")), ["13.1", "13,1"]);
        assert_eq!(in_each(|l| l.number("13.10")), ["13.10", "13,10"]);
        assert_eq!(in_each(|l| l.number("-1234567.89")), ["-1,234,567.89", "-1.234.567,89"]);
        assert_eq!(in_each(|l| l.number("unknown")), ["unknown", "unknown"]);
    }

    #[test]
    fn lists() {
        assert_eq!(in_each(|l| l.list(&["a", "b", "c"])), ["a, b and c", "a, b en c"]);
        assert_eq!(in_each(|l| l.list(&["a", "b"])), ["a and b", "a en b"]);
        assert_eq!(in_each(|l| l.list(&["a"])), ["a", "a"]);
        assert_eq!(in_each(|l| l.list(&[""; 0])), ["", ""]);
    }
}
