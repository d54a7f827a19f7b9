//! The face for holders of a signed link, who have no account.
//!
//! Invariant: no cookie; a link shows what it was made for and no more. Looking changes nothing: an answer is a POST, and
//! its token is the right to it.

use axum::{
    Router,
    middleware::from_fn,
    routing::{get, post},
};
use sqlx::PgPool;

use crate::{
    content::published::Published,
    ids::EntryId,
    lang::Lang,
    web::{App, Error, error},
};

mod check;
mod preview;
mod unsaved;

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

impl Guest {
    /// Nobody waits for a database of which it is known that it is away.
    fn reach_database(&self) -> error::Result<()> {
        if self.app.is_database_reachable() { Ok(()) } else { Err(Error::Unavailable) }
    }
}

/// The addresses of links.
pub fn routes<S: Clone + Send + Sync + 'static>(guest: Guest) -> Router<S> {
    Router::new()
        .route("/preview/{token}", get(preview::show))
        .route("/preview/{token}/{lang}", get(preview::show_page))
        .route("/check/done", get(check::done))
        .route("/check/{token}", get(check::show))
        .route("/check/{token}/confirm", post(check::confirm))
        .route("/check/{token}/propose", post(check::propose))
        .layer(from_fn(preview::keep_private))
        .with_state(guest)
}
