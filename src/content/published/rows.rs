//! What the view `live` says, entry by entry: what the snapshot is put together from, and what a copy of it holds.
//!
//! Invariant: nothing that the view does not show is in it. What is written here is read again by later versions of the
//! program, so a new field has a default.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
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

/// The latest publication of a part.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PartRow {
    pub(super) body: Option<serde_json::Value>,
    /// Since when readers see what it says, whichever language it went live with.
    pub(super) since: Timestamp,
    pub(super) reason: Option<String>,
    pub(super) successor: Option<EntryId>,
    pub(super) redirects: bool,
}

/// Where an entry is or was.
#[derive(Debug, Serialize, Deserialize)]
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
    pub(super) fn read(self) -> Option<Agreement> {
        let pair = Pair { en: self.en.try_into().ok()?, nl: self.nl.try_into().ok()? };
        Some(Agreement::of(self.passage.try_into().ok()?, pair, self.verdict))
    }
}

/// Reads the whole view, in one query.
pub async fn read(conn: impl PgExecutor<'_>) -> Result<Vec<Row>, Error> {
    let rows = sqlx::query!(
        r#"
        select
            id as "id!: EntryId",
            parent_id as "parent_id: EntryId",
            position as "position!",
            is_example as "is_example!",
            parts as "parts!: Json<BTreeMap<String, PartRow>>",
            addresses as "addresses!: Json<Vec<AddressRow>>",
            agreements as "agreements!: Json<Vec<AgreementRow>>",
            confirmations as "confirmations!: Json<Days>"
        from live
        order by position, id collate "C"
        "#
    )
    .fetch_all(conn)
    .await?;
    let rows = rows.into_iter().map(|row| Row {
        id: row.id,
        parent: row.parent_id,
        position: row.position,
        is_example: row.is_example,
        parts: row.parts.0,
        addresses: row.addresses.0,
        agreements: row.agreements.0,
        confirmations: row.confirmations.0,
    });
    Ok(rows.collect())
}
