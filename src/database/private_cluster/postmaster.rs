//! Whether a server runs in the cluster, and which process it is.
//!
//! Invariant: a process counts as the server only when it listens on the cluster's socket, which the kernel
//! tells; a number in a file does not make it so. Numbers are reused, above all in containers.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use nix::sys::signal::kill;
use nix::sys::socket::{getsockopt, sockopt::PeerCredentials};
use nix::unistd::Pid;

use super::super::error::Error;
use super::PORT;
use super::files::Home;

/// How long a server may be busy with starting (recovery after a crash included) or stopping.
pub(super) const SETTLING: Duration = Duration::from_secs(120);

const PAUSE: Duration = Duration::from_millis(10);

/// A server that accepts connections.
#[derive(Debug)]
pub(super) struct Running {
    /// Its process; 0 when that is out of our sight, in a container beside this one.
    pub(super) pid: i32,
    pub(super) socket_dir: PathBuf,
}

/// `postmaster.pid`, which a server keeps for as long as it runs.
#[derive(Debug)]
pub(super) struct PidFile {
    /// Absent when the file was cut short.
    pub(super) pid: Option<i32>,
    /// Absent too when the file came here with a copy of another cluster, whose server is none of ours.
    pub(super) socket_dir: Option<PathBuf>,
    pub(super) ready: bool,
}

enum Condition {
    Ready(Running),
    /// On its way up or down.
    Changing,
    /// Not there; the file was left behind.
    Gone,
}

/// Waits until the server is ready or gone. `None` when there is none. Only under the start lock.
pub(super) fn settled(home: &Home) -> Result<Option<Running>, Error> {
    let end = Instant::now() + SETTLING;
    while let Some(file) = PidFile::read(home)? {
        match file.condition(home) {
            Condition::Ready(running) => return Ok(Some(running)),
            Condition::Gone => return Ok(None),
            Condition::Changing if Instant::now() > end => {
                let (path, pid) = (home.cluster(), file.pid.unwrap_or_default());
                return Err(Error::Stuck { path, pid, seconds: SETTLING.as_secs() });
            }
            Condition::Changing => sleep(PAUSE),
        }
    }
    Ok(None)
}

impl PidFile {
    /// The file of the cluster, if there is one.
    pub(super) fn read(home: &Home) -> Result<Option<PidFile>, Error> {
        let path = home.postmaster_pid();
        let text = match fs::read(&path) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(Error::file("read", &path)(cause)),
        };
        let line =
            |number: usize| text.lines().nth(number - 1).map(str::trim).filter(|line| !line.is_empty());
        Ok(Some(PidFile {
            pid: line(1).and_then(|pid| pid.parse().ok()).filter(|pid| *pid > 0),
            socket_dir: line(5).filter(|_| line(2) == home.cluster().to_str()).map(PathBuf::from),
            ready: line(8) == Some("ready"),
        }))
    }

    fn condition(&self, home: &Home) -> Condition {
        // Beside the cluster first: that is the same folder whatever the path to it, as in a container.
        let folders = [Some(home.sockets()), self.socket_dir.clone()].into_iter().flatten();
        let mut listening = folders.filter_map(|folder| Some((listener(&socket(&folder))?, folder)));
        match listening.next() {
            Some((pid, socket_dir)) if self.ready => Condition::Ready(Running { pid, socket_dir }),
            Some(_) => Condition::Changing,
            // Before it listens, and after.
            None if self.pid.is_some_and(|pid| serves(pid, &home.cluster())) => Condition::Changing,
            None => Condition::Gone,
        }
    }
}

/// The socket in a folder.
pub(super) fn socket(folder: &Path) -> PathBuf {
    folder.join(format!(".s.PGSQL.{PORT}"))
}

/// The process that listens on a socket.
fn listener(socket: &Path) -> Option<i32> {
    let connection = UnixStream::connect(socket).ok()?;
    getsockopt(&connection, PeerCredentials).ok().map(|peer| peer.pid())
}

/// Whether a process was started as the server of this cluster. Its arguments can be read whoever it runs as,
/// other than its working directory, which root in a container may not see.
fn serves(pid: i32, cluster: &Path) -> bool {
    let arguments = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
    arguments.split(|byte| *byte == 0).any(|argument| argument == cluster.as_os_str().as_bytes())
}

/// Whether a process is there; one that has ended and is not yet waited for is not.
pub(super) fn alive(pid: i32) -> bool {
    if kill(Pid::from_raw(pid), None) == Err(nix::errno::Errno::ESRCH) {
        return false;
    }
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    // After the name in brackets, which can hold anything.
    !stat.rsplit_once(')').is_some_and(|(_, rest)| rest.trim_start().starts_with(['Z', 'X']))
}
