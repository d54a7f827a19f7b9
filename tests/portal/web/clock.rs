//! The clock jumps, as that of a machine does whose time is put right.

use jiff::{Span, ToSpan};
use sqlx::PgPool;

use crate::web::portal::{BASE, Portal, noon};

async fn pages(portal: &Portal) -> Vec<(String, Vec<u8>)> {
    let map = portal.get("/sitemap.xml").await;
    let addresses = map.text().split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next());
    let paths: Vec<String> = addresses.map(|address| address.replace(BASE, "")).collect();
    let mut pages = Vec::new();
    for path in paths {
        let answer = portal.get(&path).await;
        assert_eq!(answer.status, 200, "{path}");
        pages.push((path, answer.body));
    }
    pages
}

#[sqlx::test(migrations = "./migrations")]
async fn forward_and_back_every_page_is_there_and_then_the_same_again(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    let before = pages(&portal).await;
    assert!(before.len() > 20);
    let jumps: [Span; 5] = [10.hours(), (24 * 400).hours(), (-10).hours(), (-24 * 400).hours(), 0.hours()];
    for jump in jumps {
        portal.app.clock().set(noon() + jump);
        pages(&portal).await;
    }
    for ((path, before), (_, after)) in before.iter().zip(pages(&portal).await) {
        assert!(*before == after, "{path} is another");
    }
}
