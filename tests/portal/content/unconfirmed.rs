//! What is not confirmed: found, confirmed, dropped.

use leiden_international::content::entry::{Body, Fields};
use leiden_international::content::tree;
use leiden_international::content::unconfirmed::{Place, confirm, drop, list, statements};
use leiden_international::lang::Lang::En;
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::content::support::{Draft, Site, id};

fn contact() -> Draft {
    let hidden = |value: Value| json!({ "value": value, "source": "a source", "unconfirmed": true });
    let fields = json!({
        "organisation": "other",
        "website": hidden(json!("https://a.example/")),
        "phones": [{ "value": { "number": "14 071" } }, hidden(json!({ "number": "14 072" }))],
        "former_names": [{ "name": "Before", "from": hidden(json!("1999")) }],
    });
    Draft::contact("c", fields)
        .says("s", "words")
        .says("t", "rumour")
        .unconfirmed("t")
        .remarks("t", "src", "note")
}

fn places(body: &Body) -> Vec<Place> {
    statements(body).into_iter().map(|statement| statement.place).collect()
}

fn detail(path: &str) -> Place {
    Place::Detail(path.to_owned())
}

fn rumour() -> Place {
    Place::Section("t".to_owned().try_into().unwrap())
}

#[test]
fn every_statement_is_found_with_its_words_and_source() {
    let body = contact().0;
    assert_eq!(
        places(&body),
        [detail("former_names.0.from"), detail("phones.1"), detail("website"), rumour()]
    );
    let found = statements(&body);
    assert_eq!(found[1].words.get(En).as_deref(), Some("number: 14 072"));
    assert_eq!(found[2].words.get(En).as_deref(), Some("https://a.example/"));
    assert_eq!(found[2].source.as_deref(), Some("a source"));
    assert_eq!(found[3].words.get(En).as_deref(), Some("rumour"));
    assert_eq!((found[3].source.as_deref(), found[3].note.as_deref()), (Some("src"), Some("note")));
}

#[test]
fn each_is_confirmed_or_dropped_by_itself() {
    let today = "2026-11-22".parse().unwrap();
    for place in places(&contact().0) {
        for keep in [true, false] {
            let mut body = contact().0;
            let change =
                |body: &mut Body| if keep { confirm(body, &place, today) } else { drop(body, &place) };
            assert!(change(&mut body), "{place:?}");
            assert!(!places(&body).contains(&place) || !keep, "{place:?}");
            assert_eq!(places(&body).len(), 3, "{place:?}");
            let text = serde_json::to_string(&body).unwrap();
            assert_eq!(text.contains("2026-11-22"), keep && place != rumour(), "{place:?}");
        }
    }
    let mut body = contact().0;
    for nothing in [detail("phones.0"), detail("phones.9"), detail("nothing"), detail("")] {
        assert!(!confirm(&mut body, &nothing, today) && !drop(&mut body, &nothing), "{nothing:?}");
    }
    assert_eq!(body, contact().0);
    assert!(drop(&mut body, &detail("phones.1")));
    let Fields::Contact(contact) = &body.shared.fields else { panic!() };
    assert_eq!(contact.phones.len(), 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn the_newest_revisions_of_what_is_not_archived_are_listed(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.publish("c", contact()).await;
    site.publish("confirmed", Draft::page("a").says("s", "x").unconfirmed("s")).await;
    site.publish("confirmed", Draft::page("a").says("s", "x")).await;
    site.create("old", contact().0.shared.fields.kind(), None).await;
    site.save("old", contact()).await;
    let now = site.now;
    assert!(tree::archive(site.conn, &id("old"), now).await.unwrap());
    let found = list(&mut *site.conn).await.unwrap();
    assert_eq!(found.iter().map(|found| found.entry.as_str()).collect::<Vec<_>>(), ["c"]);
    assert_eq!((found[0].revision, found[0].statements.len()), (1, 4));
}
