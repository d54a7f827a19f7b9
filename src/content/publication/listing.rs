//! What was published and withdrawn of an entry, and what of it readers see now.
//!
//! Invariant: nothing here changes anything.

use jiff::Timestamp;
use sqlx::{PgExecutor, types::Json};

use super::{LiveShared, Part, Withdrawal};
use crate::{
    content::{
        entry::{Body, Shared, Text},
        error::Error,
    },
    ids::{EditorId, EntryId},
    lang::{Lang, PerLang},
};

/// Something that was done to a part of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The part.
    pub part: Part,
    /// The number of the revision that went live; absent: the part was withdrawn.
    pub revision: Option<i32>,
    /// What was noted for the record.
    pub note: Option<String>,
    /// What readers were told of a withdrawal, in the language of the part.
    pub withdrawal: Withdrawal,
    /// Who did it; absent: the system.
    pub by: Option<EditorId>,
    /// When.
    pub at: Timestamp,
}

/// What readers see of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Current {
    /// All of it, as they see it: see [`Body::for_readers`].
    pub body: Body,
    /// The number of the revision from which each language is live.
    pub revisions: PerLang<Option<i32>>,
}

/// Every publication and withdrawal of an entry, the newest first.
pub async fn list(conn: impl PgExecutor<'_>, entry: &EntryId) -> Result<Vec<Event>, Error> {
    let rows = sqlx::query!(
        r#"
        select part, revision.number as "revision?", publication.note, reason,
            successor_id as "successor: EntryId", redirects, publication.editor_id as "by: EditorId",
            at as "at: jiff_sqlx::Timestamp"
        from publication left join revision on revision.id = revision_id
        where publication.entry_id = $1
        order by publication.id desc
        "#,
        entry.as_str(),
    )
    .fetch_all(conn)
    .await?;
    let events = rows.into_iter().filter_map(|row| {
        let part = Part::from_name(&row.part)?;
        let reason = PerLang::from_fn(|lang| row.reason.clone().filter(|_| part == Part::Text(lang)));
        Some(Event {
            part,
            revision: row.revision,
            note: row.note,
            withdrawal: Withdrawal { reason, successor: row.successor, redirects: row.redirects },
            by: row.by,
            at: row.at.to_jiff(),
        })
    });
    Ok(events.collect())
}

/// What readers see of an entry now, each part from the revision it was published from; none if nothing is live.
pub async fn find_current(conn: impl PgExecutor<'_>, entry: &EntryId) -> Result<Option<Current>, Error> {
    let rows = sqlx::query!(
        r#"
        select part as "part!", revision.number, revision.body as "body: Json<serde_json::Value>",
            latest_publication.body as "live!: Json<serde_json::Value>"
        from latest_publication join revision on revision.id = revision_id
        where latest_publication.entry_id = $1
        "#,
        entry.as_str(),
    )
    .fetch_all(conn)
    .await?;
    let unreadable = |source| Error::Body { entry: entry.clone(), source };
    let mut shared: Option<Shared> = None;
    let mut texts: PerLang<Option<Text>> = PerLang::from_fn(|_| None);
    let mut revisions = PerLang::from_fn(|_| None);
    for row in rows {
        let body: Body = serde_json::from_value(row.body.0).map_err(unreadable)?;
        let mut body = body.for_readers();
        match Part::from_name(&row.part) {
            Some(Part::Shared) => {
                take_live_words(&mut body.shared, row.live.0).map_err(unreadable)?;
                shared = Some(body.shared);
            }
            Some(Part::Text(lang)) => {
                *texts.get_mut(lang) = body.texts.get_mut(lang).take();
                *revisions.get_mut(lang) = Some(row.number);
            }
            None => {}
        }
    }
    Ok(shared.map(|shared| Current { body: Body { shared, texts }, revisions }))
}

/// Makes the fields say in each language what is live of them: where one language went live alone, the words of the
/// other stayed.
pub(in crate::content) fn take_live_words(
    shared: &mut Shared,
    live: serde_json::Value,
) -> Result<(), serde_json::Error> {
    let live: LiveShared = serde_json::from_value(live)?;
    for lang in Lang::ALL {
        shared.fields.take_words(&live.fields, *lang);
    }
    Ok(())
}
