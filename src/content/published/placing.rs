//! What the entries are to each other on a day: who stands below whom and in what order, what is at which address, and
//! which contacts have ended.
//!
//! Invariant: all of it follows from the entries by themselves and from the day, so that it is the same however they came
//! to be known. Where an entry changed that stands as it stood, it is not worked out again.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use super::{
    Entry, Known, Menu, Published, Text,
    names::Names,
    rows::{AddressRow, Row},
};
use crate::{
    content::{
        entry::{Fields, Kind},
        error::Error,
    },
    ids::EntryId,
    lang::{Lang, PerLang},
};

/// Where everything is.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    children: HashMap<Option<EntryId>, Vec<EntryId>>,
    /// Every entry of a kind, and the pages of a menu, by their rank.
    kinds: HashMap<Kind, Vec<EntryId>>,
    menus: HashMap<Menu, Vec<EntryId>>,
    addresses: PerLang<HashMap<String, EntryId>>,
    pub(super) names: Names,
    pub(super) has_examples: bool,
    /// The days on which contacts end, in order, and how many of them have passed.
    pub(super) ends: Vec<Date>,
    pub(super) passed: usize,
}

impl Published {
    /// The same content with what these rows of the view say in the place of what was known of their entries.
    ///
    /// # Errors
    ///
    /// A stored body cannot be read.
    pub fn renewed(&self, rows: Vec<Row>) -> Result<Published, Error> {
        let mut known = self.known.clone();
        let mut renewed = Vec::with_capacity(rows.len());
        let mut is_in_place = true;
        for row in rows {
            let now = Arc::new(Known::read(row)?);
            let before = known.insert(now.row.id().clone(), Arc::clone(&now));
            is_in_place &= before.is_some_and(|before| stands_alike(&before, &now));
            renewed.push(now);
        }
        if !is_in_place {
            return Ok(Published::placed(known, self.day));
        }
        let (mut entries, mut ended) = (self.entries.clone(), self.ended.clone());
        for entry in renewed.iter().filter_map(|known| known.entry.as_ref()) {
            let place = entries.get_mut(&entry.id).or_else(|| ended.get_mut(&entry.id));
            if let Some(place) = place {
                let before = std::mem::replace(place, Arc::clone(entry));
                put_below(place, &before.parent);
            }
        }
        let places = Arc::clone(&self.places);
        Ok(Published { known, entries, ended, places, day: self.day, ..Published::default() })
    }

    /// The same content on that day.
    #[must_use]
    pub fn on(self, day: Date) -> Published {
        if self.is_of(day) {
            return self;
        }
        Published { origin: self.origin, ..Published::placed(self.known, day) }
    }

    /// What it was put together from.
    pub fn rows(&self) -> impl Iterator<Item = &Row> + Clone {
        self.known.values().map(|known| &known.row)
    }

    /// Everything that is known, in its place on that day.
    pub(super) fn placed(known: BTreeMap<EntryId, Arc<Known>>, day: Date) -> Published {
        let live =
            |(id, known): (&EntryId, &Arc<Known>)| Some((id.clone(), Arc::clone(known.entry.as_ref()?)));
        let entries = known.iter().filter_map(live).collect();
        let mut published = Published { known, entries, day, ..Published::default() };
        let ends = published.end_contacts();
        let has_examples =
            published.known.values().any(|known| known.row.is_example && known.entry.is_some());
        let mut places = Places {
            passed: ends.partition_point(|end| *end <= day),
            ends,
            has_examples,
            children: published.close_gaps(),
            ..Places::default()
        };
        places.note_addresses(published.rows());
        places.rank(published.entries.values());
        published.places = Arc::new(places);
        let names = published.name_contacts();
        Arc::make_mut(&mut published.places).names = names;
        published
    }

