//! The schedule of 2023 (a fixture, never to be published), and contacts with other hours.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use leiden_international::{
    clock,
    content::{
        contact::Contact,
        hours::{Calendar, Mode, Reason, Status},
    },
};
use serde_json::{Value, json};

pub(super) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(super) fn zone() -> TimeZone {
    clock::zone()
}

/// A moment by the clocks of Leiden.
pub(super) fn at(text: &str) -> Timestamp {
    let local: jiff::civil::DateTime = text.parse().unwrap();
    zone().to_ambiguous_timestamp(local).compatible().unwrap()
}

pub(super) fn contact(fields: Value) -> Contact {
    let mut contact = json!({ "organisation": "other" });
    let (Value::Object(contact_), Value::Object(fields)) = (&mut contact, fields) else { panic!("objects") };
    contact_.extend(fields);
    serde_json::from_value(contact).unwrap()
}

pub(super) fn service(name: &str, mode: &str, hours: &str) -> Value {
    json!({ "value": { "name": { "en": name, "nl": name }, "mode": mode, "hours": hours } })
}

/// Every holiday with that switch.
pub(super) fn holidays(switch: &str) -> Value {
    let all = [
        "new_year",
        "good_friday",
        "easter_sunday",
        "easter_monday",
        "kings_day",
        "liberation_day",
        "ascension",
        "whit_sunday",
        "whit_monday",
        "leidens_ontzet",
        "christmas",
        "second_christmas",
    ];
    let days: serde_json::Map<_, _> = all.iter().map(|day| ((*day).to_owned(), json!(switch))).collect();
    json!({ "value": { "days": days, "short": "10:00-13:00" } })
}

/// The centre as it was in 2023.
pub(super) fn centre_of_2023() -> Contact {
    contact(json!({
        "services": {
            "1": service("BSN registration", "by_appointment", "Mo 09:00-12:15; We 09:00-16:30"),
            "2": service("Helpdesk", "walk_in", "Mo 15:00-17:00"),
        },
        "holidays": holidays("closed"),
        "exceptions": [{ "value": {
            "from": "2023-12-25", "until": "2023-12-29", "effect": "closed",
            "reason": { "en": "winter closing", "nl": "wintersluiting" },
        } }],
    }))
}

/// An organisation that is open every day from nine to five, with all switches on that.
pub(super) fn daily(switch: &str) -> Contact {
    contact(json!({
        "services": { "1": service("Desk", "walk_in", "Mo-Su 09:00-17:00") },
        "holidays": holidays(switch),
    }))
}

/// What a status says, in a few words.
pub(super) fn words(status: &Status<'_>) -> String {
    let now = status.now.first().map(|active| match active.mode {
        Mode::WalkIn => format!("open until {}", active.until),
        Mode::ByAppointment => format!("by appointment until {}", active.until),
        other => format!("{} until {}", other.as_str(), active.until),
    });
    let closed = status.closed_for.map(|reason| format!("closed: {}", reason_words(reason)));
    let next = status.next.map(|next| format!("{} {} {}", next.mode.as_str(), next.date, next.span.from));
    let said = now.or(closed).unwrap_or_else(|| "closed".to_owned());
    format!("{said}; next {}", next.unwrap_or_else(|| "nothing".to_owned()))
}

pub(super) fn reason_words(reason: Reason<'_>) -> String {
    match reason {
        Reason::Holiday(holiday) => holiday.as_str().to_owned(),
        Reason::Words(words) => {
            let english = words.and_then(|words| words.iter().next()?.1.as_ref());
            english.map(ToString::to_string).unwrap_or_default()
        }
    }
}

/// The status at a moment by the clocks of Leiden, in a few words.
pub(super) fn status(contact: &Contact, moment: &str) -> String {
    words(&Calendar::new(contact, &[]).status(at(moment), &zone()))
}
