//! The preview: the public page with what is in the form.

use axum::http::Method;
use leiden_international::accounts::editor::Role;
use sqlx::PgPool;

use super::{form, press_on};
use crate::web::admin::kit::{Desk, with};

#[sqlx::test(migrations = "./migrations")]
async fn it_is_the_public_page_with_the_text_of_the_form(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let first = form(&anna, "about").await;
    let text = format!("section.{}.en.text", first.get("section"));
    let typed = with(first, &[(&text, "Words that are being typed"), ("nl.title", "Nog niet klaar")]);
    let kept = press_on(&anna, "about", &typed, "keep").await;
    let id = kept.get("form_id");

    let page = anna.page(&format!("/admin/pages/about/preview?form={id}")).await;
    let frames = page.attributes("iframe[data-preview-frame]", "src");
    let of = |lang: &str| format!("/admin/pages/about/preview/{lang}?form={id}");
    assert_eq!(frames, [of("en"), of("en"), of("nl"), of("nl")]);
    assert_eq!(page.texts(".lp-preview__title").len(), 4);
    let english = anna.page(&frames[0]).await;
    assert!(english.main().contains("Words that are being typed"));
    assert!(english.has("header .lp-nav"), "menus and all");
    assert_eq!(anna.page(&frames[2]).await.only("h1"), "Nog niet klaar");
    let live = desk.portal.get("/en/about").await;
    assert!(!live.text().contains("being typed"));
    let saved = anna.page("/admin/pages/about/preview/en").await;
    assert!(!saved.main().contains("being typed"), "without the form, what was saved last");
}

#[sqlx::test(migrations = "./migrations")]
async fn its_frame_may_be_framed_and_runs_no_script(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let answer = anna.get("/admin/pages/about/preview/en").await;
    let policy = answer.header("content-security-policy").unwrap();
    assert!(policy.contains("frame-ancestors 'self'") && policy.contains("script-src 'none'"), "{policy}");
    assert_eq!(answer.header("x-frame-options"), Some("SAMEORIGIN"));
    assert_eq!(anna.get("/admin/pages/about/preview/de").await.status, 404);
    assert_eq!(anna.get("/admin/pages/nothing/preview/en").await.status, 404);
    let visitor = desk.visitor().send(Method::GET, "/admin/pages/about/preview/en", &[], String::new()).await;
    assert_eq!(visitor.status, 303);
}

#[sqlx::test(migrations = "./migrations")]
async fn every_entry_can_be_looked_at(pool: PgPool) {
    let desk = Desk::example(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let ids: Vec<String> =
        sqlx::query_scalar("select id from entry order by id").fetch_all(&pool).await.unwrap();
    for id in ids {
        for lang in ["en", "nl"] {
            let page = anna.page(&format!("/admin/pages/{id}/preview/{lang}")).await;
            assert_eq!(page.errors(), [] as [&str; 0], "{id}");
            assert!(page.has("main h1"), "{id} in {lang}");
        }
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn what_cannot_be_read_yet_is_left_out(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let typed =
        with(form(&anna, "about").await, &[("en.title", "Half way"), ("menu", "side"), ("nl.title", "")]);
    let id = press_on(&anna, "about", &typed, "keep").await.get("form_id").to_owned();
    assert_eq!(anna.page(&format!("/admin/pages/about/preview/en?form={id}")).await.only("h1"), "Half way");
    let dutch = anna.page(&format!("/admin/pages/about/preview/nl?form={id}")).await;
    assert_eq!(dutch.only(".lp-empty"), "There is no text in Dutch yet.");
}
