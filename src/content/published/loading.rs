//! From the view `live` into memory.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::Timestamp;
use serde::Deserialize;
use sqlx::{PgExecutor, types::Json};

use super::{Entry, Published, Section, Text, Withdrawn};
use crate::{
    content::{
        error::Error,
        publication::{LiveSection, LiveShared, LiveText, LiveWords, Part},
    },
    ids::{EntryId, SectionId},
    lang::{Lang, PerLang},
};

/// Reads everything that is live, in one query.
pub async fn load(conn: impl PgExecutor<'_>) -> Result<Published, Error> {
    let rows = sqlx::query!(
        r#"
        select
            id as "id!: EntryId",
            parent_id as "parent_id: EntryId",
            position as "position!",
            is_example as "is_example!",
            parts as "parts!: Json<BTreeMap<String, PartRow>>",
            addresses as "addresses!: Json<Vec<AddressRow>>"
        from live
        order by position, id collate "C"
        "#
    )
    .fetch_all(conn)
    .await?;
    let mut published = Published::default();
    let mut parents = HashMap::new();
    for row in rows {
        parents.insert(row.id.clone(), row.parent_id.clone());
        let is_live = published.insert(row.id, row.parent_id, row.position, row.parts.0, &row.addresses.0)?;
        published.has_examples |= row.is_example && is_live;
    }
    published.close_gaps(&parents);
    Ok(published)
}

#[derive(Debug, Deserialize)]
struct PartRow {
    body: Option<serde_json::Value>,
    at: Timestamp,
    reason: Option<String>,
    successor: Option<EntryId>,
    redirects: bool,
}

#[derive(Debug, Deserialize)]
struct AddressRow {
    lang: String,
    path: String,
    current: bool,
}

impl Published {
    /// Takes in an entry and its addresses. Returns whether any of its languages is live.
    fn insert(
        &mut self,
        id: EntryId,
        parent: Option<EntryId>,
        position: i32,
        mut parts: BTreeMap<String, PartRow>,
        addresses: &[AddressRow],
    ) -> Result<bool, Error> {
        let unreadable = |source| Error::Body { entry: id.clone(), source };
        let mut current = PerLang::from_fn(|_| None);
        for row in addresses {
            let Some(lang) = Lang::from_tag(&row.lang) else { continue };
            if row.current {
                *current.get_mut(lang) = Some(row.path.clone());
            }
            self.addresses.insert((lang, row.path.clone()), id.clone());
        }
        self.withdrawn.insert(id.clone(), withdrawn(&parts));
        let Some((shared, shared_at)) =
            parts.remove(Part::Shared.as_str()).and_then(|part| Some((part.body?, part.at)))
        else {
            return Ok(false);
        };
        let shared: LiveShared = serde_json::from_value(shared).map_err(unreadable)?;
        let mut texts = PerLang::from_fn(|_| None);
        for lang in Lang::ALL.iter().copied() {
            let Some((body, at)) = parts.remove(lang.tag()).and_then(|part| Some((part.body?, part.at)))
            else {
                continue;
            };
            let live: LiveText = serde_json::from_value(body).map_err(unreadable)?;
            *texts.get_mut(lang) = Some(Text {
                short_title: live.short_title.unwrap_or_else(|| live.title.clone()),
                title: live.title,
                summary: live.summary,
                sections: in_order(&shared.outline, live.sections),
                path: current.get(lang).clone(),
                changed_at: at.max(shared_at),
            });
        }
        let is_live = texts.iter().any(|(_, text)| text.is_some());
        if is_live {
            let entry = Entry { id: id.clone(), parent, fields: shared.fields, position, texts };
            self.entries.insert(id, Arc::new(entry));
        }
        Ok(is_live)
    }

    /// Puts every entry below the nearest live one of those above it, and notes who is below whom, in order.
    pub(super) fn close_gaps(&mut self, parents: &HashMap<EntryId, Option<EntryId>>) {
        let nearest_live = |mut next: Option<EntryId>| {
            while let Some(id) = next.take_if(|id| !self.entries.contains_key(id)) {
                next = parents.get(&id).cloned().flatten();
            }
            next
        };
        let mut placed: Vec<(i32, EntryId, Option<EntryId>)> = self
            .entries
            .values()
            .map(|entry| (entry.position, entry.id.clone(), nearest_live(entry.parent.clone())))
            .collect();
        placed.sort();
        for (_, id, parent) in placed {
            if let Some(entry) = self.entries.get_mut(&id) {
                Arc::make_mut(entry).parent.clone_from(&parent);
            }
            self.children.entry(parent).or_default().push(id);
        }
    }
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
