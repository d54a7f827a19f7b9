//! The addresses of the portal, as they stand in links.
//!
//! Invariant: an address in a template, a header or a feed is made here; a path of an entry comes from
//! [`Published`](crate::content::published::Published).

use crate::{config::BaseUrl, lang::Lang, web::Locale};

/// The page at that path in that language; the home page where the path is empty.
pub fn page(lang: Lang, path: &str) -> String {
    if path.is_empty() { format!("/{lang}") } else { format!("/{lang}/{path}") }
}

/// The opening hours of the next eight weeks in that language.
pub fn opening_hours(t: &Locale) -> String {
    page(t.lang(), &t.msg("hours-path"))
}

/// The same address with scheme and host, as machines need it.
pub fn absolute(base: &BaseUrl, address: &str) -> String {
    base.join(address)
}
