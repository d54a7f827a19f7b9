//! Leiden International.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use tower::ServiceBuilder;

use crate::web::{
    App, accept_language, addresses, compression, error_pages, health, limits, request_log, security_headers,
};

pub mod clock;
pub mod config;
pub mod content;
pub mod database;
pub mod ids;
pub mod lang;
pub mod slug;
pub mod web;

/// The whole portal.
pub fn router(app: App) -> Router {
    let routes = Router::new()
        .route("/", get(accept_language::choose_language))
        .merge(health::routes())
        .fallback(error_pages::not_found);
    with_layers(routes, app)
}

/// The rules that hold for every answer, around these routes. The first sees a request first.
pub fn with_layers(routes: Router<App>, app: App) -> Router {
    let layers = ServiceBuilder::new()
        .layer(from_fn_with_state(app.clone(), security_headers::add))
        .layer(from_fn(request_log::log))
        .layer(compression::layer())
        .layer(from_fn_with_state(app.clone(), error_pages::dress))
        .layer(error_pages::catch_panic())
        .layer(from_fn(limits::check))
        .layer(DefaultBodyLimit::max(limits::BODY))
        .layer(from_fn(addresses::without_trailing_slash));
    routes.layer(layers).with_state(app)
}
