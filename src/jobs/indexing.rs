//! Makes the index of what is shown.
//!
//! Invariant: pages do not wait for it. Until it is there, what was shown before is searched.

use std::time::Duration;

use tokio::time::sleep;

use crate::{
    background::{self, Urgency},
    web::App,
};

/// Makes it whenever something else is shown, until the program ends.
pub async fn run(app: App) {
    let mut exchanged = app.exchanged();
    loop {
        exchanged.mark_unchanged();
        // Without any index, searches wait.
        let is_first = app.searchable(Duration::ZERO).await.is_none();
        let urgency = if is_first { Urgency::Now } else { Urgency::Soon };
        let findable = app.findable();
        let make = move || drop(findable.index().clone());
        if let Err(cause) = background::run("index", urgency, make).await {
            tracing::error!(%cause, "no index could be made; the next search makes it");
        }
        if exchanged.changed().await.is_err() {
            return;
        }
        sleep(background::HEAD_START).await;
    }
}
