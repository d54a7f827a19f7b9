//! Takes what was counted in memory to the database, every minute and at the end of the program.
//!
//! Invariant: what cannot be stored is counted still, and stored later. Where the answer to a commit is lost, what it
//! held is counted again: a page may then seem to have been read more often, never less.

use jiff::ToSpan;
use sqlx::{Connection, PgPool};
use tokio::sync::oneshot;

use super::tally;
use crate::{
    content::{
        error::Error,
        page_view::{self, Views},
    },
    web::App,
};

/// How many days are remembered: a year, and the month that it is compared with.
const DAYS: i64 = 400;

/// Stores the counts until it is told to stop, or nobody can tell it any more; then once more.
pub async fn run(app: App, pool: PgPool, stop: oneshot::Receiver<()>) {
    let (app, pool) = (&app, &pool);
    tally::run("page views", stop, move || store(app, pool)).await;
}

/// Stores what was counted, and forgets the days that are long gone.
///
/// # Errors
///
/// The database does not answer: everything is counted still.
pub async fn store(app: &App, pool: &PgPool) -> Result<(), Error> {
    tally::is_possible(app)?;
    let views = app.page_views().take();
    let stored = tally::in_time(write(app, pool, &views)).await;
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
