//! As whom the server runs.
//!
//! Invariant: never as root, and an existing cluster keeps its owner.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, lchown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use nix::unistd::{Gid, Uid, User};

use super::super::error::{Error, io_reason};
use super::files::Home;

/// The user that the server runs as.
#[derive(Clone, Debug)]
pub(super) struct Account {
    name: String,
    /// Whom to become; `None` when that is who we are.
    become_user: Option<(Uid, Gid)>,
}

impl Account {
    /// Ourselves or, as root: the owner of what is there, else `postgres`, else `nobody`.
    pub(super) fn for_cluster(home: &Home) -> Result<Account, Error> {
        let myself = Uid::effective();
        if !myself.is_root() {
            for path in [home.path().to_owned(), home.cluster()] {
                if let Some(other) = owner(&path)?.filter(|owner| *owner != myself) {
                    return Err(Error::OtherOwner { path, owner: name_of(other) });
                }
            }
            return Ok(Account { name: name_of(myself), become_user: None });
        }
        match owner(&home.cluster())?.or(owner(home.path())?) {
            Some(owner) if owner.is_root() && home.has_cluster() => {
                Err(Error::OwnedByRoot { path: home.cluster() })
            }
            Some(owner) if !owner.is_root() => {
                // A user without a name, as in many containers, has no group to look up either.
                let gid = user(owner).map_or(Gid::from_raw(owner.as_raw()), |user| user.gid);
                Ok(Account { name: name_of(owner), become_user: Some((owner, gid)) })
            }
            _ => Account::unprivileged(),
        }
    }

    /// The user for a new cluster of root's.
    fn unprivileged() -> Result<Account, Error> {
        let found = ["postgres", "nobody"].iter().find_map(|name| User::from_name(name).ok().flatten());
        let user = found.ok_or(Error::NoAccount)?;
        Ok(Account { name: user.name, become_user: Some((user.uid, user.gid)) })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// A command that will run as this user, in `folder`, away from our terminal.
    ///
    /// It gets an environment of its own: `PG…` and locale variables would change what it does, and our
    /// secrets are none of another user's business.
    pub(super) fn command(&self, program: &Path, folder: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("PATH", "/usr/bin:/bin").env("LC_ALL", "C");
        if let Some(libraries) = std::env::var_os("LD_LIBRARY_PATH") {
            command.env("LD_LIBRARY_PATH", libraries);
        }
        if let Some((uid, gid)) = self.become_user {
            // The standard library also clears the supplementary groups then.
            command.uid(uid.as_raw()).gid(gid.as_raw());
        }
        // ^C reaches the whole foreign process group; the server must stop after us, not with us.
        command.current_dir(folder).process_group(0).stdin(Stdio::null());
        command
    }

    /// Makes a folder for this user alone, or gives it what is there.
    pub(super) fn make_folder(&self, path: &Path) -> Result<(), Error> {
        match fs::DirBuilder::new().mode(0o700).create(path) {
            Err(cause) if cause.kind() != ErrorKind::AlreadyExists => {
                return Err(Error::file("make the folder", path)(cause));
            }
            _ => {}
        }
        self.own(path)
    }

    /// Gives a folder to this user.
    pub(super) fn own(&self, path: &Path) -> Result<(), Error> {
        let Some((uid, gid)) = self.become_user else { return Ok(()) };
        // Not what a link leads to: the folder above may be another user's.
        lchown(path, Some(uid.as_raw()), Some(gid.as_raw())).map_err(Error::file("give away", path))
    }

    /// Whether this user can get at a folder, found out by going there: no reading of permissions knows as
    /// well as the kernel does.
    pub(super) fn reaches(&self, folder: &Path, program: &Path) -> Result<bool, Error> {
        let metadata = fs::metadata(folder).map_err(Error::file("read", folder))?;
        if self.become_user.is_none() && metadata.is_dir() {
            return Ok(true);
        }
        let mut attempt = self.command(program, folder);
        match attempt.arg("-V").stdout(Stdio::null()).stderr(Stdio::null()).status() {
            Ok(_) => Ok(true),
            Err(cause) if cause.kind() == ErrorKind::PermissionDenied => Ok(false),
            Err(cause) => Err(Error::NotRunnable {
                account: self.name.clone(),
                program: program.to_owned(),
                reason: io_reason(&cause),
            }),
        }
    }
}

fn user(uid: Uid) -> Option<User> {
    User::from_uid(uid).ok().flatten()
}

/// The user that a folder belongs to, if it is there.
fn owner(path: &Path) -> Result<Option<Uid>, Error> {
    match fs::metadata(path) {
        Ok(found) => Ok(Some(Uid::from_raw(found.uid()))),
        Err(cause) if cause.kind() == ErrorKind::NotFound => Ok(None),
        Err(cause) => Err(Error::file("read", path)(cause)),
    }
}

/// The user's name, or the number where there is none.
fn name_of(uid: Uid) -> String {
    user(uid).map_or_else(|| format!("user {uid}"), |user| user.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_inherits_no_postgres_variable() {
        let account = Account { name: "someone".into(), become_user: None };
        let command = account.command(Path::new("/bin/true"), Path::new("/"));
        let names: Vec<_> = command.get_envs().map(|(name, _)| name.to_owned()).collect();
        assert!(names.iter().all(|name| !name.to_string_lossy().starts_with("PG")), "{names:?}");
    }

    #[test]
    fn what_is_made_is_its_own_only() {
        let folder = tempfile::tempdir().unwrap();
        let made = folder.path().join("made");
        let account = Account { name: "someone".into(), become_user: None };
        account.make_folder(&made).unwrap();
        assert_eq!(fs::metadata(&made).unwrap().mode() & 0o777, 0o700);
    }
}
