//! What is live points only to what is live.

use leiden_international::content::entry::Kind;
use leiden_international::content::error::Error;
use leiden_international::lang::Lang::{En, Nl};
use sqlx::{Connection, PgPool};

use crate::content::addresses::wait_for_lock;
use crate::content::support::{BOTH, Draft, Site, id};

/// A draft for each way to point to the entry `target`.
fn pointers() -> Vec<(&'static str, Draft)> {
    let link = r#"<a href="entry:target#part">there</a>"#;
    vec![
        ("section", Draft::page("p").shows("s", "target")),
        ("link", Draft::page("p").says_in(Nl, "s", link)),
        ("quote", Draft::page("p").says_in(En, "s", r#"<data value="target"></data>"#)),
        ("goal", Draft::action(&["target"])),
        ("notice", Draft::notice(Some("target"), "2026-12-24T13:00", "2026-12-24T17:00")),
    ]
}

fn pointers_in_sections() -> impl Iterator<Item = (&'static str, Draft)> {
    pointers().into_iter().filter(|(name, _)| !["goal", "notice"].contains(name))
}

#[sqlx::test(migrations = "./migrations")]
async fn a_pointer_to_nothing_cannot_be_saved(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    for (name, draft) in pointers() {
        site.create(name, draft.0.shared.fields.kind(), None).await;
        let refused = site.try_save(name, draft.clone()).await;
        assert!(matches!(refused, Err(Error::NotFound(target)) if target == id("target")), "{name}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_pointer_to_what_is_not_live_cannot_go_live(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.create("target", Kind::Goal, None).await;
    let target = site.save("target", Draft::goal(1, "target")).await;
    for (name, draft) in pointers() {
        site.create(name, draft.0.shared.fields.kind(), None).await;
        let saved = site.save(name, draft.slug(En, name).slug(Nl, name)).await;
        let refused = site.go_live(name, &saved, BOTH).await;
        assert!(
            matches!(&refused, Err(Error::TargetNotLive { entry, target }) if *entry == id(name) && *target == id("target")),
            "{name}: {refused:?}"
        );
    }
    site.go_live("target", &target, BOTH).await.unwrap();
    for (name, draft) in pointers() {
        site.publish(name, draft.slug(En, name).slug(Nl, name)).await;
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn an_unconfirmed_section_may_point_anywhere(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("target", Draft::goal(1, "target")).await;
    for (name, draft) in pointers_in_sections() {
        site.publish(name, draft.slug(En, name).slug(Nl, name).unconfirmed("s")).await;
    }
    site.withdraw("target", BOTH, None).await.unwrap();
    for (name, draft) in pointers_in_sections() {
        site.publish(name, draft.slug(En, name).slug(Nl, name).title(En, "new").unconfirmed("s")).await;
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_used_cannot_be_withdrawn(pool: PgPool) {
    for (name, draft) in pointers() {
        let mut conn = pool.acquire().await.unwrap();
        let mut transaction = conn.begin().await.unwrap();
        let mut site = Site::new(&mut transaction);
        site.publish("target", Draft::goal(1, "target")).await;
        site.publish(name, draft.clone()).await;
        site.withdraw("target", &[En], None).await.unwrap();
        let refused = site.withdraw("target", &[Nl], None).await;
        assert!(
            matches!(&refused, Err(Error::InUse { entry, by }) if *entry == id("target") && *by == [id(name)]),
            "{name}: {refused:?}"
        );
        site.withdraw(name, BOTH, None).await.unwrap();
        site.withdraw("target", BOTH, None).await.unwrap();
        transaction.rollback().await.unwrap();
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn only_what_is_live_counts_as_use(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("target", Draft::goal(1, "target")).await;
    site.publish("p", Draft::page("p").shows("s", "target")).await;
    // The pointer stays in Dutch while only English has lost it.
    let link = r#"<a href="entry:target">there</a>"#;
    site.publish("p", Draft::page("p").says("s", link)).await;
    let without = site.save("p", Draft::page("p").says("s", "no link")).await;
    site.go_live("p", &without, &[En]).await.unwrap();
    assert!(matches!(site.withdraw("target", BOTH, None).await, Err(Error::InUse { .. })));
    site.go_live("p", &without, &[Nl]).await.unwrap();
    site.save("p", Draft::page("p").says("s", link)).await;
    site.withdraw("target", BOTH, None).await.unwrap();
}

#[sqlx::test(migrations = "./migrations")]
async fn an_entry_may_point_to_itself_and_go(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("p", Draft::page("p").says("s", r##"<a href="entry:p#s">here</a>"##)).await;
    site.withdraw("p", BOTH, None).await.unwrap();
    assert!(site.published().await.entries().next().is_none());
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_about_to_go_cannot_be_pointed_to(pool: PgPool) {
    let mut first = pool.acquire().await.unwrap();
    let mut second = pool.acquire().await.unwrap();
    Site::new(&mut first).publish("target", Draft::goal(1, "target")).await;
    Site::new(&mut first).create("p", Kind::Page, None).await;
    let saved = Site::new(&mut first).save("p", Draft::page("p").shows("s", "target")).await;
    let mut transaction = first.begin().await.unwrap();
    Site::new(&mut transaction).withdraw("target", BOTH, None).await.unwrap();
    let other = tokio::spawn(async move { Site::new(&mut second).go_live("p", &saved, BOTH).await });
    wait_for_lock(&pool).await;
    transaction.commit().await.unwrap();
    let refused = other.await.unwrap();
    assert!(matches!(refused, Err(Error::TargetNotLive { .. })), "{refused:?}");
}

#[sqlx::test(migrations = "./migrations")]
async fn pages_that_point_to_each_other_can_change_at_the_same_time(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a")).await;
    site.publish("b", Draft::page("b").shows("s", "a")).await;
    site.publish("a", Draft::page("a").shows("s", "b")).await;
    let changes = [("a", "b"), ("b", "a")].map(|(name, other)| {
        let pool = pool.clone();
        tokio::spawn(async move {
            let mut conn = pool.acquire().await.unwrap();
            let mut site = Site::new(&mut conn);
            for round in 0..8 {
                let title = format!("{name} {round}");
                site.publish(name, Draft::page(name).shows("s", other).title(En, &title)).await;
            }
        })
    });
    for change in changes {
        change.await.unwrap();
    }
}
