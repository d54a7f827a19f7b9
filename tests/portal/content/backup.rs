//! A backup is worth something: restored into an empty database, it is the same portal.

use std::collections::BTreeMap;
use std::process::Command;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use leiden_international::clock::Clock;
use leiden_international::config::StarterContent;
use leiden_international::content::exchange::{files, import};
use leiden_international::content::published;
use leiden_international::lang::Lang;
use leiden_international::token::random_hex;
use leiden_international::web::{App, Locales};
use sqlx::{Connection, PgConnection, PgPool};
use tower::ServiceExt;
use url::Url;

use crate::settings::settings;

#[sqlx::test(migrations = "./migrations")]
async fn a_restored_backup_is_the_same_public_site(pool: PgPool) {
    let now = "2026-11-22T11:00:00Z".parse().unwrap();
    import(&mut pool.acquire().await.unwrap(), &files(StarterContent::Example), now).await.unwrap();
    let before = pages(&pool).await;
    assert!(before.len() > 40, "{} pages", before.len());
    let events = "insert into audit_event (at, actor, origin, action, object_kind, object_id, result)
        select now(), 'system', 'a test', 'a.test', 'test', n::text, 'done' from generate_series(1, 5) as n";
    sqlx::query(events).execute(&pool).await.unwrap();

    let name: String = sqlx::query_scalar("select current_database()::text").fetch_one(&pool).await.unwrap();
    let restored = format!("restored_{}", random_hex::<8>().unwrap());
    create_database(&pool, &restored).await;
    let folder = tempfile::tempdir().unwrap();
    let dump = folder.path().join("portal.dump");
    let dump = dump.to_str().unwrap();
    run("pg_dump", &["--format=custom", &format!("--file={dump}"), &address(&name)]);
    run("pg_restore", &["--exit-on-error", "--no-owner", &format!("--dbname={}", address(&restored)), dump]);

    let copy = PgPool::connect(&address(&restored)).await.unwrap();
    assert_eq!(pages(&copy).await, before);
    let broken = leiden_international::accounts::audit::verify(&copy).await.unwrap();
    assert_eq!(broken, None, "the chain of the audit log is whole");
    copy.close().await;
    sqlx::query(sqlx::AssertSqlSafe(format!(r#"drop database "{restored}""#))).execute(&pool).await.unwrap();
}

/// Every public page, as it is sent.
async fn pages(pool: &PgPool) -> BTreeMap<String, Vec<u8>> {
    let published = published::load(pool).await.unwrap();
    let path = |lang: Lang, text: Option<&published::Text>| {
        let path = text?.path.as_deref()?;
        Some(if path.is_empty() { format!("/{lang}") } else { format!("/{lang}/{path}") })
    };
    let mut paths: Vec<String> = Vec::new();
    for entry in published.entries() {
        paths.extend(Lang::ALL.iter().filter_map(|lang| path(*lang, entry.text(*lang))));
    }
    paths.push("/sitemap.xml".to_owned());
    let clock = Clock::frozen("2026-11-22T12:00:00Z".parse().unwrap());
    let router =
        leiden_international::router(App::new(published, Locales::load().unwrap(), clock, settings()), None);
    let mut pages = BTreeMap::new();
    for path in paths {
        let request = Request::get(&path).body(Body::empty()).unwrap();
        let response = router.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        let body = response.into_body().collect().await.unwrap().to_bytes().to_vec();
        pages.insert(path, body);
    }
    pages
}

async fn create_database(pool: &PgPool, name: &str) {
    let mut connection = PgConnection::connect_with(&pool.connect_options()).await.unwrap();
    // Empty, whatever new databases of this server begin with.
    let create = format!(r#"create database "{name}" template template0"#);
    sqlx::query(sqlx::AssertSqlSafe(create)).execute(&mut connection).await.unwrap();
}

/// The address of a database on the server that the tests use.
fn address(database: &str) -> String {
    let mut url = Url::parse(&std::env::var("DATABASE_URL").unwrap()).unwrap();
    url.set_path(database);
    url.to_string()
}

fn run(program: &str, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output().unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
}
