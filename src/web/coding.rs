//! Content codings: which one a visitor gets (RFC 9110, section 12.5.3), and the bytes in it.
//!
//! Invariant: nobody gets a coding that they refuse while there is another.

use std::io::Write;

use flate2::{Compression, write::GzEncoder};
use http::{HeaderMap, HeaderValue, header::ACCEPT_ENCODING};

use crate::web::accept_language::thousandths;

/// A way to write the same bytes. The smallest comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// Brotli.
    Brotli,
    /// gzip.
    Gzip,
    /// The bytes as they are.
    Identity,
}

/// How much time to spend on making bytes fewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effort {
    /// A millisecond or so for a page: somebody waits.
    Fast,
    /// As few bytes as there can be: a Brotli page takes some twenty times longer, and is about a tenth smaller.
    Best,
}

/// What a visitor says of each coding, in thousandths; nothing for those that are not named.
#[derive(Clone, Copy, Debug, Default)]
struct Asked {
    brotli: Option<u16>,
    gzip: Option<u16>,
    identity: Option<u16>,
    others: Option<u16>,
}

impl Coding {
    /// Every coding, the smallest first.
    pub const ALL: [Coding; 3] = [Coding::Brotli, Coding::Gzip, Coding::Identity];

    /// Its name in `Content-Encoding`; none for the bytes as they are.
    pub const fn name(self) -> Option<&'static str> {
        match self {
            Coding::Brotli => Some("br"),
            Coding::Gzip => Some("gzip"),
            Coding::Identity => None,
        }
    }

    /// The value of `Content-Encoding`.
    pub const fn header(self) -> Option<HeaderValue> {
        match self.name() {
            Some(name) => Some(HeaderValue::from_static(name)),
            None => None,
        }
    }

    /// The coding that these headers like best, of those that there are; the smaller one among equals.
    pub fn preferred(request: &HeaderMap, is_there: impl Fn(Coding) -> bool) -> Coding {
        let asked = Asked::of(request);
        let mut best = (Coding::Identity, 0);
        for coding in Coding::ALL {
            let weight = asked.weight(coding);
            if weight > best.1 && is_there(coding) {
                best = (coding, weight);
            }
        }
        best.0
    }

    /// The number of the quality that is worked with, which makes other bytes.
    pub const fn quality(self, effort: Effort) -> u32 {
        match (self, effort) {
            (Coding::Brotli, Effort::Fast) => 4,
            (Coding::Brotli, Effort::Best) => 11,
            (Coding::Gzip, Effort::Fast) => 5,
            (Coding::Gzip, Effort::Best) => 9,
            (Coding::Identity, _) => 0,
        }
    }

    /// The bytes in this coding; none where that does not make them fewer.
    pub fn encode(self, bytes: &[u8], effort: Effort) -> Option<Vec<u8>> {
        let quality = self.quality(effort);
        let encoded = match self {
            Coding::Identity => return None,
            Coding::Gzip => {
                let mut encoder = GzEncoder::new(Vec::new(), Compression::new(quality));
                encoder.write_all(bytes).and_then(|()| encoder.finish()).ok()?
            }
            Coding::Brotli => {
                let params = brotli::enc::BrotliEncoderParams {
                    quality: i32::try_from(quality).ok()?,
                    mode: brotli::enc::backward_references::BrotliEncoderMode::BROTLI_MODE_TEXT,
                    size_hint: bytes.len(),
                    lgwin: window(bytes.len()),
                    ..Default::default()
                };
                let mut encoded = Vec::new();
                brotli::BrotliCompress(&mut &*bytes, &mut encoded, &params).ok()?;
                encoded
            }
        };
        (encoded.len() < bytes.len()).then_some(encoded)
    }
}

/// The window that holds so many bytes, as a power of two. Setting up the largest takes longer than compressing a page, and
/// some qualities are slow with less than the smallest of these.
fn window(bytes: usize) -> i32 {
    (18..22).find(|power| bytes + 16 <= 1 << power).unwrap_or(22)
}

impl Asked {
    fn of(request: &HeaderMap) -> Asked {
        let mut asked = Asked::default();
        let values = request.get_all(ACCEPT_ENCODING).iter().map(HeaderValue::as_bytes);
        for item in values.flat_map(|value| value.split(|byte| *byte == b',')) {
            let end = item.iter().position(|byte| *byte == b';').unwrap_or(item.len());
            let (name, parameters) = item.split_at(end);
            // What is no weight says nothing.
            let Some(weight) = weight(parameters) else { continue };
            match name.trim_ascii() {
                b"*" => asked.others = Some(weight),
                name if name.eq_ignore_ascii_case(b"br") => asked.brotli = Some(weight),
                name if name.eq_ignore_ascii_case(b"gzip") || name.eq_ignore_ascii_case(b"x-gzip") => {
                    asked.gzip = Some(weight);
                }
                name if name.eq_ignore_ascii_case(b"identity") => asked.identity = Some(weight),
                _ => {}
            }
        }
        asked
    }

