//! What was ever stored can still be read. When a form changes, its file stays, and one in the new form comes beside
//! it: see `tests/portal/fixtures/`.

use std::collections::BTreeSet;
use std::path::Path;

use leiden_international::content::entry::{Body, Kind};
use leiden_international::content::publication::{LiveShared, LiveText};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Every kind there is, as bodies name them.
fn kinds() -> BTreeSet<String> {
    Kind::ALL.iter().map(|kind| format!("{kind:?}").to_lowercase()).collect()
}

fn fixtures(folder: &str) -> Vec<(String, Value)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/portal/fixtures").join(folder);
    let fixture = |path: std::path::PathBuf| {
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap())
    };
    let files = std::fs::read_dir(folder).unwrap().map(|item| item.unwrap().path());
    files.map(fixture).collect()
}

/// Whether the value is stored today just as it was then.
#[track_caller]
fn is_todays_form<T: DeserializeOwned + Serialize>(name: &str, value: &Value) -> bool {
    let read: T = serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{name}: {error}"));
    serde_json::to_value(read).unwrap() == *value
}

#[test]
fn every_form_of_a_body_is_read() {
    let mut kinds_of_today = BTreeSet::new();
    for (name, value) in fixtures("bodies") {
        if is_todays_form::<Body>(&name, &value) {
            kinds_of_today.insert(value["shared"]["fields"]["kind"].as_str().unwrap().to_owned());
        }
    }
    assert_eq!(kinds_of_today, kinds(), "a body of each kind in today's form");
}

#[test]
fn every_form_of_a_publication_is_read() {
    let mut kinds_of_today = BTreeSet::new();
    let mut text_of_today = false;
    for (name, value) in fixtures("publications") {
        if let Some(kind) = value["fields"]["kind"].as_str() {
            if is_todays_form::<LiveShared>(&name, &value) {
                kinds_of_today.insert(kind.to_owned());
            }
        } else {
            text_of_today |= is_todays_form::<LiveText>(&name, &value);
        }
    }
    assert_eq!(kinds_of_today, kinds(), "a shared part of each kind");
    assert!(text_of_today, "a text");
}
