//! `/.well-known/security.txt`: where to report a vulnerability (RFC 9116).
//!
//! Invariant: the contact is the operator's; without one there is no such file.

use axum::{extract::State, response::Response};
use http::header::CONTENT_TYPE;
use jiff::{RoundMode, SignedDuration, TimestampRound, Unit};

use crate::{
    lang::Lang,
    web::{App, Error, error::Result, page_cache::Keep, urls},
};

/// How long the file holds, from the day it is read. The standard advises less than a year.
const VALID: SignedDuration = SignedDuration::from_hours(24 * 180);

/// The file.
pub(super) async fn show(State(app): State<App>) -> Result<Response> {
    let contact = app.settings().security_contact.as_ref().ok_or(Error::NotFound)?;
    let days = TimestampRound::new().smallest(Unit::Hour).increment(24).mode(RoundMode::Trunc);
    let now = app.clock().now();
    let expires = (now + VALID).round(days)?;
    let languages: Vec<&str> = Lang::ALL.iter().map(|lang| lang.tag()).collect();
    let own = urls::absolute(&app.settings().base_url, "/.well-known/security.txt");
    let text = format!(
        "Contact: {}\nExpires: {expires}\nPreferred-Languages: {}\nCanonical: {own}\n",
        contact.as_str(),
        languages.join(", "),
    );
    // The next day it says another.
    let until = (now + SignedDuration::from_hours(24)).round(days)?;
    let file = ([(CONTENT_TYPE, "text/plain; charset=utf-8")], text);
    Ok(super::kept(file, now, Keep { until: Some(until), ..Keep::default() }))
}
