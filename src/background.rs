//! Work beside what answers requests.
//!
//! Invariant: visitors come first. The system lets such a thread run after others, unless somebody waits for it.

use std::{io, thread, time::Duration};

use tokio::sync::oneshot;

/// How much a thread gives way to others.
#[derive(Clone, Copy, Debug)]
pub enum Urgency {
    /// Not at all: somebody waits for what it makes.
    Now,
    /// It has a tenth of what a visitor has: readers see what it makes.
    Soon,
    /// It has what nobody else wants.
    Whenever,
}

/// How long what is not needed at once waits after a publication, for the pages that it changes to be made first.
pub const HEAD_START: Duration = Duration::from_millis(250);

/// Has the system let this thread run after others from now on, as far as that may be.
pub fn give_way(urgency: Urgency) {
    let nice = match urgency {
        Urgency::Now => 0,
        Urgency::Soon => 10,
        Urgency::Whenever => 19,
    };
    // Where the system refuses, it runs like any other thread.
    if let Err(cause) = rustix::process::setpriority_process(None, nice) {
        tracing::debug!(%cause, "a thread in the background does not give way");
    }
}

/// Does this in such a thread.
///
/// # Errors
///
/// The system gives no thread, or it panicked, which is logged where that happens.
pub async fn run<T: Send + 'static>(
    name: &str,
    urgency: Urgency,
    work: impl FnOnce() -> T + Send + 'static,
) -> io::Result<T> {
    let (done, result) = oneshot::channel();
    thread::Builder::new().name(name.to_owned()).spawn(move || {
        give_way(urgency);
        done.send(work()).ok();
    })?;
    result.await.map_err(|_| io::Error::other("the thread ended early"))
}
