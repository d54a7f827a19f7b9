//! The history of an entry: every version, and what of it readers saw, in one line of time.
//!
//! Invariant: nothing here is lost or changed; going back to a version makes a new one that says the same.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use jiff::Timestamp;
use sqlx::Connection;

use super::{
    Admin,
    changes::Names,
    entry,
    errors::Errors,
    kinds,
    layout::{AdminLayout, Place},
    parity,
    staff::Staff,
    table::{Access, Table},
};
use crate::{
    accounts::{
        audit,
        editor::{self, Editor},
    },
    content::{
        agreement::{self, Declared, Verdict},
        consequence::{self, Consequence},
        entry::Body,
        overview::{self, Glance},
        publication::{self, Event, Part},
        revision::{self, Summary},
    },
    ids::{EditorId, EntryId},
    lang::Lang,
    web::{Error, Form, Locale, Path, Query, error::Result},
};

/// How many agreements are listed.
const AGREEMENTS: usize = 50;

#[derive(Template)]
#[template(path = "admin/history.html")]
struct HistoryPage<'a> {
    layout: AdminLayout<'a>,
    done: Option<String>,
    errors: Errors,
    id: EntryId,
    title: String,
    moments: Vec<Moment>,
    /// Who declared what about the two languages, the latest first.
    agreements: Vec<Agreed>,
}

/// Something that was declared about one or more passages.
struct Agreed {
    /// What, by whom and when.
    words: String,
    passages: String,
    reason: Option<String>,
}

#[derive(Template)]
#[template(path = "admin/version.html")]
struct VersionPage<'a> {
    layout: AdminLayout<'a>,
    id: EntryId,
    heading: String,
    number: i32,
    frames: Vec<(Lang, String)>,
}

/// Something that happened.
enum Moment {
    /// A version was saved.
    Saved(Version),
    /// Something went live or was withdrawn.
    Published(Publication),
    /// The same was done to an entry that readers see here.
    Elsewhere(Elsewhere),
}

/// A version.
struct Version {
    number: i32,
    /// Version, person and time, in words.
    words: String,
    note: Option<String>,
    /// The languages that readers see from it now.
    live: Vec<String>,
    is_newest: bool,
    is_before_newest: bool,
}

/// A publication or a withdrawal.
struct Publication {
    words: String,
    note: Option<String>,
    /// What readers were told, in which language.
    reasons: Vec<(Lang, String)>,
    successor: Option<String>,
}

/// What was done to another entry.
struct Elsewhere {
    words: String,
    /// The history of that entry, at what was done.
    href: String,
    /// What the link says.
    link: String,
}

pub(super) fn add(table: Table) -> Table {
    table
        .get("/admin/pages/{id}/history", Access::AUTHOR, show)
        .get("/admin/pages/{id}/history/{number}", Access::AUTHOR, show_version)
        .get("/admin/pages/{id}/history/{number}/{lang}", Access::AUTHOR, frame)
        .post("/admin/pages/{id}/revert", Access::AUTHOR, revert)
}

/// Shows it.
pub(super) async fn show(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    Query(asked): Query,
) -> Result<Response> {
    let mut page = page(&admin, &staff, &id, Errors::default()).await?;
    page.done = (asked.get("done") == "reverted").then(|| page.layout.t.msg("history-done-reverted"));
    Ok(Html(page.render()?).into_response())
}

/// A version as readers would see it, in both languages.
pub(super) async fn show_version(
    State(admin): State<Admin>,
    staff: Staff,
    Path((id, number)): Path<(EntryId, i32)>,
) -> Result<Response> {
    let entry = find_entry(&admin, &id).await?;
    let version = revision::find(&admin.pool, &id, number).await?.ok_or(Error::NotFound)?;
    let t = admin.app.locale(staff.lang());
    let title = entry.title(staff.lang()).to_owned();
    let heading = t.msg_with("version-heading", &[("number", number.into()), ("title", title.into())]);
    let said = version.body.texts.iter().filter(|(_, text)| text.is_some());
    let frame = |(lang, _)| (lang, t.msg_with("version-frame", &[("lang", t.language(lang).into())]));
    let page = VersionPage {
        layout: AdminLayout::new(&admin, &staff, Place::Pages, &heading),
        frames: said.map(frame).collect(),
        heading,
        number,
        id,
    };
    Ok(Html(page.render()?).into_response())
}

