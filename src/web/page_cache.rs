//! Public pages as they are sent, in memory, in front of the router and all of its layers.
//!
//! Invariant: what is sent is what the router would answer now, but for at most [`GRACE`] after a publication, and that
//! only while somebody makes the pages anew. Only answers that say so ([`Keep`]) are kept, by their path and the query
//! keys that the page declares, so nothing that a visitor makes up takes memory.
//!
//! `declaration` is what a page says of that, `front` the service that answers, `page` what is kept; `flights` lets only
//! one make a page that many wait for, and `keeper` makes pages anew in the background.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use arc_swap::ArcSwap;
use http::HeaderMap;
use jiff::{Timestamp, civil::Date};
use quick_cache::{Weighter, sync::Cache};
use tokio::sync::Notify;

use self::{
    flights::Flights,
    page::{Headers, Page},
};
use crate::{clock::Clock, ids::EntryId, web::coding::Effort};

mod declaration;
mod flights;
mod front;
mod keeper;
mod page;

pub use self::{
    declaration::{KEPT_SECONDS, Keep, Keepable, QueryKey, keep_for},
    front::{Answering, Front, FrontBody},
    keeper::Keeper,
    page::SURROGATE_KEY,
};

/// For how long after a publication the pages from before it may be sent.
pub const GRACE: Duration = Duration::from_secs(1);

/// How much memory pages take, unless something else is set.
pub const BUDGET: u64 = 256 * 1_024 * 1_024;

/// The pages that are kept. What they are made from is numbered: each publication begins a generation.
pub struct PageCache {
    pages: Cache<Box<str>, Arc<Page>, Weight>,
    flights: Flights,
    generation: AtomicU64,
    /// When the present generation began, in microseconds after `start`.
    began: AtomicU64,
    start: Instant,
    /// Whether somebody makes pages anew after a publication.
    is_kept: AtomicBool,
    outdated: Notify,
    headers: Mutex<Vec<Arc<Headers>>>,
    today: ArcSwap<Day>,
    counts: Counts,
}

/// A day in Leiden.
#[derive(Debug)]
struct Day {
    date: Date,
    from: Timestamp,
    until: Timestamp,
}

/// What the cache did, since the start.
#[derive(Debug, Default)]
pub struct Counts {
    hits: AtomicU64,
    renders: AtomicU64,
}

#[derive(Clone)]
struct Weight;

impl Weighter<Box<str>, Arc<Page>> for Weight {
    fn weight(&self, key: &Box<str>, page: &Arc<Page>) -> u64 {
        (key.len() + page.weight()) as u64
    }
}

impl Default for PageCache {
    fn default() -> PageCache {
        // From the budget follows how many parts the table has; each is as large as many pages.
        const USUAL_PAGE: u64 = 64 * 1_024;
        PageCache {
            pages: Cache::with_weighter((BUDGET / USUAL_PAGE) as usize, BUDGET, Weight),
            flights: Flights::default(),
            generation: AtomicU64::new(0),
            began: AtomicU64::new(0),
            start: Instant::now(),
            is_kept: AtomicBool::new(false),
            outdated: Notify::new(),
            headers: Mutex::default(),
            today: ArcSwap::from_pointee(Day {
                date: Date::MIN,
                from: Timestamp::MAX,
                until: Timestamp::MIN,
            }),
            counts: Counts::default(),
        }
    }
}

impl PageCache {
    /// Sets how many bytes of memory pages may take.
    pub fn set_budget(&self, bytes: u64) {
        self.pages.set_capacity(bytes);
    }

    /// Something else is to be shown from now on: what is kept is from before. Whatever pages are made from has to be
    /// exchanged before this is called.
    pub fn outdate(&self) {
        self.begin(1);
    }

    /// The same where nothing from before may be sent any longer, not even for a moment.
    pub fn outdate_at_once(&self) {
        self.begin(2);
    }

    /// Begins a generation, so many after the present one: only pages of the one before it have a moment left.
    fn begin(&self, later: u64) {
        let began = u64::try_from(self.start.elapsed().as_micros()).unwrap_or(u64::MAX);
        self.began.store(began, Ordering::Relaxed);
        self.generation.fetch_add(later, Ordering::Release);
        self.outdated.notify_one();
    }

    /// The pages that are made from one of these are no longer sent, not even for a moment.
    pub fn outdate_of(&self, is_changed: impl Fn(&EntryId) -> bool) {
        let generation = self.generation();
        for (_, page) in self.pages.iter().filter(|(_, page)| page.generation != generation) {
            if page.of.iter().any(&is_changed) {
                page.is_outdated.store(true, Ordering::Relaxed);
            }
        }
    }

    /// Keeps a page. One from before a publication of this very moment, which [`PageCache::outdate_of`] may not have
    /// seen, is not sent.
    fn keep(&self, key: Box<str>, page: &Arc<Page>) {
        self.pages.insert(key, Arc::clone(page));
        if page.generation != self.generation() {
            page.is_outdated.store(true, Ordering::Relaxed);
        }
    }

    /// How many pages are kept.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Whether none is kept.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// How many of them are in as few bytes as there can be.
    pub fn small(&self) -> usize {
        self.pages.iter().filter(|(_, page)| page.effort == Effort::Best).count()
    }

    /// About how many bytes they take.
    pub fn bytes(&self) -> u64 {
        self.pages.weight()
    }

    /// How often the router was asked for a page.
    pub fn renders(&self) -> u64 {
        self.counts.renders.load(Ordering::Relaxed)
    }

    /// How often a visitor was answered from memory.
    pub fn hits(&self) -> u64 {
        self.counts.hits.load(Ordering::Relaxed)
    }

    fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    /// Whether a page may be sent at that moment.
    fn is_fresh(&self, page: &Page, now: Timestamp) -> bool {
        let generation = self.generation();
        page.is_true_at(now) && (page.generation == generation || self.is_in_grace(page, generation))
    }

    /// Whether a page from before the latest publication, and not from before the one before it, may still be sent.
    fn is_in_grace(&self, page: &Page, generation: u64) -> bool {
        let began = Duration::from_micros(self.began.load(Ordering::Relaxed));
        page.generation + 1 == generation
            && self.is_kept.load(Ordering::Relaxed)
            && !page.is_outdated.load(Ordering::Relaxed)
            && self.start.elapsed().saturating_sub(began) < GRACE
    }

    /// The same headers are kept once.
    fn share(&self, headers: HeaderMap) -> Arc<Headers> {
        // There are as many as there are types of content.
        const MOST: usize = 32;
        let headers = Headers::of(headers);
        let mut known = self.headers.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.iter().find(|known| ***known == headers) {
            return Arc::clone(known);
        }
        let headers = Arc::new(headers);
        if known.len() < MOST {
            known.push(Arc::clone(&headers));
        }
        headers
    }

    /// The day that it is at that moment, which the clock says.
    fn date_of(&self, clock: &Clock, now: Timestamp) -> Date {
        let today = self.today.load();
        if today.from <= now && now < today.until {
            return today.date;
        }
        let date = clock.date_of(now);
        let until = clock.midnight_after(date);
        let from = date.yesterday().map_or(Timestamp::MIN, |day| clock.midnight_after(day));
        self.today.store(Arc::new(Day { date, from, until }));
        date
    }
}

impl std::fmt::Debug for PageCache {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PageCache").field("pages", &self.len()).field("bytes", &self.bytes()).finish()
    }
}
