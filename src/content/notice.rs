//! A notice: a message that stands on every page, or with one contact point, from a moment until another. Its title is
//! the message, its summary says more.
//!
//! Invariant: it ends after it starts, and closes only the contact point that it is about.

use jiff::{Timestamp, civil::DateTime};
use serde::{Deserialize, Serialize};
use sqlx::{PgExecutor, types::Json};

use super::{
    entry::{Body, Fields},
    error::Error,
    values::minute,
};
use crate::{clock, ids::EntryId};

/// What both languages of a notice share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Stored")]
pub struct Notice {
    /// The contact point it is about; none: it stands on every page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<EntryId>,
    /// When it starts, as clocks in Leiden say.
    #[serde(serialize_with = "minute::serialize")]
    pub from: DateTime,
    /// When it ends: from this minute on it stands nowhere.
    #[serde(serialize_with = "minute::serialize")]
    pub until: DateTime,
    /// Whether the contact point is closed meanwhile.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub closes: bool,
}

/// Why fields are no notice; the text is for the person who typed or imported them.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum InvalidNotice {
    /// It would never stand anywhere.
    #[error("a notice ends after it starts")]
    Ends,
    /// It closes, and nobody knows what.
    #[error("a notice that closes is about a contact point")]
    ClosesNothing,
}

/// Where a notice is in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// It stands on its pages.
    Running,
    /// It has not started.
    Coming,
    /// It has ended.
    Past,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    #[serde(default)]
    about: Option<EntryId>,
    #[serde(deserialize_with = "minute::deserialize")]
    from: DateTime,
    #[serde(deserialize_with = "minute::deserialize")]
    until: DateTime,
    #[serde(default)]
    closes: bool,
}

impl Notice {
    /// A notice that holds what every notice has to.
    pub fn new(
        about: Option<EntryId>,
        from: DateTime,
        until: DateTime,
        closes: bool,
    ) -> Result<Notice, InvalidNotice> {
        if until <= from {
            return Err(InvalidNotice::Ends);
        }
        if closes && about.is_none() {
            return Err(InvalidNotice::ClosesNothing);
        }
        Ok(Notice { about, from, until, closes })
    }

    /// The moment it starts.
    pub fn starts(&self) -> Timestamp {
        clock::moment(self.from)
    }

    /// The moment it ends.
    pub fn ends(&self) -> Timestamp {
        clock::moment(self.until)
    }

    /// Where it is at that moment: it runs from its start on and no more at its end.
    pub fn phase(&self, now: Timestamp) -> Phase {
        if now < self.starts() {
            Phase::Coming
        } else if now < self.ends() {
            Phase::Running
        } else {
            Phase::Past
        }
    }
}

impl TryFrom<Stored> for Notice {
    type Error = InvalidNotice;

    fn try_from(stored: Stored) -> Result<Notice, InvalidNotice> {
        Notice::new(stored.about, stored.from, stored.until, stored.closes)
    }
}

/// The newest revision of every notice that is not archived, whether readers see it or not.
pub async fn list(conn: impl PgExecutor<'_>) -> Result<Vec<(EntryId, Notice)>, Error> {
    let rows = sqlx::query!(
        r#"
        select entry.id as "id!: EntryId", newest.body as "body!: Json<Body>"
        from entry
        join lateral (
            select body from revision where entry_id = entry.id order by number desc limit 1
        ) as newest on true
        where entry.kind = 'notice' and entry.archived_at is null
        order by entry.id collate "C"
        "#
    )
    .fetch_all(conn)
    .await?;
    let notices = rows.into_iter().filter_map(|row| match row.body.0.shared.fields {
        Fields::Notice(notice) => Some((row.id, notice)),
        _ => None,
    });
    Ok(notices.collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn notice(from: &str, until: &str) -> Notice {
        serde_json::from_value(json!({ "from": from, "until": until })).expect("a notice")
    }

    fn phase(notice: &Notice, at: &str) -> Phase {
        notice.phase(at.parse().expect("a moment"))
    }

    #[test]
    fn it_is_stored_as_clocks_in_leiden_say() {
        let stored = json!({ "about": "centre", "from": "2026-12-24T13:00", "until": "2026-12-27T09:30", "closes": true });
        let notice: Notice = serde_json::from_value(stored.clone()).expect("a notice");
        assert_eq!(serde_json::to_value(&notice).expect("json"), stored);
    }

    #[test]
    fn it_runs_from_its_first_minute_to_the_one_before_its_end() {
        let notice = notice("2026-12-24T13:00", "2026-12-24T17:00");
        assert_eq!(phase(&notice, "2026-12-24T11:59:59Z"), Phase::Coming);
        assert_eq!(phase(&notice, "2026-12-24T12:00:00Z"), Phase::Running);
        assert_eq!(phase(&notice, "2026-12-24T15:59:59Z"), Phase::Running);
        assert_eq!(phase(&notice, "2026-12-24T16:00:00Z"), Phase::Past);
    }

    #[test]
    fn where_the_clock_is_changed_it_runs_on() {
        let autumn = notice("2026-10-25T02:30", "2026-10-25T03:00");
        assert_eq!(phase(&autumn, "2026-10-25T00:29:59Z"), Phase::Coming, "the first of two");
        assert_eq!(phase(&autumn, "2026-10-25T01:59:59Z"), Phase::Running);
        assert_eq!(phase(&autumn, "2026-10-25T02:00:00Z"), Phase::Past);
        let spring = notice("2027-03-28T02:30", "2027-03-28T04:00");
        assert_eq!(
            phase(&spring, "2027-03-28T01:29:59Z"),
            Phase::Coming,
            "a time that is skipped comes later"
        );
        assert_eq!(phase(&spring, "2027-03-28T01:30:00Z"), Phase::Running);
    }

    #[test]
    fn what_can_never_stand_anywhere_is_refused() {
        let refused = |stored: serde_json::Value| {
            serde_json::from_value::<Notice>(stored).err().map(|error| error.to_string()).unwrap_or_default()
        };
        let same = json!({ "from": "2026-12-24T13:00", "until": "2026-12-24T13:00" });
        assert_eq!(refused(same), InvalidNotice::Ends.to_string());
        let nothing = json!({ "from": "2026-12-24T13:00", "until": "2026-12-24T17:00", "closes": true });
        assert_eq!(refused(nothing), InvalidNotice::ClosesNothing.to_string());
        for bad in
            ["2026-12-24", "2026-12-24T13", "24-12-2026 13:00", "2026-12-24T13:00:30", "2026-12-24T25:00"]
        {
            assert!(
                refused(json!({ "from": bad, "until": "2026-12-31T00:00" })).contains("is not a minute"),
                "{bad}"
            );
        }
    }
}
