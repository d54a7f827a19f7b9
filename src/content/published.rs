//! What is live, as one immutable snapshot in memory: the only thing the public pages are made from.
//!
//! Invariant: it is built from the view `live` in one query and never changed; a page rendered from one snapshot
//! never mixes old and new.

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use serde::Deserialize;
use sqlx::{PgExecutor, types::Json};

use super::{
    entry::Fields,
    error::Error,
    page::Listing,
    publication::{LiveSection, LiveShared, LiveText, LiveWords, Part},
    rich_text::RichText,
    values::{Email, Line},
};
pub use super::{entry::Kind, page::Menu};
use crate::{
    ids::{EntryId, SectionId},
    lang::{Lang, PerLang},
};

/// Everything that is live.
#[derive(Debug, Default)]
pub struct Published {
    entries: BTreeMap<EntryId, Entry>,
    children: HashMap<Option<EntryId>, Vec<EntryId>>,
    addresses: HashMap<(Lang, String), Address>,
    has_examples: bool,
}

/// An entry of which at least one language is live.
#[derive(Debug)]
pub struct Entry {
    /// Its name.
    pub id: EntryId,
    /// The entry above it.
    pub parent: Option<EntryId>,
    /// The fields of its kind.
    pub fields: Fields,
    position: i32,
    texts: PerLang<Option<Text>>,
}

/// What an entry says in one language.
#[derive(Debug)]
pub struct Text {
    /// Its title.
    pub title: Line,
    /// What menus and breadcrumbs call it.
    pub short_title: Line,
    /// What it is about.
    pub summary: Option<Line>,
    /// Its sections in order.
    pub sections: Vec<Section>,
    /// Its address without the language; none for kinds without a page.
    pub path: Option<String>,
    /// When its own words or fields last changed; see [`Published::changed_at`] for what readers are told.
    pub changed_at: Timestamp,
}

/// A section in one language.
#[derive(Debug, PartialEq, Eq)]
pub struct Section {
    /// Its name and anchor.
    pub id: SectionId,
    /// Its heading.
    pub heading: Option<Line>,
    /// Its text.
    pub text: RichText,
    /// The entry it shows.
    pub refers_to: Option<EntryId>,
}

#[derive(Debug)]
struct Address {
    entry: EntryId,
    successor: Option<EntryId>,
}

