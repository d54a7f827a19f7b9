//! What nobody has confirmed yet: statements that are stored with their source and left out of every publication.
//!
//! Invariant: confirming or dropping a statement changes nothing else, and publishes nothing.

use jiff::civil::Date;
use serde_json::{Map, Value};
use sqlx::{PgExecutor, types::Json};

use super::{
    entry::{Body, Fields, Kind, Section},
    error::Error,
    unit::{is_per_lang, readable},
};
use crate::{
    ids::{EntryId, SectionId},
    lang::{Lang, PerLang},
};

/// Where an unconfirmed statement is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A section with its words.
    Section(SectionId),
    /// A detail of the kind's fields, by the keys of its serde form after dots: `website`, `phones.0`.
    Detail(String),
}

/// A statement that is not confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Where it is.
    pub place: Place,
    /// What it says: of a section heading and text per language, of a detail the same in every language,
    /// unless it has words for each.
    pub words: PerLang<Option<String>>,
    /// Where it comes from.
    pub source: Option<String>,
    /// What editors are to know.
    pub note: Option<String>,
}

/// An entry with what is not confirmed in its newest revision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unconfirmed {
    /// The entry.
    pub entry: EntryId,
    /// Its kind.
    pub kind: Kind,
    /// The number of its newest revision.
    pub revision: i32,
    /// What that says.
    pub body: Body,
    /// What of it is not confirmed, in the order of the form.
    pub statements: Vec<Statement>,
}

/// Everything that is not confirmed in the newest revision of entries that are not archived.
pub async fn list(conn: impl PgExecutor<'_>) -> Result<Vec<Unconfirmed>, Error> {
    let rows = sqlx::query!(
        r#"
        select entry.id as "entry: EntryId", newest.number, newest.body as "body: Json<serde_json::Value>"
        from entry
        join lateral (
            select number, body from revision where entry_id = entry.id order by number desc limit 1
        ) as newest on true
        where archived_at is null and newest.body::text like '%"unconfirmed": true%'
        order by position, entry.id collate "C"
        "#
    )
    .fetch_all(conn)
    .await?;
    let mut found = Vec::new();
    for row in rows {
        let body: Body = serde_json::from_value(row.body.0)
            .map_err(|source| Error::Body { entry: row.entry.clone(), source })?;
        let statements = statements(&body);
        if !statements.is_empty() {
            let kind = body.shared.fields.kind();
            found.push(Unconfirmed { entry: row.entry, kind, revision: row.number, body, statements });
        }
    }
    Ok(found)
}

/// What is not confirmed in a body: details first, then sections.
pub fn statements(body: &Body) -> Vec<Statement> {
    let mut found = Vec::new();
    details("", &fields(&body.shared.fields), &mut found);
    let sections = body.shared.outline.iter().filter(|section| section.unconfirmed);
    found.extend(sections.map(|section| of_section(body, section)));
    found
}

/// Confirms a statement; a detail was checked on that day. Returns whether it was there and not confirmed.
pub fn confirm(body: &mut Body, place: &Place, on: Date) -> bool {
    match place {
        Place::Section(id) => {
            let section =
                body.shared.outline.iter_mut().find(|section| section.id == *id && section.unconfirmed);
            section.map(|section| section.unconfirmed = false).is_some()
        }
        Place::Detail(path) => change_fields(body, |fields| {
            let Some(Value::Object(detail)) = find(fields, path).filter(|value| is_unconfirmed(value)) else {
                return false;
            };
            detail.remove("unconfirmed");
            detail.insert("checked_on".to_owned(), on.to_string().into());
            true
        }),
    }
}

/// Takes a statement out. Returns whether it was there and not confirmed.
pub fn drop(body: &mut Body, place: &Place) -> bool {
    match place {
        Place::Section(id) => {
            let outline = &mut body.shared.outline;
            let before = outline.len();
            outline.retain(|section| section.id != *id || !section.unconfirmed);
            let is_dropped = outline.len() < before;
            *body = body.clone().normalised();
            is_dropped
        }
        Place::Detail(path) => change_fields(body, |fields| {
            let is_there = find(fields, path).is_some_and(|value| is_unconfirmed(value));
            is_there && remove(fields, path)
        }),
    }
}

fn of_section(body: &Body, section: &Section) -> Statement {
    let words = PerLang::from_fn(|lang| {
        let words = body.texts.get(lang).as_ref()?.sections.get(&section.id)?;
        let heading = words.heading.as_ref().map(ToString::to_string);
        let parts = heading.into_iter().chain([words.text.readable()]).filter(|part| !part.is_empty());
        Some(parts.collect::<Vec<_>>().join("\n"))
    });
    Statement {
        place: Place::Section(section.id.clone()),
        words,
        source: section.source.as_ref().map(ToString::to_string),
        note: section.note.as_ref().map(ToString::to_string),
    }
}

fn fields(fields: &Fields) -> Value {
    serde_json::to_value(fields).unwrap_or_default()
}

/// Collects the unconfirmed details below a value.
fn details(path: &str, value: &Value, found: &mut Vec<Statement>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    match value {
        Value::Object(detail) if is_unconfirmed(value) => {
            let value = detail.get("value");
            found.push(Statement {
                place: Place::Detail(path.to_owned()),
                words: PerLang::from_fn(|lang| value.and_then(|value| said(value, lang))),
                source: detail.get("source").and_then(Value::as_str).map(str::to_owned),
                note: None,
            });
        }
        Value::Object(map) => map.iter().for_each(|(key, value)| details(&below(key), value, found)),
        Value::Array(list) => {
            for (index, value) in list.iter().enumerate() {
                details(&below(&index.to_string()), value, found);
            }
        }
        _ => {}
    }
}

/// What a detail says in a language: the same in each, unless it has words of its own for each.
fn said(value: &Value, lang: Lang) -> Option<String> {
    if is_per_lang(value) {
        value.get(lang.tag())?.as_str().map(str::to_owned)
    } else {
        Some(readable(value))
    }
}

fn is_unconfirmed(value: &Value) -> bool {
    value.get("value").is_some() && value.get("unconfirmed") == Some(&Value::Bool(true))
}

/// Changes the fields in their serde form; what could not be read again is left as it was.
fn change_fields(body: &mut Body, change: impl FnOnce(&mut Value) -> bool) -> bool {
    let mut value = fields(&body.shared.fields);
    if !change(&mut value) {
        return false;
    }
    match serde_json::from_value(value) {
        Ok(fields) => {
            body.shared.fields = fields;
            true
        }
        Err(_) => false,
    }
}

fn find<'a>(value: &'a mut Value, path: &str) -> Option<&'a mut Value> {
    path.split('.').try_fold(value, |value, key| match value {
        Value::Object(map) => map.get_mut(key),
        Value::Array(list) => list.get_mut(key.parse::<usize>().ok()?),
        _ => None,
    })
}

fn remove(value: &mut Value, path: &str) -> bool {
    let (above, key) = path.rsplit_once('.').unwrap_or(("", path));
    let parent = if above.is_empty() { Some(value) } else { find(value, above) };
    match parent {
        Some(Value::Object(map)) => Map::remove(map, key).is_some(),
        Some(Value::Array(list)) => match key.parse::<usize>() {
            Ok(index) if index < list.len() => {
                list.remove(index);
                true
            }
            _ => false,
        },
        _ => false,
    }
}
