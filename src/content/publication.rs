//! Publications: which part of which revision readers see, since when.
//!
//! Invariant: a publication holds only what readers may see. [`LiveShared`] and [`LiveText`] have no field for a draft,
//! an editor's note or an unconfirmed statement, so none can reach the public side.

mod listing;
mod live;

use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, types::Json};

pub(super) use self::listing::take_live_words;
pub use self::{
    listing::{Current, Event, find_current, list},
    live::{LiveSection, LiveShared, LiveText, LiveWords},
};
use super::{
    act::Act, address, consequence, entry::Body, error::Error, parity::policy, reference, revision, tree,
};
use crate::{
    ids::{EditorId, EntryId},
    lang::{Lang, PerLang},
};

/// What readers of a withdrawn page are told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withdrawal {
    /// Why it is gone, in each language.
    pub reason: PerLang<Option<String>>,
    /// Where they should go instead.
    pub successor: Option<EntryId>,
    /// Whether they are led to the successor, if there is one, at once, instead of being told that the page is gone.
    pub redirects: bool,
}

/// A part of an entry that goes live by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What the languages have in common.
    Shared,
    /// What one language says.
    Text(Lang),
}

impl Part {
    /// The name of the part in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Part::Shared => "shared",
            Part::Text(lang) => lang.tag(),
        }
    }

    /// The part with that name; none for a language that the program does not know (any more).
    pub fn from_name(name: &str) -> Option<Part> {
        if name == Part::Shared.as_str() { Some(Part::Shared) } else { Lang::from_tag(name).map(Part::Text) }
    }
}

/// Makes a revision live in those languages, with the shared fields: they, its addresses, the lines in the histories of
/// the pages that show it and the notice to every instance are one transaction, which is the caller's. A part that readers would see unchanged stays as it is, and
/// without a language nothing goes live; what is archived is refused. Returns whether anything changed.
pub async fn publish(
    conn: &mut PgConnection,
    entry: &EntryId,
    revision: i64,
    langs: &[Lang],
    act: &Act<'_>,
) -> Result<bool, Error> {
    revision::lock(conn, entry).await?;
    tree::refuse_archived(conn, entry).await?;
    let mut body = revision::body_of(conn, entry, revision).await?;
    if langs.is_empty() {
        return Ok(false);
    }
    keep_words(conn, entry, &mut body, langs).await?;
    let mut changed = insert_shared(conn, entry, revision, &body, act).await?;
    for lang in langs {
        changed |= insert_text(conn, entry, *lang, revision, &body, act).await?;
    }
    if changed {
        address::refresh(conn, Some(entry)).await?;
        reference::check_targets(conn, entry).await?;
        policy::enforce(conn, entry, body.shared.fields.kind()).await?;
        consequence::record(conn, entry, act.at).await?;
    }
    Ok(changed)
}

/// Leaves in the shared fields the words that readers have now of the languages that do not go live.
async fn keep_words(
    conn: &mut PgConnection,
    entry: &EntryId,
    body: &mut Body,
    langs: &[Lang],
) -> Result<(), Error> {
    let staying = || Lang::ALL.iter().filter(|lang| !langs.contains(lang));
    if staying().next().is_none() {
        return Ok(());
    }
    let Some(live) = find_current(conn, entry).await? else { return Ok(()) };
    for lang in staying().filter(|lang| live.body.texts.get(**lang).is_some()) {
        body.shared.fields.take_words(&live.body.shared.fields, *lang);
    }
    Ok(())
}

/// Takes languages of an entry offline: readers get 410 and the successor. What is withdrawn already takes the new
/// reason and successor; what was never live stays so. When the last language goes, so does the shared part, and what
/// is still shown or quoted elsewhere is refused.
pub async fn withdraw(
    conn: &mut PgConnection,
    entry: &EntryId,
    langs: &[Lang],
    withdrawal: &Withdrawal,
    act: &Act<'_>,
) -> Result<(), Error> {
    reference::lock(conn, entry).await?;
    let mut changed = false;
    for lang in langs {
        if has_been_live(conn, entry, *lang).await? {
            changed |= insert_withdrawal(conn, entry, *lang, withdrawal, act).await?;
        }
    }
    changed |= withdraw_shared(conn, entry, act).await?;
    reference::refuse_use(conn, entry).await?;
    if changed {
        consequence::record(conn, entry, act.at).await?;
    }
    Ok(())
}

/// Inserts the publication of a revision's shared part; the caller refreshes addresses and checks references.
pub(super) async fn insert_shared(
    conn: &mut PgConnection,
    entry: &EntryId,
    revision: i64,
    body: &Body,
    act: &Act<'_>,
) -> Result<bool, Error> {
    let shared = serde_json::to_value(LiveShared::of(&body.shared))
        .map_err(|source| Error::Body { entry: entry.clone(), source })?;
    insert_part(conn, entry, Part::Shared, revision, &shared, act).await
}

