//! No place for the copy.

use std::fs::{self, File};
use std::io::Write;
use std::process::Command;

use crate::database::support::root_for;
use crate::faults::kit::{Portal, is_ok, publish_title, said, shown_soon};
use crate::serving::wait_until;

/// A file system of its own, until the end of the test.
struct SmallDisk<'a>(&'a std::path::Path);

impl SmallDisk<'_> {
    fn mount(at: &std::path::Path) -> SmallDisk<'_> {
        fs::create_dir_all(at).unwrap();
        let mount = Command::new("mount").args(["-t", "tmpfs", "-o", "size=512k", "none"]).arg(at).status();
        assert!(mount.unwrap().success());
        SmallDisk(at)
    }
}

impl Drop for SmallDisk<'_> {
    fn drop(&mut self) {
        // A test that failed has its program killed after this.
        drop(Command::new("umount").arg("--lazy").arg(self.0).status());
    }
}

#[test]
fn a_full_disk_leaves_the_older_copy_and_is_reported_once() {
    if !root_for("a small disk") {
        return;
    }
    let portal = Portal::new();
    let place = portal.data_dir("one").join("published");
    let _disk = SmallDisk::mount(&place);
    let instance = portal.start_with_copy("one");
    let older = fs::read(portal.copy("one")).unwrap();
    let filling = place.join("filling");
    // Whatever is written until nothing more goes on.
    while File::options().create(true).append(true).open(&filling).unwrap().write_all(&[0; 4_096]).is_ok() {}
    for title in ["First without a copy", "Second without a copy"] {
        publish_title(portal.url(), title, async || {});
        assert!(shown_soon(&[&instance], title), "pages are not held up");
    }
    let report = "what is published cannot be copied; the older copy stays";
    assert!(instance.line(report).contains("No space left on device"));
    assert!(!place.join("published.new").exists());
    assert_eq!(fs::read(portal.copy("one")).unwrap(), older);

    fs::remove_file(filling).unwrap();
    publish_title(portal.url(), "With a copy again", async || {});
    instance.line("the copy of what is published is written again");
    assert_eq!(said(&instance, report), 1);
    wait_until("the copy", || fs::read_to_string(portal.copy("one")).unwrap().contains("With a copy again"));
    assert!(is_ok(&instance.get("/en")));
    assert!(instance.stop().success());
}
