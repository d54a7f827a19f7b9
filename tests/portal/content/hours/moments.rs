//! Moments: the schedule of 2023, each edge with the minutes around it, clock changes, ends of years.

use jiff::{SignedDuration, ToSpan, civil::Date, tz::TimeZone};
use leiden_international::content::{
    contact::Contact,
    hours::{Calendar, Closure, opening_hours},
};
use serde_json::json;

use super::fixture::{at, centre_of_2023, contact, daily, day, holidays, service, status, words, zone};

#[test]
fn the_schedule_of_2023() {
    let centre = centre_of_2023();
    for (id, moment, expected) in [
        ("H1", "2023-04-10T12:00", "closed: easter_monday; next by_appointment 2023-04-12 09:00"),
        ("H2", "2023-04-17T08:59", "closed; next by_appointment 2023-04-17 09:00"),
        ("H3", "2023-04-17T09:00", "by appointment until 12:15; next walk_in 2023-04-17 15:00"),
        ("H4", "2023-04-17T12:14", "by appointment until 12:15; next walk_in 2023-04-17 15:00"),
        ("H5", "2023-04-17T12:15", "closed; next walk_in 2023-04-17 15:00"),
        ("H6", "2023-04-17T15:00", "open until 17:00; next by_appointment 2023-04-19 09:00"),
        ("H7", "2023-04-17T17:00", "closed; next by_appointment 2023-04-19 09:00"),
        ("H8", "2023-05-29T09:30", "closed: whit_monday; next by_appointment 2023-05-31 09:00"),
        ("H9", "2023-12-20T10:00", "by appointment until 16:30; next by_appointment 2024-01-03 09:00"),
        ("H10", "2023-12-27T10:00", "closed: winter closing; next by_appointment 2024-01-03 09:00"),
        ("H11", "2023-03-26T03:30", "closed; next by_appointment 2023-03-27 09:00"),
    ] {
        assert_eq!(status(&centre, moment), expected, "{id}");
    }
}

#[test]
fn without_hours_nothing_is_said() {
    let empty = contact(json!({}));
    let calendar = Calendar::new(&empty, &[]);
    assert!(calendar.is_empty());
    assert_eq!(opening_hours(calendar, day("2026-11-26"), 56), None);
    let found = calendar.status(at("2026-11-26T12:00"), &zone());
    assert_eq!((found.now.len(), found.next, found.until), (0, None, None));
}

/// The zone of the server plays no part: a moment is a moment.
#[test]
fn the_zone_is_that_of_leiden() {
    let centre = centre_of_2023();
    let moment = at("2023-04-17T15:00");
    for zone_name in ["UTC", "America/New_York", "Pacific/Kiritimati"] {
        let there = TimeZone::get(zone_name).unwrap().to_datetime(moment);
        let back = TimeZone::get(zone_name).unwrap().to_ambiguous_timestamp(there).compatible().unwrap();
        let found = Calendar::new(&centre, &[]).status(back, &zone());
        assert_eq!(words(&found), "open until 17:00; next by_appointment 2023-04-19 09:00", "{zone_name}");
    }
}

/// Every minute of two years: what is said holds until the moment that is named, and changes then; and what it says is
/// what the day says.
#[test]
fn a_status_holds_until_it_says_so_and_no_longer() {
    let centre = centre_of_2023();
    let calendar = Calendar::new(&centre, &[]);
    let zone = zone();
    let (mut now, end) = (at("2023-01-01T00:00"), at("2025-01-01T00:00"));
    let minute = SignedDuration::from_mins(1);
    let mut minutes = 0;
    while now < end {
        let found = calendar.status(now, &zone);
        let until = found.until.unwrap();
        assert!(until > now);
        let mut said: Vec<_> = found.now.iter().map(|active| (active.service, active.until)).collect();
        said.sort();
        let mut moment = now;
        let mut day = calendar.day(zone.to_datetime(now).date());
        while moment < until.min(end) {
            let local = zone.to_datetime(moment);
            if local.date() != day.date {
                day = calendar.day(local.date());
            }
            let at = u16::try_from(local.hour()).unwrap() * 60 + u16::try_from(local.minute()).unwrap();
            let spans = day.times.iter().flat_map(|(id, spans)| spans.iter().map(move |span| (*id, *span)));
            let given: Vec<_> = spans
                .filter(|(_, span)| span.from.minutes() <= at && at < span.until.minutes())
                .map(|(id, span)| (id, span.until))
                .collect();
            assert_eq!(said, given, "{local}");
            minutes += 1;
            moment += minute;
        }
        let later = calendar.status(until, &zone);
        assert!(later.now != found.now || later.next != found.next, "{until} changed nothing");
        now = until;
    }
    assert_eq!(minutes, (365 + 366) * 24 * 60);
}

#[test]
fn the_minutes_around_each_edge() {
    let open = daily("open");
    for date in
        ["2026-11-26", "2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31", "2026-12-31", "2028-02-29"]
    {
        let said = |time: &str| status(&open, &format!("{date}T{time}"));
        assert!(said("08:59").starts_with("closed; next walk_in"), "{date}");
        for time in ["09:00", "09:01", "16:59"] {
            assert!(said(time).starts_with("open until 17:00"), "{date} {time}");
        }
        for time in ["17:00", "17:01"] {
            assert!(said(time).starts_with("closed; next"), "{date} {time}");
        }
    }
    let daily = daily("closed");
    assert_eq!(status(&daily, "2026-12-31T18:00"), "closed; next walk_in 2027-01-02 09:00");
    assert_eq!(status(&daily, "2027-01-01T10:00"), "closed: new_year; next walk_in 2027-01-02 09:00");
}

