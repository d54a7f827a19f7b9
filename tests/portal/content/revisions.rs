//! Revisions and all else that was ever recorded stay as they are.

use leiden_international::content::act::Act;
use leiden_international::content::entry::Kind;
use leiden_international::content::error::Error;
use leiden_international::content::publication::{self, Part};
use leiden_international::content::revision;
use leiden_international::lang::Lang::{En, Nl};
use sqlx::{Connection, PgPool};

use crate::content::support::{Draft, Site, editor, id};

#[sqlx::test(migrations = "./migrations")]
async fn each_entry_counts_its_own_revisions_from_one(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.create("a", Kind::Page, None).await;
    site.create("b", Kind::Page, None).await;
    for number in 1..=3 {
        assert_eq!(site.save("a", Draft::page("a")).await.number, number);
    }
    assert_eq!(site.save("b", Draft::page("b")).await.number, 1);
    let newest = revision::find_newest(&mut *site.conn, &id("a")).await.unwrap().unwrap();
    assert_eq!((newest.number, newest.body), (3, Draft::page("a").0));
    assert_eq!(revision::find_newest(&mut *site.conn, &id("none")).await.unwrap(), None);
}

#[sqlx::test(migrations = "./migrations")]
async fn history_names_who_when_why_and_what_is_live(pool: PgPool) {
    let mut conn = pool.begin().await.unwrap();
    let ann = editor(&mut conn, "ann").await;
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("one")).await;
    let second = Draft::page("two").says("s", "x").says("t", "rumour").unconfirmed("t");
    let act = Act { by: Some(ann), note: Some("second"), at: site.now };
    let saved = revision::save(site.conn, &id("a"), second.0.clone(), &act).await.unwrap();
    assert_eq!(revision::find(&mut *site.conn, &id("a"), 2).await.unwrap().as_ref(), Some(&saved));
    assert_eq!((saved.by, saved.note.as_deref(), saved.at), (Some(ann), Some("second"), act.at));
    assert_eq!(revision::find(&mut *site.conn, &id("a"), 3).await.unwrap(), None);
    publication::publish(site.conn, &id("a"), saved.id, &[Nl], &act).await.unwrap();
    let listed = revision::list(&mut *site.conn, &id("a")).await.unwrap();
    let seen: Vec<_> = listed.iter().map(|one| (one.number, one.by, one.live_in.clone())).collect();
    assert_eq!(seen, [(2, Some(ann), vec![Nl]), (1, None, vec![En])]);

    let current = publication::find_current(&mut *site.conn, &id("a")).await.unwrap().unwrap();
    assert_eq!((*current.revisions.get(En), *current.revisions.get(Nl)), (Some(1), Some(2)));
    assert_eq!(current.body.texts.get(Nl), second.0.for_readers().texts.get(Nl), "without the rumour");
    site.withdraw("a", &[En], None).await.unwrap();
    let events = publication::list(&mut *site.conn, &id("a")).await.unwrap();
    let seen: Vec<_> = events.iter().map(|event| (event.part, event.revision)).collect();
    let texts = [Part::Text(En), Part::Text(Nl)];
    assert_eq!(seen[0], (texts[0], None));
    assert_eq!(seen[1..3], [(texts[1], Some(2)), (Part::Shared, Some(2))]);
    assert_eq!(seen[3..], [(texts[1], Some(1)), (texts[0], Some(1)), (Part::Shared, Some(1))]);
    assert_eq!(events[0].withdrawal.reason.get(En).as_deref(), Some("out of date"));
    assert_eq!(publication::find_current(&mut *site.conn, &id("none")).await.unwrap(), None);
}

#[sqlx::test(migrations = "./migrations")]
async fn saves_at_the_same_time_never_collide(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    Site::new(&mut conn).create("a", Kind::Page, None).await;
    let saves = (0..8).map(|_| {
        let pool = pool.clone();
        tokio::spawn(async move {
            let mut conn = pool.acquire().await.unwrap();
            for _ in 0..4 {
                Site::new(&mut conn).save("a", Draft::page("a")).await;
            }
        })
    });
    for save in saves.collect::<Vec<_>>() {
        save.await.unwrap();
    }
    let numbers: Vec<i32> = sqlx::query_scalar("select number from revision order by number")
        .fetch_all(&mut *conn)
        .await
        .unwrap();
    assert_eq!(numbers, (1..=32).collect::<Vec<_>>());
}

#[sqlx::test(migrations = "./migrations")]
async fn the_database_refuses_to_change_what_was_recorded(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a")).await;
    for table in ["revision", "publication", "agreement", "consequence"] {
        for change in [
            format!("update {table} set entry_id = 'a'"),
            format!("delete from {table}"),
            format!("truncate {table} cascade"),
        ] {
            let refusal = sqlx::query(sqlx::AssertSqlSafe(change.clone())).execute(&mut *site.conn).await;
            let refusal = refusal.expect_err(&change).to_string();
            assert!(refusal.contains("is never changed or deleted"), "{change}: {refusal}");
        }
    }
    let gone = sqlx::query("delete from entry").execute(&mut *site.conn).await;
    assert!(gone.is_err(), "an entry with revisions is never deleted");
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_saved_is_in_normal_form(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.create("a", Kind::Page, None).await;
    let mut twice = Draft::page("a").says("one", "<script>alert(1)</script>said").says("two", " ");
    let again = twice.0.shared.outline[0].clone();
    twice.0.shared.outline.push(again);
    let saved = site.save("a", twice).await.body;
    let outline: Vec<_> = saved.shared.outline.iter().map(|section| section.id.as_str()).collect();
    assert_eq!(outline, ["one", "two"], "a section exists once");
    for (_, text) in saved.texts.iter() {
        let sections: Vec<_> = text.as_ref().unwrap().sections.iter().collect();
        assert_eq!(sections.len(), 1);
        assert_eq!(sections[0].1.text.as_str(), "<p>said</p>");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn an_entry_keeps_its_kind(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a")).await;
    let refused = site.try_save("a", Draft::goal(1, "a")).await;
    assert!(matches!(refused, Err(Error::OtherKind(entry)) if entry == id("a")));
}

#[sqlx::test(migrations = "./migrations")]
async fn what_does_not_exist_cannot_be_saved_or_published(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    let refused = site.try_save("none", Draft::page("none")).await;
    assert!(matches!(refused, Err(Error::NotFound(entry)) if entry == id("none")));
    let of_a = site.publish("a", Draft::page("a")).await;
    site.publish("b", Draft::page("b")).await;
    let refused = site.go_live("b", &of_a, crate::content::support::BOTH).await;
    assert!(matches!(refused, Err(Error::NotFound(_))), "a revision of another entry: {refused:?}");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_save_that_is_rolled_back_leaves_no_gap(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.create("a", Kind::Page, None).await;
    let mut transaction = site.conn.begin().await.unwrap();
    Site::new(&mut transaction).save("a", Draft::page("a")).await;
    transaction.rollback().await.unwrap();
    assert_eq!(site.save("a", Draft::page("a")).await.number, 1);
}
