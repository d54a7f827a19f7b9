//! What an entry is: the fields its kind shares between the languages, an outline of sections, and a text per language.
//!
//! Invariant: a section exists once, in the outline, and is said in each language under the same id; the serde form
//! of [`Body`] is what `revision.body` holds, and every form it ever had can still be read.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    action::Action, contact::Contact, document::Document, figure::Figure, goal::Goal, notice::Notice,
    page::Page, rich_text::RichText, values::Line,
};
use crate::{
    ids::{EntryId, SectionId},
    lang::{Lang, PerLang},
    slug::Slug,
};

/// Everything an entry says, in both languages: the content of one revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Body {
    /// What the languages have in common.
    pub shared: Shared,
    /// What each language says; none where it says nothing yet.
    pub texts: PerLang<Option<Text>>,
}

/// The part of an entry that is the same in every language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shared {
    /// The fields of the entry's kind.
    pub fields: Fields,
    /// The sections, in the order in which both languages show them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outline: Vec<Section>,
}

/// A section as the languages share it; its words are in [`Text::sections`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its lasting name, which is also its anchor.
    pub id: SectionId,
    /// The entry that it shows below its words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refers_to: Option<EntryId>,
    /// Where its statements come from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Line>,
    /// Left out of every publication until a person has confirmed it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unconfirmed: bool,
    /// For editors, such as what is to be filled in here; never published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Line>,
}

/// What an entry says in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Its title; of a contact, its name.
    pub title: Line,
    /// What menus and breadcrumbs call it, where the title is too long for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short_title: Option<Line>,
    /// The last part of its address; none for the home page and for kinds without a page of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slug: Option<Slug>,
    /// What it is about, in a sentence or two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<Line>,
    /// The words of the sections of the outline; a section without words is absent.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sections: BTreeMap<SectionId, SectionText>,
}

/// The words of a section in one language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionText {
    /// Its heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<Line>,
    /// Its text.
    #[serde(default, skip_serializing_if = "RichText::is_empty")]
    pub text: RichText,
}

/// The fields of each kind of entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(
    clippy::large_enum_variant,
    reason = "a contact has most fields; entries are few, and held behind an Arc where they are many"
)]
pub enum Fields {
    /// A page of the site.
    Page(Page),
    /// A goal of the policy.
    Goal(Goal),
    /// An action of the implementation plan.
    Action(Action),
    /// A contact point.
    Contact(Contact),
    /// A document published elsewhere.
    Document(Document),
    /// A number.
    Figure(Figure),
    /// A message for some time.
    Notice(Notice),
}

/// The kind of an entry, which it keeps for ever.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Kind {
    /// See [`Page`].
    Page,
    /// See [`Goal`].
    Goal,
    /// See [`Action`].
    Action,
    /// See [`Contact`].
    Contact,
    /// See [`Document`].
    Document,
    /// See [`Figure`].
    Figure,
    /// See [`Notice`].
    Notice,
}

impl Kind {
    /// All of them.
    pub const ALL: &'static [Kind] =
        &[Kind::Page, Kind::Goal, Kind::Action, Kind::Contact, Kind::Document, Kind::Figure, Kind::Notice];

    /// Whether entries of this kind have a page of their own, and so an address.
    pub fn has_page(self) -> bool {
        matches!(self, Kind::Page | Kind::Goal | Kind::Contact)
    }
}

impl Fields {
    /// The kind these fields belong to.
    pub fn kind(&self) -> Kind {
        match self {
            Fields::Page(_) => Kind::Page,
            Fields::Goal(_) => Kind::Goal,
            Fields::Action(_) => Kind::Action,
            Fields::Contact(_) => Kind::Contact,
            Fields::Document(_) => Kind::Document,
            Fields::Figure(_) => Kind::Figure,
            Fields::Notice(_) => Kind::Notice,
        }
    }

