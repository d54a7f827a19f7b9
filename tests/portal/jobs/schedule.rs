//! What staff scheduled happens at its time, once, and says what became of it.

use jiff::{Timestamp, ToSpan};
use leiden_international::{
    accounts::audit,
    clock::Clock,
    config::StarterContent,
    content::{
        error::Error,
        exchange, publication, published, revision,
        schedule::{self, Deed, Item, Outcome, Plan, Problem},
    },
    ids::{EditorId, EntryId},
    jobs::schedule::carry_out_due,
    lang::Lang,
    web::{App, Locales},
};
use sqlx::PgPool;

use crate::settings::settings;

fn noon() -> Timestamp {
    "2026-11-22T11:00:00Z".parse().unwrap()
}

fn id(name: &str) -> EntryId {
    EntryId::try_from(name.to_owned()).unwrap()
}

/// The starter content, a publisher, and an application whose clock stands at noon.
async fn start(pool: &PgPool) -> (App, EditorId) {
    let mut conn = pool.acquire().await.unwrap();
    exchange::load_if_empty(&mut conn, StarterContent::Starter, noon()).await.unwrap();
    let made = "insert into editor (email, name, role, lang, created_at)
        values ('ann@example.nl', 'Ann', 'publisher', 'en', now()) returning id";
    let ann = EditorId(sqlx::query_scalar(made).fetch_one(&mut *conn).await.unwrap());
    let published = published::load(&mut *conn).await.unwrap();
    (App::new(published, Locales::load().unwrap(), Clock::frozen(noon()), settings()), ann)
}

/// Schedules what is to happen to an entry in every language.
async fn plan(pool: &PgPool, entry: &str, deed: Deed, due_at: Timestamp, by: EditorId) -> i64 {
    let plan = Plan { deed, langs: Lang::ALL.to_vec(), note: None, due_at };
    let mut conn = pool.acquire().await.unwrap();
    schedule::create(&mut conn, &id(entry), &plan, by, noon()).await.unwrap()
}

/// A new title of an entry, saved and to go live then.
async fn plan_title(pool: &PgPool, entry: &str, title: &str, due_at: Timestamp, by: EditorId) -> i64 {
    let mut conn = pool.begin().await.unwrap();
    let mut body = revision::find_newest(&mut *conn, &id(entry)).await.unwrap().unwrap().body;
    body.texts.get_mut(Lang::DEFAULT).as_mut().unwrap().title = title.to_owned().try_into().unwrap();
    let act = leiden_international::content::act::Act::of_system(noon());
    let saved = revision::save(&mut conn, &id(entry), body, &act).await.unwrap();
    conn.commit().await.unwrap();
    plan(pool, entry, Deed::Publish { revision_id: saved.id, number: saved.number }, due_at, by).await
}

async fn live_title(pool: &PgPool, entry: &str) -> Option<String> {
    let published = published::load(pool).await.unwrap();
    Some(published.text(&id(entry), Lang::DEFAULT)?.1.title.to_string())
}

fn read(item: &Item) -> Problem {
    Problem::read(item.problem.as_ref().unwrap())
}

