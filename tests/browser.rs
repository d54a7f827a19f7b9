//! The portal in a real browser: serves the example and the starter content, and lets Node.js run the tests of
//! `tests/browser/` against both.
//!
//! `SHOTS=folder cargo test --test browser` also writes a picture of every page.
#![expect(
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test ends at the first thing that is not as it should be"
)]

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use jiff::Timestamp;
use leiden_international::clock::Clock;
use leiden_international::config::{BaseUrl, StarterContent};
use leiden_international::content::act::Act;
use leiden_international::content::exchange::{files, import};
use leiden_international::content::publication::{Withdrawal, withdraw};
use leiden_international::content::published::{self, Published};
use leiden_international::ids::EntryId;
use leiden_international::lang::Lang;
use leiden_international::web::{App, Locales, Settings, server};
use sqlx::PgPool;
use tokio::process::{Child, Command};
use tokio::time::timeout;

/// Where Debian puts the browser.
const CHROMIUM: &str = "/usr/bin/chromium";

/// All tests together take about a minute.
const PATIENCE: Duration = Duration::from_secs(300);

#[sqlx::test(migrations = "./migrations")]
async fn every_page_passes_in_a_browser(pool: PgPool) {
    assert!(Path::new(CHROMIUM).exists(), "{CHROMIUM} is missing: install the package chromium");
    let starter = serve(starter(&pool).await).await;
    let example = serve(example(&pool).await).await;
    let tests = Command::new("node")
        .args(["--test", "--test-reporter=spec"])
        .args(test_files())
        .env("CHROMIUM", CHROMIUM)
        .env("STARTER", starter)
        .env("EXAMPLE", example)
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

fn test_files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser");
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut tests: Vec<_> = paths.filter(|path| path.to_string_lossy().ends_with(".test.mjs")).collect();
    tests.sort();
    tests
}

/// The starter content. The database is left empty.
async fn starter(pool: &PgPool) -> Published {
    let mut transaction = pool.begin().await.unwrap();
    import(&mut transaction, &files(StarterContent::Starter), now()).await.unwrap();
    published::load(&mut *transaction).await.unwrap()
}

/// The example content; one page of it is withdrawn in Dutch, so that its address answers 410.
async fn example(pool: &PgPool) -> Published {
    let mut transaction = pool.begin().await.unwrap();
    import(&mut transaction, &files(StarterContent::Example), now()).await.unwrap();
    let entry = |id: &str| EntryId::try_from(id.to_owned()).unwrap();
    let told = Withdrawal { successor: Some(entry("example-housing")), ..Withdrawal::default() };
    let act = Act::of_system(now());
    withdraw(&mut transaction, &entry("example-renting"), &[Lang::Nl], &told, &act).await.unwrap();
    published::load(&mut *transaction).await.unwrap()
}

fn now() -> Timestamp {
    "2026-11-22T11:00:00Z".parse().unwrap()
}

/// Serves this content until the test ends; returns its address.
async fn serve(published: Published) -> String {
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
    let app = App::new(published, Locales::load().unwrap(), Clock::frozen(now()), settings);
    let router = leiden_international::router(app, None);
    tokio::spawn(server::serve(listener, router, server::Limits::default(), std::future::pending()));
    address
}
