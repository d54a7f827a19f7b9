//! A page as readers would see it, for those who may look before it is live.
//!
//! Invariant: it is the public page itself; what is being written is in the snapshot that is given, nowhere else.

use jiff::Timestamp;

use super::{
    page,
    view::{Notes, View},
};
use crate::{
    content::{
        entry::Fields,
        notice::Phase,
        page::Listing,
        published::{Entry, Kind, Published, Text},
    },
    ids::EntryId,
    lang::Lang,
    web::{App, Error, error::Result},
};

/// The page of an entry in a language; of an entry without a page of its own, the page that shows or lists it.
pub fn render(app: &App, published: &Published, lang: Lang, id: &EntryId) -> Result<String> {
    let (entry, _) = published.text(id, lang).ok_or(Error::NotFound)?;
    let notes = Notes::default();
    let view = View::new(app, published, lang, &notes);
    let view = view.at(seen_at(&entry.fields, view.now));
    let (entry, text) = page_with(published, entry, lang).ok_or(Error::NotFound)?;
    page::render(view, entry, text)
}

/// When to look: at a notice while it stands there.
fn seen_at(fields: &Fields, now: Timestamp) -> Timestamp {
    match fields {
        Fields::Notice(notice) if notice.phase(now) != Phase::Running => notice.starts(),
        _ => now,
    }
}

fn page_with<'a>(published: &'a Published, entry: &'a Entry, lang: Lang) -> Option<(&'a Entry, &'a Text)> {
    let kind = entry.fields.kind();
    if kind.has_page() {
        return published.text(&entry.id, lang);
    }
    if let Fields::Notice(notice) = &entry.fields {
        let page = notice.about.as_ref().and_then(|contact| published.entry(contact));
        return published.text(&page.or_else(|| published.home())?.id, lang);
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
