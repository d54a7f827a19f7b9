//! My work: what waits for this person, and what has happened.
//!
//! Invariant: it is worked out from what is there; nothing has to be marked as done.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Response},
};
use jiff::{SignedDuration, Timestamp};

use super::{
    Admin, check, kinds,
    layout::{AdminLayout, Place},
    staff::Staff,
    translations,
};
use crate::{
    accounts::editor::{self, Editor},
    content::{
        check_link::{self, Remark},
        entry::Kind,
        overdue,
        overview::{self, Glance},
        owner,
        schedule::{self, Deed, Item as Planned},
        unconfirmed, working_copy,
        worklist::{self, Order, Task},
    },
    ids::{EditorId, EntryId},
    web::{Locale, details, error::Result},
};

/// How many lines a part shows.
const LINES: usize = 12;

/// How many passages that wait are shown.
const PASSAGES: usize = 5;

#[derive(Template)]
#[template(path = "admin/my_work.html")]
struct MyWork<'a> {
    layout: AdminLayout<'a>,
    hello: String,
    parts: Vec<Part>,
}

/// One sort of work.
struct Part {
    id: &'static str,
    title: String,
    help: Option<String>,
    empty: String,
    items: Vec<Item>,
    /// Where there is more of it.
    more: Option<(&'static str, String)>,
}

/// A line.
struct Item {
    href: String,
    title: String,
    words: String,
    problem: Option<String>,
}

/// What every part is made with.
struct Desk<'a> {
    t: &'a Locale,
    entries: Vec<Glance>,
    editors: Vec<Editor>,
}

/// Shows it.
pub(super) async fn show(State(admin): State<Admin>, staff: Staff) -> Result<Response> {
    let now = admin.app.clock().now();
    let layout =
        AdminLayout::new(&admin, &staff, Place::MyWork, &admin.app.locale(staff.lang()).msg("admin-my-work"));
    let desk = Desk {
        t: layout.t,
        entries: overview::list(&admin.pool).await?,
        editors: editor::list(&admin.pool).await?,
    };
    let drafts = working_copy::list_of(&admin.pool, staff.editor.id).await?;
    let planned = schedule::list_open(&admin.pool).await?;
    let failed = schedule::list_failed(&admin.pool, now - SignedDuration::from_hours(24 * 14)).await?;
    let mut overdue = overdue::list(&admin.app.published(), admin.app.clock().today());
    let owners = owner::list(&admin.pool).await?;
    overdue.sort_by_key(|fact| owners.get(&fact.entry) != Some(&staff.editor.id));
    let remarks = check_link::list_remarks(&admin.pool).await?;
    let unconfirmed = unconfirmed::list(&admin.pool).await?;
    let unconfirmed = unconfirmed.iter().map(|entry| entry.statements.len()).sum();
    let mut compared = worklist::list(&mut *admin.pool.acquire().await?).await?;
    let readers = worklist::readers(&admin.pool, admin.app.clock().today()).await?;
    let mut conn = admin.pool.acquire().await?;
    worklist::look_back_for_urgent(&mut conn, &mut compared, &readers, PASSAGES, now).await?;
    drop(conn);
    let parts = vec![
        desk.drafts(drafts.iter().map(|draft| (&draft.entry, draft.form_id.as_str(), draft.changed_at))),
        desk.waiting(),
        desk.scheduled(&planned, &failed),
        desk.translations(&worklist::tasks(&compared, &readers, Order::Urgent, now)),
        desk.recent(),
        desk.overdue(&overdue),
        desk.remarks(&remarks),
        desk.unconfirmed(unconfirmed),
    ];
    let hello = desk.t.msg_with("work-hello", &[("name", staff.editor.name.as_str().into())]);
    Ok(Html(MyWork { hello, parts, layout }.render()?).into_response())
}

