//! What came back, entry by entry, and taking it over.
//!
//! Invariant: taking over makes one revision an entry, with what the translator vouches for; nothing goes live.

use std::collections::HashSet;

use sqlx::PgConnection;

use super::review::EntryView;
use crate::{
    accounts::audit,
    admin::{
        Admin,
        entry::agreeing::{self, Made},
        staff::Staff,
    },
    content::{
        overview::{self, Glance},
        revision::{self, Revision},
        xliff::{self, Languages, Plan, Returned, ReturnedEntry},
    },
    web::{Form, Locale, error::Result},
};

/// A file that came back, judged by what is here now.
pub(super) struct Taking {
    /// Its languages.
    pub langs: Languages,
    entries: Vec<Glance>,
    items: Vec<Item>,
}

/// What came back of an entry.
pub(super) struct Item {
    /// The entry, with the revision that was sent.
    pub returned: ReturnedEntry,
    /// What becomes of it; none if there is no such entry or revision.
    pub found: Option<Found>,
}

/// What becomes of an entry.
pub(super) struct Found {
    /// The newest version.
    pub newest: Revision,
    /// What becomes of what came back.
    pub plan: Plan,
}

/// Makes everyone else who would change one of those entries wait until this transaction ends.
pub(super) async fn lock(conn: &mut PgConnection, returned: &Returned) -> Result<()> {
    let ids: Vec<_> = returned.entries.iter().map(|entry| &entry.entry).collect();
    Ok(revision::lock_all(conn, &ids).await?)
}

impl Taking {
    /// Judges what came back. Three queries, however many entries it is about.
    pub(super) async fn open(conn: &mut PgConnection, returned: &Returned) -> Result<Taking> {
        let entries = overview::list(&mut *conn).await?;
        let is_here = |entry: &&Glance| entry.archived_at.is_none();
        let here: HashSet<_> = entries.iter().filter(is_here).map(|entry| &entry.id).collect();
        let wanted = returned.entries.iter().filter(|entry| here.contains(&entry.entry));
        let wanted: Vec<_> = wanted.map(|entry| (&entry.entry, entry.revision)).collect();
        let ids: Vec<_> = wanted.iter().map(|(id, _)| *id).collect();
        let mut sent = revision::list_numbered(&mut *conn, &wanted).await?;
        let mut newest = revision::list_newest(&mut *conn, &ids).await?;
        let item = |entry: &ReturnedEntry| {
            let found = sent.remove(&entry.entry).zip(newest.remove(&entry.entry));
            let found = found.map(|(sent, newest)| {
                let plan = xliff::plan(entry, returned.langs, &sent.body, &newest.body);
                Found { newest, plan }
            });
            Item { returned: entry.clone(), found }
        };
        let items = returned.entries.iter().map(item).collect();
        Ok(Taking { langs: returned.langs, entries, items })
    }

    /// Whether there is anything to take over.
    pub(super) fn changes_something(&self) -> bool {
        self.found().any(|found| !found.plan.taken.is_empty() || !found.plan.agreed.is_empty())
    }

    fn found(&self) -> impl Iterator<Item = &Found> {
        self.items.iter().filter_map(|item| item.found.as_ref())
    }

    /// The file, and the versions by which it was judged.
    pub(super) fn carried(&self, file: &str) -> Vec<(String, String)> {
        let seen = self.items.iter().filter_map(|item| {
            let newest = &item.found.as_ref()?.newest;
            Some((format!("seen.{}", item.returned.entry), newest.number.to_string()))
        });
        seen.chain([("file".to_owned(), file.to_owned())]).collect()
    }

    /// Whether every version by which the file was judged is still the newest.
    pub(super) fn is_as_seen(&self, form: &Form) -> bool {
        self.items.iter().all(|item| {
            let newest = item.found.as_ref().map(|found| found.newest.number.to_string());
            form.find(&format!("seen.{}", item.returned.entry)) == newest.as_deref()
        })
    }

    /// Saves what is taken over, and what the translator vouches for.
    pub(super) async fn save(&self, conn: &mut PgConnection, admin: &Admin, staff: &Staff) -> Result<()> {
        let t = admin.app.locale(staff.lang());
        let now = admin.app.clock().now();
        for item in &self.items {
            let Some(Found { newest, plan }) = &item.found else { continue };
            let (id, number) = (&item.returned.entry, item.returned.revision);
            let note = t.msg_with("xliff-revision-note", &[("number", number.into())]);
            let new = if plan.taken.is_empty() {
                newest.clone()
            } else {
                let act = staff.act(Some(&note), now);
                let new = revision::save(&mut *conn, id, plan.body.clone(), &act).await?;
                let detail = format!("translation of revision {number} into {}", self.langs.to);
                let event = staff.event("entry.save", "entry", id).detail(detail);
                audit::record(&mut *conn, &event, now).await?;
                new
            };
            let made = Made { base: &newest.body, mine: &new.body, old: &newest.body, new: &new };
            agreeing::record(&mut *conn, staff, id, &made, false, plan.agreed.clone(), now).await?;
        }
        Ok(())
    }

    /// Everything, for people.
    pub(super) fn views(&self, t: &Locale) -> Vec<EntryView> {
        self.items.iter().map(|item| EntryView::of(t, &self.entries, self.langs, item)).collect()
    }

    /// What is left when the rest is taken over.
    pub(super) fn left(&self, t: &Locale) -> Vec<EntryView> {
        let mut views = self.views(t);
        views.retain_mut(|view| {
            view.taken.clear();
            view.summary.clear();
            view.has_open()
        });
        views
    }
}
