//! `/.well-known/security.txt`: where to report a vulnerability (RFC 9116).
//!
//! Invariant: the contact is the operator's; without one there is no such file.

use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use http::header::CONTENT_TYPE;
use jiff::{RoundMode, SignedDuration, TimestampRound, Unit};

use crate::{
    lang::Lang,
    web::{App, Error, error::Result, urls},
};

/// How long the file holds, from the day it is read. The standard advises less than a year.
const VALID: SignedDuration = SignedDuration::from_hours(24 * 180);

/// The file.
pub(super) async fn show(State(app): State<App>) -> Result<Response> {
    let contact = app.settings().security_contact.as_ref().ok_or(Error::NotFound)?;
    let days = TimestampRound::new().smallest(Unit::Hour).increment(24).mode(RoundMode::Trunc);
    let expires = (app.clock().now() + VALID).round(days)?;
    let languages: Vec<&str> = Lang::ALL.iter().map(|lang| lang.tag()).collect();
    let own = urls::absolute(&app.settings().base_url, "/.well-known/security.txt");
    let text = format!(
        "Contact: {}\nExpires: {expires}\nPreferred-Languages: {}\nCanonical: {own}\n",
        contact.as_str(),
        languages.join(", "),
    );
    Ok(([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}
