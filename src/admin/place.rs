//! Where an entry stands: moving it in the tree, putting it away, bringing it back.
//!
//! Invariant: nothing is deleted here. Moving goes live at once, so it is for publishers; old addresses lead on.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use sqlx::{Postgres, Transaction};

use super::{
    Admin,
    errors::Errors,
    layout::{AdminLayout, Place},
    refusal,
    staff::Staff,
    table::{Access, Table},
};
use crate::{
    accounts::audit::{self, Event},
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
    errors: Errors,
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
    page(&admin, &staff, &id, Errors::default()).await
}

/// Moves an entry: among its siblings, or below another.
pub(super) async fn change(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    form: Form,
) -> Result<Response> {
    let parent = Some(form.get("parent")).filter(|parent| !parent.is_empty());
    let event = staff.event("entry.move", "entry", &id).detail(parent.unwrap_or(form.get("do")));
    let mut transaction = admin.pool.begin().await?;
    let moved = match form.get("do") {
        "up" => ordering::shift(&mut transaction, &id, Direction::Up).await,
        "down" => ordering::shift(&mut transaction, &id, Direction::Down).await,
        "move" => {
            let parent = parent.map(|parent| EntryId::try_from(parent.to_owned())).transpose();
            let parent = parent.map_err(|_| Error::BadRequest)?;
            ordering::move_below(&mut transaction, &id, parent.as_ref()).await.map(|()| true)
        }
        _ => return Err(Error::BadRequest),
    };
    let then = format!("/admin/pages?done=moved#page-{id}");
    finish(&admin, &staff, &id, transaction, moved, event, &then).await
}

/// Puts an entry away.
pub(super) async fn archive(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
) -> Result<Response> {
    let mut transaction = admin.pool.begin().await?;
    let archived = tree::archive(&mut transaction, &id, admin.app.clock().now()).await;
    let event = staff.event("entry.archive", "entry", &id);
    finish(&admin, &staff, &id, transaction, archived, event, "/admin/pages?done=archived").await
}

/// Brings it back.
pub(super) async fn unarchive(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
) -> Result<Response> {
    let mut transaction = admin.pool.begin().await?;
    let unarchived = tree::unarchive(&mut transaction, &id).await;
    let event = staff.event("entry.unarchive", "entry", &id);
    let then = format!("/admin/pages?done=unarchived#page-{id}");
    finish(&admin, &staff, &id, transaction, unarchived, event, &then).await
}

/// Records what became of a change, which says whether anything is different now, and leads on; or shows the page with
/// the reason why it was refused.
async fn finish(
    admin: &Admin,
    staff: &Staff,
    id: &EntryId,
    mut transaction: Transaction<'static, Postgres>,
    changed: Result<bool, ContentError>,
    event: Event,
    then: &str,
) -> Result<Response> {
    let now = admin.app.clock().now();
    let event = match changed {
        Ok(true) => event,
        Ok(false) => event.detail("unchanged"),
        Err(error) => {
            transaction.rollback().await?;
            let reason = refusal::words(admin, staff, error).await?;
            audit::record(&mut *admin.pool.acquire().await?, &event.refused(), now).await?;
            return page(admin, staff, id, Errors::one("parent", reason)).await;
        }
    };
    audit::record(&mut transaction, &event, now).await?;
    transaction.commit().await?;
    Ok(Redirect::to(then).into_response())
}

async fn page(admin: &Admin, staff: &Staff, id: &EntryId, errors: Errors) -> Result<Response> {
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
