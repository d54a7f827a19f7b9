//! The days on which a contact point is closed, as iCalendar (RFC 5545), for an agenda.
//!
//! Invariant: an event is a day on which something would be given and is not, by the same calendar as the page; its
//! name stays the same from one download to the next.

use axum::response::{IntoResponse, Response};
use calcard::{
    common::PartialDateTime,
    icalendar::{
        ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarParameter,
        ICalendarProperty, ICalendarTransparency, ICalendarValue, ICalendarValueType,
    },
};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use super::super::view::View;
use crate::{
    content::{
        contact::Contact,
        hours::{Calendar, Day},
        published::{Entry, Text},
    },
    web::{hours::reason_words, urls},
};

/// How many days ahead: more than a year, so that every holiday is in it.
const AHEAD: usize = 400;

/// None where the hours are not known.
pub(super) fn answer(view: View<'_>, entry: &Entry, text: &Text, contact: &Contact) -> Option<Response> {
    let closures = super::hours::closures(view, entry);
    let calendar = Calendar::new(contact, &closures);
    if calendar.is_empty() {
        return None;
    }
    let mut file = String::new();
    // Writing to a text cannot fail.
    let _ = of(view, entry, text, calendar).write_to(&mut file);
    let name = format!("attachment; filename=\"{}.ics\"", entry.id);
    let headers = [(CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
    Some((headers, file).into_response())
}

fn of(view: View<'_>, entry: &Entry, text: &Text, calendar: Calendar<'_>) -> ICalendar {
    let own = |name, value: &str| ICalendarEntry::new(name).with_value(value.to_owned());
    let title = view.t.msg_with("hours-closures-of", &[("name", text.title.to_string().into())]);
    let mut root = ICalendarComponent::new(ICalendarComponentType::VCalendar);
    root.entries = vec![
        own(ICalendarProperty::Version, "2.0"),
        own(ICalendarProperty::Prodid, "-//Leiden International//Closing days//EN"),
        own(ICalendarProperty::Name, &title),
    ];
    let closed =
        calendar.days(view.today(), AHEAD).filter(|day| day.times.is_empty() && !day.regular.is_empty());
    let events: Vec<ICalendarComponent> = closed.map(|day| event(view, entry, text, &day)).collect();
    root.component_ids = (1..).take(events.len()).collect();
    ICalendar { components: std::iter::once(root).chain(events).collect() }
}

fn event(view: View<'_>, entry: &Entry, text: &Text, day: &Day<'_>) -> ICalendarComponent {
    let reason = day.cut.and_then(|(_, reason)| reason_words(view.t, reason));
    let name = text.title.to_string();
    let summary = match reason {
        Some(reason) => {
            view.t.msg_with("hours-closure-for", &[("name", name.into()), ("reason", reason.into())])
        }
        None => view.t.msg_with("hours-closure", &[("name", name.into())]),
    };
    let host = view.app.settings().base_url.host();
    let mut event = ICalendarComponent::new(ICalendarComponentType::VEvent);
    event.add_uid(&format!("{}-{}@{host}", day.date, entry.id));
    event.add_dtstamp(moment(view.published.changed_at(entry, text, view.lang())));
    event.entries.push(whole_day(ICalendarProperty::Dtstart, day.date));
    event.entries.push(whole_day(ICalendarProperty::Dtend, day.date.tomorrow().unwrap_or(Date::MAX)));
    event.add_property(ICalendarProperty::Summary, summary);
    event.add_property(
        ICalendarProperty::Transp,
        ICalendarValue::Transparency(ICalendarTransparency::Transparent),
    );
    if let Some(path) = &text.path {
        let page = urls::absolute(&view.app.settings().base_url, &urls::page(view.lang(), path));
        event.add_property(ICalendarProperty::Url, page);
    }
    event
}

fn whole_day(name: ICalendarProperty, day: Date) -> ICalendarEntry {
    ICalendarEntry::new(name)
        .with_param(ICalendarParameter::value(ICalendarValueType::Date))
        .with_value(ICalendarValue::PartialDateTime(Box::new(date(day))))
}

fn date(day: Date) -> PartialDateTime {
    PartialDateTime {
        year: u16::try_from(day.year()).ok(),
        month: u8::try_from(day.month()).ok(),
        day: u8::try_from(day.day()).ok(),
        ..PartialDateTime::default()
    }
}

/// In UTC.
fn moment(at: Timestamp) -> PartialDateTime {
    let at = TimeZone::UTC.to_datetime(at);
    PartialDateTime {
        hour: u8::try_from(at.hour()).ok(),
        minute: u8::try_from(at.minute()).ok(),
        second: u8::try_from(at.second()).ok(),
        tz_hour: Some(0),
        tz_minute: Some(0),
        ..date(at.date())
    }
}
