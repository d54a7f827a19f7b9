//! The second step of signing in: a code, or setting up what makes codes.
//!
//! Invariant: these pages are for sessions that are half-way, and what is shown in them is their own person's.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use jiff::Timestamp;

use super::{
    Admin,
    entrance::{self, Entered, fault},
    errand::{Errand, Kept},
    field::Field,
    layout::{AdminLayout, Place},
    staff::Staff,
    table::{Access, Table},
    visit::Visit,
};
use crate::{
    accounts::{
        audit,
        second_factor::{self, Proof},
        session::{self, Stage},
        throttle::Wait,
        totp::Picture,
    },
    web::{Error, Form, Locale, Query, error::Result},
};

#[derive(Template)]
#[template(path = "admin/second_factor.html")]
struct CodePage<'a> {
    layout: AdminLayout<'a>,
    errors: Vec<(&'static str, String)>,
    field: Field,
    hidden: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "admin/set_up.html")]
struct SetUpPage<'a> {
    layout: AdminLayout<'a>,
    errors: Vec<(&'static str, String)>,
    secret: SecretView,
    field: Field,
    hidden: Vec<(String, String)>,
}

#[derive(Template)]
#[template(path = "admin/recovery_codes.html")]
struct RecoveryCodesPage<'a> {
    layout: AdminLayout<'a>,
    codes: Vec<String>,
    kept: Option<&'a Kept>,
    next: &'a str,
}

/// A secret as an app takes it.
pub(super) struct SecretView {
    /// To be scanned.
    pub picture: Picture,
    /// To be typed.
    pub text: String,
    /// To be opened on the phone itself.
    pub url: String,
}

/// Adds its routes.
pub(super) fn add(table: Table) -> Table {
    table
        .get("/admin/second-factor", Access::HalfWay, ask)
        .post("/admin/second-factor", Access::HalfWay, answer)
        .get("/admin/second-factor/set-up", Access::HalfWay, ask_set_up)
        .post("/admin/second-factor/set-up", Access::HalfWay, set_up)
}

/// Asks for a code.
pub(super) async fn ask(State(admin): State<Admin>, staff: Staff, asked: Query) -> Result<Response> {
    let errand = Errand::of_query(&asked);
    match staff.session.stage {
        Stage::Enrolment => Ok(Redirect::to(&errand.at("/admin/second-factor/set-up")).into_response()),
        _ => step(&admin, &staff, &errand).await,
    }
}

/// The page of the step that a session is at.
pub(super) async fn step(admin: &Admin, staff: &Staff, errand: &Errand) -> Result<Response> {
    match staff.session.stage {
        Stage::Enrolment => set_up_page(admin, staff, errand, Vec::new()).await,
        _ => code_page(admin, staff, errand, Vec::new()),
    }
}

/// Takes a code.
pub(super) async fn answer(
    State(admin): State<Admin>,
    staff: Staff,
    visit: Visit,
    form: Form,
) -> Result<Response> {
    let (errand, at) = (Errand::of_form(&form), admin.app.clock().now());
    if staff.session.stage != Stage::SecondFactor {
        return at_another_step(&admin, &staff, &errand).await;
    }
    let t = admin.app.locale(staff.lang());
    if let Err(wait) = may_try(&admin, &staff, &visit, at).await? {
        let page = code_page(&admin, &staff, &errand, vec![("code", entrance::too_many(t, at, wait))])?;
        return Ok(entrance::refused_for_now(wait, page));
    }
    let event = staff.event("sign-in.second-factor", "editor", staff.editor.id);
    let mut transaction = admin.pool.begin().await?;
    let proof = second_factor::verify(&mut transaction, staff.editor.id, form.get("code"), at).await?;
    let Some(proof) = proof else {
        audit::record(&mut transaction, &event.refused(), at).await?;
        transaction.commit().await?;
        return code_page(&admin, &staff, &errand, vec![("code", t.msg("second-factor-wrong"))]);
    };
    let token = session::raise(&mut transaction, staff.session.id).await?;
    let entered = entrance::arrived(&mut transaction, &staff.editor, token, &visit, at).await?;
    let event = match proof {
        Proof::App => event,
        Proof::RecoveryCode { left } => event.detail(format!("recovery code, {left} left")),
    };
    audit::record(&mut transaction, &event, at).await?;
    transaction.commit().await?;
    if matches!(proof, Proof::RecoveryCode { .. }) && errand.kept().is_none() {
        return Ok(after_recovery(&admin, &entered));
    }
    entrance::go_on(&admin, &visit, &entered, &errand).await
}

/// A step that is not the session's: no page of ours led here, but perhaps one of a session before this one.
async fn at_another_step(admin: &Admin, staff: &Staff, errand: &Errand) -> Result<Response> {
    match errand.kept() {
        Some(_) => step(admin, staff, errand).await,
        None => Err(Error::BadRequest),
    }
}

/// Who has lost the app is led to where another can be set up.
fn after_recovery(admin: &Admin, entered: &Entered) -> Response {
    let response = Redirect::to("/admin/account?done=recovery-code").into_response();
    entrance::with_cookies(admin, response, entered)
}

