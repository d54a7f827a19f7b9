//! Keeps the copy on disk as new as the snapshot in memory.
//!
//! Invariant: one copy is written at a time, away from everything that answers requests, and the newest one last. What
//! cannot be written leaves the older copy and is tried again.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::{sync::watch, task::spawn_blocking, time::timeout};

use crate::{
    background::{self, Urgency},
    content::published::copy::{self, Copy, Unusable},
    search::Findable,
};

/// The folder of the copy, below `DATA_DIR`.
const FOLDER: &str = "published";

/// How long after a failure it is tried again, if nothing is published before.
const PAUSE: Duration = Duration::from_secs(300);

/// How many times as long as a copy took no further one is made, however much is published.
const SHARE: u32 = 10;

/// Where new copies are handed in; the writing ends when the last of them is gone.
#[derive(Clone, Debug)]
pub struct Copies {
    folder: PathBuf,
    next: Next,
    told: watch::Sender<()>,
}

/// What is to be written next; none once it is taken.
type Next = Arc<Mutex<Option<Snapshot>>>;

/// What was live at a moment.
#[derive(Clone, Debug)]
struct Snapshot {
    at: Timestamp,
    findable: Arc<Findable>,
}

impl Copies {
    /// Copies below that folder, which need not be there yet.
    pub fn below(data_dir: &Path) -> Copies {
        Copies { folder: data_dir.join(FOLDER), next: Next::default(), told: watch::Sender::default() }
    }

    /// Has this written, which is of that moment, unless something newer is handed in before its turn comes.
    pub fn hand_in(&self, at: Timestamp, findable: Arc<Findable>) {
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = Some(Snapshot { at, findable });
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
    while is_told(&mut told, left.as_ref().map(|_| PAUSE)).await {
        rest(&told, background::HEAD_START).await;
        let newest = next.lock().unwrap_or_else(PoisonError::into_inner).take();
        let is_failing = left.is_some();
        let Some(snapshot) = newest.or(left.take()) else { continue };
        let start = Instant::now();
        left = write(&folder, snapshot, is_failing).await;
        rest(&told, SHARE * start.elapsed()).await;
    }
}

/// Waits until something was handed in, at most so long; false when nothing can be any more.
async fn is_told(told: &mut watch::Receiver<()>, most: Option<Duration>) -> bool {
    match most {
        None => told.changed().await.is_ok(),
        // That the time is over is a reason to try again.
        Some(most) => !timeout(most, told.changed()).await.is_ok_and(|told| told.is_err()),
    }
}

/// Waits so long, or until nothing can be handed in any more.
async fn rest(told: &watch::Receiver<()>, long: Duration) {
    let mut told = told.clone();
    drop(timeout(long, async { while told.changed().await.is_ok() {} }).await);
}

/// Writes a copy; returns what could not be written. A failure is reported once, and its end.
async fn write(folder: &Path, snapshot: Snapshot, is_failing: bool) -> Option<Snapshot> {
    let (into, own) = (folder.to_owned(), snapshot.clone());
    let done = background::run("copy", Urgency::Whenever, move || {
        let bytes = copy::encode(own.at, own.findable.published(), own.findable.guidance())?;
        copy::write(&into, &bytes)
    });
    let written = done.await.flatten();
    let folder = folder.display();
    match &written {
        Ok(()) if is_failing => tracing::info!(%folder, "the copy of what is published is written again"),
        Err(cause) if !is_failing => {
            tracing::error!(%folder, %cause, "what is published cannot be copied; the older copy stays");
        }
        _ => {}
    }
    written.is_err().then_some(snapshot)
}
