//! The tree of entries: who stands below whom, and in which order.
//!
//! Invariant: the tree has no cycle; a place is not versioned, and moving an entry moves its addresses with it.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

use super::{address, entry::Kind, error::Error, publication, revision};
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
    .await
    .map_err(|error| refusal(error, id, place))?;
    Ok(())
}

/// Puts an entry at another place; its addresses and those of everything below it follow.
pub async fn move_to(conn: &mut PgConnection, id: &EntryId, place: &Place) -> Result<(), Error> {
    revision::lock(conn, id).await?;
    // Two moves at once could make a cycle of which each sees only its half.
    address::lock(conn).await?;
    set_place(conn, id, place).await?;
    refuse_cycle(conn, id).await?;
    address::refresh(conn, Some(id)).await?;
    publication::announce_move(conn).await
}

/// Puts an entry at another place and leaves the addresses to the caller.
pub(super) async fn set_place(conn: &mut PgConnection, id: &EntryId, place: &Place) -> Result<(), Error> {
    sqlx::query!(
        "update entry set parent_id = $2, position = $3 where id = $1",
        id.as_str(),
        place.parent.as_ref().map(EntryId::as_str),
        place.position,
    )
    .execute(conn)
    .await
    .map_err(|error| refusal(error, id, place))?;
    Ok(())
}

/// What it means that the database refused that place.
fn refusal(error: sqlx::Error, id: &EntryId, place: &Place) -> Error {
    let constraint = error.as_database_error().and_then(|refusal| refusal.constraint());
    match (constraint, &place.parent) {
        (Some("entry_is_not_its_own_parent"), _) => Error::Cycle(id.clone()),
        (Some("entry_parent_exists"), Some(parent)) => Error::NotFound(parent.clone()),
        _ => error.into(),
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
