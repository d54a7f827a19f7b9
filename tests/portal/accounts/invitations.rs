//! Links: once, for 48 hours, and only the newest.

use leiden_international::accounts::editor::{self, Role, State};
use leiden_international::accounts::error::Error;
use leiden_international::accounts::invitation::{self, FirstAdministrator, Purpose};
use leiden_international::accounts::session::{self, Stage};
use leiden_international::accounts::words::Name;
use leiden_international::accounts::{known_browser, password, second_factor};
use leiden_international::lang::Lang;
use leiden_international::token::Token;
use sqlx::{Connection, PgPool};

use crate::accounts::editors::wait_for_lock;
use crate::accounts::support::{
    PASSWORD, active, app, code, email, get, hash, hours, invited, later, link, noon, session_id, signed_in,
};

fn first(address: &str) -> FirstAdministrator {
    FirstAdministrator { email: email(address), name: Name::parse("First").unwrap(), lang: Lang::En }
}

fn is_over<T>(result: &Result<T, Error>) -> bool {
    matches!(result, Err(Error::LinkEnded))
}

#[sqlx::test(migrations = "./migrations")]
async fn a_link_sets_a_password_once(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = invited(&mut conn, "anna", Role::Author).await;
    let link = link(&mut conn, id).await;
    let found = invitation::find(&mut conn, &link, noon()).await.unwrap().unwrap();
    assert!(matches!(found.purpose, Purpose::Invitation(editor) if editor.id == id));
    assert_eq!(found.expires_at, later(hours(48)));
    let hash = hash(PASSWORD).await;
    let anna = invitation::accept(&mut conn, &link, &hash, later(1)).await.unwrap();
    assert_eq!((anna.id, anna.state()), (id, State::Active));
    assert!(is_over(&invitation::accept(&mut conn, &link, &hash, later(2)).await), "a second time");
    assert!(invitation::find(&mut conn, &link, later(2)).await.unwrap().is_none());
}

