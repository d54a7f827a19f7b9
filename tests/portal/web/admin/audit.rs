//! The audit log: filtered, paged, whole, and as a file that no spreadsheet runs.

use leiden_international::accounts::audit::{self, Actor, Event};
use leiden_international::accounts::editor::Role;
use sqlx::PgPool;

use super::kit::{Desk, Person};
use crate::web::portal::noon;

/// An administrator, and 60 events: 59 invitations and one that begins like a formula.
async fn start(pool: &PgPool) -> (Desk, Person) {
    let desk = Desk::starter(pool).await;
    let mut conn = pool.acquire().await.unwrap();
    for number in 0..59 {
        let event = Event::new(Actor::System, "command line", "editor.invite", "editor", number);
        audit::record(&mut conn, &event, noon()).await.unwrap();
    }
    let event =
        Event::new(Actor::Visitor, "192.0.2.7", "entry.publish", "entry", "about").detail("=1+1").failed();
    audit::record(&mut conn, &event, noon()).await.unwrap();
    let olga = desk.person("olga", Role::Administrator).await;
    (desk, olga)
}

#[sqlx::test(migrations = "./migrations")]
async fn events_are_filtered_and_paged(pool: PgPool) {
    let (_, olga) = start(&pool).await;
    let page = olga.page("/admin/audit").await;
    assert_eq!(page.elements("tbody tr").len(), 50);
    assert!(page.only("#chain").contains("not checked"), "{}", page.only("#chain"));
    let link = page.attribute("#chain a", "href");
    assert!(olga.page(&link).await.only("#chain").contains("The log is whole"));
    assert!(page.texts("tbody tr")[0].contains("Failed"), "the newest first");
    let second = olga.page("/admin/audit?page=2").await;
    assert_eq!(second.elements("tbody tr").len(), 10);
    assert!(second.has("a[rel=prev]") && !second.has("a[rel=next]"));
    for (query, rows) in [
        ("action=entry", 1),
        ("action=editor.invite&page=2", 9),
        ("object=about", 1),
        ("from=2026-11-23", 0),
        ("until=2026-11-21", 0),
        ("from=2026-11-22&until=2026-11-22&action=entry.publish", 1),
        ("person=999999", 0),
        // What cannot be is not asked for.
        ("person=x&from=soon&page=0&action=entry", 1),
        ("page=99999999999&action=entry", 1),
        ("action=%25", 0),
    ] {
        let page = olga.page(&format!("/admin/audit?{query}")).await;
        assert_eq!(page.elements("tbody tr").len(), rows, "{query}");
    }
    let kept = olga.page("/admin/audit?action=entry&from=2026-11-22").await;
    assert_eq!(kept.attribute("#action", "value"), "entry");
    assert_eq!(kept.attribute("#from", "value"), "2026-11-22");
}

#[sqlx::test(migrations = "./migrations")]
async fn the_file_has_every_event_and_no_formula(pool: PgPool) {
    let (_, olga) = start(&pool).await;
    let answer = olga.get("/admin/audit.csv").await;
    assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8"));
    assert!(answer.header("content-disposition").unwrap().starts_with("attachment; filename=\"audit-2026-"));
    let text = answer.text();
    assert_eq!(text.lines().count(), 61);
    assert!(text.lines().nth(1).unwrap().ends_with("failed,'=1+1"), "{text}");
    let filtered = olga.get("/admin/audit.csv?action=entry").await;
    assert_eq!(filtered.text().lines().count(), 2);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_change_of_the_log_shows(pool: PgPool) {
    let (_, olga) = start(&pool).await;
    let mut conn = pool.acquire().await.unwrap();
    for change in [
        "alter table audit_event disable trigger audit_event_is_immutable",
        "update audit_event set actor = 'someone else' where id = 7",
    ] {
        sqlx::query(change).execute(&mut *conn).await.unwrap();
    }
    let page = olga.page("/admin/audit?verify=1").await;
    assert!(page.only("#chain").contains("at event 7"), "{}", page.only("#chain"));
}
