//! The order of entries among their siblings, in which menus and lists show them.
//!
//! Invariant: a change of order is one transaction, and concurrent ones come one after the other.

use sqlx::{PgConnection, PgExecutor};

use super::{address, error::Error, publication, revision, tree};
use crate::ids::EntryId;

/// Which way an entry goes among its siblings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Before the one that stands before it.
    Up,
    /// Behind the one that stands behind it.
    Down,
}

/// The distance between the ranks of neighbours.
const STEP: i32 = 10;

/// Makes everyone else who would change the tree wait until this transaction ends. To be taken after the locks of
/// entries.
pub async fn lock(conn: &mut PgConnection) -> Result<(), Error> {
    address::lock(conn).await
}

/// Moves an entry one place among its siblings. Returns whether there was one to pass.
pub async fn shift(conn: &mut PgConnection, id: &EntryId, direction: Direction) -> Result<bool, Error> {
    revision::lock(conn, id).await?;
    address::lock(conn).await?;
    let mut siblings = list_siblings(&mut *conn, id).await?;
    let Some(at) = siblings.iter().position(|sibling| sibling == id) else { return Ok(false) };
    let to = match direction {
        Direction::Up => at.checked_sub(1),
        Direction::Down => Some(at + 1).filter(|to| *to < siblings.len()),
    };
    let Some(to) = to else { return Ok(false) };
    siblings.swap(at, to);
    let ids: Vec<String> = siblings.into_iter().map(String::from).collect();
    sqlx::query!(
        r#"
        update entry set position = $2 * rank::int
        from unnest($1::text[]) with ordinality as sibling (id, rank)
        where entry.id = sibling.id and position <> $2 * rank::int
        "#,
        &ids,
        STEP,
    )
    .execute(&mut *conn)
    .await?;
    publication::announce_change(conn).await?;
    Ok(true)
}

/// Moves an entry below another (none: to the top), where it comes last.
pub async fn move_below(
    conn: &mut PgConnection,
    id: &EntryId,
    parent: Option<&EntryId>,
) -> Result<(), Error> {
    revision::lock(conn, id).await?;
    address::lock(conn).await?;
    let position = next_position(&mut *conn, parent).await?;
    tree::move_to(conn, id, &tree::Place { parent: parent.cloned(), position }).await
}

/// The rank behind every entry below that one (none: at the top).
pub async fn next_position(conn: impl PgExecutor<'_>, parent: Option<&EntryId>) -> Result<i32, Error> {
    let last = sqlx::query_scalar!(
        r#"select coalesce(max(position), 0) as "last!" from entry where parent_id is not distinct from $1"#,
        parent.map(EntryId::as_str),
    )
    .fetch_one(conn)
    .await?;
    Ok(last.saturating_add(STEP))
}

async fn list_siblings(conn: impl PgExecutor<'_>, id: &EntryId) -> Result<Vec<EntryId>, Error> {
    let siblings = sqlx::query_scalar!(
        r#"
        select sibling.id as "id!: EntryId" from entry
        join entry as sibling on sibling.parent_id is not distinct from entry.parent_id
        where entry.id = $1 and (sibling.archived_at is null or sibling.id = $1)
        order by sibling.position, sibling.id collate "C"
        "#,
        id.as_str(),
    )
    .fetch_all(conn)
    .await?;
    Ok(siblings)
}
