//! What a saved version changes on other pages: shown before it is published, and written in their histories after.

use leiden_international::accounts::editor::Role;
use leiden_international::content::entry::Fields;
use serde_json::json;
use sqlx::PgPool;

use super::kit::{Desk, Person, fields, with};
use super::publish::save;
use crate::web::crawl::crawl;
use crate::web::page::Page;
use crate::web::portal::{edited, file};

const CENTRE: &str = "leiden-international-centre";
const OLD: &str = "071 000 0017";
const NEW: &str = "071 000 0018";

/// A portal on which the centre has a phone number that nobody else has.
async fn with_phone(pool: &PgPool) -> Desk {
    let desk = Desk::starter(pool).await;
    let centre = edited(CENTRE, |entry| {
        entry["live"]["shared"]["fields"]["phones"] = json!([{ "value": { "number": OLD } }]);
    });
    desk.portal.import(&[centre]).await;
    desk
}

/// Saves the form of an entry with these changes, and returns the page that it leads to.
async fn saved(person: &Person, id: &str, changes: &[(&str, &str)]) -> Page {
    let path = format!("/admin/pages/{id}");
    let form = fields(&person.page(&path).await, "entry-form");
    let answer = person.post_form(&path, &with(with(form, changes), &[("do", "save")])).await;
    person.follow(&answer).await
}

/// The places that are named, each with its language.
fn places(page: &Page) -> Vec<String> {
    page.texts("#impact .lp-change__title")
}

/// The lines of one side of the changes in a language, without the words that are read aloud about them.
fn said(page: &Page, lang: &str, mark: &str) -> Vec<String> {
    let words = |text: String| {
        text.replace("removed:", "").replace("added:", "").replace("end.", "").trim().to_owned()
    };
    page.texts(&format!("#impact [data-lang={lang}] {mark}")).into_iter().map(words).collect()
}