/// In spring an hour does not exist, in autumn one comes twice.
#[test]
fn hours_in_the_night_of_a_clock_change() {
    let night =
        contact(json!({ "services": { "1": service("Night", "walk_in", "Su 01:30-02:30,03:15-04:00") } }));
    let zone = zone();
    let calendar = Calendar::new(&night, &[]);
    // 02:30 does not exist on 29 March: at 03:00 it is past.
    let spring = calendar.status("2026-03-29T00:45:00Z".parse().unwrap(), &zone);
    assert_eq!(words(&spring), "open until 02:30; next walk_in 2026-03-29 03:15");
    assert_eq!(
        words(&calendar.status("2026-03-29T01:00:00Z".parse().unwrap(), &zone)),
        "closed; next walk_in 2026-03-29 03:15"
    );
    // 02:30 comes twice on 25 October; between the two it is 02:00 again.
    for moment in ["2026-10-25T00:10:00Z", "2026-10-25T01:10:00Z"] {
        let autumn = calendar.status(moment.parse().unwrap(), &zone);
        assert_eq!(words(&autumn), "open until 02:30; next walk_in 2026-10-25 03:15", "{moment}");
    }
}

#[test]
fn exceptions_change_the_day_that_they_are_for() {
    let contact = contact(json!({
        "services": {
            "1": service("Desk", "walk_in", "Mo-Fr 09:00-17:00"),
            "2": service("Phone", "by_phone", "Mo-Fr 10:00-12:00"),
        },
        "holidays": holidays("open"),
        "exceptions": [
            { "value": { "from": "2026-11-30", "until": "2026-12-01", "effect": "closed" } },
            { "value": { "from": "2026-12-02", "until": "2026-12-02", "effect": { "shorter": "08:00-11:00" } } },
            { "value": { "from": "2026-12-05", "until": "2026-12-05", "service": "1", "effect": { "instead": "10:00-11:00,13:00-14:00" } } },
            { "value": { "from": "2026-12-07", "until": "2026-12-07", "service": "2", "effect": "closed" } },
        ],
    }));
    let calendar = Calendar::new(&contact, &[]);
    let said = |date: &str| {
        let day = calendar.day(day(date));
        let spans = |(id, spans): &(_, Vec<_>)| {
            format!("{id}: {}", spans.iter().map(ToString::to_string).collect::<Vec<_>>().join(","))
        };
        day.times.iter().map(spans).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(said("2026-11-27"), "1: 09:00-17:00 2: 10:00-12:00");
    assert_eq!(said("2026-11-30"), "");
    assert_eq!(said("2026-12-01"), "");
    assert_eq!(said("2026-12-02"), "1: 09:00-11:00 2: 10:00-11:00");
    assert_eq!(said("2026-12-05"), "1: 10:00-11:00,13:00-14:00");
    assert_eq!(said("2026-12-07"), "1: 09:00-17:00");
    assert_eq!(said("2026-12-08"), "1: 09:00-17:00 2: 10:00-12:00");
}

#[test]
fn a_closure_cuts_what_lies_within_it() {
    let desk = daily("closed");
    let reason = serde_json::from_value(json!({ "en": "no power", "nl": "geen stroom" })).unwrap();
    let closures = [Closure {
        from: "2026-11-26T12:00".parse().unwrap(),
        until: "2026-11-28T10:00".parse().unwrap(),
        reason,
    }];
    let calendar = Calendar::new(&desk, &closures);
    let said = |moment: &str| words(&calendar.status(at(moment), &zone()));
    assert_eq!(said("2026-11-26T11:59"), "open until 12:00; next walk_in 2026-11-28 10:00");
    assert_eq!(said("2026-11-26T12:00"), "closed; next walk_in 2026-11-28 10:00");
    assert_eq!(said("2026-11-27T12:00"), "closed: no power; next walk_in 2026-11-28 10:00");
    assert_eq!(said("2026-11-28T10:00"), "open until 17:00; next walk_in 2026-11-29 09:00");
}

#[test]
fn hours_between_dates() {
    let desk = contact(json!({
        "services": {
            "1": service("Desk", "walk_in", "1900 Jan 01-2026 Aug 31 Mo 09:00-17:00"),
            "2": service("Desk", "walk_in", "2026 Sep 01-9999 Dec 31 Mo 10:00-12:00"),
        },
    }));
    assert_eq!(status(&desk, "2026-08-31T09:30"), "open until 17:00; next walk_in 2026-09-07 10:00");
    assert_eq!(status(&desk, "2026-09-07T09:30"), "closed; next walk_in 2026-09-07 10:00");
}

#[test]
fn the_days_that_follow_are_in_order() {
    let centre: Contact = centre_of_2023();
    let days: Vec<Date> =
        Calendar::new(&centre, &[]).days(day("2023-12-30"), 4).map(|day| day.date).collect();
    assert_eq!(days, [0, 1, 2, 3].map(|ahead| day("2023-12-30") + ahead.days()));
}
