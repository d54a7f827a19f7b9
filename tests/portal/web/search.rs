//! Search: what the page says for every sort of query, and what is kept of it.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use leiden_international::content::act::Act;
use leiden_international::content::guidance::{self, Phrase, Promotion, Synonym};
use leiden_international::content::search_count;
use leiden_international::jobs::{renewal, searches};
use leiden_international::lang::Lang;
use leiden_international::web::limits::Times;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::web::page::Page;
use crate::web::portal::{BASE, Portal, file, noon, request, send};

/// The search page of a language for a query.
fn address(lang: &str, query: &str) -> String {
    let query: String = form_urlencoded::byte_serialize(query.as_bytes()).collect();
    format!("/{lang}/{}?q={query}", if lang == "nl" { "zoeken" } else { "search" })
}

async fn search(portal: &Portal, lang: &str, query: &str) -> Page {
    portal.page(&address(lang, query)).await
}

/// Where the answers lead, without the sections.
fn answers(page: &Page) -> Vec<String> {
    let hrefs = page.attributes("#_contact a, .lp-hit__title a", "href");
    hrefs.iter().map(|href| href.split('#').next().unwrap().to_owned()).collect()
}

/// A page that says that in English, and in Dutch if there is a second text.
fn text_page(id: &str, texts: &[(&str, &str, &str)]) -> leiden_international::content::exchange::SourceFile {
    let said = texts.iter().map(|(lang, title, text)| {
        let section = json!({ "heading": "More", "text": [format!("<p>{text}</p>")] });
        (
            (*lang).to_owned(),
            json!({ "title": title, "slug": format!("{id}-{lang}"), "sections": { "more": section } }),
        )
    });
    let texts: serde_json::Map<String, Value> = said.collect();
    file(&json!({
        "id": id, "parent": null, "position": 1,
        "live": { "shared": { "fields": { "kind": "page" }, "outline": [{ "id": "more" }] }, "texts": texts },
    }))
}

#[sqlx::test(migrations = "./migrations")]
async fn every_page_leads_to_the_search_page_of_its_language(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    for (path, action) in [("/en/policy", "/en/search"), ("/nl/beleid", "/nl/zoeken")] {
        let page = portal.page(path).await;
        assert_eq!(page.attribute("header form[role=search]", "action"), action);
        assert_eq!(page.attributes("header form[role=search]", "method"), [""; 0], "a plain GET");
        assert_eq!(page.attribute("header form input", "name"), "q");
        let page = portal.page(action).await;
        assert!(!page.has("header form"), "one form is enough");
        assert_eq!(page.attributes("meta[name=robots]", "content"), ["noindex"]);
        assert!(!page.has("#_hits, #_nothing"), "nothing was asked");
    }
    let moved = portal.get("/nl/search?q=a+b").await;
    assert_eq!(
        (moved.status, moved.header("location")),
        (StatusCode::MOVED_PERMANENTLY, Some("/nl/zoeken?q=a+b"))
    );
    assert_eq!(portal.get("/de/search").await.status, StatusCode::NOT_FOUND);
}

