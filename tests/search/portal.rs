//! A portal to search in.

use axum::Router;
use axum::body::Body;
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use leiden_international::clock::Clock;
use leiden_international::config::{BaseUrl, StarterContent};
use leiden_international::content::exchange;
use leiden_international::content::published::Published;
use leiden_international::jobs::renewal;
use leiden_international::web::{App, Locales, Settings};
use sqlx::PgPool;
use tower::ServiceExt;

/// An application without content.
pub(crate) fn app() -> App {
    let settings = Settings {
        base_url: BaseUrl::parse("https://portal.example").unwrap(),
        hsts_subdomains: true,
        security_contact: None,
        admin_host: None,
        staff_mfa_required: false,
        trusted_proxies: Vec::new(),
    };
    let clock = Clock::frozen("2026-11-22T11:00:00Z".parse().unwrap());
    App::new(Published::default(), Locales::load().unwrap(), clock, settings)
}

/// An application with every feature filled and the synonyms of a new portal.
pub(crate) async fn example(pool: &PgPool) -> App {
    let app = app();
    let mut conn = pool.acquire().await.unwrap();
    exchange::load_if_empty(&mut conn, StarterContent::Example, app.clock().now()).await.unwrap();
    renewal::renew(&app, pool).await.unwrap();
    app
}

/// The page at that address, which has to be there.
pub(crate) async fn get(router: &Router, path: &str) -> String {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    assert_eq!(parts.status, StatusCode::OK, "{path}");
    String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap()
}
