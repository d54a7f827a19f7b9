//! The pages that are kept in memory: sent without being made, and never older than they may be.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get as route;
use leiden_international::jobs::page_views;
use leiden_international::site::KEEPABLE;
use leiden_international::web::page_cache::{Front, Keep};
use leiden_international::with_layers;
use proptest::prelude::*;
use serde_json::json;
use sqlx::PgPool;

use crate::log::Log;
use crate::web::crawl::crawl;
use crate::web::portal::{Answer, Portal, app, edited, request, send};

mod freshness;
mod making;

/// A portal whose only page is this, made when the handler says so.
fn front(page: axum::routing::MethodRouter<leiden_international::web::App>) -> Front {
    let app = app();
    let routes = Router::new().route("/{lang}", page.clone()).route("/{lang}/{*path}", page);
    Front::new(app.clone(), with_layers(routes, app), KEEPABLE)
}

/// An answer that may be kept.
fn kept(body: impl IntoResponse) -> Response {
    let mut response = ([(header::CACHE_CONTROL, "public, max-age=0")], body).into_response();
    response.extensions_mut().insert(Keep::default());
    response
}

/// How many pages are made while this is done.
async fn renders(portal: &Portal, deed: impl Future<Output = ()>) -> u64 {
    let before = portal.app.pages().renders();
    deed.await;
    portal.app.pages().renders() - before
}

