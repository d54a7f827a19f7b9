//! What may be meant, while someone types: titles that begin so, for the search page's own list and for browsers.

use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use serde_json::json;

use super::LONGEST;
use crate::{
    lang::Lang,
    web::{App, Error, Query, error::Result, limits::Times},
};

/// The form that the OpenSearch standard has for suggestions.
const KIND: &str = "application/x-suggestions+json; charset=utf-8";

/// What was typed, and a list of titles.
pub(in crate::site) async fn show(
    State(app): State<App>,
    Path(lang): Path<String>,
    Query(form): Query,
) -> Result<Response> {
    let lang = Lang::from_tag(&lang).ok_or(Error::NotFound)?;
    let typed: String = form.get("q").chars().take(LONGEST).collect();
    let findable = app.searchable(Times::default().index).await.ok_or(Error::Unavailable)?;
    let titles = findable.index().suggest(&typed, lang);
    let body = json!([typed, titles]).to_string();
    Ok(([(CONTENT_TYPE, KIND), (CACHE_CONTROL, "no-store")], body).into_response())
}
