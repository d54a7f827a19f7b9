//! What waits, passage by passage, in the order in which it is worked off.
//!
//! Invariant: the order follows from how long something waits and how often its entry is read; what is equal in both
//! stays in the order of the tree and of the form.

use std::{cmp::Reverse, collections::HashMap};

use jiff::{Timestamp, ToSpan, civil::Date};
use sqlx::PgExecutor;

use super::Compared;
use crate::{
    content::{error::Error, page_view, parity::Standing},
    ids::EntryId,
};

/// The days over which readers are counted.
const DAYS: i64 = 28;

/// An open passage of an entry.
#[derive(Clone, Copy, Debug)]
pub struct Task<'a> {
    /// The entry.
    pub entry: &'a Compared,
    /// The passage and how it stands.
    pub standing: &'a Standing,
    /// Since when it waits.
    pub since: Timestamp,
    /// How often the entry was read lately.
    pub readers: i64,
}

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What is most urgent: see [`Task::urgency`].
    #[default]
    Urgent,
    /// What waits longest.
    Oldest,
    /// What is read most.
    MostRead,
}

impl Task<'_> {
    /// The days that it waits, the first of them included.
    pub fn days(&self, now: Timestamp) -> i64 {
        days(self.since, now)
    }

    /// The days that it waits times the readers that it has, and one: what nobody reads grows old too.
    pub fn urgency(&self, now: Timestamp) -> i64 {
        urgency(self.since, self.readers, now)
    }
}

fn days(since: Timestamp, now: Timestamp) -> i64 {
    now.duration_since(since).as_hours().max(0) / 24 + 1
}

/// How urgent something is that waits since then in an entry with so many readers.
pub(super) fn urgency(since: Timestamp, readers: i64, now: Timestamp) -> i64 {
    days(since, now).saturating_mul(readers.saturating_add(1))
}

/// Every open passage of those entries, in that order.
pub fn tasks<'a>(
    entries: impl IntoIterator<Item = &'a Compared>,
    readers: &HashMap<EntryId, i64>,
    order: Order,
    now: Timestamp,
) -> Vec<Task<'a>> {
    let of_entry = |entry: &'a Compared| {
        let readers = readers.get(&entry.id).copied().unwrap_or_default();
        entry.open().map(move |standing| {
            let since = entry.since.get(&standing.passage).copied().unwrap_or(now);
            Task { entry, standing, since, readers }
        })
    };
    let mut tasks: Vec<Task<'a>> = entries.into_iter().flat_map(of_entry).collect();
    match order {
        Order::Urgent => tasks.sort_by_key(|task| (Reverse(task.urgency(now)), task.since)),
        Order::Oldest => tasks.sort_by_key(|task| (task.since, Reverse(task.readers))),
        Order::MostRead => tasks.sort_by_key(|task| (Reverse(task.readers), task.since)),
    }
    tasks
}

/// How often each entry was read, in any language, in the 28 days of which that is the last. An entry that was not read
/// is absent.
pub async fn readers(conn: impl PgExecutor<'_>, today: Date) -> Result<HashMap<EntryId, i64>, Error> {
    let mut readers = HashMap::new();
    for ((entry, _), count) in page_view::count_since(conn, today.saturating_sub((DAYS - 1).days())).await? {
        *readers.entry(entry).or_default() += count;
    }
    Ok(readers)
}
