//! Whether the languages go live apart: what is decided per kind, what the publish page asks for, and that it holds.

use jiff::SignedDuration;
use leiden_international::accounts::editor::Role;
use leiden_international::content::act::Act;
use leiden_international::content::agreement::{self, Agreement, LANGS, Verdict, pairs};
use leiden_international::content::entry::Kind;
use leiden_international::content::parity::policy::{self, Policy};
use leiden_international::content::passage::Passage;
use leiden_international::content::revision;
use leiden_international::content::schedule::{self, Outcome};
use leiden_international::jobs::schedule::carry_out_due;
use leiden_international::web::Form;
use sqlx::PgPool;

use super::kit::{Desk, Person, fields, with};
use super::publish::{errors, id, title};
use super::translations::{change, declare, says};
use crate::web::page::Page;
use crate::web::portal::{Answer, noon};

const POLICY: &str = "/admin/translations/policy";
const PUBLISH: &str = "/admin/pages/about/publish";
const KINDS: [&str; 6] = ["page", "contact", "document", "action", "figure", "goal"];

/// Decides for pages, as the system does.
async fn set(pool: &PgPool, policy: Policy) {
    let mut conn = pool.acquire().await.unwrap();
    policy::set(&mut conn, Kind::Page, policy, &Act::of_system(noon())).await.unwrap();
}

async fn start(pool: &PgPool) -> (Desk, Person) {
    let desk = Desk::starter(pool).await;
    let petra = desk.person("petra", Role::Publisher).await;
    (desk, petra)
}

/// The form of the page with those languages, and with what was seen only if that is said.
fn form(page: &Page, langs: &[&str], seen: bool) -> Form {
    let mut form = fields(page, "publish-form");
    form.0.retain(|(name, _)| name != "lang" && name != "seen");
    form.0.extend(langs.iter().map(|lang| ("lang".to_owned(), (*lang).to_owned())));
    form.0.extend(seen.then(|| ("seen".to_owned(), "on".to_owned())));
    form
}

/// What publishing those languages of "about" leads to.
async fn publish(person: &Person, langs: &[&str], seen: bool) -> Answer {
    let page = person.page(PUBLISH).await;
    person.post_form(PUBLISH, &form(&page, langs, seen)).await
}

/// Takes everything away that wants a tick in "about" but the languages: its facts are compared, its texts are clean.
async fn clean(pool: &PgPool) {
    change(pool, "about", 9, |body| {
        let sections = 0..body.shared.outline.len();
        for (lang, section) in LANGS.into_iter().flat_map(|lang| sections.clone().map(move |at| (lang, at))) {
            says(body, lang, section, "<p>Leiden.</p>");
        }
    })
    .await;
    let mut conn = pool.acquire().await.unwrap();
    let newest = revision::find_newest(&mut *conn, &id("about")).await.unwrap().unwrap();
    for agreed in agreement::agree_all(&newest.body) {
        let agreed = Agreement { facts_compared: true, ..agreed };
        agreement::record(&mut conn, &id("about"), newest.id, &agreed, &Act::of_system(noon()))
            .await
            .unwrap();
    }
}

