//! The languages of an entry in its form: what is not in step, the answers, and the question after a save.

use leiden_international::accounts::editor::Role;
use leiden_international::content::agreement::{self, Agreement};
use leiden_international::content::parity::{Standing, standings};
use leiden_international::ids::EntryId;
use leiden_international::web::Form;
use sqlx::PgPool;

use super::{audited, form, newest, press, shown};
use crate::web::admin::kit::{Desk, Person, fields, settle, with};
use crate::web::page::Page;
use crate::web::portal::Answer;

/// The page on which most of it happens.
pub(super) const ENTRY: &str = "about";

/// The section of it that is changed.
pub(super) async fn section(person: &Person) -> String {
    form(person, ENTRY).await.get("section").to_owned()
}

/// The field of its text in a language.
pub(super) fn text(section: &str, lang: &str) -> String {
    format!("section.{section}.{lang}.text")
}

pub(super) async fn agreements(pool: &PgPool, entry: &str) -> Vec<Agreement> {
    let entry = EntryId::try_from(entry.to_owned()).unwrap();
    let declared = agreement::list(pool, &entry).await.unwrap();
    declared.into_iter().map(|declared| declared.agreement).collect()
}

/// The open passages of an entry, with what their languages are to each other.
pub(super) async fn open(pool: &PgPool, entry: &str) -> Vec<(String, String)> {
    let body = newest(pool, entry).await.body;
    let standings = standings(&body, &agreements(pool, entry).await);
    let open = standings.into_iter().filter(|standing| standing.state.is_open());
    open.map(|Standing { passage, state, .. }| (passage.to_string(), format!("{state:?}"))).collect()
}

/// Saves a change in one language and leaves it open.
pub(super) async fn change(person: &Person, entry: &str, field: &str, words: &str) {
    let form = form(person, entry).await;
    assert_eq!(press(person, entry, &form, "save", &[(field, words)]).await.status, 303);
}

