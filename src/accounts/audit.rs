//! What was done: action, object, result, origin, actor, time (BIO2 8.15.01).
//!
//! Events are numbered without gaps, and each holds the hash of itself and of the one before it. Changing or removing one
//! breaks the chain there; only what was cut off at its end does not show, for which there is the export.
//!
//! Invariant: events are added and never changed; a trigger refuses anything else. None holds a secret, and none holds a
//! character that could make two lines of one.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, PgExecutor};

use super::{editor::Editor, error::Error, words::one_line};
use crate::ids::EditorId;

/// The most characters of a text in an event.
const LONGEST: usize = 2_000;

/// Who did it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Actor {
    /// A member of staff, by the name they had then.
    Editor(EditorId, String),
    /// Someone who is not signed in.
    Visitor,
    /// The program itself, or who runs it.
    System,
}

impl From<&Editor> for Actor {
    fn from(editor: &Editor) -> Actor {
        Actor::Editor(editor.id, editor.name.clone())
    }
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was not allowed, or something was wrong with what was sent.
    Refused,
    /// It was allowed and did not work.
    Failed,
}

impl Outcome {
    /// Its word in the database and in exports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Outcome::Done => "done",
            Outcome::Refused => "refused",
            Outcome::Failed => "failed",
        }
    }
}

/// Something that was done, to be recorded.
#[derive(Clone, Debug)]
pub struct Event {
    /// Who did it.
    pub actor: Actor,
    /// From where: a network address, `command line` or `schedule`.
    pub origin: String,
    /// What, in words with dots and hyphens: `editor.invite`.
    pub action: &'static str,
    /// What kind of thing it was done to, such as `editor` or `entry`.
    pub object_kind: &'static str,
    /// Which of them; empty where that is not known.
    pub object_id: String,
    /// What became of it.
    pub outcome: Outcome,
    /// More about it; never a secret.
    pub detail: Option<String>,
}

impl Event {
    /// Something that was done, without details.
    #[expect(clippy::needless_pass_by_value, reason = "numbers and references to names are given alike")]
    pub fn new(
        actor: Actor,
        origin: impl Into<String>,
        action: &'static str,
        object_kind: &'static str,
        object_id: impl ToString,
    ) -> Event {
        Event {
            actor,
            origin: origin.into(),
            action,
            object_kind,
            object_id: object_id.to_string(),
            outcome: Outcome::Done,
            detail: None,
        }
    }

    /// The same, but it was refused.
    pub fn refused(self) -> Event {
        Event { outcome: Outcome::Refused, ..self }
    }

    /// The same, but it did not work.
    pub fn failed(self) -> Event {
        Event { outcome: Outcome::Failed, ..self }
    }

    /// The same with more about it.
    pub fn detail(self, detail: impl Into<String>) -> Event {
        Event { detail: Some(detail.into()), ..self }
    }
}

/// Adds an event to the chain and returns its number. Events are added one after the other: who records early in a
/// transaction makes others wait.
pub async fn record(conn: &mut PgConnection, event: &Event, at: Timestamp) -> Result<i64, Error> {
    let (actor_id, actor) = match &event.actor {
        Actor::Editor(id, name) => (Some(*id), name.as_str()),
        Actor::Visitor => (None, "visitor"),
        Actor::System => (None, "system"),
    };
    let id = sqlx::query_scalar!(
        r#"
        insert into audit_event (at, actor_id, actor, origin, action, object_kind, object_id, result, detail)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        returning id
        "#,
        at.to_sqlx() as _,
        actor_id as Option<EditorId>,
        line(actor),
        line(&event.origin),
        event.action,
        event.object_kind,
        line(&event.object_id),
        event.outcome as Outcome,
        event.detail.as_deref().map(line),
    )
    .fetch_one(conn)
    .await?;
    Ok(id)
}

