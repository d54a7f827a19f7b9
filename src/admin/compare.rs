//! Two versions of an entry beside each other, in both languages.
//!
//! Invariant: comparing changes nothing.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Response},
};

use super::{
    Admin,
    changes::{ChangeGroup, Names},
    layout::{AdminLayout, Place},
    staff::Staff,
    table::{Access, Table},
};
use crate::{
    content::{overview, revision},
    ids::EntryId,
    web::{Error, Path, Query, error::Result},
};

#[derive(Template)]
#[template(path = "admin/compare.html")]
struct ComparePage<'a> {
    layout: AdminLayout<'a>,
    id: EntryId,
    heading: String,
    groups: Vec<ChangeGroup>,
}

pub(super) fn add(table: Table) -> Table {
    table.get("/admin/pages/{id}/compare", Access::AUTHOR, show)
}

/// Shows what is different between `from` and `to`; without them, what the newest version changed.
pub(super) async fn show(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    Query(asked): Query,
) -> Result<Response> {
    let entries = overview::list(&admin.pool).await?;
    let entry = entries.iter().find(|entry| entry.id == id).ok_or(Error::NotFound)?;
    let number = |name: &str, usual: i32| match asked.find(name) {
        Some(text) => text.parse::<i32>().map_err(|_| Error::NotFound),
        None => Ok(usual),
    };
    let to = number("to", entry.revision)?;
    let from = number("from", to.saturating_sub(1).max(1))?;
    let old = revision::find(&admin.pool, &id, from).await?.ok_or(Error::NotFound)?;
    let new = revision::find(&admin.pool, &id, to).await?.ok_or(Error::NotFound)?;
    let t = admin.app.locale(staff.lang());
    let title = entry.title(staff.lang()).to_owned();
    let values = [("from", from.into()), ("to", to.into()), ("title", title.into())];
    let heading = t.msg_with("compare-heading", &values);
    let page = ComparePage {
        layout: AdminLayout::new(&admin, &staff, Place::Pages, &heading),
        groups: Names { t, entries: &entries }.groups(&old.body, &new.body),
        heading,
        id,
    };
    Ok(Html(page.render()?).into_response())
}
