//! Content goes out into files and comes back as it was.

use std::time::Duration;

use leiden_international::config::StarterContent;
use leiden_international::content::act::Act;
use leiden_international::content::agreement::{self, Verdict};
use leiden_international::content::exchange::{self, Imported, SourceFile};
use leiden_international::content::publication::{self, CHANNEL, Withdrawal};
use leiden_international::content::published::{self, Kind};
use leiden_international::content::tree;
use leiden_international::lang::Lang::{self, En, Nl};
use serde_json::json;
use sqlx::{Connection, PgConnection, PgPool, postgres::PgListener};

use crate::content::support::{BOTH, Draft, Site, because, id, in_words, plant_secrets, rows, seen};

async fn export(conn: &mut PgConnection) -> Vec<SourceFile> {
    let file =
        |file: exchange::EntryFile| SourceFile { name: format!("{}.json", file.id), text: file.to_text() };
    exchange::export(conn).await.unwrap().into_iter().map(file).collect()
}

async fn import(conn: &mut PgConnection, files: &[SourceFile]) -> Imported {
    exchange::import(conn, files, "2027-01-01T00:00:00Z".parse().unwrap()).await.unwrap()
}

/// What is at every address that ever was.
async fn addresses(conn: &mut PgConnection) -> Vec<String> {
    let known: Vec<(String, String)> = sqlx::query_as("select lang, path from address order by lang, path")
        .fetch_all(&mut *conn)
        .await
        .unwrap();
    let published = published::load(&mut *conn).await.unwrap();
    let at = |(tag, path): &(String, String)| {
        let resolution = published.resolve(Lang::from_tag(tag).unwrap(), path);
        format!("/{tag}/{path}: {}", in_words(&resolution))
    };
    known.iter().map(at).collect()
}

/// An empty database of the same form.
async fn empty_copy(pool: &PgPool) -> PgConnection {
    sqlx::raw_sql("drop schema if exists copy cascade; create schema copy").execute(pool).await.unwrap();
    let options = (*pool.connect_options()).clone().options([("search_path", "copy")]);
    let mut conn = PgConnection::connect_with(&options).await.unwrap();
    sqlx::migrate!("./migrations").run(&mut conn).await.unwrap();
    assert_eq!(rows(&mut conn).await, Vec::<String>::new());
    conn
}

/// What was exported changes nothing where it came from, and makes the same site anywhere else.
pub(crate) async fn assert_round_trip(pool: &PgPool, conn: &mut PgConnection) {
    let files = export(conn).await;
    let before = rows(conn).await;
    assert_eq!(import(conn, &files).await, Imported::default());
    assert_eq!(rows(conn).await, before);

    let mut copy = empty_copy(pool).await;
    import(&mut copy, &files).await;
    for (copied, file) in export(&mut copy).await.iter().zip(&files) {
        assert_eq!(copied.text, file.text);
    }
    let published = [published::load(&mut *conn).await.unwrap(), published::load(&mut copy).await.unwrap()];
    assert_eq!(seen(&published[1]), seen(&published[0]));
    assert_eq!(addresses(&mut copy).await, addresses(conn).await);
    let before = rows(&mut copy).await;
    assert_eq!(import(&mut copy, &files).await, Imported::default());
    assert_eq!(rows(&mut copy).await, before);
}

#[sqlx::test(migrations = "./migrations")]
async fn the_starter_content(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    import(&mut conn, &exchange::files(StarterContent::Starter)).await;
    assert_round_trip(&pool, &mut conn).await;
    // The files it came from change nothing either.
    let again = import(&mut conn, &exchange::files(StarterContent::Starter)).await;
    assert_eq!(again, Imported::default());
}

