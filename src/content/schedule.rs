//! The schedule: what is to go live or to be withdrawn at a time.
//!
//! Invariant: an item is carried out once, or says why not, or was cancelled; it never changes otherwise. What is
//! carried out is the act of the person who scheduled it.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, PgExecutor, types::Json};

pub use super::problem::Problem;
use super::{
    act::Act,
    error::Error,
    publication::{self, Withdrawal},
    revision,
};
use crate::{
    ids::{EditorId, EntryId},
    lang::{Lang, PerLang},
};

/// What is to happen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A revision goes live.
    Publish {
        /// Its row.
        revision_id: i64,
        /// Its number; what is scheduled takes it from the row.
        number: i32,
    },
    /// The entry is withdrawn.
    Withdraw(Withdrawal),
}

/// What is to happen, in which languages, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// What.
    pub deed: Deed,
    /// The languages.
    pub langs: Vec<Lang>,
    /// For the record.
    pub note: Option<String>,
    /// When.
    pub due_at: Timestamp,
}

/// Something that was scheduled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its row.
    pub id: i64,
    /// The entry.
    pub entry: EntryId,
    /// What is to happen.
    pub plan: Plan,
    /// Who scheduled it.
    pub by: EditorId,
    /// When they did.
    pub created_at: Timestamp,
    /// How it ended, and when; absent while it is open.
    pub ended: Option<(Outcome, Timestamp)>,
    /// Why it failed, or that it was late: what [`Problem::read`] reads.
    pub problem: Option<String>,
}

/// How something that was scheduled ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Outcome {
    /// It happened.
    Done,
    /// It could not happen; nothing changed.
    Failed,
    /// Someone cancelled it.
    Cancelled,
}