#[sqlx::test(migrations = "./migrations")]
async fn of_two_at_the_same_moment_one_is_late(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = invited(&mut conn, "anna", Role::Author).await;
    let link = link(&mut conn, id).await;
    let mut transaction = conn.begin().await.unwrap();
    invitation::accept(&mut transaction, &link, &hash(PASSWORD).await, noon()).await.unwrap();
    let mut other = pool.acquire().await.unwrap();
    let (token, password) = (link.clone(), hash("another fine sentence here").await);
    let attempt =
        tokio::spawn(async move { invitation::accept(&mut other, &token, &password, noon()).await });
    wait_for_lock(&pool).await;
    transaction.commit().await.unwrap();
    assert!(is_over(&attempt.await.unwrap()));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_link_works_for_48_hours(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = invited(&mut conn, "anna", Role::Author).await;
    let link = link(&mut conn, id).await;
    let (before, after) = (later(hours(48) - 1), later(hours(48)));
    assert!(invitation::find(&mut conn, &link, before).await.unwrap().is_some());
    assert!(invitation::find(&mut conn, &link, after).await.unwrap().is_none());
    assert!(is_over(&invitation::accept(&mut conn, &link, &hash(PASSWORD).await, after).await));
    assert_eq!(get(&mut conn, id).await.state(), State::Invited);
    invitation::accept(&mut conn, &link, &hash(PASSWORD).await, before).await.unwrap();
}

#[sqlx::test(migrations = "./migrations")]
async fn a_newer_link_ends_the_older_of_the_same_person_only(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let anna = invited(&mut conn, "anna", Role::Author).await;
    let bert = invited(&mut conn, "bert", Role::Author).await;
    let first = invitation::create_first(&mut conn, noon()).await.unwrap().unwrap();
    let (old, of_bert) = (link(&mut conn, anna).await, link(&mut conn, bert).await);
    let new = link(&mut conn, anna).await;
    for (token, works) in [(&old, false), (&new, true), (&of_bert, true), (&first, true)] {
        assert_eq!(invitation::find(&mut conn, token, noon()).await.unwrap().is_some(), works);
    }
    assert!(is_over(&invitation::accept(&mut conn, &old, &hash(PASSWORD).await, noon()).await));
    let nobodys = Token::random().unwrap();
    assert!(invitation::find(&mut conn, &nobodys, noon()).await.unwrap().is_none());
}

#[sqlx::test(migrations = "./migrations")]
async fn a_new_password_ends_sessions_and_keeps_the_second_factor(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = active(&mut conn, "anna", Role::Author).await;
    let token = signed_in(&mut conn, id, Stage::Enrolment).await;
    let session = session_id(&mut conn, &token).await;
    let app = app(&mut conn, session).await;
    let confirmed =
        second_factor::confirm(&mut conn, id, session, &code(&app, noon()), noon()).await.unwrap().unwrap();
    let browser = known_browser::remember(&mut conn, id, None, noon()).await.unwrap();

    let link = link(&mut conn, id).await;
    let found = invitation::find(&mut conn, &link, noon()).await.unwrap().unwrap();
    assert!(matches!(found.purpose, Purpose::Reset(editor) if editor.id == id));
    let old = password::find(&mut *conn, id).await.unwrap();
    let anna = invitation::accept(&mut conn, &link, &hash(PASSWORD).await, later(60)).await.unwrap();
    assert_ne!(password::find(&mut *conn, id).await.unwrap(), old);
    assert!(anna.has_second_factor);
    assert_eq!(Stage::after_password(&anna, false), Stage::SecondFactor, "a reset does not skip it");
    assert!(session::find(&mut *conn, &confirmed.session, later(60)).await.unwrap().is_none());
    assert!(!known_browser::is_known(&mut *conn, &browser, Some(id), later(60)).await.unwrap());
    let at = later(60);
    assert!(second_factor::verify(&mut conn, id, &code(&app, at), at).await.unwrap().is_some());
}

#[sqlx::test(migrations = "./migrations")]
async fn the_first_administrator_is_the_only_one_who_needs_no_invitation(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let old = invitation::create_first(&mut conn, noon()).await.unwrap().unwrap();
    let new = invitation::create_first(&mut conn, noon()).await.unwrap().unwrap();
    let password = hash(PASSWORD).await;
    let refused = invitation::accept_first(&mut conn, &old, &first("a@leiden.nl"), &password, noon()).await;
    assert!(is_over(&refused), "each start ends the link of the one before");
    let found = invitation::find(&mut conn, &new, noon()).await.unwrap().unwrap();
    assert!(matches!(found.purpose, Purpose::FirstAdministrator));
    let boss = invitation::accept_first(&mut conn, &new, &first("a@leiden.nl"), &password, noon()).await;
    let boss = boss.unwrap();
    assert_eq!((boss.role, boss.state()), (Role::Administrator, State::Active));
    assert!(invitation::create_first(&mut conn, noon()).await.unwrap().is_none());
}

#[sqlx::test(migrations = "./migrations")]
async fn there_is_one_first_administrator_even_of_two_at_once(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let link = invitation::create_first(&mut conn, noon()).await.unwrap().unwrap();
    let password = hash(PASSWORD).await;
    let mut transaction = conn.begin().await.unwrap();
    invitation::accept_first(&mut transaction, &link, &first("a@leiden.nl"), &password, noon())
        .await
        .unwrap();
    let mut other = pool.acquire().await.unwrap();
    let token = link.clone();
    let attempt = tokio::spawn(async move {
        invitation::accept_first(&mut other, &token, &first("b@leiden.nl"), &password, noon()).await
    });
    wait_for_lock(&pool).await;
    transaction.commit().await.unwrap();
    assert!(matches!(attempt.await.unwrap(), Err(Error::AdministratorExists)));
    assert_eq!(editor::list(&pool).await.unwrap().len(), 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn the_first_link_ends_when_an_administrator_comes_another_way(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let link = invitation::create_first(&mut conn, noon()).await.unwrap().unwrap();
    invited(&mut conn, "boss", Role::Administrator).await;
    assert!(invitation::find(&mut conn, &link, noon()).await.unwrap().is_some(), "invited is not active");
    active(&mut conn, "other", Role::Administrator).await;
    assert!(invitation::find(&mut conn, &link, noon()).await.unwrap().is_none());
    let password = hash(PASSWORD).await;
    let refused = invitation::accept_first(&mut conn, &link, &first("a@leiden.nl"), &password, noon()).await;
    assert!(matches!(refused, Err(Error::AdministratorExists)));
}

#[sqlx::test(migrations = "./migrations")]
async fn links_are_not_exchanged(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let anna = invited(&mut conn, "anna", Role::Author).await;
    let of_anna = link(&mut conn, anna).await;
    let of_first = invitation::create_first(&mut conn, noon()).await.unwrap().unwrap();
    let password = hash(PASSWORD).await;
    let mut transaction = conn.begin().await.unwrap();
    assert!(is_over(&invitation::accept(&mut transaction, &of_first, &password, noon()).await));
    transaction.rollback().await.unwrap();
    let mut transaction = conn.begin().await.unwrap();
    let as_first =
        invitation::accept_first(&mut transaction, &of_anna, &first("a@leiden.nl"), &password, noon()).await;
    assert!(is_over(&as_first));
    transaction.rollback().await.unwrap();
    let mut transaction = conn.begin().await.unwrap();
    let namesake = first("anna@leiden.nl");
    let taken = invitation::accept_first(&mut transaction, &of_first, &namesake, &password, noon()).await;
    assert!(matches!(taken, Err(Error::EmailTaken)));
}
