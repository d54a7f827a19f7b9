//! Several people at the languages of one entry, and sections that are put together anew.

use leiden_international::accounts::editor::Role;
use sqlx::PgPool;

use super::parity::{ENTRY, open, section, text, with_a_change};
use super::{form, press, press_on, shown};
use crate::web::admin::kit::{Desk, fields, with};

#[sqlx::test(migrations = "./migrations")]
async fn an_answer_does_not_settle_what_a_colleague_changed_meanwhile(pool: PgPool) {
    let (desk, anna, section) = with_a_change(&pool).await;
    let ben = desk.person("ben", Role::Author).await;
    let (hers, his) = (form(&anna, ENTRY).await, form(&ben, ENTRY).await);
    assert_eq!(
        press(&ben, ENTRY, &his, "save", &[(&text(&section, "en"), "<p>His words.</p>")]).await.status,
        303
    );
    let answer = format!("answer.{section}");
    // She says that the Dutch text is still correct: beside the English one that she saw.
    let sent = press(&anna, ENTRY, &hers, "save", &[(&answer, "correct"), ("nl.summary", "Kort")]).await;
    assert_eq!(sent.header("location"), Some("/admin/pages/about?done=saved"));
    assert!(open(&pool, ENTRY).await.contains(&(section.clone(), "Changed(En)".to_owned())));
    let page = anna.page("/admin/pages/about").await;
    let panel = page.only(&format!("#parity-{section} .lp-words"));
    assert!(
        panel.contains("One sentence more") && panel.contains("added: His words"),
        "since her answer: {panel}"
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn the_same_meaning_does_not_settle_it_either(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let (anna, ben) = (desk.person("anna", Role::Author).await, desk.person("ben", Role::Author).await);
    let section = section(&anna).await;
    let (hers, his) = (form(&anna, ENTRY).await, form(&ben, ENTRY).await);
    let [english, dutch] = ["en", "nl"].map(|lang| text(&section, lang));
    assert_eq!(
        press(&ben, ENTRY, &his, "save", &[(&dutch, "<p>Zijn bedrag: 20 euro.</p>")]).await.status,
        303
    );
    let sent =
        press(&anna, ENTRY, &hers, "save-same-meaning", &[(&english, "<p>Her amount: 10 euros.</p>")]).await;
    assert_eq!(sent.status, 303);
    assert_eq!(open(&pool, ENTRY).await, [(section, "Changed(Nl)".to_owned())]);
}

#[sqlx::test(migrations = "./migrations")]
async fn an_answer_in_a_form_that_was_overtaken_settles_nothing(pool: PgPool) {
    let (desk, anna, section) = with_a_change(&pool).await;
    let ben = desk.person("ben", Role::Author).await;
    let answer = format!("answer.{section}");
    let left = with(form(&anna, ENTRY).await, &[(&answer, "correct"), ("seq", "2")]);
    assert_eq!(anna.post_form("/admin/pages/about/autosave", &left).await.status, 200);
    let his = form(&ben, ENTRY).await;
    let changes =
        [(text(&section, "en"), "<p>His words.</p>"), (text(&section, "nl"), "<p>Zijn woorden.</p>")];
    let changes: Vec<(&str, &str)> = changes.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    assert_eq!(press(&ben, ENTRY, &his, "save", &changes).await.status, 303);
    let page = anna.page(&format!("/admin/pages/about?form={}", left.get("form_id"))).await;
    let sent = press(&anna, ENTRY, &fields(&page, "entry-form"), "save", &[]).await;
    assert_eq!(
        sent.header("location"),
        Some("/admin/pages/about?done=agreed"),
        "about the texts in her form"
    );
    assert_eq!(open(&pool, ENTRY).await, [(section, "BothChanged".to_owned())]);
}

#[sqlx::test(migrations = "./migrations")]
async fn after_a_conflict_an_answer_stays_only_where_its_texts_are_the_same(pool: PgPool) {
    let (desk, anna, section) = with_a_change(&pool).await;
    super::parity::change(&anna, ENTRY, "en.summary", "Changed too").await;
    let ben = desk.person("ben", Role::Author).await;
    let (hers, his) = (form(&anna, ENTRY).await, form(&ben, ENTRY).await);
    let dutch = text(&section, "nl");
    let theirs = [("en.title", "His title"), (dutch.as_str(), "<p>Zijn woorden.</p>")];
    assert_eq!(press(&ben, ENTRY, &his, "save", &theirs).await.status, 303);
    let (answer, reason) = (format!("answer.{section}"), format!("reason.{section}"));
    let changes = [
        ("en.title", "Her title"),
        (answer.as_str(), "differs"),
        (reason.as_str(), "Because"),
        ("answer.@summary", "correct"),
    ];
    let sent = press(&anna, ENTRY, &hers, "save", &changes).await;
    assert_eq!(sent.status, 409);
    let again = fields(&shown(&sent), "entry-form");
    assert_eq!(again.get("answer.@summary"), "correct");
    assert_eq!((again.get(&answer), again.get(&reason)), ("", "Because"), "she has not seen his Dutch words");
}

#[sqlx::test(migrations = "./migrations")]
async fn sections_that_are_split_and_merged_stay_in_step(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let section = section(&anna).await;
    let two =
        [(text(&section, "en"), "<p>One.</p><p>Two.</p>"), (text(&section, "nl"), "<p>Een.</p><p>Twee.</p>")];
    let two: Vec<(&str, &str)> = two.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    assert_eq!(press(&anna, ENTRY, &form(&anna, ENTRY).await, "save-same-meaning", &two).await.status, 303);
    assert_eq!(open(&pool, ENTRY).await, []);
    let split = press_on(&anna, ENTRY, &form(&anna, ENTRY).await, "add-section").await;
    let added = split.all("section").last().unwrap().to_owned();
    let names = [text(&section, "en"), text(&section, "nl"), text(&added, "en"), text(&added, "nl")];
    let words = ["<p>One.</p>", "<p>Een.</p>", "<p>Two.</p>", "<p>Twee.</p>"];
    let parts: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(words).collect();
    let sent = press(&anna, ENTRY, &split, "save", &parts).await;
    assert!(!anna.follow(&sent).await.has("#agree"));
    assert_eq!(open(&pool, ENTRY).await, []);
    let whole = form(&anna, ENTRY).await;
    let added = whole.all("section").last().unwrap().to_owned();
    let merged = press_on(&anna, ENTRY, &whole, &format!("section-remove:{added}")).await;
    assert_eq!(press(&anna, ENTRY, &merged, "save", &two).await.status, 303);
    assert_eq!(open(&pool, ENTRY).await, []);
}
