//! Answering an invitation: a person opens the link and chooses a password.
//!
//! Invariant: looking at a link changes nothing; it is used up only together with what it is for.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Response},
};
use http::StatusCode;
use jiff::Timestamp;

use super::{
    Admin,
    entrance::{self, fault},
    errand::Errand,
    field::Field,
    layout::AdminLayout,
    new_password::{self, Errors},
    second_factor::status,
    table::{Access, Table},
    visit::Visit,
};
use crate::{
    accounts::{
        audit::{self, Actor, Event},
        error::Error as AccountError,
        invitation::{self, FirstAdministrator, Invitation, Purpose},
        password::Hash,
        words::{Email, Name},
    },
    lang::Lang,
    token::Token,
    web::{Form, Locale, Path, error::Result},
};

#[derive(Template)]
#[template(path = "admin/invite.html")]
struct InvitePage<'a> {
    layout: AdminLayout<'a>,
    errors: Errors,
    title: String,
    text: String,
    /// Until when the link works.
    until: String,
    token: &'a Token,
    /// The address of the account, so that password managers know whose password it is.
    account: Option<String>,
    fields: Vec<Field>,
    lang: Lang,
}

#[derive(Template)]
#[template(path = "admin/link_ended.html")]
struct LinkEndedPage<'a> {
    layout: AdminLayout<'a>,
}

/// Adds its routes.
pub(super) fn add(table: Table) -> Table {
    table.get("/admin/invite/{token}", Access::Open, ask).post("/admin/invite/{token}", Access::Open, answer)
}

/// Shows what a link is for.
pub(super) async fn ask(
    State(admin): State<Admin>,
    visit: Visit,
    Path(token): Path<String>,
) -> Result<Response> {
    match find(&admin, &token, admin.app.clock().now()).await? {
        Some((token, invitation)) => page(&admin, &visit, &token, &invitation, &Form::default(), Vec::new()),
        None => ended(&admin, visit.lang),
    }
}

/// Uses a link.
pub(super) async fn answer(
    State(admin): State<Admin>,
    visit: Visit,
    Path(token): Path<String>,
    form: Form,
) -> Result<Response> {
    let (visit, at) = (visit.speaking(&form), admin.app.clock().now());
    let Some((token, invitation)) = find(&admin, &token, at).await? else {
        tracing::warn!("a link was used that does not work");
        return ended(&admin, visit.lang);
    };
    let answer = match read(&admin, &visit, &invitation, &form).await? {
        Ok(answer) => answer,
        Err(errors) => return refuse(&admin, &visit, &token, &invitation, &form, errors).await,
    };
    let mut transaction = admin.pool.begin().await?;
    let accepted = match &answer {
        (Some(first), hash) => invitation::accept_first(&mut transaction, &token, first, hash, at).await,
        (None, hash) => invitation::accept(&mut transaction, &token, hash, at).await,
    };
    let editor = match accepted {
        Ok(editor) => editor,
        Err(AccountError::LinkEnded | AccountError::AdministratorExists) => {
            return ended(&admin, visit.lang);
        }
        Err(AccountError::EmailTaken) => {
            drop(transaction);
            let errors = vec![("email", admin.app.locale(visit.lang).msg("invite-error-taken"))];
            return refuse(&admin, &visit, &token, &invitation, &form, errors).await;
        }
        Err(error) => return Err(fault(error)),
    };
    let entered = entrance::start(&admin, &mut transaction, &editor, &visit, at).await?;
    let origin = visit.origin.to_string();
    let event = Event::new(Actor::from(&editor), origin, "invitation.accept", "editor", editor.id);
    audit::record(&mut transaction, &event, at).await?;
    transaction.commit().await?;
    entrance::go_on(&admin, &visit, &entered, &Errand::default()).await
}

async fn find(admin: &Admin, token: &str, at: Timestamp) -> Result<Option<(Token, Invitation)>> {
    let Some(token) = Token::parse(token) else { return Ok(None) };
    let found = invitation::find(&mut *admin.pool.acquire().await?, &token, at).await?;
    Ok(found.map(|invitation| (token, invitation)))
}

type Accepted = (Option<FirstAdministrator>, Hash);

