//! From the database into files: what is live, the newest draft where it differs, agreements and former addresses.
//!
//! Invariant: the files hold no history and no accounts, and the same content always gives the same bytes.

use std::path::Path;

use sqlx::{Connection, PgConnection};

use super::{
    Error,
    file::{EntryFile, FormerAddress, Withdrawal},
    live::{Live, find_live},
};
use crate::{
    content::{agreement, confirmation, revision, tree::Place},
    ids::EntryId,
    lang::Lang,
};

/// Every entry as its file, by name: all as they are at one moment, so not within a transaction. An entry that never
/// said anything has none.
pub async fn export(conn: &mut PgConnection) -> Result<Vec<EntryFile>, Error> {
    let mut moment = conn.begin_with("begin isolation level repeatable read read only").await?;
    let entries = sqlx::query!(
        r#"
        select id as "id: EntryId", parent_id as "parent_id: EntryId", position, is_example,
            archived_at is not null as "is_archived!"
        from entry
        where exists (select from revision where entry_id = entry.id)
        order by id collate "C"
        "#
    )
    .fetch_all(&mut *moment)
    .await?;
    let mut files = Vec::new();
    for entry in entries {
        let place = Place { parent: entry.parent_id, position: entry.position };
        let file = export_one(&mut moment, entry.id, place).await?;
        files.push(EntryFile { archived: entry.is_archived, example: entry.is_example, ..file });
    }
    Ok(files)
}

async fn export_one(conn: &mut PgConnection, id: EntryId, place: Place) -> Result<EntryFile, Error> {
    let live = find_live(conn, &id).await?;
    let newest = revision::find_newest(&mut *conn, &id).await?.map(|revision| revision.body);
    let draft = newest.filter(|newest| live.as_ref().is_none_or(|live| live.body != *newest));
    let (live, live_outlines) = live.map(|Live { body, outlines }| (body, outlines)).unzip();
    let mut declared = agreement::list(&mut *conn, &id).await?;
    declared.sort_by(|one, other| one.agreement.passage.cmp(&other.agreement.passage));
    Ok(EntryFile {
        agreements: Some(declared.into_iter().map(|declared| declared.agreement).collect()),
        archived: false,
        confirmations: confirmation::days(&mut *conn, &id).await?,
        draft,
        example: false,
        former_addresses: list_former_addresses(conn, &id).await?,
        live,
        live_outlines: live_outlines.unwrap_or_default(),
        parent: place.parent,
        position: place.position,
        withdrawn: list_withdrawn(conn, &id).await?,
        id,
    })
}

/// Writes the files into a folder, which is made if it is not there. Returns how many were written.
pub async fn write_to(conn: &mut PgConnection, folder: &Path) -> Result<usize, Error> {
    let disk = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Disk { path, source }
    };
    std::fs::create_dir_all(folder).map_err(disk(folder))?;
    let files = export(conn).await?;
    for file in &files {
        let path = folder.join(format!("{}.json", file.id));
        std::fs::write(&path, file.to_text()).map_err(disk(&path))?;
    }
    Ok(files.len())
}

impl EntryFile {
    /// The file as it is written: keys in alphabetical order, ending in a line break.
    pub fn to_text(&self) -> String {
        // A `Value` keeps its keys sorted; the types of an entry cannot fail to become one.
        let value = serde_json::to_value(self).unwrap_or_default();
        format!("{value:#}\n")
    }
}

/// Every address that is not where the entry is live now.
async fn list_former_addresses(
    conn: &mut PgConnection,
    entry: &EntryId,
) -> Result<Vec<FormerAddress>, Error> {
    let rows = sqlx::query!(
        r#"
        select lang, path from address
        where entry_id = $1 and not current
        order by lang, path collate "C"
        "#,
        entry.as_str(),
    )
    .fetch_all(conn)
    .await?;
    let former = |lang: &str, path| Some(FormerAddress { lang: Lang::from_tag(lang)?, path });
    Ok(rows.into_iter().filter_map(|row| former(&row.lang, row.path)).collect())
}

async fn list_withdrawn(conn: &mut PgConnection, entry: &EntryId) -> Result<Vec<Withdrawal>, Error> {
    let rows = sqlx::query!(
        r#"
        select part as "part!", reason, redirects as "redirects!", successor_id as "successor_id: EntryId",
            address.path as "path?"
        from latest_publication as latest
        left join address on address.entry_id = latest.entry_id and address.lang = latest.part and address.current
        where latest.entry_id = $1 and body is null and part <> 'shared'
        order by part collate "C"
        "#,
        entry.as_str(),
    )
    .fetch_all(conn)
    .await?;
    let withdrawal = |part: &str, path, reason, redirects, successor| {
        Some(Withdrawal { lang: Lang::from_tag(part)?, path, reason, redirects, successor })
    };
    Ok(rows
        .into_iter()
        .filter_map(|row| withdrawal(&row.part, row.path, row.reason, row.redirects, row.successor_id))
        .collect())
}
