//! A page as readers would see it, for those who may look before it is live.
//!
//! Invariant: it is the public page itself; what is being written is in the snapshot that is given, nowhere else.

use super::{
    page,
    view::{Expiry, View},
};
use crate::{
    content::{
        page::Listing,
        published::{Entry, Kind, Published, Text},
    },
    ids::EntryId,
    lang::Lang,
    web::{App, Error, error::Result},
};

/// The page of an entry in a language; of an entry without a page of its own, the page that shows or lists it.
pub fn render(app: &App, published: &Published, lang: Lang, id: &EntryId) -> Result<String> {
    let expiry = Expiry::default();
    let view = View::new(app, published, lang, &expiry);
    let (entry, _) = published.text(id, lang).ok_or(Error::NotFound)?;
    let (entry, text) = page_with(published, entry, lang).ok_or(Error::NotFound)?;
    page::render(view, entry, text)
}

fn page_with<'a>(published: &'a Published, entry: &'a Entry, lang: Lang) -> Option<(&'a Entry, &'a Text)> {
    let kind = entry.fields.kind();
    if kind.has_page() {
        return published.text(&entry.id, lang);
    }
    let pages = || published.entries().filter(|page| page.fields.kind().has_page());
    let listing = pages().find(|page| page.listing().is_some_and(|listing| lists(listing, kind)));
    let shows = |page: &&Entry| {
        let sections = page.text(lang).into_iter().flat_map(|text| &text.sections);
        sections.into_iter().any(|section| section.refers_to.as_ref() == Some(&entry.id))
    };
    let page = listing.or_else(|| pages().find(shows))?;
    published.text(&page.id, lang)
}

fn lists(listing: Listing, kind: Kind) -> bool {
    matches!(
        (listing, kind),
        (Listing::Actions, Kind::Action)
            | (Listing::Documents, Kind::Document)
            | (Listing::Figures, Kind::Figure)
    )
}
