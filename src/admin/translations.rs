//! How the languages stand to each other: what waits, passage by passage, and every entry with its languages.
//!
//! Invariant: nothing can be marked as done here; what is in step follows from the texts and what was declared of them.

mod exchange;
mod matrix;
mod policy;
mod survey;
mod worklist;

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Response},
};

use self::{
    matrix::RowView,
    survey::{Filter, FilterView, Survey},
    worklist::TaskView,
};
pub(super) use self::{
    matrix::behind_by,
    worklist::{address, counts, passage_name, state_words},
};
use super::{
    Admin,
    layout::{AdminLayout, Place},
    staff::Staff,
    table::{Access, Table},
};
use crate::{
    accounts::editor::Role,
    web::{Form, Locale, Query, error::Result},
};

/// Lines on a page.
const SIZE: usize = 50;

#[derive(Template)]
#[template(path = "admin/translations.html")]
struct TranslationsPage<'a> {
    layout: AdminLayout<'a>,
    done: Option<String>,
    /// How much waits, language by language.
    counts: Vec<String>,
    filter: FilterView,
    tasks: Leaf<TaskView>,
    /// The languages that are compared, as heads of columns.
    languages: Vec<String>,
    rows: Leaf<RowView>,
    may_decide: bool,
}

/// A page of a list.
struct Leaf<T> {
    items: Vec<T>,
    /// How many there are on all pages, in words.
    total: String,
    /// Where the page before it is.
    previous: Option<String>,
    /// Where the page after it is.
    next: Option<String>,
}

pub(super) fn add(table: Table) -> Table {
    let table = table.get("/admin/translations", Access::AUTHOR, show).get(
        "/admin/translations.csv",
        Access::AUTHOR,
        worklist::export,
    );
    exchange::add(policy::add(table))
}

/// What waits, and every entry.
pub(super) async fn show(State(admin): State<Admin>, staff: Staff, Query(asked): Query) -> Result<Response> {
    let (now, today) = (admin.app.clock().now(), admin.app.clock().today());
    let filter = Filter::read(&asked);
    let survey = Survey::open(&mut *admin.pool.acquire().await?, &filter, today).await?;
    let layout = AdminLayout::new(
        &admin,
        &staff,
        Place::Translations,
        &admin.app.locale(staff.lang()).msg("translations-title"),
    );
    let t = layout.t;
    let tasks = survey.tasks(&filter, now);
    let entries = survey.entries(&filter);
    let page = TranslationsPage {
        done: done(t, asked.get("done")),
        counts: worklist::counts(t, &survey.tasks(&Filter::default(), now)),
        tasks: Leaf::of(&filter, &asked, "page", &tasks, |task| TaskView::of(t, &survey, task, now))
            .counted(worklist::total(t, tasks.len())),
        languages: matrix::languages(t),
        rows: Leaf::of(&filter, &asked, "rows", &entries, |entry| RowView::of(t, &survey, entry))
            .counted(matrix::total(t, entries.len())),
        filter: FilterView::of(t, &filter),
        may_decide: staff.is(Role::Administrator),
        layout,
    };
    Ok(Html(page.render()?).into_response())
}

fn done(t: &Locale, done: &str) -> Option<String> {
    match done {
        "agreed" => Some(t.msg("translations-done-agreed")),
        "taken-over" => Some(t.msg("xliff-done-taken-over")),
        "all" => Some(t.msg("translations-done-all")),
        _ => None,
    }
}

impl<T> Leaf<T> {
    /// The page of a list that is asked for by its number in the field `name`; one that is not there is the first.
    fn of<I>(filter: &Filter, asked: &Form, name: &str, all: &[I], view: impl Fn(&I) -> T) -> Leaf<T> {
        let number = asked.get(name).parse::<usize>().ok().filter(|number| *number > 0).unwrap_or(1);
        let (number, start) = match number.saturating_sub(1).saturating_mul(SIZE) {
            start if start < all.len() => (number, start),
            _ => (1, 0),
        };
        let end = all.len().min(start + SIZE);
        let at = |number: usize| filter.address(&[(name, number.to_string())]);
        Leaf {
            items: all[start..end].iter().map(view).collect(),
            total: String::new(),
            previous: (number > 1).then(|| at(number - 1)),
            next: (end < all.len()).then(|| at(number + 1)),
        }
    }

    fn counted(self, total: String) -> Leaf<T> {
        Leaf { total, ..self }
    }
}
