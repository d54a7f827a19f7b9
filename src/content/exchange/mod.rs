//! Content as readable files: one JSON file per entry, in and out.
//!
//! Invariant: importing an export changes nothing, and exporting what was imported into an empty database gives the
//! same files. A broken file refuses the whole import.

mod export;
mod file;
mod import;
mod live;
mod source;
mod starter;

pub use export::{export, write_to};
pub use file::{EntryFile, FormerAddress, Withdrawal};
pub use import::{Imported, import};
pub use source::{InvalidFile, SourceFile, read_from};
pub use starter::{files, is_empty, load_if_empty};

/// Why content could not be exchanged.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file says something that cannot be.
    #[error(transparent)]
    File(#[from] InvalidFile),
    /// A change was refused.
    #[error(transparent)]
    Content(#[from] super::error::Error),
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    Disk {
        /// The file or folder.
        path: std::path::PathBuf,
        /// What the system says.
        source: std::io::Error,
    },
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        Error::Content(error.into())
    }
}
