//! The contact points and the notices, for staff.

use leiden_international::accounts::editor::Role;
use leiden_international::web::Form;
use serde_json::json;
use sqlx::PgPool;

use super::kit::{Desk, fields, with};
use crate::web::page::Page;
use crate::web::portal::file;

fn notice(id: &str, from: &str, until: &str) -> leiden_international::content::exchange::SourceFile {
    file(&json!({
        "id": id,
        "position": 10,
        "live": {
            "shared": {
                "fields": {
                    "kind": "notice", "about": "leiden-international-centre", "from": from, "until": until,
                    "closes": true,
                },
            },
            "texts": { "en": { "title": id } },
        },
    }))
}

#[sqlx::test(migrations = "./migrations")]
async fn notices_are_listed_by_what_runs_comes_and_is_over(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let author = desk.person("anna", Role::Author).await;
    let none = author.page("/admin/contacts").await;
    assert_eq!(none.only("#notices .lp-empty"), "There are no notices.");
    assert!(none.links(".lp-admin-head a").iter().any(|link| link.href == "/admin/new?kind=notice"));
    let notices = [
        notice("over-long-ago", "2020-01-01T00:00", "2020-01-02T00:00"),
        notice("just-over", "2026-11-22T09:00", "2026-11-22T12:00"),
        notice("on-now", "2026-11-22T12:00", "2026-11-22T17:00"),
        notice("much-later", "2027-11-22T12:00", "2027-11-22T17:00"),
        notice("next", "2026-11-22T12:01", "2026-11-22T17:00"),
    ];
    desk.portal.import(&notices).await;
    let page = author.page("/admin/contacts").await;
    assert_eq!(page.texts("#notices h3"), ["Now", "Later", "Over"]);
    let titles = page.texts("#notices .lp-row__title");
    assert_eq!(titles, ["on-now", "next", "much-later", "just-over", "over-long-ago"]);
    let first = page.texts("#notices .lp-row").remove(0);
    let said =
        "About Leiden International Centre. From 22 Nov 2026, 12:00 to 22 Nov 2026, 17:00. Closed meanwhile.";
    assert!(first.ends_with(said), "{first}");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_notice_is_made_previewed_and_published(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let author = desk.person("anna", Role::Author).await;
    let form = [("kind", "notice"), ("en.title", "A fault"), ("nl.title", "Een storing"), ("parent", "")];
    let made = author.post("/admin/new", &form).await;
    assert_eq!(made.header("location"), Some("/admin/pages/a-fault?done=created"));
    let page = author.page("/admin/pages/a-fault").await;
    assert_eq!(page.attribute("#f-from", "value"), "22-11-2026 00:00");
    assert_eq!(page.attribute("#f-until", "value"), "23-11-2026 00:00");
    let later = with(
        fields(&page, "entry-form"),
        &[("from", "24-12-2026 13:00"), ("until", "24-12-2026 17:00"), ("do", "save")],
    );
    assert_eq!(author.post_form("/admin/pages/a-fault", &later).await.status, 303);
    let preview = author.page("/admin/pages/a-fault/preview/en").await;
    assert_eq!(preview.only(".lp-notice__title"), "A fault", "as it will stand, though it has not started");
    let publisher = desk.person("bea", Role::Publisher).await;
    let publish = publisher.page("/admin/pages/a-fault/publish").await;
    let sent: Form = with(fields(&publish, "publish-form"), &[("seen", "on")]);
    let answer = publisher.post_form("/admin/pages/a-fault/publish", &sent).await;
    assert_eq!(answer.status, 303, "{}", Page::new("/admin", &answer).main());
    desk.portal.renew().await;
    assert!(!desk.portal.page("/en").await.has(".lp-notices"));
    desk.portal.app.clock().set("2026-12-24T12:00:00Z".parse().unwrap());
    assert!(desk.portal.page("/en").await.has(".lp-notices"));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_typed_detail_is_pointed_out_with_the_section_that_could_show_it(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let author = desk.person("anna", Role::Author).await;
    let text = "<p>Write to helpdesk@leideninternationalcentre.nl, of Expat Centre Leiden.</p>";
    let page = json!({
        "id": "some-page",
        "position": 90,
        "live": {
            "shared": { "fields": { "kind": "page", "menu": "none" }, "outline": [{ "id": "part" }] },
            "texts": {
                "en": {
                    "title": "A page", "slug": "some-page", "summary": "About it",
                    "sections": { "part": { "text": [text] } },
                },
            },
        },
    });
    desk.portal.import(&[file(&page)]).await;
    let review = author.page("/admin/pages/some-page/publish").await;
    let found = review.texts(".lp-finding").join("\n");
    assert!(found.contains("\"Expat Centre Leiden\" is not what it is called now."), "{found}");
    assert!(found.contains("helpdesk@leideninternationalcentre.nl is typed here."), "{found}");
    let offer = review.link(".lp-finding a", "Let this section show Leiden International Centre").href;
    let chosen = author.page(offer.split('#').next().unwrap()).await;
    assert_eq!(fields(&chosen, "entry-form").get("section.part.refers_to"), "leiden-international-centre");
    let as_saved = author.page("/admin/pages/some-page").await;
    assert_eq!(fields(&as_saved, "entry-form").get("section.part.refers_to"), "", "looking changes nothing");
}