/// The plan under another title.
async fn retitle(portal: &Portal, title: &str) {
    let plan = edited("plan", |entry| entry["live"]["texts"]["en"]["title"] = json!(title));
    portal.import(&[plan]).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_page_is_made_once_and_sent_as_it_is(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    let crawled = crawl(&portal, &["/en", "/nl"]).await.0;
    let paths: Vec<&String> = crawled.keys().filter(|path| !path.starts_with("/static/")).collect();
    assert!(paths.len() > 40);
    for path in paths {
        let [first, second] = [portal.get(path).await, portal.get(path).await];
        assert_eq!((&first.body, &first.headers), (&second.body, &second.headers), "{path}");
        let made = renders(&portal, async {
            portal.get(path).await;
            portal.send(Method::HEAD, path, &[("accept-encoding", "br")]).await;
            portal.send(Method::GET, path, &[("accept-encoding", "gzip"), ("cookie", "a=b")]).await;
        });
        let is_search = path.contains("/search") || path.contains("/zoeken");
        assert!(is_search || made.await == 0, "{path}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_hit_has_the_headers_that_the_layers_gave(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    for path in ["/en", "/nl/contact", "/en/contact/leiden-international-centre.vcf", "/sitemap.xml"] {
        let made = portal.get(path).await;
        let hit = portal.get(path).await;
        assert_eq!(made.headers, hit.headers, "{path}");
        crate::web::headers::assert_protected(&hit);
        let names = hit.headers.keys().map(ToString::to_string).collect::<BTreeSet<_>>();
        assert_eq!(hit.headers.len(), names.len(), "{path}: a header is there twice");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn every_coding_holds_the_same_page(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    for path in ["/en", "/nl/beleid", "/en/contact/leiden-international-centre.json", "/sitemap.xml"] {
        let plain = portal.get(path).await;
        assert_eq!(plain.header("content-encoding"), None);
        let mut tags = BTreeSet::from([plain.header("etag").unwrap().to_owned()]);
        for coding in ["gzip", "br"] {
            let answer = portal.send(Method::GET, path, &[("accept-encoding", coding)]).await;
            assert_eq!(answer.header("content-encoding"), Some(coding), "{path}");
            assert_eq!(answer.header("vary"), Some("accept-encoding"));
            assert_eq!(answer.header("content-length"), Some(answer.body.len().to_string().as_str()));
            assert!(answer.body.len() < plain.body.len());
            assert_eq!(decoded(&answer), plain.body, "{path} {coding}");
            tags.insert(answer.header("etag").unwrap().to_owned());
        }
        assert!(tags.len() == 3 && tags.iter().all(|tag| tag.starts_with('"')), "{tags:?}");
    }
}

fn decoded(answer: &Answer) -> Vec<u8> {
    let mut read = Vec::new();
    match answer.header("content-encoding") {
        Some("br") => brotli::BrotliDecompress(&mut &*answer.body, &mut read).unwrap(),
        Some("gzip") => {
            std::io::copy(&mut flate2::read::GzDecoder::new(&*answer.body), &mut read).unwrap();
        }
        _ => read.clone_from(&answer.body),
    }
    read
}

#[sqlx::test(migrations = "./migrations")]
async fn whoever_has_the_page_gets_no_other(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let coded = ("accept-encoding", "br");
    let page = portal.send(Method::GET, "/en/about", &[coded]).await;
    let tag = page.header("etag").unwrap().to_owned();
    let plain = portal.get("/en/about").await.header("etag").unwrap().to_owned();
    for (tags, is_known) in [
        (tag.clone(), true),
        (format!("W/{tag}"), true),
        (format!("\"a\", W/\"b\" ,{tag}"), true),
        ("*".to_owned(), true),
        (plain.clone(), false),
        ("\"a\"".to_owned(), false),
        (tag.trim_matches('"').to_owned(), false),
        (String::new(), false),
    ] {
        for method in [Method::GET, Method::HEAD] {
            let headers = [coded, ("if-none-match", tags.as_str())];
            let answer = portal.send(method.clone(), "/en/about", &headers).await;
            let expected = if is_known { StatusCode::NOT_MODIFIED } else { StatusCode::OK };
            assert_eq!(answer.status, expected, "{method} {tags}");
            if is_known {
                assert!(answer.body.is_empty());
                assert_eq!(answer.header("etag"), Some(tag.as_str()));
                for name in ["cache-control", "content-security-policy", "vary", "surrogate-key"] {
                    assert_eq!(answer.header(name), page.header(name), "{name}");
                }
                for absent in ["content-type", "content-length", "content-encoding"] {
                    assert_eq!(answer.header(absent), None);
                }
            }
        }
    }
    retitle_about(&portal).await;
    let answer = portal.send(Method::GET, "/en/about", &[coded, ("if-none-match", tag.as_str())]).await;
    assert_eq!(answer.status, StatusCode::OK, "it is another page now");
}

async fn retitle_about(portal: &Portal) {
    portal.import(&[edited("about", |entry| entry["live"]["texts"]["en"]["title"] = json!("Other"))]).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_made_up_adds_nothing(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal.get("/en/about").await;
    portal.get("/opensearch.xml?lang=nl").await;
    let (pages, bytes) = (portal.app.pages().len(), portal.app.pages().bytes());
    let made = renders(&portal, async {
        for number in 0..10_000 {
            let answer = portal.get(&format!("/en/about?utm_source={number}&x{number}=%20")).await;
            assert_eq!(answer.status, StatusCode::OK);
        }
        for query in ["lang=nl&lang=en", "x=1&lang=nl", "%6cang=%6el", "lang=nl&LANG=x"] {
            let answer = portal.get(&format!("/opensearch.xml?{query}")).await;
            assert!(answer.text().contains("/nl/zoeken"), "{query}");
        }
    });
    assert_eq!(made.await, 0);
    for number in 0..100 {
        portal.get(&format!("/opensearch.xml?lang=x{number}")).await;
        portal.get(&format!("/en/nothing-{number}")).await;
    }
    let in_default = portal.get("/opensearch.xml").await;
    assert!(in_default.text().contains("/en/search"), "{}", in_default.text());
    assert_eq!(portal.app.pages().len(), pages + 1, "the description without a language");
    assert!(portal.app.pages().bytes() < bytes + 10_000);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_searched_for_is_not_kept(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    for path in [
        "/en/search?q=policy",
        "/nl/zoeken?q=beleid",
        "/nl/search?q=x",
        "/en/search/suggestions?q=po",
        "/en/search",
        "/healthz",
        "/readyz",
        "/",
        "/en/",
        "/toegankelijkheid",
        "/en/expat-centre",
        "/en/nothing",
    ] {
        let answer = portal.get(path).await;
        assert_eq!((answer.header("etag"), answer.header("surrogate-key")), (None, None), "{path}");
    }
    assert!(portal.app.pages().is_empty());
}

/// Nothing that is only one visitor's gets into memory, whatever a handler says.
#[tokio::test]
async fn what_is_private_is_not_kept() {
    type Change = fn(&mut Response);
    let changes: [Change; 6] = [
        |answer| drop(answer.headers_mut().insert(header::SET_COOKIE, "a=b".parse().unwrap())),
        |answer| drop(answer.headers_mut().insert(header::CACHE_CONTROL, "private".parse().unwrap())),
        |answer| drop(answer.headers_mut().insert(header::CACHE_CONTROL, "no-store".parse().unwrap())),
        |answer| drop(answer.headers_mut().insert(header::CONTENT_ENCODING, "br".parse().unwrap())),
        |answer| drop(answer.extensions_mut().remove::<Keep>()),
        |answer| *answer.status_mut() = StatusCode::NOT_FOUND,
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let calls = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&calls);
        let front = front(route(move || async move {
            counter.fetch_add(1, Ordering::SeqCst);
            let mut answer = kept(Html("<p>mine</p>"));
            change(&mut answer);
            answer
        }));
        for _ in 0..2 {
            let answer = send(front.clone(), request(Method::GET, "/en/page", &[])).await;
            assert_eq!(answer.header("etag"), None, "{number}");
        }
        assert_eq!(calls.load(Ordering::SeqCst), 2, "{number}: each visitor has their own");
    }
}

#[tokio::test]
async fn memory_is_bounded() {
    let front = front(route(|Path((_, path)): Path<(String, String)>| async move {
        // What cannot be compressed, in an order of its own for each page.
        let mut seed: u64 = path.parse::<u64>().unwrap() + 1;
        let mut noise = String::new();
        while noise.len() < 20_000 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            noise.push_str(&format!("{seed:016x}"));
        }
        kept(Html(noise))
    }));
    let app = front.app().clone();
    app.pages().set_budget(2 * 1_024 * 1_024);
    for number in 0..500 {
        let answer = send(front.clone(), request(Method::GET, &format!("/en/{number}"), &[])).await;
        assert_eq!(answer.body.len() / 1_000, 20);
        assert!(app.pages().bytes() <= 2 * 1_024 * 1_024, "{} bytes", app.pages().bytes());
    }
    assert!(app.pages().bytes() > 1_024 * 1_024, "what there is is used: {}", app.pages().bytes());
    assert!(app.pages().len() < 100);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_visit_that_is_answered_from_memory_counts(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let tag = portal.get("/en/about").await.header("etag").unwrap().to_owned();
    portal.get("/en/about?x").await;
    portal.send(Method::GET, "/en/about", &[("if-none-match", &tag)]).await;
    portal.send(Method::HEAD, "/en/about", &[]).await;
    portal.app.clock().set("2026-11-22T23:00:00Z".parse().unwrap());
    portal.get("/en/about").await;
    page_views::store(&portal.app, &pool).await.unwrap();
    let counts: Vec<(jiff_sqlx::Date, i64)> =
        sqlx::query_as("select day, sum(count)::bigint from page_view group by day order by day")
            .fetch_all(&pool)
            .await
            .unwrap();
    let counts: Vec<_> = counts.iter().map(|(day, count)| (day.to_jiff().to_string(), *count)).collect();
    assert_eq!(counts, [("2026-11-22".to_owned(), 3), ("2026-11-23".to_owned(), 1)]);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_hit_is_in_the_log_for_who_wants_it(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal.get("/en/about").await;
    let (log, _listening) = Log::start();
    portal.get("/en/about?q=secret").await;
    let lines = log.lines();
    let line = lines.iter().find(|line| line["fields"]["message"] == "answered from memory").unwrap();
    assert_eq!((&line["level"], &line["fields"]["path"]), (&json!("DEBUG"), &json!("/en/about")));
    assert!(!line.to_string().contains("secret"));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_page_names_what_it_is_made_from(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    for (path, expected) in [
        ("/en", &["site", "home", "leiden-international-centre"][..]),
        ("/nl/beleid/doelen", &["site", "home", "goals", "policy"]),
        ("/en/contact/leiden-international-centre.vcf", &["site", "leiden-international-centre"]),
    ] {
        let answer = portal.get(path).await;
        let keys: BTreeSet<&str> = answer.header("surrogate-key").unwrap().split(' ').collect();
        for key in expected {
            assert!(keys.contains(key), "{path}: {keys:?}");
        }
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn hits_do_not_stand_in_each_others_way(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal.get("/en").await;
    let router = portal.router();
    let made = renders(&portal, async {
        let visits = (0..200).map(|_| tokio::spawn(send(router.clone(), request(Method::GET, "/en", &[]))));
        for visit in visits.collect::<Vec<_>>() {
            assert_eq!(visit.await.unwrap().status, StatusCode::OK);
        }
    });
    assert_eq!(made.await, 0);
    assert!(portal.app.pages().hits() >= 200);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// No header makes a page another.
    #[test]
    fn no_header_gets_into_a_page(name in "[a-z][a-z-]{0,12}", value in "[ -~]{0,40}") {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let portal = leiden_international::router(app(), None);
            let headers = [(name.as_str(), value.as_str())];
            let usual = send(leiden_international::router(app(), None), request(Method::GET, "/robots.txt", &[])).await;
            let first = send(portal.clone(), request(Method::GET, "/robots.txt", &headers)).await;
            let second = send(portal, request(Method::GET, "/robots.txt", &[])).await;
            let text = |headers: &HeaderMap| format!("{headers:?}");
            prop_assert!(first.status != StatusCode::OK || second.body == usual.body);
            prop_assert_eq!(text(&second.headers), text(&usual.headers));
            Ok(())
        })?;
    }
}
