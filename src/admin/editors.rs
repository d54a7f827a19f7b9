//! The members of staff: who there is, and inviting someone.
//!
//! Invariant: a link is shown once, to the administrator who made it, in the answer to the form.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Response},
};

use super::{
    Admin,
    account::LangOption,
    entrance::fault,
    field::Field,
    layout::{AdminLayout, Place, role},
    new_password::Errors,
    second_factor::status,
    staff::Staff,
    table::{Access, Table},
};
use crate::{
    accounts::{
        audit,
        editor::{self, Editor, NewEditor, Role, State as EditorState},
        error::Error as AccountError,
        invitation,
        words::{Email, Name},
    },
    ids::EditorId,
    lang::Lang,
    token::Token,
    web::{Form, Locale, error::Result},
};

mod person;
mod review;

#[derive(Template)]
#[template(path = "admin/editors.html")]
struct EditorsPage<'a> {
    layout: AdminLayout<'a>,
    errors: Errors,
    rows: Vec<EditorRow>,
    name: Field,
    email: Field,
    roles: Vec<RoleOption>,
    langs: Vec<LangOption>,
}

#[derive(Template)]
#[template(path = "admin/editors/link.html")]
struct LinkPage<'a> {
    layout: AdminLayout<'a>,
    text: String,
    until: String,
    link: String,
    id: EditorId,
}

/// A member of staff in a list.
pub(super) struct EditorRow {
    /// Their number.
    pub id: EditorId,
    /// What they are called.
    pub name: String,
    /// Their address.
    pub email: String,
    /// What they may do.
    pub role: String,
    /// Whether they can sign in, in words.
    pub state: String,
    /// How the badge looks.
    pub tone: &'static str,
    /// Whether they have a second factor, in words.
    pub second_factor: String,
    /// When they last signed in.
    pub seen: String,
}

impl EditorRow {
    pub(super) fn of(t: &Locale, editor: &Editor) -> EditorRow {
        let (state, tone) = state(t, editor);
        EditorRow {
            id: editor.id,
            name: editor.name.clone(),
            email: editor.email.clone(),
            role: role(t, editor.role),
            state,
            tone,
            second_factor: if editor.has_second_factor { t.msg("admin-yes") } else { t.msg("admin-no") },
            seen: editor.last_sign_in_at.map_or_else(|| t.msg("editors-never"), |at| t.moment(at)),
        }
    }
}

/// Whether someone can sign in, in words, and how the badge looks.
fn state(t: &Locale, editor: &Editor) -> (String, &'static str) {
    match editor.state() {
        EditorState::Invited => (t.msg("editors-invited"), " lp-badge--warning"),
        EditorState::Active => (t.msg("editors-active"), " lp-badge--positive"),
        EditorState::Disabled => (t.msg("editors-disabled"), " lp-badge--negative"),
    }
}

