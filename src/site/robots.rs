//! `/robots.txt`: everything may be read; the site map says where.

use axum::{extract::State, response::Response};
use http::header::CONTENT_TYPE;

use crate::web::{App, page_cache::Keep, urls};

/// The rules for robots (RFC 9309).
pub(super) async fn show(State(app): State<App>) -> Response {
    let sitemap = urls::absolute(&app.settings().base_url, "/sitemap.xml");
    let text = format!("User-agent: *\nDisallow: /admin\n\nSitemap: {sitemap}\n");
    let file = ([(CONTENT_TYPE, "text/plain; charset=utf-8")], text);
    super::kept(file, app.clock().now(), Keep::default())
}
