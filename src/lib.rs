//! Leiden International: a bilingual web portal whose pages are made from memory.
//!
//! The map, from the inside out:
//!
//! | module | what it is |
//! |---|---|
//! | [`background`] [`clock`] [`config`] [`ids`] [`lang`] [`slug`] [`token`] | values that know nothing of ours |
//! | [`database`] | the pool, the migrations, and a private cluster when there is no `DATABASE_URL` |
//! | [`content`] | the domain: entries, revisions, publications, and all that is live in one snapshot |
//! | [`search`] | the index over the snapshot: what is found, and why |
//! | [`accounts`] | who may edit: editors, passwords, second factor, sessions, the audit log |
//! | [`web`] | HTTP as every face knows it: state, errors, headers, words, layout |
//! | [`jobs`] | what happens without a request: the snapshot is renewed, what was read is added up |
//! | [`site`] | the read face: the public pages |
//! | [`admin`] | the write face: where staff edit everything |
//! | [`guest`] | for holders of a link, who have no account |
//! | [`program`] | the command line: what each command does |
//!
//! A request goes from [`router`] to a handler in [`site`], which asks the snapshot
//! ([`content::published::Published`]) and fills a template. `tests/rules/architecture.rs` holds who may use whom.

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    routing::get,
};
use tower::ServiceBuilder;

use crate::admin::{Admin, Office};
use crate::guest::Guest;
use crate::web::{
    App, accept_language, addresses, compression, error_pages, health, limits, page_cache::Front,
    request_log, security_headers,
};

pub mod background;
pub mod clock;
pub mod config;
pub mod ids;
pub mod lang;
pub mod slug;
pub mod token;

pub mod database;

pub mod content;

pub mod search;

pub mod accounts;

pub mod web;

pub mod jobs;

pub mod site;

pub mod admin;

pub mod guest;

pub mod program;

/// The whole portal: the only list of its routers, with the kept pages in front. Without an office it shows the public
/// pages only.
pub fn router(app: App, office: Option<Office>) -> Front {
    let guest = office.as_ref().map(|office| Guest {
        app: app.clone(),
        pool: office.pool.clone(),
        render: site::preview::render,
    });
    let admin = office.map(|office| Admin::new(app.clone(), office, site::preview::render));
    let routes = Router::new()
        .route("/", get(accept_language::choose_language))
        .merge(site::routes(app.clone()))
        .merge(health::routes())
        .merge(admin.as_ref().map(admin::routes).unwrap_or_default())
        .merge(guest.map(guest::routes).unwrap_or_default())
        .fallback(error_pages::not_found);
    Front::new(app.clone(), with_layers(routes, app), site::KEEPABLE)
}

/// The rules that hold for every answer, around these routes. The first sees a request first.
pub fn with_layers(routes: Router<App>, app: App) -> Router {
    let layers = ServiceBuilder::new()
        .layer(from_fn_with_state(app.clone(), security_headers::add))
        .layer(from_fn(request_log::log))
        .layer(compression::layer())
        .layer(from_fn_with_state(app.clone(), error_pages::dress))
        .layer(error_pages::catch_panic())
        .layer(from_fn(limits::check))
        .layer(DefaultBodyLimit::max(limits::BODY))
        .layer(from_fn(addresses::without_trailing_slash));
    routes.layer(layers).with_state(app)
}
