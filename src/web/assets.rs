//! The files under `/static/`: style sheets, font, drawings.
//!
//! Invariant: the address of a file holds the hash of its content, so what is behind an address never changes
//! and a browser need not ask twice.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use http::{HeaderMap, HeaderValue, StatusCode, Uri};

use crate::web::coding::Coding;

// `ASSETS`, written by static/build.mjs.
include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// A file that the binary carries.
#[derive(Debug)]
pub struct Asset {
    /// The name by which templates ask for it, for example `site.css`.
    pub name: &'static str,
    /// Its address, for example `/static/site-56e673f67e8a.css`.
    pub path: &'static str,
    /// The value of `Content-Type`.
    pub content_type: &'static str,
    /// The bytes as they are.
    pub identity: &'static [u8],
    /// The bytes compressed with gzip, where that makes them fewer.
    pub gzip: Option<&'static [u8]>,
    /// The bytes compressed with Brotli, where that makes them fewer.
    pub brotli: Option<&'static [u8]>,
}

/// The address of the file with that name, for templates. A name that does not exist fails a test; if one
/// were shipped all the same, the address would be empty.
pub fn asset(name: &str) -> &'static str {
    let found = ASSETS.iter().find(|asset| asset.name == name);
    debug_assert!(found.is_some(), "no asset is called {name:?}");
    found.map_or("", |asset| asset.path)
}

/// The file at that address.
pub fn find(path: &str) -> Option<&'static Asset> {
    ASSETS.iter().find(|asset| asset.path == path)
}

