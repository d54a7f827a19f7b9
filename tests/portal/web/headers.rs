//! The headers that protect a visitor, on every kind of answer, and compression.

use axum::Router;
use axum::http::{Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get as route;
use leiden_international::with_layers;

use crate::web::portal::{Answer, app, app_with, get, get_with, request, router, send};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; object-src 'none'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'";
const TRUSTED_TYPES: &str = "; require-trusted-types-for 'script'; trusted-types 'none'";

#[track_caller]
pub(crate) fn assert_protected(answer: &Answer) {
    let html = answer.header("content-type").is_some_and(|value| value.starts_with("text/html"));
    let policy = if html { format!("{POLICY}{TRUSTED_TYPES}") } else { POLICY.to_owned() };
    for (name, value) in [
        ("strict-transport-security", "max-age=31536000; includeSubDomains"),
        ("content-security-policy", policy.as_str()),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), Some(value), "{name} of a {}", answer.status);
    }
    for absent in ["server", "x-powered-by"] {
        assert_eq!(answer.header(absent), None);
    }
    assert!(answer.header("cache-control").is_some());
}

#[tokio::test]
async fn every_answer_is_protected() {
    let long = format!("/{}", "a".repeat(8_000));
    for (method, path, status) in [
        (Method::GET, "/", 303),
        (Method::GET, "/en/policy/", 308),
        (Method::GET, "/healthz", 200),
        (Method::HEAD, "/healthz", 200),
        (Method::GET, "/readyz", 200),
        (Method::GET, "/en/nothing", 404),
        (Method::HEAD, "/en/nothing", 404),
        (Method::POST, "/", 405),
        (Method::TRACE, "/en/nothing", 405),
        (Method::GET, "/en/%00", 400),
        (Method::GET, &long, 414),
    ] {
        let answer = send(router(), request(method.clone(), path, &[])).await;
        assert_eq!(answer.status.as_u16(), status, "{method} {path}");
        assert_protected(&answer);
    }
}

#[tokio::test]
async fn a_handlers_own_header_does_not_make_two() {
    async fn page() -> Response {
        (
            [(header::CONTENT_SECURITY_POLICY, "default-src *"), (header::X_FRAME_OPTIONS, "SAMEORIGIN")],
            Html("x"),
        )
            .into_response()
    }
    async fn panics() {
        if true {
            panic!("boom");
        }
    }
    let routes = Router::new().route("/en", route(page)).route("/nl", route(panics));
    let answer = send(with_layers(routes.clone(), app()), request(Method::GET, "/en", &[])).await;
    assert_protected(&answer);
    let answer = send(with_layers(routes, app()), request(Method::GET, "/nl", &[])).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_protected(&answer);
}

#[tokio::test]
async fn subdomains_can_be_left_out() {
    let app = app_with(|settings| settings.hsts_subdomains = false);
    let answer = send(leiden_international::router(app, None), request(Method::GET, "/healthz", &[])).await;
    assert_eq!(answer.header("strict-transport-security"), Some("max-age=31536000"));
}

/// A page of 12 kB, or the same already compressed.
async fn page(encoded: bool, method: Method, accepted: &str) -> Answer {
    let page = route(move || async move {
        let page = Html("<p>Leiden</p>".repeat(1_000));
        if encoded {
            ([(header::CONTENT_ENCODING, "br")], page).into_response()
        } else {
            page.into_response()
        }
    });
    let routes = Router::new().route("/en", page);
    send(with_layers(routes, app()), request(method, "/en", &[("accept-encoding", accepted)])).await
}

#[tokio::test]
async fn pages_are_compressed_for_those_who_can_read_it() {
    for (accepted, encoding) in [
        ("br, gzip", Some("br")),
        ("gzip", Some("gzip")),
        ("gzip, br;q=0", Some("gzip")),
        ("identity", None),
        ("zstd", None),
    ] {
        let answer = page(false, Method::GET, accepted).await;
        assert_eq!(answer.header("content-encoding"), encoding, "{accepted}");
        assert_eq!(answer.body.len() < 2_000, encoding.is_some(), "{accepted}");
        assert!(
            answer.header("vary").is_some_and(|vary| vary.eq_ignore_ascii_case("accept-encoding")),
            "{accepted}"
        );
    }
}

#[tokio::test]
async fn what_is_compressed_is_not_compressed_again() {
    let answer = page(true, Method::GET, "gzip, br").await;
    assert_eq!(answer.header("content-encoding"), Some("br"));
    assert_eq!(answer.body.len(), 13_000);
}

#[tokio::test]
async fn an_answer_without_text_does_not_vary_by_encoding() {
    let answer = get_with("/en/policy/", &[("accept-encoding", "br")]).await;
    assert_eq!((answer.status, answer.header("vary")), (StatusCode::PERMANENT_REDIRECT, None));
    let head = page(false, Method::HEAD, "br").await;
    assert!(head.body.is_empty());
    assert_eq!(head.header("vary").map(str::to_lowercase).as_deref(), Some("accept-encoding"));
    assert_eq!(get("/").await.header("vary"), Some("Accept-Language"));
}
