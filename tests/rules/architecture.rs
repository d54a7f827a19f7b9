//! The shape of the code: which module may know which, and what templates may hold.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What knows nothing of ours but each other.
const VALUES: &[&str] = &["clock", "config", "ids", "lang", "slug", "token"];

/// Each module, the modules of ours it may use besides the values, and the crates it must not use.
const MODULES: &[(&str, &[&str], &[&str])] = &[
    ("background", &[], &["axum", "askama", "sqlx"]),
    ("clock", &[], &["axum", "askama", "sqlx"]),
    ("config", &[], &["axum", "askama", "sqlx"]),
    ("ids", &[], &["axum", "askama"]),
    ("lang", &[], &["axum", "askama"]),
    ("slug", &[], &["axum", "askama"]),
    ("token", &[], &["axum", "askama", "sqlx"]),
    ("database", &[], &["axum", "askama"]),
    ("content", &["database"], &["axum", "askama"]),
    ("search", &["content"], &["axum", "askama"]),
    ("accounts", &["database"], &["axum", "askama"]),
    (
        "web",
        &[
            "background",
            "content::contact",
            "content::detail::Detail",
            "content::guidance::Guidance",
            "content::hours",
            "content::overdue::Fact",
            "content::values::PartialDate",
            "content::page_view::Views",
            "content::published::Entry",
            "content::published::Kind",
            "content::published::Menu",
            "content::published::Origin",
            "content::published::Published",
            "content::published::Text",
            "content::rich_text::SafeHtml",
            "content::search_count::Count",
            "database",
            "search",
        ],
        &[],
    ),
    ("jobs", &["accounts", "background", "content", "database", "search", "web"], &[]),
    ("site", &["content", "search", "web"], &["sqlx"]),
    ("guest", &["accounts", "content", "web"], &[]),
    ("admin", &["accounts", "content", "search", "web"], &[]),
];

/// Where a language is named: its definition, and what compares the two on purpose.
const MAY_NAME_A_LANGUAGE: &[&str] =
    &["src/lang.rs", "src/content/agreement.rs", "src/content/facts.rs", "src/content/facts/"];

