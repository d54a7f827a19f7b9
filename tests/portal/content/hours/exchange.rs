//! The value for other programs: the `opening-hours` crate, without a country, finds in it the times of the calendar.

use jiff::{ToSpan, civil::Date};
use leiden_international::content::{
    contact::Contact,
    hours::{Calendar, Closure, Day, Holiday, Mode, Span, opening_hours},
};
use opening_hours::OpeningHours;
use proptest::{collection, option, prelude::*, sample::select};
use serde_json::{Map, Value, json};

use super::{
    fixture::{centre_of_2023, contact, day, service},
    reference,
    weeks::{any_spans, any_week, day_from},
};

/// How many days the values of random contacts are for.
const DAYS: usize = 40;

#[test]
fn the_value_of_the_schedule_of_2023() {
    let centre = centre_of_2023();
    let calendar = Calendar::new(&centre, &[]);
    let (from, days) = (day("2023-01-01"), 731);
    let value = opening_hours(calendar, from, days).unwrap();
    assert!(value.starts_with("Mo 09:00-12:15 open \"by appointment\", We 09:00-16:30 open \"by appointment\", Mo 15:00-17:00 open; "));
    let evaluated: OpeningHours = value.parse().unwrap();
    for found in calendar.days(from, days) {
        let mut expected: Vec<_> = spans(calendar, &found).collect();
        expected.sort();
        let said = reference::open_times(&evaluated, found.date);
        assert_eq!(
            said.iter().map(|(span, comment)| (*span, comment.as_str())).collect::<Vec<_>>(),
            expected
        );
    }
}

proptest! {
    #[test]
    fn the_value_of_any_contact((contact, from) in any_contact(), closures in collection::vec(any_closure(), 0..2)) {
        let closures: Vec<Closure> = closures.into_iter().map(|closure| closure_from(from, closure)).collect();
        let calendar = Calendar::new(&contact, &closures);
        let value = opening_hours(calendar, from, DAYS).unwrap();
        let evaluated: OpeningHours = value.parse().unwrap();
        for found in calendar.days(from, DAYS) {
            assert_same_minutes(&spans(calendar, &found).collect::<Vec<_>>(), &evaluated, found.date);
        }
    }
}

/// The times of a day, each with the comment of its service.
fn spans<'a>(calendar: Calendar<'a>, day: &'a Day<'a>) -> impl Iterator<Item = (Span, &'static str)> {
    day.times.iter().flat_map(move |(id, spans)| {
        let comment = match calendar.service(*id).unwrap().mode {
            Mode::WalkIn => "",
            Mode::ByAppointment => "by appointment",
            Mode::ByPhone => "by phone",
            Mode::Online => "online",
        };
        spans.iter().map(move |span| (*span, comment))
    })
}

/// Compares the minutes at which anything begins or ends. Where services overlap, the value has one of them.
fn assert_same_minutes(expected: &[(Span, &str)], evaluated: &OpeningHours, day: Date) {
    let said = reference::open_times(evaluated, day);
    let spans = expected.iter().map(|(span, _)| span).chain(said.iter().map(|(span, _)| span));
    for minute in spans.flat_map(|span| [span.from, span.until]) {
        let comments: Vec<&str> =
            expected.iter().filter(|(span, _)| span.contains(minute)).map(|(_, comment)| *comment).collect();
        let comment =
            said.iter().find(|(span, _)| span.contains(minute)).map(|(_, comment)| comment.as_str());
        assert!(
            comment.map_or(comments.is_empty(), |comment| comments.contains(&comment)),
            "{day} {minute}: {comment:?} instead of {comments:?}"
        );
    }
}

/// A contact, and the first day of its value.
fn any_contact() -> impl Strategy<Value = (Contact, Date)> {
    let mode = select(Mode::ALL).prop_map(Mode::as_str);
    let services = collection::vec((mode, any_week(day_from(2026..2028))), 1..=3);
    let exceptions = collection::vec(any_exception(), 0..3);
    (services, any_holidays(), exceptions, day_from(2026..2028)).prop_map(
        |(services, holidays, exceptions, from)| {
            let services: Map<String, Value> = (1..)
                .zip(services)
                .map(|(id, (mode, week))| (format!("{id}"), service("Desk", mode, &week.to_string())))
                .collect();
            let exceptions: Vec<Value> = exceptions
                .into_iter()
                .map(|(ahead, length, effect, id)| {
                    let first = from + ahead.days();
                    let last = first + length.days();
                    let id = id.filter(|id| services.contains_key(id));
                    json!({ "value": { "from": first, "until": last, "effect": effect, "service": id } })
                })
                .collect();
            let fields = json!({ "services": services, "holidays": holidays, "exceptions": exceptions });
            (contact(fields), from)
        },
    )
}

fn any_holidays() -> impl Strategy<Value = Value> {
    let switches =
        collection::vec(option::of(select(&["open", "closed", "shorter"][..])), Holiday::ALL.len());
    (switches, any_spans()).prop_map(|(switches, short)| {
        let known =
            Holiday::ALL.iter().zip(switches).filter_map(|(day, switch)| Some((day.as_str(), switch?)));
        let days: Map<String, Value> = known.map(|(day, switch)| (day.to_owned(), json!(switch))).collect();
        json!({ "value": { "days": days, "short": short.as_slice()[0] } })
    })
}

/// After how many days it begins, how many it takes besides, what happens, and to which service if there is one of that number.
fn any_exception() -> impl Strategy<Value = (i64, i64, Value, Option<String>)> {
    let effect = prop_oneof![
        Just(json!("closed")),
        any_spans().prop_map(|spans| json!({ "shorter": spans.as_slice()[0] })),
        any_spans().prop_map(|spans| json!({ "instead": spans })),
    ];
    (-3..40_i64, 0..7_i64, effect, option::of((1..=3_u8).prop_map(|id| id.to_string())))
}

/// After how many hours it begins, and how many it takes.
fn any_closure() -> impl Strategy<Value = (i64, i64)> {
    (0..24 * 40_i64, 1..80_i64)
}

fn closure_from(day: Date, (ahead, length): (i64, i64)) -> Closure {
    let from = day.at(0, 0, 0, 0) + ahead.hours();
    let reason = serde_json::from_value(json!({ "en": "no power", "nl": "geen stroom" })).unwrap();
    Closure { from, until: from + length.hours(), reason }
}