async fn items(pool: &PgPool, entry: &str) -> Vec<Item> {
    schedule::list_of(pool, &id(entry)).await.unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn it_happens_at_its_time_and_not_before(pool: PgPool) {
    let (app, ann) = start(&pool).await;
    let due = noon() + 1.hour();
    plan_title(&pool, "plan", "The new plan", due, ann).await;
    assert_eq!(carry_out_due(&app, &pool).await.unwrap(), 0);
    assert_ne!(live_title(&pool, "plan").await.as_deref(), Some("The new plan"));
    app.clock().set(due);
    assert_eq!(carry_out_due(&app, &pool).await.unwrap(), 1);
    assert_eq!(carry_out_due(&app, &pool).await.unwrap(), 0);
    assert_eq!(live_title(&pool, "plan").await.as_deref(), Some("The new plan"));
    let item = items(&pool, "plan").await.remove(0);
    assert_eq!((item.ended, item.problem), (Some((Outcome::Done, due)), None));
    let events = publication::list(&pool, &id("plan")).await.unwrap();
    assert_eq!((events[0].by, events[0].at), (Some(ann), due), "the act of who scheduled it");
    let log = audit::export(&pool, &audit::Filter::default()).await.unwrap();
    let [event] = &log[..] else { unreachable!("{log:?}") };
    assert_eq!((event.actor_id, event.origin.as_str()), (Some(ann), "schedule"));
    assert_eq!((event.action.as_str(), event.object_id.as_str()), ("entry.publish", "plan"));
    assert_eq!(event.outcome, audit::Outcome::Done);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_was_missed_happens_late_and_says_so(pool: PgPool) {
    let (app, ann) = start(&pool).await;
    plan_title(&pool, "plan", "The new plan", noon() + 1.minute(), ann).await;
    app.clock().set(noon() + 3.hours());
    assert_eq!(carry_out_due(&app, &pool).await.unwrap(), 1);
    assert_eq!(live_title(&pool, "plan").await.as_deref(), Some("The new plan"));
    let item = items(&pool, "plan").await.remove(0);
    assert_eq!(item.ended.map(|(outcome, _)| outcome), Some(Outcome::Done));
    assert!(matches!(read(&item), Problem::Late { minutes: 179 }));
}

#[sqlx::test(migrations = "./migrations")]
async fn what_fails_leaves_nothing_and_keeps_nothing_back(pool: PgPool) {
    let (app, ann) = start(&pool).await;
    let due = noon() + 1.minute();
    // The centre is linked everywhere, so it cannot be withdrawn.
    let withdrawal = Deed::Withdraw(publication::Withdrawal::default());
    plan(&pool, "leiden-international-centre", withdrawal, due, ann).await;
    plan_title(&pool, "plan", "The new plan", due, ann).await;
    app.clock().set(due);
    assert_eq!(carry_out_due(&app, &pool).await.unwrap(), 2);
    let failed = items(&pool, "leiden-international-centre").await.remove(0);
    assert_eq!(failed.ended, Some((Outcome::Failed, due)));
    assert!(matches!(read(&failed), Problem::Refused(Error::InUse { .. })));
    assert!(live_title(&pool, "leiden-international-centre").await.is_some());
    assert_eq!(live_title(&pool, "plan").await.as_deref(), Some("The new plan"));
    let log = audit::export(&pool, &audit::Filter::default()).await.unwrap();
    let outcomes: Vec<_> = log.iter().map(|event| (event.action.as_str(), event.outcome)).collect();
    assert_eq!(
        outcomes,
        [("entry.publish", audit::Outcome::Done), ("entry.withdraw", audit::Outcome::Failed)]
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn one_instance_at_a_time_carries_it_out(pool: PgPool) {
    let (app, ann) = start(&pool).await;
    let due = noon() + 1.minute();
    plan_title(&pool, "plan", "The new plan", due, ann).await;
    app.clock().set(due);
    let mut other = pool.begin().await.unwrap();
    sqlx::query("select pg_advisory_xact_lock(hashtext('schedule'))").execute(&mut *other).await.unwrap();
    assert_eq!(carry_out_due(&app, &pool).await.unwrap(), 0, "it is another's turn");
    other.rollback().await.unwrap();
    let all = (0..4).map(|_| {
        let (app, pool) = (app.clone(), pool.clone());
        tokio::spawn(async move { carry_out_due(&app, &pool).await.unwrap() })
    });
    let mut ended = 0;
    for one in all.collect::<Vec<_>>() {
        ended += one.await.unwrap();
    }
    assert_eq!(ended, 1);
    let events = publication::list(&pool, &id("plan")).await.unwrap();
    assert_eq!(events.iter().filter(|event| event.at == due).count(), 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_plan_does_not_outlive_the_right_to_carry_it_out(pool: PgPool) {
    let (app, ann) = start(&pool).await;
    let due = noon() + 1.minute();
    app.clock().set(due);
    for (number, (change, code)) in [
        ("update editor set role = 'author' where id = $1", "\"may-not-publish\""),
        (
            "update editor set role = 'administrator', disabled_at = now() where id = $1",
            "\"account-disabled\"",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        sqlx::query(change).bind(ann).execute(&pool).await.unwrap();
        plan_title(&pool, "plan", &format!("The new plan {number}"), due, ann).await;
        assert_eq!(carry_out_due(&app, &pool).await.unwrap(), 1);
        assert!(!live_title(&pool, "plan").await.unwrap().starts_with("The new plan"));
        let item = items(&pool, "plan").await.pop().unwrap();
        assert_eq!((item.ended, item.problem.as_deref()), (Some((Outcome::Failed, due)), Some(code)));
        let event = audit::export(&pool, &audit::Filter::default()).await.unwrap().remove(0);
        assert_eq!((event.actor_id, event.outcome), (Some(ann), audit::Outcome::Failed));
    }
    sqlx::query("update editor set disabled_at = null where id = $1").bind(ann).execute(&pool).await.unwrap();
    plan_title(&pool, "plan", "The plan of an administrator", due, ann).await;
    assert_eq!(carry_out_due(&app, &pool).await.unwrap(), 1);
    assert_eq!(live_title(&pool, "plan").await.as_deref(), Some("The plan of an administrator"));
}

#[sqlx::test(migrations = "./migrations")]
async fn what_cannot_be_done_now_keeps_nothing_back(pool: PgPool) {
    let (app, ann) = start(&pool).await;
    let due = noon() + 1.minute();
    app.clock().set(due);
    let unreadable = plan(&pool, "about", Deed::Withdraw(publication::Withdrawal::default()), due, ann).await;
    sqlx::query("update schedule set reasons = '5' where id = $1")
        .bind(unreadable)
        .execute(&pool)
        .await
        .unwrap();
    plan_title(&pool, "privacy", "In the way", due, ann).await;
    plan_title(&pool, "plan", "The new plan", due, ann).await;
    for step in [
        "create function get_in_the_way() returns trigger language plpgsql as
            $$ begin raise 'in the way' using errcode = '40P01'; end $$",
        "create trigger get_in_the_way before insert on publication for each row
            when (new.entry_id = 'privacy') execute function get_in_the_way()",
    ] {
        sqlx::query(step).execute(&pool).await.unwrap();
    }
    assert_eq!(carry_out_due(&app, &pool).await.unwrap(), 1);
    assert_eq!(live_title(&pool, "plan").await.as_deref(), Some("The new plan"));
    assert!(items(&pool, "privacy").await[0].ended.is_none(), "it is tried again");
    sqlx::query("drop trigger get_in_the_way on publication").execute(&pool).await.unwrap();
    assert_eq!(carry_out_due(&app, &pool).await.unwrap(), 1);
    assert_eq!(live_title(&pool, "privacy").await.as_deref(), Some("In the way"));
}
