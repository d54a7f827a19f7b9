//! The texts of an entry that are translated, each by itself.
//!
//! Invariant: every line and every formatted text that has a language is one part, but for the word in the address.

use crate::{
    content::{
        entry::{Body, Fields, Text},
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
    /// The title.
    Title,
    /// The short title.
    ShortTitle,
    /// The summary.
    Summary,
    /// Who leads an action.
    Lead,
    /// When a figure was given, in words.
    Occasion,
    /// What a phone number is for; the number counts from 1.
    Phone(usize),
    /// The heading of a section.
    Heading(SectionId),
    /// The text of a section.
    Words(SectionId),
}

impl Part {
    /// All that a body can say, in the order of its page.
    pub fn all(body: &Body) -> Vec<Part> {
        let mut parts = vec![Part::Title, Part::ShortTitle, Part::Summary];
        match &body.shared.fields {
            Fields::Action(_) => parts.push(Part::Lead),
            Fields::Figure(_) => parts.push(Part::Occasion),
            Fields::Contact(contact) => parts.extend((1..=contact.phones.len()).map(Part::Phone)),
            Fields::Page(_) | Fields::Goal(_) | Fields::Document(_) => {}
        }
        let sections = body.shared.outline.iter().map(|section| section.id.clone());
        parts.extend(sections.flat_map(|id| [Part::Heading(id.clone()), Part::Words(id)]));
        parts
    }

    /// The name of the passage it belongs to: a section's id, or a word for what has none.
    pub fn passage(&self) -> String {
        match self {
            Part::Title => "@title".to_owned(),
            Part::ShortTitle => "@short-title".to_owned(),
            Part::Summary => "@summary".to_owned(),
            Part::Lead => "@lead".to_owned(),
            Part::Occasion => "@occasion".to_owned(),
            Part::Phone(number) => format!("@phone-{number}"),
            Part::Heading(id) | Part::Words(id) => id.to_string(),
        }
    }

    /// The piece of the entry that it is in a language.
    pub fn place(&self, lang: Lang) -> Unit {
        match self {
            Part::Title => Unit::Title(lang),
            Part::ShortTitle => Unit::ShortTitle(lang),
            Part::Summary => Unit::Summary(lang),
            Part::Lead => Unit::Field(format!("lead.{lang}")),
            Part::Occasion => Unit::Field(format!("occasion.{lang}")),
            Part::Phone(_) => Unit::Field("phones".to_owned()),
            Part::Heading(id) => Unit::Heading(id.clone(), lang),
            Part::Words(id) => Unit::Words(id.clone(), lang),
        }
    }

    /// Whether it is a field of the kind, which is there without a text in that language too.
    pub(super) fn is_field(&self) -> bool {
        matches!(self, Part::Lead | Part::Occasion | Part::Phone(_))
    }

    /// The line that is there in a language.
    pub(super) fn line<'a>(&self, body: &'a Body, lang: Lang) -> Option<&'a Line> {
        let text = body.texts.get(lang).as_ref();
        match self {
            Part::Title => Some(&text?.title),
            Part::ShortTitle => text?.short_title.as_ref(),
            Part::Summary => text?.summary.as_ref(),
            Part::Heading(id) => text?.sections.get(id)?.heading.as_ref(),
            Part::Lead | Part::Occasion | Part::Phone(_) => {
                field(&body.shared.fields, self)?.get(lang).as_ref()
            }
            Part::Words(_) => None,
        }
    }

    /// The formatted text that is there in a language.
    pub(super) fn words<'a>(&self, body: &'a Body, lang: Lang) -> Option<&'a RichText> {
        let Part::Words(id) = self else { return None };
        let words = &body.texts.get(lang).as_ref()?.sections.get(id)?.text;
        (!words.is_empty()).then_some(words)
    }

    /// What is there in a language, as it is stored.
    pub(super) fn stored(&self, body: &Body, lang: Lang) -> Option<String> {
        let words = self.words(body, lang).map(|words| words.as_str().to_owned());
        words.or_else(|| self.line(body, lang).map(ToString::to_string))
    }

    /// Whether a later body still has a place for it: the section, or the phone number that it is about.
    pub(super) fn is_in(&self, later: &Body, base: &Body) -> bool {
        match self {
            Part::Heading(id) | Part::Words(id) => later.section(id).is_some(),
            Part::Phone(number) => {
                let dialled = |body: &Body| match &body.shared.fields {
                    Fields::Contact(contact) => {
                        Some(contact.phones.get(number.checked_sub(1)?)?.value.number.clone())
                    }
                    _ => None,
                };
                dialled(later).is_some_and(|number| Some(number) == dialled(base))
            }
            Part::Lead | Part::Occasion => field(&later.shared.fields, self).is_some(),
            Part::Title | Part::ShortTitle | Part::Summary => true,
        }
    }

    /// Says a line in a language. Returns whether the body has a place for it; a text begins with its title.
    pub(super) fn say(&self, body: &mut Body, lang: Lang, line: &Line) -> bool {
        let text = body.texts.get_mut(lang);
        let place = match (self, text) {
            (Part::Title, Some(text)) => {
                text.title = line.clone();
                return true;
            }
            (Part::Title, text) => {
                *text = Some(titled(line));
                return true;
            }
            (Part::ShortTitle, Some(text)) => Some(&mut text.short_title),
            (Part::Summary, Some(text)) => Some(&mut text.summary),
            (Part::Heading(id), Some(text)) => {
                Some(&mut text.sections.entry(id.clone()).or_default().heading)
            }
            (Part::Lead | Part::Occasion | Part::Phone(_), _) => {
                field_mut(&mut body.shared.fields, self).map(|lines| lines.get_mut(lang))
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

fn titled(title: &Line) -> Text {
    let sections = std::collections::BTreeMap::new();
    Text { title: title.clone(), short_title: None, slug: None, summary: None, sections }
}

fn field<'a>(fields: &'a Fields, part: &Part) -> Option<&'a PerLang<Option<Line>>> {
    match (fields, part) {
        (Fields::Action(action), Part::Lead) => action.lead.as_ref(),
        (Fields::Figure(figure), Part::Occasion) => figure.occasion.as_ref(),
        (Fields::Contact(contact), Part::Phone(number)) => {
            contact.phones.get(number.checked_sub(1)?)?.value.label.as_ref()
        }
        _ => None,
    }
}

fn field_mut<'a>(fields: &'a mut Fields, part: &Part) -> Option<&'a mut PerLang<Option<Line>>> {
    match (fields, part) {
        (Fields::Action(action), Part::Lead) => action.lead.as_mut(),
        (Fields::Figure(figure), Part::Occasion) => figure.occasion.as_mut(),
        (Fields::Contact(contact), Part::Phone(number)) => {
            contact.phones.get_mut(number.checked_sub(1)?)?.value.label.as_mut()
        }
        _ => None,
    }
}
