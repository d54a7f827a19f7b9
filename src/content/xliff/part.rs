//! The texts of an entry that are translated, each by itself.
//!
//! Invariant: every line and every formatted text that has a language is one part, but for the word in the address.

use std::collections::BTreeMap;

use crate::{
    content::{
        entry::{Body, Fields, SectionText, Text},
        passage::{self, Passage, Words},
        rich_text::RichText,
        unit::Unit,
        values::Line,
    },
    ids::SectionId,
    lang::{Lang, PerLang},
};

/// A text of an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// A passage that is a line.
    Line(Passage),
    /// The heading of a section.
    Heading(SectionId),
    /// The text of a section.
    Words(SectionId),
}

impl Part {
    /// All that a body says in any language, in the order of its form.
    pub(super) fn all(body: &Body) -> Vec<Part> {
        let parts = |passage: Passage| match passage.section() {
            Some(id) => vec![Part::Heading(id.clone()), Part::Words(id)],
            None => vec![Part::Line(passage)],
        };
        passage::list(body).into_iter().flat_map(parts).collect()
    }

    /// The passage it belongs to.
    pub fn passage(&self) -> Passage {
        match self {
            Part::Line(passage) => passage.clone(),
            Part::Heading(id) | Part::Words(id) => Passage::of_section(id),
        }
    }

    /// The piece of the entry that it is in a language.
    pub fn place(&self, lang: Lang) -> Unit {
        match self {
            Part::Line(passage) => passage.unit(lang),
            Part::Heading(id) => Unit::Heading(id.clone(), lang),
            Part::Words(id) => Unit::Words(id.clone(), lang),
        }
    }

    /// Whether it is a field of the kind, which is there without a text in that language too.
    pub(super) fn is_field(&self) -> bool {
        matches!(self, Part::Line(passage) if matches!(passage.unit(Lang::DEFAULT), Unit::Field(_)))
    }

    /// Whether it is the title.
    pub(super) fn is_title(&self) -> bool {
        *self == Part::Line(Passage::title())
    }

    /// The line that is there in a language.
    pub(super) fn line<'a>(&self, body: &'a Body, lang: Lang) -> Option<&'a Line> {
        match self {
            Part::Line(passage) => match passage::said(body, lang).get(passage)? {
                Words::Line(line) => Some(line),
                Words::Section(..) => None,
            },
            Part::Heading(id) => section(body, id, lang)?.heading.as_ref(),
            Part::Words(_) => None,
        }
    }

    /// The formatted text that is there in a language.
    pub(super) fn words<'a>(&self, body: &'a Body, lang: Lang) -> Option<&'a RichText> {
        let Part::Words(id) = self else { return None };
        Some(&section(body, id, lang)?.text).filter(|words| !words.is_empty())
    }

    /// What is there in a language, as it is stored.
    pub(super) fn stored(&self, body: &Body, lang: Lang) -> Option<String> {
        let words = self.words(body, lang).map(|words| words.as_str().to_owned());
        words.or_else(|| self.line(body, lang).map(ToString::to_string))
    }

    /// Whether a later body still has a place for it: the section, or the item of a list that it is about.
    pub(super) fn is_in(&self, later: &Body, base: &Body) -> bool {
        match self {
            Part::Heading(id) | Part::Words(id) => later.section(id).is_some(),
            Part::Line(passage) => match (passage.item(base), passage.item(later)) {
                (Some(before), now) => now.as_ref() == Some(&before),
                (None, _) => true,
            },
        }
    }

    /// Says a line in a language. Returns whether the body has a place for it; a text begins with its title.
    pub(super) fn say(&self, body: &mut Body, lang: Lang, line: &Line) -> bool {
        let text = body.texts.get_mut(lang);
        let place = match (self.place(lang), text) {
            (Unit::Title(_), Some(text)) => {
                text.title = line.clone();
                return true;
            }
            (Unit::Title(_), text) => {
                *text = Some(titled(line));
                return true;
            }
            (Unit::ShortTitle(_), Some(text)) => Some(&mut text.short_title),
            (Unit::Summary(_), Some(text)) => Some(&mut text.summary),
            (Unit::Heading(id, _), Some(text)) => Some(&mut text.sections.entry(id).or_default().heading),
            (Unit::Field(_), _) => {
                field(&mut body.shared.fields, &self.passage()).map(|lines| lines.get_mut(lang))
            }
            _ => None,
        };
        place.map(|place| *place = Some(line.clone())).is_some()
    }

    /// The same for formatted text.
    pub(super) fn say_words(&self, body: &mut Body, lang: Lang, words: &RichText) -> bool {
        let (Part::Words(id), Some(text)) = (self, body.texts.get_mut(lang)) else { return false };
        text.sections.entry(id.clone()).or_default().text = words.clone();
        true
    }
}

fn section<'a>(body: &'a Body, id: &SectionId, lang: Lang) -> Option<&'a SectionText> {
    body.texts.get(lang).as_ref()?.sections.get(id)
}

fn titled(title: &Line) -> Text {
    Text { title: title.clone(), short_title: None, slug: None, summary: None, sections: BTreeMap::new() }
}

/// The lines of a field of the kind, which holds one for each language.
fn field<'a>(fields: &'a mut Fields, passage: &Passage) -> Option<&'a mut PerLang<Option<Line>>> {
    match (fields, passage.as_str()) {
        (Fields::Action(action), "@lead") => action.lead.as_mut(),
        (Fields::Figure(figure), "@occasion") => figure.occasion.as_mut(),
        (Fields::Contact(contact), name) => contact.words_mut(name.strip_prefix('@')?),
        _ => None,
    }
}
