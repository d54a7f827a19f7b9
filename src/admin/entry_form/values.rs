//! The fields of a form as they were sent, in order.
//!
//! Invariant: names may repeat, and order is kept; nothing is lost by holding fields here.

use std::collections::{BTreeSet, HashMap};

/// Bytes of all names and values together.
pub const SIZE: usize = 1024 * 1024;
/// Sections of an entry.
pub const SECTIONS: usize = 200;
/// Characters of the text of a section in one language.
pub const TEXT: usize = 100_000;
/// Items of a list, such as phone numbers.
pub const LIST_ITEMS: usize = 50;

/// Names and values in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// The value of the first field of that name; empty where there is none.
    pub fn get(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }

    /// The values of every field of that name, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Names and values, in order.
    pub fn pairs(&self) -> &[(String, String)] {
        &self.0
    }

    /// Names and values, in order, to be kept elsewhere.
    pub fn into_pairs(self) -> Vec<(String, String)> {
        self.0
    }

    /// Adds a field at the end.
    pub fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.push((name.into(), value.into()));
    }

    /// Gives the first field of that name another value, or adds it.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        match self.0.iter_mut().find(|(other, _)| other == name) {
            Some((_, old)) => *old = value.into(),
            None => self.push(name, value),
        }
    }

    /// Drops the fields that are not wanted.
    pub fn retain(&mut self, mut is_wanted: impl FnMut(&str, &str) -> bool) {
        self.0.retain(|(name, value)| is_wanted(name, value));
    }

    /// Exchanges two values of the fields of that name.
    pub(super) fn exchange(&mut self, name: &str, one: &str, other: &str) {
        for (_, value) in self.0.iter_mut().filter(|(field, _)| field == name) {
            if value == one {
                other.clone_into(value);
            } else if value == other {
                one.clone_into(value);
            }
        }
    }

    /// Adds a field behind the one of the same name with that value.
    pub(super) fn insert_after(&mut self, name: &str, value: &str, added: &str) {
        let at = self.0.iter().position(|(field, other)| field == name && other == value);
        let at = at.map_or(self.0.len(), |at| at + 1);
        self.0.insert(at, (name.to_owned(), added.to_owned()));
    }

    /// Gives a section another name, in its own fields too.
    pub(super) fn rename_section(&mut self, old: &str, new: &str) {
        let below = format!("section.{old}.");
        for (name, value) in &mut self.0 {
            if name == "section" && value == old {
                new.clone_into(value);
            } else if let Some(field) = name.strip_prefix(&below) {
                *name = format!("section.{new}.{field}");
            }
        }
    }

    /// Bytes of all names and values together.
    pub fn size(&self) -> usize {
        self.0.iter().map(|(name, value)| name.len() + value.len()).sum()
    }

    /// The sections in order, each once.
    pub fn sections(&self) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        self.all("section").filter(|id| seen.insert(*id)).collect()
    }

    /// The numbers of the items of a list such as `phones`, in order: `0` where there is a field `phones.0.number`.
    pub fn items(&self, list: &str) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        self.0
            .iter()
            .filter_map(|(name, _)| name.strip_prefix(list)?.strip_prefix('.')?.split_once('.'))
            .map(|(item, _)| item)
            .filter(|item| item.len() <= 4 && !item.is_empty() && item.bytes().all(|b| b.is_ascii_digit()))
            .filter(|item| seen.insert(*item))
            .collect()
    }

    /// The first value of each name.
    pub(super) fn index(&self) -> HashMap<&str, &str> {
        let mut index = HashMap::with_capacity(self.0.len());
        for (name, value) in &self.0 {
            index.entry(name.as_str()).or_insert(value.as_str());
        }
        index
    }
}

impl From<Vec<(String, String)>> for Fields {
    fn from(pairs: Vec<(String, String)>) -> Fields {
        Fields(pairs)
    }
}