/// A role to choose.
pub(super) struct RoleOption {
    /// Its word in the form.
    pub value: &'static str,
    /// What it is called.
    pub name: String,
    /// What it allows.
    pub help: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

impl RoleOption {
    /// Every role, with that one chosen.
    pub(super) fn list(t: &Locale, chosen: Option<Role>) -> Vec<RoleOption> {
        let help = |role: Role| match role {
            Role::Author => t.msg("editors-role-author"),
            Role::Publisher => t.msg("editors-role-publisher"),
            Role::Administrator => t.msg("editors-role-administrator"),
        };
        let option = |own: Role| RoleOption {
            value: own.as_str(),
            name: role(t, own),
            help: help(own),
            is_chosen: Some(own) == chosen,
        };
        Role::ALL.iter().copied().map(option).collect()
    }
}

/// Adds its routes.
pub(super) fn add(table: Table) -> Table {
    table
        .get("/admin/editors", Access::ADMINISTRATOR, show)
        .post("/admin/editors", Access::ADMINISTRATOR, invite)
        .get("/admin/editors.csv", Access::ADMINISTRATOR, review::download)
        .get("/admin/editors/{id}", Access::ADMINISTRATOR, person::show)
        .post("/admin/editors/{id}/role", Access::ADMINISTRATOR, person::set_role)
        .post("/admin/editors/{id}/link", Access::ADMINISTRATOR, person::renew_link)
        .post("/admin/editors/{id}/second-factor", Access::ADMINISTRATOR, person::remove_second_factor)
        .post("/admin/editors/{id}/disable", Access::ADMINISTRATOR, person::disable)
        .post("/admin/editors/{id}/enable", Access::ADMINISTRATOR, person::enable)
}

/// Shows everyone.
pub(super) async fn show(State(admin): State<Admin>, staff: Staff) -> Result<Response> {
    page(&admin, &staff, &Form::default(), Vec::new()).await
}

/// Invites someone, and shows the link.
pub(super) async fn invite(State(admin): State<Admin>, staff: Staff, form: Form) -> Result<Response> {
    let (t, at) = (admin.app.locale(staff.lang()), admin.app.clock().now());
    let new = match read(t, &form) {
        Ok(new) => new,
        Err(errors) => return refuse(&admin, &staff, &form, errors).await,
    };
    let mut transaction = admin.pool.begin().await?;
    let id = match editor::invite(&mut transaction, &new, at).await {
        Ok(id) => id,
        Err(AccountError::EmailTaken) => {
            drop(transaction);
            return refuse(&admin, &staff, &form, vec![("email", t.msg("editors-error-taken"))]).await;
        }
        Err(error) => return Err(fault(error)),
    };
    let link = invitation::create(&mut transaction, id, Some(staff.editor.id), at).await?;
    let event = staff.event("editor.invite", "editor", id).detail(new.role.as_str());
    audit::record(&mut transaction, &event, at).await?;
    transaction.commit().await?;
    let text = t.msg_with("editors-link-invitation", &[("name", new.name.as_str().into())]);
    link_page(&admin, &staff, id, &link, text)
}

async fn refuse(admin: &Admin, staff: &Staff, form: &Form, errors: Errors) -> Result<Response> {
    let event = staff.event("editor.invite", "editor", "").refused();
    audit::record(&mut *admin.pool.acquire().await?, &event, admin.app.clock().now()).await?;
    page(admin, staff, form, errors).await
}

/// Who is to be invited, or what is wrong with the form.
fn read(t: &Locale, form: &Form) -> std::result::Result<NewEditor, Errors> {
    let (name, email) = (Name::parse(form.get("name")), Email::parse(form.get("email")));
    let (role, lang) = (Role::parse(form.get("role")), Lang::from_tag(form.get("lang")));
    let mut errors = Errors::new();
    if name.is_err() {
        errors.push(("name", t.msg_with("person-error-name", &[("longest", Name::LONGEST.into())])));
    }
    if email.is_err() {
        errors.push(("email", t.msg("person-error-email")));
    }
    if role.is_none() {
        errors.push(("role", t.msg("editors-error-role")));
    }
    match (name, email, role) {
        (Ok(name), Ok(email), Some(role)) => {
            Ok(NewEditor { email, name, role, lang: lang.unwrap_or(Lang::DEFAULT) })
        }
        _ => Err(errors),
    }
}

/// The page that shows a link, this once.
fn link_page(admin: &Admin, staff: &Staff, id: EditorId, link: &Token, text: String) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let until = t.moment(admin.app.clock().now() + invitation::VALID);
    let page = LinkPage {
        layout: AdminLayout::new(admin, staff, Place::Editors, &t.msg("editors-link-title")),
        text,
        until: t.msg_with("invite-until", &[("time", until.into())]),
        link: admin.url(&format!("/admin/invite/{}", link.as_str())),
        id,
    };
    Ok(Html(page.render()?).into_response())
}

async fn page(admin: &Admin, staff: &Staff, form: &Form, errors: Errors) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let editors = editor::list(&admin.pool).await?;
    let lang = Lang::from_tag(form.get("lang")).unwrap_or(staff.lang());
    let page = EditorsPage {
        layout: AdminLayout::new(admin, staff, Place::Editors, &t.msg("admin-editors")).having(&errors),
        rows: editors.iter().map(|editor| EditorRow::of(t, editor)).collect(),
        name: Field::text("name", t.msg("person-name"), "off")
            .help(t.msg("person-name-help"))
            .value(form.get("name"))
            .errors(&errors),
        email: Field::email("email", t.msg("sign-in-email"), "off").value(form.get("email")).errors(&errors),
        roles: RoleOption::list(t, Role::parse(form.get("role"))),
        langs: LangOption::list(t, lang),
        errors,
    };
    Ok((status(&page.errors), Html(page.render()?)).into_response())
}
