//! Pointers between entries: what a live text shows, quotes or links to is live itself.
//!
//! Invariant: after every publication and withdrawal no live part points to something that is not live.

use std::collections::BTreeSet;

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
    let targets: Vec<String> = live_targets(conn, entry).await?.into_iter().map(String::from).collect();
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
    let pointing = sqlx::query_scalar!(
        r#"
        select distinct latest_publication.entry_id as "entry_id!: EntryId"
        from latest_publication
        join reference using (revision_id)
        where reference.target_id = $1 and latest_publication.entry_id <> $1
            and not exists (
                select from latest_publication
                where entry_id = $1 and part = 'shared' and body is not null
            )
        order by 1
        "#,
        entry.as_str(),
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut by = Vec::new();
    for other in pointing {
        // A revision may point where its live parts do not: from a section that is not confirmed.
        if live_targets(conn, &other).await?.contains(entry) {
            by.push(other);
        }
    }
    if by.is_empty() { Ok(()) } else { Err(Error::InUse { entry: entry.clone(), by }) }
}

async fn live_targets(conn: &mut PgConnection, entry: &EntryId) -> Result<BTreeSet<EntryId>, Error> {
    let rows = sqlx::query!(
        r#"
        select part as "part!", body as "body!: Json<serde_json::Value>"
        from latest_publication where entry_id = $1 and body is not null
        "#,
        entry.as_str(),
    )
    .fetch_all(conn)
    .await?;
    let readable = |source| Error::Body { entry: entry.clone(), source };
    let mut targets = BTreeSet::new();
    for row in rows {
        if row.part == "shared" {
            targets.extend(serde_json::from_value::<LiveShared>(row.body.0).map_err(readable)?.references());
        } else {
            targets.extend(serde_json::from_value::<LiveText>(row.body.0).map_err(readable)?.references());
        }
    }
    Ok(targets)
}
