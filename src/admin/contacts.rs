//! The contact points, and the notices about them and on every page.
//!
//! Invariant: a notice is where its newest revision puts it in time; whether readers see it, its badges say.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Response},
};
use jiff::Timestamp;

use super::{
    Admin,
    changes::Names,
    layout::{AdminLayout, Place},
    staff::Staff,
    tree::{Behind, Row},
};
use crate::{
    content::{
        entry::Kind,
        notice::{self, Notice, Phase},
        overview::{self, Glance},
        worklist,
    },
    ids::EntryId,
    web::{Locale, error::Result},
};

#[derive(Template)]
#[template(path = "admin/contacts.html")]
struct ContactsPage<'a> {
    layout: AdminLayout<'a>,
    contacts: Vec<Row>,
    notices: Vec<NoticeGroup>,
}

/// The notices that are at the same place in time.
struct NoticeGroup {
    title: String,
    notices: Vec<NoticeRow>,
}

/// A notice in a list.
struct NoticeRow {
    row: Row,
    /// "About Leiden International Centre".
    about: String,
    /// "From 24 Dec 2026, 13:00 to 24 Dec 2026, 17:00".
    period: String,
    closes: bool,
}

/// Every contact point and every notice.
pub(super) async fn show(State(admin): State<Admin>, staff: Staff) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let mut conn = admin.pool.acquire().await?;
    let behind = worklist::count_behind(&mut conn).await?;
    let entries = overview::list(&mut *conn).await?;
    let notices = notice::list(&mut *conn).await?;
    let contacts = entries.iter().filter(|entry| entry.kind == Kind::Contact && entry.archived_at.is_none());
    let page = ContactsPage {
        layout: AdminLayout::new(&admin, &staff, Place::Contacts, &t.msg("admin-contacts")),
        contacts: contacts.map(|entry| Row::counted(t, entry, &behind)).collect(),
        notices: groups(t, &entries, &notices, &behind, admin.app.clock().now()),
    };
    Ok(Html(page.render()?).into_response())
}

/// What runs, what comes (the next first), what is over (the last first).
fn groups(
    t: &Locale,
    entries: &[Glance],
    notices: &[(EntryId, Notice)],
    behind: &Behind,
    now: Timestamp,
) -> Vec<NoticeGroup> {
    let group = |phase: Phase, title: String| {
        let mut found: Vec<_> = notices.iter().filter(|(_, notice)| notice.phase(now) == phase).collect();
        found.sort_by_key(|(_, notice)| notice.from);
        if phase == Phase::Past {
            found.reverse();
        }
        let row = |(id, notice): &(EntryId, Notice)| {
            let entry = entries.iter().find(|entry| entry.id == *id)?;
            Some(NoticeRow::of(t, entries, Row::counted(t, entry, behind), notice))
        };
        NoticeGroup { title, notices: found.into_iter().filter_map(row).collect() }
    };
    let groups = [
        group(Phase::Running, t.msg("contacts-notices-running")),
        group(Phase::Coming, t.msg("contacts-notices-coming")),
        group(Phase::Past, t.msg("contacts-notices-past")),
    ];
    groups.into_iter().filter(|group| !group.notices.is_empty()).collect()
}

impl NoticeRow {
    fn of(t: &Locale, entries: &[Glance], row: Row, notice: &Notice) -> NoticeRow {
        let names = Names { t, entries };
        let about = notice.about.as_ref().map(|contact| {
            t.msg_with("contacts-notice-about", &[("name", names.title(contact.as_str()).into())])
        });
        let edges = [("from", notice.starts()), ("until", notice.ends())];
        NoticeRow {
            row,
            about: about.unwrap_or_else(|| t.msg("contacts-notice-everywhere")),
            period: t
                .msg_with("contacts-notice-period", &edges.map(|(name, edge)| (name, t.moment(edge).into()))),
            closes: notice.closes,
        }
    }
}
