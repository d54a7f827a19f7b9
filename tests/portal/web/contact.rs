//! The contact points: their overview and the page of each.

use sqlx::PgPool;

use crate::web::page::Page;
use crate::web::portal::Portal;

const CENTRES: [&str; 2] =
    ["/en/contact/leiden-international-centre", "/nl/contact/leiden-international-centre"];

#[sqlx::test(migrations = "./migrations")]
async fn the_centre_says_what_was_promised(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal
        .assert_says(
            CENTRES[0],
            &[
                "Leiden International Centre",
                "You can contact Leiden International Centre, formerly Expat Centre Leiden, with questions about living and working in Leiden.",
                "The centre is now called Leiden International Centre.",
                "The centre tries to answer within 5 working days.",
                "The opening hours are not known here. Please look at the website of the centre.",
            ],
        )
        .await;
    portal
        .assert_says(
            CENTRES[1],
            &[
                "Leiden International Centre",
                "Met vragen over wonen en werken in Leiden kunt u terecht bij Leiden International Centre, voorheen Expat Centre Leiden.",
                "Het centrum heet nu Leiden International Centre.",
                "Het centrum probeert binnen 5 werkdagen te antwoorden.",
                "Wij weten de openingstijden hier niet. Kijk op de website van het centrum.",
            ],
        )
        .await;
    for path in CENTRES {
        let page = portal.page(path).await;
        let mailbox = page.link("main address a", "helpdesk@leideninternationalcentre.nl");
        assert_eq!(mailbox.href, "mailto:helpdesk@leideninternationalcentre.nl");
        let website = &page.links("main address a[href='https://www.leideninternationalcentre.nl/']")[0];
        assert!(website.text.starts_with("leideninternationalcentre.nl ("), "{website:?}");
        assert!(page.only("main address").contains("Expat Centre Leiden"), "{path}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_not_confirmed_or_not_known_is_not_there(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    for path in CENTRES {
        portal
            .assert_never_says(
                path,
                &[
                    "Most services are free",
                    "De meeste diensten",
                    "does not register students",
                    "geen studenten",
                    "IND",
                    "non-resident",
                    "niet-ingezetene",
                    "RNI",
                    "new resident",
                    "nieuwe inwoner",
                    "BSN",
                    "2023",
                    "LEVEL",
                    "14 071",
                ],
            )
            .await;
        let page = portal.page(path).await;
        assert!(page.links("main a[href^='tel:']").is_empty(), "no current number was found");
        assert!(!has_details(&page, &["Phone", "Telefoon", "Address", "Adres"]), "{path}");
    }
    for path in ["/en/contact/municipality-of-leiden", "/nl/contact/gemeente-leiden"] {
        portal.assert_never_says(path, &["14 071", "14071", "Bargelaan", "2333", "Stadskantoor"]).await;
    }
    portal
        .assert_says(
            "/en/contact/municipality-of-leiden",
            &["There are no contact details on this website yet."],
        )
        .await;
    portal
        .assert_says("/nl/contact/gemeente-leiden", &["Er staan nog geen contactgegevens op deze website."])
        .await;
}

fn has_details(page: &Page, names: &[&str]) -> bool {
    page.texts("main dt").iter().any(|name| names.contains(&name.as_str()))
}

#[sqlx::test(migrations = "./migrations")]
async fn the_overview_begins_with_the_centre(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    for (path, former, points) in [
        (
            "/en/contact",
            "formerly Expat Centre Leiden",
            [
                ("Leiden International Centre", "/en/contact/leiden-international-centre"),
                ("Municipality of Leiden", "/en/contact/municipality-of-leiden"),
            ],
        ),
        (
            "/nl/contact",
            "voorheen Expat Centre Leiden",
            [
                ("Leiden International Centre", "/nl/contact/leiden-international-centre"),
                ("Gemeente Leiden", "/nl/contact/gemeente-leiden"),
            ],
        ),
    ] {
        let page = portal.page(path).await;
        let found: Vec<_> = page.links("main h2 a").into_iter().map(|link| (link.text, link.href)).collect();
        assert_eq!(found, points.map(|(text, href)| (text.to_owned(), href.to_owned())), "{path}");
        assert!(page.main().contains(former), "{path}");
        page.link("main a", "helpdesk@leideninternationalcentre.nl");
    }
}

/// The way to the centre stands at the same place of every page.
#[sqlx::test(migrations = "./migrations")]
async fn every_page_leads_to_contact(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    for page in crate::web::crawl::crawl(&portal, &["/en"]).await.pages() {
        let overview = format!("/{}/contact", page.lang());
        let menu = page.links("header nav li:not(.lp-nav__item--search) a");
        assert_eq!(menu.last().map(|link| link.href.as_str()), Some(overview.as_str()), "{}", page.path);
        assert_eq!(page.link("footer a", "Contact").href, overview);
        assert_eq!(
            page.attributes("footer a[href^='mailto:']", "href"),
            ["mailto:helpdesk@leideninternationalcentre.nl"]
        );
    }
}
