//! The second step of signing in.

use axum::http::StatusCode;
use leiden_international::accounts::editor::Role;
use leiden_international::accounts::second_factor;
use leiden_international::ids::EditorId;
use sqlx::PgPool;

use super::browser::{Browser, Office, code, enrol, scan};
use super::kit::PASSWORD;
use crate::web::page::Page;

#[sqlx::test(migrations = "./migrations")]
async fn a_code_of_the_app_lets_in_once(pool: PgPool) {
    let office = Office::strict(&pool).await;
    office.hire("anna", Role::Author).await;
    let mut browser = Browser::new(&office.desk);
    let answer = browser
        .post(
            "/admin/sign-in",
            &[("email", "anna@leiden.example"), ("password", PASSWORD), ("next", "/admin/pages")],
        )
        .await;
    assert_eq!(answer.header("location"), Some("/admin/second-factor/set-up?next=%2Fadmin%2Fpages"));
    let page = browser.page("/admin/second-factor/set-up?next=%2Fadmin%2Fpages").await;
    assert!(page.has("svg[role=img][aria-label] path[d]"));
    assert_eq!(page.attribute("#code", "autocomplete"), "one-time-code");
    let url = page.attribute("main a[href^='otpauth:']", "href");
    assert!(url.contains("anna%40leiden.example") && url.contains("issuer=Leiden%20International"), "{url}");
    let app = scan(&page);
    assert_eq!(
        scan(&browser.page("/admin/second-factor/set-up").await),
        app,
        "looking again changes nothing"
    );

    let wrong = browser.post("/admin/second-factor/set-up", &[("code", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(Page::new("set-up", &wrong).attribute("#code", "aria-invalid"), "true");
    let low = browser.session().to_owned();
    let (_, codes) = enrol(&office, &mut browser).await;
    assert_ne!(browser.session(), low, "the token changes when the session rises");
    assert_eq!(codes.len(), 10);
    assert_eq!(browser.get("/admin/second-factor").await.header("location"), Some("/admin"));

    browser.post("/admin/sign-out", &[]).await;
    browser.sign_in("anna", PASSWORD).await;
    let same = browser.post("/admin/second-factor", &[("code", &code(&app, office.clock()))]).await;
    assert_eq!(same.status, StatusCode::UNPROCESSABLE_ENTITY, "the same code twice");
    office.wait(30);
    let low = browser.session().to_owned();
    let spaced = code(&app, office.clock());
    let spaced = format!(" {} {}", &spaced[..3], &spaced[3..]);
    let answer = browser.post("/admin/second-factor", &[("code", &spaced), ("next", "/admin/pages")]).await;
    assert_eq!(answer.header("location"), Some("/admin/pages"));
    assert_ne!(browser.session(), low);
    let events = office.events().await;
    assert_eq!(
        &events[4..],
        ["sign-in.password done", "sign-in.second-factor refused", "sign-in.second-factor done"]
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn a_recovery_code_lets_in_once_and_leads_to_another_app(pool: PgPool) {
    let office = Office::strict(&pool).await;
    office.hire("anna", Role::Author).await;
    let mut browser = Browser::new(&office.desk);
    browser.sign_in("anna", PASSWORD).await;
    let (_, codes) = enrol(&office, &mut browser).await;
    browser.sign_in("anna", PASSWORD).await;
    let answer = browser.post("/admin/second-factor", &[("code", &codes[0])]).await;
    assert_eq!(answer.header("location"), Some("/admin/account?done=recovery-code"));
    let page = browser.page("/admin/account?done=recovery-code").await;
    assert!(page.main().contains("You have 9 recovery codes left"), "{}", page.main());
    browser.sign_in("anna", PASSWORD).await;
    let again = browser.post("/admin/second-factor", &[("code", &codes[0])]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[sqlx::test(migrations = "./migrations")]
async fn codes_cannot_be_tried_without_end(pool: PgPool) {
    let office = Office::strict(&pool).await;
    office.hire("anna", Role::Author).await;
    let mut browser = Browser::new(&office.desk);
    browser.sign_in("anna", PASSWORD).await;
    let (app, _) = enrol(&office, &mut browser).await;
    let mut thief = Browser::at(&office.desk, 9);
    let mut tried = 0;
    'all: loop {
        thief.sign_in("anna", PASSWORD).await;
        for _ in 0..5 {
            if thief.post("/admin/second-factor", &[("code", "000000")]).await.status
                == StatusCode::TOO_MANY_REQUESTS
            {
                break 'all;
            }
            tried += 1;
        }
        assert!(tried < 100);
    }
    assert_eq!(tried, 9, "ten for each account, of which the owner used one to set up");
    office.wait(60);
    browser.post("/admin/sign-out", &[]).await;
    browser.sign_in("anna", PASSWORD).await;
    let answer = browser.post("/admin/second-factor", &[("code", &code(&app, office.clock()))]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "the owner's browser is known");
}

#[sqlx::test(migrations = "./migrations")]
async fn each_step_leads_to_its_own_page(pool: PgPool) {
    let office = Office::strict(&pool).await;
    office.hire("anna", Role::Author).await;
    let mut browser = Browser::new(&office.desk);
    assert_eq!(
        browser.get("/admin/second-factor").await.header("location"),
        Some("/admin/sign-in?next=%2Fadmin")
    );
    browser.sign_in("anna", PASSWORD).await;
    let answer = browser.get("/admin/second-factor").await;
    assert_eq!(answer.header("location"), Some("/admin/second-factor/set-up"));
    assert_eq!(browser.post("/admin/second-factor", &[("code", "1")]).await.status, StatusCode::BAD_REQUEST);
    enrol(&office, &mut browser).await;
    browser.sign_in("anna", PASSWORD).await;
    let answer = browser.get("/admin/second-factor/set-up").await;
    assert_eq!(answer.header("location"), Some("/admin/second-factor"), "a password alone shows no secret");
    assert_eq!(
        browser.post("/admin/second-factor/set-up", &[("code", "1")]).await.status,
        StatusCode::BAD_REQUEST
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn a_password_alone_replaces_no_second_factor(pool: PgPool) {
    let office = Office::strict(&pool).await;
    office.hire("anna", Role::Author).await;
    let (mut owner, mut thief) = (Browser::new(&office.desk), Browser::at(&office.desk, 9));
    thief.sign_in("anna", PASSWORD).await;
    let app = scan(&thief.page("/admin/second-factor/set-up").await);
    owner.sign_in("anna", PASSWORD).await;
    // As if the thief's session had begun while the owner's second factor was being confirmed.
    let mut begun = pool.acquire().await.unwrap();
    sqlx::query("create table begun as select * from session where origin like '%.9'")
        .execute(&mut *begun)
        .await
        .unwrap();
    enrol(&office, &mut owner).await;
    let again = "insert into session overriding system value select * from begun";
    assert_eq!(sqlx::query(again).execute(&mut *begun).await.unwrap().rows_affected(), 1);
    let session: i64 = sqlx::query_scalar("select id from begun").fetch_one(&mut *begun).await.unwrap();
    let editor =
        EditorId(sqlx::query_scalar("select editor_id from begun").fetch_one(&mut *begun).await.unwrap());
    let right = code(&app, office.clock());
    let confirmed = second_factor::confirm(&mut begun, editor, session, &right, office.clock().now()).await;
    assert!(confirmed.unwrap().is_none());
    let answer = thief.get("/admin/second-factor/set-up").await;
    assert_eq!(answer.header("location"), Some("/admin/sign-in?next=%2Fadmin"));
    assert_eq!(owner.get("/admin").await.status, StatusCode::OK);
}
