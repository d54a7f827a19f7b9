//! `/opensearch.xml`: with it a browser can search here from its address bar (OpenSearch 1.1).

use askama::Template;
use axum::{extract::State, response::Response};
use http::header::CONTENT_TYPE;

use crate::{
    lang::Lang,
    web::{
        App, Locale, Query,
        error::Result,
        page_cache::{Keep, QueryKey},
        urls,
    },
};

/// The description is another in each language.
pub(super) const KEYS: &[QueryKey] =
    &[QueryKey { name: "lang", accepts: |value| Lang::from_tag(value).is_some() }];

#[derive(Template)]
#[template(path = "site/opensearch.xml")]
struct Description<'a> {
    t: &'a Locale,
    /// The absolute address of the search page.
    search: String,
}

/// The description in the language that is asked for, else in the first.
pub(super) async fn show(State(app): State<App>, Query(form): Query) -> Result<Response> {
    let lang = Lang::from_tag(form.get("lang")).unwrap_or(Lang::DEFAULT);
    let t = app.locale(lang);
    let search = urls::absolute(&app.settings().base_url, &urls::search(t));
    let xml = Description { t, search }.render()?;
    let kind = "application/opensearchdescription+xml; charset=utf-8";
    Ok(super::kept(([(CONTENT_TYPE, kind)], xml), app.clock().now(), Keep::default()))
}
