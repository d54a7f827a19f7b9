//! Answering an invitation.

use axum::http::StatusCode;
use leiden_international::accounts::editor::{self, Role};
use leiden_international::lang::Lang;
use sqlx::PgPool;

use super::browser::{Browser, Office, code, enrol};
use super::kit::{PASSWORD, fields, with};
use super::rules::state;
use crate::web::page::Page;

const NEW: &str = "paarse olifant fietst naar zee";

#[sqlx::test(migrations = "./migrations")]
async fn the_first_administrator_comes_in_by_the_link(pool: PgPool) {
    let office = Office::strict(&pool).await;
    let link = office.first_link().await;
    let mut browser = Browser::new(&office.desk).speaking("nl");
    let before = state(&pool).await;
    let page = browser.page(&link).await;
    assert_eq!(state(&pool).await, before, "looking changes nothing");
    assert_eq!((page.lang().as_str(), page.only("h1").as_str()), ("nl", "De eerste beheerder"));
    assert_eq!(page.attribute("#password", "autocomplete"), "new-password");
    assert_eq!(page.attribute("#password", "aria-describedby"), "help-password");
    let filled = [
        ("name", "Anna Bos"),
        ("email", "Anna@Leiden.example"),
        ("password", NEW),
        ("password-again", NEW),
        ("role", "author"),
    ];
    let form = with(fields(&page, "content"), &filled);
    let answer = browser.post_form(&link, &form).await;
    assert_eq!(answer.header("location"), Some("/admin/second-factor/set-up"), "{}", answer.text());
    enrol(&office, &mut browser).await;
    let page = browser.page("/admin/editors").await;
    assert_eq!(page.lang(), "nl");
    let boss = &editor::list(&pool).await.unwrap()[0];
    assert_eq!((boss.name.as_str(), boss.email.as_str()), ("Anna Bos", "anna@leiden.example"));
    assert_eq!((boss.role, boss.lang), (Role::Administrator, Lang::Nl));
    assert_eq!(boss.last_sign_in_at, Some(office.clock().now()));
    let again = Browser::new(&office.desk).post_form(&link, &form).await;
    assert_eq!(again.status, StatusCode::GONE);
    assert_eq!(office.events().await, ["invitation.accept done", "account.second-factor.set-up done"]);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_colleague_chooses_a_password(pool: PgPool) {
    let office = Office::new(&pool).await;
    let anna = office.invite("anna", Role::Author).await;
    let link = office.link(anna).await;
    let mut browser = Browser::new(&office.desk).speaking("nl");
    let page = browser.page(&link).await;
    assert_eq!(page.lang(), "en", "in the language that the colleague was given");
    assert!(page.main().contains("Welcome, anna"));
    assert_eq!(page.attribute("#account", "value"), "anna@leiden.example");
    assert_eq!(browser.page(&format!("{link}?lang=nl")).await.lang(), "nl");
    let form = [
        ("password", NEW),
        ("password-again", NEW),
        ("email", "evil@leiden.example"),
        ("role", "administrator"),
    ];
    let answer = browser.post(&link, &form).await;
    assert_eq!(answer.header("location"), Some("/admin"));
    assert_eq!(browser.get("/admin/account").await.status, StatusCode::OK);
    let anna = editor::find(&pool, anna).await.unwrap().unwrap();
    assert_eq!(
        (anna.role, anna.email.as_str()),
        (Role::Author, "anna@leiden.example"),
        "nothing else is taken"
    );
    let used = browser.get(&link).await;
    assert_eq!(used.status, StatusCode::GONE);
    assert!(used.text().contains("Vraag de beheerder die de link stuurde"));
    assert_eq!(Browser::new(&office.desk).sign_in("anna", NEW).await.status, StatusCode::SEE_OTHER);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_wrong_is_said_and_a_password_never_comes_back(pool: PgPool) {
    let office = Office::new(&pool).await;
    let link = office.first_link().await;
    let mut browser = Browser::new(&office.desk);
    let long = "é".repeat(129);
    for (password, again, field, words) in [
        ("elf tekens!", "elf tekens!", "#password", "at least 12 characters"),
        (long.as_str(), long.as_str(), "#password", "at most 128 characters"),
        ("leiden-international", "leiden-international", "#password", "easy to guess"),
        ("annabos1annabos1", "annabos1annabos1", "#password", "easy to guess"),
        (NEW, "paarse olifant fietst naar zee ", "#password-again", "differ"),
        ("", "", "#password", "at least 12 characters"),
    ] {
        let form = [
            ("name", "Anna Bos"),
            ("email", "anna@leiden.example"),
            ("password", password),
            ("password-again", again),
        ];
        let answer = browser.post(&link, &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{password}");
        let page = Page::new("invite", &answer);
        assert_eq!(page.attributes(".lp-error-summary a", "href"), [field], "{password}");
        assert!(page.only(".lp-error-summary li").contains(words), "{password}: {}", page.main());
        assert_eq!(page.attribute("#name", "value"), "Anna Bos");
        assert_eq!(page.attributes("input[type=password]", "value"), ["", ""]);
        assert!(page.only("title").starts_with("Error:"));
    }
    let answer = browser.post(&link, &[("name", " "), ("email", "anna"), ("password", "x")]).await;
    let page = Page::new("invite", &answer);
    assert_eq!(page.attributes(".lp-error-summary a", "href"), ["#name", "#email", "#password"]);
    assert!(editor::list(&pool).await.unwrap().is_empty());

    office.invite("anna", Role::Author).await;
    let form =
        [("name", "Anna"), ("email", "anna@leiden.example"), ("password", NEW), ("password-again", NEW)];
    let answer = browser.post(&link, &form).await;
    assert_eq!(
        Page::new("invite", &answer).only(".lp-error-summary li"),
        "Someone has this e-mail address already."
    );
    let answer = browser
        .post(
            &link,
            &[("email", "boss@leiden.example"), ("name", "B"), ("password", NEW), ("password-again", NEW)],
        )
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "the link still works after errors");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_link_ends_after_48_hours_and_by_a_newer_one(pool: PgPool) {
    let office = Office::new(&pool).await;
    let anna = office.invite("anna", Role::Author).await;
    let old = office.link(anna).await;
    let new = office.link(anna).await;
    let mut browser = Browser::new(&office.desk);
    let form = [("password", NEW), ("password-again", NEW)];
    assert_eq!(browser.post(&old, &form).await.status, StatusCode::GONE);
    office.wait(48 * 3_600 - 1);
    assert_eq!(browser.get(&new).await.status, StatusCode::OK);
    office.wait(48 * 3_600);
    assert_eq!(browser.get(&new).await.status, StatusCode::GONE);
    assert_eq!(browser.post(&new, &form).await.status, StatusCode::GONE);
    for nonsense in ["x", &"g".repeat(64), &"0".repeat(64)] {
        assert_eq!(browser.get(&format!("/admin/invite/{nonsense}")).await.status, StatusCode::GONE);
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_new_password_by_link_asks_for_the_second_factor_all_the_same(pool: PgPool) {
    let office = Office::strict(&pool).await;
    let anna = office.hire("anna", Role::Author).await;
    let mut old = Browser::new(&office.desk);
    old.sign_in("anna", PASSWORD).await;
    let (app, _) = enrol(&office, &mut old).await;
    let link = office.link(anna).await;
    let mut browser = Browser::at(&office.desk, 2);
    assert!(browser.page(&link).await.main().contains("Choose a new password"));
    let answer = browser.post(&link, &[("password", NEW), ("password-again", NEW)]).await;
    assert_eq!(answer.header("location"), Some("/admin/second-factor"));
    assert_eq!(old.get("/admin/account").await.status, StatusCode::SEE_OTHER, "the old session has ended");
    office.wait(60);
    let answer = browser.post("/admin/second-factor", &[("code", &code(&app, office.clock()))]).await;
    assert_eq!(answer.header("location"), Some("/admin"));
}
