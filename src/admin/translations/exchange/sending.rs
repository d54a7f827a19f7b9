//! What goes out to translators, with what they are told about it.
//!
//! Invariant: nothing goes out but the newest version of entries that are not put away.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::PgConnection;

use crate::{
    admin::changes::Names,
    content::{
        entry::Body,
        overview::{self, Glance},
        parity::{Standing, base},
        passage::{self, Passage},
        revision::{self, Revision},
        worklist::{self, Compared},
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
    before: BTreeMap<Passage, String>,
}

impl Sending {
    /// The entries of those names whole; where none is named, what waits in the language that follows.
    pub(super) async fn open(
        conn: &mut PgConnection,
        langs: Languages,
        named: &[EntryId],
    ) -> Result<Sending> {
        let compared = worklist::list(&mut *conn).await?;
        if named.iter().any(|id| !compared.iter().any(|entry| entry.id == *id)) {
            return Err(Error::NotFound);
        }
        let mut items = BTreeMap::new();
        for entry in compared.iter().filter(|entry| named.is_empty() || named.contains(&entry.id)) {
            let waiting = waiting(entry, langs);
            if named.is_empty() && waiting.is_empty() {
                continue;
            }
            let newest = revision::find_newest(&mut *conn, &entry.id).await?.ok_or(Error::NotFound)?;
            let past = base::find(&mut *conn, &entry.id, &waiting).await?;
            let before = waiting.iter().filter_map(|standing| {
                let words = past.words(standing, langs.from)?;
                (said(&newest.body, standing, langs) != words)
                    .then(|| (standing.passage.clone(), words.to_owned()))
            });
            let before = before.collect();
            let passages = waiting.iter().map(|standing| standing.passage.clone()).collect();
            let passages = named.is_empty().then_some(passages);
            items.insert(entry.id.clone(), Item { newest, passages, before });
        }
        Ok(Sending { langs, entries: overview::list(conn).await?, items })
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

fn said(body: &Body, standing: &Standing, langs: Languages) -> String {
    let said = passage::said(body, langs.from);
    said.get(&standing.passage).map(|words| words.readable()).unwrap_or_default()
}