/// What is at an address.
#[derive(Debug)]
pub enum Resolution<'a> {
    /// A page in that language.
    Here(&'a Entry, &'a Text),
    /// A page that has moved to this path.
    Moved(&'a str),
    /// A page that was withdrawn, and the one to go to instead if there is one.
    Gone(Option<&'a Entry>),
    /// A page that exists, but in this language only.
    Elsewhere(&'a Entry, Lang),
    /// Nothing.
    Nowhere,
}

impl Published {
    /// What is at `/{lang}/{path}`.
    pub fn resolve(&self, lang: Lang, path: &str) -> Resolution<'_> {
        let Some(address) = self.addresses.get(&(lang, path.to_owned())) else {
            return self.resolve_elsewhere(lang, path);
        };
        let Some((entry, text)) = self.text(&address.entry, lang) else {
            // Without a successor the same page is still of use, where another language of it is live.
            let instead = address.successor.as_ref().and_then(|id| self.entry(id));
            return Resolution::Gone(instead.or_else(|| self.entry(&address.entry)));
        };
        match text.path.as_deref() {
            Some(current) if current == path => Resolution::Here(entry, text),
            Some(current) => Resolution::Moved(current),
            None => Resolution::Nowhere,
        }
    }

    fn resolve_elsewhere(&self, lang: Lang, path: &str) -> Resolution<'_> {
        for other in lang.others() {
            if let Resolution::Here(entry, _) = self.resolve_in(other, path)
                && entry.text(lang).is_none()
            {
                return Resolution::Elsewhere(entry, other);
            }
        }
        Resolution::Nowhere
    }

    fn resolve_in(&self, lang: Lang, path: &str) -> Resolution<'_> {
        let found = self.addresses.get(&(lang, path.to_owned())).and_then(|at| self.text(&at.entry, lang));
        match found {
            Some((entry, text)) if text.path.as_deref() == Some(path) => Resolution::Here(entry, text),
            _ => Resolution::Nowhere,
        }
    }

    /// The entry of that name, if it is live.
    pub fn entry(&self, id: &EntryId) -> Option<&Entry> {
        self.entries.get(id)
    }

    /// The home page, if it is live.
    pub fn home(&self) -> Option<&Entry> {
        self.entries.get(EntryId::HOME)
    }

    /// The entry of that name with its text in that language, if that is live.
    pub fn text(&self, id: &EntryId, lang: Lang) -> Option<(&Entry, &Text)> {
        let entry = self.entries.get(id)?;
        Some((entry, entry.text(lang)?))
    }

    /// Every live entry, by name.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values()
    }

    /// The live entries of a kind in that language, by their rank in the tree.
    pub fn of_kind(&self, kind: Kind, lang: Lang) -> Vec<(&Entry, &Text)> {
        let mut found: Vec<_> = self
            .entries
            .values()
            .filter(|entry| entry.fields.kind() == kind)
            .filter_map(|entry| Some((entry, entry.text(lang)?)))
            .collect();
        found.sort_by_key(|(entry, _)| (entry.position, &entry.id));
        found
    }

    /// The entries below one (none: at the top) in that language, in order. Those below an entry that lacks the
    /// language stand in its place, so that no page falls out of the tree.
    pub fn children(&self, parent: Option<&EntryId>, lang: Lang) -> Vec<(&Entry, &Text)> {
        let ids = self.children.get(&parent.cloned()).map(Vec::as_slice).unwrap_or_default();
        let mut children = Vec::new();
        for id in ids {
            match self.text(id, lang) {
                Some(child) => children.push(child),
                None => children.extend(self.children(Some(id), lang)),
            }
        }
        children
    }

    /// When readers of that language last saw something change on the page of an entry: in its own words or in what
    /// it shows, quotes or lists.
    pub fn changed_at(&self, entry: &Entry, text: &Text, lang: Lang) -> Timestamp {
        let shown = text.sections.iter().filter_map(|section| section.refers_to.clone());
        let quoted = text.sections.iter().flat_map(|section| section.text.quotes());
        let others = shown.chain(quoted).filter_map(|id| self.text(&id, lang));
        others
            .chain(self.listed(entry, lang))
            .map(|(_, other)| other.changed_at)
            .fold(text.changed_at, Timestamp::max)
    }

    /// What the page of an entry lists below its sections.
    fn listed(&self, entry: &Entry, lang: Lang) -> Vec<(&Entry, &Text)> {
        let kind = match &entry.fields {
            Fields::Page(page) => match page.lists {
                Some(Listing::Goals) => Kind::Goal,
                Some(Listing::Actions) => Kind::Action,
                Some(Listing::Figures) => Kind::Figure,
                Some(Listing::Documents) => Kind::Document,
                Some(Listing::Contacts) => Kind::Contact,
                Some(Listing::Pages) | None => return Vec::new(),
            },
            Fields::Goal(_) => Kind::Action,
            _ => return Vec::new(),
        };
        let mut listed = self.of_kind(kind, lang);
        if let Fields::Goal(_) = &entry.fields {
            listed.retain(|(other, _)| matches!(&other.fields, Fields::Action(action) if action.goals.contains(&entry.id)));
        }
        listed
    }

    /// The entries above one, from the top down; only live ones.
    pub fn ancestors(&self, entry: &Entry) -> Vec<&Entry> {
        let mut above = Vec::new();
        let mut next = entry.parent.as_ref();
        while let Some(parent) = next.and_then(|id| self.entries.get(id)) {
            above.push(parent);
            next = parent.parent.as_ref();
        }
        above.reverse();
        above
    }

    /// The pages of a menu in that language, by rank.
    pub fn menu(&self, menu: Menu, lang: Lang) -> Vec<(&Entry, &Text)> {
        let mut pages = self.of_kind(Kind::Page, lang);
        pages.retain(|(entry, _)| matches!(&entry.fields, Fields::Page(page) if page.menu == menu));
        pages
    }

    /// Whether any of it is invented, which every page then has to say.
    pub fn has_examples(&self) -> bool {
        self.has_examples
    }

    /// How many entries are live.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether nothing is live.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl Entry {
    /// Whether its page lists the contact points.
    pub fn lists_contacts(&self) -> bool {
        matches!(&self.fields, Fields::Page(page) if page.lists == Some(Listing::Contacts))
    }

    /// Its mailbox, if it is a contact point that has one.
    pub fn email(&self) -> Option<&Email> {
        match &self.fields {
            Fields::Contact(contact) => contact.email.as_ref().map(|email| &email.value),
            _ => None,
        }
    }

    /// What it says in that language, if that is live.
    pub fn text(&self, lang: Lang) -> Option<&Text> {
        self.texts.get(lang).as_ref()
    }
}

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
        let was_live = published.len();
        published.insert(row.id, row.parent_id, row.position, row.parts.0, &row.addresses.0)?;
        published.has_examples |= row.is_example && published.len() > was_live;
    }
    published.close_gaps(&parents);
    Ok(published)
}