/// The page in a frame.
pub(super) async fn frame(
    State(admin): State<Admin>,
    staff: Staff,
    Path((id, number, tag)): Path<(EntryId, i32, String)>,
) -> Result<Response> {
    let lang = Lang::from_tag(&tag).ok_or(Error::NotFound)?;
    let entry = find_entry(&admin, &id).await?;
    let version = revision::find(&admin.pool, &id, number).await?.ok_or(Error::NotFound)?;
    let mut conn = admin.pool.acquire().await?;
    entry::preview::answer(&mut conn, &admin, &staff, &entry, &version.body, lang).await
}

/// Saves what a version says as the newest one.
pub(super) async fn revert(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    form: Form,
) -> Result<Response> {
    let now = admin.app.clock().now();
    let t = admin.app.locale(staff.lang());
    let number: i32 = form.get("number").parse().map_err(|_| Error::BadRequest)?;
    let mut conn = admin.pool.acquire().await?;
    let mut transaction = conn.begin().await?;
    let old = revision::find(&mut *transaction, &id, number).await?.ok_or(Error::NotFound)?;
    revision::lock(&mut transaction, &id).await?;
    let newest = revision::find_newest(&mut *transaction, &id).await?.ok_or(Error::NotFound)?;
    let event = staff.event("entry.revert", "entry", &id).detail(format!("to revision {number}"));
    if newest.body == old.body {
        transaction.rollback().await?;
        audit::record(&mut conn, &event.refused(), now).await?;
        // The page takes connections of its own.
        drop(conn);
        let page = page(&admin, &staff, &id, Errors::one("versions", t.msg("history-error-same"))).await?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response());
    }
    let note = t.msg_with("history-reverted-note", &[("number", number.into())]);
    revision::save(&mut transaction, &id, old.body, &staff.act(Some(&note), now)).await?;
    audit::record(&mut transaction, &event, now).await?;
    transaction.commit().await?;
    Ok(Redirect::to(&format!("/admin/pages/{id}/history?done=reverted")).into_response())
}

async fn find_entry(admin: &Admin, id: &EntryId) -> Result<Glance> {
    let entries = overview::list(&admin.pool).await?;
    entries.into_iter().find(|entry| entry.id == *id).ok_or(Error::NotFound)
}

async fn page<'a>(admin: &'a Admin, staff: &Staff, id: &EntryId, errors: Errors) -> Result<HistoryPage<'a>> {
    let t = admin.app.locale(staff.lang());
    let entries = overview::list(&admin.pool).await?;
    let entry = entries.iter().find(|entry| entry.id == *id).ok_or(Error::NotFound)?;
    let title = entry.title(staff.lang()).to_owned();
    let words = Words { names: Names { t, entries: &entries }, editors: editor::list(&admin.pool).await? };
    let revisions = revision::list(&admin.pool, id).await?;
    let events = publication::list(&admin.pool, id).await?;
    let elsewhere = consequence::list(&admin.pool, id).await?;
    let declared = agreement::list(&admin.pool, id).await?;
    let newest = revision::find_newest(&admin.pool, id).await?.ok_or(Error::NotFound)?;
    let layout =
        AdminLayout::new(admin, staff, Place::Pages, &format!("{}: {title}", t.msg("history-title")));
    Ok(HistoryPage {
        layout: if errors.is_empty() { layout } else { layout.with_errors() },
        done: None,
        errors,
        id: id.clone(),
        title,
        moments: words.moments(&revisions, &events, &elsewhere),
        agreements: words.agreements(&newest.body, declared),
    })
}

/// What it takes to say what happened.
struct Words<'a> {
    names: Names<'a>,
    editors: Vec<Editor>,
}

