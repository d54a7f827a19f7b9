//! As whom the server runs, and where the cluster then lives.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::support::{Site, ask, owner, root_for};

fn server_user(site: &Site) -> u32 {
    fs::metadata(format!("/proc/{}", site.server().unwrap())).unwrap().uid()
}

#[test]
fn the_server_does_not_run_as_root() {
    if !root_for("a server of root's") {
        return;
    }
    let site = Site::new().made();
    let holder = site.hold();
    assert_ne!(server_user(&site), 0);
    assert_eq!(owner(&site.home().join("cluster")), server_user(&site));
    assert_eq!(owner(site.home()), 0);
    let log = fs::read(format!("/proc/{}/environ", site.server().unwrap())).unwrap();
    assert!(!String::from_utf8_lossy(&log).contains("DATA_DIR"), "our environment is none of its business");
    holder.end().well();
}

#[test]
fn an_ordinary_user_runs_it_and_root_may_join() {
    if !root_for("the program of another user") {
        return;
    }
    let site = Site::new().by_nobody();
    let holder = site.hold();
    assert_eq!(server_user(&site), owner(site.root()));
    assert_eq!(ask(&holder.url, "select 'from root'"), "from root");
    holder.end().well();

    let binary = env!("CARGO_BIN_EXE_leiden-international");
    let run_as_root = || {
        let mut program = Command::new(binary);
        program.args(["database", "run", "--", "true"]).env_remove("DATABASE_URL");
        program.env("DATA_DIR", site.data_dir()).stderr(Stdio::null()).status().unwrap()
    };
    assert!(run_as_root().success());
    assert_eq!(owner(&site.home().join("cluster")), owner(site.root()));
    // Root left nothing that its owner cannot use.
    site.shell("true").well();
}

#[test]
fn a_folder_of_another_user_is_refused() {
    if !root_for("the program of another user") {
        return;
    }
    let site = Site::new().made().by_nobody();
    let ended = site.shell("true");
    let line = ended.refusal();
    assert!(line.contains(&format!("{} belongs to root:", site.home().display())), "{line}");
}

#[test]
fn where_the_servers_user_cannot_go_the_cluster_lives_elsewhere() {
    if !root_for("a folder that is closed to the server's user") {
        return;
    }
    let mut site = Site::new();
    fs::set_permissions(site.root(), Permissions::from_mode(0o700)).unwrap();
    let holder = site.hold();
    let (_, socket_dir) = holder.url.split_once("?host=").unwrap();
    let home = Path::new(socket_dir).parent().unwrap().to_owned();
    site.lives_in(home.clone());
    let _swept = Swept(home.clone());
    assert!(home.starts_with("/var/lib/leiden-international/"), "{}", home.display());
    assert_eq!(ask(&holder.url, "select 'here'"), "here");
    let ended = holder.end().well();
    assert!(ended.errors.contains("it lives elsewhere"), "{ended:?}");
    assert!(!site.data_dir().join("postgres").exists());

    // Once it lives there it stays there, also when the way is opened.
    fs::set_permissions(site.root(), Permissions::from_mode(0o755)).unwrap();
    site.shell("true").well();
    assert!(!site.data_dir().join("postgres").exists());
}

#[test]
fn a_cluster_that_got_out_of_reach_is_not_replaced_by_an_empty_one() {
    if !root_for("a folder that is closed to the server's user") {
        return;
    }
    let site = Site::new().made();
    fs::set_permissions(site.root(), Permissions::from_mode(0o700)).unwrap();
    let ended = site.shell("true");
    let line = ended.refusal();
    assert!(line.contains("cannot reach") && line.contains(&site.home().display().to_string()), "{line}");
}

/// A folder outside the temporary one that goes at the end.
struct Swept(PathBuf);

impl Drop for Swept {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).ok();
        // Only when it is empty.
        self.0.parent().map(fs::remove_dir);
    }
}
