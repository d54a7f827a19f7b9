//! The worklist of the two languages: how every entry stands, and since when something waits.
//!
//! Invariant: it is worked out from the newest revisions and the agreements; there is no list to keep in step. Times say
//! how long something waits, never whether it does, and only who shows or sorts by them looks back for them.

pub mod before;
mod past;
mod task;

use std::collections::{BTreeMap, HashMap};

use jiff::Timestamp;
use sqlx::{PgConnection, types::Json};

pub use self::{
    past::{look_back, look_back_for_urgent},
    task::{Order, Task, readers, tasks},
};
use super::{
    agreement::Agreement,
    entry::{Body, Kind},
    error::Error,
    parity::{Standing, standings},
    passage::Passage,
};
use crate::{ids::EntryId, lang::PerLang};

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
    /// Since when each open passage waits: since the newest revision, until someone [looks back](look_back).
    pub since: BTreeMap<Passage, Timestamp>,
    /// When the earliest was saved of the revisions that are looked back through: nothing waits longer.
    earliest: Timestamp,
    /// What was declared about its texts.
    declared: Vec<Agreement>,
}

impl Compared {
    /// The passages that someone has to look at.
    pub fn open(&self) -> impl Iterator<Item = &Standing> {
        self.standings.iter().filter(|standing| standing.state.is_open())
    }
}

/// Every entry that is not archived, by rank in the tree, as if everything that is open had begun to wait with its newest
/// revision. One query, which reads no older words.
pub async fn list(conn: &mut PgConnection) -> Result<Vec<Compared>, Error> {
    let rows = sqlx::query!(
        r#"
        select
            entry.id as "id!: EntryId",
            entry.kind as "kind!: Kind",
            newest.body as "body!: Json<Body>",
            newest.created_at as "created_at!: jiff_sqlx::Timestamp",
            (
                select min(created_at) from (
                    select created_at from revision where entry_id = entry.id order by number desc limit $1
                ) as revision
            ) as "earliest!: jiff_sqlx::Timestamp",
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
        "#,
        past::DEPTH,
    )
    .fetch_all(conn)
    .await?;
    let compared = rows.into_iter().map(|row| {
        let (body, declared) = (row.body.0, row.agreements.0);
        let standings = standings(&body, &declared);
        let at = row.created_at.to_jiff();
        let open = standings.iter().filter(|standing| standing.state.is_open());
        let since = open.map(|standing| (standing.passage.clone(), at)).collect();
        let earliest = row.earliest.to_jiff();
        Compared { id: row.id, kind: row.kind, body, standings, since, earliest, declared }
    });
    Ok(compared.collect())
}

/// How many passages of each entry that is not archived wait for each language, in one query.
pub async fn count_behind(conn: &mut PgConnection) -> Result<HashMap<EntryId, PerLang<usize>>, Error> {
    let found = list(conn).await?;
    let behind = |entry: &Compared, lang| {
        entry.open().filter(|standing| standing.state.behind().contains(&lang)).count()
    };
    let counts = found.iter().map(|entry| (entry.id.clone(), PerLang::from_fn(|lang| behind(entry, lang))));
    Ok(counts.collect())
}
