//! A body as the fields of its form.
//!
//! Invariant: every field that the form shows is written, empty ones too; a box that is not ticked is absent, as a
//! browser sends it.

use serde::Serialize;

use super::{Fields, action, contact, document, figure, goal, notice, page};
use crate::{
    content::{
        detail::Detail,
        entry::{self, Body, Section, Text},
        values::Line,
    },
    lang::{Lang, PerLang},
};

/// The fields of a form that holds what this body says in normal form.
pub fn write(body: &Body) -> Fields {
    let body = body.clone().normalised();
    let mut writer = Writer::default();
    for (lang, text) in body.texts.iter() {
        write_text(&mut writer, lang, text.as_ref());
    }
    match &body.shared.fields {
        entry::Fields::Page(fields) => page::write(&mut writer, fields),
        entry::Fields::Goal(fields) => goal::write(&mut writer, fields),
        entry::Fields::Action(fields) => action::write(&mut writer, fields),
        entry::Fields::Contact(fields) => contact::write(&mut writer, fields),
        entry::Fields::Document(fields) => document::write(&mut writer, fields),
        entry::Fields::Figure(fields) => figure::write(&mut writer, fields),
        entry::Fields::Notice(fields) => notice::write(&mut writer, fields),
    }
    for section in &body.shared.outline {
        write_section(&mut writer, section, &body.texts);
    }
    writer.0
}

/// Fields in the making.
#[derive(Default)]
pub(super) struct Writer(Fields);

impl Writer {
    pub(super) fn text(&mut self, name: &str, value: &impl ToString) {
        self.0.push(name, value.to_string());
    }

    pub(super) fn optional(&mut self, name: &str, value: Option<impl ToString>) {
        self.0.push(name, value.map(|value| value.to_string()).unwrap_or_default());
    }

    /// A choice by its name in stored bodies; empty where none was made.
    pub(super) fn choice(&mut self, name: &str, value: Option<impl Serialize>) {
        let word = value.and_then(|value| serde_json::to_value(value).ok());
        self.optional(name, word.as_ref().and_then(serde_json::Value::as_str));
    }

    pub(super) fn tick(&mut self, name: &str, is_ticked: bool) {
        if is_ticked {
            self.0.push(name, "on");
        }
    }

    /// A line in each language: `en.lead`, `nl.lead`; `prefix` stands before the language.
    pub(super) fn per_lang(&mut self, prefix: &str, name: &str, lines: Option<&PerLang<Option<Line>>>) {
        for lang in Lang::ALL {
            let line = lines.and_then(|lines| lines.get(*lang).as_ref());
            self.optional(&format!("{prefix}{lang}.{name}"), line);
        }
    }

    /// Where a fact comes from, when it was checked, and whether it is unconfirmed.
    pub(super) fn provenance<T>(&mut self, prefix: &str, detail: Option<&Detail<T>>) {
        self.optional(&format!("{prefix}.source"), detail.and_then(|detail| detail.source.as_ref()));
        self.optional(&format!("{prefix}.checked_on"), detail.and_then(|detail| detail.checked_on));
        self.tick(&format!("{prefix}.unconfirmed"), detail.is_some_and(|detail| detail.unconfirmed));
    }

    /// A fact that is one value, with its provenance.
    pub(super) fn detail<T: ToString>(&mut self, prefix: &str, detail: Option<&Detail<T>>) {
        self.optional(&format!("{prefix}.value"), detail.map(|detail| detail.value.to_string()));
        self.provenance(prefix, detail);
    }
}

fn write_text(writer: &mut Writer, lang: Lang, text: Option<&Text>) {
    writer.optional(&format!("{lang}.title"), text.map(|text| &text.title));
    writer.optional(&format!("{lang}.short_title"), text.and_then(|text| text.short_title.as_ref()));
    writer.optional(&format!("{lang}.slug"), text.and_then(|text| text.slug.as_ref()));
    writer.optional(&format!("{lang}.summary"), text.and_then(|text| text.summary.as_ref()));
}

fn write_section(writer: &mut Writer, section: &Section, texts: &PerLang<Option<Text>>) {
    let name = |field: &str| format!("section.{}.{field}", section.id);
    writer.text("section", &section.id);
    for (lang, text) in texts.iter() {
        let words = text.as_ref().and_then(|text| text.sections.get(&section.id));
        let heading = words.and_then(|words| words.heading.as_ref());
        writer.optional(&name(&format!("{lang}.heading")), heading);
        writer.optional(&name(&format!("{lang}.text")), words.map(|words| words.text.as_str()));
    }
    writer.optional(&name("refers_to"), section.refers_to.as_ref());
    writer.optional(&name("source"), section.source.as_ref());
    writer.tick(&name("unconfirmed"), section.unconfirmed);
    writer.optional(&name("note"), section.note.as_ref());
}