#[sqlx::test(migrations = "./migrations")]
async fn an_answer_says_where_the_words_stand(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    let answer = portal.get(&address("en", "notice period")).await;
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let page = Page::new("search", &answer);
    assert_eq!(page.only("h1"), "Search for \"notice period\"");
    let first = &page.links(".lp-hit__title a")[0];
    assert!(first.href.ends_with("#contract"), "{first:?}");
    assert_eq!(page.texts(".lp-hit:first-child mark"), ["notice", "period"]);
    assert!(page.texts(".lp-hit:first-child .lp-meta")[0].starts_with("Home"));
    assert_eq!(page.attribute("#_q", "value"), "notice period");
    let switch = page.link(".lp-languages a", "Nederlands");
    assert_eq!(switch.href, "/nl/zoeken?q=notice+period");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_contact_point_stands_on_top_with_its_phone(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    for (lang, query) in [("en", "expat centre"), ("en", "expat center phone"), ("nl", "expatcentrum")] {
        let page = search(&portal, lang, query).await;
        assert_eq!(page.only("#_contact"), "Leiden International Centre", "{query}");
        assert!(page.has("main .lp-panel a[href^='tel:']"), "{query}");
        let weeks = page.attributes("main .lp-panel .lp-hours-more a", "href");
        assert!(matches!(&*weeks, [one] if one.ends_with("#leiden-international-centre")), "{weeks:?}");
        let again =
            answers(&page).iter().filter(|href| href.ends_with("leiden-international-centre")).count();
        assert_eq!(again, 1, "{query}: it is not among the others too");
    }
    assert!(!search(&portal, "en", "notice period").await.has("#_contact"));
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_in_one_language_only_stands_apart(pool: PgPool) {
    let portal = Portal::with(
        &pool,
        &[
            text_page(
                "both",
                &[("en", "Gardens", "Grow beans."), ("nl", "Tuinen", "Kweek bonen met een schoffel.")],
            ),
            text_page("dutch", &[("nl", "Schoffels", "Leen een schoffel.")]),
        ],
    )
    .await;
    let page = search(&portal, "en", "schoffel").await;
    assert_eq!(page.attributes("section[aria-labelledby=_hits] h3 a", "href"), ["/en/both-en"]);
    assert_eq!(page.only("#_elsewhere"), "Results in another language");
    let there = &page.links("section[aria-labelledby=_elsewhere] h3 a")[0];
    assert_eq!((there.href.as_str(), there.hreflang.as_deref()), ("/nl/dutch-nl#more", Some("nl")));
    assert!(there.text.contains("(in Dutch)"), "{there:?}");
    let own = search(&portal, "nl", "schoffel").await;
    assert_eq!(answers(&own), ["/nl/dutch-nl", "/nl/both-nl"]);
    assert!(!own.has("#_elsewhere"));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_typing_error_is_forgiven_and_pointed_out(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    let page = search(&portal, "en", "Instalment of mortage").await;
    let meant = &page.links(".lp-search__meant a")[0];
    assert!(meant.text.ends_with("of mortgage"), "{meant:?}");
    assert!(!search(&portal, "en", "mortgage").await.has(".lp-search__meant"));
    let nothing = search(&portal, "en", "blorf").await;
    assert_eq!(nothing.only("#_nothing"), "Nothing found");
    assert!(nothing.has("main a[href='/en/contact']"), "there is a way on");
    assert!(answers(&nothing).is_empty());
}

#[sqlx::test(migrations = "./migrations")]
async fn no_query_does_any_harm(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    let wordy = "word ".repeat(20);
    for query in [
        "\"",
        "a AND (b OR",
        "title:policy^9",
        "policy*",
        "-policy +plan",
        "/regex/",
        "%",
        "' or 1=1 --",
        "\\",
        "{}",
        "<script>alert(1)</script>",
        "\u{202e}ycilop",
        "🏠",
        "ﬀ",
        "é",
        "policy~",
        "[a TO z]",
        "&lt;b&gt;",
        "?",
        "q=1&q=2",
        &wordy,
    ] {
        for lang in ["en", "nl"] {
            let answer = portal.get(&address(lang, query)).await;
            assert_eq!(answer.status, StatusCode::OK, "{query}");
            assert!(!answer.text().contains("<script>alert"), "{query}");
            let page = Page::new(query, &answer);
            assert!(page.errors().is_empty(), "{query}: {:?}", page.errors());
        }
    }
    for refused in ["/en/search?q=policy%00plan", "/en/search?q=%ff"] {
        assert_eq!(portal.get(refused).await.status, StatusCode::BAD_REQUEST, "{refused}, as everywhere");
    }
    let long = search(&portal, "en", &"long ".repeat(60)).await;
    assert!(long.only("#_problem").contains("at most 100 letters"));
    assert!(!long.has("#_hits") && long.attribute("#_q", "value").starts_with("long long"));
    for odd in [
        "/en/search?q=policy&page=-1&kind=nothing",
        "/en/search?q=policy&page=99999999999999999999",
        "/en/search?q=policy&page=9",
        "/en/search?q",
    ] {
        assert_eq!(portal.get(odd).await.status, StatusCode::OK, "{odd}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn many_answers_have_pages_and_kinds(pool: PgPool) {
    let mut files: Vec<_> = (10..35)
        .map(|number| {
            text_page(&format!("page-{number}"), &[("en", &format!("Bicycle {number}"), "Ride a bicycle.")])
        })
        .collect();
    files.push(file(&json!({
        "id": "map", "parent": null, "position": 1,
        "live": {
            "shared": { "fields": { "kind": "document", "url": "https://www.example.org/map", "languages": ["en"] } },
            "texts": { "en": { "title": "Bicycle map" } },
        },
    })));
    let portal = Portal::with(&pool, &files).await;
    let page = search(&portal, "en", "bicycle").await;
    assert_eq!((page.only("#_hits"), answers(&page).len()), ("26 results".to_owned(), 10));
    let mut seen = answers(&page);
    for (number, count) in [(2, 10), (3, 6)] {
        let page = portal.page(&format!("/en/search?q=bicycle&page={number}")).await;
        assert_eq!(answers(&page).len(), count);
        seen.extend(answers(&page));
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 26, "each once");
    assert_eq!(page.link("main nav a", "Next page").href, "/en/search?q=bicycle&page=2");
    let documents = portal.page(&page.link("main nav a", "Documents (1)").href).await;
    assert_eq!(answers(&documents), ["https://www.example.org/map"]);
    let few = search(&portal, "en", "bicycle map").await;
    assert!(!few.has("main nav a[rel]") || few.has("main nav"), "kinds and pages stand only where they help");
}

/// "Drafts cannot be in it": what is saved and not live, unconfirmed or withdrawn is found by nobody.
#[sqlx::test(migrations = "./migrations")]
async fn only_what_is_live_is_found(pool: PgPool) {
    let text =
        |word: &str| json!({ "title": word, "slug": "secret", "summary": format!("All about {word}.") });
    let shared = json!({ "fields": { "kind": "page" }, "outline": [{ "id": "open" }, { "id": "doubtful", "unconfirmed": true }] });
    let mut live = text("zebra");
    live["sections"] = json!({
        "open": { "text": ["<p>Okapi.</p>"] },
        "doubtful": { "text": ["<p>Wombat.</p>"] },
    });
    let entry = json!({
        "id": "secret", "parent": null, "position": 1,
        "live": { "shared": shared, "texts": { "en": live } },
        "draft": { "shared": shared, "texts": { "en": text("quagga"), "nl": text("quagga") } },
    });
    let portal = Portal::with(&pool, &[file(&entry)]).await;
    let found = async |word: &str| !answers(&search(&portal, "en", word).await).is_empty();
    assert!(found("zebra").await && found("okapi").await);
    for word in ["quagga", "wombat"] {
        assert!(!found(word).await, "{word}");
        let suggested = portal.get(&format!("/en/search/suggestions?q={word}")).await;
        assert_eq!(suggested.text(), format!(r#"["{word}",[]]"#));
    }
    let mut gone = entry.clone();
    gone["withdrawn"] = json!([{ "lang": "en" }]);
    portal.import(&[file(&gone)]).await;
    assert!(!found("zebra").await, "withdrawn");
}

#[sqlx::test(migrations = "./migrations")]
async fn titles_are_suggested(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    let answer = portal.get("/en/search/suggestions?q=leiden+int").await;
    assert_eq!(answer.header("content-type"), Some("application/x-suggestions+json; charset=utf-8"));
    let value: Value = serde_json::from_str(answer.text()).unwrap();
    assert_eq!(value[0], "leiden int");
    assert_eq!(value[1][0], "Leiden International Centre");
    for nothing in ["", "l", "zzz", "%22"] {
        let value: Value =
            serde_json::from_str(portal.get(&format!("/nl/zoeken/suggestions?q={nothing}")).await.text())
                .unwrap();
        assert_eq!(value[1], json!([]), "{nothing}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn browsers_can_search_from_their_address_bar(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    for (path, search) in [("/en/policy", "/en/search"), ("/nl/beleid", "/nl/zoeken")] {
        let link = portal.page(path).await.attribute("link[rel=search]", "href");
        let answer = portal.get(&link).await;
        assert_eq!(
            answer.header("content-type"),
            Some("application/opensearchdescription+xml; charset=utf-8")
        );
        assert!(answer.text().contains(&format!("{BASE}{search}?q={{searchTerms}}")), "{}", answer.text());
    }
}

/// What staff say about words holds once it is read, also without the database.
#[sqlx::test(migrations = "./migrations")]
async fn synonyms_and_promoted_answers_are_followed(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    assert!(answers(&search(&portal, "en", "velocipede").await).is_empty());
    let phrase = |words: &str, lang| Phrase { words: words.to_owned().try_into().unwrap(), lang };
    let [en, nl] = [Lang::ALL[0], Lang::ALL[1]];
    let act = Act::of_system(noon());
    let mut conn = pool.acquire().await.unwrap();
    let one_way =
        Synonym { id: 0, from: phrase("velocipede", Some(en)), to: phrase("borg", Some(nl)), two_way: false };
    let two_way =
        Synonym { id: 0, from: phrase("penny farthing", None), to: phrase("cookies", None), two_way: true };
    for synonym in [&one_way, &two_way] {
        assert!(guidance::add_synonym(&mut conn, synonym, &act).await.unwrap());
        assert!(!guidance::add_synonym(&mut conn, synonym, &act).await.unwrap(), "once");
    }
    let entry = "about".to_owned().try_into().unwrap();
    assert!(guidance::promote(&mut conn, &phrase("notice periods", Some(en)), &entry, &act).await.unwrap());
    renewal::renew(&portal.app, &pool).await.unwrap();
    let Promotion { id, .. } = guidance::load(&mut conn).await.unwrap().promotions.remove(0);
    drop(conn);
    assert!(
        answers(&search(&portal, "en", "velocipede").await)[0].starts_with("/en/"),
        "in the visitor's language"
    );
    assert_eq!(answers(&search(&portal, "en", "penny farthing").await)[0], "/en/privacy");
    assert_eq!(answers(&search(&portal, "en", "notice period").await)[0], "/en/about", "with any ending");
    assert_ne!(
        answers(&search(&portal, "nl", "notice period").await).first().map(String::as_str),
        Some("/nl/over")
    );
    guidance::demote(&mut pool.acquire().await.unwrap(), id).await.unwrap();
    renewal::renew(&portal.app, &pool).await.unwrap();
    assert_ne!(answers(&search(&portal, "en", "notice period").await)[0], "/en/about");
}

async fn counted(pool: &PgPool) -> Vec<(String, Option<String>, i64)> {
    let since = jiff::civil::date(2000, 1, 1);
    let lines = search_count::list_since(pool, since, 100).await.unwrap();
    lines.into_iter().map(|line| (line.query, line.next, line.count)).collect()
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_searched_in_vain_becomes_a_count(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    for _ in 0..3 {
        search(&portal, "en", "Swimming  POOL!").await;
        portal.page("/en/search?q=policy&before=polici").await;
        portal.page("/en/search?q=policy&page=2&before=again").await;
        portal.page("/en/search?q=policy&before=Policy").await;
        portal.send(Method::HEAD, &address("en", "headless"), &[]).await;
    }
    for _ in 0..2 {
        search(&portal, "en", "jan jansen voorbeeldstraat").await;
    }
    let form = portal.page("/en/search?q=policy").await;
    assert_eq!(form.attribute("input[name=before]", "value"), "policy");
    searches::store(&portal.app, &pool).await.unwrap();
    let expected =
        [("polici".to_owned(), Some("policy".to_owned()), 3), ("swimming pool".to_owned(), None, 3)];
    assert_eq!(counted(&pool).await, expected);
    for (days, left) in [(90, 2), (91, 0)] {
        portal.app.clock().set(noon() + SignedDuration::from_hours(24 * days));
        searches::store(&portal.app, &pool).await.unwrap();
        assert_eq!(counted(&pool).await.len(), left, "{days}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_search_before_there_is_an_index_says_that_it_is_starting_and_keeps_what_was_typed(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let times = Times { index: Duration::ZERO, ..Times::default() };
    for (lang, sentence) in [("en", "The search is starting"), ("nl", "De zoekfunctie wordt gestart")] {
        portal.renew().await;
        let mut asked = request(Method::GET, &address(lang, "paspoort"), &[]);
        asked.extensions_mut().insert(times);
        let answer = send(portal.router(), asked).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(answer.header("retry-after"), Some("30"));
        assert!(answer.text().contains(sentence), "{}", answer.text());
        assert!(answer.text().contains("value=\"paspoort\""));
        // The page without a question needs no index.
        let mut asked = request(Method::GET, &address(lang, ""), &[]);
        asked.extensions_mut().insert(times);
        assert_eq!(send(portal.router(), asked).await.status, StatusCode::OK);
        // One that waits is answered.
        assert_eq!(portal.get(&address(lang, "paspoort")).await.status, StatusCode::OK);
    }
}
