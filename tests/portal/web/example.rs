//! The example content: every feature filled, and marked as invented on every page.

use std::collections::BTreeSet;

use axum::http::Method;
use sqlx::PgPool;

use crate::web::addresses::assert_well_made;
use crate::web::crawl::crawl;
use crate::web::page::{Page, words};
use crate::web::portal::Portal;

#[sqlx::test(migrations = "./migrations")]
async fn every_page_says_that_it_is_invented_errors_included(pool: PgPool) {
    let starter = Portal::starter(&pool).await;
    assert!(!starter.page("/en").await.has("body > [role=region]"));
    let portal = Portal::example(&pool).await;
    let mut pages = crawl(&portal, &["/en", "/nl"]).await.pages();
    for (method, path) in
        [(Method::GET, "/en/nothing"), (Method::GET, "/nl/%00"), (Method::POST, "/en"), (Method::POST, "/nl")]
    {
        pages.push(Page::new(path, &portal.send(method, path, &[]).await));
    }
    for page in &pages {
        let words = if page.lang() == "en" {
            "This is a demonstration. Details, actions and figures on this website are invented examples."
        } else {
            "Dit is een demonstratie. Gegevens, acties en cijfers op deze website zijn verzonnen voorbeelden."
        };
        assert_eq!(page.only("body > [role=region]"), words, "{}", page.path);
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn its_pages_are_well_made(pool: PgPool) {
    assert_well_made(&Portal::example(&pool).await).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn the_plan_shows_every_status_and_priority(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    for (path, statuses, priorities, evening) in [
        (
            "/en/plan",
            ["Status: Planned", "Status: In progress", "Status: Done", "Status: Stopped"],
            ["High", "Medium", "Low"],
            [
                "Example: welcome evenings for new residents",
                "Goal1. Everyone takes part",
                "from 12 March 2026up to and including 31 December 2027",
                "WhoMunicipality of Leiden",
            ],
        ),
        (
            "/nl/uitvoeringsplan",
            ["Stand: Gepland", "Stand: Bezig", "Stand: Klaar", "Stand: Gestopt"],
            ["Hoog", "Gemiddeld", "Laag"],
            [
                "Voorbeeld: welkomstavonden voor nieuwe inwoners",
                "Doel1. Iedereen doet mee",
                "vanaf 12 maart 2026tot en met 31 december 2027",
                "WieGemeente Leiden",
            ],
        ),
    ] {
        let page = portal.page(path).await;
        let actions = page.elements("main section > ul > li");
        assert_eq!(actions.len(), 10, "{path}");
        let badges: BTreeSet<String> = page.texts("main h3 + p").into_iter().collect();
        assert_eq!(badges, statuses.map(str::to_owned).into(), "{path}");
        let said: Vec<String> = page.texts("main dd");
        assert!(priorities.iter().all(|word| said.iter().any(|said| said == word)), "{path}");
        let first =
            actions.iter().map(|action| squeezed(*action)).find(|text| text.contains(evening[0])).unwrap();
        for part in evening {
            assert!(first.contains(part), "{part:?} in {first}");
        }
        assert!(!page.main().contains("not on this website yet"));
    }
    let goal = portal.page("/en/policy/goals/everyone-takes-part").await;
    assert!(goal.main().contains("Example: welcome evenings for new residents"));
    assert!(goal.main().contains("What has been done?"));
}

/// The words of an element, without the white space between its parts.
fn squeezed(element: scraper::ElementRef<'_>) -> String {
    element
        .text()
        .map(str::trim_start)
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>()
        .join("")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

#[sqlx::test(migrations = "./migrations")]
async fn the_centre_has_all_its_details(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    for (path, labels, former, checked) in [
        (
            "/en/contact/leiden-international-centre",
            ["+31 71 000 0000 (from abroad)", "071 000 0001 (for employers)"],
            "Expat Centre Leiden, from 2010, until April 2023",
            "checked on 2 November 2026",
        ),
        (
            "/nl/contact/leiden-international-centre",
            ["+31 71 000 0000 (vanuit het buitenland)", "071 000 0001 (voor werkgevers)"],
            "Expat Centre Leiden, vanaf 2010, tot april 2023",
            "gecontroleerd op 2 november 2026",
        ),
    ] {
        let page = portal.page(path).await;
        let details = page.texts("main address dd");
        let has = |text: &str| details.iter().any(|detail| detail == text);
        assert!(has("071 000 0000") && labels.iter().all(|label| has(label)), "{path}: {details:?}");
        assert!(has("centre@example.org") && has(former), "{path}: {details:?}");
        assert!(has("Example buildingVoorbeeldstraat 12300 XX Leiden"), "{path}: {details:?}");
        let dialled: Vec<String> = page.attributes("main address a[href^='tel:']", "href");
        assert_eq!(dialled, ["tel:0710000000", "tel:+31710000000", "tel:0710000001"]);
        assert!(page.main().contains(checked), "{path}");
        let organisation = page.json_ld_of("Organization");
        assert_eq!(organisation["address"]["addressCountry"], "NL");
        assert_eq!(organisation["address"]["streetAddress"], "Voorbeeldstraat 1");
        assert_eq!(organisation["telephone"].as_array().unwrap().len(), 3);
        assert!(page.attributes("main address span[lang]", "lang").iter().all(|lang| *lang != page.lang()));
    }
    let municipality = portal.page("/en/contact/municipality-of-leiden").await;
    assert!(municipality.main().contains("Please look at the website of the municipality."));
    let municipality = portal.page("/nl/contact/gemeente-leiden").await;
    assert!(municipality.main().contains("Kijk op de website van de gemeente."));
}

#[sqlx::test(migrations = "./migrations")]
async fn documents_name_their_language_size_and_the_state_of_the_link(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    for (path, policy, hreflang, file, checked, broken) in [
        (
            "/en/documents",
            "Example: the complete policy (in Dutch, other website)",
            Some("nl"),
            "PDF, in Dutch, 1.3 MB",
            "Link checked on 20 November 2026",
            "This link did not work on 20 November 2026",
        ),
        (
            "/nl/documenten",
            "Voorbeeld: het hele beleid (andere website)",
            None,
            "PDF, in het Nederlands, 1,3 MB",
            "Link gecontroleerd op 20 november 2026",
            "Deze link werkte niet op 20 november 2026",
        ),
    ] {
        let page = portal.page(path).await;
        let link = page.link("main a", policy);
        assert_eq!(
            (link.href.as_str(), link.hreflang.as_deref()),
            ("https://www.example.org/visie.pdf", hreflang)
        );
        for text in [file, checked, broken] {
            assert!(page.texts("main li p").iter().any(|said| said == text), "{path}: {text}");
        }
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn figures_stand_in_tables_with_bars(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    for (path, caption, settled, share) in [
        (
            "/en/monitor",
            "Example: people who came to live in Leiden from another country",
            "3,120 people",
            "19.4%",
        ),
        (
            "/nl/monitor",
            "Voorbeeld: mensen die vanuit een ander land in Leiden kwamen wonen",
            "3.120 mensen",
            "19,4%",
        ),
    ] {
        let page = portal.page(path).await;
        assert!(page.texts("main table caption").iter().any(|text| text.ends_with(caption)), "{path}");
        let cells = page.texts("main table tbody tr td:first-of-type");
        assert!([settled, share].iter().all(|number| cells.iter().any(|cell| cell == number)), "{cells:?}");
        let widths = page.attributes("main table svg rect:last-child", "width");
        assert!(
            widths.iter().any(|width| width == "19.4")
                && widths.len() == cells.iter().filter(|cell| cell.ends_with('%')).count()
        );
        assert_eq!(
            page.elements("main h2").len(),
            page.elements("main h2").iter().filter(|h| !words(**h).is_empty()).count()
        );
    }
}

/// Everything that links to Dutch material says so, in text and to machines.
#[sqlx::test(migrations = "./migrations")]
async fn links_to_another_language_say_so(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    let mut seen = 0;
    for page in crawl(&portal, &["/en", "/nl"]).await.pages() {
        let (own, label) = if page.lang() == "en" { ("en", "in Dutch") } else { ("nl", "in het Engels") };
        for link in page.links("main a[href]") {
            let foreign = link.hreflang.as_deref().is_some_and(|lang| lang != own);
            assert_eq!(foreign, link.text.contains(&format!("({label}")), "{}: {link:?}", page.path);
            let elsewhere = link.href.starts_with("http");
            let marked = ["other website)", "andere website)"].iter().any(|note| link.text.ends_with(note));
            assert_eq!(elsewhere, marked, "{}: {link:?}", page.path);
            seen += usize::from(foreign);
        }
    }
    assert!(seen >= 8, "{seen}");
}
