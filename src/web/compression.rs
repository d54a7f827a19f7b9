//! Smaller answers for browsers that can read them.
//!
//! Invariant: nothing is compressed twice, and an answer that could come in another encoding says so in
//! `Vary`. Pages with a secret in them must not pass here (the BREACH attack reads it from their length);
//! ours hold none, for forms are protected by `Sec-Fetch-Site` and `Origin` and not by tokens.

use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{And, DefaultPredicate, NotForContentType, Predicate};

/// Compresses with Brotli or gzip. Quality 5 takes a page of 12 kB well under a millisecond.
pub fn layer() -> CompressionLayer<And<DefaultPredicate, NotForContentType>> {
    CompressionLayer::new()
        .quality(CompressionLevel::Precise(5))
        .compress_when(DefaultPredicate::new().and(NotForContentType::const_new("font/")))
}
