//! Where an entry stands: moving it in the tree, putting it away, bringing it back.
//!
//! Invariant: nothing is deleted here. Moving goes live at once, so it is for publishers; old addresses lead on.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use sqlx::Connection;

use super::{
    Admin,
    layout::{AdminLayout, Place},
    refusal,
    staff::Staff,
    table::{Access, Table},
};
use crate::{
    accounts::audit,
    content::{
        error::Error as ContentError,
        ordering::{self, Direction},
        overview::{self, Glance},
        tree,
    },
    ids::EntryId,
    web::{Error, Form, Path, error::Result},
};

#[derive(Template)]
#[template(path = "admin/place.html")]
struct PlacePage<'a> {
    layout: AdminLayout<'a>,
    errors: Vec<(&'static str, String)>,
    id: EntryId,
    title: String,
    parents: Vec<ParentOption>,
    /// Whether readers see it, so that it cannot be put away.
    is_live: bool,
}

/// An entry below which another can stand.
pub(super) struct ParentOption {
    /// Its name.
    pub id: EntryId,
    /// What it is called, below what it stands.
    pub title: String,
    /// Whether it is the present one.
    pub is_chosen: bool,
}

pub(super) fn add(table: Table) -> Table {
    table
        .get("/admin/pages/{id}/place", Access::PUBLISHER, ask)
        .post("/admin/pages/{id}/place", Access::PUBLISHER, change)
        .post("/admin/pages/{id}/archive", Access::PUBLISHER, archive)
        .post("/admin/pages/{id}/unarchive", Access::PUBLISHER, unarchive)
}

/// The form for another place.
pub(super) async fn ask(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
) -> Result<Response> {
    page(&admin, &staff, &id, Vec::new()).await
}

/// Moves an entry: among its siblings, or below another.
pub(super) async fn change(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    form: Form,
) -> Result<Response> {
    let mut conn = admin.pool.acquire().await?;
    let mut transaction = conn.begin().await?;
    let parent = Some(form.get("parent")).filter(|parent| !parent.is_empty());
    let moved = match form.get("do") {
        "up" => ordering::shift(&mut transaction, &id, Direction::Up).await.map(drop),
        "down" => ordering::shift(&mut transaction, &id, Direction::Down).await.map(drop),
        "move" => {
            let parent = parent.map(|parent| EntryId::try_from(parent.to_owned())).transpose();
            ordering::move_below(&mut transaction, &id, parent.map_err(|_| Error::BadRequest)?.as_ref()).await
        }
        _ => return Err(Error::BadRequest),
    };
    if let Err(error) = moved {
        drop(transaction);
        return refuse(&admin, &staff, &id, error).await;
    }
    let event = staff.event("entry.move", "entry", &id).detail(parent.unwrap_or(form.get("do")));
    audit::record(&mut transaction, &event, admin.app.clock().now()).await?;
    transaction.commit().await?;
    Ok(Redirect::to(&format!("/admin/pages?done=moved#page-{id}")).into_response())
}

/// Puts an entry away.
pub(super) async fn archive(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
) -> Result<Response> {
    let now = admin.app.clock().now();
    let mut conn = admin.pool.acquire().await?;
    let mut transaction = conn.begin().await?;
    if let Err(error) = tree::archive(&mut transaction, &id, now).await {
        drop(transaction);
        return refuse(&admin, &staff, &id, error).await;
    }
    audit::record(&mut transaction, &staff.event("entry.archive", "entry", &id), now).await?;
    transaction.commit().await?;
    Ok(Redirect::to("/admin/pages?done=archived").into_response())
}

/// Brings it back.
pub(super) async fn unarchive(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
) -> Result<Response> {
    let now = admin.app.clock().now();
    let mut conn = admin.pool.acquire().await?;
    let mut transaction = conn.begin().await?;
    if let Err(error) = tree::unarchive(&mut transaction, &id).await {
        drop(transaction);
        return refuse(&admin, &staff, &id, error).await;
    }
    audit::record(&mut transaction, &staff.event("entry.unarchive", "entry", &id), now).await?;
    transaction.commit().await?;
    Ok(Redirect::to(&format!("/admin/pages?done=unarchived#page-{id}")).into_response())
}

/// The same page with the reason why nothing was changed.
async fn refuse(admin: &Admin, staff: &Staff, id: &EntryId, error: ContentError) -> Result<Response> {
    let reason = refusal::words(admin, staff, error).await?;
    let event = staff.event("entry.place", "entry", id).refused();
    audit::record(&mut *admin.pool.acquire().await?, &event, admin.app.clock().now()).await?;
    page(admin, staff, id, vec![("parent", reason)]).await
}

async fn page(
    admin: &Admin,
    staff: &Staff,
    id: &EntryId,
    errors: Vec<(&'static str, String)>,
) -> Result<Response> {
    let entries = overview::list(&admin.pool).await?;
    let entry = entries.iter().find(|entry| entry.id == *id).ok_or(Error::NotFound)?;
    let title = entry.title(staff.lang()).to_owned();
    let t = admin.app.locale(staff.lang());
    let layout = AdminLayout::new(admin, staff, Place::Pages, &format!("{}: {title}", t.msg("place-title")));
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let page = PlacePage {
        layout: if errors.is_empty() { layout } else { layout.with_errors() },
        errors,
        parents: list_parents(&entries, staff, entry.parent.as_ref(), Some(id)),
        is_live: entry.is_live(),
        id: id.clone(),
        title,
    };
    Ok((status, Html(page.render()?)).into_response())
}

/// Every entry below which another can stand, in the order of the tree and under its path: not what stands below
/// `moving` itself.
pub(super) fn list_parents(
    entries: &[Glance],
    staff: &Staff,
    chosen: Option<&EntryId>,
    moving: Option<&EntryId>,
) -> Vec<ParentOption> {
    let mut options = Vec::new();
    collect(entries, staff, None, "", chosen, moving, &mut options);
    options
}

fn collect(
    entries: &[Glance],
    staff: &Staff,
    parent: Option<&EntryId>,
    above: &str,
    chosen: Option<&EntryId>,
    moving: Option<&EntryId>,
    options: &mut Vec<ParentOption>,
) {
    let children =
        entries.iter().filter(|entry| entry.parent.as_ref() == parent && entry.archived_at.is_none());
    for entry in children.filter(|entry| Some(&entry.id) != moving && entry.kind.has_page()) {
        let title = format!("{above}{}", entry.title(staff.lang()));
        let below = format!("{title} › ");
        options.push(ParentOption { id: entry.id.clone(), title, is_chosen: Some(&entry.id) == chosen });
        collect(entries, staff, Some(&entry.id), &below, chosen, moving, options);
    }
}
