//! Whether the details of a contact are right: staff say so, or ask the organisation.
//!
//! Invariant: a confirmation is about the details that were shown. Where readers see others meanwhile, nothing is
//! recorded, and the page shows them as they are now.

mod link;
mod view;

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use sqlx::Connection;

use self::view::CheckPage;
use super::{
    Admin,
    errors::Errors,
    staff::Staff,
    table::{Access, Table},
};
use crate::{
    accounts::{audit, editor},
    content::{
        check_link,
        confirmation::{self, By, Confirmation},
        contact::Contact,
        entry::{Fields, Kind},
        overview, owner,
    },
    ids::EntryId,
    web::{Error, Form, Path, Query, error::Result},
};

pub(super) fn add(table: Table) -> Table {
    table
        .get("/admin/pages/{id}/check", Access::AUTHOR, show)
        .post("/admin/pages/{id}/check", Access::AUTHOR, confirm)
        .post("/admin/pages/{id}/check/owner", Access::AUTHOR, set_owner)
        .post("/admin/pages/{id}/check/link", Access::AUTHOR, link::create)
        .post("/admin/pages/{id}/check/link/{link}/end", Access::AUTHOR, link::end)
        .post("/admin/pages/{id}/check/remark/{link}/dismiss", Access::AUTHOR, dismiss)
}

/// Where the details of a contact are checked.
pub(super) fn address(id: &EntryId) -> String {
    format!("/admin/pages/{id}/check")
}

/// The details as readers see them, with what is known of each.
pub(super) async fn show(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    Query(asked): Query,
) -> Result<Response> {
    let mut page = CheckPage::load(&admin, &staff, &id).await?;
    let t = page.layout.t;
    page.done = match asked.get("done") {
        "confirmed" => Some(t.msg("check-done-confirmed")),
        "owner" => Some(t.msg("check-done-owner")),
        "ended" => Some(t.msg("share-done-revoked")),
        "dismissed" => Some(t.msg("check-done-dismissed")),
        _ => None,
    };
    Ok(Html(page.render()?).into_response())
}

/// Records that all of it is right.
pub(super) async fn confirm(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    form: Form,
) -> Result<Response> {
    let (now, today) = (admin.app.clock().now(), admin.app.clock().today());
    let details = live(&admin, &id).await?.map(|contact| contact.details(today)).unwrap_or_default();
    let event = staff.event("check.confirm", "entry", &id);
    let mut conn = admin.pool.acquire().await?;
    if details.is_empty() || confirmation::digest_of_all(&details) != form.get("shown") {
        audit::record(&mut conn, &event.refused(), now).await?;
        drop(conn);
        let mut page = CheckPage::load(&admin, &staff, &id).await?;
        page.refuse(Errors::one("details", page.layout.t.msg("check-error-changed")));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response());
    }
    let digests: Vec<String> = details.iter().map(confirmation::digest).collect();
    let count = digests.len();
    let said = Confirmation { digests, by: By::Editor(staff.editor.id), on: today, at: now };
    let mut transaction = conn.begin().await?;
    confirmation::record(&mut transaction, &id, &said).await?;
    audit::record(&mut transaction, &event.detail(format!("{count} details")), now).await?;
    transaction.commit().await?;
    Ok(Redirect::to(&format!("{}?done=confirmed", address(&id))).into_response())
}

/// Says who looks after the contact.
pub(super) async fn set_owner(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    form: Form,
) -> Result<Response> {
    let now = admin.app.clock().now();
    live(&admin, &id).await?;
    let editors = editor::list(&admin.pool).await?;
    let chosen = form.get("owner");
    let owner =
        editors.iter().find(|editor| editor.disabled_at.is_none() && editor.id.0.to_string() == chosen);
    let event = staff.event("check.owner", "entry", &id);
    let mut conn = admin.pool.acquire().await?;
    if owner.is_none() && !(chosen.is_empty() && form.has("owner")) {
        audit::record(&mut conn, &event.refused(), now).await?;
        drop(conn);
        let mut page = CheckPage::load(&admin, &staff, &id).await?;
        page.refuse(Errors::one("owner", page.layout.t.msg("editor-problem-choice")));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response());
    }
    let mut transaction = conn.begin().await?;
    owner::set(&mut transaction, &id, owner.map(|owner| owner.id), now).await?;
    let name = owner.map_or("nobody", |owner| owner.name.as_str());
    audit::record(&mut transaction, &event.detail(name), now).await?;
    transaction.commit().await?;
    Ok(Redirect::to(&format!("{}?done=owner", address(&id))).into_response())
}

/// Puts aside what an organisation wrote.
pub(super) async fn dismiss(
    State(admin): State<Admin>,
    staff: Staff,
    Path((id, link)): Path<(EntryId, i64)>,
) -> Result<Response> {
    let now = admin.app.clock().now();
    let mut transaction = admin.pool.begin().await?;
    if !check_link::dismiss(&mut transaction, &id, link, now).await? {
        return Err(Error::NotFound);
    }
    let event = staff.event("check.dismiss", "entry", &id).detail(format!("link {link}"));
    audit::record(&mut transaction, &event, now).await?;
    transaction.commit().await?;
    Ok(Redirect::to(&format!("{}?done=dismissed", address(&id))).into_response())
}

/// What readers see of that contact; none while they see nothing of it. Not found where it is no contact.
async fn live(admin: &Admin, id: &EntryId) -> Result<Option<Contact>> {
    let entries = overview::list(&admin.pool).await?;
    let is_contact = entries.iter().any(|entry| entry.id == *id && entry.kind == Kind::Contact);
    if !is_contact {
        return Err(Error::NotFound);
    }
    let published = admin.app.published();
    Ok(match published.entry(id).map(|entry| &entry.fields) {
        Some(Fields::Contact(contact)) => Some(contact.clone()),
        _ => None,
    })
}
