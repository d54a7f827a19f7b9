//! A portal to send requests to, and what comes back.

use std::sync::{Arc, Mutex};

use axum::body::Body;
use axum::{Router, http};
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use leiden_international::clock::Clock;
use leiden_international::config::BaseUrl;
use leiden_international::content::published::Published;
use leiden_international::web::{App, Locales, Settings};
use scraper::{Html, Selector};
use tower::ServiceExt;

/// An application at noon on 22 November 2026, with the settings of a production portal.
pub(crate) fn app() -> App {
    app_with(|_| {})
}

pub(crate) fn app_with(change: impl FnOnce(&mut Settings)) -> App {
    let mut settings = Settings {
        base_url: BaseUrl::parse("https://portal.example").unwrap(),
        hsts_subdomains: true,
        security_contact: None,
    };
    change(&mut settings);
    let clock = Clock::frozen("2026-11-22T11:00:00Z".parse().unwrap());
    App::new(Published::default(), Locales::load().unwrap(), clock, settings)
}

pub(crate) fn router() -> Router {
    leiden_international::router(app())
}

/// An answer, read to its end.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The only value of a header; a test fails when there are several.
    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        assert!(
            self.headers.get_all(name).iter().count() <= 1,
            "{name} is there more than once: {:?}",
            self.headers
        );
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    #[track_caller]
    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// The text of the only element that the selector finds.
    #[track_caller]
    pub(crate) fn only(&self, selector: &str) -> String {
        let html = Html::parse_document(self.text());
        let selector = Selector::parse(selector).unwrap();
        let found: Vec<_> = html.select(&selector).collect();
        assert_eq!(found.len(), 1, "{selector:?} in {}", self.text());
        found[0].text().collect::<String>().trim().to_owned()
    }

    /// An attribute of each element that the selector finds.
    #[track_caller]
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let html = Html::parse_document(self.text());
        let selector = Selector::parse(selector).unwrap();
        html.select(&selector).filter_map(|element| element.attr(name)).map(str::to_owned).collect()
    }
}

pub(crate) async fn send(router: Router, request: Request<Body>) -> Answer {
    let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
    let body = body.collect().await.unwrap().to_bytes().to_vec();
    Answer { status: parts.status, headers: parts.headers, body }
}

pub(crate) async fn get(path: &str) -> Answer {
    get_with(path, &[]).await
}

pub(crate) async fn get_with(path: &str, headers: &[(&str, &str)]) -> Answer {
    send(router(), request(Method::GET, path, headers)).await
}

pub(crate) fn request(method: Method, path: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::empty()).unwrap()
}

/// What this thread logs while the guard lives.
#[derive(Clone, Default)]
pub(crate) struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    pub(crate) fn start() -> (Log, tracing::subscriber::DefaultGuard) {
        let log = Log::default();
        let writer = log.clone();
        let subscriber = tracing_subscriber::fmt().json().with_max_level(tracing::Level::TRACE);
        let subscriber = subscriber.with_writer(move || writer.clone()).finish();
        (log, tracing::subscriber::set_default(subscriber))
    }

    pub(crate) fn lines(&self) -> Vec<serde_json::Value> {
        let bytes = self.0.lock().unwrap();
        std::str::from_utf8(&bytes).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}
