//! Links with which an organisation says, without an account, whether its details are right.
//!
//! Invariant: a link is answered once. Ending it is one conditional change, so of two answers that come together one is
//! too late; and a link works until it expires, is ended, or its editor is disabled. Only the hash of its token is stored.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, PgExecutor};

use super::error::Error;
use crate::{
    ids::{EditorId, EntryId},
    lang::Lang,
};

/// The most characters of a remark.
pub const REMARK: usize = 2_000;

/// A link as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its row.
    pub id: i64,
    /// The contact whose details it shows.
    pub entry: EntryId,
    /// To whom it was given.
    pub mailbox: String,
    /// The language in which they are asked.
    pub lang: Lang,
    /// Who made it.
    pub by: EditorId,
    /// When it stops working.
    pub expires_at: Timestamp,
}

/// How a link ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Outcome {
    /// The details are right.
    Confirmed,
    /// Others were proposed.
    Proposed,
    /// There was a remark, and no other detail.
    Remarked,
    /// Staff took it back.
    Revoked,
}

/// What an organisation wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The link with which it came.
    pub id: i64,
    /// The contact it is about.
    pub entry: EntryId,
    /// Who wrote it.
    pub mailbox: String,
    /// What.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// Makes a link for the token with that hash, to be given to a mailbox. Returns its row.
pub async fn create(
    conn: &mut PgConnection,
    token_hash: &[u8],
    entry: &EntryId,
    (mailbox, lang): (&str, Lang),
    expires_at: Timestamp,
    by: EditorId,
    at: Timestamp,
) -> Result<i64, Error> {
    let id = sqlx::query_scalar!(
        r#"
        insert into check_link (token_hash, entry_id, mailbox, lang, editor_id, created_at, expires_at)
        values ($1, $2, $3, $4, $5, $6, $7)
        returning id
        "#,
        token_hash,
        entry.as_str(),
        mailbox,
        lang.tag(),
        by as EditorId,
        at.to_sqlx() as _,
        expires_at.to_sqlx() as _,
    )
    .fetch_one(conn)
    .await?;
    Ok(id)
}

/// The link whose token has that hash, if it works at that time.
pub async fn find_working(
    conn: impl PgExecutor<'_>,
    token_hash: &[u8],
    at: Timestamp,
) -> Result<Option<Link>, Error> {
    let row = sqlx::query_as!(
        Row,
        r#"
        select check_link.id, entry_id as "entry: EntryId", mailbox, check_link.lang,
            check_link.editor_id as "by: EditorId", expires_at as "expires_at: jiff_sqlx::Timestamp"
        from check_link join editor on editor.id = check_link.editor_id
        where token_hash = $1 and ended_at is null and expires_at > $2 and editor.disabled_at is null
        "#,
        token_hash,
        at.to_sqlx() as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.and_then(Row::read))
}

/// The links to a contact that work at that time, the newest first.
pub async fn list_working(
    conn: impl PgExecutor<'_>,
    entry: &EntryId,
    at: Timestamp,
) -> Result<Vec<Link>, Error> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select check_link.id, entry_id as "entry: EntryId", mailbox, check_link.lang,
            check_link.editor_id as "by: EditorId", expires_at as "expires_at: jiff_sqlx::Timestamp"
        from check_link join editor on editor.id = check_link.editor_id
        where entry_id = $1 and ended_at is null and expires_at > $2 and editor.disabled_at is null
        order by check_link.id desc
        "#,
        entry.as_str(),
        at.to_sqlx() as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().filter_map(Row::read).collect())
}

/// Ends a link of that contact with an answer and a remark. Returns whether it worked until now: an answer that comes too
/// late changes nothing.
pub async fn end(
    conn: &mut PgConnection,
    entry: &EntryId,
    id: i64,
    outcome: Outcome,
    remark: Option<&str>,
    at: Timestamp,
) -> Result<bool, Error> {
    let ended = sqlx::query!(
        r#"
        update check_link set ended_at = $4, outcome = $3, remark = $5
        where id = $1 and entry_id = $2 and ended_at is null and expires_at > $4
            and ($3 = 'revoked' or exists (select from editor where id = editor_id and disabled_at is null))
        "#,
        id,
        entry.as_str(),
        outcome as Outcome,
        at.to_sqlx() as _,
        remark,
    )
    .execute(conn)
    .await?;
    Ok(ended.rows_affected() > 0)
}

/// What organisations wrote and nobody has put aside, the oldest first.
pub async fn list_remarks(conn: impl PgExecutor<'_>) -> Result<Vec<Remark>, Error> {
    let rows = sqlx::query!(
        r#"
        select id, entry_id as "entry: EntryId", mailbox, remark as "remark!",
            ended_at as "ended_at!: jiff_sqlx::Timestamp"
        from check_link where remark is not null and remark_seen_at is null
        order by ended_at, id
        "#
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Remark {
            id: row.id,
            entry: row.entry,
            mailbox: row.mailbox,
            text: row.remark,
            at: row.ended_at.to_jiff(),
        })
        .collect())
}

/// Puts a remark on that contact aside. Returns whether it was waiting.
pub async fn dismiss(
    conn: &mut PgConnection,
    entry: &EntryId,
    id: i64,
    at: Timestamp,
) -> Result<bool, Error> {
    let seen = sqlx::query!(
        r#"
        update check_link set remark_seen_at = $3
        where id = $1 and entry_id = $2 and remark is not null and remark_seen_at is null
        "#,
        id,
        entry.as_str(),
        at.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(seen.rows_affected() > 0)
}

/// A link as the database holds it.
struct Row {
    id: i64,
    entry: EntryId,
    mailbox: String,
    lang: String,
    by: EditorId,
    expires_at: jiff_sqlx::Timestamp,
}

impl Row {
    /// None in a language that this version of the program does not know.
    fn read(self) -> Option<Link> {
        Some(Link {
            id: self.id,
            entry: self.entry,
            mailbox: self.mailbox,
            lang: Lang::from_tag(&self.lang)?,
            by: self.by,
            expires_at: self.expires_at.to_jiff(),
        })
    }
}
