//! Where one is signed in, and ending it there.
//!
//! Invariant: only sessions of one's own are seen and ended.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};

use crate::{
    accounts::{
        audit,
        session::{self, Session},
    },
    admin::{Admin, staff::Staff},
    web::{Error, Locale, Path, error::Result},
};

/// A session in a list.
pub(in crate::admin) struct SessionRow {
    /// Its number.
    pub id: i64,
    /// "Firefox on Linux".
    pub browser: String,
    /// From where, and when it was last used.
    pub words: String,
    /// Whether it is the one in which this is seen.
    pub is_own: bool,
}

impl SessionRow {
    pub(in crate::admin) fn of(t: &Locale, session: &Session, staff: &Staff) -> SessionRow {
        let words = [
            ("origin", session.browser.origin.as_str().into()),
            ("began", t.moment(session.created_at).into()),
            ("seen", t.moment(session.last_seen_at).into()),
        ];
        SessionRow {
            id: session.id,
            browser: browser(t, &session.browser.user_agent),
            words: t.msg_with("account-session", &words),
            is_own: session.id == staff.session.id,
        }
    }
}

/// Ends one session.
pub(in crate::admin) async fn end(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<i64>,
) -> Result<Response> {
    let mut transaction = admin.pool.begin().await?;
    let is_ended = session::end(&mut transaction, staff.editor.id, id).await?;
    let event = staff.event("session.end", "session", id);
    let event = if is_ended { event } else { event.refused() };
    audit::record(&mut transaction, &event, admin.app.clock().now()).await?;
    transaction.commit().await?;
    if !is_ended {
        return Err(Error::NotFound);
    }
    Ok(Redirect::to("/admin/account?done=session-ended#sessions").into_response())
}

/// Ends all but this one.
pub(in crate::admin) async fn end_others(State(admin): State<Admin>, staff: Staff) -> Result<Response> {
    let mut transaction = admin.pool.begin().await?;
    session::end_others(&mut transaction, staff.editor.id, staff.session.id).await?;
    let event = staff.event("session.end-others", "editor", staff.editor.id);
    audit::record(&mut transaction, &event, admin.app.clock().now()).await?;
    transaction.commit().await?;
    Ok(Redirect::to("/admin/account?done=sessions-ended#sessions").into_response())
}

/// What people call a browser, as far as it says so. The first name that is found is the right one: browsers name their
/// relatives too.
fn browser(t: &Locale, user_agent: &str) -> String {
    let first = |names: &[(&str, &'static str)]| {
        names.iter().find(|(sign, _)| user_agent.contains(sign)).map(|(_, name)| *name)
    };
    let browser = first(&[
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = first(&[
        ("Windows", "Windows"),
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Mac OS X", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(browser), Some(system)) => {
            t.msg_with("account-browser", &[("browser", browser.into()), ("system", system.into())])
        }
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => t.msg("account-browser-unknown"),
    }
}
