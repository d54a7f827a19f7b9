//! Where to report a vulnerability (RFC 9116).

use std::collections::BTreeMap;

use axum::http::{Method, StatusCode};
use jiff::{Timestamp, ToSpan};
use leiden_international::config::SecurityContact;

use crate::web::portal::{Answer, app_with, get, noon, request, send};

const PATH: &str = "/.well-known/security.txt";

async fn file(contact: &str, days_later: i64) -> Answer {
    let app = app_with(|settings| {
        settings.security_contact = Some(SecurityContact::parse(contact).unwrap());
    });
    app.clock().set(noon() + (24 * days_later).hours());
    send(leiden_international::router(app, None), request(Method::GET, PATH, &[])).await
}

/// Each field with its values.
fn fields(answer: &Answer) -> BTreeMap<String, Vec<String>> {
    let mut fields: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in answer.text().lines() {
        let (name, value) = line.split_once(": ").unwrap();
        assert!(!name.contains(' ') && value.trim() == value, "{line}");
        fields.entry(name.to_lowercase()).or_default().push(value.to_owned());
    }
    fields
}

#[tokio::test]
async fn nobody_is_named_who_was_not_asked() {
    let answer = get(PATH).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(answer.only("h1"), "Page not found");
}

#[tokio::test]
async fn it_says_what_the_standard_asks() {
    for contact in ["mailto:security@example.nl", "https://example.nl/report", "tel:+31-71-000-0000"] {
        let answer = file(contact, 0).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
        assert!(answer.text().ends_with('\n') && !answer.text().starts_with('\u{feff}'));
        let fields = fields(&answer);
        assert_eq!(fields["contact"], [contact]);
        assert_eq!(fields["canonical"], ["https://portal.example/.well-known/security.txt"]);
        assert_eq!(fields["preferred-languages"], ["en, nl"]);
        assert_eq!(fields["expires"].len(), 1);
    }
}

/// A file that nobody renews by hand must never run out.
#[tokio::test]
async fn it_is_always_valid_for_less_than_a_year() {
    for days_later in [0, 1, 179, 180, 181, 3_650] {
        let now = noon() + (24 * days_later).hours();
        let answer = file("mailto:security@example.nl", days_later).await;
        let expires: Timestamp = fields(&answer)["expires"][0].parse().unwrap();
        assert!(expires > now + (24 * 30).hours(), "{expires}");
        assert!(expires < now + (24 * 365).hours(), "{expires}");
    }
}
