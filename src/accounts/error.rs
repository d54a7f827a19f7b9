//! Why a change of an account was refused.
//!
//! Invariant: what a visitor may know is a variant of its own; the last three are faults of ours or of the moment.

use crate::ids::EditorId;

/// The outcome of a change that was refused; the caller keeps nothing of its transaction.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such editor.
    #[error("there is no editor {0}")]
    NotFound(EditorId),
    /// Someone else has that address.
    #[error("an editor with this e-mail address exists already")]
    EmailTaken,
    /// Nobody could give rights any more.
    #[error("the last active administrator stays")]
    LastAdministrator,
    /// The link is unknown, used, replaced or too old, or its editor is disabled.
    #[error("the link is not valid any more")]
    LinkEnded,
    /// The link for the first administrator, after there is one.
    #[error("there is an administrator already")]
    AdministratorExists,
    /// More passwords are to be checked than the machine can in reasonable time.
    #[error("too many passwords are being checked")]
    Busy,
    /// A fault of the program or the machine, in words for its log.
    #[error("{0}")]
    Fault(String),
    /// The database failed.
    #[error("{0}")]
    Database(#[from] sqlx::Error),
}

impl From<getrandom::Error> for Error {
    fn from(error: getrandom::Error) -> Error {
        Error::Fault(format!("the system gave no random bytes: {error}"))
    }
}

/// What the violation of a named constraint means.
pub(super) fn on_constraint(error: sqlx::Error, name: &str, meaning: Error) -> Error {
    match error.as_database_error().and_then(|refusal| refusal.constraint()) {
        Some(constraint) if constraint == name => meaning,
        _ => Error::Database(error),
    }
}
