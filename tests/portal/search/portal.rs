//! A portal to search in.

use axum::body::Body;
use http::{Request, StatusCode};
use http_body_util::BodyExt;
use leiden_international::clock::Clock;
use leiden_international::config::StarterContent;
use leiden_international::content::exchange::{self, SourceFile};
use leiden_international::content::guidance;
use leiden_international::content::published::Published;
use leiden_international::jobs::renewal;
use leiden_international::web::{App, Locales, page_cache::Front};
use serde_json::{Value, json};
use sqlx::PgPool;
use tower::ServiceExt;

use crate::filled::fill;
use crate::settings::settings;

/// An application without content.
pub(crate) fn app() -> App {
    let clock = Clock::frozen("2026-11-22T11:00:00Z".parse().unwrap());
    App::new(Published::default(), Locales::load().unwrap(), clock, settings())
}

/// An application with every feature filled and the synonyms of a new portal, as it is when staff have confirmed its
/// statements and given the centre the short names that people use.
pub(crate) async fn example(pool: &PgPool) -> App {
    let app = app();
    let now = app.clock().now();
    fill(pool, "search", async |conn| {
        let files: Vec<SourceFile> = exchange::files(StarterContent::Example).iter().map(confirmed).collect();
        exchange::import(&mut *conn, &files, now).await.unwrap();
        guidance::load_starter(conn, now).await.unwrap();
    })
    .await;
    renewal::renew(&app, pool).await.unwrap();
    app
}

fn confirmed(source: &SourceFile) -> SourceFile {
    let mut entry: Value = serde_json::from_str(&source.text).unwrap();
    let outline = entry.pointer_mut("/live/shared/outline").and_then(Value::as_array_mut);
    for section in outline.into_iter().flatten() {
        section.as_object_mut().unwrap().remove("unconfirmed");
    }
    if entry["id"] == "leiden-international-centre" {
        entry["live"]["shared"]["fields"]["aliases"] = json!([{ "name": "LIC" }, { "name": "ECL" }]);
    }
    SourceFile { name: source.name.clone(), text: entry.to_string() }
}

/// The page at that address, which has to be there.
pub(crate) async fn get(router: &Front, path: &str) -> String {
    let request = Request::get(path).body(Body::empty()).unwrap();
    let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
    assert_eq!(parts.status, StatusCode::OK, "{path}");
    String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap()
}
