//! Facts to confirm: each with its source; confirming and publishing are separate acts.

use leiden_international::accounts::editor::Role;
use leiden_international::content::entry::Section;
use leiden_international::content::{revision, unconfirmed};
use leiden_international::web::Form;
use scraper::ElementRef;
use sqlx::PgPool;

use super::kit::{Desk, Person};
use super::publish::{id, save};
use crate::web::page::Page;

/// A rumour on the page "about", with a source.
async fn rumour(pool: &PgPool) {
    save(pool, "about", |body| {
        let id: leiden_international::ids::SectionId = "rumour".to_owned().try_into().unwrap();
        body.shared.outline.push(Section {
            id: id.clone(),
            refers_to: None,
            source: "https://leiden.example/rumour".to_owned().try_into().ok(),
            unconfirmed: true,
            note: "Ask the desk.".to_owned().try_into().ok(),
        });
        let text = body.texts.get_mut(leiden_international::lang::Lang::DEFAULT).as_mut().unwrap();
        let words = leiden_international::content::entry::SectionText {
            heading: None,
            text: leiden_international::content::rich_text::RichText::sanitised("<p>Whispered.</p>"),
        };
        text.sections.insert(id, words);
    })
    .await;
}

/// The form beside the rumour, as it would be sent with that button.
fn form(page: &Page, button: &str) -> Form {
    let value = |element: &ElementRef<'_>| element.attr("value").unwrap_or_default().to_owned();
    let hidden = page.elements("#entry-about form input[type=hidden]");
    let mut fields: Vec<(String, String)> =
        hidden.iter().map(|input| (input.attr("name").unwrap().to_owned(), value(input))).collect();
    fields.push(("do".to_owned(), button.to_owned()));
    Form(fields)
}

async fn open(person: &Person) -> Page {
    person.page("/admin/unconfirmed").await
}

async fn count(pool: &PgPool) -> usize {
    let found = unconfirmed::list(pool).await.unwrap();
    found.iter().filter(|found| found.entry == id("about")).map(|found| found.statements.len()).sum()
}

#[sqlx::test(migrations = "./migrations")]
async fn a_statement_is_confirmed_and_then_published(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    rumour(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let page = open(&anna).await;
    assert!(!page.has("main section"), "entries of the same name would be landmarks of the same name");
    let shown = page.only("#entry-about");
    assert!(shown.contains("Whispered.") && shown.contains("Ask the desk."), "{shown}");
    let links = page.attributes("#entry-about a", "href");
    assert!(links.contains(&"https://leiden.example/rumour".to_owned()), "{links:?}");
    let correct = links.iter().find(|href| href.starts_with("/admin/pages/about#")).unwrap();
    let field = correct.split_once('#').unwrap().1;
    assert!(anna.page("/admin/pages/about").await.has(&format!("#{field}")), "{field} is in the form");

    let sent = anna.post_form("/admin/unconfirmed", &form(&page, "confirm")).await;
    assert_eq!(sent.header("location"), Some("/admin/unconfirmed?done=confirmed&entry=about"));
    let after = anna.follow(&sent).await;
    assert!(after.has("a[href='/admin/pages/about/publish']") && !after.has("#entry-about"));
    assert_eq!(count(&pool).await, 0);
    desk.portal.renew().await;
    assert!(!desk.portal.page("/en/about").await.main().contains("Whispered."), "that is another act");
    let newest = revision::find_newest(&pool, &id("about")).await.unwrap().unwrap();
    assert_eq!((newest.by, newest.note.as_deref()), (anna.editor, Some("Fact confirmed")));
}

#[sqlx::test(migrations = "./migrations")]
async fn every_statement_leads_to_its_place_in_the_form(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let hidden = |value: serde_json::Value| serde_json::json!({ "value": value, "unconfirmed": true });
    let fields = serde_json::json!({
        "kind": "contact",
        "organisation": "other",
        "website": hidden("https://a.example/".into()),
        "email": hidden("a@example.nl".into()),
        "phones": [hidden(serde_json::json!({ "number": "14 071" }))],
        "address": hidden(serde_json::json!({ "city": "Leiden" })),
        "former_names": [{ "name": "Before", "from": hidden("1999".into()), "until": hidden("2001".into()) }],
    });
    for (entry, fields) in [
        ("leiden-international-centre", fields),
        (
            "residents-2024",
            serde_json::json!({ "kind": "figure", "series": "a", "unit": "people", "value": hidden("1".into()) }),
        ),
    ] {
        save(&pool, entry, |body| body.shared.fields = serde_json::from_value(fields).unwrap()).await;
        let anna = desk.person(&format!("anna-{entry}"), Role::Author).await;
        let list = open(&anna).await;
        let form = anna.page(&format!("/admin/pages/{entry}")).await;
        let links = list.attributes(&format!("#entry-{entry} .lp-row__actions a"), "href");
        assert!(!links.is_empty(), "{entry}");
        for link in links {
            let field = link.split_once('#').unwrap().1;
            assert!(form.has(&format!("#{field}")), "{entry}: {field}");
        }
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_statement_is_dropped(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    rumour(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let sent = anna.post_form("/admin/unconfirmed", &form(&open(&anna).await, "drop")).await;
    assert_eq!(sent.header("location"), Some("/admin/unconfirmed?done=dropped&entry=about"));
    let newest = revision::find_newest(&pool, &id("about")).await.unwrap().unwrap();
    assert!(newest.body.shared.outline.iter().all(|section| section.id.as_str() != "rumour"));
    let log = "select action || ' ' || object_id || ' ' || detail from audit_event";
    let events: Vec<String> = sqlx::query_scalar(log).fetch_all(&pool).await.unwrap();
    assert_eq!(events, ["statement.drop about section:rumour"]);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_changed_meanwhile_is_looked_at_again(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    rumour(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let page = open(&anna).await;
    save(&pool, "about", |body| body.shared.outline.reverse()).await;
    let answer = anna.post_form("/admin/unconfirmed", &form(&page, "confirm")).await;
    assert_eq!(answer.status, 422);
    let again = Page::new("/admin/unconfirmed", &answer);
    assert_eq!(again.attributes(".lp-error-summary a", "href"), ["#entry-about"]);
    assert_eq!(count(&pool).await, 1);
    for (field, value, status) in [
        ("do", "spell", 400),
        ("place", "nowhere", 400),
        ("place", "section:none", 422),
        ("place", "detail:x.y", 422),
        ("entry", "none", 404),
        ("entry", "A b", 400),
        ("revision", "x", 422),
    ] {
        let sent = super::kit::with(form(&again, "confirm"), &[(field, value)]);
        assert_eq!(anna.post_form("/admin/unconfirmed", &sent).await.status, status, "{field} {value}");
    }
    assert_eq!(count(&pool).await, 1);
}
