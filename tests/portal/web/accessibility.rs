//! The page around the accessibility statement.

use axum::http::StatusCode;
use sqlx::PgPool;

use crate::web::portal::{Portal, edited, get};

#[sqlx::test(migrations = "./migrations")]
async fn it_claims_nothing_that_is_not_proven(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    portal
        .assert_says(
            "/en/accessibility",
            &["Accessibility", "There is no accessibility statement for this website yet."],
        )
        .await;
    portal
        .assert_says(
            "/nl/toegankelijkheid",
            &["Toegankelijkheid", "Er is nog geen toegankelijkheidsverklaring voor deze website."],
        )
        .await;
    portal
        .assert_never_says(
            "/en/accessibility",
            &[
                "EN 301 549",
                "WCAG",
                "Status:",
                "Ombudsman",
                "Signed by",
                "Does something not work",
                "wants everyone",
            ],
        )
        .await;
    portal
        .assert_never_says(
            "/nl/toegankelijkheid",
            &[
                "EN 301 549",
                "WCAG",
                "Status:",
                "ombudsman",
                "Akkoord gegeven",
                "Werkt iets niet",
                "wil dat iedereen",
            ],
        )
        .await;
}

#[sqlx::test(migrations = "./migrations")]
async fn it_is_found_without_a_language_too(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    let answer = portal.get("/toegankelijkheid").await;
    assert_eq!(answer.status, StatusCode::MOVED_PERMANENTLY);
    assert_eq!(answer.header("location"), Some("/nl/toegankelijkheid"));
    portal
        .import(&[edited("accessibility", |entry| {
            entry["live"]["texts"]["nl"]["slug"] = "voor-iedereen".into();
        })])
        .await;
    let answer = portal.get("/toegankelijkheid").await;
    assert_eq!(answer.header("location"), Some("/nl/voor-iedereen"), "in one step");
    assert_eq!(get("/toegankelijkheid").await.status, StatusCode::NOT_FOUND, "without content");
}
