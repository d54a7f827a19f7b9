//! Staff in few words.

use jiff::{SignedDuration, Timestamp};
use leiden_international::accounts::editor::{self, Editor, NewEditor, Role};
use leiden_international::accounts::error::Error;
use leiden_international::accounts::password::{Hash, Passwords};
use leiden_international::accounts::session::{self, Browser, Stage};
use leiden_international::accounts::words::{Email, Name};
use leiden_international::accounts::{invitation, password, second_factor};
use leiden_international::ids::EditorId;
use leiden_international::lang::Lang;
use leiden_international::token::Token;
use sqlx::PgConnection;
use totp_rs::{Builder, Secret, Totp};

/// A password that is strong enough.
pub(crate) const PASSWORD: &str = "vlieger molen kaasbroodje";

/// When every test begins.
pub(crate) fn noon() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

pub(crate) fn later(seconds: i64) -> Timestamp {
    noon() + SignedDuration::from_secs(seconds)
}

pub(crate) fn hours(hours: i64) -> i64 {
    hours * 3_600
}

pub(crate) fn email(text: &str) -> Email {
    Email::parse(text).unwrap()
}

pub(crate) fn browser() -> Browser {
    Browser { origin: "192.0.2.1".into(), user_agent: "Firefox".into() }
}

/// Passwords that take no time.
pub(crate) fn passwords() -> Passwords {
    Passwords::with_cost(8, 1).unwrap()
}

pub(crate) async fn hash(text: &str) -> Hash {
    passwords().accept(text, Vec::new()).await.unwrap().unwrap()
}

/// Someone who was invited at noon, by the name in their address.
pub(crate) async fn invited(conn: &mut PgConnection, name: &str, role: Role) -> EditorId {
    let new = NewEditor {
        email: email(&format!("{name}@leiden.nl")),
        name: Name::parse(name).unwrap(),
        role,
        lang: Lang::Nl,
    };
    editor::invite(conn, &new, noon()).await.unwrap()
}

/// Someone with the password above.
pub(crate) async fn active(conn: &mut PgConnection, name: &str, role: Role) -> EditorId {
    let id = invited(conn, name, role).await;
    password::set(conn, id, &hash(PASSWORD).await).await.unwrap();
    id
}

pub(crate) async fn link(conn: &mut PgConnection, editor: EditorId) -> Token {
    invitation::create(conn, editor, None, noon()).await.unwrap()
}

pub(crate) async fn get(conn: &mut PgConnection, id: EditorId) -> Editor {
    editor::find(conn, id).await.unwrap().unwrap()
}

/// A session that began at noon.
pub(crate) async fn signed_in(conn: &mut PgConnection, editor: EditorId, stage: Stage) -> Token {
    session::start(conn, editor, stage, &browser(), noon()).await.unwrap()
}

/// The app of someone who has scanned the secret that a session holds.
pub(crate) async fn app(conn: &mut PgConnection, session: i64) -> Totp {
    let secret = second_factor::find_begun(conn, session).await.unwrap().unwrap();
    let secret = Secret::try_from_base32(secret.text().replace(' ', "")).unwrap();
    Builder::new().with_secret(secret).build().unwrap()
}

pub(crate) fn code(app: &Totp, at: Timestamp) -> String {
    app.generate(at.as_second().try_into().unwrap()).to_string()
}

/// The number of the session with that token.
pub(crate) async fn session_id(conn: &mut PgConnection, token: &Token) -> i64 {
    session::find(conn, token, noon()).await.unwrap().unwrap().0.id
}

#[track_caller]
pub(crate) fn is_last_administrator<T: std::fmt::Debug>(result: &Result<T, Error>) {
    assert!(matches!(result, Err(Error::LastAdministrator)), "{result:?}");
}
