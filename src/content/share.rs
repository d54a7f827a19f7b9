//! Share links: with one, someone without an account sees one revision as readers would.
//!
//! Invariant: a link shows one revision of one entry, until it expires, is revoked, or its editor is disabled. Only the
//! hash of its token is stored.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, PgExecutor};

use super::error::Error;
use crate::ids::{EditorId, EntryId};

/// A link as staff see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its row.
    pub id: i64,
    /// The entry it shows.
    pub entry: EntryId,
    /// The revision it shows.
    pub revision_id: i64,
    /// The number of that revision.
    pub number: i32,
    /// Who made it.
    pub by: EditorId,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it stops working.
    pub expires_at: Timestamp,
}

/// Makes a link for the token with that hash. Returns its row.
pub async fn create(
    conn: &mut PgConnection,
    token_hash: &[u8],
    entry: &EntryId,
    revision_id: i64,
    expires_at: Timestamp,
    by: EditorId,
    at: Timestamp,
) -> Result<i64, Error> {
    let created = sqlx::query_scalar!(
        r#"
        insert into share_link (token_hash, entry_id, revision_id, editor_id, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6)
        returning id
        "#,
        token_hash,
        entry.as_str(),
        revision_id,
        by as EditorId,
        at.to_sqlx() as _,
        expires_at.to_sqlx() as _,
    )
    .fetch_one(conn)
    .await;
    match created {
        Err(sqlx::Error::Database(refusal))
            if refusal.constraint() == Some("share_link_revision_is_of_the_entry") =>
        {
            Err(Error::NotFound(entry.clone()))
        }
        created => Ok(created?),
    }
}

/// The link whose token has that hash, if it works at that time. One of a disabled editor does not.
pub async fn find_working(
    conn: impl PgExecutor<'_>,
    token_hash: &[u8],
    at: Timestamp,
) -> Result<Option<Link>, Error> {
    let row = sqlx::query_as!(
        Row,
        r#"
        select share_link.id, share_link.entry_id as "entry: EntryId", revision_id, revision.number,
            share_link.editor_id as "by: EditorId", share_link.created_at as "created_at: jiff_sqlx::Timestamp",
            expires_at as "expires_at: jiff_sqlx::Timestamp"
        from share_link join revision on revision.id = revision_id join editor on editor.id = share_link.editor_id
        where editor.disabled_at is null and token_hash = $1 and revoked_at is null and expires_at > $2
        "#,
        token_hash,
        at.to_sqlx() as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(Link::from))
}

/// The links to an entry that work at that time, the newest first.
pub async fn list_working(
    conn: impl PgExecutor<'_>,
    entry: &EntryId,
    at: Timestamp,
) -> Result<Vec<Link>, Error> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select share_link.id, share_link.entry_id as "entry: EntryId", revision_id, revision.number,
            share_link.editor_id as "by: EditorId", share_link.created_at as "created_at: jiff_sqlx::Timestamp",
            expires_at as "expires_at: jiff_sqlx::Timestamp"
        from share_link join revision on revision.id = revision_id
        where share_link.entry_id = $1 and revoked_at is null and expires_at > $2
        order by share_link.id desc
        "#,
        entry.as_str(),
        at.to_sqlx() as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Link::from).collect())
}

/// Ends a link of that entry. Returns whether it worked until now.
pub async fn revoke(conn: &mut PgConnection, entry: &EntryId, id: i64, at: Timestamp) -> Result<bool, Error> {
    let revoked = sqlx::query!(
        r#"
        update share_link set revoked_at = $3
        where id = $1 and entry_id = $2 and revoked_at is null and expires_at > $3
        "#,
        id,
        entry.as_str(),
        at.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(revoked.rows_affected() > 0)
}

/// A link as the database holds it.
struct Row {
    id: i64,
    entry: EntryId,
    revision_id: i64,
    number: i32,
    by: EditorId,
    created_at: jiff_sqlx::Timestamp,
    expires_at: jiff_sqlx::Timestamp,
}

impl From<Row> for Link {
    fn from(row: Row) -> Link {
        Link {
            id: row.id,
            entry: row.entry,
            revision_id: row.revision_id,
            number: row.number,
            by: row.by,
            created_at: row.created_at.to_jiff(),
            expires_at: row.expires_at.to_jiff(),
        }
    }
}
