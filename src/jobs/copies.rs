//! Keeps the copy on disk as new as the snapshot in memory.
//!
//! Invariant: one copy is written at a time, away from everything that answers requests, and the newest one last. What
//! cannot be written leaves the older copy and is tried again.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
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
    next: Next,
    told: watch::Sender<()>,
}

/// What is to be written; none once it is taken, for a copy is as large as all that is live.
type Next = Arc<Mutex<Option<Vec<u8>>>>;

impl Copies {
    /// Copies below that folder, which need not be there yet.
    pub fn below(data_dir: &Path) -> Copies {
        Copies { folder: data_dir.join(FOLDER), next: Next::default(), told: watch::Sender::default() }
    }

    /// Has this written, unless something newer is handed in before its turn comes.
    pub fn hand_in(&self, bytes: Vec<u8>) {
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = Some(bytes);
        self.told.send_replace(());
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
        keep(self.folder.clone(), Arc::clone(&self.next), self.told.subscribe())
    }
}

async fn keep(folder: PathBuf, next: Next, mut told: watch::Receiver<()>) {
    // What could not be written yet.
    let mut left = None;
    loop {
        let is_over = if left.is_some() {
            timeout(PAUSE, told.changed()).await.is_ok_and(|told| told.is_err())
        } else {
            told.changed().await.is_err()
        };
        if is_over {
            return;
        }
        let newest = next.lock().unwrap_or_else(PoisonError::into_inner).take();
        let is_failing = left.is_some();
        let Some(bytes) = newest.or(left.take()) else { continue };
        left = write(&folder, bytes, is_failing).await;
    }
}

/// Writes a copy; returns what could not be written. A failure is reported once, and its end.
async fn write(folder: &Path, bytes: Vec<u8>, is_failing: bool) -> Option<Vec<u8>> {
    let into = folder.to_owned();
    let done = spawn_blocking(move || (copy::write(&into, &bytes), bytes)).await;
    // Without its bytes there is nothing to try again.
    let (written, bytes) = match done {
        Ok((written, bytes)) => (written, Some(bytes)),
        Err(cause) => (Err(io::Error::other(cause)), None),
    };
    let folder = folder.display();
    match &written {
        Ok(()) if is_failing => tracing::info!(%folder, "the copy of what is published is written again"),
        Err(cause) if !is_failing => {
            tracing::error!(%folder, %cause, "what is published cannot be copied; the older copy stays");
        }
        _ => {}
    }
    written.err().and(bytes)
}
