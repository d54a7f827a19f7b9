//! What the portal would show if a draft were live: the snapshot with one entry exchanged.
//!
//! Invariant: the draft takes the way of a publication, so a preview shows what publishing would show, and nothing that
//! is not confirmed.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::{Entry, Known, Published, known::put_together, rows::Row};
use crate::{
    clock,
    content::{
        agreement::Agreement,
        confirmation,
        entry::{Body, Fields, Kind},
        publication::{LiveShared, LiveText},
    },
    ids::EntryId,
    lang::{Lang, PerLang},
};

/// An entry as it is being written.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// Its name.
    pub id: &'a EntryId,
    /// The entry above it.
    pub parent: Option<&'a EntryId>,
    /// Its rank among its siblings.
    pub position: i32,
    /// What it says.
    pub body: &'a Body,
    /// When it says so.
    pub at: Timestamp,
    /// What was declared about its texts, the oldest first.
    pub agreements: &'a [Agreement],
}

impl Published {
    /// The same content with that draft live in every language that it has.
    pub fn with_draft(&self, draft: Draft<'_>) -> Published {
        let mut shared = LiveShared::of(&draft.body.shared);
        self.date_details(draft.id, &mut shared);
        let live = PerLang::from_fn(|lang| {
            let text = draft.body.texts.get(lang).as_ref()?;
            Some((LiveText::of(text, &draft.body.shared.outline), draft.at))
        });
        let paths = PerLang::from_fn(|lang| {
            let (text, _) = live.get(lang).as_ref()?;
            self.draft_path(draft, lang, text.slug.as_ref().map(ToString::to_string))
        });
        let (texts, remarks) = put_together(&shared, live, paths, draft.agreements);
        let at: Vec<_> =
            texts.iter().filter_map(|(lang, text)| Some((lang, text.as_ref()?.path.clone()?))).collect();
        let entry = Entry {
            id: draft.id.clone(),
            parent: draft.parent.cloned(),
            fields: shared.fields,
            position: draft.position,
            texts,
            remarks,
        };
        let known = self.known_as(Arc::new(entry));
        let mut published = Published::placed(known, draft.at.to_zoned(clock::zone()).date());
        for (lang, path) in at {
            Arc::make_mut(&mut published.places).put_at(lang, path, draft.id);
        }
        Published { origin: self.origin, ..published }
    }

    /// What is known, with this as what that entry says.
    fn known_as(&self, entry: Arc<Entry>) -> BTreeMap<EntryId, Arc<Known>> {
        let mut known = self.known.clone();
        let before = known.get(&entry.id);
        let row = Row {
            id: entry.id.clone(),
            parent: entry.parent.clone(),
            position: entry.position,
            is_example: before.is_some_and(|before| before.row.is_example),
            // No copy is made of drafts.
            parts: BTreeMap::new(),
            addresses: before.map(|before| before.row.addresses.clone()).unwrap_or_default(),
            agreements: Vec::new(),
            confirmations: BTreeMap::new(),
        };
        let withdrawn = before.map(|before| before.withdrawn.clone()).unwrap_or_default();
        known.insert(entry.id.clone(), Arc::new(Known { row, entry: Some(entry), withdrawn }));
        known
    }

    /// Gives the details that a draft leaves as they are the dates of what is live.
    fn date_details(&self, id: &EntryId, shared: &mut LiveShared) {
        let live = self.entry(id).map(|entry| &entry.fields);
        if let (Some(Fields::Contact(live)), Fields::Contact(draft)) = (live, &mut shared.fields) {
            confirmation::apply(draft, &confirmation::days_of(live));
        }
    }

    /// Where the draft would be in a language; none for a kind without pages of its own.
    fn draft_path(&self, draft: Draft<'_>, lang: Lang, slug: Option<String>) -> Option<String> {
        if !Kind::has_page(draft.body.shared.fields.kind()) {
            return None;
        }
        let above = draft.parent.and_then(|parent| self.text(parent, lang)?.1.path.clone());
        let words = above.into_iter().chain(slug).filter(|word| !word.is_empty());
        Some(words.collect::<Vec<_>>().join("/"))
    }
}
