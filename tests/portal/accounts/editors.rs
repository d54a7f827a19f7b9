//! Editors: one address for each, and never without an administrator.

use leiden_international::accounts::editor::{self, NewEditor, Role, State};
use leiden_international::accounts::error::Error;
use leiden_international::accounts::session::{self, Stage};
use leiden_international::accounts::words::Name;
use leiden_international::accounts::{invitation, password};
use leiden_international::ids::EditorId;
use leiden_international::lang::Lang;
use sqlx::{Connection, PgPool};

use crate::accounts::support::{
    active, email, get, hash, invited, is_last_administrator, later, link, noon, signed_in,
};

#[test]
fn a_role_may_do_what_those_before_it_may() {
    assert!(Role::Author < Role::Publisher && Role::Publisher < Role::Administrator);
    for role in Role::ALL {
        assert_eq!(Role::parse(role.as_str()), Some(*role));
    }
    assert_eq!(Role::parse("Author"), None);
}

#[sqlx::test(migrations = "./migrations")]
async fn an_address_is_one_persons_in_any_letters(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = invited(&mut conn, "anna", Role::Author).await;
    let new = NewEditor {
        email: email("ANNA@Leiden.nl"),
        name: Name::parse("Another").unwrap(),
        role: Role::Author,
        lang: Lang::En,
    };
    assert!(matches!(editor::invite(&mut conn, &new, noon()).await, Err(Error::EmailTaken)));
    let found = editor::find_by_email(&mut *conn, &email("Anna@LEIDEN.nl")).await.unwrap().unwrap();
    assert_eq!((found.id, found.email.as_str(), found.lang), (id, "anna@leiden.nl", Lang::Nl));
    assert_eq!((found.state(), found.created_at), (State::Invited, noon()));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_fresh_database_has_no_account(pool: PgPool) {
    assert!(editor::list(&pool).await.unwrap().is_empty());
    assert!(!editor::has_administrator(&pool).await.unwrap());
}

#[sqlx::test(migrations = "./migrations")]
async fn a_disabled_editor_reaches_nothing_at_once(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    active(&mut conn, "boss", Role::Administrator).await;
    let id = active(&mut conn, "anna", Role::Author).await;
    let token = signed_in(&mut conn, id, Stage::Full).await;
    let link = link(&mut conn, id).await;
    editor::disable(&mut conn, id, later(1)).await.unwrap();
    assert_eq!(get(&mut conn, id).await.state(), State::Disabled);
    assert!(session::find(&mut *conn, &token, later(1)).await.unwrap().is_none());
    assert!(invitation::find(&mut conn, &link, later(1)).await.unwrap().is_none());
    assert!(password::find(&mut *conn, id).await.unwrap().is_none());
    let refused = invitation::create(&mut conn, id, None, later(2)).await;
    assert!(matches!(refused, Err(Error::NotFound(_))), "no link for a disabled editor");

    editor::enable(&mut conn, id).await.unwrap();
    assert_eq!(get(&mut conn, id).await.state(), State::Active);
    assert!(session::find(&mut *conn, &token, later(3)).await.unwrap().is_none(), "what ended stays ended");
    assert!(invitation::find(&mut conn, &link, later(3)).await.unwrap().is_none());
}

#[sqlx::test(migrations = "./migrations")]
async fn a_session_that_survived_by_accident_is_worth_nothing(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = active(&mut conn, "anna", Role::Author).await;
    let token = signed_in(&mut conn, id, Stage::Full).await;
    sqlx::query("update editor set disabled_at = now()").execute(&mut *conn).await.unwrap();
    assert!(session::find(&mut *conn, &token, noon()).await.unwrap().is_none());
}

#[sqlx::test(migrations = "./migrations")]
async fn the_last_administrator_stays(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let boss = active(&mut conn, "boss", Role::Administrator).await;
    let other = invited(&mut conn, "other", Role::Administrator).await;
    is_last_administrator(&editor::disable(&mut conn, boss, noon()).await);
    is_last_administrator(&editor::set_role(&mut conn, boss, Role::Publisher).await);
    editor::set_role(&mut conn, boss, Role::Administrator).await.unwrap();

    password::set(&mut conn, other, &hash("another fine sentence here").await).await.unwrap();
    editor::disable(&mut conn, boss, noon()).await.unwrap();
    is_last_administrator(&editor::disable(&mut conn, other, noon()).await);
    editor::disable(&mut conn, boss, noon()).await.unwrap();
    editor::set_role(&mut conn, boss, Role::Author).await.unwrap();
    is_last_administrator(&editor::set_role(&mut conn, other, Role::Author).await);
}

#[sqlx::test(migrations = "./migrations")]
async fn two_administrators_cannot_unmake_each_other_at_once(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let one = active(&mut conn, "one", Role::Administrator).await;
    let two = active(&mut conn, "two", Role::Administrator).await;
    let mut transaction = conn.begin().await.unwrap();
    editor::set_role(&mut transaction, two, Role::Author).await.unwrap();
    let mut other = pool.acquire().await.unwrap();
    let attempt = tokio::spawn(async move { editor::disable(&mut other, one, noon()).await });
    wait_for_lock(&pool).await;
    transaction.commit().await.unwrap();
    is_last_administrator(&attempt.await.unwrap());
    assert!(editor::has_administrator(&pool).await.unwrap());
}

/// Waits until someone waits for another's lock.
pub(crate) async fn wait_for_lock(pool: &PgPool) {
    let waiting = "select exists (
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
    )";
    for _ in 0..10_000 {
        if sqlx::query_scalar(waiting).fetch_one(pool).await.unwrap() {
            return;
        }
        tokio::task::yield_now().await;
    }
    panic!("nobody waits");
}

#[sqlx::test(migrations = "./migrations")]
async fn what_an_editor_is_called_and_speaks_can_be_changed(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = invited(&mut conn, "anna", Role::Author).await;
    editor::rename(&mut conn, id, &Name::parse("Anna Bos").unwrap()).await.unwrap();
    editor::set_lang(&mut conn, id, Lang::En).await.unwrap();
    let anna = get(&mut conn, id).await;
    assert_eq!((anna.name.as_str(), anna.lang), ("Anna Bos", Lang::En));
    let nobody = EditorId(99);
    for result in [
        editor::rename(&mut conn, nobody, &Name::parse("x").unwrap()).await,
        editor::set_lang(&mut conn, nobody, Lang::En).await,
        editor::set_role(&mut conn, nobody, Role::Author).await,
        editor::disable(&mut conn, nobody, noon()).await,
        editor::enable(&mut conn, nobody).await,
    ] {
        assert!(matches!(result, Err(Error::NotFound(id)) if id == nobody), "{result:?}");
    }
}
