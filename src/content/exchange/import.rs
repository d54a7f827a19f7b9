//! From files into the database, all or nothing.
//!
//! Invariant: what is already so is left alone; a revision, a publication or an agreement is made only where a file
//! says something else than the database, in normal form.

use std::{collections::BTreeSet, fmt};

use jiff::Timestamp;
use sqlx::{Connection, PgConnection};

use super::{
    Error,
    file::EntryFile,
    live::{Live, find_live},
    source::{SourceFile, parse_all},
};
use crate::{
    content::{
        act::Act,
        address,
        agreement::{self, Agreement},
        confirmation,
        entry::{Body, Kind},
        error, publication, reference, revision,
        tree::{self, Place},
    },
    ids::EntryId,
    lang::PerLang,
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
    /// Languages of entries that were withdrawn.
    pub withdrawn: usize,
    /// Addresses of the past that were added.
    pub addresses: usize,
    /// Agreements that were recorded.
    pub agreements: usize,
    /// Details that were found right on a later day than was known.
    pub confirmations: usize,
}

impl fmt::Display for Imported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Imported {
            entries,
            moved,
            revisions,
            published,
            withdrawn,
            addresses,
            agreements,
            confirmations,
        } = self;
        write!(
            f,
            "{entries} new entries, {moved} moved, {revisions} new revisions, {published} published, \
             {withdrawn} languages withdrawn, {addresses} former addresses, {agreements} new agreements, \
             {confirmations} details confirmed"
        )
    }
}

/// A file with what it says.
type Parsed<'a> = (&'a SourceFile, EntryFile);

