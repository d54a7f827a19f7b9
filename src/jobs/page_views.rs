//! Takes what was counted in memory to the database, every minute and at the end of the program.
//!
//! Invariant: what cannot be stored is counted still, and stored later. Where the answer to a commit is lost, what it
//! held is counted again: a page may then seem to have been read more often, never less.

use std::time::Duration;

use jiff::ToSpan;
use sqlx::{Connection, PgPool};
use tokio::{sync::oneshot, time::timeout};

use crate::{
    content::{
        error::Error,
        page_view::{self, Views},
    },
    web::App,
};

/// How often the counts are stored.
const PAUSE: Duration = Duration::from_secs(60);

/// How long the database may take, which the end of the program waits for.
const PATIENCE: Duration = Duration::from_secs(5);

/// How many days are remembered: a year, and the month that it is compared with.
const DAYS: i64 = 400;

/// Stores the counts until it is told to stop, or nobody can tell it any more; then once more.
pub async fn run(app: App, pool: PgPool, mut stop: oneshot::Receiver<()>) {
    let mut is_failing = false;
    while timeout(PAUSE, &mut stop).await.is_err() {
        match store(&app, &pool).await {
            Ok(()) => is_failing = false,
            Err(cause) if !is_failing => {
                is_failing = true;
                tracing::warn!(%cause, "how often pages are read cannot be stored; it is tried again");
            }
            Err(_) => {}
        }
    }
    if let Err(cause) = store(&app, &pool).await {
        tracing::warn!(%cause, "how often pages were read at last is not stored");
    }
}

/// Stores what was counted, and forgets the days that are long gone.
///
/// # Errors
///
/// The database does not answer: everything is counted still.
pub async fn store(app: &App, pool: &PgPool) -> Result<(), Error> {
    // While it is away nobody waits for it, neither here nor at the end of the program.
    if !app.is_database_reachable() {
        return Err(sqlx::Error::PoolTimedOut.into());
    }
    let views = app.page_views().take();
    let in_time = timeout(PATIENCE, write(app, pool, &views)).await;
    let stored = in_time.unwrap_or_else(|_| Err(sqlx::Error::PoolTimedOut.into()));
    if stored.is_err() {
        app.page_views().give_back(views);
    }
    stored
}

async fn write(app: &App, pool: &PgPool, views: &[Views]) -> Result<(), Error> {
    let mut conn = pool.acquire().await?;
    let mut transaction = conn.begin().await?;
    if !views.is_empty() {
        page_view::add(&mut transaction, views).await?;
    }
    page_view::forget_before(&mut transaction, app.clock().today().saturating_sub(DAYS.days())).await?;
    transaction.commit().await?;
    Ok(())
}
