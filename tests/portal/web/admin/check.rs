//! Whether the details of a contact are right: what staff say, and the links that they give to organisations.

use leiden_international::accounts::editor::Role;
use serde_json::{Value, json};
use sqlx::PgPool;

use super::kit::{Desk, Person, fields, with};
use crate::web::page::Page;
use crate::web::portal::{Portal, file, noon};

/// Details that were checked six months ago, or never, or are not confirmed.
pub(crate) fn details() -> Value {
    json!({
        "kind": "contact",
        "organisation": "other",
        "email": { "value": "desk@example.org", "checked_on": "2026-05-22" },
        "website": { "value": "https://desk.example.org/", "checked_on": "2026-05-22" },
        "phones": [
            { "value": { "number": "071 000 0000" }, "checked_on": "2026-05-22" },
            { "value": { "number": "071 000 0001" }, "unconfirmed": true },
        ],
        "address": {
            "value": { "street": "Invented Street 1", "postcode": "2300 AA", "city": "Leiden" },
            "checked_on": "2026-05-22",
        },
        "fees": { "value": { "en": "It is free.", "nl": "Het is gratis." }, "unconfirmed": true },
    })
}

/// The file of a contact with those fields.
pub(crate) fn contact(fields: &Value) -> leiden_international::content::exchange::SourceFile {
    file(&json!({
        "id": "helpdesk", "parent": null, "position": 90,
        "live": {
            "shared": { "fields": fields },
            "texts": {
                "en": { "title": "Helpdesk", "slug": "helpdesk" },
                "nl": { "title": "Hulpbalie", "slug": "hulpbalie" },
            },
        },
    }))
}

/// The starter content and a contact with those fields.
pub(crate) async fn desk(pool: &PgPool, fields: &Value) -> Desk {
    let desk = Desk::of(Portal::starter(pool).await);
    desk.portal.import(&[contact(fields)]).await;
    desk
}

/// Makes a link in a language; returns its path.
pub(crate) async fn link(author: &Person, lang: &str) -> String {
    let form = [("mailbox", "desk@example.org"), ("lang", lang)];
    let answer = author.post("/admin/pages/helpdesk/check/link", &form).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let link = Page::new("link", &answer).attribute("#link", "value");
    link.strip_prefix("https://portal.example").unwrap().to_owned()
}

async fn confirmations(pool: &PgPool) -> i64 {
    sqlx::query_scalar("select count(*) from confirmation").fetch_one(pool).await.unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn staff_confirm_all_details_with_one_press(pool: PgPool) {
    let desk = desk(&pool, &details()).await;
    let author = desk.person("anna", Role::Author).await;
    let page = author.page("/admin/pages/helpdesk/check").await;
    assert_eq!(page.texts("tbody th"), ["E-mail address", "Website", "Phone number", "Address"]);
    assert!(!page.main().contains("071 000 0001") && !page.main().contains("It is free."));
    let answer = author.post_form("/admin/pages/helpdesk/check", &fields(&page, "confirm")).await;
    let page = author.follow(&answer).await;
    let checked = page.texts("tbody td:last-child");
    assert_eq!(checked, vec!["22 November 2026, by anna"; 4]);
    desk.portal.renew().await;
    let read = desk.portal.page("/en/helpdesk").await;
    assert_eq!(read.only("#_checked"), "Checked on 22 November 2026");
    let revisions: i64 = sqlx::query_scalar("select count(*) from revision where entry_id = 'helpdesk'")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(revisions, 1, "a confirmation is no version");
}

#[sqlx::test(migrations = "./migrations")]
async fn what_was_not_shown_is_not_confirmed(pool: PgPool) {
    let desk = desk(&pool, &details()).await;
    let author = desk.person("anna", Role::Author).await;
    let sent = fields(&author.page("/admin/pages/helpdesk/check").await, "confirm");
    let mut changed = details();
    changed["email"]["value"] = json!("other@example.org");
    desk.portal.import(&[contact(&changed)]).await;
    for form in [sent.clone(), with(sent, &[("shown", "")])] {
        let answer = author.post_form("/admin/pages/helpdesk/check", &form).await;
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains("other@example.org"), "the page shows them as they are now");
    }
    assert_eq!(confirmations(&pool).await, 0);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_no_contact_has_no_details(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let author = desk.person("anna", Role::Author).await;
    for path in ["/admin/pages/about/check", "/admin/pages/none/check"] {
        assert_eq!(author.get(path).await.status, 404, "{path}");
        for end in ["", "/owner", "/link", "/link/1/end", "/remark/1/dismiss"] {
            assert_eq!(author.post(&format!("{path}{end}"), &[]).await.status, 404, "{path}{end}");
        }
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn the_owner_finds_their_own_contacts_first(pool: PgPool) {
    let desk = desk(&pool, &details()).await;
    desk.portal.app.clock().set("2026-11-23T11:00:00Z".parse().unwrap());
    let (anna, ben) = (desk.person("anna", Role::Author).await, desk.person("ben", Role::Author).await);
    let id = anna.editor.unwrap().0.to_string();
    let owner = "/admin/pages/helpdesk/check/owner";
    for wrong in ["0", "x"] {
        assert_eq!(anna.post(owner, &[("owner", wrong)]).await.status, 422, "{wrong}");
    }
    assert_eq!(anna.post(owner, &[]).await.status, 422);
    let page = anna.follow(&anna.post(owner, &[("owner", &id)]).await).await;
    assert_eq!(page.attribute("#owner option[selected]", "value"), id);
    let first = async |person: &Person| {
        person.page("/admin").await.texts("section[aria-labelledby=overdue] .lp-row__title")[0].clone()
    };
    assert!(first(&anna).await.starts_with("Helpdesk: "), "{}", first(&anna).await);
    assert!(!first(&ben).await.starts_with("Helpdesk: "), "{}", first(&ben).await);
    anna.post(owner, &[("owner", "")]).await;
    assert!(!first(&anna).await.starts_with("Helpdesk: "));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_link_is_shown_once_and_can_be_ended(pool: PgPool) {
    let desk = desk(&pool, &details()).await;
    let author = desk.person("anna", Role::Author).await;
    let page = author.page("/admin/pages/helpdesk/check").await;
    assert_eq!(page.attribute("#mailbox", "value"), "desk@example.org");
    for form in [[("mailbox", "nobody"), ("lang", "en")], [("mailbox", "desk@example.org"), ("lang", "de")]] {
        let answer = author.post("/admin/pages/helpdesk/check/link", &form).await;
        assert_eq!(answer.status, 422, "{form:?}");
        assert_eq!(Page::new("link", &answer).attribute("#mailbox", "value"), form[0].1);
    }
    let link = link(&author, "en").await;
    let token = link.rsplit('/').next().unwrap();
    let stored: String = sqlx::query_scalar("select string_agg(check_link::text, '') from check_link")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert!(!stored.contains(token), "only the hash is kept");
    let page = author.page("/admin/pages/helpdesk/check").await;
    assert!(!page.main().contains(token));
    let end = page.attribute("form[action$='/end']", "action");
    assert_eq!(desk.visitor().get(&link).await.status, 200);
    author.follow(&author.post(&end, &[]).await).await;
    assert_eq!(desk.visitor().get(&link).await.status, 404);
    assert_eq!(author.post(&end, &[]).await.status, 404, "it has ended already");
    desk.portal.app.clock().set(noon());
}
