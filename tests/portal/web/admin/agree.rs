//! Answers about the two languages that are given away from the editor.

use leiden_international::accounts::editor::Role;
use leiden_international::content::agreement;
use leiden_international::ids::EntryId;
use sqlx::PgPool;

use super::kit::{Desk, Person, fields, settle, with};
use crate::web::page::Page;

const TO: &str = "/admin/pages/about/agree";

/// The question about a title that was changed.
async fn asked(person: &Person, title: &str) -> Page {
    let form = fields(&person.page("/admin/pages/about").await, "entry-form");
    let sent = with(form, &[("en.title", title), ("do", "save")]);
    person.follow(&person.post_form("/admin/pages/about", &sent).await).await
}

async fn verdicts(pool: &PgPool) -> Vec<String> {
    let about = EntryId::try_from("about".to_owned()).unwrap();
    let declared = agreement::list(pool, &about).await.unwrap().into_iter();
    let titles = declared.map(|one| one.agreement).filter(|one| one.passage.as_str() == "@title");
    titles.map(|one| format!("{:?} {}", one.verdict, one.reason.unwrap_or_default())).collect()
}

#[sqlx::test(migrations = "./migrations")]
async fn an_answer_leads_where_the_form_says(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    settle(&pool).await;
    let places = [
        ("edit", "/admin/pages/about?done=agreed"),
        ("publish", "/admin/pages/about/publish?done=agreed"),
        ("translations", "/admin/translations?done=agreed"),
        ("next", "/admin/translations?done=all"),
        ("https://evil.example", "/admin/pages/about?done=agreed"),
    ];
    for (number, (then, place)) in places.iter().enumerate() {
        let form = fields(&asked(&anna, &format!("Title {number}")).await, "agree-form");
        let answer = anna.post_form(TO, &with(form, &[("then", then), ("do", "agree")])).await;
        assert_eq!(answer.header("location"), Some(*place));
    }
    assert_eq!(verdicts(&pool).await.len(), 1 + places.len());
    let answer = anna.post(TO, &[("then", "publish")]).await;
    assert_eq!(answer.header("location"), Some("/admin/pages/about/publish"), "nothing was said");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_text_that_was_changed_since_is_not_settled(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let (anna, ben) = (desk.person("anna", Role::Author).await, desk.person("ben", Role::Author).await);
    let form = fields(&asked(&anna, "Her title").await, "agree-form");
    asked(&ben, "His title").await;
    let before = verdicts(&pool).await;
    let refused = anna.post_form(TO, &with(form, &[("do", "agree")])).await;
    assert_eq!(refused.status, 409);
    assert_eq!(verdicts(&pool).await, before);
    let page = Page::new("the answer", &refused);
    assert!(page.only(".lp-error-summary li").contains("A text was changed after this page was made."));
    assert!(page.has(&page.attribute(".lp-error-summary a", "href")));
    assert!(page.only("#parity--title ins").contains("His title"));
    let again = fields(&page, "agree");
    assert_eq!(again.get("answer.@title"), "", "it is to be answered again");
    let answer = anna.post_form(TO, &with(again, &[("answer.@title", "correct")])).await;
    assert_eq!(answer.status, 303);
    assert_eq!(verdicts(&pool).await.len(), before.len() + 1);
    let results = sqlx::query_scalar::<_, String>(
        "select concat_ws(' ', result, detail) from audit_event where action = 'entry.agree' order by id",
    );
    assert_eq!(results.fetch_all(&pool).await.unwrap(), ["refused", "done @title: same"]);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_cannot_be_is_refused_and_kept(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let form = fields(&asked(&anna, "Her title").await, "agree-form");
    let long = "x".repeat(301);
    for (reason, words) in
        [("", "Say why the languages differ."), (&long, "A reason has at most 300 characters.")]
    {
        let sent = with(form.clone(), &[("answer.@title", "differs"), ("reason.@title", reason)]);
        let refused = anna.post_form(TO, &sent).await;
        assert_eq!(refused.status, 422);
        let page = Page::new("the answer", &refused);
        assert_eq!(page.only(".lp-error-summary li"), format!("Title: {words}"));
        let again = fields(&page, "agree");
        assert_eq!((again.get("answer.@title"), again.get("reason.@title")), ("differs", reason));
    }
    let before = verdicts(&pool).await;
    let alone = [with(form.clone(), &[("answer.@title", ""), ("reason.@title", "A pun")]), {
        let mut pairs = form.clone();
        pairs.0.retain(|(name, _)| name != "answer.@title");
        with(pairs, &[("reason.@title", "A pun")])
    }];
    for sent in alone {
        let refused = anna.post_form(TO, &sent).await;
        assert_eq!(refused.status, 422);
        let page = Page::new("the answer", &refused);
        assert!(page.only(".lp-error-summary li").starts_with("Title: You gave a reason and no answer."));
        let described = page.attribute("#f-answer--title", "aria-describedby");
        assert!(page.only(&format!("#{described}")).starts_with("You gave a reason and no answer."));
        let again = fields(&page, "agree");
        assert_eq!((again.get("answer.@title"), again.get("reason.@title")), ("", "A pun"));
    }
    assert_eq!(verdicts(&pool).await, before);
    let sent = with(form, &[("answer.@title", "differs"), ("reason.@title", "A pun")]);
    assert_eq!(anna.post_form(TO, &sent).await.status, 303);
    assert_eq!(verdicts(&pool).await.last().map(String::as_str), Some("Differs A pun"));
    let history = anna.page("/admin/pages/about/history").await.main();
    assert!(history.contains("They differ on purpose: anna") && history.contains("\"A pun\""), "{history}");
}

#[sqlx::test(migrations = "./migrations")]
async fn nonsense_declares_nothing(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let before = verdicts(&pool).await;
    let nonsense: [&[(&str, &str)]; 4] = [
        &[("answer.@title", "perhaps")],
        &[("answer.No Such", "correct")],
        &[("answer.", "correct")],
        &[("pair.@title", "x y")],
    ];
    for form in nonsense {
        assert_eq!(anna.post(TO, form).await.status, 303, "{form:?}");
    }
    for form in [&[("answer.@title", "correct")], &[("answer.no-such-section", "correct")]] {
        assert_eq!(anna.post(TO, form).await.status, 409, "{form:?}");
    }
    assert_eq!(verdicts(&pool).await, before);
    assert_eq!(anna.post("/admin/pages/no-such-entry/agree", &[]).await.status, 404);
}
