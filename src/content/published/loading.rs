//! From the view `live` into memory.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::Timestamp;
use sqlx::PgExecutor;

use super::{
    Entry, LiveTexts, Published, Remarks, Section, Text, Withdrawn, remarks,
    rows::{self, AddressRow, AgreementRow, PartRow, Row},
};
use crate::{
    content::{
        agreement::Agreement,
        confirmation::{self, Days},
        entry::Fields,
        error::Error,
        publication::{LiveSection, LiveShared, LiveWords, Part},
    },
    ids::{EntryId, SectionId},
    lang::{Lang, PerLang},
};

/// Reads everything that is live, in one query.
pub async fn load(conn: impl PgExecutor<'_>) -> Result<Published, Error> {
    assemble(rows::read(conn).await?)
}

/// What the rows of the view come to, wherever they were kept meanwhile.
///
/// # Errors
///
/// A stored body cannot be read.
pub fn assemble(rows: Vec<Row>) -> Result<Published, Error> {
    let mut published = Published::default();
    let mut parents = HashMap::new();
    for row in rows {
        parents.insert(row.id.clone(), row.parent.clone());
        let place = Place { id: row.id, parent: row.parent, position: row.position };
        let said = Declared { agreements: row.agreements, confirmations: row.confirmations };
        let is_live = published.insert(place, row.parts, &row.addresses, said)?;
        published.has_examples |= row.is_example && is_live;
    }
    published.close_gaps(&parents);
    published.note_ends();
    published.name_contacts();
    Ok(published)
}

/// Where an entry stands.
struct Place {
    id: EntryId,
    parent: Option<EntryId>,
    position: i32,
}

/// What was declared about an entry.
struct Declared {
    agreements: Vec<AgreementRow>,
    confirmations: Days,
}

impl Published {
    /// Takes in an entry, its addresses and what was declared about its texts and details. Returns whether any of its languages
    /// is live.
    fn insert(
        &mut self,
        place: Place,
        mut parts: BTreeMap<String, PartRow>,
        addresses: &[AddressRow],
        said: Declared,
    ) -> Result<bool, Error> {
        let Place { id, parent, position } = place;
        let unreadable = |source| Error::Body { entry: id.clone(), source };
        let current = self.insert_addresses(&id, addresses);
        self.withdrawn.insert(id.clone(), withdrawn(&parts));
        let Some((shared, shared_at)) = take_live(&mut parts, Part::Shared) else { return Ok(false) };
        let mut shared: LiveShared = serde_json::from_value(shared).map_err(unreadable)?;
        if let Fields::Contact(contact) = &mut shared.fields {
            confirmation::apply(contact, &said.confirmations);
        }
        let mut live: LiveTexts = PerLang::default();
        for lang in Lang::ALL.iter().copied() {
            let Some((body, at)) = take_live(&mut parts, Part::Text(lang)) else { continue };
            *live.get_mut(lang) =
                Some((serde_json::from_value(body).map_err(unreadable)?, at.max(shared_at)));
        }
        let is_live = live.iter().any(|(_, text)| text.is_some());
        if is_live {
            let agreements: Vec<_> = said.agreements.into_iter().filter_map(AgreementRow::read).collect();
            let (texts, remarks) = put_together(&shared, live, current, &agreements);
            let entry = Entry { id: id.clone(), parent, fields: shared.fields, position, texts, remarks };
            self.entries.insert(id, Arc::new(entry));
        }
        Ok(is_live)
    }

    /// Takes in every address of an entry. Returns the present ones.
    fn insert_addresses(&mut self, id: &EntryId, addresses: &[AddressRow]) -> PerLang<Option<String>> {
        let mut current = PerLang::default();
        for row in addresses {
            let Some(lang) = Lang::from_tag(&row.lang) else { continue };
            if row.current {
                *current.get_mut(lang) = Some(row.path.clone());
            }
            self.addresses.insert((lang, row.path.clone()), id.clone());
        }
        current
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
            if let Some(entry) = self.entries.get_mut(&id).filter(|entry| entry.parent != parent) {
                Arc::make_mut(entry).parent.clone_from(&parent);
            }
            self.children.entry(parent).or_default().push(id);
        }
        self.rank();
    }

    /// Lists the entries by their kinds and menus.
    fn rank(&mut self) {
        self.kinds.clear();
        self.menus.clear();
        let mut entries: Vec<_> = self.entries.values().collect();
        entries.sort_by_key(|entry| (entry.position, &entry.id));
        for entry in entries {
            self.kinds.entry(entry.fields.kind()).or_default().push(Arc::clone(entry));
            if let Fields::Page(page) = &entry.fields {
                self.menus.entry(page.menu).or_default().push(Arc::clone(entry));
            }
        }
    }
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

/// What is live of a part, and since when.
fn take_live(parts: &mut BTreeMap<String, PartRow>, part: Part) -> Option<(serde_json::Value, Timestamp)> {
    let row = parts.remove(part.as_str())?;
    Some((row.body?, row.since))
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
