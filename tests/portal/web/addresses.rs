//! The address of every page, in both languages, and what stands around its content.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use leiden_international::lang::Lang;
use sqlx::PgPool;

use crate::web::crawl::crawl;
use crate::web::page::{Page, own_path};
use crate::web::portal::{BASE, Portal};

/// A page in one language: its address, its title, the item of the menus that is current on it with the value of
/// `aria-current`, and the way to it from the home page.
#[derive(PartialEq)]
struct Place {
    path: &'static str,
    title: &'static str,
    current: (&'static str, &'static str),
    breadcrumb: &'static [&'static str],
}

const fn at(
    path: &'static str,
    title: &'static str,
    current: (&'static str, &'static str),
    breadcrumb: &'static [&'static str],
) -> Place {
    Place { path, title, current, breadcrumb }
}

/// Every page, in English and in Dutch.
const PAGES: &[[Place; 2]] = &[
    [
        at("/en", "Leiden, an international society", ("Home", "page"), &[]),
        at("/nl", "Leiden, een internationale samenleving", ("Home", "page"), &[]),
    ],
    [
        at("/en/contact", "Contact", ("Contact", "page"), &["Home"]),
        at("/nl/contact", "Contact", ("Contact", "page"), &["Home"]),
    ],
    [
        at(
            "/en/contact/leiden-international-centre",
            "Leiden International Centre",
            ("Contact", "true"),
            &["Home", "Contact"],
        ),
        at(
            "/nl/contact/leiden-international-centre",
            "Leiden International Centre",
            ("Contact", "true"),
            &["Home", "Contact"],
        ),
    ],
    [
        at(
            "/en/contact/municipality-of-leiden",
            "Municipality of Leiden",
            ("Contact", "true"),
            &["Home", "Contact"],
        ),
        at("/nl/contact/gemeente-leiden", "Gemeente Leiden", ("Contact", "true"), &["Home", "Contact"]),
    ],
    [
        at("/en/policy", "Internationalisation policy", ("Policy", "page"), &["Home"]),
        at("/nl/beleid", "Beleid voor internationalisering", ("Beleid", "page"), &["Home"]),
    ],
    [
        at("/en/policy/goals", "The four goals", ("Policy", "true"), &["Home", "Policy"]),
        at("/nl/beleid/doelen", "De vier doelen", ("Beleid", "true"), &["Home", "Beleid"]),
    ],
    [
        at(
            "/en/policy/goals/everyone-takes-part",
            "1. Everyone takes part",
            ("Policy", "true"),
            &["Home", "Policy", "The four goals"],
        ),
        at(
            "/nl/beleid/doelen/iedereen-doet-mee",
            "1. Iedereen doet mee",
            ("Beleid", "true"),
            &["Home", "Beleid", "De vier doelen"],
        ),
    ],
    [
        at(
            "/en/policy/goals/use-the-opportunities",
            "2. Use the opportunities",
            ("Policy", "true"),
            &["Home", "Policy", "The four goals"],
        ),
        at(
            "/nl/beleid/doelen/kansen-gebruiken",
            "2. Kansen gebruiken",
            ("Beleid", "true"),
            &["Home", "Beleid", "De vier doelen"],
        ),
    ],
    [
        at(
            "/en/policy/goals/solve-problems-together",
            "3. Solve problems together",
            ("Policy", "true"),
            &["Home", "Policy", "The four goals"],
        ),
        at(
            "/nl/beleid/doelen/samen-problemen-oplossen",
            "3. Samen problemen oplossen",
            ("Beleid", "true"),
            &["Home", "Beleid", "De vier doelen"],
        ),
    ],
    [
        at(
            "/en/policy/goals/attract-talent",
            "4. Attract talent",
            ("Policy", "true"),
            &["Home", "Policy", "The four goals"],
        ),
        at(
            "/nl/beleid/doelen/talent-naar-leiden-halen",
            "4. Talent naar Leiden halen",
            ("Beleid", "true"),
            &["Home", "Beleid", "De vier doelen"],
        ),
    ],
    [
        at("/en/plan", "Implementation plan", ("Implementation plan", "page"), &["Home"]),
        at("/nl/uitvoeringsplan", "Uitvoeringsplan", ("Uitvoeringsplan", "page"), &["Home"]),
    ],
    [
        at("/en/monitor", "Monitor Internationalisation", ("Monitor", "page"), &["Home"]),
        at("/nl/monitor", "Monitor Internationalisering", ("Monitor", "page"), &["Home"]),
    ],
    [
        at("/en/documents", "More information", ("Documents", "page"), &["Home"]),
        at("/nl/documenten", "Meer informatie", ("Documenten", "page"), &["Home"]),
    ],
    [
        at("/en/accessibility", "Accessibility", ("Accessibility", "page"), &["Home"]),
        at("/nl/toegankelijkheid", "Toegankelijkheid", ("Toegankelijkheid", "page"), &["Home"]),
    ],
    [
        at("/en/privacy", "Privacy and cookies", ("Privacy and cookies", "page"), &["Home"]),
        at("/nl/privacy", "Privacy en cookies", ("Privacy en cookies", "page"), &["Home"]),
    ],
    [
        at("/en/about", "About this website", ("About this website", "page"), &["Home"]),
        at("/nl/over", "Over deze website", ("Over deze website", "page"), &["Home"]),
    ],
];

