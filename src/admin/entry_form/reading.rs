//! The fields of a form as a body, or what is wrong with them.
//!
//! Invariant: the errors stand in the order of the fields, at most one for each; whatever was sent, reading ends.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::civil::Date;
use serde::de::DeserializeOwned;

use super::{FieldError, Fields, LIST_ITEMS, Problem, SECTIONS, SIZE, TEXT, prose};
use super::{action, contact, document, figure, goal, page};
use crate::{
    content::{
        detail::Detail,
        entry::{self, Body, Kind, Section, SectionText, Shared, Text},
        rich_text::RichText,
        values::{Line, PartialDate},
    },
    ids::SectionId,
    lang::{Lang, PerLang},
};

/// The body, in normal form, that the fields of a form of this kind say; or every field that has to be mended.
pub fn read(fields: &Fields, kind: Kind) -> Result<Body, Vec<FieldError>> {
    if fields.size() > SIZE {
        return Err(vec![FieldError { field: String::new(), problem: Problem::TooLarge }]);
    }
    let mut reader = Reader { fields, first: fields.index(), errors: Vec::new() };
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
    let mut reader = Reader { fields, first: fields.index(), errors: Vec::new() };
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
    }
}

/// Fields being read, and what was wrong with those that were.
pub(super) struct Reader<'a> {
    pub(super) fields: &'a Fields,
    first: HashMap<&'a str, &'a str>,
    errors: Vec<FieldError>,
}

