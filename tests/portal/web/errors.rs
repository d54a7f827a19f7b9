//! Error pages: the right status, in the visitor's language, with a way on, and nothing about the cause.

use std::collections::BTreeSet;

use anyhow::{Context, anyhow};
use axum::Router;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get as route;
use leiden_international::lang::Lang;
use leiden_international::web::error::Result;
use leiden_international::web::{Error, Offer};
use leiden_international::with_layers;

use crate::log::Log;
use crate::web::portal::{Answer, app, get, get_with, request, send};

/// A portal with only this page, at `/en/page`, which answers so.
async fn when(
    outcome: impl Fn() -> Response + Clone + Send + Sync + 'static,
    request_method: Method,
) -> Answer {
    when_at("/en/page", outcome, request_method).await
}

async fn when_at(
    path: &str,
    outcome: impl Fn() -> Response + Clone + Send + Sync + 'static,
    request_method: Method,
) -> Answer {
    let page = route(move || {
        let response = outcome();
        async move { response }
    });
    let routes = Router::new().route("/en/page", page.clone()).route("/nl/page", page);
    send(with_layers(routes, app()), request(request_method, path, &[])).await
}

#[tokio::test]
async fn the_page_is_in_the_visitors_language() {
    for (path, accepted, lang, title) in [
        ("/en/nothing", "nl", "en", "Page not found"),
        ("/nl/niets", "en", "nl", "Pagina niet gevonden"),
        ("/de/nichts", "nl-BE", "nl", "Pagina niet gevonden"),
        ("/de/nichts", "de", "en", "Page not found"),
        ("/nlx", "de", "en", "Page not found"),
        ("/EN/nothing", "nl", "nl", "Pagina niet gevonden"),
    ] {
        let answer = get_with(path, &[("accept-language", accepted)]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.attributes("html", "lang"), [lang], "{path}");
        assert_eq!(answer.only("h1"), title, "{path}");
        assert_eq!(answer.only("title"), format!("{title} – Leiden International"));
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.attributes("main a", "href"), [format!("/{lang}")]);
    }
}

#[tokio::test]
async fn every_outcome_has_a_page_of_its_own() {
    let outcomes: [(fn() -> Error, StatusCode); 9] = [
        (|| Error::NotFound, StatusCode::NOT_FOUND),
        (|| Error::Gone { offer: None, reason: None }, StatusCode::GONE),
        (|| Error::BadRequest, StatusCode::BAD_REQUEST),
        (|| Error::MethodNotAllowed, StatusCode::METHOD_NOT_ALLOWED),
        (|| Error::UriTooLong, StatusCode::URI_TOO_LONG),
        (|| Error::HeadersTooLarge, StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE),
        (|| Error::PayloadTooLarge, StatusCode::PAYLOAD_TOO_LARGE),
        (|| Error::Unavailable, StatusCode::SERVICE_UNAVAILABLE),
        (|| Error::Internal(anyhow!("secret")), StatusCode::INTERNAL_SERVER_ERROR),
    ];
    let mut titles = BTreeSet::new();
    for lang in ["en", "nl"] {
        for (error, status) in &outcomes {
            let error = *error;
            let answer =
                when_at(&format!("/{lang}/page"), move || error().into_response(), Method::GET).await;
            assert_eq!(answer.status, *status);
            assert_eq!(answer.attributes("html", "lang"), [lang]);
            let title = answer.only("title");
            assert!(titles.insert(title.clone()), "two pages have the title {title}");
            assert!(answer.only("main h1 + p").len() > 20);
            let retry = (*status == StatusCode::SERVICE_UNAVAILABLE).then_some("30");
            assert_eq!(answer.header("retry-after"), retry);
        }
    }
}

#[tokio::test]
async fn a_page_that_exists_in_the_other_language_is_offered() {
    let offer = Offer { lang: Lang::Nl, title: "Zorg & <b>huisarts</b>".into(), url: "/nl/zorg".into() };
    let answer = when(move || Error::NotInThisLanguage(offer.clone()).into_response(), Method::GET).await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert_eq!(answer.only("h1"), "Not in English yet");
    assert_eq!(answer.only("main a[hreflang]"), "Zorg & <b>huisarts</b> (Nederlands)");
    for (attribute, value) in [("href", "/nl/zorg"), ("hreflang", "nl")] {
        assert_eq!(answer.attributes("main a[hreflang]", attribute), [value]);
    }
    assert_eq!(
        answer.attributes("main a[hreflang] span", "lang"),
        ["nl", "nl"],
        "title and name of the language"
    );
}

#[tokio::test]
async fn the_cause_is_logged_once_and_not_shown() {
    let (log, _guard) = Log::start();
    async fn fails() -> Result<&'static str> {
        Err(anyhow!("the hidden cause")).context("while rendering")?;
        Ok("never")
    }
    let routes = Router::new().route("/en/page", route(fails));
    let answer = send(with_layers(routes, app()), request(Method::GET, "/en/page?q=private", &[])).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(answer.only("h1"), "Something went wrong");
    assert!(!answer.text().contains("cause"));
    let errors: Vec<_> = log.lines().into_iter().filter(|line| line["level"] == "ERROR").collect();
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0]["fields"]["cause"], "while rendering: the hidden cause");
    assert_eq!(errors[0]["span"]["path"], "/en/page");
    assert!(!errors[0].to_string().contains("private"));
}

#[tokio::test]
async fn a_visitors_mistake_is_nothing_to_wake_up_for() {
    let (log, _guard) = Log::start();
    for path in ["/en/nothing", "/en/%00", "/en/%ff"] {
        assert!(get(path).await.status.is_client_error());
    }
    let lines = log.lines();
    assert_eq!(lines.len(), 3, "{lines:?}");
    assert!(lines.iter().all(|line| line["level"] == "INFO"), "{lines:?}");
}

#[tokio::test]
async fn a_panic_is_a_500() {
    let routes = Router::new().route(
        "/nl/page",
        route(|| async {
            if true {
                panic!("boom")
            }
        }),
    );
    let answer = send(with_layers(routes, app()), request(Method::GET, "/nl/page", &[])).await;
    assert_eq!(answer.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(answer.only("h1"), "Er ging iets mis");
    assert!(!answer.text().contains("boom"));
}

#[tokio::test]
async fn what_is_no_bare_error_is_left_alone() {
    let form = (StatusCode::UNPROCESSABLE_ENTITY, axum::response::Html("<h1>A form</h1>"));
    let answer = when(move || form.into_response(), Method::GET).await;
    assert_eq!((answer.status, answer.text()), (StatusCode::UNPROCESSABLE_ENTITY, "<h1>A form</h1>"));
    // A refusal of axum's own is told in our words.
    let answer =
        when(|| (StatusCode::BAD_REQUEST, "Failed to deserialize").into_response(), Method::GET).await;
    assert_eq!(answer.only("h1"), "We cannot read this request");
}

#[tokio::test]
async fn an_answer_to_head_has_the_same_headers_and_no_body() {
    let got = send(crate::web::portal::router(), request(Method::GET, "/nl/niets", &[])).await;
    let head = send(crate::web::portal::router(), request(Method::HEAD, "/nl/niets", &[])).await;
    assert_eq!(head.status, StatusCode::NOT_FOUND);
    assert!(head.body.is_empty());
    assert_eq!(head.header("content-length"), Some(got.body.len().to_string().as_str()));
    for name in got.headers.keys() {
        let values = |answer: &Answer| format!("{:?}", answer.headers.get_all(name)).to_lowercase();
        assert_eq!(values(&head), values(&got), "{name}");
    }
}
