//! What a change elsewhere does to a page: its date, its place in the tree, its links.

use jiff::{Timestamp, ToSpan};
use leiden_international::{
    content::{
        act::Act,
        exchange,
        publication::{self, Withdrawal},
        published, revision,
    },
    ids::EntryId,
    lang::Lang,
};
use sqlx::PgPool;

use crate::web::portal::{Portal, edited, file, noon};

fn id(name: &str) -> EntryId {
    EntryId::try_from(name.to_owned()).unwrap()
}

fn act() -> Act<'static> {
    Act::of_system(noon())
}

fn days_later(days: i64) -> Timestamp {
    noon().checked_add((24 * days).hours()).unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn a_page_has_the_date_of_what_it_quotes_and_lists(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    assert_eq!(portal.page("/en").await.attribute("main .lp-meta--page time", "datetime"), "2026-11-22");

    let figure = edited("foreign-nationality-2020", |entry| {
        entry["live"]["shared"]["fields"]["value"]["value"] = "13".into();
    });
    exchange::import(&mut pool.acquire().await.unwrap(), &[figure], days_later(3)).await.unwrap();
    portal.renew().await;
    for (path, date) in [("/en", "2026-11-25"), ("/nl/monitor", "2026-11-25"), ("/en/policy", "2026-11-22")] {
        let page = portal.page(path).await;
        assert_eq!(page.attribute("main .lp-meta--page time", "datetime"), date, "{path}");
    }
    let sitemap = portal.get("/sitemap.xml").await;
    assert!(sitemap.text().contains("/en/monitor</loc>\n    <lastmod>2026-11-25</lastmod>"));
}

#[sqlx::test(migrations = "./migrations")]
async fn no_page_falls_out_of_the_tree_when_the_one_above_it_lacks_the_language(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    let mut conn = pool.begin().await.unwrap();
    publication::withdraw(
        &mut conn,
        &id("example-housing"),
        &[Lang::DEFAULT],
        &Withdrawal::default(),
        &act(),
    )
    .await
    .unwrap();
    conn.commit().await.unwrap();
    portal.renew().await;
    let about = portal.page("/en/about").await;
    assert!(
        about.attributes("main .lp-tree a", "href").contains(&"/en/new-in-leiden/housing/renting".to_owned())
    );
    let renting = portal.page("/en/new-in-leiden/housing/renting").await;
    assert_eq!(renting.texts(".lp-breadcrumb a"), ["Home", "New in Leiden"]);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_language_that_was_withdrawn_offers_the_one_that_is_left(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let mut conn = pool.begin().await.unwrap();
    publication::withdraw(&mut conn, &id("about"), &[Lang::DEFAULT], &Withdrawal::default(), &act())
        .await
        .unwrap();
    conn.commit().await.unwrap();
    portal.renew().await;
    let answer = portal.get("/en/about").await;
    assert_eq!(answer.status, 410);
    assert_eq!(answer.attributes("main .lp-notice a", "href"), ["/nl/over"]);
    assert_eq!(answer.attributes(".lp-languages a", "href"), ["/nl/over"]);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_link_to_a_document_leads_to_where_it_is(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let plan = edited("plan", |entry| {
        entry["live"]["texts"]["en"]["sections"]["then"]["text"] =
            vec![r#"<p>See <a href="entry:policy-leiden-kennisstad">the policy</a>.</p>"#].into();
    });
    portal.import(&[plan]).await;
    let links = portal.page("/en/plan").await.attributes("main .lp-rich-text a", "href");
    assert_eq!(links, ["https://www.leidenkennisstad.nl/portfolio-item/visie-internationalisering/"]);
}

#[sqlx::test(migrations = "./migrations")]
async fn an_entry_that_is_below_nothing_live_stands_at_the_top(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let page = |parent: &str| {
        file(&serde_json::json!({
            "id": "below", "parent": parent, "position": 10,
            "live": {
                "shared": { "fields": { "kind": "page" } },
                "texts": { "en": { "title": "Below", "slug": "below" } },
            },
        }))
    };
    let draft = file(&serde_json::json!({
        "id": "planned", "parent": null, "position": 90,
        "draft": {
            "shared": { "fields": { "kind": "page" } },
            "texts": { "en": { "title": "Planned", "slug": "planned" } },
        },
    }));
    portal.import(&[draft, page("planned")]).await;
    assert_eq!(portal.page("/en/below").await.texts(".lp-breadcrumb a"), ["Home"]);
    let tree = portal.page("/en/about").await.attributes("main .lp-tree a", "href");
    assert!(tree.contains(&"/en/below".to_owned()), "{tree:?}");
    let newest = revision::find_newest(&pool, &id("planned")).await.unwrap().unwrap();
    assert_eq!(newest.number, 1);
    assert!(published::load(&pool).await.unwrap().entry(&id("planned")).is_none());
}

/// Without sections, and so without anything that points to another entry.
fn without_sections(entry: &mut serde_json::Value) {
    entry["agreements"] = serde_json::json!([]);
    entry["live"]["shared"]["outline"] = serde_json::json!([]);
    for text in entry["live"]["texts"].as_object_mut().unwrap().values_mut() {
        text["sections"] = serde_json::json!({});
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_list_of_nothing_says_so(pool: PgPool) {
    let bare = |name| edited(name, without_sections);
    let portal = Portal::with(&pool, &["home", "policy", "goals", "contact"].map(bare)).await;
    for (path, words) in [
        ("/en/policy/goals", "The goals are not on this website yet."),
        ("/nl/beleid/doelen", "De doelen staan nog niet op deze website."),
        ("/en/contact", "There are no contact points on this website yet."),
        ("/nl/contact", "Er staan nog geen contactpunten op deze website."),
    ] {
        assert_eq!(portal.page(path).await.only("main .lp-empty"), words);
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_number_without_words_around_it_is_not_for_the_eye_alone(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let one = edited("foreign-nationality-2020", |entry| {
        entry["live"]["shared"]["fields"]["unit"] = "people".into();
        entry["live"]["shared"]["fields"]["value"]["value"] = "1".into();
    });
    let wordless = edited("plan", |entry| {
        without_sections(entry);
        entry["live"]["shared"]["outline"] =
            serde_json::json!([{ "id": "number", "refers_to": "foreign-nationality-2020" }]);
    });
    portal.import(&[one, wordless]).await;
    for (path, words) in [("/en/plan", "1 person"), ("/nl/uitvoeringsplan", "1 persoon")] {
        assert_eq!(portal.page(path).await.only("main .lp-figure__value:not([aria-hidden])"), words);
    }
    assert_eq!(portal.page("/en").await.only("main .lp-figure__value[aria-hidden=true]"), "1 person");
}
