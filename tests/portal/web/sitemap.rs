//! The site map: every page, for machines.

use std::collections::{BTreeMap, BTreeSet};

use sqlx::PgPool;

use crate::web::crawl::crawl;
use crate::web::portal::{Answer, BASE, Portal};

/// The value of each element of that name; the map is written by us, so it is read simply.
fn values<'a>(xml: &'a str, open: &'a str, close: &'a str) -> Vec<&'a str> {
    xml.split(open).skip(1).map(|rest| rest.split(close).next().unwrap()).collect()
}

/// Per address, its languages with their addresses.
pub(crate) fn read(answer: &Answer) -> BTreeMap<String, BTreeSet<(String, String)>> {
    let xml = answer.text();
    assert!(xml.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset "), "{xml}");
    values(xml, "<url>", "</url>")
        .into_iter()
        .map(|url| {
            assert_eq!(values(url, "<lastmod>", "</lastmod>"), ["2026-11-22"], "{url}");
            let alternates = values(url, "<xhtml:link ", "/>").into_iter().map(|link| {
                assert!(link.starts_with("rel=\"alternate\" "), "{link}");
                let attribute = |name: &str| values(link, &format!("{name}=\""), "\"").concat();
                (attribute("hreflang"), attribute("href"))
            });
            (values(url, "<loc>", "</loc>").concat(), alternates.collect())
        })
        .collect()
}

#[sqlx::test(migrations = "./migrations")]
async fn it_lists_the_pages_that_there_are_and_no_others(pool: PgPool) {
    for portal in [Portal::starter(&pool).await, Portal::example(&pool).await] {
        let answer = portal.get("/sitemap.xml").await;
        assert_eq!(answer.header("content-type"), Some("application/xml; charset=utf-8"));
        let listed = read(&answer);
        let pages = crawl(&portal, &["/en", "/nl"]).await.pages();
        let found: BTreeSet<String> = pages.iter().map(|page| format!("{BASE}{}", page.path)).collect();
        assert_eq!(listed.keys().cloned().collect::<BTreeSet<_>>(), found);
        for page in pages {
            let mut alternates = page.alternates();
            alternates.retain(|(lang, _)| lang != "x-default");
            assert_eq!(listed[&format!("{BASE}{}", page.path)], alternates, "{}", page.path);
        }
    }
}

#[tokio::test]
async fn without_content_it_is_empty() {
    let answer = crate::web::portal::get("/sitemap.xml").await;
    assert_eq!(answer.status, 200);
    assert!(read(&answer).is_empty());
}
