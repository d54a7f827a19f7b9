//! The database is killed, is not there at the start, and comes back.

use crate::faults::kit::{Portal, Readers, is_ok, pages, publish_title, reaches_database, said, shown_soon};
use crate::serving::wait_until;

#[test]
fn killed_under_load_no_page_fails_while_it_is_away_nor_when_it_is_back() {
    let mut portal = Portal::new();
    let instance = portal.start("one");
    let readers = Readers::start(&instance.address, &pages(&instance));
    portal.take_database_away();
    wait_until("that it is missed", || !reaches_database(&instance));
    // What needs it says so at once, in the visitor's language.
    let answer = instance.get("/admin");
    assert!(answer.starts_with("HTTP/1.1 503 ") && answer.contains("retry-after: 30"), "{answer}");
    let link = format!("/check/{}", "a".repeat(64));
    assert!(instance.get(&link).starts_with("HTTP/1.1 503 "));
    assert!(!instance.get("/en").contains("As of "), "what is shown is not from a copy");
    portal.give_database_back();
    wait_until("that it is used again", || reaches_database(&instance));
    publish_title(portal.url(), "After it came back", async || {});
    wait_until("what is published", || instance.get("/en/plan").contains("<h1>After it came back</h1>"));
    readers.stop().well();
    assert!(instance.get("/admin").starts_with("HTTP/1.1 303 "));
    assert!(instance.stop().success());
}

#[test]
fn restarted_without_it_every_page_is_there_and_says_of_when_it_is() {
    let mut portal = Portal::new();
    let before = portal.start_with_copy("one");
    let all = pages(&before);
    assert!(before.stop().success());
    portal.take_database_away();

    let instance = portal.start("one");
    assert_eq!(pages(&instance), all);
    for page in &all {
        let answer = instance.get(page);
        assert!(is_ok(&answer), "{page}: {answer:.300}");
        let words = if page.starts_with("/en") { "<strong>As of " } else { "<strong>Stand van " };
        assert_eq!(answer.matches(words).count(), 1, "{page}");
    }
    // What is computed is computed still: what is found, and whether the centre is open now.
    let found = instance.get("/en/search?q=centre");
    assert!(found.contains("/en/contact/leiden-international-centre"), "{found}");
    assert!(instance.get("/en/contact/leiden-international-centre.json").contains("\"open\":"));
    let ready = instance.get("/readyz");
    assert!(is_ok(&ready) && ready.contains(r#""from":"copy""#), "{ready}");
    assert_eq!(said(&instance, "pages are shown from the copy"), 1);

    portal.give_database_back();
    wait_until("pages from the database", || instance.get("/readyz").contains(r#""from":"database""#));
    assert!(!instance.get("/en").contains("As of "));
    publish_title(portal.url(), "Without a restart", async || {});
    assert!(shown_soon(&[&instance], "Without a restart"));
    assert!(instance.stop().success());
}

#[test]
fn with_neither_database_nor_copy_a_page_says_so_until_there_is_one() {
    let mut portal = Portal::new();
    portal.take_database_away();
    let instance = portal.start("new");
    for (page, lang, other) in [("/en/policy", "en", "nl"), ("/nl", "nl", "en")] {
        let answer = instance.get(page);
        assert!(answer.starts_with("HTTP/1.1 503 ") && answer.contains("retry-after: "), "{answer}");
        let headers = answer.split("\r\n\r\n").next().unwrap();
        assert!(headers.contains("cache-control: no-store"), "{headers}");
        assert!(answer.contains(&format!("<html lang=\"{lang}\">")), "{answer}");
        assert!(answer.contains(&format!("lang=\"{other}\">\n")), "in the other language too: {answer}");
    }
    assert!(instance.get("/readyz").starts_with("HTTP/1.1 503 "));
    assert!(is_ok(&instance.get("/healthz")));
    portal.give_database_back();
    wait_until("pages", || is_ok(&instance.get("/nl")));
    instance.line("The first administrator chooses a password");
    assert!(instance.stop().success());
}

#[test]
fn an_empty_database_does_not_replace_what_a_copy_shows() {
    let mut portal = Portal::new();
    assert!(portal.start_with_copy("one").stop().success());
    portal.empty_database();
    portal.take_database_away();
    let instance = portal.start("one");
    portal.give_database_back();
    instance.line("the database is empty, but there is a copy of what was published");
    assert!(is_ok(&instance.get("/en/plan")) && !reaches_database(&instance));
    assert!(instance.stop().success());
}