async fn publish(person: &Person, id: &str) {
    let path = format!("/admin/pages/{id}/publish");
    let form = fields(&person.page(&path).await, "publish-form");
    let answer = person.post_form(&path, &with(form, &[("seen", "on")])).await;
    assert_eq!(
        answer.header("location"),
        Some(format!("{path}?done=published").as_str()),
        "{}",
        answer.text()
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn a_saved_number_is_shown_before_and_after_in_every_place(pool: PgPool) {
    let desk = with_phone(&pool).await;
    let petra = desk.person("petra", Role::Publisher).await;
    let page = saved(&petra, CENTRE, &[("phones.0.number", NEW)]).await;
    let expected = [
        "Contact: English",
        "Contact: Dutch",
        "Leiden, an international society: English",
        "Leiden, an international society: Dutch",
    ];
    assert_eq!(places(&page), expected, "what only links to it does not change");
    for lang in ["en", "nl"] {
        assert_eq!(said(&page, lang, "del"), ["0017", "0017"], "{lang}");
        assert_eq!(said(&page, lang, "ins"), ["0018", "0018"], "{lang}");
    }
    assert_eq!(
        page.attributes("#impact .lp-words", "lang"),
        ["en", "en", "nl", "nl", "en", "en", "nl", "nl"]
    );
    assert_eq!(
        page.attributes("#impact .lp-change__title a", "href"),
        ["/en/contact", "/nl/contact", "/en", "/nl"]
    );
    assert!(page.only("#impact").contains("2 other pages change."));
    let asked = petra.page(&format!("/admin/pages/{CENTRE}/publish")).await;
    assert_eq!(places(&asked), expected, "and before the decision");
    assert!(
        !petra.page(&format!("/admin/pages/{CENTRE}")).await.has("#impact"),
        "not while nothing was saved"
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn publishing_changes_every_place_and_leaves_a_line_in_each_history(pool: PgPool) {
    let desk = with_phone(&pool).await;
    let petra = desk.person("petra", Role::Publisher).await;
    let showing = async |number: &str| {
        let pages = crawl(&desk.portal, &["/en", "/nl"]).await.pages();
        let shows = |page: &&Page| page.only("body").contains(number);
        pages.iter().filter(shows).map(|page| page.path.clone()).collect::<Vec<_>>()
    };
    let old = showing(OLD).await;
    assert_eq!(old.len(), 6, "{old:?}");
    saved(&petra, CENTRE, &[("phones.0.number", NEW)]).await;
    publish(&petra, CENTRE).await;
    desk.portal.renew().await;
    assert_eq!((showing(NEW).await, showing(OLD).await), (old, vec![]));

    let line = "Contact “Leiden International Centre”, which this page shows, lists or links to, was published \
        (version 3): petra, 22 Nov 2026";
    for page in ["home", "contact", "documents"] {
        let history = petra.page(&format!("/admin/pages/{page}/history")).await;
        let lines: Vec<_> =
            history.texts("#versions strong").into_iter().filter(|words| words.contains("petra")).collect();
        assert_eq!(lines.len(), 1, "{page}: {lines:?}");
        assert!(lines[0].replace(['“', '”'], "\"").starts_with(&line.replace(['“', '”'], "\"")), "{lines:?}");
        let links = history.attributes("#versions .lp-meta a", "href");
        assert_eq!(links[0], format!("/admin/pages/{CENTRE}/history#version-3"));
    }
    for page in ["about", CENTRE] {
        let history = petra.page(&format!("/admin/pages/{page}/history")).await;
        assert!(!history.only("#versions").contains("which this page shows"), "{page}");
    }
    let asked = petra.page(&format!("/admin/pages/{CENTRE}/publish")).await;
    assert_eq!(places(&asked), [""; 0], "now it is so");
    assert!(asked.only("#impact").contains("Nothing."));
}

#[sqlx::test(migrations = "./migrations")]
async fn what_nobody_else_shows_changes_nothing_elsewhere(pool: PgPool) {
    let desk = with_phone(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let page = saved(&anna, CENTRE, &[("phones.0.source", "https://www.example.org/source")]).await;
    assert_eq!(places(&page), [""; 0], "a source is on its own page alone, and a date is no change");
    assert!(page.only("#impact").contains("Nothing."));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_figure_is_shown_where_it_is_quoted_and_listed(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let page = saved(&anna, "foreign-nationality-2020", &[("value.value", "99")]).await;
    let quoted = "Leiden, an international society: English";
    assert!(places(&page).contains(&quoted.to_owned()), "{:?}", places(&page));
    assert!(page.only("#impact").contains("of the people in Leiden have a foreign nationality"));
    assert!(said(&page, "en", "ins").iter().any(|words| words.contains("99")));
    assert_eq!(places(&page).len() % 2, 0, "both languages: {:?}", places(&page));
}

#[sqlx::test(migrations = "./migrations")]
async fn what_stands_on_every_page_is_said_once(pool: PgPool) {
    let desk = with_phone(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let page = saved(&anna, CENTRE, &[("email.value", "desk@example.org")]).await;
    assert_eq!(
        places(&page)[..2],
        ["At the top and bottom of every page: English", "At the top and bottom of every page: Dutch"]
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn a_new_name_is_shown_in_breadcrumbs_and_lists(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let page = saved(&anna, "policy", &[("en.short_title", "The vision")]).await;
    for place in ["At the top and bottom of every page", "The four goals", "Attract talent"] {
        assert!(places(&page).contains(&format!("{place}: English")), "{place}: {:?}", places(&page));
    }
    assert!(said(&page, "en", "ins").iter().all(|words| words.contains("vision")), "and nothing else");
    assert_eq!(said(&page, "nl", "del"), [""; 0], "no word of the other language goes");
}

#[sqlx::test(migrations = "./migrations")]
async fn very_many_pages_are_counted(pool: PgPool) {
    let desk = with_phone(&pool).await;
    let pages: Vec<_> = (0..52)
        .map(|number| {
            file(&json!({
                "id": format!("place-{number}"), "parent": "about", "position": number,
                "live": {
                    "shared": {
                        "fields": { "kind": "page", "menu": "none" },
                        "outline": [{ "id": "who", "refers_to": CENTRE }],
                    },
                    "texts": { "en": { "title": format!("Place {number}"), "slug": format!("place-{number}") } },
                },
            }))
        })
        .collect();
    desk.portal.import(&pages).await;
    let anna = desk.person("anna", Role::Author).await;
    let page = saved(&anna, CENTRE, &[("phones.0.number", NEW)]).await;
    assert_eq!(page.elements("#impact details").len(), 50);
    assert!(!page.has("#impact details[open]"), "folded up");
    assert!(page.only("#impact").contains("50 other pages change."));
    assert!(
        page.only("#impact").contains("more pages show, link to or list it. They are not compared here.")
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn an_end_that_has_come_shows_the_successor(pool: PgPool) {
    let desk = with_phone(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    save(&pool, CENTRE, |body| {
        let Fields::Contact(contact) = &mut body.shared.fields else { panic!() };
        let end = json!({ "on": "2026-11-22", "successor": "municipality-of-leiden" });
        contact.end = Some(serde_json::from_value(end).unwrap());
    })
    .await;
    let page = anna.page(&format!("/admin/pages/{CENTRE}/publish")).await;
    assert!(said(&page, "en", "del").iter().any(|words| words.contains("Centre")));
    assert!(said(&page, "en", "ins").iter().any(|words| words.contains("Municipality")));
    assert!(places(&page).iter().any(|place| place.starts_with("Contact: ")), "the list leaves it out");
}

/// A notice on the centre, or on every page, that runs now, as it is stored.
fn notice(about: Option<&str>) -> serde_json::Value {
    json!({
        "id": "a-fault",
        "position": 10,
        "draft": {
            "shared": {
                "fields": { "kind": "notice", "about": about, "from": "2026-11-22T09:00", "until": "2026-11-22T17:00" },
            },
            "texts": { "en": { "title": "The desk is shut" }, "nl": { "title": "De balie is dicht" } },
        },
    })
}

#[sqlx::test(migrations = "./migrations")]
async fn a_notice_changes_the_pages_of_its_contact_point_and_their_histories(pool: PgPool) {
    let desk = with_phone(&pool).await;
    let petra = desk.person("petra", Role::Publisher).await;
    desk.portal.import(&[file(&notice(Some(CENTRE)))]).await;
    let asked = petra.page("/admin/pages/a-fault/publish").await;
    let names = ["Leiden International Centre", "Contact", "Leiden, an international society"];
    for name in names {
        for lang in ["English", "Dutch"] {
            assert!(places(&asked).contains(&format!("{name}: {lang}")), "{name}: {:?}", places(&asked));
        }
    }
    assert!(said(&asked, "nl", "ins").iter().all(|words| words.contains("De balie is dicht")));
    let lines = async |words: &str| {
        let mut found = Vec::new();
        for page in [CENTRE, "contact", "home", "policy"] {
            let history = petra.page(&format!("/admin/pages/{page}/history")).await;
            found.push(history.texts("#versions strong").iter().filter(|line| line.contains(words)).count());
        }
        found
    };
    let done = "which this page shows, lists or links to, was published";
    publish(&petra, "a-fault").await;
    assert_eq!(lines(done).await, [1, 1, 1, 0]);

    let form = fields(&petra.page("/admin/pages/a-fault/withdraw").await, "withdraw-form");
    let answer = petra
        .post_form("/admin/pages/a-fault/withdraw", &with(form, &[("en.reason", "x"), ("nl.reason", "y")]))
        .await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    assert_eq!(lines("was withdrawn").await, [1, 1, 1, 0]);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_notice_on_every_page_is_shown_once(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    desk.portal.import(&[file(&notice(None))]).await;
    let page = saved(&anna, "a-fault", &[("en.title", "The telephone is out of order")]).await;
    let expected =
        ["At the top and bottom of every page: English", "At the top and bottom of every page: Dutch"];
    assert_eq!(places(&page), expected);
    assert!(said(&page, "en", "ins").concat().contains("The telephone is out of order"));
}
