//! Names over time: old names and misspellings lead to a contact, and a page says once what it was called before.

use axum::http::StatusCode;
use leiden_international::content::exchange::SourceFile;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::web::portal::{Portal, edited, file};

const CENTRES: [&str; 2] =
    ["/en/contact/leiden-international-centre", "/nl/contact/leiden-international-centre"];

/// The centre with a former name that is told until the end of 2026, another name and a wrong one.
fn centre() -> SourceFile {
    edited("leiden-international-centre", |entry| {
        let fields = &mut entry["live"]["shared"]["fields"];
        fields["former_names"] =
            json!([{ "name": "Expat Centre Leiden", "lang": "en", "mention_until": "2026-12-31" }]);
        fields["aliases"] = json!([
            { "name": "Café Internationaal", "lang": "nl" },
            { "name": "Leiden International Center", "lang": "en", "misspelling": true },
        ]);
    })
}

/// A page with that summary, and a section for each of these texts.
fn page(summary: &str, texts: &[&str]) -> SourceFile {
    let name = |number: usize| format!("part-{number}");
    let outline: Vec<Value> = (0..texts.len()).map(|number| json!({ "id": name(number) })).collect();
    let section =
        |(number, text): (usize, &&str)| (name(number), json!({ "text": text.lines().collect::<Vec<_>>() }));
    let sections: serde_json::Map<String, Value> = texts.iter().enumerate().map(section).collect();
    let text =
        |slug: &str| json!({ "title": "A page", "summary": summary, "slug": slug, "sections": sections });
    file(&json!({
        "id": "some-page",
        "position": 90,
        "live": {
            "shared": { "fields": { "kind": "page", "menu": "none" }, "outline": outline },
            "texts": { "en": text("some-page"), "nl": text("een-pagina") },
        },
    }))
}

async fn portal(pool: &PgPool, page: SourceFile) -> Portal {
    let portal = Portal::starter(pool).await;
    portal.import(&[centre(), page]).await;
    portal
}

