//! The database.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

type Result<T> = std::result::Result<T, sqlx::Error>;
use sqlx::PgPool;

/// Where the database is.
#[derive(Clone, Debug)]
pub struct Settings {
    /// An existing Postgres; without it, a private one.
    pub url: Option<String>,
    /// The folder of the private one.
    pub data_dir: PathBuf,
}

/// An open database.
#[derive(Debug)]
pub struct Database {
    pool: PgPool,
}

impl Database {
    /// Opens it.
    pub async fn open(settings: &Settings) -> Result<Database> {
        Ok(Database {
            pool: PgPool::connect_lazy(settings.url.as_deref().unwrap_or("postgres://localhost"))?,
        })
    }

    /// The connections.
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// Applies the migrations.
    pub async fn migrate(&self) -> Result<()> {
        Ok(())
    }

    /// Closes it.
    pub async fn close(self) -> Result<()> {
        self.pool.close().await;
        Ok(())
    }
}

/// Runs a command with the database.
pub async fn run(_: Settings, _: &[OsString]) -> Result<ExitCode> {
    Ok(ExitCode::SUCCESS)
}
