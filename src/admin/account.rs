//! The person's own account: what they are called, which language they work in, and the way to everything else.
//!
//! Invariant: everything here is about the person who is signed in; there is no address for someone else's.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};

use super::{
    Admin,
    entrance::fault,
    field::Field,
    layout::{AdminLayout, Place},
    new_password::Errors,
    second_factor::status,
    staff::Staff,
    table::{Access, Table},
};
use crate::{
    accounts::{audit, editor, recovery_code, session, words::Name},
    lang::Lang,
    web::{Form, Locale, Query, error::Result},
};
use sessions::SessionRow;

mod factor;
mod password;
mod proof;
mod sessions;

#[derive(Template)]
#[template(path = "admin/account.html")]
struct AccountPage<'a> {
    layout: AdminLayout<'a>,
    done: Option<String>,
    errors: Errors,
    email: String,
    name: Field,
    langs: Vec<LangOption>,
    has_second_factor: bool,
    /// Whether the person may do without.
    is_optional: bool,
    codes_left: String,
    sessions: Vec<SessionRow>,
}

/// A language to choose.
pub(super) struct LangOption {
    /// The language.
    pub lang: Lang,
    /// What it is called.
    pub name: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

impl LangOption {
    /// Every language, with that one chosen.
    pub(super) fn list(t: &Locale, chosen: Lang) -> Vec<LangOption> {
        let option = |lang: Lang| LangOption { lang, name: t.language(lang), is_chosen: lang == chosen };
        Lang::ALL.iter().copied().map(option).collect()
    }
}

/// Adds its routes.
pub(super) fn add(table: Table) -> Table {
    table
        .get("/admin/account", Access::AUTHOR, show)
        .post("/admin/account", Access::AUTHOR, save)
        .get("/admin/account/proof", Access::AUTHOR, proof::ask)
        .post("/admin/account/proof", Access::AUTHOR, proof::answer)
        .get("/admin/account/password", Access::AUTHOR, password::ask)
        .post("/admin/account/password", Access::AUTHOR, password::change)
        .get("/admin/account/second-factor", Access::AUTHOR, factor::ask)
        .post("/admin/account/second-factor", Access::AUTHOR, factor::change)
        .post("/admin/account/recovery-codes", Access::AUTHOR, factor::renew_codes)
        .post("/admin/account/sessions/end-others", Access::AUTHOR, sessions::end_others)
        .post("/admin/account/sessions/{id}/end", Access::AUTHOR, sessions::end)
}

/// Shows the account.
pub(super) async fn show(State(admin): State<Admin>, staff: Staff, asked: Query) -> Result<Response> {
    let done = done(admin.app.locale(staff.lang()), asked.0.get("done"));
    page(&admin, &staff, &staff.editor.name, done, Vec::new()).await
}

/// Changes name and language.
pub(super) async fn save(State(admin): State<Admin>, staff: Staff, form: Form) -> Result<Response> {
    let (t, at) = (admin.app.locale(staff.lang()), admin.app.clock().now());
    let event = staff.event("account.profile", "editor", staff.editor.id);
    let (Ok(name), Some(lang)) = (Name::parse(form.get("name")), Lang::from_tag(form.get("lang"))) else {
        audit::record(&mut *admin.pool.acquire().await?, &event.refused(), at).await?;
        let error = t.msg_with("person-error-name", &[("longest", Name::LONGEST.into())]);
        return page(&admin, &staff, form.get("name"), None, vec![("name", error)]).await;
    };
    let mut transaction = admin.pool.begin().await?;
    editor::rename(&mut transaction, staff.editor.id, &name).await.map_err(fault)?;
    editor::set_lang(&mut transaction, staff.editor.id, lang).await.map_err(fault)?;
    audit::record(&mut transaction, &event, at).await?;
    transaction.commit().await?;
    Ok(Redirect::to("/admin/account?done=saved").into_response())
}

fn done(t: &Locale, done: &str) -> Option<String> {
    match done {
        "saved" => Some(t.msg("account-done-saved")),
        "password" => Some(t.msg("account-done-password")),
        "proved" => Some(t.msg("account-done-proved")),
        "second-factor-removed" => Some(t.msg("account-done-factor-removed")),
        "recovery-code" => Some(t.msg("account-done-recovery-code")),
        "session-ended" => Some(t.msg("account-done-session")),
        "sessions-ended" => Some(t.msg("account-done-sessions")),
        _ => None,
    }
}

async fn page(
    admin: &Admin,
    staff: &Staff,
    name: &str,
    done: Option<String>,
    errors: Errors,
) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let codes_left = recovery_code::left(&admin.pool, staff.editor.id).await?;
    let sessions = session::list(&admin.pool, staff.editor.id, admin.app.clock().now()).await?;
    let page = AccountPage {
        layout: AdminLayout::new(admin, staff, Place::Account, &t.msg("account-title")).having(&errors),
        done,
        email: staff.editor.email.clone(),
        name: Field::text("name", t.msg("person-name"), "name")
            .help(t.msg("person-name-help"))
            .value(name)
            .errors(&errors),
        errors,
        langs: LangOption::list(t, staff.lang()),
        has_second_factor: staff.editor.has_second_factor,
        is_optional: !admin.app.settings().staff_mfa_required,
        codes_left: t.msg_with("account-codes-left", &[("count", codes_left.into())]),
        sessions: sessions.iter().map(|session| SessionRow::of(t, session, staff)).collect(),
    };
    Ok((status(&page.errors), Html(page.render()?)).into_response())
}
