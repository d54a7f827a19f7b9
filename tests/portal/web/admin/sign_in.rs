//! Signing in and out.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use leiden_international::accounts::editor::Role;
use leiden_international::accounts::{password, session};
use leiden_international::admin::list_routes;
use leiden_international::admin::table::Access;
use sqlx::PgPool;
use tokio::time::timeout;

use super::browser::{Browser, Office, code, enrol};
use super::kit::{Desk, PASSWORD, fields, with};
use super::rules::address;
use crate::web::page::Page;
use crate::web::portal::{Portal, app_with};

#[sqlx::test(migrations = "./migrations")]
async fn someone_signs_in_and_out(pool: PgPool) {
    let office = Office::new(&pool).await;
    office.hire("anna", Role::Author).await;
    let mut browser = Browser::new(&office.desk);
    let away = browser.get("/admin/pages").await;
    assert_eq!(away.header("location"), Some("/admin/sign-in?next=%2Fadmin%2Fpages"));
    let page = browser.page(away.header("location").unwrap()).await;
    assert_eq!(page.attribute("#email", "autocomplete"), "username");
    assert_eq!(page.attribute("#password", "autocomplete"), "current-password");
    let form = with(fields(&page, "content"), &[("email", " Anna@leiden.EXAMPLE"), ("password", PASSWORD)]);
    let answer = browser.post_form("/admin/sign-in", &form).await;
    assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, Some("/admin/pages")));
    let cookies: Vec<_> = answer.headers.get_all("set-cookie").iter().map(|c| c.to_str().unwrap()).collect();
    for (cookie, name) in cookies.iter().zip(["__Host-session", "__Host-known-browser"]) {
        assert!(cookie.starts_with(&format!("{name}=")) && !cookie.contains("Domain"), "{cookie}");
        for part in ["; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"] {
            assert!(cookie.contains(part), "{cookie}");
        }
    }
    assert_eq!(cookies.len(), 2);
    assert_eq!(browser.get("/admin/pages").await.status, StatusCode::OK);
    assert_eq!(
        browser.get("/admin/sign-in?next=/admin/account").await.header("location"),
        Some("/admin/account")
    );

    let token = browser.session().to_owned();
    let answer = browser.post("/admin/sign-out", &[]).await;
    assert_eq!(answer.header("location"), Some("/admin/sign-in?done=signed-out"));
    assert_eq!(answer.header("clear-site-data"), Some(r#""cache", "storage""#));
    assert!(!browser.cookies.contains_key("__Host-session"));
    assert!(browser.cookies.contains_key("__Host-known-browser"), "the browser stays a known one");
    assert!(browser.page("/admin/sign-in?done=signed-out").await.main().contains("You are signed out"));
    browser.cookies.insert("__Host-session".to_owned(), token);
    assert_eq!(
        browser.get("/admin/pages").await.status,
        StatusCode::SEE_OTHER,
        "the old cookie is worth nothing"
    );
    assert_eq!(office.events().await, ["sign-in.password done", "sign-out done"]);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_was_wrong_is_not_told_apart(pool: PgPool) {
    let office = Office::new(&pool).await;
    office.hire("anna", Role::Author).await;
    office.invite("invited", Role::Author).await;
    let mut browser = Browser::new(&office.desk);
    let mut pages = Vec::new();
    for name in ["anna", "nobody", "invited", ""] {
        let answer = browser.sign_in(name, "not the password at all").await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(!answer.text().contains("not the password at all"));
        let page = Page::new("sign-in", &answer);
        assert_eq!(page.attribute("#email", "value"), format!("{name}@leiden.example"));
        assert_eq!(page.attribute("#email", "aria-invalid"), "true");
        assert_eq!(page.attribute("#email", "aria-describedby"), "error-email");
        assert_eq!(page.links(".lp-error-summary a")[0].href, "#email");
        pages.push(answer.text().replace(&format!("{name}@leiden.example"), ""));
    }
    assert!(pages.windows(2).all(|pair| pair[0] == pair[1]));
    assert!(browser.cookies.is_empty());
    assert_eq!(office.events().await, vec!["sign-in.password refused"; 4]);
}

#[sqlx::test(migrations = "./migrations")]
async fn another_token_follows_each_sign_in(pool: PgPool) {
    let office = Office::new(&pool).await;
    office.hire("anna", Role::Author).await;
    let mut browser = Browser::new(&office.desk);
    browser.cookies.insert("__Host-session".to_owned(), "a".repeat(64));
    browser.sign_in("anna", PASSWORD).await;
    let first = browser.session().to_owned();
    assert_ne!(first, "a".repeat(64));
    browser.sign_in("anna", PASSWORD).await;
    assert_ne!(browser.session(), first);
    let sessions: i64 = sqlx::query_scalar("select count(*) from session").fetch_one(&pool).await.unwrap();
    assert_eq!(sessions, 1, "the session that the browser had has ended");
}

#[sqlx::test(migrations = "./migrations")]
async fn nobody_is_led_elsewhere(pool: PgPool) {
    let office = Office::new(&pool).await;
    office.hire("anna", Role::Author).await;
    for next in [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/en",
        "/admin/sign-out",
        "/admin/../en",
    ] {
        let mut browser = Browser::new(&office.desk);
        let form = [("email", "anna@leiden.example"), ("password", PASSWORD), ("next", next), ("to", next)];
        let answer = browser.post("/admin/sign-in", &form).await;
        assert_eq!(answer.header("location"), Some("/admin"), "{next}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn the_page_speaks_the_language_of_the_browser_or_another(pool: PgPool) {
    let office = Office::new(&pool).await;
    let mut browser = Browser::new(&office.desk).speaking("nl");
    let dutch = browser.page("/admin/sign-in?next=%2Fadmin%2Fpages").await;
    assert_eq!((dutch.lang().as_str(), dutch.only("h1").as_str()), ("nl", "Inloggen"));
    let link = dutch.link(".lp-admin-header__me a", "English");
    assert_eq!((link.lang.as_deref(), link.hreflang.as_deref()), (Some("en"), Some("en")));
    let english = browser.page(&format!("/admin/sign-in{}", link.href)).await;
    assert_eq!((english.lang().as_str(), english.only("h1").as_str()), ("en", "Sign in"));
    assert_eq!(english.attribute("input[name=next]", "value"), "/admin/pages", "it still leads on");
    let form = with(fields(&english, "content"), &[("email", "x"), ("password", "x")]);
    let answer = browser.post_form("/admin/sign-in", &form).await;
    assert_eq!(Page::new("sign-in", &answer).lang(), "en", "the choice stays after an error");
}

#[sqlx::test(migrations = "./migrations")]
async fn too_many_attempts_are_answered_with_a_time(pool: PgPool) {
    let office = Office::new(&pool).await;
    office.hire("anna", Role::Author).await;
    let mut browser = Browser::new(&office.desk);
    for _ in 0..20 {
        assert_eq!(browser.sign_in("anna", "wrong").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let answer = browser.sign_in("anna", PASSWORD).await;
    assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(answer.header("retry-after"), Some("10"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let page = Page::new("sign-in", &answer);
    assert!(page.main().contains("You can try again at 12:01"), "{}", page.main());
    assert_eq!(page.attribute("#email", "value"), "anna@leiden.example");
    office.wait(10);
    assert_eq!(browser.sign_in("anna", PASSWORD).await.status, StatusCode::SEE_OTHER);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_password_alone_reaches_nothing_where_there_is_a_second_factor(pool: PgPool) {
    let office = Office::strict(&pool).await;
    office.hire("boss", Role::Administrator).await;
    let mut browser = Browser::new(&office.desk);
    for (step, path) in [("set-up", "/admin/second-factor/set-up"), ("code", "/admin/second-factor")] {
        let answer = browser.sign_in("boss", PASSWORD).await;
        assert_eq!(answer.header("location"), Some(path), "{step}");
        for listed in list_routes().iter().filter(|listed| matches!(listed.access, Access::Staff(_))) {
            let path = address(listed);
            let answer = match listed.method {
                Method::GET => browser.get(&path).await,
                _ => browser.post(&path, &[]).await,
            };
            let leads_away = answer.header("location").is_some_and(|to| to.starts_with("/admin/sign-in?"));
            assert!(
                leads_away || answer.status == StatusCode::UNAUTHORIZED,
                "{step}: {path}: {}",
                answer.status
            );
        }
        if step == "set-up" {
            enrol(&office, &mut browser).await;
            assert_eq!(browser.get("/admin/editors").await.status, StatusCode::OK);
            browser.post("/admin/sign-out", &[]).await;
        }
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_session_from_before_the_second_factor_was_required_is_worth_nothing(pool: PgPool) {
    let lax = Office::new(&pool).await;
    lax.hire("anna", Role::Author).await;
    let mut browser = Browser::new(&lax.desk);
    browser.sign_in("anna", PASSWORD).await;
    assert_eq!(browser.get("/admin/account").await.status, StatusCode::OK);
    let portal = Portal { app: app_with(|settings| settings.staff_mfa_required = true), pool: pool.clone() };
    let mut later = Browser { cookies: browser.cookies, ..Browser::new(&Desk::of(portal)) };
    assert_eq!(later.get("/admin/account").await.status, StatusCode::SEE_OTHER);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_was_typed_when_the_session_ended_comes_back(pool: PgPool) {
    let office = Office::strict(&pool).await;
    office.hire("anna", Role::Author).await;
    let mut browser = Browser::new(&office.desk);
    browser.sign_in("anna", PASSWORD).await;
    let (app, _) = enrol(&office, &mut browser).await;
    let typed = [
        ("kind", "page"),
        ("en.title", "Cafés \"in\" <Leiden> & more\nlines"),
        ("parent", ""),
        ("many", "1"),
        ("many", "2"),
    ];
    office.wait(3_601);
    let answer = browser.post("/admin/new", &typed).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let page = Page::new("sign-in", &answer);
    assert!(page.main().contains("Your session has ended"), "{}", page.main());
    assert!(!page.has(".lp-admin-header__me a[hreflang]"), "no link on which it would be lost");

    let wrong = with(fields(&page, "content"), &[("email", "anna@leiden.example"), ("password", "wrong")]);
    let answer = browser.post_form("/admin/sign-in", &wrong).await;
    let page = Page::new("sign-in", &answer);
    let form = with(fields(&page, "content"), &[("password", PASSWORD)]);
    let answer = browser.post_form("/admin/sign-in", &form).await;
    assert_eq!(answer.status, StatusCode::OK, "the next step, in the same answer");
    let page = Page::new("second-factor", &answer);
    let form = with(fields(&page, "content"), &[("code", "000000")]);
    let answer = browser.post_form("/admin/second-factor", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = Page::new("second-factor", &answer);
    let form = with(fields(&page, "content"), &[("code", &code(&app, office.clock()))]);
    let answer = browser.post_form("/admin/second-factor", &form).await;
    let page = Page::new("resume", &answer);
    assert_eq!(page.only("h1"), "You are signed in again");
    assert_eq!(page.attribute("main form", "action"), "/admin/new");
    let kept = fields(&page, "content");
    let pairs: Vec<_> = kept.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(pairs, typed);
    assert!(!answer.text().contains(PASSWORD));
    let answer = browser.post_form("/admin/new", &kept).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "it went where it was going");
    assert!(answer.text().contains("Caf"));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_form_about_accounts_is_not_kept(pool: PgPool) {
    let office = Office::new(&pool).await;
    let mut browser = Browser::new(&office.desk);
    let form = [("current-password", PASSWORD), ("password", "hush hush hush")];
    let answer = browser.post("/admin/account/password", &form).await;
    assert_eq!(answer.header("location"), Some("/admin/sign-in?next=%2Fadmin%2Faccount%2Fpassword"));
    let script = [("accept", "application/json"), ("sec-fetch-site", "same-origin")];
    let answer = browser.send(Method::POST, "/admin/new", &script, "a=b".to_owned()).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "a script is told in so many words");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_page_that_is_only_open_does_not_keep_a_session_alive(pool: PgPool) {
    let office = Office::new(&pool).await;
    office.hire("anna", Role::Author).await;
    let (mut idle, mut busy) = (Browser::new(&office.desk), Browser::new(&office.desk));
    idle.sign_in("anna", PASSWORD).await;
    busy.sign_in("anna", PASSWORD).await;
    let page = idle.page("/admin/pages/about").await;
    let form = fields(&page, "entry-form");
    let beat = with(form.clone(), &[("form_id", &"a".repeat(32))]);
    for minutes in 1..=60 {
        office.wait(minutes * 60);
        assert_eq!(
            idle.post_form("/admin/pages/about/seen", &beat).await.status,
            StatusCode::OK,
            "{minutes}"
        );
        let typed = with(form.clone(), &[("seq", &minutes.to_string()), ("form_id", &"b".repeat(32))]);
        let kept = busy.post_form("/admin/pages/about/autosave", &typed).await;
        assert_eq!(kept.status, StatusCode::OK, "{minutes}: {}", kept.text());
    }
    office.wait(3_601);
    assert_eq!(idle.get("/admin").await.header("location"), Some("/admin/sign-in?next=%2Fadmin"));
    assert_eq!(busy.get("/admin").await.status, StatusCode::OK, "what is typed is work");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_password_that_is_reset_meanwhile_lets_nobody_in(pool: PgPool) {
    let office = Office::new(&pool).await;
    let anna = office.hire("anna", Role::Author).await;
    let new = office.desk.office.sign_in.passwords.accept("eleven moorhens asleep", Vec::new());
    let new = new.await.unwrap().unwrap();
    let mut reset = pool.begin().await.unwrap();
    password::set(&mut reset, anna, &new).await.unwrap();
    let mut browser = Browser::new(&office.desk);
    let signing_in = tokio::spawn(async move { browser.sign_in("anna", PASSWORD).await.status });
    let waiting = "select exists (select from pg_stat_activity
        where wait_event_type = 'Lock' and datname = current_database())";
    let waits = async {
        while !sqlx::query_scalar::<_, bool>(waiting).fetch_one(&pool).await.unwrap() {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    assert!(timeout(Duration::from_secs(60), waits).await.is_ok(), "signing in waits for the reset");
    session::end_all(&mut reset, anna).await.unwrap();
    reset.commit().await.unwrap();
    assert_eq!(signing_in.await.unwrap(), StatusCode::UNPROCESSABLE_ENTITY);
    let sessions: i64 = sqlx::query_scalar("select count(*) from session").fetch_one(&pool).await.unwrap();
    assert_eq!(sessions, 0);
    assert_eq!(office.events().await, ["sign-in.password refused"]);
}

/// The page of the second step, with a form that was being sent when the session ended; and the app.
async fn half_way_with_a_form(office: &Office, browser: &mut Browser) -> (totp_rs::Totp, Page) {
    browser.sign_in("anna", PASSWORD).await;
    let (app, _) = enrol(office, browser).await;
    office.wait(3_601);
    let answer = browser.post("/admin/new", &[("kind", "page"), ("en.title", "Typed")]).await;
    let changes = [("email", "anna@leiden.example"), ("password", PASSWORD)];
    let form = with(fields(&Page::new("sign-in", &answer), "content"), &changes);
    let page = Page::new("second-factor", &browser.post_form("/admin/sign-in", &form).await);
    (app, page)
}

#[sqlx::test(migrations = "./migrations")]
async fn a_form_comes_back_when_another_tab_was_faster(pool: PgPool) {
    let office = Office::strict(&pool).await;
    office.hire("anna", Role::Author).await;
    let mut browser = Browser::new(&office.desk);
    let (app, page) = half_way_with_a_form(&office, &mut browser).await;
    let right = code(&app, office.clock());
    let other_tab = browser.post("/admin/second-factor", &[("code", &right)]).await;
    assert_eq!(other_tab.header("location"), Some("/admin"));
    let form = with(fields(&page, "content"), &[("code", &right)]);
    for step in ["/admin/second-factor", "/admin/second-factor/set-up"] {
        let answer = browser.post_form(step, &form).await;
        assert_eq!(answer.status, StatusCode::OK, "{step}");
        let page = Page::new("resume", &answer);
        assert_eq!(page.attribute("main form", "action"), "/admin/new");
        assert_eq!(fields(&page, "content").get("en.title"), "Typed");
    }
    let led_on = browser.post("/admin/second-factor", &[("next", "/admin/pages")]).await;
    assert_eq!(led_on.header("location"), Some("/admin/pages"));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_form_comes_along_when_the_second_step_took_too_long(pool: PgPool) {
    let office = Office::strict(&pool).await;
    office.hire("anna", Role::Author).await;
    let mut browser = Browser::new(&office.desk);
    let (app, page) = half_way_with_a_form(&office, &mut browser).await;
    office.wait(2 * 3_601);
    let form = with(fields(&page, "content"), &[("code", &code(&app, office.clock()))]);
    let answer = browser.post_form("/admin/second-factor", &form).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    let page = Page::new("sign-in", &answer);
    assert_eq!(page.only("h1"), "Sign in");
    let kept = fields(&page, "content");
    assert_eq!((kept.get("to"), kept.get("kept.en.title")), ("/admin/new", "Typed"));
    assert!(!kept.has("kept.code"));
    let answer = browser.post("/admin/second-factor", &[("code", "1"), ("next", "/admin/pages")]).await;
    assert_eq!(answer.header("location"), Some("/admin/sign-in?next=%2Fadmin%2Fpages"));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_form_stays_in_the_page_when_nobody_can_sign_in_now(pool: PgPool) {
    let office = Office::new(&pool).await;
    office.hire("anna", Role::Author).await;
    let mut browser = Browser::new(&office.desk);
    browser.sign_in("anna", PASSWORD).await;
    office.wait(3_601);
    let answer = browser.post("/admin/new", &[("kind", "page"), ("en.title", "Typed")]).await;
    let changes = [("email", "anna@leiden.example"), ("password", PASSWORD)];
    let form = with(fields(&Page::new("sign-in", &answer), "content"), &changes);
    pool.close().await;
    let answer = browser.post_form("/admin/sign-in", &form).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(answer.header("retry-after").is_some() && !answer.text().contains(PASSWORD));
    let page = Page::new("sign-in", &answer);
    assert!(page.main().contains("Signing in does not work at the moment"), "{}", page.main());
    let kept = fields(&page, "content");
    assert_eq!((kept.get("kept.en.title"), kept.get("email")), ("Typed", "anna@leiden.example"));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_form_of_the_full_size_fits_through_every_step(pool: PgPool) {
    let office = Office::new(&pool).await;
    office.hire("anna", Role::Author).await;
    let mut browser = Browser::new(&office.desk);
    browser.sign_in("anna", PASSWORD).await;
    let long = "x".repeat(1_024 * 1_024);
    let form = [("to", "/admin/pages/about"), ("kept.en.summary", long.as_str())];
    let size = (long.len() + 100).to_string();
    let headers = [("sec-fetch-site", "same-origin"), ("content-length", size.as_str())];
    let said = browser.send(Method::POST, "/admin/pages/about", &headers, String::new()).await;
    assert_eq!(said.status, StatusCode::PAYLOAD_TOO_LARGE, "the form of an entry has its own limit");
    assert_eq!(browser.post("/admin/pages/about", &form).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    for step in ["/admin/second-factor", "/admin/second-factor/set-up"] {
        assert_eq!(browser.post(step, &form).await.status, StatusCode::OK, "{step}");
        assert_ne!(browser.send(Method::POST, step, &headers, String::new()).await.status, 413);
    }
    let answer = browser.post("/admin/sign-in", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains(&long));
    let endless = "x".repeat(4 * 1_024 * 1_024);
    let answer = browser.post("/admin/sign-in", &[("kept.a", &endless)]).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}
