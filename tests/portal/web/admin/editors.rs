//! The members of staff, for administrators.

use axum::http::StatusCode;
use leiden_international::accounts::editor::{self, Role};
use leiden_international::accounts::words::Name;
use sqlx::PgPool;

use super::browser::{Browser, Office, enrol};
use super::kit::PASSWORD;
use crate::web::page::Page;

const NEW: &str = "paarse olifant fietst naar zee";

async fn boss(office: &Office) -> Browser {
    office.hire("boss", Role::Administrator).await;
    let mut browser = Browser::new(&office.desk);
    browser.sign_in("boss", PASSWORD).await;
    browser
}

/// The path of the link on a page that shows one.
fn link(page: &Page) -> String {
    page.attribute("#link", "value").strip_prefix("https://portal.example").unwrap().to_owned()
}

#[sqlx::test(migrations = "./migrations")]
async fn a_colleague_is_invited_by_a_link_that_is_shown_once(pool: PgPool) {
    let office = Office::new(&pool).await;
    let mut boss = boss(&office).await;
    let form =
        [("name", "Anna Bos"), ("email", "Anna@leiden.example"), ("role", "publisher"), ("lang", "nl")];
    let answer = boss.post("/admin/editors", &form).await;
    assert_eq!(answer.status, StatusCode::OK);
    let page = Page::new("link", &answer);
    assert!(page.main().contains("Send this link to Anna Bos"));
    let list = boss.page("/admin/editors").await;
    let row = list.texts("tbody tr").into_iter().find(|row| row.contains("Anna Bos")).unwrap();
    assert!(row.contains("Publisher") && row.contains("Invited") && row.contains("Never"), "{row}");
    let mut anna = Browser::at(&office.desk, 2);
    let answer = anna.post(&link(&page), &[("password", NEW), ("password-again", NEW)]).await;
    assert_eq!(answer.header("location"), Some("/admin"));
    assert_eq!(anna.get("/admin/editors").await.status, StatusCode::FORBIDDEN);
    let events = office.events().await;
    assert_eq!(&events[1..], ["editor.invite done", "invitation.accept done"]);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_wrong_with_an_invitation_is_said(pool: PgPool) {
    let office = Office::new(&pool).await;
    let mut boss = boss(&office).await;
    let answer = boss.post("/admin/editors", &[("name", ""), ("email", "anna"), ("role", "king")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = Page::new("editors", &answer);
    assert_eq!(page.attributes(".lp-error-summary a", "href"), ["#name", "#email", "#role"]);
    assert_eq!(page.attribute("#email", "value"), "anna");
    assert!(page.has("#error-role"));
    let taken = [("name", "Boss"), ("email", "BOSS@leiden.example"), ("role", "author")];
    let answer = boss.post("/admin/editors", &taken).await;
    let page = Page::new("editors", &answer);
    assert!(page.only(".lp-error-summary li").contains("Someone has this e-mail address already"));
    assert!(page.has("input[name=role][value=author][checked]"));
    assert_eq!(&office.events().await[1..], ["editor.invite refused", "editor.invite refused"]);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_role_counts_from_the_next_request_on(pool: PgPool) {
    let office = Office::new(&pool).await;
    let mut boss = boss(&office).await;
    let anna = office.hire("anna", Role::Author).await;
    let mut browser = Browser::at(&office.desk, 2);
    browser.sign_in("anna", PASSWORD).await;
    assert_eq!(browser.get("/admin/editors").await.status, StatusCode::FORBIDDEN);
    let path = format!("/admin/editors/{anna}/role");
    let answer = boss.post(&path, &[("role", "administrator")]).await;
    assert_eq!(answer.header("location"), Some(format!("/admin/editors/{anna}?done=role").as_str()));
    assert_eq!(browser.get("/admin/editors").await.status, StatusCode::OK);
    boss.post(&path, &[("role", "publisher")]).await;
    assert_eq!(browser.get("/admin/editors").await.status, StatusCode::FORBIDDEN);
    assert_eq!(boss.post(&path, &[("role", "king")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        boss.post("/admin/editors/999/role", &[("role", "author")]).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(boss.get("/admin/editors/x").await.status, StatusCode::NOT_FOUND);
}

#[sqlx::test(migrations = "./migrations")]
async fn the_last_administrator_cannot_be_lost(pool: PgPool) {
    let office = Office::new(&pool).await;
    let mut boss = boss(&office).await;
    let id = editor::list(&pool).await.unwrap()[0].id;
    for (path, form) in [("role", &[("role", "author")][..]), ("disable", &[])] {
        let answer = boss.post(&format!("/admin/editors/{id}/{path}"), form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let words = Page::new("person", &answer).only(".lp-error-summary li");
        assert!(words.contains("the only administrator who can sign in"), "{words}");
    }
    assert_eq!(boss.get("/admin/editors").await.status, StatusCode::OK);
    assert_eq!(&office.events().await[1..], ["editor.role refused", "editor.disable refused"]);
}

#[sqlx::test(migrations = "./migrations")]
async fn whoever_is_disabled_is_out_at_once(pool: PgPool) {
    let office = Office::new(&pool).await;
    let mut boss = boss(&office).await;
    let anna = office.hire("anna", Role::Author).await;
    let mut browser = Browser::at(&office.desk, 2);
    browser.sign_in("anna", PASSWORD).await;
    assert_eq!(browser.get("/admin/account").await.status, StatusCode::OK);
    boss.post(&format!("/admin/editors/{anna}/disable"), &[]).await;
    assert_eq!(browser.get("/admin/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.sign_in("anna", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = boss.post(&format!("/admin/editors/{anna}/link"), &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "no link for someone without access");
    let page = boss.page(&format!("/admin/editors/{anna}")).await;
    assert!(
        page.has("form[action$='/enable']") && !page.has("form[action$='/disable'], form[action$='/link']")
    );
    boss.post(&format!("/admin/editors/{anna}/enable"), &[]).await;
    assert_eq!(browser.sign_in("anna", PASSWORD).await.status, StatusCode::SEE_OTHER);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_colleague_who_has_lost_everything_is_helped(pool: PgPool) {
    let office = Office::strict(&pool).await;
    let mut boss = boss(&office).await;
    enrol(&office, &mut boss).await;
    let anna = office.hire("anna", Role::Author).await;
    let mut browser = Browser::at(&office.desk, 2);
    browser.sign_in("anna", PASSWORD).await;
    enrol(&office, &mut browser).await;

    let answer = boss.post(&format!("/admin/editors/{anna}/link"), &[]).await;
    let page = Page::new("link", &answer);
    assert!(page.main().contains("choose a new password"), "{}", page.main());
    let mut new = Browser::at(&office.desk, 3);
    let answer = new.post(&link(&page), &[("password", NEW), ("password-again", NEW)]).await;
    assert_eq!(answer.header("location"), Some("/admin/second-factor"), "the link alone is not enough");
    let answer = boss.post(&format!("/admin/editors/{anna}/second-factor"), &[]).await;
    assert_eq!(answer.header("location"), Some(format!("/admin/editors/{anna}?done=second-factor").as_str()));
    let answer = new.sign_in("anna", NEW).await;
    assert_eq!(answer.header("location"), Some("/admin/second-factor/set-up"));
    assert_eq!(browser.get("/admin/account").await.status, StatusCode::SEE_OTHER);
}

#[sqlx::test(migrations = "./migrations")]
async fn the_access_review_is_a_file(pool: PgPool) {
    let office = Office::new(&pool).await;
    let mut boss = boss(&office).await;
    let anna = office.invite("anna", Role::Author).await;
    let mut conn = pool.acquire().await.unwrap();
    editor::rename(&mut conn, anna, &Name::parse("=cmd|' /C calc'!A0").unwrap()).await.unwrap();
    let answer = boss.get("/admin/editors.csv").await;
    assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(answer.header("content-disposition"), Some("attachment; filename=\"editors.csv\""));
    let lines: Vec<&str> = answer.text().lines().collect();
    assert_eq!(lines[0], "email,name,role,state,second_factor,last_sign_in_at,created_at");
    assert_eq!(lines[1], "anna@leiden.example,'=cmd|' /C calc'!A0,author,invited,no,,2026-11-22T11:00:00Z");
    assert_eq!(
        lines[2],
        "boss@leiden.example,boss,administrator,active,no,2026-11-22T11:00:00Z,2026-11-22T11:00:00Z"
    );
}
