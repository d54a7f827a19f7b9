//! Merging the fields of a kind, each by its key.
//!
//! Invariant: a value per language merges per language; any other value is one piece.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::{Conflict, Sides, pick};
use crate::{
    content::{
        entry::Fields,
        unit::{Unit, is_per_lang, readable},
    },
    lang::Lang,
};

/// The fields of both sides. What cannot be read again, because the kinds differ, stays as "mine" has it.
pub(super) fn merge(sides: Sides<'_>, conflicts: &mut Vec<Conflict>) -> Fields {
    let mine = &sides.mine.shared.fields;
    let maps = [sides.base, sides.mine, sides.theirs].map(|body| map(&body.shared.fields));
    let mut found = Vec::new();
    let merged = merge_maps(&maps, &mut found);
    match serde_json::from_value::<Fields>(Value::Object(merged)) {
        Ok(fields) if fields.kind() == mine.kind() => {
            conflicts.append(&mut found);
            fields
        }
        _ => {
            let whole = |fields: &Fields| serde_json::to_value(fields).map(|value| readable(&value)).ok();
            conflicts.push(Conflict {
                place: Unit::Field("kind".to_owned()),
                base: whole(&sides.base.shared.fields),
                theirs: whole(&sides.theirs.shared.fields),
            });
            mine.clone()
        }
    }
}

fn map(fields: &Fields) -> Map<String, Value> {
    match serde_json::to_value(fields) {
        Ok(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

fn merge_maps(maps: &[Map<String, Value>; 3], conflicts: &mut Vec<Conflict>) -> Map<String, Value> {
    let keys: BTreeSet<&String> = maps.iter().flat_map(Map::keys).collect();
    let mut merged = Map::new();
    for key in keys {
        if let Some(value) = merge_value(key, maps.each_ref().map(|map| map.get(key)), conflicts) {
            merged.insert(key.clone(), value);
        }
    }
    merged
}

fn merge_value(key: &str, sides: [Option<&Value>; 3], conflicts: &mut Vec<Conflict>) -> Option<Value> {
    let [base, mine, theirs] = sides;
    let (picked, is_conflict) = pick(base, mine, theirs);
    if !is_conflict {
        return picked.cloned();
    }
    if sides.iter().flatten().all(|value| is_per_lang(value)) {
        let mut merged = Map::new();
        for lang in Lang::ALL {
            let part = sides.map(|value| value?.get(lang.tag()).filter(|value| !value.is_null()));
            let value = merge_value(&format!("{key}.{lang}"), part, conflicts);
            merged.insert(lang.tag().to_owned(), value.unwrap_or_default());
        }
        return Some(Value::Object(merged));
    }
    conflicts.push(Conflict {
        place: Unit::Field(key.to_owned()),
        base: base.map(readable),
        theirs: theirs.map(readable),
    });
    picked.cloned()
}
