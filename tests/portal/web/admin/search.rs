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
    assert!(!page.has(&format!("a[href^='{WORDS}']")), "that is for publishers");
    let page = desk.person("petra", Role::Publisher).await.page("/admin/search").await;
    let synonym = "/admin/search/words?from=gp&from_lang=en&to=doctor&to_lang=en#synonym";
    assert_eq!(page.attributes("#followed td a", "href"), [synonym]);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_query_can_be_tried_and_says_why(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let page = anna.page("/admin/search?q=expat+cenntre&lang=en").await;
    assert_eq!(page.texts("#answers h3")[0], "Leiden International Centre");
    let reasons = page.texts("#answers > li:first-child tbody tr");
    assert_eq!(reasons.len(), 2, "{reasons:?}");
    assert!(reasons[0].contains("other name × 1") && reasons[0].contains("the same word"), "{reasons:?}");
    assert!(reasons[1].contains("centre") && reasons[1].contains("typing error"), "{reasons:?}");
    let dutch = anna.page("/admin/search?q=beleid&lang=en").await;
    assert!(dutch.texts("#answers tbody")[0].contains("Dutch"), "{:?}", dutch.texts("#answers tbody"));
    assert!(anna.page("/admin/search?q=blorf").await.main().contains("Nothing found"));
    renewal::renew(&desk.portal.app, &pool).await.unwrap();
    assert!(
        desk.portal.app.searches().take(desk.portal.app.clock().today()).is_empty(),
        "trying does not count"
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn publishers_say_what_words_mean(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let petra = desk.person("petra", Role::Publisher).await;
    let added = petra
        .post(
            "/admin/search/synonyms",
            &[
                ("from", "kookies"),
                ("from_lang", ""),
                ("to", "cookies"),
                ("to_lang", "en"),
                ("two_way", "on"),
            ],
        )
        .await;
    assert_eq!(added.header("location"), Some("/admin/search/words?done=added"));
    let page = petra.page(WORDS).await;
    let rows = page.texts("#synonyms .lp-row__main");
    assert!(rows[0].starts_with("kookies ↔") && rows[0].contains("cookies (English)"), "{rows:?}");
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
        (
            "/admin/search/synonyms",
            vec![("from", ""), ("to", "one two three four five")],
            &["#from", "#to"][..],
        ),
        ("/admin/search/synonyms", vec![("from", "!?"), ("to", "cookies")], &["#from"]),
        ("/admin/search/promotions", vec![("words", "x"), ("entry", "nothing")], &["#entry"]),
    ] {
        let refused = petra.post(path, &form).await;
        assert_eq!(refused.status, 422, "{path} {form:?}");
        assert_eq!(refused.attributes(".lp-error-summary a", "href"), wrong);
    }
    let known = guidance::load(&mut pool.acquire().await.unwrap()).await.unwrap();
    let (synonym, promotion) = (known.synonyms[0].id.to_string(), known.promotions[0].id.to_string());
    for (path, id, words) in [
        ("synonyms", synonym, "from=kookies&from_lang=&to=cookies&to_lang=en&two_way=on"),
        ("promotions", promotion, "words=how+to+swim&lang=en&entry=privacy"),
    ] {
        let remove = format!("/admin/search/{path}/remove");
        let removed = petra.post(&remove, &[("id", &id)]).await;
        let location = format!("{WORDS}?done=removed&{words}");
        assert_eq!(removed.header("location"), Some(&*location));
        // What was removed is in the form, and can be added again as it was.
        let form = petra.page(&location).await;
        let is_typed = |field: &str| form.has(&format!("form[action='/admin/search/{path}'] {field}"));
        assert!(is_typed("input[value='kookies']") || is_typed("input[value='how to swim']"), "{path}");
        assert!(path == "promotions" || is_typed("input[name='two_way'][checked]"));
        assert!(path == "synonyms" || is_typed("option[value='privacy'][selected]"));
        // Who is second changes nothing, and is told so.
        let again = petra.post(&remove, &[("id", &id)]).await;
        assert_eq!(again.header("location"), Some(&*format!("{WORDS}?done=known")));
        assert_eq!(petra.post(&remove, &[("id", "x")]).await.status, 400);
    }
    assert_eq!(
        guidance::load(&mut pool.acquire().await.unwrap()).await.unwrap(),
        guidance::Guidance::default()
    );
    let logged = "select action || ': ' || detail from audit_event where action like 'search.%' order by id";
    let log: Vec<String> = sqlx::query_scalar(logged).fetch_all(&pool).await.unwrap();
    assert_eq!(
        log,
        [
            "search.synonym: kookies → cookies",
            "search.promotion: how to swim",
            "search.promotion: how to swim",
            "search.synonym.remove: kookies → cookies",
            "search.promotion.remove: how to swim",
        ]
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn a_synonym_is_found_among_many(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    guidance::load_starter(&mut pool.acquire().await.unwrap(), desk.portal.app.clock().now()).await.unwrap();
    let petra = desk.person("petra", Role::Publisher).await;
    let all = petra.page(WORDS).await.texts("#synonyms .lp-row__main");
    assert!(all.len() > 100, "{}", all.len());
    let sorted = all.iter().map(|row| row.to_lowercase()).collect::<Vec<_>>();
    assert!(sorted.is_sorted_by_key(|row| row.split([' ', '(']).next()), "{sorted:?}");
    let page = petra.page(&format!("{WORDS}?find=Húisarts")).await;
    let found = page.texts("#synonyms .lp-row__main");
    assert!((1..10).contains(&found.len()) && found.iter().all(|row| row.contains("huisarts")), "{found:?}");
    let count = format!("Synonyms shown: {} of {}. Show everything", found.len(), all.len());
    assert_eq!(page.texts("#synonym-count"), [count]);
    let none = petra.page(&format!("{WORDS}?find=blorf")).await;
    assert!(!none.has("#synonyms li") && none.has("#find[value='blorf']"));
}
