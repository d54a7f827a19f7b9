//! The form as its template prints it.
//!
//! Invariant: a field shows what was sent, whatever that was; what is wrong stands beside it.

use std::collections::HashMap;

use super::{
    choices::{self, Choice, Group},
    conflict::ConflictView,
    labels,
};
use crate::{
    admin::{
        entry_form::{FieldError, Fields, LIST_ITEMS, SECTIONS},
        parity::ParityView,
    },
    content::entry::Kind,
    lang::Lang,
    web::Locale,
};

/// The fields with what stands beside them.
pub(super) struct FormView<'a> {
    pub t: &'a Locale,
    pub kind: Kind,
    fields: &'a Fields,
    values: HashMap<&'a str, &'a str>,
    errors: HashMap<String, String>,
    pub conflicts: Vec<ConflictView>,
    /// The passages that are not in step.
    pub panels: Vec<ParityView>,
}

/// A language, as a side of the form.
#[derive(Clone)]
pub(super) struct Side {
    /// The language.
    pub lang: Lang,
    /// What it is called.
    pub name: String,
}

/// A section of the form.
pub(super) struct SectionView {
    /// Its name.
    pub id: String,
    /// Its rank, from 1.
    pub number: usize,
    /// "Section 2".
    pub label: String,
    pub is_first: bool,
    pub is_last: bool,
}

/// An item of a list.
pub(super) struct ItemView {
    /// Its number in the names of its fields.
    pub number: String,
    /// The beginning of the names of its fields.
    pub prefix: String,
    /// "Phone number 1".
    pub label: String,
}

