//! What the fields of the form are called.
//!
//! Invariant: a field has one name, beside itself and in the list of what has to be mended.

use super::hours;
use crate::{
    admin::entry_form::{Fields, weekday},
    content::{entry::Kind, hours::Holiday},
    lang::Lang,
    web::Locale,
};

/// The lists in the fields of a contact.
pub(in crate::admin) const LISTS: [&str; 5] = ["phones", "former_names", "aliases", "services", "exceptions"];

/// The groups of fields of a contact that have a place in the form but no field of that name.
pub(super) const GROUPS: [&str; 8] = [
    "languages",
    "holidays",
    "directions",
    "accessibility",
    "fees",
    "for_whom",
    "not_for_whom",
    "hours_note",
];

/// What a field is called beside itself; the language is in the name of what is said in one.
pub(in crate::admin) fn of_field(t: &Locale, kind: Kind, name: &str) -> String {
    let mut parts: Vec<&str> = name.split('.').collect();
    let lang = parts.iter().position(|part| Lang::from_tag(part).is_some()).filter(|_| parts.len() > 1);
    let lang = lang.and_then(|at| Lang::from_tag(parts.remove(at)));
    let of_contact = (kind == Kind::Contact).then(|| of_contact(t, &parts)).flatten();
    let words = match (parts.as_slice(), kind) {
        _ if of_contact.is_some() => of_contact.unwrap_or_default(),
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
        Some(name) => match of_ranked(t, name) {
            Some(words) => words,
            None => of_field(t, kind, &name.replace('-', "_")),
        },
        None => group(t, fields, &format!("section.{passage}")).unwrap_or_else(|| t.msg("editor-sections")),
    }
}

/// A passage of which an item of a list may have one: "Phone number 1".
fn of_ranked(t: &Locale, passage: &str) -> Option<String> {
    let (name, rank) = passage.rsplit_once('-')?;
    let list = match name {
        "phone" => "phones",
        "service" | "service-note" => "services",
        "exception" => "exceptions",
        _ => return None,
    };
    Some(of_item(t, list, rank.parse().ok()?))
}

/// "Section 2".
pub(super) fn of_section(t: &Locale, number: usize) -> String {
    t.msg_with("editor-section", &[("number", number.into())])
}

/// "Phone number 1", "Former name 2"; a service goes by its number.
pub(in crate::admin) fn of_item(t: &Locale, list: &str, number: usize) -> String {
    match list {
        "phones" => t.msg_with("editor-phone", &[("number", number.into())]),
        "aliases" => t.msg_with("contact-form-alias", &[("number", number.into())]),
        "services" => t.msg_with("contact-form-service", &[("number", number.into())]),
        "exceptions" => t.msg_with("contact-form-exception", &[("number", number.into())]),
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
        ["services", item, ..] => Some(of_item(t, "services", item.parse().ok()?)),
        [list, item, _, ..] if LISTS.contains(list) => {
            let number = fields.items(list).iter().position(|other| other == item)?;
            Some(of_item(t, list, number + 1))
        }
        [group @ ("email" | "website" | "address" | "file" | "link_check"), _] => Some(of_word(t, group)),
        ["languages", _] => Some(t.msg("contact-form-languages")),
        ["value", _] => Some(t.msg("editor-number")),
        [group, _] => of_contact(t, &[*group]),
        _ => None,
    }
}

/// The fields that a contact alone has; none for another field.
fn of_contact(t: &Locale, parts: &[&str]) -> Option<String> {
    Some(match parts {
        ["services", _, .., "name"] => t.msg("contact-form-service-name"),
        ["services", _, .., "note"] => t.msg("contact-form-service-note"),
        ["services" | "exceptions", _, .., word] => of_hours(t, word)?,
        ["holidays", .., "short"] => t.msg("contact-form-short"),
        ["holidays", .., holiday] if Holiday::ALL.iter().any(|known| known.as_str() == *holiday) => {
            t.holiday(holiday)
        }
        ["former_names", _, "mention_until"] => t.msg("contact-form-mention-until"),
        ["aliases", _, "misspelling"] => t.msg("contact-form-misspelling"),
        ["languages"] | ["languages", "value", ..] => t.msg("contact-form-languages"),
        ["review_months"] => t.msg("contact-form-review-months"),
        [detail] | [detail, "value" | "words"] => of_detail(t, detail)?,
        _ => return None,
    })
}

/// The fields of services and of exceptions.
fn of_hours(t: &Locale, word: &str) -> Option<String> {
    Some(match word {
        "mode" => t.msg("contact-form-mode"),
        "valid_from" => t.msg("contact-form-valid-from"),
        "valid_until" => t.msg("contact-form-valid-until"),
        "hours" | "shorter" | "instead" => t.msg("contact-form-times"),
        "service" => t.msg("contact-form-about"),
        "effect" => t.msg("contact-form-effect"),
        "reason" => t.msg("contact-form-reason"),
        "from" => t.msg("contact-form-first-day"),
        "until" => t.msg("contact-form-last-day"),
        _ => hours::weekday(t, weekday(word)?),
    })
}

/// The details and lists.
fn of_detail(t: &Locale, word: &str) -> Option<String> {
    Some(match word {
        "named_since" => t.msg("contact-form-named-since"),
        "aliases" => t.msg("contact-form-aliases"),
        "appointment" => t.msg("contact-form-appointment"),
        "directions" => t.msg("contact-form-directions"),
        "accessibility" => t.msg("contact-form-accessibility"),
        "fees" => t.msg("contact-form-fees"),
        "for_whom" => t.msg("contact-form-for-whom"),
        "not_for_whom" => t.msg("contact-form-not-for-whom"),
        "hours_note" => t.msg("contact-form-hours-note"),
        "services" => t.msg("contact-form-services"),
        "holidays" => t.msg("contact-form-holidays"),
        "exceptions" => t.msg("contact-form-exceptions"),
        _ => return None,
    })
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
