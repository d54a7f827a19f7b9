//! What pages load: style sheet, font, icon.

use sqlx::PgPool;

use crate::web::portal::{Portal, get};

#[sqlx::test(migrations = "./migrations")]
async fn what_a_page_loads_is_there_and_is_kept_for_ever(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let page = portal.page("/en").await;
    for (selector, kind) in [
        ("link[rel=stylesheet]", "text/css; charset=utf-8"),
        ("link[rel=icon]", "image/svg+xml"),
        ("link[rel=preload][as=font]", "font/woff2"),
    ] {
        let answer = portal.get(&page.attribute(selector, "href")).await;
        assert_eq!(answer.status, 200, "{selector}");
        assert!(answer.header("content-type").unwrap().starts_with(kind), "{selector}");
        assert_eq!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"));
        let tag = answer.header("etag").unwrap();
        let path = page.attribute(selector, "href");
        let again = portal.send(axum::http::Method::GET, &path, &[("if-none-match", tag)]).await;
        assert_eq!((again.status.as_u16(), again.body.len()), (304, 0), "{selector}");
        assert!(again.header("content-security-policy").is_some());
    }
}

#[tokio::test]
async fn another_name_is_not_found() {
    for path in ["/static/site.css", "/static/site-000000000000.css", "/static/", "/static/a/b"] {
        let answer = get(path).await;
        assert!(matches!(answer.status.as_u16(), 404 | 308), "{path}");
        assert_ne!(answer.header("cache-control"), Some("public, max-age=31536000, immutable"), "{path}");
    }
}
