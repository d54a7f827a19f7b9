//! The two locks that make programs share one server.
//!
//! Invariant: who starts or stops the server holds the start lock alone; who uses the server holds a share of
//! the users lock. A share is only taken or given up under the start lock, so that nobody can join a server
//! that is about to be stopped.

use std::fs::File;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use nix::errno::Errno;
use nix::fcntl::{Flock, FlockArg};

use super::super::error::{Error, io_reason};
use super::files::Home;

/// Longer than a start or a stop may take by itself.
const PATIENCE: Duration = Duration::from_secs(180);

const PAUSE: Duration = Duration::from_millis(20);

/// The right to start or stop the server.
#[derive(Debug)]
pub(super) struct StartLock(#[expect(dead_code, reason = "held for its drop")] Flock<File>);

impl StartLock {
    /// Waits for the lock, at most [`PATIENCE`].
    pub(super) fn take(home: &Home) -> Result<StartLock, Error> {
        let path = home.start_lock();
        let mut file = home.open(&path)?;
        let end = Instant::now() + PATIENCE;
        loop {
            file = match Flock::lock(file, FlockArg::LockExclusiveNonblock) {
                Ok(lock) => return Ok(StartLock(lock)),
                Err((file, Errno::EWOULDBLOCK)) => file,
                Err((_, errno)) => return Err(failed(&path, errno)),
            };
            if Instant::now() > end {
                return Err(Error::Busy { path: home.path().to_owned(), seconds: PATIENCE.as_secs() });
            }
            sleep(PAUSE);
        }
    }
}

/// A share in the use of the server.
#[derive(Debug)]
pub(super) struct UsersLock(Flock<File>);

/// Proof that nobody else uses the server, and for as long as it is kept nobody will.
#[derive(Debug)]
pub(super) struct Alone(#[expect(dead_code, reason = "held for its drop")] Flock<File>);

impl UsersLock {
    /// Takes a share; the flag says whether others have one.
    pub(super) fn join(home: &Home, _start: &StartLock) -> Result<(UsersLock, bool), Error> {
        let path = home.users_lock();
        let (file, company) = match Flock::lock(home.open(&path)?, FlockArg::LockExclusiveNonblock) {
            Ok(alone) => (alone.unlock().map_err(|(_, errno)| failed(&path, errno))?, false),
            Err((file, Errno::EWOULDBLOCK)) => (file, true),
            Err((_, errno)) => return Err(failed(&path, errno)),
        };
        let lock = Flock::lock(file, FlockArg::LockSharedNonblock);
        Ok((UsersLock(lock.map_err(|(_, errno)| failed(&path, errno))?), company))
    }

    /// Gives the share back. `None` when others still have theirs.
    pub(super) fn leave(self, home: &Home, _start: &StartLock) -> Result<Option<Alone>, Error> {
        let path = home.users_lock();
        let file = self.0.unlock().map_err(|(_, errno)| failed(&path, errno))?;
        match Flock::lock(file, FlockArg::LockExclusiveNonblock) {
            Ok(alone) => Ok(Some(Alone(alone))),
            Err((_, Errno::EWOULDBLOCK)) => Ok(None),
            Err((_, errno)) => Err(failed(&path, errno)),
        }
    }
}

fn failed(path: &Path, errno: Errno) -> Error {
    Error::File { action: "lock", path: path.to_owned(), reason: io_reason(&errno.into()) }
}