    /// The bytes as they are may be sent unless that is refused, and weigh least then.
    fn weight(self, coding: Coding) -> u16 {
        match coding {
            Coding::Brotli => self.brotli.or(self.others).unwrap_or(0),
            Coding::Gzip => self.gzip.or(self.others).unwrap_or(0),
            Coding::Identity => self.identity.or(self.others).unwrap_or(1),
        }
    }
}

/// The weight that the parameters of an item give it; none where it cannot be read.
fn weight(parameters: &[u8]) -> Option<u16> {
    if parameters.is_empty() {
        return Some(1000);
    }
    for parameter in std::str::from_utf8(parameters).ok()?.split(';') {
        let Some((name, value)) = parameter.split_once('=') else { continue };
        if name.trim().eq_ignore_ascii_case("q") {
            return thousandths(value.trim());
        }
    }
    Some(1000)
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use proptest::prelude::*;

    use super::*;

    fn preferred(values: &[&[u8]]) -> Option<&'static str> {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(ACCEPT_ENCODING, HeaderValue::from_bytes(value).unwrap());
        }
        Coding::preferred(&headers, |_| true).name()
    }

    #[test]
    fn the_smallest_that_is_liked_best_is_sent() {
        for (header, expected) in [
            ("gzip, deflate, br, zstd", Some("br")),
            ("gzip, br;q=0", Some("gzip")),
            ("GZIP", Some("gzip")),
            ("x-gzip", Some("gzip")),
            ("br;q=0.5, gzip;q=0.9", Some("gzip")),
            ("br ; q = 0.9 , gzip;q=0.5", Some("br")),
            ("gzip;q=0.5, identity", None),
            ("gzip;q=0.5, identity;q=0.4", Some("gzip")),
            ("gzip;q=0.001", Some("gzip")),
            ("br; q=0.000, *", Some("gzip")),
            ("*", Some("br")),
            ("*;q=0", None),
            ("identity;q=0", None),
            ("identity;q=0, *", Some("br")),
            ("identity;q=0, gzip", Some("gzip")),
            ("*;q=0, gzip", Some("gzip")),
            ("br;q=2, gzip", Some("gzip")),
            ("br;q=x", None),
            ("br;level=11", Some("br")),
            ("deflate, zstd", None),
            ("identity", None),
            ("", None),
            (",;,=;q", None),
        ] {
            assert_eq!(preferred(&[header.as_bytes()]), expected, "{header}");
        }
        assert_eq!(preferred(&[]), None);
        assert_eq!(preferred(&[b"gzip;q=0.1", b"br;q=0.2"]), Some("br"), "several headers are one list");
        assert_eq!(preferred(&[b"br\xff"]), None);
    }

    #[test]
    fn what_is_not_there_is_not_chosen() {
        let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, HeaderValue::from_static("br, gzip;q=0.5"))]);
        assert_eq!(Coding::preferred(&headers, |coding| coding != Coding::Brotli), Coding::Gzip);
        assert_eq!(Coding::preferred(&headers, |coding| coding == Coding::Identity), Coding::Identity);
    }

    #[test]
    fn encoded_bytes_are_fewer_and_read_as_the_same() {
        let text = "Leiden International Centre. ".repeat(200).into_bytes();
        for effort in [Effort::Fast, Effort::Best] {
            let gzip = Coding::Gzip.encode(&text, effort).unwrap();
            let brotli = Coding::Brotli.encode(&text, effort).unwrap();
            assert!(gzip.len() < 500 && brotli.len() < 500, "{} {}", gzip.len(), brotli.len());
            let mut read = Vec::new();
            flate2::read::GzDecoder::new(&*gzip).read_to_end(&mut read).unwrap();
            assert_eq!(read, text);
            read.clear();
            brotli::BrotliDecompress(&mut &*brotli, &mut read).unwrap();
            assert_eq!(read, text);
        }
        for coding in Coding::ALL {
            assert_eq!(coding.encode(b"x", Effort::Fast), None, "one byte cannot be fewer");
        }
    }

    proptest! {
        #[test]
        fn no_header_does_harm(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
            if let Ok(value) = HeaderValue::from_bytes(&bytes) {
                let headers = HeaderMap::from_iter([(ACCEPT_ENCODING, value)]);
                prop_assert!(Coding::ALL.contains(&Coding::preferred(&headers, |_| true)));
            }
        }
    }
}
