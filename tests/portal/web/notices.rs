//! Notices: on every page or with one contact, from the minute they start to the minute they end.

use axum::http::StatusCode;
use jiff::Timestamp;
use leiden_international::content::exchange::SourceFile;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::web::page::Page;
use crate::web::portal::{Portal, file};

const CENTRE: &str = "leiden-international-centre";

/// A notice on every page, or about a contact, from 13:00 to 17:00 on 24 December 2026.
fn notice(about: Option<&str>, texts: &Value) -> SourceFile {
    file(&json!({
        "id": "some-notice",
        "position": 10,
        "live": {
            "shared": {
                "fields": {
                    "kind": "notice", "about": about, "from": "2026-12-24T13:00", "until": "2026-12-24T17:00",
                },
            },
            "texts": texts,
        },
    }))
}

fn both() -> Value {
    json!({
        "en": { "title": "The phones are out of order", "summary": "Please write to us." },
        "nl": { "title": "De telefoons doen het niet" },
    })
}

fn at(portal: &Portal, now: &str) {
    portal.app.clock().set(now.parse::<Timestamp>().unwrap());
}

/// A moment while the notice stands.
fn during(portal: &Portal) {
    at(portal, "2026-12-24T13:30:00Z");
}

#[sqlx::test(migrations = "./migrations")]
async fn it_stands_on_top_of_every_page_between_its_minutes(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal.import(&[notice(None, &both())]).await;
    for (now, stands) in [
        ("2026-12-24T11:59:00Z", false),
        ("2026-12-24T12:00:00Z", true),
        ("2026-12-24T15:59:00Z", true),
        ("2026-12-24T16:00:00Z", false),
    ] {
        at(&portal, now);
        for path in ["/en", "/en/policy", "/en/contact", "/en/contact/leiden-international-centre", "/nl"] {
            assert_eq!(portal.page(path).await.has(".lp-notices"), stands, "{path} at {now}");
        }
    }
    during(&portal);
    let page = portal.page("/en/policy").await;
    assert_eq!(page.only("header + .lp-notices"), "Notice The phones are out of order Please write to us.");
    assert_eq!(page.only(".lp-notices > h2.lp-visually-hidden"), "Notice");
    assert_eq!(page.attribute(".lp-notices", "aria-labelledby"), page.attribute(".lp-notices > h2", "id"));
    let dutch = portal.page("/nl/beleid").await;
    assert_eq!(dutch.only(".lp-notices"), "Mededeling De telefoons doen het niet");
}

#[sqlx::test(migrations = "./migrations")]
async fn no_cache_keeps_a_page_beyond_the_next_edge(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal.import(&[notice(None, &both())]).await;
    for (now, keep) in [
        ("2026-12-24T11:58:59Z", "public, max-age=0, s-maxage=60"),
        ("2026-12-24T11:59:20Z", "public, max-age=0, s-maxage=40"),
        ("2026-12-24T12:00:00Z", "public, max-age=0, s-maxage=60"),
        ("2026-12-24T15:59:59Z", "public, max-age=0, s-maxage=1"),
        ("2026-12-24T16:00:00Z", "public, max-age=0, s-maxage=60"),
    ] {
        at(&portal, now);
        assert_eq!(portal.get("/en/policy").await.header("cache-control"), Some(keep), "{now}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn an_error_page_has_it_too(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal.import(&[notice(None, &both())]).await;
    assert!(!portal.get("/en/nowhere").await.text().contains("out of order"));
    during(&portal);
    let answer = portal.get("/en/nowhere").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.only(".lp-notices").contains("The phones are out of order"));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_language_without_its_text_shows_nothing(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal.import(&[notice(None, &json!({ "nl": { "title": "Alleen hier" } }))]).await;
    during(&portal);
    assert!(portal.page("/nl").await.only(".lp-notices").contains("Alleen hier"));
    let english = portal.get("/en").await;
    assert!(!english.text().contains("lp-notices") && !english.text().contains("Alleen hier"));
}

#[sqlx::test(migrations = "./migrations")]
async fn one_about_a_contact_stands_with_that_contact_alone(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal.import(&[notice(Some(CENTRE), &both())]).await;
    let shown = |page: Page| page.texts(".lp-notice__title");
    during(&portal);
    let message = ["The phones are out of order"];
    assert_eq!(shown(portal.page("/en/contact/leiden-international-centre").await), message);
    assert_eq!(shown(portal.page("/en").await), message, "in its panel on the home page");
    let contacts = portal.page("/en/contact").await;
    assert_eq!(contacts.texts("main .lp-panel:first-child .lp-notice__title"), message);
    assert_eq!(shown(contacts).len(), 1, "and with no other contact");
    for path in ["/en/contact/municipality-of-leiden", "/en/policy", "/en/documents"] {
        assert!(shown(portal.page(path).await).is_empty(), "{path}");
    }
    at(&portal, "2026-12-24T16:00:00Z");
    assert!(shown(portal.page("/en/contact/leiden-international-centre").await).is_empty());
}

#[sqlx::test(migrations = "./migrations")]
async fn it_changes_no_date_and_has_no_address(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let changed = portal.page("/en/policy").await.attribute("main .lp-meta--page time", "datetime");
    let map = portal.get("/sitemap.xml").await;
    portal.import(&[notice(None, &both())]).await;
    during(&portal);
    let page = portal.page("/en/policy").await;
    assert_eq!(page.attribute("main .lp-meta--page time", "datetime"), changed);
    assert_eq!(portal.get("/sitemap.xml").await.body, map.body);
    assert_eq!(portal.get("/en/some-notice").await.status, StatusCode::NOT_FOUND);
}

#[sqlx::test(migrations = "./migrations")]
async fn the_example_has_one_that_says_so(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    for (path, word) in [
        ("/en/contact/leiden-international-centre", "Example: "),
        ("/nl/contact/leiden-international-centre", "Voorbeeld: "),
    ] {
        let title = portal.page(path).await.only(".lp-notice__title");
        assert!(title.starts_with(word), "{title}");
    }
}