/// Puts something on the schedule. Returns its row.
pub async fn create(
    conn: &mut PgConnection,
    entry: &EntryId,
    plan: &Plan,
    by: EditorId,
    at: Timestamp,
) -> Result<i64, Error> {
    let langs: Vec<String> = plan.langs.iter().map(|lang| lang.tag().to_owned()).collect();
    let (revision, withdrawal) = match &plan.deed {
        Deed::Publish { revision_id, .. } => (Some(*revision_id), None),
        Deed::Withdraw(withdrawal) => (None, Some(withdrawal)),
    };
    let successor = withdrawal.and_then(|withdrawal| withdrawal.successor.as_ref());
    let created = sqlx::query_scalar!(
        r#"
        insert into schedule
            (entry_id, langs, revision_id, note, reasons, successor_id, redirects, due_at, editor_id, created_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        returning id
        "#,
        entry.as_str(),
        &langs,
        revision,
        plan.note.as_deref(),
        withdrawal.map(|withdrawal| Json(&withdrawal.reason)) as _,
        successor.map(EntryId::as_str),
        successor.is_some() && withdrawal.is_some_and(|withdrawal| withdrawal.redirects),
        plan.due_at.to_sqlx() as _,
        by as EditorId,
        at.to_sqlx() as _,
    )
    .fetch_one(conn)
    .await;
    created.map_err(|error| refusal(error, entry, successor))
}

/// Cancels an item of an entry. Returns whether it was still open.
pub async fn cancel(conn: &mut PgConnection, entry: &EntryId, id: i64, at: Timestamp) -> Result<bool, Error> {
    let cancelled = sqlx::query!(
        r#"
        update schedule set done_at = $3, outcome = 'cancelled'
        where id = $1 and entry_id = $2 and done_at is null
        "#,
        id,
        entry.as_str(),
        at.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(cancelled.rows_affected() > 0)
}

/// The rows of what is open and due at that time, in the order in which it is to happen. They are not read here: one
/// that cannot be read keeps none of the others back.
pub async fn list_due(conn: impl PgExecutor<'_>, at: Timestamp) -> Result<Vec<i64>, Error> {
    let due = sqlx::query_scalar!(
        "select id from schedule where done_at is null and due_at <= $1 order by due_at, id",
        at.to_sqlx() as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(due)
}

/// All that is open, what is due first first.
pub async fn list_open(conn: impl PgExecutor<'_>) -> Result<Vec<Item>, Error> {
    list(conn, &Filter { is_open: Some(true), ..Filter::default() }).await
}

/// All that was ever scheduled for an entry, in the order in which it was or is due.
pub async fn list_of(conn: impl PgExecutor<'_>, entry: &EntryId) -> Result<Vec<Item>, Error> {
    list(conn, &Filter { entry: Some(entry), ..Filter::default() }).await
}

/// What has failed since then, the oldest first.
pub async fn list_failed(conn: impl PgExecutor<'_>, since: Timestamp) -> Result<Vec<Item>, Error> {
    let mut ended =
        list(conn, &Filter { is_open: Some(false), ended_since: Some(since), ..Filter::default() }).await?;
    ended.retain(|item| matches!(item.ended, Some((Outcome::Failed, _))));
    Ok(ended)
}

/// Holds an item until the transaction ends. None if it is not open any more, or someone else holds it.
pub async fn take(conn: &mut PgConnection, id: i64) -> Result<Option<Item>, Error> {
    let taken = sqlx::query_scalar!(
        "select id from schedule where id = $1 and done_at is null for update skip locked",
        id
    )
    .fetch_optional(&mut *conn)
    .await?;
    match taken {
        Some(id) => Ok(list(conn, &Filter { id: Some(id), ..Filter::default() }).await?.pop()),
        None => Ok(None),
    }
}

/// Does what an item says, as the act of who scheduled it. A revision is refused when a newer one went live or it was
/// withdrawn meanwhile: the schedule undoes nobody's work. The caller undoes what a refusal leaves, and ends the item.
pub async fn carry_out(conn: &mut PgConnection, item: &Item, at: Timestamp) -> Result<(), Error> {
    let act = Act { by: Some(item.by), note: item.plan.note.as_deref(), at };
    match &item.plan.deed {
        Deed::Publish { revision_id, number } => {
            revision::lock(conn, &item.entry).await?;
            refuse_withdrawn(conn, item).await?;
            refuse_older(conn, item, *number).await?;
            publication::publish(conn, &item.entry, *revision_id, &item.plan.langs, &act).await?;
        }
        Deed::Withdraw(withdrawal) => {
            publication::withdraw(conn, &item.entry, &item.plan.langs, withdrawal, &act).await?;
        }
    }
    Ok(())
}

/// Notes how an item ended.
pub async fn end(
    conn: &mut PgConnection,
    id: i64,
    outcome: Outcome,
    problem: Option<&Problem>,
    at: Timestamp,
) -> Result<(), Error> {
    sqlx::query!(
        "update schedule set done_at = $2, outcome = $3, problem = $4 where id = $1 and done_at is null",
        id,
        at.to_sqlx() as _,
        outcome as Outcome,
        problem.map(Problem::write),
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Refuses what someone withdrew since it was planned. A withdrawal that stood on the schedule by then is part of the
/// same plan: away on one day, and back on another.
async fn refuse_withdrawn(conn: &mut PgConnection, item: &Item) -> Result<(), Error> {
    let langs: Vec<String> = item.plan.langs.iter().map(|lang| lang.tag().to_owned()).collect();
    let is_withdrawn = sqlx::query_scalar!(
        r#"
        select exists (
            select from latest_publication as latest
            where entry_id = $1 and part = any($2) and body is null and at > $3
                and not exists (
                    select from schedule
                    where schedule.entry_id = latest.entry_id and latest.part = any(langs)
                        and schedule.revision_id is null and outcome = 'done' and done_at = latest.at
                        and created_at <= $3
                )
        ) as "exists!"
        "#,
        item.entry.as_str(),
        &langs,
        item.created_at.to_sqlx() as _,
    )
    .fetch_one(conn)
    .await?;
    if is_withdrawn { Err(Error::WithdrawnSince(item.entry.clone())) } else { Ok(()) }
}

async fn refuse_older(conn: &mut PgConnection, item: &Item, number: i32) -> Result<(), Error> {
    let Some(current) = publication::find_current(conn, &item.entry).await? else { return Ok(()) };
    let newer = item.plan.langs.iter().filter_map(|lang| *current.revisions.get(*lang)).max();
    match newer.filter(|newer| *newer > number) {
        Some(newer) => Err(Error::NewerIsLive { entry: item.entry.clone(), number: newer }),
        None => Ok(()),
    }
}

/// Which items are asked for; what is absent does not matter.
#[derive(Clone, Copy, Default)]
struct Filter<'a> {
    id: Option<i64>,
    entry: Option<&'a EntryId>,
    is_open: Option<bool>,
    ended_since: Option<Timestamp>,
}

async fn list(conn: impl PgExecutor<'_>, filter: &Filter<'_>) -> Result<Vec<Item>, Error> {
    let rows = sqlx::query_as!(
        Row,
        r#"
        select schedule.id, schedule.entry_id as "entry: EntryId", langs, revision_id,
            revision.number as "number?", schedule.note, reasons as "reasons: Json<PerLang<Option<String>>>",
            successor_id as "successor: EntryId", redirects, due_at as "due_at: jiff_sqlx::Timestamp",
            schedule.editor_id as "by: EditorId", schedule.created_at as "created_at: jiff_sqlx::Timestamp",
            done_at as "done_at: jiff_sqlx::Timestamp", outcome as "outcome: Outcome", problem
        from schedule left join revision on revision.id = revision_id
        where ($1::bigint is null or schedule.id = $1)
            and ($2::text is null or schedule.entry_id = $2)
            and ($3::boolean is null or (done_at is null) = $3)
            and ($4::timestamptz is null or done_at >= $4)
        order by due_at, schedule.id
        "#,
        filter.id,
        filter.entry.map(EntryId::as_str),
        filter.is_open,
        filter.ended_since.map(ToSqlx::to_sqlx) as _,
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(Item::from).collect())
}

/// An item as the database holds it.
struct Row {
    id: i64,
    entry: EntryId,
    langs: Vec<String>,
    revision_id: Option<i64>,
    number: Option<i32>,
    note: Option<String>,
    reasons: Option<Json<PerLang<Option<String>>>>,
    successor: Option<EntryId>,
    redirects: bool,
    due_at: jiff_sqlx::Timestamp,
    by: EditorId,
    created_at: jiff_sqlx::Timestamp,
    done_at: Option<jiff_sqlx::Timestamp>,
    outcome: Option<Outcome>,
    problem: Option<String>,
}

impl From<Row> for Item {
    fn from(row: Row) -> Item {
        let deed = match (row.revision_id, row.number) {
            (Some(revision_id), Some(number)) => Deed::Publish { revision_id, number },
            _ => Deed::Withdraw(Withdrawal {
                reason: row.reasons.map(|reasons| reasons.0).unwrap_or_default(),
                successor: row.successor,
                redirects: row.redirects,
            }),
        };
        let langs = row.langs.iter().filter_map(|tag| Lang::from_tag(tag)).collect();
        Item {
            id: row.id,
            entry: row.entry,
            plan: Plan { deed, langs, note: row.note, due_at: row.due_at.to_jiff() },
            by: row.by,
            created_at: row.created_at.to_jiff(),
            ended: row.outcome.zip(row.done_at.map(jiff_sqlx::Timestamp::to_jiff)),
            problem: row.problem,
        }
    }
}

/// What it means that the database refused a plan.
fn refusal(error: sqlx::Error, entry: &EntryId, successor: Option<&EntryId>) -> Error {
    let constraint = error.as_database_error().and_then(|refusal| refusal.constraint());
    match (constraint, successor) {
        (Some("schedule_successor_exists"), Some(successor)) => Error::NotFound(successor.clone()),
        (Some("schedule_entry_exists" | "schedule_revision_is_of_the_entry"), _) => {
            Error::NotFound(entry.clone())
        }
        _ => error.into(),
    }
}
