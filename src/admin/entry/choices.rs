//! What can be chosen in the form.
//!
//! Invariant: an entry that was chosen and is offered no longer stays chosen until someone chooses another.

use crate::{
    admin::{kinds, staff::Staff},
    content::{
        entry::{Fields as KindFields, Kind},
        hours::{Holiday, Mode},
        overview::Glance,
        published::Published,
        values::SpokenLanguage,
    },
    ids::EntryId,
    lang::Lang,
    web::{Locale, hours::mode_words},
};

/// The kinds that a section can show, in the order in which they are offered.
const SHOWN: &[Kind] = &[Kind::Contact, Kind::Document, Kind::Goal, Kind::Figure, Kind::Page, Kind::Action];

/// A choice of a list.
pub(in crate::admin) struct Choice {
    /// What the form sends.
    pub value: String,
    /// What it is called.
    pub words: String,
}

/// Choices of one kind.
pub(super) struct Group {
    /// What the kind is called.
    pub name: String,
    /// The choices.
    pub choices: Vec<Choice>,
}

/// The entries that a section can show, by kind.
pub(super) fn entries(t: &Locale, entries: &[Glance], staff: &Staff, own: &EntryId) -> Vec<Group> {
    let of_kind = |kind: Kind| {
        let offered = entries
            .iter()
            .filter(|entry| entry.kind == kind && entry.archived_at.is_none() && entry.id != *own);
        let choices: Vec<Choice> = offered.map(|entry| Choice::of(entry, staff)).collect();
        Group { name: kinds::name(t, kind), choices }
    };
    SHOWN.iter().map(|kind| of_kind(*kind)).filter(|group| !group.choices.is_empty()).collect()
}

/// The contacts that can take the place of one.
pub(super) fn successors(t: &Locale, entries: &[Glance], staff: &Staff, own: &EntryId) -> Vec<Group> {
    let contacts: Vec<Glance> = entries.iter().filter(|entry| entry.kind == Kind::Contact).cloned().collect();
    self::entries(t, &contacts, staff, own)
}

/// The goals that an action can serve: those that are chosen, in their order, then the others.
pub(super) fn goals(entries: &[Glance], staff: &Staff, chosen: &[&str]) -> Vec<Choice> {
    let is_offered = |entry: &&Glance| entry.kind == Kind::Goal && entry.archived_at.is_none();
    let mut goals: Vec<Choice> =
        entries.iter().filter(is_offered).map(|entry| Choice::of(entry, staff)).collect();
    for id in chosen {
        if !goals.iter().any(|goal| goal.value == *id) {
            goals.push(Choice { value: (*id).to_owned(), words: (*id).to_owned() });
        }
    }
    chosen_first(&mut goals, chosen);
    goals
}

/// The contacts that a notice can be about.
pub(super) fn contacts(entries: &[Glance], staff: &Staff) -> Vec<Choice> {
    let is_offered = |entry: &&Glance| entry.kind == Kind::Contact && entry.archived_at.is_none();
    entries.iter().filter(is_offered).map(|entry| Choice::of(entry, staff)).collect()
}

/// The languages of a document: those that are chosen, in their order, then the others.
pub(super) fn languages(t: &Locale, chosen: &[&str]) -> Vec<Choice> {
    let mut languages = langs(t);
    chosen_first(&mut languages, chosen);
    languages
}

/// The languages that people can speak somewhere: those that are chosen with those of the website, then the others.
pub(super) fn spoken(t: &Locale, chosen: &[&str]) -> [Vec<Choice>; 2] {
    let language = |tag: &&str| Choice::new(tag, spoken_language(t, tag));
    let mut languages: Vec<Choice> = SpokenLanguage::ALL.iter().map(language).collect();
    chosen_first(&mut languages, chosen);
    languages
        .into_iter()
        .partition::<Vec<_>, _>(|choice| {
            chosen.contains(&choice.value.as_str()) || Lang::from_tag(&choice.value).is_some()
        })
        .into()
}

/// "Spanish".
pub(in crate::admin) fn spoken_language(t: &Locale, tag: &str) -> String {
    t.msg_with("language-spoken", &[("tag", tag.to_owned().into())])
}

/// What links in a text can lead to.
pub(super) fn links(entries: &[Glance], staff: &Staff) -> Vec<Choice> {
    let is_offered = |entry: &&Glance| {
        (entry.kind.has_page() || entry.kind == Kind::Document) && entry.archived_at.is_none()
    };
    let link = |entry: &Glance| {
        let Choice { value, words } = Choice::of(entry, staff);
        Choice { value: format!("entry:{value}"), words }
    };
    entries.iter().filter(is_offered).map(link).collect()
}

