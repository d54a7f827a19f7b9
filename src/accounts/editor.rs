//! Editors: the members of staff, and what each may do.
//!
//! Invariant: there is always an active administrator once there was one, however many changes come at the same time.
//! An editor is never deleted, so that what they did keeps their name.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, PgExecutor};

use super::{
    error::{Error, on_constraint},
    invitation, known_browser, session,
    words::{Email, Name},
};
use crate::{ids::EditorId, lang::Lang};

/// What an editor may do; each role may do all that those before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Role {
    /// Writes, and leaves it to others to publish.
    Author,
    /// Decides what readers see.
    Publisher,
    /// Decides who may do what.
    Administrator,
}

impl Role {
    /// Every role, the least first.
    pub const ALL: &'static [Role] = &[Role::Author, Role::Publisher, Role::Administrator];

    /// Its word in the database, in forms and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Role::Author => "author",
            Role::Publisher => "publisher",
            Role::Administrator => "administrator",
        }
    }

    /// The role with that word.
    pub fn parse(text: &str) -> Option<Role> {
        Role::ALL.iter().copied().find(|role| role.as_str() == text)
    }
}

/// A member of staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    /// Their number.
    pub id: EditorId,
    /// The address by which they sign in, in lower case.
    pub email: String,
    /// What they are called.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The language of the admin area for them.
    pub lang: Lang,
    /// Whether they have answered their invitation.
    pub has_password: bool,
    /// Whether a code is asked of them.
    pub has_second_factor: bool,
    /// When they last signed in, second factor and all.
    pub last_sign_in_at: Option<Timestamp>,
    /// When they were invited.
    pub created_at: Timestamp,
    /// Since when they reach nothing.
    pub disabled_at: Option<Timestamp>,
}

/// Whether an editor can sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Has not chosen a password yet.
    Invited,
    /// Can sign in.
    Active,
    /// Reaches nothing.
    Disabled,
}

impl Editor {
    /// Whether they can sign in.
    pub fn state(&self) -> State {
        match (self.disabled_at, self.has_password) {
            (Some(_), _) => State::Disabled,
            (None, true) => State::Active,
            (None, false) => State::Invited,
        }
    }
}

/// Someone to be invited.
#[derive(Clone, Debug)]
pub struct NewEditor {
    /// The address by which they sign in.
    pub email: Email,
    /// What they are called.
    pub name: Name,
    /// What they may do.
    pub role: Role,
    /// The language of the admin area for them.
    pub lang: Lang,
}

/// The editor with that number.
pub async fn find(conn: impl PgExecutor<'_>, id: EditorId) -> Result<Option<Editor>, Error> {
    Ok(select(conn, Some(id), None).await?.pop())
}

/// The editor with that address.
pub async fn find_by_email(conn: impl PgExecutor<'_>, email: &Email) -> Result<Option<Editor>, Error> {
    Ok(select(conn, None, Some(email)).await?.pop())
}

/// Every editor by name, the disabled ones too.
pub async fn list(conn: impl PgExecutor<'_>) -> Result<Vec<Editor>, Error> {
    select(conn, None, None).await
}

async fn select(
    conn: impl PgExecutor<'_>,
    id: Option<EditorId>,
    email: Option<&Email>,
) -> Result<Vec<Editor>, Error> {
    let rows = sqlx::query!(
        r#"
        select
            id as "id: EditorId", email, name, role as "role: Role", lang,
            password_hash is not null as "has_password!",
            totp_secret is not null as "has_second_factor!",
            last_sign_in_at as "last_sign_in_at: jiff_sqlx::Timestamp",
            created_at as "created_at: jiff_sqlx::Timestamp",
            disabled_at as "disabled_at: jiff_sqlx::Timestamp"
        from editor
        where ($1::bigint is null or id = $1) and ($2::text is null or email = $2)
        order by lower(name), id
        "#,
        id as Option<EditorId>,
        email.map(Email::as_str),
    )
    .fetch_all(conn)
    .await?;
    let editors = rows.into_iter().map(|row| Editor {
        id: row.id,
        email: row.email,
        name: row.name,
        role: row.role,
        lang: Lang::from_tag(&row.lang).unwrap_or(Lang::DEFAULT),
        has_password: row.has_password,
        has_second_factor: row.has_second_factor,
        last_sign_in_at: row.last_sign_in_at.map(jiff_sqlx::Timestamp::to_jiff),
        created_at: row.created_at.to_jiff(),
        disabled_at: row.disabled_at.map(jiff_sqlx::Timestamp::to_jiff),
    });
    Ok(editors.collect())
}

