//! Sessions: the browsers in which someone is signed in, or about to be.
//!
//! A session begins when a password was right and is worth something at its last [`Stage`]. Its token changes whenever it
//! rises, so that a token that was seen before is worth nothing after.
//!
//! Invariant: [`find`] gives no session of a disabled editor, none that was idle for longer than [`IDLE`], and none that
//! began longer than [`ABSOLUTE`] ago (ASVS 7.3). What is stored of a token is its hash.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, PgExecutor};

use super::{
    editor::{Editor, Role},
    error::Error,
    totp::Secret,
    words::one_line,
};
use crate::{ids::EditorId, lang::Lang, token::Token};

/// A session ends when nothing was asked in it for so long.
pub const IDLE: SignedDuration = SignedDuration::from_mins(60);

/// A session ends so long after the password was given, whatever is done in it.
pub const ABSOLUTE: SignedDuration = SignedDuration::from_hours(12);

/// For so long after the password was given, it is not asked again before a password or second factor is changed.
pub const PROOF: SignedDuration = SignedDuration::from_mins(10);

/// How exactly it is known when something was last asked.
pub const TOUCH: SignedDuration = SignedDuration::from_mins(1);

/// The most characters that are kept of what a browser calls itself.
const LONGEST_USER_AGENT: usize = 250;

/// What the person still has to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Stage {
    /// Give the code of the second factor.
    SecondFactor,
    /// Set up a second factor.
    Enrolment,
    /// Nothing.
    Full,
}

impl Stage {
    /// What is asked of an editor whose password was right.
    pub fn after_password(editor: &Editor, is_second_factor_required: bool) -> Stage {
        match (editor.has_second_factor, is_second_factor_required) {
            (true, _) => Stage::SecondFactor,
            (false, true) => Stage::Enrolment,
            (false, false) => Stage::Full,
        }
    }
}

/// A browser as far as it can be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Browser {
    /// The network address.
    pub origin: String,
    /// What the browser calls itself.
    pub user_agent: String,
}

/// A session that has not ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its number.
    pub id: i64,
    /// What the person still has to do.
    pub stage: Stage,
    /// When the password was first given in it.
    pub created_at: Timestamp,
    /// When something was last asked in it, to the minute.
    pub last_seen_at: Timestamp,
    /// When the password was last given in it.
    pub proved_at: Timestamp,
    /// Where it began.
    pub browser: Browser,
}

impl Session {
    /// Whether the password was given recently enough to change it, or the second factor.
    pub fn is_proved(&self, at: Timestamp) -> bool {
        at.duration_since(self.proved_at) <= PROOF
    }
}

/// Starts a session after a password was right. One that has to set up a second factor gets the secret for it.
pub async fn start(
    conn: &mut PgConnection,
    editor: EditorId,
    stage: Stage,
    browser: &Browser,
    at: Timestamp,
) -> Result<Token, Error> {
    let token = Token::random()?;
    let secret = if stage == Stage::Enrolment { Some(Secret::random()?) } else { None };
    let user_agent: String = one_line(&browser.user_agent).chars().take(LONGEST_USER_AGENT).collect();
    sqlx::query!(
        r#"
        insert into session
            (token_hash, editor_id, stage, enrolment_secret, created_at, last_seen_at, proved_at, origin, user_agent)
        values ($1, $2, $3, $4, $5, $5, $5, $6, $7)
        "#,
        token.hash(),
        editor as EditorId,
        stage as Stage,
        secret.as_ref().map(Secret::bytes),
        at.to_sqlx() as _,
        browser.origin,
        user_agent,
    )
    .execute(&mut *conn)
    .await?;
    remove_ended(conn, at).await?;
    Ok(token)
}

/// The session with that token, and whose it is.
pub async fn find(
    conn: impl PgExecutor<'_>,
    token: &Token,
    at: Timestamp,
) -> Result<Option<(Session, Editor)>, Error> {
    let row = sqlx::query!(
        r#"
        select
            session.id, stage as "stage: Stage", origin, user_agent,
            session.created_at as "created_at: jiff_sqlx::Timestamp",
            last_seen_at as "last_seen_at: jiff_sqlx::Timestamp",
            proved_at as "proved_at: jiff_sqlx::Timestamp",
            editor.id as "editor_id: EditorId", email, name, role as "role: Role", lang,
            totp_secret is not null as "has_second_factor!",
            last_sign_in_at as "last_sign_in_at: jiff_sqlx::Timestamp",
            editor.created_at as "invited_at: jiff_sqlx::Timestamp"
        from session join editor on editor.id = session.editor_id
        where token_hash = $1 and last_seen_at >= $2 and session.created_at >= $3
            and disabled_at is null and password_hash is not null
        "#,
        token.hash(),
        (at - IDLE).to_sqlx() as _,
        (at - ABSOLUTE).to_sqlx() as _,
    )
    .fetch_optional(conn)
    .await?;
    Ok(row.map(|row| {
        let session = Session {
            id: row.id,
            stage: row.stage,
            created_at: row.created_at.to_jiff(),
            last_seen_at: row.last_seen_at.to_jiff(),
            proved_at: row.proved_at.to_jiff(),
            browser: Browser { origin: row.origin, user_agent: row.user_agent },
        };
        let editor = Editor {
            id: row.editor_id,
            email: row.email,
            name: row.name,
            role: row.role,
            lang: Lang::from_tag(&row.lang).unwrap_or(Lang::DEFAULT),
            has_password: true,
            has_second_factor: row.has_second_factor,
            last_sign_in_at: row.last_sign_in_at.map(jiff_sqlx::Timestamp::to_jiff),
            created_at: row.invited_at.to_jiff(),
            disabled_at: None,
        };
        (session, editor)
    }))
}

