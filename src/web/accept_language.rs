//! Which of our languages a visitor's browser asks for (RFC 9110, section 12.5.4).
//!
//! Invariant: whatever the header says, the answer is a language of ours.

use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header};

use crate::lang::Lang;

/// `/`: sends the visitor to the home page in their language.
pub async fn choose_language(headers: HeaderMap) -> Response {
    let home = format!("/{}", preferred(&headers));
    (StatusCode::SEE_OTHER, [(header::LOCATION, home.as_str()), (header::VARY, "Accept-Language")])
        .into_response()
}

/// The language with the highest quality; the first one named among equals; the default when none fits.
pub fn preferred(headers: &HeaderMap) -> Lang {
    let mut best: Option<(Lang, u16)> = None;
    for value in headers.get_all(header::ACCEPT_LANGUAGE) {
        for range in value.to_str().unwrap_or_default().split(',') {
            let Some((lang, quality)) = parse(range) else { continue };
            if quality > best.map_or(0, |(_, quality)| quality) {
                best = Some((lang, quality));
            }
        }
    }
    best.map_or(Lang::DEFAULT, |(lang, _)| lang)
}

/// A range such as `nl-BE;q=0.8`: our language that it asks for, and its quality in thousandths.
fn parse(range: &str) -> Option<(Lang, u16)> {
    let mut parts = range.split(';').map(str::trim);
    let tag = parts.next()?;
    let primary = tag.split('-').next()?.to_ascii_lowercase();
    let lang = if tag == "*" { Lang::DEFAULT } else { Lang::from_tag(&primary)? };
    let quality = match parts.next() {
        None => 1000,
        Some(parameter) => {
            let (name, value) = parameter.split_once('=')?;
            if !name.trim().eq_ignore_ascii_case("q") {
                return None;
            }
            thousandths(value.trim())?
        }
    };
    Some((lang, quality))
}

/// `0`, `1`, or either with up to three decimals, as the RFC writes a quality.
pub(super) fn thousandths(value: &str) -> Option<u16> {
    let (whole, decimals) = value.split_once('.').unwrap_or((value, ""));
    if decimals.len() > 3 || !decimals.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let fraction: u16 = format!("{decimals:0<3}").parse().ok()?;
    match whole {
        "0" => Some(fraction),
        "1" if fraction == 0 => Some(1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn tag(values: &[&[u8]]) -> &'static str {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(header::ACCEPT_LANGUAGE, HeaderValue::from_bytes(value).unwrap());
        }
        preferred(&headers).tag()
    }

    #[test]
    fn the_highest_quality_wins() {
        for (header, expected) in [
            ("nl", "nl"),
            ("en", "en"),
            ("nl-BE,fr;q=0.5", "nl"),
            ("NL-nl", "nl"),
            ("en;q=0.8, nl;q=0.9", "nl"),
            ("nl;q=0.8,en;q=0.9", "en"),
            ("de, fr;q=0.9, nl;q=0.1", "nl"),
            ("nl;q=0.5,*", "en"),
            ("nl,*;q=0.5", "nl"),
            ("nl;q=0.5, en;q=0.5", "nl"),
            ("nl;q=0", "en"),
            ("nl ; q = 0.3 , en ; q = 0.2", "nl"),
        ] {
            assert_eq!(tag(&[header.as_bytes()]), expected, "{header}");
        }
        assert_eq!(tag(&[b"de", b"nl;q=0.2"]), "nl", "several headers are one list");
    }

    #[test]
    fn what_is_not_understood_does_not_count() {
        for header in [
            "",
            "de",
            "nlx",
            "nl;q=2",
            "nl;q=0.1234",
            "nl;q=-1",
            "nl;q=x",
            "nl;q",
            "nl;level=1",
            "*",
            ",;,=;",
            "nl;q=1.5",
        ] {
            assert_eq!(tag(&[header.as_bytes()]), "en", "{header}");
        }
        assert_eq!(tag(&[b"nl\xff"]), "en");
        assert_eq!(tag(&[]), "en");
    }

    proptest! {
        #[test]
        fn no_header_does_harm(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            if let Ok(value) = HeaderValue::from_bytes(&bytes) {
                let lang = preferred(&HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, value)]));
                prop_assert!(Lang::ALL.contains(&lang));
            }
        }
    }
}
