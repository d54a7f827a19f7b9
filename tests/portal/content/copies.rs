//! The copy of what is live: it holds all of that and nothing else, and there is a whole one at any time.

use std::fs;

use jiff::Timestamp;
use leiden_international::clock::Clock;
use leiden_international::config::StarterContent;
use leiden_international::content::guidance;
use leiden_international::content::published::copy::{self, Copy};
use leiden_international::content::published::{self, Origin, Published};
use leiden_international::content::{act::Act, exchange};
use leiden_international::lang::Lang;
use sqlx::{PgConnection, PgPool};
use tempfile::TempDir;

use crate::content::support::{id, line, plant_secrets, seen};

fn at() -> Timestamp {
    "2026-11-22T11:00:00.123456Z".parse().unwrap()
}

async fn copied(conn: &mut PgConnection) -> Vec<u8> {
    let live = published::load(&mut *conn).await.unwrap();
    copy::encode(at(), &live, &guidance::load(conn).await.unwrap()).unwrap()
}

/// What readers are told in a snapshot besides the entries: of the other language, and by whom a withdrawn page is replaced.
fn told(published: &Published) -> String {
    let remarks =
        published.entries().flat_map(|entry| Lang::ALL.iter().map(move |lang| entry.remarks(*lang)));
    format!("{:?} {}", remarks.collect::<Vec<_>>(), published.has_examples())
}

#[sqlx::test(migrations = "./migrations")]
async fn a_copy_is_what_was_live_with_what_staff_say_about_words(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    exchange::load_if_empty(&mut conn, StarterContent::Example, Clock::system().now()).await.unwrap();
    let phrase = guidance::Phrase { words: line("moving house"), lang: Some(Lang::DEFAULT) };
    guidance::promote(&mut conn, &phrase, &id("contact"), &Act::of_system(at())).await.unwrap();
    let folder = TempDir::new().unwrap();
    copy::write(folder.path(), &copied(&mut conn).await).unwrap();

    let Copy { published, guidance } = copy::read(folder.path()).unwrap();
    let live = published::load(&mut *conn).await.unwrap();
    assert_eq!(published.origin(), Origin::Copy(at()));
    assert_eq!(seen(&published), seen(&live));
    assert_eq!(told(&published), told(&live));
    assert_eq!(guidance, guidance::load(&mut conn).await.unwrap());
    assert!(!guidance.synonyms.is_empty() && guidance.promotions.len() == 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn no_secret_is_in_a_copy(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let secrets = plant_secrets(&mut conn).await;
    let copy = String::from_utf8(copied(&mut conn).await).unwrap();
    for secret in secrets {
        assert!(!copy.contains(secret), "{secret}");
    }
    assert!(copy.contains("visible"));
}

#[test]
fn a_reader_finds_a_whole_copy_while_others_write() {
    let folder = TempDir::new().unwrap();
    let whole = |length: usize| {
        let words = guidance::Phrase { words: line(&"word ".repeat(length)), lang: None };
        let promotion = guidance::Promotion { id: 1, phrase: words, entry: id("contact") };
        let guidance = guidance::Guidance { promotions: vec![promotion], ..Default::default() };
        copy::encode(at(), &Published::default(), &guidance).unwrap()
    };
    copy::write(folder.path(), &whole(1)).unwrap();
    std::thread::scope(|scope| {
        for writer in 0..2 {
            let (folder, whole) = (folder.path(), &whole);
            scope.spawn(move || {
                (0..50).for_each(|n| copy::write(folder, &whole(1 + writer + n % 10)).unwrap());
            });
        }
        for _ in 0..200 {
            copy::read(folder.path()).unwrap();
        }
    });
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn what_cannot_be_written_leaves_the_older_copy() {
    let folder = TempDir::new().unwrap();
    let older = copy::encode(at(), &Published::default(), &guidance::Guidance::default()).unwrap();
    copy::write(folder.path(), &older).unwrap();
    // Where the next one would be made stands something else.
    fs::create_dir(folder.path().join("published.new")).unwrap();
    assert!(copy::write(folder.path(), b"newer").is_err());
    assert!(copy::read(folder.path()).is_ok());
}
