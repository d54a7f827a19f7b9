//! The first thing that a start shows: what is live, else the copy on disk, else that nothing can be shown yet.
//!
//! Invariant: a database that is away keeps no page from readers that a copy has. One that cannot be brought up to date stops
//! the start, for an older program may still be there to serve.

use std::time::Duration;

use tokio::{sync::watch, time::timeout};

use super::{copies::Copies, renewal::Standing};
use crate::{
    content::published::{Origin, copy::Copy},
    web::App,
};

/// How long the database may take to be ready before a copy is shown, where there is one.
const PATIENCE: Duration = Duration::from_secs(10);

/// Waits until there is something to show, or nothing to wait for.
///
/// # Errors
///
/// The database refuses, and there is no copy to go on with; or it cannot be brought up to date.
pub async fn show_something(
    app: &App,
    copies: &Copies,
    standing: &mut watch::Receiver<Standing>,
) -> anyhow::Result<()> {
    let first = match timeout(PATIENCE, outcome(standing)).await {
        Ok(first) => first,
        Err(_) => {
            if show_copy(app, copies, "it is not ready yet").await {
                return Ok(());
            }
            outcome(standing).await
        }
    };
    match first {
        Standing::Listening => Ok(()),
        Standing::Refused { reason, is_final: true } => anyhow::bail!("{reason}"),
        Standing::Refused { reason, is_final: false } => {
            anyhow::ensure!(show_copy(app, copies, &reason).await, "{reason}");
            Ok(())
        }
        Standing::Away(reason) => {
            if !show_copy(app, copies, &reason).await {
                tracing::error!(
                    reason,
                    "started without the database and without a copy: no page can be shown yet"
                );
            }
            Ok(())
        }
        Standing::Asking => anyhow::bail!("nobody asks the database"),
    }
}

/// How the first question to the database ended.
async fn outcome(standing: &mut watch::Receiver<Standing>) -> Standing {
    let ended = standing.wait_for(|standing| *standing != Standing::Asking).await;
    ended.map_or(Standing::Asking, |standing| standing.clone())
}

/// Shows the copy; false when there is none that can be used.
async fn show_copy(app: &App, copies: &Copies, reason: &str) -> bool {
    let Some(Copy { published, guidance }) = copies.find().await else { return false };
    if let Origin::Copy(at) = published.origin() {
        tracing::warn!(reason, %at, "started without the database: pages are shown from the copy");
    }
    app.put_until_better(app.renewed(published, guidance.into()));
    app.published().origin() != Origin::Nowhere
}
