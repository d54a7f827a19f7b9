//! The texts of an entry in which words are looked for.
//!
//! Invariant: each is something that readers see, or a name by which staff say that people look for it.

use std::{
    collections::{BTreeSet, hash_map::DefaultHasher},
    hash::{Hash, Hasher},
};

use super::Field;
use crate::{
    content::{
        contact::Contact,
        entry::Fields,
        figure::Unit,
        published::{Entry, Published, Text},
        rich_text::RichText,
    },
    ids::EntryId,
    lang::Lang,
    search::language,
};

/// A text to look through.
pub(in crate::search) enum Source<'a> {
    /// A line without markup.
    Line(&'a str),
    /// A line that is made of others.
    Made(String),
    /// A line that is found and shown to nobody.
    Hidden(String),
    /// Formatted text, with the figures that it quotes.
    Rich(&'a RichText),
}

/// Every text of an entry that is looked through in that language.
pub(in crate::search) fn sources<'a>(
    published: &'a Published,
    entry: &'a Entry,
    text: &'a Text,
    lang: Lang,
) -> Vec<(Field, Source<'a>)> {
    let mut sources = vec![(Field::Title, Source::Made(text.title.to_string()))];
    if text.short_title != text.title {
        sources.push((Field::Name, Source::Made(text.short_title.to_string())));
    }
    sources.extend(text.summary.iter().map(|summary| (Field::Summary, Source::Made(summary.to_string()))));
    for section in &text.sections {
        sources.extend(section.heading.iter().map(|line| (Field::Heading, Source::Made(line.to_string()))));
        sources.push((Field::Text, Source::Rich(&section.text)));
    }
    match &entry.fields {
        Fields::Contact(contact) => add_contact(&mut sources, contact, lang),
        Fields::Goal(goal) => sources.push((Field::Heading, Source::Made(goal.number.to_string()))),
        _ => {}
    }
    let mut seen = BTreeSet::new();
    for (_, other) in published.listed(entry, lang) {
        let lines = std::iter::once(&other.title).chain(&other.summary).map(ToString::to_string);
        // The figures of a series are called alike.
        let new = lines.filter(|line| seen.insert(line.clone()));
        sources.extend(new.map(|line| (Field::Listed, Source::Made(line))));
    }
    sources
}

fn add_contact(sources: &mut Vec<(Field, Source<'_>)>, contact: &Contact, lang: Lang) {
    let names = contact.former_names.iter().map(|former| former.name.to_string());
    sources.extend(names.map(|name| (Field::Name, Source::Made(name))));
    sources.extend(contact.aliases.iter().map(|alias| {
        let name = alias.name.to_string();
        (Field::Name, if alias.misspelling { Source::Hidden(name) } else { Source::Made(name) })
    }));
    let said = [
        &contact.directions,
        &contact.accessibility,
        &contact.fees,
        &contact.for_whom,
        &contact.not_for_whom,
        &contact.hours_note,
    ];
    let said = said.into_iter().flatten().filter_map(|detail| detail.value.get(lang).as_ref());
    sources.extend(said.map(|line| (Field::Text, Source::Made(line.to_string()))));
    let services = contact.services.values().filter_map(|service| service.value.name.get(lang).as_ref());
    sources.extend(services.map(|name| (Field::Heading, Source::Made(name.to_string()))));
    sources.push((Field::Subject, Source::Line(language::of(lang).contact)));
    for phone in &contact.phones {
        let number = phone.value.number.to_string();
        sources.push((Field::Text, Source::Made(number.replace(' ', ""))));
        sources.push((Field::Text, Source::Made(number)));
    }
    sources.extend(contact.email.iter().map(|email| (Field::Text, Source::Made(email.value.to_string()))));
    if let Some(address) = &contact.address {
        let address = &address.value;
        let lines = [&address.building, &address.street, &address.postcode].into_iter().flatten();
        sources.extend(lines.map(|line| (Field::Text, Source::Made(line.to_string()))));
    }
}

/// What tells whether the sources of a document are still the same.
pub(in crate::search) fn digest(published: &Published, sources: &[(Field, Source<'_>)]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (field, source) in sources {
        field.hash(&mut hasher);
        match source {
            Source::Line(line) => line.hash(&mut hasher),
            Source::Made(line) | Source::Hidden(line) => line.hash(&mut hasher),
            Source::Rich(text) => {
                text.as_str().hash(&mut hasher);
                text.quotes().for_each(|id| value(published, &id).hash(&mut hasher));
            }
        }
    }
    hasher.finish()
}

/// The words of formatted text, block by block; `quote` gives those for a figure.
pub(in crate::search) fn blocks(text: &RichText, quote: &impl Fn(&EntryId) -> String) -> Vec<String> {
    let mut lines = Vec::new();
    for block in text.blocks() {
        let words = block.runs.iter().map(|run| match &run.quote {
            None => run.text.clone(),
            Some(id) => EntryId::try_from(id.clone()).map(|id| quote(&id)).unwrap_or_default(),
        });
        lines.push(words.collect());
    }
    lines
}

/// A quoted figure as it can be looked for: its digits, with the sign of what it counts.
pub(in crate::search) fn value(published: &Published, figure: &EntryId) -> String {
    let Some(Fields::Figure(figure)) = published.entry(figure).map(|entry| &entry.fields) else {
        return String::new();
    };
    let Some(value) = &figure.value else { return String::new() };
    match figure.unit {
        Unit::Percent => format!("{}%", value.value),
        Unit::People => value.value.to_string(),
    }
}
