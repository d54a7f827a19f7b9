//! The licences of the dependencies allow what we do with them, and no crate is there twice where that breaks.

use std::collections::BTreeSet;
use std::process::Command;

use serde_json::Value;

/// Licences that ask for no more than their text and the names of the authors.
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "CC0-1.0",
    "ISC",
    "MIT",
    "MIT-0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Licences that are allowed for these crates only: used unchanged, which is all that they ask for.
const EXCEPTIONS: &[(&str, &[&str])] = &[
    ("MPL-2.0", &["cssparser", "cssparser-macros", "dtoa-short", "selectors"]),
    ("CDLA-Permissive-2.0", &["webpki-roots"]),
    ("EUPL-1.2", &["leiden-international"]),
];

/// Crates whose types meet: of two versions, one would not understand the other.
const SINGLE: &[&str] = &["sqlx", "sqlx-core", "axum-core", "http", "hyper", "tokio"];

fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "cargo metadata: {}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    metadata["packages"].as_array().unwrap().clone()
}

fn is_allowed(name: &str, licence: &str) -> bool {
    ALLOWED.contains(&licence)
        || EXCEPTIONS.iter().any(|(exception, crates)| *exception == licence && crates.contains(&name))
}

/// Whether an SPDX expression can be met with what is allowed. An exception to a licence (WITH) only ever
/// allows more, so that the licence itself counts. `/` is how old crates write OR.
fn can_be_met(name: &str, expression: &str) -> bool {
    let expression = expression.replace(['/', '(', ')'], " / ");
    let mut words = Vec::new();
    let mut skip = false;
    for word in expression.split_whitespace().filter(|word| *word != "/") {
        match word {
            _ if skip => skip = false,
            "WITH" => skip = true,
            word => words.push(word),
        }
    }
    let needs_all = words.contains(&"AND");
    let mut licences = words.iter().filter(|word| !["AND", "OR"].contains(*word));
    // With both words in one expression all are asked for: stricter than needed, and without a parser.
    if needs_all { licences.all(|l| is_allowed(name, l)) } else { licences.any(|l| is_allowed(name, l)) }
}

#[test]
fn every_licence_is_allowed() {
    let packages = packages();
    assert!(packages.len() > 100, "only {} packages were found", packages.len());
    // What comes from elsewhere: our own package has no source.
    for package in packages.iter().filter(|package| !package["source"].is_null()) {
        let name = package["name"].as_str().unwrap();
        let licence = package["license"].as_str().unwrap_or("none");
        assert!(can_be_met(name, licence), "{name} {}: {licence} is not on the list", package["version"]);
    }
}

#[test]
fn crates_whose_types_meet_are_there_once() {
    let packages = packages();
    for name in SINGLE {
        let versions: BTreeSet<_> = packages
            .iter()
            .filter(|package| package["name"] == *name)
            .map(|package| package["version"].to_string())
            .collect();
        assert_eq!(versions.len(), 1, "{name}: {versions:?}");
    }
}

#[test]
fn an_expression_is_understood() {
    assert!(can_be_met("x", "MIT OR GPL-3.0"));
    assert!(can_be_met("x", "GPL-3.0/MIT"));
    assert!(can_be_met("x", "Apache-2.0 WITH LLVM-exception"));
    assert!(can_be_met("x", "(MIT OR Apache-2.0) AND Unicode-3.0"));
    assert!(can_be_met("selectors", "MPL-2.0"));
    for (name, licence) in
        [("x", "MPL-2.0"), ("x", "GPL-3.0"), ("x", "MIT AND GPL-3.0"), ("x", "none"), ("x", "")]
    {
        assert!(!can_be_met(name, licence), "{licence}");
    }
}
