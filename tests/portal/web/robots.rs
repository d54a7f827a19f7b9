//! What robots may read.

use crate::web::portal::get;

#[tokio::test]
async fn everything_may_be_read_and_the_site_map_says_where_it_is() {
    let answer = get("/robots.txt").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
    let lines: Vec<&str> = answer.text().lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines, ["User-agent: *", "Disallow: /admin", "Sitemap: https://portal.example/sitemap.xml"]);
}
