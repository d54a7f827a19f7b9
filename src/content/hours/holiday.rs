//! Dutch public holidays, and 3 October, the day off of Leiden.
//!
//! Invariant: every holiday is on exactly one day of every year. Whether anything is closed then is not said here: no
//! law gives a day off, so each organisation has a switch for each of them.
//!
//! Easter is by the Gregorian computation (Meeus, Jones, Butcher). King's Day is on 27 April, or on the 26th when that
//! is a Sunday. 3 October moves to Monday when it is a Sunday (Leiden University, "4 October day off", 2021).

use jiff::{
    ToSpan,
    civil::{Date, Weekday, date},
};
use serde::{Deserialize, Serialize};

/// A holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Holiday {
    /// 1 January.
    NewYear,
    /// The Friday before Easter; often a working day.
    GoodFriday,
    /// Easter.
    EasterSunday,
    /// The day after.
    EasterMonday,
    /// 27 April, or the 26th.
    KingsDay,
    /// 5 May; often a working day.
    LiberationDay,
    /// 39 days after Easter.
    Ascension,
    /// 49 days after Easter.
    WhitSunday,
    /// The day after.
    WhitMonday,
    /// 3 October, or the 4th: the relief of Leiden.
    LeidensOntzet,
    /// 25 December.
    Christmas,
    /// 26 December.
    SecondChristmas,
}

impl Holiday {
    /// All of them, in the order of the year.
    pub const ALL: &'static [Holiday] = &[
        Holiday::NewYear,
        Holiday::GoodFriday,
        Holiday::EasterSunday,
        Holiday::EasterMonday,
        Holiday::KingsDay,
        Holiday::LiberationDay,
        Holiday::Ascension,
        Holiday::WhitSunday,
        Holiday::WhitMonday,
        Holiday::LeidensOntzet,
        Holiday::Christmas,
        Holiday::SecondChristmas,
    ];

    /// Its name in bodies and forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Holiday::NewYear => "new_year",
            Holiday::GoodFriday => "good_friday",
            Holiday::EasterSunday => "easter_sunday",
            Holiday::EasterMonday => "easter_monday",
            Holiday::KingsDay => "kings_day",
            Holiday::LiberationDay => "liberation_day",
            Holiday::Ascension => "ascension",
            Holiday::WhitSunday => "whit_sunday",
            Holiday::WhitMonday => "whit_monday",
            Holiday::LeidensOntzet => "leidens_ontzet",
            Holiday::Christmas => "christmas",
            Holiday::SecondChristmas => "second_christmas",
        }
    }

    /// The day that it is on in a year, from 1 to 9999.
    pub fn in_year(self, year: i16) -> Date {
        let after_easter = |days: i32| easter(year).saturating_add(days.days());
        match self {
            Holiday::NewYear => fixed(year, 1, 1),
            Holiday::GoodFriday => after_easter(-2),
            Holiday::EasterSunday => after_easter(0),
            Holiday::EasterMonday => after_easter(1),
            Holiday::KingsDay => match fixed(year, 4, 27) {
                sunday if sunday.weekday() == Weekday::Sunday => fixed(year, 4, 26),
                other => other,
            },
            Holiday::LiberationDay => fixed(year, 5, 5),
            Holiday::Ascension => after_easter(39),
            Holiday::WhitSunday => after_easter(49),
            Holiday::WhitMonday => after_easter(50),
            Holiday::LeidensOntzet => match fixed(year, 10, 3) {
                sunday if sunday.weekday() == Weekday::Sunday => fixed(year, 10, 4),
                other => other,
            },
            Holiday::Christmas => fixed(year, 12, 25),
            Holiday::SecondChristmas => fixed(year, 12, 26),
        }
    }

    /// The holidays on a day; two can fall together, as Ascension and Liberation Day do in 2016.
    pub fn on(day: Date) -> impl Iterator<Item = Holiday> {
        Holiday::ALL.iter().copied().filter(move |holiday| holiday.in_year(day.year()) == day)
    }
}

fn fixed(year: i16, month: i8, day: i8) -> Date {
    Date::new(year, month, day).unwrap_or(date(year, 1, 1))
}

/// Easter Sunday of a year.
pub fn easter(year: i16) -> Date {
    let year = i32::from(year);
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    let e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    let f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    let narrow = |number: i32| i8::try_from(number).unwrap_or(1);
    fixed(i16::try_from(year).unwrap_or(1), narrow(f / 31), narrow(f % 31 + 1))
}