async fn log(pool: &PgPool) -> Vec<String> {
    let query = "select concat_ws(' ', actor, result, object_id, detail) from audit_event
        where action = 'translations.policy' order by id";
    sqlx::query_scalar(query).fetch_all(pool).await.unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn every_kind_has_a_policy_that_an_administrator_decides(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let olga = desk.person("olga", Role::Administrator).await;
    let page = olga.page(POLICY).await;
    assert_eq!(page.elements("#meanings dd").len(), 3);
    let usual = fields(&page, "policy-form");
    assert_eq!(KINDS.map(|kind| usual.get(kind).to_owned()), ["warn"; 6]);
    let sent = olga.post_form(POLICY, &usual).await;
    assert_eq!(sent.header("location"), Some("/admin/translations/policy?done=unchanged"));
    assert!(log(&pool).await.is_empty(), "nothing was decided");
    let changed = with(usual, &[("page", "together"), ("figure", "free")]);
    let after = olga.follow(&olga.post_form(POLICY, &changed).await).await;
    assert_eq!(
        after.only("[role=status]"),
        "It is saved. It holds from now on, also for what is on the schedule."
    );
    let now = fields(&after, "policy-form");
    let chosen = KINDS.map(|kind| now.get(kind).to_owned());
    assert_eq!(chosen, ["together", "warn", "warn", "warn", "free", "warn"]);
    assert_eq!(
        log(&pool).await,
        ["olga done page together instead of warn", "olga done figure free instead of warn"]
    );
    let wrong = olga.post(POLICY, &[("page", "never")]).await;
    assert_eq!(wrong.status, 400);
    assert_eq!(
        olga.post(POLICY, &[]).await.header("location"),
        Some("/admin/translations/policy?done=unchanged")
    );
    assert_eq!(log(&pool).await.len(), 2);
    let overview = olga.page("/admin/translations").await;
    assert!(overview.has("a[href='/admin/translations/policy']"));
    let anna = desk.person("anna", Role::Publisher).await;
    assert_eq!(anna.get(POLICY).await.status, 403);
    assert_eq!(anna.post(POLICY, &[("page", "free")]).await.status, 403);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_out_of_step_is_shown_and_wants_a_tick(pool: PgPool) {
    let (_, petra) = start(&pool).await;
    clean(&pool).await;
    let step = petra.page(PUBLISH).await;
    assert!(step.only("#parity").contains("Both languages say the same"), "{}", step.only("#parity"));
    assert!(!step.has("#seen"), "{}", step.main());
    assert_eq!(publish(&petra, &["en", "nl"], false).await.status, 303);
    change(&pool, "about", 1, |body| title(body, LANGS[0], "About this portal")).await;
    let page = petra.page(PUBLISH).await;
    assert_eq!(page.attributes("#parity section", "id"), ["parity--title"]);
    assert!(page.texts("#parity ins").iter().any(|text| text.contains("portal")), "{}", page.only("#parity"));
    let form = fields(&page, "agree-form");
    assert_eq!(page.attribute("#agree-form", "action"), "/admin/pages/about/agree");
    assert_eq!((form.get("then"), form.get("answer.@title")), ("publish", ""));
    let [en, nl] = form.get("pair.@title").split_once(' ').map(<[&str; 2]>::from).unwrap();
    assert!(en.starts_with("2:") && nl.starts_with("2:"));
    assert_eq!(errors(&publish(&petra, &["en", "nl"], false).await), ["#seen"]);
    // Alone, the language that is ahead leaves the other one behind; the one that is behind changes nothing.
    assert_eq!(errors(&publish(&petra, &["en"], false).await), ["#seen"]);
    assert_eq!(publish(&petra, &["nl"], false).await.status, 303);
    assert_eq!(publish(&petra, &["en", "nl"], true).await.status, 303);
    declare(&pool, "about", &Passage::title(), Verdict::Same, None).await;
    assert!(!petra.page(PUBLISH).await.has("#seen"), "answered");
}

#[sqlx::test(migrations = "./migrations")]
async fn where_languages_are_free_nothing_has_to_be_ticked(pool: PgPool) {
    let (_, petra) = start(&pool).await;
    clean(&pool).await;
    set(&pool, Policy::Free).await;
    change(&pool, "about", 1, |body| title(body, LANGS[0], "About this portal")).await;
    let page = petra.page(PUBLISH).await;
    assert!(page.has("#parity--title") && !page.has("#seen"));
    assert!(page.only("#parity").contains("may go live apart"));
    assert_eq!(publish(&petra, &["en", "nl"], false).await.status, 303);
}

#[sqlx::test(migrations = "./migrations")]
async fn together_only_is_refused_while_something_waits(pool: PgPool) {
    let (_, petra) = start(&pool).await;
    clean(&pool).await;
    assert_eq!(publish(&petra, &["en", "nl"], false).await.status, 303);
    set(&pool, Policy::Together).await;
    change(&pool, "about", 1, |body| title(body, LANGS[0], "About this portal")).await;
    let page = petra.page(PUBLISH).await;
    let said = page.only("#publish-form .lp-notice--negative");
    assert!(said.contains("one passage is not in step yet") && said.contains("will be refused"), "{said}");
    assert!(!page.has("#seen"), "a tick does not help");
    for langs in [&["en", "nl"][..], &["en"]] {
        let refused = publish(&petra, langs, true).await;
        assert_eq!(errors(&refused), ["#langs"]);
        assert!(refused.text().contains("one passage is not in step yet"));
    }
    let later = with(form(&page, &["en", "nl"], true), &LATER);
    assert_eq!(errors(&petra.post_form(PUBLISH, &later).await), ["#langs"], "said today, not at night");
    declare(&pool, "about", &Passage::title(), Verdict::Differs, Some("a name")).await;
    let settled = petra.page(PUBLISH).await;
    assert!(!settled.has("#publish-form .lp-notice--negative"), "it differs on purpose");
    assert_eq!(publish(&petra, &["en", "nl"], false).await.status, 303);
}

const LATER: [(&str, &str); 3] = [("when", "later"), ("day", "2026-11-23"), ("time", "09:00")];

#[sqlx::test(migrations = "./migrations")]
async fn what_is_scheduled_is_refused_by_what_was_decided_since(pool: PgPool) {
    let (desk, petra) = start(&pool).await;
    clean(&pool).await;
    change(&pool, "about", 1, |body| title(body, LANGS[0], "About this portal")).await;
    let page = petra.page(PUBLISH).await;
    let later = |seen| with(form(&page, &["en", "nl"], seen), &LATER);
    assert_eq!(errors(&petra.post_form(PUBLISH, &later(false)).await), ["#seen"]);
    let planned = petra.post_form(PUBLISH, &later(true)).await;
    assert_eq!(planned.header("location"), Some("/admin/pages/about/schedule?done=scheduled"));
    set(&pool, Policy::Together).await;
    desk.portal.app.clock().set(noon() + SignedDuration::from_hours(24));
    carry_out_due(&desk.portal.app, &pool).await.unwrap();
    let ended = schedule::list_failed(&pool, noon()).await.unwrap();
    assert_eq!(ended.len(), 1);
    assert_eq!(ended[0].ended.map(|(outcome, _)| outcome), Some(Outcome::Failed));
    let petra = desk.sign_in(petra.editor.unwrap()).await;
    let shown = petra.page("/admin/pages/about/schedule").await.main();
    assert!(shown.contains("one passage is not in step yet"), "{shown}");
}

#[sqlx::test(migrations = "./migrations")]
async fn facts_that_differ_are_marked_until_someone_answers(pool: PgPool) {
    let (_, petra) = start(&pool).await;
    clean(&pool).await;
    let [first, second] = LANGS;
    let mut section = None;
    change(&pool, "about", 1, |body| {
        says(body, first, 0, "<p>It costs € 12 a year.</p>");
        section = Some(says(body, second, 0, "<p>Het kost € 13 per jaar.</p>"));
    })
    .await;
    let passage = Passage::of_section(&section.unwrap());
    declare(&pool, "about", &passage, Verdict::Same, None).await;
    let page = petra.page(PUBLISH).await;
    let panel = format!("#parity-{passage}");
    assert_eq!(
        page.texts(&format!("{panel} .lp-passage__facts li")),
        ["Amount: only in English: € 12; only in Dutch: € 13."]
    );
    assert_eq!(page.texts(&format!("{panel} mark")), ["differs: € 12 end.", "differs: € 13 end."]);
    assert_eq!(errors(&publish(&petra, &["en", "nl"], false).await), ["#seen"]);
    // Facts are asked for where languages go live together only, too; a tick is enough for them.
    set(&pool, Policy::Together).await;
    assert_eq!(errors(&publish(&petra, &["en", "nl"], false).await), ["#seen"]);
    set(&pool, Policy::Warn).await;
    compared(&pool, &passage).await;
    let answered = petra.page(PUBLISH).await;
    assert!(!answered.has(&panel) && !answered.has("#seen"), "someone has looked at them");
    change(&pool, "about", 0, |body| {
        says(body, first, 0, "<p>It costs € 14 a year.</p>");
    })
    .await;
    declare(&pool, "about", &passage, Verdict::Same, None).await;
    assert!(petra.page(PUBLISH).await.has(&format!("{panel} mark")), "another text, another answer");
    declare(&pool, "about", &passage, Verdict::Differs, Some("other prices")).await;
    assert!(!petra.page(PUBLISH).await.has(&panel), "on purpose");
    change(&pool, "about", 0, |body| {
        says(body, first, 0, "<p>It costs € 12 a year.</p>");
    })
    .await;
    assert!(!petra.page(PUBLISH).await.has(&panel), "the pair that was compared is back");
}

/// Declares that a passage says the same, with its facts in view.
async fn compared(pool: &PgPool, passage: &Passage) {
    let mut conn = pool.acquire().await.unwrap();
    let newest = revision::find_newest(&mut *conn, &id("about")).await.unwrap().unwrap();
    let (_, pair) = pairs(&newest.body).into_iter().find(|(other, _)| other == passage).unwrap();
    let agreed = Agreement { facts_compared: true, ..Agreement::of(passage.clone(), pair, Verdict::Same) };
    agreement::record(&mut conn, &id("about"), newest.id, &agreed, &Act::of_system(noon())).await.unwrap();
}

#[sqlx::test(migrations = "./migrations")]
async fn a_language_without_a_text_is_said_once(pool: PgPool) {
    let (_, petra) = start(&pool).await;
    clean(&pool).await;
    let both = petra.page(PUBLISH).await;
    let alone = both.texts("#alone li");
    assert_eq!(alone.len(), 2);
    assert!(alone[0].starts_with("Only English: readers of Dutch keep the text they have."), "{alone:?}");
    change(&pool, "about", 1, |body| *body.texts.get_mut(LANGS[1]) = None).await;
    let removed = petra.page(PUBLISH).await;
    assert!(!removed.has("#parity .lp-notice"), "readers keep what is live");
    sqlx::query("alter table publication disable trigger all").execute(&pool).await.unwrap();
    sqlx::query("delete from publication where entry_id = 'about'").execute(&pool).await.unwrap();
    let page = petra.page(PUBLISH).await;
    assert!(!page.has("#alone") && !page.has("#parity section"));
    assert_eq!(
        page.texts("#parity .lp-notice"),
        [
            "There is no text in Dutch. Readers are told so, and never get the text of the other language instead."
        ]
    );
    assert!(page.has("#seen"));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_live_text_beside_a_newer_one_is_shown_and_not_asked_about(pool: PgPool) {
    let (_, petra) = start(&pool).await;
    clean(&pool).await;
    change(&pool, "about", 1, |body| {
        title(body, LANGS[0], "About this portal");
        title(body, LANGS[1], "Over dit portaal");
    })
    .await;
    declare(&pool, "about", &Passage::title(), Verdict::Same, None).await;
    let page = petra.page(PUBLISH).await;
    assert!(!page.has("#seen"), "together they are in step");
    let refused = publish(&petra, &["en"], false).await;
    assert_eq!(errors(&refused), ["#seen"], "alone they are not");
    let refused = Page::new(PUBLISH, &refused);
    assert!(!refused.has("#agree-form"), "what is live cannot be answered for here");
    assert!(
        refused.only("#parity").contains("not the one that was saved last"),
        "{}",
        refused.only("#parity")
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn the_publish_page_speaks_dutch_too(pool: PgPool) {
    let (_, petra) = start(&pool).await;
    clean(&pool).await;
    let set_lang = "update editor set lang = 'nl' where id = $1";
    sqlx::query(set_lang).bind(petra.editor.unwrap()).execute(&pool).await.unwrap();
    set(&pool, Policy::Together).await;
    change(&pool, "about", 1, |body| title(body, LANGS[0], "About € 12")).await;
    let page = petra.page(PUBLISH).await;
    assert_eq!(page.only("#prospect-title"), "De twee talen");
    assert!(page.only("#publish-form .lp-notice--negative").ends_with("Publiceren wordt geweigerd."));
    assert_eq!(page.texts("#parity--title mark"), ["verschilt: € 12 einde."]);
    assert!(page.texts("#alone li")[0].starts_with("Alleen Engels:"));
}
