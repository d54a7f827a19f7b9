//! The Monitor and the figures.

use sqlx::PgPool;

use crate::web::portal::{Portal, edited};

#[sqlx::test(migrations = "./migrations")]
async fn it_says_what_was_promised(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal
        .assert_says(
            "/en/monitor",
            &[
                "Monitor Internationalisation",
                "Leiden in Cijfers published the Monitor Internationalisation because of the policy. The Monitor gives figures about internationals in Leiden. It is in Dutch.",
                "For example, you can see how internationals settle in Leiden and leave again. You can also see their living and family situation.",
                "The Monitor helps policy advisers, administrators and partners of the city to carry out the policy.",
                "With knowledge about internationals in Leiden we can keep working on a city for everybody. A city where everybody can take part.",
            ],
        )
        .await;
    portal
        .assert_says(
            "/nl/monitor",
            &[
                "Monitor Internationalisering",
                "Leiden in Cijfers heeft door het nieuwe beleid de Monitor Internationalisering gemaakt. Daarin staan cijfers over internationale inwoners van Leiden. De Monitor is in het Nederlands.",
                "U ziet bijvoorbeeld hoe internationale inwoners in Leiden komen wonen en weer vertrekken. U ziet ook hoe zij wonen en hoe hun gezin eruitziet.",
                "De Monitor helpt beleidsadviseurs, bestuurders en partners van de stad om het beleid uit te voeren.",
                "Met kennis over internationale Leidenaren kunnen we blijven werken aan een stad voor iedereen. Een stad waar iedereen kan meedoen.",
            ],
        )
        .await;
}

#[sqlx::test(migrations = "./migrations")]
async fn the_one_confirmed_figure_stands_in_a_table_with_what_is_known_of_it(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    for (path, caption, occasion, source) in [
        (
            "/en/monitor",
            "Residents of Leiden with a foreign nationality",
            "when the policy was adopted (2020)",
            "not checked yet",
        ),
        (
            "/nl/monitor",
            "Inwoners van Leiden met een buitenlandse nationaliteit",
            "toen het beleid werd vastgesteld (2020)",
            "nog niet gecontroleerd",
        ),
    ] {
        let page = portal.page(path).await;
        assert!(page.only("main table caption").ends_with(caption), "{path}");
        assert_eq!(page.only("main table tbody th[scope=row]"), occasion);
        assert_eq!(page.texts("main table tbody td")[0], "12%");
        assert!(page.texts("main table tbody td")[1].ends_with(source), "{path}");
        assert!(page.attribute("main table tbody td a", "href").starts_with("https://gemeente.leiden.nl/"));
        let bar = page.attribute("main table svg rect:last-child", "width");
        assert_eq!(bar, "12");
        assert_eq!(page.attributes("main table svg", "aria-hidden"), ["true"], "the number says it already");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_not_confirmed_is_not_there(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let secrets = [
        "11.6",
        "11,6",
        "13.1",
        "13,1",
        "16643",
        "16,643",
        "16.643",
        "130,067",
        "130.067",
        "130067",
        "6,891",
        "6.891",
        "6891",
        "11.2",
        "first came out",
        "verscheen voor het eerst",
        "In the Monitor an international is",
        "is een international:",
    ];
    for path in ["/en/monitor", "/nl/monitor"] {
        portal.assert_never_says(path, &secrets).await;
    }
}

/// Once an editor confirms figures, each series has a table of its own, with the numbers of the language.
#[sqlx::test(migrations = "./migrations")]
async fn confirmed_figures_appear_each_series_apart(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let confirm = |entry: &str| {
        edited(entry, |entry| {
            entry["live"] = entry.as_object_mut().unwrap().remove("draft").unwrap();
            let value = entry["live"]["shared"]["fields"]["value"].as_object_mut().unwrap();
            assert!(value.remove("unconfirmed").is_some());
            value.insert("checked_on".into(), "2026-11-20".into());
        })
    };
    portal
        .import(&[
            confirm("without-dutch-nationality-2023"),
            confirm("without-dutch-nationality-2022"),
            confirm("without-dutch-nationality-people-2023"),
            confirm("residents-2024"),
        ])
        .await;
    for (path, percents, people, residents, checked) in [
        ("/en/monitor", ["11.6%", "13.1%"], "16,643 people", "130,067 people", "checked on 20 November 2026"),
        (
            "/nl/monitor",
            ["11,6%", "13,1%"],
            "16.643 mensen",
            "130.067 mensen",
            "gecontroleerd op 20 november 2026",
        ),
    ] {
        let page = portal.page(path).await;
        let tables: Vec<Vec<String>> = page
            .elements("main table")
            .into_iter()
            .map(|table| {
                let cell = scraper::Selector::parse("tbody tr td:nth-of-type(1)").unwrap();
                table.select(&cell).map(crate::web::page::words).collect()
            })
            .collect();
        assert_eq!(tables.len(), 4, "{path}: {tables:?}");
        for expected in [&["12%"][..], &percents, &[people], &[residents]] {
            assert!(tables.iter().any(|table| table == expected), "{path}: {expected:?} in {tables:?}");
        }
        assert_eq!(page.main().matches(checked).count(), 4, "{path}");
    }
}
