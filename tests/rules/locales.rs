//! Every language says everything: the same files, the same messages, the same variables; and what the
//! program asks for is what there is.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use leiden_international::lang::Lang;

/// The calls with which Rust and templates ask for a message.
const CALLS: &[&str] = &["msg(", "msg_with("];

/// File name, then message id, then its variables.
type Messages = BTreeMap<String, BTreeMap<String, BTreeSet<String>>>;

fn messages(lang: Lang) -> Messages {
    files_below(&root().join("locales").join(lang.tag()), &["ftl"])
        .into_iter()
        .map(|path| (path.file_name().unwrap().to_str().unwrap().to_owned(), messages_in(&path)))
        .collect()
}

fn messages_in(path: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let text = fs::read_to_string(path).unwrap();
    let resource = fluent_syntax::parser::parse(text.as_str());
    let resource = resource.unwrap_or_else(|(_, errors)| unreachable!("{}: {errors:?}", path.display()));
    let mut messages = BTreeMap::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else {
            assert!(!matches!(entry, Entry::Junk { .. } | Entry::Term(_)), "{}: {entry:?}", path.display());
            continue;
        };
        let id = message.id.name.to_owned();
        assert!(message.attributes.is_empty(), "{id}: attributes are not used here");
        let mut variables = BTreeSet::new();
        collect(message.value.as_ref().unwrap(), &mut variables);
        assert!(messages.insert(id.clone(), variables).is_none(), "{}: {id} is there twice", path.display());
    }
    messages
}

/// The variables of a text, those in the cases of a plural included.
fn collect(pattern: &Pattern<&str>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => collect_inline(inline, variables),
            Expression::Select { selector, variants } => {
                collect_inline(selector, variables);
                for variant in variants {
                    collect(&variant.value, variables);
                }
            }
        }
    }
}

fn collect_inline(inline: &InlineExpression<&str>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.to_owned());
        }
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        other => unreachable!("only variables and literals are used here: {other:?}"),
    }
}

/// The ids in the calls of a source, and where an id is no literal.
fn ids_asked_for(source: &str) -> (BTreeSet<String>, Vec<String>) {
    let (mut ids, mut others) = (BTreeSet::new(), Vec::new());
    for call in CALLS {
        for (at, _) in source.match_indices(call) {
            let before = source[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_') || source[..at].ends_with("fn ") {
                continue;
            }
            let argument = source[at + call.len()..].trim_start();
            match argument.strip_prefix('"').and_then(|rest| rest.split_once('"')) {
                Some((id, _)) => _ = ids.insert(id.to_owned()),
                None => others.push(argument.chars().take(40).collect()),
            }
        }
    }
    (ids, others)
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files_below(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(files_below(&path, extensions));
        } else if path.extension().is_some_and(|ending| extensions.iter().any(|wanted| ending == *wanted)) {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The program without its unit tests, which make up messages of their own.
fn sources() -> Vec<(PathBuf, String)> {
    let mut paths = files_below(&root().join("src"), &["rs"]);
    paths.extend(files_below(&root().join("templates"), &["html", "xml", "txt"]));
    paths
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let program = text.split("#[cfg(test)]\nmod tests").next().unwrap_or_default().to_owned();
            (path, program)
        })
        .collect()
}

#[test]
fn every_language_says_the_same_things() {
    let expected = messages(Lang::DEFAULT);
    assert!(expected.len() >= 2 && expected.values().all(|file| !file.is_empty()));
    for lang in Lang::ALL {
        let found = messages(*lang);
        assert_eq!(
            found.keys().collect::<Vec<_>>(),
            expected.keys().collect::<Vec<_>>(),
            "the files of {lang}"
        );
        for (file, messages) in &expected {
            assert_eq!(&found[file], messages, "{lang}/{file}: ids and their variables");
        }
    }
    let folders = fs::read_dir(root().join("locales")).unwrap().count();
    assert_eq!(folders, Lang::ALL.len(), "a folder for each language, and no other");
}

#[test]
fn an_id_stands_in_one_file() {
    let mut seen = BTreeSet::new();
    for id in messages(Lang::DEFAULT).values().flat_map(BTreeMap::keys) {
        assert!(seen.insert(id.clone()), "{id} is in two files");
    }
}

#[test]
fn what_is_asked_for_is_what_there_is() {
    let mut asked = BTreeSet::new();
    for (path, source) in sources() {
        let (ids, others) = ids_asked_for(&source);
        let own = path.ends_with("src/web/locales.rs");
        assert!(
            own || others.is_empty(),
            "{}: the id of a message is a literal, not {others:?}",
            path.display()
        );
        asked.extend(ids);
    }
    let there: BTreeSet<String> =
        messages(Lang::DEFAULT).into_values().flat_map(BTreeMap::into_keys).collect();
    let missing: Vec<_> = asked.difference(&there).collect();
    assert!(missing.is_empty(), "asked for, but not in locales/: {missing:?}");
    let unused: Vec<_> = there.difference(&asked).collect();
    assert!(unused.is_empty(), "in locales/, but nothing asks for it: {unused:?}");
}

#[test]
fn messages_hold_no_html() {
    for lang in Lang::ALL {
        for path in files_below(&root().join("locales").join(lang.tag()), &["ftl"]) {
            let text = fs::read_to_string(&path).unwrap();
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                // `$lang ->` begins the cases of a message.
                let words = line.trim_end_matches("->");
                assert!(!words.contains(['<', '>']), "{}: {line}", path.display());
            }
        }
    }
}

#[test]
fn every_language_names_every_language() {
    for lang in Lang::ALL {
        let path = root().join("locales").join(lang.tag()).join("common.ftl");
        let text = fs::read_to_string(path).unwrap();
        for named in Lang::ALL {
            assert!(text.contains(&format!("        [{named}] ")), "{lang} has no word for {named}");
        }
    }
}

#[test]
fn the_search_for_ids_finds_them() {
    let source = r#"t.msg("a-b"), x.msg_with(
        "c", &[]) {{ t.msg("d") }} fn msg(&self) t.msg(id) my_msg("no") "#;
    let (ids, others) = ids_asked_for(source);
    assert_eq!(ids.into_iter().collect::<Vec<_>>(), ["a-b", "c", "d"]);
    assert_eq!(others.len(), 1, "{others:?}");
}
