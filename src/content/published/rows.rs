//! What the view `live` says, entry by entry: what the snapshot is put together from, and what a copy of it holds.
//!
//! Invariant: nothing that the view does not show is in it. What is written here is read again by later versions of the
//! program, so a new field has a default.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sqlx::{PgExecutor, types::Json};

use crate::{
    content::{
        agreement::{Agreement, Pair, Verdict},
        confirmation::Days,
        error::Error,
    },
    ids::EntryId,
};

/// An entry that is live or was.
#[derive(Debug, Serialize, Deserialize)]
pub struct Row {
    pub(super) id: EntryId,
    pub(super) parent: Option<EntryId>,
    pub(super) position: i32,
    pub(super) is_example: bool,
    pub(super) parts: BTreeMap<String, PartRow>,
    pub(super) addresses: Vec<AddressRow>,
    pub(super) agreements: Vec<AgreementRow>,
    pub(super) confirmations: Days,
}

impl Row {
    /// The name of the entry.
    pub fn id(&self) -> &EntryId {
        &self.id
    }
}

/// The latest publication of a part.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PartRow {
    pub(super) body: Option<Box<RawValue>>,
    /// Since when readers see what it says, whichever language it went live with.
    pub(super) since: Timestamp,
    pub(super) reason: Option<String>,
    pub(super) successor: Option<EntryId>,
    pub(super) redirects: bool,
}

/// Where an entry is or was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct AddressRow {
    pub(super) lang: String,
    pub(super) path: String,
    pub(super) current: bool,
}

/// What was declared about a pair of texts last.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct AgreementRow {
    passage: String,
    en: String,
    nl: String,
    verdict: Verdict,
}

impl AgreementRow {
    /// What was declared; none for what this version of the program does not know.
    pub(super) fn read(&self) -> Option<Agreement> {
        let pair = Pair { en: self.en.clone().try_into().ok()?, nl: self.nl.clone().try_into().ok()? };
        Some(Agreement::of(self.passage.clone().try_into().ok()?, pair, self.verdict))
    }
}

/// How far the database had come when it was read: the oldest transaction that may not be in what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen(String);

/// Makes a query of the view, or of a part of it.
macro_rules! query {
    ($of:literal $(, $argument:expr)*) => {
        sqlx::query!(
            r#"
            select
                id as "id!: EntryId",
                parent_id as "parent_id: EntryId",
                position as "position!",
                is_example as "is_example!",
                parts as "parts!: Json<BTreeMap<String, PartRow>>",
                addresses as "addresses!: Json<Vec<AddressRow>>",
                agreements as "agreements!: Json<Vec<AgreementRow>>",
                confirmations as "confirmations!: Json<Days>",
                (select pg_snapshot_xmin(pg_current_snapshot())::text) as "seen!"
            from live
            "# + $of $(, $argument)*
        )
        .map(|row| {
            let (parts, addresses, agreements) = (row.parts.0, row.addresses.0, row.agreements.0);
            let (id, parent, position) = (row.id, row.parent_id, row.position);
            let (is_example, confirmations, seen) = (row.is_example, row.confirmations.0, row.seen);
            (Row { id, parent, position, is_example, parts, addresses, agreements, confirmations }, seen)
        })
    };
}

/// Reads the view in one query: all of it, or the entries that may be others than they were when it was last read.
/// Returns how far that came; none where nothing was found.
pub async fn read(
    conn: impl PgExecutor<'_>,
    since: Option<&Seen>,
) -> Result<(Vec<Row>, Option<Seen>), Error> {
    let rows = match since {
        None => query!("").fetch_all(conn).await?,
        Some(Seen(since)) => {
            query!("where id in (select entry_id from change where transaction_id >= $1::text::xid8)", since)
                .fetch_all(conn)
                .await?
        }
    };
    let mut seen = None;
    let rows = rows.into_iter().map(|(row, to)| {
        seen = Some(Seen(to));
        row
    });
    Ok((rows.collect(), seen))
}
