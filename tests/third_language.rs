//! A third language is a folder in `locales/`, a variant of `Lang`, and content: the program is copied, given one,
//! and asked what `tests/portal/web/languages.rs` asks of every language. `make test-slow` runs it.

#![expect(clippy::unwrap_used, reason = "a test ends at the first thing that is not as it should be")]

use std::ffi::OsString;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What the program is built from.
const PACKAGE: &[&str] = &[
    ".cargo",
    ".sqlx",
    "Cargo.lock",
    "Cargo.toml",
    "build.rs",
    "clippy.toml",
    "content",
    "locales",
    "migrations",
    "package-lock.json",
    "package.json",
    "src",
    "static",
    "templates",
    "tests/portal",
];

/// The copy is a package of another name, whose library keeps its own: under the same name it would take the place of
/// this program in the folder of built things, which the two share so that no dependency is built twice.
const RENAMED: &[(&str, &str)] = &[
    ("name = \"leiden-international\"\n", "name = \"third-language\"\n"),
    ("default-run = \"leiden-international\"\n", ""),
    ("\n[dependencies]\n", "\n[lib]\nname = \"leiden_international\"\n\n[dependencies]\n"),
];

/// Each place of `src/lang.rs` that names a language, and the same with German.
const VARIANT: &[(&str, &str)] = &[
    ("    /// Dutch.\n    Nl,\n", "    /// Dutch.\n    Nl,\n    /// German.\n    De,\n"),
    ("&[Lang::En, Lang::Nl]", "&[Lang::En, Lang::Nl, Lang::De]"),
    ("Lang::Nl => \"nl\",", "Lang::Nl => \"nl\",\n            Lang::De => \"de\","),
    ("Lang::Nl => \"nl-NL\",", "Lang::Nl => \"nl-NL\",\n            Lang::De => \"de-DE\","),
];

#[test]
#[ignore = "compiles the program a second time: make test-slow"]
fn a_third_language_is_a_folder_a_variant_and_content() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let scratch = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    let copy = scratch.join("third-language");
    let mut kept = Vec::new();
    for name in PACKAGE {
        mirror(&root.join(name), &copy.join(name), &mut kept);
    }
    mirror(&root.join("locales/en"), &copy.join("locales/de"), &mut kept);
    write(&copy.join("src/lang.rs"), &edited(&root.join("src/lang.rs"), VARIANT));
    write(&copy.join("Cargo.toml"), &edited(&root.join("Cargo.toml"), RENAMED));
    write(&copy.join("Cargo.lock"), &edited(&root.join("Cargo.lock"), &RENAMED[..1]));
    remove_others(&copy, &kept);
    if !copy.join("node_modules").exists() {
        symlink(root.join("node_modules"), copy.join("node_modules")).unwrap();
    }
    let output = Command::new(env!("CARGO"))
        .args(["test", "--offline", "--test", "portal", "every_language"])
        .current_dir(&copy)
        .env_clear()
        .envs(environment())
        .env("CARGO_TARGET_DIR", scratch.parent().unwrap())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("every_language_is_served ... ok"), "{said}");
}

/// Without what Cargo tells a test about its package: dependencies would be built again because of it.
fn environment() -> impl Iterator<Item = (OsString, OsString)> {
    let is_told = |name: &str| name == "OUT_DIR" || (name.starts_with("CARGO_") && name != "CARGO_HOME");
    std::env::vars_os().filter(move |(name, _)| !name.to_str().is_some_and(is_told))
}

fn edited(source: &Path, places: &[(&str, &str)]) -> String {
    let mut text = fs::read_to_string(source).unwrap();
    for (without, with) in places {
        assert_eq!(text.matches(without).count(), 1, "{without:?}");
        text = text.replace(without, with);
    }
    text
}

/// Copies a file, or a folder with all that is in it, and notes what it wrote. What is the same already keeps its age, so
/// that only what has changed is built again.
fn mirror(from: &Path, to: &Path, kept: &mut Vec<PathBuf>) {
    if from.is_dir() {
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            mirror(&entry.path(), &to.join(entry.file_name()), kept);
        }
    } else {
        kept.push(to.to_owned());
        if !["src/lang.rs", "Cargo.toml", "Cargo.lock"].iter().any(|edited| to.ends_with(edited)) {
            write(to, &fs::read(from).unwrap());
        }
    }
}

fn write(path: &Path, bytes: &(impl AsRef<[u8]> + ?Sized)) {
    if fs::read(path).is_ok_and(|there| there == bytes.as_ref()) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Removes what an earlier run copied and is no longer in the package.
fn remove_others(folder: &Path, kept: &[PathBuf]) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_symlink() {
            continue;
        }
        if path.is_dir() {
            remove_others(&path, kept);
        } else if !kept.contains(&path) {
            fs::remove_file(&path).unwrap();
        }
    }
}
