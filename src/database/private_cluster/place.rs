//! Where the cluster of a `DATA_DIR` lives.
//!
//! Invariant: a cluster that exists is used or refused, never passed over for a new and empty one; and two
//! data folders never share a cluster.

use std::fs;
use std::io::ErrorKind;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use nix::unistd::Uid;
use sha2::{Digest, Sha256};

use super::super::error::Error;
use super::account::Account;
use super::binaries::{Binaries, Search};
use super::files::Home;

/// For root, where the server's user cannot reach the data folder.
const ELSEWHERE: &str = "/var/lib/leiden-international";

/// A cluster's folder, and with what and as whom it is served.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) home: Home,
    pub(super) binaries: Binaries,
    pub(super) account: Account,
}

/// Finds the place of the cluster for a data folder, and makes the folders that are absent.
pub(super) fn choose(data_dir: &Path, search: &Search) -> Result<Place, Error> {
    make_folders(data_dir, 0o755)?;
    let data_dir = fs::canonicalize(data_dir).map_err(Error::file("open", data_dir))?;
    let near = Home::at(data_dir.join("postgres"));
    let far = Home::at(elsewhere(Path::new(ELSEWHERE), &data_dir));
    if Uid::effective().is_root() && !near.has_cluster() {
        if !far.has_cluster()
            && let Some(place) = settle(near, search)?
        {
            return Ok(place);
        }
        make_folders(Path::new(ELSEWHERE), 0o755)?;
        let path = far.path().to_owned();
        let place = existing_or_new(far, search)?;
        tracing::info!(
            path = %path.display(),
            "user {}, as whom the database runs, cannot reach {}: it lives elsewhere",
            place.account.name(),
            data_dir.display(),
        );
        return Ok(place);
    }
    existing_or_new(near, search)
}

/// Settles where there is no other choice.
fn existing_or_new(home: Home, search: &Search) -> Result<Place, Error> {
    let (path, account) = (home.path().to_owned(), Account::for_cluster(&home)?);
    settle(home, search)?.ok_or(Error::OutOfReach { account: account.name().to_owned(), path })
}

/// The place with this folder; `None`, and nothing left behind, when the server's user cannot get there.
fn settle(home: Home, search: &Search) -> Result<Option<Place>, Error> {
    let account = Account::for_cluster(&home)?;
    let binaries = search.find(&home)?;
    if !account.reaches(Path::new("/"), &binaries.postgres())? {
        return Err(Error::NotRunnable {
            account: account.name().to_owned(),
            program: binaries.postgres(),
            reason: "Permission denied".into(),
        });
    }
    // Others may pass through a folder of root's, but not look around in it.
    make_folders(home.path(), if Uid::effective().is_root() { 0o711 } else { 0o700 })?;
    if account.reaches(home.path(), &binaries.postgres())? {
        return Ok(Some(Place { home, binaries, account }));
    }
    // Only an empty folder goes.
    fs::remove_dir(home.path()).ok();
    Ok(None)
}

/// A folder of its own for each data folder, with a name by which a person can tell whose it is.
fn elsewhere(root: &Path, data_dir: &Path) -> PathBuf {
    let digest = Sha256::digest(data_dir.as_os_str().as_bytes());
    let number: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let words = data_dir.to_string_lossy().replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    let words: String = words.trim_matches('-').chars().take(40).collect();
    root.join(format!("{words}-{number}"))
}

fn make_folders(path: &Path, mode: u32) -> Result<(), Error> {
    match fs::DirBuilder::new().recursive(true).mode(mode).create(path) {
        Err(cause) if cause.kind() != ErrorKind::AlreadyExists => {
            Err(Error::file("make the folder", path)(cause))
        }
        _ if path.is_dir() => Ok(()),
        _ => Err(Error::File { action: "use", path: path.to_owned(), reason: "it is not a folder".into() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_data_folder_has_a_place_of_its_own_elsewhere() {
        let place = |data_dir: &str| elsewhere(Path::new("/var/lib/x"), Path::new(data_dir));
        assert!(place("/root/portal/data").starts_with("/var/lib/x"));
        assert_ne!(place("/root/a/b"), place("/root/a-b"));
        assert!(place("/root/portal/data").to_string_lossy().contains("root-portal-data-"));
        assert!(place(&"/very/long".repeat(30)).to_string_lossy().len() < 70);
    }
}