/// Answers GET and HEAD for everything below `/static/`.
pub async fn serve(uri: Uri, headers: HeaderMap) -> Response {
    match find(uri.path()) {
        Some(asset) => answer(asset, &headers),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn answer(asset: &'static Asset, request: &HeaderMap) -> Response {
    let (coding, bytes) = negotiate(asset, request);
    let tag = entity_tag(asset, coding);
    let unchanged = names_tag(request, &tag);
    let body = if unchanged { Body::empty() } else { Body::from(bytes) };
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(ETAG, tag);
    }
    if unchanged {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    if let Some(coding) = coding {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    response
}

/// The content coding to use and the bytes in it: the smallest of those that the browser likes best.
fn negotiate(asset: &'static Asset, request: &HeaderMap) -> (Option<&'static str>, &'static [u8]) {
    let in_coding = |coding| match coding {
        Coding::Brotli => asset.brotli,
        Coding::Gzip => asset.gzip,
        Coding::Identity => Some(asset.identity),
    };
    let coding = Coding::preferred(request, |coding| in_coding(coding).is_some());
    (coding.name(), in_coding(coding).unwrap_or(asset.identity))
}

/// A strong tag: the address holds the hash of the content, and each coding has bytes of its own.
fn entity_tag(asset: &Asset, coding: Option<&str>) -> String {
    let file = asset.path.trim_start_matches("/static/");
    match coding {
        Some(coding) => format!("\"{file}.{coding}\""),
        None => format!("\"{file}\""),
    }
}

/// Whether `If-None-Match` holds the tag (RFC 9110, section 13.1.2: the weak comparison).
fn names_tag(request: &HeaderMap, tag: &str) -> bool {
    let values = request.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = values.flat_map(|value| value.split(',')).map(str::trim);
    tags.any(|candidate| candidate == "*" || candidate.strip_prefix("W/").unwrap_or(candidate) == tag)
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::{Path, PathBuf};

    use axum::Router;
    use axum::routing::get;
    use http::{Method, Request};
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    use super::*;

    async fn request(method: Method, path: &str, headers: &[(&str, &str)]) -> (Response<()>, Vec<u8>) {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let router: Router = Router::new().route("/static/{name}", get(serve));
        let response = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        (Response::from_parts(parts, ()), body.collect().await.unwrap().to_bytes().to_vec())
    }

    async fn coding(accept: &str) -> Option<String> {
        let (response, _) = request(Method::GET, asset("site.css"), &[("accept-encoding", accept)]).await;
        response.headers().get(CONTENT_ENCODING).map(|value| value.to_str().unwrap().to_owned())
    }

    #[tokio::test]
    async fn a_file_is_sent_once_and_kept_for_ever() {
        let (response, body) = request(Method::GET, asset("site.css"), &[]).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[CONTENT_TYPE], "text/css; charset=utf-8");
        assert_eq!(response.headers()[CACHE_CONTROL], "public, max-age=31536000, immutable");
        assert_eq!(response.headers()[VARY], "accept-encoding");
        assert!(response.headers().get(CONTENT_ENCODING).is_none());
        assert!(body.starts_with(b"@layer"));
    }

    #[tokio::test]
    async fn the_smallest_acceptable_coding_is_used() {
        assert_eq!(coding("gzip, deflate, br, zstd").await.as_deref(), Some("br"));
        assert_eq!(coding("gzip, br;q=0").await.as_deref(), Some("gzip"));
        assert_eq!(coding("GZIP").await.as_deref(), Some("gzip"));
        assert_eq!(coding("br; q=0.000, *").await.as_deref(), Some("gzip"));
        assert_eq!(coding("*").await.as_deref(), Some("br"));
        assert_eq!(coding("*;q=0").await, None);
        assert_eq!(coding("identity").await, None);
        assert_eq!(coding("").await, None);
    }

    #[tokio::test]
    async fn what_the_browser_has_is_not_sent_again() {
        let encoding = ("accept-encoding", "br");
        let (first, _) = request(Method::GET, asset("site.css"), &[encoding]).await;
        let tag = first.headers()[ETAG].to_str().unwrap().to_owned();
        let weak = format!("\"other\", W/{tag}");
        for value in [tag.as_str(), weak.as_str(), "*"] {
            let headers = [encoding, ("if-none-match", value)];
            let (response, body) = request(Method::GET, asset("site.css"), &headers).await;
            assert_eq!(response.status(), StatusCode::NOT_MODIFIED, "{value}");
            assert_eq!(response.headers()[ETAG], tag);
            assert!(body.is_empty());
        }
        let plain = [("if-none-match", tag.as_str())];
        let (response, _) = request(Method::GET, asset("site.css"), &plain).await;
        assert_eq!(response.status(), StatusCode::OK, "another coding is another entity");
    }

    #[tokio::test]
    async fn head_says_the_same_without_the_bytes() {
        let (response, body) = request(Method::HEAD, asset("favicon.svg"), &[]).await;
        assert_eq!(response.status(), StatusCode::OK);
        let length = find(asset("favicon.svg")).unwrap().identity.len();
        assert_eq!(response.headers()["content-length"], length.to_string());
        assert!(body.is_empty());
    }

    #[tokio::test]
    async fn an_unknown_address_is_not_found() {
        for path in ["/static/site.css", "/static/site-000000000000.css", "/static/%00"] {
            let (response, body) = request(Method::GET, path, &[]).await;
            assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
            assert!(body.is_empty());
        }
    }

    #[test]
    fn compressed_files_are_smaller() {
        for asset in ASSETS {
            for compressed in [asset.gzip, asset.brotli].into_iter().flatten() {
                assert!(compressed.len() < asset.identity.len(), "{}", asset.name);
            }
        }
    }

    #[test]
    fn the_parts_of_every_page_stay_light() {
        assert!(find(asset("open-sans.woff2")).unwrap().identity.len() <= 27_000);
        assert!(find(asset("site.css")).unwrap().brotli.unwrap().len() <= 6_000);
    }

    /// Staff load these once; the editor of formatted text only where there is such text.
    #[test]
    fn the_parts_of_the_pages_for_staff_keep_their_weight() {
        for (name, most) in
            [("admin.css", 5_000), ("admin.js", 1_000), ("autosave.js", 4_000), ("editor.js", 120_000)]
        {
            let weight = find(asset(name)).unwrap().brotli.unwrap().len();

            assert!(weight <= most, "{name}: {weight} bytes");
        }
    }

    /// Every `asset("…")` in a template names a file that exists.
    #[test]
    fn templates_ask_for_files_that_exist() {
        let mut asked = 0;
        for file in files_below(Path::new("templates")) {
            let text = fs::read_to_string(&file).unwrap();
            for rest in text.split("asset(\"").skip(1) {
                let name = rest.split('"').next().unwrap_or_default();
                assert!(ASSETS.iter().any(|asset| asset.name == name), "{}: {name:?}", file.display());
                asked += 1;
            }
        }
        assert!(asked > 0, "no template asks for an asset: is this test looking in the right place?");
    }

    /// One theme file can dress the whole site only if no other file has colours of its own.
    #[test]
    fn colours_are_written_in_the_tokens_only() {
        for file in files_below(Path::new("static/css")) {
            if file.ends_with("theme/tokens.css") {
                continue;
            }
            for line in fs::read_to_string(&file).unwrap().lines() {
                let code = line.split("/*").next().unwrap_or_default();
                let value = code.split_once(':').map_or("", |(_, value)| value);
                let literal = value.contains('#') || value.contains("rgb") || value.contains("hsl");
                assert!(!literal, "{}: {line}", file.display());
            }
        }
    }

    fn files_below(folder: &Path) -> Vec<PathBuf> {
        let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        paths.flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
    }
}
