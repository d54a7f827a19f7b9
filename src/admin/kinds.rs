//! What the kinds of entries are called in the admin area.

use crate::{
    content::{entry::Kind, overview::Glance, values::PartialDate},
    web::Locale,
};

/// What a kind is called.
pub(super) fn name(t: &Locale, kind: Kind) -> String {
    match kind {
        Kind::Page => t.msg("kind-page"),
        Kind::Goal => t.msg("kind-goal"),
        Kind::Action => t.msg("kind-action"),
        Kind::Contact => t.msg("kind-contact"),
        Kind::Document => t.msg("kind-document"),
        Kind::Figure => t.msg("kind-figure"),
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
