//! The database: a pool on the Postgres that `DATABASE_URL` names or, without it, on a private cluster that
//! this program starts, shares and stops itself.
//!
//! Invariant: nobody uses a pool before its [`Gate`] has found a server of Postgres 15 or newer behind it, with its tables
//! up to date; and a server that this program started is stopped when the last program using it lets go.

mod connection;
mod error;
mod gate;
mod private_cluster;
pub mod replica;
mod run;

use std::path::PathBuf;
use std::sync::{Arc, Weak};
use std::time::Duration;

use sqlx::PgPool;
use tokio::task::spawn_blocking;

pub use connection::{is_away, speaks_of_absence};
pub use error::Error;
pub use gate::Gate;
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
    gate: Gate,
    private: Option<Arc<PrivateCluster>>,
}

impl Database {
    /// Starts, adopts or joins the private cluster, or takes the database of `settings.url`, of which nothing is asked yet:
    /// it may be away.
    ///
    /// # Errors
    /// Every error is one line for the operator; see [`Error`]. A password never appears in it.
    pub async fn open(settings: &Settings) -> Result<Database, Error> {
        if let Some(url) = &settings.url {
            return Ok(Database {
                gate: Gate::new(connection::Target::external("DATABASE_URL", url)?),
                private: None,
            });
        }
        let cluster = Arc::new(open_private(settings.data_dir.clone()).await?);
        let gate = Gate::new(connection::Target::private(&cluster));
        tokio::spawn(take_care_of_log(Arc::downgrade(&cluster)));
        Ok(Database { gate, private: Some(cluster) })
    }

    /// The connections, and what has to be looked at before they are used. Cheap to clone; a clone outlives this value but
    /// not [`Database::close`].
    pub fn gate(&self) -> &Gate {
        &self.gate
    }

    /// The connections, for whoever has passed the gate.
    pub fn pool(&self) -> &PgPool {
        self.gate.pool()
    }

    /// Closes the pool and then leaves the private cluster, which stops it unless another program uses it.
    ///
    /// # Errors
    /// When the private server does not stop.
    pub async fn close(self) -> Result<(), Error> {
        // First the pool: stopping a server under it would be logged as lost connections.
        if tokio::time::timeout(CLOSING, self.pool().close()).await.is_err() {
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
