//! The languages: each page in each of its own, and never the words of another.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use leiden_international::config::StarterContent;
use leiden_international::content::exchange::{self, SourceFile};
use leiden_international::lang::Lang;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::web::crawl::crawl;
use crate::web::page::Page;
use crate::web::portal::{BASE, Portal, edited, file};

/// A page of the example that is in one language only.
struct Single {
    lang: &'static str,
    path: &'static str,
    title: &'static str,
    other: &'static str,
    /// Said in the language that is missing.
    missing: &'static str,
    /// The nearest page above it that has the other language.
    nearest: &'static str,
}

const SINGLES: &[Single] = &[
    Single {
        lang: "en",
        path: "new-in-leiden/conversation-table",
        title: "Conversation table in English",
        other: "nl",
        missing: "Deze pagina is er nog niet in het Nederlands.",
        nearest: "/nl/nieuw-in-leiden",
    },
    Single {
        lang: "nl",
        path: "nieuw-in-leiden/taalcafe",
        title: "Taalcafé",
        other: "en",
        missing: "This page is not available in English yet.",
        nearest: "/en/new-in-leiden",
    },
];

#[sqlx::test(migrations = "./migrations")]
async fn a_page_in_one_language_says_so_and_leads_to_the_nearest_that_has_the_other(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    for single in SINGLES {
        let path = format!("/{}/{}", single.lang, single.path);
        let page = portal.page(&path).await;
        assert_eq!(page.only("h1"), single.title);
        let own = format!("{BASE}{path}");
        let expected = [(single.lang.to_owned(), own.clone()), ("x-default".to_owned(), own)];
        assert_eq!(page.alternates(), expected.into(), "no other language for machines");
        let switch = page.links(&format!("header nav a[hreflang={}]", single.other));
        assert_eq!((switch.len(), switch[0].href.as_str()), (1, single.nearest));
        assert_eq!(switch[0].lang.as_deref(), Some(single.other));
        assert_eq!(page.only(&format!("header nav p[lang={}]", single.other)), single.missing);
        assert!(!page.has("header nav a[rel=alternate]"), "it is not the same page");
        assert_eq!(portal.page(single.nearest).await.lang(), single.other);
        let map = crate::web::sitemap::read(&portal.get("/sitemap.xml").await);
        assert_eq!(map[&format!("{BASE}{path}")].len(), 1);
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn its_address_in_the_other_language_offers_it_and_shows_nothing_of_it(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    for single in SINGLES {
        let path = format!("/{}/{}", single.other, single.path);
        let answer = portal.get(&path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        let page = Page::new(&path, &answer);
        assert_eq!(page.lang(), single.other);
        assert!(page.main().contains(single.missing), "{}", page.main());
        let offer = page.links("main a[hreflang]");
        assert_eq!(offer.len(), 1);
        assert_eq!(offer[0].href, format!("/{}/{}", single.lang, single.path));
        assert_eq!(offer[0].hreflang.as_deref(), Some(single.lang));
        assert!(page.texts(&format!("main [lang={}]", single.lang)).iter().any(|text| text == single.title));
        for words in [
            "Every first Thursday",
            "Elke dinsdag",
            "When and where",
            "Wanneer en waar",
            "Example:",
            "Voorbeeld:",
        ] {
            assert!(!page.main().contains(words), "{path}: {words}");
        }
        assert_eq!(
            page.attributes("main ul a", "href"),
            [format!("/{}", single.other), format!("/{}/contact", single.other)]
        );
    }
}

/// Links and sections that lead to a page in another language: its title is marked and labelled, and no more of it
/// is shown.
#[sqlx::test(migrations = "./migrations")]
async fn what_is_shown_of_an_entry_in_another_language_is_marked(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let dutch = |id: &str, fields: Value| {
        let slug =
            matches!(fields["kind"].as_str(), Some("page" | "contact" | "goal")).then(|| id.to_owned());
        let mut text = json!({ "title": format!("Titel {id}"), "summary": format!("Uitleg {id}.") });
        if let Some(slug) = slug {
            text["slug"] = slug.into();
        }
        file(&json!({
            "id": id, "parent": "about", "position": 5,
            "live": { "shared": { "fields": fields }, "texts": { "nl": text } },
        }))
    };
    let shown = ["een-pagina", "een-loket", "een-document", "een-actie", "een-getal"];
    portal
        .import(&[
            dutch("een-pagina", json!({ "kind": "page", "menu": "none" })),
            dutch("een-loket", json!({ "kind": "contact", "organisation": "other" })),
            dutch(
                "een-document",
                json!({ "kind": "document", "languages": ["nl"], "url": "https://example.org/d" }),
            ),
            dutch("een-actie", json!({ "kind": "action", "goals": ["goal-1"], "status": "planned" })),
            dutch(
                "een-getal",
                json!({ "kind": "figure", "series": "s", "unit": "people", "value": { "value": "7" } }),
            ),
        ])
        .await;
    portal
        .import(&[edited("about", |entry| {
            let outline = shown.map(|id| json!({ "id": format!("s-{id}"), "refers_to": id }));
            entry["live"]["shared"]["outline"].as_array_mut().unwrap().extend(outline);
        })])
        .await;
    let page = portal.page("/en/about").await;
    let marked: BTreeSet<String> = page.texts("main a[hreflang=nl] [lang=nl]").into_iter().collect();
    let expected: BTreeSet<String> =
        ["een-pagina", "een-loket", "een-document"].map(|id| format!("Titel {id}")).into();
    assert_eq!(marked, expected);
    assert_eq!(page.texts("main a[hreflang=nl]").iter().filter(|text| text.contains("(in Dutch")).count(), 3);
    for foreign in ["Uitleg", "Titel een-actie", "Titel een-getal"] {
        assert!(!page.only("body").contains(foreign), "{foreign}");
    }
    assert!(page.main().contains("7 people"), "a number speaks every language");
    let levels: Vec<&str> =
        page.elements("h1, h2, h3").iter().map(|heading| heading.value().name()).collect();
    assert!(!levels.windows(2).any(|pair| pair == ["h1", "h3"]), "{levels:?}");
    let page = portal.page("/nl/over").await;
    assert!(page.texts("main [lang=nl]").is_empty() && page.main().contains("Uitleg een-pagina."));
}

/// The starter content with English words for each language that it does not have, under addresses of their own.
fn in_every_language() -> Vec<SourceFile> {
    let files = exchange::files(StarterContent::Starter);
    files
        .into_iter()
        .map(|source| {
            let mut entry: Value = serde_json::from_str(&source.text).unwrap();
            for lang in Lang::ALL {
                translate(&mut entry, lang.tag());
            }
            SourceFile { name: source.name, text: entry.to_string() }
        })
        .collect()
}

/// Copies the English words of every object that has words in each language.
fn translate(value: &mut Value, tag: &str) {
    match value {
        Value::Object(fields) => {
            // What was declared about a pair of texts is about English and Dutch alone.
            let is_agreement = fields.contains_key("passage");
            if fields.contains_key("en") && !fields.contains_key(tag) && !is_agreement {
                let mut words = fields["en"].clone();
                if let Some(slug) = words.get("slug").and_then(Value::as_str) {
                    words["slug"] = format!("{tag}-{slug}").into();
                }
                fields.insert(tag.to_owned(), words);
            }
            fields.values_mut().for_each(|field| translate(field, tag));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| translate(item, tag)),
        _ => {}
    }
}

/// Holds for any number of languages: `tests/third_language.rs` adds one and asks this again.
#[sqlx::test(migrations = "./migrations")]
async fn every_language_is_served(pool: PgPool) {
    let portal = Portal::with(&pool, &in_every_language()).await;
    let tags: BTreeSet<String> = Lang::ALL.iter().map(|lang| lang.tag().to_owned()).collect();
    assert!(tags.len() >= 2 && tags.len() == Lang::ALL.len());
    let pages = crawl(&portal, &["/"]).await.pages();
    let map = crate::web::sitemap::read(&portal.get("/sitemap.xml").await);
    assert_eq!(map.len(), pages.len());
    for tag in &tags {
        let own: Vec<&Page> = pages.iter().filter(|page| page.lang() == *tag).collect();
        assert_eq!(own.len() * tags.len(), pages.len(), "{tag} has as many pages as every other");
        for page in own {
            assert_eq!(page.path[1..].split('/').next(), Some(tag.as_str()));
            let named: BTreeSet<String> = page.alternates().into_iter().map(|(lang, _)| lang).collect();
            let mut expected = tags.clone();
            expected.insert("x-default".to_owned());
            assert_eq!(named, expected, "{}", page.path);
            assert_switch(page, &tags);
        }
        let answer = portal.send(axum::http::Method::GET, "/", &[("accept-language", tag)]).await;
        assert_eq!(answer.header("location"), Some(format!("/{tag}").as_str()));
        let error = portal.get(&format!("/{tag}/no-such-page")).await;
        assert_eq!(
            (error.status, error.attributes("html", "lang")),
            (StatusCode::NOT_FOUND, vec![tag.clone()])
        );
    }
}

/// The switch names every language, in that language, and leads to the same page in each other.
fn assert_switch(page: &Page, tags: &BTreeSet<String>) {
    let named: BTreeSet<String> =
        page.attributes("header nav[aria-label] [lang]", "lang").into_iter().collect();
    assert_eq!(named, *tags, "{}", page.path);
    let links = page.links("header nav a[hreflang]");
    assert_eq!(links.len(), tags.len() - 1);
    for link in links {
        assert_eq!(link.lang, link.hreflang);
        let absolute = (link.hreflang.unwrap(), format!("{BASE}{}", link.href));
        assert!(page.alternates().contains(&absolute), "{}: {absolute:?}", page.path);
    }
}
