//! Sessions: how long they last, and who can end them.

use jiff::Timestamp;
use leiden_international::accounts::editor::Role;
use leiden_international::accounts::session::{self, Browser, Session, Stage};
use leiden_international::ids::EditorId;
use leiden_international::token::Token;
use sqlx::{PgConnection, PgPool};

use crate::accounts::support::{active, browser, get, hours, later, noon, session_id, signed_in};

async fn find(conn: &mut PgConnection, token: &Token, at: Timestamp) -> Option<Session> {
    session::find(conn, token, at).await.unwrap().map(|(session, _)| session)
}

async fn anna(conn: &mut PgConnection) -> EditorId {
    active(conn, "anna", Role::Author).await
}

#[sqlx::test(migrations = "./migrations")]
async fn a_session_says_whose_it_is(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = anna(&mut conn).await;
    let browser = Browser { origin: "2001:db8::1".into(), user_agent: "a\r\nb".repeat(200) };
    let token = session::start(&mut conn, id, Stage::Full, &browser, noon()).await.unwrap();
    let (session, editor) = session::find(&mut *conn, &token, noon()).await.unwrap().unwrap();
    assert_eq!(editor, get(&mut conn, id).await);
    assert_eq!((session.stage, session.created_at), (Stage::Full, noon()));
    assert!(session.browser.user_agent.starts_with("a\\u{d}\\u{a}ba"), "{}", session.browser.user_agent);
    assert_eq!(session.browser.user_agent.chars().count(), 250);
    assert!(find(&mut conn, &Token::random().unwrap(), noon()).await.is_none());
}

#[sqlx::test(migrations = "./migrations")]
async fn an_idle_session_ends_after_an_hour(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = anna(&mut conn).await;
    let token = signed_in(&mut conn, id, Stage::Full).await;
    assert!(find(&mut conn, &token, later(hours(1) - 1)).await.is_some());
    assert!(find(&mut conn, &token, later(hours(1))).await.is_some());
    assert!(find(&mut conn, &token, later(hours(1) + 1)).await.is_none());
}

#[sqlx::test(migrations = "./migrations")]
async fn a_busy_session_ends_after_twelve_hours(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = anna(&mut conn).await;
    let token = signed_in(&mut conn, id, Stage::Full).await;
    for half_hours in 1..=24 {
        let at = later(half_hours * 1_800);
        let session = find(&mut conn, &token, at).await.unwrap();
        session::touch(&mut conn, &session, at).await.unwrap();
    }
    assert!(find(&mut conn, &token, later(hours(12))).await.is_some());
    assert!(find(&mut conn, &token, later(hours(12) + 1)).await.is_none());
}

#[sqlx::test(migrations = "./migrations")]
async fn it_is_noted_once_a_minute_that_something_was_asked(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = anna(&mut conn).await;
    let token = signed_in(&mut conn, id, Stage::Full).await;
    for (seconds, seen) in [(59, 0), (60, 60), (119, 60), (121, 121)] {
        let session = find(&mut conn, &token, later(seconds)).await.unwrap();
        session::touch(&mut conn, &session, later(seconds)).await.unwrap();
        let seen_at = find(&mut conn, &token, later(seconds)).await.unwrap().last_seen_at;
        assert_eq!(seen_at, later(seen), "after {seconds} s");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_session_that_rises_has_another_token(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = anna(&mut conn).await;
    let low = signed_in(&mut conn, id, Stage::SecondFactor).await;
    let session = session_id(&mut conn, &low).await;
    let high = session::raise(&mut conn, session).await.unwrap();
    assert!(find(&mut conn, &low, noon()).await.is_none());
    let raised = find(&mut conn, &high, noon()).await.unwrap();
    assert_eq!((raised.id, raised.stage, raised.created_at), (session, Stage::Full, noon()));
    let proved = session::prove(&mut conn, session, later(60)).await.unwrap();
    assert!(find(&mut conn, &high, later(60)).await.is_none());
    assert_eq!(find(&mut conn, &proved, later(60)).await.unwrap().proved_at, later(60));
}

#[sqlx::test(migrations = "./migrations")]
async fn the_password_counts_for_ten_minutes(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = anna(&mut conn).await;
    let token = signed_in(&mut conn, id, Stage::Full).await;
    let session = find(&mut conn, &token, noon()).await.unwrap();
    assert!(session.is_proved(noon()) && session.is_proved(later(600)));
    assert!(!session.is_proved(later(601)));
}

#[sqlx::test(migrations = "./migrations")]
async fn sessions_are_listed_and_ended_by_their_owner_only(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let (anna, bert) = (anna(&mut conn).await, active(&mut conn, "bert", Role::Administrator).await);
    let first = signed_in(&mut conn, anna, Stage::Full).await;
    let second = session::start(&mut conn, anna, Stage::Full, &browser(), later(60)).await.unwrap();
    let of_bert = signed_in(&mut conn, bert, Stage::Full).await;
    let ids = |sessions: Vec<Session>| sessions.iter().map(|session| session.id).collect::<Vec<_>>();
    let (one, two) = (session_id(&mut conn, &first).await, session_id(&mut conn, &second).await);
    let at = later(61);
    assert_eq!(ids(session::list(&mut *conn, anna, at).await.unwrap()), [two, one]);
    assert!(!session::end(&mut conn, bert, one).await.unwrap(), "not of bert");
    assert!(session::end(&mut conn, anna, one).await.unwrap());
    assert!(find(&mut conn, &first, at).await.is_none());

    let third = session::start(&mut conn, anna, Stage::Full, &browser(), at).await.unwrap();
    assert_eq!(session::end_others(&mut conn, anna, two).await.unwrap(), 1);
    assert!(find(&mut conn, &third, at).await.is_none());
    assert!(find(&mut conn, &second, at).await.is_some());
    assert!(find(&mut conn, &of_bert, at).await.is_some());
    assert!(
        session::list(&mut *conn, anna, later(hours(2))).await.unwrap().is_empty(),
        "ended ones are gone"
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn what_has_ended_is_removed(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = anna(&mut conn).await;
    signed_in(&mut conn, id, Stage::Full).await;
    session::start(&mut conn, id, Stage::Full, &browser(), later(hours(1) + 1)).await.unwrap();
    let rows: i64 = sqlx::query_scalar("select count(*) from session").fetch_one(&pool).await.unwrap();
    assert_eq!(rows, 1);
}
