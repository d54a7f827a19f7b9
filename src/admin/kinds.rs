//! What the kinds of entries and the languages are called in the admin area.

use crate::{content::entry::Kind, lang::Lang, web::Locale};

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

/// What a language is called in the language of the person.
pub(super) fn language(t: &Locale, lang: Lang) -> String {
    t.msg_with("admin-language", &[("lang", lang.tag().into())])
}
