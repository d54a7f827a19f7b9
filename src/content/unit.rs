//! The units of an entry: the pieces that merge, compare and complain by themselves.
//!
//! Invariant: every word and field of a body belongs to exactly one unit.

use serde_json::Value;

use super::entry::{Body, Section};
use crate::{
    ids::SectionId,
    lang::{Lang, PerLang},
};

/// A piece of an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// A field of the kind, by the key of its serde form; parts of it after dots: `menu`, `website.source`.
    Field(String),
    /// The order of the sections.
    Order,
    /// All that one language says: whether there is anything.
    Text(Lang),
    /// A title.
    Title(Lang),
    /// A short title.
    ShortTitle(Lang),
    /// The word for the address.
    Slug(Lang),
    /// A summary.
    Summary(Lang),
    /// A section with all its words: whether it is there.
    Section(SectionId),
    /// What the languages share of a section.
    Attribute(SectionId, Attribute),
    /// The heading of a section.
    Heading(SectionId, Lang),
    /// The text of a section.
    Words(SectionId, Lang),
}

/// What the languages share of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Attribute {
    /// The entry it shows.
    RefersTo,
    /// Where its statements come from.
    Source,
    /// Whether it is left out until someone confirms it.
    Unconfirmed,
    /// What editors are to know.
    Note,
}

impl Unit {
    /// The section it belongs to, if it belongs to one.
    pub fn section(&self) -> Option<&SectionId> {
        match self {
            Unit::Section(id) | Unit::Attribute(id, _) | Unit::Heading(id, _) | Unit::Words(id, _) => {
                Some(id)
            }
            _ => None,
        }
    }

    /// The language it is in, if it is in one.
    pub fn lang(&self) -> Option<Lang> {
        match self {
            Unit::Text(lang)
            | Unit::Title(lang)
            | Unit::ShortTitle(lang)
            | Unit::Slug(lang)
            | Unit::Summary(lang)
            | Unit::Heading(_, lang)
            | Unit::Words(_, lang) => Some(*lang),
            _ => None,
        }
    }
}

impl Attribute {
    /// All of them, in the order of the form.
    pub const ALL: &'static [Attribute] =
        &[Attribute::RefersTo, Attribute::Source, Attribute::Unconfirmed, Attribute::Note];

    /// What a section has there, in words; none if nothing. Of [`Attribute::Unconfirmed`] it is `true` or nothing.
    pub fn of(self, section: &Section) -> Option<String> {
        match self {
            Attribute::RefersTo => section.refers_to.as_ref().map(ToString::to_string),
            Attribute::Source => section.source.as_ref().map(ToString::to_string),
            Attribute::Unconfirmed => section.unconfirmed.then(|| true.to_string()),
            Attribute::Note => section.note.as_ref().map(ToString::to_string),
        }
    }
}

impl Body {
    /// The section of that name in the outline.
    pub fn section(&self, id: &SectionId) -> Option<&Section> {
        self.shared.outline.iter().find(|section| section.id == *id)
    }

    /// What editors call a section: its heading in the first language that has one, else its name.
    pub fn section_name(&self, id: &SectionId) -> String {
        let heading = |lang: &Lang| {
            self.texts.get(*lang).as_ref()?.sections.get(id)?.heading.as_ref().map(ToString::to_string)
        };
        Lang::ALL.iter().find_map(heading).unwrap_or_else(|| id.to_string())
    }
}

/// A value of a field as people read it: a line for each of its parts.
pub(super) fn readable(value: &Value) -> String {
    let lines = leaves("", value);
    let line = |(name, text): &(String, String)| {
        if name.is_empty() { text.clone() } else { format!("{name}: {text}") }
    };
    lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The single values below a value, each with its name after dots; what is empty is left out.
pub(super) fn leaves(name: &str, value: &Value) -> Vec<(String, String)> {
    let below = |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") };
    match value {
        Value::Null => Vec::new(),
        Value::Object(map) => map.iter().flat_map(|(key, value)| leaves(&below(key), value)).collect(),
        Value::Array(list) => list
            .iter()
            .enumerate()
            .flat_map(|(index, value)| leaves(&below(&index.to_string()), value))
            .collect(),
        Value::String(text) => vec![(name.to_owned(), text.clone())],
        other => vec![(name.to_owned(), other.to_string())],
    }
}

/// Whether a value is one for each language.
pub(super) fn is_per_lang(value: &Value) -> bool {
    serde_json::from_value::<PerLang<Value>>(value.clone()).is_ok()
        && value.as_object().is_some_and(|map| !map.is_empty())
}
