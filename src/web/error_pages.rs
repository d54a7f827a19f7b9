//! Dresses bare errors: a page in the visitor's language, always with a way on.
//!
//! Invariant: no error leaves the portal without such a page, and none says anything about its cause.

use std::any::Any;
use std::sync::Arc;

use askama::Template;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use tower_http::catch_panic::CatchPanicLayer;

use crate::lang::Lang;
use crate::web::{App, Error, Locale, Offer, accept_language};

/// An error, told to a visitor.
#[derive(Template)]
#[template(path = "web/error.html")]
struct ErrorPage<'a> {
    t: &'a Locale,
    title: String,
    text: String,
    offer: Option<OfferLink<'a>>,
    home_url: String,
    contact_url: String,
}

/// A link to the same page in another language.
struct OfferLink<'a> {
    offer: &'a Offer,
    language_name: String,
}

/// For an address that no router knows.
pub async fn not_found(method: Method) -> Response {
    match method {
        Method::GET | Method::HEAD | Method::POST => Error::NotFound.into_response(),
        _ => ([(header::ALLOW, "GET, HEAD")], Error::MethodNotAllowed).into_response(),
    }
}

/// Makes a panic a bare error. What it said is logged by the program's panic hook.
pub fn catch_panic() -> CatchPanicLayer<fn(Box<dyn Any + Send>) -> Response> {
    CatchPanicLayer::custom(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

/// Gives every bare error its page.
pub async fn dress(State(app): State<App>, request: Request, next: Next) -> Response {
    let lang = visitor_language(request.uri().path(), request.headers());
    let mut response = next.run(request).await;
    if !is_bare_error(&response) {
        return response;
    }
    let error = response.extensions_mut().remove::<Arc<Error>>();
    if let Some(Error::Internal(cause)) = error.as_deref() {
        tracing::error!(cause = format!("{cause:#}"), "a request failed");
    }
    let page = ErrorPage::new(&app, lang, error.as_deref(), response.status());
    match page.render() {
        Ok(html) => with_page(response, html),
        Err(cause) => {
            tracing::error!(%cause, "the error page failed");
            response
        }
    }
}

/// A page, a form or an answer for a program is no bare error; axum's own refusals, in plain text, are.
fn is_bare_error(response: &Response) -> bool {
    let status = response.status();
    let content_type = response.headers().get(header::CONTENT_TYPE).map(HeaderValue::as_bytes);
    (status.is_client_error() || status.is_server_error())
        && content_type.is_none_or(|content_type| content_type.starts_with(b"text/plain"))
}

/// Keeps the status and the headers that belong to it, such as `Allow`.
fn with_page(mut response: Response, html: String) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(html.len()));
    *response.body_mut() = Body::from(html);
    response
}

fn visitor_language(path: &str, headers: &HeaderMap) -> Lang {
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    Lang::from_tag(first).unwrap_or_else(|| accept_language::preferred(headers))
}

impl<'a> ErrorPage<'a> {
    fn new(app: &'a App, lang: Lang, error: Option<&'a Error>, status: StatusCode) -> Self {
        let t = app.locale(lang);
        let offer = match error {
            Some(Error::NotInThisLanguage(offer)) => Some(offer),
            _ => None,
        };
        let (title, text) = if offer.is_some() { not_in_this_language(t) } else { words(t, status) };
        let offer = offer
            .map(|offer| OfferLink { offer, language_name: app.locale(offer.lang).msg("language-name") });
        ErrorPage {
            t,
            title,
            text,
            offer,
            home_url: format!("/{lang}"),
            contact_url: format!("/{lang}/contact"),
        }
    }
}

fn not_in_this_language(t: &Locale) -> (String, String) {
    (t.msg("error-language-title"), t.msg("error-language-text"))
}

/// Title and text of the page for a status.
fn words(t: &Locale, status: StatusCode) -> (String, String) {
    match status {
        StatusCode::NOT_FOUND => (t.msg("error-not-found-title"), t.msg("error-not-found-text")),
        StatusCode::GONE => (t.msg("error-gone-title"), t.msg("error-gone-text")),
        StatusCode::METHOD_NOT_ALLOWED => (t.msg("error-method-title"), t.msg("error-method-text")),
        StatusCode::PAYLOAD_TOO_LARGE => (t.msg("error-payload-title"), t.msg("error-payload-text")),
        StatusCode::URI_TOO_LONG => (t.msg("error-address-title"), t.msg("error-address-text")),
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => {
            (t.msg("error-headers-title"), t.msg("error-headers-text"))
        }
        StatusCode::SERVICE_UNAVAILABLE => {
            (t.msg("error-unavailable-title"), t.msg("error-unavailable-text"))
        }
        status if status.is_server_error() => (t.msg("error-internal-title"), t.msg("error-internal-text")),
        _ => (t.msg("error-request-title"), t.msg("error-request-text")),
    }
}
