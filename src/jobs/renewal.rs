//! Keeps the snapshot in memory as new as the database.
//!
//! Invariant: nothing is missed. The snapshot is read anew after every notice and after every time the connection
//! was lost, for what was announced in between cannot be known.

use std::time::Duration;

use sqlx::{PgPool, postgres::PgListener};
use tokio::{task::spawn_blocking, time::timeout};

use crate::{
    content::{error::Error, guidance, publication::CHANNEL, published},
    web::App,
};

/// How long to wait before the database is tried again: at first, and at most.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(1));

/// How long nothing may be heard before the connection is asked whether it is still there, and may take to answer.
const QUIET: Duration = Duration::from_secs(15);

/// Listens for publications until the program ends.
pub async fn run(app: App, pool: PgPool) {
    let (first, longest) = PAUSES;
    let mut pause = first;
    loop {
        match listen(&app, &pool).await {
            Ok(()) => continue,
            Err(Error::Database(cause)) => {
                if app.is_database_reachable() {
                    tracing::warn!(%cause, "the database does not answer; the pages stay as they are");
                    pause = first;
                }
                app.set_database_reachable(false);
            }
            Err(cause) => tracing::error!(%cause, "what is live cannot be read; the pages stay as they are"),
        }
        tokio::time::sleep(pause).await;
        pause = longest.min(pause * 2);
    }
}

/// Renews the snapshot at every notice; ends when the connection is lost.
async fn listen(app: &App, pool: &PgPool) -> Result<(), Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    loop {
        renew(app, pool).await?;
        app.set_database_reachable(true);
        if !wait(&mut listener).await? {
            return Ok(());
        }
        // Several publications of one moment are one renewal.
        while listener.next_buffered().is_some() {}
    }
}

/// Shows what is live now, once it can be found too.
///
/// # Errors
///
/// The database does not answer, or what is in it cannot be read.
pub async fn renew(app: &App, pool: &PgPool) -> Result<(), Error> {
    let published = published::load(pool).await?;
    let guidance = guidance::load(&mut *pool.acquire().await?).await?;
    let findable = app.renewed(published, guidance);
    // Of many pages an index is made for longer than other tasks may wait.
    let made = spawn_blocking(move || {
        findable.index();
        findable
    });
    match made.await {
        Ok(findable) => app.put(findable),
        Err(cause) => tracing::error!(%cause, "no index could be made; the pages stay as they are"),
    }
    Ok(())
}

/// Waits for a notice; false when the connection was lost. A connection can also end without a word, so from time to
/// time it is asked.
async fn wait(listener: &mut PgListener) -> Result<bool, sqlx::Error> {
    loop {
        if let Ok(heard) = timeout(QUIET, listener.try_recv()).await {
            return heard.map(|notice| notice.is_some());
        }
        let asked = timeout(QUIET, sqlx::query("select 1").execute(&mut *listener)).await;
        asked.map_err(|_| sqlx::Error::PoolTimedOut)??;
    }
}
