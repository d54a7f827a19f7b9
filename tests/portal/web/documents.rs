//! Documents and more information.

use sqlx::PgPool;

use crate::web::portal::Portal;

#[sqlx::test(migrations = "./migrations")]
async fn it_says_what_was_promised(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal
        .assert_says(
            "/en/documents",
            &[
                "More information",
                "You can find an English summary and the complete policy on the website of Leiden Kennisstad. The complete policy is only in Dutch.",
                "For questions about living and working in Leiden, you can contact Leiden International Centre (formerly Expat Centre Leiden).",
                "This link has not been checked yet",
            ],
        )
        .await;
    portal
        .assert_says(
            "/nl/documenten",
            &[
                "Meer informatie",
                "Op de website van Leiden Kennisstad vindt u het hele beleid en een samenvatting in het Engels. Het hele beleid is alleen in het Nederlands.",
                "Hebt u vragen over wonen en werken in Leiden? Neem dan contact op met Leiden International Centre (voorheen Expat Centre Leiden).",
                "Deze link is nog niet gecontroleerd",
            ],
        )
        .await;
    for (path, text) in [
        (
            "/en/documents",
            "Policy on leidenkennisstad.nl (summary in English, complete policy in Dutch) (other website)",
        ),
        (
            "/nl/documenten",
            "Beleid op leidenkennisstad.nl (samenvatting in het Engels, hele beleid in het Nederlands) (andere website)",
        ),
    ] {
        let link = portal.page(path).await.link("main a", text);
        assert_eq!(link.href, "https://www.leidenkennisstad.nl/portfolio-item/visie-internationalisering/");
    }
    portal.assert_never_says("/en/documents", &["partnership of knowledge institutions"]).await;
    portal.assert_never_says("/nl/documenten", &["samenwerking van kennisinstellingen"]).await;
}

/// Dutch names are read out in Dutch.
#[sqlx::test(migrations = "./migrations")]
async fn dutch_words_on_english_pages_are_marked(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    for (path, name) in [("/en/documents", "Leiden Kennisstad"), ("/en/monitor", "Leiden in Cijfers")] {
        let page = portal.page(path).await;
        let marked = page.texts("main [lang=nl]");
        assert_eq!(
            page.main().matches(name).count(),
            marked.iter().filter(|text| *text == name).count(),
            "{path}"
        );
        assert!(!marked.is_empty(), "{path}");
    }
}