async fn may_try(
    admin: &Admin,
    staff: &Staff,
    visit: &Visit,
    at: Timestamp,
) -> Result<std::result::Result<(), Wait>> {
    let from = (visit.origin.0, visit.browser.as_ref());
    let may = admin.sign_in.may_try_code(&admin.pool, staff.editor.id, staff.session.id, from, at).await;
    may.map_err(fault)
}

/// Shows the secret to someone who needs a second factor and has none.
pub(super) async fn ask_set_up(State(admin): State<Admin>, staff: Staff, asked: Query) -> Result<Response> {
    let errand = Errand::of_query(&asked);
    match staff.session.stage {
        Stage::Enrolment => step(&admin, &staff, &errand).await,
        _ => Ok(Redirect::to(&errand.at("/admin/second-factor")).into_response()),
    }
}

/// Takes the first code of the new app.
pub(super) async fn set_up(
    State(admin): State<Admin>,
    staff: Staff,
    visit: Visit,
    form: Form,
) -> Result<Response> {
    let (errand, at) = (Errand::of_form(&form), admin.app.clock().now());
    if staff.session.stage != Stage::Enrolment {
        return at_another_step(&admin, &staff, &errand).await;
    }
    let t = admin.app.locale(staff.lang());
    if let Err(wait) = may_try(&admin, &staff, &visit, at).await? {
        let errors = vec![("code", entrance::too_many(t, at, wait))];
        let page = set_up_page(&admin, &staff, &errand, errors).await?;
        return Ok(entrance::refused_for_now(wait, page));
    }
    let event = staff.event("account.second-factor.set-up", "editor", staff.editor.id);
    let mut transaction = admin.pool.begin().await?;
    let (editor, session) = (staff.editor.id, staff.session.id);
    let confirmed = second_factor::confirm(&mut transaction, editor, session, form.get("code"), at).await?;
    let Some(confirmed) = confirmed else {
        audit::record(&mut transaction, &event.refused(), at).await?;
        transaction.commit().await?;
        let errors = vec![("code", t.msg("set-up-wrong"))];
        return set_up_page(&admin, &staff, &errand, errors).await;
    };
    let entered = entrance::arrived(&mut transaction, &staff.editor, confirmed.session, &visit, at).await?;
    audit::record(&mut transaction, &event, at).await?;
    transaction.commit().await?;
    let page = recovery_codes_page(&admin, &staff, confirmed.recovery_codes, &errand)?;
    Ok(entrance::with_cookies(&admin, page, &entered))
}

/// The page that shows recovery codes, this once.
pub(super) fn recovery_codes_page(
    admin: &Admin,
    staff: &Staff,
    codes: Vec<String>,
    errand: &Errand,
) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let layout = AdminLayout::new(admin, staff, Place::Account, &t.msg("recovery-title"));
    let page = RecoveryCodesPage { layout, codes, kept: errand.kept(), next: errand.destination() };
    Ok(Html(page.render()?).into_response())
}

/// The field for a code.
pub(super) fn code_field(t: &Locale, help: String, errors: &[(&'static str, String)]) -> Field {
    Field::text("code", t.msg("second-factor-code"), "one-time-code").help(help).errors(errors)
}

/// The secret that is being set up in a session.
pub(super) async fn secret_of(admin: &Admin, staff: &Staff) -> Result<Option<SecretView>> {
    let Some(secret) = second_factor::find_begun(&admin.pool, staff.session.id).await? else {
        return Ok(None);
    };
    let email = &staff.editor.email;
    Ok(Some(SecretView { picture: secret.picture(email)?, text: secret.text(), url: secret.url(email)? }))
}

fn code_page(
    admin: &Admin,
    staff: &Staff,
    errand: &Errand,
    errors: Vec<(&'static str, String)>,
) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let layout = AdminLayout::open(&admin.app, staff.lang(), &t.msg("second-factor-title"));
    let page = CodePage {
        layout: layout.in_one_language().having(&errors),
        field: code_field(t, t.msg("second-factor-help"), &errors),
        hidden: errand.fields(),
        errors,
    };
    Ok((status(&page.errors), Html(page.render()?)).into_response())
}

async fn set_up_page(
    admin: &Admin,
    staff: &Staff,
    errand: &Errand,
    errors: Vec<(&'static str, String)>,
) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let layout = AdminLayout::open(&admin.app, staff.lang(), &t.msg("set-up-title"));
    let page = SetUpPage {
        layout: layout.in_one_language().having(&errors),
        secret: secret_of(admin, staff).await?.ok_or(Error::NotFound)?,
        field: code_field(t, t.msg("set-up-code-help"), &errors),
        hidden: errand.fields(),
        errors,
    };
    Ok((status(&page.errors), Html(page.render()?)).into_response())
}

/// Of a page with these errors.
pub(super) fn status(errors: &[(&'static str, String)]) -> StatusCode {
    if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}
