//! The tree has no cycle, and a place is an entry that exists.

use leiden_international::content::entry::Kind;
use leiden_international::content::error::Error;
use leiden_international::content::tree::{self, Place};
use leiden_international::lang::Lang::En;
use sqlx::{Connection, PgPool};

use crate::content::addresses::wait_for_lock;
use crate::content::support::{BOTH, Draft, Site, id};

#[sqlx::test(migrations = "./migrations")]
async fn nothing_is_below_itself(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a")).await;
    site.publish_below("b", Some("a"), Draft::page("b")).await;
    site.publish_below("c", Some("b"), Draft::page("c")).await;
    for below in ["a", "b", "c"] {
        let refused = site.move_below("a", Some(below)).await;
        assert!(matches!(refused, Err(Error::Cycle(entry)) if entry == id("a")), "{below}");
    }
    site.move_below("c", Some("a")).await.unwrap();
}

#[sqlx::test(migrations = "./migrations")]
async fn two_moves_at_once_cannot_make_a_cycle(pool: PgPool) {
    let mut first = pool.acquire().await.unwrap();
    let mut second = pool.acquire().await.unwrap();
    Site::new(&mut first).publish("a", Draft::page("a")).await;
    Site::new(&mut first).publish("b", Draft::page("b")).await;
    let mut transaction = first.begin().await.unwrap();
    Site::new(&mut transaction).move_below("a", Some("b")).await.unwrap();
    let other = tokio::spawn(async move { Site::new(&mut second).move_below("b", Some("a")).await });
    wait_for_lock(&pool).await;
    transaction.commit().await.unwrap();
    let refused = other.await.unwrap();
    assert!(matches!(refused, Err(Error::Cycle(_))), "{refused:?}");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_place_is_below_an_entry_that_exists(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a")).await;
    let is_none = |result| matches!(result, Err(Error::NotFound(entry)) if entry == id("none"));
    assert!(is_none(site.move_below("a", Some("none")).await));
    assert!(is_none(site.move_below("none", None).await));
    let nowhere = Place { parent: Some(id("none")), position: 1 };
    let now = site.now;
    assert!(is_none(tree::create(site.conn, &id("b"), Kind::Page, &nowhere, now).await));
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_live_or_has_children_cannot_be_archived(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a")).await;
    site.publish_below("b", Some("a"), Draft::page("b")).await;
    site.publish("c", Draft::page("c")).await;
    let now = site.now;
    let (a, b) = (id("a"), id("b"));
    let refused = tree::archive(site.conn, &b, now).await;
    assert!(matches!(refused, Err(Error::StillLive(_))), "{refused:?}");
    site.withdraw("a", BOTH, None).await.unwrap();
    let refused = tree::archive(site.conn, &a, now).await;
    assert!(matches!(refused, Err(Error::HasChildren(_))), "{refused:?}");
    site.withdraw("b", BOTH, None).await.unwrap();
    assert!(tree::archive(site.conn, &b, now).await.unwrap());
    assert!(tree::archive(site.conn, &a, now).await.unwrap());
    assert!(!tree::archive(site.conn, &a, now).await.unwrap(), "it is already");
    assert_eq!(site.at(En, "a").await, "gone", "its address stays");

    let saved = site.save("b", Draft::page("b")).await;
    let refused = site.go_live("b", &saved, BOTH).await;
    assert!(matches!(refused, Err(Error::Archived(_))), "{refused:?}");
    let refused = tree::unarchive(site.conn, &b).await;
    assert!(matches!(&refused, Err(Error::Archived(name)) if *name == a), "{refused:?}");
    let below = Place { parent: Some(a.clone()), position: 1 };
    for refused in [
        tree::create(site.conn, &id("new"), Kind::Page, &below, now).await,
        site.move_below("c", Some("a")).await,
    ] {
        assert!(matches!(&refused, Err(Error::Archived(name)) if *name == a), "{refused:?}");
    }
    assert!(tree::unarchive(site.conn, &a).await.unwrap());
    assert!(tree::unarchive(site.conn, &b).await.unwrap());
    assert!(!tree::unarchive(site.conn, &b).await.unwrap(), "it is not any more");
    site.go_live("b", &saved, BOTH).await.unwrap();
}
