//! From files into the database, all or nothing.
//!
//! Invariant: what is already so is left alone; a revision, a publication or an agreement is made only where a file
//! says something else than the database, in normal form.

use std::{collections::BTreeSet, fmt};

use jiff::Timestamp;
use sqlx::{Connection, PgConnection};

use super::{
    Error,
    file::{EntryFile, SourceFile, parse_all},
};
use crate::{
    content::{
        address, agreement,
        entry::{Body, Kind},
        publication, reference, revision,
        tree::{self, Place},
    },
    ids::EntryId,
    lang::Lang,
};

/// What an import changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Entries that were made.
    pub entries: usize,
    /// Entries that were put at another place.
    pub moved: usize,
    /// Revisions that were saved.
    pub revisions: usize,
    /// Entries of which something went live.
    pub published: usize,
    /// Agreements that were recorded.
    pub agreements: usize,
}

impl fmt::Display for Imported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Imported { entries, moved, revisions, published, agreements } = self;
        write!(
            f,
            "{entries} new entries, {moved} moved, {revisions} new revisions, {published} published, \
             {agreements} new agreements"
        )
    }
}

/// Takes files into the database in one transaction.
pub async fn import(
    conn: &mut PgConnection,
    sources: &[SourceFile],
    at: Timestamp,
) -> Result<Imported, Error> {
    let mut transaction = conn.begin().await?;
    // Two imports at once would both find nothing there.
    sqlx::query!("lock table entry in share row exclusive mode").execute(&mut *transaction).await?;
    let known: BTreeSet<EntryId> = sqlx::query_scalar!(r#"select id as "id: EntryId" from entry"#)
        .fetch_all(&mut *transaction)
        .await?
        .into_iter()
        .collect();
    let files = parse_all(sources, &known)?;
    let mut done = Imported::default();
    let changed = import_files(&mut transaction, &files, &known, at, &mut done).await?;
    if done != Imported::default() {
        address::refresh(&mut transaction, None).await?;
    }
    for (_, file) in &files {
        withdraw(&mut transaction, file, at).await?;
        for former in &file.former_addresses {
            address::add_former(&mut transaction, former.lang, &former.path, &file.id).await?;
        }
    }
    for id in &changed {
        reference::check_targets(&mut transaction, id).await?;
    }
    transaction.commit().await?;
    Ok(done)
}

/// Returns the entries of which something went live.
async fn import_files(
    conn: &mut PgConnection,
    files: &[(&SourceFile, EntryFile)],
    known: &BTreeSet<EntryId>,
    at: Timestamp,
    done: &mut Imported,
) -> Result<Vec<EntryId>, Error> {
    for (_, file) in files.iter().filter(|(_, file)| !known.contains(&file.id)) {
        // Places follow when every entry is there.
        let nowhere = Place { parent: None, position: file.position };
        tree::create(conn, &file.id, kind(file), &nowhere, at).await?;
        done.entries += 1;
    }
    for (source, file) in files {
        done.moved += usize::from(place(conn, source, file).await? && known.contains(&file.id));
    }
    for (source, file) in files {
        tree::refuse_cycle(conn, &file.id)
            .await
            .map_err(|error| source.complaint("\"parent\"", error.to_string()))?;
    }
    let mut published = Vec::new();
    for (_, file) in files {
        if import_body(conn, file, at, done).await? {
            published.push(file.id.clone());
        }
    }
    done.published = published.len();
    Ok(published)
}

fn kind(file: &EntryFile) -> Kind {
    let body = file.live.as_ref().or(file.draft.as_ref());
    body.map_or(Kind::Page, |body| body.shared.fields.kind())
}

async fn place(conn: &mut PgConnection, source: &SourceFile, file: &EntryFile) -> Result<bool, Error> {
    let row = sqlx::query!(
        r#"
        select kind as "kind: Kind", parent_id as "parent_id: EntryId", position, is_example
        from entry where id = $1
        "#,
        file.id.as_str(),
    )
    .fetch_one(&mut *conn)
    .await?;
    if row.kind != kind(file) {
        let reason = format!("{:?} is of another kind already", file.id.as_str());
        return Err(source.complaint("\"kind\"", reason).into());
    }
    if row.is_example != file.example {
        tree::mark_example(conn, &file.id, file.example).await?;
    }
    if row.parent_id == file.parent && row.position == file.position {
        return Ok(false);
    }
    let place = Place { parent: file.parent.clone(), position: file.position };
    tree::set_place(conn, &file.id, &place).await?;
    Ok(true)
}

/// Saves and publishes what differs. Returns whether something went live.
async fn import_body(
    conn: &mut PgConnection,
    file: &EntryFile,
    at: Timestamp,
    done: &mut Imported,
) -> Result<bool, Error> {
    let live = file.live.clone().map(Body::normalised);
    let newest = file.draft.clone().map(Body::normalised).or_else(|| live.clone());
    let mut published = false;
    if let Some(live) = &live
        && super::export::live_body(conn, &file.id).await?.as_ref() != Some(live)
    {
        let revision = save_if_new(conn, &file.id, live, at, done).await?;
        let langs: Vec<Lang> =
            live.texts.iter().filter(|(_, text)| text.is_some()).map(|(lang, _)| lang).collect();
        published = publication::insert_parts(conn, &file.id, revision, live, &langs, None, at).await?;
    }
    let Some(newest) = newest else { return Ok(published) };
    let revision = save_if_new(conn, &file.id, &newest, at, done).await?;
    let agreements = match &file.agreements {
        Some(listed) => listed.clone(),
        None => live.iter().chain([&newest]).flat_map(agreement::agree_all).collect(),
    };
    for agreement in &agreements {
        done.agreements += usize::from(agreement::record(conn, &file.id, revision, agreement, at).await?);
    }
    Ok(published)
}

/// The id of the newest revision if it says just this, else of a new one.
async fn save_if_new(
    conn: &mut PgConnection,
    entry: &EntryId,
    body: &Body,
    at: Timestamp,
    done: &mut Imported,
) -> Result<i64, Error> {
    if let Some(newest) = revision::find_newest(&mut *conn, entry).await?
        && newest.body == *body
    {
        return Ok(newest.id);
    }
    done.revisions += 1;
    Ok(revision::save(conn, entry, body.clone(), Some("import"), at).await?.id)
}

async fn withdraw(conn: &mut PgConnection, file: &EntryFile, at: Timestamp) -> Result<(), Error> {
    for withdrawal in &file.withdrawn {
        let reason = withdrawal.reason.as_ref().map(ToString::to_string);
        publication::withdraw(
            conn,
            &file.id,
            &[withdrawal.lang],
            reason.as_deref(),
            withdrawal.successor.as_ref(),
            at,
        )
        .await?;
        if let Some(path) = &withdrawal.path {
            address::add_former(conn, withdrawal.lang, path, &file.id).await?;
        }
    }
    Ok(())
}
