//! What is at an address: a page, where it has moved, or that it is gone.
//!
//! Invariant: no redirect leads to a redirect.

use super::{Entry, Published, Text, known::Withdrawn};
use crate::{ids::EntryId, lang::Lang};

/// What is at an address.
#[derive(Debug)]
pub enum Resolution<'a> {
    /// A page in that language.
    Here(&'a Entry, &'a Text),
    /// A page that has moved to this path, or was withdrawn for one that is there, or a name that its contact had.
    Moved(&'a str),
    /// The page of a contact that has ended; the one in its place is not in that language.
    Ended(&'a Entry),
    /// A page that was withdrawn.
    Gone {
        /// The entry to go to instead, if there is one.
        instead: Option<&'a Entry>,
        /// Why it was withdrawn, in words for readers.
        reason: Option<&'a str>,
    },
    /// A page that exists, but in this language only.
    Elsewhere(&'a Entry, Lang),
    /// Nothing.
    Nowhere,
}

impl Published {
    /// What is at `/{lang}/{path}`.
    pub fn resolve(&self, lang: Lang, path: &str) -> Resolution<'_> {
        let Some(id) = self.places.at(lang, path) else {
            return self.resolve_elsewhere(lang, path);
        };
        let Some((entry, text)) = self.text(id, lang) else {
            return self.resolve_withdrawn(lang, id);
        };
        match text.path.as_deref() {
            Some(current) if current == path => Resolution::Here(entry, text),
            Some(current) => Resolution::Moved(current),
            None => Resolution::Nowhere,
        }
    }

    fn resolve_withdrawn(&self, lang: Lang, id: &EntryId) -> Resolution<'_> {
        if let Some(path) = self.successor_path(lang, id) {
            return Resolution::Moved(path);
        }
        if let Some(ended) = self.ended.get(id).filter(|ended| ended.text(lang).is_some()) {
            return self.entry(&ended.id).map_or(Resolution::Nowhere, Resolution::Ended);
        }
        let withdrawn = self.withdrawn(lang, id);
        let successor = withdrawn.and_then(|withdrawn| self.entry(withdrawn.successor.as_ref()?));
        Resolution::Gone {
            // Without a successor the same page is still of use, where another language of it is live.
            instead: successor.or_else(|| self.entry(id)),
            reason: withdrawn.and_then(|withdrawn| withdrawn.reason.as_deref()),
        }
    }

    /// Where readers of a withdrawn page are led at once. A successor that was itself withdrawn for another is
    /// passed over, so that no redirect leads to a redirect.
    fn successor_path(&self, lang: Lang, id: &EntryId) -> Option<&str> {
        let mut id = id;
        // Successors in a ring lead nowhere.
        for _ in 0..=self.known.len() {
            let withdrawn = self.withdrawn(lang, id).filter(|withdrawn| withdrawn.redirects)?;
            id = withdrawn.successor.as_ref()?;
            if let Some((_, text)) = self.text(id, lang) {
                return text.path.as_deref();
            }
        }
        None
    }

    fn withdrawn(&self, lang: Lang, id: &EntryId) -> Option<&Withdrawn> {
        self.known.get(id)?.withdrawn.get(lang).as_ref()
    }

    fn resolve_elsewhere(&self, lang: Lang, path: &str) -> Resolution<'_> {
        for other in lang.others() {
            if let Resolution::Here(entry, _) = self.resolve_in(other, path)
                && entry.text(lang).is_none()
            {
                return Resolution::Elsewhere(entry, other);
            }
        }
        self.resolve_name(lang, path)
    }

    fn resolve_name(&self, lang: Lang, path: &str) -> Resolution<'_> {
        let Some(contact) = self.named(lang, path) else { return Resolution::Nowhere };
        let path = |lang: Lang| contact.text(lang)?.path.as_deref();
        match path(lang) {
            Some(path) => Resolution::Moved(path),
            None => lang
                .others()
                .find(|other| path(*other).is_some())
                .map_or(Resolution::Nowhere, |other| Resolution::Elsewhere(contact, other)),
        }
    }

    fn resolve_in(&self, lang: Lang, path: &str) -> Resolution<'_> {
        let found = self.places.at(lang, path).and_then(|id| self.text(id, lang));
        match found {
            Some((entry, text)) if text.path.as_deref() == Some(path) => Resolution::Here(entry, text),
            _ => Resolution::Nowhere,
        }
    }
}
