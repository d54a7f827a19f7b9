//! The private cluster: a Postgres of our own below `DATA_DIR`, shared by every program that is pointed there.
//!
//! Invariant: a server runs here only if a program that uses it, or that was killed before it could stop it,
//! is to blame. Starting, joining and stopping happen under the start lock; using happens under a share of
//! the users lock. The kernel lets go of both however a program dies.

mod account;
mod binaries;
mod files;
mod initdb;
mod locks;
mod place;
mod postmaster;
mod server;

use std::path::{Path, PathBuf};
use std::process::Child;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::error::Error;
use files::Home;
use locks::{StartLock, UsersLock};

/// The name of the role and of the database.
pub(super) const NAME: &str = "portal";

/// The port; without TCP it only names the socket.
pub(super) const PORT: u16 = 5432;

/// All but what may stand in the query of an address and reads well there.
const IN_ADDRESS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.');

/// The use of a running private cluster, until [`PrivateCluster::leave`] or drop.
#[derive(Debug)]
pub(super) struct PrivateCluster {
    home: Home,
    socket_dir: PathBuf,
    membership: Mutex<Option<Membership>>,
}

/// What there is to give back.
#[derive(Debug)]
struct Membership {
    users: UsersLock,
    /// The server, when it is a child of this program and so has to be waited for.
    child: Option<Child>,
}

impl PrivateCluster {
    /// Makes the cluster if there is none, starts the server if none runs, and joins its users. Blocks.
    pub(super) fn open(data_dir: &Path) -> Result<PrivateCluster, Error> {
        let begun = Instant::now();
        let place = place::choose(data_dir, &binaries::Search::of_this_machine())?;
        let home = place.home;
        let start = StartLock::take(&home)?;
        let (users, company) = UsersLock::join(&home, &start)?;
        let (socket_dir, child) = if let Some(running) = postmaster::settled(&home)? {
            let how = if company { "joined" } else { "adopted, left by a program that was killed" };
            tracing::info!(path = %home.path().display(), pid = running.pid, "the private database runs: {how}");
            (running.socket_dir, None)
        } else {
            if !home.has_cluster() {
                initdb::make(&home, &place.binaries, &place.account)?;
            }
            let (socket_dir, child) = server::start(&home, &place.binaries, &place.account)?;
            let ms = begun.elapsed().as_millis();
            let path = home.path().display();
            tracing::info!(%path, pid = child.id(), user = place.account.name(), ms, "started the private database");
            (socket_dir, Some(child))
        };
        drop(start);
        Ok(PrivateCluster { home, socket_dir, membership: Mutex::new(Some(Membership { users, child })) })
    }

    /// The folder that holds everything of the cluster.
    pub(super) fn path(&self) -> &Path {
        self.home.path()
    }

    /// The folder of the Unix socket.
    pub(super) fn socket_dir(&self) -> &Path {
        &self.socket_dir
    }

    /// The address for `DATABASE_URL`.
    pub(super) fn url(&self) -> String {
        let socket_dir = self.socket_dir.to_string_lossy();
        let host = utf8_percent_encode(&socket_dir, IN_ADDRESS);
        format!("postgres://{NAME}@localhost:{PORT}/{NAME}?host={host}")
    }

    /// Cuts the server's log back to size.
    pub(super) fn trim_log(&self) {
        if let Err(cause) = self.home.trim_log() {
            tracing::warn!("{cause}");
        }
    }

    /// Stops using the cluster, and stops the server if nobody else uses it. Blocks. A second call does nothing.
    pub(super) fn leave(&self) -> Result<(), Error> {
        let membership = self.membership.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(Membership { users, child }) = membership else { return Ok(()) };
        let start = StartLock::take(&self.home)?;
        let Some(_alone) = users.leave(&self.home, &start)? else {
            tracing::info!(path = %self.path().display(), "left the private database to its other users");
            return Ok(());
        };
        let begun = Instant::now();
        server::stop(&self.home, child)?;
        let ms = begun.elapsed().as_millis();
        tracing::info!(path = %self.path().display(), ms, "stopped the private database");
        Ok(())
    }
}

impl Drop for PrivateCluster {
    fn drop(&mut self) {
        if let Err(cause) = self.leave() {
            tracing::error!("{cause}");
        }
    }
}