#[derive(Debug, Deserialize)]
struct PartRow {
    body: Option<serde_json::Value>,
    at: Timestamp,
    successor: Option<EntryId>,
}

#[derive(Debug, Deserialize)]
struct AddressRow {
    lang: String,
    path: String,
    current: bool,
}

impl Published {
    fn insert(
        &mut self,
        id: EntryId,
        parent: Option<EntryId>,
        position: i32,
        mut parts: BTreeMap<String, PartRow>,
        addresses: &[AddressRow],
    ) -> Result<(), Error> {
        let unreadable = |source| Error::Body { entry: id.clone(), source };
        let mut current = PerLang::from_fn(|_| None);
        for row in addresses {
            let Some(lang) = Lang::from_tag(&row.lang) else { continue };
            if row.current {
                *current.get_mut(lang) = Some(row.path.clone());
            }
            let successor = parts.get(lang.tag()).and_then(|part| part.successor.clone());
            self.addresses.insert((lang, row.path.clone()), Address { entry: id.clone(), successor });
        }
        let Some((shared, shared_at)) =
            parts.remove(Part::Shared.as_str()).and_then(|part| Some((part.body?, part.at)))
        else {
            return Ok(());
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
        if texts.iter().any(|(_, text)| text.is_some()) {
            self.entries.insert(id.clone(), Entry { id, parent, fields: shared.fields, position, texts });
        }
        Ok(())
    }

    /// Puts every entry below the nearest live one of those above it, and notes who is below whom, in order.
    fn close_gaps(&mut self, parents: &HashMap<EntryId, Option<EntryId>>) {
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
                entry.parent.clone_from(&parent);
            }
            self.children.entry(parent).or_default().push(id);
        }
    }
}

/// Puts the words of a language into the shared order. A section that the shared outline no longer has, because it
/// was removed when another language was published, keeps its place behind its neighbour until this language is
/// published too.
fn in_order(outline: &[LiveSection], words: Vec<LiveWords>) -> Vec<Section> {
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

fn section(id: SectionId, words: Option<LiveWords>, refers_to: Option<EntryId>) -> Section {
    let (heading, text) = words.map(|words| (words.heading, words.text)).unwrap_or_default();
    Section { id, heading, text, refers_to }
}

#[cfg(test)]
mod tests {
    use super::*;

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
