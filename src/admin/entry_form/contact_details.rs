//! The names of a contact, its texts in each language, and the languages that are spoken there.
//!
//! Invariant: of each text the source and the date are one, whatever the language.

use super::{Problem, reader::Reader, writing::Writer};
use crate::content::{
    contact::{Alias, Contact, FormerName, Words},
    detail::Detail,
    values::{PartialDate, SpokenLanguage},
};

/// The texts that a contact has once, in the order in which they are read.
pub(super) const WORDS: [&str; 6] =
    ["directions", "accessibility", "fees", "for_whom", "not_for_whom", "hours_note"];

/// The longest time after which details are to be checked again, in months.
const MOST_MONTHS: u8 = 24;

pub(super) fn write(writer: &mut Writer, contact: &Contact) {
    writer.detail("named_since", contact.named_since.as_ref());
    for (index, name) in contact.former_names.iter().enumerate() {
        write_former_name(writer, &format!("former_names.{index}"), name);
    }
    for (index, alias) in contact.aliases.iter().enumerate() {
        let prefix = format!("aliases.{index}");
        writer.text(&format!("{prefix}.name"), &alias.name);
        writer.optional(&format!("{prefix}.lang"), alias.lang);
        writer.tick(&format!("{prefix}.misspelling"), alias.misspelling);
    }
    let texts = [
        &contact.directions,
        &contact.accessibility,
        &contact.fees,
        &contact.for_whom,
        &contact.not_for_whom,
        &contact.hours_note,
    ];
    for (name, words) in WORDS.iter().zip(texts) {
        writer.per_lang(&format!("{name}."), "words", words.as_ref().map(|words| &words.value));
        writer.provenance(name, words.as_ref());
    }
    for language in contact.languages.iter().flat_map(|languages| &languages.value) {
        writer.text("languages", &language.tag());
    }
    writer.provenance("languages", contact.languages.as_ref());
}

fn write_former_name(writer: &mut Writer, prefix: &str, name: &FormerName) {
    writer.text(&format!("{prefix}.name"), &name.name);
    writer.optional(&format!("{prefix}.lang"), name.lang);
    writer.detail(&format!("{prefix}.from"), name.from.as_ref());
    writer.detail(&format!("{prefix}.until"), name.until.as_ref());
    writer.optional(&format!("{prefix}.mention_until"), name.mention_until);
}

pub(super) fn read_former_names(reader: &mut Reader<'_>) -> Vec<FormerName> {
    let items = reader.items("former_names");
    items.iter().filter_map(|item| read_former_name(reader, item)).collect()
}

fn read_former_name(reader: &mut Reader<'_>, prefix: &str) -> Option<FormerName> {
    let name = reader.required(&format!("{prefix}.name"), Problem::Line);
    let lang = reader.choice(&format!("{prefix}.lang"));
    let from = read_dated(reader, &format!("{prefix}.from"));
    let until = read_dated(reader, &format!("{prefix}.until"));
    let mention_until = reader.day(&format!("{prefix}.mention_until"));
    Some(FormerName { name: name?, lang, from, until, mention_until })
}

pub(super) fn read_aliases(reader: &mut Reader<'_>) -> Vec<Alias> {
    let items = reader.items("aliases");
    items.iter().filter_map(|item| read_alias(reader, item)).collect()
}

fn read_alias(reader: &mut Reader<'_>, prefix: &str) -> Option<Alias> {
    let name = reader.required(&format!("{prefix}.name"), Problem::Line);
    let lang = reader.choice(&format!("{prefix}.lang"));
    let misspelling = reader.is_ticked(&format!("{prefix}.misspelling"));
    Some(Alias { name: name?, lang, misspelling })
}

/// A year, a month or a day, with its provenance.
pub(super) fn read_dated(reader: &mut Reader<'_>, prefix: &str) -> Option<Detail<PartialDate>> {
    let name = format!("{prefix}.value");
    let date = reader.date(&name);
    reader.around(prefix, &name, date)
}

/// A line in each language that has one, with its provenance.
pub(super) fn read_words(reader: &mut Reader<'_>, name: &str) -> Option<Detail<Words>> {
    let words = reader.per_lang(&format!("{name}."), "words");
    let field = reader.said(&format!("{name}."), "words");
    reader.around(name, &field, words)
}

pub(super) fn read_languages(reader: &mut Reader<'_>) -> Option<Detail<Vec<SpokenLanguage>>> {
    let languages: Vec<SpokenLanguage> = reader.repeated("languages");
    let said = (!languages.is_empty()).then_some(languages);
    reader.around("languages", "languages", said)
}

/// After how many months the details are to be checked again.
pub(super) fn read_months(reader: &mut Reader<'_>) -> Option<u8> {
    let typed = reader.typed("review_months");
    if typed.is_empty() {
        return None;
    }
    let months = typed.parse().ok().filter(|months| (1..=MOST_MONTHS).contains(months));
    if months.is_none() {
        reader.wrong("review_months", Problem::Months);
    }
    months
}