impl<'a> Reader<'a> {
    /// What was typed, without the white space around it.
    pub(super) fn typed(&self, name: &str) -> &'a str {
        self.first.get(name).map(|value| value.trim()).unwrap_or_default()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        !self.typed(name).is_empty()
    }

    pub(super) fn is_ticked(&self, name: &str) -> bool {
        self.has(name)
    }

    pub(super) fn wrong(&mut self, field: impl Into<String>, problem: Problem) {
        self.errors.push(FieldError { field: field.into(), problem });
    }

    /// A value that checks itself; none where nothing or the wrong thing was typed.
    pub(super) fn optional<T: TryFrom<String>>(&mut self, name: &str, problem: Problem) -> Option<T> {
        let typed = self.typed(name);
        if typed.is_empty() {
            return None;
        }
        let value = T::try_from(typed.to_owned()).ok();
        if value.is_none() {
            self.wrong(name, problem);
        }
        value
    }

    /// The same, of a field that has to be filled in.
    pub(super) fn required<T: TryFrom<String>>(&mut self, name: &str, problem: Problem) -> Option<T> {
        if !self.has(name) {
            self.wrong(name, Problem::Missing);
        }
        self.optional(name, problem)
    }

    /// One line; the line breaks of a larger field are spaces.
    pub(super) fn line(&mut self, name: &str) -> Option<Line> {
        let typed = self.typed(name);
        if typed.is_empty() {
            return None;
        }
        let line = Line::try_from(typed.replace("\r\n", " ").replace(['\r', '\n', '\t'], " ")).ok();
        if line.is_none() {
            self.wrong(name, Problem::Line);
        }
        line
    }

    /// A line in each language; none where no language has one.
    pub(super) fn per_lang(&mut self, prefix: &str, name: &str) -> Option<PerLang<Option<Line>>> {
        let lines = PerLang::from_fn(|lang| self.line(&format!("{prefix}{lang}.{name}")));
        let is_said = lines.iter().any(|(_, line)| line.is_some());
        is_said.then_some(lines)
    }

    /// A choice by its name in stored bodies.
    pub(super) fn choice<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let typed = self.typed(name);
        if typed.is_empty() {
            return None;
        }
        let choice = serde_json::from_value(serde_json::Value::from(typed)).ok();
        if choice.is_none() {
            self.wrong(name, Problem::Choice);
        }
        choice
    }

    /// The same, where one has to be made.
    pub(super) fn required_choice<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        if !self.has(name) {
            self.wrong(name, Problem::Choice);
        }
        self.choice(name)
    }

    /// A year, a month or a day; also with the day first, as people here write it.
    pub(super) fn date(&mut self, name: &str) -> Option<PartialDate> {
        let typed = self.typed(name);
        if typed.is_empty() {
            return None;
        }
        let date = PartialDate::try_from(year_first(typed)).ok();
        if date.is_none() {
            self.wrong(name, Problem::Date);
        }
        date
    }

    pub(super) fn day(&mut self, name: &str) -> Option<Date> {
        let typed = self.typed(name);
        if typed.is_empty() {
            return None;
        }
        let day = year_first(typed).parse().ok();
        if day.is_none() {
            self.wrong(name, Problem::Day);
        }
        day
    }

    /// A fact around a value that was read from `value_field`. A source, a day or a tick without a fact is an error.
    pub(super) fn around<T>(
        &mut self,
        prefix: &str,
        value_field: &str,
        value: Option<T>,
    ) -> Option<Detail<T>> {
        let names =
            [format!("{prefix}.source"), format!("{prefix}.checked_on"), format!("{prefix}.unconfirmed")];
        let source = self.line(&names[0]);
        let checked_on = self.day(&names[1]);
        let unconfirmed = self.is_ticked(&names[2]);
        if !self.has(value_field) && names.iter().any(|name| self.has(name)) {
            self.wrong(value_field, Problem::FactMissing);
        }
        value.map(|value| Detail { value, source, checked_on, unconfirmed })
    }

    /// A fact that is one value.
    pub(super) fn detail<T: TryFrom<String>>(&mut self, prefix: &str, problem: Problem) -> Option<Detail<T>> {
        let name = format!("{prefix}.value");
        let value = self.optional(&name, problem);
        self.around(prefix, &name, value)
    }

    /// The prefixes of the items of a list in which something is typed: `phones.0`, `phones.1`.
    pub(super) fn items(&mut self, list: &str) -> Vec<String> {
        let items = self.fields.items(list);
        if items.len() > LIST_ITEMS {
            self.wrong(format!("{list}.{}", items[LIST_ITEMS]), Problem::TooManyItems);
        }
        let prefixes = items.into_iter().take(LIST_ITEMS).map(|item| format!("{list}.{item}"));
        let is_said = |prefix: &String| {
            let below = format!("{prefix}.");
            self.fields
                .pairs()
                .iter()
                .any(|(name, value)| name.starts_with(&below) && !value.trim().is_empty())
        };
        prefixes.filter(is_said).collect()
    }

    /// Every value of a repeated field.
    pub(super) fn repeated<T: TryFrom<String>>(&mut self, name: &str) -> Vec<T> {
        let fields = self.fields;
        let typed: Vec<&str> = fields.all(name).map(str::trim).filter(|value| !value.is_empty()).collect();
        if typed.len() > LIST_ITEMS {
            self.wrong(name, Problem::TooManyItems);
            return Vec::new();
        }
        let values: Vec<T> = typed.iter().filter_map(|value| T::try_from((*value).to_owned()).ok()).collect();
        if values.len() < typed.len() {
            self.wrong(name, Problem::Choice);
        }
        values
    }

    /// In the order of the form, the first of each field.
    fn into_errors(self) -> Vec<FieldError> {
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (place, (name, _)) in self.fields.pairs().iter().enumerate() {
            places.entry(name).or_insert(place);
        }
        let mut errors = self.errors;
        errors.sort_by_key(|error| places.get(error.field.as_str()).copied().unwrap_or(usize::MAX));
        let mut seen = HashSet::new();
        errors.retain(|error| seen.insert(error.field.clone()));
        errors
    }
}

/// `22-11-2026`, `22/11/2026` and `11-2026` as `2026-11-22` and `2026-11`; anything else as it is.
fn year_first(typed: &str) -> String {
    let parts: Vec<&str> = typed.split(['-', '/', '.']).collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [day, month, year]
            if year.len() == 4
                && day.len() <= 2
                && month.len() <= 2
                && parts.iter().all(|part| digits(part)) =>
        {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        [month, year] if year.len() == 4 && month.len() <= 2 && parts.iter().all(|part| digits(part)) => {
            format!("{year}-{month:0>2}")
        }
        _ => typed.to_owned(),
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
