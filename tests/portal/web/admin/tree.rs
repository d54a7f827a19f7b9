//! The page tree: what stands where, and new entries.

use leiden_international::accounts::editor::Role;
use leiden_international::content::worklist;
use sqlx::PgPool;

use super::kit::Desk;
use crate::web::page::Page;

#[sqlx::test(migrations = "./migrations")]
async fn everything_stands_in_the_tree_with_what_readers_see_of_it(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let author = desk.person("anna", Role::Author).await;
    let page = author.page("/admin/pages").await;
    for id in ["home", "goal-1", "leiden-international-centre", "residents-2024"] {
        assert!(page.has(&format!("#page-{id}")), "{id}");
    }
    assert!(page.has("#page-policy #page-goals #page-goal-1"), "the tree has depth");
    assert!(page.only("#page-policy > .lp-row .lp-row__main").contains("English: Live"), "{}", page.main());
    assert!(!page.has("form[action$='/place']"), "an author moves nothing");
}

#[sqlx::test(migrations = "./migrations")]
async fn an_entry_is_found_by_its_name_or_address_in_any_language(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let author = desk.person("anna", Role::Author).await;
    for (words, first) in [("IMPLEMENTATION", "plan"), ("uitvoerings", "plan"), ("beleid%2Fdoelen", "goals")]
    {
        let page = author.page(&format!("/admin/pages?q={words}")).await;
        let links = page.attributes("section[aria-labelledby=found] .lp-row__title", "href");
        assert!(links.contains(&format!("/admin/pages/{first}")), "{words}: {links:?}");
    }
    let nothing = author.page("/admin/pages?q=%22%3E%3Cscript%3E").await;
    assert!(nothing.main().contains("Nothing has these words"));
    assert_eq!(nothing.attribute("#q", "value"), "\"><script>");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_new_page_is_made_in_one_language_and_nobody_sees_it(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let author = desk.person("anna", Role::Author).await;
    let form = [("kind", "page"), ("en.title", "Cafés in Leiden"), ("nl.title", ""), ("parent", "policy")];
    let made = author.post("/admin/new", &form).await;
    assert_eq!(made.header("location"), Some("/admin/pages/cafes-in-leiden?done=created"));
    let twice = author.post("/admin/new", &form).await;
    assert_eq!(twice.header("location"), made.header("location"), "sent twice, made once");
    let other = desk.person("ben", Role::Author).await.post("/admin/new", &form).await;
    assert_eq!(other.header("location"), Some("/admin/pages/cafes-in-leiden-2?done=created"));
    let tree = author.page("/admin/pages").await;
    let row = tree.only("#page-policy #page-cafes-in-leiden > .lp-row .lp-row__main");
    assert!(row.contains("English: Draft") && row.contains("Dutch: No text"), "{row}");
    desk.portal.renew().await;
    assert_eq!(desk.portal.get("/en/policy/cafes-in-leiden").await.status, 404);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_wrong_with_a_new_entry_is_said_and_nothing_is_lost(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let author = desk.person("anna", Role::Author).await;
    let form = [
        ("kind", "document"),
        ("en.title", ""),
        ("nl.title", "Een stuk"),
        ("parent", "none"),
        ("url", "here"),
    ];
    let answer = author.post("/admin/new", &form).await;
    assert_eq!(answer.status, 422);
    let page = Page::new("/admin/new", &answer);
    assert_eq!(page.attributes(".lp-error-summary a", "href"), ["#url", "#parent"]);
    assert_eq!(page.attribute("#title-nl", "value"), "Een stuk");
    assert_eq!(page.attribute("#url", "value"), "here");
    assert!(page.only("title").starts_with("Error:"));
    assert_eq!(page.attribute("#url", "aria-describedby"), "url-help url-error");
    assert_eq!(page.attribute("#url", "aria-invalid"), "true");
    let nothing = author.post("/admin/new", &[("kind", "spell"), ("en.title", " ")]).await;
    let page = Page::new("/admin/new", &nothing);
    assert_eq!(page.attributes(".lp-error-summary a", "href"), ["#kind", "#title"]);
}

#[sqlx::test(migrations = "./migrations")]
async fn every_kind_can_be_made(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let author = desk.person("anna", Role::Author).await;
    for kind in ["page", "goal", "action", "contact", "document", "figure"] {
        let title = format!("A {kind}");
        let form = [("kind", kind), ("en.title", &*title), ("url", "https://leiden.example/")];
        let made = author.post("/admin/new", &form).await;
        assert_eq!(made.status, 303, "{kind}: {}", made.text());
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn two_titles_that_are_given_at_once_say_the_same(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let author = desk.person("anna", Role::Author).await;
    let form = [("kind", "page"), ("en.title", "Moving in"), ("nl.title", "Verhuizen")];
    assert_eq!(author.post("/admin/new", &form).await.status, 303);
    let found = worklist::list(&mut pool.acquire().await.unwrap()).await.unwrap();
    let new = found.iter().find(|entry| entry.id.as_str() == "moving-in").unwrap();
    assert_eq!((new.standings.len(), new.open().count()), (1, 0));
}

#[sqlx::test(migrations = "./migrations")]
async fn the_order_of_the_tree_is_the_order_of_the_menu(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let publisher = desk.person("petra", Role::Publisher).await;
    let menu = async || desk.portal.page("/en").await.texts(".lp-nav__link");
    let before = menu().await;
    assert_eq!(before[1..3], ["Policy", "Implementation plan"], "{before:?}");
    let moved = publisher.post("/admin/pages/plan/place", &[("do", "up")]).await;
    assert_eq!(moved.header("location"), Some("/admin/pages?done=moved#page-plan"));
    desk.portal.renew().await;
    assert_eq!(menu().await[1..3], ["Implementation plan", "Policy"]);
    publisher.post("/admin/pages/plan/place", &[("do", "down")]).await;
    desk.portal.renew().await;
    assert_eq!(menu().await, before);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_page_that_moves_leads_readers_on(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let publisher = desk.person("petra", Role::Publisher).await;
    let form = publisher.page("/admin/pages/about/place").await;
    assert!(form.has("#parent option[value=policy]") && !form.has("#parent option[value=about]"));
    publisher.post("/admin/pages/about/place", &[("do", "move"), ("parent", "policy")]).await;
    desk.portal.renew().await;
    let old = desk.portal.get("/en/about").await;
    assert_eq!((old.status.as_u16(), old.header("location")), (301, Some("/en/policy/about")));
    let cycle = publisher.post("/admin/pages/policy/place", &[("do", "move"), ("parent", "about")]).await;
    assert_eq!(cycle.status, 422);
    assert!(cycle.text().contains("It cannot stand below itself"));
    let author = desk.person("anna", Role::Author).await;
    assert_eq!(author.post("/admin/pages/about/place", &[("do", "up")]).await.status, 403);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_archived_is_out_of_the_way_and_comes_back(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let publisher = desk.person("petra", Role::Publisher).await;
    let live = publisher.post("/admin/pages/about/archive", &[]).await;
    assert_eq!(live.status, 422);
    assert!(live.text().contains("Readers can see this. Withdraw it first."));
    publisher.post("/admin/new", &[("kind", "page"), ("en.title", "Old news"), ("parent", "about")]).await;
    let archived = publisher.post("/admin/pages/old-news/archive", &[]).await;
    assert_eq!(archived.header("location"), Some("/admin/pages?done=archived"));
    let tree = publisher.page("/admin/pages").await;
    assert!(!tree.has("#page-old-news") && tree.has("a[href='/admin/pages?archived=show#archived']"));
    let shown = publisher.page("/admin/pages?archived=show").await;
    assert!(shown.only("#archived").contains("Old news"));
    let back = publisher.post("/admin/pages/old-news/unarchive", &[]).await;
    assert_eq!(back.header("location"), Some("/admin/pages?done=unarchived#page-old-news"));
    assert!(publisher.page("/admin/pages").await.has("#page-about #page-old-news"));
}
