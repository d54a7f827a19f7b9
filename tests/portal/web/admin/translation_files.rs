//! Files to translators and back: what goes out, what the review shows, and what is saved.

use axum::http::Method;
use leiden_international::accounts::editor::Role;
use leiden_international::content::entry::Body;
use leiden_international::content::parity::{self, State};
use leiden_international::content::passage::Passage;
use leiden_international::content::revision::{self, Revision};
use leiden_international::content::xliff::MOST_FILES;
use leiden_international::content::{act::Act, agreement, agreement::Verdict};
use leiden_international::ids::EntryId;
use leiden_international::lang::Lang::{self, En, Nl};
use sqlx::PgPool;

use super::kit::{Desk, Person, fields};
use super::rules::state;
use super::translations::{declare, many};
use crate::web::page::Page;
use crate::web::portal::{Answer, noon};

pub(super) const EXPORT: &str = "/admin/translations/export?from=en&to=nl";
const IMPORT: &str = "/admin/translations/import";
const SAVE: &str = "/admin/translations/import/save";

fn about() -> EntryId {
    "about".to_owned().try_into().unwrap()
}

async fn newest(pool: &PgPool) -> Revision {
    revision::find_newest(pool, &about()).await.unwrap().unwrap()
}

/// Someone saves other words.
async fn save(pool: &PgPool, change: impl FnOnce(&mut Body)) -> Revision {
    let mut body = newest(pool).await.body;
    change(&mut body);
    let mut conn = pool.acquire().await.unwrap();
    revision::save(&mut conn, &about(), body, &Act::of_system(noon())).await.unwrap()
}

fn title(body: &mut Body, lang: Lang, words: &str) {
    body.texts.get_mut(lang).as_mut().unwrap().title = words.to_owned().try_into().unwrap();
}

fn title_of(revision: &Revision, lang: Lang) -> String {
    revision.body.texts.get(lang).as_ref().unwrap().title.to_string()
}

/// How the title stands now.
async fn standing(pool: &PgPool) -> State {
    let body = newest(pool).await.body;
    let declared = agreement::list(pool, &about()).await.unwrap();
    let agreements: Vec<_> = declared.into_iter().map(|declared| declared.agreement).collect();
    let standings = parity::standings(&body, &agreements);
    standings.into_iter().find(|standing| standing.passage == Passage::title()).unwrap().state
}

/// Sends a file, as a browser does with the form.
pub(super) async fn upload(person: &Person, file: &str) -> Answer {
    let body = format!(
        "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"back.xlf\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n{file}\r\n--line--\r\n"
    );
    let headers = [("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=line")];
    person.send(Method::POST, IMPORT, &headers, body).await
}

/// The file that goes out, with another title in Dutch.
async fn translated(person: &Person, words: &str) -> String {
    let answer = person.get(EXPORT).await;
    let file = answer.text();
    let (start, rest) = file.split_once("<trans-unit id=\"@title\"").unwrap();
    let (source, rest) = rest.split_once("<target state=\"needs-review-translation\">").unwrap();
    let (_, rest) = rest.split_once("</target>").unwrap();
    format!("{start}<trans-unit id=\"@title\"{source}<target>{words}</target>{rest}")
}

#[sqlx::test(migrations = "./migrations")]
async fn what_waits_goes_out_and_nothing_else(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let before = title_of(&newest(&pool).await, En);
    let number = save(&pool, |body| title(body, En, "About & more")).await.number;
    let kept = state(&pool).await;
    let answer = anna.get(EXPORT).await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.header("content-type"), Some("application/x-xliff+xml; charset=utf-8"));
    assert_eq!(answer.header("content-disposition"), Some("attachment; filename=\"en-nl-2026-11-22.xlf\""));
    let file = answer.text();
    assert!(file.contains(&format!("original=\"about?revision={number}\"")), "{file}");
    assert!(file.contains("<source>About &amp; more</source>"), "{file}");
    assert!(
        file.contains(&format!("When the two languages last said the same, this passage said: {before}"))
    );
    assert_eq!(file.matches("original=\"about?").count(), 1);
    let about = file.split("<file ").find(|part| part.contains("about?revision")).unwrap();
    assert_eq!(about.matches("<trans-unit").count(), 1, "the title alone waits: {about}");
    assert_eq!(state(&pool).await, kept, "sending changes nothing");
}

#[sqlx::test(migrations = "./migrations")]
async fn nobody_is_told_that_languages_said_the_same_where_they_differed_on_purpose(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    save(&pool, |body| title(body, En, "About us")).await;
    declare(&pool, "about", &Passage::title(), Verdict::Differs, Some("another law")).await;
    save(&pool, |body| title(body, En, "About & more")).await;
    assert_eq!(standing(&pool).await, State::Changed(En));
    let answer = anna.get(EXPORT).await;
    let file = answer.text();
    assert!(file.contains("<source>About &amp; more</source>"), "{file}");
    assert!(!file.contains("last said the same"), "{file}");
}

