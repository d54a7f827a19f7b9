//! Where pages come from: the database, a copy, or nowhere yet.

use axum::http::{Method, StatusCode};
use leiden_international::config::StarterContent;
use leiden_international::content::exchange;
use leiden_international::content::published::{self, Published};
use leiden_international::router;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::web::portal::{Portal, app, noon, request, send};

async fn copied(pool: &PgPool) -> Portal {
    let portal = Portal::with(pool, &exchange::files(StarterContent::Starter)).await;
    portal.app.publish(published::load(pool).await.unwrap().copied_at(noon()));
    portal
}

#[sqlx::test(migrations = "./migrations")]
async fn a_page_from_a_copy_says_of_when_it_is(pool: PgPool) {
    let portal = copied(&pool).await;
    for (path, words) in [
        ("/en", "As of 22 Nov 2026, 12:00. Changes made after that are not on this page yet."),
        (
            "/nl/zoeken?q=a",
            "Stand van 22 nov 2026, 12:00. Wat daarna is veranderd, staat nog niet op deze pagina.",
        ),
        (
            "/nl/contact/openingstijden",
            "Stand van 22 nov 2026, 12:00. Wat daarna is veranderd, staat nog niet op deze pagina.",
        ),
        ("/en/nothing", "As of 22 Nov 2026, 12:00. Changes made after that are not on this page yet."),
    ] {
        assert_eq!(portal.get(path).await.only(".lp-banner p"), words, "{path}");
    }
    let ready: Value = serde_json::from_str(portal.get("/readyz").await.text()).unwrap();
    assert_eq!(ready["published"], json!({ "from": "copy", "at": "2026-11-22T11:00:00Z" }));
    // That the database is away now does not make what was read from it a copy.
    portal.renew().await;
    portal.app.set_database_reachable(false);
    assert!(!portal.get("/en").await.text().contains("lp-banner"));
}

#[tokio::test]
async fn while_nothing_is_known_no_page_is_missing() {
    let app = app();
    app.publish(Published::nothing_yet());
    for (path, title, other) in [
        ("/en", "Temporarily not available", "Even niet beschikbaar"),
        ("/nl/beleid", "Even niet beschikbaar", "Temporarily not available"),
        ("/nl/zoeken?q=a", "Even niet beschikbaar", "Temporarily not available"),
    ] {
        let answer = send(router(app.clone(), None), request(Method::GET, path, &[])).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert_eq!(answer.header("retry-after"), Some("30"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!((answer.only("h1").as_str(), answer.only("main h2").as_str()), (title, other));
    }
    let ready = send(router(app.clone(), None), request(Method::GET, "/readyz", &[])).await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    let alive = send(router(app, None), request(Method::GET, "/healthz", &[])).await;
    assert_eq!(alive.status, StatusCode::OK);
}
