//! Where what is live is read from: the database, or a replica of it that has caught up.
//!
//! Invariant: what was announced is in what is read. A replica that is too far behind, or does not answer, is passed over.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use sqlx::PgPool;

use crate::{
    content::{
        error::Error,
        guidance::{self, Guidance},
        published::{self, Row},
    },
    database::replica,
};

/// How far a replica may be behind before the primary is read: half of what readers are promised.
const LAG: Duration = Duration::from_millis(500);

/// Everything that pages are made from.
#[derive(Debug)]
pub struct Live {
    /// The view of what is live.
    pub rows: Vec<Row>,
    /// What staff say about words.
    pub guidance: Guidance,
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

    /// Reads what is live, with all that was announced before.
    ///
    /// # Errors
    ///
    /// The primary does not answer.
    pub async fn read(&self) -> Result<Live, Error> {
        let Some(replica) = &self.replica else { return read(&self.primary).await };
        let written = replica::position(&self.primary).await?;
        let reason = match replica::catches_up(replica, &written, LAG).await {
            Ok(true) => match read(replica).await {
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
        read(&self.primary).await
    }
}

async fn read(pool: &PgPool) -> Result<Live, Error> {
    Ok(Live {
        rows: published::read(pool).await?,
        guidance: guidance::load(&mut *pool.acquire().await?).await?,
    })
}
