//! What goes live, part by part, and how instances hear of it.

use std::time::Duration;

use leiden_international::content::entry::{Fields, Kind};
use leiden_international::content::error::Error;
use leiden_international::content::publication::CHANNEL;
use leiden_international::content::published::{Published, Section};
use leiden_international::lang::Lang::{self, En, Nl};
use sqlx::{Connection, PgConnection, PgPool, postgres::PgListener};

use crate::content::support::{BOTH, Draft, Site, id, seen};
use crate::log::Log;

fn title(published: &Published, name: &str, lang: Lang) -> String {
    published.text(&id(name), lang).unwrap().1.title.to_string()
}

fn sections(published: &Published, name: &str, lang: Lang) -> Vec<String> {
    let in_words = |section: &Section| format!("{}: {}", section.id, section.text.plain());
    published.text(&id(name), lang).unwrap().1.sections.iter().map(in_words).collect()
}

async fn count(conn: &mut PgConnection, part: &str) -> i64 {
    sqlx::query_scalar("select count(*) from publication where part = $1")
        .bind(part)
        .fetch_one(conn)
        .await
        .unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn languages_are_live_from_revisions_of_their_own(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("goal", Draft::goal(5, "old").says("s", "old")).await;
    let newer = site.save("goal", Draft::goal(7, "new").says("s", "new")).await;
    site.go_live("goal", &newer, &[En]).await.unwrap();
    let published = site.published().await;
    assert_eq!(title(&published, "goal", En), "new (en)");
    assert_eq!(title(&published, "goal", Nl), "old (nl)");
    assert_eq!(sections(&published, "goal", En), ["s: new"]);
    assert_eq!(sections(&published, "goal", Nl), ["s: old"]);
    let fields = &published.entry(&id("goal")).unwrap().fields;
    assert!(matches!(fields, Fields::Goal(goal) if goal.number == 7), "shared by both: {fields:?}");
    assert_eq!(site.at(En, "new").await, "here goal");
    assert_eq!(site.at(Nl, "old-nl").await, "here goal");
}

#[sqlx::test(migrations = "./migrations")]
async fn what_readers_see_unchanged_is_not_published_again(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    let draft = Draft::page("a").says("s", "said");
    let first = site.publish("a", draft.clone()).await;
    assert!(!site.go_live("a", &first, BOTH).await.unwrap());
    let remarked = site.save("a", draft.clone().remarks("s", "a source", "a note")).await;
    assert!(!site.go_live("a", &remarked, BOTH).await.unwrap());
    let newer = site.save("a", draft.says_in(En, "s", "said better")).await;
    assert!(site.go_live("a", &newer, BOTH).await.unwrap());
    assert_eq!(count(site.conn, "shared").await, 1);
    assert_eq!(count(site.conn, "en").await, 2);
    assert_eq!(count(site.conn, "nl").await, 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn each_language_knows_when_its_readers_saw_a_change(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    let changed = |published: &Published, lang| {
        let (entry, text) = published.text(&id("goal"), lang).unwrap();
        published.changed_at(entry, text, lang)
    };
    site.publish("goal", Draft::goal(1, "a")).await;
    let first = site.now;
    site.publish("goal", Draft::goal(1, "a").title(En, "better")).await;
    let second = site.now;
    let published = site.published().await;
    assert_eq!((changed(&published, En), changed(&published, Nl)), (second, first));
    site.publish("goal", Draft::goal(2, "a").title(En, "better")).await;
    let third = site.now;
    let published = site.published().await;
    assert_eq!((changed(&published, En), changed(&published, Nl)), (third, third));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_section_removed_in_one_language_keeps_its_place_in_the_other(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    let full = Draft::page("a").says("one", "1").says("two", "2").says("three", "3");
    site.publish("a", full.clone()).await;
    let shorter = site.save("a", full.without("two")).await;
    site.go_live("a", &shorter, &[En]).await.unwrap();
    let published = site.published().await;
    assert_eq!(sections(&published, "a", En), ["one: 1", "three: 3"]);
    assert_eq!(sections(&published, "a", Nl), ["one: 1", "two: 2", "three: 3"]);
    site.go_live("a", &shorter, &[Nl]).await.unwrap();
    assert_eq!(sections(&site.published().await, "a", Nl), ["one: 1", "three: 3"]);
}

#[sqlx::test(migrations = "./migrations")]
async fn an_older_revision_brings_back_what_readers_saw(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    let old = Draft::page("old").says("one", "1").says("two", "2").says("hidden", "?").unconfirmed("hidden");
    let old = site.publish("a", old).await;
    let before = seen(&site.published().await);
    site.publish("a", Draft::page("new").says("two", "two").says("hidden", "!")).await;
    assert_ne!(seen(&site.published().await), before);
    assert!(site.go_live("a", &old, BOTH).await.unwrap());
    assert_eq!(seen(&site.published().await), before);
    assert_eq!(site.at(En, "new").await, "moved to old");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_language_goes_live_only_with_a_text_and_a_page_only_with_a_slug(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    let english = site.publish("a", Draft::page("a").only(En)).await;
    let refused = site.go_live("a", &english, BOTH).await;
    assert!(matches!(refused, Err(Error::NoText { entry, lang: Nl }) if entry == id("a")));
    let published = site.published().await;
    assert!(published.text(&id("a"), En).is_some() && published.text(&id("a"), Nl).is_none());

    let mut nameless = Draft::page("a");
    nameless.0.texts.get_mut(Nl).as_mut().unwrap().slug = None;
    let nameless = site.save("a", nameless).await;
    let refused = site.go_live("a", &nameless, BOTH).await;
    assert!(matches!(refused, Err(Error::NoSlug { entry, lang: Nl }) if entry == id("a")));
}

#[sqlx::test(migrations = "./migrations")]
async fn an_entry_without_a_text_does_not_go_live(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.create("a", Kind::Page, None).await;
    let saved = site.save("a", Draft::page("a")).await;
    assert!(!site.go_live("a", &saved, &[]).await.unwrap());
    site.create("b", Kind::Page, None).await;
    let pointing = site.save("b", Draft::page("b").shows("s", "a")).await;
    let refused = site.go_live("b", &pointing, BOTH).await;
    assert!(matches!(refused, Err(Error::TargetNotLive { .. })), "{refused:?}");
    assert!(site.published().await.entries().next().is_none());
}

#[sqlx::test(migrations = "./migrations")]
async fn the_last_language_takes_the_entry_with_it(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    let saved = site.publish("a", Draft::page("a")).await;
    site.withdraw("a", &[Nl], None).await.unwrap();
    let published = site.published().await;
    assert!(published.text(&id("a"), En).is_some() && published.text(&id("a"), Nl).is_none());
    site.withdraw("a", &[En], None).await.unwrap();
    assert!(site.published().await.entries().next().is_none());
    let before = count(site.conn, "shared").await;
    site.withdraw("a", BOTH, None).await.unwrap();
    assert_eq!(count(site.conn, "shared").await, before, "what is gone is not withdrawn again");
    assert!(site.go_live("a", &saved, BOTH).await.unwrap());
    assert_eq!(site.at(Nl, "a-nl").await, "here a");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_withdrawal_can_be_given_another_successor(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a")).await;
    site.publish("b", Draft::page("b")).await;
    site.withdraw("a", BOTH, None).await.unwrap();
    site.withdraw("a", BOTH, Some("b")).await.unwrap();
    assert_eq!(site.at(En, "a").await, "gone for b");
    let refused = site.withdraw("a", BOTH, Some("none")).await;
    assert!(matches!(refused, Err(Error::NotFound(entry)) if entry == id("none")));
}

async fn heard(listener: &mut PgListener) -> Vec<String> {
    let mut payloads = Vec::new();
    while let Ok(notice) = tokio::time::timeout(Duration::from_millis(300), listener.recv()).await {
        payloads.push(notice.unwrap().payload().to_owned());
    }
    payloads
}

#[sqlx::test(migrations = "./migrations")]
async fn a_publication_is_announced_when_it_is_kept_and_only_then(pool: PgPool) {
    let mut listener = PgListener::connect_with(&pool).await.unwrap();
    listener.listen(CHANNEL).await.unwrap();
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a")).await;
    let publications: Vec<String> = sqlx::query_scalar("select id::text from publication order by id")
        .fetch_all(&mut *site.conn)
        .await
        .unwrap();
    assert_eq!(publications.len(), 3);
    assert_eq!(heard(&mut listener).await, publications);

    let mut transaction = site.conn.begin().await.unwrap();
    Site::new(&mut transaction).publish("b", Draft::page("b")).await;
    transaction.rollback().await.unwrap();
    assert_eq!(heard(&mut listener).await, Vec::<String>::new());

    site.withdraw("a", BOTH, None).await.unwrap();
    assert_eq!(heard(&mut listener).await.len(), 3);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_move_is_announced_too(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a")).await;
    site.publish("b", Draft::page("b")).await;
    let mut listener = PgListener::connect_with(&pool).await.unwrap();
    listener.listen(CHANNEL).await.unwrap();
    site.move_below("a", Some("b")).await.unwrap();
    assert_eq!(heard(&mut listener).await.len(), 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn all_that_is_live_is_read_in_one_query(pool: PgPool) {
    use leiden_international::config::StarterContent;
    use leiden_international::content::{exchange, published};

    let mut conn = pool.acquire().await.unwrap();
    let now = "2026-11-22T11:00:00Z".parse().unwrap();
    exchange::load_if_empty(&mut conn, StarterContent::Example, now).await.unwrap();
    let (log, _listening) = Log::start();
    let published = published::load(&mut *conn).await.unwrap();
    let live = published.entries().count();
    assert!(live > 50, "{live} entries");
    assert_eq!(log.statements(), 1);
}
