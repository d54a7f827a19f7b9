//! How often pages were read, by day.

use jiff::civil::{Date, date};
use leiden_international::content::page_view::{self, Views};
use leiden_international::lang::Lang::{self, En, Nl};
use sqlx::PgPool;

use crate::content::support::{Draft, Site, id};

fn views(entry: &str, lang: Lang, day: Date, count: i64) -> Views {
    Views { entry: id(entry), lang, day, count }
}

#[sqlx::test(migrations = "./migrations")]
async fn counts_add_up_by_entry_language_and_day(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    for name in ["a", "b"] {
        site.publish(name, Draft::page(name)).await;
    }
    let [first, second] = [date(2026, 11, 22), date(2026, 11, 23)];
    let batches = [
        vec![views("a", En, first, 3), views("a", Nl, first, 1), views("never-there", En, first, 9)],
        vec![views("a", En, first, 2), views("a", En, second, 1), views("b", Nl, second, 4)],
        vec![views("b", Nl, second, 1), views("b", Nl, second, 1)],
    ];
    for batch in &batches {
        page_view::add(&mut conn, batch).await.unwrap();
    }
    let all = page_view::count_since(&mut *conn, first).await.unwrap();
    let expected = [((id("a"), En), 6), ((id("a"), Nl), 1), ((id("b"), Nl), 6)];
    assert_eq!(all, expected.into());
    page_view::forget_before(&mut conn, second).await.unwrap();
    let left = page_view::count_since(&mut *conn, first).await.unwrap();
    assert_eq!(left, [((id("a"), En), 1), ((id("b"), Nl), 6)].into());
}
