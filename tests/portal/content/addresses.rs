//! Addresses: where pages are, and that no address ever dies.

use leiden_international::content::entry::{Fields, Kind};
use leiden_international::content::error::Error;
use leiden_international::content::page::Page;
use leiden_international::lang::Lang::{En, Nl};
use sqlx::PgPool;

use crate::content::support::{BOTH, Draft, Site, seen};

#[sqlx::test(migrations = "./migrations")]
async fn a_page_is_below_its_parents(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a")).await;
    site.publish_below("b", Some("a"), Draft::page("b")).await;
    site.publish_below("c", Some("b"), Draft::page("c")).await;
    assert_eq!(site.at(En, "a/b/c").await, "here c");
    assert_eq!(site.at(Nl, "a-nl/b-nl/c-nl").await, "here c");
    assert_eq!(site.at(En, "c").await, "nowhere");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_new_slug_leaves_one_redirect_however_often_it_changes(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("first")).await;
    site.publish("a", Draft::page("second")).await;
    site.publish("a", Draft::page("third")).await;
    assert_eq!(site.at(En, "first").await, "moved to third");
    assert_eq!(site.at(En, "second").await, "moved to third");
    assert_eq!(site.at(En, "third").await, "here a");
    site.publish("a", Draft::page("first")).await;
    assert_eq!(site.at(En, "first").await, "here a");
    assert_eq!(site.at(En, "third").await, "moved to first");
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_below_a_renamed_page_moves_with_it(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a")).await;
    site.publish_below("b", Some("a"), Draft::page("b")).await;
    site.publish_below("c", Some("b"), Draft::page("c")).await;
    site.publish("a", Draft::page("z")).await;
    assert_eq!(site.at(En, "z/b/c").await, "here c");
    assert_eq!(site.at(En, "a/b/c").await, "moved to z/b/c");
    assert_eq!(site.at(Nl, "a-nl/b-nl").await, "moved to z-nl/b-nl");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_page_that_moves_in_the_tree_moves_its_address(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a")).await;
    site.publish("b", Draft::page("b")).await;
    site.publish_below("c", Some("b"), Draft::page("c")).await;
    site.move_below("b", Some("a")).await.unwrap();
    assert_eq!(site.at(En, "a/b/c").await, "here c");
    assert_eq!(site.at(En, "b/c").await, "moved to a/b/c");
    site.move_below("b", None).await.unwrap();
    assert_eq!(site.at(En, "b/c").await, "here c");
    assert_eq!(site.at(En, "a/b").await, "moved to b");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_parent_that_does_not_speak_the_language_is_skipped_until_it_does(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a").only(En)).await;
    site.publish_below("b", Some("a"), Draft::page("b")).await;
    assert_eq!(site.at(En, "a/b").await, "here b");
    assert_eq!(site.at(Nl, "b-nl").await, "here b");
    site.publish("a", Draft::page("a")).await;
    assert_eq!(site.at(Nl, "a-nl/b-nl").await, "here b");
    assert_eq!(site.at(Nl, "b-nl").await, "moved to a-nl/b-nl");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_withdrawn_page_is_gone_and_names_its_successor(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("next", Draft::page("next")).await;
    site.publish("a", Draft::page("first")).await;
    site.publish("a", Draft::page("a")).await;
    site.publish("b", Draft::page("b")).await;
    site.withdraw("a", BOTH, Some("next")).await.unwrap();
    site.withdraw("b", BOTH, None).await.unwrap();
    assert_eq!(site.at(En, "a").await, "gone for next");
    assert_eq!(site.at(Nl, "first-nl").await, "gone for next");
    assert_eq!(site.at(En, "b").await, "gone");
    site.withdraw("next", BOTH, None).await.unwrap();
    assert_eq!(site.at(En, "a").await, "gone");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_withdrawn_page_stays_gone_where_it_was(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a")).await;
    let old = site.publish_below("old", Some("a"), Draft::page("b")).await;
    site.withdraw("old", BOTH, None).await.unwrap();
    site.publish_below("new", Some("a"), Draft::page("b")).await;
    site.publish_below("other", Some("a"), Draft::page("c")).await;
    site.withdraw("other", BOTH, None).await.unwrap();
    // Both would be at z/b, if the withdrawn page moved along.
    site.publish("a", Draft::page("z")).await;
    assert_eq!(site.at(En, "z/b").await, "here new");
    assert_eq!(site.at(En, "a/b").await, "moved to z/b");
    assert_eq!(site.at(En, "a/c").await, "gone");
    assert_eq!(site.at(En, "z/c").await, "nowhere");
    assert!(matches!(site.go_live("old", &old, BOTH).await, Err(Error::AddressTaken { .. })));
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_below_a_withdrawn_page_stays_where_it_is(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a")).await;
    site.publish_below("b", Some("a"), Draft::page("b")).await;
    site.withdraw("a", BOTH, None).await.unwrap();
    site.publish("b", Draft::page("b").title(En, "new words")).await;
    assert_eq!(site.at(En, "a/b").await, "here b");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_new_page_takes_a_former_or_withdrawn_address(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("old")).await;
    site.publish("a", Draft::page("a")).await;
    site.publish("b", Draft::page("old")).await;
    assert_eq!(site.at(En, "old").await, "here b");
    assert_eq!(site.at(En, "a").await, "here a");
    site.withdraw("a", &[En], None).await.unwrap();
    site.publish("c", Draft::page("a").only(En)).await;
    assert_eq!(site.at(En, "a").await, "here c");
    assert_eq!(site.at(Nl, "a-nl").await, "here a");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_taken_address_is_refused_and_nothing_changes(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a")).await;
    site.publish("b", Draft::page("b")).await;
    site.publish_below("c", Some("b"), Draft::page("c")).await;
    let before = seen(&site.published().await);
    let saved = site.save("b", Draft::page("b").slug(Nl, "a-nl")).await;
    let refused = site.go_live("b", &saved, BOTH).await;
    assert!(matches!(refused, Err(Error::AddressTaken { lang: Nl, path }) if path == "a-nl"));
    assert_eq!(seen(&site.published().await), before);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_move_to_a_taken_address_is_refused(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a")).await;
    site.publish("b", Draft::page("b")).await;
    site.publish_below("c", Some("b"), Draft::page("a")).await;
    let before = seen(&site.published().await);
    let refused = site.move_below("c", None).await;
    assert!(matches!(refused, Err(Error::AddressTaken { lang: En, path }) if path == "a"));
    assert_eq!(seen(&site.published().await), before);
}

#[sqlx::test(migrations = "./migrations")]
async fn the_program_s_own_addresses_are_reserved(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("contact", Draft::page("contact")).await;
    site.create("a", Kind::Page, Some("contact")).await;
    let saved = site.save("a", Draft::page("opening-hours")).await;
    let refused = site.go_live("a", &saved, BOTH).await;
    assert!(
        matches!(refused, Err(Error::AddressReserved { lang: En, path }) if path == "contact/opening-hours")
    );
    site.move_below("a", None).await.unwrap();
    assert!(site.go_live("a", &saved, BOTH).await.unwrap());
    let refused = site.move_below("a", Some("contact")).await;
    assert!(matches!(refused, Err(Error::AddressReserved { .. })));
}

#[sqlx::test(migrations = "./migrations")]
async fn the_home_page_is_at_the_root_whatever_it_says(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("home", Draft::of(Fields::Page(Page::default()), "home")).await;
    assert_eq!(site.at(En, "").await, "here home");
    site.publish_below("a", Some("home"), Draft::page("a")).await;
    assert_eq!(site.at(En, "a").await, "here a");
    site.publish("home", Draft::page("welcome")).await;
    site.publish("b", Draft::page("b")).await;
    site.move_below("home", Some("b")).await.unwrap();
    assert_eq!(site.at(Nl, "").await, "here home");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_kind_without_a_page_has_no_address_and_lends_none(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("f", Draft::figure().slug(En, "f")).await;
    site.publish_below("a", Some("f"), Draft::page("a")).await;
    assert_eq!(site.at(En, "f").await, "nowhere");
    assert_eq!(site.at(En, "a").await, "here a");
    let published = site.published().await;
    assert_eq!(published.text(&crate::content::support::id("f"), En).unwrap().1.path, None);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_page_in_one_language_only_is_found_from_the_other(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a").only(Nl)).await;
    site.publish("both", Draft::page("both")).await;
    assert_eq!(site.at(En, "a-nl").await, "elsewhere a in nl");
    assert_eq!(site.at(En, "both-nl").await, "nowhere");
    assert_eq!(site.at(Nl, "nothing").await, "nowhere");
}

#[sqlx::test(migrations = "./migrations")]
async fn two_pages_at_once_cannot_take_one_address(pool: PgPool) {
    let mut first = pool.acquire().await.unwrap();
    let mut second = pool.acquire().await.unwrap();
    Site::new(&mut first).create("a", Kind::Page, None).await;
    Site::new(&mut first).create("b", Kind::Page, None).await;
    let mut transaction = sqlx::Connection::begin(&mut *first).await.unwrap();
    Site::new(&mut transaction).publish("a", Draft::page("x").only(En)).await;
    let other = tokio::spawn(async move {
        let mut site = Site::new(&mut second);
        let saved = site.save("b", Draft::page("x").only(En)).await;
        site.go_live("b", &saved, &[En]).await
    });
    wait_for_lock(&pool).await;
    transaction.commit().await.unwrap();
    let refused = other.await.unwrap();
    assert!(matches!(refused, Err(Error::AddressTaken { .. })), "{refused:?}");
    assert_eq!(Site::new(&mut first).at(En, "x").await, "here a");
}

/// Returns when a connection of this database waits for another.
pub(crate) async fn wait_for_lock(pool: &PgPool) {
    let waiting = "select exists (
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
    )";
    for _ in 0..1_000 {
        if sqlx::query_scalar(waiting).fetch_one(pool).await.unwrap() {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("nothing waits");
}