/// The figures that a text can quote, with the number that readers see now.
pub(super) fn quotes(t: &Locale, entries: &[Glance], staff: &Staff, published: &Published) -> Vec<Choice> {
    let offered = entries.iter().filter(|entry| entry.kind == Kind::Figure && entry.archived_at.is_none());
    let quote = |entry: &Glance| {
        let Choice { value, words } = Choice::of(entry, staff);
        match number(t, published, &entry.id) {
            Some(number) => Choice { value, words: format!("{words}: {number}") },
            None => Choice { value, words },
        }
    };
    offered.map(quote).collect()
}

/// The names of the series there are.
pub(super) fn series(published: &Published) -> Vec<String> {
    let series = |fields: &KindFields| match fields {
        KindFields::Figure(figure) => Some(figure.series.to_string()),
        _ => None,
    };
    let found: std::collections::BTreeSet<String> =
        published.entries().filter_map(|entry| series(&entry.fields)).collect();
    found.into_iter().collect()
}

/// The choices of a field of a kind.
pub(in crate::admin) fn of_field(t: &Locale, name: &str) -> Vec<Choice> {
    let choices = match name.rsplit('.').next().unwrap_or_default() {
        "menu" => vec![
            ("none", t.msg("editor-menu-none")),
            ("main", t.msg("editor-menu-main")),
            ("footer", t.msg("editor-menu-footer")),
        ],
        "lists" => vec![
            ("", t.msg("editor-lists-nothing")),
            ("goals", t.msg("editor-lists-goals")),
            ("actions", t.msg("editor-lists-actions")),
            ("figures", t.msg("editor-lists-figures")),
            ("documents", t.msg("editor-lists-documents")),
            ("contacts", t.msg("editor-lists-contacts")),
            ("pages", t.msg("editor-lists-pages")),
        ],
        "priority" => vec![
            ("", t.msg("editor-priority-none")),
            ("high", t.msg("action-priority-high")),
            ("medium", t.msg("action-priority-medium")),
            ("low", t.msg("action-priority-low")),
        ],
        "status" => vec![
            ("planned", t.msg("action-status-planned")),
            ("under_way", t.msg("action-status-under-way")),
            ("done", t.msg("action-status-done")),
            ("stopped", t.msg("action-status-stopped")),
        ],
        "organisation" => vec![
            ("government", t.msg("editor-organisation-government")),
            ("other", t.msg("editor-organisation-other")),
        ],
        "mode" => {
            let modes = Mode::ALL.iter().map(|mode| Choice::new(mode.as_str(), mode_words(t, *mode)));
            return std::iter::once(Choice::new("", t.msg("contact-form-choose"))).chain(modes).collect();
        }
        "effect" => vec![
            ("", t.msg("contact-form-choose")),
            ("closed", t.msg("contact-form-effect-closed")),
            ("shorter", t.msg("contact-form-effect-shorter")),
            ("instead", t.msg("contact-form-effect-instead")),
        ],
        word if Holiday::ALL.iter().any(|holiday| holiday.as_str() == word) => vec![
            ("", t.msg("contact-form-switch-unknown")),
            ("open", t.msg("contact-form-switch-open")),
            ("closed", t.msg("contact-form-effect-closed")),
            ("shorter", t.msg("contact-form-effect-shorter")),
        ],
        "unit" => vec![("percent", t.msg("editor-unit-percent")), ("people", t.msg("editor-unit-people"))],
        "works" => vec![
            ("", t.msg("editor-link-check-none")),
            ("true", t.msg("editor-link-check-good")),
            ("false", t.msg("editor-link-check-broken")),
        ],
        "lang" => {
            return std::iter::once(Choice::new("", t.msg("editor-name-lang-none")))
                .chain(langs(t))
                .collect();
        }
        _ => Vec::new(),
    };
    choices.into_iter().map(|(value, words)| Choice::new(value, words)).collect()
}

fn langs(t: &Locale) -> Vec<Choice> {
    Lang::ALL.iter().map(|lang| Choice::new(lang.tag(), t.language(*lang))).collect()
}

fn chosen_first(choices: &mut [Choice], chosen: &[&str]) {
    let place =
        |choice: &Choice| chosen.iter().position(|value| *value == choice.value).unwrap_or(usize::MAX);
    choices.sort_by_key(place);
}

fn number(t: &Locale, published: &Published, id: &EntryId) -> Option<String> {
    match &published.entry(id)?.fields {
        KindFields::Figure(figure) => Some(t.number(&figure.value.as_ref()?.value.to_string())),
        _ => None,
    }
}

impl Choice {
    pub(super) fn new(value: &str, words: String) -> Choice {
        Choice { value: value.to_owned(), words }
    }

    fn of(entry: &Glance, staff: &Staff) -> Choice {
        Choice { value: entry.id.to_string(), words: entry.title(staff.lang()).to_owned() }
    }
}
