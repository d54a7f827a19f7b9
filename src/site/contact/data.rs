//! A contact point as JSON, for other programs.
//!
//! The shape: `id`, `name`, `language`, `url`, `summary`, `details` (as in the content files of this portal, without
//! what is not confirmed), and where hours are known `openingHours`: `value` (OpenStreetMap's `opening_hours`, exact from
//! `from` on for `days` days), `timeZone`, `open` (walk-in now), `byAppointment`, `until` (RFC 3339 in UTC, when that
//! changes). Dates are ISO 8601. What is not known is absent. No address of it answers with an error of its own.
//!
//! Invariant: every value is one that the page shows.

use axum::response::{IntoResponse, Response};
use http::header::CONTENT_TYPE;
use serde_json::{Value, json};

use super::super::view::View;
use crate::{
    clock,
    content::{
        contact::Contact,
        hours::{Calendar, Mode, opening_hours},
        published::{Entry, Text},
    },
    web::{hours::WEEKS, urls},
};

pub(super) fn answer(view: View<'_>, entry: &Entry, text: &Text, contact: &Contact) -> Response {
    let page = text
        .path
        .as_deref()
        .map(|path| urls::absolute(&view.app.settings().base_url, &urls::page(view.lang(), path)));
    let mut data = json!({
        "id": entry.id,
        "name": text.title,
        "language": view.lang().tag(),
        "url": page,
        "details": contact,
    });
    if let Value::Object(data) = &mut data {
        let summary = text.summary.as_ref().map(|summary| summary.to_string().into());
        data.extend(summary.map(|summary: Value| ("summary".to_owned(), summary)));
        data.extend(hours(view, entry, contact).map(|hours| ("openingHours".to_owned(), hours)));
    }
    ([(CONTENT_TYPE, "application/json")], data.to_string()).into_response()
}

fn hours(view: View<'_>, entry: &Entry, contact: &Contact) -> Option<Value> {
    let closures = super::hours::closures(view, entry);
    let calendar = Calendar::new(contact, &closures);
    let (today, days) = (view.today(), WEEKS * 7);
    let value = opening_hours(calendar, today, days)?;
    let status = calendar.status(view.now, view.app.clock().zone());
    if let Some(until) = status.until {
        view.holds_until(until);
    }
    let is = |mode| status.now.iter().any(|active| active.mode == mode);
    Some(json!({
        "value": value,
        "from": today,
        "days": days,
        "timeZone": clock::ZONE,
        "open": is(Mode::WalkIn),
        "byAppointment": is(Mode::ByAppointment),
        "until": status.until,
    }))
}
