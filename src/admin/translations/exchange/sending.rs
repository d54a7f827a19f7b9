//! What goes out to translators, with what they are told about it.
//!
//! Invariant: nothing goes out but the newest version of entries that are not put away.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use sqlx::PgConnection;

use crate::{
    admin::changes::Names,
    content::{
        overview::{self, Glance},
        parity::Standing,
        passage::Passage,
        revision::{self, Revision},
        worklist::{
            self, Compared,
            before::{self, Before},
        },
        xliff::{self, Export, Languages, Place},
    },
    ids::EntryId,
    web::{Error, Locale, error::Result},
};

/// The entries that go out.
pub(super) struct Sending {
    langs: Languages,
    entries: Vec<Glance>,
    items: BTreeMap<EntryId, Item>,
}

/// An entry that goes out.
struct Item {
    newest: Revision,
    /// The passages that are wanted; none: all.
    passages: Option<BTreeSet<Passage>>,
    /// What the language that leads said when a passage was last in step.
    before: Before,
}

impl Sending {
    /// The entries of those names whole; where none is named, what waits in the language that follows. As many queries
    /// for one entry as for all.
    pub(super) async fn open(
        conn: &mut PgConnection,
        langs: Languages,
        named: &[EntryId],
    ) -> Result<Sending> {
        let compared = worklist::list(&mut *conn).await?;
        let named: HashSet<&EntryId> = named.iter().collect();
        let is_wanted = |entry: &&Compared| match named.is_empty() {
            true => !waiting(entry, langs).is_empty(),
            false => named.contains(&entry.id),
        };
        let wanted: Vec<&Compared> = compared.iter().filter(is_wanted).collect();
        if !named.is_empty() && wanted.len() != named.len() {
            return Err(Error::NotFound);
        }
        let ids: Vec<&EntryId> = wanted.iter().map(|entry| &entry.id).collect();
        let mut newest = revision::list_newest(&mut *conn, &ids).await?;
        let mut before = before::list(&mut *conn, &wanted, langs.from).await?;
        let mut items = BTreeMap::new();
        for entry in wanted {
            let newest = newest.remove(&entry.id).ok_or(Error::NotFound)?;
            let passages = waiting(entry, langs).iter().map(|standing| standing.passage.clone()).collect();
            let passages = named.is_empty().then_some(passages);
            let before = before.remove(&entry.id).unwrap_or_default();
            items.insert(entry.id.clone(), Item { newest, passages, before });
        }
        Ok(Sending { langs, entries: overview::list(conn).await?, items })
    }

    /// How many entries go out.
    pub(super) fn count(&self) -> usize {
        self.items.len()
    }

    /// The file; none where there is nothing to translate.
    pub(super) fn file(&self, t: &Locale) -> Option<String> {
        let exports: Vec<Export<'_>> = self.items.iter().map(export).collect();
        xliff::export(&exports, self.langs, |place| self.notes(t, place))
    }

    fn notes(&self, t: &Locale, place: &Place<'_>) -> Vec<String> {
        let Some(item) = self.items.get(place.entry).filter(|_| place.is_first) else { return Vec::new() };
        let names = Names { t, entries: &self.entries };
        let body = &item.newest.body;
        let unit = names.unit(body.shared.fields.kind(), &place.part.place(self.langs.from), body);
        let mut notes = vec![format!("{}: {unit}", names.title(place.entry.as_str()))];
        let before = item.before.get(&place.part.passage()).map(String::as_str);
        notes.extend(before.map(|words| t.msg_with("xliff-note-before", &[("words", words.into())])));
        notes.extend(place.unlike.map(|words| t.msg_with("xliff-note-present", &[("words", words.into())])));
        notes
    }
}

fn export<'a>((entry, item): (&'a EntryId, &'a Item)) -> Export<'a> {
    Export { entry, revision: item.newest.number, body: &item.newest.body, passages: item.passages.as_ref() }
}

/// What of an entry waits in the language that follows.
fn waiting(entry: &Compared, langs: Languages) -> Vec<&Standing> {
    let waits = |standing: &&Standing| {
        standing.state.behind().contains(&langs.to) && !standing.pair.get(langs.from).is_nothing()
    };
    entry.open().filter(waits).collect()
}
