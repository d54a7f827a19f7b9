//! What was published is a line in the history of every page on which readers saw it change.

use leiden_international::content::act::Act;
use leiden_international::content::consequence::{self, Consequence};
use leiden_international::content::entry::Fields;
use leiden_international::content::page::{Listing, Page};
use leiden_international::content::publication;
use leiden_international::lang::Lang::{self, En, Nl};
use serde_json::{Value, json};
use sqlx::{Connection, PgPool};

use crate::content::support::{BOTH, Draft, Site, id};

fn centre(phone: &str) -> Draft {
    let phones: Value = json!([{ "value": { "number": phone } }]);
    Draft::contact("centre", json!({ "organisation": "other", "phones": phones }))
}

fn listing(word: &str, lists: Listing) -> Draft {
    let fields = Fields::Page(Page { lists: Some(lists), ..Page::default() });
    Draft::of(fields, word).slug(En, word).slug(Nl, &format!("{word}-nl"))
}

/// A contact, pages that show, link to and list it, and pages that do not.
async fn site_with_pages(site: &mut Site<'_>) {
    site.publish("centre", centre("071 000 0000")).await;
    site.publish("shows", Draft::page("shows").shows("s", "centre")).await;
    let link = r#"<a href="entry:centre">there</a>"#;
    site.publish("links", Draft::page("links").only(Nl).says_in(Nl, "s", link)).await;
    site.publish("list", listing("list", Listing::Contacts)).await;
    site.publish("figures", listing("figures", Listing::Figures)).await;
    site.publish("tree", listing("tree", Listing::Pages)).await;
    site.publish("hidden", Draft::page("hidden").shows("s", "centre").unconfirmed("s")).await;
    site.create("draft", leiden_international::content::entry::Kind::Page, None).await;
    site.save("draft", Draft::page("draft").shows("s", "centre")).await;
}

const ALL: [&str; 8] = ["centre", "shows", "links", "list", "figures", "tree", "hidden", "draft"];

/// The entries in whose history something of an entry is, each with the revisions.
async fn lines(site: &mut Site<'_>, of: &str) -> Vec<(&'static str, Vec<Option<i32>>)> {
    let mut found = Vec::new();
    for name in ALL {
        let lines: Vec<Consequence> = consequence::list(&mut *site.conn, &id(name)).await.unwrap();
        let revisions: Vec<_> =
            lines.into_iter().filter(|line| line.entry == id(of)).map(|line| line.revision).collect();
        if !revisions.is_empty() {
            found.push((name, revisions));
        }
    }
    found
}

#[sqlx::test(migrations = "./migrations")]
async fn one_act_is_one_line_on_every_page_that_shows_it(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site_with_pages(&mut site).await;
    assert_eq!(lines(&mut site, "centre").await, [], "nothing pointed to it when it went live");
    let all_new = centre("071 000 0001").title(En, "New").title(Nl, "Nieuw");
    site.publish("centre", all_new.clone()).await;
    let parts: i64 = sqlx::query_scalar("select count(*) from publication where entry_id = 'centre'")
        .fetch_one(&mut *site.conn)
        .await
        .unwrap();
    assert_eq!(parts, 6, "three parts each time");
    let once = vec![Some(2)];
    let pages = ["shows", "links", "list"];
    assert_eq!(lines(&mut site, "centre").await, pages.map(|page| (page, once.clone())));
    let line = &consequence::list(&mut *site.conn, &id("shows")).await.unwrap()[0];
    assert_eq!((line.by, line.at), (None, site.now));

    site.save("centre", centre("071 000 0002")).await;
    site.publish("centre", all_new).await;
    assert_eq!(
        lines(&mut site, "centre").await,
        pages.map(|page| (page, once.clone())),
        "neither a draft nor what readers see already leaves a line"
    );
    site.withdraw("centre", &[En], None).await.unwrap();
    assert_eq!(lines(&mut site, "centre").await, pages.map(|page| (page, vec![None, Some(2)])));
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_shown_within_another_is_passed_on(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("centre", Draft::goal(1, "centre")).await;
    site.publish("action", Draft::action(&["centre"])).await;
    site.publish("shows", Draft::page("shows").shows("s", "action")).await;
    site.publish("list", listing("list", Listing::Actions)).await;
    site.publish("centre", Draft::goal(1, "centre").title(En, "another goal")).await;
    assert_eq!(
        lines(&mut site, "centre").await,
        [("shows", vec![Some(2)]), ("list", vec![Some(2)])],
        "actions name their goals"
    );
    site.publish("action", Draft::action(&["centre"]).title(En, "another action")).await;
    assert_eq!(
        lines(&mut site, "action").await,
        [("centre", vec![Some(2), Some(1)]), ("shows", vec![Some(2)]), ("list", vec![Some(2)])],
        "the page of a goal lists its actions"
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn a_line_stands_or_falls_with_the_publication(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site_with_pages(&mut site).await;
    let saved = site.save("centre", centre("071 000 0001")).await;
    let mut transaction = site.conn.begin().await.unwrap();
    let act = Act::of_system(site.now);
    publication::publish(&mut transaction, &id("centre"), saved.id, Lang::ALL, &act).await.unwrap();
    let within: i64 =
        sqlx::query_scalar("select count(*) from consequence").fetch_one(&mut *transaction).await.unwrap();
    transaction.rollback().await.unwrap();
    assert_eq!((within, lines(&mut site, "centre").await), (3, vec![]));
    site.go_live("centre", &saved, BOTH).await.unwrap();
    assert_eq!(lines(&mut site, "centre").await.len(), 3);
}
