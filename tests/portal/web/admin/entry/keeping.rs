//! Autosave, the heartbeat and the end of a form; and that a working copy is its author's alone.

use axum::http::Method;
use jiff::Span;
use leiden_international::accounts::editor::Role;
use leiden_international::web::Form;
use serde_json::{Value, json};
use sqlx::PgPool;

use super::{audited, count, form, press, press_on};
use crate::web::admin::kit::{Desk, Person, fields, with};
use crate::web::portal::{Answer, noon};

async fn send(person: &Person, path: &str, form: &Form) -> Answer {
    let headers = [("sec-fetch-site", "same-origin"), ("accept", "application/json")];
    person.send(Method::POST, path, &headers, form.encode()).await
}

async fn autosave(person: &Person, form: &Form, seq: &str, title: &str) -> Value {
    let form = with(form.clone(), &[("seq", seq), ("en.title", title)]);
    let answer = send(person, "/admin/pages/about/autosave", &form).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert_eq!(answer.header("content-type"), Some("application/json"));
    serde_json::from_str(answer.text()).unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_typed_is_kept_and_what_comes_late_changes_nothing(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let first = form(&anna, "about").await;
    let answer = autosave(&anna, &first, "2", "one").await;
    let expected = json!({ "seq": 2, "kept": true, "others": [], "newer": false, "saved_at": "12:00" });
    assert_eq!(answer, expected);
    assert_eq!(autosave(&anna, &first, "2", "one").await["kept"], true, "the same request once more");
    assert_eq!(autosave(&anna, &first, "4", "three").await["kept"], true);
    assert_eq!(autosave(&anna, &first, "3", "two").await["kept"], false, "it was overtaken");
    let page = anna.page("/admin/pages/about").await;
    assert!(page.only(".lp-notice--warning").starts_with("You have an open form of this entry."));
    let link = page.link(".lp-notice a", "Go on with it");
    let kept = fields(&anna.page(&link.href).await, "entry-form");
    assert_eq!((kept.get("en.title"), kept.get("seq")), ("three", "5"));
    assert_eq!(kept.get("form_id"), first.get("form_id"));
    assert_eq!(count(&pool, "select count(*) from audit_event").await, 0, "typing is nobody's business");
    // Saving ends it; what was on its way does not come back.
    let answer = press(&anna, "about", &kept, "save", &[]).await;
    assert_eq!(answer.status, 303);
    assert_eq!(autosave(&anna, &first, "5", "late").await["kept"], false);
    assert!(!anna.page("/admin/pages/about").await.has(".lp-notice--warning"));
}

#[sqlx::test(migrations = "./migrations")]
async fn an_older_form_of_the_same_name_does_not_replace_a_newer_one(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let first = form(&anna, "about").await;
    autosave(&anna, &first, "9", "the newer").await;
    // As when someone goes back in the browser, types there and presses a button.
    let again =
        press_on(&anna, "about", &with(first.clone(), &[("en.title", "the older")]), "add-section").await;
    assert_eq!(again.get("en.title"), "the older");
    assert_ne!(again.get("form_id"), first.get("form_id"));
    let answer = press(&anna, "about", &again, "save", &[]).await;
    let page = anna.follow(&answer).await;
    let link = page.link(".lp-notice a", "Go on with it");
    assert_eq!(fields(&anna.page(&link.href).await, "entry-form").get("en.title"), "the newer");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_working_copy_is_its_authors_alone(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let (anna, ben) =
        (desk.person("anna", Role::Author).await, desk.person("ben", Role::Administrator).await);
    let hers = with(form(&anna, "about").await, &[("nl.title", "Geheim")]);
    autosave(&anna, &hers, "1", "Secret").await;
    let id = hers.get("form_id").to_owned();
    for path in [
        "/admin/pages/about",
        "/admin/pages/about/preview/en",
        "/admin/pages/about/preview/nl",
        "/admin/pages/policy",
    ] {
        let text = ben.page(&format!("{path}?form={id}")).await.only("html");
        assert!(!text.contains("Secret") && !text.contains("Geheim"), "{path}");
        assert!(!fields(&ben.page("/admin/pages/about").await, "entry-form").encode().contains("Secret"));
    }
    // Nor can anyone write into it, or end it.
    let answer = send(&ben, "/admin/pages/about/autosave", &with(hers.clone(), &[("seq", "7")])).await;
    assert_eq!(answer.status, 403);
    let words: Value = serde_json::from_str(answer.text()).unwrap();
    assert_eq!(words["message"], "Not kept: this form belongs to someone else. Open the entry again.");
    assert_eq!(send(&ben, "/admin/pages/about/seen", &hers).await.status, 403);
    assert_eq!(ben.post("/admin/pages/about/discard", &[("form_id", &id), ("seq", "99")]).await.status, 303);
    // What he sends under its name is kept under another.
    let his =
        press_on(&ben, "about", &with(hers.clone(), &[("en.title", "His"), ("seq", "9")]), "add-section")
            .await;
    assert_ne!(his.get("form_id"), id);
    let kept = fields(&anna.page(&format!("/admin/pages/about?form={id}")).await, "entry-form");
    assert_eq!((kept.get("en.title"), kept.get("nl.title")), ("Secret", "Geheim"));
}

#[sqlx::test(migrations = "./migrations")]
async fn colleagues_at_the_same_entry_are_named_while_they_are(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let (anna, ben) = (desk.person("anna", Role::Author).await, desk.person("ben", Role::Author).await);
    let (hers, his) = (form(&anna, "about").await, form(&ben, "about").await);
    let seen = send(&anna, "/admin/pages/about/seen", &hers).await;
    assert_eq!(serde_json::from_str::<Value>(seen.text()).unwrap(), json!({ "others": [], "newer": false }));
    assert_eq!(autosave(&ben, &his, "1", "x").await["others"], json!(["anna"]));
    let page = ben.page("/admin/pages/about").await;
    assert_eq!(page.only("[data-others]"), "anna is also editing this entry.");
    assert!(!ben.page("/admin/pages/policy").await.has("[data-others]:not([hidden])"));
    desk.portal.app.clock().set(noon() + Span::new().minutes(3));
    assert!(ben.page("/admin/pages/about").await.has("[data-others][hidden]"));
    // And that she has saved.
    let answer = press(&anna, "about", &hers, "save", &[("nl.title", "Nieuw")]).await;
    assert_eq!(answer.status, 303);
    assert_eq!(autosave(&ben, &his, "2", "y").await["newer"], true);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_form_is_discarded(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let typed = form(&anna, "about").await;
    autosave(&anna, &typed, "1", "typed").await;
    let page = anna.page("/admin/pages/about").await;
    let value = |name: &str| page.attribute(&format!(".lp-notice form input[name={name}]"), "value");
    let (id, seq) = (value("form_id"), value("seq"));
    // What was typed after the page was made has not been seen, and stays.
    autosave(&anna, &typed, "2", "typed later").await;
    let shown = [("form_id", id.as_str()), ("seq", &seq)];
    let answer = anna.post("/admin/pages/about/discard", &shown).await;
    let page = anna.follow(&answer).await;
    assert!(!page.has("[role=status].lp-notice"), "it does not say that it is gone");
    let link = page.link(".lp-notice a", "Go on with it");
    assert_eq!(fields(&anna.page(&link.href).await, "entry-form").get("en.title"), "typed later");
    let seq = page.attribute(".lp-notice form input[name=seq]", "value");
    let answer = anna.post("/admin/pages/about/discard", &[("form_id", &id), ("seq", &seq)]).await;
    let page = anna.follow(&answer).await;
    assert!(page.only("[role=status].lp-notice").starts_with("What was typed and not saved is gone."));
    assert!(!page.has(".lp-notice--warning"));
    assert_eq!(audited(&pool, "entry.discard").await, ["refused", "done"]);
}

/// One slip of the finger beside "Save" discards nothing: the button has to be opened first.
#[sqlx::test(migrations = "./migrations")]
async fn discarding_takes_two_steps(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    autosave(&anna, &form(&anna, "about").await, "1", "typed").await;
    let page = anna.page("/admin/pages/about").await;
    for (place, word) in [(".lp-save-bar", "Discard changes"), (".lp-notice--warning", "Discard it")] {
        assert_eq!(page.texts(&format!("{place} details:not([open]) > summary")), [word]);
        assert_eq!(page.texts(&format!("{place} details > p")).len(), 1);
        assert_eq!(page.texts(&format!("{place} details button")), ["Yes, discard it"]);
    }
    assert_eq!(page.elements("button[formaction$='/discard']").len(), 1);
    assert_eq!(page.elements("form[action$='/discard'] button").len(), 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_cannot_be_kept_says_why(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let typed = form(&anna, "about").await;
    for (changes, status) in
        [(&[("base", "99")][..], 422), (&[("base", "")], 422), (&[("form_id", "short")], 422)]
    {
        let answer = send(&anna, "/admin/pages/about/autosave", &with(typed.clone(), changes)).await;
        assert_eq!(answer.status, status, "{changes:?}");
        let words: Value = serde_json::from_str(answer.text()).unwrap();
        assert!(words["message"].as_str().unwrap().starts_with("Not kept: "), "{words}");
    }
    assert_eq!(send(&desk.visitor(), "/admin/pages/about/autosave", &typed).await.status, 401);
    let large = with(typed, &[("en.title", &"x".repeat(1024 * 1024))]);
    assert_eq!(send(&anna, "/admin/pages/about/autosave", &large).await.status, 413);
    assert_eq!(count(&pool, "select count(*) from working_copy").await, 0);
}
