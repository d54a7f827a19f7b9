//! The content that an empty database gets.

use std::collections::BTreeMap;
use std::path::Path;

use jiff::Timestamp;
use leiden_international::config::StarterContent;
use leiden_international::content::{agreement, exchange, worklist};
use leiden_international::lang::Lang;
use sqlx::PgPool;

use crate::content::support::{Draft, Site, rows};

fn now() -> Timestamp {
    "2026-11-22T11:00:00Z".parse().unwrap()
}

/// The files of a folder of the repository, by name.
fn folder(name: &str) -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content").join(name);
    let files = exchange::read_from(&folder).unwrap();
    let base = |name: &str| Path::new(name).file_name().unwrap().to_str().unwrap().to_owned();
    files.into_iter().map(|file| (base(&file.name), file.text)).collect()
}

fn built_in(content: StarterContent) -> BTreeMap<String, String> {
    exchange::files(content).into_iter().map(|file| (file.name, file.text)).collect()
}

#[test]
fn the_example_lies_over_the_starter() {
    assert_eq!(built_in(StarterContent::Starter), folder("starter"));
    let mut both = folder("starter");
    both.extend(folder("example"));
    assert_eq!(built_in(StarterContent::Example), both);
    assert!(both.len() < folder("starter").len() + folder("example").len(), "some files are replaced");
    assert_eq!(built_in(StarterContent::None).len(), 0);
}

#[test]
fn each_file_is_named_after_its_entry() {
    for (name, text) in built_in(StarterContent::Example) {
        let file: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(name, format!("{}.json", file["id"].as_str().unwrap()));
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn an_empty_database_gets_it_once(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let done = exchange::load_if_empty(&mut conn, StarterContent::None, now()).await.unwrap();
    assert_eq!(done, None);
    let done = exchange::load_if_empty(&mut conn, StarterContent::Starter, now()).await.unwrap();
    assert_eq!(done.unwrap().entries, folder("starter").len());
    let before = rows(&mut conn).await;
    for content in [StarterContent::Starter, StarterContent::Example] {
        assert_eq!(exchange::load_if_empty(&mut conn, content, now()).await.unwrap(), None);
    }
    assert_eq!(rows(&mut conn).await, before);
}

#[sqlx::test(migrations = "./migrations")]
async fn its_languages_are_in_step(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    exchange::load_if_empty(&mut conn, StarterContent::Example, now()).await.unwrap();
    for entry in worklist::list(&mut conn).await.unwrap() {
        // One page of the example exists in one language alone.
        let is_alone = |lang: Lang| entry.body.texts.get(lang).is_none();
        let open = entry.open().filter(|standing| !standing.state.behind().into_iter().all(is_alone));
        let open: Vec<_> = open.map(|standing| (&standing.passage, standing.state)).collect();
        assert_eq!(open, [], "{}", entry.id);
    }
    assert_eq!(agreement::renew(&mut conn, now()).await.unwrap(), 0, "its hashes are those of now");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_database_with_content_of_its_own_keeps_it(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    Site::new(&mut conn).publish("a", Draft::page("a")).await;
    let done = exchange::load_if_empty(&mut conn, StarterContent::Starter, now()).await.unwrap();
    assert_eq!(done, None);
}

#[sqlx::test(migrations = "./migrations")]
async fn instances_that_start_together_load_it_once(pool: PgPool) {
    let starts = (0..3).map(|_| {
        let pool = pool.clone();
        tokio::spawn(async move {
            let mut conn = pool.acquire().await.unwrap();
            exchange::load_if_empty(&mut conn, StarterContent::Starter, now()).await.unwrap()
        })
    });
    let mut loaded = 0;
    for start in starts.collect::<Vec<_>>() {
        loaded += usize::from(start.await.unwrap().is_some());
    }
    assert_eq!(loaded, 1);
}
