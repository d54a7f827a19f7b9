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

/// The same for the admin area: its editor makes elements from text, and its pages frame previews of their own.
const STAFF_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; object-src 'none'; frame-src 'self'; \
    frame-ancestors 'none'; form-action 'self'; base-uri 'none'";

/// The same for a preview, which the admin area may frame. No script runs in it.
const PREVIEW_POLICY: &str = "default-src 'none'; script-src 'none'; style-src 'self'; img-src 'self'; \
    font-src 'self'; object-src 'none'; frame-ancestors 'self'; form-action 'self'; base-uri 'none'";

/// In the extensions of a response: what its policy has to allow beyond that of a public page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Variation {
    /// A page of the admin area.
    Staff,
    /// A preview that stands in a frame of the admin area.
    Preview,
}

/// Sets the headers, whatever was there; and `Cache-Control: no-store` where nothing says who may keep it.
pub async fn add(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let variation = response.extensions().get().copied();
    set(response.headers_mut(), variation, app.settings().hsts_subdomains);
    response
}

fn set(headers: &mut HeaderMap, variation: Option<Variation>, hsts_subdomains: bool) {
    let hsts = if hsts_subdomains { "max-age=31536000; includeSubDomains" } else { "max-age=31536000" };
    let content_type = headers.get(header::CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    let policy = match variation {
        _ if !content_type.starts_with(b"text/html") => POLICY,
        Some(Variation::Staff) => STAFF_POLICY,
        Some(Variation::Preview) => PREVIEW_POLICY,
        None => PAGE_POLICY,
    };
    let framing = if variation == Some(Variation::Preview) { "SAMEORIGIN" } else { "DENY" };
    for (name, value) in [
        (header::STRICT_TRANSPORT_SECURITY, hsts),
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::X_FRAME_OPTIONS, framing),
        (header::REFERRER_POLICY, "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}
