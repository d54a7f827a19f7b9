//! Where pages were: moved ones lead on in one step, removed ones say so.

use axum::http::StatusCode;
use serde_json::json;
use sqlx::PgPool;

use crate::web::portal::{Portal, edited, file};

async fn assert_moved(portal: &Portal, from: &str, to: &str) {
    let answer = portal.get(from).await;
    assert_eq!(answer.status, StatusCode::MOVED_PERMANENTLY, "{from}");
    assert_eq!(answer.header("location"), Some(to), "{from}");
    assert_eq!(portal.get(to).await.status, StatusCode::OK, "{from} leads to {to} in one step");
}

#[sqlx::test(migrations = "./migrations")]
async fn the_centres_old_names_lead_to_it(pool: PgPool) {
    for portal in [Portal::starter(&pool).await, Portal::example(&pool).await] {
        for (from, to) in [
            ("/en/expat-centre", "/en/contact/leiden-international-centre"),
            ("/en/expat-center", "/en/contact/leiden-international-centre"),
            ("/nl/expatcentrum", "/nl/contact/leiden-international-centre"),
            ("/nl/expat-centre", "/nl/contact/leiden-international-centre"),
        ] {
            assert_moved(&portal, from, to).await;
        }
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_page_that_moves_leaves_its_address_and_takes_along_what_is_below_it(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let rename = |slug: &'static str| {
        edited("policy", move |entry| entry["live"]["texts"]["en"]["slug"] = slug.into())
    };
    portal.import(&[rename("vision")]).await;
    portal.import(&[rename("plans")]).await;
    for from in ["policy", "vision"] {
        for rest in ["", "/goals", "/goals/attract-talent"] {
            assert_moved(&portal, &format!("/en/{from}{rest}"), &format!("/en/plans{rest}")).await;
        }
    }
    assert_eq!(portal.get("/nl/beleid/doelen").await.status, StatusCode::OK, "Dutch stays where it is");
    let home = portal.page("/en").await;
    assert!(home.attributes("header nav a", "href").iter().any(|href| href == "/en/plans"));
}

/// A page with two languages below "about", withdrawn in these.
fn leaflet(
    withdrawn: &[&str],
    successor: Option<&str>,
) -> leiden_international::content::exchange::SourceFile {
    let text = |title: &str, slug: &str| json!({ "title": title, "slug": slug });
    file(&json!({
        "id": "leaflet",
        "parent": "about",
        "position": 10,
        "live": {
            "shared": { "fields": { "kind": "page", "menu": "none" } },
            "texts": { "en": text("Leaflet", "leaflet"), "nl": text("Folder", "folder") },
        },
        "withdrawn": withdrawn
            .iter()
            .map(|lang| json!({ "lang": lang, "reason": "out of print", "successor": successor }))
            .collect::<Vec<_>>(),
    }))
}

#[sqlx::test(migrations = "./migrations")]
async fn a_page_that_was_removed_says_so_and_offers_its_successor(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal.import(&[leaflet(&["en", "nl"], Some("documents"))]).await;
    for (path, title, words, offer) in [
        (
            "/en/about/leaflet",
            "Page removed",
            "You can now read about this on: More information",
            "/en/documents",
        ),
        ("/nl/over/folder", "Pagina verwijderd", "U leest hierover nu op: Meer informatie", "/nl/documenten"),
    ] {
        let answer = portal.get(path).await;
        assert_eq!(answer.status, StatusCode::GONE, "{path}");
        let page = crate::web::page::Page::new(path, &answer);
        assert_eq!(page.only("h1"), title);
        assert!(page.main().contains(words), "{}", page.main());
        let links = page.attributes("main a", "href");
        let home = format!("/{}", page.lang());
        assert_eq!(links, [offer.to_owned(), home.clone(), format!("{home}/contact")]);
        assert_eq!(page.only("main .lp-reason"), "out of print", "readers are told why");
        assert_eq!(answer.header("cache-control"), Some("no-store"));
    }
}

/// Pages below "about" that were withdrawn, each for its successor: name, slug and what the withdrawal says.
fn withdrawn_for(
    name: &str,
    withdrawal: &serde_json::Value,
) -> leiden_international::content::exchange::SourceFile {
    file(&json!({
        "id": name,
        "parent": "about",
        "position": 10,
        "live": {
            "shared": { "fields": { "kind": "page", "menu": "none" } },
            "texts": { "en": { "title": name, "slug": name }, "nl": { "title": name, "slug": name } },
        },
        "withdrawn": [withdrawal],
    }))
}

#[sqlx::test(migrations = "./migrations")]
async fn a_page_that_was_replaced_leads_to_its_successor_at_once(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let for_successor = |successor: &str| json!({ "lang": "en", "successor": successor, "redirects": true, "reason": "replaced" });
    portal
        .import(&[
            withdrawn_for("first", &for_successor("second")),
            withdrawn_for("second", &for_successor("documents")),
            withdrawn_for("ring", &for_successor("round")),
            withdrawn_for("round", &for_successor("ring")),
            withdrawn_for("told", &json!({ "lang": "en", "successor": "documents", "reason": "replaced" })),
        ])
        .await;
    for path in ["/en/about/first", "/en/about/second"] {
        assert_moved(&portal, path, "/en/documents").await;
    }
    for path in ["/en/about/ring", "/en/about/told"] {
        let answer = portal.get(path).await;
        assert_eq!(answer.status, StatusCode::GONE, "{path}");
        assert!(answer.text().contains("replaced"), "{path}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_page_removed_without_a_successor_still_has_a_way_on(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal.import(&[leaflet(&["nl"], None)]).await;
    let answer = portal.get("/nl/over/folder").await;
    assert_eq!(answer.status, StatusCode::GONE);
    let links = answer.attributes("main a", "href");
    assert_eq!(links, ["/en/about/leaflet", "/nl", "/nl/contact"], "the other language is offered");
    let page = portal.page("/en/about/leaflet").await;
    assert!(page.alternates().iter().all(|(lang, _)| lang != "nl"), "English stays, alone");
    assert_eq!(page.links("header nav a[hreflang=nl]")[0].href, "/nl/over");
}

/// A page may come back, and another may take an address that is free.
#[sqlx::test(migrations = "./migrations")]
async fn an_address_that_was_given_up_can_be_taken(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal.import(&[leaflet(&["en", "nl"], None)]).await;
    let brochure = file(&json!({
        "id": "brochure",
        "parent": "about",
        "position": 20,
        "live": {
            "shared": { "fields": { "kind": "page", "menu": "none" } },
            "texts": { "en": { "title": "Brochure", "slug": "leaflet" }, "nl": null },
        },
    }));
    portal.import(&[brochure]).await;
    assert_eq!(portal.page("/en/about/leaflet").await.only("h1"), "Brochure");
    assert_eq!(portal.get("/nl/over/folder").await.status, StatusCode::GONE);
}
