//! What can go wrong with the database.
//!
//! Invariant: the text of every error is one line that an operator can act on, without a password.

use std::fmt::Display;
use std::io;
use std::path::{Path, PathBuf};

/// Why the database cannot be used, as one line for the operator.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// `DATABASE_URL` or `DATABASE_READ_URL` cannot be read as an address.
    #[error(
        "{name} is not the address of a Postgres database ({reason}): expected postgres://user:password@host/database"
    )]
    Address {
        /// The variable.
        name: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// No connection could be made.
    #[error("cannot reach {database}: {reason}")]
    Unreachable {
        /// Which database, in words.
        database: String,
        /// What the attempt ended with.
        reason: String,
        /// Whether it may pass by itself: the server is not there, rather than refusing.
        may_pass: bool,
    },
    /// The server answers but is too old.
    #[error("{database} is PostgreSQL {found}, and {} or newer is needed", super::OLDEST_POSTGRES)]
    TooOld {
        /// Which database, in words.
        database: String,
        /// Its version.
        found: String,
    },
    /// A migration failed.
    #[error("cannot bring the tables of the database up to date: {reason}")]
    Migration {
        /// What the migration ended with.
        reason: String,
    },
    /// The connection was lost while the tables were brought up to date.
    #[error("lost the database while bringing its tables up to date: {reason}")]
    Cut {
        /// What it ended with.
        reason: String,
    },
    /// There is nothing to start.
    #[error(
        "no PostgreSQL server of version {} or newer found in PATH or below {roots}: install the package `postgresql`, or set DATABASE_URL",
        super::OLDEST_POSTGRES
    )]
    NoServer {
        /// The folders searched besides PATH.
        roots: String,
    },
    /// The cluster was made by another major version than those installed.
    #[error("the database in {} was made by PostgreSQL {version}, which is not installed: install the package `postgresql-{version}`, or set DATABASE_URL", cluster.display())]
    OtherVersion {
        /// The cluster.
        cluster: PathBuf,
        /// The major version that made it.
        version: u32,
    },
    /// The folder is another user's.
    #[error("{} belongs to {owner}: run the program as that user or as root, or set DATA_DIR to another folder", path.display())]
    OtherOwner {
        /// The folder.
        path: PathBuf,
        /// Its owner.
        owner: String,
    },
    /// The cluster is root's, as whom no Postgres runs.
    #[error("{} belongs to root, as whom PostgreSQL does not run: give it back to the user that made it, for example with chown -R postgres {}", path.display(), path.display())]
    OwnedByRoot {
        /// The cluster.
        path: PathBuf,
    },
    /// Run as root on a machine without an unprivileged user.
    #[error(
        "PostgreSQL does not run as root, and neither user `postgres` nor `nobody` exists: install the package `postgresql`, or run the program as an ordinary user"
    )]
    NoAccount,
    /// The user who is to run the server cannot.
    #[error("user {account} cannot run {}: {reason}", program.display())]
    NotRunnable {
        /// The user.
        account: String,
        /// The server's program.
        program: PathBuf,
        /// What the attempt ended with.
        reason: String,
    },
    /// The user who is to run the server cannot get at the cluster.
    #[error("user {account}, as whom PostgreSQL runs, cannot reach {}: make each folder above it searchable (chmod o+x), or set DATA_DIR", path.display())]
    OutOfReach {
        /// The user.
        account: String,
        /// The cluster's folder.
        path: PathBuf,
    },
    /// A file or folder cannot be made, read or written.
    #[error("cannot {action} {}: {reason}", path.display())]
    File {
        /// What was to be done.
        action: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What it ended with.
        reason: String,
    },
    /// A new cluster cannot be made.
    #[error("cannot make a database in {}: {reason}", path.display())]
    NotMade {
        /// Where.
        path: PathBuf,
        /// What initdb or the server said.
        reason: String,
    },
    /// The private server does not start.
    #[error("the database in {} does not start: {reason}", path.display())]
    NotStarted {
        /// The cluster.
        path: PathBuf,
        /// What the server said.
        reason: String,
    },
    /// The private server does not stop, or does not get out of starting or stopping.
    #[error("the database server in {} (process {pid}) is neither ready nor gone after {seconds} s", path.display())]
    Stuck {
        /// The cluster.
        path: PathBuf,
        /// The server's process.
        pid: i32,
        /// How long it was waited for.
        seconds: u64,
    },
    /// Another program holds the lock for starting and stopping.
    #[error("another program has been starting or stopping the database in {} for {seconds} s", path.display())]
    Busy {
        /// The cluster's folder.
        path: PathBuf,
        /// How long it was waited for.
        seconds: u64,
    },
    /// The command of `database run` cannot be started.
    #[error("cannot run {command}: {reason}")]
    Command {
        /// The command's first word.
        command: String,
        /// What the attempt ended with.
        reason: String,
    },
}

impl Error {
    /// Whether the same may work later without anyone doing anything.
    pub fn may_pass(&self) -> bool {
        matches!(self, Error::Unreachable { may_pass: true, .. } | Error::Cut { .. })
    }

    /// An error about a file, made to fit `map_err`.
    pub(super) fn file(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Error {
        let path = path.to_owned();
        move |cause| Error::File { action, path, reason: io_reason(&cause) }
    }
}

/// The words of an operating system error, without its number.
pub(super) fn io_reason(cause: &io::Error) -> String {
    let text = one_line(cause);
    text.split_once(" (os error").map_or_else(|| text.clone(), |(words, _)| words.to_owned())
}

/// A text on a single line.
pub(super) fn one_line(text: &impl Display) -> String {
    text.to_string().split_whitespace().collect::<Vec<_>>().join(" ")
}
