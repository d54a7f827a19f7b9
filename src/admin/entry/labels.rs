//! What the fields of the form are called.
//!
//! Invariant: a field has one name, beside itself and in the list of what has to be mended.

use crate::{admin::entry_form::Fields, content::entry::Kind, lang::Lang, web::Locale};

/// What a field is called beside itself; the language is in the name of what is said in one.
pub(in crate::admin) fn of_field(t: &Locale, kind: Kind, name: &str) -> String {
    let mut parts: Vec<&str> = name.split('.').collect();
    let lang = parts.iter().position(|part| Lang::from_tag(part).is_some()).filter(|_| parts.len() > 1);
    let lang = lang.and_then(|at| Lang::from_tag(parts.remove(at)));
    let words = match (parts.as_slice(), kind) {
        (["title"], _) => title(t, kind),
        (["summary"], Kind::Figure) => t.msg("editor-definition"),
        (["summary"], Kind::Notice) => t.msg("editor-notice-more"),
        (["from"], Kind::Notice) => t.msg("editor-notice-from"),
        (["until"], Kind::Notice) => t.msg("editor-notice-until"),
        (["value", "value"], _) => t.msg("editor-number"),
        ([.., "from", "value"], _) => t.msg("editor-name-from"),
        (["end", "on"], _) => t.msg("editor-end-on"),
        (["end", "successor"], _) => t.msg("editor-end-successor"),
        (["end"], _) => t.msg("editor-end"),
        ([.., "until", "value"], _) => t.msg("editor-name-until"),
        ([detail, "value"], _) => of_word(t, detail),
        ([.., word], _) => of_word(t, word),
        ([], _) => String::new(),
    };
    match lang {
        Some(lang) => {
            t.msg_with("editor-in-language", &[("field", words.into()), ("lang", t.language(lang).into())])
        }
        None => words,
    }
}

/// What a field is called away from its place: after the section or the group to which it belongs.
pub(super) fn of_place(t: &Locale, kind: Kind, fields: &Fields, name: &str) -> String {
    if let Some(passage) = passage(name) {
        return of_passage(t, kind, fields, passage);
    }
    let words = of_field(t, kind, name);
    match group(t, fields, name) {
        Some(group) if group != words => format!("{group}, {words}"),
        _ => words,
    }
}

/// The passage about which a field holds an answer.
fn passage(name: &str) -> Option<&str> {
    name.strip_prefix("answer.").or_else(|| name.strip_prefix("reason."))
}

fn of_passage(t: &Locale, kind: Kind, fields: &Fields, passage: &str) -> String {
    match passage.strip_prefix('@') {
        Some(name) => match name.strip_prefix("phone-").and_then(|rank| rank.parse().ok()) {
            Some(rank) => of_item(t, "phones", rank),
            None => of_field(t, kind, &name.replace('-', "_")),
        },
        None => group(t, fields, &format!("section.{passage}")).unwrap_or_else(|| t.msg("editor-sections")),
    }
}

/// "Section 2".
pub(super) fn of_section(t: &Locale, number: usize) -> String {
    t.msg_with("editor-section", &[("number", number.into())])
}

/// "Phone number 1", "Former name 2".
pub(in crate::admin) fn of_item(t: &Locale, list: &str, number: usize) -> String {
    match list {
        "phones" => t.msg_with("editor-phone", &[("number", number.into())]),
        _ => t.msg_with("editor-former-name", &[("number", number.into())]),
    }
}

fn group(t: &Locale, fields: &Fields, name: &str) -> Option<String> {
    let parts: Vec<&str> = name.split('.').collect();
    match parts.as_slice() {
        ["section", id, ..] => {
            let number = fields.sections().iter().position(|other| other == id)?;
            Some(of_section(t, number + 1))
        }
        [list @ ("phones" | "former_names"), item, ..] => {
            let number = fields.items(list).iter().position(|other| other == item)?;
            Some(of_item(t, list, number + 1))
        }
        [group @ ("email" | "website" | "address" | "file" | "link_check"), _] => Some(of_word(t, group)),
        ["value", _] => Some(t.msg("editor-number")),
        _ => None,
    }
}

fn title(t: &Locale, kind: Kind) -> String {
    match kind {
        Kind::Contact => t.msg("editor-name"),
        Kind::Figure => t.msg("editor-caption"),
        Kind::Notice => t.msg("editor-notice-message"),
        _ => t.msg("editor-title"),
    }
}

fn of_word(t: &Locale, word: &str) -> String {
    match word {
        "short_title" => t.msg("editor-short-title"),
        "slug" => t.msg("editor-slug"),
        "summary" => t.msg("editor-summary"),
        "heading" => t.msg("editor-heading"),
        "text" => t.msg("editor-text"),
        "section" | "sections" => t.msg("editor-sections"),
        "refers_to" => t.msg("editor-refers-to"),
        "source" => t.msg("editor-source"),
        "unconfirmed" => t.msg("editor-unconfirmed"),
        "checked_on" => t.msg("editor-checked-on"),
        "note" => t.msg("editor-note"),
        "website" => t.msg("editor-website"),
        "email" => t.msg("editor-email"),
        "address" => t.msg("editor-address"),
        "phones" => t.msg("editor-phones"),
        "former_names" => t.msg("editor-former-names"),
        "number" => t.msg("editor-number-plain"),
        _ => of_kind(t, word),
    }
}

/// The fields that one kind alone has.
fn of_kind(t: &Locale, word: &str) -> String {
    match word {
        "menu" => t.msg("editor-menu"),
        "lists" => t.msg("editor-lists"),
        "goals" => t.msg("editor-goals"),
        "priority" => t.msg("editor-priority"),
        "status" => t.msg("editor-status"),
        "lead" => t.msg("editor-lead"),
        "from" => t.msg("editor-from"),
        "until" => t.msg("editor-until"),
        "organisation" => t.msg("editor-organisation"),
        "name" => t.msg("editor-name"),
        "lang" => t.msg("editor-name-lang"),
        "mention_until" => t.msg("editor-name-mention-until"),
        "label" => t.msg("editor-phone-label"),
        "building" => t.msg("editor-building"),
        "street" => t.msg("editor-street"),
        "postcode" => t.msg("editor-postcode"),
        "city" => t.msg("editor-city"),
        "url" => t.msg("editor-url"),
        "languages" => t.msg("editor-languages"),
        "file" => t.msg("editor-file"),
        "format" => t.msg("editor-file-format"),
        "bytes" => t.msg("editor-file-size"),
        "link_check" => t.msg("editor-link-check"),
        "on" => t.msg("editor-link-check-on"),
        "works" => t.msg("editor-link-check-works"),
        "series" => t.msg("editor-series"),
        "date" => t.msg("editor-date"),
        "occasion" => t.msg("editor-occasion"),
        "unit" => t.msg("editor-unit"),
        "value" => t.msg("editor-number"),
        "about" => t.msg("editor-notice-about"),
        "closes" => t.msg("editor-notice-closes"),
        _ => t.msg("editor-form"),
    }
}
