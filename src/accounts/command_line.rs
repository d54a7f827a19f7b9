//! What whoever runs the program can do with accounts, without having one.
//!
//! Invariant: each change is recorded like those of the admin area, with `command line` as its origin (BIO2 8.18.02).

use jiff::Timestamp;
use sqlx::PgConnection;

use super::{
    audit::{self, Actor, Event},
    editor::{self, Editor, NewEditor, Role, State},
    error::Error,
    invitation,
    words::{Email, Name},
};
use crate::{ids::EditorId, lang::Lang, token::Token};

/// The origin of these events.
pub const ORIGIN: &str = "command line";

/// What became of an invitation.
#[derive(Debug)]
pub enum Invited {
    /// The link with which the person chooses a password.
    Link(Token),
    /// There is an editor with that address, who has another role or is disabled. Nothing was changed.
    Otherwise(Editor),
}

/// Invites someone. Someone who is an editor with that role already gets a new link, which is the way out when the last
/// administrator has forgotten the password.
pub async fn invite(
    conn: &mut PgConnection,
    email: &Email,
    name: Option<&Name>,
    role: Role,
    at: Timestamp,
) -> Result<Invited, Error> {
    let (id, action) = match editor::find_by_email(&mut *conn, email).await? {
        Some(editor) if editor.role != role || editor.state() == State::Disabled => {
            return Ok(Invited::Otherwise(editor));
        }
        Some(editor) => (editor.id, "editor.link"),
        None => {
            let name = name.cloned().unwrap_or_else(|| Name::of_email(email));
            let new = NewEditor { email: email.clone(), name, role, lang: Lang::DEFAULT };
            (editor::invite(conn, &new, at).await?, "editor.invite")
        }
    };
    let link = invitation::create(conn, id, None, at).await?;
    record(conn, event(action, id).detail(role.as_str()), at).await?;
    Ok(Invited::Link(link))
}

/// Takes all access from the editor with that address. None when there is nobody with it.
pub async fn disable(conn: &mut PgConnection, email: &Email, at: Timestamp) -> Result<Option<Editor>, Error> {
    let Some(editor) = editor::find_by_email(&mut *conn, email).await? else { return Ok(None) };
    editor::disable(conn, editor.id, at).await?;
    record(conn, event("editor.disable", editor.id), at).await?;
    Ok(Some(editor))
}

/// Makes the link for the first administrator, unless there is one.
pub async fn first_administrator(conn: &mut PgConnection, at: Timestamp) -> Result<Option<Token>, Error> {
    let link = invitation::create_first(conn, at).await?;
    if link.is_some() {
        let event = Event::new(Actor::System, ORIGIN, "editor.link", "editor", "");
        record(conn, event.detail("the first administrator"), at).await?;
    }
    Ok(link)
}

/// An editor on one line of a list, with tabs between what is known of them.
pub fn line(editor: &Editor) -> String {
    let state = match editor.state() {
        State::Invited => "invited",
        State::Active => "active",
        State::Disabled => "disabled",
    };
    let second_factor = if editor.has_second_factor { "second factor" } else { "no second factor" };
    let seen = editor.last_sign_in_at.map_or_else(|| "never".to_owned(), |at| at.to_string());
    [&editor.email, &editor.name, editor.role.as_str(), state, second_factor, &seen].join("\t")
}

fn event(action: &'static str, editor: EditorId) -> Event {
    Event::new(Actor::System, ORIGIN, action, "editor", editor)
}

async fn record(conn: &mut PgConnection, event: Event, at: Timestamp) -> Result<(), Error> {
    audit::record(conn, &event, at).await.map(drop)
}
