//! Puts into `OUT_DIR` what the binary carries beside its code: the files under `/static/` (`assets.rs`), the
//! messages of every language (`locales.rs`) and the content of an empty database (`content.rs`).
//!
//! Invariant: npm is asked for packages only when the lock file changed, and never to run their scripts.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The lock file as it was when the packages were last installed.
const INSTALLED: &str = "node_modules/.installed-package-lock.json";

fn main() {
    for path in [
        "build.rs",
        "package.json",
        "package-lock.json",
        INSTALLED,
        "static",
        "locales",
        "content",
        "migrations",
    ] {
        println!("cargo::rerun-if-changed={path}");
    }
    // Cargo stops at such a line; a failing exit code would only bury it.
    if let Err(message) = build() {
        println!("cargo::error={message}");
    }
}

fn build() -> Result<(), String> {
    let out = std::env::var_os("OUT_DIR").map(PathBuf::from).ok_or("Cargo did not set OUT_DIR")?;
    install_packages()?;
    run(Command::new("node").arg("static/build.mjs").arg(&out))?;
    write(&out.join("locales.rs"), locales())?;
    write(&out.join("content.rs"), content())
}

/// Installs the npm packages, unless exactly these are installed already.
fn install_packages() -> Result<(), String> {
    let wanted = fs::read("package-lock.json").map_err(|error| format!("package-lock.json: {error}"))?;
    if fs::read(INSTALLED).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    run(Command::new("npm").args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]))?;
    mark_installed(&wanted).map_err(|error| format!("{INSTALLED}: {error}"))
}

/// Remembers the lock file. The copy gets its age too: a file newer than this script's own run would make
/// Cargo run the script again.
fn mark_installed(lock: &[u8]) -> io::Result<()> {
    fs::write(INSTALLED, lock)?;
    let age = fs::metadata("package-lock.json")?.modified()?;
    File::options().append(true).open(INSTALLED)?.set_modified(age)
}

/// Runs a program of Node.js to its end; its own words are in the error.
fn run(command: &mut Command) -> Result<(), String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => format!("{program} is missing: install the packages nodejs and npm"),
        _ => format!("{program}: {error}"),
    })?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    Err(format!("{program} failed ({}): {}", output.status, lines.join(" | ")))
}

fn write(path: &Path, source: io::Result<String>) -> Result<(), String> {
    source.and_then(|source| fs::write(path, source)).map_err(|error| format!("{}: {error}", path.display()))
}

/// The source of `FILES`, the table of all messages.
fn locales() -> io::Result<String> {
    let mut source = String::from("/// Per language, the name and the text of each of its files.\n");
    source.push_str("pub static FILES: &[(&str, &[(&str, &str)])] = &[\n");
    for folder in sorted(Path::new("locales"))?.iter().filter(|path| path.is_dir()) {
        let _ = writeln!(source, "    ({:?}, &[\n{}    ]),", name(folder), files(folder, "ftl")?);
    }
    source.push_str("];\n");
    Ok(source)
}

/// The source of `STARTER` and `EXAMPLE`, the content of an empty database.
fn content() -> io::Result<String> {
    let mut source = String::new();
    for folder in ["starter", "example"] {
        let files = files(&Path::new("content").join(folder), "json")?;
        let _ = writeln!(source, "/// The name and the text of each file in `content/{folder}/`.");
        let _ = writeln!(source, "static {}: &[(&str, &str)] = &[\n{files}];", folder.to_uppercase());
    }
    Ok(source)
}

/// A line of a table for each file of a folder: its name, and its text read in by the compiler.
fn files(folder: &Path, extension: &str) -> io::Result<String> {
    let mut source = String::new();
    for file in sorted(folder)?.iter().filter(|path| path.extension().is_some_and(|end| end == extension)) {
        let path = format!("/{}", file.display());
        let text = format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))");
        let _ = writeln!(source, "        ({:?}, {text}),", name(file));
    }
    Ok(source)
}

fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths = fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn name(path: &Path) -> std::borrow::Cow<'_, str> {
    path.file_name().unwrap_or_default().to_string_lossy()
}
