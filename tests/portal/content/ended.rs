//! From the day on which a contact ends, another stands in its place; until then nothing is different.

use jiff::civil::Date;
use leiden_international::content::error::Error;
use leiden_international::content::published::Published;
use leiden_international::ids::EntryId;
use leiden_international::lang::Lang::{En, Nl};
use serde_json::json;
use sqlx::PgPool;

use crate::content::support::{BOTH, Draft, Site, id, in_words};

fn contact(word: &str) -> Draft {
    Draft::contact(word, json!({ "organisation": "other" }))
}

fn ends(word: &str, on: &str, successor: &str) -> Draft {
    let end = json!({ "on": on, "successor": successor });
    Draft::contact(word, json!({ "organisation": "other", "end": end }))
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// Who answers to a name on a day.
fn stands_for(published: &Published, name: &str, on: &str) -> Option<EntryId> {
    let published = published.clone().on(day(on));
    published.entry(&id(name)).map(|entry| entry.id.clone())
}

#[sqlx::test(migrations = "./migrations")]
async fn the_successor_stands_in_its_place_from_the_day_on(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("c", contact("c")).await;
    site.publish("b", ends("b", "2027-06-01", "c")).await;
    site.publish("a", ends("a", "2027-03-01", "b")).await;
    let published = site.published().await;
    for (on, standing) in [("2027-02-28", "a"), ("2027-03-01", "b"), ("2027-05-31", "b"), ("2027-06-01", "c")]
    {
        assert_eq!(stands_for(&published, "a", on), Some(id(standing)), "{on}");
    }
    let june = published.clone().on(day("2027-06-01"));
    assert_eq!(june.entries().map(|entry| entry.id.as_str()).collect::<Vec<_>>(), ["c"]);
    for path in ["a", "b"] {
        assert_eq!(in_words(&june.resolve(En, path)), "moved to c");
    }
    assert_eq!(in_words(&june.resolve(Nl, "a-nl")), "moved to c-nl");
    assert!(
        june.is_of(day("2028-01-01"))
            && !june.is_of(day("2027-05-31"))
            && !published.is_of(day("2027-03-01"))
    );
    let april = june.on(day("2027-04-01"));
    assert_eq!(april.entries().map(|entry| entry.id.as_str()).collect::<Vec<_>>(), ["b", "c"], "and back");
    assert_eq!(in_words(&april.resolve(En, "a")), "moved to b");
}

#[sqlx::test(migrations = "./migrations")]
async fn without_the_successor_in_a_language_its_readers_are_told(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("b", contact("b").only(Nl)).await;
    site.publish("a", ends("a", "2027-03-01", "b")).await;
    let march = site.published().await.on(day("2027-03-01"));
    assert_eq!(in_words(&march.resolve(En, "a")), "ended for b");
    assert_eq!(in_words(&march.resolve(Nl, "a-nl")), "moved to b-nl");
    assert_eq!(in_words(&march.resolve(En, "a-nl")), "nowhere");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_ring_of_successors_does_no_harm(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    for name in ["a", "b", "self", "led"] {
        site.publish(name, contact(name)).await;
    }
    for (name, successor) in [("a", "b"), ("b", "a"), ("self", "self"), ("led", "a")] {
        site.publish(name, ends(name, "2027-03-01", successor)).await;
    }
    let published = site.published().await;
    for name in ["a", "b", "self", "led"] {
        assert_eq!(stands_for(&published, name, "2027-03-01"), Some(id(name)), "{name}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn the_successor_is_live_as_long_as_it_is_needed(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", contact("a")).await;
    site.create("b", leiden_international::content::entry::Kind::Contact, None).await;
    let successor = site.save("b", contact("b")).await;
    let ending = site.save("a", ends("a", "2027-03-01", "b")).await;
    let refused = site.go_live("a", &ending, BOTH).await;
    assert!(
        matches!(&refused, Err(Error::TargetNotLive { target, .. }) if *target == id("b")),
        "{refused:?}"
    );
    site.go_live("b", &successor, BOTH).await.unwrap();
    site.go_live("a", &ending, BOTH).await.unwrap();
    let refused = site.withdraw("b", BOTH, None).await;
    assert!(matches!(&refused, Err(Error::InUse { by, .. }) if *by == [id("a")]), "{refused:?}");
}
