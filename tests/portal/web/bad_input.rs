//! Requests that nobody should send: each gets a page and a 4xx, and none gets further.

use axum::http::{Method, StatusCode};

use crate::web::portal::{Answer, get, request, router, send};

#[track_caller]
fn assert_page(answer: &Answer, status: StatusCode) {
    assert_eq!(answer.status, status);
    assert!(!answer.only("h1").is_empty());
    assert!(answer.header("content-security-policy").is_some());
}

#[tokio::test]
async fn a_path_is_text() {
    for path in [
        "/en/%00",
        "/%00",
        "/en/%ff%fe",
        "/en/%c3%28",
        "/en/a%0d%0aSet-Cookie:%20a=b",
        "/en/x?q=%00",
        "/en/x?q=%ff",
    ] {
        assert_page(&get(path).await, StatusCode::BAD_REQUEST);
    }
    for path in ["/en/%", "/en/%zz", "/en/%2e%2e/%2e%2e/etc/passwd", "/en/../x", "/en//policy", "/en/%2f"] {
        assert_page(&get(path).await, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn an_address_is_short() {
    assert_page(&get(&format!("/en/{}", "a".repeat(2_044))).await, StatusCode::NOT_FOUND);
    for path in [
        format!("/en/{}", "a".repeat(2_045)),
        format!("/nl/{}", "é".repeat(4_000)),
        format!("/en?q={}", "a".repeat(8_000)),
    ] {
        assert_page(&get(&path).await, StatusCode::URI_TOO_LONG);
    }
}

#[tokio::test]
async fn headers_are_short_and_few() {
    let long = "a".repeat(16_000);
    let of = |headers: Vec<(&'static str, String)>| async move {
        let headers: Vec<(&str, &str)> =
            headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        send(router(), request(Method::GET, "/en/nothing", &headers)).await
    };
    assert_page(&of(vec![("cookie", long.clone())]).await, StatusCode::NOT_FOUND);
    let too_large = StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE;
    assert_page(&of(vec![("cookie", long), ("x-more", "a".repeat(400))]).await, too_large);
    assert_page(&of(vec![("x-a", String::new()); 64]).await, StatusCode::NOT_FOUND);
    assert_page(&of(vec![("x-a", String::new()); 65]).await, too_large);
}

#[tokio::test]
async fn a_page_is_asked_for_without_a_body() {
    for (method, name, value, status) in [
        (Method::GET, "content-length", "0", StatusCode::SEE_OTHER),
        (Method::GET, "content-length", "1", StatusCode::PAYLOAD_TOO_LARGE),
        (Method::HEAD, "content-length", "1", StatusCode::PAYLOAD_TOO_LARGE),
        (Method::GET, "transfer-encoding", "chunked", StatusCode::PAYLOAD_TOO_LARGE),
        (Method::POST, "content-length", "65536", StatusCode::METHOD_NOT_ALLOWED),
        (Method::POST, "content-length", "65537", StatusCode::PAYLOAD_TOO_LARGE),
        (Method::POST, "content-length", "99999999999999999999999", StatusCode::PAYLOAD_TOO_LARGE),
    ] {
        let answer = send(router(), request(method.clone(), "/", &[(name, value)])).await;
        assert_eq!(answer.status, status, "{method} {name}: {value}");
    }
}

#[tokio::test]
async fn other_methods_are_refused() {
    let brew = Method::from_bytes(b"BREW").unwrap();
    for method in
        [Method::POST, Method::PUT, Method::DELETE, Method::PATCH, Method::OPTIONS, Method::TRACE, brew]
    {
        for path in ["/", "/healthz", "/readyz", "/en/nothing"] {
            if method == Method::POST && path == "/en/nothing" {
                continue;
            }
            let answer = send(router(), request(method.clone(), path, &[("x-secret", "echo")])).await;
            assert_page(&answer, StatusCode::METHOD_NOT_ALLOWED);
            let allowed: Vec<&str> =
                answer.header("allow").unwrap_or_default().split(',').map(str::trim).collect();
            assert_eq!(allowed, ["GET", "HEAD"], "{method} {path}");
            assert!(!answer.text().contains("echo"));
        }
    }
}

#[tokio::test]
async fn the_slash_at_the_end_goes_and_leads_nowhere_else() {
    for (path, target) in [("/en/", "/en"), ("/nl/beleid/?q=a%20b&p=/", "/nl/beleid?q=a%20b&p=/")] {
        let answer = get(path).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (StatusCode::PERMANENT_REDIRECT, Some(target))
        );
    }
    for path in [
        "//evil.example",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "//",
        "/en//",
        "/.//evil.example/",
    ] {
        let Ok(uri) = path.parse::<axum::http::Uri>() else { continue };
        let answer = get(&uri.to_string()).await;
        assert_page(&answer, StatusCode::NOT_FOUND);
        assert_eq!(answer.header("location"), None, "{path}");
    }
}
