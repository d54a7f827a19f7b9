//! The way in, common to signing in and to answering an invitation: a session starts, rises, and leads to where the person
//! wanted to go.
//!
//! Invariant: the browser gets a new token at every step, and the session it had before ends.

use askama::Template;
use axum::response::{Html, IntoResponse, Redirect, Response};
use http::header;
use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;

use super::{
    Admin,
    cookies::Cookie,
    errand::Errand,
    layout::{AdminLayout, Place},
    second_factor,
    staff::Staff,
    visit::Visit,
};
use crate::{
    accounts::{
        editor::{self, Editor},
        error::Error as AccountError,
        known_browser,
        session::{self, Stage},
        throttle::Wait,
    },
    token::Token,
    web::{Error, Locale, error::Result},
};

/// What the browser is to keep.
pub(super) struct Entered {
    session: Token,
    browser: Option<Token>,
}

/// The page that hands back what was being sent.
#[derive(Template)]
#[template(path = "admin/resume.html")]
struct ResumePage<'a> {
    layout: AdminLayout<'a>,
    to: &'a str,
    fields: &'a [(String, String)],
}

/// What a refusal or fault of the accounts is to a visitor.
pub(super) fn fault(error: AccountError) -> Error {
    match error {
        AccountError::Busy => Error::Unavailable,
        AccountError::NotFound(_) => Error::NotFound,
        error => error.into(),
    }
}

/// Starts a session for someone whose password was right.
pub(super) async fn start(
    admin: &Admin,
    conn: &mut PgConnection,
    editor: &Editor,
    visit: &Visit,
    at: Timestamp,
) -> Result<Entered> {
    if let Some(former) = &visit.former {
        session::end(conn, former.editor.id, former.session.id).await?;
    }
    let stage = Stage::after_password(editor, admin.app.settings().staff_mfa_required);
    let session = session::start(conn, editor.id, stage, &visit.as_browser(), at).await?;
    match stage {
        Stage::Full => arrived(conn, editor, session, visit, at).await,
        Stage::SecondFactor | Stage::Enrolment => Ok(Entered { session, browser: None }),
    }
}

/// Notes that someone is in, by the session with that token.
pub(super) async fn arrived(
    conn: &mut PgConnection,
    editor: &Editor,
    session: Token,
    visit: &Visit,
    at: Timestamp,
) -> Result<Entered> {
    editor::signed_in(conn, editor.id, at).await?;
    let browser = known_browser::remember(conn, editor.id, visit.browser.as_ref(), at).await?;
    Ok(Entered { session, browser: Some(browser) })
}

/// Leads to the next step or, at the end, to where the person wanted to go.
pub(super) async fn go_on(
    admin: &Admin,
    visit: &Visit,
    entered: &Entered,
    errand: &Errand,
) -> Result<Response> {
    let staff = Staff::find(admin, &entered.session, visit.origin).await?.ok_or(Error::Unauthorized)?;
    let response = match (staff.session.stage, errand.kept()) {
        (Stage::Full, Some(_)) => resume(admin, &staff, errand)?,
        (Stage::Full, None) => Redirect::to(errand.destination()).into_response(),
        (_, Some(_)) => second_factor::step(admin, &staff, errand).await?,
        (Stage::SecondFactor, None) => Redirect::to(&errand.at("/admin/second-factor")).into_response(),
        (Stage::Enrolment, None) => Redirect::to(&errand.at("/admin/second-factor/set-up")).into_response(),
    };
    Ok(with_cookies(admin, response, entered))
}

/// Gives the browser what it is to keep.
pub(super) fn with_cookies(admin: &Admin, mut response: Response, entered: &Entered) -> Response {
    let session = Cookie::Session.set(&admin.app, &entered.session);
    let browser = entered.browser.as_ref().and_then(|token| Cookie::KnownBrowser.set(&admin.app, token));
    for cookie in [session, browser].into_iter().flatten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// Gives the browser another token of its session.
pub(super) fn with_session(admin: &Admin, response: Response, session: Token) -> Response {
    with_cookies(admin, response, &Entered { session, browser: None })
}

/// Hands back what was being sent to someone who is signed in.
pub(super) fn resume(admin: &Admin, staff: &Staff, errand: &Errand) -> Result<Response> {
    let title = admin.app.locale(staff.lang()).msg("resume-title");
    let Some(kept) = errand.kept() else { return Ok(Redirect::to(errand.destination()).into_response()) };
    let layout = AdminLayout::new(admin, staff, Place::MyWork, &title);
    Ok(Html(ResumePage { layout, to: &kept.to, fields: &kept.fields }.render()?).into_response())
}

/// "Too many attempts. You can try again at 14:05."
pub(super) fn too_many(t: &Locale, at: Timestamp, wait: Wait) -> String {
    let seconds = i64::try_from(wait.seconds()).unwrap_or_default();
    // The whole minute after it, as clocks show it.
    let again = at + SignedDuration::from_secs(seconds + 59);
    t.msg_with("sign-in-too-many", &[("time", t.time(again).into())])
}

/// The same page, as an answer to too many attempts.
pub(super) fn refused_for_now(wait: Wait, page: Response) -> Response {
    tracing::warn!("too many attempts to sign in");
    as_answer(Error::TooManyRequests(wait.seconds()), page)
}

/// A page with the status of an error.
pub(super) fn as_answer(error: Error, page: Response) -> Response {
    let mut refusal = error.into_response();
    refusal.headers_mut().extend(page.headers().clone());
    let (parts, _) = refusal.into_parts();
    let (_, body) = page.into_parts();
    Response::from_parts(parts, body)
}
