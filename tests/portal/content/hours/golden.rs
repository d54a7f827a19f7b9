//! The golden table: which day is closed for what, and the `opening-hours` crate's list of Dutch holidays beside ours.

use jiff::civil::Date;
use leiden_international::content::{
    contact::Contact,
    hours::{Calendar, Holiday},
};

use super::{
    fixture::{contact, daily, day, holidays, reason_words, service},
    reference::crate_date,
};
use serde_json::json;

/// Why a day is closed; `ordinary` where it is not.
fn closed_for(contact: &Contact, date: &str) -> String {
    let found = Calendar::new(contact, &[]).day(day(date));
    found.closed_for().map_or_else(|| "ordinary".to_owned(), reason_words)
}

#[test]
fn every_line_of_the_golden_table() {
    let closed = daily("closed");
    for (date, expected) in [
        ("2027-03-26", "good_friday"),
        ("2027-03-29", "easter_monday"),
        ("2027-04-27", "kings_day"),
        ("2027-05-05", "liberation_day"),
        ("2027-05-06", "ascension"),
        ("2027-05-17", "whit_monday"),
        ("2027-10-03", "ordinary"),
        ("2027-10-04", "leidens_ontzet"),
        ("2026-10-03", "leidens_ontzet"),
        ("2026-10-05", "ordinary"),
        ("2021-10-04", "leidens_ontzet"),
        ("2031-04-26", "kings_day"),
        ("2031-04-27", "ordinary"),
        ("2025-04-26", "kings_day"),
        ("2026-01-01", "new_year"),
        ("2026-12-25", "christmas"),
        ("2026-12-26", "second_christmas"),
    ] {
        assert_eq!(closed_for(&closed, date), expected, "{date}");
    }
}

#[test]
fn a_switch_decides_for_its_own_holiday() {
    let open = daily("open");
    let times = |contact: &Contact, date: &str| {
        let found = Calendar::new(contact, &[]).day(day(date));
        found.times.iter().flat_map(|(_, spans)| spans).map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(closed_for(&open, "2027-10-04"), "ordinary");
    assert_eq!(closed_for(&open, "2027-03-26"), "ordinary");
    assert_eq!(times(&open, "2027-10-04"), ["09:00-17:00"]);
    // The hours of a short day.
    assert_eq!(times(&daily("shorter"), "2027-03-29"), ["10:00-13:00"]);
    assert_eq!(closed_for(&daily("shorter"), "2027-03-29"), "ordinary");
}

#[test]
fn what_is_not_known_of_a_holiday_is_said_and_changes_nothing() {
    let unknown = contact(json!({ "services": { "1": service("Desk", "walk_in", "Mo-Su 09:00-17:00") } }));
    let found = Calendar::new(&unknown, &[]).day(day("2027-10-04"));
    assert_eq!(found.unknown, Some(Holiday::LeidensOntzet));
    assert_eq!(found.times, found.regular);
    assert_eq!(Calendar::new(&unknown, &[]).day(day("2027-10-05")).unknown, None);
}

#[test]
fn a_holiday_is_named_where_nothing_would_be_open_either() {
    let weekdays = contact(json!({
        "services": { "1": service("Desk", "walk_in", "Mo-Fr 09:00-17:00") },
        "holidays": holidays("closed"),
    }));
    assert_eq!(closed_for(&weekdays, "2026-10-03"), "leidens_ontzet");
    assert_eq!(closed_for(&weekdays, "2026-10-10"), "ordinary");
}

#[test]
fn holidays_are_on_the_days_of_the_table() {
    let on = |holiday: Holiday, year| holiday.in_year(year).strftime("%m-%d").to_string();
    for (year, days) in [
        (2026, ["04-03", "04-06", "04-27", "05-05", "05-14", "05-25", "10-03"]),
        (2027, ["03-26", "03-29", "04-27", "05-05", "05-06", "05-17", "10-04"]),
        (2028, ["04-14", "04-17", "04-27", "05-05", "05-25", "06-05", "10-03"]),
        (2029, ["03-30", "04-02", "04-27", "05-05", "05-10", "05-21", "10-03"]),
        (2030, ["04-19", "04-22", "04-27", "05-05", "05-30", "06-10", "10-03"]),
        (2031, ["04-11", "04-14", "04-26", "05-05", "05-22", "06-02", "10-03"]),
    ] {
        let holidays = [
            Holiday::GoodFriday,
            Holiday::EasterMonday,
            Holiday::KingsDay,
            Holiday::LiberationDay,
            Holiday::Ascension,
            Holiday::WhitMonday,
            Holiday::LeidensOntzet,
        ];
        assert_eq!(holidays.map(|holiday| on(holiday, year)), days, "{year}");
    }
}

/// The list of the crate is made by others; where it has a holiday, it has ours, and the difference is known.
#[test]
fn the_crate_has_the_same_holidays_but_for_three() {
    use opening_hours::localization::Country;
    let public = Country::NL.holidays().get_public().clone();
    let ours = |date: Date| {
        let not_theirs = [Holiday::GoodFriday, Holiday::LiberationDay, Holiday::LeidensOntzet];
        Holiday::on(date).any(|holiday| !not_theirs.contains(&holiday))
    };
    let mut date = day("2024-01-01");
    let (mut ours_alone, mut theirs_alone) = (Vec::new(), Vec::new());
    while date < day("2060-01-01") {
        match (ours(date), public.contains(crate_date(date))) {
            (true, false) => ours_alone.push(date),
            (false, true) => theirs_alone.push(date),
            _ => {}
        }
        date = date.tomorrow().unwrap();
    }
    let is_liberation_day =
        |date: &&Date| Holiday::on(**date).any(|holiday| holiday == Holiday::LiberationDay);
    assert_eq!(ours_alone, Vec::<Date>::new());
    assert!(theirs_alone.iter().all(|date| is_liberation_day(&date)), "{theirs_alone:?}");
}
