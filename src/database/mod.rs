//! The database: a pool on the Postgres that `DATABASE_URL` names or, without it, on a private cluster that
//! this program starts, shares and stops itself.
//!
//! Invariant: whoever holds a [`Database`] has a server of Postgres 15 or newer behind its pool, and a server
//! that this program started is stopped when the last program using it lets go.

mod connection;
mod error;
mod private_cluster;
mod run;

use std::path::PathBuf;
use std::sync::{Arc, Weak};
use std::time::Duration;

use sqlx::PgPool;
use tokio::task::spawn_blocking;

pub use error::Error;
use private_cluster::PrivateCluster;
pub use run::run;

/// The oldest major version of Postgres that the portal's SQL is written for.
pub const OLDEST_POSTGRES: u32 = 15;

/// How long closing waits for connections that are still lent out.
const CLOSING: Duration = Duration::from_secs(10);

/// How often the private server's log is cut back to size.
const LOG_CARE: Duration = Duration::from_secs(3600);

/// Where the database is.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `DATABASE_URL`: an existing Postgres. `None` means the private cluster.
    pub url: Option<String>,
    /// `DATA_DIR`: the folder below which the private cluster lives. Made when it is absent.
    pub data_dir: PathBuf,
}

/// An open database. Call [`Database::close`] at the end; when it is dropped instead (an error on the way
/// up), a private server is stopped all the same, but blocking and without waiting for lent connections.
#[derive(Debug)]
pub struct Database {
    pool: PgPool,
    private: Option<Arc<PrivateCluster>>,
}

impl Database {
    /// Connects to `settings.url`, or else starts, adopts or joins the private cluster and connects to that.
    ///
    /// # Errors
    /// Every error is one line for the operator; see [`Error`]. A password never appears in it.
    pub async fn open(settings: &Settings) -> Result<Database, Error> {
        if let Some(url) = &settings.url {
            let target = connection::Target::external(url)?;
            return Ok(Database { pool: target.connect().await?, private: None });
        }
        let cluster = Arc::new(open_private(settings.data_dir.clone()).await?);
        let pool = connection::Target::private(&cluster).connect().await?;
        tokio::spawn(take_care_of_log(Arc::downgrade(&cluster)));
        Ok(Database { pool, private: Some(cluster) })
    }

    /// The connections. Cheap to clone; a clone outlives this value but not [`Database::close`].
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// Applies the migrations that have not been applied. Safe when several instances do so at once.
    ///
    /// # Errors
    /// [`Error::Migration`], with the reason.
    pub async fn migrate(&self) -> Result<(), Error> {
        let migrations = sqlx::migrate!("./migrations");
        migrations.run(&self.pool).await.map_err(|cause| Error::Migration { reason: error::one_line(&cause) })
    }

    /// Closes the pool and then leaves the private cluster, which stops it unless another program uses it.
    ///
    /// # Errors
    /// When the private server does not stop.
    pub async fn close(self) -> Result<(), Error> {
        // First the pool: stopping a server under it would be logged as lost connections.
        if tokio::time::timeout(CLOSING, self.pool.close()).await.is_err() {
            tracing::warn!("connections to the database were still in use while closing it");
        }
        match self.private {
            Some(cluster) => close_private(cluster).await,
            None => Ok(()),
        }
    }
}

/// Opens the private cluster away from the async threads: it starts processes and waits for them.
async fn open_private(data_dir: PathBuf) -> Result<PrivateCluster, Error> {
    unless_panicked(spawn_blocking(move || PrivateCluster::open(&data_dir)).await)
}

async fn close_private(cluster: Arc<PrivateCluster>) -> Result<(), Error> {
    unless_panicked(spawn_blocking(move || cluster.leave()).await)
}

/// The result of blocking work; a panic in there goes on here.
fn unless_panicked<T>(joined: Result<T, tokio::task::JoinError>) -> T {
    joined.unwrap_or_else(|error| std::panic::resume_unwind(error.into_panic()))
}

/// The server outlives single programs, so its log is a plain file that no program pipes; each program cuts
/// it back from time to time.
async fn take_care_of_log(cluster: Weak<PrivateCluster>) {
    loop {
        tokio::time::sleep(LOG_CARE).await;
        let Some(cluster) = cluster.upgrade() else { return };
        cluster.trim_log();
    }
}
