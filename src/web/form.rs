//! A form as it was sent: names and values, in order.
//!
//! Invariant: of what can be typed nothing is dropped or renamed; what a field means is the business of who asked for it.

use std::convert::Infallible;

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::response::IntoResponse;
use http::{HeaderMap, StatusCode, header, request::Parts};
use percent_encoding::percent_decode;
use serde::{Deserialize, Serialize};

use crate::web::Error;
use crate::web::limits::is_too_slow;

/// The fields of a form, in the order in which the browser sent them. Names may repeat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Form(pub Vec<(String, String)>);

impl Form {
    /// The fields of an encoded form, with a mark in the place of bytes that are no text.
    pub fn parse(encoded: &[u8]) -> Form {
        let decoded = form_urlencoded::parse(encoded);
        Form(decoded.map(|(name, value)| (tidy(&name), tidy(&value))).collect())
    }

    /// The fields of an encoded form; none if it holds bytes that are no text.
    fn decode(encoded: &[u8]) -> Option<Form> {
        let pairs = encoded.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
        let decoded = pairs.map(|pair| {
            let mut halves = pair.splitn(2, |byte| *byte == b'=').map(decode_text);
            Some((halves.next()??, halves.next().unwrap_or_else(|| Some(String::new()))?))
        });
        decoded.collect::<Option<Vec<_>>>().map(Form)
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
            if is_too_slow(&refusal) {
                return Error::RequestTimeout;
            }
            match refusal.into_response().status() {
                StatusCode::PAYLOAD_TOO_LARGE => Error::PayloadTooLarge,
                _ => Error::BadRequest,
            }
        })?;
        Form::decode(&body).ok_or(Error::BadRequest)
    }
}

fn decode_text(encoded: &[u8]) -> Option<String> {
    let spaced: Vec<u8> = encoded.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    percent_decode(&spaced).decode_utf8().ok().map(|text| tidy(&text))
}

/// Line ends become those of this system. A NUL, which nobody sees and the database refuses, is left out.
fn tidy(text: &str) -> String {
    text.replace('\0', "").replace("\r\n", "\n")
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

    #[test]
    fn every_text_is_read_and_nothing_else() {
        let form = Form::decode("a=%EF%BF%BD\u{fffd}&b+%41=x%00y+z%0D%0A&&c&d=e=f&%00=".as_bytes()).unwrap();
        let pairs = form.pairs().iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let expected = [("a", "\u{fffd}\u{fffd}"), ("b A", "xy z\n"), ("c", ""), ("d", "e=f"), ("", "")];
        assert_eq!(pairs.collect::<Vec<_>>(), expected);
        assert_eq!(Form::parse(form.encode().as_bytes()), form);
        assert_eq!(Form::decode(b""), Some(Form::default()));
        for bad in [&b"a=%ff"[..], b"a=\xff", b"%c3=b", b"a=1&b=%ED%A0%80"] {
            assert_eq!(Form::decode(bad), None, "{}", String::from_utf8_lossy(bad));
        }
    }
}
