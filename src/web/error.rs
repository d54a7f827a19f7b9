//! What can go wrong with a request, seen by the visitor.
//!
//! Invariant: an error is born bare. It becomes a status and says in the response's extensions what it is;
//! [`error_pages`](super::error_pages) makes the page.

use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use http::{HeaderValue, StatusCode, header};

use crate::database;
use crate::lang::Lang;

/// The result of a handler.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// One variant for each outcome a visitor can see.
#[derive(Debug)]
pub enum Error {
    /// There is nothing at this address.
    NotFound,
    /// There is nothing at this address in this language, but there is in another.
    NotInThisLanguage(Offer),
    /// The page was withdrawn.
    Gone {
        /// The page to go to instead.
        offer: Option<Offer>,
        /// Why, in words for readers.
        reason: Option<String>,
    },
    /// The request makes no sense.
    BadRequest,
    /// The visitor has to sign in first.
    Unauthorized,
    /// The visitor may not do this.
    Forbidden,
    /// Too many attempts; the visitor may come back after that many seconds.
    TooManyRequests(u64),
    /// The address cannot be used in this way. The answer still needs an `Allow` header, as axum's own has.
    MethodNotAllowed,
    /// The address is too long.
    UriTooLong,
    /// The browser sent too many or too long headers, most likely cookies.
    HeadersTooLarge,
    /// What was sent is too large.
    PayloadTooLarge,
    /// What was sent came too slowly.
    RequestTimeout,
    /// We cannot answer now, but shall be able to soon.
    Unavailable,
    /// No page can be shown yet: the program has started without its database and without a copy of what is published.
    NotReady,
    /// Our fault. The visitor is told nothing of the cause.
    Internal(anyhow::Error),
}

/// The same page in another language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The language it is in.
    pub lang: Lang,
    /// Its title, in that language.
    pub title: String,
    /// Its path.
    pub url: String,
}

/// Seconds after which a browser or a robot may come back, when we cannot answer now.
pub const RETRY_AFTER: HeaderValue = HeaderValue::from_static("30");

impl Error {
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Error::NotFound | Error::NotInThisLanguage(_) => StatusCode::NOT_FOUND,
            Error::Gone { .. } => StatusCode::GONE,
            Error::BadRequest => StatusCode::BAD_REQUEST,
            Error::Unauthorized => StatusCode::UNAUTHORIZED,
            Error::Forbidden => StatusCode::FORBIDDEN,
            Error::TooManyRequests(_) => StatusCode::TOO_MANY_REQUESTS,
            Error::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Error::UriTooLong => StatusCode::URI_TOO_LONG,
            Error::HeadersTooLarge => StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            Error::PayloadTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Error::RequestTimeout => StatusCode::REQUEST_TIMEOUT,
            Error::Unavailable | Error::NotReady => StatusCode::SERVICE_UNAVAILABLE,
            Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        match self {
            Error::Unavailable | Error::NotReady => {
                response.headers_mut().insert(header::RETRY_AFTER, RETRY_AFTER);
            }
            Error::TooManyRequests(seconds) => {
                response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
            }
            _ => {}
        }
        response.extensions_mut().insert(Arc::new(self));
        response
    }
}

/// A database that is away is nobody's fault, and back soon; anything else is ours.
impl<E: Into<anyhow::Error>> From<E> for Error {
    fn from(cause: E) -> Error {
        let cause = cause.into();
        if !database::speaks_of_absence(cause.as_ref()) {
            return Error::Internal(cause);
        }
        tracing::warn!(%cause, "the database does not answer");
        Error::Unavailable
    }
}
