//! Smaller answers for browsers that can read them.
//!
//! Invariant: nothing is compressed twice, and an answer that could come in another encoding says so in
//! `Vary`. Pages with a secret in them do not pass here, for the BREACH attack reads it from their length: those of the
//! admin area show what is not public, and repeat what they are asked.

use http::{Extensions, HeaderMap, StatusCode, Version};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{And, DefaultPredicate, NotForContentType, Predicate};

use crate::web::{page_cache::Keep, security_headers::Variation};

/// Which answers are compressed.
pub type Compressible =
    And<And<DefaultPredicate, NotForContentType>, fn(StatusCode, Version, &HeaderMap, &Extensions) -> bool>;

/// Compresses with Brotli or gzip. Quality 5 takes a page of 12 kB well under a millisecond.
pub fn layer() -> CompressionLayer<Compressible> {
    let compressible: Compressible =
        DefaultPredicate::new().and(NotForContentType::const_new("font/")).and(is_public);
    CompressionLayer::new().quality(CompressionLevel::Precise(5)).compress_when(compressible)
}

/// Whether an answer is for everyone: one of the admin area, or a preview, says that it is not. One that is kept is
/// compressed once, where it is kept.
fn is_public(_: StatusCode, _: Version, _: &HeaderMap, extensions: &Extensions) -> bool {
    extensions.get::<Variation>().is_none() && extensions.get::<Keep>().is_none()
}
