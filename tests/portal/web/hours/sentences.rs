//! What the page of the centre says at a moment, in both languages, and how long it may be kept.

use http::StatusCode;
use serde_json::json;
use sqlx::PgPool;

use super::{CENTRES, at, portal_of_2023, portal_with, service};
use crate::web::portal::plain;

/// The sentence on the page of the centre in each language.
async fn said(portal: &crate::web::portal::Portal, moment: &str) -> [String; 2] {
    portal.app.clock().set(at(moment));
    let mut said = Vec::new();
    for path in CENTRES {
        said.push(plain(&portal.page(path).await.only("main .lp-hours-label")));
    }
    said.try_into().unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn the_schedule_of_2023_at_ten_moments(pool: PgPool) {
    let portal = portal_of_2023(&pool).await;
    for (id, moment, english, dutch) in [
        (
            "H1",
            "2023-04-10T12:00",
            "Closed today: Easter Monday Next: BSN registration by appointment on Wednesday, 9:00",
            "Vandaag gesloten: Tweede Paasdag Volgende keer: BSN-registratie op afspraak op woensdag om 9.00 uur",
        ),
        (
            "H2",
            "2023-04-17T08:59",
            "Closed now Next: BSN registration by appointment today, 9:00",
            "Nu gesloten Volgende keer: BSN-registratie op afspraak vandaag om 9.00 uur",
        ),
        (
            "H3",
            "2023-04-17T09:00",
            "Now by appointment only, until 12:15 Next: walk-in today, 15:00",
            "Nu alleen op afspraak, tot 12.15 uur Volgende keer: zonder afspraak vandaag om 15.00 uur",
        ),
        (
            "H4",
            "2023-04-17T12:14",
            "Now by appointment only, until 12:15 Next: walk-in today, 15:00",
            "Nu alleen op afspraak, tot 12.15 uur Volgende keer: zonder afspraak vandaag om 15.00 uur",
        ),
        (
            "H5",
            "2023-04-17T12:15",
            "Closed now Next: walk-in today, 15:00",
            "Nu gesloten Volgende keer: zonder afspraak vandaag om 15.00 uur",
        ),
        ("H6", "2023-04-17T15:00", "Open now until 17:00", "Nu open tot 17.00 uur"),
        (
            "H7",
            "2023-04-17T17:00",
            "Closed now Next: BSN registration by appointment on Wednesday, 9:00",
            "Nu gesloten Volgende keer: BSN-registratie op afspraak op woensdag om 9.00 uur",
        ),
        (
            "H8",
            "2023-05-29T09:30",
            "Closed today: Whit Monday Next: BSN registration by appointment on Wednesday, 9:00",
            "Vandaag gesloten: Tweede Pinksterdag Volgende keer: BSN-registratie op afspraak op woensdag om 9.00 uur",
        ),
        (
            "H10",
            "2023-12-27T10:00",
            "Closed today: winter closing Next: BSN registration by appointment on Wednesday, 3 January 2024, 9:00",
            "Vandaag gesloten: wintersluiting Volgende keer: BSN-registratie op afspraak op woensdag 3 januari 2024 om 9.00 uur",
        ),
        (
            "H11",
            "2023-03-26T03:30",
            "Closed now Next: BSN registration by appointment tomorrow, 9:00",
            "Nu gesloten Volgende keer: BSN-registratie op afspraak morgen om 9.00 uur",
        ),
    ] {
        assert_eq!(said(&portal, moment).await, [plain(english), plain(dutch)], "{id}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn the_week_is_a_table_in_the_words_of_each_language(pool: PgPool) {
    let portal = portal_of_2023(&pool).await;
    portal.app.clock().set(at("2023-04-17T10:00"));
    for (path, captions, days, times) in [
        (
            CENTRES[0],
            ["BSN registration, by appointment", "Helpdesk, walk-in"],
            ["Monday", "Wednesday", "Monday"],
            ["9:00 to 12:15", "9:00 to 16:30", "15:00 to 17:00"],
        ),
        (
            CENTRES[1],
            ["BSN-registratie, op afspraak", "Helpdesk, zonder afspraak"],
            ["maandag", "woensdag", "maandag"],
            ["van 9.00 tot 12.15 uur", "van 9.00 tot 16.30 uur", "van 15.00 tot 17.00 uur"],
        ),
    ] {
        let page = portal.page(path).await;
        assert_eq!(page.texts("main table caption")[..2], captions, "{path}");
        assert_eq!(page.texts("main table tbody th")[..3], days, "{path}");
        assert_eq!(page.texts("main table tbody td")[..3], times, "{path}");
        assert!(page.links("main a").iter().any(|link| link.href.contains("/contact/opening")), "{path}");
    }
}

/// The label stands wherever the contact point is shown.
#[sqlx::test(migrations = "./migrations")]
async fn other_pages_say_the_same(pool: PgPool) {
    let portal = portal_of_2023(&pool).await;
    portal.app.clock().set(at("2023-04-17T15:00"));
    for path in ["/en", "/en/contact", "/en/contact/opening-hours"] {
        assert_eq!(portal.page(path).await.only("main .lp-hours-label"), "Open now until 17:00", "{path}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_page_is_kept_no_longer_than_it_is_true(pool: PgPool) {
    let portal = portal_of_2023(&pool).await;
    for (moment, keep) in [
        ("2023-04-17T16:58:59", "60"),
        ("2023-04-17T16:59:01", "59"),
        ("2023-04-17T16:59:59", "1"),
        ("2023-04-17T17:00:00", "60"),
        // "Tomorrow" is another word after midnight.
        ("2023-04-17T23:59:30", "30"),
    ] {
        portal.app.clock().set(at(moment));
        for path in [CENTRES[0], "/nl", "/en/contact/opening-hours"] {
            let answer = portal.get(path).await;
            let expected = format!("public, max-age=0, s-maxage={keep}");
            assert_eq!(answer.header("cache-control"), Some(expected.as_str()), "{path} {moment}");
        }
    }
    // A page without hours is the same all day.
    portal.app.clock().set(at("2023-04-17T16:59:59"));
    let policy = portal.get("/en/policy").await;
    assert_eq!(policy.header("cache-control"), Some("public, max-age=0, s-maxage=60"));
}

/// At the moment at which a page ends it is another, and until the second before it is the same.
#[sqlx::test(migrations = "./migrations")]
async fn a_page_is_valid_exactly_until_the_next_change(pool: PgPool) {
    let portal = portal_of_2023(&pool).await;
    let mut said_before = None;
    for moment in ["2023-04-17T14:59:01", "2023-04-17T14:59:59", "2023-04-17T15:00:00", "2023-04-17T16:59:59"]
    {
        let [english, _] = said(&portal, moment).await;
        let is_open = moment >= "2023-04-17T15:00:00";
        assert_eq!(english == "Open now until 17:00", is_open, "{moment}");
        let changed = said_before.replace(is_open).is_some_and(|before| before != is_open);
        assert_eq!(changed, moment == "2023-04-17T15:00:00");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_not_known_of_a_holiday_is_said(pool: PgPool) {
    let desk = service(["Desk", "Balie"], "walk_in", "Mo-Su 09:00-17:00");
    let portal = portal_with(&pool, json!({ "services": { "1": desk } })).await;
    portal.app.clock().set(at("2027-10-04T12:00"));
    for (path, words) in [
        (CENTRES[0], "Today is Leidens Ontzet (3 October). We do not know whether the hours are different."),
        (CENTRES[1], "Vandaag is het Leidens Ontzet (3 oktober). Wij weten niet of de tijden anders zijn."),
    ] {
        portal.assert_says(path, &[words]).await;
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn the_page_of_eight_weeks_has_closures_and_holidays(pool: PgPool) {
    let portal = portal_of_2023(&pool).await;
    portal.app.clock().set(at("2023-04-05T12:00"));
    portal
        .assert_says(
            "/en/contact/opening-hours",
            &[
                "Opening hours",
                "Week of 3 April 2023",
                "Wednesday, 5 April 2023",
                "BSN registration, by appointment: 9:00 to 16:30",
                "Monday, 10 April 2023 Closed: Easter Monday",
                "Monday, 29 May 2023 Closed: Whit Monday",
                "Public holidays",
                "Friday, 7 April 2023 Good Friday",
                "Thursday, 27 April 2023 King’s Day",
                "Opening hours that are not known here Municipality of Leiden",
            ],
        )
        .await;
    portal
        .assert_says(
            "/nl/contact/openingstijden",
            &[
                "Openingstijden",
                "Week van 3 april 2023",
                "BSN-registratie, op afspraak: van 9.00 tot 16.30 uur",
                "maandag 10 april 2023 Gesloten: Tweede Paasdag",
                "Openingstijden die wij hier niet weten Gemeente Leiden",
            ],
        )
        .await;
    let page = portal.page("/en/contact/opening-hours").await;
    assert_eq!(page.attribute("link[hreflang='nl']", "href").rsplit('/').next(), Some("openingstijden"));
    assert_eq!(page.attribute(".lp-languages a[hreflang='nl']", "href"), "/nl/contact/openingstijden");
    let moved = portal.get("/nl/contact/opening-hours").await;
    assert_eq!(moved.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(moved.header("location"), Some("/nl/contact/openingstijden"));
}
