//! Recovery codes: for someone who has lost the second factor.
//!
//! Invariant: a code works once and is shown once. It has 120 random bits, so that its SHA-256 is safe to store
//! (ASVS 6.5.2 asks for a slow hash below 112).

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sha2::{Digest, Sha256};
use sqlx::{PgConnection, PgExecutor};

use super::{error::Error, totp::in_groups};
use crate::ids::EditorId;

/// How many an editor gets.
pub const COUNT: usize = 10;

/// Random bytes of a code: 24 letters and digits.
const BYTES: usize = 15;

/// Gives an editor new codes in the place of the old ones, and returns them to be shown.
pub async fn renew(conn: &mut PgConnection, editor: EditorId) -> Result<Vec<String>, Error> {
    remove_all(&mut *conn, editor).await?;
    let mut codes = Vec::with_capacity(COUNT);
    for _ in 0..COUNT {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes)?;
        let code = totp_rs::Secret::from(bytes.as_slice()).to_base32().to_lowercase();
        sqlx::query!(
            "insert into recovery_code (editor_id, code_hash) values ($1, $2)",
            editor as EditorId,
            hash(&code),
        )
        .execute(&mut *conn)
        .await?;
        codes.push(in_groups(&code));
    }
    Ok(codes)
}

/// Uses up a code, written with or without its groups. Returns whether it was one that had not been used.
pub(super) async fn consume(
    conn: &mut PgConnection,
    editor: EditorId,
    code: &str,
    at: Timestamp,
) -> Result<bool, Error> {
    let used = sqlx::query!(
        "update recovery_code set used_at = $3 where editor_id = $1 and code_hash = $2 and used_at is null",
        editor as EditorId,
        hash(&code.to_lowercase()),
        at.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(used.rows_affected() == 1)
}

/// How many codes of an editor have not been used.
pub async fn left(conn: impl PgExecutor<'_>, editor: EditorId) -> Result<i64, Error> {
    let left = sqlx::query_scalar!(
        r#"select count(*) as "count!" from recovery_code where editor_id = $1 and used_at is null"#,
        editor as EditorId,
    )
    .fetch_one(conn)
    .await?;
    Ok(left)
}

/// Takes all codes from an editor.
pub(super) async fn remove_all(conn: &mut PgConnection, editor: EditorId) -> Result<(), Error> {
    sqlx::query!("delete from recovery_code where editor_id = $1", editor as EditorId).execute(conn).await?;
    Ok(())
}

fn hash(code: &str) -> Vec<u8> {
    Sha256::digest(code).to_vec()
}
