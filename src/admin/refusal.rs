//! Why the content refused a change, in words for staff.
//!
//! Invariant: a refusal names what has to be done; a fault of the program or of the database is none.

use super::{Admin, staff::Staff};
use crate::{
    content::{
        error::Error as ContentError,
        overview::{self, Glance},
    },
    ids::EntryId,
    lang::Lang,
    web::{Locale, error::Result},
};

/// The sentence for a refusal; a fault stays a fault.
pub(super) async fn words(admin: &Admin, staff: &Staff, error: ContentError) -> Result<String> {
    let entries = overview::list(&admin.pool).await?;
    Ok(sentence(admin.app.locale(staff.lang()), staff.lang(), &entries, &error).ok_or(error)?)
}

/// The sentence for a refusal where the entries are known already; none for a fault.
pub(super) fn sentence(t: &Locale, lang: Lang, entries: &[Glance], error: &ContentError) -> Option<String> {
    let title = |id: &EntryId| {
        let found = entries.iter().find(|entry| entry.id == *id);
        found.map_or(id.as_str(), |entry| entry.title(lang)).to_owned()
    };
    let of = |id: &EntryId| [("title", title(id).into())];
    Some(match error {
        ContentError::NotFound(id) => t.msg_with("refusal-not-found", &of(id)),
        ContentError::NoText { lang, .. } => {
            t.msg_with("refusal-no-text", &[("lang", t.language(*lang).into())])
        }
        ContentError::NoSlug { lang, .. } => {
            t.msg_with("refusal-no-slug", &[("lang", t.language(*lang).into())])
        }
        ContentError::AddressTaken { lang, path } => {
            t.msg_with("refusal-address-taken", &[("address", format!("/{lang}/{path}").into())])
        }
        ContentError::AddressReserved { lang, path } => {
            t.msg_with("refusal-address-reserved", &[("address", format!("/{lang}/{path}").into())])
        }
        ContentError::TargetNotLive { target, .. } => t.msg_with("refusal-target-not-live", &of(target)),
        ContentError::InUse { by, .. } => {
            let titles: Vec<String> = by.iter().map(title).collect();
            t.msg_with("refusal-in-use", &[("titles", titles.join(", ").into())])
        }
        ContentError::Cycle(_) => t.msg("refusal-cycle"),
        ContentError::StillLive(_) => t.msg("refusal-live"),
        ContentError::HasChildren(_) => t.msg("refusal-children"),
        ContentError::Archived(_) => t.msg("refusal-archived"),
        ContentError::NewerIsLive { number, .. } => {
            t.msg_with("refusal-newer-is-live", &[("number", (*number).into())])
        }
        ContentError::WithdrawnSince(_) => t.msg("refusal-withdrawn-since"),
        ContentError::NotTogether { open: 0, .. } => t.msg("refusal-language-missing"),
        ContentError::NotTogether { open, .. } => {
            let open = i64::try_from(*open).unwrap_or(i64::MAX);
            t.msg_with("refusal-not-together", &[("count", open.into())])
        }
        _ => return None,
    })
}
