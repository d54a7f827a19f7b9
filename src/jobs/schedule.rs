//! Carries out what staff scheduled, when its time has come.
//!
//! Invariant: one instance at a time, by a lock of the database; each item in a transaction of its own, so that one
//! that fails neither leaves anything half done nor keeps another back. What was missed while nothing ran is carried
//! out at the next start, and says that it was late.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use sqlx::{Connection, PgConnection, PgPool};

use crate::{
    accounts::{
        audit::{self, Actor, Event},
        editor::{self, Editor, Role},
        error::Error as AccountError,
    },
    content::{
        error::Error,
        schedule::{self, Deed, Item, Outcome, Problem},
        working_copy,
    },
    lang::Lang,
    web::App,
};

/// How often it is looked whether something is due.
const PAUSE: Duration = Duration::from_secs(5);

/// From which delay on an item says that it was late.
const LATE: SignedDuration = SignedDuration::from_mins(2);

/// The classes of what PostgreSQL refuses for the moment: no connection, rolled back for another's sake, out of
/// resources, in use, stopped by who runs it.
const PASSING: [&str; 5] = ["08", "40", "53", "55", "57"];

/// How long a form without text is remembered that nobody has open.
const FORGET_AFTER: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Looks at the schedule until the program ends.
pub async fn run(app: App, pool: PgPool) {
    let mut is_failing = false;
    loop {
        // While the database is away, or not up to date yet, nothing can be carried out.
        let looked = if app.is_database_reachable() { carry_out_due(&app, &pool).await } else { Ok(0) };
        match looked {
            Ok(_) => is_failing = false,
            // Said once; that the database is gone is said by the renewal too.
            Err(cause) if !is_failing => {
                is_failing = true;
                tracing::warn!(%cause, "the schedule cannot be looked at; it is tried again");
            }
            Err(_) => {}
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Carries out what is due, unless another instance is doing so. Returns how many items have ended.
///
/// # Errors
///
/// The database does not answer: what is not done yet is due still.
pub async fn carry_out_due(app: &App, pool: &PgPool) -> anyhow::Result<usize> {
    // Held until this transaction ends, also when the program does.
    let mut turn = pool.begin().await?;
    let is_ours =
        sqlx::query_scalar!(r#"select pg_try_advisory_xact_lock(hashtext('schedule')) as "is_ours!""#)
            .fetch_one(&mut *turn)
            .await?;
    if !is_ours {
        return Ok(0);
    }
    let now = app.clock().now();
    let mut conn = pool.acquire().await?;
    let mut ended = 0;
    for id in schedule::list_due(&mut *conn, now).await? {
        match carry_out(&mut conn, id, now).await {
            Ok(has_ended) => ended += usize::from(has_ended),
            Err(cause) if ends_the_round(&cause) => return Err(cause),
            Err(cause) => tracing::warn!(id, %cause, "what was scheduled is tried again"),
        }
    }
    working_copy::forget(&mut conn, now.saturating_sub(FORGET_AFTER)?).await?;
    turn.commit().await?;
    Ok(ended)
}

/// Carries out one item. Returns whether it has ended, done or failed.
async fn carry_out(conn: &mut PgConnection, id: i64, at: Timestamp) -> anyhow::Result<bool> {
    let mut transaction = conn.begin().await?;
    let Some(item) = schedule::take(&mut transaction, id).await? else { return Ok(false) };
    let by = editor::find(&mut *transaction, item.by).await?;
    let (outcome, problem) = match may_publish(by.as_ref()) {
        Ok(()) => attempt(&mut transaction, &item, at).await?,
        Err(problem) => (Outcome::Failed, Some(problem)),
    };
    let words = problem.as_ref().map(Problem::to_string);
    schedule::end(&mut transaction, id, outcome, problem.as_ref(), at).await?;
    record(&mut transaction, &item, by.as_ref(), outcome, words.as_deref(), at).await?;
    transaction.commit().await?;
    let entry = &item.entry;
    match (outcome, words) {
        (Outcome::Failed, problem) => tracing::error!(id, %entry, problem, "what was scheduled failed"),
        (_, Some(problem)) => tracing::warn!(id, %entry, problem, "what was scheduled is done, but late"),
        _ => tracing::info!(id, %entry, "what was scheduled is done"),
    }
    Ok(true)
}

/// Does what an item says, or leaves nothing of it; what may pass is the caller's to try again.
async fn attempt(
    conn: &mut PgConnection,
    item: &Item,
    at: Timestamp,
) -> anyhow::Result<(Outcome, Option<Problem>)> {
    let mut attempt = conn.begin().await?;
    match schedule::carry_out(&mut attempt, item, at).await {
        Ok(()) => {
            attempt.commit().await?;
            Ok((Outcome::Done, delay(item, at)))
        }
        Err(cause) if is_passing(&cause) => Err(cause.into()),
        Err(cause) => {
            // Nothing of it stays, but that it failed.
            attempt.rollback().await?;
            Ok((Outcome::Failed, Some(Problem::of(cause))))
        }
    }
}

/// Whether who scheduled something may do it still: a plan does not outlive the right to carry it out.
fn may_publish(by: Option<&Editor>) -> Result<(), Problem> {
    match by {
        Some(editor) if editor.disabled_at.is_none() && editor.role >= Role::Publisher => Ok(()),
        Some(editor) if editor.disabled_at.is_none() => Err(Problem::MayNotPublish),
        _ => Err(Problem::AccountDisabled),
    }
}

/// Whether the same may work the next time: the database was not there, or others were in the way.
fn is_passing(cause: &Error) -> bool {
    match cause {
        Error::Database(sqlx::Error::Database(refusal)) => {
            refusal.code().is_some_and(|code| PASSING.iter().any(|class| code.starts_with(class)))
        }
        Error::Database(cause) => is_cut_off(cause),
        _ => false,
    }
}

/// Whether nothing else can be done either: the database does not answer. One item alone never is the reason.
fn ends_the_round(cause: &anyhow::Error) -> bool {
    let of_content = cause.downcast_ref().and_then(|cause| match cause {
        Error::Database(cause) => Some(cause),
        _ => None,
    });
    let of_accounts = cause.downcast_ref().and_then(|cause| match cause {
        AccountError::Database(cause) => Some(cause),
        _ => None,
    });
    of_content.or(of_accounts).or(cause.downcast_ref()).is_some_and(is_cut_off)
}

fn is_cut_off(cause: &sqlx::Error) -> bool {
    use sqlx::Error::{Io, PoolClosed, PoolTimedOut, Tls, WorkerCrashed};
    matches!(cause, Io(_) | Tls(_) | PoolTimedOut | PoolClosed | WorkerCrashed)
}

/// By how much an item comes late.
fn delay(item: &Item, at: Timestamp) -> Option<Problem> {
    let delay = at.duration_since(item.plan.due_at);
    (delay >= LATE).then(|| Problem::Late { minutes: delay.as_mins() })
}

async fn record(
    conn: &mut PgConnection,
    item: &Item,
    by: Option<&Editor>,
    outcome: Outcome,
    problem: Option<&str>,
    at: Timestamp,
) -> anyhow::Result<()> {
    let actor = by.map_or(Actor::System, Actor::from);
    let action = match item.plan.deed {
        Deed::Publish { .. } => "entry.publish",
        Deed::Withdraw(_) => "entry.withdraw",
    };
    let langs = item.plan.langs.iter().map(|lang| Lang::tag(*lang)).collect::<Vec<_>>().join(" ");
    let detail = [Some(langs.as_str()), problem].into_iter().flatten().collect::<Vec<_>>().join("; ");
    let event = Event::new(actor, "schedule", action, "entry", &item.entry).detail(detail);
    let event = if outcome == Outcome::Failed { event.failed() } else { event };
    audit::record(conn, &event, at).await?;
    Ok(())
}
