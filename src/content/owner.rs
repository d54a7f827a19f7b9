//! Who looks after the details of a contact.
//!
//! Invariant: a contact has one owner at most; owning gives no right.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, PgExecutor};

use super::error::Error;
use crate::ids::{EditorId, EntryId};

/// The owner of each contact that has one.
pub async fn list(conn: impl PgExecutor<'_>) -> Result<HashMap<EntryId, EditorId>, Error> {
    let rows = sqlx::query!(
        r#"select entry_id as "entry: EntryId", editor_id as "editor: EditorId" from contact_owner"#
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.entry, row.editor)).collect())
}

/// Gives a contact to someone, or to nobody.
pub async fn set(
    conn: &mut PgConnection,
    entry: &EntryId,
    owner: Option<EditorId>,
    at: Timestamp,
) -> Result<(), Error> {
    match owner {
        Some(owner) => {
            sqlx::query!(
                r#"
                insert into contact_owner (entry_id, editor_id, at) values ($1, $2, $3)
                on conflict on constraint contact_owner_pkey do update set editor_id = $2, at = $3
                "#,
                entry.as_str(),
                owner as EditorId,
                at.to_sqlx() as _,
            )
            .execute(conn)
            .await?
        }
        None => {
            sqlx::query!("delete from contact_owner where entry_id = $1", entry.as_str())
                .execute(conn)
                .await?
        }
    };
    Ok(())
}
