//! A form as it was sent: names and values, in order.
//!
//! Invariant: nothing is dropped or renamed; what a field means is the business of who asked for it.

use std::convert::Infallible;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::IntoResponse;
use http::{HeaderMap, StatusCode, header, request::Parts};
use serde::{Deserialize, Serialize};

use crate::web::Error;

/// The fields of a form, in the order in which the browser sent them. Names may repeat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Form(pub Vec<(String, String)>);

impl Form {
    /// The fields of an encoded form. Line ends become those of this system.
    pub fn parse(encoded: &[u8]) -> Form {
        let decoded = form_urlencoded::parse(encoded);
        Form(decoded.map(|(name, value)| (name.into_owned(), value.replace("\r\n", "\n"))).collect())
    }

    /// The form as browsers send it.
    pub fn encode(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.0).finish()
    }

    /// The first value of that name; empty if there is none.
    pub fn get(&self, name: &str) -> &str {
        self.find(name).unwrap_or_default()
    }

    /// The first value of that name.
    pub fn find(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// Whether there is a field of that name, as of a ticked box.
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// Every value of that name.
    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Every field.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }
}

/// The fields behind the question mark of an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(pub Form);

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Query, Infallible> {
        Ok(Query(Form::parse(parts.uri.query().unwrap_or_default().as_bytes())))
    }
}

impl<S: Send + Sync> FromRequest<S> for Form {
    type Rejection = Error;

    /// Takes a form as browsers encode it, and no other body.
    async fn from_request(request: Request, state: &S) -> Result<Form, Error> {
        if !is_form(request.headers()) {
            return Err(Error::BadRequest);
        }
        let body = Bytes::from_request(request, state).await.map_err(|refusal| {
            match refusal.into_response().status() {
                StatusCode::PAYLOAD_TOO_LARGE => Error::PayloadTooLarge,
                _ => Error::BadRequest,
            }
        })?;
        // Text that is not UTF-8, or holds a NUL, cannot have been typed; the database would refuse it.
        let form = Form::parse(&body);
        let is_text = |text: &str| !text.contains(['\0', char::REPLACEMENT_CHARACTER]);
        let is_typed = form.0.iter().all(|(name, value)| is_text(name) && is_text(value));
        if is_typed { Ok(form) } else { Err(Error::BadRequest) }
    }
}

/// Whether a body is a form as browsers encode it.
pub fn is_form(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    content_type.is_some_and(|value| {
        let kind = value.split(';').next().unwrap_or_default().trim();
        kind.eq_ignore_ascii_case("application/x-www-form-urlencoded")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_keeps_its_order_and_repeated_names() {
        let form = Form::parse(b"a=1&b=x%0D%0Ay&a=2&empty=");
        assert_eq!(form.all("a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(form.get("b"), "x\ny");
        assert!(form.has("empty") && !form.has("absent"));
        assert_eq!(form.get("absent"), "");
        assert_eq!(Form::parse(form.encode().as_bytes()), form);
    }
}
