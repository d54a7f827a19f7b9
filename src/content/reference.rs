//! Pointers between entries: what a live text shows, quotes or links to is live itself.
//!
//! Invariant: after every publication and withdrawal no live part points to something that is not live.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::{PgConnection, types::Json};

use super::{
    error::Error,
    publication::{LiveShared, LiveText},
};
use crate::ids::EntryId;

/// Makes everyone else who would change the entry, or point to it, wait until this transaction ends.
pub(super) async fn lock(conn: &mut PgConnection, entry: &EntryId) -> Result<(), Error> {
    sqlx::query!("select id from entry where id = $1 for update", entry.as_str())
        .fetch_optional(conn)
        .await?
        .map(|_| ())
        .ok_or_else(|| Error::NotFound(entry.clone()))
}

/// Fails when a live part of the entry points to an entry that is not live. None of them can go until this
/// transaction ends.
pub(super) async fn check_targets(conn: &mut PgConnection, entry: &EntryId) -> Result<(), Error> {
    let live = list_live(conn, std::slice::from_ref(entry)).await?;
    let targets: Vec<String> = live.into_iter().flat_map(|live| live.targets).map(String::from).collect();
    sqlx::query!("select id from entry where id = any($1) order by id for key share", &targets)
        .fetch_all(&mut *conn)
        .await?;
    let missing = sqlx::query_scalar!(
        r#"
        select target as "target!: EntryId" from unnest($1::text[]) as target
        where not exists (
            select from latest_publication
            where entry_id = target and part = 'shared' and body is not null
        )
        limit 1
        "#,
        &targets,
    )
    .fetch_optional(conn)
    .await?;
    match missing {
        Some(target) => Err(Error::TargetNotLive { entry: entry.clone(), target }),
        None => Ok(()),
    }
}

/// Fails when this entry is not live and a live part of another points to it.
pub(super) async fn refuse_use(conn: &mut PgConnection, entry: &EntryId) -> Result<(), Error> {
    let is_live = !list_live(conn, std::slice::from_ref(entry)).await?.is_empty();
    if is_live {
        return Ok(());
    }
    let users = list_users(conn, std::slice::from_ref(entry)).await?;
    let by: Vec<EntryId> = users.into_iter().map(|user| user.entry).collect();
    if by.is_empty() { Ok(()) } else { Err(Error::InUse { entry: entry.clone(), by }) }
}

/// What is live of an entry: its shared part, and where it points.
pub(super) struct Live {
    pub(super) entry: EntryId,
    pub(super) shared: LiveShared,
    targets: BTreeSet<EntryId>,
}

/// The entries of which a live part points to one of those, by name; none of those themselves.
pub(super) async fn list_users(conn: &mut PgConnection, targets: &[EntryId]) -> Result<Vec<Live>, Error> {
    let names = names(targets);
    let pointing = sqlx::query_scalar!(
        r#"
        select distinct revision.entry_id as "entry_id!: EntryId"
        from reference join revision on revision.id = revision_id
        where target_id = any($1) and revision.entry_id <> all($1)
        "#,
        &names,
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut users = list_live(conn, &pointing).await?;
    // An older revision may point there, or one from a section that is not confirmed.
    users.retain(|user| targets.iter().any(|target| user.targets.contains(target)));
    Ok(users)
}

/// What is live of those entries, by name; what is not live is left out.
pub(super) async fn list_live(conn: &mut PgConnection, entries: &[EntryId]) -> Result<Vec<Live>, Error> {
    let rows = sqlx::query!(
        r#"
        select entry_id as "entry_id!: EntryId", part as "part!", body as "body!: Json<serde_json::Value>"
        from latest_publication
        where entry_id = any($1) and body is not null
        "#,
        &names(entries),
    )
    .fetch_all(conn)
    .await?;
    let mut shared: BTreeMap<EntryId, LiveShared> = BTreeMap::new();
    let mut targets: BTreeMap<EntryId, BTreeSet<EntryId>> = BTreeMap::new();
    for row in rows {
        let unreadable = |source| Error::Body { entry: row.entry_id.clone(), source };
        let found = targets.entry(row.entry_id.clone()).or_default();
        if row.part == "shared" {
            let part: LiveShared = serde_json::from_value(row.body.0).map_err(unreadable)?;
            found.extend(part.references());
            shared.insert(row.entry_id, part);
        } else {
            let part: LiveText = serde_json::from_value(row.body.0).map_err(unreadable)?;
            found.extend(part.references());
        }
    }
    let live = |(entry, shared)| Live { targets: targets.remove(&entry).unwrap_or_default(), entry, shared };
    Ok(shared.into_iter().map(live).collect())
}

fn names(entries: &[EntryId]) -> Vec<String> {
    entries.iter().map(ToString::to_string).collect()
}
