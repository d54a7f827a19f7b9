//! The read face: every page of the public site.
//!
//! Invariant: GET only, no cookie, no query. A page is a pure function of one [`Published`], the address and the clock.
//!
//! `page.rs` finds what is at an address and says it; the other kinds are in files of their own.
//!
//! [`Published`]: crate::content::published::Published

use axum::{
    Router,
    extract::{Request, State},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
    routing::get,
};
use http::header::CACHE_CONTROL;
use jiff::Timestamp;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::{
    content::published::Origin,
    lang::Lang,
    web::{
        App, Error, assets,
        page_cache::{self, KEPT_SECONDS, Keep, Keepable, QueryKey},
    },
};

mod page;
pub mod preview;

mod action;
mod contact;
mod document;
mod ending;
mod figure;
mod goal;
mod opening_hours;
mod tree;

mod search;

mod json_ld;
mod mention;
mod parity;
mod section;
mod view;

mod opensearch;
mod robots;
mod security_txt;
mod sitemap;

/// What of the site is kept in memory: every page and file, but nothing that was searched for.
pub const KEEPABLE: Keepable = Keepable { keys, addresses: sitemap::addresses };

/// The query keys that the page at a path declares; none where nothing is kept.
fn keys(path: &str) -> Option<&'static [QueryKey]> {
    match path {
        "/opensearch.xml" => Some(opensearch::KEYS),
        "/sitemap.xml" | "/robots.txt" | "/.well-known/security.txt" => Some(&[]),
        // One address less the slash leads to the other.
        _ if path.ends_with('/') => None,
        _ => {
            let path = path.strip_prefix('/')?;
            let (lang, path) = path.split_once('/').unwrap_or((path, ""));
            let is_search = search::WORDS.contains(&path.split('/').next().unwrap_or_default());
            (Lang::from_tag(lang).is_some() && !is_search).then_some(&[])
        }
    }
}

/// A page that was made at a moment, and may be kept.
fn kept(page: impl IntoResponse, now: Timestamp, keep: Keep) -> Response {
    let mut response = page.into_response();
    let seconds = page_cache::keep_for(now, keep.until).unwrap_or(KEPT_SECONDS);
    response.headers_mut().insert(CACHE_CONTROL, seconds);
    response.extensions_mut().insert(keep);
    response
}

/// Says that nothing can be shown yet, instead of that nothing is there.
async fn once_something_is_known(State(app): State<App>, request: Request, next: Next) -> Response {
    match app.published().origin() {
        Origin::Nowhere => Error::NotReady.into_response(),
        Origin::Database | Origin::Copy(_) => next.run(request).await,
    }
}

/// The addresses of the public site.
pub fn routes(app: App) -> Router<App> {
    let searches = search::WORDS.iter().fold(Router::new(), |router, word| {
        router
            .route(&format!("/{{lang}}/{word}"), get(search::show))
            .route(&format!("/{{lang}}/{word}/suggestions"), get(search::suggest))
    });
    searches
        .route("/{lang}", get(page::show_home))
        .route("/{lang}/{*path}", get(page::show))
        .route("/opensearch.xml", get(opensearch::show))
        // Where Dutch visitors of a public website expect its accessibility statement.
        .route("/toegankelijkheid", get(page::show_without_language))
        .route("/sitemap.xml", get(sitemap::show))
        .route("/robots.txt", get(robots::show))
        .route("/.well-known/security.txt", get(security_txt::show))
        .layer(SetResponseHeaderLayer::if_not_present(CACHE_CONTROL, |response: &Response| {
            (!response.status().is_client_error() && !response.status().is_server_error())
                .then_some(KEPT_SECONDS)
        }))
        .layer(from_fn_with_state(app, once_something_is_known))
        .route("/static/{name}", get(assets::serve))
}
