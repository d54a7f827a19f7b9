//! Changing one's own password.
//!
//! Invariant: it takes the present password (ASVS 6.2.3), and ends every other session and every open link.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};

use crate::{
    accounts::{audit, invitation, known_browser, password, session},
    admin::{
        Admin,
        entrance::{self, fault},
        field::Field,
        layout::{AdminLayout, Place},
        new_password::{self, Errors},
        second_factor::status,
        staff::Staff,
        visit::Visit,
    },
    web::{Form, error::Result},
};

#[derive(Template)]
#[template(path = "admin/account/password.html")]
struct PasswordPage<'a> {
    layout: AdminLayout<'a>,
    errors: Errors,
    fields: Vec<Field>,
    /// Whose password it is, for password managers.
    account: &'a str,
}

/// Asks for the present password and another.
pub(in crate::admin) async fn ask(State(admin): State<Admin>, staff: Staff) -> Result<Response> {
    page(&admin, &staff, Vec::new())
}

/// Changes the password.
pub(in crate::admin) async fn change(
    State(admin): State<Admin>,
    staff: Staff,
    visit: Visit,
    form: Form,
) -> Result<Response> {
    let (t, at) = (admin.app.locale(staff.lang()), admin.app.clock().now());
    let (editor, current) = (&staff.editor, form.get("current-password"));
    let tried = admin.sign_in.try_password_again(&admin.pool, editor, staff.session.id, current).await;
    let is_right = match tried.map_err(fault)? {
        Ok(is_right) => is_right,
        Err(wait) => {
            let errors = vec![("current-password", entrance::too_many(t, at, wait))];
            return Ok(entrance::refused_for_now(wait, page(&admin, &staff, errors)?));
        }
    };
    if !is_right {
        return refuse(&admin, &staff, vec![("current-password", t.msg("password-error-current"))]).await;
    }
    let hash = match new_password::read(&admin, t, &form, &editor.email, &editor.name).await? {
        Ok(hash) => hash,
        Err(errors) => return refuse(&admin, &staff, errors).await,
    };
    let mut transaction = admin.pool.begin().await?;
    password::set(&mut transaction, editor.id, &hash).await.map_err(fault)?;
    invitation::end_all(&mut transaction, editor.id, at).await?;
    session::end_others(&mut transaction, editor.id, staff.session.id).await?;
    known_browser::forget_all(&mut transaction, editor.id).await?;
    let token = session::prove(&mut transaction, staff.session.id, at).await?;
    let entered = entrance::arrived(&mut transaction, editor, token, &visit, at).await?;
    let event = staff.event("account.password", "editor", editor.id);
    audit::record(&mut transaction, &event, at).await?;
    transaction.commit().await?;
    let response = Redirect::to("/admin/account?done=password").into_response();
    Ok(entrance::with_cookies(&admin, response, &entered))
}

async fn refuse(admin: &Admin, staff: &Staff, errors: Errors) -> Result<Response> {
    let event = staff.event("account.password", "editor", staff.editor.id).refused();
    audit::record(&mut *admin.pool.acquire().await?, &event, admin.app.clock().now()).await?;
    page(admin, staff, errors)
}

fn page(admin: &Admin, staff: &Staff, errors: Errors) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let current = Field::password("current-password", t.msg("password-current"), "current-password");
    let mut fields = vec![current.errors(&errors)];
    fields.extend(new_password::fields(t, &errors));
    let page = PasswordPage {
        layout: AdminLayout::new(admin, staff, Place::Account, &t.msg("password-title")).having(&errors),
        errors,
        fields,
        account: &staff.editor.email,
    };
    Ok((status(&page.errors), Html(page.render()?)).into_response())
}
