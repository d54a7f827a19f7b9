//! What an entry says by itself: from a row of the view `live` into memory.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use sqlx::PgExecutor;

use super::{
    Entry, Published, Remarks, Section, Text, remarks,
    rows::{self, AgreementRow, PartRow, Row},
};
use crate::{
    content::{
        agreement::Agreement,
        confirmation,
        entry::Fields,
        error::Error,
        publication::{LiveSection, LiveShared, LiveText, LiveWords, Part},
    },
    ids::{EntryId, SectionId},
    lang::{Lang, PerLang},
};

/// What is live of an entry in each language, and since when.
pub(super) type LiveTexts = PerLang<Option<(LiveText, Timestamp)>>;

/// An entry that is or was live.
#[derive(Debug)]
pub(super) struct Known {
    /// As it was read, which a copy is made from.
    pub(super) row: Row,
    /// What it says, below the entry that it was put below; none while no language is live.
    pub(super) entry: Option<Arc<Entry>>,
    /// The languages that are gone.
    pub(super) withdrawn: PerLang<Option<Withdrawn>>,
}

/// What readers are told of a language of an entry that is gone.
#[derive(Clone, Debug)]
pub(super) struct Withdrawn {
    pub(super) reason: Option<String>,
    pub(super) successor: Option<EntryId>,
    pub(super) redirects: bool,
}

/// Reads everything that is live, in one query.
pub async fn load(conn: impl PgExecutor<'_>) -> Result<Published, Error> {
    let (rows, _) = rows::read(conn, None).await?;
    Published::default().renewed(rows)
}

impl Known {
    /// What a row says.
    ///
    /// # Errors
    ///
    /// A stored body cannot be read.
    pub(super) fn read(row: Row) -> Result<Known, Error> {
        let entry = entry(&row)?.map(Arc::new);
        Ok(Known { entry, withdrawn: withdrawn(&row.parts), row })
    }
}

fn entry(row: &Row) -> Result<Option<Entry>, Error> {
    let Some((mut shared, shared_at)) = live::<LiveShared>(row, Part::Shared)? else { return Ok(None) };
    if let Fields::Contact(contact) = &mut shared.fields {
        confirmation::apply(contact, &row.confirmations);
    }
    let mut texts: LiveTexts = PerLang::default();
    for lang in Lang::ALL.iter().copied() {
        let text = live(row, Part::Text(lang))?;
        *texts.get_mut(lang) = text.map(|(text, at)| (text, at.max(shared_at)));
    }
    if texts.iter().all(|(_, text)| text.is_none()) {
        return Ok(None);
    }
    let paths = PerLang::from_fn(|lang| {
        let mut own = row.addresses.iter().filter(|address| address.current && address.lang == lang.tag());
        own.next().map(|address| address.path.clone())
    });
    let agreements: Vec<_> = row.agreements.iter().filter_map(AgreementRow::read).collect();
    let (texts, remarks) = put_together(&shared, texts, paths, &agreements);
    let (id, parent) = (row.id.clone(), row.parent.clone());
    Ok(Some(Entry { id, parent, fields: shared.fields, position: row.position, texts, remarks }))
}

/// What is live of a part, and since when.
fn live<T: DeserializeOwned>(row: &Row, part: Part) -> Result<Option<(T, Timestamp)>, Error> {
    let Some(part) = row.parts.get(part.as_str()) else { return Ok(None) };
    let Some(body) = &part.body else { return Ok(None) };
    let unreadable = |source| Error::Body { entry: row.id.clone(), source };
    Ok(Some((serde_json::from_str(body.get()).map_err(unreadable)?, part.since)))
}

