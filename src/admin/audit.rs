//! What everyone did: the audit log, by person, action, object and day, and as a file.
//!
//! Invariant: nothing can be changed here; a cell of the file can never be run by a spreadsheet.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Response},
};
use http::header;
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time},
};

use super::{
    Admin,
    cell::harmless,
    layout::{AdminLayout, Place},
    staff::Staff,
    table::{Access, Table},
};
use crate::{
    accounts::{
        audit::{self, Filter, Outcome, Row},
        editor,
    },
    clock,
    ids::EditorId,
    web::{Form, Locale, Query, error::Result},
};

/// Events on a page.
const SIZE: u32 = 50;

#[derive(Template)]
#[template(path = "admin/audit.html")]
struct AuditPage<'a> {
    layout: AdminLayout<'a>,
    /// Whether the chain of events is whole, if that was asked.
    chain: Option<ChainView>,
    people: Vec<PersonOption>,
    action: String,
    object: String,
    from: String,
    until: String,
    rows: Vec<RowView>,
    /// The same filters, for links.
    query: String,
    page: u32,
    has_more: bool,
}

/// What was found when the chain was walked.
struct ChainView {
    words: String,
    is_whole: bool,
}

/// Someone whose acts can be asked for.
struct PersonOption {
    id: EditorId,
    name: String,
    is_chosen: bool,
}

/// An event.
struct RowView {
    id: i64,
    at: String,
    actor: String,
    action: String,
    object: String,
    outcome: String,
    is_done: bool,
    origin: String,
    detail: String,
}

pub(super) fn add(table: Table) -> Table {
    table.get("/admin/audit", Access::ADMINISTRATOR, show).get(
        "/admin/audit.csv",
        Access::ADMINISTRATOR,
        export,
    )
}

/// A page of the log.
pub(super) async fn show(State(admin): State<Admin>, staff: Staff, Query(asked): Query) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let filter = filter(&asked);
    let page = asked.get("page").parse::<u32>().ok().filter(|page| (1..=100_000).contains(page)).unwrap_or(1);
    let mut rows = audit::list(&admin.pool, &filter, page, SIZE).await?;
    let next = audit::list(&admin.pool, &filter, page + 1, SIZE).await?;
    // That reads the whole log, so only who asks waits for it.
    let chain =
        if asked.has("verify") { Some(ChainView::of(t, audit::verify(&admin.pool).await?)) } else { None };
    let people = editor::list(&admin.pool).await?.into_iter().map(|editor| PersonOption {
        is_chosen: filter.actor == Some(editor.id),
        id: editor.id,
        name: editor.name,
    });
    let page = AuditPage {
        layout: AdminLayout::new(&admin, &staff, Place::Audit, &t.msg("audit-title")),
        chain,
        people: people.collect(),
        action: asked.get("action").to_owned(),
        object: asked.get("object").to_owned(),
        from: asked.get("from").to_owned(),
        until: asked.get("until").to_owned(),
        rows: rows.drain(..).map(|row| RowView::of(t, row)).collect(),
        query: query(&asked),
        page,
        has_more: !next.is_empty(),
    };
    Ok(Html(page.render()?).into_response())
}

/// All that is asked for, as a file.
pub(super) async fn export(State(admin): State<Admin>, Query(asked): Query) -> Result<Response> {
    let rows = audit::export(&admin.pool, &filter(&asked)).await?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record([
        "number",
        "time",
        "actor",
        "origin",
        "action",
        "object kind",
        "object",
        "result",
        "detail",
    ])?;
    for row in rows {
        let cells = [
            row.id.to_string(),
            row.at.to_string(),
            row.actor,
            row.origin,
            row.action,
            row.object_kind,
            row.object_id,
            row.outcome.as_str().to_owned(),
            row.detail.unwrap_or_default(),
        ];
        writer.write_record(cells.map(harmless))?;
    }
    let name = format!("attachment; filename=\"audit-{}.csv\"", admin.app.clock().today());
    let headers =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, writer.into_inner()?).into_response())
}

/// What is asked for; what cannot be is not asked for.
fn filter(asked: &Form) -> Filter {
    let text = |name: &str| Some(asked.get(name).trim().to_owned()).filter(|text| !text.is_empty());
    let midnight = |day: Date| -> Option<Timestamp> {
        Some(day.to_datetime(Time::midnight()).to_zoned(clock::zone()).ok()?.timestamp())
    };
    let day = |name: &str| asked.get(name).trim().parse::<Date>().ok();
    Filter {
        actor: asked.get("person").parse().ok().map(EditorId),
        action: text("action"),
        object_kind: None,
        object_id: text("object"),
        from: day("from").and_then(midnight),
        until: day("until").and_then(|day| day.checked_add(1.day()).ok()).and_then(midnight),
    }
}

fn query(asked: &Form) -> String {
    let names = ["person", "action", "object", "from", "until"];
    let pairs = names.iter().filter(|name| !asked.get(name).is_empty());
    Form(pairs.map(|name| ((*name).to_owned(), asked.get(name).to_owned())).collect()).encode()
}

impl ChainView {
    fn of(t: &Locale, broken: Option<i64>) -> ChainView {
        let words = match broken {
            None => t.msg("audit-whole"),
            Some(id) => t.msg_with("audit-broken", &[("id", id.to_string().into())]),
        };
        ChainView { words, is_whole: broken.is_none() }
    }
}

impl RowView {
    fn of(t: &Locale, row: Row) -> RowView {
        RowView {
            id: row.id,
            at: t.moment(row.at),
            actor: row.actor,
            action: row.action,
            object: format!("{} {}", row.object_kind, row.object_id),
            is_done: row.outcome == Outcome::Done,
            outcome: match row.outcome {
                Outcome::Done => t.msg("audit-outcome-done"),
                Outcome::Refused => t.msg("audit-outcome-refused"),
                Outcome::Failed => t.msg("audit-outcome-failed"),
            },
            origin: row.origin,
            detail: row.detail.unwrap_or_default(),
        }
    }
}
