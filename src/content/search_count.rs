//! What people looked for in vain, and what they looked for next: counts by day, from which staff learn which words are
//! missing.
//!
//! Invariant: of those who searched nothing is known, and days that are long gone are forgotten.

use jiff::civil::Date;
use jiff_sqlx::ToSqlx;
use sqlx::{PgConnection, PgExecutor};

use super::error::Error;
use crate::lang::Lang;

/// How many days are remembered.
pub const DAYS: i64 = 90;

/// How often a query had no answer on a day in Leiden, or was followed by another one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Count {
    /// The language in which it was asked.
    pub lang: Lang,
    /// The query: small letters and spaces.
    pub query: String,
    /// The query after it; none: it had no answer.
    pub next: Option<String>,
    /// The day.
    pub day: Date,
    /// How often; more than never.
    pub count: i64,
}

/// A line of the list of work: the counts of several days added up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The language in which it was asked.
    pub lang: Lang,
    /// The query.
    pub query: String,
    /// The query after it; none: it had no answer.
    pub next: Option<String>,
    /// How often.
    pub count: i64,
}

/// Adds to what is known, in one statement.
pub async fn add(conn: &mut PgConnection, counts: &[Count]) -> Result<(), Error> {
    let langs: Vec<String> = counts.iter().map(|count| count.lang.tag().to_owned()).collect();
    let queries: Vec<String> = counts.iter().map(|count| count.query.clone()).collect();
    let nexts: Vec<String> = counts.iter().map(|count| count.next.clone().unwrap_or_default()).collect();
    let days: Vec<_> = counts.iter().map(|count| count.day.to_sqlx()).collect();
    let numbers: Vec<i64> = counts.iter().map(|count| count.count).collect();
    // In the order of the key, so that two instances never wait for each other.
    sqlx::query!(
        r#"
        insert into search_count (lang, query, next, day, count)
        select lang, query, next, day, sum(count)::bigint
        from unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::bigint[])
            as asked (lang, query, next, day, count)
        group by lang, query, next, day
        order by lang, query, next, day
        on conflict (lang, query, next, day) do update set count = search_count.count + excluded.count
        "#,
        &langs,
        &queries,
        &nexts,
        &days as &[jiff_sqlx::Date],
        &numbers,
    )
    .execute(conn)
    .await?;
    Ok(())
}

/// What was asked in vain on that day and since, the most frequent first; at most so many lines.
pub async fn list_since(conn: impl PgExecutor<'_>, day: Date, most: i64) -> Result<Vec<Line>, Error> {
    let rows = sqlx::query!(
        r#"
        select lang, query, next, sum(count)::bigint as "count!"
        from search_count where day >= $1
        group by lang, query, next
        order by sum(count) desc, lang, query, next
        limit $2
        "#,
        day.to_sqlx() as _,
        most,
    )
    .fetch_all(conn)
    .await?;
    let lines = rows.into_iter().filter_map(|row| {
        let next = Some(row.next).filter(|next| !next.is_empty());
        Some(Line { lang: Lang::from_tag(&row.lang)?, query: row.query, next, count: row.count })
    });
    Ok(lines.collect())
}

/// Forgets what was asked before that day.
pub async fn forget_before(conn: &mut PgConnection, day: Date) -> Result<(), Error> {
    sqlx::query!("delete from search_count where day < $1", day.to_sqlx() as _).execute(conn).await?;
    Ok(())
}
