//! Where what is live is read from: the database, or a replica of it that has caught up.
//!
//! Invariant: what was announced is in what is read. A replica that is too far behind, or does not answer, is passed over.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::{PgExecutor, PgPool, postgres::PgListener};

use crate::{
    content::{
        error::Error,
        guidance::{self, Guidance},
        published::{self, Row, Seen},
    },
    database::replica,
};

/// How far a replica may be behind before the primary is read: half of what readers are promised.
const LAG: Duration = Duration::from_millis(500);

/// What is live: all of it, or the entries that may be others than they were.
#[derive(Debug)]
pub struct Live {
    /// Rows of the view.
    pub rows: Vec<Row>,
    /// How far the reading came; none where it found nothing.
    pub seen: Option<Seen>,
    /// What staff say about words; none where that was not asked for.
    pub guidance: Option<Guidance>,
}

/// What to read.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// What has changed since then; none: everything.
    pub since: Option<Seen>,
    /// Whether what staff say about words, too, which is read anew with everything.
    pub guidance: bool,
}

/// Where that is read.
#[derive(Clone, Debug)]
pub struct Source {
    primary: PgPool,
    replica: Option<PgPool>,
    is_passed_over: Arc<AtomicBool>,
}

impl Source {
    /// Reads the replica if there is one, and else the primary.
    pub fn new(primary: PgPool, replica: Option<PgPool>) -> Source {
        Source { primary, replica, is_passed_over: Arc::default() }
    }

    /// The primary, which announces what changes.
    pub fn primary(&self) -> &PgPool {
        &self.primary
    }

    /// Reads what is live, with all that was announced before on this connection to the primary.
    ///
    /// # Errors
    ///
    /// The primary does not answer.
    pub async fn read(&self, listener: &mut PgListener, asked: &Question) -> Result<Live, Error> {
        let Some(replica) = &self.replica else { return self.read_primary(listener, asked).await };
        let written = replica::position(&self.primary).await?;
        let reason = match replica::catches_up(replica, &written, LAG).await {
            Ok(true) => match read(replica, replica, asked).await {
                Ok(live) => {
                    if self.is_passed_over.swap(false, Ordering::Relaxed) {
                        tracing::info!("what is live is read from DATABASE_READ_URL again");
                    }
                    return Ok(live);
                }
                Err(cause) => cause.to_string(),
            },
            Ok(false) => format!("it is more than {} ms behind", LAG.as_millis()),
            Err(cause) => cause.to_string(),
        };
        if !self.is_passed_over.swap(true, Ordering::Relaxed) {
            tracing::warn!(reason, "DATABASE_READ_URL is passed over; DATABASE_URL is read");
        }
        self.read_primary(listener, asked).await
    }

    /// The entries on the connection on which they were announced: it is there already, and of one server with it.
    async fn read_primary(&self, listener: &mut PgListener, asked: &Question) -> Result<Live, Error> {
        read(listener, &self.primary, asked).await
    }

    /// Deletes the notes of changes that no instance needs any longer, and those that a dump brought from a database with
    /// another count of transactions: nobody here has made a change in one that is still to come.
    ///
    /// # Errors
    ///
    /// The primary does not answer.
    pub async fn forget_old_changes(&self) -> Result<(), Error> {
        sqlx::query!(
            "delete from change
             where at < now() - interval '1 day' or transaction_id >= pg_snapshot_xmax(pg_current_snapshot())"
        )
        .execute(&self.primary)
        .await?;
        Ok(())
    }
}

async fn read(conn: impl PgExecutor<'_>, pool: &PgPool, asked: &Question) -> Result<Live, Error> {
    let (rows, seen) = published::read(conn, asked.since.as_ref()).await?;
    let guidance = if asked.guidance || asked.since.is_none() {
        Some(guidance::load(&mut *pool.acquire().await?).await?)
    } else {
        None
    };
    Ok(Live { rows, seen, guidance })
}
