//! HTTP as all faces of the portal know it.
//!
//! Invariant: [`App`] has no database. What the public reads comes from the [`Published`] in memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use arc_swap::ArcSwap;
use ipnet::IpNet;

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
            findable: ArcSwap::from_pointee(Findable::default().renewed(published, Arc::default())),
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
        of_today
    }

    /// Puts newer content in the place of what is shown. Its index is made when someone first searches.
    pub fn publish(&self, published: Published) {
        let before = self.0.findable.load();
        self.put(before.renewed(published, Arc::clone(before.guidance())));
    }

    /// What [`App::put`] is to show: newer content and what staff now say about words.
    pub fn renewed(&self, published: Published, guidance: Guidance) -> Findable {
        self.0.findable.load().renewed(published.on(self.clock().today()), Arc::new(guidance))
    }

    /// Shows this from now on.
    pub fn put(&self, findable: Findable) {
        let findable = Arc::new(findable);
        let before = self.0.findable.swap(Arc::clone(&findable));
        if before.published().origin() != findable.published().origin() {
            // Every page says where it comes from, if it is not the database.
            self.0.pages.outdate_at_once();
            return;
        }
        self.0.pages.outdate();
        let changed = findable.published().changed_since(before.published());
        self.0.pages.outdate_of(|id| changed.contains(id));
    }

    /// Shows a copy until the database has been read; changes nothing where something is shown already.
    pub fn put_until_better(&self, findable: Findable) {
        let shown = self.0.findable.load();
        if shown.published().origin() == Origin::Nowhere {
            // What was read from the database meanwhile stays.
            self.0.findable.compare_and_swap(&shown, Arc::new(findable));
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
