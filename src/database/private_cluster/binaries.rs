//! Finding Postgres on this machine.
//!
//! Invariant: what is found has both `postgres` and `initdb`, is new enough, and is of the major version that
//! made the cluster.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::super::OLDEST_POSTGRES;
use super::super::error::Error;
use super::files::Home;

/// Where to look.
#[derive(Clone, Debug)]
pub(super) struct Search {
    /// A list of folders as in `PATH`.
    path: OsString,
    /// A folder with a `15/bin` or the like in it.
    root: PathBuf,
}

/// The programs of one installation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Binaries {
    folder: PathBuf,
    major: u32,
}

impl Binaries {
    pub(super) fn postgres(&self) -> PathBuf {
        self.folder.join("postgres")
    }

    pub(super) fn initdb(&self) -> PathBuf {
        self.folder.join("initdb")
    }

    /// The installation in a folder, if a whole one is there.
    fn in_folder(folder: &Path) -> Option<Binaries> {
        if !folder.join("initdb").is_file() {
            return None;
        }
        let mut version = Command::new(folder.join("postgres"));
        // Unlike all else it does, this works as root too.
        let answer = version.arg("-V").env_clear().stdin(Stdio::null()).output().ok()?;
        let major = major(&String::from_utf8_lossy(&answer.stdout))?;
        Some(Binaries { folder: folder.to_owned(), major })
    }
}

/// The major version in `postgres (PostgreSQL) 15.18 (Debian …)`.
fn major(answer: &str) -> Option<u32> {
    let number = answer.split_once("(PostgreSQL) ")?.1;
    number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

impl Search {
    /// `PATH`, and where Debian keeps what it does not put in there.
    pub(super) fn of_this_machine() -> Search {
        Search { path: std::env::var_os("PATH").unwrap_or_default(), root: "/usr/lib/postgresql".into() }
    }

    /// The first installation that fits the cluster, if there is one; else the first that is new enough.
    pub(super) fn find(&self, home: &Home) -> Result<Binaries, Error> {
        let made_by = home.version()?;
        let fits = |found: &Binaries| match made_by {
            Some(version) => found.major == version,
            None => found.major >= OLDEST_POSTGRES,
        };
        let found = self.folders().iter().filter_map(|folder| Binaries::in_folder(folder)).find(fits);
        found.ok_or_else(|| match made_by {
            Some(version) => Error::OtherVersion { cluster: home.cluster(), version },
            None => Error::NoServer { roots: self.root.display().to_string() },
        })
    }

    /// The folders to try, the likeliest first.
    fn folders(&self) -> Vec<PathBuf> {
        let mut folders = Vec::new();
        for folder in std::env::split_paths(&self.path).filter(|folder| folder.is_absolute()) {
            // Often `postgres` alone is linked there, and the rest is beside what the link points to.
            if let Ok(program) = fs::canonicalize(folder.join("postgres")) {
                folders.extend(program.parent().map(Path::to_owned));
                folders.push(folder);
            }
        }
        let mut versions: Vec<(u32, PathBuf)> = fs::read_dir(&self.root)
            .into_iter()
            .flatten()
            .flatten()
            .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
            .collect();
        versions.sort_by_key(|version| std::cmp::Reverse(version.0));
        folders.extend(versions.into_iter().map(|(_, folder)| folder));
        folders
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn install(folder: &Path, version: &str) {
        fs::create_dir_all(folder).unwrap();
        for program in ["postgres", "initdb"] {
            let path = folder.join(program);
            fs::write(&path, format!("#!/bin/sh\necho '{program} (PostgreSQL) {version}'\n")).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
    }

    fn made_by(folder: &Path, version: &str) -> Home {
        let home = Home::at(folder.join("home"));
        fs::create_dir_all(home.cluster()).unwrap();
        fs::write(home.cluster().join("PG_VERSION"), version).unwrap();
        home
    }

    #[test]
    fn without_a_server_the_package_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let search = Search { path: folder.path().into(), root: folder.path().join("none") };
        let line = search.find(&Home::at(folder.path().join("home"))).unwrap_err().to_string();
        assert!(line.contains("no PostgreSQL server") && line.contains("package `postgresql`"), "{line}");
    }

    #[test]
    fn a_link_in_path_leads_to_the_whole_installation() {
        let folder = tempfile::tempdir().unwrap();
        let (real, linked) = (folder.path().join("real"), folder.path().join("linked"));
        install(&real, "15.18 (Debian 15.18-0+deb12u1)");
        fs::create_dir(&linked).unwrap();
        symlink(real.join("postgres"), linked.join("postgres")).unwrap();
        let search = Search { path: linked.into(), root: folder.path().join("none") };
        let found = search.find(&Home::at(folder.path().join("home"))).unwrap();
        assert_eq!(found, Binaries { folder: fs::canonicalize(real).unwrap(), major: 15 });
    }

    #[test]
    fn the_newest_that_fits_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("versions");
        for (name, version) in [("9.6", "9.6.24"), ("14", "14.1"), ("15", "15.2"), ("17", "17beta1")] {
            install(&root.join(name).join("bin"), version);
        }
        let search = Search { path: OsString::new(), root };
        let new = search.find(&Home::at(folder.path().join("absent"))).unwrap();
        let old = search.find(&made_by(folder.path(), "15\n")).unwrap();
        assert_eq!((new.major, old.major), (17, 15));
    }

    #[test]
    fn too_old_a_server_is_none() {
        let folder = tempfile::tempdir().unwrap();
        install(folder.path(), "14.9");
        let search = Search { path: folder.path().into(), root: folder.path().join("none") };
        let found = search.find(&Home::at(folder.path().join("home")));
        assert!(matches!(found, Err(Error::NoServer { .. })), "{found:?}");
    }

    #[test]
    fn a_cluster_of_a_version_that_is_not_installed_names_its_package() {
        let folder = tempfile::tempdir().unwrap();
        install(folder.path(), "15.18");
        let search = Search { path: folder.path().into(), root: folder.path().join("none") };
        let line = search.find(&made_by(folder.path(), "16\n")).unwrap_err().to_string();
        assert!(line.contains("made by PostgreSQL 16") && line.contains("`postgresql-16`"), "{line}");
    }
}
