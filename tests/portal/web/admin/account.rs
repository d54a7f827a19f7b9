//! One's own account.

use axum::http::StatusCode;
use leiden_international::accounts::editor::{self, Role};
use leiden_international::accounts::password;
use leiden_international::lang::Lang;
use sqlx::PgPool;

use super::browser::{Browser, Office, code, scan};
use super::kit::PASSWORD;
use crate::web::page::Page;

const NEW: &str = "paarse olifant fietst naar zee";

async fn signed_in(office: &Office, name: &str) -> Browser {
    let mut browser = Browser::new(&office.desk);
    assert_eq!(browser.sign_in(name, PASSWORD).await.status, StatusCode::SEE_OTHER);
    browser
}

#[sqlx::test(migrations = "./migrations")]
async fn name_and_language_can_be_changed_and_nothing_else(pool: PgPool) {
    let office = Office::new(&pool).await;
    let anna = office.hire("anna", Role::Author).await;
    let mut browser = signed_in(&office, "anna").await;
    let form =
        [("name", "Anna Bos"), ("lang", "nl"), ("role", "administrator"), ("email", "x@y.nl"), ("id", "9")];
    let answer = browser.post("/admin/account", &form).await;
    assert_eq!(answer.header("location"), Some("/admin/account?done=saved"));
    let page = browser.page("/admin/account?done=saved").await;
    assert_eq!((page.lang().as_str(), page.only("h1").as_str()), ("nl", "Uw account"));
    assert_eq!(page.only("[role=status]"), "Uw wijzigingen zijn opgeslagen.");
    let anna = editor::find(&pool, anna).await.unwrap().unwrap();
    assert_eq!((anna.name.as_str(), anna.lang, anna.role), ("Anna Bos", Lang::Nl, Role::Author));
    assert_eq!(anna.email, "anna@leiden.example");
    let answer = browser.post("/admin/account", &[("name", "a\u{202e}b"), ("lang", "en")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(Page::new("account", &answer).attributes(".lp-error-summary a", "href"), ["#name"]);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_password_is_changed_with_the_present_one(pool: PgPool) {
    let office = Office::new(&pool).await;
    let anna = office.hire("anna", Role::Author).await;
    let mut browser = signed_in(&office, "anna").await;
    let mut other = signed_in(&office, "anna").await;
    let link = office.link(anna).await;
    let change =
        |current, new, again| [("current-password", current), ("password", new), ("password-again", again)];
    for (form, field) in [
        (change("wrong", NEW, NEW), "#current-password"),
        (change(PASSWORD, "short", "short"), "#password"),
        (change(PASSWORD, NEW, "other"), "#password-again"),
    ] {
        let answer = browser.post("/admin/account/password", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = Page::new("password", &answer);
        assert_eq!(page.attributes(".lp-error-summary a", "href"), [field]);
        assert!(!answer.text().contains(NEW) && !answer.text().contains(PASSWORD));
    }
    let token = browser.session().to_owned();
    let answer = browser.post("/admin/account/password", &change(PASSWORD, NEW, NEW)).await;
    assert_eq!(answer.header("location"), Some("/admin/account?done=password"), "{}", answer.text());
    assert_ne!(browser.session(), token);
    assert_eq!(browser.get("/admin/account").await.status, StatusCode::OK);
    assert_eq!(other.get("/admin/account").await.status, StatusCode::SEE_OTHER, "signed out everywhere else");
    assert_eq!(browser.get(&link).await.status, StatusCode::GONE);
    let mut new = Browser::at(&office.desk, 2);
    assert_eq!(new.sign_in("anna", PASSWORD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(new.sign_in("anna", NEW).await.status, StatusCode::SEE_OTHER);
}

#[sqlx::test(migrations = "./migrations")]
async fn the_present_password_cannot_be_guessed_in_a_stolen_session(pool: PgPool) {
    let office = Office::new(&pool).await;
    office.hire("anna", Role::Author).await;
    let mut browser = signed_in(&office, "anna").await;
    for path in ["/admin/account/password", "/admin/account/proof"] {
        office.wait(if path.ends_with("proof") { 600 } else { 0 });
        for _ in 0..5 {
            let answer = browser.post(path, &[("current-password", "wrong")]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let answer = browser.post(path, &[("current-password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(answer.header("retry-after").is_some());
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_second_factor_needs_the_password_of_the_last_ten_minutes(pool: PgPool) {
    let office = Office::new(&pool).await;
    let anna = office.hire("anna", Role::Author).await;
    let mut browser = signed_in(&office, "anna").await;
    office.wait(601);
    for (path, action) in [
        ("/admin/account/second-factor", "begin"),
        ("/admin/account/second-factor", "remove"),
        ("/admin/account/recovery-codes", ""),
    ] {
        let answer = browser.post(path, &[("do", action)]).await;
        assert_eq!(answer.header("location"), Some("/admin/account/proof"), "{path} {action}");
    }
    let wrong = browser.post("/admin/account/proof", &[("current-password", "wrong")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let token = browser.session().to_owned();
    let answer = browser.post("/admin/account/proof", &[("current-password", PASSWORD)]).await;
    assert_eq!(answer.header("location"), Some("/admin/account?done=proved#second-factor"));
    assert_ne!(browser.session(), token);

    let answer = browser.post("/admin/account/second-factor", &[("do", "begin")]).await;
    assert_eq!(answer.header("location"), Some("/admin/account/second-factor"));
    let app = scan(&browser.page("/admin/account/second-factor").await);
    let answer = browser.post("/admin/account/second-factor", &[("do", "confirm"), ("code", "000000")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let right = code(&app, office.clock());
    let answer = browser.post("/admin/account/second-factor", &[("do", "confirm"), ("code", &right)]).await;
    let page = Page::new("codes", &answer);
    assert_eq!(page.texts(".lp-codes code").len(), 10, "{}", answer.text());
    assert_eq!(page.link("main a", "I have saved them").href, "/admin/account#second-factor");
    assert!(editor::find(&pool, anna).await.unwrap().unwrap().has_second_factor);

    let answer = browser.post("/admin/account/recovery-codes", &[]).await;
    let renewed = Page::new("codes", &answer).texts(".lp-codes code");
    assert!(renewed.len() == 10 && renewed != page.texts(".lp-codes code"));
    let answer = browser.post("/admin/account/second-factor", &[("do", "remove")]).await;
    assert_eq!(answer.header("location"), Some("/admin/account?done=second-factor-removed#second-factor"));
    assert!(!editor::find(&pool, anna).await.unwrap().unwrap().has_second_factor);
}

#[sqlx::test(migrations = "./migrations")]
async fn setting_up_can_be_given_up(pool: PgPool) {
    let office = Office::new(&pool).await;
    office.hire("anna", Role::Author).await;
    let mut browser = signed_in(&office, "anna").await;
    let back = Some("/admin/account#second-factor");
    assert_eq!(browser.get("/admin/account/second-factor").await.header("location"), back);
    browser.post("/admin/account/second-factor", &[("do", "begin")]).await;
    let answer = browser.post("/admin/account/second-factor", &[("do", "give-up")]).await;
    assert_eq!(answer.header("location"), back);
    assert_eq!(browser.get("/admin/account/second-factor").await.header("location"), back);
    assert_eq!(browser.post("/admin/account/recovery-codes", &[]).await.status, StatusCode::BAD_REQUEST);
}

#[sqlx::test(migrations = "./migrations")]
async fn where_it_is_required_it_cannot_be_removed(pool: PgPool) {
    let office = Office::strict(&pool).await;
    office.hire("anna", Role::Author).await;
    let mut browser = signed_in(&office, "anna").await;
    super::browser::enrol(&office, &mut browser).await;
    assert!(!browser.page("/admin/account").await.has("button[value=remove]"));
    let answer = browser.post("/admin/account/second-factor", &[("do", "remove")]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[sqlx::test(migrations = "./migrations")]
async fn sessions_are_seen_and_ended(pool: PgPool) {
    let office = Office::new(&pool).await;
    let anna = office.hire("anna", Role::Author).await;
    office.hire("bert", Role::Administrator).await;
    let mut browser = signed_in(&office, "anna").await;
    let (mut second, mut third) = (signed_in(&office, "anna").await, signed_in(&office, "anna").await);
    let mut bert = signed_in(&office, "bert").await;
    let page = browser.page("/admin/account").await;
    let rows = page.texts("#sessions .lp-row__main");
    assert_eq!(rows.len(), 3);
    assert!(rows[0].starts_with("Firefox on Linux") && rows[0].contains("From 192.0.2.1"), "{rows:?}");
    assert_eq!(rows.iter().filter(|row| row.contains("This browser")).count(), 1);
    let ends = page.attributes("#sessions form[action$='/end']", "action");
    assert_eq!(ends.len(), 2, "one's own is ended by signing out");
    assert_eq!(bert.post(&ends[0], &[]).await.status, StatusCode::NOT_FOUND, "not by someone else");
    let answer = browser.post(&ends[0], &[]).await;
    assert_eq!(answer.header("location"), Some("/admin/account?done=session-ended#sessions"));
    let ended = [&mut second, &mut third];
    let mut open = 0;
    for session in ended {
        open += u32::from(session.get("/admin/account").await.status == StatusCode::OK);
    }
    assert_eq!(open, 1);
    browser.post("/admin/account/sessions/end-others", &[]).await;
    assert_eq!(second.get("/admin/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(third.get("/admin/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.get("/admin/account").await.status, StatusCode::OK);
    assert_eq!(bert.get("/admin/account").await.status, StatusCode::OK);
    assert!(password::find(&pool, anna).await.unwrap().is_some());
}
