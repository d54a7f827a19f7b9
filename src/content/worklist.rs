//! The worklist of the two languages: how every entry stands, and since when something waits.
//!
//! Invariant: it is worked out from the newest revisions and the agreements; there is no list to keep in step. Times say
//! how long something waits, never whether it does.

pub mod before;
mod task;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::Timestamp;
use sqlx::{PgConnection, types::Json};

pub use self::task::{Order, Task, readers, tasks};
use super::{
    agreement::{Agreement, Pair, pairs},
    entry::{Body, Kind},
    error::Error,
    parity::{Standing, standing, standings},
    passage::Passage,
};
use crate::{ids::EntryId, lang::PerLang};

/// How many revisions of an entry are looked through for the time since when something waits.
const DEPTH: i64 = 100;

/// An entry as its languages stand to each other in its newest revision.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The entry.
    pub id: EntryId,
    /// Its kind.
    pub kind: Kind,
    /// What it says.
    pub body: Body,
    /// How each of its passages stands, in the order of the form.
    pub standings: Vec<Standing>,
    /// Since when each open passage waits.
    pub since: BTreeMap<Passage, Timestamp>,
}

impl Compared {
    /// The passages that someone has to look at.
    pub fn open(&self) -> impl Iterator<Item = &Standing> {
        self.standings.iter().filter(|standing| standing.state.is_open())
    }
}

/// Every entry that is not archived, by rank in the tree. Two queries, however many there are.
pub async fn list(conn: &mut PgConnection) -> Result<Vec<Compared>, Error> {
    let (mut found, declared) = newest(conn).await?;
    look_back(conn, &mut found, &declared).await?;
    Ok(found)
}

/// How many passages of each entry that is not archived wait for each language, in one query.
pub async fn count_behind(conn: &mut PgConnection) -> Result<HashMap<EntryId, PerLang<usize>>, Error> {
    let (found, _) = newest(conn).await?;
    let behind = |entry: &Compared, lang| {
        entry.open().filter(|standing| standing.state.behind().contains(&lang)).count()
    };
    let counts = found.iter().map(|entry| (entry.id.clone(), PerLang::from_fn(|lang| behind(entry, lang))));
    Ok(counts.collect())
}

/// What was declared about the texts of each entry.
type Declarations = HashMap<EntryId, Vec<Agreement>>;

/// How every entry stands, as if everything that is open had begun to wait with its newest revision.
async fn newest(conn: &mut PgConnection) -> Result<(Vec<Compared>, Declarations), Error> {
    let rows = sqlx::query!(
        r#"
        select
            entry.id as "id!: EntryId",
            entry.kind as "kind!: Kind",
            newest.body as "body!: Json<Body>",
            newest.created_at as "created_at!: jiff_sqlx::Timestamp",
            coalesce(
                (
                    select jsonb_agg(
                        jsonb_build_object(
                            'passage', passage, 'en', en_hash, 'nl', nl_hash, 'verdict', verdict,
                            'reason', reason, 'facts_compared', facts_compared
                        )
                        order by latest_agreement.id
                    )
                    from latest_agreement where latest_agreement.entry_id = entry.id
                ),
                '[]'
            ) as "agreements!: Json<Vec<Agreement>>"
        from entry
        join lateral (
            select body, created_at from revision where entry_id = entry.id order by number desc limit 1
        ) as newest on true
        where entry.archived_at is null
        order by entry.position, entry.id collate "C"
        "#
    )
    .fetch_all(conn)
    .await?;
    let mut found = Vec::new();
    let mut declared = Declarations::new();
    for row in rows {
        let agreements = row.agreements.0;
        let standings = standings(&row.body.0, &agreements);
        let at = row.created_at.to_jiff();
        let open = standings.iter().filter(|standing| standing.state.is_open());
        let since = open.map(|standing| (standing.passage.clone(), at)).collect();
        declared.insert(row.id.clone(), agreements);
        found.push(Compared { id: row.id, kind: row.kind, body: row.body.0, standings, since });
    }
    Ok((found, declared))
}

/// Finds for each open passage the first of the revisions, back from the newest, in which it was open without a break.
async fn look_back(
    conn: &mut PgConnection,
    found: &mut [Compared],
    declared: &Declarations,
) -> Result<(), Error> {
    let open = found.iter().filter(|entry| !entry.since.is_empty()).map(|entry| entry.id.to_string());
    let revisions = earlier(conn, &open.collect::<Vec<_>>()).await?;
    for entry in found {
        let (Some(revisions), Some(agreements)) = (revisions.get(&entry.id), declared.get(&entry.id)) else {
            continue;
        };
        let mut waiting: BTreeSet<Passage> = entry.since.keys().cloned().collect();
        for (body, at) in revisions {
            let then: BTreeMap<Passage, Pair> = pairs(body).into_iter().collect();
            waiting.retain(|passage| {
                let pair = then.get(passage).cloned();
                pair.is_some_and(|pair| standing(passage.clone(), pair, agreements).state.is_open())
            });
            for passage in &waiting {
                entry.since.insert(passage.clone(), *at);
            }
        }
    }
    Ok(())
}

/// Some of the revisions of an entry, the newest first.
type Earlier = HashMap<EntryId, Vec<(Body, Timestamp)>>;

/// What those entries said before their newest revision.
async fn earlier(conn: &mut PgConnection, entries: &[String]) -> Result<Earlier, Error> {
    let rows = sqlx::query!(
        r#"
        select entry_id as "entry!: EntryId", body as "body!: Json<Body>",
            created_at as "created_at!: jiff_sqlx::Timestamp"
        from (
            select entry_id, number, body, created_at,
                row_number() over (partition by entry_id order by number desc) as depth
            from revision where entry_id = any($1)
        ) as revision
        where depth > 1 and depth <= $2
        order by entry_id, number desc
        "#,
        entries,
        DEPTH,
    )
    .fetch_all(conn)
    .await?;
    let mut revisions = Earlier::new();
    for row in rows {
        revisions.entry(row.entry).or_default().push((row.body.0, row.created_at.to_jiff()));
    }
    Ok(revisions)
}
