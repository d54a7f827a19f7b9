//! When a page that is kept is made anew: after a publication, and past its time.

use std::time::{Duration, Instant};

use axum::http::{Method, StatusCode};
use jiff::{SignedDuration, Timestamp};
use leiden_international::content::published;
use leiden_international::web::page_cache::{GRACE, Keeper};
use sqlx::PgPool;

use super::{decoded, renders, retitle};
use crate::web::crawl::crawl;
use crate::web::portal::{Portal, app, noon};

/// Looks again and again until it is so, for as long as readers may have to wait.
async fn becomes(mut is_so: impl AsyncFnMut() -> bool) -> bool {
    let start = Instant::now();
    while start.elapsed() < GRACE + Duration::from_millis(500) {
        if is_so().await {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    false
}

#[sqlx::test(migrations = "./migrations")]
async fn past_its_time_a_page_is_made_anew(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    let path = "/en/contact/leiden-international-centre";
    let minutes = |minutes: i64| noon() + SignedDuration::from_mins(minutes);
    // Two days in steps, and back to where they began.
    for step in (0..(48 * 12)).chain([3, 0]) {
        portal.app.clock().set(minutes(step * 5));
        let fresh = Portal { app: app(), pool: pool.clone() };
        fresh.app.clock().set(minutes(step * 5));
        if step % 12 == 0 || step == 3 {
            fresh.renew().await;
            for path in
                [path, "/nl", "/en/contact/opening-hours", "/en/contact/leiden-international-centre.json"]
            {
                assert_eq!(portal.get(path).await.text(), fresh.get(path).await.text(), "{path} {step}");
            }
        } else {
            portal.get(path).await;
        }
    }
    portal.app.clock().set(noon());
    portal.get(path).await;
    assert_eq!(renders(&portal, async { drop(portal.get(path).await) }).await, 0, "in between it is kept");
}

#[sqlx::test(migrations = "./migrations")]
async fn what_the_file_for_researchers_says_ends_with_the_day(pool: PgPool) {
    let portal = Portal::set(&pool, |settings| {
        settings.security_contact =
            Some(leiden_international::config::SecurityContact::parse("mailto:a@example.org").unwrap());
    })
    .await;
    let at = async |now: &str| {
        portal.app.clock().set(now.parse::<Timestamp>().unwrap());
        portal.get("/.well-known/security.txt").await
    };
    let (first, same) = (at("2026-11-22T12:00:00Z").await, at("2026-11-22T23:59:30Z").await);
    assert_eq!(first.text(), same.text());
    assert_eq!(same.header("cache-control"), Some("public, max-age=0, s-maxage=30"));
    assert_ne!(first.text(), at("2026-11-23T00:00:00Z").await.text());
}

/// Whatever a page shows of an entry, a change of that entry outdates the page; so what is kept is what is shown.
#[sqlx::test(migrations = "./migrations")]
async fn after_a_publication_nothing_old_is_sent(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let paths: Vec<String> = crawl(&portal, &["/en", "/nl"]).await.0.into_keys().collect();
    retitle(&portal, "Something entirely new").await;
    let fresh = Portal { app: app(), pool: pool.clone() };
    fresh.renew().await;
    let mut changed = 0;
    for path in paths {
        let (kept, made) = (portal.get(&path).await, fresh.get(&path).await);
        assert_eq!(kept.body, made.body, "{path}");
        changed += usize::from(String::from_utf8_lossy(&kept.body).contains("Something entirely new"));
    }
    assert!(changed > 10, "it is in the menu of {changed} pages");
}

#[sqlx::test(migrations = "./migrations")]
async fn the_keeper_makes_every_page_ahead_and_small(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    let page = portal.send(Method::GET, "/en", &[("accept-encoding", "br")]).await;
    let front = portal.router();
    let keeper = Keeper::start(front).unwrap();
    let paths: Vec<String> = crawl(&portal, &["/en", "/nl"]).await.0.into_keys().collect();
    let pages = portal.app.pages();
    let start = Instant::now();
    while pages.small() < pages.len() || pages.len() < 40 {
        assert!(start.elapsed() < Duration::from_secs(60), "{} of {}", pages.small(), pages.len());
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let made = renders(&portal, async {
        for path in paths.iter().filter(|path| path.starts_with("/en") || path.starts_with("/nl")) {
            if !path.contains("/search") && !path.contains("/zoeken") {
                assert_eq!(portal.get(path).await.status, StatusCode::OK, "{path}");
            }
        }
    });
    assert_eq!(made.await, 0);
    let small = portal.send(Method::GET, "/en", &[("accept-encoding", "br")]).await;
    assert!(small.body.len() < page.body.len(), "{} < {}", small.body.len(), page.body.len());
    assert_eq!(decoded(&small), decoded(&page));
    assert_ne!(small.header("etag"), page.header("etag"), "other bytes");
    let headers = [("accept-encoding", "br"), ("if-none-match", page.header("etag").unwrap())];
    let known = portal.send(Method::GET, "/en", &headers).await;
    assert_eq!((known.status, known.header("etag")), (StatusCode::NOT_MODIFIED, page.header("etag")));
    drop(keeper);
}

#[sqlx::test(migrations = "./migrations")]
async fn with_a_keeper_what_changed_is_seen_at_once_and_what_did_not_is_not_compressed_again(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    for path in ["/en/plan", "/en", "/en/privacy"] {
        portal.get(path).await;
    }
    let keeper = Keeper::start(portal.router()).unwrap();
    let pages = portal.app.pages();
    let start = Instant::now();
    while pages.small() < pages.len() || pages.len() < 20 {
        assert!(start.elapsed() < Duration::from_secs(60));
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    retitle(&portal, "A plan that is new").await;
    assert!(portal.get("/en/plan").await.text().contains("A plan that is new"), "its own page at once");
    let in_menu = async || portal.get("/en/privacy").await.text().contains("A plan that is new");
    assert!(becomes(in_menu).await, "every page within a second");
    // The bytes of this page say nothing of the plan's title.
    let vcf = "/en/contact/leiden-international-centre.vcf";
    let tag = portal.send(Method::GET, vcf, &[("accept-encoding", "br")]).await;
    assert!(tag.header("etag").unwrap().ends_with("-best\""), "{:?}", tag.header("etag"));
    drop(keeper);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_page_from_the_copy_is_not_sent_once_the_database_was_read(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let live = published::load(&pool).await.unwrap();
    portal.app.publish(live.clone().copied_at(portal.app.clock().now()));
    let keeper = Keeper::start(portal.router()).unwrap();
    assert!(becomes(async || portal.app.pages().len() > 20).await, "it makes pages");
    assert!(portal.get("/en/privacy").await.text().contains("As of "));
    portal.app.publish(live);
    assert!(!portal.get("/en/privacy").await.text().contains("As of "), "not even for a moment");
    drop(keeper);
}

/// Without somebody who makes pages anew, none from before is sent, not even for a moment.
#[sqlx::test(migrations = "./migrations")]
async fn once_the_keeper_has_stopped_nothing_waits_for_it(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    drop(Keeper::start(portal.router()).unwrap());
    portal.get("/en/privacy").await;
    retitle(&portal, "A plan that is new").await;
    assert!(portal.get("/en/privacy").await.text().contains("A plan that is new"));
}