/// Which events are asked for; none of these means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// By that editor.
    pub actor: Option<EditorId>,
    /// Of that action, or of those that begin with it: `editor` finds `editor.invite`.
    pub action: Option<String>,
    /// Done to things of that kind.
    pub object_kind: Option<String>,
    /// Done to the thing with that id.
    pub object_id: Option<String>,
    /// Not before.
    pub from: Option<Timestamp>,
    /// Before.
    pub until: Option<Timestamp>,
}

/// An event of the past.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Its number in the chain.
    pub id: i64,
    /// When.
    pub at: Timestamp,
    /// Who, if a member of staff.
    pub actor_id: Option<EditorId>,
    /// What they were called then, `visitor` or `system`.
    pub actor: String,
    /// From where.
    pub origin: String,
    /// What.
    pub action: String,
    /// What kind of thing it was done to.
    pub object_kind: String,
    /// Which of them.
    pub object_id: String,
    /// What became of it.
    pub outcome: Outcome,
    /// More about it.
    pub detail: Option<String>,
}

/// A page of events, the newest first. Pages are numbered from 1 and have `size` events.
pub async fn list(
    conn: impl PgExecutor<'_>,
    filter: &Filter,
    page: u32,
    size: u32,
) -> Result<Vec<Row>, Error> {
    let before = i64::from(page.saturating_sub(1)) * i64::from(size);
    select(conn, filter, before, Some(i64::from(size))).await
}

/// Every event that is asked for, the newest first.
pub async fn export(conn: impl PgExecutor<'_>, filter: &Filter) -> Result<Vec<Row>, Error> {
    select(conn, filter, 0, None).await
}

async fn select(
    conn: impl PgExecutor<'_>,
    filter: &Filter,
    offset: i64,
    limit: Option<i64>,
) -> Result<Vec<Row>, Error> {
    let rows = sqlx::query!(
        r#"
        select
            id, at as "at: jiff_sqlx::Timestamp", actor_id as "actor_id: EditorId", actor, origin, action,
            object_kind, object_id, result as "outcome: Outcome", detail
        from audit_event
        where ($1::bigint is null or actor_id = $1)
            and ($2::text is null or action = $2 or starts_with(action, $2 || '.'))
            and ($3::text is null or object_kind = $3)
            and ($4::text is null or object_id = $4)
            and ($5::timestamptz is null or at >= $5)
            and ($6::timestamptz is null or at < $6)
        order by id desc
        offset $7 limit $8
        "#,
        filter.actor as Option<EditorId>,
        filter.action,
        filter.object_kind,
        filter.object_id,
        filter.from.map(ToSqlx::to_sqlx) as _,
        filter.until.map(ToSqlx::to_sqlx) as _,
        offset,
        limit,
    )
    .fetch_all(conn)
    .await?;
    let found = rows.into_iter().map(|row| Row {
        id: row.id,
        at: row.at.to_jiff(),
        actor_id: row.actor_id,
        actor: row.actor,
        origin: row.origin,
        action: row.action,
        object_kind: row.object_kind,
        object_id: row.object_id,
        outcome: row.outcome,
        detail: row.detail,
    });
    Ok(found.collect())
}

/// Walks the whole chain. Returns the number of the first event that is not as it was recorded, or that follows one that
/// is gone; none when all are as they were.
pub async fn verify(conn: impl PgExecutor<'_>) -> Result<Option<i64>, Error> {
    let broken = sqlx::query_scalar!(
        r#"
        select id as "id!"
        from (
            select
                id, hash,
                audit_event_hash(audit_event, lag(hash) over chain) as expected,
                row_number() over chain as number
            from audit_event
            window chain as (order by id)
        ) as walked
        where hash <> expected or id <> number
        order by id limit 1
        "#
    )
    .fetch_optional(conn)
    .await?;
    Ok(broken)
}

fn line(text: &str) -> String {
    one_line(text).chars().take(LONGEST).collect()
}
