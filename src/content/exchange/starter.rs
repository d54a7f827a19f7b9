//! The content an empty database gets: the true starter texts, or an example of every feature.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sqlx::{Connection, PgConnection, PgExecutor};

use super::{
    Error, Imported, SourceFile,
    import::{import, lock},
};
use crate::{config::StarterContent, content::guidance};

include!(concat!(env!("OUT_DIR"), "/content.rs"));

/// The files of such content; an example replaces the starter's file of the same name.
pub fn files(content: StarterContent) -> Vec<SourceFile> {
    let layers: &[&[(&str, &str)]] = match content {
        StarterContent::Starter => &[STARTER],
        StarterContent::Example => &[STARTER, EXAMPLE],
        StarterContent::None => &[],
    };
    let merged: BTreeMap<&str, &str> = layers.iter().flat_map(|layer| layer.iter().copied()).collect();
    let file = |(name, text): (&str, &str)| SourceFile { name: name.to_owned(), text: text.to_owned() };
    merged.into_iter().map(file).collect()
}

/// Whether there is no entry at all.
pub async fn is_empty(conn: impl PgExecutor<'_>) -> Result<bool, Error> {
    let has_entries = sqlx::query_scalar!(r#"select exists (select from entry) as "exists!""#);
    Ok(!has_entries.fetch_one(conn).await?)
}

/// Loads the starter content, once: only while there is no entry at all.
pub async fn load_if_empty(
    conn: &mut PgConnection,
    content: StarterContent,
    at: Timestamp,
) -> Result<Option<Imported>, Error> {
    if content == StarterContent::None {
        return Ok(None);
    }
    let mut transaction = conn.begin().await?;
    // Of instances that start together, one loads it.
    lock(&mut transaction).await?;
    if !is_empty(&mut *transaction).await? {
        return Ok(None);
    }
    let done = import(&mut transaction, &files(content), at).await?;
    guidance::load_starter(&mut transaction, at).await?;
    transaction.commit().await?;
    Ok(Some(done))
}
