//! What publishing one entry did to the pages of others: a line in the history of each.
//!
//! Invariant: the lines are written in the transaction of the publication, one for each act and page, and never changed.

use std::collections::BTreeSet;

use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, PgExecutor, types::Json};

use super::{
    entry::{Fields, Kind},
    error::Error,
    page::Listing,
    publication::LiveShared,
    reference::{self, Live},
};
use crate::{
    clock,
    ids::{EditorId, EntryId},
};

/// Something that was done to another entry, which readers of this one saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consequence {
    /// The other entry.
    pub entry: EntryId,
    /// The number of its revision that went live; absent: it was withdrawn.
    pub revision: Option<i32>,
    /// Who did it; absent: the system.
    pub by: Option<EditorId>,
    /// When.
    pub at: Timestamp,
}

/// Notes what was just done to an entry at every live entry that shows, quotes, links to or lists it.
pub(super) async fn record(conn: &mut PgConnection, entry: &EntryId, at: Timestamp) -> Result<(), Error> {
    let others: Vec<String> = list_affected(conn, entry, at).await?.into_iter().map(String::from).collect();
    sqlx::query!(
        r#"
        insert into consequence (publication_id, entry_id)
        select (select max(id) from publication where entry_id = $1), other from unnest($2::text[]) as other
        "#,
        entry.as_str(),
        &others,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What was done to others, the newest first, as far as readers of this entry saw it.
pub async fn list(conn: impl PgExecutor<'_>, entry: &EntryId) -> Result<Vec<Consequence>, Error> {
    let rows = sqlx::query!(
        r#"
        select publication.entry_id as "entry: EntryId", revision.number as "revision?",
            publication.editor_id as "by: EditorId", publication.at as "at: jiff_sqlx::Timestamp"
        from consequence
        join publication on publication.id = consequence.publication_id
        left join revision on revision.id = publication.revision_id
        where consequence.entry_id = $1
        order by publication.id desc
        "#,
        entry.as_str(),
    )
    .fetch_all(conn)
    .await?;
    let rows = rows.into_iter();
    let consequence = |entry, revision, by, at| Consequence { entry, revision, by, at };
    Ok(rows.map(|row| consequence(row.entry, row.revision, row.by, row.at.to_jiff())).collect())
}

/// The live entries that point to an entry or list it, also by way of what is shown within them, and the contact point
/// that a notice is about.
async fn list_affected(
    conn: &mut PgConnection,
    entry: &EntryId,
    at: Timestamp,
) -> Result<BTreeSet<EntryId>, Error> {
    let day = at.to_zoned(clock::zone()).date();
    let mut found = BTreeSet::new();
    let mut kinds = vec![kind(conn, entry).await?];
    let mut targets = vec![entry.clone()];
    for shared in list_shared(conn, entry, at).await? {
        found.extend(goals(&shared.fields));
        if let Some(about) = shared.fields.about() {
            found.insert(about.clone());
            targets.push(about.clone());
            kinds.push(kind(conn, about).await?);
        }
    }
    while !targets.is_empty() {
        let users = reference::list_users(conn, &targets).await?;
        let new: Vec<Live> = users
            .into_iter()
            .filter(|user| user.entry != *entry && found.insert(user.entry.clone()))
            .collect();
        let passing = || new.iter().filter(|user| passes_on(&user.shared.fields, day));
        kinds.extend(passing().map(|user| user.shared.fields.kind()));
        found.extend(passing().flat_map(|user| goals(&user.shared.fields)));
        targets = passing().map(|user| user.entry.clone()).collect();
    }
    found.extend(list_listing(conn, &kinds).await?);
    found.remove(entry);
    Ok(found)
}

/// Whether readers see what an entry shows on the pages that show the entry: it has no page of its own, or another
/// stands in its place.
fn passes_on(fields: &Fields, day: Date) -> bool {
    match fields {
        Fields::Contact(contact) => contact.successor(day).is_some(),
        _ => !fields.kind().has_page(),
    }
}

/// The goals on whose pages an action is listed.
fn goals(fields: &Fields) -> Vec<EntryId> {
    match fields {
        Fields::Action(action) => action.goals.clone(),
        _ => Vec::new(),
    }
}

/// What both languages of an entry shared before that moment, and share now; the last of it where it was withdrawn.
async fn list_shared(
    conn: &mut PgConnection,
    entry: &EntryId,
    at: Timestamp,
) -> Result<Vec<LiveShared>, Error> {
    let rows = sqlx::query_scalar!(
        r#"
        select body as "body!: Json<LiveShared>"
        from publication
        where id in (
            select max(id) from publication where entry_id = $1 and part = 'shared' and body is not null
            union
            select max(id) from publication
            where entry_id = $1 and part = 'shared' and body is not null and at < $2
        )
        "#,
        entry.as_str(),
        at.to_sqlx() as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|body| body.0).collect())
}

async fn kind(conn: &mut PgConnection, entry: &EntryId) -> Result<Kind, Error> {
    let kind = sqlx::query_scalar!(r#"select kind as "kind: Kind" from entry where id = $1"#, entry.as_str());
    kind.fetch_optional(conn).await?.ok_or_else(|| Error::NotFound(entry.clone()))
}

/// The live pages that list entries of one of those kinds.
async fn list_listing(conn: &mut PgConnection, kinds: &[Kind]) -> Result<Vec<EntryId>, Error> {
    let rows = sqlx::query!(
        r#"
        select entry_id as "entry_id!: EntryId", body -> 'fields' ->> 'lists' as "lists!"
        from latest_publication
        where part = 'shared' and body -> 'fields' ->> 'lists' is not null
        "#,
    )
    .fetch_all(conn)
    .await?;
    let lists = |word: String| serde_json::from_value::<Listing>(word.into()).ok()?.kind();
    let listing = rows.into_iter().filter_map(|row| {
        let kind = lists(row.lists)?;
        kinds.contains(&kind).then_some(row.entry_id)
    });
    Ok(listing.collect())
}
