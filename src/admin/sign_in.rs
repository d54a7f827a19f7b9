//! Signing in with address and password, and signing out.
//!
//! Invariant: the answer to a wrong password is the same, and costs the same, whether there is such an account; see
//! [`accounts::sign_in`](crate::accounts::sign_in).

use askama::Template;
use axum::{
    Extension,
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use jiff::Timestamp;

use super::{
    Admin,
    cookies::Cookie,
    entrance::{self, fault},
    errand::{self, Errand},
    field::Field,
    layout::AdminLayout,
    staff::Staff,
    table::{Access, Table},
    visit::Visit,
};
use crate::{
    accounts::{
        audit::{self, Actor, Event},
        session::{self, Stage},
        sign_in::{Answer, Attempt},
    },
    ids::EditorId,
    lang::Lang,
    web::{Error, Form, Query, accept_language, error::Result},
};

/// Where one signs in.
pub(super) const PATH: &str = "/admin/sign-in";

/// What browsers forget at signing out. Not the cookies: those of every other site of the municipality would go with
/// them, and with ours what makes this browser a known one. That of the session is taken away by itself.
const CLEAR: HeaderValue = HeaderValue::from_static(r#""cache", "storage""#);

#[derive(Template)]
#[template(path = "admin/sign_in.html")]
struct SignInPage<'a> {
    layout: AdminLayout<'a>,
    errors: Vec<(&'static str, String)>,
    done: Option<String>,
    /// Whether the form carries what was being sent when the session ended.
    is_kept: bool,
    fields: [Field; 2],
    hidden: Vec<(String, String)>,
}

/// Adds its routes.
pub(super) fn add(table: Table) -> Table {
    table.get(PATH, Access::Open, ask).post(PATH, Access::Open, answer).post(
        "/admin/sign-out",
        Access::Open,
        leave,
    )
}

/// The form. Someone who is signed in already goes on.
pub(super) async fn ask(State(admin): State<Admin>, visit: Visit, asked: Query) -> Result<Response> {
    let errand = Errand::of_query(&asked);
    if visit.former.is_some_and(|staff| staff.session.stage == Stage::Full) {
        return Ok(Redirect::to(errand.destination()).into_response());
    }
    let t = admin.app.locale(visit.lang);
    let done = (asked.0.get("done") == "signed-out").then(|| t.msg("sign-in-done-out"));
    page(&admin, visit.lang, &errand, "", done, Vec::new())
}

/// Takes address and password. When that cannot be done now, the same page says so, with all that it carries.
pub(super) async fn answer(State(admin): State<Admin>, visit: Visit, form: Form) -> Result<Response> {
    let visit = visit.speaking(&form);
    match take(&admin, &visit, &form).await {
        Err(Error::Unavailable) => {}
        Err(Error::Internal(cause)) => tracing::error!(cause = format!("{cause:#}"), "nobody can sign in"),
        answer => return answer,
    }
    let words = admin.app.locale(visit.lang).msg("sign-in-unavailable");
    let errand = Errand::of_form(&form);
    let page = page(&admin, visit.lang, &errand, form.get("email"), None, vec![("email", words)])?;
    Ok(entrance::as_answer(Error::Unavailable, page))
}

async fn take(admin: &Admin, visit: &Visit, form: &Form) -> Result<Response> {
    if !admin.app.is_database_reachable() {
        return Err(Error::Unavailable);
    }
    let (errand, at) = (Errand::of_form(form), admin.app.clock().now());
    let attempt = Attempt {
        email: form.get("email"),
        password: form.get("password"),
        origin: visit.origin.0,
        browser: visit.browser.as_ref(),
    };
    let t = admin.app.locale(visit.lang);
    let wrong = |words| page(admin, visit.lang, &errand, form.get("email"), None, vec![("email", words)]);
    match admin.sign_in.try_password(&admin.pool, &attempt, at).await.map_err(fault)? {
        Answer::TooMany(wait) => {
            let page = wrong(entrance::too_many(t, at, wait))?;
            Ok(entrance::refused_for_now(wait, page))
        }
        Answer::Wrong(editor) => {
            note_wrong(admin, visit, editor, at).await?;
            wrong(t.msg("sign-in-wrong"))
        }
        Answer::Right(proven) => {
            let mut transaction = admin.pool.begin().await?;
            let Some(editor) = proven.confirm(&mut transaction).await? else {
                transaction.rollback().await?;
                note_wrong(admin, visit, Some(proven.editor), at).await?;
                return wrong(t.msg("sign-in-wrong"));
            };
            let entered = entrance::start(admin, &mut transaction, &editor, visit, at).await?;
            let origin = visit.origin.to_string();
            let event = Event::new(Actor::from(&editor), origin, "sign-in.password", "editor", editor.id);
            audit::record(&mut transaction, &event, at).await?;
            transaction.commit().await?;
            entrance::go_on(admin, visit, &entered, &errand).await
        }
    }
}

/// Notes that a password was not that of an editor, or of nobody.
async fn note_wrong(admin: &Admin, visit: &Visit, editor: Option<EditorId>, at: Timestamp) -> Result<()> {
    let whose = editor.map(|editor| editor.to_string()).unwrap_or_default();
    let event = visit.event("sign-in.password", whose).refused();
    audit::record(&mut *admin.pool.acquire().await?, &event, at).await?;
    Ok(())
}

/// Ends the session. Whoever has none may ask too, and gets the same answer.
pub(super) async fn leave(State(admin): State<Admin>, staff: Option<Extension<Staff>>) -> Result<Response> {
    if let Some(Extension(staff)) = staff {
        let mut transaction = admin.pool.begin().await?;
        session::end(&mut transaction, staff.editor.id, staff.session.id).await?;
        let event = staff.event("sign-out", "session", staff.session.id);
        audit::record(&mut transaction, &event, admin.app.clock().now()).await?;
        transaction.commit().await?;
    }
    let mut response = Redirect::to("/admin/sign-in?done=signed-out").into_response();
    let headers = response.headers_mut();
    headers.extend(Cookie::Session.clear(&admin.app).map(|cookie| (header::SET_COOKIE, cookie)));
    headers.insert(HeaderName::from_static("clear-site-data"), CLEAR);
    Ok(response)
}

/// The address at which one signs in to go on to another.
pub(super) fn address_for(next: &str) -> String {
    let next = errand::destination(next).unwrap_or_else(|| "/admin".to_owned());
    format!("/admin/sign-in?next={}", errand::encoded(&next))
}

/// The answer to a form that came without a session: the sign-in form, with what was sent kept in it.
pub(super) fn ask_again(admin: &Admin, headers: &HeaderMap, errand: &Errand) -> Response {
    if errand.kept().is_none() {
        return Redirect::to(&address_for(errand.destination())).into_response();
    }
    match page(admin, accept_language::preferred(headers), errand, "", None, Vec::new()) {
        Ok(page) => (StatusCode::UNAUTHORIZED, page).into_response(),
        Err(error) => error.into_response(),
    }
}

fn page(
    admin: &Admin,
    lang: Lang,
    errand: &Errand,
    email: &str,
    done: Option<String>,
    errors: Vec<(&'static str, String)>,
) -> Result<Response> {
    let t = admin.app.locale(lang);
    let layout = AdminLayout::open(&admin.app, lang, &t.msg("sign-in-title"));
    let is_kept = errand.kept().is_some();
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut hidden = errand.fields();
    hidden.push(("lang".to_owned(), lang.tag().to_owned()));
    let page = SignInPage {
        layout: if is_kept { layout.in_one_language() } else { layout.at(errand) }.having(&errors),
        fields: [
            Field::email("email", t.msg("sign-in-email"), "username").value(email).errors(&errors),
            Field::password("password", t.msg("sign-in-password"), "current-password"),
        ],
        errors,
        done,
        is_kept,
        hidden,
    };
    Ok((status, Html(page.render()?)).into_response())
}
