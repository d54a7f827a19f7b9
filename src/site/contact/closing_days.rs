//! The days on which a contact point is closed, as iCalendar (RFC 5545), for an agenda.
//!
//! Invariant: an event is a day on which something would be given and is not, by the same calendar as the page; its
//! name stays the same from one download to the next.

use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use jiff::civil::Date;

use super::{super::view::View, content_lines::ContentLines};
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
    let name = format!("attachment; filename=\"{}.ics\"", entry.id);
    let headers = [(CONTENT_TYPE, "text/calendar; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
    Some((headers, file(view, entry, text, calendar)).into_response())
}

fn file(view: View<'_>, entry: &Entry, text: &Text, calendar: Calendar<'_>) -> String {
    let mut file = ContentLines::default();
    file.push("BEGIN", "VCALENDAR");
    file.push("VERSION", "2.0");
    file.push("PRODID", "-//Leiden International//Closing days//EN");
    let title = view.t.msg_with("hours-closures-of", &[("name", text.title.to_string().into())]);
    file.push_text("NAME", &title);
    let closed =
        calendar.days(view.today(), AHEAD).filter(|day| day.times.is_empty() && !day.regular.is_empty());
    for day in closed {
        write_event(&mut file, view, entry, text, &day);
    }
    file.push("END", "VCALENDAR");
    file.into_string()
}

fn write_event(file: &mut ContentLines, view: View<'_>, entry: &Entry, text: &Text, day: &Day<'_>) {
    let host = view.app.settings().base_url.host();
    let changed = view.published.changed_at(entry, text, view.lang());
    let date = |day: Date| day.strftime("%Y%m%d").to_string();
    file.push("BEGIN", "VEVENT");
    file.push_text("UID", &format!("{}-{}@{host}", day.date, entry.id));
    file.push("DTSTAMP", &changed.strftime("%Y%m%dT%H%M%SZ").to_string());
    file.push("DTSTART;VALUE=DATE", &date(day.date));
    file.push("DTEND;VALUE=DATE", &date(day.date.tomorrow().unwrap_or(Date::MAX)));
    file.push_text("SUMMARY", &summary(view, text, day));
    file.push("TRANSP", "TRANSPARENT");
    if let Some(path) = &text.path {
        file.push("URL", &urls::absolute(&view.app.settings().base_url, &urls::page(view.lang(), path)));
    }
    file.push("END", "VEVENT");
}

fn summary(view: View<'_>, text: &Text, day: &Day<'_>) -> String {
    let name = text.title.to_string();
    match day.cut.and_then(|(_, reason)| reason_words(view.t, reason)) {
        Some(reason) => {
            view.t.msg_with("hours-closure-for", &[("name", name.into()), ("reason", reason.into())])
        }
        None => view.t.msg_with("hours-closure", &[("name", name.into())]),
    }
}
