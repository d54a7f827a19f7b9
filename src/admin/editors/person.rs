//! One member of staff: role, link, second factor, access.
//!
//! Invariant: there is an administrator afterwards, or nothing was changed; see
//! [`accounts::editor`](crate::accounts::editor).

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use sqlx::PgConnection;

use super::{EditorRow, RoleOption, link_page};
use crate::{
    accounts::{
        audit::{self, Event},
        editor::{self, Role, State as EditorState},
        error::Error as AccountError,
        invitation, known_browser, second_factor, session,
    },
    admin::{
        Admin,
        entrance::fault,
        layout::{AdminLayout, Place},
        new_password::Errors,
        second_factor::status,
        staff::Staff,
    },
    ids::EditorId,
    web::{Error, Form, Locale, Path, Query, error::Result},
};

#[derive(Template)]
#[template(path = "admin/editors/person.html")]
struct PersonPage<'a> {
    layout: AdminLayout<'a>,
    done: Option<String>,
    errors: Errors,
    row: EditorRow,
    roles: Vec<RoleOption>,
    is_disabled: bool,
    is_invited: bool,
    has_second_factor: bool,
}

/// A change of an account.
#[derive(Clone, Copy)]
enum Change {
    Role(Role),
    Disable,
    Enable,
    RemoveSecondFactor,
}

/// Shows a member of staff.
pub(in crate::admin) async fn show(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EditorId>,
    Query(asked): Query,
) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let done = match asked.get("done") {
        "role" => Some(t.msg("person-done-role")),
        "disabled" => Some(t.msg("person-done-disabled")),
        "enabled" => Some(t.msg("person-done-enabled")),
        "second-factor" => Some(t.msg("person-done-factor")),
        _ => None,
    };
    page(&admin, &staff, id, done, Vec::new()).await
}

/// Gives another role.
pub(in crate::admin) async fn set_role(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EditorId>,
    form: Form,
) -> Result<Response> {
    let event = staff.event("editor.role", "editor", id);
    let Some(role) = Role::parse(form.get("role")) else {
        audit::record(&mut *admin.pool.acquire().await?, &event.refused(), admin.app.clock().now()).await?;
        let error = admin.app.locale(staff.lang()).msg("editors-error-role");
        return page(&admin, &staff, id, None, vec![("role", error)]).await;
    };
    change(&admin, &staff, id, Change::Role(role), event.detail(role.as_str())).await
}

/// Takes all access away.
pub(in crate::admin) async fn disable(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EditorId>,
) -> Result<Response> {
    change(&admin, &staff, id, Change::Disable, staff.event("editor.disable", "editor", id)).await
}

/// Gives access back.
pub(in crate::admin) async fn enable(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EditorId>,
) -> Result<Response> {
    change(&admin, &staff, id, Change::Enable, staff.event("editor.enable", "editor", id)).await
}

/// Takes the second factor from someone who has lost it and its recovery codes.
pub(in crate::admin) async fn remove_second_factor(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EditorId>,
) -> Result<Response> {
    let event = staff.event("editor.second-factor.remove", "editor", id);
    change(&admin, &staff, id, Change::RemoveSecondFactor, event).await
}

/// Makes a new link, and shows it.
pub(in crate::admin) async fn renew_link(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EditorId>,
) -> Result<Response> {
    let (t, at) = (admin.app.locale(staff.lang()), admin.app.clock().now());
    let mut transaction = admin.pool.begin().await?;
    let person = editor::find(&mut *transaction, id).await?.ok_or(Error::NotFound)?;
    let event = staff.event("editor.link", "editor", id);
    if person.state() == EditorState::Disabled {
        audit::record(&mut transaction, &event.refused(), at).await?;
        transaction.commit().await?;
        return page(&admin, &staff, id, None, vec![("access", t.msg("person-error-disabled"))]).await;
    }
    let link = invitation::create(&mut transaction, id, Some(staff.editor.id), at).await.map_err(fault)?;
    audit::record(&mut transaction, &event, at).await?;
    transaction.commit().await?;
    let name = [("name", person.name.as_str().into())];
    let text = if person.has_password {
        t.msg_with("editors-link-reset", &name)
    } else {
        t.msg_with("editors-link-invitation", &name)
    };
    link_page(&admin, &staff, id, &link, text)
}

async fn change(
    admin: &Admin,
    staff: &Staff,
    id: EditorId,
    change: Change,
    event: Event,
) -> Result<Response> {
    let at = admin.app.clock().now();
    let mut transaction = admin.pool.begin().await?;
    match apply(&mut transaction, id, change, at).await {
        Ok(()) => {}
        Err(AccountError::LastAdministrator) => {
            transaction.rollback().await?;
            audit::record(&mut *admin.pool.acquire().await?, &event.refused(), at).await?;
            let field = if matches!(change, Change::Role(_)) { "role" } else { "access" };
            let error = admin.app.locale(staff.lang()).msg("person-error-last");
            return page(admin, staff, id, None, vec![(field, error)]).await;
        }
        Err(error) => return Err(fault(error)),
    }
    audit::record(&mut transaction, &event, at).await?;
    transaction.commit().await?;
    let done = match change {
        Change::Role(_) => "role",
        Change::Disable => "disabled",
        Change::Enable => "enabled",
        Change::RemoveSecondFactor => "second-factor",
    };
    Ok(Redirect::to(&format!("/admin/editors/{id}?done={done}")).into_response())
}

async fn apply(
    conn: &mut PgConnection,
    id: EditorId,
    change: Change,
    at: jiff::Timestamp,
) -> std::result::Result<(), AccountError> {
    match change {
        Change::Role(role) => editor::set_role(conn, id, role).await,
        Change::Disable => editor::disable(conn, id, at).await,
        Change::Enable => editor::enable(conn, id).await,
        Change::RemoveSecondFactor => {
            editor::find(&mut *conn, id).await?.ok_or(AccountError::NotFound(id))?;
            second_factor::remove(conn, id).await?;
            session::end_all(conn, id).await?;
            known_browser::forget_all(conn, id).await
        }
    }
}

async fn page(
    admin: &Admin,
    staff: &Staff,
    id: EditorId,
    done: Option<String>,
    errors: Errors,
) -> Result<Response> {
    let t: &Locale = admin.app.locale(staff.lang());
    let person = editor::find(&admin.pool, id).await?.ok_or(Error::NotFound)?;
    let page = PersonPage {
        layout: AdminLayout::new(admin, staff, Place::Editors, &person.name).having(&errors),
        done,
        errors,
        row: EditorRow::of(t, &person),
        roles: RoleOption::list(t, Some(person.role)),
        is_disabled: person.state() == EditorState::Disabled,
        is_invited: person.state() == EditorState::Invited,
        has_second_factor: person.has_second_factor,
    };
    Ok((status(&page.errors), Html(page.render()?)).into_response())
}
