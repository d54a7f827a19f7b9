//! The answer to a form that could not be saved, through no fault of what is in it.
//!
//! Invariant: it asks the database nothing, and all that was sent is in it.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use http::{StatusCode, header::RETRY_AFTER};

use super::address;
use crate::{
    admin::{
        Admin,
        errand::Errand,
        layout::{AdminLayout, Place},
        staff::Staff,
    },
    ids::EntryId,
    lang::Lang,
    web::{
        Error, Form,
        error::{self, Result},
    },
};

#[derive(Template)]
#[template(path = "admin/entry/unsaved.html")]
struct UnsavedPage<'a> {
    layout: AdminLayout<'a>,
    /// Why it is not saved, and what to do.
    words: String,
    /// Where the form is sent again.
    to: String,
    fields: &'a [(String, String)],
    /// What was typed, to be read and copied.
    typed: String,
}

/// The form of an entry in a page that sends it again, if the error is one of ours or says that the form is too large;
/// any other error stays what it is.
pub(super) fn page(
    admin: &Admin,
    staff: &Staff,
    id: &EntryId,
    sent: &Form,
    error: Error,
) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let layout = AdminLayout::new(admin, staff, Place::Pages, &t.msg("editor-unsaved"));
    answer(layout, address(id), sent.pairs(), error)
}

/// The same for a form of which it cannot be known who sent it.
pub(in crate::admin) fn page_for_anyone(
    admin: &Admin,
    lang: Lang,
    address: &str,
    sent: &Form,
    error: Error,
) -> Result<Response> {
    let errand = Errand::of_refused(address, sent);
    let Some(kept) = errand.kept() else { return Err(error) };
    let title = admin.app.locale(lang).msg("editor-unsaved");
    let layout = AdminLayout::open(&admin.app, lang, &title).in_one_language();
    answer(layout, kept.to.clone(), &kept.fields, error)
}

fn answer(
    layout: AdminLayout<'_>,
    to: String,
    fields: &[(String, String)],
    error: Error,
) -> Result<Response> {
    let (status, words) = match error {
        Error::Internal(cause) => {
            tracing::error!(cause = format!("{cause:#}"), "a form could not be saved");
            (StatusCode::SERVICE_UNAVAILABLE, layout.t.msg("editor-unsaved-unavailable"))
        }
        Error::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, layout.t.msg("editor-unsaved-unavailable")),
        Error::PayloadTooLarge => (StatusCode::PAYLOAD_TOO_LARGE, layout.t.msg("editor-unsaved-too-large")),
        error => return Err(error),
    };
    let page = UnsavedPage { layout: layout.with_errors(), words, to, fields, typed: typed(fields) };
    let mut response = (status, Html(page.render()?)).into_response();
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(RETRY_AFTER, error::RETRY_AFTER);
    }
    Ok(response)
}

/// The texts of a form, without what it says of itself.
fn typed(fields: &[(String, String)]) -> String {
    let is_of_form = |name: &str| matches!(name, "form_id" | "seq" | "base" | "do" | "then" | "section");
    let typed = fields.iter().filter(|(name, value)| !is_of_form(name) && !value.trim().is_empty());
    typed.map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n\n")
}
