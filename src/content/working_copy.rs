//! Working copies: what someone has typed into an open form and not saved yet.
//!
//! Invariant: slow, repeated, reordered and lost requests do no harm. Of what a form has sent, what was sent last is
//! kept; what arrives after something newer changes nothing, and neither does what arrives after the form has ended.
//! Saving or discarding ends what was saved or discarded and nothing newer.
//! A working copy is its author's alone.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, PgExecutor, types::Json};

use super::error::Error;
use crate::ids::{EditorId, EntryId};

/// The fields of a form as they were sent, in order.
pub type Form = Vec<(String, String)>;

/// An open form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkingCopy {
    /// The form.
    pub form_id: String,
    /// What it edits.
    pub entry: EntryId,
    /// The revision it started from.
    pub base_revision_id: i64,
    /// The number of that revision.
    pub base_number: i32,
    /// The highest sequence number that was sent.
    pub seq: i64,
    /// What was typed; absent: nothing yet, or nothing that is not saved.
    pub form: Option<Form>,
    /// When the form was last known to be open.
    pub seen_at: Timestamp,
    /// When what was typed last changed.
    pub changed_at: Timestamp,
}

/// What became of a request that was to be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kept {
    /// It is what the working copy holds now.
    Stored,
    /// Something newer was there, or the form has ended with it: nothing changed.
    Late,
}

/// Which form of whom edits what, and from where it started.
#[derive(Clone, Copy, Debug)]
pub struct OpenForm<'a> {
    /// The form.
    pub form_id: &'a str,
    /// Its author.
    pub editor: EditorId,
    /// What it edits.
    pub entry: &'a EntryId,
    /// The revision it started from.
    pub base_revision_id: i64,
}

/// Notes that a form is open. A form of someone else is refused.
pub async fn see(conn: &mut PgConnection, open: OpenForm<'_>, at: Timestamp) -> Result<(), Error> {
    let seen = sqlx::query!(
        r#"
        insert into working_copy (form_id, editor_id, entry_id, base_revision_id, seq, seen_at, changed_at)
        values ($1, $2, $3, $4, 0, $5, $5)
        on conflict on constraint working_copy_pkey do update
        set seen_at = greatest(working_copy.seen_at, excluded.seen_at)
        where working_copy.editor_id = excluded.editor_id and working_copy.entry_id = excluded.entry_id
        "#,
        open.form_id,
        open.editor as EditorId,
        open.entry.as_str(),
        open.base_revision_id,
        at.to_sqlx() as _,
    )
    .execute(conn)
    .await
    .map_err(|error| refusal(error, open))?;
    if seen.rows_affected() == 0 { Err(Error::NotYours) } else { Ok(()) }
}

/// Keeps what a form holds, if it is newer than what is kept: the sequence numbers of a form begin at 1 and rise.
/// A form of someone else is refused.
pub async fn keep(
    conn: &mut PgConnection,
    open: OpenForm<'_>,
    seq: i64,
    form: &[(String, String)],
    at: Timestamp,
) -> Result<Kept, Error> {
    let kept = sqlx::query!(
        r#"
        insert into working_copy
            (form_id, editor_id, entry_id, base_revision_id, seq, form, seen_at, changed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $7)
        on conflict on constraint working_copy_pkey do update
        set seq = excluded.seq, form = excluded.form, base_revision_id = excluded.base_revision_id,
            seen_at = greatest(working_copy.seen_at, excluded.seen_at),
            changed_at = greatest(working_copy.changed_at, excluded.changed_at)
        where working_copy.editor_id = excluded.editor_id and working_copy.entry_id = excluded.entry_id
            and working_copy.seq < excluded.seq
        "#,
        open.form_id,
        open.editor as EditorId,
        open.entry.as_str(),
        open.base_revision_id,
        seq,
        Json(form) as _,
        at.to_sqlx() as _,
    )
    .execute(&mut *conn)
    .await
    .map_err(|error| refusal(error, open))?;
    if kept.rows_affected() > 0 {
        return Ok(Kept::Stored);
    }
    let there = find(&mut *conn, open.form_id, open.editor).await?.ok_or(Error::NotYours)?;
    if there.entry != *open.entry {
        return Err(Error::NotYours);
    }
    // The same request once more, because its answer was lost.
    let is_repeated = there.seq == seq && there.form.as_deref() == Some(form);
    Ok(if is_repeated { Kept::Stored } else { Kept::Late })
}

