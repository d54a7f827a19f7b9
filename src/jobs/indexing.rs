//! Makes the index of what is shown.
//!
//! Invariant: pages do not wait for it. Until it is there, what was shown before is searched.

use tokio::time::sleep;

use crate::{
    background::{self, Way},
    web::App,
};

/// Makes it whenever something else is shown, until the program ends.
pub async fn run(app: App) {
    let mut exchanged = app.exchanged();
    loop {
        exchanged.mark_unchanged();
        let findable = app.findable();
        let make = move || drop(findable.index().clone());
        if let Err(cause) = background::run("index", Way::Some, make).await {
            tracing::error!(%cause, "no index could be made; the next search makes it");
        }
        if exchanged.changed().await.is_err() {
            return;
        }
        sleep(background::HEAD_START).await;
    }
}
