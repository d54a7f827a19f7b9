//! Confirmations: on a day, someone said that details are right.
//!
//! It is a statement about what readers see, as an agreement is one about texts: it makes no revision, holds at once, and
//! holds for as long as a detail says what it said then, whatever else is changed.
//!
//! Invariant: a confirmation names what was shown by its digest, and is never changed.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use jiff_sqlx::ToSqlx;
use sha2::{Digest as _, Sha256};
use sqlx::{PgConnection, PgExecutor};

use super::{
    contact::{Contact, Item},
    error::Error,
    publication,
};
use crate::ids::{EditorId, EntryId};

/// The day on which each detail was found right last, by its digest.
pub type Days = BTreeMap<String, Date>;

/// Who said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// A member of staff.
    Editor(EditorId),
    /// The organisation itself, by its mailbox.
    Mailbox(String),
    /// It came with an import.
    Import,
}

/// A statement as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confirmation {
    /// What was found right.
    pub digests: Vec<String>,
    /// Who said so.
    pub by: By,
    /// The day on which it was so.
    pub on: Date,
    /// When it was said.
    pub at: Timestamp,
}

/// What a detail is and says, in a form to keep and to compare: a hash in hexadecimal. Neither its rank, nor its source,
/// nor when it was checked is in it.
pub fn digest(item: &Item) -> String {
    // A `Value` keeps its keys sorted, so that the same words always are the same bytes.
    let said = serde_json::to_value(&item.said).unwrap_or_default();
    let hash = Sha256::digest(format!("{}\n{said}", item.key));
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// All details of a contact as one digest: what a person was shown.
pub fn digest_of_all(items: &[Item]) -> String {
    let mut digests: Vec<String> = items.iter().map(digest).collect();
    digests.sort();
    Sha256::digest(digests.join("\n")).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Dates the details of a contact by what was confirmed: the later of two days counts.
pub(super) fn apply(contact: &mut Contact, days: &Days) {
    if !days.is_empty() {
        contact.walk(&mut |item| item.checked_on.max(days.get(&digest(&item)).copied()));
    }
}

/// When each detail was checked, whoever said so.
pub(super) fn days_of(contact: &Contact) -> Days {
    let mut days = Days::new();
    contact.clone().walk(&mut |item| {
        if let Some(day) = item.checked_on {
            days.insert(digest(&item), day);
        }
        item.checked_on
    });
    days
}

/// Records that details were found right, and tells every instance.
pub async fn record(conn: &mut PgConnection, entry: &EntryId, said: &Confirmation) -> Result<(), Error> {
    let (editor, mailbox) = match &said.by {
        By::Editor(id) => (Some(*id), None),
        By::Mailbox(mailbox) => (None, Some(mailbox.as_str())),
        By::Import => (None, None),
    };
    sqlx::query!(
        r#"
        insert into confirmation (entry_id, digests, editor_id, mailbox, on_day, at)
        values ($1, $2, $3, $4, $5, $6)
        "#,
        entry.as_str(),
        &said.digests,
        editor as Option<EditorId>,
        mailbox,
        said.on.to_sqlx() as _,
        said.at.to_sqlx() as _,
    )
    .execute(&mut *conn)
    .await?;
    publication::announce_change(conn).await
}

/// What was confirmed of an entry, the newest first.
pub async fn list(conn: impl PgExecutor<'_>, entry: &EntryId) -> Result<Vec<Confirmation>, Error> {
    let rows = sqlx::query!(
        r#"
        select digests, editor_id as "editor_id: EditorId", mailbox, on_day as "on_day: jiff_sqlx::Date",
            at as "at: jiff_sqlx::Timestamp"
        from confirmation where entry_id = $1
        order by on_day desc, id desc
        "#,
        entry.as_str(),
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Confirmation {
            digests: row.digests,
            by: match (row.editor_id, row.mailbox) {
                (Some(id), _) => By::Editor(id),
                (None, Some(mailbox)) => By::Mailbox(mailbox),
                (None, None) => By::Import,
            },
            on: row.on_day.to_jiff(),
            at: row.at.to_jiff(),
        })
        .collect())
}

/// The day on which each detail of an entry was found right last.
pub(super) async fn days(conn: impl PgExecutor<'_>, entry: &EntryId) -> Result<Days, Error> {
    let mut days = Days::new();
    for said in list(conn, entry).await? {
        for digest in said.digests {
            let day = days.entry(digest).or_insert(said.on);
            *day = (*day).max(said.on);
        }
    }
    Ok(days)
}

/// Takes in what was confirmed elsewhere, as far as it says more than is known. Returns how many details that are.
pub(super) async fn take_in(
    conn: &mut PgConnection,
    entry: &EntryId,
    days: &Days,
    at: Timestamp,
) -> Result<usize, Error> {
    let known = self::days(&mut *conn, entry).await?;
    let mut by_day: BTreeMap<Date, Vec<String>> = BTreeMap::new();
    for (digest, day) in days {
        if known.get(digest).is_none_or(|known| known < day) {
            by_day.entry(*day).or_default().push(digest.clone());
        }
    }
    let count = by_day.values().map(Vec::len).sum();
    for (on, digests) in by_day {
        record(conn, entry, &Confirmation { digests, by: By::Import, on, at }).await?;
    }
    Ok(count)
}