/// The page that the program makes, which no entry has and nobody changes.
const HOURS: [Place; 2] = [
    at("/en/contact/opening-hours", "Opening hours", ("Contact", "true"), &["Home", "Contact"]),
    at("/nl/contact/openingstijden", "Openingstijden", ("Contact", "true"), &["Home", "Contact"]),
];

/// The starts of a visitor.
const HOMES: [&str; 2] = ["/en", "/nl"];

#[sqlx::test(migrations = "./migrations")]
async fn every_page_is_at_its_address_in_both_languages(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    for places in PAGES.iter().chain([&HOURS]) {
        for (index, place) in places.iter().enumerate() {
            let page = portal.page(place.path).await;
            let other = &places[1 - index];
            assert_place(&page, place);
            if places != &HOURS {
                assert_changed(&page);
            }
            assert_languages(&page, other.path);
            assert_head(&page, places);
        }
    }
}

/// The words around the content, in both languages.
#[sqlx::test(migrations = "./migrations")]
async fn the_frame_speaks_the_language_of_the_page(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    for (path, skip, languages, menu, way, error) in [
        ("/en/plan", "Skip to content", "Language", "Main menu", "You are here", "Page not found"),
        ("/nl/uitvoeringsplan", "Naar de inhoud", "Taal", "Hoofdmenu", "U bent hier", "Pagina niet gevonden"),
    ] {
        let page = portal.page(path).await;
        assert_eq!(page.link("body > a", skip).href, "#content");
        let labels = page.attributes("nav[aria-label]", "aria-label");
        assert_eq!(labels, [languages, menu, way]);
        let missing = portal.get(&format!("{path}/nothing")).await;
        assert_eq!((missing.status, missing.only("h1").as_str()), (StatusCode::NOT_FOUND, error));
    }
}

fn assert_place(page: &Page, place: &Place) {
    assert_eq!(page.only("h1"), place.title);
    assert_eq!(page.only("title"), format!("{} – Leiden International", place.title));
    assert_eq!(page.lang(), place.path[1..3]);
    let current: Vec<_> = page
        .links("nav a[aria-current]")
        .into_iter()
        .map(|link| (link.text, link.href, link.current.unwrap()))
        .collect();
    let (item, value) = place.current;
    let [(text, href, marked)] = current.as_slice() else { panic!("{}: {current:?}", place.path) };
    assert_eq!((text.as_str(), marked.as_str()), (item, value), "{}", place.path);
    assert_eq!(*marked == "page", href == place.path, "{}: {href}", place.path);
    assert_eq!(page.texts("main ol li a")[..place.breadcrumb.len()], *place.breadcrumb, "{}", place.path);
    let label = if page.lang() == "en" { "You are here" } else { "U bent hier" };
    let ways = page.texts(&format!("main nav[aria-label='{label}'] a"));
    assert_eq!(ways, place.breadcrumb, "{}", place.path);
}

fn assert_changed(page: &Page) {
    let changed = if page.lang() == "en" {
        "Last changed on 22 November 2026"
    } else {
        "Laatst gewijzigd op 22 november 2026"
    };
    assert!(page.main().ends_with(changed), "{}: {}", page.path, page.main());
    assert!(page.attributes("main time", "datetime").ends_with(&["2026-11-22".to_owned()]));
}

/// The switch leads to the same page in the other language, in that language's own name for itself.
fn assert_languages(page: &Page, other: &str) {
    let lang = Lang::from_tag(&other[1..3]).unwrap();
    let name = if lang.tag() == "en" { "English" } else { "Nederlands" };
    let link = page.link("header nav a[hreflang]", name);
    assert_eq!(
        (link.href.as_str(), link.lang.as_deref(), link.hreflang.as_deref()),
        (other, Some(lang.tag()), Some(lang.tag()))
    );
    assert_eq!(page.attribute("header nav [lang][aria-current]", "lang"), page.lang());
}

