//! Keeps the copy on disk as new as the snapshot in memory.
//!
//! Invariant: one copy is written at a time, away from everything that answers requests, and the newest one last. What
//! cannot be written leaves the older copy and is tried again.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use tokio::{sync::watch, task::spawn_blocking, time::timeout};

use crate::content::published::copy::{self, Copy, Unusable};

/// The folder of the copy, below `DATA_DIR`.
const FOLDER: &str = "published";

/// How long after a failure it is tried again, if nothing is published before.
const PAUSE: Duration = Duration::from_secs(300);

/// Where new copies are handed in; the writing ends when the last of them is gone.
#[derive(Clone, Debug)]
pub struct Copies {
    folder: PathBuf,
    newest: watch::Sender<Option<Arc<Vec<u8>>>>,
}

impl Copies {
    /// Copies below that folder, which need not be there yet.
    pub fn below(data_dir: &Path) -> Copies {
        Copies { folder: data_dir.join(FOLDER), newest: watch::Sender::default() }
    }

    /// Has this written, unless something newer is handed in before its turn comes.
    pub fn hand_in(&self, bytes: Vec<u8>) {
        self.newest.send_replace(Some(Arc::new(bytes)));
    }

    /// The copy that an earlier run of the program left, if it can be used; why it cannot is logged.
    pub async fn find(&self) -> Option<Copy> {
        let folder = self.folder.clone();
        match spawn_blocking(move || copy::read(&folder)).await {
            Ok(Ok(copy)) => Some(copy),
            Ok(Err(Unusable::Absent)) => None,
            Ok(Err(reason)) => {
                let folder = self.folder.display();
                tracing::error!(%folder, %reason, "the copy of what is published is not used");
                None
            }
            Err(cause) => {
                tracing::error!(%cause, "the copy of what is published could not be read");
                None
            }
        }
    }

    /// Writes what is handed in, until nobody can hand in anything more.
    pub fn keep(&self) -> impl Future<Output = ()> + Send + 'static {
        keep(self.folder.clone(), self.newest.subscribe())
    }
}

async fn keep(folder: PathBuf, mut newest: watch::Receiver<Option<Arc<Vec<u8>>>>) {
    let mut is_failing = false;
    loop {
        let is_over = if is_failing {
            timeout(PAUSE, newest.changed()).await.is_ok_and(|changed| changed.is_err())
        } else {
            newest.changed().await.is_err()
        };
        if is_over {
            return;
        }
        let Some(bytes) = newest.borrow_and_update().clone() else { continue };
        let into = folder.clone();
        let written = spawn_blocking(move || copy::write(&into, &bytes)).await;
        let written = written.unwrap_or_else(|cause| Err(std::io::Error::other(cause)));
        let folder = folder.display();
        match &written {
            Ok(()) if is_failing => tracing::info!(%folder, "the copy of what is published is written again"),
            Err(cause) if !is_failing => {
                tracing::error!(%folder, %cause, "what is published cannot be copied; the older copy stays");
            }
            _ => {}
        }
        is_failing = written.is_err();
    }
}
