//! The portal in a real browser: serves the example and the starter content, and lets Node.js run the tests of
//! `tests/browser/` against both; and those of each folder below it against a portal with an admin area of its own.
//!
//! Each folder is one process of Node.js with one browser and one page at a time, which keeps a core busy: the test runner
//! takes as many at once as there are cores, in the order of their names.
//!
//! `SHOTS=folder cargo test --test browser` also writes a picture of every page. `ONLY=name` runs only the files whose
//! name has that in it.

#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test ends at the first thing that is not as it should be"
)]

#[path = "browser/staff.rs"]
mod staff;

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use jiff::Timestamp;
use leiden_international::clock::Clock;
use leiden_international::config::{BaseUrl, StarterContent};
use leiden_international::content::act::Act;
use leiden_international::content::exchange::{files, import};
use leiden_international::content::publication::{Withdrawal, publish, withdraw};
use leiden_international::content::published::{self, Published};
use leiden_international::content::revision;
use leiden_international::ids::EntryId;
use leiden_international::lang::Lang;
use leiden_international::web::{App, Locales, Settings, server};
use sqlx::{PgConnection, PgPool};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};
use tokio::time::timeout;

/// Where Debian puts Chromium without its windows, which takes half as long for a page.
const CHROMIUM: &str = "/usr/bin/chromium-headless-shell";

/// All tests together take a few minutes; on a busy machine, a quarter of an hour.
const PATIENCE: Duration = Duration::from_secs(1_800);

#[sqlx::test(migrations = "./migrations")]
async fn attacks_run_in_no_browser(pool: PgPool) {
    run("tests/browser/attacks", &desk(&pool).await).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn every_page_passes_in_a_browser(pool: PgPool) {
    let starter = serve(starter(&pool).await).await;
    let example = serve(example(&pool).await).await;
    run("tests/browser", &[("STARTER", starter), ("EXAMPLE", example)]).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn languages_are_brought_in_step_in_a_browser(pool: PgPool) {
    let environment = desk(&pool).await;
    staff::settle(&pool).await;
    run("tests/browser/worklist", &environment).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn staff_do_their_work_in_a_browser(pool: PgPool) {
    run("tests/browser/staff", &desk(&pool).await).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn staff_pages_pass_in_a_browser(pool: PgPool) {
    run("tests/browser/staff-pages", &desk(&pool).await).await;
}

/// Opens a portal with an admin area; what its tests have to know.
async fn desk(pool: &PgPool) -> [(&'static str, String); 3] {
    let desk = staff::open(pool).await;
    [("DESK", desk.address), ("SESSIONS", desk.sessions), ("INVITATIONS", desk.invitations)]
}

/// Lets Node.js run the tests of a folder, all in one browser.
async fn run(folder: &str, environment: &[(&str, String)]) {
    assert!(
        Path::new(CHROMIUM).exists(),
        "{CHROMIUM} is missing: install the package chromium-headless-shell"
    );
    let files = test_files(folder);
    if files.is_empty() {
        return;
    }
    let tests = Command::new("node")
        .arg("--test-reporter=spec")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/run.mjs"))
        .args(files)
        .env("CHROMIUM", CHROMIUM)
        .envs(environment.iter().map(|(name, value)| (*name, value)))
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .unwrap_or_else(|error| panic!("node does not start ({error}): install the package nodejs"));
    finish(tests).await;
}

/// Waits for the tests, which say themselves what is wrong; ends them when they hang.
async fn finish(mut tests: Child) {
    match timeout(PATIENCE, tests.wait()).await {
        Ok(status) => assert!(status.unwrap().success(), "tests in tests/browser failed: see above"),
        Err(_) => {
            // Told so, Node.js ends its browsers too.
            let id = nix::unistd::Pid::from_raw(tests.id().unwrap().try_into().unwrap());
            nix::sys::signal::kill(id, nix::sys::signal::Signal::SIGTERM).unwrap();
            let _ = timeout(Duration::from_secs(10), tests.wait()).await;
            panic!("tests in tests/browser took longer than {PATIENCE:?}");
        }
    }
}

fn test_files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let only = std::env::var("ONLY").unwrap_or_default();
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut tests: Vec<_> = paths
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().contains(&only)))
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    tests.sort();
    tests
}

/// The starter content. The database is left empty.
async fn starter(pool: &PgPool) -> Published {
    let mut transaction = pool.begin().await.unwrap();
    import(&mut transaction, &files(StarterContent::Starter), now()).await.unwrap();
    published::load(&mut *transaction).await.unwrap()
}

/// What is changed in the example after both languages said the same, so that readers are told.
const CHANGED: &[&str] = &[
    "home",
    "policy",
    "goal-1",
    "leiden-international-centre",
    "example-action-employers",
    "example-document-report",
    "example-settled-2019",
];

/// The example content; one page of it is withdrawn in Dutch, so that its address answers 410, and in some the languages
/// are not in step.
async fn example(pool: &PgPool) -> Published {
    let mut transaction = pool.begin().await.unwrap();
    import(&mut transaction, &files(StarterContent::Example), now()).await.unwrap();
    let entry = |id: &str| EntryId::try_from(id.to_owned()).unwrap();
    let told = Withdrawal { successor: Some(entry("example-housing")), ..Withdrawal::default() };
    let act = Act::of_system(now());
    withdraw(&mut transaction, &entry("example-renting"), &[Lang::Nl], &told, &act).await.unwrap();
    for name in CHANGED {
        change(&mut transaction, &entry(name), &act).await;
    }
    published::load(&mut *transaction).await.unwrap()
}

/// Says more in one language, in every section but the last, which only the other keeps.
async fn change(conn: &mut PgConnection, entry: &EntryId, act: &Act<'_>) {
    let mut body = revision::find_newest(&mut *conn, entry).await.unwrap().unwrap().body;
    let text = body.texts.get_mut(Lang::DEFAULT).as_mut().unwrap();
    text.summary = Some("Said better, in this language only.".to_owned().try_into().unwrap());
    for words in text.sections.values_mut() {
        let mut blocks: Vec<String> =
            serde_json::from_value(serde_json::to_value(&words.text).unwrap()).unwrap();
        blocks.push("<p>And more.</p>".to_owned());
        words.text = serde_json::from_value(blocks.into()).unwrap();
    }
    if text.sections.len() > 1
        && let Some(last) = body.shared.outline.last()
    {
        text.sections.remove(&last.id);
    }
    let saved = revision::save(conn, entry, body, act).await.unwrap();
    publish(conn, entry, saved.id, &[Lang::DEFAULT], act).await.unwrap();
}

fn now() -> Timestamp {
    "2026-11-22T11:00:00Z".parse().unwrap()
}

/// Serves this content until the test ends; returns its address.
async fn serve(published: Published) -> String {
    let (listener, settings) = listen().await;
    let address = settings.base_url.to_string();
    let app = App::new(published, Locales::load().unwrap(), Clock::frozen(now()), settings);
    let router = leiden_international::router(app, None);
    tokio::spawn(server::serve(listener, router, server::Limits::default(), std::future::pending()));
    address
}

/// A free address, and the settings of a portal that is there.
async fn listen() -> (TcpListener, Settings) {
    let listener = server::bind((Ipv4Addr::LOCALHOST, 0).into()).await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let settings = Settings {
        base_url: BaseUrl::parse(&address).unwrap(),
        hsts_subdomains: true,
        security_contact: None,
        admin_host: None,
        staff_mfa_required: false,
        trusted_proxies: Vec::new(),
    };
    (listener, settings)
}
