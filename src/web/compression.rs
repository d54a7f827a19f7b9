//! Smaller answers for browsers that can read them.
//!
//! Invariant: what is compressed depends on `Accept-Encoding`, and `Vary` says so for the other forms too.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderValue, header};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{And, DefaultPredicate, NotForContentType, Predicate};

/// Compresses what is not compressed yet, with Brotli or gzip. Quality 5 takes a page of 12 kB well under
/// a millisecond.
pub fn layer() -> CompressionLayer<And<DefaultPredicate, NotForContentType>> {
    CompressionLayer::new()
        .quality(CompressionLevel::Precise(5))
        .compress_when(DefaultPredicate::new().and(NotForContentType::const_new("font/")))
}

/// Says that the answer depends on `Accept-Encoding` where the layer itself does not: it decides by the
/// body, which an answer to HEAD does not have.
pub async fn vary(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    if is_text(headers) && !varies(headers) {
        headers.append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    }
    response
}

fn is_text(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    let is = |prefix: &str| content_type.starts_with(prefix.as_bytes());
    is("text/") || is("application/json") || is("application/xml") || is("application/atom+xml")
}

fn varies(headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::VARY).iter();
    values.filter_map(|value| value.to_str().ok()).any(|value| {
        value.split(',').any(|name| name.trim().eq_ignore_ascii_case("accept-encoding") || name.trim() == "*")
    })
}
