//! What is done to a database before the portal uses it.
//!
//! Invariant: an empty database gets its first content when nothing else is shown. While a copy is shown, an empty database
//! is not the one that the copy was made from, and changes nothing.

use sqlx::Connection;

use crate::{
    clock::Clock,
    config::StarterContent,
    content::{agreement, exchange, published::Origin},
    database::Gate,
    web::App,
};

/// Brings a database to the present form: its tables, and the hashes in them.
///
/// # Errors
///
/// It is not there, too old, or cannot be brought up to date.
pub async fn bring_up_to_date(gate: &Gate) -> anyhow::Result<()> {
    gate.check().await?;
    gate.migrate().await?;
    let mut conn = gate.pool().acquire().await?;
    let mut transaction = conn.begin().await?;
    agreement::renew(&mut transaction, Clock::system().now()).await?;
    transaction.commit().await?;
    Ok(())
}

/// Makes a database ready to be shown by that application.
///
/// # Errors
///
/// As above; or it is empty, although a copy of what was published is shown.
pub async fn prepare(gate: &Gate, starter: StarterContent, app: &App) -> anyhow::Result<()> {
    bring_up_to_date(gate).await?;
    if let Origin::Copy(_) = app.published().origin() {
        let is_empty = exchange::is_empty(gate.pool()).await?;
        anyhow::ensure!(!is_empty, "the database is empty, but there is a copy of what was published");
        return Ok(());
    }
    let mut conn = gate.pool().acquire().await?;
    exchange::load_if_empty(&mut conn, starter, app.clock().now()).await?;
    Ok(())
}
