//! Starting again after programs, servers or machines died.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use super::support::{Site, ask, owner, wait_until};

/// kill -9 of the server.
fn kill_server(site: &Site) -> i32 {
    let pid = site.server().unwrap();
    kill(Pid::from_raw(pid), Signal::SIGKILL).unwrap();
    pid
}

#[test]
fn a_server_whose_program_was_killed_is_adopted() {
    let site = Site::new().made();
    let first = site.hold();
    let server = site.server();
    first.kill();
    let second = site.hold();
    assert_eq!(site.server(), server);
    assert_eq!(ask(&second.url, "select 'here'"), "here");
    assert!(second.end().well().errors.contains("adopted"));
    assert_eq!(site.server(), None);
    assert_eq!(site.logged("database system is shut down"), 1);
}

#[test]
fn a_killed_program_does_not_take_the_server_from_another() {
    let site = Site::new().made();
    let (first, second) = (site.hold(), site.hold());
    first.kill();
    assert_eq!(ask(&second.url, "select 'here'"), "here");
    second.end().well();
    assert_eq!(site.server(), None);
}

#[test]
fn what_was_committed_survives_when_all_is_killed() {
    let site = Site::new().made();
    let first = site.hold();
    ask(&first.url, "create table kept as select 'word' as word");
    kill_server(&site);
    first.kill();
    let second = site.hold();
    assert_eq!(ask(&second.url, "select word from kept"), "word");
    second.end().well();
    assert_eq!(site.logged("not properly shut down"), 1);
}

#[test]
fn a_server_that_died_is_replaced_for_the_next_program() {
    let site = Site::new().made();
    let first = site.hold();
    // Its program is still there and does not wait for it, so its number stays taken.
    let dead = kill_server(&site);
    let second = site.hold();
    assert_ne!(site.server(), Some(dead));
    assert_eq!(ask(&first.url, "select 'here'"), "here");
    second.end().well();
    assert_eq!(ask(&first.url, "select 'still'"), "still");
    first.end().well();
    assert_eq!(site.server(), None);
}

#[test]
fn a_lock_file_with_the_number_of_a_stranger_is_no_obstacle() {
    let site = Site::new().made();
    let mut stranger = Command::new("sleep");
    let cluster = site.home().join("cluster");
    // Postgres only takes a process of its own user for its predecessor.
    if nix::unistd::Uid::effective().is_root() {
        stranger.uid(owner(&cluster));
    }
    let mut stranger = stranger.arg("60").spawn().unwrap();
    let lock = format!(
        "{}\n{}\n1\n5432\n{}\n\n\nready\n",
        stranger.id(),
        cluster.display(),
        site.home().join("socket").display()
    );
    fs::write(cluster.join("postmaster.pid"), &lock).unwrap();
    fs::write(site.home().join("socket/.s.PGSQL.5432.lock"), &lock).unwrap();
    let ended = site.shell("true");
    let lives = stranger.try_wait().unwrap().is_none();
    stranger.kill().unwrap();
    stranger.wait().unwrap();
    ended.well();
    assert!(lives, "a stranger was stopped");
}

#[test]
fn a_copy_of_a_running_cluster_has_a_server_of_its_own() {
    let (original, copy) = (Site::new().made(), Site::new());
    let holder = original.hold();
    ask(&holder.url, "create table kept as select 'original' as word");
    let mut cp = Command::new("cp");
    assert!(cp.arg("-a").args([original.data_dir(), copy.data_dir()]).status().unwrap().success());
    let other = copy.hold();
    assert_ne!(copy.server(), original.server());
    ask(&other.url, "update kept set word = 'copy'");
    assert_eq!(ask(&holder.url, "select word from kept"), "original");
    other.end().well();
    holder.end().well();
}

#[test]
fn a_lock_file_that_was_cut_short_is_no_obstacle() {
    let site = Site::new().made();
    fs::write(site.home().join("cluster/postmaster.pid"), "").unwrap();
    site.shell("true").well();
}

#[test]
fn a_half_made_cluster_is_swept_and_made_anew() {
    let site = Site::new();
    let mut killed = site.program(["true"]).spawn().unwrap();
    let half = || {
        let entries = fs::read_dir(site.home()).into_iter().flatten().flatten();
        entries
            .map(|entry| entry.path())
            .find(|path| path.join("base").exists() && !path.ends_with("cluster"))
    };
    wait_until(|| half().is_some());
    let left = half().unwrap();
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert!(!site.home().join("cluster").exists());
    let ended = site.shell("true").well();
    assert!(ended.errors.contains("was not finished"), "{ended:?}");
    // The killed one's initdb may live a moment longer, and tidies up after itself.
    wait_until(|| !Path::new(&left).exists());
    assert_eq!(half(), None);
}
