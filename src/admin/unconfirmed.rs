//! What nobody has confirmed: each statement with its source, to confirm, to correct, or to drop.
//!
//! Invariant: confirming makes a version and publishes nothing; what was decided is about the version that was shown.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use sqlx::Connection;

use super::{
    Admin,
    changes::Names,
    entry,
    errors::Errors,
    layout::{self, AdminLayout},
    staff::Staff,
    table::{Access, Table},
};
use crate::{
    accounts::audit,
    content::{
        overview, revision,
        unconfirmed::{self, Place, Statement, Unconfirmed},
        unit::Unit,
    },
    ids::{EntryId, SectionId},
    lang::Lang,
    web::{Error, Form, Query, error::Result},
};

#[derive(Template)]
#[template(path = "admin/unconfirmed.html")]
struct UnconfirmedPage<'a> {
    layout: AdminLayout<'a>,
    done: Option<String>,
    /// The entry whose statement was decided on.
    decided: Option<(String, String)>,
    errors: Errors,
    entries: Vec<EntryView>,
}

/// An entry with its statements.
struct EntryView {
    id: EntryId,
    title: String,
    revision: i32,
    statements: Vec<StatementView>,
}

/// A statement.
struct StatementView {
    /// How the form names it.
    place: String,
    /// Where it is, in words.
    name: String,
    /// What it says; in a language where that matters.
    words: Vec<(Option<Lang>, String)>,
    source: Option<String>,
    /// Where the source can be read.
    href: Option<String>,
    note: Option<String>,
    /// Where to correct it.
    form: String,
}

pub(super) fn add(table: Table) -> Table {
    table.get("/admin/unconfirmed", Access::AUTHOR, show).post("/admin/unconfirmed", Access::AUTHOR, decide)
}

/// Shows all of them.
pub(super) async fn show(State(admin): State<Admin>, staff: Staff, Query(asked): Query) -> Result<Response> {
    let mut page = page(&admin, &staff, Errors::default()).await?;
    let t = page.layout.t;
    page.done = match asked.get("done") {
        "confirmed" => Some(t.msg("unconfirmed-done-confirmed")),
        "dropped" => Some(t.msg("unconfirmed-done-dropped")),
        _ => None,
    };
    let entries = overview::list(&admin.pool).await?;
    let decided = entries.iter().find(|entry| entry.id.as_str() == asked.get("entry"));
    page.decided = decided.filter(|_| page.done.is_some()).map(|entry| {
        (format!("{}/publish", entry::address(&entry.id)), entry.title(staff.lang()).to_owned())
    });
    Ok(Html(page.render()?).into_response())
}

/// Confirms or drops one.
pub(super) async fn decide(State(admin): State<Admin>, staff: Staff, form: Form) -> Result<Response> {
    let now = admin.app.clock().now();
    let t = admin.app.locale(staff.lang());
    let id = EntryId::try_from(form.get("entry").to_owned()).map_err(|_| Error::BadRequest)?;
    let place = read(form.get("place")).ok_or(Error::BadRequest)?;
    let is_confirmed = match form.get("do") {
        "confirm" => true,
        "drop" => false,
        _ => return Err(Error::BadRequest),
    };
    let mut conn = admin.pool.acquire().await?;
    let mut transaction = conn.begin().await?;
    let newest = match revision::lock(&mut transaction, &id).await {
        Ok(_) => revision::find_newest(&mut *transaction, &id).await?,
        Err(_) => None,
    };
    let newest = newest.ok_or(Error::NotFound)?;
    let mut body = newest.body;
    let is_shown = form.get("revision") == newest.number.to_string();
    let today = admin.app.clock().today();
    let changed = is_shown
        && if is_confirmed {
            unconfirmed::confirm(&mut body, &place, today)
        } else {
            unconfirmed::drop(&mut body, &place)
        };
    let action = if is_confirmed { "statement.confirm" } else { "statement.drop" };
    let event = staff.event(action, "entry", &id).detail(form.get("place"));
    if !changed {
        transaction.rollback().await?;
        audit::record(&mut conn, &event.refused(), now).await?;
        // The page takes connections of its own.
        drop(conn);
        let page =
            page(&admin, &staff, Errors::one(format!("entry-{id}"), t.msg("unconfirmed-error-changed")))
                .await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response());
    }
    let note =
        if is_confirmed { t.msg("unconfirmed-note-confirmed") } else { t.msg("unconfirmed-note-dropped") };
    revision::save(&mut transaction, &id, body, &staff.act(Some(&note), now)).await?;
    audit::record(&mut transaction, &event, now).await?;
    transaction.commit().await?;
    let done = if is_confirmed { "confirmed" } else { "dropped" };
    Ok(Redirect::to(&format!("/admin/unconfirmed?done={done}&entry={id}")).into_response())
}

/// How the form names a place.
fn write(place: &Place) -> String {
    match place {
        Place::Section(id) => format!("section:{id}"),
        Place::Detail(path) => format!("detail:{path}"),
    }
}

fn read(text: &str) -> Option<Place> {
    match text.split_once(':')? {
        ("section", id) => SectionId::try_from(id.to_owned()).ok().map(Place::Section),
        ("detail", path) => Some(Place::Detail(path.to_owned())),
        _ => None,
    }
}

async fn page<'a>(admin: &'a Admin, staff: &Staff, errors: Errors) -> Result<UnconfirmedPage<'a>> {
    let t = admin.app.locale(staff.lang());
    let entries = overview::list(&admin.pool).await?;
    let names = Names { t, entries: &entries };
    let found = unconfirmed::list(&admin.pool).await?;
    let layout = AdminLayout::new(admin, staff, layout::Place::Unconfirmed, &t.msg("unconfirmed-title"));
    Ok(UnconfirmedPage {
        layout: if errors.is_empty() { layout } else { layout.with_errors() },
        done: None,
        decided: None,
        errors,
        entries: found.iter().map(|found| EntryView::of(&names, found)).collect(),
    })
}

impl EntryView {
    fn of(names: &Names<'_>, found: &Unconfirmed) -> EntryView {
        EntryView {
            title: names.title(found.entry.as_str()),
            id: found.entry.clone(),
            revision: found.revision,
            statements: found.statements.iter().map(|one| StatementView::of(names, found, one)).collect(),
        }
    }
}

impl StatementView {
    fn of(names: &Names<'_>, found: &Unconfirmed, statement: &Statement) -> StatementView {
        let (name, unit) = match &statement.place {
            Place::Section(id) => {
                let unit = Unit::Section(id.clone());
                (names.unit(found.kind, &unit, &found.body), unit)
            }
            Place::Detail(path) => {
                let unit = Unit::Field(format!("{path}.value"));
                (names.field(found.kind, &format!("{path}.value")), unit)
            }
        };
        let is_shared = matches!(statement.place, Place::Detail(_))
            && Lang::ALL.iter().all(|lang| statement.words.get(*lang) == statement.words.get(Lang::DEFAULT));
        let said = statement.words.iter().filter_map(|(lang, words)| Some((lang, words.clone()?)));
        let mut words: Vec<(Option<Lang>, String)> =
            said.map(|(lang, words)| ((!is_shared).then_some(lang), words)).collect();
        words.dedup();
        let is_address = |source: &&String| source.starts_with("https://") || source.starts_with("http://");
        StatementView {
            place: write(&statement.place),
            name,
            words,
            href: statement.source.as_ref().filter(is_address).cloned(),
            source: statement.source.clone(),
            note: statement.note.clone(),
            form: entry::address_of(&found.entry, &unit),
        }
    }
}
