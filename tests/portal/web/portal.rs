//! A portal to send requests to, and what comes back.

use std::convert::Infallible;
use std::fmt::Debug;

use axum::body::{Body, Bytes, HttpBody};
use axum::http;
use http::{HeaderMap, Method, Request, Response, StatusCode};
use http_body_util::BodyExt;
use jiff::Timestamp;
use leiden_international::clock::Clock;
use leiden_international::config::StarterContent;
use leiden_international::content::exchange::{self, SourceFile};
use leiden_international::content::published::{self, Published};
use leiden_international::web::{App, Locales, Settings, page_cache::Front};
use scraper::{Html, Selector};
use serde_json::Value;
use sqlx::{PgConnection, PgPool};
use tower::{Service, ServiceExt};

use crate::filled::fill;
use crate::settings::settings;
use crate::web::page::Page;

pub(crate) use crate::settings::BASE;

/// An application at noon on 22 November 2026, with the settings of a production portal and no content.
pub(crate) fn app() -> App {
    app_with(|_| {})
}

pub(crate) fn app_with(change: impl FnOnce(&mut Settings)) -> App {
    let mut settings = settings();
    change(&mut settings);
    App::new(Published::default(), Locales::load().unwrap(), Clock::frozen(noon()), settings)
}

/// Noon in Leiden on 22 November 2026, when everything in these tests happens.
pub(crate) fn noon() -> Timestamp {
    "2026-11-22T11:00:00Z".parse().unwrap()
}

pub(crate) fn router() -> Front {
    leiden_international::router(app(), None)
}

/// A portal with content of its own.
pub(crate) struct Portal {
    pub(crate) app: App,
    pub(crate) pool: PgPool,
}

impl Portal {
    /// With the texts that a new portal has.
    pub(crate) async fn starter(pool: &PgPool) -> Portal {
        Portal::filled(pool, "starter", StarterContent::Starter, app()).await
    }

    /// With every feature filled.
    pub(crate) async fn example(pool: &PgPool) -> Portal {
        Portal::filled(pool, "example", StarterContent::Example, app()).await
    }

    pub(crate) async fn with(pool: &PgPool, files: &[SourceFile]) -> Portal {
        let portal = Portal { app: app(), pool: pool.clone() };
        portal.import(files).await;
        portal
    }

    /// With the texts that a new portal has, and other settings.
    pub(crate) async fn set(pool: &PgPool, change: impl FnOnce(&mut Settings)) -> Portal {
        Portal::filled(pool, "starter", StarterContent::Starter, app_with(change)).await
    }

    async fn filled(pool: &PgPool, name: &'static str, content: StarterContent, app: App) -> Portal {
        fill(pool, name, async |conn| take_in(conn, &exchange::files(content)).await).await;
        let portal = Portal { app, pool: pool.clone() };
        portal.renew().await;
        portal
    }

    /// Takes in these files and shows what is live then.
    pub(crate) async fn import(&self, files: &[SourceFile]) {
        take_in(&mut self.pool.acquire().await.unwrap(), files).await;
        self.renew().await;
    }

    /// Shows what is live now.
    pub(crate) async fn renew(&self) {
        self.app.publish(published::load(&self.pool).await.unwrap());
    }

    pub(crate) fn router(&self) -> Front {
        leiden_international::router(self.app.clone(), None)
    }

    pub(crate) async fn send(&self, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
        send(self.router(), request(method, path, headers)).await
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, &[]).await
    }

    /// The page at an address, which has to be there.
    pub(crate) async fn page(&self, path: &str) -> Page {
        let answer = self.get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        Page::new(path, &answer)
    }

    /// Asserts that the content of a page says all of these.
    pub(crate) async fn assert_says(&self, path: &str, sentences: &[&str]) {
        let main = self.page(path).await.main();
        for sentence in sentences {
            assert!(main.contains(&plain(sentence)), "{path} does not say {sentence:?}, but: {main}");
        }
    }

    /// Asserts that a page says none of these, in no part of it.
    pub(crate) async fn assert_never_says(&self, path: &str, sentences: &[&str]) {
        let answer = self.get(path).await;
        let text = plain(answer.text());
        for sentence in sentences {
            assert!(!text.contains(&plain(sentence)), "{path} says {sentence:?}");
        }
    }
}

/// Words as a reader sees them: white space and the shape of quotes do not count.
pub(crate) fn plain(text: &str) -> String {
    let text = text.replace(['’', '‘'], "'").replace(['“', '”'], "\"");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The file of one entry.
pub(crate) fn file(entry: &Value) -> SourceFile {
    SourceFile { name: format!("{}.json", entry["id"].as_str().unwrap()), text: entry.to_string() }
}

/// Takes in these files. A language that a file has both live and withdrawn is published first, and then withdrawn.
async fn take_in(conn: &mut PgConnection, files: &[SourceFile]) {
    let (before, after): (Vec<_>, Vec<_>) = files.iter().map(published_and_withdrawn).unzip();
    exchange::import(conn, &before, noon()).await.unwrap();
    exchange::import(conn, &after, noon()).await.unwrap();
}

/// The file before and after what it withdraws is withdrawn.
fn published_and_withdrawn(source: &SourceFile) -> (SourceFile, SourceFile) {
    let Ok(mut entry) = serde_json::from_str::<Value>(&source.text) else {
        return (source.clone(), source.clone());
    };
    let withdrawn: Vec<Value> = entry["withdrawn"].as_array().cloned().unwrap_or_default();
    if withdrawn.is_empty() || entry["live"].is_null() {
        return (source.clone(), source.clone());
    }
    let mut before = entry.clone();
    before.as_object_mut().unwrap().remove("withdrawn");
    entry["draft"] = entry["live"].clone();
    let texts = entry["live"]["texts"].as_object_mut().unwrap();
    texts.retain(|lang, _| !withdrawn.iter().any(|withdrawal| withdrawal["lang"] == **lang));
    if texts.is_empty() {
        entry.as_object_mut().unwrap().remove("live");
    }
    (file(&before), file(&entry))
}

/// The starter's file of that entry, changed.
pub(crate) fn edited(entry: &str, edit: impl FnOnce(&mut Value)) -> SourceFile {
    let files = exchange::files(StarterContent::Starter);
    let found = files.iter().find(|file| file.name == format!("{entry}.json")).unwrap();
    let mut value: Value = serde_json::from_str(&found.text).unwrap();
    edit(&mut value);
    file(&value)
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

    pub(crate) fn is_html(&self) -> bool {
        self.header("content-type").is_some_and(|value| value.starts_with("text/html"))
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

/// Sends a request to a portal, or to a router without what stands in front of it.
pub(crate) async fn send<S, B>(portal: S, request: Request<Body>) -> Answer
where
    S: Service<Request<Body>, Response = Response<B>, Error = Infallible>,
    B: HttpBody<Data = Bytes>,
    B::Error: Debug,
{
    let (parts, body) = portal.oneshot(request).await.unwrap().into_parts();
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
