//! Agreements: two texts of a passage that were declared to say the same, or to differ on purpose.
//!
//! Invariant: an agreement is about words, never about times. It holds the hashes of both texts in normal form, so a
//! pair that was ever agreed is in step again whenever both texts return to it. English and Dutch are compared as a
//! pair here, on purpose.

use std::{collections::BTreeMap, fmt};

use jiff_sqlx::ToSqlx;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;

use super::{
    act::Act,
    entry::{Body, SectionText, Text},
    error::Error,
    values::Line,
};
use crate::{
    ids::{EditorId, EntryId, is_hyphenated},
    lang::Lang,
};

/// The unit that is compared between the languages, as it is named in the database: a section's id, or a word for
/// what every text has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Passage(String);

/// Text that does not name a passage.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is not a passage: the name of a section, @title, @short-title or @summary")]
pub struct InvalidPassage(String);

impl Passage {
    const TITLE: &'static str = "@title";
    const SHORT_TITLE: &'static str = "@short-title";
    const SUMMARY: &'static str = "@summary";
}

impl TryFrom<String> for Passage {
    type Error = InvalidPassage;

    fn try_from(text: String) -> Result<Self, InvalidPassage> {
        if [Self::TITLE, Self::SHORT_TITLE, Self::SUMMARY].contains(&&*text) || is_hyphenated(&text) {
            Ok(Passage(text))
        } else {
            Err(InvalidPassage(text))
        }
    }
}

impl From<Passage> for String {
    fn from(passage: Passage) -> String {
        passage.0
    }
}

impl fmt::Display for Passage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

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

/// A pair of texts of a passage and what was declared about them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement {
    /// What is compared.
    pub passage: Passage,
    /// The hash of the English words.
    pub en: String,
    /// The hash of the Dutch words.
    pub nl: String,
    /// What was declared.
    pub verdict: Verdict,
    /// Why they differ, for readers of the history.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Every pair of texts in a body, declared to say the same: the state of content at its first import.
pub fn agree_all(body: &Body) -> Vec<Agreement> {
    let [Some(en), Some(nl)] = [Lang::En, Lang::Nl].map(|lang| body.texts.get(lang).as_ref().map(hashes))
    else {
        return Vec::new();
    };
    en.into_iter()
        .filter_map(|(passage, en)| {
            let nl = nl.get(&passage)?.clone();
            Some(Agreement { passage, en, nl, verdict: Verdict::Same, reason: None })
        })
        .collect()
}

/// Records what is declared about a pair of texts, unless that is what was declared last. Returns whether it was new.
pub async fn record(
    conn: &mut PgConnection,
    entry: &EntryId,
    revision: i64,
    agreement: &Agreement,
    act: &Act<'_>,
) -> Result<bool, Error> {
    let inserted = sqlx::query!(
        r#"
        insert into agreement (entry_id, passage, en_hash, nl_hash, revision_id, verdict, reason, editor_id, at)
        select $1, $2, $3, $4, $5, $6, $7, $8, $9
        where not exists (
            select from (
                select verdict, reason from agreement
                where entry_id = $1 and passage = $2 and en_hash = $3 and nl_hash = $4
                order by id desc limit 1
            ) as latest
            where verdict = $6 and reason is not distinct from $7
        )
        "#,
        entry.as_str(),
        agreement.passage.0,
        agreement.en,
        agreement.nl,
        revision,
        agreement.verdict as Verdict,
        agreement.reason,
        act.by as Option<EditorId>,
        act.at.to_sqlx() as _,
    )
    .execute(conn)
    .await?;
    Ok(inserted.rows_affected() > 0)
}

/// What was declared last about each pair of texts of an entry, in the order of an export.
pub async fn list(conn: &mut PgConnection, entry: &EntryId) -> Result<Vec<Agreement>, Error> {
    let rows = sqlx::query!(
        r#"
        select passage as "passage!", en_hash as "en_hash!", nl_hash as "nl_hash!", verdict as "verdict!: Verdict", reason
        from (
            select distinct on (passage, en_hash, nl_hash) id, passage, en_hash, nl_hash, verdict, reason
            from agreement where entry_id = $1
            order by passage, en_hash, nl_hash, id desc
        ) as latest
        order by passage collate "C", id
        "#,
        entry.as_str(),
    )
    .fetch_all(conn)
    .await?;
    let agreement =
        |passage, en, nl, verdict, reason| Agreement { passage: Passage(passage), en, nl, verdict, reason };
    Ok(rows
        .into_iter()
        .map(|row| agreement(row.passage, row.en_hash, row.nl_hash, row.verdict, row.reason))
        .collect())
}

fn hashes(text: &Text) -> BTreeMap<Passage, String> {
    let lines = [
        (Passage::TITLE, Some(&text.title)),
        (Passage::SHORT_TITLE, text.short_title.as_ref()),
        (Passage::SUMMARY, text.summary.as_ref()),
    ];
    let lines = lines
        .into_iter()
        .filter_map(|(name, line)| Some((Passage(name.to_owned()), hash(&line?.to_string()))));
    let sections =
        text.sections.iter().map(|(id, words)| (Passage(id.as_str().to_owned()), hash(&normalised(words))));
    lines.chain(sections).collect()
}

/// The words of a section without white space and markup that mean nothing.
fn normalised(words: &SectionText) -> String {
    let heading = words.heading.as_ref().map(Line::to_string).unwrap_or_default();
    format!("{heading}\n{}", words.text.plain())
}

/// The version of the normal form stands before the hash: a better normal form re-hashes, and marks nothing.
fn hash(words: &str) -> String {
    let folded = words.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let digest = Sha256::digest(folded.collect::<Vec<_>>().join("\n"));
    digest.iter().fold(String::from("1:"), |text, byte| format!("{text}{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(heading: &str, html: &str) -> String {
        let heading = Line::try_from(heading.to_owned()).ok();
        hash(&normalised(&SectionText { heading, text: super::super::rich_text::RichText::sanitised(html) }))
    }

    #[test]
    fn white_space_and_markup_without_meaning_change_nothing() {
        let plain = section("Why", "<p>Leiden is a city.</p>");
        assert_eq!(plain, section(" Why ", "<p>Leiden  is a\n <strong>city</strong>.</p><p> </p>"));
        assert_eq!(plain.len(), 66);
    }

    #[test]
    fn words_links_and_quoted_figures_are_meaning() {
        let variants = [
            section("", "<p>Leiden is a city.</p>"),
            section("", "<p>Leiden is a town.</p>"),
            section("", r#"<p>Leiden is a <a href="https://a.nl">city</a>.</p>"#),
            section("", r#"<p>Leiden is a <a href="https://b.nl">city</a>.</p>"#),
            section("", r#"<p><data value="x"></data> Leiden is a city.</p>"#),
            section("A", "<p>Leiden is a city.</p>"),
        ];
        let distinct: std::collections::BTreeSet<_> = variants.iter().collect();
        assert_eq!(distinct.len(), variants.len());
    }
}
