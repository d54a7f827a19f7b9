//! Takes what was counted in memory to the database, every minute and at the end of the program.
//!
//! Invariant: a store that fails is tried again; that it fails is said once.

use std::time::Duration;

use tokio::{sync::oneshot, time::timeout};

use crate::{content::error::Error, web::App};

/// How often the counts are stored.
const PAUSE: Duration = Duration::from_secs(60);

/// How long the database may take, which the end of the program waits for.
const PATIENCE: Duration = Duration::from_secs(5);

/// Stores until it is told to stop, or nobody can tell it any more; then once more. `what` is for the log.
pub(super) async fn run<F: Future<Output = Result<(), Error>>>(
    what: &str,
    mut stop: oneshot::Receiver<()>,
    store: impl Fn() -> F,
) {
    let mut is_failing = false;
    while timeout(PAUSE, &mut stop).await.is_err() {
        match store().await {
            Ok(()) => is_failing = false,
            Err(cause) if !is_failing => {
                is_failing = true;
                tracing::warn!(what, %cause, "what was counted cannot be stored; it is tried again");
            }
            Err(_) => {}
        }
    }
    if let Err(cause) = store().await {
        tracing::warn!(what, %cause, "what was counted at last is not stored");
    }
}

/// Whether there is a database to store in. While it is away nobody waits for it, not even at the end of the program.
pub(super) fn is_possible(app: &App) -> Result<(), Error> {
    if app.is_database_reachable() { Ok(()) } else { Err(sqlx::Error::PoolTimedOut.into()) }
}

/// What came of a write, or that it took too long.
pub(super) async fn in_time(writing: impl Future<Output = Result<(), Error>>) -> Result<(), Error> {
    timeout(PATIENCE, writing).await.unwrap_or_else(|_| Err(sqlx::Error::PoolTimedOut.into()))
}