    /// The fields as readers may see them: without what is unconfirmed.
    pub(super) fn confirmed(self) -> Fields {
        match self {
            Fields::Contact(contact) => Fields::Contact(contact.confirmed()),
            Fields::Figure(figure) => Fields::Figure(figure.confirmed()),
            other => other,
        }
    }

    /// Says in a language what other fields of the same kind say there; of a contact's details, those that both have.
    pub(super) fn take_words(&mut self, from: &Fields, lang: Lang) {
        match (self, from) {
            (Fields::Action(own), Fields::Action(from)) => take_word(&mut own.lead, from.lead.as_ref(), lang),
            (Fields::Figure(own), Fields::Figure(from)) => {
                take_word(&mut own.occasion, from.occasion.as_ref(), lang);
            }
            (Fields::Contact(own), Fields::Contact(from)) => own.take_words(from, lang),
            _ => {}
        }
    }

    /// The contact point on whose pages a notice stands.
    pub(super) fn about(&self) -> Option<&EntryId> {
        match self {
            Fields::Notice(notice) => notice.about.as_ref(),
            _ => None,
        }
    }

    /// The entries that the fields themselves point to.
    pub(super) fn references(&self) -> Vec<EntryId> {
        match self {
            Fields::Action(action) => action.goals.clone(),
            Fields::Notice(_) => self.about().into_iter().cloned().collect(),
            Fields::Contact(contact) => contact.end.iter().map(|end| end.successor.clone()).collect(),
            _ => Vec::new(),
        }
    }
}

/// Says in a language what was said there before.
pub(super) fn take_word(
    own: &mut Option<PerLang<Option<Line>>>,
    from: Option<&PerLang<Option<Line>>>,
    lang: Lang,
) {
    let words = own.get_or_insert_default();
    *words.get_mut(lang) = from.and_then(|words| words.get(lang).clone());
    if words.iter().all(|(_, word)| word.is_none()) {
        *own = None;
    }
}

impl Text {
    /// The same text in normal form, with the sections of that outline only.
    pub(super) fn normalised(mut self, outline: &[Section]) -> Text {
        self.sections.retain(|id, words| {
            words.text = RichText::sanitised(words.text.as_str());
            outline.iter().any(|section| section.id == *id)
                && (words.heading.is_some() || !words.text.is_empty())
        });
        self
    }
}

impl Body {
    /// The same body with every rich text in its one normal form, every section once, and nothing that says nothing.
    pub fn normalised(mut self) -> Body {
        let mut seen = BTreeSet::new();
        self.shared.outline.retain(|section| seen.insert(section.id.clone()));
        let outline = &self.shared.outline;
        self.texts = self.texts.map(|text| text.map(|text| text.normalised(outline)));
        self
    }

    /// The body without what readers do not see: what is unconfirmed, sources and notes.
    pub fn for_readers(mut self) -> Body {
        self.shared.fields = self.shared.fields.confirmed();
        self.shared.outline.retain(|section| !section.unconfirmed);
        for section in &mut self.shared.outline {
            (section.source, section.note) = (None, None);
        }
        let outline = &self.shared.outline;
        self.texts = self.texts.map(|text| {
            let mut text = text?;
            text.sections.retain(|id, _| outline.iter().any(|section| section.id == *id));
            Some(text)
        });
        self
    }

    /// Every pointer from this body to another entry, with the section that holds it (none: the kind's fields).
    pub fn references(&self) -> BTreeSet<(Option<SectionId>, EntryId)> {
        let mut found = BTreeSet::new();
        found.extend(self.shared.fields.references().into_iter().map(|id| (None, id)));
        for section in &self.shared.outline {
            found.extend(section.refers_to.iter().map(|id| (Some(section.id.clone()), id.clone())));
        }
        for (_, text) in self.texts.iter() {
            for (section, words) in text.iter().flat_map(|text| &text.sections) {
                found.extend(words.text.references().map(|id| (Some(section.clone()), id)));
            }
        }
        found
    }
}
