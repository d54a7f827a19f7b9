//! The entry on someone's desk.
//!
//! Invariant: of other people's forms only their names are known here, never their text.

use jiff::{SignedDuration, Timestamp};
use sqlx::PgConnection;

use crate::{
    accounts::editor,
    admin::staff::Staff,
    content::{
        overview::{self, Glance},
        revision::{self, Revision},
        working_copy,
    },
    ids::EntryId,
    web::{Error, error::Result},
};

/// How long after it was last heard of a form counts as open.
const OPEN: SignedDuration = SignedDuration::from_mins(2);

/// An entry with what is around it.
pub(super) struct Desk {
    /// Every entry, to choose from.
    pub entries: Vec<Glance>,
    /// The entry itself.
    pub entry: Glance,
    /// What was saved last.
    pub newest: Revision,
}

impl Desk {
    /// The entry of that name; one that does not exist is no page.
    pub(super) async fn open(conn: &mut PgConnection, id: &EntryId) -> Result<Desk> {
        let entries = overview::list(&mut *conn).await?;
        let entry = entries.iter().find(|entry| entry.id == *id).cloned().ok_or(Error::NotFound)?;
        let newest = revision::find_newest(conn, id).await?.ok_or(Error::NotFound)?;
        Ok(Desk { entries, entry, newest })
    }
}

/// The names of the others who have a form of the entry open.
pub(super) async fn others(
    conn: &mut PgConnection,
    staff: &Staff,
    entry: &EntryId,
    now: Timestamp,
) -> Result<Vec<String>> {
    let ids = working_copy::others_at(&mut *conn, entry, staff.editor.id, now - OPEN).await?;
    let mut names = Vec::new();
    for id in ids {
        names.extend(editor::find(&mut *conn, id).await?.map(|editor| editor.name));
    }
    Ok(names)
}
