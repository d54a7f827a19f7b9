//! What whoever runs the program can do with accounts.

use leiden_international::accounts::audit::{self, Filter};
use leiden_international::accounts::command_line::{self, Invited};
use leiden_international::accounts::editor::{self, Role, State};
use leiden_international::accounts::invitation::{self, Purpose};
use leiden_international::accounts::words::Name;
use leiden_international::token::Token;
use sqlx::{PgConnection, PgPool};

use crate::accounts::support::{active, email, get, is_last_administrator, noon};

async fn invite(conn: &mut PgConnection, address: &str, role: Role) -> Invited {
    command_line::invite(conn, &email(address), None, role, noon()).await.unwrap()
}

fn link(invited: Invited) -> Token {
    match invited {
        Invited::Link(link) => link,
        Invited::Otherwise(editor) => panic!("{editor:?}"),
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn someone_is_invited_and_invited_again(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let first = link(invite(&mut conn, "anna.bos@leiden.nl", Role::Publisher).await);
    let anna = editor::find_by_email(&pool, &email("anna.bos@leiden.nl")).await.unwrap().unwrap();
    assert_eq!((anna.name.as_str(), anna.role, anna.state()), ("anna.bos", Role::Publisher, State::Invited));
    let second = link(invite(&mut conn, "anna.bos@leiden.nl", Role::Publisher).await);
    assert!(invitation::find(&mut conn, &first, noon()).await.unwrap().is_none());
    let found = invitation::find(&mut conn, &second, noon()).await.unwrap().unwrap();
    assert!(matches!(found.purpose, Purpose::Invitation(editor) if editor.id == anna.id));
    let name = Name::parse("Bert Smit").unwrap();
    let bert = email("bert@leiden.nl");
    command_line::invite(&mut conn, &bert, Some(&name), Role::Author, noon()).await.unwrap();
    assert_eq!(editor::find_by_email(&pool, &bert).await.unwrap().unwrap().name, "Bert Smit");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_forgotten_password_has_a_way_out_and_a_role_is_not_changed(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let boss = active(&mut conn, "boss", Role::Administrator).await;
    let reset = link(invite(&mut conn, "boss@leiden.nl", Role::Administrator).await);
    let found = invitation::find(&mut conn, &reset, noon()).await.unwrap().unwrap();
    assert!(matches!(found.purpose, Purpose::Reset(editor) if editor.id == boss));
    let otherwise = invite(&mut conn, "boss@leiden.nl", Role::Author).await;
    assert!(matches!(otherwise, Invited::Otherwise(editor) if editor.role == Role::Administrator));
    let gone = active(&mut conn, "gone", Role::Author).await;
    editor::disable(&mut conn, gone, noon()).await.unwrap();
    assert!(matches!(invite(&mut conn, "gone@leiden.nl", Role::Author).await, Invited::Otherwise(_)));
}

#[sqlx::test(migrations = "./migrations")]
async fn someone_is_disabled_but_not_the_last_administrator(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    active(&mut conn, "boss", Role::Administrator).await;
    let anna = active(&mut conn, "anna", Role::Author).await;
    let disabled = command_line::disable(&mut conn, &email("anna@leiden.nl"), noon()).await.unwrap();
    assert_eq!(disabled.unwrap().id, anna);
    assert_eq!(get(&mut conn, anna).await.state(), State::Disabled);
    assert!(command_line::disable(&mut conn, &email("x@leiden.nl"), noon()).await.unwrap().is_none());
    is_last_administrator(&command_line::disable(&mut conn, &email("boss@leiden.nl"), noon()).await);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_done_there_is_recorded(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    assert!(command_line::first_administrator(&mut conn, noon()).await.unwrap().is_some());
    active(&mut conn, "boss", Role::Administrator).await;
    assert!(command_line::first_administrator(&mut conn, noon()).await.unwrap().is_none());
    invite(&mut conn, "anna@leiden.nl", Role::Author).await;
    invite(&mut conn, "anna@leiden.nl", Role::Author).await;
    command_line::disable(&mut conn, &email("anna@leiden.nl"), noon()).await.unwrap();
    let rows = audit::export(&pool, &Filter::default()).await.unwrap();
    let actions: Vec<_> = rows.iter().rev().map(|row| row.action.as_str()).collect();
    assert_eq!(actions, ["editor.link", "editor.invite", "editor.link", "editor.disable"]);
    assert!(rows.iter().all(|row| row.origin == "command line" && row.actor == "system"));
}

#[sqlx::test(migrations = "./migrations")]
async fn an_editor_is_a_line(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = active(&mut conn, "anna", Role::Author).await;
    editor::signed_in(&mut conn, id, noon()).await.unwrap();
    let line = command_line::line(&get(&mut conn, id).await);
    assert_eq!(line, "anna@leiden.nl\tanna\tauthor\tactive\tno second factor\t2026-11-22T12:00:00Z");
}