#[sqlx::test(migrations = "./migrations")]
async fn old_names_lead_to_the_centre_in_both_languages(pool: PgPool) {
    let portal = portal(&pool, page("About it", &[])).await;
    for name in [
        "expat-centre-leiden",
        "Expat-Centre-Leiden",
        "EXPAT_CENTRE_LEIDEN",
        "cafe-internationaal",
        "leiden-international-center",
    ] {
        for (lang, to) in ["en", "nl"].into_iter().zip(CENTRES) {
            for from in [format!("/{lang}/{name}"), format!("/{lang}/contact/{name}")] {
                let answer = portal.get(&from).await;
                assert_eq!(answer.status, StatusCode::MOVED_PERMANENTLY, "{from}");
                assert_eq!(answer.header("location"), Some(to), "{from}");
            }
        }
    }
    for nowhere in ["/en/expat", "/en/policy/expat-centre-leiden", "/en/contact/contact/expat-centre-leiden"]
    {
        assert_eq!(portal.get(nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_or_was_a_page_comes_before_a_name(pool: PgPool) {
    let portal = portal(&pool, page("About it", &[])).await;
    let named = |slug: &str| {
        let slug = slug.to_owned();
        edited("policy", move |entry| entry["live"]["texts"]["en"]["slug"] = slug.into())
    };
    portal.import(&[named("expat-centre-leiden")]).await;
    assert_eq!(portal.page("/en/expat-centre-leiden").await.only("h1"), "Internationalisation policy");
    portal.import(&[named("policy")]).await;
    assert_eq!(portal.get("/en/expat-centre-leiden").await.header("location"), Some("/en/policy"));
    assert_eq!(portal.get("/nl/expat-centre-leiden").await.header("location"), Some(CENTRES[1]));
}

#[sqlx::test(migrations = "./migrations")]
async fn the_first_mention_says_the_former_name_and_no_other_does(pool: PgPool) {
    let texts = [
        "<p>Nothing here.</p>\n<h3>Leiden International Centre</h3>\n<p>Ask Leiden International Centre. Leiden International Centre knows.</p>",
        "<p>Leiden International Centre again.</p>",
    ];
    let portal = portal(&pool, page("About it", &texts)).await;
    let english = portal.page("/en/some-page").await;
    assert_eq!(
        english.texts("main p")[2],
        "Ask Leiden International Centre (formerly Expat Centre Leiden). Leiden International Centre knows."
    );
    assert_eq!(english.main().matches("formerly").count(), 1);
    assert!(!english.has("main p [lang]"), "the name is in the language of the page");
    let dutch = portal.page("/nl/een-pagina").await;
    assert_eq!(dutch.main().matches("(voorheen Expat Centre Leiden)").count(), 1);
    assert_eq!(dutch.only("main p span[lang=en]"), "Expat Centre Leiden");
}

#[sqlx::test(migrations = "./migrations")]
async fn it_is_said_up_to_and_including_its_last_day(pool: PgPool) {
    let portal = portal(&pool, page("Ask Leiden International Centre.", &[])).await;
    for (now, is_said) in [
        ("2026-11-22T11:00:00Z", true),
        ("2026-12-31T22:59:59Z", true),
        ("2026-12-31T23:00:00Z", false),
        ("2027-06-01T12:00:00Z", false),
    ] {
        portal.app.clock().set(now.parse().unwrap());
        let lead = portal.page("/en/some-page").await.only("main .lp-lead");
        let expected = if is_said {
            "Ask Leiden International Centre (formerly Expat Centre Leiden)."
        } else {
            "Ask Leiden International Centre."
        };
        assert_eq!(lead, expected, "{now}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_summary_is_read_first(pool: PgPool) {
    let portal =
        portal(&pool, page("Ask Leiden International Centre.", &["<p>Leiden International Centre.</p>"]))
            .await;
    let dutch = portal.page("/nl/een-pagina").await;
    assert_eq!(dutch.only("main .lp-lead span[lang=en]"), "Expat Centre Leiden");
    assert_eq!(dutch.main().matches("voorheen").count(), 1);
    assert_eq!(
        dutch.attribute("meta[name=description]", "content"),
        "Ask Leiden International Centre.",
        "what is stored stays"
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn behind_a_link_it_is_no_part_of_it(pool: PgPool) {
    let link = r#"<p>Ask <a href="entry:leiden-international-centre">Leiden International Centre</a>!</p>"#;
    let portal = portal(&pool, page("About it", &[link])).await;
    let english = portal.page("/en/some-page").await;
    assert_eq!(english.texts("main p")[1], "Ask Leiden International Centre (formerly Expat Centre Leiden)!");
    assert_eq!(english.link("main p a", "Leiden International Centre").href, CENTRES[0]);
}

#[sqlx::test(migrations = "./migrations")]
async fn nothing_is_said_twice(pool: PgPool) {
    let typed = "<p>Ask Leiden International Centre, once Expat Centre Leiden.</p>\n<p>Leiden International Centre knows.</p>";
    let portal = portal(&pool, page("About it", &[typed])).await;
    assert!(!portal.page("/en/some-page").await.main().contains("formerly"), "the editor has said it");
    // The panel of the centre stands before the texts of the home page, and says it.
    let home = edited("home", |entry| {
        let sections = entry["live"]["texts"]["en"]["sections"].as_object_mut().unwrap();
        for (_, section) in sections.iter_mut() {
            section["text"] = json!(["<p>Leiden International Centre is there for you.</p>"]);
        }
    });
    portal.import(&[home]).await;
    let home = portal.page("/en").await;
    assert!(home.main().matches("Leiden International Centre is there").count() > 1);
    assert_eq!(home.main().matches("formerly").count(), 1, "{}", home.main());
    assert!(home.has(".lp-panel__former"));
    // On its own page the centre has its former names among its details.
    for (path, word) in CENTRES.into_iter().zip(["formerly", "voorheen"]) {
        assert_eq!(portal.page(path).await.main().matches(word).count(), 1, "{path}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn machines_read_the_names_that_are_not_wrong(pool: PgPool) {
    let portal = portal(&pool, page("About it", &[])).await;
    for path in CENTRES {
        let centre = portal.page(path).await.json_ld_of("Organization");
        assert_eq!(centre["alternateName"], json!(["Expat Centre Leiden", "Café Internationaal"]), "{path}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn the_content_that_comes_with_the_program_says_nothing_twice(pool: PgPool) {
    for portal in [Portal::starter(&pool).await, Portal::example(&pool).await] {
        for page in crate::web::crawl::crawl(&portal, &["/en", "/nl"]).await.pages() {
            let twice = page.main().matches("(formerly Expat Centre Leiden").count() > 1
                || page.main().matches("(voorheen Expat Centre Leiden").count() > 1;
            assert!(!twice, "{}: {}", page.path, page.main());
        }
    }
}
