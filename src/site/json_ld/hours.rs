//! Opening hours in the words of schema.org.
//!
//! Invariant: only what is called open on the page is open here: walk-in. "By appointment" has no word in schema.org
//! and is left out.

use jiff::{
    ToSpan,
    civil::{Date, Weekday},
};
use serde_json::{Map, Value, json};

use crate::{
    content::hours::{Calendar, Day, Mode, Service, Span},
    web::hours::WEEKS,
};

/// The place with its hours: those of the week, and the days of the next eight weeks that are otherwise. None where
/// nothing is known. In the words of schema.org a place is open, not an organisation.
pub(super) fn place(calendar: Calendar<'_>, today: Date) -> Option<Value> {
    let hours = hours(calendar, today);
    (!hours.is_empty()).then(|| {
        let mut place = Map::new();
        place.insert("@type".into(), "Place".into());
        place.extend(hours);
        place.into()
    })
}

fn hours(calendar: Calendar<'_>, today: Date) -> Map<String, Value> {
    let walk_in = || {
        let given = calendar.services().map(|(_, service)| &service.value);
        given.filter(|service| service.mode == Mode::WalkIn)
    };
    let last = today.saturating_add(i64::try_from(WEEKS * 7).unwrap_or_default().days());
    let weekly: Vec<Value> = walk_in().flat_map(|service| week(service, today, last)).collect();
    let special: Vec<Value> =
        calendar.days(today, WEEKS * 7).flat_map(|day| special(calendar, &day)).collect();
    let mut hours = Map::new();
    if !weekly.is_empty() {
        hours.insert("openingHoursSpecification".into(), weekly.into());
    }
    if !special.is_empty() {
        hours.insert("specialOpeningHoursSpecification".into(), special.into());
    }
    hours
}

/// The hours of a service that hold at any time in the next weeks.
fn week(service: &Service, today: Date, last: Date) -> Vec<Value> {
    let hours = &service.hours;
    if hours.valid_until.is_some_and(|until| until < today)
        || hours.valid_from.is_some_and(|from| last <= from)
    {
        return Vec::new();
    }
    let days = Weekday::Monday.cycle_forward().take(7);
    days.flat_map(|weekday| {
        hours.on_weekday(weekday).iter().map(move |span| {
            let mut specification = open(*span);
            specification.insert("dayOfWeek".into(), format!("https://schema.org/{weekday:?}").into());
            specification.extend(hours.valid_from.map(|from| ("validFrom".to_owned(), json!(from))));
            specification.extend(hours.valid_until.map(|until| ("validThrough".to_owned(), json!(until))));
            Value::Object(specification)
        })
    })
    .collect()
}

/// The walk-in hours of a day on which they are others than by the week.
fn special(calendar: Calendar<'_>, day: &Day<'_>) -> Vec<Value> {
    let walk_in = |times: &[(_, Vec<Span>)]| {
        let of_mode = times
            .iter()
            .filter(|(id, _)| calendar.service(*id).is_some_and(|service| service.mode == Mode::WalkIn));
        let mut spans: Vec<Span> = of_mode.flat_map(|(_, spans)| spans.clone()).collect();
        spans.sort();
        spans
    };
    let (regular, actual) = (walk_in(&day.regular), walk_in(&day.times));
    if regular == actual {
        return Vec::new();
    }
    let closed = json!({ "opens": "00:00", "closes": "00:00" });
    let specifications = match actual.as_slice() {
        [] => vec![closed.as_object().cloned().unwrap_or_default()],
        spans => spans.iter().map(|span| open(*span)).collect(),
    };
    let on_the_day = |mut specification: Map<String, Value>| {
        specification.insert("@type".into(), "OpeningHoursSpecification".into());
        specification.insert("validFrom".into(), json!(day.date));
        specification.insert("validThrough".into(), json!(day.date));
        Value::Object(specification)
    };
    specifications.into_iter().map(on_the_day).collect()
}

/// Midnight at the end of a day is its last minute, since schema.org's times end before 24:00.
fn open(span: Span) -> Map<String, Value> {
    let closes = if span.until == crate::content::hours::Minute::END {
        "23:59".to_owned()
    } else {
        span.until.to_string()
    };
    let mut specification = Map::new();
    specification.insert("@type".into(), "OpeningHoursSpecification".into());
    specification.insert("opens".into(), span.from.to_string().into());
    specification.insert("closes".into(), closes.into());
    specification
}
