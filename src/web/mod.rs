//! HTTP as all faces of the portal know it.
//!
//! Invariant: [`App`] has no database. What the public reads comes from the [`Published`] in memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use arc_swap::ArcSwap;
use ipnet::IpNet;
use tokio::{
    sync::{Mutex, watch},
    task::spawn_blocking,
    time::timeout,
};

use crate::clock::Clock;
use crate::config::{BaseUrl, SecurityContact};
use crate::content::guidance::Guidance;
use crate::content::published::{Origin, Published};
use crate::lang::Lang;
use crate::search::Findable;

pub use self::client_address::ClientAddress;
pub use self::error::{Error, Offer};
pub use self::form::{Form, Query};
pub use self::locales::{Locale, Locales};
pub use self::page_cache::PageCache;
pub use self::page_views::PageViews;
pub use self::path::Path;
pub use self::searches::Searches;
pub use self::upload::Upload;

pub mod accept_language;
pub mod addresses;
pub mod assets;
pub mod client_address;
pub mod coding;
pub mod compression;
pub mod details;
pub mod error;
pub mod error_pages;
pub mod form;
pub mod format;
pub mod health;
pub mod hours;
pub mod layout;
pub mod limits;
pub mod locales;
pub mod mail;
pub mod no_preview;
pub mod page_cache;
pub mod page_views;
pub mod path;
pub mod request_log;
pub mod searches;
pub mod security_headers;
pub mod server;
pub mod upload;
pub mod urls;

mod print;

/// What every handler can reach. Clones are the same thing.
#[derive(Clone)]
pub struct App(Arc<Inner>);

struct Inner {
    findable: ArcSwap<Findable>,
    exchanged: watch::Sender<()>,
    /// Held by who makes the first index.
    indexing: Mutex<()>,
    database_reachable: AtomicBool,
    page_views: PageViews,
    pages: PageCache,
    searches: Searches,
    clock: Clock,
    locales: Locales,
    settings: Settings,
}

/// The settings that pages and headers depend on.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The public address, for absolute links.
    pub base_url: BaseUrl,
    /// Whether `Strict-Transport-Security` includes the subdomains.
    pub hsts_subdomains: bool,
    /// Where to report a vulnerability; without it there is no security.txt.
    pub security_contact: Option<SecurityContact>,
    /// The host, with its port if that is unusual, to which the admin area is confined; none: any.
    pub admin_host: Option<String>,
    /// Whether staff need a second factor.
    pub staff_mfa_required: bool,
    /// Whose word about where a request comes from is believed.
    pub trusted_proxies: Vec<IpNet>,
}

impl App {
    /// An application that shows this content.
    pub fn new(published: Published, locales: Locales, clock: Clock, settings: Settings) -> App {
        App(Arc::new(Inner {
            findable: ArcSwap::from_pointee(Arc::new(Findable::default()).renewed(published, Arc::default())),
            exchanged: watch::Sender::default(),
            indexing: Mutex::default(),
            database_reachable: AtomicBool::new(true),
            page_views: PageViews::default(),
            pages: PageCache::default(),
            searches: Searches::default(),
            clock,
            locales,
            settings,
        }))
    }

    /// Everything live today. A handler takes it once, so that a page never mixes old and new.
    pub fn published(&self) -> Arc<Published> {
        Arc::clone(self.findable().published())
    }

    /// Everything live today with the index over it; see [`App::published`].
    pub fn findable(&self) -> Arc<Findable> {
        let findable = self.0.findable.load_full();
        let today = self.clock().today();
        if findable.published().is_of(today) {
            return findable;
        }
        let published = Published::clone(findable.published()).on(today);
        let of_today = Arc::new(findable.renewed(published, Arc::clone(findable.guidance())));
        // What was published meanwhile stays.
        self.0.findable.compare_and_swap(&findable, Arc::clone(&of_today));
        self.0.exchanged.send_replace(());
        of_today
    }

    /// What is searched now: what is shown or, for the moment in which its index is being made in the background, what
    /// was shown before, if it is of today too and comes from the same place. None while there is no such index, and
    /// making one takes longer than that.
    pub async fn searchable(&self, wait: Duration) -> Option<Arc<Findable>> {
        let findable = self.findable();
        let is_made_apart = self.0.exchanged.receiver_count() > 0;
        let (origin, today) = (findable.published().origin(), self.clock().today());
        let is_like_it = |made: &Published| made.origin() == origin && made.is_of(today);
        let made = findable
            .searchable()
            .filter(|made| Arc::ptr_eq(made, &findable) || is_made_apart && is_like_it(made.published()));
        if made.is_some() || wait.is_zero() {
            return made;
        }
        let make = async {
            // One makes it, and the others wait without a thread.
            let _turn = self.0.indexing.lock().await;
            spawn_blocking(move || {
                findable.index();
                findable
            })
            .await
        };
        timeout(wait, make).await.ok()?.ok()
    }

