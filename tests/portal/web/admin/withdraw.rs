//! Withdrawing: readers are told why or led on, and what is used stays.

use leiden_international::accounts::editor::Role;
use leiden_international::content::schedule;
use leiden_international::web::Form;
use sqlx::PgPool;

use super::kit::{Desk, Person, fields, with};
use super::publish::{errors, explained, log};
use crate::web::page::Page;
use crate::web::portal::Answer;

/// A page that nothing refers to, live in both languages.
async fn leaflet(desk: &Desk) {
    let file = crate::web::portal::file(&serde_json::json!({
        "id": "leaflet", "parent": "about", "position": 10,
        "live": {
            "shared": { "fields": { "kind": "page", "menu": "none" } },
            "texts": {
                "en": { "title": "Leaflet", "slug": "leaflet" },
                "nl": { "title": "Folder", "slug": "folder" },
            },
        },
    }));
    desk.portal.import(&[file]).await;
}

async fn form(person: &Person) -> Form {
    let page = person.page("/admin/pages/leaflet/withdraw").await;
    with(fields(&page, "withdraw-form"), &[("en.reason", "Out of print."), ("nl.reason", "Uitverkocht.")])
}

async fn send(person: &Person, changes: &[(&str, &str)]) -> Answer {
    let form = with(form(person).await, changes);
    person.post_form("/admin/pages/leaflet/withdraw", &form).await
}

#[sqlx::test(migrations = "./migrations")]
async fn readers_are_told_why_in_their_language(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    leaflet(&desk).await;
    let petra = desk.person("petra", Role::Publisher).await;
    let sent = send(&petra, &[("successor", "documents")]).await;
    assert_eq!(sent.header("location"), Some("/admin/pages/leaflet/withdraw?done=withdrawn"));
    let after = petra.follow(&sent).await;
    assert_eq!(after.only("[role=status]"), "It is withdrawn.");
    assert!(after.main().contains("there is nothing to withdraw"));
    desk.portal.renew().await;
    for (path, reason, link) in [
        ("/en/about/leaflet", "Out of print.", "/en/documents"),
        ("/nl/over/folder", "Uitverkocht.", "/nl/documenten"),
    ] {
        let answer = desk.portal.get(path).await;
        assert_eq!(answer.status, 410, "{path}");
        let page = Page::new(path, &answer);
        assert_eq!(page.only("main .lp-reason"), reason);
        assert_eq!(page.attributes("main .lp-notice a", "href"), [link]);
    }
    let log = "select count(*) from audit_event where action = 'entry.withdraw' and result = 'done'";
    assert_eq!(sqlx::query_scalar::<_, i64>(log).fetch_one(&pool).await.unwrap(), 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn or_they_are_led_to_what_took_its_place(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    leaflet(&desk).await;
    let petra = desk.person("petra", Role::Publisher).await;
    let nothing_said =
        [("en.reason", ""), ("nl.reason", ""), ("then", "redirect"), ("successor", "documents")];
    assert_eq!(send(&petra, &nothing_said).await.status, 303, "who is led on needs no reason");
    desk.portal.renew().await;
    let answer = desk.portal.get("/en/about/leaflet").await;
    assert_eq!((answer.status.as_u16(), answer.header("location")), (301, Some("/en/documents")));
}

#[sqlx::test(migrations = "./migrations")]
async fn one_language_can_go_alone_and_later(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    leaflet(&desk).await;
    let petra = desk.person("petra", Role::Publisher).await;
    let later = [("lang", "nl"), ("when", "later"), ("day", "2026-12-01"), ("time", "09:00")];
    let sent = send(&petra, &later).await;
    assert_eq!(sent.header("location"), Some("/admin/pages/leaflet/schedule?done=scheduled"));
    assert!(petra.follow(&sent).await.main().contains("is withdrawn (Dutch)"));
    assert_eq!(schedule::list_open(&pool).await.unwrap().len(), 1);
    assert_eq!(send(&petra, &[("lang", "nl")]).await.status, 303);
    desk.portal.renew().await;
    assert_eq!(desk.portal.get("/nl/over/folder").await.status, 410);
    assert_eq!(desk.portal.get("/en/about/leaflet").await.status, 200);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_used_stays_and_says_where(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let petra = desk.person("petra", Role::Publisher).await;
    let path = "/admin/pages/leiden-international-centre/withdraw";
    let page = petra.page(path).await;
    let form = with(fields(&page, "withdraw-form"), &[("en.reason", "x"), ("nl.reason", "y")]);
    for form in [form.clone(), with(form, &[("when", "later"), ("day", "2026-12-01"), ("time", "09:00")])] {
        let answer = petra.post_form(path, &form).await;
        assert_eq!(errors(&answer), ["#langs"]);
        let page = Page::new(path, &answer);
        let links = page.attributes("[aria-labelledby=used-by] a", "href");
        assert!(links.contains(&"/admin/pages/home".to_owned()), "{links:?}");
        assert_eq!(
            page.attributes("[aria-labelledby=used-by] p a", "href"),
            ["/admin/pages/leiden-international-centre#f-end-on"],
            "it can end instead"
        );
        assert_eq!(page.only("[id=reason-en]").trim(), "x", "what was typed is kept");
    }
    desk.portal.renew().await;
    assert_eq!(desk.portal.get("/en/contact/leiden-international-centre").await.status, 200);
    assert_eq!(schedule::list_open(&pool).await.unwrap(), []);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_wrong_is_said_at_its_field(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    leaflet(&desk).await;
    let petra = desk.person("petra", Role::Publisher).await;
    let long = "x".repeat(1_001);
    for (changes, field) in [
        (&[("lang", "xx")][..], "#langs"),
        (&[("en.reason", "  ")], "#reason-en"),
        (&[("nl.reason", &long)], "#reason-nl"),
        (&[("successor", "none")], "#successor"),
        (&[("successor", "leaflet")], "#successor"),
        (&[("then", "redirect")], "#successor"),
        (&[("when", "later"), ("day", "")], "#day"),
        (&[("note", &long)], "#note"),
    ] {
        let answer = send(&petra, changes).await;
        assert_eq!(errors(&answer), [field], "{changes:?}");
        explained(&answer, field);
        let refused = format!("entry.withdraw refused form: {}", &field[1..]);
        assert_eq!(log(&pool).await.pop(), Some(refused));
    }
    let anna = desk.person("anna", Role::Author).await;
    assert!(!anna.page("/admin/pages/leaflet/withdraw").await.has("#withdraw-form"));
    assert_eq!(anna.post("/admin/pages/leaflet/withdraw", &[("lang", "en")]).await.status, 403);
    assert_eq!(petra.get("/admin/pages/none/withdraw").await.status, 404);
    assert_eq!(petra.post("/admin/pages/none/withdraw", &[]).await.status, 404);
}
