//! `/` and the home pages.

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::web::portal::{Portal, edited, get, get_with};

#[tokio::test]
async fn the_visitor_is_sent_to_their_language() {
    for (accepted, home) in [("nl-NL,nl;q=0.9,en;q=0.8", "/nl"), ("en-US,en", "/en"), ("fr", "/en")] {
        let answer = get_with("/", &[("accept-language", accepted)]).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (StatusCode::SEE_OTHER, Some(home)),
            "{accepted}"
        );
        assert_eq!(answer.header("vary"), Some("Accept-Language"));
    }
    assert_eq!(get("/").await.header("location"), Some("/en"));
}

#[sqlx::test(migrations = "./migrations")]
async fn it_says_what_was_promised(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal
        .assert_says(
            "/en",
            &[
                "Leiden, an international society",
                "Leiden is becoming more and more international. On this website you can read about the policy of the city for internationalisation.",
                "Who are the internationals in Leiden?",
                "In the years before the policy the number of internationals in Leiden grew. They are different groups of people:",
                "12 percent of the people in Leiden have a foreign nationality.",
                "This is the figure given with the policy of 2020. You can find figures per year on the page about the Monitor.",
                "What does this mean for the municipality?",
                "The municipality of Leiden has to do things differently in several areas. For example:",
                "give better services to international residents;",
                "encourage and support good living and working conditions for internationals in Leiden.",
                "Read about the policy and its four goals",
                "See what the Monitor shows",
                "Questions about living and working in Leiden?",
            ],
        )
        .await;
    portal
        .assert_says(
            "/nl",
            &[
                "Leiden, een internationale samenleving",
                "Leiden wordt steeds internationaler. Op deze website leest u over het beleid van de stad voor internationalisering.",
                "Wie zijn de internationale inwoners van Leiden?",
                "In de jaren voor het beleid kwamen er meer internationale inwoners bij. Het zijn verschillende groepen:",
                "12 procent van de mensen in Leiden heeft een buitenlandse nationaliteit.",
                "Dit getal hoort bij het beleid van 2020. Cijfers per jaar vindt u op de pagina over de Monitor.",
                "Wat betekent dit voor de gemeente?",
                "De gemeente Leiden moet een aantal dingen anders doen. Bijvoorbeeld:",
                "internationale inwoners beter helpen met onze diensten;",
                "zorgen voor steun en stimulans, zodat internationale inwoners in Leiden goed kunnen wonen en werken.",
                "Lees over het beleid en de vier doelen",
                "Bekijk wat de Monitor laat zien",
                "Hebt u vragen over wonen en werken in Leiden?",
            ],
        )
        .await;
    for (path, groups) in [
        ("/en", ["knowledge workers", "migrant workers", "international students", "refugees"]),
        ("/nl", ["kenniswerkers", "arbeidsmigranten", "internationale studenten", "vluchtelingen"]),
    ] {
        let items = portal.page(path).await.texts("main ul li");
        assert!(groups.iter().all(|group| items.iter().any(|item| item == group)), "{path}: {items:?}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn it_leads_on(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    for (path, links) in [
        (
            "/en",
            [
                ("Read about the policy and its four goals", "/en/policy"),
                ("See what the Monitor shows", "/en/monitor"),
                ("page about the Monitor", "/en/monitor"),
                ("Leiden International Centre", "/en/contact/leiden-international-centre"),
            ],
        ),
        (
            "/nl",
            [
                ("Lees over het beleid en de vier doelen", "/nl/beleid"),
                ("Bekijk wat de Monitor laat zien", "/nl/monitor"),
                ("pagina over de Monitor", "/nl/monitor"),
                ("Leiden International Centre", "/nl/contact/leiden-international-centre"),
            ],
        ),
    ] {
        let page = portal.page(path).await;
        for (text, href) in links {
            assert_eq!(page.link("main a", text).href, href);
        }
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn the_centres_mailbox_is_one_click_away(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    for path in ["/en", "/nl"] {
        let link = portal.page(path).await.link("main a", "helpdesk@leideninternationalcentre.nl");
        assert_eq!(link.href, "mailto:helpdesk@leideninternationalcentre.nl");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn the_figure_is_quoted_and_never_typed(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let figure = edited("foreign-nationality-2020", |entry| {
        entry["live"]["shared"]["fields"]["value"]["value"] = "1234.5".into();
    });
    portal.import(&[figure]).await;
    portal.assert_says("/en", &["1,234.5 percent of the people in Leiden have a foreign nationality."]).await;
    portal
        .assert_says(
            "/nl",
            &["1.234,5 procent van de mensen in Leiden heeft een buitenlandse nationaliteit."],
        )
        .await;
    for path in ["/en", "/nl", "/en/monitor", "/nl/monitor"] {
        let page = portal.page(path).await;
        let number = if path.starts_with("/en") { "1,234.5%" } else { "1.234,5%" };
        assert!(page.main().contains(number), "{path}: {}", page.main());
        assert!(!page.main().contains("12%") && !page.main().contains("12 p"), "{path}: {}", page.main());
    }
}

/// A section that shows a page is a card; where it has words too, they are not lost, and it can be linked to.
#[sqlx::test(migrations = "./migrations")]
async fn every_section_has_its_words_and_its_place(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let home = edited("home", |entry| {
        entry["live"]["texts"]["en"]["sections"]["policy"]["text"] = vec!["<p>Read this first.</p>"].into();
    });
    portal.import(&[home]).await;
    portal.assert_says("/en", &["Read this first.", "Read about the policy and its four goals"]).await;
    for path in ["/en", "/nl"] {
        let ids = portal.page(path).await.ids();
        for section in ["who", "figure", "means", "policy", "monitor", "contact"] {
            assert!(ids.iter().any(|id| id == section), "{path}: {section} in {ids:?}");
        }
    }
}