    /// Tells whenever something else is shown.
    pub fn exchanged(&self) -> watch::Receiver<()> {
        self.0.exchanged.subscribe()
    }

    /// Puts newer content in the place of what is shown. Its index is made when someone first searches.
    pub fn publish(&self, published: Published) {
        let before = self.0.findable.load();
        self.put(before.renewed(published, Arc::clone(before.guidance())));
    }

    /// What [`App::put`] is to show: newer content and what staff now say about words.
    pub fn renewed(&self, published: Published, guidance: Arc<Guidance>) -> Findable {
        self.0.findable.load().renewed(published.on(self.clock().today()), guidance)
    }

    /// Shows this from now on.
    pub fn put(&self, findable: Findable) -> Arc<Findable> {
        let findable = Arc::new(findable);
        let before = self.0.findable.swap(Arc::clone(&findable));
        let pages = &self.0.pages;
        if before.published().origin() != findable.published().origin() {
            // Every page says where it comes from, if it is not the database.
            pages.outdate_at_once();
        } else {
            pages.outdate();
            let changed = findable.published().changed_since(before.published());
            pages.outdate_of(|id| changed.contains(id));
        }
        self.0.exchanged.send_replace(());
        findable
    }

    /// Shows a copy until the database has been read; changes nothing where something is shown already.
    pub fn put_until_better(&self, findable: Findable) {
        let shown = self.0.findable.load();
        if shown.published().origin() == Origin::Nowhere {
            // What was read from the database meanwhile stays.
            self.0.findable.compare_and_swap(&shown, Arc::new(findable));
            self.0.exchanged.send_replace(());
            self.0.pages.outdate_at_once();
        }
    }

    /// Whether the database answered when it was last asked.
    pub fn is_database_reachable(&self) -> bool {
        self.0.database_reachable.load(Ordering::Relaxed)
    }

    /// Notes whether the database answers.
    pub fn set_database_reachable(&self, reachable: bool) {
        self.0.database_reachable.store(reachable, Ordering::Relaxed);
    }

    /// How often pages were read, as far as it is not stored yet.
    pub fn page_views(&self) -> &PageViews {
        &self.0.page_views
    }

    /// The pages that are kept in memory as they are sent.
    pub fn pages(&self) -> &PageCache {
        &self.0.pages
    }

    /// What was looked for in vain, as far as it is not stored yet.
    pub fn searches(&self) -> &Searches {
        &self.0.searches
    }

    /// What time it is.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// The words and formats of a language.
    pub fn locale(&self, lang: Lang) -> &Locale {
        self.0.locales.get(lang)
    }

    /// The settings of this start.
    pub fn settings(&self) -> &Settings {
        &self.0.settings
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(60);

    fn app() -> App {
        let settings = Settings {
            base_url: BaseUrl::parse("https://portal.example").expect("an address"),
            hsts_subdomains: false,
            security_contact: None,
            admin_host: None,
            staff_mfa_required: false,
            trusted_proxies: Vec::new(),
        };
        App::new(Published::default(), Locales::load().expect("the words"), Clock::system(), settings)
    }

    #[tokio::test]
    async fn a_search_waits_for_the_first_index_only_so_long() {
        let app = app();
        let turn = app.0.indexing.lock().await;
        assert!(app.searchable(Duration::from_millis(20)).await.is_none());
        drop(turn);
        assert!(app.searchable(LONG).await.is_some());
    }

    #[tokio::test]
    async fn what_was_there_before_is_searched_only_while_an_index_is_being_made() {
        let app = app();
        let before = app.searchable(LONG).await.expect("an index");
        let exchanged = app.exchanged();
        app.publish(Published::default());
        assert!(Arc::ptr_eq(&app.searchable(LONG).await.expect("the one before"), &before));
        app.findable().index();
        assert!(Arc::ptr_eq(&app.searchable(LONG).await.expect("its own"), &app.findable()));
        // Nothing is said from a copy once the database was read.
        app.publish(Published::default().copied_at(app.clock().now()));
        assert!(Arc::ptr_eq(&app.searchable(LONG).await.expect("its own"), &app.findable()));
        drop(exchanged);
        app.publish(Published::default());
        assert!(Arc::ptr_eq(&app.searchable(LONG).await.expect("its own"), &app.findable()));
    }
}
