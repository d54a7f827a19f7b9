//! A contact is given an end and a successor.

use leiden_international::accounts::editor::Role;
use leiden_international::content::entry::Fields;
use sqlx::PgPool;

use super::{form, newest, press, shown};
use crate::web::admin::kit::Desk;

const CENTRE: &str = "leiden-international-centre";

#[sqlx::test(migrations = "./migrations")]
async fn a_day_and_a_successor_are_saved_together(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let sent = form(&anna, CENTRE).await;
    let page = anna.page(&format!("/admin/pages/{CENTRE}")).await;
    assert_eq!(
        page.attributes("[name='end.successor'] option", "value"),
        ["", "municipality-of-leiden"],
        "any other contact"
    );
    for (changes, field) in [
        (&[("end.on", "01-03-2027")][..], "#f-end-successor"),
        (&[("end.successor", "municipality-of-leiden")], "#f-end-on"),
        (&[("end.on", "spring"), ("end.successor", "municipality-of-leiden")], "#f-end-on"),
        (&[("end.on", "01-03-2027"), ("end.successor", "nobody")], "#f-end-successor"),
    ] {
        let answer = press(&anna, CENTRE, &sent, "save", changes).await;
        assert_eq!(answer.status, 422, "{changes:?}");
        let page = shown(&answer);
        assert_eq!(page.attributes(".lp-error-summary a", "href"), [field], "{changes:?}");
        assert_eq!(page.attribute(field, "aria-invalid"), "true");
    }
    let changes = [("end.on", "01-03-2027"), ("end.successor", "municipality-of-leiden")];
    let answer = press(&anna, CENTRE, &sent, "save", &changes).await;
    let page = anna.follow(&answer).await;
    assert_eq!(page.attribute("[name='end.on']", "value"), "2027-03-01");
    assert_eq!(
        page.attributes("[name='end.successor'] option[selected]", "value"),
        ["municipality-of-leiden"]
    );
    let Fields::Contact(contact) = newest(&pool, CENTRE).await.body.shared.fields else { panic!() };
    let end = contact.end.unwrap();
    assert_eq!(
        (end.on.to_string(), end.successor.to_string()),
        ("2027-03-01".to_owned(), "municipality-of-leiden".to_owned())
    );
}