impl Desk<'_> {
    fn title(&self, id: &EntryId) -> String {
        let found = self.entries.iter().find(|entry| entry.id == *id);
        found.map_or(id.to_string(), |entry| kinds::title(self.t, entry))
    }

    /// "… by Sanne on …", or without a name where the system did it.
    fn by(
        &self,
        editor: Option<EditorId>,
        at: Timestamp,
        named: fn(&Locale, &str, String) -> String,
        plain: fn(&Locale, String) -> String,
    ) -> String {
        let name = editor.and_then(|id| self.editors.iter().find(|editor| editor.id == id));
        let time = self.t.moment(at);
        match name {
            Some(editor) => named(self.t, &editor.name, time),
            None => plain(self.t, time),
        }
    }

    fn drafts<'d>(&self, drafts: impl Iterator<Item = (&'d EntryId, &'d str, Timestamp)>) -> Part {
        let item = |(entry, form, at): (&EntryId, &str, Timestamp)| Item {
            href: format!("/admin/pages/{entry}?form={form}"),
            title: self.title(entry),
            words: self.t.msg_with("work-typed-at", &[("time", self.t.moment(at).into())]),
            problem: None,
        };
        Part {
            id: "drafts",
            title: self.t.msg("work-drafts"),
            help: Some(self.t.msg("work-drafts-help")),
            empty: self.t.msg("work-drafts-empty"),
            items: drafts.map(item).take(LINES).collect(),
            more: None,
        }
    }

    fn waiting(&self) -> Part {
        let mut waiting: Vec<&Glance> = self.entries.iter().filter(|entry| entry.is_waiting()).collect();
        waiting.sort_by_key(|entry| entry.saved_at);
        let item = |entry: &&Glance| Item {
            href: format!("/admin/pages/{}/publish", entry.id),
            title: kinds::title(self.t, entry),
            words: self.by(
                entry.saved_by,
                entry.saved_at,
                |t, name, time| t.msg_with("work-saved-by", &[("name", name.into()), ("time", time.into())]),
                |t, time| t.msg_with("work-saved", &[("time", time.into())]),
            ),
            problem: None,
        };
        Part {
            id: "waiting",
            title: self.t.msg("work-waiting"),
            help: Some(self.t.msg("work-waiting-help")),
            empty: self.t.msg("work-waiting-empty"),
            items: waiting.iter().map(item).collect(),
            more: None,
        }
    }

    fn scheduled(&self, planned: &[Planned], failed: &[Planned]) -> Part {
        let words = |item: &Planned| {
            let time = [("time", self.t.moment(item.plan.due_at).into())];
            match &item.plan.deed {
                Deed::Publish { .. } => self.t.msg_with("work-scheduled-publish", &time),
                Deed::Withdraw(_) => self.t.msg_with("work-scheduled-withdraw", &time),
            }
        };
        let failure = |item: &Planned| {
            let time = self.t.moment(item.ended.map_or(item.plan.due_at, |(_, at)| at));
            self.t.msg_with("work-scheduled-failed", &[("time", time.into())])
        };
        let line = |item: &Planned, problem: Option<String>| Item {
            href: format!("/admin/pages/{}/schedule", item.entry),
            title: self.title(&item.entry),
            words: words(item),
            problem,
        };
        let failed = failed.iter().map(|item| line(item, Some(failure(item))));
        Part {
            id: "scheduled",
            title: self.t.msg("work-scheduled"),
            help: None,
            empty: self.t.msg("work-scheduled-empty"),
            items: failed.chain(planned.iter().map(|item| line(item, None))).collect(),
            more: None,
        }
    }

    fn translations(&self, tasks: &[Task<'_>]) -> Part {
        let item = |task: &Task<'_>| {
            let passage = translations::passage_name(self.t, &task.entry.body, &task.standing.passage);
            Item {
                href: translations::address(&task.entry.id, &task.standing.passage),
                title: format!("{}: {passage}", self.title(&task.entry.id)),
                words: translations::state_words(self.t, task.standing),
                problem: None,
            }
        };
        Part {
            id: "translations",
            title: self.t.msg("admin-translations"),
            help: Some(format!("{}.", translations::counts(self.t, tasks).join(". "))),
            empty: self.t.msg("translations-empty"),
            items: tasks.iter().take(PASSAGES).map(item).collect(),
            more: (!tasks.is_empty()).then(|| ("/admin/translations", self.t.msg("work-see-all"))),
        }
    }

    fn recent(&self) -> Part {
        let live = self.entries.iter().filter_map(|entry| {
            let languages = entry.languages.iter().map(|(_, language)| language);
            let latest =
                languages.filter(|language| language.is_live).max_by_key(|language| language.changed_at)?;
            Some((entry, latest.changed_by, latest.changed_at?))
        });
        let mut recent: Vec<_> = live.collect();
        recent.sort_by_key(|(_, _, at)| std::cmp::Reverse(*at));
        let item = |(entry, by, at): (&Glance, Option<EditorId>, Timestamp)| Item {
            href: format!("/admin/pages/{}/history", entry.id),
            title: kinds::title(self.t, entry),
            words: self.by(
                by,
                at,
                |t, name, time| {
                    t.msg_with("work-published-by", &[("name", name.into()), ("time", time.into())])
                },
                |t, time| t.msg_with("work-published", &[("time", time.into())]),
            ),
            problem: None,
        };
        Part {
            id: "recent",
            title: self.t.msg("work-recent"),
            help: None,
            empty: self.t.msg("work-recent-empty"),
            items: recent.into_iter().take(LINES / 2).map(item).collect(),
            more: None,
        }
    }

    fn overdue(&self, overdue: &[overdue::Overdue]) -> Part {
        let item = |fact: &overdue::Overdue| Item {
            href: self.place_to_check(&fact.entry),
            title: format!("{}: {}", self.title(&fact.entry), details::label(self.t, fact.fact)),
            words: match fact.checked_on {
                None => self.t.msg("work-never-checked"),
                Some(day) => self.t.msg_with("work-checked-on", &[("date", self.t.date(day).into())]),
            },
            problem: None,
        };
        Part {
            id: "overdue",
            title: self.t.msg("work-overdue"),
            help: Some(self.t.msg("work-overdue-help")),
            empty: self.t.msg("work-overdue-empty"),
            items: overdue.iter().map(item).collect(),
            more: None,
        }
    }

    /// Where a fact is checked: of a contact all of them at once.
    fn place_to_check(&self, id: &EntryId) -> String {
        let found = self.entries.iter().find(|entry| entry.id == *id);
        match found.map(|entry| entry.kind) {
            Some(Kind::Contact) => check::address(id),
            _ => format!("/admin/pages/{id}"),
        }
    }

    fn remarks(&self, remarks: &[Remark]) -> Part {
        let item = |remark: &Remark| Item {
            href: check::address(&remark.entry),
            title: self.title(&remark.entry),
            words: self.t.msg_with(
                "check-remark-row",
                &[("mailbox", remark.mailbox.as_str().into()), ("time", self.t.moment(remark.at).into())],
            ),
            problem: None,
        };
        Part {
            id: "remarks",
            title: self.t.msg("check-remarks"),
            help: None,
            empty: self.t.msg("check-remarks-empty"),
            items: remarks.iter().map(item).collect(),
            more: None,
        }
    }

    fn unconfirmed(&self, count: usize) -> Part {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        let words = self.t.msg_with("work-unconfirmed-count", &[("count", count.into())]);
        Part {
            id: "unconfirmed",
            title: self.t.msg("work-unconfirmed"),
            help: None,
            empty: words,
            items: Vec::new(),
            more: (count > 0).then(|| ("/admin/unconfirmed", self.t.msg("work-see-all"))),
        }
    }
}
