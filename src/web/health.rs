//! Whether the program lives and can serve, for whoever runs it.
//!
//! Invariant: the portal is ready without its database, for published pages come from memory; it is not before there are
//! any.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use http::{StatusCode, header};
use serde_json::json;

use crate::content::published::Origin;
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
    let (status, word, published) = match app.published().origin() {
        Origin::Database => (StatusCode::OK, "ready", json!({ "from": "database" })),
        Origin::Copy(at) => (StatusCode::OK, "ready", json!({ "from": "copy", "at": at })),
        Origin::Nowhere => (StatusCode::SERVICE_UNAVAILABLE, "waiting", json!({ "from": "nowhere" })),
    };
    let body = json!({ "status": word, "database": database, "published": published }).to_string();
    (status, [(header::CONTENT_TYPE, "application/json")], body).into_response()
}
