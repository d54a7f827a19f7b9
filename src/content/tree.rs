//! The tree of entries: who stands below whom, and in which order.
//!
//! Invariant: the tree has no cycle; a place is not versioned, and moving an entry moves its addresses with it.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

use super::{address, entry::Kind, error::Error};
use crate::ids::EntryId;

/// Where an entry stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The entry above it.
    pub parent: Option<EntryId>,
    /// Its rank among its siblings, lowest first.
    pub position: i32,
}

/// Makes an entry without any revision.
pub async fn create(
    conn: &mut PgConnection,
    id: &EntryId,
    kind: Kind,
    place: &Place,
    at: Timestamp,
) -> Result<(), Error> {
    sqlx::query!(
        "insert into entry (id, kind, parent_id, position, created_at) values ($1, $2, $3, $4, $5)",
        id.as_str(),
        kind as Kind,
        place.parent.as_ref().map(EntryId::as_str),
        place.position,
        at.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Puts an entry at another place; its addresses and those of everything below it follow.
pub async fn move_to(conn: &mut PgConnection, id: &EntryId, place: &Place) -> Result<(), Error> {
    set_place(conn, id, place).await?;
    refuse_cycle(conn, id).await?;
    address::refresh(conn, Some(id)).await
}

/// Puts an entry at another place and leaves the addresses to the caller.
pub(super) async fn set_place(conn: &mut PgConnection, id: &EntryId, place: &Place) -> Result<(), Error> {
    let updated = sqlx::query!(
        "update entry set parent_id = $2, position = $3 where id = $1",
        id.as_str(),
        place.parent.as_ref().map(EntryId::as_str),
        place.position,
    )
    .execute(conn)
    .await;
    match updated {
        Ok(done) if done.rows_affected() == 0 => Err(Error::NotFound(id.clone())),
        Ok(_) => Ok(()),
        Err(sqlx::Error::Database(refusal))
            if refusal.constraint() == Some("entry_is_not_its_own_parent") =>
        {
            Err(Error::Cycle(id.clone()))
        }
        Err(error) => Err(error.into()),
    }
}

/// Notes whether an entry is invented.
pub(super) async fn mark_example(
    conn: &mut PgConnection,
    id: &EntryId,
    is_example: bool,
) -> Result<(), Error> {
    sqlx::query!("update entry set is_example = $2 where id = $1", id.as_str(), is_example)
        .execute(conn)
        .await?;
    Ok(())
}

/// Fails when an entry stands below itself.
pub(super) async fn refuse_cycle(conn: &mut PgConnection, id: &EntryId) -> Result<(), Error> {
    let is_below_itself = sqlx::query_scalar!(
        r#"
        with recursive above (id) as (
            select parent_id from entry where id = $1
            union
            select entry.parent_id from entry join above on entry.id = above.id
        )
        select exists (select from above where id = $1) as "exists!"
        "#,
        id.as_str(),
    )
    .fetch_one(conn)
    .await?;
    if is_below_itself { Err(Error::Cycle(id.clone())) } else { Ok(()) }
}