/// Notes that something was asked in a session, unless that was noted within the last minute.
pub async fn touch(conn: &mut PgConnection, session: &Session, at: Timestamp) -> Result<(), Error> {
    if at.duration_since(session.last_seen_at) < TOUCH {
        return Ok(());
    }
    sqlx::query!("update session set last_seen_at = $2 where id = $1", session.id, at.to_sqlx() as _)
        .execute(conn)
        .await?;
    Ok(())
}

/// Raises a session to its last stage. From now on it has this token.
pub async fn raise(conn: &mut PgConnection, session: i64) -> Result<Token, Error> {
    let token = Token::random()?;
    sqlx::query!(
        "update session set token_hash = $2, stage = 'full', enrolment_secret = null where id = $1",
        session,
        token.hash(),
    )
    .execute(conn)
    .await?;
    Ok(token)
}

/// Notes that the password was given again. From now on the session has this token.
pub async fn prove(conn: &mut PgConnection, session: i64, at: Timestamp) -> Result<Token, Error> {
    let token = Token::random()?;
    sqlx::query!(
        "update session set token_hash = $2, proved_at = $3 where id = $1",
        session,
        token.hash(),
        at.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(token)
}

/// The sessions of an editor that have not ended, the one seen last first.
pub async fn list(conn: impl PgExecutor<'_>, editor: EditorId, at: Timestamp) -> Result<Vec<Session>, Error> {
    let rows = sqlx::query!(
        r#"
        select
            id, stage as "stage: Stage", origin, user_agent,
            created_at as "created_at: jiff_sqlx::Timestamp",
            last_seen_at as "last_seen_at: jiff_sqlx::Timestamp",
            proved_at as "proved_at: jiff_sqlx::Timestamp"
        from session where editor_id = $1 and last_seen_at >= $2 and created_at >= $3
        order by last_seen_at desc, id desc
        "#,
        editor as EditorId,
        (at - IDLE).to_sqlx() as _,
        (at - ABSOLUTE).to_sqlx() as _,
    )
    .fetch_all(conn)
    .await?;
    let sessions = rows.into_iter().map(|row| Session {
        id: row.id,
        stage: row.stage,
        created_at: row.created_at.to_jiff(),
        last_seen_at: row.last_seen_at.to_jiff(),
        proved_at: row.proved_at.to_jiff(),
        browser: Browser { origin: row.origin, user_agent: row.user_agent },
    });
    Ok(sessions.collect())
}

/// Ends a session of that editor. Returns whether there was one.
pub async fn end(conn: &mut PgConnection, editor: EditorId, session: i64) -> Result<bool, Error> {
    let done =
        sqlx::query!("delete from session where id = $1 and editor_id = $2", session, editor as EditorId)
            .execute(conn)
            .await?;
    Ok(done.rows_affected() > 0)
}

/// Ends every session of that editor but one. Returns how many that were.
pub async fn end_others(conn: &mut PgConnection, editor: EditorId, kept: i64) -> Result<u64, Error> {
    let done =
        sqlx::query!("delete from session where editor_id = $1 and id <> $2", editor as EditorId, kept)
            .execute(conn)
            .await?;
    Ok(done.rows_affected())
}

/// Ends every session of that editor.
pub async fn end_all(conn: &mut PgConnection, editor: EditorId) -> Result<(), Error> {
    sqlx::query!("delete from session where editor_id = $1", editor as EditorId).execute(conn).await?;
    Ok(())
}

/// Removes what [`find`] would not give any more.
async fn remove_ended(conn: &mut PgConnection, at: Timestamp) -> Result<(), Error> {
    sqlx::query!(
        "delete from session where last_seen_at < $1 or created_at < $2",
        (at - IDLE).to_sqlx() as _,
        (at - ABSOLUTE).to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}
