//! The read face: every page of the public site.
//!
//! Invariant: GET only, no cookie, no query. A page is a pure function of one [`Published`], the address and the clock.
//!
//! [`page`] finds what is at an address and says it; the other kinds are in files of their own.
//!
//! [`Published`]: crate::content::published::Published

use axum::{Router, response::Redirect, routing::get};

use crate::web::{App, assets};

pub mod page;

pub mod action;
pub mod contact;
pub mod document;
pub mod figure;
pub mod goal;
pub mod tree;

mod json_ld;
mod section;
mod view;

pub mod robots;
pub mod security_txt;
pub mod sitemap;

/// The addresses of the public site.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/{lang}", get(page::show_home))
        .route("/{lang}/{*path}", get(page::show))
        .route("/toegankelijkheid", get(async || Redirect::permanent("/nl/toegankelijkheid")))
        .route("/sitemap.xml", get(sitemap::show))
        .route("/robots.txt", get(robots::show))
        .route("/.well-known/security.txt", get(security_txt::show))
        .route("/static/{name}", get(assets::serve))
}
