//! Whether the languages of a kind of entry may go live apart.
//!
//! Invariant: there is an answer for every kind; it is enforced where entries are published, not where forms are shown.

use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, PgExecutor};

use super::standings;
use crate::{
    content::{
        act::Act,
        agreement::{self, LANGS},
        entry::Kind,
        error::Error,
        publication,
    },
    ids::{EditorId, EntryId},
};

/// What happens when one language of an entry is to go live without the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, sqlx::Type)]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Policy {
    /// It does.
    Free,
    /// Someone has to have seen what readers will be told.
    #[default]
    Warn,
    /// It is refused: both languages are live and in step, or differ on purpose.
    Together,
}

/// The policy of a kind.
pub async fn find(conn: impl PgExecutor<'_>, kind: Kind) -> Result<Policy, Error> {
    let found = sqlx::query_scalar!(
        r#"select policy as "policy: Policy" from parity_policy where kind = $1"#,
        kind as Kind,
    )
    .fetch_optional(conn)
    .await?;
    Ok(found.unwrap_or_default())
}

/// Every policy that was decided on, by kind; a kind that is absent has the usual one.
pub async fn list(conn: impl PgExecutor<'_>) -> Result<Vec<(Kind, Policy)>, Error> {
    let rows = sqlx::query!(
        r#"select kind as "kind: Kind", policy as "policy: Policy" from parity_policy order by kind"#
    )
    .fetch_all(conn)
    .await?;
    Ok(rows.into_iter().map(|row| (row.kind, row.policy)).collect())
}

/// Decides for a kind from now on.
pub async fn set(conn: &mut PgConnection, kind: Kind, policy: Policy, act: &Act<'_>) -> Result<(), Error> {
    sqlx::query!(
        r#"
        insert into parity_policy (kind, policy, editor_id, at) values ($1, $2, $3, $4)
        on conflict (kind) do update set policy = $2, editor_id = $3, at = $4
        "#,
        kind as Kind,
        policy as Policy,
        act.by as Option<EditorId>,
        act.at.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// Refuses what is live of an entry now, if its kind goes live together only and its languages are not in step.
pub(in crate::content) async fn enforce(
    conn: &mut PgConnection,
    entry: &EntryId,
    kind: Kind,
) -> Result<(), Error> {
    if find(&mut *conn, kind).await? != Policy::Together {
        return Ok(());
    }
    let Some(live) = publication::find_current(&mut *conn, entry).await? else { return Ok(()) };
    let agreements: Vec<_> =
        agreement::list(conn, entry).await?.into_iter().map(|declared| declared.agreement).collect();
    let is_whole = LANGS.into_iter().all(|lang| live.body.texts.get(lang).is_some());
    let open = standings(&live.body, &agreements).into_iter().filter(|standing| standing.state.is_open());
    match open.count() {
        0 if is_whole => Ok(()),
        open => Err(Error::NotTogether { entry: entry.clone(), open }),
    }
}
