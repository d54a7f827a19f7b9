//! About this website; with the list of its pages, the second way to find one.

use sqlx::PgPool;

use crate::web::crawl::crawl;
use crate::web::portal::Portal;

#[sqlx::test(migrations = "./migrations")]
async fn it_lists_every_page_of_its_language(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    for (path, home, title) in [("/en/about", "/en", "All pages"), ("/nl/over", "/nl", "Alle pagina's")] {
        let page = portal.page(path).await;
        assert!(page.texts("main h2").iter().any(|heading| heading == title), "{path}");
        let listed = page.attributes("section[aria-labelledby=_pages] a", "href");
        let all = crawl(&portal, &[home]).await.pages();
        let own: Vec<_> = all
            .iter()
            .filter(|page| page.path == home || page.path.starts_with(&format!("{home}/")))
            .collect();
        for page in &own {
            assert_eq!(
                listed.iter().filter(|href| **href == page.path).count(),
                1,
                "{} in {path}",
                page.path
            );
        }
        assert_eq!(listed.len(), own.len());
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn pages_stand_below_the_page_they_belong_to(pool: PgPool) {
    let page = Portal::starter(&pool).await.page("/en/about").await;
    for (selector, href) in [
        ("section > ul > li > a", "/en/policy"),
        ("section > ul > li > ul > li > a", "/en/policy/goals"),
        ("section > ul > li > ul > li > ul > li > a", "/en/policy/goals/attract-talent"),
    ] {
        assert!(
            page.attributes(&format!("main {selector}"), "href").iter().any(|found| found == href),
            "{href}"
        );
    }
}
