//! Every entry at a glance, for staff: where it stands, what it is called, what of it readers see.
//!
//! Invariant: what is said of an entry here follows from its rows alone; there is no state to keep in step.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::{PgExecutor, types::Json};

use super::{
    entry::{Body, Kind},
    error::Error,
    publication::{LiveShared, LiveText, Part},
    values::PartialDate,
};
use crate::{
    ids::{EditorId, EntryId},
    lang::{Lang, PerLang},
};

/// An entry at a glance.
#[derive(Clone, Debug)]
pub struct Glance {
    /// Its name.
    pub id: EntryId,
    /// Its kind.
    pub kind: Kind,
    /// The entry above it.
    pub parent: Option<EntryId>,
    /// Its rank among its siblings.
    pub position: i32,
    /// Since when it is in nobody's way.
    pub archived_at: Option<Timestamp>,
    /// The number of its newest revision.
    pub revision: i32,
    /// Who saved that, if it was not the system.
    pub saved_by: Option<EditorId>,
    /// When that was saved.
    pub saved_at: Timestamp,
    /// The date of a figure: those of a series have one title.
    pub date: Option<PartialDate>,
    /// What readers see of it, by language.
    pub languages: PerLang<Language>,
}

/// An entry in one language.
#[derive(Clone, Debug, Default)]
pub struct Language {
    /// Its title in the newest revision.
    pub title: Option<String>,
    /// Its present address without the language, if it has one.
    pub path: Option<String>,
    /// Whether readers see it.
    pub is_live: bool,
    /// Whether it was ever live and is no more.
    pub is_withdrawn: bool,
    /// Whether what readers see differs from what was saved last.
    pub is_behind: bool,
    /// When what readers see went live, or was withdrawn.
    pub changed_at: Option<Timestamp>,
    /// Who did that, if it was not the system.
    pub changed_by: Option<EditorId>,
}

impl Glance {
    /// What it is called in that language, else in the first that has a word for it, else by its name.
    pub fn title(&self, lang: Lang) -> &str {
        let langs = std::iter::once(lang).chain(lang.others());
        let titles = langs.filter_map(|lang| self.languages.get(lang).title.as_deref());
        titles.into_iter().next().unwrap_or(self.id.as_str())
    }

    /// Whether readers see any of it.
    pub fn is_live(&self) -> bool {
        self.languages.iter().any(|(_, language)| language.is_live)
    }

    /// Whether something was saved that readers do not see: in a language that is live, or in one that never was while
    /// the entry is live or never was either. What was withdrawn waits for nothing.
    pub fn is_waiting(&self) -> bool {
        let languages = || self.languages.iter().map(|(_, language)| language);
        let is_withdrawn = !self.is_live() && languages().any(|language| language.is_withdrawn);
        let is_new = |language: &Language| {
            language.title.is_some() && !language.is_live && !language.is_withdrawn && !is_withdrawn
        };
        self.archived_at.is_none() && languages().any(|language| language.is_behind || is_new(language))
    }
}

/// Every entry that has a revision, by rank.
pub async fn list(conn: impl PgExecutor<'_>) -> Result<Vec<Glance>, Error> {
    let rows = sqlx::query!(
        r#"
        select
            entry.id as "id!: EntryId",
            entry.kind as "kind!: Kind",
            entry.parent_id as "parent: EntryId",
            entry.position as "position!",
            entry.archived_at as "archived_at: jiff_sqlx::Timestamp",
            newest.number as "number!",
            newest.editor_id as "editor_id: EditorId",
            newest.created_at as "created_at!: jiff_sqlx::Timestamp",
            newest.body #>> '{shared,fields,date}' as date,
            (
                select jsonb_object_agg(text.key, text.value ->> 'title')
                from jsonb_each(newest.body -> 'texts') as text
                where jsonb_typeof(text.value) = 'object'
            ) as "titles: Json<BTreeMap<String, String>>",
            coalesce(
                (
                    select jsonb_object_agg(
                        latest.part,
                        jsonb_build_object(
                            'live', latest.body is not null,
                            'at', latest.at,
                            'by', (select editor_id from publication where publication.id = latest.id),
                            'body', case when latest.revision_id <> newest.id then latest.body end
                        )
                    )
                    from latest_publication as latest
                    where latest.entry_id = entry.id
                ),
                '{}'
            ) as "parts!: Json<BTreeMap<String, Live>>",
            -- To compare with what is live from an older revision.
            case when exists (
                select from latest_publication as latest
                where latest.entry_id = entry.id and latest.revision_id <> newest.id
            ) then newest.body end as "body: Json<Body>",
            coalesce(
                (
                    select jsonb_object_agg(lang, path) from address
                    where address.entry_id = entry.id and address.current
                ),
                '{}'
            ) as "paths!: Json<BTreeMap<String, String>>"
        from entry
        join lateral (
            select id, number, editor_id, created_at, body from revision
            where entry_id = entry.id order by number desc limit 1
        ) as newest on true
        order by entry.position, entry.id collate "C"
        "#
    )
    .fetch_all(conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|mut row| Glance {
            languages: PerLang::from_fn(|lang| Language {
                title: row.titles.as_mut().and_then(|titles| titles.0.remove(lang.tag())),
                path: row.paths.0.remove(lang.tag()),
                ..Language::of(lang, &row.parts.0, row.body.as_ref().map(|body| &body.0))
            }),
            id: row.id,
            kind: row.kind,
            parent: row.parent,
            position: row.position,
            archived_at: row.archived_at.map(Into::into),
            revision: row.number,
            saved_by: row.editor_id,
            saved_at: row.created_at.into(),
            date: row.date.and_then(|date| PartialDate::try_from(date).ok()),
        })
        .collect())
}

/// The latest publication of a part.
#[derive(Debug, Deserialize)]
struct Live {
    live: bool,
    at: Timestamp,
    by: Option<EditorId>,
    /// What readers see, where it is from an older revision than the newest.
    body: Option<serde_json::Value>,
}

impl Language {
    /// What readers see in a language; `newest` is there where a live part is from an older revision.
    fn of(lang: Lang, parts: &BTreeMap<String, Live>, newest: Option<&Body>) -> Language {
        let Some(part) = parts.get(lang.tag()) else { return Language::default() };
        let differs =
            |part: &Live, public: serde_json::Value| part.body.as_ref().is_some_and(|body| *body != public);
        let is_behind = newest.is_some_and(|body| {
            let shared = parts.get(Part::Shared.as_str());
            let text = body.texts.get(lang).as_ref().map(|text| LiveText::of(text, &body.shared.outline));
            differs(part, json(&text))
                || shared.is_some_and(|shared| differs(shared, json(&LiveShared::of(&body.shared))))
        });
        Language {
            is_live: part.live,
            is_withdrawn: !part.live,
            is_behind: part.live && is_behind,
            changed_at: Some(part.at),
            changed_by: part.by,
            ..Language::default()
        }
    }
}

/// The form in which the database holds it.
fn json(public: &impl Serialize) -> serde_json::Value {
    serde_json::to_value(public).unwrap_or_default()
}
