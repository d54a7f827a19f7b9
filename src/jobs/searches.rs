//! Takes what was looked for in vain to the database, every minute and at the end of the program.
//!
//! Invariant: what cannot be stored is counted still, and stored later; what is older than the time that is set here is
//! deleted.

use jiff::ToSpan;
use sqlx::{Connection, PgPool};
use tokio::sync::oneshot;

use super::tally;
use crate::{
    content::{
        error::Error,
        search_count::{self, Count},
    },
    web::App,
};

/// Stores the counts until it is told to stop, or nobody can tell it any more; then once more.
pub async fn run(app: App, pool: PgPool, stop: oneshot::Receiver<()>) {
    let (app, pool) = (&app, &pool);
    tally::run("searches in vain", stop, move || store(app, pool)).await;
}

/// Stores what was counted, and forgets the days that are long gone.
///
/// # Errors
///
/// The database does not answer: everything is counted still.
pub async fn store(app: &App, pool: &PgPool) -> Result<(), Error> {
    tally::is_possible(app)?;
    let counts = app.searches().take(app.clock().today());
    let stored = tally::in_time(write(app, pool, &counts)).await;
    if stored.is_err() {
        app.searches().give_back(counts);
    }
    stored
}

async fn write(app: &App, pool: &PgPool, counts: &[Count]) -> Result<(), Error> {
    let mut conn = pool.acquire().await?;
    let mut transaction = conn.begin().await?;
    if !counts.is_empty() {
        search_count::add(&mut transaction, counts).await?;
    }
    search_count::forget_before(
        &mut transaction,
        app.clock().today().saturating_sub(search_count::DAYS.days()),
    )
    .await?;
    transaction.commit().await?;
    Ok(())
}