/// Takes files into the database in one transaction.
pub async fn import(
    conn: &mut PgConnection,
    sources: &[SourceFile],
    at: Timestamp,
) -> Result<Imported, Error> {
    let mut transaction = conn.begin().await?;
    lock(&mut transaction).await?;
    let known: BTreeSet<EntryId> = sqlx::query_scalar!(r#"select id as "id: EntryId" from entry"#)
        .fetch_all(&mut *transaction)
        .await?
        .into_iter()
        .collect();
    let files = parse_all(sources, &known)?;
    let mut done = Imported::default();
    import_places(&mut transaction, &files, &known, at, &mut done).await?;
    for (source, file) in &files {
        import_body(&mut transaction, file, at, &mut done)
            .await
            .map_err(|refusal| blame(source, "\"id\"", refusal))?;
        withdraw(&mut transaction, file, at, &mut done).await?;
        done.confirmations +=
            confirmation::take_in(&mut transaction, &file.id, &file.confirmations, at).await?;
    }
    import_addresses(&mut transaction, &files, &mut done).await?;
    if done != Imported::default() {
        check_references(&mut transaction, &files).await?;
        publication::announce_change(&mut transaction).await?;
    }
    transaction.commit().await?;
    Ok(done)
}

/// Makes everyone else who would change content wait until this transaction ends.
pub(super) async fn lock(conn: &mut PgConnection) -> Result<(), Error> {
    sqlx::query!("lock table entry in exclusive mode").execute(conn).await?;
    Ok(())
}

/// A refusal that an editor can act on, as a complaint about the line of the file that holds `text`.
fn blame(source: &SourceFile, text: &str, refusal: error::Error) -> Error {
    match refusal {
        fault @ (error::Error::Database(_) | error::Error::Body { .. }) => fault.into(),
        refusal => source.complaint(text, refusal.to_string()).into(),
    }
}

/// Makes the entries that are new, and puts all at their places.
async fn import_places(
    conn: &mut PgConnection,
    files: &[Parsed<'_>],
    known: &BTreeSet<EntryId>,
    at: Timestamp,
    done: &mut Imported,
) -> Result<(), Error> {
    for (_, file) in files.iter().filter(|(_, file)| !known.contains(&file.id)) {
        // Places follow when every entry is there.
        let nowhere = Place { parent: None, position: file.position };
        tree::create(conn, &file.id, file.kind(), &nowhere, at).await?;
        done.entries += 1;
    }
    for (source, file) in files {
        done.moved += usize::from(place(conn, source, file, at).await? && known.contains(&file.id));
    }
    for (source, file) in files {
        let checked = tree::refuse_cycle(conn, &file.id).await;
        checked.map_err(|refusal| blame(source, "\"parent\"", refusal))?;
    }
    Ok(())
}

async fn place(
    conn: &mut PgConnection,
    source: &SourceFile,
    file: &EntryFile,
    at: Timestamp,
) -> Result<bool, Error> {
    let row = sqlx::query!(
        r#"
        select kind as "kind: Kind", parent_id as "parent_id: EntryId", position, is_example,
            archived_at is not null as "is_archived!"
        from entry where id = $1
        "#,
        file.id.as_str(),
    )
    .fetch_one(&mut *conn)
    .await?;
    if row.kind != file.kind() {
        let reason = format!("{:?} is of another kind already", file.id.as_str());
        return Err(source.complaint("\"kind\"", reason).into());
    }
    if file.archived && file.live.is_some() {
        let reason = "what is live cannot be archived".to_owned();
        return Err(source.complaint("\"archived\"", reason).into());
    }
    let is_marked = row.is_example != file.example || row.is_archived != file.archived;
    if is_marked {
        tree::mark(conn, &file.id, file.example, file.archived.then_some(at)).await?;
    }
    if row.parent_id == file.parent && row.position == file.position {
        return Ok(is_marked);
    }
    let place = Place { parent: file.parent.clone(), position: file.position };
    let placed = tree::set_place(conn, &file.id, &place).await;
    placed.map_err(|refusal| blame(source, "\"parent\"", refusal))?;
    Ok(true)
}

/// Saves and publishes what differs.
async fn import_body(
    conn: &mut PgConnection,
    file: &EntryFile,
    at: Timestamp,
    done: &mut Imported,
) -> Result<(), error::Error> {
    let live = file.live().map(Live::normalised);
    if let Some(live) = &live {
        publish(conn, &file.id, live, at, done).await?;
    }
    let newest = file.draft.clone().or_else(|| live.as_ref().map(|live| live.body.clone()));
    let Some(newest) = newest.map(Body::normalised) else { return Ok(()) };
    let revision = save_if_new(conn, &file.id, &newest, at, done).await?;
    let bodies: Vec<Body> = live.into_iter().map(|live| live.body).chain([newest]).collect();
    let agreements: Vec<Agreement> = match &file.agreements {
        Some(listed) => listed.iter().map(|agreement| agreement::renewed(agreement, &bodies)).collect(),
        None => bodies.iter().flat_map(agreement::agree_all).collect(),
    };
    for agreement in &agreements {
        done.agreements +=
            usize::from(agreement::record(conn, &file.id, revision, agreement, &Act::of_system(at)).await?);
    }
    Ok(())
}

/// Makes readers see what is to be live, if they do not yet. A language that it says nothing in stays as it is.
async fn publish(
    conn: &mut PgConnection,
    entry: &EntryId,
    live: &Live,
    at: Timestamp,
    done: &mut Imported,
) -> Result<(), error::Error> {
    if find_live(conn, entry).await?.is_some_and(|now| live.is_seen_in(&now)) {
        return Ok(());
    }
    let body = live.body.clone().normalised();
    let revision = save_if_new(conn, entry, &body, at, done).await?;
    let act = Act::of_system(at);
    // First the shared part: each language that follows by itself comes with another.
    publication::insert_shared(conn, entry, revision, &body, &act).await?;
    for lang in live.langs() {
        publication::insert_text(conn, entry, lang, revision, &body, &act).await?;
    }
    for (lang, body) in live.apart() {
        let revision = save_if_new(conn, entry, &body, at, done).await?;
        publication::insert_text(conn, entry, lang, revision, &body, &act).await?;
    }
    done.published += 1;
    Ok(())
}

/// The id of the newest revision if it says just this, else of a new one.
async fn save_if_new(
    conn: &mut PgConnection,
    entry: &EntryId,
    body: &Body,
    at: Timestamp,
    done: &mut Imported,
) -> Result<i64, error::Error> {
    if let Some(newest) = revision::find_newest(&mut *conn, entry).await?
        && newest.body == *body
    {
        return Ok(newest.id);
    }
    done.revisions += 1;
    Ok(revision::save(conn, entry, body.clone(), &Act::of_system(at).noted("import")).await?.id)
}

async fn withdraw(
    conn: &mut PgConnection,
    file: &EntryFile,
    at: Timestamp,
    done: &mut Imported,
) -> Result<(), Error> {
    let act = Act::of_system(at);
    for withdrawal in &file.withdrawn {
        let told = publication::Withdrawal {
            reason: PerLang::from_fn(|_| withdrawal.reason.clone()),
            successor: withdrawal.successor.clone(),
            redirects: withdrawal.redirects,
        };
        let changed = publication::insert_withdrawal(conn, &file.id, withdrawal.lang, &told, &act).await?;
        done.withdrawn += usize::from(changed);
    }
    publication::withdraw_shared(conn, &file.id, &act).await?;
    Ok(())
}

/// Adds the addresses of what is withdrawn, which lend their slugs to what is below; then all that is live finds its
/// place; what is left is free for former addresses.
async fn import_addresses(
    conn: &mut PgConnection,
    files: &[Parsed<'_>],
    done: &mut Imported,
) -> Result<(), Error> {
    for (_, file) in files {
        for withdrawal in &file.withdrawn {
            if let Some(path) = &withdrawal.path {
                let added = address::add_withdrawn(conn, withdrawal.lang, path, &file.id).await?;
                done.addresses += usize::from(added);
            }
        }
    }
    if *done != Imported::default() {
        address::refresh(conn, None).await.map_err(|refusal| blame_for_address(files, refusal))?;
    }
    for (_, file) in files {
        for former in &file.former_addresses {
            let added = address::add_former(conn, former.lang, &former.path, &file.id).await?;
            done.addresses += usize::from(added);
        }
    }
    Ok(())
}

/// A refusal of an address, as a complaint about the last file that asks for it.
fn blame_for_address(files: &[Parsed<'_>], refusal: error::Error) -> Error {
    let (error::Error::AddressTaken { lang, path } | error::Error::AddressReserved { lang, path }) = &refusal
    else {
        return refusal.into();
    };
    let last = path.rsplit('/').next().unwrap_or_default();
    let slug = |file: &EntryFile| file.live.as_ref()?.texts.get(*lang).as_ref()?.slug.clone();
    let asking = files.iter().rfind(|(_, file)| slug(file).is_some_and(|slug| slug.as_str() == last));
    match asking {
        Some((source, _)) => blame(source, &format!("\"slug\": \"{last}\""), refusal),
        None => refusal.into(),
    }
}

/// What the files made live or withdrew: no live part points to something that is not live.
async fn check_references(conn: &mut PgConnection, files: &[Parsed<'_>]) -> Result<(), Error> {
    for (source, file) in files {
        if let Err(refusal) = reference::check_targets(conn, &file.id).await {
            let target = match &refusal {
                error::Error::TargetNotLive { target, .. } => target.to_string(),
                _ => String::new(),
            };
            return Err(blame(source, &target, refusal));
        }
        if !file.withdrawn.is_empty() {
            let checked = reference::refuse_use(conn, &file.id).await;
            checked.map_err(|refusal| blame(source, "\"withdrawn\"", refusal))?;
        }
    }
    Ok(())
}
