//! What the portal would show if a draft were live: the snapshot with one entry exchanged.
//!
//! Invariant: the draft takes the way of a publication, so a preview shows what publishing would show, and nothing that
//! is not confirmed.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::{Entry, Published, loading::put_together};
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
        let mut published = self.clone();
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
        for (lang, text) in texts.iter() {
            if let Some(path) = text.as_ref().and_then(|text| text.path.clone()) {
                published.addresses.insert((lang, path), draft.id.clone());
            }
        }
        let parent = draft.parent.cloned();
        let entry = Entry {
            id: draft.id.clone(),
            parent: parent.clone(),
            fields: shared.fields,
            position: draft.position,
            texts,
            remarks,
        };
        published.ended.remove(draft.id);
        published.entries.insert(draft.id.clone(), Arc::new(entry));
        let parents = HashMap::from([(draft.id.clone(), parent)]);
        published.name_contacts();
        published.placed(draft.at.to_zoned(clock::zone()).date(), &parents)
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
