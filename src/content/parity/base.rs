//! The words that an agreement was about: what a text said when it was last in step.
//!
//! Invariant: they are found by their hash in the revisions of the entry, whatever the agreement was imported with; where
//! no revision has them, nothing is said of them.

use std::collections::HashMap;

use sqlx::{PgConnection, types::Json};

use super::Standing;
use crate::{
    content::{
        agreement::LANGS,
        entry::Body,
        error::Error,
        passage::{Hash, Version, said},
    },
    ids::EntryId,
    lang::Lang,
};

/// Words of the past, by language and hash.
#[derive(Clone, Debug, Default)]
pub struct Past(HashMap<(Lang, Hash), String>);

impl Past {
    /// What the measure of a passage says in a language, in readable lines; none where no revision has it.
    pub fn words(&self, standing: &Standing, lang: Lang) -> Option<&str> {
        let hash = standing.measure.as_ref()?.pair().get(lang).clone();
        self.0.get(&(lang, hash)).map(String::as_str)
    }
}

/// How many revisions are looked through at a time.
const BATCH: i64 = 10;

/// Finds the words that the measures of those passages are about, from the newest revision back: a query for every ten
/// revisions until all are found, none where nothing is asked.
pub async fn find(conn: &mut PgConnection, entry: &EntryId, standings: &[&Standing]) -> Result<Past, Error> {
    let measures = || standings.iter().filter_map(|standing| standing.measure.as_ref());
    let mut wanted: Vec<(Lang, Hash)> = measures()
        .flat_map(|measure| LANGS.map(|lang| (lang, measure.pair().get(lang).clone())))
        .filter(|(_, hash)| !hash.is_nothing())
        .collect();
    let mut past = Past::default();
    if wanted.is_empty() {
        return Ok(past);
    }
    let mut before = i32::MAX;
    while !wanted.is_empty() {
        let rows = sqlx::query!(
            r#"
            select number, body as "body: Json<Body>" from revision
            where entry_id = $1 and number < $2
            order by number desc limit $3
            "#,
            entry.as_str(),
            before,
            BATCH,
        )
        .fetch_all(&mut *conn)
        .await?;
        let Some(last) = rows.last() else { break };
        before = last.number;
        for row in rows {
            past.take(&row.body.0, &mut wanted);
        }
    }
    Ok(past)
}

impl Past {
    /// Takes of a body the words that are still wanted.
    fn take(&mut self, body: &Body, wanted: &mut Vec<(Lang, Hash)>) {
        for lang in LANGS {
            for words in said(body, lang).into_values() {
                for hash in Version::ALL.iter().map(|version| words.hash_in(*version)) {
                    let key = (lang, hash);
                    if let Some(at) = wanted.iter().position(|other| *other == key) {
                        wanted.swap_remove(at);
                        self.0.insert(key, words.readable());
                    }
                }
            }
        }
    }
}
