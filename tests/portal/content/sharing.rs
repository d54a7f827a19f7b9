//! Links for someone without an account.

use jiff::ToSpan;
use leiden_international::content::{error::Error, share};
use sqlx::PgPool;

use crate::content::support::{Draft, Site, editor, id};

#[sqlx::test(migrations = "./migrations")]
async fn a_link_works_until_it_expires_or_is_revoked(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let ann = editor(&mut conn, "ann").await;
    let mut site = Site::new(&mut conn);
    let saved = site.publish("a", Draft::page("a")).await;
    let (entry, now) = (id("a"), site.now);
    let end = now + 1.hour();
    let (one, two) = ([1_u8; 32], [2_u8; 32]);
    let first = share::create(site.conn, &one, &entry, saved.id, end, ann, now).await.unwrap();
    share::create(site.conn, &two, &entry, saved.id, end, ann, now).await.unwrap();
    let refused = share::create(site.conn, &[3; 32], &id("b"), saved.id, end, ann, now).await;
    assert!(matches!(refused, Err(Error::NotFound(_))), "{refused:?}");

    let found = share::find_working(&mut *site.conn, &one, now).await.unwrap().unwrap();
    assert_eq!((found.id, found.entry, found.revision_id, found.number), (first, entry.clone(), saved.id, 1));
    assert!(share::find_working(&mut *site.conn, &[9; 32], now).await.unwrap().is_none());
    assert!(share::find_working(&mut *site.conn, &one, end).await.unwrap().is_none(), "expired");
    assert_eq!(share::list_working(&mut *site.conn, &entry, now).await.unwrap().len(), 2);

    assert!(!share::revoke(site.conn, &id("b"), first, now).await.unwrap(), "of another entry");
    assert!(share::revoke(site.conn, &entry, first, now).await.unwrap());
    assert!(!share::revoke(site.conn, &entry, first, now).await.unwrap(), "once");
    assert!(share::find_working(&mut *site.conn, &one, now).await.unwrap().is_none(), "revoked");
    assert!(share::find_working(&mut *site.conn, &two, now).await.unwrap().is_some());
}
