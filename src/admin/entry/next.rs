//! Where working off the worklist leads: to the next entry with a passage that is not in step, or back to the list.

use sqlx::PgConnection;

use super::{address, sent::WORK_OFF};
use crate::{admin::parity::element_id, content::worklist, ids::EntryId, web::error::Result};

/// The address of the first open passage of the next entry in the tree after this one, from the top again after the
/// last; of the worklist where there is none.
pub(in crate::admin) async fn address_after(conn: &mut PgConnection, entry: &EntryId) -> Result<String> {
    let entries = worklist::list(conn).await?;
    let at = entries.iter().position(|other| other.id == *entry).map_or(0, |at| at + 1);
    let (before, after) = entries.split_at(at);
    let others = after.iter().chain(before).filter(|other| other.id != *entry);
    let next = others.filter_map(|other| Some((&other.id, &other.open().next()?.passage))).next();
    Ok(match next {
        Some((id, passage)) => {
            format!("{}?done=next&from={WORK_OFF}#{}", address(id), element_id(passage))
        }
        None => "/admin/translations?done=all".to_owned(),
    })
}
