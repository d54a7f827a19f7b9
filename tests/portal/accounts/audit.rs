//! The audit log: nothing is changed in it without showing.

use leiden_international::accounts::audit::{self, Actor, Event, Filter, Outcome};
use leiden_international::accounts::editor::Role;
use sqlx::{PgConnection, PgPool};

use crate::accounts::support::{active, get, later, noon};

async fn record(conn: &mut PgConnection, count: i64) {
    for number in 1..=count {
        let event = Event::new(Actor::System, "command line", "content.import", "entry", number);
        assert_eq!(audit::record(conn, &event, later(number)).await.unwrap(), number);
    }
}

/// Changes rows as someone could who has all rights.
async fn tamper(conn: &mut PgConnection, sql: &'static str) {
    for statement in
        ["alter table audit_event disable trigger user", sql, "alter table audit_event enable trigger user"]
    {
        sqlx::query(statement).execute(&mut *conn).await.unwrap();
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn an_event_has_all_that_the_norm_asks(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = active(&mut conn, "anna", Role::Author).await;
    let anna = get(&mut conn, id).await;
    let event = Event::new(Actor::from(&anna), "192.0.2.1", "page.publish", "entry", "home").detail("en nl");
    audit::record(&mut conn, &event, noon()).await.unwrap();
    let event = Event::new(Actor::Visitor, "192.0.2.2", "sign-in.password", "editor", "").refused();
    audit::record(&mut conn, &event, later(1)).await.unwrap();
    audit::record(&mut conn, &event.failed(), later(2)).await.unwrap();
    let rows = audit::export(&pool, &Filter::default()).await.unwrap();
    let [failed, refused, done] = rows.as_slice() else { panic!("{rows:?}") };
    assert_eq!((done.id, done.at, done.actor_id, done.actor.as_str()), (1, noon(), Some(id), "anna"));
    assert_eq!((done.origin.as_str(), done.action.as_str()), ("192.0.2.1", "page.publish"));
    assert_eq!((done.object_kind.as_str(), done.object_id.as_str()), ("entry", "home"));
    assert_eq!((done.outcome, done.detail.as_deref()), (Outcome::Done, Some("en nl")));
    assert_eq!(
        (refused.actor.as_str(), refused.actor_id, refused.outcome),
        ("visitor", None, Outcome::Refused)
    );
    assert_eq!(failed.outcome, Outcome::Failed);
}

#[sqlx::test(migrations = "./migrations")]
async fn no_text_can_forge_a_line(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let event = Event::new(Actor::Visitor, "a\nb", "sign-in.password", "editor", "x\0y")
        .detail(format!("one\r\ntwo\u{2028}{}", "z".repeat(5_000)));
    audit::record(&mut conn, &event, noon()).await.unwrap();
    let row = audit::export(&pool, &Filter::default()).await.unwrap().remove(0);
    assert_eq!((row.origin.as_str(), row.object_id.as_str()), ("a\\u{a}b", "x\\u{0}y"));
    let detail = row.detail.unwrap();
    assert!(detail.starts_with("one\\u{d}\\u{a}two\\u{2028}zz"));
    assert_eq!(detail.len(), 2_000);
}

#[sqlx::test(migrations = "./migrations")]
async fn events_are_found_by_what_is_known_of_them(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = active(&mut conn, "anna", Role::Author).await;
    let anna = Actor::from(&get(&mut conn, id).await);
    for (seconds, actor, action, kind, object) in [
        (0, Actor::System, "editor.invite", "editor", "7"),
        (1, anna.clone(), "editor.disable", "editor", "8"),
        (2, anna, "page.publish", "entry", "home"),
        (3, Actor::System, "editorial.note", "entry", "8"),
    ] {
        let event = Event::new(actor, "command line", action, kind, object);
        audit::record(&mut conn, &event, later(seconds)).await.unwrap();
    }
    let ids = async |filter: Filter| -> Vec<i64> {
        audit::export(&pool, &filter).await.unwrap().iter().map(|row| row.id).collect()
    };
    let some = |text: &str| Some(text.to_owned());
    assert_eq!(ids(Filter::default()).await, [4, 3, 2, 1]);
    assert_eq!(ids(Filter { actor: Some(id), ..Filter::default() }).await, [3, 2]);
    assert_eq!(ids(Filter { action: some("editor"), ..Filter::default() }).await, [2, 1]);
    assert_eq!(ids(Filter { action: some("page.publish"), ..Filter::default() }).await, [3]);
    let of_8 = Filter { object_kind: some("editor"), object_id: some("8"), ..Filter::default() };
    assert_eq!(ids(of_8).await, [2]);
    assert_eq!(
        ids(Filter { from: Some(later(1)), until: Some(later(3)), ..Filter::default() }).await,
        [3, 2]
    );
    let page = |rows: Vec<audit::Row>| rows.iter().map(|row| row.id).collect::<Vec<_>>();
    assert_eq!(page(audit::list(&pool, &Filter::default(), 1, 3).await.unwrap()), [4, 3, 2]);
    assert_eq!(page(audit::list(&pool, &Filter::default(), 2, 3).await.unwrap()), [1]);
}

#[sqlx::test(migrations = "./migrations")]
async fn an_unbroken_chain_is_unbroken(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    assert_eq!(audit::verify(&pool).await.unwrap(), None, "an empty one too");
    record(&mut conn, 5).await;
    assert_eq!(audit::verify(&pool).await.unwrap(), None);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_changed_byte_names_its_row(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    record(&mut conn, 5).await;
    for refused in ["update audit_event set actor = 'x'", "delete from audit_event", "truncate audit_event"] {
        assert!(sqlx::query(refused).execute(&mut *conn).await.is_err(), "{refused}");
    }
    for change in [
        "update audit_event set object_id = '4' where id = 3",
        "update audit_event set at = at + interval '1 microsecond' where id = 3",
        "update audit_event set detail = '' where id = 3",
        "update audit_event set hash = set_byte(hash, 0, get_byte(hash, 0) # 1) where id = 3",
    ] {
        sqlx::query("begin").execute(&mut *conn).await.unwrap();
        tamper(&mut conn, change).await;
        assert_eq!(audit::verify(&mut *conn).await.unwrap(), Some(3), "{change}");
        sqlx::query("rollback").execute(&mut *conn).await.unwrap();
    }
    assert_eq!(audit::verify(&mut *conn).await.unwrap(), None);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_missing_row_shows_at_the_next(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    record(&mut conn, 5).await;
    tamper(&mut conn, "delete from audit_event where id = 3").await;
    assert_eq!(audit::verify(&pool).await.unwrap(), Some(4));
    // Numbering what follows anew does not help.
    tamper(&mut conn, "update audit_event set id = id - 1 where id > 3").await;
    assert_eq!(audit::verify(&pool).await.unwrap(), Some(3));
}
