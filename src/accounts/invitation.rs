//! One-time links with which a person chooses a password.
//!
//! What a link is for follows from its row: without an editor it is for the first administrator, with an editor who has
//! no password it is an invitation, and otherwise it replaces a forgotten password. The second factor is untouched by
//! all of them: whoever has one is asked for it after the password is set (ASVS 6.4.3).
//!
//! Invariant: a link works once, for 48 hours, and never beside a newer one for the same person. The link for the first
//! administrator works only while there is none, even if it is used twice at the same moment.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, PgExecutor};

use super::{
    editor::{self, Editor, NewEditor, Role},
    error::Error,
    known_browser,
    password::{self, Hash},
    session,
    words::{Email, Name},
};
use crate::{ids::EditorId, lang::Lang, token::Token};

/// How long a link works.
pub const VALID: SignedDuration = SignedDuration::from_hours(48);

/// A link that can be used.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// What it is for.
    pub purpose: Purpose,
    /// When it stops working.
    pub expires_at: Timestamp,
}

/// What a link is for.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// The first administrator, who says their name and address with it.
    FirstAdministrator,
    /// An editor's first password.
    Invitation(Editor),
    /// A new password for an editor who had one.
    Reset(Editor),
}

/// The first administrator, as they call themselves.
#[derive(Clone, Debug)]
pub struct FirstAdministrator {
    /// The address by which they sign in.
    pub email: Email,
    /// What they are called.
    pub name: Name,
    /// The language of the admin area for them.
    pub lang: Lang,
}

/// Makes a link for an editor; earlier ones for them end.
pub async fn create(
    conn: &mut PgConnection,
    editor: EditorId,
    by: Option<EditorId>,
    at: Timestamp,
) -> Result<Token, Error> {
    let known = editor::find(&mut *conn, editor).await?;
    if known.is_none_or(|editor| editor.disabled_at.is_some()) {
        return Err(Error::NotFound(editor));
    }
    insert(conn, Some(editor), by, at).await
}

/// Makes the link for the first administrator, unless there is one; earlier such links end.
pub async fn create_first(conn: &mut PgConnection, at: Timestamp) -> Result<Option<Token>, Error> {
    editor::lock_administrators(conn).await?;
    if editor::has_administrator(&mut *conn).await? {
        return Ok(None);
    }
    insert(conn, None, None, at).await.map(Some)
}

async fn insert(
    conn: &mut PgConnection,
    editor: Option<EditorId>,
    by: Option<EditorId>,
    at: Timestamp,
) -> Result<Token, Error> {
    end(conn, editor, at).await?;
    let token = Token::random()?;
    sqlx::query!(
        r#"
        insert into invitation (token_hash, editor_id, created_by, created_at, expires_at)
        values ($1, $2, $3, $4, $5)
        "#,
        token.hash(),
        editor as Option<EditorId>,
        by as Option<EditorId>,
        at.to_sqlx() as _,
        (at + VALID).to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(token)
}

/// The link with that token, if it can still be used.
pub async fn find(
    conn: &mut PgConnection,
    token: &Token,
    at: Timestamp,
) -> Result<Option<Invitation>, Error> {
    let Some(row) = select(&mut *conn, token, at).await? else { return Ok(None) };
    let purpose = match row.editor_id {
        None if editor::has_administrator(&mut *conn).await? => return Ok(None),
        None => Purpose::FirstAdministrator,
        Some(id) => match editor::find(conn, id).await? {
            Some(editor) if editor.disabled_at.is_some() => return Ok(None),
            Some(editor) if editor.has_password => Purpose::Reset(editor),
            Some(editor) => Purpose::Invitation(editor),
            None => return Ok(None),
        },
    };
    Ok(Some(Invitation { purpose, expires_at: row.expires_at.to_jiff() }))
}

struct Row {
    editor_id: Option<EditorId>,
    expires_at: jiff_sqlx::Timestamp,
}

async fn select(conn: impl PgExecutor<'_>, token: &Token, at: Timestamp) -> Result<Option<Row>, Error> {
    let row = sqlx::query_as!(
        Row,
        r#"
        select editor_id as "editor_id: EditorId", expires_at as "expires_at: jiff_sqlx::Timestamp"
        from invitation where token_hash = $1 and ended_at is null and expires_at > $2
        "#,
        token.hash(),
        at.to_sqlx() as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row)
}

/// Uses the link of an editor: the password is theirs, and every session and known browser they had ends.
pub async fn accept(
    conn: &mut PgConnection,
    token: &Token,
    password: &Hash,
    at: Timestamp,
) -> Result<Editor, Error> {
    let id = consume(conn, token, at).await?.ok_or(Error::LinkEnded)?;
    password::set(conn, id, password).await?;
    session::end_all(conn, id).await?;
    known_browser::forget_all(conn, id).await?;
    match editor::find(conn, id).await? {
        Some(editor) if editor.disabled_at.is_none() => Ok(editor),
        _ => Err(Error::LinkEnded),
    }
}

/// Uses the link for the first administrator.
pub async fn accept_first(
    conn: &mut PgConnection,
    token: &Token,
    first: &FirstAdministrator,
    password: &Hash,
    at: Timestamp,
) -> Result<Editor, Error> {
    editor::lock_administrators(conn).await?;
    if editor::has_administrator(&mut *conn).await? {
        return Err(Error::AdministratorExists);
    }
    if consume(conn, token, at).await?.is_some() {
        return Err(Error::LinkEnded);
    }
    let new = NewEditor {
        email: first.email.clone(),
        name: first.name.clone(),
        role: Role::Administrator,
        lang: first.lang,
    };
    let id = editor::invite(conn, &new, at).await?;
    password::set(conn, id, password).await?;
    editor::find(conn, id).await?.ok_or(Error::NotFound(id))
}

/// Marks the link as used and says whose it was. Of two who try at the same moment, one waits and then finds it used.
async fn consume(conn: &mut PgConnection, token: &Token, at: Timestamp) -> Result<Option<EditorId>, Error> {
    let used = sqlx::query_scalar!(
        r#"
        update invitation set ended_at = $2
        where token_hash = $1 and ended_at is null and expires_at > $2
        returning editor_id as "editor_id: EditorId"
        "#,
        token.hash(),
        at.to_sqlx() as _,
    )
    .fetch_optional(conn)
    .await?;
    used.ok_or(Error::LinkEnded)
}

/// Ends every open link of an editor.
pub async fn end_all(conn: &mut PgConnection, editor: EditorId, at: Timestamp) -> Result<(), Error> {
    end(conn, Some(editor), at).await
}

async fn end(conn: &mut PgConnection, editor: Option<EditorId>, at: Timestamp) -> Result<(), Error> {
    sqlx::query!(
        "update invitation set ended_at = $2 where editor_id is not distinct from $1 and ended_at is null",
        editor as Option<EditorId>,
        at.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}
