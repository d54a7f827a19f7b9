//! The answer to a form that could not be taken while the database is away.
//!
//! Invariant: it asks the database nothing, and all that was sent is in it.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use http::HeaderMap;

use super::Guest;
use crate::web::{Error, Form, Locale, accept_language, assets, error::Result};

#[derive(Template)]
#[template(path = "guest/unsaved.html")]
struct UnsavedPage<'a> {
    t: &'a Locale,
    /// Where the form is sent again.
    to: &'a str,
    fields: &'a [(String, String)],
    /// What was typed, to be read and copied.
    typed: Vec<&'a str>,
}

/// What came of a form; if it could not be taken, a page that sends it again.
pub(super) fn unless_taken(
    taken: Result<Response>,
    guest: &Guest,
    headers: &HeaderMap,
    to: &str,
    sent: &Form,
) -> Result<Response> {
    let Err(error @ Error::Unavailable) = taken else { return taken };
    let fields = sent.pairs();
    let typed = fields.iter().filter(|(name, value)| name != "shown" && !value.trim().is_empty());
    let page = UnsavedPage {
        t: guest.app.locale(accept_language::preferred(headers)),
        to,
        fields,
        typed: typed.map(|(_, value)| value.as_str()).collect(),
    };
    let html = page.render()?;
    let (parts, _) = error.into_response().into_parts();
    Ok((parts.status, parts.headers, Html(html)).into_response())
}

impl UnsavedPage<'_> {
    fn asset(&self, name: &str) -> &'static str {
        assets::asset(name)
    }
}
