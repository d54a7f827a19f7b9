//! My work.

use leiden_international::accounts::editor::Role;
use leiden_international::content::{act::Act, publication, revision, working_copy};
use leiden_international::ids::EntryId;
use leiden_international::lang::Lang;
use sqlx::PgPool;

use super::kit::Desk;
use crate::web::portal::noon;

#[sqlx::test(migrations = "./migrations")]
async fn a_new_portal_has_facts_to_check_and_to_confirm(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let author = desk.person("anna", Role::Author).await;
    let page = author.page("/admin").await;
    assert!(page.main().contains("Good to see you, anna."));
    let titles = page.texts(".lp-work__part h2");
    let expected = [
        "Open forms",
        "Waiting for publication",
        "Scheduled",
        "Translations",
        "Recently published",
        "Checks overdue",
        "Remarks from organisations",
        "Facts to confirm",
    ];
    assert_eq!(titles, expected);
    for (part, empty) in
        [("drafts", true), ("waiting", false), ("scheduled", true), ("recent", false), ("overdue", false)]
    {
        let selector = format!("section[aria-labelledby={part}] .lp-empty");
        assert_eq!(
            page.has(&selector),
            empty,
            "{part}: {}",
            page.only(&format!("section[aria-labelledby={part}]"))
        );
    }
    let waiting = page.texts("section[aria-labelledby=waiting] .lp-row");
    assert_eq!(waiting.len(), 5, "the figures that nobody has confirmed: {waiting:?}");
    let overdue = page.only("section[aria-labelledby=overdue]");
    assert!(overdue.contains("Leiden International Centre: E-mail addressNever checked"), "{overdue}");
}

#[sqlx::test(migrations = "./migrations")]
async fn work_of_ones_own_and_of_others_is_told_apart(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let (anna, ben) = (desk.person("anna", Role::Author).await, desk.person("ben", Role::Publisher).await);
    let about = EntryId::try_from("about".to_owned()).unwrap();
    let mut conn = pool.acquire().await.unwrap();
    let newest = revision::find_newest(&mut *conn, &about).await.unwrap().unwrap();
    let open = working_copy::OpenForm {
        form_id: &"a".repeat(32),
        editor: anna.editor.unwrap(),
        entry: &about,
        base_revision_id: newest.id,
    };
    let form = vec![("en.title".to_owned(), "typed".to_owned())];
    working_copy::keep(&mut conn, open, 1, &form, noon()).await.unwrap();
    let mut body = newest.body;
    body.texts.get_mut(Lang::DEFAULT).as_mut().unwrap().title =
        "Another title".to_owned().try_into().unwrap();
    let act = Act { by: anna.editor, note: None, at: noon() };
    revision::save(&mut conn, &about, body, &act).await.unwrap();
    let drafts = "section[aria-labelledby=drafts] a";
    let hers = anna.page("/admin").await;
    assert_eq!(hers.attribute(drafts, "href"), format!("/admin/pages/about?form={}", "a".repeat(32)));
    let his = ben.page("/admin").await;
    assert!(!his.has(drafts), "an open form is private");
    let waiting = his.texts("section[aria-labelledby=waiting] .lp-row").join("\n");
    assert!(waiting.contains("Another titleSaved by anna on 22 Nov 2026, 12:00"), "{waiting}");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_new_translation_waits_for_publication(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let author = desk.person("anna", Role::Author).await;
    let mut conn = pool.acquire().await.unwrap();
    let about = EntryId::try_from("about".to_owned()).unwrap();
    let newest = revision::find_newest(&mut *conn, &about).await.unwrap().unwrap();
    let form = [("kind", "page"), ("en.title", "Only English")];
    author.post("/admin/new", &form).await;
    let only = EntryId::try_from("only-english".to_owned()).unwrap();
    let made = revision::find_newest(&mut *conn, &only).await.unwrap().unwrap();
    let act = Act::of_system(noon());
    let mut transaction = pool.begin().await.unwrap();
    publication::publish(&mut transaction, &only, made.id, &[Lang::DEFAULT], &act).await.unwrap();
    transaction.commit().await.unwrap();
    let waiting =
        async || author.page("/admin").await.texts("section[aria-labelledby=waiting] .lp-row").join(" ");
    assert!(!waiting().await.contains("Only English"));
    let mut body = made.body;
    for lang in Lang::DEFAULT.others() {
        *body.texts.get_mut(lang) = newest.body.texts.get(lang).clone();
        body.texts.get_mut(lang).as_mut().unwrap().sections.clear();
    }
    revision::save(&mut conn, &only, body, &act).await.unwrap();
    assert!(waiting().await.contains("Only English"));
}
