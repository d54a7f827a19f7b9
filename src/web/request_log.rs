//! One log line for each request that reaches the router. What is answered from memory is logged by the page cache, at
//! the level `debug`; a page that is made before anyone asks is no request, and logged there too.
//!
//! Invariant: nothing about the visitor is logged: no address, no headers, no query (it may hold what
//! someone searched for), and no token of a link in the path, which would let in whoever reads the log.

use std::time::Instant;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use tracing::{Instrument, level_filters::LevelFilter};
use tracing_subscriber::filter::Targets;

use crate::config::LogFilter;

use crate::token::Token;

/// In the extensions of a request that no visitor made.
#[derive(Clone, Copy, Debug)]
pub struct MadeAhead;

/// What is logged of what was asked for: nothing that names addresses with tokens in them, at any level, and of the
/// database's notices only the warnings.
pub fn filter(asked: &LogFilter) -> Targets {
    let targets = format!("sqlx::postgres::notice=warn,{}", asked.as_str()).parse::<Targets>();
    // What is no filter has stopped the start already.
    targets.unwrap_or_default().with_target("tower_http::csrf", LevelFilter::OFF)
}

/// Logs a request and its outcome, and is the span of everything logged in between.
pub async fn log(request: Request, next: Next) -> Response {
    let span =
        tracing::error_span!("request", method = %request.method(), path = presentable(request.uri().path()));
    let is_asked_for = request.extensions().get::<MadeAhead>().is_none();
    let start = Instant::now();
    let response = next.run(request).instrument(span.clone()).await;
    let micros = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX);
    let status = response.status().as_u16();
    if is_asked_for {
        tracing::info!(parent: &span, status, micros, "answered");
    } else {
        tracing::debug!(parent: &span, status, micros, "made");
    }
    response
}

/// Enough of a path to recognise it, for a line of log is not the client's to fill; and no secret.
fn presentable(path: &str) -> String {
    let path = &path[..path.floor_char_boundary(200)];
    let segment = |segment| if Token::parse(segment).is_some() { "…" } else { segment };
    path.split('/').map(segment).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_short_and_holds_no_token() {
        let token = "0a".repeat(32);
        assert_eq!(presentable("/en/policy"), "/en/policy");
        assert_eq!(presentable(&format!("/admin/invite/{token}")), "/admin/invite/…");
        assert_eq!(presentable(&format!("/preview/{token}/en")), "/preview/…/en");
        assert_eq!(presentable(&"é".repeat(300)).len(), 200);
    }
}
