//! The password once more, before a password or second factor is changed (ASVS 7.5.1).
//!
//! Invariant: what it allows lasts for ten minutes, in this session only.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use jiff::Timestamp;

use crate::{
    accounts::{audit, session},
    admin::{
        Admin,
        entrance::{self, fault},
        field::Field,
        layout::{AdminLayout, Place},
        new_password::Errors,
        second_factor::status,
        staff::Staff,
    },
    web::{Form, error::Result},
};

#[derive(Template)]
#[template(path = "admin/account/proof.html")]
struct ProofPage<'a> {
    layout: AdminLayout<'a>,
    errors: Errors,
    field: Field,
    /// Whose password it is, for password managers.
    account: &'a str,
}

/// Leads to the question, unless the password was given a short while ago.
pub(in crate::admin) fn demand(staff: &Staff, at: Timestamp) -> Option<Response> {
    let is_needed = !staff.session.is_proved(at);
    is_needed.then(|| Redirect::to("/admin/account/proof").into_response())
}

/// Asks for the password.
pub(in crate::admin) async fn ask(State(admin): State<Admin>, staff: Staff) -> Result<Response> {
    page(&admin, &staff, Vec::new())
}

/// Takes the password.
pub(in crate::admin) async fn answer(
    State(admin): State<Admin>,
    staff: Staff,
    form: Form,
) -> Result<Response> {
    let (t, at) = (admin.app.locale(staff.lang()), admin.app.clock().now());
    let event = staff.event("account.proof", "session", staff.session.id);
    let password = form.get("current-password");
    let tried =
        admin.sign_in.try_password_again(&admin.pool, &staff.editor, staff.session.id, password).await;
    match tried.map_err(fault)? {
        Err(wait) => {
            let errors = vec![("current-password", entrance::too_many(t, at, wait))];
            Ok(entrance::refused_for_now(wait, page(&admin, &staff, errors)?))
        }
        Ok(false) => {
            audit::record(&mut *admin.pool.acquire().await?, &event.refused(), at).await?;
            page(&admin, &staff, vec![("current-password", t.msg("password-error-current"))])
        }
        Ok(true) => {
            let mut transaction = admin.pool.begin().await?;
            let token = session::prove(&mut transaction, staff.session.id, at).await?;
            audit::record(&mut transaction, &event, at).await?;
            transaction.commit().await?;
            let response = Redirect::to("/admin/account?done=proved#second-factor").into_response();
            Ok(entrance::with_session(&admin, response, token))
        }
    }
}

fn page(admin: &Admin, staff: &Staff, errors: Errors) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let page = ProofPage {
        layout: AdminLayout::new(admin, staff, Place::Account, &t.msg("proof-title")).having(&errors),
        field: Field::password("current-password", t.msg("password-current"), "current-password")
            .errors(&errors),
        account: &staff.editor.email,
        errors,
    };
    Ok((status(&page.errors), Html(page.render()?)).into_response())
}
