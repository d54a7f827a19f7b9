//! Browsers in which someone has signed in before, second factor and all.
//!
//! A token in a cookie of its own outlives the session. It gives no access; it only lets attempts from that browser be
//! counted apart from everyone else's (see [`sign_in`](super::sign_in)).
//!
//! Invariant: a known browser counts for the account that signed in there, and for no other.

use jiff::{SignedDuration, Timestamp};
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, PgExecutor};

use super::error::Error;
use crate::{ids::EditorId, token::Token};

/// A browser is forgotten when nobody signed in there for so long.
pub const MEMORY: SignedDuration = SignedDuration::from_hours(24 * 180);

/// Whether that editor has signed in in the browser with that token.
pub async fn is_known(
    conn: impl PgExecutor<'_>,
    token: &Token,
    editor: Option<EditorId>,
    at: Timestamp,
) -> Result<bool, Error> {
    let found = sqlx::query_scalar!(
        r#"
        select exists (
            select from known_browser where token_hash = $1 and editor_id = $2 and last_used_at >= $3
        ) as "exists!"
        "#,
        token.hash(),
        editor as Option<EditorId>,
        (at - MEMORY).to_sqlx() as _,
    )
    .fetch_one(conn)
    .await?;
    Ok(found)
}

/// Notes that an editor has signed in in a browser. Returns the token it is to keep: a new one each time, in the place of
/// the one it had.
pub async fn remember(
    conn: &mut PgConnection,
    editor: EditorId,
    former: Option<&Token>,
    at: Timestamp,
) -> Result<Token, Error> {
    if let Some(former) = former {
        sqlx::query!(
            "delete from known_browser where token_hash = $1 and editor_id = $2",
            former.hash(),
            editor as EditorId
        )
        .execute(&mut *conn)
        .await?;
    }
    sqlx::query!("delete from known_browser where last_used_at < $1", (at - MEMORY).to_sqlx() as _)
        .execute(&mut *conn)
        .await?;
    let token = Token::random()?;
    sqlx::query!(
        "insert into known_browser (token_hash, editor_id, created_at, last_used_at) values ($1, $2, $3, $3)",
        token.hash(),
        editor as EditorId,
        at.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(token)
}

/// Forgets every browser of an editor, who has another password now.
pub async fn forget_all(conn: &mut PgConnection, editor: EditorId) -> Result<(), Error> {
    sqlx::query!("delete from known_browser where editor_id = $1", editor as EditorId).execute(conn).await?;
    Ok(())
}
