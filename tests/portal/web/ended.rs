//! A contact that ends: announced until the day, and from then on led to what has taken its place.

use leiden_international::content::publication::{self, Withdrawal};
use leiden_international::content::{act::Act, exchange::SourceFile};
use leiden_international::ids::EntryId;
use leiden_international::lang::Lang;
use serde_json::json;
use sqlx::PgPool;

use crate::web::crawl::crawl;
use crate::web::portal::{Portal, edited, noon};

const CENTRE: &str = "leiden-international-centre";
const MUNICIPALITY: &str = "municipality-of-leiden";
const PAGES: [(&str, &str); 2] = [
    ("/en/contact/leiden-international-centre", "/en/contact/municipality-of-leiden"),
    ("/nl/contact/leiden-international-centre", "/nl/contact/gemeente-leiden"),
];

/// The last minute of 28 February 2027 in Leiden, and the first of March.
const BEFORE: &str = "2027-02-28T22:59:00Z";
const AFTER: &str = "2027-02-28T23:00:00Z";

fn ends(contact: &str, successor: &str) -> SourceFile {
    edited(contact, |entry| {
        entry["live"]["shared"]["fields"]["end"] = json!({ "on": "2027-03-01", "successor": successor });
    })
}

fn set(portal: &Portal, at: &str) {
    portal.app.clock().set(at.parse().unwrap());
}

#[sqlx::test(migrations = "./migrations")]
async fn until_the_day_its_page_says_what_will_be(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal.import(&[ends(CENTRE, MUNICIPALITY)]).await;
    set(&portal, BEFORE);
    for ((page, successor), words) in PAGES
        .into_iter()
        .zip(["From 1 March 2027: Municipality of Leiden", "Vanaf 1 maart 2027: Gemeente Leiden"])
    {
        let page = portal.page(page).await;
        assert_eq!(page.only("#_end"), words);
        assert_eq!(page.attributes("#_end a", "href"), [successor]);
    }
    for (page, _) in PAGES {
        let lang = &page[..3];
        assert!(portal.page(lang).await.attributes(".lp-panel__title a", "href").contains(&page.to_owned()));
    }
    assert!(!portal.page(PAGES[0].1).await.has("#_end"), "only where there is an end");
    set(&portal, "2027-02-28T22:59:30Z");
    let home = portal.get("/en").await;
    assert_eq!(
        home.header("cache-control"),
        Some("public, max-age=0, s-maxage=30"),
        "no cache keeps it longer"
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn on_the_day_the_successor_stands_everywhere(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal.import(&[ends(CENTRE, MUNICIPALITY)]).await;
    set(&portal, AFTER);
    for (page, successor) in PAGES {
        let answer = portal.get(page).await;
        assert_eq!((answer.status.as_u16(), answer.header("location")), (301, Some(successor)));
        let lang = &page[..3];
        assert_eq!(
            portal.page(lang).await.attributes(".lp-panel__title a", "href"),
            [successor],
            "the panel"
        );
        let list = portal.page(&format!("{lang}/contact")).await;
        assert_eq!(list.attributes("main h2 a", "href"), [successor], "the list");
    }
    let old = portal.get("/en/expat-centre").await;
    assert_eq!(old.header("location"), Some(PAGES[0].1), "in one step");
    let link = portal.page("/en/documents").await;
    assert!(link.attributes("main a", "href").contains(&PAGES[0].1.to_owned()), "the link in a text");
    let sitemap = portal.get("/sitemap.xml").await;
    assert!(sitemap.text().contains(PAGES[0].1) && !sitemap.text().contains(PAGES[0].0));
    let pages = crawl(&portal, &["/en", "/nl"]).await.pages();
    assert!(pages.len() > 20);
    for page in pages {
        for (old, _) in PAGES {
            assert!(!page.attributes("a", "href").iter().any(|href| href.contains(old)), "{}", page.path);
        }
    }
    set(&portal, BEFORE);
    assert_eq!(portal.get(PAGES[0].0).await.status, 200, "the clock alone decides");
}

#[sqlx::test(migrations = "./migrations")]
async fn without_the_successor_in_a_language_its_readers_are_led_to_the_other(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal.import(&[ends(CENTRE, MUNICIPALITY)]).await;
    let mut conn = pool.begin().await.unwrap();
    let municipality = EntryId::try_from(MUNICIPALITY.to_owned()).unwrap();
    let act = Act::of_system(noon());
    publication::withdraw(&mut conn, &municipality, &[Lang::DEFAULT], &Withdrawal::default(), &act)
        .await
        .unwrap();
    conn.commit().await.unwrap();
    portal.renew().await;
    set(&portal, AFTER);
    let answer = portal.get(PAGES[0].0).await;
    assert_eq!(answer.status, 410);
    assert_eq!(answer.only("main .lp-reason"), "This contact point does not exist any more.");
    assert_eq!(answer.attributes("main .lp-notice a", "href"), [PAGES[1].1]);
    assert_eq!(portal.get(PAGES[1].0).await.status, 301);
    let home = portal.page("/en").await;
    let shown = home.links(&format!("main a[href='{}']", PAGES[1].1));
    assert_eq!(shown.iter().map(|link| link.hreflang.as_deref()).collect::<Vec<_>>(), [Some("nl")]);
}

#[sqlx::test(migrations = "./migrations")]
async fn contacts_that_end_for_one_another_stay(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal.import(&[ends(CENTRE, MUNICIPALITY), ends(MUNICIPALITY, CENTRE)]).await;
    set(&portal, AFTER);
    for (one, other) in PAGES {
        assert_eq!(portal.get(one).await.status, 200);
        assert_eq!(portal.get(other).await.status, 200);
    }
    assert_eq!(portal.page("/en").await.attributes(".lp-panel__title a", "href"), [PAGES[0].0]);
}
