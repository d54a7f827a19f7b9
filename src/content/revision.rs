//! Revisions: immutable snapshots of an entry in all languages, numbered from 1 on one line per entry.
//!
//! Invariant: a revision is never changed or deleted, and its references are kept as rows beside it.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, PgExecutor, types::Json};

use super::{
    entry::{Body, Kind},
    error::Error,
};
use crate::ids::{EntryId, SectionId};

/// A snapshot of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its row.
    pub id: i64,
    /// Its rank on the line of its entry, from 1.
    pub number: i32,
    /// What the entry said.
    pub body: Body,
}

/// Saves a snapshot as the entry's newest revision, in normal form, and returns it. Holds the entry until the
/// transaction ends, so that numbers never collide. A body of another kind than the entry's is refused.
pub async fn save(
    conn: &mut PgConnection,
    entry: &EntryId,
    body: Body,
    note: Option<&str>,
    at: Timestamp,
) -> Result<Revision, Error> {
    let body = body.normalised();
    if lock(conn, entry).await? != body.shared.fields.kind() {
        return Err(Error::OtherKind(entry.clone()));
    }
    let row = sqlx::query!(
        r#"
        insert into revision (entry_id, number, body, note, created_at)
        select $1, coalesce(max(number), 0) + 1, $2, $3, $4 from revision where entry_id = $1
        returning id, number
        "#,
        entry.as_str(),
        Json(&body) as _,
        note,
        at.to_sqlx() as _,
    )
    .fetch_one(&mut *conn)
    .await?;
    insert_references(conn, row.id, &body).await?;
    Ok(Revision { id: row.id, number: row.number, body })
}

/// The newest revision of an entry.
pub async fn find_newest(conn: impl PgExecutor<'_>, entry: &EntryId) -> Result<Option<Revision>, Error> {
    let row = sqlx::query!(
        r#"
        select id, number, body as "body: Json<Body>"
        from revision where entry_id = $1
        order by number desc limit 1
        "#,
        entry.as_str(),
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Revision { id: row.id, number: row.number, body: row.body.0 }))
}

/// The body of a revision of that entry.
pub(super) async fn body_of(conn: &mut PgConnection, entry: &EntryId, revision: i64) -> Result<Body, Error> {
    let row = sqlx::query!(
        r#"select body as "body: Json<Body>" from revision where id = $1 and entry_id = $2"#,
        revision,
        entry.as_str(),
    )
    .fetch_optional(conn)
    .await?;
    row.map(|row| row.body.0).ok_or_else(|| Error::NotFound(entry.clone()))
}

/// Makes everyone else who would change the entry wait until this transaction ends; others may still point to it.
/// Returns its kind.
pub(super) async fn lock(conn: &mut PgConnection, entry: &EntryId) -> Result<Kind, Error> {
    sqlx::query_scalar!(
        r#"select kind as "kind: Kind" from entry where id = $1 for no key update"#,
        entry.as_str(),
    )
    .fetch_optional(conn)
    .await?
    .ok_or_else(|| Error::NotFound(entry.clone()))
}

async fn insert_references(conn: &mut PgConnection, revision: i64, body: &Body) -> Result<(), Error> {
    for (section, target) in body.references() {
        let inserted = sqlx::query!(
            "insert into reference (revision_id, section_id, target_id) values ($1, $2, $3)",
            revision,
            section.as_ref().map(SectionId::as_str),
            target.as_str(),
        )
        .execute(&mut *conn)
        .await;
        match inserted {
            Err(sqlx::Error::Database(refusal))
                if refusal.constraint() == Some("reference_target_exists") =>
            {
                return Err(Error::NotFound(target));
            }
            other => other?,
        };
    }
    Ok(())
}