/// Inserts the publication of what a revision says in one language; the caller refreshes addresses and checks
/// references.
pub(super) async fn insert_text(
    conn: &mut PgConnection,
    entry: &EntryId,
    lang: Lang,
    revision: i64,
    body: &Body,
    act: &Act<'_>,
) -> Result<bool, Error> {
    let text = body.texts.get(lang).as_ref().ok_or_else(|| Error::NoText { entry: entry.clone(), lang })?;
    if body.shared.fields.kind().has_page() && text.slug.is_none() && !entry.is_home() {
        return Err(Error::NoSlug { entry: entry.clone(), lang });
    }
    let live = serde_json::to_value(LiveText::of(text, &body.shared.outline))
        .map_err(|source| Error::Body { entry: entry.clone(), source })?;
    insert_part(conn, entry, Part::Text(lang), revision, &live, act).await
}

async fn insert_part(
    conn: &mut PgConnection,
    entry: &EntryId,
    part: Part,
    revision: i64,
    body: &serde_json::Value,
    act: &Act<'_>,
) -> Result<bool, Error> {
    let inserted = sqlx::query_scalar!(
        r#"
        insert into publication (entry_id, part, revision_id, body, editor_id, note, at)
        select $1, $2, $3, $4, $5, $6, $7
        where not exists (
            select from latest_publication where entry_id = $1 and part = $2 and body = $4
        )
        returning id
        "#,
        entry.as_str(),
        part.as_str(),
        revision,
        Json(body) as _,
        act.by as Option<EditorId>,
        act.note,
        act.at.to_sqlx() as _,
    )
    .fetch_optional(&mut *conn)
    .await?;
    announce(conn, inserted).await
}

async fn has_been_live(conn: &mut PgConnection, entry: &EntryId, lang: Lang) -> Result<bool, Error> {
    let found = sqlx::query_scalar!(
        r#"select exists (select from publication where entry_id = $1 and part = $2) as "exists!""#,
        entry.as_str(),
        lang.tag(),
    )
    .fetch_one(conn)
    .await?;
    Ok(found)
}

/// Inserts the withdrawal of a language, unless it is withdrawn just so; the caller sees to the shared part.
pub(super) async fn insert_withdrawal(
    conn: &mut PgConnection,
    entry: &EntryId,
    lang: Lang,
    withdrawal: &Withdrawal,
    act: &Act<'_>,
) -> Result<bool, Error> {
    let Withdrawal { reason, successor, redirects } = withdrawal;
    let reason = reason.get(lang).as_deref();
    let inserted = sqlx::query_scalar!(
        r#"
        insert into publication (entry_id, part, reason, successor_id, redirects, editor_id, note, at)
        select $1, $2, $3, $4, $5, $6, $7, $8
        where not exists (
            select from latest_publication
            where entry_id = $1 and part = $2 and body is null and redirects = $5
                and reason is not distinct from $3 and successor_id is not distinct from $4
        )
        returning id
        "#,
        entry.as_str(),
        lang.tag(),
        reason,
        successor.as_ref().map(EntryId::as_str),
        *redirects && successor.is_some(),
        act.by as Option<EditorId>,
        act.note,
        act.at.to_sqlx() as _,
    )
    .fetch_optional(&mut *conn)
    .await;
    match (inserted, successor) {
        (Err(sqlx::Error::Database(refusal)), Some(successor))
            if refusal.constraint() == Some("publication_successor_exists") =>
        {
            Err(Error::NotFound(successor.clone()))
        }
        (inserted, _) => announce(conn, inserted?).await,
    }
}

/// Withdraws the shared part of an entry of which no language is live any more.
pub(super) async fn withdraw_shared(
    conn: &mut PgConnection,
    entry: &EntryId,
    act: &Act<'_>,
) -> Result<bool, Error> {
    let inserted = sqlx::query_scalar!(
        r#"
        insert into publication (entry_id, part, editor_id, note, at)
        select $1, 'shared', $2, $3, $4
        from latest_publication
        where entry_id = $1 and body is not null
        having array_agg(part) = array['shared']
        returning id
        "#,
        entry.as_str(),
        act.by as Option<EditorId>,
        act.note,
        act.at.to_sqlx() as _,
    )
    .fetch_optional(&mut *conn)
    .await?;
    announce(conn, inserted).await
}

/// The channel on which every instance hears the ids of new publications, and an empty word when something else changed.
pub const CHANNEL: &str = "publication";

async fn announce(conn: &mut PgConnection, publication: Option<i64>) -> Result<bool, Error> {
    let Some(id) = publication else { return Ok(false) };
    sqlx::query!("select pg_notify($1, $2)", CHANNEL, id.to_string()).fetch_one(conn).await?;
    Ok(true)
}

/// Tells every instance that something readers see has changed without a publication: a place, an address, when a
/// detail was checked, or what staff say about words.
pub(super) async fn announce_change(conn: &mut PgConnection) -> Result<(), Error> {
    sqlx::query!("select pg_notify($1, '')", CHANNEL).fetch_one(conn).await?;
    Ok(())
}
