//! The files beside the page of a contact point.

use http::StatusCode;
use serde_json::Value;
use sqlx::PgPool;

use super::{CENTRES, at, portal_of_2023, portal_with};
use crate::web::portal::{BASE, Portal};
use serde_json::json;

/// The lines of a card or calendar, unfolded.
fn lines(text: &str) -> Vec<String> {
    assert!(text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']), "lines end in CRLF");
    assert!(text.split("\r\n").all(|line| line.len() <= 75), "lines are folded: {text}");
    text.replace("\r\n ", "").lines().map(str::to_owned).collect()
}

#[sqlx::test(migrations = "./migrations")]
async fn a_card_has_what_the_page_has(pool: PgPool) {
    let long = format!("Building, with; signs and é {}", "x".repeat(200));
    let portal = portal_with(
        &pool,
        json!({
            "address": { "value": { "building": long, "street": "Voorbeeldstraat 1", "postcode": "2300 XX", "city": "Leiden" } },
            "phones": [{ "value": { "number": "071 000 0000" } }, { "value": { "number": "14 071" } }],
            "languages": { "value": ["nl", "en"] },
        }),
    )
    .await;
    let answer = portal.get(&format!("{}.vcf", CENTRES[0])).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), Some("text/vcard; charset=utf-8"));
    let lines = lines(answer.text());
    assert_eq!(lines[..2], ["BEGIN:VCARD", "VERSION:4.0"]);
    let escaped = long.replace(',', "\\,").replace(';', "\\;");
    for line in [
        "KIND:org".to_owned(),
        "FN:Leiden International Centre".to_owned(),
        "EMAIL:helpdesk@leideninternationalcentre.nl".to_owned(),
        "URL:https://www.leideninternationalcentre.nl/".to_owned(),
        "TEL;VALUE=URI:tel:+31710000000".to_owned(),
        "TEL;VALUE=URI:tel:14071".to_owned(),
        format!("ADR:;{escaped};Voorbeeldstraat 1;Leiden;;2300 XX;NL"),
        "LANG:nl".to_owned(),
        "LANG:en".to_owned(),
        "REV:20261122T110000Z".to_owned(),
    ] {
        assert!(lines.iter().any(|own| own.eq_ignore_ascii_case(&line)), "{line} is not in {lines:#?}");
    }
}

/// What is not known is not there: the starter's centre has neither phone nor address nor hours.
#[sqlx::test(migrations = "./migrations")]
async fn what_is_not_known_is_in_no_file(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let card = portal.get(&format!("{}.vcf", CENTRES[1])).await;
    for name in ["TEL", "ADR", "LANG"] {
        assert!(!lines(card.text()).iter().any(|line| line.starts_with(name)), "{name}");
    }
    assert_eq!(portal.get(&format!("{}.ics", CENTRES[1])).await.status, StatusCode::NOT_FOUND);
    let data: Value = serde_json::from_str(portal.get(&format!("{}.json", CENTRES[1])).await.text()).unwrap();
    assert_eq!(data.get("openingHours"), None);
    assert_eq!(data["details"].get("phones"), None);
}

#[sqlx::test(migrations = "./migrations")]
async fn closing_days_are_whole_days_with_names_that_last(pool: PgPool) {
    let portal = portal_of_2023(&pool).await;
    portal.app.clock().set(at("2023-04-05T12:00"));
    let path = format!("{}.ics", CENTRES[0]);
    let answer = portal.get(&path).await;
    assert_eq!(answer.header("content-type"), Some("text/calendar; charset=utf-8"));
    let first = lines(answer.text());
    assert_eq!(first[..2], ["BEGIN:VCALENDAR", "VERSION:2.0"]);
    let easter =
        first.iter().position(|line| line == "UID:2023-04-10-leiden-international-centre@portal.example");
    let easter = &first[easter.unwrap()..][..8];
    for line in [
        "DTSTART;VALUE=DATE:20230410",
        "DTEND;VALUE=DATE:20230411",
        "SUMMARY:Leiden International Centre is closed: Easter Monday",
    ] {
        assert!(easter.iter().any(|own| own == line), "{line} is not in {easter:#?}");
    }
    // Christmas and the winter closing on the days on which it would be there: Monday and Wednesday.
    let starts = |lines: &[String]| {
        let days =
            lines.iter().filter_map(|line| line.strip_prefix("DTSTART;VALUE=DATE:").map(str::to_owned));
        days.filter(|day| day.starts_with("202312")).collect::<Vec<_>>()
    };
    assert_eq!(starts(&first), ["20231225", "20231227"]);
    portal.app.clock().set(at("2023-04-06T12:00"));
    let later = lines(portal.get(&path).await.text());
    let names =
        |lines: &[String]| lines.iter().filter(|line| line.starts_with("UID:")).cloned().collect::<Vec<_>>();
    assert!(names(&first).iter().all(|name| names(&later).contains(name)));
}

#[sqlx::test(migrations = "./migrations")]
async fn the_data_says_what_is_the_case_now(pool: PgPool) {
    let portal = portal_of_2023(&pool).await;
    let data = async |moment: &str| -> Value {
        portal.app.clock().set(at(moment));
        let answer = portal.get(&format!("{}.json", CENTRES[0])).await;
        assert_eq!(answer.header("content-type"), Some("application/json"));
        serde_json::from_str(answer.text()).unwrap()
    };
    let open = data("2023-04-17T15:00").await;
    assert_eq!(open["id"], "leiden-international-centre");
    assert_eq!(open["url"], format!("{BASE}{}", CENTRES[0]));
    assert_eq!(open["openingHours"]["open"], true);
    assert_eq!(open["openingHours"]["byAppointment"], false);
    assert_eq!(open["openingHours"]["until"], "2023-04-17T15:00:00Z");
    assert_eq!(open["openingHours"]["timeZone"], "Europe/Amsterdam");
    let registration = data("2023-04-17T09:00").await;
    assert_eq!(registration["openingHours"]["open"], false);
    assert_eq!(registration["openingHours"]["byAppointment"], true);
    let value = registration["openingHours"]["value"].as_str().unwrap();
    assert!(value.starts_with("Mo 09:00-12:15 open \"by appointment\", We"), "{value}");
    assert!(value.contains("; 2023 Apr 27") || !value.contains("Apr 27"), "{value}");
}

#[sqlx::test(migrations = "./migrations")]
async fn files_are_where_contact_points_are(pool: PgPool) {
    let portal = portal_of_2023(&pool).await;
    for path in [
        "/en/policy.json",
        "/en/contact.vcf",
        "/en/nothing.ics",
        "/en.json",
        "/en/contact/opening-hours.json",
    ] {
        assert_eq!(portal.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let moved = portal.get("/en/expat-centre.vcf").await;
    assert_eq!(moved.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(moved.header("location"), Some(format!("{}.vcf", CENTRES[0]).as_str()));
}
