//! One log line for each request that reaches the router.
//!
//! Invariant: nothing about the visitor is logged: no address, no headers, no query (it may hold what
//! someone searched for).

use std::time::Instant;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

/// Logs a request and its outcome, and is the span of everything logged in between.
pub async fn log(request: Request, next: Next) -> Response {
    let span =
        tracing::error_span!("request", method = %request.method(), path = shortened(request.uri().path()));
    let start = Instant::now();
    let response = next.run(request).instrument(span.clone()).await;
    let micros = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
    tracing::info!(parent: &span, status = response.status().as_u16(), micros, "answered");
    response
}

/// Enough of a path to recognise it; a line of log is not the client's to fill.
fn shortened(path: &str) -> &str {
    &path[..path.floor_char_boundary(200)]
}