/// Who is meant and the password they have chosen, or what is wrong.
async fn read(
    admin: &Admin,
    visit: &Visit,
    invitation: &Invitation,
    form: &Form,
) -> Result<std::result::Result<Accepted, Errors>> {
    let t = admin.app.locale(visit.lang);
    let mut errors = Errors::new();
    let (email, name) = match &invitation.purpose {
        Purpose::FirstAdministrator => (form.get("email"), form.get("name")),
        Purpose::Invitation(editor) | Purpose::Reset(editor) => (&*editor.email, &*editor.name),
    };
    let first = match &invitation.purpose {
        Purpose::FirstAdministrator => read_first(t, form, visit.lang, &mut errors),
        Purpose::Invitation(_) | Purpose::Reset(_) => None,
    };
    match new_password::read(admin, t, form, email, name).await? {
        Ok(hash) if errors.is_empty() => Ok(Ok((first, hash))),
        Ok(_) => Ok(Err(errors)),
        Err(more) => {
            errors.extend(more);
            Ok(Err(errors))
        }
    }
}

fn read_first(t: &Locale, form: &Form, lang: Lang, errors: &mut Errors) -> Option<FirstAdministrator> {
    let (name, email) = (Name::parse(form.get("name")), Email::parse(form.get("email")));
    if name.is_err() {
        errors.push(("name", t.msg_with("person-error-name", &[("longest", Name::LONGEST.into())])));
    }
    if email.is_err() {
        errors.push(("email", t.msg("person-error-email")));
    }
    Some(FirstAdministrator { email: email.ok()?, name: name.ok()?, lang })
}

async fn refuse(
    admin: &Admin,
    visit: &Visit,
    token: &Token,
    invitation: &Invitation,
    form: &Form,
    errors: Errors,
) -> Result<Response> {
    let whose = match &invitation.purpose {
        Purpose::FirstAdministrator => String::new(),
        Purpose::Invitation(editor) | Purpose::Reset(editor) => editor.id.to_string(),
    };
    let event = visit.event("invitation.accept", whose).refused();
    audit::record(&mut *admin.pool.acquire().await?, &event, admin.app.clock().now()).await?;
    page(admin, visit, token, invitation, form, errors)
}

fn page(
    admin: &Admin,
    visit: &Visit,
    token: &Token,
    invitation: &Invitation,
    form: &Form,
    errors: Errors,
) -> Result<Response> {
    let account = match &invitation.purpose {
        Purpose::FirstAdministrator => None,
        Purpose::Invitation(editor) | Purpose::Reset(editor) => Some(editor),
    };
    let is_chosen = visit.is_lang_chosen || form.has("lang");
    let lang = account.filter(|_| !is_chosen).map_or(visit.lang, |editor| editor.lang);
    let t = admin.app.locale(lang);
    let (title, text) = words(t, &invitation.purpose);
    let mut fields = Vec::new();
    if account.is_none() {
        let name = Field::text("name", t.msg("person-name"), "name").help(t.msg("person-name-help"));
        fields.push(name.value(form.get("name")).errors(&errors));
        let email = Field::email("email", t.msg("sign-in-email"), "username");
        fields.push(email.value(form.get("email")).errors(&errors));
    }
    fields.extend(new_password::fields(t, &errors));
    let page = InvitePage {
        layout: AdminLayout::open(&admin.app, lang, &title).having(&errors),
        until: t.msg_with("invite-until", &[("time", t.moment(invitation.expires_at).into())]),
        account: account.map(|editor| editor.email.clone()),
        errors,
        title,
        text,
        token,
        fields,
        lang,
    };
    Ok((status(&page.errors), Html(page.render()?)).into_response())
}

fn words(t: &Locale, purpose: &Purpose) -> (String, String) {
    match purpose {
        Purpose::FirstAdministrator => (t.msg("invite-first-title"), t.msg("invite-first-text")),
        Purpose::Invitation(editor) => {
            let name = [("name", editor.name.as_str().into())];
            (t.msg("invite-title"), t.msg_with("invite-text", &name))
        }
        Purpose::Reset(editor) => {
            let name = [("name", editor.name.as_str().into())];
            (t.msg("invite-reset-title"), t.msg_with("invite-reset-text", &name))
        }
    }
}

/// The page for a link that does not work, or no longer.
fn ended(admin: &Admin, lang: Lang) -> Result<Response> {
    let title = admin.app.locale(lang).msg("invite-ended-title");
    let layout = AdminLayout::open(&admin.app, lang, &title);
    Ok((StatusCode::GONE, Html(LinkEndedPage { layout }.render()?)).into_response())
}
