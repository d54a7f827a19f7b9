//! Agreements: two texts of a passage that were declared to say the same, or to differ on purpose.
//!
//! Invariant: an agreement is about words, never about times. It holds the hashes of both texts in normal form, so a
//! pair that was ever agreed is in step again whenever both texts return to it. English and Dutch are compared as a
//! pair here, on purpose; [`super::parity`] says what follows.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, PgExecutor, types::Json};

use super::{
    act::Act,
    entry::Body,
    error::Error,
    passage::{self, Hash, Passage, Version, Words},
    publication,
};
use crate::{
    ids::{EditorId, EntryId},
    lang::Lang,
};

/// What was declared about a pair of texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, sqlx::Type)]
#[serde(rename_all = "snake_case")]
#[sqlx(type_name = "text", rename_all = "snake_case")]
pub enum Verdict {
    /// They say the same.
    Same,
    /// They differ on purpose.
    Differs,
}

/// The texts of a passage in both languages.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Pair {
    /// The English words.
    pub en: Hash,
    /// The Dutch words.
    pub nl: Hash,
}

/// A pair of texts of a passage and what was declared about them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// What is compared.
    pub passage: Passage,
    /// The hash of the English words.
    pub en: Hash,
    /// The hash of the Dutch words.
    pub nl: Hash,
    /// What was declared.
    pub verdict: Verdict,
    /// Why they differ, for staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether that was declared with the facts in view that only one of the texts states.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub facts_compared: bool,
}

/// An agreement with who declared it, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// What was declared.
    pub agreement: Agreement,
    /// Who did; absent: the system.
    pub by: Option<EditorId>,
    /// When.
    pub at: Timestamp,
}

impl Pair {
    /// Nothing in either language.
    pub fn of_nothing() -> Pair {
        Pair { en: Hash::of_nothing(), nl: Hash::of_nothing() }
    }

    /// The texts of a passage in two collections of words.
    pub fn of(passage: &Passage, en: &Said<'_>, nl: &Said<'_>) -> Pair {
        let hash = |said: &Said<'_>| said.get(passage).map_or_else(Hash::of_nothing, |words| words.hash());
        Pair { en: hash(en), nl: hash(nl) }
    }

    /// The hash of the words in one of the two languages.
    pub fn get(&self, lang: Lang) -> &Hash {
        if lang == Lang::En { &self.en } else { &self.nl }
    }

    /// The same pair with other words in one of the two languages.
    pub fn with(&self, lang: Lang, hash: Hash) -> Pair {
        match lang {
            Lang::En => Pair { en: hash, ..self.clone() },
            _ => Pair { nl: hash, ..self.clone() },
        }
    }

    /// Whether both languages say something.
    pub fn is_whole(&self) -> bool {
        !self.en.is_nothing() && !self.nl.is_nothing()
    }
}

/// What is said in a language, by passage.
pub type Said<'a> = BTreeMap<Passage, Words<'a>>;

/// The two languages that are compared.
pub const LANGS: [Lang; 2] = [Lang::En, Lang::Nl];

/// The texts of every passage of a body, in the order of the form.
pub fn pairs(body: &Body) -> Vec<(Passage, Pair)> {
    let [en, nl] = LANGS.map(|lang| passage::said(body, lang));
    let pair = |passage: Passage| (passage.clone(), Pair::of(&passage, &en, &nl));
    passage::list(body).into_iter().map(pair).collect()
}

impl Agreement {
    /// What is declared about a pair.
    pub fn of(passage: Passage, pair: Pair, verdict: Verdict) -> Agreement {
        let Pair { en, nl } = pair;
        Agreement { passage, en, nl, verdict, reason: None, facts_compared: false }
    }

    /// The texts it is about.
    pub fn pair(&self) -> Pair {
        Pair { en: self.en.clone(), nl: self.nl.clone() }
    }
}

/// Every pair of texts in a body, declared to say the same: the state of content at its first import.
pub fn agree_all(body: &Body) -> Vec<Agreement> {
    let whole = pairs(body).into_iter().filter(|(_, pair)| pair.is_whole());
    whole.map(|(passage, pair)| Agreement::of(passage, pair, Verdict::Same)).collect()
}

/// Records what is declared about a pair of texts, unless that is what was declared last. Returns whether it was new;
/// then every instance is told, because readers may be.
pub async fn record(
    conn: &mut PgConnection,
    entry: &EntryId,
    revision: i64,
    agreement: &Agreement,
    act: &Act<'_>,
) -> Result<bool, Error> {
    let inserted = sqlx::query!(
        r#"
        insert into agreement
            (entry_id, passage, en_hash, nl_hash, revision_id, verdict, reason, facts_compared, editor_id, at)
        select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10
        where not exists (
            select from latest_agreement
            where entry_id = $1 and passage = $2 and en_hash = $3 and nl_hash = $4
                and verdict = $6 and reason is not distinct from $7 and facts_compared = $8
        )
        "#,
        entry.as_str(),
        agreement.passage.as_str(),
        agreement.en.as_str(),
        agreement.nl.as_str(),
        revision,
        agreement.verdict as Verdict,
        agreement.reason,
        agreement.facts_compared,
        act.by as Option<EditorId>,
        act.at.to_sqlx() as _,
    )
    .execute(&mut *conn)
    .await?;
    let is_new = inserted.rows_affected() > 0;
    if is_new {
        publication::announce_change(conn).await?;
    }
    Ok(is_new)
}

