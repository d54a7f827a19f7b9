//! How often pages are read: counted where a page is answered, stored by a job.

use std::collections::BTreeMap;

use axum::http::Method;
use jiff::civil::date;
use leiden_international::accounts::editor::Role;
use leiden_international::content::page_view;
use leiden_international::jobs::page_views;
use sqlx::PgPool;
use tokio::sync::oneshot;

use crate::web::admin::kit::Desk;
use crate::web::portal::{Portal, noon};

/// What is stored: `en about` read so often.
async fn stored(pool: &PgPool) -> BTreeMap<String, i64> {
    let counts = page_view::count_since(pool, date(2000, 1, 1)).await.unwrap();
    counts.into_iter().map(|((entry, lang), count)| (format!("{lang} {entry}"), count)).collect()
}

fn counts(expected: &[(&str, i64)]) -> BTreeMap<String, i64> {
    expected.iter().map(|(page, count)| ((*page).to_owned(), *count)).collect()
}

#[sqlx::test(migrations = "./migrations")]
async fn a_page_that_is_read_is_counted_and_nothing_else_is(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let portal = &desk.portal;
    for path in ["/en", "/nl/over", "/nl/over", "/en/about"] {
        portal.page(path).await;
    }
    for (method, path) in [
        (Method::HEAD, "/en/about"),
        (Method::POST, "/en/about"),
        (Method::GET, "/en/nothing"),
        (Method::GET, "/toegankelijkheid"),
        (Method::GET, "/healthz"),
        (Method::GET, "/readyz"),
        (Method::GET, "/sitemap.xml"),
    ] {
        portal.send(method, path, &[]).await;
    }
    let anna = desk.person("anna", Role::Author).await;
    anna.page("/admin/pages/about/preview/en").await;
    page_views::store(&portal.app, &pool).await.unwrap();
    assert_eq!(stored(&pool).await, counts(&[("en home", 1), ("en about", 1), ("nl about", 2)]));
}

#[sqlx::test(migrations = "./migrations")]
async fn instances_add_up_and_days_begin_at_midnight_in_leiden(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let other = Portal { app: crate::web::portal::app(), pool: pool.clone() };
    other.renew().await;
    portal.page("/en/about").await;
    other.page("/en/about").await;
    other.app.clock().set("2026-11-22T23:00:00Z".parse().unwrap());
    other.page("/en/about").await;
    for app in [&portal.app, &other.app, &other.app] {
        page_views::store(app, &pool).await.unwrap();
    }
    assert_eq!(stored(&pool).await, counts(&[("en about", 3)]));
    let since = page_view::count_since(&pool, date(2026, 11, 23)).await.unwrap();
    assert_eq!(since.into_values().collect::<Vec<_>>(), [1]);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_cannot_be_stored_is_kept_until_it_can(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal.page("/en/about").await;
    sqlx::query("alter table page_view rename to elsewhere").execute(&pool).await.unwrap();
    for _ in 0..2 {
        assert!(page_views::store(&portal.app, &pool).await.is_err());
    }
    portal.page("/en/about").await;
    sqlx::query("alter table elsewhere rename to page_view").execute(&pool).await.unwrap();
    page_views::store(&portal.app, &pool).await.unwrap();
    assert_eq!(stored(&pool).await, counts(&[("en about", 2)]));
}

#[sqlx::test(migrations = "./migrations")]
async fn the_end_of_the_program_stores_what_is_left(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let (end, ending) = oneshot::channel();
    let job = tokio::spawn(page_views::run(portal.app.clone(), pool.clone(), ending));
    portal.page("/en/about").await;
    drop(end);
    job.await.unwrap();
    assert_eq!(stored(&pool).await, counts(&[("en about", 1)]));
}

#[sqlx::test(migrations = "./migrations")]
async fn days_that_are_long_gone_are_forgotten(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal.page("/en/about").await;
    page_views::store(&portal.app, &pool).await.unwrap();
    for (hours, left) in [(400 * 24, 1), (401 * 24, 0)] {
        portal.app.clock().set(noon().checked_add(jiff::SignedDuration::from_hours(hours)).unwrap());
        page_views::store(&portal.app, &pool).await.unwrap();
        assert_eq!(stored(&pool).await.len(), left, "{hours}");
    }
}
