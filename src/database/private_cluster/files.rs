//! The folder of the cluster and the names in it.
//!
//! Invariant: everything here belongs to the folder's owner, except the cluster and its socket, which belong
//! to the user that the server runs as. So a server can change neither its own configuration nor our locks.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt, fchown};
use std::path::{Path, PathBuf};

use nix::fcntl::OFlag;
use nix::unistd::Uid;

use super::super::error::Error;
use super::account::Account;

/// Settings of our own, read after those that initdb found for this machine.
const POSTGRESQL_CONF: &str = include_str!("postgresql.conf");

/// Who may connect: over the socket only, and who that is says the kernel.
const PG_HBA_CONF: &str = "local all portal peer map=portal\n";

/// A log longer than this is put aside, so that it and the one put aside are all there ever is.
const LONGEST_LOG: u64 = 1024 * 1024;

/// The folder that holds everything of one cluster.
#[derive(Clone, Debug)]
pub(super) struct Home(PathBuf);

impl Home {
    pub(super) fn at(path: PathBuf) -> Home {
        Home(path)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// The cluster itself, Postgres's data directory.
    pub(super) fn cluster(&self) -> PathBuf {
        self.0.join("cluster")
    }

    pub(super) fn postmaster_pid(&self) -> PathBuf {
        self.cluster().join("postmaster.pid")
    }

    /// The folder of the socket, unless that makes its name too long.
    pub(super) fn sockets(&self) -> PathBuf {
        self.0.join("socket")
    }

    pub(super) fn log(&self) -> PathBuf {
        self.0.join("server.log")
    }

    pub(super) fn start_lock(&self) -> PathBuf {
        self.0.join("start.lock")
    }

    pub(super) fn users_lock(&self) -> PathBuf {
        self.0.join("users.lock")
    }

    pub(super) fn configuration(&self) -> [PathBuf; 3] {
        ["postgresql.conf", "pg_hba.conf", "pg_ident.conf"].map(|name| self.0.join(name))
    }

    /// Whether a whole cluster is there: initdb works elsewhere and the result is moved in.
    pub(super) fn has_cluster(&self) -> bool {
        self.cluster().join("PG_VERSION").exists()
    }

    /// The major version that made the cluster; `None` without a cluster.
    pub(super) fn version(&self) -> Result<Option<u32>, Error> {
        let path = self.cluster().join("PG_VERSION");
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(None),
            Err(cause) => return Err(Error::file("read", &path)(cause)),
        };
        let version = text.trim().parse().ok();
        let unreadable = || Error::File { action: "read", path, reason: "it is not a version number".into() };
        Ok(Some(version.ok_or_else(unreadable)?))
    }

    /// Opens a file of ours to read and append, and makes it when it is absent. Never follows a link: as root
    /// we may be in a folder of another user's.
    pub(super) fn open(&self, path: &Path) -> Result<File, Error> {
        let mut options = OpenOptions::new();
        options.read(true).append(true).mode(0o600).custom_flags(OFlag::O_NOFOLLOW.bits());
        match options.clone().create_new(true).open(path) {
            Ok(file) => {
                let owner = fs::metadata(&self.0).map_err(Error::file("read", &self.0))?;
                if Uid::effective().is_root() {
                    // What root makes there must not lock its user out.
                    let given = fchown(&file, Some(owner.uid()), Some(owner.gid()));
                    given.map_err(Error::file("give away", path))?;
                }
                Ok(file)
            }
            Err(cause) if cause.kind() == ErrorKind::AlreadyExists => {
                options.open(path).map_err(Error::file("open", path))
            }
            Err(cause) => Err(Error::file("make", path)(cause)),
        }
    }

    /// Writes the configuration anew, so that a new program's settings reach an old cluster. What an operator
    /// sets with `alter system` still has the last word.
    pub(super) fn write_configuration(&self, account: &Account) -> Result<(), Error> {
        let users = ["root", account.name()].map(|user| format!("portal \"{user}\" portal\n")).concat();
        let texts = [POSTGRESQL_CONF, PG_HBA_CONF, &users];
        for (path, text) in self.configuration().iter().zip(texts) {
            let write = || {
                let next = path.with_extension("next");
                fs::remove_file(&next).or_else(unless_absent)?;
                let mut file = OpenOptions::new().write(true).create_new(true).open(&next)?;
                file.write_all(text.as_bytes())?;
                // Whatever the umask: the server reads it as another user.
                file.set_permissions(Permissions::from_mode(0o644))?;
                fs::rename(&next, path)
            };
            write().map_err(Error::file("write", path))?;
        }
        Ok(())
    }

    /// Puts a long log aside. The server goes on writing to the same, now empty, file.
    pub(super) fn trim_log(&self) -> Result<(), Error> {
        let path = self.log();
        let mut log = self.open(&path)?;
        if log.metadata().is_ok_and(|log| log.len() > LONGEST_LOG) {
            let mut aside = self.open(&path.with_extension("log.old"))?;
            let moved = aside.set_len(0).and_then(|()| io::copy(&mut log, &mut aside));
            moved.and_then(|_| log.set_len(0)).map_err(Error::file("shorten", &path))?;
        }
        Ok(())
    }
}

/// The absence of a file is fine where it was to be removed.
pub(super) fn unless_absent(cause: io::Error) -> io::Result<()> {
    if cause.kind() == ErrorKind::NotFound { Ok(()) } else { Err(cause) }
}