    /// Puts every entry below the nearest live one of those above it. Returns who is below whom, in order.
    fn close_gaps(&mut self) -> HashMap<Option<EntryId>, Vec<EntryId>> {
        let nearest_live = |mut next: Option<EntryId>| {
            while let Some(id) = next.take_if(|id| !self.entries.contains_key(id)) {
                next = self.known.get(&id).and_then(|known| known.row.parent.clone());
            }
            next
        };
        let mut placed: Vec<(i32, EntryId, Option<EntryId>)> = self
            .entries
            .values()
            .map(|entry| (entry.position, entry.id.clone(), nearest_live(entry.parent.clone())))
            .collect();
        placed.sort();
        let mut children: HashMap<_, Vec<EntryId>> = HashMap::new();
        for (_, id, parent) in placed {
            if let Some(entry) = self.entries.get_mut(&id) {
                put_below(entry, &parent);
            }
            children.entry(parent).or_default().push(id);
        }
        children
    }
}

impl Places {
    /// What is or was at an address.
    pub(super) fn at(&self, lang: Lang, path: &str) -> Option<&EntryId> {
        self.addresses.get(lang).get(path)
    }

    /// Puts an entry at an address.
    pub(super) fn put_at(&mut self, lang: Lang, path: String, id: &EntryId) {
        self.addresses.get_mut(lang).insert(path, id.clone());
    }

    /// The entries below one (none: at the top), in order.
    pub(super) fn below(&self, parent: Option<&EntryId>) -> &[EntryId] {
        self.children.get(&parent.cloned()).map(Vec::as_slice).unwrap_or_default()
    }

    /// The entries of a kind, by their rank.
    pub(super) fn of_kind(&self, kind: Kind) -> &[EntryId] {
        self.kinds.get(&kind).map(Vec::as_slice).unwrap_or_default()
    }

    /// The pages of a menu, by their rank.
    pub(super) fn in_menu(&self, menu: Menu) -> &[EntryId] {
        self.menus.get(&menu).map(Vec::as_slice).unwrap_or_default()
    }

    /// Notes every address, the present ones last: they come before what was there.
    fn note_addresses<'a>(&mut self, rows: impl Iterator<Item = &'a Row> + Clone) {
        let all = rows.flat_map(|row| row.addresses.iter().map(|at| (row.id(), at)));
        let is_current = |(_, at): &(&EntryId, &AddressRow)| at.current;
        for (id, at) in all.clone().filter(|at| !is_current(at)).chain(all.filter(is_current)) {
            if let Some(lang) = Lang::from_tag(&at.lang) {
                self.put_at(lang, at.path.clone(), id);
            }
        }
    }

    /// Lists the entries by their kinds and menus.
    fn rank<'a>(&mut self, entries: impl Iterator<Item = &'a Arc<Entry>>) {
        let mut entries: Vec<_> = entries.collect();
        entries.sort_by_key(|entry| (entry.position, &entry.id));
        for entry in entries {
            self.kinds.entry(entry.fields.kind()).or_default().push(entry.id.clone());
            if let Some(menu) = menu(entry) {
                self.menus.entry(menu).or_default().push(entry.id.clone());
            }
        }
    }
}

fn menu(entry: &Entry) -> Option<Menu> {
    match &entry.fields {
        Fields::Page(page) => Some(page.menu),
        _ => None,
    }
}

fn put_below(entry: &mut Arc<Entry>, parent: &Option<EntryId>) {
    if entry.parent != *parent {
        Arc::make_mut(entry).parent.clone_from(parent);
    }
}

/// Whether nothing follows for others from an entry's being the one and no longer the other.
fn stands_alike(one: &Known, other: &Known) -> bool {
    let place = |known: &Known| (known.row.parent.clone(), known.row.position, known.row.is_example);
    if place(one) != place(other) || one.row.addresses != other.row.addresses {
        return false;
    }
    let (one, other) = match (&one.entry, &other.entry) {
        (Some(one), Some(other)) => (one, other),
        (None, None) => return true,
        _ => return false,
    };
    let paths = |entry: &Entry| {
        entry
            .texts
            .iter()
            .map(|(_, text)| text.as_ref().map(|text: &Text| text.path.clone()))
            .collect::<Vec<_>>()
    };
    let is_contact = |entry: &Entry| entry.fields.kind() == Kind::Contact;
    one.fields.kind() == other.fields.kind()
        && menu(one) == menu(other)
        && paths(one) == paths(other)
        // Names and ends of contacts; their other fields change seldom enough.
        && (!is_contact(one) || one.fields == other.fields)
}
