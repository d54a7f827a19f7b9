//! Opening hours as visitors and their programs get them, with the schedule of 2023, which is a fixture and was never
//! published.

mod alike;
mod files;
mod sentences;

use jiff::Timestamp;
use leiden_international::clock;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::web::portal::{Portal, edited};

pub(crate) const CENTRES: [&str; 2] =
    ["/en/contact/leiden-international-centre", "/nl/contact/leiden-international-centre"];

/// The portal of 2023: the centre with its hours.
pub(crate) async fn portal_of_2023(pool: &PgPool) -> Portal {
    portal_with(pool, hours_of_2023()).await
}

/// A portal whose centre has these fields besides its own.
pub(crate) async fn portal_with(pool: &PgPool, fields: Value) -> Portal {
    let portal = Portal::starter(pool).await;
    let centre = edited("leiden-international-centre", |centre| {
        for part in ["live", "draft"] {
            if let Some(own) = centre.pointer_mut(&format!("/{part}/shared/fields")) {
                own.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
            }
        }
    });
    portal.import(&[centre]).await;
    portal
}

fn service(names: [&str; 2], mode: &str, hours: &str) -> Value {
    json!({ "value": { "name": { "en": names[0], "nl": names[1] }, "mode": mode, "hours": hours } })
}

fn hours_of_2023() -> Value {
    let closed: serde_json::Map<_, _> = leiden_international::content::hours::Holiday::ALL
        .iter()
        .map(|holiday| (holiday.as_str().to_owned(), json!("closed")))
        .collect();
    json!({
        "services": {
            "1": service(["BSN registration", "BSN-registratie"], "by_appointment", "Mo 09:00-12:15; We 09:00-16:30"),
            "2": service(["Helpdesk", "Helpdesk"], "walk_in", "Mo 15:00-17:00"),
        },
        "holidays": { "value": { "days": closed } },
        "exceptions": [{ "value": {
            "from": "2023-12-25", "until": "2023-12-29", "effect": "closed",
            "reason": { "en": "winter closing", "nl": "wintersluiting" },
        } }],
    })
}

/// A moment by the clocks of Leiden.
pub(crate) fn at(text: &str) -> Timestamp {
    let local: jiff::civil::DateTime = text.parse().unwrap();
    clock::zone().to_ambiguous_timestamp(local).compatible().unwrap()
}
