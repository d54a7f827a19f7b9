//! What is live, as one immutable snapshot in memory: the only thing the public pages are made from.
//!
//! Invariant: it is what the view `live` says at one moment, and never changed; a page rendered from one snapshot never
//! mixes old and new. What an entry says by itself is read once (`known`); all that entries are to each other follows
//! from that and from the day (`placing`), on which contacts may have ended: see [`Published::on`].

pub mod copy;
mod draft;
mod ended;
mod known;
mod names;
mod notices;
mod placing;
mod remarks;
mod resolution;
mod rows;

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use jiff::{Timestamp, civil::Date};

pub use self::{
    draft::Draft,
    known::load,
    remarks::{Gap, Remark, Remarks, Told},
    resolution::Resolution,
    rows::{Row, Seen, read},
};
use self::{known::Known, placing::Places};
use super::{
    entry::Fields,
    page::Listing,
    rich_text::RichText,
    values::{Email, Line},
};
pub use super::{entry::Kind, page::Menu};
use crate::{
    ids::{EntryId, SectionId},
    lang::{Lang, PerLang},
};

/// Where a snapshot comes from, which a page has to say when it is not the database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// From the database: it is what is live, as far as this instance can know.
    #[default]
    Database,
    /// From the copy on disk, which is of that moment.
    Copy(Timestamp),
    /// From nowhere: nothing could be read yet, which is not to say that nothing is live.
    Nowhere,
}

/// Everything that is live.
#[derive(Clone, Debug, Default)]
pub struct Published {
    origin: Origin,
    /// Everything that is or was live, by itself; the rest follows from it and from the day.
    known: BTreeMap<EntryId, Arc<Known>>,
    day: Date,
    entries: BTreeMap<EntryId, Arc<Entry>>,
    /// The contacts in whose place another stands.
    ended: BTreeMap<EntryId, Arc<Entry>>,
    places: Arc<Places>,
}

/// An entry of which at least one language is live.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its name.
    pub id: EntryId,
    /// The entry above it.
    pub parent: Option<EntryId>,
    /// The fields of its kind.
    pub fields: Fields,
    position: i32,
    texts: PerLang<Option<Text>>,
    remarks: PerLang<Remarks>,
}

/// What an entry says in one language.
#[derive(Clone, Debug, PartialEq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
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

impl Published {
    /// What there is before anything could be read.
    pub fn nothing_yet() -> Published {
        Published { origin: Origin::Nowhere, ..Published::default() }
    }

    /// The same, read from a copy of that moment.
    #[must_use]
    pub fn copied_at(self, at: Timestamp) -> Published {
        Published { origin: Origin::Copy(at), ..self }
    }

    /// Where it comes from.
    pub fn origin(&self) -> Origin {
        self.origin
    }

    /// The entry of that name, if it is live; once a contact has ended, the one in its place.
    pub fn entry(&self, id: &EntryId) -> Option<&Entry> {
        self.entries.get(self.in_place(id)).map(Arc::as_ref)
    }

    /// The home page, if it is live.
    pub fn home(&self) -> Option<&Entry> {
        self.entries.get(EntryId::HOME).map(Arc::as_ref)
    }

    /// The entry of that name with its text in that language, if that is live.
    pub fn text(&self, id: &EntryId, lang: Lang) -> Option<(&Entry, &Text)> {
        let entry = self.entry(id)?;
        Some((entry, entry.text(lang)?))
    }

    /// Every live entry, by name.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.values().map(Arc::as_ref)
    }

    /// The live entries of a kind in that language, by their rank in the tree.
    pub fn of_kind(&self, kind: Kind, lang: Lang) -> Vec<(&Entry, &Text)> {
        in_lang(self.all_of_kind(kind), lang).collect()
    }

    /// The live entries of a kind in any language, by their rank in the tree.
    fn all_of_kind(&self, kind: Kind) -> impl Iterator<Item = &Entry> {
        self.places.of_kind(kind).iter().filter_map(|id| self.entry(id))
    }

    /// The entries below one (none: at the top) in that language, in order. Those below an entry that lacks the
    /// language stand in its place, so that no page falls out of the tree.
    pub fn children(&self, parent: Option<&EntryId>, lang: Lang) -> Vec<(&Entry, &Text)> {
        let mut children = Vec::new();
        for id in self.places.below(parent) {
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
    pub fn listed(&self, entry: &Entry, lang: Lang) -> Vec<(&Entry, &Text)> {
        let kind = match &entry.fields {
            Fields::Goal(_) => Some(Kind::Action),
            _ => entry.listing().and_then(Listing::kind),
        };
        let Some(kind) = kind else { return Vec::new() };
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
        while let Some(parent) = next.and_then(|id| self.entry(id)) {
            above.push(parent);
            next = parent.parent.as_ref();
        }
        above.reverse();
        above
    }

    /// The pages of a menu in that language, by rank.
    pub fn menu(&self, menu: Menu, lang: Lang) -> Vec<(&Entry, &Text)> {
        in_lang(self.places.in_menu(menu).iter().filter_map(|id| self.entry(id)), lang).collect()
    }

    /// The entries that are another than they were there, or are in one of the two only. Two contents without such
    /// entries can still differ, in addresses that are gone, say.
    pub fn changed_since<'a>(&'a self, before: &'a Published) -> HashSet<&'a EntryId> {
        let is_same = |one: &Arc<Entry>, other: &Arc<Entry>| Arc::ptr_eq(one, other) || one == other;
        let (mut here, mut there) = (self.entries.iter().peekable(), before.entries.iter().peekable());
        let mut changed = HashSet::new();
        // Both are in the order of the names.
        loop {
            let order = match (here.peek(), there.peek()) {
                (None, None) => return changed,
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (Some((id, _)), Some((other, _))) => id.cmp(other),
            };
            let one = here.next_if(|_| order.is_le());
            let other = there.next_if(|_| order.is_ge());
            match (one, other) {
                (Some((_, one)), Some((_, other))) if is_same(one, other) => {}
                (Some((id, _)), _) | (None, Some((id, _))) => drop(changed.insert(id)),
                (None, None) => {}
            }
        }
    }

    /// The page in a language that lists the contact points.
    pub fn overview_of_contacts(&self, lang: Lang) -> Option<&Entry> {
        self.entries().find(|entry| entry.lists_contacts() && entry.text(lang).is_some())
    }

    /// Whether any of it is invented, which every page then has to say.
    pub fn has_examples(&self) -> bool {
        self.places.has_examples
    }
}

/// Those of these entries that the language has.
fn in_lang<'a>(
    entries: impl Iterator<Item = &'a Entry>,
    lang: Lang,
) -> impl Iterator<Item = (&'a Entry, &'a Text)> {
    entries.filter_map(move |entry| Some((entry, entry.text(lang)?)))
}

impl Entry {
    /// What its page lists below its sections.
    pub fn listing(&self) -> Option<Listing> {
        match &self.fields {
            Fields::Page(page) => page.lists,
            _ => None,
        }
    }

    /// Whether its page lists the contact points.
    pub fn lists_contacts(&self) -> bool {
        self.listing() == Some(Listing::Contacts)
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
    /// What its readers in that language are told of the other.
    pub fn remarks(&self, lang: Lang) -> &Remarks {
        self.remarks.get(lang)
    }
}
