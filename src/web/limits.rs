//! How large, how slow and how strange a request may be.
//!
//! Invariant: past this layer an address is short, valid UTF-8 without control characters, and a body is not
//! larger than a form of ours needs and comes in reasonable time. hyper's own limits (see [`server`](super::server)) lie above these, so
//! that a visitor who meets a limit gets a page.

use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, Method, Uri, header};
use percent_encoding::percent_decode_str;
use tokio::time::timeout;
use tower_http::timeout::{DeadlineBody, TimeoutBody, TimeoutError};

use crate::web::Error;

/// Bytes of path and query together.
pub const ADDRESS: usize = 2_048;
/// Bytes of all header lines together.
pub const HEADERS: usize = 16 * 1_024;
/// Header lines. A browser sends about twenty.
pub const HEADER_COUNT: usize = 64;
/// Bytes of a body, where there may be one.
pub const BODY: usize = 64 * 1_024;
/// Bytes of a body in the admin area, where a form holds a whole entry in every language.
pub const STAFF_BODY: usize = 1_024 * 1_024;
/// Bytes of a body at a step of signing in, which carries such a form along, with a longer name for each field.
pub const SIGN_IN_BODY: usize = 4 * STAFF_BODY;

/// Bytes of a body with a file for translators: the longest that is read, encoded as a form.
pub const TRANSLATIONS_BODY: usize = 4 * STAFF_BODY;

/// Bytes of a body that is sent to a path.
pub fn body(path: &str) -> usize {
    match path {
        "/admin/sign-in" | "/admin/second-factor" | "/admin/second-factor/set-up" => SIGN_IN_BODY,
        "/admin/translations/import" | "/admin/translations/import/save" => TRANSLATIONS_BODY,
        path if path.starts_with("/admin/") => STAFF_BODY,
        _ => BODY,
    }
}

/// How long a request may take.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// From one part of the body to the next.
    pub pause: Duration,
    /// For the whole body.
    pub body: Duration,
    /// Until the answer begins, reading the body included.
    pub answer: Duration,
    /// For the index, where something is searched before there is one.
    pub index: Duration,
}

impl Default for Times {
    fn default() -> Self {
        // The longest body there may be takes half a minute at 1 Mbit/s.
        let seconds = Duration::from_secs;
        Times { pause: seconds(15), body: seconds(60), answer: seconds(90), index: seconds(2) }
    }
}

/// Whether a request is within the limits.
pub fn are_kept<B>(request: &http::Request<B>) -> bool {
    check_request(request).is_ok()
}

fn check_request<B>(request: &http::Request<B>) -> Result<(), Error> {
    check_address(request.uri())?;
    check_headers(request.headers())?;
    check_body(request.uri(), request.method(), request.headers())
}

/// Refuses a request that is beyond a limit.
pub async fn check(request: Request, next: Next) -> Response {
    match check_request(&request) {
        Ok(()) => in_time(request, next).await,
        Err(error) => error.into_response(),
    }
}

/// The answer, unless the request or the answer takes too long.
async fn in_time(request: Request, next: Next) -> Response {
    let times = request.extensions().get::<Times>().copied().unwrap_or_default();
    let request = match *request.method() {
        Method::GET | Method::HEAD => request,
        _ => request.map(|body| {
            Body::new(TimeoutBody::new(times.pause, Body::new(DeadlineBody::new(times.body, body))))
        }),
    };
    timeout(times.answer, next.run(request)).await.unwrap_or_else(|_| {
        tracing::error!(seconds = times.answer.as_secs(), "a request took too long and was given up");
        Error::Unavailable.into_response()
    })
}

/// Whether a body could not be read because it came too slowly.
pub(super) fn is_too_slow(error: &(dyn std::error::Error + 'static)) -> bool {
    std::iter::successors(Some(error), |error| error.source())
        .any(<dyn std::error::Error>::is::<TimeoutError>)
}

fn check_address(uri: &Uri) -> Result<(), Error> {
    if uri.path_and_query().is_some_and(|address| address.as_str().len() > ADDRESS) {
        return Err(Error::UriTooLong);
    }
    // Most addresses have nothing to decode, and are seen through at a glance.
    if uri.path_and_query().is_some_and(|address| address.as_str().bytes().all(is_plain)) {
        return Ok(());
    }
    let readable = |text: &str, allowed: fn(char) -> bool| {
        percent_decode_str(text).decode_utf8().is_ok_and(|text| text.chars().all(allowed))
    };
    let path = readable(uri.path(), |c| !c.is_control());
    // A text field may hold line breaks, but never NUL.
    let query = readable(uri.query().unwrap_or_default(), |c| c != '\0');
    if !path || !query {
        return Err(Error::BadRequest);
    }
    // No address of ours needs encoding: an encoded one would be a second address of the same page.
    if uri.path().contains('%') { Err(Error::NotFound) } else { Ok(()) }
}

fn is_plain(byte: u8) -> bool {
    byte.is_ascii_graphic() && byte != b'%'
}

fn check_headers(headers: &HeaderMap) -> Result<(), Error> {
    // Each line has a colon, a space and a line end besides.
    let size: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum();
    if size > HEADERS || headers.len() > HEADER_COUNT { Err(Error::HeadersTooLarge) } else { Ok(()) }
}

/// A page is asked for without a body. A body of unknown length is stopped while it is read, by axum.
fn check_body(uri: &Uri, method: &Method, headers: &HeaderMap) -> Result<(), Error> {
    let length = match headers.get(header::CONTENT_LENGTH) {
        None => 0,
        Some(length) => length.to_str().ok().and_then(|length| length.parse().ok()).unwrap_or(usize::MAX),
    };
    let limit = match *method {
        Method::GET | Method::HEAD => 0,
        _ => body(uri.path()),
    };
    let chunked = headers.contains_key(header::TRANSFER_ENCODING);
    if length > limit || (limit == 0 && chunked) { Err(Error::PayloadTooLarge) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use super::*;

    fn address(uri: &str) -> StatusCode {
        check_address(&uri.parse().unwrap()).err().map_or(StatusCode::OK, |error| error.status())
    }

    #[test]
    fn addresses_are_short_and_readable() {
        for good in ["/", "/en/policy?q=a%0Ab", "/en?q=%"] {
            assert_eq!(address(good), StatusCode::OK, "{good}");
        }
        for bad in
            ["/en/%00", "/en/%0a", "/en/%7f", "/en/%ff", "/en/%c3%28", "/en?q=%00", "/en?q=%ff", "/%C2%85"]
        {
            assert_eq!(address(bad), StatusCode::BAD_REQUEST, "{bad}");
        }
        for other in
            ["/en%2fpolicy", "/%65n", "/en/%70olicy", "/nl/caf%C3%A9", "/en/100%", "/%5cevil.example"]
        {
            assert_eq!(address(other), StatusCode::NOT_FOUND, "{other}");
        }
        assert_eq!(address("/en?next=%2Fen"), StatusCode::OK);
        assert_eq!(address(&format!("/{}", "a".repeat(ADDRESS - 1))), StatusCode::OK);
        assert_eq!(address(&format!("/{}", "a".repeat(ADDRESS))), StatusCode::URI_TOO_LONG);
        assert_eq!(address(&format!("/?{}", "a".repeat(ADDRESS - 1))), StatusCode::URI_TOO_LONG);
    }
}
