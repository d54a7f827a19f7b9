//! What was found right, and until when that holds.

use jiff::civil::{Date, date};
use leiden_international::content::confirmation::{self, By, Confirmation, digest};
use leiden_international::content::contact::Contact;
use leiden_international::content::entry::Fields;
use leiden_international::content::exchange::{self, SourceFile};
use leiden_international::content::overdue::{Checked, checked};
use serde_json::{Value, json};
use sqlx::{Connection, PgConnection, PgPool};

use crate::content::support::{Draft, Site, id};

const TODAY: Date = date(2026, 11, 22);

fn contact(fields: &Value) -> Contact {
    serde_json::from_value(fields.clone()).unwrap()
}

fn fields() -> Value {
    json!({
        "organisation": "other",
        "email": { "value": "desk@example.org", "checked_on": "2026-10-01" },
        "phones": [{ "value": { "number": "071 000 0000" } }, { "value": { "number": "071 000 0001" } }],
    })
}

fn digests(fields: &Value) -> Vec<String> {
    contact(fields).details(TODAY).iter().map(digest).collect()
}

#[test]
fn a_digest_is_about_what_is_said_and_nothing_else() {
    let before = digests(&fields());
    let mut other = fields();
    other["phones"].as_array_mut().unwrap().reverse();
    other["phones"][0]["source"] = json!("a letter");
    other["email"].as_object_mut().unwrap().remove("checked_on");
    let after = digests(&other);
    assert_eq!((&after[0], &after[1], &after[2]), (&before[0], &before[2], &before[1]));
    other["email"]["value"] = json!("other@example.org");
    assert_ne!(digests(&other)[0], before[0]);
    assert!(before.iter().all(|digest| digest.len() == 64), "{before:?}");
}

#[test]
fn the_detail_that_is_oldest_counts() {
    let mut fields = fields();
    assert_eq!(checked(&contact(&fields), TODAY), Checked { on: None, is_overdue: true });
    fields["phones"] = json!([{ "value": { "number": "071 000 0000" }, "checked_on": "2026-05-22" }]);
    let on = Some(date(2026, 5, 22));
    assert_eq!(checked(&contact(&fields), TODAY), Checked { on, is_overdue: false });
    assert_eq!(checked(&contact(&fields), date(2026, 11, 23)), Checked { on, is_overdue: true });
    let nothing = contact(&json!({ "organisation": "other" }));
    assert_eq!(checked(&nothing, TODAY), Checked { on: None, is_overdue: false });
}

#[test]
fn days_that_are_past_are_not_to_be_checked() {
    let exception = |until: &str| {
        contact(&json!({
            "organisation": "other",
            "exceptions": [{ "value": { "from": "2026-11-01", "until": until, "effect": "closed" } }],
        }))
    };
    assert_eq!(exception("2026-11-22").details(TODAY).len(), 1);
    assert_eq!(exception("2026-11-21").details(TODAY).len(), 0);
}

async fn confirm(conn: &mut PgConnection, digests: &[String], on: Date) {
    let at = "2026-11-22T11:00:00Z".parse().unwrap();
    let said = Confirmation { digests: digests.to_vec(), by: By::Mailbox("desk@example.org".into()), on, at };
    confirmation::record(conn, &id("desk"), &said).await.unwrap();
}

async fn days(site: &mut Site<'_>) -> Vec<Option<Date>> {
    let published = site.published().await;
    match &published.entry(&id("desk")).unwrap().fields {
        Fields::Contact(contact) => contact.details(TODAY).iter().map(|item| item.checked_on).collect(),
        other => unreachable!("{other:?}"),
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_confirmation_holds_while_a_detail_says_the_same(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("desk", Draft::contact("desk", fields())).await;
    let (first, later) = (date(2026, 9, 1), date(2026, 11, 3));
    confirm(site.conn, &digests(&fields()), first).await;
    let own = Some(date(2026, 10, 1));
    assert_eq!(days(&mut site).await, [own, Some(first), Some(first)], "the later of two days counts");
    confirm(site.conn, &digests(&fields())[1..2], later).await;
    assert_eq!(days(&mut site).await, [own, Some(later), Some(first)]);
    let mut changed = fields();
    changed["phones"][0]["value"]["number"] = json!("071 000 0002");
    site.publish("desk", Draft::contact("desk", changed)).await;
    assert_eq!(days(&mut site).await, [own, None, Some(first)], "another number was never checked");
    site.publish("desk", Draft::contact("desk", fields())).await;
    assert_eq!(days(&mut site).await, [own, Some(later), Some(first)], "what it said before was");
    for change in ["update confirmation set mailbox = 'x'", "delete from confirmation"] {
        assert!(sqlx::query(change).execute(&mut *site.conn).await.is_err(), "{change}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn confirmations_go_out_and_come_in(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("desk", Draft::contact("desk", fields())).await;
    confirm(site.conn, &digests(&fields()), date(2026, 11, 3)).await;
    let exported = exchange::export(&mut conn).await.unwrap();
    let source = |text: String| SourceFile { name: "desk.json".to_owned(), text };
    let files = [source(exported[0].to_text())];
    let at = "2026-11-22T11:00:00Z".parse().unwrap();
    let again = exchange::import(&mut conn, &files, at).await.unwrap();
    assert_eq!(again, exchange::Imported::default(), "importing an export changes nothing");
    let mut transaction = conn.begin().await.unwrap();
    sqlx::query("alter table confirmation disable trigger all").execute(&mut *transaction).await.unwrap();
    sqlx::query("delete from confirmation").execute(&mut *transaction).await.unwrap();
    transaction.commit().await.unwrap();
    let taken = exchange::import(&mut conn, &files, at).await.unwrap();
    assert_eq!(taken.confirmations, 3);
    assert_eq!(exchange::export(&mut conn).await.unwrap(), exported);
    let wrong = exported[0].to_text().replacen(&digests(&fields())[0], "no digest", 1);
    let refused = exchange::import(&mut conn, &[source(wrong)], at).await.unwrap_err().to_string();
    assert!(refused.contains("\"no digest\" is not a digest"), "{refused}");
}
