//! History: every version, compared, seen again, and gone back to.

use leiden_international::accounts::editor::Role;
use leiden_international::content::revision;
use leiden_international::lang::Lang;
use sqlx::PgPool;

use super::kit::Desk;
use super::publish::{errors, id, save, title};

#[sqlx::test(migrations = "./migrations")]
async fn every_version_and_publication_stands_in_one_line(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let petra = desk.person("petra", Role::Publisher).await;
    save(&pool, "about", |body| title(body, Lang::DEFAULT, "Second")).await;
    let page = petra.page("/admin/pages/about/history").await;
    let lines = page.texts("#versions > li .lp-row__main");
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines[0].starts_with("Version 2, saved by the program"), "{lines:?}");
    assert!(lines[1].starts_with("Version 1 went live in English and Dutch"), "{lines:?}");
    assert!(lines[2].contains("Version 1, saved by") && lines[2].contains("Live in English"), "{lines:?}");
    assert_eq!(page.attributes("input[name=from][checked]", "value"), ["1"]);
    assert_eq!(page.attributes("input[name=to][checked]", "value"), ["2"]);
    assert_eq!(petra.get("/admin/pages/none/history").await.status, 404);
}

#[sqlx::test(migrations = "./migrations")]
async fn two_versions_are_compared_word_by_word(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    save(&pool, "about", |body| {
        title(body, Lang::DEFAULT, "About the new portal");
        title(body, Lang::Nl, "Over het portaal");
        body.shared.outline.reverse();
    })
    .await;
    let page = anna.page("/admin/pages/about/compare?from=1&to=2").await;
    assert_eq!(page.texts("h3"), ["In both languages", "English", "Dutch"]);
    assert!(page.has("[lang=nl].lp-words ins") && page.has("[lang=en].lp-words ins"));
    assert!(page.texts("ins").iter().all(|words| words.starts_with("added:") && words.ends_with("end.")));
    let other_way = anna.page("/admin/pages/about/compare?from=2&to=1").await;
    assert_eq!(other_way.texts("del").len(), page.texts("ins").len());
    assert!(anna.page("/admin/pages/about/compare?from=2&to=2").await.main().contains("say the same"));
    assert!(
        anna.page("/admin/pages/about/compare").await.has("ins"),
        "the newest change, if nothing is asked"
    );
    for bad in ["from=0", "from=x", "to=3", "from=99999999999"] {
        assert_eq!(anna.get(&format!("/admin/pages/about/compare?{bad}")).await.status, 404, "{bad}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_version_is_seen_as_readers_would_see_it(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    save(&pool, "about", |body| title(body, Lang::DEFAULT, "A draft")).await;
    let page = anna.page("/admin/pages/about/history/2").await;
    let frames = page.attributes("iframe", "src");
    assert_eq!(frames, ["/admin/pages/about/history/2/en", "/admin/pages/about/history/2/nl"]);
    let framed = anna.page(&frames[0]).await;
    assert_eq!(framed.only("h1"), "A draft");
    assert_ne!(anna.page("/admin/pages/about/history/1/en").await.only("h1"), "A draft");
    for bad in ["3", "0", "-1", "x", "1/xx", "3/en", "99999999999"] {
        assert_eq!(anna.get(&format!("/admin/pages/about/history/{bad}")).await.status, 404, "{bad}");
    }
    assert_eq!(desk.visitor().get(&frames[0]).await.status, 303, "nobody else sees it");
}

#[sqlx::test(migrations = "./migrations")]
async fn going_back_makes_a_new_version_and_publishes_nothing(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    save(&pool, "about", |body| title(body, Lang::DEFAULT, "A mistake")).await;
    let sent = anna.post("/admin/pages/about/revert", &[("number", "1")]).await;
    assert_eq!(sent.header("location"), Some("/admin/pages/about/history?done=reverted"));
    let page = anna.follow(&sent).await;
    assert!(
        page.only("#version-3").contains("saved by anna")
            && page.only("#version-3").contains("Back to version 1")
    );
    let first = revision::find(&pool, &id("about"), 1).await.unwrap().unwrap();
    let newest = revision::find_newest(&pool, &id("about")).await.unwrap().unwrap();
    assert_eq!((newest.number, &newest.body, newest.by), (3, &first.body, anna.editor));
    let again = anna.post("/admin/pages/about/revert", &[("number", "1")]).await;
    assert_eq!(errors(&again), ["#versions"]);
    for (number, status) in [("9", 404), ("", 400), ("x", 400)] {
        let answer = anna.post("/admin/pages/about/revert", &[("number", number)]).await;
        assert_eq!(answer.status, status, "{number}");
    }
}