impl Words<'_> {
    /// Versions and publications, the latest first; what went live of a version stands above it.
    fn moments(&self, revisions: &[Summary], events: &[Event], elsewhere: &[Consequence]) -> Vec<Moment> {
        let newest = revisions.first().map_or(0, |newest| newest.number);
        let saved =
            revisions.iter().map(|one| (one.at, one.number, 0_u8, Moment::Saved(self.version(one, newest))));
        let texts: Vec<&Event> = events.iter().filter(|event| event.part != Part::Shared).collect();
        // What was done in one go is one line.
        let together = texts.chunk_by(|one, next| {
            (one.at, one.revision, one.by, &one.note) == (next.at, next.revision, next.by, &next.note)
        });
        let published = together.map(|events| {
            let number = events[0].revision.unwrap_or(newest);
            (events[0].at, number, 1, Moment::Published(self.publication(events)))
        });
        let elsewhere =
            elsewhere.iter().map(|one| (one.at, newest, 2, Moment::Elsewhere(self.elsewhere(one))));
        let mut moments: Vec<(Timestamp, i32, u8, Moment)> =
            saved.chain(published).chain(elsewhere).collect();
        moments.sort_by_key(|(at, number, rank, _)| std::cmp::Reverse((*at, *number, *rank)));
        moments.into_iter().map(|(_, _, _, moment)| moment).collect()
    }

    fn version(&self, one: &Summary, newest: i32) -> Version {
        let t = self.names.t;
        let values = [
            ("number", one.number.into()),
            ("name", self.name(t, one.by).into()),
            ("time", t.moment(one.at).into()),
        ];
        Version {
            number: one.number,
            words: t.msg_with("history-saved", &values),
            note: one.note.clone(),
            live: one.live_in.iter().map(|lang| t.language(*lang)).collect(),
            is_newest: one.number == newest,
            is_before_newest: one.number + 1 == newest,
        }
    }

    fn publication(&self, events: &[&Event]) -> Publication {
        let t = self.names.t;
        let langs: Vec<Lang> = events
            .iter()
            .filter_map(|event| match event.part {
                Part::Text(lang) => Some(lang),
                Part::Shared => None,
            })
            .collect();
        let first = events[0];
        let names: Vec<String> =
            Lang::ALL.iter().filter(|lang| langs.contains(lang)).map(|lang| t.language(*lang)).collect();
        let mut values = vec![
            ("langs", t.list(&names).into()),
            ("name", self.name(t, first.by).into()),
            ("time", t.moment(first.at).into()),
        ];
        let words = match first.revision {
            Some(number) => {
                values.push(("number", number.into()));
                t.msg_with("history-published", &values)
            }
            None => t.msg_with("history-withdrawn", &values),
        };
        let reason = |lang: &Lang| {
            let event = events.iter().find(|event| event.part == Part::Text(*lang))?;
            Some((*lang, event.withdrawal.reason.get(*lang).clone()?))
        };
        let successor = first.withdrawal.successor.as_ref().map(|id| {
            let title = [("title", self.names.title(id.as_str()).into())];
            if first.withdrawal.redirects {
                t.msg_with("history-redirects", &title)
            } else {
                t.msg_with("history-successor", &title)
            }
        });
        Publication {
            words,
            note: first.note.clone(),
            reasons: langs.iter().filter_map(reason).collect(),
            successor,
        }
    }

    fn elsewhere(&self, one: &Consequence) -> Elsewhere {
        let t = self.names.t;
        let entry = self.names.entries.iter().find(|entry| entry.id == one.entry);
        let mut values = vec![
            ("kind", entry.map_or_else(String::new, |entry| kinds::name(t, entry.kind)).into()),
            ("title", self.names.title(one.entry.as_str()).into()),
            ("name", self.name(t, one.by).into()),
            ("time", t.moment(one.at).into()),
        ];
        let history = format!("{}/history", entry::address(&one.entry));
        let link = t.msg_with("history-elsewhere-link", &values[1..2]);
        match one.revision {
            Some(number) => {
                values.push(("number", number.into()));
                let words = t.msg_with("history-elsewhere-published", &values);
                Elsewhere { words, href: format!("{history}#version-{number}"), link }
            }
            None => {
                Elsewhere { words: t.msg_with("history-elsewhere-withdrawn", &values), href: history, link }
            }
        }
    }

    /// What was declared in one go is one line. There are as many as fit on a page.
    fn agreements(&self, body: &Body, mut declared: Vec<Declared>) -> Vec<Agreed> {
        let of = |one: &Declared| (one.at, one.by, one.agreement.verdict, one.agreement.reason.clone());
        declared.sort_by_key(|one| std::cmp::Reverse(of(one)));
        let together = declared.chunk_by(|one, next| of(one) == of(next));
        together.take(AGREEMENTS).map(|declared| self.agreed(body, declared)).collect()
    }

    fn agreed(&self, body: &Body, declared: &[Declared]) -> Agreed {
        let t = self.names.t;
        let first = &declared[0];
        let values = [("name", self.name(t, first.by).into()), ("time", t.moment(first.at).into())];
        let passages = declared.iter().map(|one| parity::title(&self.names, body, &one.agreement.passage));
        Agreed {
            words: match first.agreement.verdict {
                Verdict::Same => t.msg_with("agree-history-same", &values),
                Verdict::Differs => t.msg_with("agree-history-differs", &values),
            },
            passages: passages.collect::<Vec<_>>().join(", "),
            reason: first.agreement.reason.clone(),
        }
    }

    fn name(&self, t: &Locale, by: Option<EditorId>) -> String {
        let found = by.and_then(|id| self.editors.iter().find(|editor| editor.id == id));
        found.map_or_else(|| t.msg("history-system"), |editor| editor.name.clone())
    }
}
