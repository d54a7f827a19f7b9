//! What waits, passage by passage: as lines with a link to the place in the editor, and as a file.
//!
//! Invariant: the file has what the page has, in the same order; a cell of it can never be run by a spreadsheet.

use axum::{
    extract,
    response::{IntoResponse, Response},
};
use http::header;
use jiff::Timestamp;

use super::survey::{Filter, Survey};
use crate::{
    admin::{Admin, cell::harmless, changes::Names, entry, kinds, parity, staff::Staff},
    clock,
    content::{
        agreement::LANGS,
        entry::Body,
        overview::Glance,
        parity::{Standing, State},
        passage::Passage,
        worklist::Task,
    },
    ids::EntryId,
    lang::Lang,
    web::{Locale, Query, error::Result},
};

/// An open passage, as a line.
pub(super) struct TaskView {
    /// Where to work on it.
    pub href: String,
    /// The entry.
    pub title: String,
    /// What the entry is.
    pub kind: String,
    /// The passage.
    pub passage: String,
    /// What happened.
    pub state: String,
    /// Who waits.
    pub behind: String,
    /// Since when.
    pub since: String,
    /// How often it was read.
    pub readers: String,
    /// Whether readers see the entry.
    pub is_live: bool,
}

impl TaskView {
    pub(super) fn of(t: &Locale, survey: &Survey, task: &Task<'_>, now: Timestamp) -> TaskView {
        let Task { entry, standing, since, readers } = task;
        let waits = [("date", t.timestamp(*since).into()), ("days", task.days(now).into())];
        TaskView {
            href: address(&entry.id, &standing.passage),
            title: survey.title(t, &entry.id),
            kind: kinds::name(t, entry.kind),
            passage: passage_name(t, &entry.body, &standing.passage),
            state: state_words(t, standing),
            behind: t.msg_with("translations-behind", &[("langs", behind(t, standing).into())]),
            since: t.msg_with("translations-since", &waits),
            readers: t.msg_with("translations-readers", &[("count", (*readers).into())]),
            is_live: survey.glance(&entry.id).is_some_and(Glance::is_live),
        }
    }
}

/// How many passages wait, language by language.
pub(in crate::admin) fn counts(t: &Locale, tasks: &[Task<'_>]) -> Vec<String> {
    let count = |lang: Lang| {
        let tasks = tasks.iter().filter(|task| task.standing.state.behind().contains(&lang));
        let count = i64::try_from(tasks.count()).unwrap_or(i64::MAX);
        t.msg_with("translations-count", &[("lang", t.language(lang).into()), ("count", count.into())])
    };
    LANGS.into_iter().map(count).collect()
}

/// How many lines there are.
pub(super) fn total(t: &Locale, count: usize) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    t.msg_with("translations-total", &[("count", count.into())])
}

/// Where to work on a passage; from there the editor leads on to the next one.
pub(in crate::admin) fn address(id: &EntryId, passage: &Passage) -> String {
    format!("{}?from=translations#{}", entry::address(id), parity::element_id(passage))
}

/// What a passage is called.
pub(in crate::admin) fn passage_name(t: &Locale, body: &Body, passage: &Passage) -> String {
    parity::title(&Names { t, entries: &[] }, body, passage)
}

/// What happened to a passage.
pub(in crate::admin) fn state_words(t: &Locale, standing: &Standing) -> String {
    let of = |lang: Lang| [("lang", t.language(lang).into())];
    match standing.state {
        State::InStep => t.msg("translations-in-step"),
        State::Changed(lang) => t.msg_with("translations-changed", &of(lang)),
        State::BothChanged if standing.measure.is_none() => t.msg("translations-never"),
        State::BothChanged => t.msg("translations-both"),
        State::Missing(lang) => t.msg_with("translations-missing-in", &of(lang)),
        State::Differs => t.msg("translations-differs"),
    }
}

fn behind(t: &Locale, standing: &Standing) -> String {
    let langs: Vec<String> = standing.state.behind().into_iter().map(|lang| t.language(lang)).collect();
    t.list(&langs)
}

/// All that is asked for, as a file.
pub(super) async fn export(
    extract::State(admin): extract::State<Admin>,
    staff: Staff,
    Query(asked): Query,
) -> Result<Response> {
    let (now, today) = (admin.app.clock().now(), admin.app.clock().today());
    let t = admin.app.locale(staff.lang());
    let filter = Filter::read(&asked);
    let survey = Survey::open(&mut *admin.pool.acquire().await?, &filter, today).await?;
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(heads(t))?;
    for task in survey.tasks(&filter, now) {
        let address = admin.url(&address(&task.entry.id, &task.standing.passage));
        writer.write_record(cells(t, &survey, &task, now, address).map(harmless))?;
    }
    let name = format!("attachment; filename=\"translations-{today}.csv\"");
    let headers =
        [(header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, writer.into_inner()?).into_response())
}

fn heads(t: &Locale) -> [String; 10] {
    [
        t.msg("translations-head-entry"),
        t.msg("translations-head-kind"),
        t.msg("translations-head-passage"),
        t.msg("translations-head-state"),
        t.msg("translations-head-behind"),
        t.msg("translations-head-since"),
        t.msg("translations-head-days"),
        t.msg("translations-head-readers"),
        t.msg("translations-head-live"),
        t.msg("translations-head-address"),
    ]
}

fn cells(t: &Locale, survey: &Survey, task: &Task<'_>, now: Timestamp, address: String) -> [String; 10] {
    let Task { entry, standing, since, readers } = task;
    let is_live = survey.glance(&entry.id).is_some_and(Glance::is_live);
    [
        survey.title(t, &entry.id),
        kinds::name(t, entry.kind),
        passage_name(t, &entry.body, &standing.passage),
        state_words(t, standing),
        behind(t, standing),
        clock::zone().to_datetime(*since).date().to_string(),
        task.days(now).to_string(),
        readers.to_string(),
        if is_live { t.msg("admin-yes") } else { t.msg("admin-no") },
        address,
    ]
}
