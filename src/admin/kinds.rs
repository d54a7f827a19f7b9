//! What the kinds of entries are called in the admin area.

use crate::{content::entry::Kind, web::Locale};

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