/// A page with one section of which the English text was changed: the desk, someone at it, and the section.
pub(super) async fn with_a_change(pool: &PgPool) -> (Desk, Person, String) {
    let desk = Desk::starter(pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let section = section(&anna).await;
    assert_eq!(open(pool, ENTRY).await, []);
    let now = form(&anna, ENTRY).await.get(&text(&section, "en")).to_owned();
    change(&anna, ENTRY, &text(&section, "en"), &format!("{now}<p>One sentence more.</p>")).await;
    assert_eq!(open(pool, ENTRY).await, [(section.clone(), "Changed(En)".to_owned())]);
    (desk, anna, section)
}

fn leads_to(answer: &Answer) -> &str {
    answer.header("location").unwrap_or_else(|| panic!("{}", answer.text()))
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_in_step_takes_no_room(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let page = anna.page("/admin/pages/about").await;
    assert_eq!(page.only("#standing"), "Both languages are in step.");
    assert!(!page.has(".lp-passage") && !page.has("#agree"));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_passage_that_is_not_in_step_shows_what_changed_beside_its_fields(pool: PgPool) {
    let (_desk, anna, section) = with_a_change(&pool).await;
    let page = anna.page("/admin/pages/about").await;
    assert_eq!(page.only("#standing p"), "One passage is not in step:");
    assert_eq!(page.attributes("#standing a", "href"), [format!("#parity-{section}")]);
    let panel = format!("#section-{section} #parity-{section}");
    assert!(page.only(&format!("{panel} .lp-passage__state")).contains("The text in English was changed."));
    let marked = page.only(&format!("{panel} ins"));
    assert!(marked.contains("added: ") && marked.contains("One sentence more."), "{marked}");
    assert_eq!(page.elements(&format!("{panel} .lp-words")).len(), 1, "the Dutch text is in its field");
    assert_eq!(
        page.attributes(&format!("{panel} [type=radio]"), "value"),
        ["correct", "updated", "differs", ""]
    );
    assert_eq!(page.attributes(&format!("{panel} [checked]"), "value"), [""]);
    let to_text = page.attributes(&format!("{panel} .lp-passage__links a"), "href");
    assert_eq!(to_text, [format!("#f-section-{section}-nl-text")]);
    assert!(page.has(&to_text[0]));
    let panel_first = page.elements(&format!("#section-{section} > :is(.lp-passage, .lp-pair)"));
    assert_eq!(panel_first[0].attr("id"), Some(format!("parity-{section}").as_str()));
}

#[sqlx::test(migrations = "./migrations")]
async fn still_correct_is_recorded_without_a_version(pool: PgPool) {
    let (_desk, anna, section) = with_a_change(&pool).await;
    let answer = format!("answer.{section}");
    let sent = press(&anna, ENTRY, &form(&anna, ENTRY).await, "save", &[(&answer, "correct")]).await;
    assert_eq!(leads_to(&sent), "/admin/pages/about?done=agreed");
    assert_eq!(open(&pool, ENTRY).await, []);
    assert_eq!(newest(&pool, ENTRY).await.number, 2);
    assert_eq!(audited(&pool, "entry.agree").await, [format!("done {section}: same")]);
    let page = anna.follow(&sent).await;
    assert!(page.main().contains("what you said about the two languages is saved"));
    assert!(!page.has(".lp-passage"));
}

#[sqlx::test(migrations = "./migrations")]
async fn updated_needs_another_text_in_the_language_that_was_behind(pool: PgPool) {
    let (_desk, anna, section) = with_a_change(&pool).await;
    let (answer, dutch) = (format!("answer.{section}"), text(&section, "nl"));
    let changes = [(answer.as_str(), "updated"), ("en.summary", "Typed besides")];
    let sent = press(&anna, ENTRY, &form(&anna, ENTRY).await, "save", &changes).await;
    assert_eq!(sent.status, 422);
    let page = shown(&sent);
    assert_eq!(
        page.texts(".lp-error-summary li"),
        ["Section 1: You have not changed the text in Dutch. Change it, or choose another answer."]
    );
    assert!(page.has(&page.attribute(".lp-error-summary a", "href")));
    let again = fields(&page, "entry-form");
    assert_eq!((again.get(&answer), again.get("en.summary")), ("updated", "Typed besides"));
    assert_eq!(newest(&pool, ENTRY).await.number, 2, "nothing of it is saved");
    let sent = press(&anna, ENTRY, &again, "save", &[(&dutch, "<p>Bijgewerkt.</p>")]).await;
    assert_eq!(leads_to(&sent), "/admin/pages/about?done=saved");
    assert_eq!(open(&pool, ENTRY).await, [("@summary".to_owned(), "Changed(En)".to_owned())]);
}

#[sqlx::test(migrations = "./migrations")]
async fn differing_on_purpose_needs_a_reason_and_says_who_gave_it(pool: PgPool) {
    let (_desk, anna, section) = with_a_change(&pool).await;
    let (answer, reason) = (format!("answer.{section}"), format!("reason.{section}"));
    for (given, words) in
        [("  ", "Say why the languages differ."), (&"x".repeat(301), "A reason has at most 300 characters.")]
    {
        let changes = [(answer.as_str(), "differs"), (reason.as_str(), given)];
        let sent = press(&anna, ENTRY, &form(&anna, ENTRY).await, "save", &changes).await;
        assert_eq!(sent.status, 422);
        let page = shown(&sent);
        assert_eq!(page.texts(".lp-error-summary li"), [format!("Section 1: {words}")]);
        let field = page.attribute(".lp-error-summary a", "href");
        assert_eq!(page.attribute(&field, "aria-invalid"), "true");
        let again = fields(&page, "entry-form");
        assert_eq!((again.get(&answer), again.get(&reason)), ("differs", given));
    }
    let changes = [(answer.as_str(), ""), (reason.as_str(), "A reason alone")];
    let sent = press(&anna, ENTRY, &form(&anna, ENTRY).await, "save", &changes).await;
    assert_eq!(sent.status, 422);
    let page = shown(&sent);
    assert!(page.only(".lp-error-summary li").starts_with("Section 1: You gave a reason and no answer."));
    let group = page.attribute(".lp-error-summary a", "href");
    let described = page.attribute(&group, "aria-describedby");
    assert!(page.only(&format!("#{described}")).starts_with("You gave a reason and no answer."));
    let again = fields(&page, "entry-form");
    assert_eq!((again.get(&answer), again.get(&reason)), ("", "A reason alone"));
    assert_eq!(open(&pool, ENTRY).await.len(), 1);
    let changes = [(answer.as_str(), "differs"), (reason.as_str(), "Only residents from\nabroad need it")];
    let sent = press(&anna, ENTRY, &form(&anna, ENTRY).await, "save", &changes).await;
    assert_eq!(leads_to(&sent), "/admin/pages/about?done=agreed");
    assert_eq!(open(&pool, ENTRY).await, []);
    let page = anna.page("/admin/pages/about").await;
    let panel = page.only(&format!("#parity-{section}"));
    for words in
        ["differ on purpose", "\"Only residents from abroad need it\"", "Decided by anna on 22 Nov 2026"]
    {
        assert!(panel.contains(words), "{panel}");
    }
    let words = "Nothing waits. What is shown below differs on purpose.";
    assert_eq!(page.only("#standing"), words, "nobody has to look at it");
    let sent = press(&anna, ENTRY, &fields(&page, "entry-form"), "save", &[(&answer, "correct")]).await;
    assert_eq!(leads_to(&sent), "/admin/pages/about?done=agreed");
    assert!(!anna.page("/admin/pages/about").await.has(".lp-passage"));
    let history = anna.page("/admin/pages/about/history").await.main();
    for words in ["They say the same: anna", "They say the same: the program"] {
        assert!(history.contains(words), "{history}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_text_that_is_missing_is_written_or_missing_on_purpose(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let section = section(&anna).await;
    let (dutch, heading) = (text(&section, "nl"), format!("section.{section}.nl.heading"));
    let sent = press(&anna, ENTRY, &form(&anna, ENTRY).await, "save", &[(&dutch, ""), (&heading, "")]).await;
    let page = anna.follow(&sent).await;
    assert!(!page.has("#agree"), "a text that is missing is no question");
    let panel = page.only(&format!("#parity-{section}"));
    assert!(panel.contains("Not in Dutch yet."), "{panel}");
    let answer = format!("answer.{section}");
    assert_eq!(page.attributes(&format!("[name='{answer}']"), "value"), ["updated", "differs", ""]);
    for given in ["updated", "correct"] {
        let sent = press(&anna, ENTRY, &fields(&page, "entry-form"), "save", &[(&answer, given)]).await;
        assert_eq!(sent.status, 422, "{given}");
        assert!(shown(&sent).only(".lp-error-summary li").contains("There is no text in Dutch yet."));
    }
    let reason = format!("reason.{section}");
    let only = [(answer.as_str(), "differs"), (reason.as_str(), "Not for the Dutch")];
    let sent = press(&anna, ENTRY, &fields(&page, "entry-form"), "save", &only).await;
    assert_eq!(leads_to(&sent), "/admin/pages/about?done=agreed");
    assert_eq!(open(&pool, ENTRY).await, []);
    let written = [(answer.as_str(), "updated"), (dutch.as_str(), "<p>Nu wel.</p>")];
    let sent = press(&anna, ENTRY, &form(&anna, ENTRY).await, "save", &written).await;
    assert_eq!(leads_to(&sent), "/admin/pages/about?done=saved");
    assert_eq!(open(&pool, ENTRY).await, []);
    assert!(!anna.follow(&sent).await.has("#agree"), "it was answered already");
}

#[sqlx::test(migrations = "./migrations")]
async fn the_same_meaning_in_one_key_leaves_nothing_open(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let section = section(&anna).await;
    let changes =
        [(text(&section, "en"), "<p>A typo is gone.</p>"), (text(&section, "nl"), "<p>Een fout ook.</p>")];
    for some in [&changes[..1], &changes[..]] {
        let some: Vec<(&str, &str)> = some.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        let page = anna.page("/admin/pages/about").await;
        assert_eq!(page.attribute("[value=save-same-meaning]", "accesskey"), "m");
        let sent = press(&anna, ENTRY, &fields(&page, "entry-form"), "save-same-meaning", &some).await;
        assert_eq!(leads_to(&sent), "/admin/pages/about?done=saved");
        assert_eq!(open(&pool, ENTRY).await, []);
        assert!(!anna.follow(&sent).await.has("#agree"));
    }
    assert_eq!(audited(&pool, "entry.agree").await, vec![format!("done {section}: same"); 2]);
    let sent = press(&anna, ENTRY, &form(&anna, ENTRY).await, "save-same-meaning", &[]).await;
    assert_eq!(leads_to(&sent), "/admin/pages/about?done=unchanged");
}

#[sqlx::test(migrations = "./migrations")]
async fn the_same_meaning_does_not_settle_what_was_behind(pool: PgPool) {
    let (_desk, anna, section) = with_a_change(&pool).await;
    let sent =
        press(&anna, ENTRY, &form(&anna, ENTRY).await, "save-same-meaning", &[("en.title", "Typo")]).await;
    assert_eq!(leads_to(&sent), "/admin/pages/about?done=saved");
    assert_eq!(open(&pool, ENTRY).await, [(section, "Changed(En)".to_owned())]);
}

/// Saves changes and goes to the question that follows.
async fn asked(person: &Person, changes: &[(&str, &str)]) -> Page {
    let sent = press(person, ENTRY, &form(person, ENTRY).await, "save", changes).await;
    assert_eq!(leads_to(&sent), "/admin/pages/about?done=saved");
    person.follow(&sent).await
}

#[sqlx::test(migrations = "./migrations")]
async fn one_question_settles_what_a_save_changed(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let section = section(&anna).await;
    let page =
        asked(&anna, &[(&text(&section, "en"), "<p>New.</p>"), (&text(&section, "nl"), "<p>Nieuw.</p>")])
            .await;
    assert_eq!(
        page.only("#agree h2"),
        "You changed one passage in both languages. Do both languages still say the same?"
    );
    assert!(page.has("#agree[autofocus]"));
    let yes = with(fields(&page, "agree-form"), &[("do", "agree")]);
    let sent = anna.post_form("/admin/pages/about/agree", &yes).await;
    assert_eq!(leads_to(&sent), "/admin/pages/about?done=agreed");
    assert_eq!(open(&pool, ENTRY).await, []);

    let page =
        asked(&anna, &[("en.title", "Another title"), (&text(&section, "nl"), "<p>Nieuwer.</p>")]).await;
    assert_eq!(
        page.only("#agree h2"),
        "You changed 2 passages in one language. Do both languages still say the same?"
    );
    assert_eq!(page.texts("#agree .lp-choice__help"), ["Changed in English", "Changed in Dutch"]);
    let mut one = with(fields(&page, "agree-form"), &[("do", "agree")]);
    one.0.retain(|(name, _)| name != "answer.@title");
    assert_eq!(anna.post_form("/admin/pages/about/agree", &one).await.status, 303);
    assert_eq!(open(&pool, ENTRY).await, [("@title".to_owned(), "Changed(En)".to_owned())]);

    let page = asked(&anna, &[("nl.summary", "Anders")]).await;
    let later = with(fields(&page, "agree-form"), &[("do", "later")]);
    assert_eq!(leads_to(&anna.post_form("/admin/pages/about/agree", &later).await), "/admin/pages/about");
    assert_eq!(open(&pool, ENTRY).await.len(), 2, "it stays open");
}

#[sqlx::test(migrations = "./migrations")]
async fn the_question_is_asked_of_who_saved_and_of_that_save(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let (anna, ben) = (desk.person("anna", Role::Author).await, desk.person("ben", Role::Author).await);
    asked(&anna, &[("en.title", "Another title")]).await;
    assert!(!ben.page("/admin/pages/about?done=saved").await.has("#agree"));
    assert!(!anna.page("/admin/pages/about").await.has("#agree"));
    assert_eq!(asked(&ben, &[("nl.summary", "Kort")]).await.texts("#agree .lp-choice__words").len(), 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn going_back_is_in_step_again(pool: PgPool) {
    let (_desk, anna, _) = with_a_change(&pool).await;
    assert_eq!(anna.post("/admin/pages/about/revert", &[("number", "1")]).await.status, 303);
    assert_eq!(open(&pool, ENTRY).await, []);
}

#[sqlx::test(migrations = "./migrations")]
async fn every_field_with_words_has_its_panel(pool: PgPool) {
    let desk = Desk::example(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let kinds = [
        ("leiden-international-centre", "nl.title", "@title"),
        ("leiden-international-centre", "nl.summary", "@summary"),
        ("about", "en.short_title", "@short-title"),
    ];
    for (entry, field, passage) in kinds {
        let now = form(&anna, entry).await.get(field).to_owned();
        let other = if let Some(field) = field.strip_prefix("en.") {
            format!("nl.{field}")
        } else {
            field.replace("nl.", "en.")
        };
        let form = form(&anna, entry).await;
        let filled = [(field, format!("{now} x")), (other.as_str(), format!("{} y", form.get(&other)))];
        let filled: Vec<(&str, &str)> = filled.iter().map(|(name, value)| (*name, value.as_str())).collect();
        assert_eq!(press(&anna, entry, &form, "save", &filled).await.status, 303, "{field}");
        let page = anna.page(&format!("/admin/pages/{entry}")).await;
        let panel = format!("#parity-{}", passage.replace('@', "-"));
        assert!(page.has(&panel), "{passage}");
        let answer = format!("answer.{passage}");
        let sent = press(&anna, entry, &fields(&page, "entry-form"), "save", &[(&answer, "correct")]).await;
        assert!(leads_to(&sent).ends_with("?done=agreed"), "{passage}");
        assert!(!anna.page(&format!("/admin/pages/{entry}")).await.has(&panel));
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn an_answer_about_the_label_of_a_phone_number_stays_with_that_number(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let entry = "leiden-international-centre";
    let phones = with(
        form(&anna, entry).await,
        &[
            ("phones.0.number", "14 071"),
            ("phones.0.en.label", "in the city"),
            ("phones.0.nl.label", "in de stad"),
            ("phones.1.number", "+31 71 516 5165"),
            ("phones.1.en.label", "from abroad"),
            ("phones.1.nl.label", "vanuit het buitenland"),
        ],
    );
    assert_eq!(press(&anna, entry, &phones, "save", &[]).await.status, 303);
    let page = anna.page(&format!("/admin/pages/{entry}")).await;
    assert_eq!(page.attributes("#phones-1 .lp-passage", "id"), ["parity--phone-2"]);
    // The first is removed: what was answered about the second is about no number of this rank any more.
    let answered = with(fields(&page, "entry-form"), &[("answer.@phone-1", "correct")]);
    let removed = super::press_on(&anna, entry, &answered, "phone-remove:0").await;
    assert_eq!(press(&anna, entry, &removed, "save", &[]).await.status, 303);
    let passages: Vec<String> = open(&pool, entry).await.into_iter().map(|(passage, _)| passage).collect();
    assert_eq!(passages, ["@phone-1"]);
    let declared = agreements(&pool, entry).await;
    assert!(declared.iter().all(|one| !one.passage.as_str().starts_with("@phone")), "{declared:?}");
}

#[sqlx::test(migrations = "./migrations")]
async fn work_from_the_list_leads_to_the_next_entry_and_back(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    settle(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let section = section(&anna).await;
    change(&anna, ENTRY, &text(&section, "en"), "<p>Other words.</p>").await;
    change(&anna, "policy", "nl.title", "Een andere titel").await;
    let page = anna.page("/admin/pages/about?from=translations").await;
    assert!(page.has("main a[href='/admin/translations']"));
    let form = fields(&page, "entry-form");
    assert_eq!(form.get("then"), "translations");
    let moved = press(&anna, ENTRY, &form, "keep", &[]).await;
    assert!(leads_to(&moved).contains("&from=translations#"), "{}", leads_to(&moved));
    assert_eq!(fields(&anna.follow(&moved).await, "entry-form").get("then"), "translations");
    let answer = format!("answer.{section}");
    let sent = press(&anna, ENTRY, &form, "save", &[(&answer, "correct")]).await;
    assert_eq!(leads_to(&sent), "/admin/pages/policy?done=next&from=translations#parity--title");
    let page = anna.follow(&sent).await;
    assert!(page.has("#parity--title"));
    let form = fields(&page, "entry-form");
    let refused = press(&anna, "policy", &form, "save", &[("answer.@title", "updated")]).await;
    assert_eq!(refused.status, 422);
    let again = fields(&shown(&refused), "entry-form");
    assert_eq!(again.get("then"), "translations");
    let sent = press(&anna, "policy", &again, "save", &[("answer.@title", "correct")]).await;
    assert_eq!(leads_to(&sent), "/admin/translations?done=all");
}

#[sqlx::test(migrations = "./migrations")]
async fn answers_are_kept_with_the_form(pool: PgPool) {
    let (_desk, anna, section) = with_a_change(&pool).await;
    let (answer, reason) = (format!("answer.{section}"), format!("reason.{section}"));
    let typed: Form =
        with(form(&anna, ENTRY).await, &[(&answer, "differs"), (&reason, "Because"), ("seq", "2")]);
    let kept = anna.post_form("/admin/pages/about/autosave", &typed).await;
    assert_eq!(kept.status, 200, "{}", kept.text());
    let page = anna.page(&format!("/admin/pages/about?form={}", typed.get("form_id"))).await;
    let again = fields(&page, "entry-form");
    assert_eq!((again.get(&answer), again.get(&reason)), ("differs", "Because"));
    assert_eq!(open(&pool, ENTRY).await.len(), 1, "nothing is declared by typing");
}

#[sqlx::test(migrations = "./migrations")]
async fn facts_that_one_language_alone_states_are_pointed_out_until_someone_answers(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let section = section(&anna).await;
    let [english, dutch] = ["en", "nl"].map(|lang| text(&section, lang));
    let texts = [(english.as_str(), "<p>It costs € 12.</p>"), (dutch.as_str(), "<p>Het kost € 13.</p>")];
    let sent = press(&anna, ENTRY, &form(&anna, ENTRY).await, "save-same-meaning", &texts).await;
    let page = anna.follow(&sent).await;
    assert_eq!(open(&pool, ENTRY).await, [], "it was declared to say the same");
    assert_eq!(page.only("#standing p"), "In one passage only one language states a fact:");
    let facts = page.only(&format!("#parity-{section} .lp-passage__facts"));
    assert!(facts.contains("€ 12") && facts.contains("€ 13"), "{facts}");
    let answer = format!("answer.{section}");
    // What was not shown beside the answer was not compared.
    let other = [(answer.as_str(), "correct"), (english.as_str(), "<p>It costs € 14.</p>")];
    let sent = press(&anna, ENTRY, &fields(&page, "entry-form"), "save", &other).await;
    let page = anna.follow(&sent).await;
    assert!(page.only(&format!("#parity-{section} .lp-passage__facts")).contains("€ 14"));
    let sent = press(&anna, ENTRY, &fields(&page, "entry-form"), "save", &[(&answer, "correct")]).await;
    assert_eq!(leads_to(&sent), "/admin/pages/about?done=agreed");
    assert!(!anna.follow(&sent).await.has(".lp-passage"));
    assert!(agreements(&pool, ENTRY).await.iter().any(|one| one.facts_compared));
}

#[sqlx::test(migrations = "./migrations")]
async fn the_question_names_the_facts_that_differ(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let section = section(&anna).await;
    let [english, dutch] = ["en", "nl"].map(|lang| text(&section, lang));
    let page = asked(&anna, &[(&english, "<p>It costs € 12.</p>"), (&dutch, "<p>Het kost € 13.</p>")]).await;
    let asked = page.only("#agree .lp-choice");
    assert!(asked.contains("€ 12") && asked.contains("€ 13"), "{asked}");
    let yes = with(fields(&page, "agree-form"), &[("do", "agree")]);
    let page = anna.follow(&anna.post_form("/admin/pages/about/agree", &yes).await).await;
    assert!(!page.has(".lp-passage"), "the facts were in view");
}
