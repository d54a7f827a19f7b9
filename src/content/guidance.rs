//! What staff say about words: which mean the same, and which answer stands on top.
//!
//! Invariant: it is read with what is live and kept beside it in memory; each change announces itself, so that every
//! instance reads it anew.

use jiff::Timestamp;
use jiff_sqlx::ToSqlx;
use serde::{Deserialize, Serialize};
use sqlx::{PgConnection, PgExecutor};

use super::{act::Act, error::Error, publication, values::Line};
use crate::{
    ids::{EditorId, EntryId},
    lang::Lang,
};

/// The synonyms of a new portal.
const STARTER: &str = include_str!("guidance/synonyms.json");

/// Everything that staff say about words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guidance {
    /// Words that mean the same.
    pub synonyms: Vec<Synonym>,
    /// Answers that stand on top.
    pub promotions: Vec<Promotion>,
}

/// Words that are looked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// The words.
    pub words: Line,
    /// Their language; none: every one.
    pub lang: Option<Lang>,
}

/// Whoever looks for one phrase finds another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Synonym {
    /// Its number.
    #[serde(default)]
    pub id: i64,
    /// What is looked for.
    pub from: Phrase,
    /// What is found.
    pub to: Phrase,
    /// Whether it holds the other way round too.
    pub two_way: bool,
}

/// An answer that stands on top for certain words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promotion {
    /// Its number.
    pub id: i64,
    /// The words.
    pub phrase: Phrase,
    /// The answer.
    pub entry: EntryId,
}

/// The synonyms that a new portal has; a test reads the list.
pub fn starter() -> Result<Vec<Synonym>, serde_json::Error> {
    serde_json::from_str(STARTER)
}

/// Takes in the synonyms that a new portal has.
pub async fn load_starter(conn: &mut PgConnection, at: Timestamp) -> Result<(), Error> {
    // What cannot be read is in the program itself, and found by its tests.
    for synonym in starter().unwrap_or_default() {
        add_synonym(conn, &synonym, &Act::of_system(at)).await?;
    }
    Ok(())
}

/// Reads all of it.
pub async fn load(conn: &mut PgConnection) -> Result<Guidance, Error> {
    Ok(Guidance { synonyms: list_synonyms(&mut *conn).await?, promotions: list_promotions(conn).await? })
}

async fn list_synonyms(conn: impl PgExecutor<'_>) -> Result<Vec<Synonym>, Error> {
    let rows = sqlx::query!(
        "select id, from_words, from_lang, to_words, to_lang, two_way from synonym order by from_words, to_words, id"
    )
    .fetch_all(conn)
    .await?;
    let synonyms = rows.into_iter().filter_map(|row| {
        let (from, to) = (phrase(row.from_words, row.from_lang)?, phrase(row.to_words, row.to_lang)?);
        Some(Synonym { id: row.id, from, to, two_way: row.two_way })
    });
    Ok(synonyms.collect())
}

async fn list_promotions(conn: impl PgExecutor<'_>) -> Result<Vec<Promotion>, Error> {
    let rows = sqlx::query!(
        r#"select id, words, lang, entry_id as "entry: EntryId" from promoted_answer order by words, id"#
    )
    .fetch_all(conn)
    .await?;
    let promotions = rows.into_iter().filter_map(|row| {
        Some(Promotion { id: row.id, phrase: phrase(row.words, row.lang)?, entry: row.entry })
    });
    Ok(promotions.collect())
}

/// What was stored, unless it is in a language that the portal no longer has.
fn phrase(words: String, lang: Option<String>) -> Option<Phrase> {
    let lang = match lang {
        None => None,
        Some(tag) => Some(Lang::from_tag(&tag)?),
    };
    Some(Phrase { words: words.try_into().ok()?, lang })
}

/// Adds a synonym. Returns whether it is new.
pub async fn add_synonym(conn: &mut PgConnection, synonym: &Synonym, act: &Act<'_>) -> Result<bool, Error> {
    let added = sqlx::query!(
        r#"
        insert into synonym (from_words, from_lang, to_words, to_lang, two_way, editor_id, at)
        values ($1, $2, $3, $4, $5, $6, $7)
        on conflict on constraint synonym_is_new do nothing
        "#,
        synonym.from.words.to_string(),
        synonym.from.lang.map(Lang::tag),
        synonym.to.words.to_string(),
        synonym.to.lang.map(Lang::tag),
        synonym.two_way,
        act.by as Option<EditorId>,
        act.at.to_sqlx() as _,
    )
    .execute(&mut *conn)
    .await?;
    publication::announce_change(conn).await?;
    Ok(added.rows_affected() > 0)
}

/// Takes a synonym away, and returns it; none if it was not there any longer.
pub async fn remove_synonym(conn: &mut PgConnection, id: i64) -> Result<Option<Synonym>, Error> {
    let removed = sqlx::query!(
        "delete from synonym where id = $1 returning from_words, from_lang, to_words, to_lang, two_way",
        id
    )
    .fetch_optional(&mut *conn)
    .await?;
    publication::announce_change(conn).await?;
    Ok(removed.and_then(|row| {
        let (from, to) = (phrase(row.from_words, row.from_lang)?, phrase(row.to_words, row.to_lang)?);
        Some(Synonym { id, from, to, two_way: row.two_way })
    }))
}

/// Puts an answer on top for certain words. Returns whether it is new.
pub async fn promote(
    conn: &mut PgConnection,
    phrase: &Phrase,
    entry: &EntryId,
    act: &Act<'_>,
) -> Result<bool, Error> {
    let added = sqlx::query!(
        r#"
        insert into promoted_answer (words, lang, entry_id, editor_id, at) values ($1, $2, $3, $4, $5)
        on conflict on constraint promoted_answer_is_new do nothing
        "#,
        phrase.words.to_string(),
        phrase.lang.map(Lang::tag),
        entry.as_str(),
        act.by as Option<EditorId>,
        act.at.to_sqlx() as _,
    )
    .execute(&mut *conn)
    .await?;
    publication::announce_change(conn).await?;
    Ok(added.rows_affected() > 0)
}

/// No longer puts that answer on top, and returns it; none if it was not there any longer.
pub async fn demote(conn: &mut PgConnection, id: i64) -> Result<Option<Promotion>, Error> {
    let removed = sqlx::query!(
        r#"delete from promoted_answer where id = $1 returning words, lang, entry_id as "entry: EntryId""#,
        id
    )
    .fetch_optional(&mut *conn)
    .await?;
    publication::announce_change(conn).await?;
    Ok(removed.and_then(|row| Some(Promotion { id, phrase: phrase(row.words, row.lang)?, entry: row.entry })))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_portal_knows_some_synonyms() {
        let synonyms = starter().expect("the list can be read");
        assert!(synonyms.len() > 20);
        for synonym in &synonyms {
            assert_ne!(synonym.from, synonym.to);
        }
    }
}
