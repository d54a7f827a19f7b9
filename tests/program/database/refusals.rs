//! What stops a start, each in one line that says what to do about it.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::support::{Site, root_for, skip};

#[test]
fn a_cluster_of_a_version_that_is_not_installed() {
    let site = Site::new();
    fs::create_dir_all(site.home().join("cluster")).unwrap();
    if nix::unistd::Uid::effective().is_root() {
        nix::unistd::chown(&site.home().join("cluster"), Some(65534.into()), None).unwrap();
    }
    fs::write(site.home().join("cluster/PG_VERSION"), "99\n").unwrap();
    let ended = site.shell("true");
    let line = ended.refusal();
    assert!(line.contains("made by PostgreSQL 99") && line.contains("`postgresql-99`"), "{line}");
}

#[test]
fn a_data_folder_that_cannot_be_made() {
    let site = Site::below("file".as_ref());
    fs::write(site.root().join("file"), "").unwrap();
    let ended = site.shell("true");
    let line = ended.refusal();
    assert!(line.contains("cannot make the folder") && line.contains("Not a directory"), "{line}");
}

#[test]
fn a_data_folder_that_cannot_be_written() {
    if !root_for("the program of another user") {
        return;
    }
    let site = Site::below("closed".as_ref()).by_nobody();
    fs::create_dir_all(site.data_dir()).unwrap();
    let ended = site.shell("true");
    let line = ended.refusal();
    assert!(line.contains("cannot make the folder") && line.contains("Permission denied"), "{line}");
}

#[test]
fn a_server_that_does_not_start() {
    let site = Site::new().made();
    let path = site.home().join("cluster/postgresql.auto.conf");
    fs::write(&path, "max_connections = 'many'\n").unwrap();
    let ended = site.shell("true");
    let line = ended.refusal();
    assert!(line.contains(&site.home().display().to_string()), "{line}");
    assert!(line.contains("does not start: ") && line.contains("postgresql.auto.conf"), "{line}");
}

#[test]
fn a_server_that_is_too_far_gone_to_start() {
    let site = Site::new().made();
    fs::remove_file(site.home().join("cluster/global/pg_control")).unwrap();
    let ended = site.shell("true");
    let line = ended.refusal();
    assert!(line.contains("pg_control") && line.contains("No such file or directory"), "{line}");
}

#[test]
fn a_full_disk() {
    let site = Site::below("disk".as_ref());
    let Some(disk) = SmallDisk::mount(site.root().join("disk"), "24m") else { return };
    let ended = site.shell("true");
    let line = ended.refusal();
    assert!(line.contains("cannot make a database") && line.contains("No space left on device"), "{line}");
    assert!(line.contains(&site.home().display().to_string()), "{line}");

    disk.resize("200m");
    site.shell("true").well();
    let ballast = site.root().join("disk/ballast");
    let fill = fs::File::open("/dev/zero")
        .and_then(|mut zero| std::io::copy(&mut zero, &mut fs::File::create(&ballast)?));
    assert!(fill.is_err());
    let ended = site.shell("true");
    let line = ended.refusal();
    assert!(line.contains("No space left on device"), "{line}");

    fs::remove_file(ballast).unwrap();
    site.shell("true").well();
}

/// A file system of its own, in memory.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn mount(path: PathBuf, size: &str) -> Option<SmallDisk> {
        if !root_for("a small disk") {
            return None;
        }
        fs::create_dir_all(&path).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", &format!("size={size},mode=0755"), "tmpfs"]).arg(&path);
        let mounted = mount.stderr(Stdio::null()).status().is_ok_and(|status| status.success());
        if !mounted {
            skip("a small disk: mounting is not permitted");
        }
        mounted.then_some(SmallDisk(path))
    }

    fn resize(&self, size: &str) {
        let mut mount = Command::new("mount");
        mount.args(["-o", &format!("remount,size={size}")]).arg(&self.0);
        assert!(mount.status().unwrap().success());
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        Command::new("umount").arg(&self.0).status().ok();
    }
}
