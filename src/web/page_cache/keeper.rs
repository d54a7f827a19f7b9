//! Makes pages in the background: after a publication those from before it, the ones that are read most first; then
//! those that nobody has asked for; then all of them in fewer bytes.
//!
//! Invariant: visitors come first. It is one thread that the system lets run after others, makes one page at a time, and
//! begins anew as soon as something else is published.

use std::{
    collections::HashSet,
    io,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use axum::body::Body;
use http::Request;
use tokio::{runtime, sync::Notify, time::timeout};

use super::{Front, PageCache, page::Page};
use crate::{
    background::{self, Urgency},
    web::{coding::Effort, request_log::MadeAhead},
};

/// How often it looks for pages that visitors had made, to make their bytes fewer.
const PAUSE: Duration = Duration::from_secs(5);

/// How full the cache may be, in percent, before no further page is made ahead: those that are read would make way.
const FULL: u64 = 90;

/// The thread that keeps the pages of a front.
pub struct Keeper {
    stop: Arc<Stop>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Stop {
    is_set: AtomicBool,
    told: Notify,
}

impl Keeper {
    /// Starts it.
    ///
    /// # Errors
    ///
    /// The system gives no thread.
    pub fn start(front: Front) -> io::Result<Keeper> {
        let stop = Arc::new(Stop::default());
        let runtime = runtime::Builder::new_current_thread().enable_time().build()?;
        let own = Arc::clone(&stop);
        let thread = thread::Builder::new().name("page-keeper".to_owned()).spawn(move || {
            background::give_way(Urgency::Whenever);
            let _kept = Kept::start(front.app.pages());
            runtime.block_on(keep(&front, &own));
        })?;
        Ok(Keeper { stop, thread: Some(thread) })
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        self.stop.is_set.store(true, Ordering::Relaxed);
        self.stop.told.notify_one();
        if self.thread.take().is_some_and(|thread| thread.join().is_err()) {
            tracing::error!("the keeper of pages had stopped");
        }
    }
}

/// While it lives, pages from before a publication may be sent for a moment.
struct Kept<'a>(&'a PageCache);

impl Kept<'_> {
    fn start(pages: &PageCache) -> Kept<'_> {
        pages.is_kept.store(true, Ordering::Relaxed);
        Kept(pages)
    }
}

impl Drop for Kept<'_> {
    fn drop(&mut self) {
        self.0.is_kept.store(false, Ordering::Relaxed);
    }
}

async fn keep(front: &Front, stop: &Stop) {
    let pages = front.app.pages();
    // The addresses at which there was nothing to keep, in a generation.
    let (mut of, mut absent) = (0, HashSet::new());
    while !stop.is_set.load(Ordering::Relaxed) {
        let generation = pages.generation();
        if of != generation {
            (of, absent) = (generation, HashSet::new());
        }
        let is_over = || stop.is_set.load(Ordering::Relaxed) || pages.generation() != generation;
        let start = Instant::now();
        let anew = renew(front, generation, is_over).await;
        let ahead = make_ahead(front, generation, is_over, &mut absent).await;
        let (kept, bytes, ms) = (pages.len(), pages.bytes(), start.elapsed().as_millis());
        if !is_over() && anew + ahead > 0 {
            tracing::info!(anew, ahead, kept, bytes, ms, "pages were made");
        }
        let is_done = make_smaller(pages, is_over);
        tracing::debug!(
            hits = pages.hits(),
            made = pages.renders(),
            kept = pages.len(),
            bytes,
            "pages in memory"
        );
        if is_done && !is_over() {
            let (mut told, mut outdated) = (pin!(stop.told.notified()), pin!(pages.outdated.notified()));
            let woken = async {
                tokio::select! { () = &mut told => {}, () = &mut outdated => {} }
            };
            // Nothing was published for a while: visitors may have had pages made.
            drop(timeout(PAUSE, woken).await);
        }
    }
}

/// Makes the pages from before the latest publication anew, those first that are known to be others. Returns how many.
async fn renew(front: &Front, generation: u64, is_over: impl Fn() -> bool) -> usize {
    let mut made = 0;
    let is_old = |page: &Arc<Page>| page.generation != generation;
    let outdated = |page: &Page| page.is_outdated.load(Ordering::Relaxed);
    for key in keys(front.app.pages(), is_old, |page| (!outdated(page), least_read(page))) {
        if is_over() {
            break;
        }
        make(front, &key, generation).await;
        made += 1;
    }
    made
}

/// Makes the pages that are not kept, as long as there is room; where there is none it does not ask again. Returns how
/// many.
async fn make_ahead(
    front: &Front,
    generation: u64,
    is_over: impl Fn() -> bool,
    absent: &mut HashSet<String>,
) -> usize {
    let mut made = 0;
    let pages = front.app.pages();
    let is_full = || pages.bytes() * 100 > pages.pages.capacity() * FULL;
    for address in (front.keepable.addresses)(&front.app) {
        if is_over() || is_full() {
            break;
        }
        if pages.pages.contains_key(&*address) || absent.contains(&address) {
            continue;
        }
        if make(front, &address, generation).await {
            made += 1;
        } else {
            absent.insert(address);
        }
    }
    made
}

/// Spends time on fewer bytes, until it is time to look for other work. Returns whether there is nothing left to do.
fn make_smaller(pages: &PageCache, is_over: impl Fn() -> bool) -> bool {
    let start = Instant::now();
    for key in keys(pages, |page| page.effort == Effort::Fast, least_read) {
        if is_over() || start.elapsed() > PAUSE {
            return false;
        }
        let Some(page) = pages.pages.peek(&*key).filter(|page| page.effort == Effort::Fast) else { continue };
        let smallest = Arc::new(page.smallest());
        let is_still_kept = pages.pages.peek(&*key).is_some_and(|kept| Arc::ptr_eq(&kept, &page));
        if is_still_kept {
            pages.keep(key, &smallest);
        }
    }
    true
}

/// Makes a page. Returns whether there is one.
async fn make(front: &Front, key: &str, generation: u64) -> bool {
    // One that a visitor waits for is being made already. The other way round nobody waits: this thread may be held up.
    if front.app.pages().flights.has(key, generation) {
        return true;
    }
    let Ok(mut request) = Request::get(key).body(Body::empty()) else { return false };
    request.extensions_mut().insert(MadeAhead);
    front.make(request, key, generation).await.is_ok()
}

/// The keys of those pages, in order.
fn keys<K: Ord>(
    pages: &PageCache,
    is_meant: impl Fn(&Arc<Page>) -> bool,
    order: impl Fn(&Page) -> K,
) -> Vec<Box<str>> {
    let meant = pages.pages.iter().filter(|(_, page)| is_meant(page));
    let mut keys: Vec<_> = meant.map(|(key, page)| (order(&page), key)).collect();
    keys.sort();
    keys.into_iter().map(|(_, key)| key).collect()
}

fn least_read(page: &Page) -> std::cmp::Reverse<u64> {
    std::cmp::Reverse(page.read.as_ref().map_or(0, |(_, _, tally)| tally.reads()))
}
