//! What is scheduled for an entry, and what became of it.
//!
//! Invariant: what is open can be cancelled; what has ended stays as it was.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use sqlx::Connection;

use super::{
    Admin,
    errors::Errors,
    layout::{AdminLayout, Place},
    refusal,
    staff::Staff,
    table::{Access, Table},
};
use crate::{
    accounts::{
        audit,
        editor::{self, Role},
    },
    content::{
        overview::{self, Glance},
        schedule::{self, Deed, Item, Outcome, Problem},
    },
    ids::EntryId,
    lang::Lang,
    web::{Error, Form, Locale, Path, Query, error::Result},
};

#[derive(Template)]
#[template(path = "admin/schedule.html")]
struct SchedulePage<'a> {
    layout: AdminLayout<'a>,
    done: Option<String>,
    errors: Errors,
    id: EntryId,
    title: String,
    may_publish: bool,
    open: Vec<ItemView>,
    ended: Vec<ItemView>,
}

/// An item of the schedule.
struct ItemView {
    id: i64,
    /// What happens, in which languages.
    what: String,
    /// Who scheduled it, and what they noted.
    by: String,
    note: Option<String>,
    /// What became of it.
    outcome: Option<String>,
    /// Why it failed or was late.
    problem: Option<ProblemView>,
    is_failed: bool,
}

/// Why something failed or was late.
struct ProblemView {
    words: String,
    /// The language of the words where it is not that of the page.
    lang: Option<&'static str>,
}

pub(super) fn add(table: Table) -> Table {
    table.get("/admin/pages/{id}/schedule", Access::AUTHOR, show).post(
        "/admin/pages/{id}/schedule",
        Access::PUBLISHER,
        cancel,
    )
}

/// Shows it.
pub(super) async fn show(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    Query(asked): Query,
) -> Result<Response> {
    let mut page = page(&admin, &staff, &id, Errors::default()).await?;
    page.done = match asked.get("done") {
        "scheduled" => Some(page.layout.t.msg("schedule-done")),
        "cancelled" => Some(page.layout.t.msg("schedule-done-cancelled")),
        _ => None,
    };
    Ok(Html(page.render()?).into_response())
}

/// Cancels an item.
pub(super) async fn cancel(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    form: Form,
) -> Result<Response> {
    let now = admin.app.clock().now();
    let item: i64 = form.get("item").parse().map_err(|_| Error::BadRequest)?;
    let mut conn = admin.pool.acquire().await?;
    let mut transaction = conn.begin().await?;
    let event = staff.event("entry.cancel-schedule", "entry", &id).detail(format!("item {item}"));
    if schedule::cancel(&mut transaction, &id, item, now).await? {
        audit::record(&mut transaction, &event, now).await?;
        transaction.commit().await?;
        return Ok(Redirect::to(&format!("/admin/pages/{id}/schedule?done=cancelled")).into_response());
    }
    transaction.rollback().await?;
    let words = admin.app.locale(staff.lang()).msg("schedule-error-ended");
    // The page takes connections of its own.
    drop(conn);
    let page = page(&admin, &staff, &id, Errors::one("open", words)).await?;
    audit::record(&mut *admin.pool.acquire().await?, &event.refused(), now).await?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
}

async fn page<'a>(admin: &'a Admin, staff: &Staff, id: &EntryId, errors: Errors) -> Result<SchedulePage<'a>> {
    let t = admin.app.locale(staff.lang());
    let entries = overview::list(&admin.pool).await?;
    let entry = entries.iter().find(|entry| entry.id == *id).ok_or(Error::NotFound)?;
    let editors = editor::list(&admin.pool).await?;
    let items = schedule::list_of(&admin.pool, id).await?;
    let view = |item: &Item| {
        let name = editors.iter().find(|editor| editor.id == item.by).map(|editor| editor.name.as_str());
        let mut view = ItemView::of(t, item, name.unwrap_or_default());
        let problem = item.problem.as_deref().map(Problem::read);
        view.problem = problem.map(|problem| ProblemView::of(t, staff.lang(), &entries, problem));
        view
    };
    let title = entry.title(staff.lang()).to_owned();
    let layout =
        AdminLayout::new(admin, staff, Place::Pages, &format!("{}: {title}", t.msg("schedule-title")));
    Ok(SchedulePage {
        layout: if errors.is_empty() { layout } else { layout.with_errors() },
        done: None,
        errors,
        id: id.clone(),
        title,
        may_publish: staff.is(Role::Publisher),
        open: items.iter().filter(|item| item.ended.is_none()).map(view).collect(),
        ended: items.iter().rev().filter(|item| item.ended.is_some()).map(view).collect(),
    })
}

impl ProblemView {
    fn of(t: &Locale, lang: Lang, entries: &[Glance], problem: Problem) -> ProblemView {
        let words = match problem {
            Problem::Late { minutes } => t.msg_with("schedule-problem-late", &[("minutes", minutes.into())]),
            Problem::AccountDisabled => t.msg("schedule-problem-account"),
            Problem::MayNotPublish => t.msg("schedule-problem-rights"),
            Problem::Refused(refused) => refusal::sentence(t, lang, entries, &refused)
                .unwrap_or_else(|| t.msg("schedule-problem-fault")),
            Problem::Fault => t.msg("schedule-problem-fault"),
            // These were always in the program's own language.
            Problem::Words(words) => return ProblemView { words, lang: Some("en") },
        };
        ProblemView { words, lang: None }
    }
}

impl ItemView {
    fn of(t: &Locale, item: &Item, name: &str) -> ItemView {
        let langs: Vec<String> = item.plan.langs.iter().map(|lang| t.language(*lang)).collect();
        let (time, langs) = (t.moment(item.plan.due_at), t.list(&langs));
        let what = match &item.plan.deed {
            Deed::Publish { number, .. } => t.msg_with(
                "schedule-publish",
                &[("number", (*number).into()), ("time", time.into()), ("langs", langs.into())],
            ),
            Deed::Withdraw(_) => {
                t.msg_with("schedule-withdraw", &[("time", time.into()), ("langs", langs.into())])
            }
        };
        let ended = |(outcome, at): (Outcome, jiff::Timestamp)| {
            let time = [("time", t.moment(at).into())];
            match outcome {
                Outcome::Done if item.problem.is_some() => t.msg_with("schedule-late", &time),
                Outcome::Done => t.msg_with("schedule-happened", &time),
                Outcome::Failed => t.msg_with("schedule-failed", &time),
                Outcome::Cancelled => t.msg_with("schedule-cancelled", &time),
            }
        };
        let by = [("name", name.to_owned().into()), ("time", t.moment(item.created_at).into())];
        ItemView {
            id: item.id,
            what,
            by: t.msg_with("schedule-by", &by),
            note: item.plan.note.clone(),
            outcome: item.ended.map(ended),
            problem: None,
            is_failed: matches!(item.ended, Some((Outcome::Failed, _))),
        }
    }
}
