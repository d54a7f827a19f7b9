//! Saving: what is in the form becomes a revision, or comes back with what stands in the way.

use leiden_international::accounts::editor::Role;
use leiden_international::lang::Lang;
use leiden_international::web::Form;
use sqlx::PgPool;

use super::{audited, count, form, newest, press, said, shown};
use crate::web::admin::kit::{Desk, fields, with};

#[sqlx::test(migrations = "./migrations")]
async fn every_entry_is_saved_without_a_change_as_it_was(pool: PgPool) {
    let desk = Desk::example(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let before = count(&pool, "select count(*) from revision").await;
    let ids: Vec<String> =
        sqlx::query_scalar("select id from entry order by id").fetch_all(&pool).await.unwrap();
    assert!(ids.len() > 20);
    for id in &ids {
        let answer = press(&anna, id, &form(&anna, id).await, "save", &[]).await;
        let expected = format!("/admin/pages/{id}?done=unchanged");
        assert_eq!(answer.header("location"), Some(expected.as_str()), "{id}: {}", answer.text());
    }
    assert_eq!(count(&pool, "select count(*) from revision").await, before);
    assert_eq!(audited(&pool, "entry.save").await, vec!["done unchanged"; ids.len()]);
    assert_eq!(count(&pool, "select count(*) from working_copy where form is not null").await, 0);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_change_in_both_languages_is_one_revision(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let before = newest(&pool, "about").await;
    let sent = form(&anna, "about").await;
    let changes =
        [("en.title", "About us all"), ("nl.title", "Over ons allen"), ("nl.summary", "Kort\ngezegd")];
    let answer = press(&anna, "about", &sent, "save", &changes).await;
    let page = anna.follow(&answer).await;
    assert_eq!(
        page.only("[role=status].lp-notice"),
        "Saved as revision 2. Readers see it when it is published."
    );
    assert!(
        page.only(".lp-admin-head .lp-meta:last-child")
            .starts_with("Revision 2, saved by anna on 22 Nov 2026")
    );
    let saved = newest(&pool, "about").await;
    assert_eq!((saved.number, saved.by), (before.number + 1, anna.editor));
    let titles: Vec<String> = Lang::ALL
        .iter()
        .map(|lang| saved.body.texts.get(*lang).as_ref().unwrap().title.to_string())
        .collect();
    assert_eq!(titles, ["About us all", "Over ons allen"]);
    assert!(said(&pool, "about").await.contains("Kort gezegd"));
    assert_eq!(audited(&pool, "entry.save").await, ["done"]);
    assert_eq!(count(&pool, "select count(*) from working_copy where form is not null").await, 0);
    assert!(
        desk.portal.get("/en/about").await.text().contains("<h1>About this website</h1>"),
        "it is not live"
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn saving_and_publishing_leads_on_for_those_who_may(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let (anna, ben) = (desk.person("anna", Role::Author).await, desk.person("ben", Role::Publisher).await);
    let hers = anna.page("/admin/pages/about").await;
    assert!(!hers.has("button[value=save-and-publish]"));
    let answer =
        press(&anna, "about", &fields(&hers, "entry-form"), "save-and-publish", &[("en.title", "A")]).await;
    assert_eq!(answer.header("location"), Some("/admin/pages/about?done=saved"));
    let his = ben.page("/admin/pages/about").await;
    assert!(his.has("button[value=save-and-publish]"));
    let answer =
        press(&ben, "about", &fields(&his, "entry-form"), "save-and-publish", &[("en.title", "B")]).await;
    assert_eq!(answer.header("location"), Some("/admin/pages/about/publish"));
    assert_eq!(newest(&pool, "about").await.number, 3);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_wrong_is_named_and_everything_typed_is_kept(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let sent = form(&anna, "about").await;
    let changes =
        [("en.title", "A new title"), ("nl.title", ""), ("en.slug", "What, this?"), ("menu", "side")];
    let answer = press(&anna, "about", &sent, "save", &changes).await;
    assert_eq!(answer.status, 422);
    let page = shown(&answer);
    assert!(page.only("title").starts_with("Error: Edit: "));
    assert_eq!(
        page.texts(".lp-error-summary li"),
        [
            "Title in Dutch: Give a title. An entry needs one in each language in which it says something.",
            "Word for the address in English: Use small letters, digits and hyphens, such as opening-hours.",
            "Menu: Choose again: this cannot be chosen.",
        ]
    );
    for link in page.attributes(".lp-error-summary a", "href") {
        let id = link.trim_start_matches('#').to_owned();
        assert!(page.ids().contains(&id), "{id}");
        assert_eq!(page.attribute(&format!("#{id}"), "aria-invalid"), "true");
    }
    let again = fields(&page, "entry-form");
    assert_eq!((again.get("en.title"), again.get("en.slug")), ("A new title", "What, this?"));
    assert_eq!(newest(&pool, "about").await.number, 1);
    assert_eq!(audited(&pool, "entry.save").await, ["refused"]);
    // It is in the working copy too, for when the browser is closed now.
    let page = anna.page("/admin/pages/about").await;
    let link = page.link(".lp-notice a", "Go on with it");
    let kept = fields(&anna.page(&link.href).await, "entry-form");
    assert_eq!(kept.get("en.slug"), "What, this?");
    let answer =
        press(&anna, "about", &again, "save", &[("nl.title", "T"), ("en.slug", "what"), ("menu", "main")])
            .await;
    assert_eq!(answer.header("location"), Some("/admin/pages/about?done=saved"));
}

#[sqlx::test(migrations = "./migrations")]
async fn text_that_would_be_cleaned_is_shown_as_it_will_be_kept(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let sent = form(&anna, "about").await;
    let section = sent.get("section").to_owned();
    let name = format!("section.{section}.en.text");
    let pasted = "<p style=\"color: red\">Words <b>in bold</b><script>alert(1)</script></p>";
    let answer = press(&anna, "about", &sent, "save", &[(&name, pasted)]).await;
    assert_eq!(answer.status, 422);
    let page = shown(&answer);
    assert_eq!(
        page.only(".lp-notice--warning"),
        "Not saved yet. The website cannot keep everything in: Section 1, Text in English. You see the text as it will be \
         kept. Look at it and save again."
    );
    let again = fields(&page, "entry-form");
    assert_eq!(again.get(&name), "<p>Words in bold</p>");
    assert_eq!(newest(&pool, "about").await.number, 1);
    // Until it is saved, what was sent is not lost.
    let kept: String =
        sqlx::query_scalar("select form::text from working_copy").fetch_one(&pool).await.unwrap();
    assert!(kept.contains("alert(1)"));
    let answer = press(&anna, "about", &again, "save", &[]).await;
    assert_eq!(answer.header("location"), Some("/admin/pages/about?done=saved"));
    assert!(said(&pool, "about").await.contains("<p>Words in bold</p>"));
}

#[sqlx::test(migrations = "./migrations")]
async fn plain_text_becomes_paragraphs_and_addresses_and_names_are_made(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let sent = super::press_on(&anna, "about", &form(&anna, "about").await, "add-section").await;
    let [heading, text] = super::in_added(&sent);
    let changes = [
        ("en.slug", ""),
        ("en.title", "Café & culture"),
        (heading.as_str(), "Who we are"),
        (text.as_str(), "R&D\n\nTwo"),
    ];
    let answer = press(&anna, "about", &sent, "save", &changes).await;
    assert_eq!(answer.header("location"), Some("/admin/pages/about?done=saved"), "{}", answer.text());
    let body = newest(&pool, "about").await.body;
    let text = body.texts.get(Lang::DEFAULT).as_ref().unwrap();
    assert_eq!(text.slug.as_ref().unwrap().as_str(), "cafe-culture");
    let section = body.shared.outline.last().unwrap();
    assert!(section.id.as_str().starts_with("who-we-are-"), "{}", section.id);
    assert_eq!(text.sections[&section.id].text.as_str(), "<p>R&amp;D</p>\n<p>Two</p>");
}

/// Save pressed twice, a request that the browser repeats, or going back after saving and saving again.
#[sqlx::test(migrations = "./migrations")]
async fn a_form_that_is_sent_again_gives_each_new_section_once(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let first = super::press_on(&anna, "about", &form(&anna, "about").await, "add-section").await;
    let [heading, text] = super::in_added(&first);
    let sent = super::press_on(&anna, "about", &first, "add-section").await;
    let [other, _] = super::in_added(&sent);
    let sent = with(sent, &[(&heading, "Rent"), (&text, "The first words"), (&other, "Rent")]);
    let mut ids = Vec::new();
    for time in 1..4 {
        let answer = press(&anna, "about", &sent, "save", &[]).await;
        let done = if time == 1 { "saved" } else { "unchanged" };
        let expected = format!("/admin/pages/about?done={done}");
        assert_eq!(answer.header("location"), Some(expected.as_str()), "{time}: {}", answer.text());
        let outline = newest(&pool, "about").await.body.shared.outline;
        let now: Vec<String> = outline.iter().map(|section| section.id.to_string()).collect();
        assert!(ids.is_empty() || now == ids, "{time}: {now:?}");
        ids = now;
    }
    assert_eq!(ids.iter().filter(|id| id.starts_with("rent-")).count(), 2, "{ids:?}");
    assert_eq!(newest(&pool, "about").await.number, 2);
    // With more typed in between, the heading too, it is the same section, which both changed.
    let again = [(heading.as_str(), "Renting"), (text.as_str(), "The last words")];
    let answer = press(&anna, "about", &sent, "save", &again).await;
    assert_eq!(answer.status, 409);
    let again = fields(&shown(&answer), "entry-form");
    assert_eq!(again.all("section").collect::<Vec<_>>(), ids);
    assert_eq!(press(&anna, "about", &again, "save", &[]).await.status, 303);
    let saved = newest(&pool, "about").await.body;
    let now: Vec<String> = saved.shared.outline.iter().map(|section| section.id.to_string()).collect();
    assert_eq!(now, ids);
    let saved = said(&pool, "about").await;
    assert!(saved.contains("The last words") && !saved.contains("The first words"));
}

#[sqlx::test(migrations = "./migrations")]
async fn add_section_pressed_twice_adds_one(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let sent = form(&anna, "about").await;
    let once = super::press_on(&anna, "about", &sent, "add-section").await;
    let twice = super::press_on(&anna, "about", &sent, "add-section").await;
    assert_eq!(once, twice);
    assert_eq!(count(&pool, "select count(*) from working_copy").await, 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_pointer_to_nothing_is_named(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let sent = form(&anna, "about").await;
    let section = sent.get("section").to_owned();
    let (shows, text) = (format!("section.{section}.refers_to"), format!("section.{section}.nl.text"));
    let link = r#"<p><a href="entry:nowhere">daar</a></p>"#;
    let answer = press(&anna, "about", &sent, "save", &[(&shows, "nowhere"), (&text, link)]).await;
    assert_eq!(answer.status, 422);
    let page = shown(&answer);
    assert_eq!(
        page.texts(".lp-error-summary li"),
        [
            "Section 1, Shows: What was chosen does not exist any more. Choose again.",
            "Section 1, Text in Dutch: The text links to something on this website that does not exist. Choose the link again.",
        ]
    );
    assert_eq!(fields(&page, "entry-form").get(&shows), "nowhere", "what was chosen stays chosen");
    assert_eq!(newest(&pool, "about").await.number, 1);
}

/// As text comes out of some PDF.
#[sqlx::test(migrations = "./migrations")]
async fn pasted_text_with_marks_of_unknown_signs_is_saved(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let sent = form(&anna, "about").await;
    let text = format!("section.{}.en.text", sent.get("section"));
    let changes = [("en.title", "Of\u{fffd}ce\0 hours"), (text.as_str(), "<p>Of\u{fffd}ce\0s</p>")];
    let kept = with(sent.clone(), &changes);
    let headers = [("sec-fetch-site", "same-origin"), ("accept", "application/json")];
    let path = "/admin/pages/about/autosave";
    let answer = anna.send(axum::http::Method::POST, path, &headers, kept.encode()).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let answer = press(&anna, "about", &with(sent, &[("seq", "2")]), "save", &changes).await;
    assert_eq!(answer.header("location"), Some("/admin/pages/about?done=saved"), "{}", answer.text());
    let saved = said(&pool, "about").await;
    assert!(saved.contains("Of\u{fffd}ce hours") && saved.contains("<p>Of\u{fffd}ces</p>"), "{saved}");
    // What is no text at all is none of ours.
    let answer = anna.send(axum::http::Method::POST, path, &headers, "en.title=%ff".to_owned()).await;
    assert_eq!(answer.status, 422);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_the_database_cannot_take_is_handed_back(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let sent = form(&anna, "about").await;
    let changes = [("en.title", "Typed <b>"), ("en.summary", "One\nTwo")];
    // Who it is; what is kept before anything else; what is asked first; what is written last.
    for table in ["session", "working_copy", "entry", "audit_event"] {
        let rename = |from: &str, to: &str| format!("alter table {from} rename to {to}");
        sqlx::raw_sql(sqlx::AssertSqlSafe(rename(table, "gone"))).execute(&pool).await.unwrap();
        let answer = press(&anna, "about", &sent, "save", &changes).await;
        assert_eq!(answer.status, 503, "{table}");
        let page = shown(&answer);
        assert!(page.only("[role=alert]").starts_with("Not saved: something went wrong on our side."));
        assert!(page.texts("#typed")[0].contains("Typed <b>"));
        let again = fields(&page, "unsaved-form");
        assert_eq!(again, with(with(sent.clone(), &changes), &[("do", "save")]), "{table}");
        sqlx::raw_sql(sqlx::AssertSqlSafe(rename("gone", table))).execute(&pool).await.unwrap();
        assert_eq!(newest(&pool, "about").await.number, 1, "{table}");
    }
    assert_eq!(press(&anna, "about", &sent, "save", &changes).await.status, 303);
    assert!(said(&pool, "about").await.contains("One Two"));
}

#[sqlx::test(migrations = "./migrations")]
async fn while_the_database_is_away_a_form_is_handed_back_at_once(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let sent = form(&anna, "about").await;
    desk.portal.app.set_database_reachable(false);
    let answer = press(&anna, "about", &sent, "save", &[("en.title", "Typed")]).await;
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (503, Some("30")));
    let again = fields(&shown(&answer), "unsaved-form");
    assert_eq!(again.get("en.title"), "Typed");
    for path in ["/admin", "/admin/pages/about", "/preview/none"] {
        let answer = anna.get(path).await;
        let expected = if path == "/preview/none" { 404 } else { 503 };
        assert_eq!(answer.status.as_u16(), expected, "{path}");
    }
    assert_eq!(anna.get("/admin/sign-in").await.status, 200, "which asks nothing of it");
    desk.portal.app.set_database_reachable(true);
    assert_eq!(anna.post_form("/admin/pages/about", &again).await.status, 303);
    assert_eq!(newest(&pool, "about").await.number, 2);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_form_that_is_none_of_ours_is_refused(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let sent = form(&anna, "about").await;
    for (base, status) in [("", 400), ("x", 400), ("99", 400), ("-1", 400)] {
        let answer = press(&anna, "about", &sent, "save", &[("base", base)]).await;
        assert_eq!(answer.status, status, "{base}");
    }
    assert_eq!(anna.get("/admin/pages/no-such-page").await.status, 404);
    assert_eq!(press(&anna, "no-such-page", &sent, "save", &[]).await.status, 404);
    let many: Vec<(String, String)> =
        (0..250).map(|number| ("section".to_owned(), format!("s{number}"))).collect();
    let answer = press(&anna, "about", &Form([sent.0.clone(), many].concat()), "save", &[]).await;
    assert_eq!(
        shown(&answer).texts(".lp-error-summary li"),
        ["Sections: An entry has at most 200 sections."]
    );
    let most: Vec<(String, String)> = (0..5_000).map(|_| ("x".to_owned(), String::new())).collect();
    let most = Form([sent.0.clone(), most].concat());
    let answer = press(&anna, "about", &most, "save", &[("en.title", "Kept")]).await;
    assert_eq!(answer.status, 413);
    assert_eq!(fields(&shown(&answer), "unsaved-form").get("en.title"), "Kept");
    let long = with(sent, &[("en.summary", &"x".repeat(1024 * 1024))]);
    assert_eq!(anna.post_form("/admin/pages/about", &long).await.status, 413);
}

#[sqlx::test(migrations = "./migrations")]
async fn nothing_that_is_typed_becomes_markup_of_the_form(pool: PgPool) {
    let desk = Desk::example(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    for id in ["about", "leiden-international-centre", "goal-1"] {
        let mut sent = form(&anna, id).await;
        for (name, value) in &mut sent.0 {
            if !["form_id", "seq", "base", "section"].contains(&name.as_str()) {
                *value = "\"'></textarea></option><script>alert(1)</script><img src=x onerror=alert(1)>"
                    .to_owned();
            }
        }
        let again = press(&anna, id, &sent, "keep", &[]).await;
        for page in [shown(&press(&anna, id, &sent, "save", &[]).await), anna.follow(&again).await] {
            assert!(page.has("#entry-form"), "{id}");
            assert!(
                !page.has("script:not([src])") && !page.has("[onerror]") && !page.has("main img"),
                "{id}"
            );
        }
    }
}
