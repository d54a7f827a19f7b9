//! Which notices stand somewhere at a moment, and when that changes next.

use jiff::Timestamp;
use leiden_international::content::entry::{Fields, Kind};
use leiden_international::content::published::Published;
use leiden_international::lang::Lang::{self, En, Nl};
use serde_json::json;
use sqlx::PgPool;

use crate::content::support::{BOTH, Draft, Site, id};

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// What stands with a contact, or (none) on every page.
fn shown(published: &Published, about: Option<&str>, lang: Lang, now: &str) -> Vec<String> {
    let about = about.map(id);
    published.notices(about.as_ref(), lang, at(now)).into_iter().map(|text| text.title.to_string()).collect()
}

async fn centre(site: &mut Site<'_>) {
    site.publish("centre", Draft::contact("centre", json!({ "organisation": "other" }))).await;
}

#[sqlx::test(migrations = "./migrations")]
async fn a_notice_stands_where_it_belongs_from_its_first_minute_to_its_last(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    centre(&mut site).await;
    let closed = Draft::notice(Some("centre"), "2026-12-24T13:00", "2026-12-24T17:00").title(En, "Closed");
    site.publish("closed", closed).await;
    let fault = Draft::notice(None, "2026-12-24T12:00", "2026-12-24T16:30").title(En, "A fault");
    site.publish("fault", fault).await;
    let published = site.published().await;
    let centre = Some("centre");
    for (now, with_centre, everywhere) in [
        ("2026-12-24T10:59:59Z", &[] as &[&str], &[] as &[&str]),
        ("2026-12-24T11:00:00Z", &[], &["A fault"]),
        ("2026-12-24T11:59:00Z", &[], &["A fault"]),
        ("2026-12-24T12:00:00Z", &["Closed"], &["A fault"]),
        ("2026-12-24T15:29:00Z", &["Closed"], &["A fault"]),
        ("2026-12-24T15:30:00Z", &["Closed"], &[]),
        ("2026-12-24T15:59:00Z", &["Closed"], &[]),
        ("2026-12-24T16:00:00Z", &[], &[]),
    ] {
        assert_eq!(shown(&published, centre, En, now), with_centre, "{now}");
        assert_eq!(shown(&published, None, En, now), everywhere, "{now}");
        assert!(shown(&published, Some("home"), En, now).is_empty());
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn the_next_edge_is_the_next_start_or_end_of_any_notice(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    assert_eq!(site.published().await.next_notice_edge(at("2026-12-24T11:00:00Z")), None);
    site.publish("one", Draft::notice(None, "2026-12-24T13:00", "2026-12-24T17:00")).await;
    site.publish("two", Draft::notice(None, "2026-12-24T15:00", "2026-12-31T00:00").only(Nl)).await;
    let published = site.published().await;
    for (now, edge) in [
        ("2026-11-22T11:00:00Z", Some("2026-12-24T12:00:00Z")),
        ("2026-12-24T11:59:59Z", Some("2026-12-24T12:00:00Z")),
        ("2026-12-24T12:00:00Z", Some("2026-12-24T14:00:00Z")),
        ("2026-12-24T14:00:00Z", Some("2026-12-24T16:00:00Z")),
        ("2026-12-24T16:00:00Z", Some("2026-12-30T23:00:00Z")),
        ("2026-12-30T23:00:00Z", None),
    ] {
        assert_eq!(published.next_notice_edge(at(now)), edge.map(at), "{now}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_notice_is_shown_in_its_own_languages_and_the_first_that_started_on_top(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    let notice = |from| Draft::notice(None, from, "2027-01-01T00:00");
    site.publish("a", notice("2026-12-02T00:00").title(En, "second")).await;
    site.publish("b", notice("2026-12-01T00:00").title(En, "first").only(En)).await;
    site.publish("c", notice("2026-12-03T00:00").title(Nl, "derde").only(Nl)).await;
    let published = site.published().await;
    let now = "2026-12-10T12:00:00Z";
    assert_eq!(shown(&published, None, En, now), ["first", "second"]);
    assert_eq!(shown(&published, None, Nl, now), ["a notice (nl)", "derde"]);
}

#[sqlx::test(migrations = "./migrations")]
async fn only_what_is_published_stands_anywhere(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    let notice = Draft::notice(None, "2026-12-01T00:00", "2027-01-01T00:00");
    site.create("a", Kind::Notice, None).await;
    let saved = site.save("a", notice).await;
    let now = "2026-12-10T12:00:00Z";
    assert!(shown(&site.published().await, None, En, now).is_empty());
    site.go_live("a", &saved, BOTH).await.unwrap();
    assert_eq!(shown(&site.published().await, None, En, now).len(), 1);
    site.withdraw("a", &[En], None).await.unwrap();
    assert!(shown(&site.published().await, None, En, now).is_empty());
    assert_eq!(shown(&site.published().await, None, Nl, now).len(), 1, "Dutch stays");
}

#[sqlx::test(migrations = "./migrations")]
async fn what_closes_a_contact_is_told_whatever_the_language_and_the_time(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    centre(&mut site).await;
    let closing = |from: &str, until: &str| {
        let mut draft = Draft::notice(Some("centre"), from, until);
        let Fields::Notice(notice) = &mut draft.0.shared.fields else { unreachable!("it is a notice") };
        notice.closes = true;
        draft
    };
    site.publish("later", closing("2026-12-24T13:00", "2026-12-25T00:00").only(Nl)).await;
    site.publish("past", closing("2020-01-01T00:00", "2020-01-02T00:00")).await;
    site.publish("open", Draft::notice(Some("centre"), "2026-12-01T00:00", "2026-12-02T00:00")).await;
    let published = site.published().await;
    let closures = published.closures(&id("centre"));
    let times: Vec<String> =
        closures.iter().map(|closure| format!("{}/{}", closure.from, closure.until)).collect();
    assert_eq!(times, ["2020-01-01T00:00:00/2020-01-02T00:00:00", "2026-12-24T13:00:00/2026-12-25T00:00:00"]);
    let reasons = closures[1].reason.clone().map(|reason| reason.map(String::from));
    assert_eq!((reasons.get(En), reasons.get(Nl)), (&None, &Some("a notice (nl)".to_owned())));
    assert!(published.closures(&id("home")).is_empty());
}
