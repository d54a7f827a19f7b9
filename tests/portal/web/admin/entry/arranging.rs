//! The buttons that arrange sections and lists, without script.

use leiden_international::accounts::editor::Role;
use leiden_international::web::Form;
use sqlx::PgPool;

use super::{count, form, newest, press, press_on};
use crate::web::admin::kit::{Desk, fields, with};

fn sections(form: &Form) -> Vec<String> {
    form.all("section").map(str::to_owned).collect()
}

#[sqlx::test(migrations = "./migrations")]
async fn sections_are_added_moved_doubled_and_removed(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let first = form(&anna, "policy").await;
    let start = sections(&first);
    assert!(start.len() > 1, "{start:?}");
    let typed = with(first, &[(&format!("section.{}.nl.heading", start[0]), "Getypt")]);

    let answer = press(&anna, "policy", &typed, &format!("section-down:{}", start[0]), &[]).await;
    assert!(answer.header("location").unwrap().ends_with(&format!("#section-{}", start[0])));
    let page = anna.follow(&answer).await;
    assert!(page.ids().contains(&format!("section-{}", start[0])), "the place to go on at");
    let moved = fields(&page, "entry-form");
    assert_eq!(sections(&moved)[..2], [start[1].clone(), start[0].clone()]);
    assert_eq!(moved.get(&format!("section.{}.nl.heading", start[0])), "Getypt", "what was typed stays");

    let doubled = press_on(&anna, "policy", &moved, &format!("section-duplicate:{}", start[0])).await;
    let copy = sections(&doubled)[2].clone();
    assert_eq!(sections(&doubled)[..3], [start[1].clone(), start[0].clone(), copy.clone()]);
    assert_eq!(doubled.get(&format!("section.{copy}.nl.heading")), "Getypt");
    let added = press_on(&anna, "policy", &doubled, "add-section").await;
    assert_eq!(sections(&added).len(), start.len() + 2);
    let removed = press_on(&anna, "policy", &added, &format!("section-remove:{}", start[1])).await;
    assert_eq!(sections(&removed)[..2], [start[0].clone(), copy]);

    assert_eq!(newest(&pool, "policy").await.number, 1, "nothing is saved by arranging");
    assert_eq!(count(&pool, "select count(*) from working_copy").await, 1, "all in one working copy");
    let answer = press(&anna, "policy", &removed, "save", &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let outline = newest(&pool, "policy").await.body.shared.outline;
    let ids: Vec<&str> = outline.iter().map(|section| section.id.as_str()).collect();
    assert!(ids.len() == start.len() + 1 && ids[0] == start[0], "{ids:?}");
    assert!(ids.iter().all(|id| !id.starts_with("new-")), "{ids:?}");
}

#[sqlx::test(migrations = "./migrations")]
async fn the_first_cannot_go_up_nor_the_last_down(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let page = anna.page("/admin/pages/policy").await;
    let first = page.attributes("[data-section]", "data-section").first().unwrap().clone();
    let last = page.attributes("[data-section]", "data-section").last().unwrap().clone();
    assert!(page.has(&format!("button[value='section-up:{first}'][disabled]")));
    assert!(page.has(&format!("button[value='section-down:{last}'][disabled]")));
    assert_eq!(page.elements("button[name=do][disabled]").len(), 2);
    // Enter in a field presses the first button of the form: saving.
    let buttons = page.attributes("#entry-form button", "value");
    assert_eq!(buttons.first().map(String::as_str), Some("save"));
}

#[sqlx::test(migrations = "./migrations")]
async fn phones_and_former_names_are_added_and_removed(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let id = "leiden-international-centre";
    let before = form(&anna, id).await;
    let phones = |form: &Form| form.pairs().iter().filter(|(name, _)| name.ends_with(".number")).count();
    let answer = press(&anna, id, &before, "add-phone", &[]).await;
    let location = answer.header("location").unwrap().to_owned();
    let page = anna.follow(&answer).await;
    assert!(page.ids().contains(&location.split('#').nth(1).unwrap().to_owned()), "{location}");
    let added = fields(&page, "entry-form");
    assert_eq!(phones(&added), phones(&before) + 1);
    let named = press_on(&anna, id, &added, "add-former-name").await;
    assert!(named.pairs().len() > added.pairs().len());
    // What stays empty says nothing.
    let answer = press(&anna, id, &named, "save", &[]).await;
    assert_eq!(answer.header("location").unwrap(), format!("/admin/pages/{id}?done=unchanged"));
    let removed =
        press_on(&anna, id, &added, &format!("phone-remove:{}", location.rsplit('-').next().unwrap())).await;
    assert_eq!(phones(&removed), phones(&before));
}

#[sqlx::test(migrations = "./migrations")]
async fn an_unknown_button_keeps_what_was_typed(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    for button in ["keep", "", "explode", "section-up:none"] {
        let typed = with(form(&anna, "about").await, &[("en.title", button), ("nl.title", "Getypt")]);
        let again = press_on(&anna, "about", &typed, button).await;
        assert_eq!((again.get("en.title"), again.get("nl.title")), (button, "Getypt"));
    }
    assert_eq!(newest(&pool, "about").await.number, 1);
}
