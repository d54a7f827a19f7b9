//! Two people at the same entry.

use leiden_international::accounts::editor::Role;
use sqlx::PgPool;

use super::{audited, form, newest, press, said, shown};
use crate::web::admin::kit::{Desk, fields};

#[sqlx::test(migrations = "./migrations")]
async fn changes_of_different_places_go_together(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let (anna, ben) = (desk.person("anna", Role::Author).await, desk.person("ben", Role::Author).await);
    let (hers, his) = (form(&anna, "policy").await, form(&ben, "policy").await);
    let sections: Vec<String> = hers.all("section").map(str::to_owned).collect();
    let (one, two) = (format!("section.{}.en.text", sections[0]), format!("section.{}.nl.text", sections[1]));
    assert_eq!(press(&anna, "policy", &hers, "save", &[(&one, "<p>Hers</p>")]).await.status, 303);
    let answer =
        press(&ben, "policy", &his, "save", &[(&two, "<p>Van hem</p>"), ("nl.summary", "Zijn")]).await;
    assert_eq!(answer.header("location"), Some("/admin/pages/policy?done=saved"));
    let saved = said(&pool, "policy").await;
    for words in ["<p>Hers</p>", "<p>Van hem</p>", "Zijn"] {
        assert!(saved.contains(words), "{words}");
    }
    assert_eq!(newest(&pool, "policy").await.number, 3);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_true_conflict_shows_both_texts_and_what_was_there(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let (anna, ben) = (desk.person("anna", Role::Author).await, desk.person("ben", Role::Author).await);
    let (hers, his) = (form(&anna, "policy").await, form(&ben, "policy").await);
    let text = format!("section.{}.en.text", hers.get("section"));
    let before = "The English title";
    assert_eq!(
        press(
            &anna,
            "policy",
            &hers,
            "save",
            &[(&text, "<p>Hers <a href=\"https://x.nl\">x</a></p>"), ("en.title", "Her title")]
        )
        .await
        .status,
        303
    );
    let changes =
        [(text.as_str(), "<p>His</p>"), ("en.title", "His title"), ("nl.summary", "Alleen van hem")];
    let answer = press(&ben, "policy", &his, "save", &changes).await;
    assert_eq!(answer.status, 409, "{before}");
    let page = shown(&answer);
    assert!(page.only("title").starts_with("Error: "));
    assert_eq!(
        page.texts(".lp-error-summary li"),
        [
            "Title in English: a colleague has changed this too.",
            "Section 1, Text in English: a colleague has changed this too.",
        ]
    );
    for link in page.attributes(".lp-error-summary a", "href") {
        assert!(page.has(&link), "{link}");
    }
    let theirs = page.texts(".lp-conflict__text--theirs div");
    assert_eq!(theirs, ["Her title", "Hers x (https://x.nl)"]);
    let bases = page.texts(".lp-conflict__text--base div");
    assert_eq!(bases[0], hers.get("en.title"));
    let again = fields(&page, "entry-form");
    assert_eq!((again.get("en.title"), again.get(&text)), ("His title", "<p>His</p>"));
    assert_eq!((again.get("base"), again.get("nl.summary")), ("2", "Alleen van hem"));
    assert_eq!(newest(&pool, "policy").await.number, 2);
    assert_eq!(audited(&pool, "entry.save").await, ["done", "refused"]);
    // He has seen hers and takes over what he wants.
    let answer = press(&ben, "policy", &again, "save", &[(&text, "<p>Hers and his</p>")]).await;
    assert_eq!(answer.header("location"), Some("/admin/pages/policy?done=saved"));
    let saved = said(&pool, "policy").await;
    assert!(saved.contains("<p>Hers and his</p>") && saved.contains("His title"));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_section_that_one_removes_and_the_other_changes_stays(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let (anna, ben) = (desk.person("anna", Role::Author).await, desk.person("ben", Role::Author).await);
    let (hers, his) = (form(&anna, "policy").await, form(&ben, "policy").await);
    let section = hers.get("section").to_owned();
    let removed = super::press_on(&anna, "policy", &hers, &format!("section-remove:{section}")).await;
    assert_eq!(press(&anna, "policy", &removed, "save", &[]).await.status, 303);
    let text = format!("section.{section}.nl.text");
    let answer = press(&ben, "policy", &his, "save", &[(&text, "<p>Van hem</p>")]).await;
    assert_eq!(answer.status, 409);
    let page = shown(&answer);
    assert_eq!(page.texts(".lp-conflict__text--theirs div"), ["Nothing"]);
    let again = fields(&page, "entry-form");
    assert_eq!(again.get(&text), "<p>Van hem</p>");
    assert_eq!(press(&ben, "policy", &again, "save", &[]).await.status, 303);
    assert!(said(&pool, "policy").await.contains("<p>Van hem</p>"));
}

#[sqlx::test(migrations = "./migrations")]
async fn new_sections_of_two_people_get_names_of_their_own(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let (anna, ben) = (desk.person("anna", Role::Author).await, desk.person("ben", Role::Author).await);
    let hers = super::press_on(&anna, "about", &form(&anna, "about").await, "add-section").await;
    let his = super::press_on(&ben, "about", &form(&ben, "about").await, "add-section").await;
    for (person, form, words) in [(&anna, &hers, "Hers"), (&ben, &his, "His")] {
        let [heading, text] = super::in_added(form);
        let changes = [(heading.as_str(), "Rent"), (text.as_str(), words)];
        assert_eq!(press(person, "about", form, "save", &changes).await.status, 303);
    }
    let outline = newest(&pool, "about").await.body.shared.outline;
    let ids: Vec<&str> =
        outline.iter().map(|section| section.id.as_str()).filter(|id| id.starts_with("rent")).collect();
    assert_eq!(ids.len(), 2, "{ids:?}");
    let saved = said(&pool, "about").await;
    assert!(saved.contains("<p>Hers</p>") && saved.contains("<p>His</p>"));
}

#[sqlx::test(migrations = "./migrations")]
async fn outdated_forms_say_so(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let (anna, ben) = (desk.person("anna", Role::Author).await, desk.person("ben", Role::Author).await);
    let his = super::press_on(&ben, "about", &form(&ben, "about").await, "keep").await;
    assert_eq!(
        press(&anna, "about", &form(&anna, "about").await, "save", &[("en.title", "New")]).await.status,
        303
    );
    let page = ben.page(&format!("/admin/pages/about?form={}", his.get("form_id"))).await;
    assert!(page.main().contains("A colleague has saved this entry meanwhile."));
    assert_eq!(fields(&page, "entry-form").get("base"), "1");
}
