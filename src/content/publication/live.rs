//! What readers may see of an entry: the body of a publication.
//!
//! Invariant: there is no field for a draft, an editor's note or an unconfirmed statement.

use serde::{Deserialize, Serialize};

use crate::{
    content::{
        entry::{Fields, Section, Shared, Text},
        rich_text::RichText,
        values::Line,
    },
    ids::{EntryId, SectionId},
    slug::Slug,
};

/// The shared part of an entry as readers may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveShared {
    /// The fields of its kind, without unconfirmed details.
    pub fields: Fields,
    /// Its confirmed sections in order.
    pub outline: Vec<LiveSection>,
}

/// A section as the languages share it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveSection {
    /// Its name and anchor.
    pub id: SectionId,
    /// The entry it shows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refers_to: Option<EntryId>,
}

/// What an entry says in one language, as readers may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveText {
    /// Its title.
    pub title: Line,
    /// What menus and breadcrumbs call it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_title: Option<Line>,
    /// The last part of its address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<Slug>,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Line>,
    /// The confirmed sections that have words, in the order of their own revision.
    pub sections: Vec<LiveWords>,
}

/// The words of a section.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LiveWords {
    /// The section.
    pub id: SectionId,
    /// Its heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<Line>,
    /// Its text.
    #[serde(default, skip_serializing_if = "RichText::is_empty")]
    pub text: RichText,
}

impl LiveShared {
    /// What readers may see of the shared part.
    pub fn of(shared: &Shared) -> LiveShared {
        let live =
            |section: &Section| LiveSection { id: section.id.clone(), refers_to: section.refers_to.clone() };
        LiveShared {
            fields: shared.fields.clone().confirmed(),
            outline: shared.outline.iter().filter(|section| !section.unconfirmed).map(live).collect(),
        }
    }

    /// The entries it points to.
    pub fn references(&self) -> impl Iterator<Item = EntryId> + '_ {
        let sections = self.outline.iter().filter_map(|section| section.refers_to.clone());
        self.fields.references().into_iter().chain(sections)
    }
}

impl LiveText {
    /// What readers may see of a text, given the outline of its own revision.
    pub fn of(text: &Text, outline: &[Section]) -> LiveText {
        let words = |section: &Section| {
            let words = text.sections.get(&section.id)?.clone();
            Some(LiveWords { id: section.id.clone(), heading: words.heading, text: words.text })
        };
        LiveText {
            title: text.title.clone(),
            short_title: text.short_title.clone(),
            slug: text.slug.clone(),
            summary: text.summary.clone(),
            sections: outline.iter().filter(|section| !section.unconfirmed).filter_map(words).collect(),
        }
    }

    /// The entries it links to or quotes.
    pub fn references(&self) -> impl Iterator<Item = EntryId> + '_ {
        self.sections.iter().flat_map(|words| words.text.references())
    }
}