/// What an entry says in each language, and what its readers are told of the other one.
pub(super) fn put_together(
    shared: &LiveShared,
    mut live: LiveTexts,
    mut paths: PerLang<Option<String>>,
    agreements: &[Agreement],
) -> (PerLang<Option<Text>>, PerLang<Remarks>) {
    let standings = remarks::standings(shared, &live, agreements);
    let texts = PerLang::from_fn(|lang| {
        let (live, changed_at) = live.get_mut(lang).take()?;
        Some(Text {
            short_title: live.short_title.unwrap_or_else(|| live.title.clone()),
            title: live.title,
            summary: live.summary,
            sections: in_order(&shared.outline, live.sections),
            path: paths.get_mut(lang).take(),
            changed_at,
        })
    });
    let remarks = remarks::of(&standings, &texts);
    (texts, remarks)
}

/// Puts the words of a language into the shared order. A section that the shared outline no longer has, because it
/// was removed when another language was published, keeps its place behind its neighbour until this language is
/// published too.
pub(super) fn in_order(outline: &[LiveSection], words: Vec<LiveWords>) -> Vec<Section> {
    let own_order: Vec<SectionId> = words.iter().map(|words| words.id.clone()).collect();
    let mut words: HashMap<SectionId, LiveWords> =
        words.into_iter().map(|words| (words.id.clone(), words)).collect();
    let mut sections: Vec<Section> = Vec::new();
    for place in outline {
        let said = words.remove(&place.id);
        if said.is_some() || place.refers_to.is_some() {
            sections.push(section(place.id.clone(), said, place.refers_to.clone()));
        }
    }
    for (index, id) in own_order.iter().enumerate() {
        if let Some(said) = words.remove(id) {
            let neighbour = index.checked_sub(1).map(|before| &own_order[before]);
            let after =
                neighbour.and_then(|before| sections.iter().position(|section| section.id == *before));
            sections.insert(after.map_or(0, |at| at + 1), section(id.clone(), Some(said), None));
        }
    }
    sections
}

/// What readers are told of the languages that are gone.
fn withdrawn(parts: &BTreeMap<String, PartRow>) -> PerLang<Option<Withdrawn>> {
    PerLang::from_fn(|lang| {
        let PartRow { reason, successor, redirects, .. } =
            parts.get(lang.tag()).filter(|part| part.body.is_none())?;
        Some(Withdrawn { reason: reason.clone(), successor: successor.clone(), redirects: *redirects })
    })
}

fn section(id: SectionId, words: Option<LiveWords>, refers_to: Option<EntryId>) -> Section {
    let (heading, text) = words.map(|words| (words.heading, words.text)).unwrap_or_default();
    Section { id, heading, text, refers_to }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::rich_text::RichText;

    fn id(name: &str) -> SectionId {
        SectionId::try_from(name.to_owned()).expect("a name")
    }

    fn words(names: &[&str]) -> Vec<LiveWords> {
        let words = |name: &&str| LiveWords {
            id: id(name),
            heading: None,
            text: RichText::sanitised(&format!("<p>{name}</p>")),
        };
        names.iter().map(words).collect()
    }

    fn outline(names: &[&str]) -> Vec<LiveSection> {
        names.iter().map(|name| LiveSection { id: id(name), refers_to: None }).collect()
    }

    fn order(shared: &[&str], own: &[&str]) -> Vec<String> {
        in_order(&outline(shared), words(own)).into_iter().map(|section| section.id.into()).collect()
    }

    #[test]
    fn sections_follow_the_shared_order() {
        assert_eq!(order(&["c", "a", "b"], &["a", "b", "c"]), ["c", "a", "b"]);
        assert_eq!(order(&["a", "new", "b"], &["a", "b"]), ["a", "b"]);
    }

    #[test]
    fn a_language_keeps_what_only_the_other_has_removed() {
        assert_eq!(order(&["a", "c"], &["a", "b", "c"]), ["a", "b", "c"]);
        assert_eq!(order(&[], &["a", "b"]), ["a", "b"]);
        assert_eq!(order(&["b"], &["a", "b"]), ["a", "b"]);
    }
}
