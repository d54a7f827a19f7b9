//! What the kinds of entries are called in the admin area.

use crate::{
    content::{entry::Kind, overview::Glance, values::PartialDate},
    web::Locale,
};

/// Every kind, those that staff make most first.
pub(super) const ALL: &[Kind] =
    &[Kind::Page, Kind::Contact, Kind::Notice, Kind::Document, Kind::Action, Kind::Figure, Kind::Goal];

/// The word for a kind in forms and addresses.
pub(super) fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Page => "page",
        Kind::Goal => "goal",
        Kind::Action => "action",
        Kind::Contact => "contact",
        Kind::Document => "document",
        Kind::Figure => "figure",
        Kind::Notice => "notice",
    }
}

/// The kind of that word.
pub(super) fn named(text: &str) -> Option<Kind> {
    ALL.iter().copied().find(|kind| word(*kind) == text)
}

/// What a kind is called.
pub(super) fn name(t: &Locale, kind: Kind) -> String {
    match kind {
        Kind::Page => t.msg("kind-page"),
        Kind::Goal => t.msg("kind-goal"),
        Kind::Action => t.msg("kind-action"),
        Kind::Contact => t.msg("kind-contact"),
        Kind::Document => t.msg("kind-document"),
        Kind::Figure => t.msg("kind-figure"),
        Kind::Notice => t.msg("kind-notice"),
    }
}

/// What an entry is called, so that it can be told from others of its kind: a figure with its date.
pub(super) fn title(t: &Locale, entry: &Glance) -> String {
    let title = entry.title(t.lang());
    let date = entry.date.map(|date| match date {
        PartialDate::Year(year) => year.to_string(),
        PartialDate::Month(month) => t.month(month),
        PartialDate::Day(day) => t.date(day),
    });
    date.map_or(title.to_owned(), |date| format!("{title}, {date}"))
}