/// What was declared last about each pair of texts of an entry, the oldest first.
pub async fn list(conn: impl PgExecutor<'_>, entry: &EntryId) -> Result<Vec<Declared>, Error> {
    let rows = sqlx::query!(
        r#"
        select passage as "passage!", en_hash as "en!", nl_hash as "nl!", verdict as "verdict!: Verdict", reason,
            facts_compared as "facts_compared!", editor_id as "by: EditorId", at as "at!: jiff_sqlx::Timestamp"
        from latest_agreement where entry_id = $1
        order by id
        "#,
        entry.as_str(),
    )
    .fetch_all(conn)
    .await?;
    let declared = rows.into_iter().filter_map(|row| {
        let agreement = Agreement {
            passage: row.passage.try_into().ok()?,
            en: row.en.try_into().ok()?,
            nl: row.nl.try_into().ok()?,
            verdict: row.verdict,
            reason: row.reason,
            facts_compared: row.facts_compared,
        };
        Some(Declared { agreement, by: row.by, at: row.at.to_jiff() })
    });
    Ok(declared.collect())
}

/// Makes agreements of an older normal form ones of the present: those whose words are still there, in any revision.
/// Returns how many it made. What they were about stays as it was, so nothing is marked that was not.
pub async fn renew(conn: &mut PgConnection, at: Timestamp) -> Result<usize, Error> {
    let start = format!("{}:%", Version::CURRENT.number());
    let rows = sqlx::query!(
        r#"
        select id as "id!", entry_id as "entry!: EntryId", passage as "passage!", en_hash as "en!",
            nl_hash as "nl!", revision_id as "revision!", verdict as "verdict!: Verdict", reason,
            facts_compared as "facts_compared!", editor_id as "by: EditorId"
        from latest_agreement
        where (en_hash <> '-' and en_hash not like $1) or (nl_hash <> '-' and nl_hash not like $1)
        order by entry_id, id
        "#,
        start,
    )
    .fetch_all(&mut *conn)
    .await?;
    let entries: BTreeSet<EntryId> = rows.iter().map(|row| row.entry.clone()).collect();
    let mut made = 0;
    for entry in entries {
        let present = Renewal::of(&bodies(conn, &entry).await?);
        for row in rows.iter().filter(|row| row.entry == entry) {
            let Ok(passage) = Passage::try_from(row.passage.clone()) else { continue };
            let [Some(en), Some(nl)] = [&row.en, &row.nl].map(|hash| present.find(hash)) else { continue };
            let agreement = Agreement {
                reason: row.reason.clone(),
                facts_compared: row.facts_compared,
                ..Agreement::of(passage, Pair { en, nl }, row.verdict)
            };
            let act = Act { by: row.by, note: None, at };
            made += usize::from(record(conn, &entry, row.revision, &agreement, &act).await?);
        }
    }
    Ok(made)
}

/// The agreement in the present normal form, where the words it is about are in one of those bodies.
pub fn renewed(agreement: &Agreement, bodies: &[Body]) -> Agreement {
    let present = Renewal::of(bodies);
    match [&agreement.en, &agreement.nl].map(|hash| present.find(hash.as_str())) {
        [Some(en), Some(nl)] => Agreement { en, nl, ..agreement.clone() },
        _ => agreement.clone(),
    }
}

/// Hashes of older normal forms, with those of the present.
struct Renewal(BTreeMap<String, Hash>);

impl Renewal {
    fn of(bodies: &[Body]) -> Renewal {
        let mut present = BTreeMap::from([(Hash::of_nothing().into(), Hash::of_nothing())]);
        for (body, lang) in bodies.iter().flat_map(|body| LANGS.map(|lang| (body, lang))) {
            for words in passage::said(body, lang).into_values() {
                for version in Version::ALL {
                    present.insert(words.hash_in(*version).into(), words.hash());
                }
            }
        }
        Renewal(present)
    }

    fn find(&self, hash: &str) -> Option<Hash> {
        self.0.get(hash).cloned()
    }
}

async fn bodies(conn: &mut PgConnection, entry: &EntryId) -> Result<Vec<Body>, Error> {
    let bodies = sqlx::query_scalar!(
        r#"select body as "body: Json<Body>" from revision where entry_id = $1 order by number"#,
        entry.as_str(),
    )
    .fetch_all(conn)
    .await?;
    Ok(bodies.into_iter().map(|body| body.0).collect())
}
