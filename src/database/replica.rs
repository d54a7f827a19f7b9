//! How far a replica is behind.
//!
//! Invariant: positions in the write-ahead log are compared by Postgres, never here. A server that is no replica is never
//! behind.

use std::time::Duration;

use sqlx::PgPool;
use tokio::time::{sleep, timeout};

use super::{connection::Target, error::Error};

/// How often a replica is asked how far it is.
const PAUSE: Duration = Duration::from_millis(10);

/// Connections to the database of `DATABASE_READ_URL`, of which nothing is asked yet.
///
/// # Errors
/// [`Error::Address`].
pub fn open(url: &str) -> Result<PgPool, Error> {
    Ok(Target::external("DATABASE_READ_URL", url)?.pool())
}

/// A place in the write-ahead log, as Postgres writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Position(String);

/// How far a primary has written. Whatever it has announced is before that.
pub async fn position(primary: &PgPool) -> Result<Position, sqlx::Error> {
    sqlx::query_scalar("select pg_current_wal_insert_lsn()::text").fetch_one(primary).await.map(Position)
}

/// Waits until a replica shows what was written before that; false if it takes longer than `most`.
pub async fn catches_up(replica: &PgPool, with: &Position, most: Duration) -> Result<bool, sqlx::Error> {
    let catching_up = async {
        while !has_replayed(replica, with).await? {
            sleep(PAUSE).await;
        }
        Ok(())
    };
    timeout(most, catching_up).await.map_or(Ok(false), |done| done.map(|()| true))
}

async fn has_replayed(replica: &PgPool, position: &Position) -> Result<bool, sqlx::Error> {
    let asked = "select not pg_is_in_recovery() or coalesce(pg_last_wal_replay_lsn() >= $1::pg_lsn, false)";
    sqlx::query_scalar(asked).bind(&position.0).fetch_one(replica).await
}
