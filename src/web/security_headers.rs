//! The headers that protect a visitor, on every answer.
//!
//! Invariant: exactly one of each. Two policies would be joined, and no longer say what either says.
//! The set is the one that the Internet.nl test and OWASP ASVS 5.0 (3.4) ask for.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderMap, HeaderValue, header};

use crate::web::App;

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
    connect-src 'self'; manifest-src 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; \
    base-uri 'none'";

/// The same for pages: text can never become script there.
const PAGE_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; object-src 'none'; frame-ancestors 'none'; \
    form-action 'self'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// Sets the headers, whatever was there; and `Cache-Control: no-store` where nothing says who may keep it.
pub async fn add(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    set(response.headers_mut(), app.settings().hsts_subdomains);
    response
}

fn set(headers: &mut HeaderMap, hsts_subdomains: bool) {
    let hsts = if hsts_subdomains { "max-age=31536000; includeSubDomains" } else { "max-age=31536000" };
    let content_type = headers.get(header::CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    let policy = if content_type.starts_with(b"text/html") { PAGE_POLICY } else { POLICY };
    for (name, value) in [
        (header::STRICT_TRANSPORT_SECURITY, hsts),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::REFERRER_POLICY, "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}
