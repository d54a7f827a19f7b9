//! What holds for every route, whatever it answers.

use std::collections::BTreeMap;
use std::str::FromStr;

use axum::http::{Method, StatusCode};
use leiden_international::web::assets::asset;
use scraper::Selector;
use serde_json::json;
use sqlx::postgres::PgConnectOptions;
use sqlx::{Connection, PgConnection, PgPool};

use crate::log::Log;
use crate::web::crawl::crawl;
use crate::web::headers::assert_protected;
use crate::web::page::Page;
use crate::web::portal::{Answer, BASE, Portal, file};

/// Addresses that no link leads to, with the status of their answer.
const MORE: &[(&str, u16)] = &[
    ("/", 303),
    ("/healthz", 200),
    ("/readyz", 200),
    ("/robots.txt", 200),
    ("/sitemap.xml", 200),
    ("/.well-known/security.txt", 404),
    ("/toegankelijkheid", 301),
    ("/en/search", 200),
    ("/en/search?q=policy", 200),
    ("/nl/zoeken?q=qqqqq", 200),
    ("/nl/search", 301),
    ("/en/search/suggestions?q=policy", 200),
    ("/en/expat-centre", 301),
    ("/nl/expatcentrum", 301),
    ("/en/", 308),
    ("/nl/beleid/", 308),
    ("/en/gone", 410),
    ("/nl/weg", 410),
    ("/nl/new-in-leiden/conversation-table", 404),
    ("/en/nothing", 404),
    ("/nl/niets", 404),
    ("/de", 404),
    ("/static/nothing.css", 404),
    ("/en/%00", 400),
    ("/nl/%ff", 400),
    ("/en/a%2fb", 404),
];

/// The example with a page that was removed, so that every sort of answer is there.
async fn portal(pool: &PgPool) -> Portal {
    let portal = Portal::example(pool).await;
    let text = |slug: &str| json!({ "title": slug, "slug": slug });
    let gone = file(&json!({
        "id": "gone", "parent": null, "position": 1,
        "live": {
            "shared": { "fields": { "kind": "page", "menu": "none" } },
            "texts": { "en": text("gone"), "nl": text("weg") },
        },
        "withdrawn": [{ "lang": "en" }, { "lang": "nl" }],
    }));
    portal.import(&[gone]).await;
    portal
}

/// Every address with what is there.
async fn everything(portal: &Portal) -> BTreeMap<String, Answer> {
    let mut answers = crawl(portal, &["/en", "/nl"]).await.0;
    for (path, status) in MORE {
        let answer = portal.get(path).await;
        assert_eq!(answer.status.as_u16(), *status, "{path}");
        answers.insert((*path).to_owned(), answer);
    }
    let long = format!("/en/{}", "a".repeat(3_000));
    let answer = portal.get(&long).await;
    assert_eq!(answer.status, StatusCode::URI_TOO_LONG);
    answers.insert(long, answer);
    answers
}