/// What a template must not hold, with the reason.
const BANNED_IN_TEMPLATES: &[(&str, &str)] = &[
    ("|safe", "only SafeHtml prints raw"),
    ("| safe", "only SafeHtml prints raw"),
    ("<style", "the policy refuses inline styles"),
    (" style=", "the policy refuses inline styles"),
    ("javascript:", "the policy refuses inline scripts"),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Path from the root and text of each file below a folder.
fn files(folder: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if !path.is_dir() {
                found.push(path);
            } else if !path.ends_with("node_modules") {
                walk(&path, found);
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join(folder), &mut found);
    found.sort();
    let relative = |path: &Path| path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
    found.iter().map(|path| (relative(path), fs::read_to_string(path).unwrap())).collect()
}

fn sources() -> Vec<(String, String)> {
    files("src").into_iter().map(|(path, text)| (path, without_comments(&text))).collect()
}

/// The code. A `//` inside a text takes the rest of its line with it, which hides nothing of interest here.
fn without_comments(source: &str) -> String {
    source.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

/// The module of a file: "web" for src/web/error.rs and src/web.rs.
fn module(path: &str) -> &str {
    let path = path.trim_start_matches("src/");
    path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

/// The paths that a source has after `crate::` (and, in the program itself, after the library's name),
/// with groups written out: `crate::{a, b::{c, d}}` gives a, b::c and b::d.
fn paths_used(source: &str) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    for start in ["crate::", "leiden_international::"] {
        for (at, _) in source.match_indices(start) {
            let joined = source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
            if !joined {
                write_out(&source[at + start.len()..], "", &mut paths);
            }
        }
    }
    paths
}

/// The paths that a file has by way of as many `super::` as it is deep: from the root too. Unit tests stand
/// one deeper, and have no reason to go that way.
fn paths_upwards(path: &str, source: &str) -> BTreeSet<String> {
    let depth = path.trim_end_matches("/mod.rs").matches('/').count();
    let program = source.split("#[cfg(test)]").next().unwrap_or_default();
    let mut paths = BTreeSet::new();
    let start = "super::".repeat(depth);
    for (at, _) in program.match_indices(&start) {
        write_out(&program[at + start.len()..], "", &mut paths);
    }
    paths
}

/// Reads one path or group at the start of a text, and returns what follows it.
fn write_out<'a>(text: &'a str, prefix: &str, paths: &mut BTreeSet<String>) -> &'a str {
    let text = text.trim_start();
    if let Some(mut group) = text.strip_prefix('{') {
        loop {
            group = write_out(group, prefix, paths).trim_start();
            match group.strip_prefix(',') {
                Some(rest) if rest.trim_start().starts_with('}') => group = rest.trim_start(),
                Some(rest) => {
                    group = rest;
                    continue;
                }
                None => {}
            }
            return group.strip_prefix('}').unwrap_or(group);
        }
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let path = if prefix.is_empty() { word.to_owned() } else { format!("{prefix}::{word}") };
    match rest.strip_prefix("::") {
        Some(rest) if !rest.starts_with('<') => write_out(rest, &path, paths),
        _ => {
            paths.insert(path.trim_end_matches("::self").to_owned());
            rest.strip_prefix(" as ")
                .map_or(rest, |alias| alias.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_'))
        }
    }
}

fn may_use(from: &str, path: &str) -> bool {
    let (_, allowed, _) = MODULES.iter().find(|(name, ..)| *name == from).unwrap();
    let first = path.split("::").next().unwrap_or_default();
    let below = |permitted: &str| path == permitted || path.starts_with(&format!("{permitted}::"));
    first == from || VALUES.contains(&first) || allowed.iter().any(|permitted| below(permitted))
}

#[test]
fn modules_know_only_what_they_may() {
    let mut seen = BTreeSet::new();
    for (path, source) in sources() {
        let module = module(&path);
        if ["lib", "main", "program"].contains(&module) {
            continue;
        }
        let Some((_, _, banned)) = MODULES.iter().find(|(name, ..)| *name == module) else {
            unreachable!("{path}: the module {module} is not in the table")
        };
        for used in paths_used(&source).union(&paths_upwards(&path, &source)).cloned() {
            assert!(may_use(module, &used), "{path}: {module} must not use {used}");
            seen.insert(used);
        }
        for name in *banned {
            assert!(!source.contains(&format!("{name}::")), "{path}: {module} must not use {name}");
        }
    }
    assert!(seen.contains("web::Locale") && seen.contains("content::published::Published"), "{seen:?}");
}

#[test]
fn the_read_side_names_no_language() {
    for (path, source) in sources() {
        if MAY_NAME_A_LANGUAGE.iter().any(|place| path.starts_with(place)) {
            continue;
        }
        for name in ["Lang::En", "Lang::Nl"] {
            assert!(!source.contains(name), "{path}: {name}; walk Lang::ALL instead");
        }
    }
}

#[test]
fn templates_hold_nothing_that_the_policy_refuses() {
    for (path, text) in files("templates") {
        let text = text.to_lowercase();
        for (banned, reason) in BANNED_IN_TEMPLATES {
            assert!(!text.contains(banned), "{path}: {banned:?}: {reason}");
        }
        for tag in opening_tags(&text) {
            let name = tag.split(char::is_whitespace).next().unwrap_or_default();
            let data = tag.contains("type=\"application/ld+json\"");
            assert!(name != "script" || data || tag.contains(" src="), "{path}: an inline script: <{tag}>");
            let handler =
                tag.split_whitespace().skip(1).find(|word| word.starts_with("on") && word.contains('='));
            assert_eq!(handler, None, "{path}: an event handler: <{tag}>");
        }
    }
}

/// What stands between `<` and `>`, for elements only.
fn opening_tags(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).filter(|tag| tag.starts_with(|c: char| c.is_ascii_alphabetic())).map(|tag| {
        let end = tag.find('>').unwrap_or(tag.len());
        &tag[..end]
    })
}

#[test]
fn paths_are_written_out() {
    let source = "use crate::{lang::Lang, web::{self, locales::{Locale, Locales as L},}, clock};\n\
        pub(in crate::site) fn f() -> crate::web::Error { $crate::ids::Id; my_crate::admin; crate::content::goal::list::<X>() }";
    let found: Vec<String> = paths_used(source).into_iter().collect();
    assert_eq!(
        found,
        [
            "clock",
            "content::goal::list",
            "ids::Id",
            "lang::Lang",
            "site",
            "web",
            "web::Error",
            "web::locales::Locale",
            "web::locales::Locales"
        ]
    );
}

#[test]
fn the_way_up_leads_to_the_root() {
    let upwards = |path, source| paths_upwards(path, source).into_iter().collect::<Vec<_>>();
    assert_eq!(upwards("src/web/mod.rs", "use super::site::home;"), ["site::home"]);
    assert_eq!(upwards("src/web.rs", "use super::site;"), ["site"]);
    assert_eq!(
        upwards("src/web/error.rs", "use super::App; use super::super::{site, lang};"),
        ["lang", "site"]
    );
    assert!(upwards("src/web/error.rs", "use super::App;").is_empty());
    assert!(upwards("src/lang.rs", "#[cfg(test)] mod tests { use super::*; }").is_empty());
}

#[test]
fn the_table_is_applied() {
    assert!(
        may_use("web", "content::published::Published")
            && may_use("web", "lang::Lang")
            && may_use("web", "web::Error")
    );
    assert!(may_use("site", "content::goal::list_live"));
    for (from, path) in [
        ("web", "content"),
        ("web", "content::published::load"),
        ("web", "content::goal"),
        ("web", "site::home"),
        ("site", "database::Database"),
        ("site", "admin::pages"),
        ("guest", "admin"),
        ("content", "web::Locale"),
        ("lang", "content"),
        ("accounts", "content"),
    ] {
        assert!(!may_use(from, path), "{from} → {path}");
    }
}

/// A file that no other names is not compiled: what it tests is not tested.
#[test]
fn every_file_is_part_of_a_program() {
    let all: Vec<(String, String)> = [files("src"), files("tests")].concat();
    let names = |path: &str, module: &str| {
        let text = all.iter().find(|(other, _)| other == path).map(|(_, text)| text);
        text.is_some_and(|text| text.lines().any(|line| line.ends_with(&format!("mod {module};"))))
    };
    let has_path = |path: &str| {
        let name = path.trim_start_matches("tests/");
        all.iter().any(|(_, text)| {
            text.lines()
                .any(|line| line.starts_with("#[path = ") && line.trim_end_matches("\"]").ends_with(name))
        })
    };
    for (path, _) in all.iter().filter(|(path, _)| path.ends_with(".rs")) {
        let (folder, module) = path.trim_end_matches(".rs").rsplit_once('/').unwrap();
        if ["main", "mod", "lib"].contains(&module) || folder == "tests" {
            continue;
        }
        let parents = ["lib.rs", "main.rs", "mod.rs"].map(|parent| format!("{folder}/{parent}"));
        let is_named = parents.iter().any(|parent| names(parent, module));
        assert!(is_named || names(&format!("{folder}.rs"), module) || has_path(path), "no file names {path}");
    }
}

#[test]
fn tags_are_found() {
    let tags: Vec<&str> = opening_tags("a < b <p onclick=\"x\">t</p><script>").collect();
    assert_eq!(tags, ["p onclick=\"x\"", "script"]);
}
