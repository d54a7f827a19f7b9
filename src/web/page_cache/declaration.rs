//! What a page says of how it may be kept, and under which address that is.
//!
//! Invariant: of what a visitor writes into an address only what the page declares makes another page.

use std::borrow::Cow;

use http::{HeaderValue, Uri};
use jiff::Timestamp;

use crate::{
    ids::EntryId,
    lang::Lang,
    web::{App, Form},
};

/// How long pages are kept: not by browsers, and for a minute by shared caches.
pub const KEPT_SECONDS: HeaderValue = HeaderValue::from_static("public, max-age=0, s-maxage=60");

/// In the extensions of an answer: that it may be kept, and what is to be known for that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    /// The first moment at which it is another; none while only publications change it.
    pub until: Option<Timestamp>,
    /// The entries that it was made from, as far as it notes them.
    pub of: Vec<EntryId>,
    /// The page that who asks for it reads.
    pub read: Option<(EntryId, Lang)>,
}

/// Which addresses may be kept.
#[derive(Clone, Copy, Debug)]
pub struct Keepable {
    /// The query keys that the page at a path declares; none where nothing is ever kept.
    pub keys: fn(&str) -> Option<&'static [QueryKey]>,
    /// Every page there is, to be made before anyone asks.
    pub addresses: fn(&App) -> Vec<String>,
}

/// A key in the query that makes another page, and the values that do.
#[derive(Clone, Copy, Debug)]
pub struct QueryKey {
    /// Its name.
    pub name: &'static str,
    /// Whether a value makes another page than none does.
    pub accepts: fn(&str) -> bool,
}

/// How long shared caches may keep what is true until a moment, where that is less than usual.
pub fn keep_for(now: Timestamp, until: Option<Timestamp>) -> Option<HeaderValue> {
    let left = until?.duration_since(now).as_secs().max(0);
    (left < 60).then(|| HeaderValue::try_from(format!("public, max-age=0, s-maxage={left}")).ok()).flatten()
}

/// The address under which a page is kept: the path, and of the query what the page declares, in one order.
pub(super) fn key_of<'a>(uri: &'a Uri, declared: &[QueryKey]) -> Cow<'a, str> {
    let path = uri.path();
    let (Some(query), [_, ..]) = (uri.query(), declared) else { return Cow::Borrowed(path) };
    let form = Form::parse(query.as_bytes());
    let named = |key: &QueryKey| {
        let value = form.find(key.name).filter(|value| (key.accepts)(value))?;
        Some((key.name.to_owned(), value.to_owned()))
    };
    let canonical = Form(declared.iter().filter_map(named).collect());
    if canonical.0.is_empty() { Cow::Borrowed(path) } else { format!("{path}?{}", canonical.encode()).into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: &[QueryKey] = &[
        QueryKey { name: "b", accepts: |value| ["1", "x y"].contains(&value) },
        QueryKey { name: "a", accepts: |value| value == "2" },
    ];

    fn key(uri: &str, declared: &[QueryKey]) -> String {
        key_of(&uri.parse().unwrap(), declared).into_owned()
    }

    #[test]
    fn what_is_not_declared_is_not_in_a_key() {
        for uri in ["/en", "/en?", "/en?x=1", "/en?x=2&y", "https://other.example/en?b=1"] {
            assert_eq!(key(uri, &[]), "/en", "{uri}");
        }
        for uri in ["/en", "/en?x=1", "/en?b=2", "/en?b=2&b=1", "/en?A=2", "/en?b"] {
            assert_eq!(key(uri, KEYS), "/en", "{uri}");
        }
    }

    #[test]
    fn what_is_declared_is_in_one_order_and_spelling() {
        for uri in ["/en?b=1&a=2", "/en?a=2&x=3&b=1", "/en?%61=2&b=%31&b=7"] {
            assert_eq!(key(uri, KEYS), "/en?b=1&a=2", "{uri}");
        }
        assert_eq!(key("/en?b=x%20y", KEYS), key("/en?b=x+y", KEYS));
    }

    #[test]
    fn a_cache_keeps_a_page_no_longer_than_it_is_true() {
        let now: Timestamp = "2026-11-22T11:00:00Z".parse().unwrap();
        let keep = |seconds: i64| {
            keep_for(now, Some(now + jiff::SignedDuration::from_secs(seconds)))
                .map(|value| value.to_str().unwrap().to_owned())
        };
        assert_eq!(keep(60), None);
        assert_eq!(keep(59).as_deref(), Some("public, max-age=0, s-maxage=59"));
        assert_eq!(keep(0).as_deref(), Some("public, max-age=0, s-maxage=0"));
        assert_eq!(keep(-5).as_deref(), Some("public, max-age=0, s-maxage=0"));
        assert_eq!(keep_for(now, None), None);
    }
}