/// A form of that person.
pub async fn find(
    conn: impl PgExecutor<'_>,
    form_id: &str,
    editor: EditorId,
) -> Result<Option<WorkingCopy>, Error> {
    let row = sqlx::query_as!(
        Row,
        r#"
        select form_id, working_copy.entry_id as "entry: EntryId", base_revision_id,
            revision.number as base_number, seq, form as "form: Json<Form>",
            seen_at as "seen_at: jiff_sqlx::Timestamp", changed_at as "changed_at: jiff_sqlx::Timestamp"
        from working_copy join revision on revision.id = base_revision_id
        where form_id = $1 and working_copy.editor_id = $2
        "#,
        form_id,
        editor as EditorId,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(WorkingCopy::from))
}

/// The forms in which that person has typed something that is not saved, the latest first.
pub async fn list_of(conn: impl PgExecutor<'_>, editor: EditorId) -> Result<Vec<WorkingCopy>, Error> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select form_id, working_copy.entry_id as "entry: EntryId", base_revision_id,
            revision.number as base_number, seq, form as "form: Json<Form>",
            seen_at as "seen_at: jiff_sqlx::Timestamp", changed_at as "changed_at: jiff_sqlx::Timestamp"
        from working_copy join revision on revision.id = base_revision_id
        where working_copy.editor_id = $1 and form is not null
        order by changed_at desc, form_id
        "#,
        editor as EditorId,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(WorkingCopy::from).collect())
}

/// Ends a form whose text, up to that sequence number, was saved or discarded; what was typed after that stays. The
/// number stays too, so that what it sent before and arrives only now does not come back; what it sends after is kept
/// again.
pub async fn end(conn: &mut PgConnection, form_id: &str, editor: EditorId, seq: i64) -> Result<(), Error> {
    sqlx::query!(
        r#"
        update working_copy set form = null, seen_at = 'epoch'
        where form_id = $1 and editor_id = $2 and seq <= $3
        "#,
        form_id,
        editor as EditorId,
        seq,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Who else has had a form of that entry open since then.
pub async fn others_at(
    conn: impl PgExecutor<'_>,
    entry: &EntryId,
    editor: EditorId,
    since: Timestamp,
) -> Result<Vec<EditorId>, Error> {
    let others = sqlx::query_scalar!(
        r#"
        select distinct editor_id as "editor: EditorId" from working_copy
        where entry_id = $1 and editor_id <> $2 and seen_at >= $3
        order by 1
        "#,
        entry.as_str(),
        editor as EditorId,
        since.to_sqlx() as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(others)
}

/// Forgets forms without text that nobody has had open since then. Returns how many.
pub async fn forget(conn: &mut PgConnection, unseen_since: Timestamp) -> Result<u64, Error> {
    let forgotten = sqlx::query!(
        "delete from working_copy where form is null and greatest(seen_at, changed_at) < $1",
        unseen_since.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(forgotten.rows_affected())
}

/// What it means that the database refused a form.
fn refusal(error: sqlx::Error, open: OpenForm<'_>) -> Error {
    let constraint = error.as_database_error().and_then(|refusal| refusal.constraint());
    match constraint {
        Some("working_copy_entry_exists" | "working_copy_base_is_of_the_entry") => {
            Error::NotFound(open.entry.clone())
        }
        _ => error.into(),
    }
}

/// A working copy as the database holds it.
struct Row {
    form_id: String,
    entry: EntryId,
    base_revision_id: i64,
    base_number: i32,
    seq: i64,
    form: Option<Json<Form>>,
    seen_at: jiff_sqlx::Timestamp,
    changed_at: jiff_sqlx::Timestamp,
}

impl From<Row> for WorkingCopy {
    fn from(row: Row) -> WorkingCopy {
        WorkingCopy {
            form_id: row.form_id,
            entry: row.entry,
            base_revision_id: row.base_revision_id,
            base_number: row.base_number,
            seq: row.seq,
            form: row.form.map(|form| form.0),
            seen_at: row.seen_at.to_jiff(),
            changed_at: row.changed_at.to_jiff(),
        }
    }
}
