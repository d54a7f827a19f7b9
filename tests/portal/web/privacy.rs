//! The privacy page, and that its promises are kept.

use sqlx::PgPool;

use crate::web::crawl::crawl;
use crate::web::portal::Portal;

#[sqlx::test(migrations = "./migrations")]
async fn it_says_what_was_promised(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal
        .assert_says(
            "/en/privacy",
            &[
                "Privacy and cookies",
                "Cookies",
                "This website does not place cookies when you read the pages. That is why you do not see a cookie banner.",
                "We do not use services of other companies to follow you. All parts of a page come from this website.",
            ],
        )
        .await;
    portal
        .assert_says(
            "/nl/privacy",
            &[
                "Privacy en cookies",
                "Cookies",
                "Deze website plaatst geen cookies als u de pagina's leest. Daarom ziet u geen cookiemelding.",
                "Wij gebruiken geen diensten van andere bedrijven om u te volgen. Alle delen van een pagina komen van deze website.",
            ],
        )
        .await;
    portal
        .assert_says("/en/privacy", &["Staff who log in get two cookies.", "It is deleted after 180 days."])
        .await;
    portal
        .assert_says(
            "/nl/privacy",
            &["Medewerkers die inloggen krijgen twee cookies.", "Die cookie is na 180 dagen weg."],
        )
        .await;
    portal
        .assert_never_says(
            "/en/privacy",
            &["Data Protection Authority", "IP address", "Legal ground", "may archive", "Do you send us"],
        )
        .await;
    portal
        .assert_never_says(
            "/nl/privacy",
            &["Autoriteit Persoonsgegevens", "IP-adres", "Grondslag", "archiveren", "Stuurt u ons"],
        )
        .await;
}

/// "This website does not place cookies when you read the pages. All parts of a page come from this website."
#[sqlx::test(migrations = "./migrations")]
async fn it_is_true(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    let found = crawl(&portal, &["/", "/en", "/nl", "/robots.txt", "/sitemap.xml", "/en/nothing"]).await;
    for (path, answer) in &found.0 {
        assert!(answer.headers.get("set-cookie").is_none(), "{path} sets a cookie");
        if answer.header("content-type").is_some_and(|kind| kind.starts_with("text/css")) {
            assert!(!answer.text().contains("//") && !answer.text().contains("@import"), "{path}");
        }
    }
    for page in found.pages() {
        let mut loaded = page.attributes("[src], [srcset], [data]", "src");
        loaded.extend(page.attributes("[srcset]", "srcset"));
        loaded.extend(page.attributes("object", "data"));
        let links = page.elements("link[href]").into_iter();
        let links =
            links.filter(|link| !matches!(link.attr("rel"), Some("canonical" | "alternate" | "search")));
        loaded.extend(links.map(|link| link.attr("href").unwrap().to_owned()));
        assert!(loaded.len() >= 3, "{}: {loaded:?}", page.path);
        assert!(loaded.iter().all(|address| address.starts_with("/static/")), "{}: {loaded:?}", page.path);
        assert!(
            !page.has("iframe, embed, object, img[src^=http], form:not([role=search]), link[rel=preconnect]"),
            "{}",
            page.path
        );
    }
}
