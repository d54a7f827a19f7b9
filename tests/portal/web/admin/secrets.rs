//! What is nowhere to be found after everything was done: in the log, in the database, in an answer.

use leiden_international::accounts::editor::Role;
use sqlx::PgPool;

use super::browser::{Browser, Office, code, enrol};
use super::kit::PASSWORD;
use super::rules::state;
use crate::log::Log;
use crate::web::page::Page;

const NEW: &str = "paarse olifant fietst naar zee";
const MISTYPED: &str = "paarse olifant loopt naar zee";

#[sqlx::test(migrations = "./migrations")]
async fn no_secret_is_logged_or_stored(pool: PgPool) {
    let (log, _listening) = Log::start();
    let office = Office::strict(&pool).await;
    let anna = office.invite("anna", Role::Administrator).await;
    let link = office.link(anna).await;
    let mut secrets = vec![link.rsplit('/').next().unwrap().to_owned()];
    let mut browser = Browser::new(&office.desk);
    browser.get(&link).await;
    browser.post(&link, &[("password", NEW), ("password-again", MISTYPED)]).await;
    browser.post(&link, &[("password", NEW), ("password-again", NEW)]).await;
    secrets.push(browser.session().to_owned());
    let (app, codes) = enrol(&office, &mut browser).await;
    secrets.extend(codes.iter().flat_map(|code| [code.clone(), code.replace(' ', "")]));
    secrets.push(browser.session().to_owned());
    let known = browser.cookies["__Host-known-browser"].clone();
    browser.sign_in("anna", MISTYPED).await;
    browser.post("/admin/sign-in", &[("email", PASSWORD), ("password", NEW)]).await;
    browser.sign_in("anna", NEW).await;
    office.wait(30);
    browser.post("/admin/second-factor", &[("code", "123456")]).await;
    let used = code(&app, office.clock());
    browser.post("/admin/second-factor", &[("code", &used)]).await;
    secrets.push(browser.session().to_owned());
    let form = [("name", "Bert"), ("email", "bert@leiden.example"), ("role", "author"), ("lang", "nl")];
    let shown = Page::new("link", &browser.post("/admin/editors", &form).await).attribute("#link", "value");
    secrets.push(shown.rsplit('/').next().unwrap().to_owned());
    browser.post("/admin/account/proof", &[("current-password", MISTYPED)]).await;
    browser.post("/admin/account/proof", &[("current-password", NEW)]).await;
    secrets.extend([browser.session().to_owned(), known, used, "123456".to_owned()]);
    secrets.extend([NEW, MISTYPED, PASSWORD].map(str::to_owned));
    browser.post("/admin/sign-out", &[]).await;

    let logged: String = log.lines().iter().map(ToString::to_string).collect();
    assert!(logged.contains("/admin/"), "requests are logged: {logged}");
    let stored: String = state(&pool).await.into_values().collect();
    assert!(stored.contains("bert@leiden.example"));
    for secret in secrets {
        let lines =
            log.lines().into_iter().filter(|line| line.to_string().contains(&secret)).collect::<Vec<_>>();
        assert!(lines.is_empty(), "{secret} is in the log: {lines:?}");
        // A few digits can be part of a time.
        assert!(secret.len() < 12 || !stored.contains(&secret), "{secret} is in the database");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_browser_that_lies_stays_on_one_line(pool: PgPool) {
    let office = Office::new(&pool).await;
    office.hire("anna", Role::Author).await;
    let mut browser = Browser::new(&office.desk);
    let form = "email=anna%40leiden.example%0D%0AFORGED+LINE&password=x%0D%0AFORGED".to_owned();
    let headers = [("sec-fetch-site", "same-origin"), ("x-forwarded-for", "1.2.3.4\tFORGED")];
    browser.send(axum::http::Method::POST, "/admin/sign-in", &headers, form).await;
    let events = office.events().await;
    assert_eq!(events, ["sign-in.password refused"]);
    let stored: String = state(&pool).await.into_values().collect();
    assert!(!stored.contains("FORGED"));
}
