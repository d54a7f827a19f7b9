//! `/healthz` and `/readyz`.

use axum::http::{Method, StatusCode};

use crate::web::portal::{app, get, request, send};

#[tokio::test]
async fn the_program_answers() {
    let answer = get("/healthz").await;
    assert_eq!((answer.status, answer.text()), (StatusCode::OK, "ok"));
    assert_eq!(answer.header("content-type"), Some("text/plain; charset=utf-8"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
}

#[tokio::test]
async fn it_is_ready_without_its_database_and_says_so() {
    let app = app();
    for (reachable, word) in [(true, "reachable"), (false, "unreachable"), (true, "reachable")] {
        app.set_database_reachable(reachable);
        let answer =
            send(leiden_international::router(app.clone(), None), request(Method::GET, "/readyz", &[])).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header("content-type"), Some("application/json"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let json: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
        let published = serde_json::json!({ "from": "database" });
        assert_eq!(json, serde_json::json!({ "status": "ready", "database": word, "published": published }));
    }
}
