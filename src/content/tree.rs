//! The tree of entries: who stands below whom, and in which order.
//!
//! Invariant: the tree has no cycle; a place is not versioned, and moving an entry moves its addresses with it.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::PgConnection;

use super::{address, entry::Kind, error::Error, publication, reference, revision};
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
    .execute(&mut *conn)
    .await
    .map_err(|error| refusal(error, id, place))?;
    refuse_archived_parent(conn, place).await
}

/// Puts an entry at another place; its addresses and those of everything below it follow.
pub async fn move_to(conn: &mut PgConnection, id: &EntryId, place: &Place) -> Result<(), Error> {
    revision::lock(conn, id).await?;
    // Two moves at once could make a cycle of which each sees only its half.
    address::lock(conn).await?;
    set_place(conn, id, place).await?;
    refuse_archived_parent(conn, place).await?;
    refuse_cycle(conn, id).await?;
    address::refresh(conn, Some(id)).await?;
    publication::announce_change(conn).await
}

/// Takes an entry out of everyone's way: it is in no tree any more and cannot go live. Nothing of it is lost. Refused
/// while a part of it is live or something that is not archived stands below it. Returns whether it was not archived.
pub async fn archive(conn: &mut PgConnection, id: &EntryId, at: Timestamp) -> Result<bool, Error> {
    // Nothing can be put below it until this transaction ends.
    reference::lock(conn, id).await?;
    let found = sqlx::query!(
        r#"
        select
            exists (
                select from latest_publication where entry_id = $1 and body is not null
            ) as "is_live!",
            exists (select from entry where parent_id = $1 and archived_at is null) as "has_children!"
        "#,
        id.as_str(),
    )
    .fetch_one(&mut *conn)
    .await?;
    if found.is_live {
        return Err(Error::StillLive(id.clone()));
    }
    if found.has_children {
        return Err(Error::HasChildren(id.clone()));
    }
    let archived = sqlx::query!(
        "update entry set archived_at = $2 where id = $1 and archived_at is null",
        id.as_str(),
        at.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(archived.rows_affected() > 0)
}

/// Brings an entry back to its place. Refused while what it stands below is archived. Returns whether it was archived.
pub async fn unarchive(conn: &mut PgConnection, id: &EntryId) -> Result<bool, Error> {
    revision::lock(conn, id).await?;
    let parent =
        sqlx::query_scalar!(r#"select parent_id as "parent: EntryId" from entry where id = $1"#, id.as_str())
            .fetch_one(&mut *conn)
            .await?;
    if let Some(parent) = parent {
        refuse_archived(conn, &parent).await?;
    }
    let back = sqlx::query!(
        "update entry set archived_at = null where id = $1 and archived_at is not null",
        id.as_str()
    )
    .execute(conn)
    .await?;
    Ok(back.rows_affected() > 0)
}

/// Fails when an entry is archived.
pub(super) async fn refuse_archived(conn: &mut PgConnection, id: &EntryId) -> Result<(), Error> {
    let is_archived = sqlx::query_scalar!(
        r#"select exists (select from entry where id = $1 and archived_at is not null) as "exists!""#,
        id.as_str(),
    )
    .fetch_one(conn)
    .await?;
    if is_archived { Err(Error::Archived(id.clone())) } else { Ok(()) }
}

/// Fails when something was put below what is archived.
async fn refuse_archived_parent(conn: &mut PgConnection, place: &Place) -> Result<(), Error> {
    match &place.parent {
        Some(parent) => refuse_archived(conn, parent).await,
        None => Ok(()),
    }
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

/// Notes whether an entry is invented, and whether it is archived. Since when it is archived stays as it was.
pub(super) async fn mark(
    conn: &mut PgConnection,
    id: &EntryId,
    is_example: bool,
    archived_at: Option<Timestamp>,
) -> Result<(), Error> {
    sqlx::query!(
        r#"
        update entry set is_example = $2,
            archived_at = case when $3::timestamptz is not null then coalesce(archived_at, $3) end
        where id = $1
        "#,
        id.as_str(),
        is_example,
        archived_at.map(ToSqlx::to_sqlx) as _,
    )
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
