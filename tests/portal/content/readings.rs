//! What an instance reads of what is live: everything once, and from then on what may have changed.

use std::time::Duration;

use leiden_international::content::published::{Row, Seen, read};
use sqlx::{Connection, PgConnection, PgPool};
use tokio::time::timeout;

use crate::content::support::{BOTH, Draft, Site};

/// Waits until nothing that began before the last change runs any more: what runs may be in another test's database, and
/// until it has ended, what changed since may be read once more.
async fn settled(conn: &mut PgConnection) {
    let is_settled = "select pg_snapshot_xmin(pg_current_snapshot()) > max(transaction_id) from change";
    let waiting = async {
        while !sqlx::query_scalar::<_, bool>(is_settled).fetch_one(&mut *conn).await.unwrap() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    assert!(timeout(Duration::from_secs(60), waiting).await.is_ok(), "something runs for a minute");
}

/// What is read when nothing else runs.
async fn names_settled(conn: &mut PgConnection, since: &Seen) -> (Vec<String>, Option<Seen>) {
    settled(conn).await;
    names(conn, since).await
}

async fn names(conn: &mut PgConnection, since: &Seen) -> (Vec<String>, Option<Seen>) {
    let (rows, seen) = read(conn, Some(since)).await.unwrap();
    (rows.iter().map(|row: &Row| row.id().to_string()).collect(), seen)
}

#[sqlx::test(migrations = "./migrations")]
async fn only_what_has_changed_is_read_again(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    for name in ["a", "b", "c"] {
        site.publish(name, Draft::page(name)).await;
    }
    settled(site.conn).await;
    let (rows, seen) = read(&mut *site.conn, None).await.unwrap();
    assert_eq!(rows.len(), 3);
    let seen = seen.unwrap();
    assert_eq!(names_settled(site.conn, &seen).await, (Vec::new(), None));

    site.save("a", Draft::page("a").title(BOTH[0], "A draft")).await;
    assert_eq!(names_settled(site.conn, &seen).await.0, Vec::<String>::new());
    site.publish("b", Draft::page("b").title(BOTH[0], "Other")).await;
    let (found, seen) = names_settled(site.conn, &seen).await;
    assert_eq!(found, ["b"]);
    // What stands below it moves with it.
    site.move_below("c", Some("a")).await.unwrap();
    let (found, seen) = names_settled(site.conn, &seen.unwrap()).await;
    assert_eq!(found, ["c"]);
    site.publish("a", Draft::page("another-word")).await;
    let (mut found, seen) = names_settled(site.conn, &seen.unwrap()).await;
    found.sort();
    assert_eq!(found, ["a", "c"]);
    site.withdraw("b", BOTH, None).await.unwrap();
    assert_eq!(names_settled(site.conn, &seen.unwrap()).await.0, ["b"]);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_was_under_way_at_a_reading_is_in_the_next(pool: PgPool) {
    let (mut one, mut other) = (pool.acquire().await.unwrap(), pool.acquire().await.unwrap());
    Site::new(&mut one).publish("a", Draft::page("a")).await;
    Site::new(&mut one).publish("b", Draft::page("b")).await;
    let mut slow = one.begin().await.unwrap();
    // Publications wait for one another, so something else is slow.
    sqlx::query("update entry set position = 20 where id = 'a'").execute(&mut *slow).await.unwrap();
    // Whoever began later ends first, and is read meanwhile.
    Site::new(&mut other).publish("b", Draft::page("b").title(BOTH[0], "Quick")).await;
    let (_, seen) = read(&mut *other, None).await.unwrap();
    let seen = seen.unwrap();
    assert!(!names(&mut other, &seen).await.0.contains(&"a".to_owned()));
    slow.commit().await.unwrap();
    assert!(names(&mut other, &seen).await.0.contains(&"a".to_owned()));
}
