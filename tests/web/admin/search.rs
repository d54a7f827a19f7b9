//! Search, for staff: the list of what is looked for in vain, trying a query, and what words mean.

use leiden_international::accounts::editor::Role;
use leiden_international::content::guidance;
use leiden_international::content::search_count::{self, Count};
use leiden_international::jobs::renewal;
use leiden_international::lang::Lang;
use sqlx::PgPool;

use super::kit::Desk;

const WORDS: &str = "/admin/search/words";

#[sqlx::test(migrations = "./migrations")]
async fn what_is_looked_for_in_vain_is_a_list_of_work(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    assert!(!anna.page("/admin/search").await.has("#unanswered, #followed"));
    let day = desk.portal.app.clock().today();
    let count = |query: &str, next: Option<&str>, count| Count {
        lang: Lang::DEFAULT,
        query: query.to_owned(),
        next: next.map(str::to_owned),
        day,
        count,
    };
    let counts = [count("swimming", None, 4), count("pool", None, 9), count("gp", Some("doctor"), 3)];
    search_count::add(&mut pool.acquire().await.unwrap(), &counts).await.unwrap();
    let page = anna.page("/admin/search").await;
    assert_eq!(page.texts("#unanswered tbody th"), ["pool", "swimming"]);
    assert_eq!(page.texts("#followed tbody td:nth-child(2)"), ["doctor"]);
    assert_eq!(page.attributes("#followed a", "href"), ["/admin/search?q=gp&lang=en"]);
    assert!(!page.has(&format!("a[href='{WORDS}']")), "that is for publishers");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_query_can_be_tried_and_says_why(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let page = anna.page("/admin/search?q=expat+centr&lang=en").await;
    assert_eq!(page.texts("#answers h3")[0], "Leiden International Centre");
    let reasons = page.texts("#answers > li:first-child tbody tr");
    assert_eq!(reasons.len(), 2, "{reasons:?}");
    assert!(reasons[0].contains("other name × 1") && reasons[0].contains("the same word"), "{reasons:?}");
    assert!(reasons[1].contains("centre") && reasons[1].contains("typing error"), "{reasons:?}");
    let dutch = anna.page("/admin/search?q=beleid&lang=en").await;
    assert!(dutch.texts("#answers tbody")[0].contains("Dutch"), "{:?}", dutch.texts("#answers tbody"));
    assert!(anna.page("/admin/search?q=blorf").await.main().contains("Nothing found"));
    renewal::renew(&desk.portal.app, &pool).await.unwrap();
    assert!(desk.portal.app.searches().take(desk.portal.app.clock().today()).is_empty(), "trying does not count");
}

#[sqlx::test(migrations = "./migrations")]
async fn publishers_say_what_words_mean(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let petra = desk.person("petra", Role::Publisher).await;
    let added = petra
        .post(
            "/admin/search/synonyms",
            &[("from", "kookies"), ("from_lang", ""), ("to", "cookies"), ("to_lang", "en"), ("two_way", "on")],
        )
        .await;
    assert_eq!(added.header("location"), Some("/admin/search/words?done=added"));
    let page = petra.page(WORDS).await;
    assert_eq!(page.texts("#synonyms span:first-of-type")[0], "kookies ↔ cookies (English)");
    let promoted = [("words", "how to swim"), ("lang", "en"), ("entry", "privacy")];
    assert_eq!(petra.post("/admin/search/promotions", &promoted).await.status, 303);
    assert_eq!(
        petra.post("/admin/search/promotions", &promoted).await.header("location"),
        Some("/admin/search/words?done=known")
    );
    renewal::renew(&desk.portal.app, &pool).await.unwrap();
    let tried = petra.page("/admin/search?q=how+to+swim&lang=en").await;
    assert_eq!(tried.texts("#answers h3")[0], "Privacy and cookies");
    assert!(tried.has("#answers .lp-badge--info"));
    for (path, form, wrong) in [
        ("/admin/search/synonyms", vec![("from", ""), ("to", "one two three four five")], &["#from", "#to"][..]),
        ("/admin/search/synonyms", vec![("from", "!?"), ("to", "cookies")], &["#from"]),
        ("/admin/search/promotions", vec![("words", "x"), ("entry", "nothing")], &["#entry"]),
    ] {
        let refused = petra.post(path, &form).await;
        assert_eq!(refused.status, 422, "{path} {form:?}");
        assert_eq!(refused.attributes(".lp-error-summary a", "href"), wrong);
    }
    let known = guidance::load(&mut pool.acquire().await.unwrap()).await.unwrap();
    let (synonym, promotion) = (known.synonyms[0].id.to_string(), known.promotions[0].id.to_string());
    for (path, id) in [("synonyms", synonym), ("promotions", promotion)] {
        let removed = petra.post(&format!("/admin/search/{path}/remove"), &[("id", &id)]).await;
        assert_eq!(removed.header("location"), Some("/admin/search/words?done=removed"));
        assert_eq!(petra.post(&format!("/admin/search/{path}/remove"), &[("id", "x")]).await.status, 400);
    }
    assert_eq!(guidance::load(&mut pool.acquire().await.unwrap()).await.unwrap(), guidance::Guidance::default());
    let log: Vec<String> =
        sqlx::query_scalar("select action from audit_event where action like 'search.%' order by id")
            .fetch_all(&pool)
            .await
            .unwrap();
    assert_eq!(
        log,
        ["search.synonym", "search.promotion", "search.promotion", "search.synonym.remove", "search.promotion.remove"]
    );
}
