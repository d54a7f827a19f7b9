//! What is to happen later: it is listed, cancelled, and carried out as the act of who scheduled it.

use jiff::{Timestamp, ToSpan};
use leiden_international::content::act::Act;
use leiden_international::content::error::Error;
use leiden_international::content::publication::{self, Withdrawal};
use leiden_international::content::schedule::{self, Deed, Outcome, Plan, Problem};
use leiden_international::lang::Lang::{self, En, Nl};
use sqlx::PgPool;

use crate::content::support::{BOTH, Draft, Site, because, editor, id};

fn plan(deed: Deed, langs: &[Lang], due_at: Timestamp) -> Plan {
    Plan { deed, langs: langs.to_vec(), note: Some("as agreed".to_owned()), due_at }
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_scheduled_is_due_at_its_time_and_happens_once(pool: PgPool) {
    let mut conn = pool.begin().await.unwrap();
    let ann = editor(&mut conn, "ann").await;
    let mut site = Site::new(&mut conn);
    site.publish("next", Draft::page("next")).await;
    site.publish("a", Draft::page("a")).await;
    let saved = site.save("a", Draft::page("a").title(En, "new")).await;
    let now = site.now;
    let due = now + 1.hour();
    let withdrawal =
        Withdrawal { successor: Some(id("next")), redirects: true, ..because("replaced by next") };
    let publish = plan(Deed::Publish { revision_id: saved.id, number: 2 }, BOTH, due);
    let withdraw = plan(Deed::Withdraw(withdrawal.clone()), &[Nl], due + 1.minute());
    let first = schedule::create(site.conn, &id("a"), &publish, ann, now).await.unwrap();
    let second = schedule::create(site.conn, &id("a"), &withdraw, ann, now).await.unwrap();

    let open = schedule::list_open(&mut *site.conn).await.unwrap();
    assert_eq!(open.iter().map(|item| item.id).collect::<Vec<_>>(), [first, second]);
    assert_eq!((&open[0].plan, &open[1].plan), (&publish, &withdraw));
    assert!(schedule::list_due(&mut *site.conn, now).await.unwrap().is_empty());
    assert_eq!(schedule::list_due(&mut *site.conn, due).await.unwrap(), vec![first]);

    for item in open {
        let item = schedule::take(site.conn, item.id).await.unwrap().unwrap();
        schedule::carry_out(site.conn, &item, due).await.unwrap();
        schedule::end(site.conn, item.id, Outcome::Done, None, due).await.unwrap();
        assert!(schedule::take(site.conn, item.id).await.unwrap().is_none(), "it happens once");
    }
    assert_eq!(site.at(En, "a").await, "here a");
    assert_eq!(site.at(Nl, "a-nl").await, "moved to next-nl");
    let events = publication::list(&mut *site.conn, &id("a")).await.unwrap();
    assert_eq!(events[0].withdrawal.reason.get(Nl).as_deref(), Some("replaced by next"));
    assert!(
        events[..2].iter().all(|event| event.by == Some(ann) && event.note.as_deref() == Some("as agreed"))
    );
    let all = schedule::list_of(&mut *site.conn, &id("a")).await.unwrap();
    assert!(all.iter().all(|item| item.ended == Some((Outcome::Done, due))));
}

#[sqlx::test(migrations = "./migrations")]
async fn it_undoes_nobodys_work_and_can_be_cancelled(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let ann = editor(&mut conn, "ann").await;
    let mut site = Site::new(&mut conn);
    let saved = site.publish("a", Draft::page("a")).await;
    let now = site.now;
    let old = plan(Deed::Publish { revision_id: saved.id, number: 1 }, BOTH, now);
    let planned = schedule::create(site.conn, &id("a"), &old, ann, now).await.unwrap();
    site.publish("a", Draft::page("a").title(En, "newer")).await;
    let item = schedule::take(site.conn, planned).await.unwrap().unwrap();
    let refused = schedule::carry_out(site.conn, &item, now).await;
    assert!(matches!(refused, Err(Error::NewerIsLive { number: 2, .. })), "{refused:?}");

    schedule::end(site.conn, planned, Outcome::Failed, Some(&Problem::Fault), now).await.unwrap();
    assert_eq!(
        schedule::list_failed(&mut *site.conn, now).await.unwrap()[0].problem.as_deref(),
        Some("\"fault\"")
    );
    assert!(!schedule::cancel(site.conn, &id("a"), planned, now).await.unwrap(), "it has ended");
    let again = schedule::create(site.conn, &id("a"), &old, ann, now).await.unwrap();
    assert!(!schedule::cancel(site.conn, &id("b"), again, now).await.unwrap(), "of another entry");
    assert!(schedule::cancel(site.conn, &id("a"), again, now).await.unwrap());
    assert!(schedule::list_due(&mut *site.conn, now).await.unwrap().is_empty());
}

#[sqlx::test(migrations = "./migrations")]
async fn what_does_not_exist_cannot_be_scheduled(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let ann = editor(&mut conn, "ann").await;
    let mut site = Site::new(&mut conn);
    let other = site.publish("b", Draft::page("b")).await;
    site.publish("a", Draft::page("a")).await;
    let now = site.now;
    let lost = Withdrawal { successor: Some(id("lost")), ..Withdrawal::default() };
    for (entry, deed, missing) in [
        ("a", Deed::Publish { revision_id: other.id, number: 1 }, "a"),
        ("a", Deed::Withdraw(lost), "lost"),
        ("none", Deed::Withdraw(Withdrawal::default()), "none"),
    ] {
        let refused = schedule::create(site.conn, &id(entry), &plan(deed, BOTH, now), ann, now).await;
        assert!(matches!(&refused, Err(Error::NotFound(name)) if *name == id(missing)), "{refused:?}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn what_was_withdrawn_meanwhile_stays_away_unless_that_was_planned_too(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let ann = editor(&mut conn, "ann").await;
    let mut site = Site::new(&mut conn);
    let saved = site.publish("a", Draft::page("a")).await;
    let (now, later, due) = (site.now, site.now + 1.hour(), site.now + 2.hours());
    let away = plan(Deed::Withdraw(because("for a day")), &[Nl], later);
    let away = schedule::create(site.conn, &id("a"), &away, ann, now).await.unwrap();
    let back = plan(Deed::Publish { revision_id: saved.id, number: 1 }, BOTH, due);
    let back = schedule::create(site.conn, &id("a"), &back, ann, now).await.unwrap();

    let item = schedule::take(site.conn, away).await.unwrap().unwrap();
    schedule::carry_out(site.conn, &item, later).await.unwrap();
    schedule::end(site.conn, away, Outcome::Done, None, later).await.unwrap();
    let item = schedule::take(site.conn, back).await.unwrap().unwrap();
    let mut attempt = pool.begin().await.unwrap();
    schedule::carry_out(&mut attempt, &item, due).await.unwrap();
    attempt.rollback().await.unwrap();

    let act = Act::of_system(later + 1.minute());
    publication::withdraw(site.conn, &id("a"), &[En], &because("it was wrong"), &act).await.unwrap();
    let refused = schedule::carry_out(site.conn, &item, due).await;
    assert!(matches!(&refused, Err(Error::WithdrawnSince(entry)) if *entry == id("a")), "{refused:?}");
    assert_ne!(site.at(En, "a").await, "here a");
}