impl<'a> FormView<'a> {
    pub(super) fn new(
        t: &'a Locale,
        kind: Kind,
        fields: &'a Fields,
        errors: &[FieldError],
        conflicts: Vec<ConflictView>,
    ) -> FormView<'a> {
        let mut values = HashMap::new();
        for (name, value) in fields.pairs() {
            values.entry(name.as_str()).or_insert(value.as_str());
        }
        let errors = errors.iter().map(|error| (error.field.clone(), error.problem.words(t))).collect();
        FormView { t, kind, fields, values, errors, conflicts, panels: Vec::new() }
    }

    /// What is in a field.
    pub(super) fn value(&self, name: &str) -> &'a str {
        self.values.get(name).copied().unwrap_or_default()
    }

    /// Whether a box is ticked.
    pub(super) fn is_ticked(&self, name: &str) -> bool {
        !self.value(name).is_empty()
    }

    /// Whether a repeated field has that value.
    pub(super) fn has(&self, name: &str, value: &str) -> bool {
        self.fields.all(name).any(|other| other == value)
    }

    /// What is wrong with a field.
    pub(super) fn error(&self, name: &str) -> Option<&str> {
        self.errors.get(name).map(String::as_str)
    }

    /// The id of a field's element.
    pub(super) fn id(&self, name: &str) -> String {
        element_id(name)
    }

    /// What a field is called.
    pub(super) fn label(&self, name: &str) -> String {
        labels::of_field(self.t, self.kind, name)
    }

    /// What a field is called away from its place.
    pub(super) fn place(&self, name: &str) -> String {
        labels::of_place(self.t, self.kind, self.fields, name)
    }

    /// What can be chosen in a field.
    pub(super) fn choices(&self, name: &str) -> Vec<Choice> {
        match name.rsplit('.').next() {
            Some("service") => self.services(name),
            _ => choices::of_field(self.t, name),
        }
    }

    /// The services of the form, all of them first. One that was chosen and is there no longer stays chosen until another
    /// one is.
    fn services(&self, name: &str) -> Vec<Choice> {
        let all = Choice::new("", self.t.msg("contact-form-about-all"));
        let items = self.items("services");
        let mut choices: Vec<Choice> = items.iter().map(|item| self.service(item)).collect();
        let chosen = self.value(name);
        if !chosen.is_empty() && !choices.iter().any(|choice| choice.value == chosen) {
            let number = chosen.to_owned().into();
            let words = self.t.msg_with("contact-form-about-gone", &[("number", number)]);
            choices.push(Choice::new(chosen, words));
        }
        choices.insert(0, all);
        choices
    }

    /// "Service 1: Helpdesk", in the first language in which it has a name.
    fn service(&self, item: &ItemView) -> Choice {
        let mut names = Lang::ALL.iter().map(|lang| self.value(&format!("{}.{lang}.name", item.prefix)));
        let name = names.find(|name| !name.trim().is_empty());
        let words = name.map_or_else(|| item.label.clone(), |name| format!("{}: {name}", item.label));
        Choice::new(&item.number, words)
    }

    /// A choice that was made and is not offered.
    pub(super) fn unlisted(&self, name: &str, groups: &[Group]) -> Option<&'a str> {
        let value = self.value(name);
        let mut listed = groups.iter().flat_map(|group| &group.choices);
        (!value.is_empty() && !listed.any(|choice| choice.value == value)).then_some(value)
    }

    /// The same, of a list that is not by kind.
    pub(super) fn unoffered(&self, name: &str, choices: &[Choice]) -> Option<&'a str> {
        let value = self.value(name);
        (!value.is_empty() && !choices.iter().any(|choice| choice.value == value)).then_some(value)
    }

    /// The contradiction beside a field or group.
    pub(super) fn conflict(&self, place: &str) -> Option<&ConflictView> {
        self.conflicts.iter().find(|conflict| conflict.place == place)
    }

    /// How a passage stands, if it is not in step.
    pub(super) fn panel(&self, passage: &str) -> Option<&ParityView> {
        self.panels.iter().find(|panel| panel.passage == passage)
    }

    /// The passage of an item by its rank: `@phone-1`.
    pub(super) fn item_passage(&self, list: &str, passage: &str, item: &ItemView) -> String {
        let rank = self.items(list).iter().position(|other| other.number == item.number).unwrap_or_default();
        format!("@{passage}-{}", rank + 1)
    }

    /// The passage of a service, which goes by its number.
    pub(super) fn service_passage(&self, passage: &str, item: &ItemView) -> String {
        format!("@{passage}-{}", item.number)
    }

    /// The passage that a text of the kind is.
    pub(super) fn passage(&self, name: &str) -> String {
        format!("@{}", name.replace('_', "-"))
    }

    /// The name of a field in a language.
    pub(super) fn said(&self, lang: &Lang, field: &str) -> String {
        format!("{lang}.{field}")
    }

    /// The name of a field below another.
    pub(super) fn below(&self, prefix: &str, field: &str) -> String {
        format!("{prefix}.{field}")
    }

    /// The beginning of the names of fields in a language below another.
    pub(super) fn said_below(&self, prefix: &str, lang: &Lang) -> String {
        format!("{prefix}.{lang}")
    }

    /// Whether something around a fact asks for attention: it is unconfirmed, a colleague left a note, something is wrong.
    pub(super) fn asks_for_attention(&self, prefix: &str) -> bool {
        let name = |field: &str| format!("{prefix}.{field}");
        let is_wrong = |name: String| self.error(&name).is_some() || self.conflict(&name).is_some();
        ["unconfirmed", "note"].into_iter().any(|field| self.is_ticked(&name(field)))
            || ["source", "checked_on", "unconfirmed", "note"].into_iter().any(|field| is_wrong(name(field)))
    }

    /// The languages, side by side.
    pub(super) fn sides(&self) -> Vec<Side> {
        Lang::ALL.iter().map(|lang| Side { lang: *lang, name: self.t.language(*lang) }).collect()
    }

    /// The sections in order.
    pub(super) fn sections(&self) -> Vec<SectionView> {
        // One more than there may be, which its error stands beside.
        let ids: Vec<&str> = self.fields.sections().into_iter().take(SECTIONS + 1).collect();
        let section = |(index, id): (usize, &&str)| SectionView {
            id: (*id).to_owned(),
            number: index + 1,
            label: labels::of_section(self.t, index + 1),
            is_first: index == 0,
            is_last: index + 1 == ids.len(),
        };
        ids.iter().enumerate().map(section).collect()
    }

    /// The items of a list in order.
    pub(super) fn items(&self, list: &str) -> Vec<ItemView> {
        let item = |(index, number): (usize, &str)| ItemView {
            number: number.to_owned(),
            prefix: format!("{list}.{number}"),
            label: labels::of_item(self.t, list, rank(list, index, number)),
        };
        self.fields.items(list).into_iter().take(LIST_ITEMS + 1).enumerate().map(item).collect()
    }

    /// What has to be looked at: the element, and the field with what is wrong with it.
    pub(super) fn summary(&self, errors: &[FieldError]) -> Vec<(String, String)> {
        let told = |error: &FieldError| {
            let words = error.problem.words(self.t);
            match error.field.as_str() {
                "" => ("entry-form".to_owned(), words),
                name => (summary_anchor(name), format!("{}: {words}", self.place(name))),
            }
        };
        let conflicts = self.conflicts.iter().map(|conflict| {
            let place = self.place(&conflict.place);
            (conflict.anchor.clone(), self.t.msg_with("editor-conflict-at", &[("place", place.into())]))
        });
        errors.iter().map(told).chain(conflicts).collect()
    }
}

/// By what number an item is called: a service by its own, another by its rank.
fn rank(list: &str, index: usize, number: &str) -> usize {
    let own = number.parse().ok().filter(|_| list == "services");
    own.unwrap_or(index + 1)
}

/// The id of a field's element: no dots, which a style sheet could not name.
fn element_id(name: &str) -> String {
    format!("f-{}", name.replace(['.', '@'], "-"))
}

/// The sections as a whole and the list items as a whole have no field of their own.
pub(super) fn summary_anchor(name: &str) -> String {
    match name.split_once('.') {
        None if name == "section" => "sections".to_owned(),
        Some((list, rest)) if labels::LISTS.contains(&list) && !rest.contains('.') => list.to_owned(),
        _ => element_id(name),
    }
}
