//! Since when something waits: what older revisions tell.
//!
//! Invariant: however much waits, the words of [`AT_ONCE`] entries are held at a time, and of each entry those of no more
//! than [`DEPTH`] revisions. What has waited through more revisions is said to wait since the earliest of these.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet, HashMap},
};

use jiff::Timestamp;
use sqlx::{PgConnection, types::Json};

use super::{Compared, task::urgency};
use crate::{
    content::{
        agreement::{Pair, pairs},
        entry::Body,
        error::Error,
        parity::standing,
        passage::Passage,
    },
    ids::EntryId,
};

/// How many revisions of an entry are looked through, the newest included.
pub(super) const DEPTH: i64 = 30;

/// How many entries are looked back at together.
pub(super) const AT_ONCE: usize = 20;

/// Finds for each open passage of those entries the first of the revisions, back from the newest, in which it was open
/// without a break. A query for every 20 entries in which something is open.
pub async fn look_back(
    conn: &mut PgConnection,
    entries: impl IntoIterator<Item = &mut Compared>,
) -> Result<(), Error> {
    let mut open: Vec<&mut Compared> = entries.into_iter().filter(|entry| has_a_past(entry)).collect();
    for some in open.chunks_mut(AT_ONCE) {
        look_back_at(&mut *conn, some).await?;
    }
    Ok(())
}

/// Looks back at as many entries as it takes to be sure which are the most urgent `count` passages: from those that may
/// be most urgent on, until what is found is as urgent as the rest can be.
pub async fn look_back_for_urgent(
    conn: &mut PgConnection,
    entries: &mut [Compared],
    readers: &HashMap<EntryId, i64>,
    count: usize,
    now: Timestamp,
) -> Result<(), Error> {
    let urgency =
        |entry: &Compared, since| urgency(since, readers.get(&entry.id).copied().unwrap_or_default(), now);
    let at_most = |entry: &Compared| urgency(entry, entry.earliest);
    let mut open: Vec<&mut Compared> = entries.iter_mut().filter(|entry| !entry.since.is_empty()).collect();
    open.sort_by_key(|entry| Reverse(at_most(entry)));
    let mut found: Vec<i64> = Vec::new();
    for some in open.chunks_mut(AT_ONCE) {
        found.sort_by_key(|urgency| Reverse(*urgency));
        let last = count.checked_sub(1).and_then(|last| found.get(last));
        if last.is_some_and(|last| some.iter().all(|entry| at_most(entry) <= *last)) {
            break;
        }
        look_back_at(&mut *conn, some).await?;
        found.extend(some.iter().flat_map(|entry| entry.since.values().map(|since| urgency(entry, *since))));
    }
    Ok(())
}

/// Whether something in it is open that may wait longer than its newest revision is old.
fn has_a_past(entry: &Compared) -> bool {
    entry.since.values().any(|since| *since > entry.earliest)
}

async fn look_back_at(conn: &mut PgConnection, entries: &mut [&mut Compared]) -> Result<(), Error> {
    let past: Vec<String> =
        entries.iter().filter(|entry| has_a_past(entry)).map(|entry| entry.id.to_string()).collect();
    if past.is_empty() {
        return Ok(());
    }
    let revisions = earlier(conn, &past).await?;
    for entry in entries {
        for (passage, at) in waiting(entry, revisions.get(&entry.id).map_or(&[], Vec::as_slice)) {
            entry.since.insert(passage, at);
        }
    }
    Ok(())
}

/// The revisions of an entry before its newest, the newest of them first.
type Earlier = HashMap<EntryId, Vec<(Body, Timestamp)>>;

/// What those entries said before, in one query: of each the words of no more than [`DEPTH`] revisions.
pub(super) async fn earlier(conn: &mut PgConnection, entries: &[String]) -> Result<Earlier, Error> {
    let rows = sqlx::query!(
        r#"
        select past.entry_id as "entry!: EntryId", past.body as "body!: Json<Body>",
            past.created_at as "created_at!: jiff_sqlx::Timestamp"
        from unnest($1::text[]) as entry (id)
        join lateral (
            select entry_id, number, body, created_at from revision
            where entry_id = entry.id
            order by number desc
            limit $2 offset 1
        ) as past on true
        order by past.entry_id, past.number desc
        "#,
        entries,
        DEPTH - 1,
    )
    .fetch_all(conn)
    .await?;
    let mut revisions = Earlier::new();
    for row in rows {
        revisions.entry(row.entry).or_default().push((row.body.0, row.created_at.to_jiff()));
    }
    Ok(revisions)
}

/// Since when what is open of an entry was open in the revisions before its newest, the newest of them first.
fn waiting(entry: &Compared, revisions: &[(Body, Timestamp)]) -> BTreeMap<Passage, Timestamp> {
    let mut since = BTreeMap::new();
    let mut waiting: BTreeSet<Passage> = entry.since.keys().cloned().collect();
    for (body, at) in revisions {
        let then: BTreeMap<Passage, Pair> = pairs(body).into_iter().collect();
        waiting.retain(|passage| {
            let pair = then.get(passage).cloned();
            pair.is_some_and(|pair| standing(passage.clone(), pair, &entry.declared).state.is_open())
        });
        if waiting.is_empty() {
            break;
        }
        since.extend(waiting.iter().map(|passage| (passage.clone(), *at)));
    }
    since
}
