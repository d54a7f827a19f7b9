//! The face for holders of a signed link, who have no account.
//!
//! Invariant: GET only, no cookie, nothing is kept; a link shows what it was made for and no more.

use axum::{Router, middleware::from_fn, routing::get};
use sqlx::PgPool;

use crate::{
    content::published::Published,
    ids::EntryId,
    lang::Lang,
    web::{App, error},
};

mod preview;

/// What the handlers here need.
#[derive(Clone)]
pub struct Guest {
    /// The application.
    pub app: App,
    /// The database.
    pub pool: PgPool,
    /// Renders the public page of an entry in a language from a snapshot.
    pub render: fn(&App, &Published, Lang, &EntryId) -> error::Result<String>,
}

/// The addresses of links.
pub fn routes<S: Clone + Send + Sync + 'static>(guest: Guest) -> Router<S> {
    Router::new()
        .route("/preview/{token}", get(preview::show))
        .route("/preview/{token}/{lang}", get(preview::show_page))
        .layer(from_fn(preview::keep_private))
        .with_state(guest)
}