#[sqlx::test(migrations = "./migrations")]
async fn every_answer_is_protected_and_complete(pool: PgPool) {
    let portal = portal(&pool).await;
    let answers = everything(&portal).await;
    assert!(answers.len() > 60);
    for (path, answer) in &answers {
        assert_protected(answer);
        for absent in ["set-cookie", "server", "x-powered-by", "access-control-allow-origin"] {
            assert_eq!(answer.header(absent), None, "{path}");
        }
        let kind = answer.header("content-type");
        if let Some(kind) = kind.filter(|kind| kind.starts_with("text/") || kind.contains("xml")) {
            assert!(kind.contains("svg") || kind.ends_with("; charset=utf-8"), "{path}: {kind}");
        }
        assert!(kind.is_some() || answer.body.is_empty(), "{path} has no type");
        let kept = answer.header("cache-control").unwrap();
        let expected = match path.as_str() {
            _ if !answer.status.is_success() && !answer.status.is_redirection() => "no-store",
            "/healthz" | "/readyz" | "/" | "/en/" | "/nl/beleid/" => "no-store",
            path if path.starts_with("/en/search") || path.starts_with("/nl/zoeken") => "no-store",
            path if path.starts_with("/static/") => "public, max-age=31536000, immutable",
            _ => "public, max-age=0, s-maxage=60",
        };
        assert_eq!(kept, expected, "{path}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn an_answer_to_head_is_the_answer_to_get_without_its_body(pool: PgPool) {
    let portal = portal(&pool).await;
    for (path, got) in everything(&portal).await {
        let head = portal.send(Method::HEAD, &path, &[]).await;
        assert_eq!(head.status, got.status, "{path}");
        assert!(head.body.is_empty(), "{path}");
        for name in got.headers.keys().filter(|name| *name != "content-length") {
            assert_eq!(head.header(name.as_str()), got.header(name.as_str()), "{path}: {name}");
        }
        let length = head.header("content-length");
        assert!(length.is_none_or(|length| length == got.body.len().to_string()), "{path}: {length:?}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn nothing_can_be_sent_anywhere(pool: PgPool) {
    let portal = portal(&pool).await;
    let paths: Vec<String> = everything(&portal).await.into_keys().filter(|path| path.len() < 200).collect();
    for path in paths {
        for method in
            [Method::POST, Method::PUT, Method::DELETE, Method::PATCH, Method::TRACE, Method::OPTIONS]
        {
            let answer = portal.send(method.clone(), &path, &[("x-secret", "echo")]).await;
            assert_protected(&answer);
            assert!(!answer.text().contains("echo"), "{method} {path}");
            // What is no address is refused for that.
            if path.contains('%') || (path.ends_with('/') && path != "/") {
                assert!(answer.status.is_client_error(), "{method} {path}");
                continue;
            }
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
            let allowed = answer.header("allow").unwrap().replace(' ', "");
            assert_eq!(allowed, "GET,HEAD", "{method} {path}");
            assert!(!answer.only("h1").is_empty());
        }
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn pages_are_plain_sound_html(pool: PgPool) {
    let portal = portal(&pool).await;
    for (path, answer) in everything(&portal).await {
        if !answer.is_html() {
            continue;
        }
        let page = Page::new(&path, &answer);
        assert!(page.errors().is_empty(), "{path}: {:?}", page.errors());
        assert!(answer.text().starts_with("<!doctype html>"), "{path}");
        assert!(!page.has("[style], style, [src^='http']"), "{path}");
        let scripts = page.attributes("script:not([type='application/ld+json'])", "src");
        let expected: &[&str] = if page.has("input[data-suggestions]") { &[asset("search.js")] } else { &[] };
        assert_eq!(scripts, expected, "{path}: suggestions while typing are the only script");
        assert!(!page.has("img:not([alt]), a:not([href]), [target]"), "{path}");
        assert!(!page.has("svg:not([aria-hidden=true]):not([role=img])"), "{path}");
        assert_tables(&page);
        assert_landmarks(&page);
        for element in page.elements("*") {
            let handler = element.value().attrs().find(|(name, _)| name.starts_with("on"));
            assert_eq!(handler, None, "{path}");
        }
        for link in page.links("a") {
            assert!(!link.text.is_empty(), "{path}: {link:?}");
            let scheme = link.href.split(':').next().unwrap();
            assert!(
                link.href.starts_with('/')
                    || link.href.starts_with('#')
                    || ["https", "http", "mailto", "tel"].contains(&scheme),
                "{path}: {link:?}"
            );
            assert!(!link.href.starts_with(BASE), "{path}: links within the portal are short");
        }
        if !answer.status.is_success() {
            assert_eq!(page.attributes("meta[name=robots]", "content"), ["noindex"], "{path}");
            assert!(!page.has("script, link[rel=canonical], link[hreflang]"), "{path}");
            let home = format!("/{}", page.lang());
            let ways = page.attributes("main a", "href");
            assert!(ways.contains(&home) && ways.contains(&format!("{home}/contact")), "{path}: {ways:?}");
        }
    }
}

fn assert_tables(page: &Page) {
    for table in page.elements("table") {
        let caption = Selector::parse("caption").unwrap();
        let captions: Vec<_> = table.select(&caption).map(crate::web::page::words).collect();
        assert!(captions.len() == 1 && !captions[0].is_empty(), "{}: {captions:?}", page.path);
        let unscoped = Selector::parse("th:not([scope])").unwrap();
        assert!(table.select(&unscoped).next().is_none(), "{}: a heading cell without scope", page.path);
        let header = Selector::parse("thead th[scope=col]").unwrap();
        assert!(table.select(&header).next().is_some(), "{}: no heading cells", page.path);
    }
}

/// The first thing a keyboard reaches leads past the menus, to the content.
fn assert_landmarks(page: &Page) {
    let first = &page.elements("a, button, input, [tabindex]")[0];
    assert_eq!(first.attr("href"), Some("#content"), "{}", page.path);
    assert_eq!(page.elements("main#content").len(), 1, "{}", page.path);
    for landmark in ["header", "main", "footer"] {
        assert_eq!(page.elements(&format!("body > {landmark}")).len(), 1, "{}: {landmark}", page.path);
    }
    assert!(!page.has("nav:not([aria-label]):not([aria-labelledby])"), "{}", page.path);
    let names = page.attributes("nav[aria-label]", "aria-label");
    assert!(names.iter().all(|name| names.iter().filter(|other| *other == name).count() == 1), "{names:?}");
}

/// "Queries per rendered page: 0."
#[sqlx::test(migrations = "./migrations")]
async fn pages_need_no_database(pool: PgPool) {
    let portal = portal(&pool).await;
    let before = everything(&portal).await;
    let name: String = sqlx::query_scalar("select current_database()").fetch_one(&pool).await.unwrap();
    pool.close().await;
    let server = PgConnectOptions::from_str(&std::env::var("DATABASE_URL").unwrap()).unwrap();
    let mut server = PgConnection::connect_with(&server).await.unwrap();
    let drop = format!(r#"drop database "{name}" with (force)"#);
    sqlx::raw_sql(sqlx::AssertSqlSafe(drop)).execute(&mut server).await.unwrap();
    let after = everything(&portal).await;
    assert!(before.keys().eq(after.keys()));
    for (path, answer) in after {
        assert_eq!((answer.status, &answer.body), (before[&path].status, &before[&path].body), "{path}");
    }
}

/// A visitor, however clumsy, gives nobody work.
#[sqlx::test(migrations = "./migrations")]
async fn no_request_is_worth_a_warning(pool: PgPool) {
    let portal = portal(&pool).await;
    let (log, _listening) = Log::start();
    let answers = everything(&portal).await;
    for (method, path, headers) in [
        (Method::POST, "/en", vec![("content-length", "999999999")]),
        (Method::GET, "/en", vec![("content-length", "5")]),
        (Method::GET, "/nl", vec![("accept-language", "\u{e9};q=x,,;")]),
        (Method::TRACE, "/en/policy", vec![]),
        (Method::GET, "/en//policy", vec![]),
        (Method::GET, "/en/../../etc/passwd", vec![]),
        (Method::GET, "/xx/policy?q=%00", vec![]),
    ] {
        portal.send(method, path, &headers).await;
    }
    let lines = log.lines();
    assert!(lines.len() > answers.len());
    for line in lines {
        let level = line["level"].as_str().unwrap();
        assert!(["INFO", "DEBUG", "TRACE"].contains(&level), "{line}");
    }
}

/// The same request twice gives the same bytes.
#[sqlx::test(migrations = "./migrations")]
async fn answers_are_always_the_same(pool: PgPool) {
    let portal = portal(&pool).await;
    let (one, other) = (everything(&portal).await, everything(&portal).await);
    for (path, answer) in one {
        assert_eq!((&answer.body, &answer.headers), (&other[&path].body, &other[&path].headers), "{path}");
    }
}
