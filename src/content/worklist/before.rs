//! What a language said when passages were last in step, for many entries at once.
//!
//! Invariant: words are found by their hash in the revisions of their own entry; where none has them, or where it was
//! declared that the languages differ, nothing is said.

use std::collections::{BTreeMap, HashMap};

use sqlx::PgConnection;

use super::{
    Compared,
    past::{AT_ONCE, earlier},
};
use crate::{
    content::{
        agreement::Verdict,
        entry::Body,
        error::Error,
        parity::Standing,
        passage::{Hash, Passage, Version, said},
    },
    ids::EntryId,
    lang::Lang,
};

/// What the passages of an entry said, in readable lines.
pub type Before = BTreeMap<Passage, String>;

/// What the open passages of those entries said in a language when both languages last said the same, where that is not
/// what they say now. A query for every 20 entries.
pub async fn list(
    conn: &mut PgConnection,
    entries: &[&Compared],
    lang: Lang,
) -> Result<HashMap<EntryId, Before>, Error> {
    let wanted = entries.iter().map(|entry| (*entry, wanted(entry, lang)));
    let mut wanted: Vec<_> = wanted.filter(|(_, wanted)| !wanted.is_empty()).collect();
    let mut found = HashMap::new();
    while !wanted.is_empty() {
        let some: Vec<_> = wanted.drain(..wanted.len().min(AT_ONCE)).collect();
        let ids: Vec<String> = some.iter().map(|(entry, _)| entry.id.to_string()).collect();
        let revisions = earlier(&mut *conn, &ids).await?;
        for (entry, wanted) in some {
            let revisions = revisions.get(&entry.id).map(Vec::as_slice).unwrap_or_default();
            let mut before = search(wanted, revisions.iter().map(|(body, _)| body), lang);
            let now = said(&entry.body, lang);
            before.retain(|passage, words| now.get(passage).is_none_or(|now| now.readable() != *words));
            found.insert(entry.id.clone(), before);
        }
    }
    Ok(found)
}

/// The hashes of what the open passages of an entry said when they were last in step.
fn wanted(entry: &Compared, lang: Lang) -> HashMap<Hash, Vec<Passage>> {
    let mut wanted: HashMap<_, Vec<_>> = HashMap::new();
    for standing in entry.open() {
        if let Some(hash) = changed(standing, lang) {
            wanted.entry(hash).or_default().push(standing.passage.clone());
        }
    }
    wanted
}

/// The hash of what a passage said when it was last in step, if it says something else by now.
fn changed(standing: &Standing, lang: Lang) -> Option<Hash> {
    let measure = standing.measure.as_ref().filter(|measure| measure.verdict == Verdict::Same)?;
    let hash = measure.pair().get(lang).clone();
    (!hash.is_nothing() && hash != *standing.pair.get(lang)).then_some(hash)
}

/// Finds the words of those hashes, back from the newest.
fn search<'a>(
    mut wanted: HashMap<Hash, Vec<Passage>>,
    bodies: impl Iterator<Item = &'a Body>,
    lang: Lang,
) -> Before {
    let mut found = Before::new();
    for body in bodies {
        if wanted.is_empty() {
            break;
        }
        for words in said(body, lang).into_values() {
            let hashes = Version::ALL.iter().map(|version| words.hash_in(*version));
            let passages = hashes.filter_map(|hash| wanted.remove(&hash)).flatten();
            found.extend(passages.map(|passage| (passage, words.readable())));
        }
    }
    found
}