/// Adds someone who has no password yet; an [invitation] lets them choose one.
pub async fn invite(conn: &mut PgConnection, new: &NewEditor, at: Timestamp) -> Result<EditorId, Error> {
    sqlx::query_scalar!(
        r#"
        insert into editor (email, name, role, lang, created_at) values ($1, $2, $3, $4, $5)
        returning id as "id: EditorId"
        "#,
        new.email.as_str(),
        new.name.as_str(),
        new.role as Role,
        new.lang.tag(),
        at.to_sqlx() as _,
    )
    .fetch_one(conn)
    .await
    .map_err(|error| on_constraint(error, "editor_email_is_unique", Error::EmailTaken))
}

/// Gives an editor another role. It counts from the next request on.
pub async fn set_role(conn: &mut PgConnection, id: EditorId, role: Role) -> Result<(), Error> {
    if role < Role::Administrator {
        keep_an_administrator(conn, id).await?;
    }
    let done = sqlx::query!("update editor set role = $2 where id = $1", id as EditorId, role as Role)
        .execute(conn)
        .await?;
    found(id, done.rows_affected())
}

/// Takes all access from an editor: sessions, known browsers and invitations end at once.
/// Their share links show nothing while they are disabled: the content looks at `disabled_at`.
pub async fn disable(conn: &mut PgConnection, id: EditorId, at: Timestamp) -> Result<(), Error> {
    keep_an_administrator(conn, id).await?;
    let done = sqlx::query!(
        "update editor set disabled_at = coalesce(disabled_at, $2) where id = $1",
        id as EditorId,
        at.to_sqlx() as _,
    )
    .execute(&mut *conn)
    .await?;
    found(id, done.rows_affected())?;
    invitation::end_all(conn, id, at).await?;
    known_browser::forget_all(conn, id).await?;
    session::end_all(conn, id).await
}

/// Lets a disabled editor sign in again, with the password and second factor they had.
pub async fn enable(conn: &mut PgConnection, id: EditorId) -> Result<(), Error> {
    let done = sqlx::query!("update editor set disabled_at = null where id = $1", id as EditorId)
        .execute(conn)
        .await?;
    found(id, done.rows_affected())
}

/// Calls an editor something else, from now on.
pub async fn rename(conn: &mut PgConnection, id: EditorId, name: &Name) -> Result<(), Error> {
    let done = sqlx::query!("update editor set name = $2 where id = $1", id as EditorId, name.as_str())
        .execute(conn)
        .await?;
    found(id, done.rows_affected())
}

/// Sets the language of the admin area for an editor.
pub async fn set_lang(conn: &mut PgConnection, id: EditorId, lang: Lang) -> Result<(), Error> {
    let done = sqlx::query!("update editor set lang = $2 where id = $1", id as EditorId, lang.tag())
        .execute(conn)
        .await?;
    found(id, done.rows_affected())
}

/// Notes that an editor has signed in.
pub async fn signed_in(conn: &mut PgConnection, id: EditorId, at: Timestamp) -> Result<(), Error> {
    let done = sqlx::query!(
        "update editor set last_sign_in_at = $2 where id = $1",
        id as EditorId,
        at.to_sqlx() as _
    )
    .execute(conn)
    .await?;
    found(id, done.rows_affected())
}

/// Whether anyone who can sign in is an administrator.
pub async fn has_administrator(conn: impl PgExecutor<'_>) -> Result<bool, Error> {
    other_administrators(conn, EditorId(0)).await.map(|others| others > 0)
}

/// Makes everyone else who would make or unmake an administrator wait until this transaction ends.
pub(super) async fn lock_administrators(conn: &mut PgConnection) -> Result<(), Error> {
    sqlx::query!("select pg_advisory_xact_lock(hashtext('administrator'))").fetch_one(conn).await?;
    Ok(())
}

/// Refuses when this editor is the only administrator who can sign in. Holds the lock, so that two of them cannot unmake
/// each other.
async fn keep_an_administrator(conn: &mut PgConnection, id: EditorId) -> Result<(), Error> {
    lock_administrators(conn).await?;
    let editor = find(&mut *conn, id).await?.ok_or(Error::NotFound(id))?;
    let counts = editor.role == Role::Administrator && editor.state() == State::Active;
    if counts && other_administrators(conn, id).await? == 0 {
        return Err(Error::LastAdministrator);
    }
    Ok(())
}

async fn other_administrators(conn: impl PgExecutor<'_>, id: EditorId) -> Result<i64, Error> {
    let others = sqlx::query_scalar!(
        r#"
        select count(*) as "count!" from editor
        where role = 'administrator' and password_hash is not null and disabled_at is null and id <> $1
        "#,
        id as EditorId,
    )
    .fetch_one(conn)
    .await?;
    Ok(others)
}

fn found(id: EditorId, rows: u64) -> Result<(), Error> {
    if rows == 0 { Err(Error::NotFound(id)) } else { Ok(()) }
}