#[sqlx::test(migrations = "./migrations")]
async fn no_more_goes_out_than_may_come_back(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    many(&pool, i32::try_from(MOST_FILES).unwrap() + 1).await;
    let page = anna.follow(&anna.get(EXPORT).await).await;
    assert_eq!(page.only(".lp-notice"), "That is too much for one file. Choose one entry at a time.");
    sqlx::query("update entry set archived_at = now() where id = 'many-1'").execute(&pool).await.unwrap();
    let answer = anna.get(EXPORT).await;
    assert_eq!((answer.status.as_u16(), answer.text().matches("<file ").count()), (200, MOST_FILES));
    let more = answer.text().replace(
        "</xliff>",
        "<file original=\"x?revision=1\" source-language=\"en\" target-language=\"nl\"/></xliff>",
    );
    let refused = upload(&anna, &more).await;
    assert_eq!(refused.status, 422);
    let why = Page::new(IMPORT, &refused).only("#error-file");
    assert!(why.contains("The file is about more than 500 entries."), "{why}");
}

#[sqlx::test(migrations = "./migrations")]
async fn one_entry_goes_out_whole(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let page = anna.page(IMPORT).await;
    assert!(page.has("#entry option[value=about]"));
    let answer = anna.get("/admin/translations/export?entry=about&way=nl-en").await;
    let file = answer.text();
    assert_eq!(file.matches("<file ").count(), 1);
    assert!(file.contains("source-language=\"nl\" target-language=\"en\""));
    assert!(file.matches("<trans-unit").count() > 3, "{file}");
    for nowhere in
        ["?from=en&to=en", "?from=en", "?from=en&to=fr", "?way=en-nl&entry=none", "?way=en-nl&entry=%20"]
    {
        let answer = anna.get(&format!("/admin/translations/export{nowhere}")).await;
        assert_eq!(answer.status, 404, "{nowhere}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn where_nothing_waits_there_is_no_file(pool: PgPool) {
    let desk = Desk::example(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let mut conn = pool.acquire().await.unwrap();
    sqlx::query("update entry set archived_at = now()").execute(&mut *conn).await.unwrap();
    let page = anna.follow(&anna.get(EXPORT).await).await;
    assert_eq!(page.only(".lp-notice"), "Nothing waits to be translated that way.");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_translation_is_looked_at_and_then_taken_over(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let sent = save(&pool, |body| title(body, En, "About & more")).await;
    assert_eq!(standing(&pool).await, State::Changed(En));
    let file = translated(&anna, "Over &amp; meer").await;
    let before = state(&pool).await;
    let answer = upload(&anna, &file).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let page = Page::new(IMPORT, &answer);
    assert_eq!(page.only("h1"), "What came back: From English into Dutch");
    assert!(page.main().contains("1 text is taken over."), "{}", page.main());
    assert!(page.only(".lp-change ins").contains("& meer"), "{}", page.only(".lp-change"));
    assert_eq!(state(&pool).await, before, "looking changes nothing");

    let done = anna.post_form(SAVE, &fields(&page, "take-over-form")).await;
    let page = anna.follow(&done).await;
    assert_eq!(page.only(".lp-notice"), "The translations are taken over, as drafts.");
    let new = newest(&pool).await;
    assert_eq!((title_of(&new, Nl).as_str(), new.number), ("Over & meer", sent.number + 1));
    assert_eq!(new.by, anna.editor);
    assert_eq!(new.note.unwrap(), format!("Translation of version {}, from a file", sent.number));
    assert_eq!(standing(&pool).await, State::InStep);
    let live: i64 = sqlx::query_scalar("select count(*) from publication where revision_id = $1")
        .bind(new.id)
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(live, 0, "nothing goes live");
    let events: Vec<String> = sqlx::query_scalar(
        "select action || ': ' || detail from audit_event where object_id = 'about' order by id",
    )
    .fetch_all(&pool)
    .await
    .unwrap();
    let saved = format!("entry.save: translation of revision {} into nl", sent.number);
    assert_eq!(events, [saved, "entry.agree: @title: same".to_owned()]);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_translation_of_what_changed_again_waits_on(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    save(&pool, |body| title(body, En, "About & more")).await;
    let file = translated(&anna, "Over &amp; meer").await;
    save(&pool, |body| title(body, En, "All about it")).await;
    let page = Page::new(IMPORT, &upload(&anna, &file).await);
    assert_eq!(page.texts(".lp-change .lp-badge--warning"), ["Out of date"]);
    anna.follow(&anna.post_form(SAVE, &fields(&page, "take-over-form")).await).await;
    assert_eq!(title_of(&newest(&pool).await, Nl), "Over & meer");
    assert_eq!(standing(&pool).await, State::Changed(En));
}

#[sqlx::test(migrations = "./migrations")]
async fn what_was_changed_here_is_shown_and_not_overwritten(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    save(&pool, |body| title(body, En, "About & more")).await;
    let file = translated(&anna, "Over &amp; meer").await;
    save(&pool, |body| title(body, Nl, "Alles hierover")).await;
    let page = Page::new(IMPORT, &upload(&anna, &file).await);
    let conflict = page.only(".lp-conflict");
    for words in ["Alles hierover", "Over & meer"] {
        let marked: String = conflict.replace(" removed: ", "").replace(" added: ", "");
        let there = words.split(' ').all(|word| marked.contains(word));
        assert!(there, "{words} in {conflict}");
    }
    assert!(!page.has("#take-over-form"), "there is nothing to take over");
    let kept = state(&pool).await;
    let number = newest(&pool).await.number.to_string();
    let answer = anna.post(SAVE, &[("file", &file), ("seen.about", &number)]).await;
    assert_eq!((answer.status.as_u16(), state(&pool).await), (200, kept));
    assert!(Page::new(SAVE, &answer).has(".lp-conflict"));
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_not_taken_over_stays_on_the_page(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    save(&pool, |body| title(body, En, "About & more")).await;
    let unit = "<trans-unit id=\"no/1\"><source>x</source><target>Niet van hier</target></trans-unit>";
    let file = translated(&anna, "Over &amp; meer").await;
    let file = file.replacen("<trans-unit id=\"@title\"", &format!("{unit}<trans-unit id=\"@title\""), 1);
    let page = Page::new(IMPORT, &upload(&anna, &file).await);
    let answer = anna.post_form(SAVE, &fields(&page, "take-over-form")).await;
    assert_eq!(title_of(&newest(&pool).await, Nl), "Over & meer");
    let page = Page::new(SAVE, &answer);
    assert_eq!(page.only("h1"), "What was not taken over");
    assert!(page.only(".lp-row").contains("Niet van hier"), "{}", page.main());
    assert!(!page.has(".lp-change") && !page.has("#take-over-form"));
}

#[sqlx::test(migrations = "./migrations")]
async fn what_was_saved_since_the_look_asks_for_another(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    save(&pool, |body| title(body, En, "About & more")).await;
    let page = Page::new(IMPORT, &upload(&anna, &translated(&anna, "Over &amp; meer").await).await);
    let form = fields(&page, "take-over-form");
    save(&pool, |body| title(body, Nl, "Alles hierover")).await;
    let kept = state(&pool).await;
    let answer = anna.post_form(SAVE, &form).await;
    assert_eq!(answer.status, 409);
    assert!(Page::new(SAVE, &answer).has(".lp-conflict"));
    assert_eq!(state(&pool).await, kept);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_cannot_be_read_is_named_in_words(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    save(&pool, |body| title(body, En, "About & more")).await;
    let file = translated(&anna, "Over &amp; meer").await;
    let kept = state(&pool).await;
    let error = |answer: &Answer| {
        assert_eq!(answer.status, 422, "{}", answer.text());
        Page::new(IMPORT, answer).only("#error-file")
    };
    assert_eq!(error(&upload(&anna, "").await), "Choose a file.");
    assert_eq!(error(&upload(&anna, "hello").await), "This is not a file for translators.");
    let torn = file.replacen("</source>", "", 1);
    assert!(error(&upload(&anna, &torn).await).starts_with("Line "));
    let doctype = file.replacen("<xliff", "<!DOCTYPE x><xliff", 1);
    let why = "Line 2 of the file: The file has a document type, which none of ours has.";
    assert_eq!(error(&upload(&anna, &doctype).await), why);
    assert_eq!(
        error(&anna.post(SAVE, &[("file", "<a>")]).await),
        "The end of the file is missing.".replace("The end", "Line 1 of the file: The end")
    );
    // An entry that is not here: all that was written is shown.
    let other = file.replace("about?revision", "elsewhere?revision");
    let page = Page::new(IMPORT, &upload(&anna, &other).await);
    assert!(page.main().contains("Over & meer"), "{}", page.main());
    assert!(!page.has("#take-over-form"));
    assert_eq!(state(&pool).await, kept);
}

#[sqlx::test(migrations = "./migrations")]
async fn only_a_file_of_a_fair_size_from_staff_is_taken(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let large = upload(&anna, &" ".repeat(1024 * 1024 + 1)).await;
    assert_eq!(large.status, 422, "{}", large.text());
    assert_eq!(upload(&anna, &" ".repeat(5 * 1024 * 1024)).await.status, 413);
    assert_eq!(anna.post(IMPORT, &[("file", "x")]).await.status, 400);
    assert_eq!(upload(&desk.visitor(), "x").await.status, 401);
    let body = "--line\r\nContent-Disposition: form-data; name=\"other\"\r\n\r\nx\r\n--line--\r\n".to_owned();
    let headers = [("sec-fetch-site", "same-origin"), ("content-type", "multipart/form-data; boundary=line")];
    let answer = anna.send(Method::POST, IMPORT, &headers, body).await;
    assert_eq!(answer.status, 422);
    let headers = [("sec-fetch-site", "cross-site"), ("content-type", "multipart/form-data; boundary=line")];
    assert_eq!(anna.send(Method::POST, IMPORT, &headers, String::new()).await.status, 403);
}
