//! The words that an agreement was about: what a text said when it was last in step.
//!
//! Invariant: they are found by their hash in the revisions of the entry, whatever the agreement was imported with; where
//! no revision has them, nothing is said of them.

use std::collections::HashMap;

use sqlx::{PgExecutor, types::Json};

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

/// Finds the words that the measures of those passages are about. One query, none where nothing is asked.
pub async fn find(
    conn: impl PgExecutor<'_>,
    entry: &EntryId,
    standings: &[&Standing],
) -> Result<Past, Error> {
    let measures = || standings.iter().filter_map(|standing| standing.measure.as_ref());
    let mut wanted: Vec<(Lang, Hash)> = measures()
        .flat_map(|measure| LANGS.map(|lang| (lang, measure.pair().get(lang).clone())))
        .filter(|(_, hash)| !hash.is_nothing())
        .collect();
    let mut past = Past::default();
    if wanted.is_empty() {
        return Ok(past);
    }
    let bodies = sqlx::query_scalar!(
        r#"select body as "body: Json<Body>" from revision where entry_id = $1 order by number desc"#,
        entry.as_str(),
    )
    .fetch_all(conn)
    .await?;
    for body in bodies {
        for lang in LANGS {
            for words in said(&body.0, lang).into_values() {
                let hashes = Version::ALL.iter().map(|version| words.hash_in(*version));
                for hash in hashes.filter(|hash| wanted.contains(&(lang, hash.clone()))).collect::<Vec<_>>() {
                    wanted.retain(|other| *other != (lang, hash.clone()));
                    past.0.insert((lang, hash), words.readable());
                }
            }
        }
        if wanted.is_empty() {
            break;
        }
    }
    Ok(past)
}
