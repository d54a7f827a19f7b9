//! Keeps the snapshot in memory as new as the database.
//!
//! Invariant: nothing is missed. The snapshot is read anew after every notice and after every time the connection
//! was lost, for what was announced in between cannot be known.

use std::time::Duration;

use sqlx::{PgPool, postgres::PgListener};

use crate::{
    content::{publication::CHANNEL, published},
    web::App,
};

/// How long to wait before the database is tried again: at first, and at most.
const PAUSES: (Duration, Duration) = (Duration::from_millis(50), Duration::from_secs(1));

/// Listens for publications until the program ends.
pub async fn run(app: App, pool: PgPool) {
    let (first, longest) = PAUSES;
    let mut pause = first;
    loop {
        let Err(cause) = listen(&app, &pool).await else { continue };
        if app.is_database_reachable() {
            tracing::warn!(%cause, "the database does not answer; the pages stay as they are");
            pause = first;
        }
        app.set_database_reachable(false);
        tokio::time::sleep(pause).await;
        pause = longest.min(pause * 2);
    }
}

/// Renews the snapshot at every notice; ends when the connection is lost.
async fn listen(app: &App, pool: &PgPool) -> Result<(), crate::content::error::Error> {
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    loop {
        renew(app, pool).await?;
        if listener.try_recv().await?.is_none() {
            return Ok(());
        }
        // Several publications of one moment are one renewal.
        while listener.next_buffered().is_some() {}
    }
}

async fn renew(app: &App, pool: &PgPool) -> Result<(), crate::content::error::Error> {
    app.publish(published::load(pool).await?);
    app.set_database_reachable(true);
    Ok(())
}
