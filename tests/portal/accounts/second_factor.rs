//! The second factor: no code works twice.

use leiden_international::accounts::editor::Role;
use leiden_international::accounts::recovery_code;
use leiden_international::accounts::second_factor::{self, Confirmed, Proof};
use leiden_international::accounts::session::{self, Stage};
use leiden_international::ids::EditorId;
use sqlx::{Connection, PgConnection, PgPool};
use totp_rs::Totp;

use crate::accounts::editors::wait_for_lock;
use crate::accounts::support::{active, app, code, get, later, noon, session_id, signed_in};

/// Someone who has set up a second factor at noon.
async fn enrolled(conn: &mut PgConnection) -> (EditorId, Totp, Confirmed) {
    let id = active(conn, "anna", Role::Author).await;
    let token = signed_in(conn, id, Stage::Enrolment).await;
    let session = session_id(conn, &token).await;
    let app = app(conn, session).await;
    let code = code(&app, noon());
    let confirmed = second_factor::confirm(conn, id, session, &code, noon()).await.unwrap().unwrap();
    assert!(session::find(&mut *conn, &token, noon()).await.unwrap().is_none(), "the token has changed");
    (id, app, confirmed)
}

#[sqlx::test(migrations = "./migrations")]
async fn setting_up_raises_the_session_and_gives_codes(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let (id, _, confirmed) = enrolled(&mut conn).await;
    let (session, editor) = session::find(&mut *conn, &confirmed.session, noon()).await.unwrap().unwrap();
    assert_eq!((session.stage, editor.has_second_factor), (Stage::Full, true));
    assert!(second_factor::find_begun(&mut *conn, session.id).await.unwrap().is_none());
    assert_eq!(confirmed.recovery_codes.len(), 10);
    for code in &confirmed.recovery_codes {
        let letters = code.chars().filter(|c| matches!(c, 'a'..='z' | '2'..='7')).count();
        assert_eq!((letters, code.split(' ').count()), (24, 6), "{code}: 5 bits a letter");
    }
    assert_eq!(recovery_code::left(&mut *conn, id).await.unwrap(), 10);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_wrong_code_sets_up_nothing(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = active(&mut conn, "anna", Role::Author).await;
    let token = signed_in(&mut conn, id, Stage::Enrolment).await;
    let session = session_id(&mut conn, &token).await;
    let app = app(&mut conn, session).await;
    let old = code(&app, later(-90));
    for wrong in [old.as_str(), "", "abcdef", "0000000", "12345"] {
        let confirmed = second_factor::confirm(&mut conn, id, session, wrong, noon()).await.unwrap();
        assert!(confirmed.is_none(), "{wrong}");
    }
    assert!(!get(&mut conn, id).await.has_second_factor);
    let right = format!(" {} {} ", &code(&app, noon())[..3], &code(&app, noon())[3..]);
    assert!(second_factor::confirm(&mut conn, id, session, &right, noon()).await.unwrap().is_some());
}

#[sqlx::test(migrations = "./migrations")]
async fn the_same_code_twice_is_refused(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let (id, app, _) = enrolled(&mut conn).await;
    let used = code(&app, noon());
    let verify = async |conn: &mut PgConnection, code: &str, seconds| {
        second_factor::verify(conn, id, code, later(seconds)).await.unwrap()
    };
    assert_eq!(verify(&mut conn, &used, 1).await, None, "it was used to set up");
    let next = code(&app, later(30));
    assert_eq!(verify(&mut conn, &next, 30).await, Some(Proof::App));
    assert_eq!(verify(&mut conn, &next, 31).await, None);
    assert_eq!(verify(&mut conn, &used, 31).await, None, "an earlier step, not used at sign-in");
    let ahead = code(&app, later(120));
    assert_eq!(verify(&mut conn, &ahead, 90).await, Some(Proof::App), "a clock that is ahead");
    assert_eq!(verify(&mut conn, &code(&app, later(90)), 91).await, None, "but not back");
}

#[sqlx::test(migrations = "./migrations")]
async fn of_the_same_code_at_the_same_moment_one_is_refused(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let (id, app, _) = enrolled(&mut conn).await;
    let next = code(&app, later(30));
    let mut transaction = conn.begin().await.unwrap();
    let first = second_factor::verify(&mut transaction, id, &next, later(30)).await.unwrap();
    let mut other = pool.acquire().await.unwrap();
    let attempt =
        tokio::spawn(async move { second_factor::verify(&mut other, id, &next, later(30)).await.unwrap() });
    wait_for_lock(&pool).await;
    transaction.commit().await.unwrap();
    assert_eq!((first, attempt.await.unwrap()), (Some(Proof::App), None));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_recovery_code_works_once(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let (id, _, confirmed) = enrolled(&mut conn).await;
    let code = &confirmed.recovery_codes[3];
    let proof = second_factor::verify(&mut conn, id, code, later(1)).await.unwrap();
    assert_eq!(proof, Some(Proof::RecoveryCode { left: 9 }));
    assert_eq!(second_factor::verify(&mut conn, id, code, later(2)).await.unwrap(), None);
    let shouted = confirmed.recovery_codes[4].to_uppercase().replace(' ', "-");
    let proof = second_factor::verify(&mut conn, id, &shouted, later(3)).await.unwrap();
    assert_eq!(proof, Some(Proof::RecoveryCode { left: 8 }));
    let bert = active(&mut conn, "bert", Role::Author).await;
    let of_another = &confirmed.recovery_codes[5];
    assert_eq!(second_factor::verify(&mut conn, bert, of_another, later(4)).await.unwrap(), None);
}

#[sqlx::test(migrations = "./migrations")]
async fn new_recovery_codes_end_the_old_ones(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let (id, _, confirmed) = enrolled(&mut conn).await;
    let new = recovery_code::renew(&mut conn, id).await.unwrap();
    assert_eq!(recovery_code::left(&mut *conn, id).await.unwrap(), 10);
    let old = &confirmed.recovery_codes[0];
    assert_eq!(second_factor::verify(&mut conn, id, old, later(1)).await.unwrap(), None);
    assert!(second_factor::verify(&mut conn, id, &new[0], later(1)).await.unwrap().is_some());
}

#[sqlx::test(migrations = "./migrations")]
async fn without_a_second_factor_no_code_is_right(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let (id, app, confirmed) = enrolled(&mut conn).await;
    second_factor::remove(&mut conn, id).await.unwrap();
    assert!(!get(&mut conn, id).await.has_second_factor);
    let at = later(30);
    assert_eq!(second_factor::verify(&mut conn, id, &code(&app, at), at).await.unwrap(), None);
    let recovery = &confirmed.recovery_codes[0];
    assert_eq!(second_factor::verify(&mut conn, id, recovery, at).await.unwrap(), None);
}

#[sqlx::test(migrations = "./migrations")]
async fn another_second_factor_ends_the_other_sessions(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let (id, old_app, confirmed) = enrolled(&mut conn).await;
    let other = signed_in(&mut conn, id, Stage::Full).await;
    let session = session_id(&mut conn, &confirmed.session).await;
    second_factor::begin(&mut conn, session).await.unwrap();
    let new_app = app(&mut conn, session).await;
    let at = later(300);
    let refused = second_factor::confirm(&mut conn, id, session, &code(&old_app, at), at).await.unwrap();
    assert!(refused.is_none(), "the code of the old app");
    let changed = second_factor::confirm(&mut conn, id, session, &code(&new_app, at), at).await.unwrap();
    assert!(session::find(&mut *conn, &changed.unwrap().session, at).await.unwrap().is_some());
    assert!(session::find(&mut *conn, &other, at).await.unwrap().is_none());
    let at = later(360);
    assert_eq!(second_factor::verify(&mut conn, id, &code(&old_app, at), at).await.unwrap(), None);
    assert!(second_factor::verify(&mut conn, id, &code(&new_app, at), at).await.unwrap().is_some());
    second_factor::begin(&mut conn, session).await.unwrap();
    second_factor::give_up(&mut conn, session).await.unwrap();
    assert!(second_factor::find_begun(&mut *conn, session).await.unwrap().is_none());
}
