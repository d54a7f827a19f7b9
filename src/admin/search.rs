//! How people search: what they look for in vain, and why an answer stands where it does.
//!
//! Invariant: what is tried here is answered from what is live, as readers are, and is not counted.

mod trial;
mod words;

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Response},
};
use jiff::ToSpan;

use self::trial::Trial;
use super::{
    Admin,
    layout::{AdminLayout, Place},
    staff::Staff,
    table::{Access, Table},
};
use crate::{
    accounts::editor::Role,
    content::search_count::{self, Line},
    lang::Lang,
    web::{Error, Form, Locale, Query, error::Result, limits::Times},
};

/// The most lines that are shown.
const MOST: i64 = 100;

#[derive(Template)]
#[template(path = "admin/search.html")]
struct SearchPage<'a> {
    layout: AdminLayout<'a>,
    /// Whether the person may change what words mean.
    may_change: bool,
    query: String,
    langs: Vec<LangChoice>,
    trial: Option<Trial>,
    unanswered: Vec<Row>,
    followed: Vec<Row>,
}

/// A language to search in.
struct LangChoice {
    lang: Lang,
    name: String,
    is_chosen: bool,
}

/// A line of the list of work.
struct Row {
    lang: Lang,
    language: String,
    query: String,
    next: String,
    count: String,
    /// Where it can be tried.
    href: String,
    /// Where a synonym for it can be added.
    synonym: String,
}

pub(super) fn add(table: Table) -> Table {
    words::add(table.get("/admin/search", Access::AUTHOR, show))
}

/// Shows what was looked for in vain, and tries a query.
pub(super) async fn show(State(admin): State<Admin>, staff: Staff, Query(asked): Query) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let since = admin.app.clock().today().saturating_sub(search_count::DAYS.days());
    let lines = search_count::list_since(&admin.pool, since, MOST).await?;
    let (followed, unanswered): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line.next.is_some());
    let lang = Lang::from_tag(asked.get("lang")).unwrap_or(staff.lang());
    let query = asked.get("q").trim().to_owned();
    let trial = if query.is_empty() {
        None
    } else {
        let findable = admin.app.searchable(Times::default().index).await.ok_or(Error::Unavailable)?;
        Some(Trial::of(&findable, t, &query, lang))
    };
    let page = SearchPage {
        layout: AdminLayout::new(&admin, &staff, Place::Search, &t.msg("search-admin-title")),
        may_change: staff.is(Role::Publisher),
        langs: Lang::ALL.iter().map(|own| LangChoice::of(t, *own, *own == lang)).collect(),
        trial,
        query,
        unanswered: unanswered.into_iter().map(|line| Row::of(t, line)).collect(),
        followed: followed.into_iter().map(|line| Row::of(t, line)).collect(),
    };
    Ok(Html(page.render()?).into_response())
}

impl LangChoice {
    fn of(t: &Locale, lang: Lang, is_chosen: bool) -> LangChoice {
        LangChoice { lang, name: t.language(lang), is_chosen }
    }
}

impl Row {
    fn of(t: &Locale, line: &Line) -> Row {
        let form =
            Form(vec![("q".to_owned(), line.query.clone()), ("lang".to_owned(), line.lang.tag().to_owned())]);
        Row {
            lang: line.lang,
            language: t.language(line.lang),
            query: line.query.clone(),
            next: line.next.clone().unwrap_or_default(),
            count: t.number(&line.count.to_string()),
            href: format!("/admin/search?{}", form.encode()),
            synonym: words::href(line.lang, &line.query, line.next.as_deref().unwrap_or_default()),
        }
    }
}
