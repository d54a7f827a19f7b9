//! The fields of a form as a body, or what is wrong with them.
//!
//! Invariant: whatever was sent, reading ends in a body in normal form or in errors that name fields.

use std::collections::BTreeMap;

use super::{FieldError, Fields, Problem, SECTIONS, SIZE, TEXT, prose, reader::Reader};
use super::{action, contact, document, figure, goal, notice, page};
use crate::{
    content::{
        entry::{self, Body, Kind, Section, SectionText, Shared, Text},
        rich_text::RichText,
    },
    ids::SectionId,
    lang::{Lang, PerLang},
};

/// The body, in normal form, that the fields of a form of this kind say; or every field that has to be mended.
pub fn read(fields: &Fields, kind: Kind) -> Result<Body, Vec<FieldError>> {
    if fields.size() > SIZE {
        return Err(vec![FieldError { field: String::new(), problem: Problem::TooLarge }]);
    }
    let mut reader = Reader::new(fields);
    let (outline, texts) = read_texts(&mut reader);
    match read_kind(&mut reader, kind) {
        Some(of_kind) if reader.errors.is_empty() => {
            Ok(Body { shared: Shared { fields: of_kind, outline }, texts })
        }
        _ => Err(reader.into_errors()),
    }
}

/// The body that a form says so far as it can be read, for a preview. What cannot be is left out; fields of the kind
/// that make no whole are those of `saved`.
pub fn read_what_can_be(fields: &Fields, saved: &Body) -> Body {
    let mut reader = Reader::new(fields);
    let (outline, texts) = read_texts(&mut reader);
    let of_kind = read_kind(&mut reader, saved.shared.fields.kind());
    let of_kind = of_kind.unwrap_or_else(|| saved.shared.fields.clone());
    Body { shared: Shared { fields: of_kind, outline }, texts }
}

fn read_texts(reader: &mut Reader<'_>) -> (Vec<Section>, PerLang<Option<Text>>) {
    let outline = read_outline(reader);
    let texts = PerLang::from_fn(|lang| read_text(reader, lang, &outline));
    if texts.iter().all(|(_, text)| text.is_none()) {
        reader.wrong(format!("{}.title", Lang::DEFAULT), Problem::TitleMissing);
    }
    (outline, texts)
}

fn read_kind(reader: &mut Reader<'_>, kind: Kind) -> Option<entry::Fields> {
    match kind {
        Kind::Page => page::read(reader).map(entry::Fields::Page),
        Kind::Goal => goal::read(reader).map(entry::Fields::Goal),
        Kind::Action => action::read(reader).map(entry::Fields::Action),
        Kind::Contact => contact::read(reader).map(entry::Fields::Contact),
        Kind::Document => document::read(reader).map(entry::Fields::Document),
        Kind::Figure => figure::read(reader).map(entry::Fields::Figure),
        Kind::Notice => notice::read(reader).map(entry::Fields::Notice),
    }
}

fn read_outline(reader: &mut Reader<'_>) -> Vec<Section> {
    let ids = reader.fields.sections();
    if ids.len() > SECTIONS {
        reader.wrong("section", Problem::TooManySections);
    }
    let mut outline = Vec::new();
    for id in ids.into_iter().take(SECTIONS) {
        match SectionId::try_from(id.to_owned()) {
            Ok(id) => outline.push(read_section(reader, id)),
            Err(_) => reader.wrong("section", Problem::Choice),
        }
    }
    outline
}

fn read_section(reader: &mut Reader<'_>, id: SectionId) -> Section {
    let name = |field: &str| format!("section.{id}.{field}");
    Section {
        refers_to: reader.optional(&name("refers_to"), Problem::Choice),
        source: reader.line(&name("source")),
        unconfirmed: reader.is_ticked(&name("unconfirmed")),
        note: reader.line(&name("note")),
        id,
    }
}

/// What is said in a language; none where nothing is.
fn read_text(reader: &mut Reader<'_>, lang: Lang, outline: &[Section]) -> Option<Text> {
    let name = |field: &str| format!("{lang}.{field}");
    let title = reader.line(&name("title"));
    let short_title = reader.line(&name("short_title"));
    let slug = reader.optional(&name("slug"), Problem::Slug);
    let summary = reader.line(&name("summary"));
    let mut sections = BTreeMap::new();
    for section in outline {
        if let Some(words) = read_words(reader, &section.id, lang) {
            sections.insert(section.id.clone(), words);
        }
    }
    let is_said = short_title.is_some() || slug.is_some() || summary.is_some() || !sections.is_empty();
    if is_said && !reader.has(&name("title")) {
        reader.wrong(name("title"), Problem::TitleMissing);
    }
    Some(Text { title: title?, short_title, slug, summary, sections })
}

fn read_words(reader: &mut Reader<'_>, id: &SectionId, lang: Lang) -> Option<SectionText> {
    let heading = reader.line(&format!("section.{id}.{lang}.heading"));
    let name = format!("section.{id}.{lang}.text");
    let typed = reader.typed(&name);
    if typed.chars().count() > TEXT {
        reader.wrong(name, Problem::TextTooLong);
        return None;
    }
    let text = if typed.is_empty() { RichText::default() } else { RichText::sanitised(&prose::html(typed)) };
    (heading.is_some() || !text.is_empty()).then_some(SectionText { heading, text })
}
