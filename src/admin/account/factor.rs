//! One's own second factor: set up, changed, removed where that is allowed, and its recovery codes anew.
//!
//! Invariant: each change needs the password of the last ten minutes.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};

use super::proof;
use crate::{
    accounts::{audit, recovery_code, second_factor as factor},
    admin::{
        Admin, entrance,
        errand::Errand,
        field::Field,
        layout::{AdminLayout, Place},
        new_password::Errors,
        second_factor::{self, SecretView, status},
        staff::Staff,
    },
    web::{Error, Form, error::Result},
};

/// Where the second factor stands in the page of the account.
const PLACE: &str = "/admin/account#second-factor";

#[derive(Template)]
#[template(path = "admin/account/factor.html")]
struct FactorPage<'a> {
    layout: AdminLayout<'a>,
    errors: Errors,
    secret: SecretView,
    field: Field,
}

/// Shows the secret that is being set up.
pub(in crate::admin) async fn ask(State(admin): State<Admin>, staff: Staff) -> Result<Response> {
    page(&admin, &staff, Vec::new()).await
}

/// Begins, confirms or gives up setting up; or removes what is there.
pub(in crate::admin) async fn change(
    State(admin): State<Admin>,
    staff: Staff,
    form: Form,
) -> Result<Response> {
    if let Some(demand) = demand(&admin, &staff, "account.second-factor").await? {
        return Ok(demand);
    }
    match form.get("do") {
        "begin" => begin(&admin, &staff).await,
        "confirm" => confirm(&admin, &staff, form.get("code")).await,
        "give-up" => give_up(&admin, &staff).await,
        "remove" if !admin.app.settings().staff_mfa_required => remove(&admin, &staff).await,
        _ => Err(Error::BadRequest),
    }
}

/// Gives new recovery codes and shows them, this once.
pub(in crate::admin) async fn renew_codes(State(admin): State<Admin>, staff: Staff) -> Result<Response> {
    if let Some(demand) = demand(&admin, &staff, "account.recovery-codes").await? {
        return Ok(demand);
    }
    if !staff.editor.has_second_factor {
        return Err(Error::BadRequest);
    }
    let mut transaction = admin.pool.begin().await?;
    let codes = recovery_code::renew(&mut transaction, staff.editor.id).await?;
    let event = staff.event("account.recovery-codes", "editor", staff.editor.id);
    audit::record(&mut transaction, &event, admin.app.clock().now()).await?;
    transaction.commit().await?;
    second_factor::recovery_codes_page(&admin, &staff, codes, &Errand::to(PLACE))
}

/// Leads to the password if it has not been given lately.
async fn demand(admin: &Admin, staff: &Staff, action: &'static str) -> Result<Option<Response>> {
    let at = admin.app.clock().now();
    let demand = proof::demand(staff, at);
    if demand.is_some() {
        let event = staff.event(action, "editor", staff.editor.id).refused().detail("password needed");
        audit::record(&mut *admin.pool.acquire().await?, &event, at).await?;
    }
    Ok(demand)
}

async fn begin(admin: &Admin, staff: &Staff) -> Result<Response> {
    let mut transaction = admin.pool.begin().await?;
    factor::begin(&mut transaction, staff.session.id).await?;
    let event = staff.event("account.second-factor.begin", "editor", staff.editor.id);
    audit::record(&mut transaction, &event, admin.app.clock().now()).await?;
    transaction.commit().await?;
    Ok(Redirect::to("/admin/account/second-factor").into_response())
}

async fn give_up(admin: &Admin, staff: &Staff) -> Result<Response> {
    let mut transaction = admin.pool.begin().await?;
    factor::give_up(&mut transaction, staff.session.id).await?;
    let event = staff.event("account.second-factor.give-up", "editor", staff.editor.id);
    audit::record(&mut transaction, &event, admin.app.clock().now()).await?;
    transaction.commit().await?;
    Ok(Redirect::to(PLACE).into_response())
}

async fn confirm(admin: &Admin, staff: &Staff, code: &str) -> Result<Response> {
    let (t, at) = (admin.app.locale(staff.lang()), admin.app.clock().now());
    if let Err(wait) = admin.sign_in.may_try_again(staff.session.id) {
        let page = page(admin, staff, vec![("code", entrance::too_many(t, at, wait))]).await?;
        return Ok(entrance::refused_for_now(wait, page));
    }
    let event = staff.event("account.second-factor.set-up", "editor", staff.editor.id);
    let mut transaction = admin.pool.begin().await?;
    let confirmed = factor::confirm(&mut transaction, staff.editor.id, staff.session.id, code, at).await?;
    let Some(confirmed) = confirmed else {
        audit::record(&mut transaction, &event.refused(), at).await?;
        transaction.commit().await?;
        return page(admin, staff, vec![("code", t.msg("set-up-wrong"))]).await;
    };
    audit::record(&mut transaction, &event, at).await?;
    transaction.commit().await?;
    let page =
        second_factor::recovery_codes_page(admin, staff, confirmed.recovery_codes, &Errand::to(PLACE))?;
    Ok(entrance::with_session(admin, page, confirmed.session))
}

async fn remove(admin: &Admin, staff: &Staff) -> Result<Response> {
    let mut transaction = admin.pool.begin().await?;
    factor::remove(&mut transaction, staff.editor.id).await?;
    let event = staff.event("account.second-factor.remove", "editor", staff.editor.id);
    audit::record(&mut transaction, &event, admin.app.clock().now()).await?;
    transaction.commit().await?;
    Ok(Redirect::to("/admin/account?done=second-factor-removed#second-factor").into_response())
}

/// What is being set up; without that, the way back.
async fn page(admin: &Admin, staff: &Staff, errors: Errors) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let Some(secret) = second_factor::secret_of(admin, staff).await? else {
        return Ok(Redirect::to(PLACE).into_response());
    };
    let page = FactorPage {
        layout: AdminLayout::new(admin, staff, Place::Account, &t.msg("set-up-title")).having(&errors),
        secret,
        field: second_factor::code_field(t, t.msg("set-up-code-help"), &errors),
        errors,
    };
    Ok((status(&page.errors), Html(page.render()?)).into_response())
}
