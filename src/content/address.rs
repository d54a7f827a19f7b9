//! Addresses: where a page is in each language, and where it was.
//!
//! Invariant: an address never dies. A page that moves leaves its old address as a permanent redirect, and everything
//! below it moves in the same transaction; a chain of redirects is never longer than one.

use std::collections::HashMap;

use sqlx::PgConnection;

use super::{entry::Kind, error::Error};
use crate::{ids::EntryId, lang::Lang};

/// Addresses, without their language, at which the program itself answers: no entry can take them.
pub const RESERVED: &[&str] = &["search", "zoeken", "contact/opening-hours", "contact/openingstijden"];

/// An entry in the tree with the slug it last published in one language.
struct Node {
    id: EntryId,
    parent: Option<EntryId>,
    kind: Kind,
    lang: Lang,
    slug: Option<String>,
    is_published: bool,
    is_live: bool,
}

/// Works out the addresses of an entry and everything below it (of all entries, if none is given) in every language
/// from the slugs they published last, and moves what has moved.
pub(super) async fn refresh(conn: &mut PgConnection, entry: Option<&EntryId>) -> Result<(), Error> {
    let nodes = list_nodes(conn, entry).await?;
    let by_id: HashMap<(&EntryId, Lang), &Node> =
        nodes.iter().map(|node| ((&node.id, node.lang), node)).collect();
    for node in nodes.iter().filter(|node| node.is_published && node.kind.has_page()) {
        let path = path(node, &by_id);
        let taken = set_current(conn, node.lang, &path, &node.id).await?;
        // A withdrawn page lets another have its address.
        if !taken && node.is_live {
            return Err(Error::AddressTaken { lang: node.lang, path });
        }
    }
    Ok(())
}

/// Adds an address at which the entry once was, unless something is there.
pub(super) async fn add_former(
    conn: &mut PgConnection,
    lang: Lang,
    path: &str,
    entry: &EntryId,
) -> Result<(), Error> {
    sqlx::query!(
        r#"
        insert into address (lang, path, entry_id, current) values ($1, $2, $3, false)
        on conflict on constraint address_pkey do nothing
        "#,
        lang.tag(),
        path,
        entry.as_str(),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// The slugs from the root down. An ancestor that was never published in the language has no slug and is skipped.
fn path(node: &Node, by_id: &HashMap<(&EntryId, Lang), &Node>) -> String {
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
        with recursive
        below (id) as (
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
            lang as "lang!",
            last.slug,
            last.slug is not null or last.at is not null as "is_published!",
            exists (
                select from latest_publication as live
                where live.entry_id = entry.id and live.part = lang and live.body is not null
            ) as "is_live!",
            entry.id in (select id from below) as "is_below!"
        from entry
        cross join unnest($2::text[]) as lang
        left join lateral (
            select body ->> 'slug' as slug, at from publication
            where entry_id = entry.id and part = lang and body is not null
            order by id desc limit 1
        ) as last on true
        where entry.id in (select id from below union select id from above)
        "#,
        entry.map(EntryId::as_str),
        &tags,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            Some(Node {
                lang: Lang::from_tag(&row.lang)?,
                id: row.id,
                parent: row.parent_id,
                kind: row.kind,
                slug: row.slug,
                // Ancestors lend their slug; only what is below is moved.
                is_published: row.is_published && row.is_below,
                is_live: row.is_live,
            })
        })
        .collect())
}

/// Makes `path` the present address of the entry. An address that another page has left, or whose page is withdrawn,
/// is free to take. Returns whether it could be taken.
async fn set_current(
    conn: &mut PgConnection,
    lang: Lang,
    path: &str,
    entry: &EntryId,
) -> Result<bool, Error> {
    if RESERVED.contains(&path) {
        return Err(Error::AddressReserved { lang, path: path.to_owned() });
    }
    sqlx::query!(
        "update address set current = false where lang = $1 and entry_id = $2 and current and path <> $3",
        lang.tag(),
        entry.as_str(),
        path,
    )
    .execute(&mut *conn)
    .await?;
    let taken = sqlx::query!(
        r#"
        insert into address (lang, path, entry_id, current) values ($1, $2, $3, true)
        on conflict on constraint address_pkey do update set entry_id = excluded.entry_id, current = true
        where address.entry_id = excluded.entry_id
            or not address.current
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
    Ok(taken.rows_affected() > 0)
}
