//! From the database into files: what is live, the newest draft where it differs, agreements and former addresses.
//!
//! Invariant: the files hold no history and no accounts, and the same content always gives the same bytes.

use std::path::Path;

use sqlx::{PgConnection, types::Json};

use super::{
    Error,
    file::{EntryFile, FormerAddress, Withdrawal},
};
use crate::{
    content::{
        agreement,
        entry::{Body, Shared, Text},
        error, revision,
        values::Line,
    },
    ids::EntryId,
    lang::{Lang, PerLang},
};

/// Every entry as its file, by name.
pub async fn export(conn: &mut PgConnection) -> Result<Vec<EntryFile>, Error> {
    let entries = sqlx::query!(
        r#"
        select id as "id: EntryId", parent_id as "parent_id: EntryId", position, is_example
        from entry order by id collate "C"
        "#
    )
    .fetch_all(&mut *conn)
    .await?;
    let mut files = Vec::new();
    for entry in entries {
        let live = live_body(conn, &entry.id).await?;
        let newest = revision::find_newest(&mut *conn, &entry.id).await?.map(|revision| revision.body);
        files.push(EntryFile {
            agreements: Some(agreement::list(conn, &entry.id).await?),
            draft: newest.filter(|newest| live.as_ref() != Some(newest)),
            example: entry.is_example,
            former_addresses: list_former_addresses(conn, &entry.id).await?,
            live,
            parent: entry.parent_id,
            position: entry.position,
            withdrawn: list_withdrawn(conn, &entry.id).await?,
            id: entry.id,
        });
    }
    Ok(files)
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

/// What is live of an entry, each part whole, as the revision it was published from has it.
pub(super) async fn live_body(conn: &mut PgConnection, entry: &EntryId) -> Result<Option<Body>, Error> {
    let rows = sqlx::query!(
        r#"
        select part as "part!", revision.body as "body!: Json<serde_json::Value>"
        from latest_publication join revision on revision.id = revision_id
        where latest_publication.entry_id = $1
        "#,
        entry.as_str(),
    )
    .fetch_all(conn)
    .await?;
    let unreadable = |source| error::Error::Body { entry: entry.clone(), source };
    let mut shared: Option<Shared> = None;
    let mut texts: PerLang<Option<Text>> = PerLang::from_fn(|_| None);
    for row in rows {
        let body: Body = serde_json::from_value(row.body.0).map_err(unreadable)?;
        match Lang::from_tag(&row.part) {
            Some(lang) => *texts.get_mut(lang) = body.texts.get(lang).clone(),
            None => shared = Some(body.shared),
        }
    }
    Ok(shared.map(|shared| Body { shared, texts }))
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
        select part as "part!", reason, successor_id as "successor_id: EntryId", address.path as "path?"
        from latest_publication as latest
        left join address on address.entry_id = latest.entry_id and address.lang = latest.part and address.current
        where latest.entry_id = $1 and body is null and part <> 'shared'
        order by part collate "C"
        "#,
        entry.as_str(),
    )
    .fetch_all(conn)
    .await?;
    let withdrawal = |part: &str, path, reason: Option<String>, successor| {
        let reason = reason.and_then(|reason| Line::try_from(reason).ok());
        Some(Withdrawal { lang: Lang::from_tag(part)?, path, reason, successor })
    };
    Ok(rows
        .into_iter()
        .filter_map(|row| withdrawal(&row.part, row.path, row.reason, row.successor_id))
        .collect())
}
