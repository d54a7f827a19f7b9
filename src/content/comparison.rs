//! Comparison: what is different between two versions of an entry, word by word.
//!
//! Invariant: two bodies that differ in normal form have at least one change, and what is the same has none. Taking
//! the removed words out of a change gives the new text, taking the added ones out gives the old.

use std::{collections::BTreeMap, time::Duration};

use similar::{Algorithm, ChangeTag, DiffTag, TextDiff};

use super::{
    entry::Body,
    unit::{Attribute, Unit, leaves},
    values::Line,
};
use crate::{ids::SectionId, lang::Lang};

/// How long the words of one text may be compared: after that the rest counts as rewritten.
const PATIENCE: Duration = Duration::from_millis(500);

/// A piece that is not the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The piece.
    pub unit: Unit,
    /// Its words in order, those of both versions.
    pub spans: Vec<Span>,
}

/// Words of one sort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// In which version they are.
    pub kind: SpanKind,
    /// The words, with the white space and line breaks between them.
    pub text: String,
}

/// In which version words are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanKind {
    /// In both.
    Same,
    /// In the old one only.
    Removed,
    /// In the new one only.
    Added,
}

/// The pieces that differ: first what the languages share, then section by section, each in both languages.
pub fn compare(old: &Body, new: &Body) -> Vec<Change> {
    let (before, after) = (readings(old), readings(new));
    let mut units: Vec<&Unit> =
        after.keys().chain(before.keys().filter(|unit| !after.contains_key(unit))).collect();
    units.sort_by_key(|unit| rank(unit, old, new));
    let text = |readings: &BTreeMap<Unit, String>, unit| readings.get(unit).cloned().unwrap_or_default();
    units
        .into_iter()
        .map(|unit| (unit, text(&before, unit), text(&after, unit)))
        .filter(|(_, before, after)| before != after)
        .map(|(unit, before, after)| Change { unit: unit.clone(), spans: spans(&before, &after) })
        .collect()
}

/// The words of both versions, each marked with where it is. Space between words that all differ counts as different
/// too, so that a phrase is read in one go.
pub fn spans(old: &str, new: &str) -> Vec<Span> {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_unicode_words(old, new);
    let mut marks = Marks::default();
    for change in diff.iter_all_changes() {
        marks.take(change.tag(), change.value());
    }
    marks.end_phrase();
    marks.spans
}

/// Where two lists of lines differ, from the top down: the words of both, line by line.
pub fn lines(old: &[String], new: &[String]) -> Vec<Vec<Span>> {
    let parts = similar::capture_diff_slices(Algorithm::Myers, old, new).into_iter();
    let other = parts.filter(|part| part.tag() != DiffTag::Equal);
    other.map(|part| spans(&old[part.old_range()].join("\n"), &new[part.new_range()].join("\n"))).collect()
}

/// The old words and the new ones, each with those marked that the other lacks: two columns.
pub fn columns(spans: &[Span]) -> [Vec<&Span>; 2] {
    [SpanKind::Added, SpanKind::Removed].map(|other| spans.iter().filter(|span| span.kind != other).collect())
}

/// Words that are being marked.
#[derive(Default)]
struct Marks {
    spans: Vec<Span>,
    /// A phrase that differs, as both versions have it.
    removed: String,
    added: String,
    /// Space behind it that both have.
    space: String,
}

impl Marks {
    fn take(&mut self, tag: ChangeTag, text: &str) {
        let is_within = !self.removed.is_empty() || !self.added.is_empty();
        match tag {
            ChangeTag::Equal if is_within && text.chars().all(|c| c == ' ') => self.space.push_str(text),
            ChangeTag::Equal => {
                self.end_phrase();
                self.push(SpanKind::Same, text);
            }
            ChangeTag::Delete => {
                self.join();
                self.removed.push_str(text);
            }
            ChangeTag::Insert => {
                self.join();
                self.added.push_str(text);
            }
        }
    }

    /// The phrase goes on behind the space.
    fn join(&mut self) {
        let space = std::mem::take(&mut self.space);
        self.removed.push_str(&space);
        self.added.push_str(&space);
    }

    fn end_phrase(&mut self) {
        let (removed, added) = (std::mem::take(&mut self.removed), std::mem::take(&mut self.added));
        let space = std::mem::take(&mut self.space);
        self.push(SpanKind::Removed, &removed);
        self.push(SpanKind::Added, &added);
        self.push(SpanKind::Same, &space);
    }

    fn push(&mut self, kind: SpanKind, text: &str) {
        match self.spans.last_mut() {
            _ if text.is_empty() => {}
            Some(last) if last.kind == kind => last.text.push_str(text),
            _ => self.spans.push(Span { kind, text: text.to_owned() }),
        }
    }
}

/// What every piece of a body says, in words; what says nothing is absent.
fn readings(body: &Body) -> BTreeMap<Unit, String> {
    let mut found = BTreeMap::new();
    let mut note = |unit, text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            found.insert(unit, text);
        }
    };
    for (name, text) in leaves("", &serde_json::to_value(&body.shared.fields).unwrap_or_default()) {
        note(Unit::Field(name), Some(text));
    }
    let order: Vec<String> = body.shared.outline.iter().map(|section| section.id.to_string()).collect();
    note(Unit::Order, Some(order.join("\n")));
    for section in &body.shared.outline {
        for attribute in Attribute::ALL {
            note(Unit::Attribute(section.id.clone(), *attribute), attribute.of(section));
        }
    }
    for (lang, text) in body.texts.iter() {
        let Some(text) = text else { continue };
        let line = |line: Option<&Line>| line.map(ToString::to_string);
        note(Unit::Title(lang), line(Some(&text.title)));
        note(Unit::ShortTitle(lang), line(text.short_title.as_ref()));
        note(Unit::Slug(lang), text.slug.as_ref().map(ToString::to_string));
        note(Unit::Summary(lang), line(text.summary.as_ref()));
        for (id, words) in &text.sections {
            note(Unit::Heading(id.clone(), lang), line(words.heading.as_ref()));
            note(Unit::Words(id.clone(), lang), Some(words.text.readable()));
        }
    }
    found
}

/// Where a piece stands among the others.
fn rank(unit: &Unit, old: &Body, new: &Body) -> (usize, usize, usize, Unit) {
    let place =
        |body: &Body, id: &SectionId| body.shared.outline.iter().position(|section| section.id == *id);
    let section = unit.section().map(|id| place(new, id).or_else(|| place(old, id)).unwrap_or(usize::MAX));
    let group = match unit {
        Unit::Field(_) => 0,
        Unit::Text(_) | Unit::Title(_) => 1,
        Unit::ShortTitle(_) => 2,
        Unit::Slug(_) => 3,
        Unit::Summary(_) => 4,
        Unit::Order => 5,
        _ => 6,
    };
    let part = match unit {
        Unit::Heading(..) => 1,
        Unit::Words(..) => 2,
        Unit::Attribute(..) => 3,
        _ => 0,
    };
    (group, section.unwrap_or(0), part, unit.clone())
}

impl Change {
    /// The old words and the new ones, each with those marked that the other lacks: two columns.
    pub fn columns(&self) -> [Vec<&Span>; 2] {
        columns(&self.spans)
    }

    /// The language it is in; none for what the languages share.
    pub fn lang(&self) -> Option<Lang> {
        self.unit.lang()
    }
}
