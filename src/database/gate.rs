//! What stands before a pool: the server is there, it is new enough, and its tables are up to date.
//!
//! Invariant: asking changes nothing that an older program of the version before cannot live with; see
//! `docs/operations.md` about the order of migrations.

use std::sync::Arc;

use sqlx::PgPool;
use sqlx::migrate::MigrateError;

use super::connection::{Target, is_away};
use super::error::{Error, one_line};

/// A way to the database that can be given to tasks.
#[derive(Clone, Debug)]
pub struct Gate {
    pool: PgPool,
    target: Arc<Target>,
}

impl Gate {
    pub(super) fn new(target: Target) -> Gate {
        Gate { pool: target.pool(), target: Arc::new(target) }
    }

    /// The connections.
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// Asks whether a server is there that is new enough.
    ///
    /// # Errors
    /// [`Error::Unreachable`] or [`Error::TooOld`].
    pub async fn check(&self) -> Result<(), Error> {
        self.target.check().await
    }

    /// Applies the migrations that have not been applied. Safe when several instances do so at once.
    ///
    /// # Errors
    /// [`Error::Migration`] or, where the connection was lost meanwhile, [`Error::Cut`].
    pub async fn migrate(&self) -> Result<(), Error> {
        let migrations = sqlx::migrate!("./migrations");
        migrations.run(&self.pool).await.map_err(|cause| match &cause {
            MigrateError::Execute(inner) | MigrateError::ExecuteMigration(inner, _) if is_away(inner) => {
                Error::Cut { reason: one_line(&cause) }
            }
            _ => Error::Migration { reason: one_line(&cause) },
        })
    }
}
