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

use crate::content::published::Published;
use crate::lang::Lang;
use crate::web::layout::Layout;
use crate::web::{App, Error, Locale, Offer, accept_language};

/// An error, told to a visitor.
#[derive(Template)]
#[template(path = "web/error.html")]
struct ErrorPage<'a> {
    layout: Layout<'a>,
    title: String,
    text: String,
    /// Why the page is gone, a paragraph to a line.
    reason: Vec<&'a str>,
    offer: Option<OfferLink<'a>>,
    /// The same in the other languages, where it cannot be known whether the visitor's is the right one.
    others: Vec<InOtherLanguage>,
}

/// An error in another language than the page.
struct InOtherLanguage {
    lang: Lang,
    title: String,
    text: String,
}

/// A link to the page that the visitor may want instead.
struct OfferLink<'a> {
    offer: &'a Offer,
    words: String,
    /// The language it is in, where that is not the visitor's.
    language_name: Option<String>,
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
    // Staff have chosen a language, whatever their browser asks for.
    let lang = response.extensions().get().copied().unwrap_or(lang);
    if !is_bare_error(&response) {
        return response;
    }
    let error = response.extensions_mut().remove::<Arc<Error>>();
    if let Some(Error::Internal(cause)) = error.as_deref() {
        tracing::error!(cause = format!("{cause:#}"), "a request failed");
    }
    let published = app.published();
    let page = ErrorPage::new(&app, &published, lang, error.as_deref(), response.status());
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
    fn new(
        app: &'a App,
        published: &Published,
        lang: Lang,
        error: Option<&'a Error>,
        status: StatusCode,
    ) -> Self {
        let t = app.locale(lang);
        let (title, text) = match error {
            Some(Error::NotInThisLanguage(_)) => not_in_this_language(t),
            _ => words(t, status),
        };
        let offer = match error {
            Some(Error::NotInThisLanguage(offer)) => Some((offer, t.msg("error-language-offer"))),
            Some(Error::Gone { offer: Some(offer), .. }) => Some((offer, t.msg("error-gone-offer"))),
            _ => None,
        };
        let offer = offer.map(|(offer, words)| OfferLink {
            offer,
            words,
            language_name: (offer.lang != lang).then(|| app.locale(offer.lang).msg("language-name")),
        });
        let offered = offer.as_ref().map(|link| link.offer);
        let reason = match error {
            Some(Error::Gone { reason: Some(reason), .. }) => reason.lines().collect(),
            _ => Vec::new(),
        };
        let others = match error {
            Some(Error::NotReady) => {
                lang.others().map(|lang| InOtherLanguage::of(app, lang, status)).collect()
            }
            _ => Vec::new(),
        };
        let layout = Layout::of_message(app, published, lang, &title, offered);
        ErrorPage { layout, title, text, reason, offer, others }
    }
}

impl InOtherLanguage {
    fn of(app: &App, lang: Lang, status: StatusCode) -> InOtherLanguage {
        let (title, text) = words(app.locale(lang), status);
        InOtherLanguage { lang, title, text }
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
        StatusCode::UNAUTHORIZED => (t.msg("error-unauthorized-title"), t.msg("error-unauthorized-text")),
        StatusCode::FORBIDDEN => (t.msg("error-forbidden-title"), t.msg("error-forbidden-text")),
        StatusCode::TOO_MANY_REQUESTS => (t.msg("error-too-many-title"), t.msg("error-too-many-text")),
        StatusCode::METHOD_NOT_ALLOWED => (t.msg("error-method-title"), t.msg("error-method-text")),
        StatusCode::PAYLOAD_TOO_LARGE => (t.msg("error-payload-title"), t.msg("error-payload-text")),
        StatusCode::REQUEST_TIMEOUT => (t.msg("error-slow-title"), t.msg("error-slow-text")),
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
