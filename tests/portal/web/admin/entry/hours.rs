//! The hours of a contact: typed, looked at before they are saved, and compared afterwards.

use leiden_international::accounts::editor::Role;
use leiden_international::content::entry::Fields;
use serde_json::json;
use sqlx::PgPool;

use super::{form, newest, press, shown};
use crate::web::admin::kit::Desk;
use crate::web::portal::file;

const TOWN: &str = "municipality-of-leiden";

/// One service on two days, and a day on which it is closed.
const HOURS: &[(&str, &str)] = &[
    ("services.1.en.name", "Helpdesk"),
    ("services.1.nl.name", "Helpdesk"),
    ("services.1.mode", "walk_in"),
    ("services.1.monday", "9-12:15, 15-17"),
    ("services.1.wednesday", "9:00 tot 16:30 uur"),
    ("holidays.christmas", "closed"),
    ("exceptions.0.from", "28-12-2026"),
    ("exceptions.0.effect", "closed"),
    ("exceptions.0.en.reason", "winter closing"),
    ("fees.en.words", "Free"),
    ("languages", "es"),
    ("review_months", "3"),
];

#[sqlx::test(migrations = "./migrations")]
async fn what_is_typed_is_shown_as_the_weeks_to_come(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let sent = form(&anna, TOWN).await;
    assert!(!anna.page(&format!("/admin/pages/{TOWN}")).await.has("[data-hours]"), "nothing is known yet");
    let answer = press(&anna, TOWN, &sent, "show-hours", HOURS).await;
    let page = anna.follow(&answer).await;
    let tables = page.elements("details[data-hours][open] table").len();
    assert!(tables >= 9, "the week of the service, and eight to come: {tables}");
    let days = page.texts("[data-hours] tr");
    assert!(days.iter().any(|day| day.contains("9:00 to 12:15 and 15:00 to 17:00")), "{days:?}");
    assert!(days.iter().any(|day| day.contains("Closed: winter closing")), "{days:?}");
    assert!(page.has("[data-hours] .lp-hours-label"));
    let Fields::Contact(contact) = newest(&pool, TOWN).await.body.shared.fields else { panic!() };
    assert!(contact.services.is_empty(), "nothing is saved");
}

#[sqlx::test(migrations = "./migrations")]
async fn the_weeks_to_come_know_of_notices(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let notice = json!({
        "id": "strike",
        "position": 10,
        "live": {
            "shared": {
                "fields": {
                    "kind": "notice", "about": TOWN, "from": "2026-11-30T00:00", "until": "2026-12-01T00:00",
                    "closes": true,
                },
            },
            "texts": { "en": { "title": "There is a strike" } },
        },
    });
    desk.portal.import(&[file(&notice)]).await;
    let answer = press(&anna, TOWN, &form(&anna, TOWN).await, "show-hours", HOURS).await;
    let days = anna.follow(&answer).await.texts("[data-hours] tr");
    assert!(days.iter().any(|day| day.contains("Closed: There is a strike")), "{days:?}");
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_saved_is_compared_in_words(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let sent = form(&anna, TOWN).await;
    let answer = press(&anna, TOWN, &sent, "save", HOURS).await;
    assert_eq!(answer.status, 303, "{:?}", shown(&answer).texts(".lp-error-summary li"));
    let Fields::Contact(contact) = newest(&pool, TOWN).await.body.shared.fields else { panic!() };
    let hours: Vec<_> = contact.services.values().map(|service| service.value.hours.to_string()).collect();
    assert_eq!(hours, ["Mo 09:00-12:15,15:00-17:00; We 09:00-16:30"]);
    assert_eq!(contact.review_months, Some(3));
    let page = anna.page(&format!("/admin/pages/{TOWN}/compare")).await;
    let words = page.main();
    for expected in [
        "Service 1: Name of the service",
        "Service 1: Times",
        "Monday: 9:00 to 12:15 and 15:00 to 17:00",
        "walk-in",
        "Holidays: Christmas Day",
        "Other hours 1: First day",
        "Other hours 1: Reason",
        "Fees",
        "Spanish",
        "Check again after (months)",
    ] {
        assert!(words.contains(expected), "{expected}: {words}");
    }
}
