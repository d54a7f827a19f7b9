//! Addresses: where a page is in each language, and where it was.
//!
//! Invariant: an address never dies. A page that moves leaves its old address as a permanent redirect, and everything
//! below it moves in the same transaction; a chain of redirects is never longer than one.

use std::collections::HashMap;

use sqlx::PgConnection;

use super::{entry::Kind, error::Error};
use crate::{
    ids::{EntryId, is_hyphenated},
    lang::Lang,
};

/// Addresses, without their language, at which the program itself answers: no entry can take them.
pub const RESERVED: &[&str] = &["search", "zoeken", "contact/opening-hours", "contact/openingstijden"];

/// An entry in the tree, in one language.
struct Node {
    id: EntryId,
    parent: Option<EntryId>,
    lang: Lang,
    /// What it adds to the addresses of what is below it.
    slug: Option<String>,
    /// Where it is, or was when it was withdrawn.
    current: Option<String>,
    /// Whether it is to be where its slugs say: a live page of those that were asked for.
    is_placed: bool,
}

/// Makes everyone else who would change an address or the tree wait until this transaction ends. To be taken after
/// the locks of entries.
pub(super) async fn lock(conn: &mut PgConnection) -> Result<(), Error> {
    sqlx::query!("lock table address in share row exclusive mode").execute(conn).await?;
    Ok(())
}

/// Works out the addresses of an entry and everything below it (of all entries, if none is given) in every language
/// from the slugs they published last, and moves what has moved. What is withdrawn stays gone where it was.
pub(super) async fn refresh(conn: &mut PgConnection, entry: Option<&EntryId>) -> Result<(), Error> {
    lock(conn).await?;
    let nodes = list_nodes(conn, entry).await?;
    let by_id: HashMap<(&EntryId, Lang), &Node> =
        nodes.iter().map(|node| ((&node.id, node.lang), node)).collect();
    let moves: Vec<(&Node, String)> = nodes
        .iter()
        .filter(|node| node.is_placed)
        .map(|node| (node, path(node, &by_id)))
        .filter(|(node, path)| node.current.as_ref() != Some(path))
        .collect();
    // All leave before the first arrives: pages may swap their addresses.
    for (node, _) in &moves {
        leave(conn, node.lang, &node.id).await?;
    }
    for (node, path) in &moves {
        take(conn, node.lang, path, &node.id).await?;
    }
    Ok(())
}

/// Whether text can be an address without its language: the empty one, or words with hyphens and slashes.
pub(super) fn is_path(text: &str) -> bool {
    text.is_empty() || text.split('/').all(is_hyphenated)
}

/// Adds an address at which the entry once was, unless something is there. Returns whether it was added.
pub(super) async fn add_former(
    conn: &mut PgConnection,
    lang: Lang,
    path: &str,
    entry: &EntryId,
) -> Result<bool, Error> {
    add(conn, lang, path, entry, false).await
}

/// Adds the address at which the entry was when it was withdrawn, unless something is there or the entry elsewhere.
/// Returns whether it was added.
pub(super) async fn add_withdrawn(
    conn: &mut PgConnection,
    lang: Lang,
    path: &str,
    entry: &EntryId,
) -> Result<bool, Error> {
    add(conn, lang, path, entry, true).await
}

async fn add(
    conn: &mut PgConnection,
    lang: Lang,
    path: &str,
    entry: &EntryId,
    current: bool,
) -> Result<bool, Error> {
    let added = sqlx::query!(
        r#"
        insert into address (lang, path, entry_id, current)
        select $1, $2, $3, $4 and not exists (select from address where entry_id = $3 and lang = $1 and current)
        on conflict on constraint address_pkey do nothing
        "#,
        lang.tag(),
        path,
        entry.as_str(),
        current,
    )
    .execute(conn)
    .await?;
    Ok(added.rows_affected() > 0)
}

