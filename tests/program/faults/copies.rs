//! The copy on disk: what is in it, and what is not used.

use std::fs;

use crate::faults::kit::{Portal, is_ok, publish_title, shown_soon};
use crate::serving::wait_until;

#[test]
fn each_publication_is_in_the_copy_soon_and_no_draft_ever() {
    let portal = Portal::new();
    let instance = portal.start_with_copy("one");
    publish_title(portal.url(), "In the copy", async || {});
    assert!(shown_soon(&[&instance], "In the copy"));
    let copy = || fs::read_to_string(portal.copy("one")).unwrap();
    wait_until("the newer copy", || copy().contains("In the copy"));
    // The starter texts hold sections that nobody has confirmed yet, with a note for staff.
    assert!(!copy().contains("\"unconfirmed\""), "{}", copy());
    let left: Vec<_> = fs::read_dir(portal.data_dir("one").join("published")).unwrap().collect();
    assert_eq!(left.len(), 1, "nothing is left beside it: {left:?}");
    assert!(instance.stop().success());
}

#[test]
fn what_was_published_last_is_in_the_copy_when_the_program_has_stopped() {
    let portal = Portal::new();
    let instance = portal.start_with_copy("one");
    publish_title(portal.url(), "At the last moment", async || {});
    assert!(shown_soon(&[&instance], "At the last moment"));
    assert!(instance.stop().success());
    assert!(fs::read_to_string(portal.copy("one")).unwrap().contains("At the last moment"));
}

#[test]
fn a_damaged_foreign_or_newer_copy_is_not_used_and_named_in_the_log() {
    let portal = Portal::new();
    assert!(portal.start_with_copy("one").stop().success());
    portal.take_database_away();
    let path = portal.copy("one");
    let whole = fs::read_to_string(&path).unwrap();
    for (copy, reason) in [
        (whole.replacen("internationals", "internationalz", 1), "its checksum is another"),
        (whole[..whole.len() / 2].to_owned(), "it is not as long as it should be"),
        ("<!doctype html>\n".to_owned(), "it is not a copy that this program made"),
        (whole.replacen(" 1 ", " 2 ", 1), "a newer version of the program made it"),
    ] {
        assert_ne!(copy, whole, "{reason}");
        fs::write(&path, copy).unwrap();
        let instance = portal.start("one");
        assert!(instance.line("the copy of what is published is not used").contains(reason), "{reason}");
        assert!(instance.get("/en").starts_with("HTTP/1.1 503 "));
        assert!(instance.stop().success());
    }
    fs::write(&path, whole).unwrap();
    let instance = portal.start("one");
    assert!(is_ok(&instance.get("/en")));
    assert!(instance.stop().success());
}
