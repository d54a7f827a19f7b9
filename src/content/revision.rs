//! Revisions: immutable snapshots of an entry in all languages, numbered from 1 on one line per entry.
//!
//! Invariant: a revision is never changed or deleted, and its references are kept as rows beside it.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, PgExecutor, types::Json};

use super::{
    act::Act,
    entry::{Body, Kind},
    error::Error,
};
use crate::{
    ids::{EditorId, EntryId, SectionId},
    lang::Lang,
};

/// A snapshot of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    /// Its row.
    pub id: i64,
    /// Its rank on the line of its entry, from 1.
    pub number: i32,
    /// What the entry said.
    pub body: Body,
    /// What was noted when it was saved.
    pub note: Option<String>,
    /// Who saved it; absent: the system.
    pub by: Option<EditorId>,
    /// When it was saved.
    pub at: Timestamp,
}

/// A revision without what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// Its row.
    pub id: i64,
    /// Its rank on the line of its entry, from 1.
    pub number: i32,
    /// What was noted when it was saved.
    pub note: Option<String>,
    /// Who saved it; absent: the system.
    pub by: Option<EditorId>,
    /// When it was saved.
    pub at: Timestamp,
    /// The languages whose readers see it now.
    pub live_in: Vec<Lang>,
}

/// Saves a snapshot as the entry's newest revision, in normal form, and returns it. Holds the entry until the
/// transaction ends, so that numbers never collide. A body of another kind than the entry's is refused.
pub async fn save(
    conn: &mut PgConnection,
    entry: &EntryId,
    body: Body,
    act: &Act<'_>,
) -> Result<Revision, Error> {
    let body = body.normalised();
    if lock(conn, entry).await? != body.shared.fields.kind() {
        return Err(Error::OtherKind(entry.clone()));
    }
    let row = sqlx::query!(
        r#"
        insert into revision (entry_id, number, body, editor_id, note, created_at)
        select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5 from revision where entry_id = $1
        returning id, number
        "#,
        entry.as_str(),
        Json(&body) as _,
        act.by as Option<EditorId>,
        act.note,
        act.at.to_sqlx() as _,
    )
    .fetch_one(&mut *conn)
    .await?;
    insert_references(conn, row.id, &body).await?;
    let note = act.note.map(str::to_owned);
    Ok(Revision { id: row.id, number: row.number, body, note, by: act.by, at: act.at })
}

/// The newest revision of an entry.
pub async fn find_newest(conn: impl PgExecutor<'_>, entry: &EntryId) -> Result<Option<Revision>, Error> {
    find_last(conn, entry, None).await
}

/// The revision of an entry with that number.
pub async fn find(
    conn: impl PgExecutor<'_>,
    entry: &EntryId,
    number: i32,
) -> Result<Option<Revision>, Error> {
    find_last(conn, entry, Some(number)).await
}

/// The newest revision, of those with that number if one is given.
async fn find_last(
    conn: impl PgExecutor<'_>,
    entry: &EntryId,
    number: Option<i32>,
) -> Result<Option<Revision>, Error> {
    let row = sqlx::query!(
        r#"
        select id, number, body as "body: Json<Body>", note, editor_id as "by: EditorId",
            created_at as "at: jiff_sqlx::Timestamp"
        from revision where entry_id = $1 and ($2::integer is null or number = $2)
        order by number desc limit 1
        "#,
        entry.as_str(),
        number,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| Revision {
        id: row.id,
        number: row.number,
        body: row.body.0,
        note: row.note,
        by: row.by,
        at: row.at.to_jiff(),
    }))
}

/// The newest revision of each of those entries, in one query; what is no entry is left out.
pub async fn list_newest(
    conn: impl PgExecutor<'_>,
    entries: &[&EntryId],
) -> Result<HashMap<EntryId, Revision>, Error> {
    list_last(conn, entries.iter().map(|entry| (*entry, None))).await
}

/// The revision with that number of each of those entries, in one query; what is not there is left out.
pub async fn list_numbered(
    conn: impl PgExecutor<'_>,
    wanted: &[(&EntryId, i32)],
) -> Result<HashMap<EntryId, Revision>, Error> {
    list_last(conn, wanted.iter().map(|(entry, number)| (*entry, Some(*number)))).await
}

/// The newest revision of each entry, of those with that number if one is given.
async fn list_last(
    conn: impl PgExecutor<'_>,
    wanted: impl Iterator<Item = (&EntryId, Option<i32>)>,
) -> Result<HashMap<EntryId, Revision>, Error> {
    let (entries, numbers): (Vec<String>, Vec<Option<i32>>) =
        wanted.map(|(entry, number)| (entry.to_string(), number)).unzip();
    let rows = sqlx::query!(
        r#"
        select wanted.entry as "entry!: EntryId", last.id as "id!", last.number as "number!",
            last.body as "body!: Json<Body>", last.note as "note?", last.editor_id as "by?: EditorId",
            last.created_at as "at!: jiff_sqlx::Timestamp"
        from unnest($1::text[], $2::integer[]) as wanted (entry, number)
        join lateral (
            select id, number, body, note, editor_id, created_at from revision
            where entry_id = wanted.entry and (wanted.number is null or number = wanted.number)
            order by number desc limit 1
        ) as last on true
        "#,
        &entries,
        &numbers as &[Option<i32>],
    )
    .fetch_all(conn)
    .await?;
    let revision = |id, number, body, note, by, at| Revision { id, number, body, note, by, at };
    Ok(rows
        .into_iter()
        .map(|row| {
            let at = row.at.to_jiff();
            (row.entry, revision(row.id, row.number, row.body.0, row.note, row.by, at))
        })
        .collect())
}

/// Every revision of an entry, the newest first, with the languages that are live from it.
pub async fn list(conn: impl PgExecutor<'_>, entry: &EntryId) -> Result<Vec<Summary>, Error> {
    let rows = sqlx::query!(
        r#"
        select id, number, note, editor_id as "by: EditorId", created_at as "at: jiff_sqlx::Timestamp",
            array(
                select part from latest_publication as live
                where live.entry_id = $1 and live.revision_id = revision.id and live.part <> 'shared'
            ) as "live_in!"
        from revision where entry_id = $1
        order by number desc
        "#,
        entry.as_str(),
    )
    .fetch_all(conn)
    .await?;
    let langs = |tags: &[String]| {
        Lang::ALL.iter().copied().filter(|lang| tags.iter().any(|tag| tag == lang.tag())).collect()
    };
    let summary = |id, number, note, by, at, live_in| Summary { id, number, note, by, at, live_in };
    Ok(rows
        .into_iter()
        .map(|row| summary(row.id, row.number, row.note, row.by, row.at.to_jiff(), langs(&row.live_in)))
        .collect())
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
pub async fn lock(conn: &mut PgConnection, entry: &EntryId) -> Result<Kind, Error> {
    sqlx::query_scalar!(
        r#"select kind as "kind: Kind" from entry where id = $1 for no key update"#,
        entry.as_str(),
    )
    .fetch_optional(conn)
    .await?
    .ok_or_else(|| Error::NotFound(entry.clone()))
}

/// The same for several entries, one after the other and always in the same order, so that two of us never wait for
/// each other. What is no entry is left out.
pub async fn lock_all(conn: &mut PgConnection, entries: &[&EntryId]) -> Result<(), Error> {
    let entries: Vec<String> = entries.iter().map(ToString::to_string).collect();
    sqlx::query_scalar!(
        r#"select id from entry where id = any($1) order by id collate "C" for no key update"#,
        &entries,
    )
    .fetch_all(conn)
    .await?;
    Ok(())
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