#[sqlx::test(migrations = "./migrations")]
async fn the_example_content(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    import(&mut conn, &exchange::files(StarterContent::Example)).await;
    assert_round_trip(&pool, &mut conn).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn content_full_of_secrets(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    plant_secrets(&mut conn).await;
    assert_round_trip(&pool, &mut conn).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_draft_newer_than_what_is_live(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a").says("s", "live")).await;
    site.save("a", Draft::page("b").says("s", "draft")).await;
    assert_round_trip(&pool, &mut conn).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_archived(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.create("old", Kind::Page, None).await;
    site.save("old", Draft::page("old")).await;
    tree::archive(site.conn, &id("old"), site.now).await.unwrap();
    let files = export(&mut conn).await;
    assert!(files[0].text.contains("\"archived\": true"), "{}", files[0].text);
    assert_round_trip(&pool, &mut conn).await;
    let mut copy = empty_copy(&pool).await;
    import(&mut copy, &files).await;
    let refused = tree::archive(&mut copy, &id("old"), "2027-01-01T00:00:00Z".parse().unwrap()).await;
    assert!(!refused.unwrap(), "it is archived there too");
}

#[sqlx::test(migrations = "./migrations")]
async fn languages_live_from_different_revisions(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    let old = Draft::goal(1, "a").says("one", "1").says("two", "2").says("three", "3").says("later", "?");
    let old = old.unconfirmed("later");
    site.publish("a", old.clone()).await;
    let mut new = old.says("four", "4").says_in(En, "one", "I").without("two").unconfirmed("three");
    new.0.shared.outline.iter_mut().find(|place| place.id.as_str() == "later").unwrap().unconfirmed = false;
    let new = site.save("a", new).await;
    site.go_live("a", &new, &[En]).await.unwrap();
    let published = site.published().await;
    let ids = |lang| {
        let text = published.text(&id("a"), lang).unwrap().1;
        text.sections.iter().map(|section| section.id.to_string()).collect::<Vec<_>>()
    };
    assert_eq!((ids(En), ids(Nl)), (words("one later four"), words("one two three")));
    assert_round_trip(&pool, &mut conn).await;
}

fn words(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

#[sqlx::test(migrations = "./migrations")]
async fn a_language_live_with_sections_that_the_shared_part_does_not_know(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a").says("s", "words")).await;
    // Readers see no change of the shared part, so that stays with the older revision.
    let newer = Draft::page("a").says("s", "other words").says("guess", "?").unconfirmed("guess");
    site.publish("a", newer).await;
    assert_round_trip(&pool, &mut conn).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn withdrawn_languages_and_entries(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("next", Draft::page("next")).await;
    site.publish("half", Draft::page("first")).await;
    site.publish("half", Draft::page("half")).await;
    site.withdraw("half", &[Nl], Some("next")).await.unwrap();
    site.publish("whole", Draft::page("whole").says("s", r#"<a href="entry:next">next</a>"#)).await;
    site.withdraw("whole", &[En], Some("next")).await.unwrap();
    site.withdraw("whole", &[Nl], None).await.unwrap();
    // A withdrawn page above a live one, and one whose address another page has.
    site.publish("above", Draft::page("above")).await;
    site.publish_below("below", Some("above"), Draft::page("below")).await;
    site.withdraw("above", BOTH, None).await.unwrap();
    site.publish("lost", Draft::page("lost")).await;
    site.withdraw("lost", BOTH, None).await.unwrap();
    site.publish("taker", Draft::page("lost")).await;
    site.publish("led", Draft::page("led")).await;
    let led = Withdrawal { successor: Some(id("next")), redirects: true, ..because("replaced") };
    let act = Act::of_system(site.now);
    publication::withdraw(site.conn, &id("led"), &[En], &led, &act).await.unwrap();
    assert_eq!(site.at(En, "led").await, "moved to next");
    assert_eq!(site.at(Nl, "half-nl").await, "gone for next");
    assert_eq!(site.at(En, "above/below").await, "here below");
    assert_round_trip(&pool, &mut conn).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn former_addresses(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("one")).await;
    site.publish_below("b", Some("a"), Draft::page("b")).await;
    site.publish("a", Draft::page("two")).await;
    site.publish("c", Draft::page("one").only(En)).await;
    site.move_below("b", None).await.unwrap();
    assert_round_trip(&pool, &mut conn).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn agreements_and_differences_on_purpose(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    let saved = site.publish("a", Draft::page("a").says("s", "words").says("t", "words")).await;
    for (index, mut agreement) in agreement::agree_all(&saved.body).into_iter().enumerate() {
        if index > 0 {
            agreement.verdict = Verdict::Differs;
            agreement.reason = Some("for Dutch readers\nonly".to_owned());
        }
        let now = site.now;
        agreement::record(site.conn, &id("a"), saved.id, &agreement, &Act::of_system(now)).await.unwrap();
    }
    assert_round_trip(&pool, &mut conn).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_reason_of_several_lines(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a")).await;
    let now = site.now;
    publication::withdraw(site.conn, &id("a"), BOTH, &because("one\ntwo"), &Act::of_system(now))
        .await
        .unwrap();
    assert!(export(site.conn).await[0].text.contains(r"one\ntwo"));
    assert_round_trip(&pool, &mut conn).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_differs_is_taken_in_and_nothing_else(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a").says("s", "words")).await;
    site.publish("b", Draft::page("b")).await;
    let file = json!({ "id": "a", "position": 10, "live": Draft::page("a").says("s", "better words").0, "agreements": [] });
    let files = [SourceFile { name: "a.json".to_owned(), text: file.to_string() }];
    let done = import(&mut conn, &files).await;
    assert_eq!(done, Imported { revisions: 1, published: 1, ..Imported::default() });
    let file =
        json!({ "id": "b", "parent": "a", "position": 3, "live": Draft::page("b").0, "agreements": [] });
    let files = [SourceFile { name: "b.json".to_owned(), text: file.to_string() }];
    assert_eq!(import(&mut conn, &files).await, Imported { moved: 1, ..Imported::default() });
    assert_eq!(Site::new(&mut conn).at(En, "a/b").await, "here b");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_file_that_is_silent_about_a_language_leaves_it(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a")).await;
    let (live, draft) = (Draft::page("b").only(En).0, Draft::page("c").0);
    let file = json!({ "id": "a", "position": 10, "live": live, "draft": draft, "agreements": [] });
    let files = [SourceFile { name: "a.json".to_owned(), text: file.to_string() }];
    assert_eq!(
        import(site.conn, &files).await,
        Imported { revisions: 2, published: 1, ..Imported::default() }
    );
    assert_eq!(import(site.conn, &files).await, Imported::default());
    assert_eq!(site.at(En, "b").await, "here a");
    assert_eq!(site.at(Nl, "a-nl").await, "here a");
}

#[sqlx::test(migrations = "./migrations")]
async fn imports_at_the_same_time_take_turns(pool: PgPool) {
    let files = exchange::files(StarterContent::Starter);
    let imports = (0..2).map(|_| {
        let (pool, files) = (pool.clone(), files.clone());
        tokio::spawn(async move { import(&mut pool.acquire().await.unwrap(), &files).await })
    });
    let mut entries = Vec::new();
    for done in imports.collect::<Vec<_>>() {
        entries.push(done.await.unwrap().entries);
    }
    entries.sort_unstable();
    assert_eq!(entries, [0, files.len()]);
}

#[sqlx::test(migrations = "./migrations")]
async fn an_import_that_only_moves_is_announced(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    Site::new(&mut conn).publish("a", Draft::page("a")).await;
    let mut file: serde_json::Value = serde_json::from_str(&export(&mut conn).await[0].text).unwrap();
    file["position"] = json!(99);
    let mut listener = PgListener::connect_with(&pool).await.unwrap();
    listener.listen(CHANNEL).await.unwrap();
    let files = [SourceFile { name: "a.json".to_owned(), text: file.to_string() }];
    assert_eq!(import(&mut conn, &files).await, Imported { moved: 1, ..Imported::default() });
    tokio::time::timeout(Duration::from_secs(10), listener.recv()).await.unwrap().unwrap();
}

#[sqlx::test(migrations = "./migrations")]
async fn pages_that_swap_their_addresses(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("one")).await;
    site.publish("b", Draft::page("two")).await;
    let file = |name: &str, word: &str| {
        let file = json!({ "id": name, "position": 10, "live": Draft::page(word).0, "agreements": [] });
        SourceFile { name: format!("{name}.json"), text: file.to_string() }
    };
    import(site.conn, &[file("a", "two"), file("b", "one")]).await;
    assert_eq!(site.at(En, "two").await, "here a");
    assert_eq!(site.at(En, "one").await, "here b");
}

#[sqlx::test(migrations = "./migrations")]
async fn pages_that_go_together(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a")).await;
    site.publish("b", Draft::page("b").shows("s", "a")).await;
    let file = |name: &str, draft: Draft| {
        let withdrawn = json!([{ "lang": "en" }, { "lang": "nl" }]);
        let file =
            json!({ "id": name, "position": 10, "draft": draft.0, "withdrawn": withdrawn, "agreements": [] });
        SourceFile { name: format!("{name}.json"), text: file.to_string() }
    };
    import(site.conn, &[file("a", Draft::page("a")), file("b", Draft::page("b").shows("s", "a"))]).await;
    assert!(site.published().await.entries().next().is_none());
}

#[sqlx::test(migrations = "./migrations")]
async fn a_folder_holds_a_file_for_each_entry(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("a", Draft::page("a").says("s", "words")).await;
    site.publish_below("b", Some("a"), Draft::page("b")).await;
    let folder = tempfile::tempdir().unwrap();
    let below = folder.path().join("made/on/the/way");
    assert_eq!(exchange::write_to(&mut conn, &below).await.unwrap(), 2);
    std::fs::write(below.join("README.md"), "not an entry").unwrap();
    let files = exchange::read_from(&below).unwrap();
    let texts: Vec<_> = files.iter().map(|file| &file.text).collect();
    assert_eq!(texts, export(&mut conn).await.iter().map(|file| &file.text).collect::<Vec<_>>());
    assert!(files[0].name.ends_with("made/on/the/way/a.json"));
    assert!(exchange::read_from(&folder.path().join("none")).is_err());
}
