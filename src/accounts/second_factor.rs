//! The second factor: a code that an app on the person's phone computes from a shared secret (TOTP, RFC 6238), or a
//! [recovery code](super::recovery_code) by someone who has lost it.
//!
//! Invariant: no code works twice (ASVS 6.5.1): the last step that was used is kept, and only a later one is accepted,
//! even when two requests bring the same code at the same moment.

use jiff::Timestamp;
use sqlx::PgConnection;

use super::{
    error::Error,
    recovery_code, session,
    totp::{DIGITS, Secret},
};
use crate::{ids::EditorId, token::Token};

/// How the second factor was proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// By a code of the app.
    App,
    /// By a recovery code, of which so many are left.
    RecoveryCode {
        /// How many have not been used.
        left: i64,
    },
}

/// Takes a code of the app or a recovery code, and uses it up. None when it is neither.
pub async fn verify(
    conn: &mut PgConnection,
    editor: EditorId,
    answer: &str,
    at: Timestamp,
) -> Result<Option<Proof>, Error> {
    let code: String = answer.chars().filter(char::is_ascii_alphanumeric).collect();
    if code.len() == usize::from(DIGITS) {
        let is_right = use_code(conn, editor, &code, at).await?;
        return Ok(is_right.then_some(Proof::App));
    }
    if !recovery_code::consume(conn, editor, &code, at).await? {
        return Ok(None);
    }
    Ok(Some(Proof::RecoveryCode { left: recovery_code::left(conn, editor).await? }))
}

async fn use_code(
    conn: &mut PgConnection,
    editor: EditorId,
    code: &str,
    at: Timestamp,
) -> Result<bool, Error> {
    let stored = sqlx::query_scalar!("select totp_secret from editor where id = $1", editor as EditorId)
        .fetch_optional(&mut *conn)
        .await?
        .flatten();
    let Some(secret) = stored.map(Secret) else { return Ok(false) };
    let Some(step) = secret.step_of(code, at)? else { return Ok(false) };
    let used = sqlx::query!(
        r#"
        update editor set totp_last_step = $2
        where id = $1 and totp_secret = $3 and (totp_last_step is null or totp_last_step < $2)
        "#,
        editor as EditorId,
        step,
        secret.0,
    )
    .execute(conn)
    .await?;
    Ok(used.rows_affected() == 1)
}

/// Begins to set up a second factor in a session, with a new secret.
pub async fn begin(conn: &mut PgConnection, session: i64) -> Result<(), Error> {
    let secret = Secret::random()?;
    sqlx::query!("update session set enrolment_secret = $2 where id = $1", session, secret.0)
        .execute(conn)
        .await?;
    Ok(())
}

/// Forgets a second factor that was being set up.
pub async fn give_up(conn: &mut PgConnection, session: i64) -> Result<(), Error> {
    sqlx::query!("update session set enrolment_secret = null where id = $1", session).execute(conn).await?;
    Ok(())
}

/// The secret of the second factor that is being set up in a session.
pub async fn find_begun(conn: impl sqlx::PgExecutor<'_>, session: i64) -> Result<Option<Secret>, Error> {
    let stored = sqlx::query_scalar!("select enrolment_secret from session where id = $1", session)
        .fetch_optional(conn)
        .await?;
    Ok(stored.flatten().map(Secret))
}

/// A second factor that works now.
#[derive(Debug)]
pub struct Confirmed {
    /// The new token of the session, which has risen to its last stage.
    pub session: Token,
    /// To be shown once.
    pub recovery_codes: Vec<String>,
}

/// Makes the secret that is being set up in a session the editor's second factor, in the place of any other, if the code
/// shows that their app has it. Every other session of theirs ends. In a session whose only proof is the password, this is
/// refused once there is a second factor.
pub async fn confirm(
    conn: &mut PgConnection,
    editor: EditorId,
    session: i64,
    code: &str,
    at: Timestamp,
) -> Result<Option<Confirmed>, Error> {
    if !may_confirm(conn, editor, session).await? {
        return Ok(None);
    }
    let Some(secret) = find_begun(&mut *conn, session).await? else { return Ok(None) };
    let code: String = code.chars().filter(char::is_ascii_alphanumeric).collect();
    let Some(step) = secret.step_of(&code, at)? else { return Ok(None) };
    sqlx::query!(
        "update editor set totp_secret = $2, totp_last_step = $3 where id = $1",
        editor as EditorId,
        secret.0,
        step,
    )
    .execute(&mut *conn)
    .await?;
    session::end_others(conn, editor, session).await?;
    let recovery_codes = recovery_code::renew(conn, editor).await?;
    Ok(Some(Confirmed { session: session::raise(conn, session).await?, recovery_codes }))
}

/// Whether a session may give its editor a second factor. The editor stays as they are until the transaction ends.
async fn may_confirm(conn: &mut PgConnection, editor: EditorId, session: i64) -> Result<bool, Error> {
    let may = sqlx::query_scalar!(
        r#"
        select (stage = 'full' or totp_secret is null) as "may!"
        from session join editor on editor.id = editor_id
        where session.id = $1 and editor.id = $2
        for update of editor
        "#,
        session,
        editor as EditorId,
    )
    .fetch_optional(conn)
    .await?;
    Ok(may.unwrap_or(false))
}

/// Takes the second factor from an editor, with its recovery codes.
pub async fn remove(conn: &mut PgConnection, editor: EditorId) -> Result<(), Error> {
    sqlx::query!(
        "update editor set totp_secret = null, totp_last_step = null where id = $1",
        editor as EditorId
    )
    .execute(&mut *conn)
    .await?;
    recovery_code::remove_all(conn, editor).await
}
