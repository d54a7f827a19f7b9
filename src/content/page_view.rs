//! How often pages were read, by day: what is read most is translated first.
//!
//! Invariant: of readers nothing is known but how many there were; days that are long gone are forgotten.

use std::collections::HashMap;

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, PgExecutor};

use super::error::Error;
use crate::{ids::EntryId, lang::Lang};

/// How often the page of an entry was read in a language on a day in Leiden.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Views {
    /// The entry.
    pub entry: EntryId,
    /// The language.
    pub lang: Lang,
    /// The day.
    pub day: Date,
    /// How often; more than never.
    pub count: i64,
}

/// Adds to what is known, in one statement. An entry that is not there any more is passed over.
pub async fn add(conn: &mut PgConnection, views: &[Views]) -> Result<(), Error> {
    let entries: Vec<String> = views.iter().map(|views| views.entry.to_string()).collect();
    let langs: Vec<String> = views.iter().map(|views| views.lang.tag().to_owned()).collect();
    let days: Vec<_> = views.iter().map(|views| views.day.to_sqlx()).collect();
    let counts: Vec<i64> = views.iter().map(|views| views.count).collect();
    // In the order of the key, so that two instances never wait for each other.
    sqlx::query!(
        r#"
        insert into page_view (entry_id, lang, day, count)
        select entry.id, lang, day, sum(count)::bigint
        from unnest($1::text[], $2::text[], $3::date[], $4::bigint[]) as read (entry_id, lang, day, count)
        join entry on entry.id = read.entry_id
        group by entry.id, lang, day
        order by entry.id, lang, day
        on conflict (entry_id, lang, day) do update set count = page_view.count + excluded.count
        "#,
        &entries,
        &langs,
        &days as &[jiff_sqlx::Date],
        &counts,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// How often each page was read in each language on that day and since.
pub async fn count_since(
    conn: impl PgExecutor<'_>,
    day: Date,
) -> Result<HashMap<(EntryId, Lang), i64>, Error> {
    let rows = sqlx::query!(
        r#"
        select entry_id as "entry: EntryId", lang, sum(count)::bigint as "count!"
        from page_view where day >= $1
        group by entry_id, lang
        "#,
        day.to_sqlx() as _,
    )
    .fetch_all(conn)
    .await?;
    let known = |lang: String| Lang::from_tag(&lang);
    Ok(rows.into_iter().filter_map(|row| Some(((row.entry, known(row.lang)?), row.count))).collect())
}

/// Forgets what was read before that day.
pub async fn forget_before(conn: &mut PgConnection, day: Date) -> Result<(), Error> {
    sqlx::query!("delete from page_view where day < $1", day.to_sqlx() as _).execute(conn).await?;
    Ok(())
}
