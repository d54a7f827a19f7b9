//! Embeds the messages: one list of files for each folder in `locales/`.

#![expect(clippy::expect_used, reason = "a build that cannot go on stops")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed=locales");
    let mut code = String::from("pub static FILES: &[(&str, &[(&str, &str)])] = &[\n");
    for language in sorted(&root.join("locales")) {
        writeln!(code, "    ({:?}, &[", name(&language)).expect("a string takes it");
        for file in sorted(&language) {
            writeln!(code, "        ({:?}, include_str!({:?})),", name(&file), file)
                .expect("a string takes it");
        }
        code.push_str("    ]),\n");
    }
    code.push_str("];\n");
    fs::write(out.join("locales.rs"), code).expect("OUT_DIR can be written");
}

fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).expect("names are plain")
}
