//! `/`: the way to the home page in a visitor's language.

use axum::http::StatusCode;

use crate::portal::{get, get_with};

#[tokio::test]
async fn the_visitor_is_sent_to_their_language() {
    for (accepted, home) in [("nl-NL,nl;q=0.9,en;q=0.8", "/nl"), ("en-US,en", "/en"), ("fr", "/en")] {
        let answer = get_with("/", &[("accept-language", accepted)]).await;
        assert_eq!(
            (answer.status, answer.header("location")),
            (StatusCode::SEE_OTHER, Some(home)),
            "{accepted}"
        );
        assert_eq!(answer.header("vary"), Some("Accept-Language"));
    }
    assert_eq!(get("/").await.header("location"), Some("/en"));
}