fn assert_head(page: &Page, places: &[Place; 2]) {
    let absolute = |path: &str| format!("{BASE}{path}");
    assert_eq!(page.attributes("link[rel=canonical]", "href"), [absolute(&page.path)]);
    let fallback = if places[0].path == "/en" { "/" } else { places[0].path };
    let expected: BTreeSet<(String, String)> =
        [("en", places[0].path), ("nl", places[1].path), ("x-default", fallback)]
            .map(|(lang, path)| (lang.to_owned(), absolute(path)))
            .into();
    assert_eq!(page.alternates(), expected, "{}", page.path);
    for (property, value) in [
        ("og:title", page.only("title")),
        ("og:url", absolute(&page.path)),
        ("og:type", "website".to_owned()),
        ("og:site_name", "Leiden International".to_owned()),
        ("og:locale", if page.lang() == "en" { "en_GB" } else { "nl_NL" }.to_owned()),
    ] {
        assert_eq!(page.attribute(&format!("meta[property='{property}']"), "content"), value);
    }
    let description = page.attributes("meta[name=description]", "content");
    assert_eq!(page.attributes("meta[property='og:description']", "content"), description);
    assert!(description.iter().all(|text| page.main().contains(&crate::web::portal::plain(text))));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_visitor_who_follows_links_finds_every_page_and_no_dead_end(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let found = crawl(&portal, &HOMES).await;
    for (path, answer) in &found.0 {
        let expected = if path == "/" { StatusCode::SEE_OTHER } else { StatusCode::OK };
        assert_eq!(answer.status, expected, "{path} is linked");
    }
    let pages: BTreeSet<String> = found.pages().into_iter().map(|page| page.path).collect();
    let expected: BTreeSet<String> =
        PAGES.iter().chain([&HOURS]).flatten().map(|place| place.path.to_owned()).collect();
    assert_eq!(pages, expected);
    for home in HOMES {
        let own = crawl(&portal, &[home]).await;
        assert!(own.pages().iter().all(|page| expected.contains(&page.path)));
        assert_eq!(own.pages().len(), expected.len(), "from {home}, the switch included");
    }
}

/// What stands between square brackets in the list of texts is for editors to fill in.
#[sqlx::test(migrations = "./migrations")]
async fn no_placeholder_is_printed(pool: PgPool) {
    for page in crawl(&Portal::starter(&pool).await, &HOMES).await.pages() {
        let body = page.only("body");
        assert!(!body.contains(['[', ']']), "{}: {body}", page.path);
        assert!(!body.contains("Fill in") && !body.contains("Vul in"), "{}: {body}", page.path);
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn pages_are_well_made(pool: PgPool) {
    assert_well_made(&Portal::starter(&pool).await).await;
}

/// Whatever the content: titles, headings, ids, links to places, languages for machines.
pub(crate) async fn assert_well_made(portal: &Portal) {
    let pages = crawl(portal, &HOMES).await.pages();
    assert!(pages.len() > 20);
    let mut titles: BTreeMap<String, &str> = BTreeMap::new();
    let ids: BTreeMap<&str, Vec<String>> =
        pages.iter().map(|page| (page.path.as_str(), page.ids())).collect();
    for page in &pages {
        let title = page.only("title");
        // A name that is the same in both languages is told apart by the language in the address.
        let key = format!("{} {title}", page.lang());
        if let Some(other) = titles.insert(key, &page.path) {
            panic!("{} and {other} have the title {title:?}", page.path);
        }
        assert_eq!(page.lang(), page.path[1..3]);
        assert_headings(page);
        assert!(page.errors().is_empty(), "{}: {:?}", page.path, page.errors());
        let own = &ids[page.path.as_str()];
        assert_eq!(own.iter().collect::<BTreeSet<_>>().len(), own.len(), "ids of {}: {own:?}", page.path);
        for link in page.links("a[href*='#']") {
            let Some((path, fragment)) = link.href.split_once('#') else { continue };
            let path = if path.is_empty() { page.path.as_str() } else { own_path(path).unwrap() };
            assert!(ids[path].iter().any(|id| id == fragment), "{} links to {}", page.path, link.href);
        }
        for names in ["aria-labelledby", "aria-describedby", "for"] {
            for id in page.attributes(&format!("[{names}]"), names) {
                assert!(own.contains(&id), "{}: {names}={id}", page.path);
            }
        }
        assert_alternates(page, &pages);
    }
}

/// One title, and no level that is skipped.
fn assert_headings(page: &Page) {
    let levels: Vec<usize> = page
        .elements("h1, h2, h3, h4, h5, h6")
        .iter()
        .map(|heading| heading.value().name()[1..].parse().unwrap())
        .collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{}: {levels:?}", page.path);
    assert_eq!(levels.first(), Some(&1), "{}", page.path);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{}: {levels:?}", page.path);
    assert!(page.texts("h1, h2, h3, h4").iter().all(|text| !text.is_empty()), "{}", page.path);
}

/// A page names itself and each translation, and they name it back.
fn assert_alternates(page: &Page, pages: &[Page]) {
    let alternates = page.alternates();
    let own = (page.lang(), format!("{BASE}{}", page.path));
    assert!(alternates.contains(&own), "{}: {alternates:?}", page.path);
    for (lang, address) in alternates.iter().filter(|(lang, _)| lang != "x-default") {
        let path = own_path(address).unwrap();
        let there = pages.iter().find(|page| page.path == path).unwrap();
        assert_eq!(there.lang(), *lang, "{}", page.path);
        assert_eq!(there.alternates(), alternates, "{} and {path}", page.path);
    }
}
