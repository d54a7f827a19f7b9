//! Whether the program lives and can serve, for whoever runs it.
//!
//! Invariant: the portal is ready without its database, for published pages come from memory.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::header;

use crate::web::App;

/// `/healthz` and `/readyz`.
pub fn routes() -> Router<App> {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready))
}

async fn alive() -> &'static str {
    "ok"
}

async fn ready(State(app): State<App>) -> Response {
    let database = if app.is_database_reachable() { "reachable" } else { "unreachable" };
    let body = format!(r#"{{"status":"ready","database":"{database}"}}"#);
    ([(header::CONTENT_TYPE, "application/json")], body).into_response()
}