/// The slugs from the root down. An ancestor that was never published in the language has no slug and is skipped.
fn path(node: &Node, by_id: &HashMap<(&EntryId, Lang), &Node>) -> String {
    if node.id.is_home() {
        return String::new();
    }
    let mut slugs: Vec<&str> = Vec::new();
    let mut next = Some(node);
    while let Some(current) = next {
        slugs.extend(current.slug.as_deref());
        next = current.parent.as_ref().and_then(|parent| by_id.get(&(parent, node.lang)).copied());
    }
    slugs.reverse();
    slugs.join("/")
}

/// The entry with what is below and above it, once per language.
async fn list_nodes(conn: &mut PgConnection, entry: Option<&EntryId>) -> Result<Vec<Node>, Error> {
    let tags: Vec<String> = Lang::ALL.iter().map(|lang| lang.tag().to_owned()).collect();
    let rows = sqlx::query!(
        r#"
        with recursive below (id) as (
            select id from entry where $1::text is null or id = $1
            union
            select entry.id from entry join below on entry.parent_id = below.id
        ),
        above (id) as (
            select parent_id from entry where id = $1
            union
            select entry.parent_id from entry join above on entry.id = above.id
        )
        select
            entry.id as "id!: EntryId",
            entry.parent_id as "parent_id: EntryId",
            entry.kind as "kind!: Kind",
            language.tag as "lang!",
            address.path as "path?",
            -- Content that came in withdrawn was never published here: its address has its slug.
            case when last.id is null then substring(address.path from '[^/]+$') else last.slug end as slug,
            coalesce(last.is_live, false) as "is_live!",
            entry.id in (select id from below) as "is_below!"
        from entry
        cross join unnest($2::text[]) as language (tag)
        left join address on address.entry_id = entry.id and address.lang = language.tag and address.current
        left join lateral (
            select
                id,
                body ->> 'slug' as slug,
                not exists (
                    select from publication as newer
                    where newer.entry_id = entry.id and newer.part = language.tag and newer.id > publication.id
                ) as is_live
            from publication
            where entry_id = entry.id and part = language.tag and body is not null
            order by id desc limit 1
        ) as last on true
        where entry.id in (select id from below union select id from above)
        order by entry.id, language.tag
        "#,
        entry.map(EntryId::as_str),
        &tags,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let has_slug = row.kind.has_page() && !row.id.is_home();
            Some(Node {
                lang: Lang::from_tag(&row.lang)?,
                // Ancestors lend their slug; only what is below is moved.
                is_placed: row.is_live && row.is_below && row.kind.has_page(),
                id: row.id,
                parent: row.parent_id,
                slug: row.slug.filter(|_| has_slug),
                current: row.path,
            })
        })
        .collect())
}

async fn leave(conn: &mut PgConnection, lang: Lang, entry: &EntryId) -> Result<(), Error> {
    sqlx::query!(
        "update address set current = false where lang = $1 and entry_id = $2 and current",
        lang.tag(),
        entry.as_str(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Makes `path` the present address of the entry. An address that another page has left, or whose page is withdrawn,
/// is free to take.
async fn take(conn: &mut PgConnection, lang: Lang, path: &str, entry: &EntryId) -> Result<(), Error> {
    if RESERVED.contains(&path) {
        return Err(Error::AddressReserved { lang, path: path.to_owned() });
    }
    let taken = sqlx::query!(
        r#"
        insert into address (lang, path, entry_id, current) values ($1, $2, $3, true)
        on conflict on constraint address_pkey do update set entry_id = excluded.entry_id, current = true
        where not address.current
            or not exists (
                select from latest_publication as live
                where live.entry_id = address.entry_id and live.part = address.lang and live.body is not null
            )
        "#,
        lang.tag(),
        path,
        entry.as_str(),
    )
    .execute(conn)
    .await?;
    if taken.rows_affected() == 0 {
        return Err(Error::AddressTaken { lang, path: path.to_owned() });
    }
    Ok(())
}
