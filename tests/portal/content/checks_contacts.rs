//! What the checks know of contacts: old names and typed details, each with a bad sample and a good one.

use leiden_international::content::checks::{Finding, Known, Rule, Severity, Typed, check};
use leiden_international::content::entry::SectionText;
use leiden_international::content::rich_text::RichText;
use leiden_international::content::unit::Unit;
use leiden_international::ids::SectionId;
use leiden_international::lang::Lang::{self, En, Nl};
use serde_json::json;
use sqlx::PgPool;

use crate::content::support::{BOTH, Draft, Site, id, line};

fn section() -> SectionId {
    "s".to_owned().try_into().unwrap()
}

/// A page with that text in one section.
fn page(lang: Lang, html: &str) -> Draft {
    let mut draft = Draft::page("a").summary(En, "About it").summary(Nl, "Erover").says("s", "x");
    let words = SectionText { heading: None, text: RichText::sanitised(html) };
    draft.0.texts.get_mut(lang).as_mut().unwrap().sections.insert(section(), words);
    draft
}

/// A centre that has all that can be typed, and a town hall that shares its website.
async fn known(pool: &PgPool) -> Known {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    let centre = json!({
        "organisation": "other",
        "former_names": [{ "name": "Old Centre Leiden" }],
        "aliases": [{ "name": "Old Centre" }, { "name": "New Center", "misspelling": true }],
        "phones": [
            { "value": { "number": "071 000 0000" } },
            { "value": { "number": "14 071" } },
            { "value": { "number": "071 000 0009" }, "unconfirmed": true },
        ],
        "email": { "value": "centre@example.org" },
        "website": { "value": "https://www.centre.example.org/" },
        "address": { "value": { "street": "Voorbeeldstraat 1", "postcode": "2300 XX", "city": "Leiden" } },
    });
    let centre = Draft::contact("centre", centre).title(En, "New Centre").title(Nl, "Nieuw Centrum");
    site.publish("centre", centre).await;
    Known::of(&site.published().await)
}

fn rules(known: &Known, entry: &str, draft: &Draft, lang: Lang) -> Vec<Rule> {
    check(&id(entry), &draft.0, lang, known).into_iter().map(|finding| finding.rule).collect()
}

fn old_name(old: &str, name: &str) -> Rule {
    Rule::OldName { old: old.to_owned(), name: name.to_owned() }
}

fn typed(detail: Typed, typed: &str) -> Rule {
    Rule::TypedDetail {
        detail,
        typed: typed.to_owned(),
        contact: id("centre"),
        name: "New Centre".to_owned(),
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn old_names_are_found_in_new_text(pool: PgPool) {
    let known = known(&pool).await;
    for (html, old) in [
        ("<p>Ask Old Centre Leiden.</p>", "Old Centre Leiden"),
        ("<p>Ask the OLD CENTRE!</p>", "Old Centre"),
        ("<ul><li>the <strong>Old</strong> Centre</li></ul>", "Old Centre"),
        ("<p>Ask New Center.</p>", "New Center"),
        ("<p>New Centre</p><p>formerly</p><p>Old Centre</p>", "Old Centre"),
    ] {
        assert_eq!(rules(&known, "a", &page(En, html), En), [old_name(old, "New Centre")], "{html}");
    }
    let dutch = page(Nl, "<p>Vraag het aan Old Centre.</p>");
    assert_eq!(rules(&known, "a", &dutch, Nl), [old_name("Old Centre", "Nieuw Centrum")]);
    for html in [
        "<p>Ask New Centre.</p>",
        "<p>New Centre (formerly Old Centre Leiden) is open.</p>",
        "<p>Older Centres</p>",
        "<p>The old centre-right</p>",
    ] {
        let found = rules(&known, "a", &page(En, html), En);
        assert_eq!(found.is_empty(), !html.contains("centre-right"), "{html}: {found:?}");
    }
    let dutch = page(Nl, "<p>Nieuw Centrum, voorheen Old Centre, is open.</p>");
    assert_eq!(rules(&known, "a", &dutch, Nl), []);
}

#[sqlx::test(migrations = "./migrations")]
async fn titles_headings_and_summaries_are_looked_at_too(pool: PgPool) {
    let known = known(&pool).await;
    let mut draft = page(En, "<p>Fine.</p>").title(En, "Old Centre").summary(En, "About the Old Centre");
    let text = draft.0.texts.get_mut(En).as_mut().unwrap();
    text.sections.get_mut(&section()).unwrap().heading = Some(line("Old Centre Leiden"));
    let found = check(&id("a"), &draft.0, En, &known);
    let places: Vec<_> = found.iter().map(|finding| finding.unit.clone()).collect();
    assert_eq!(places, [Unit::Title(En), Unit::Summary(En), Unit::Heading(section(), En)]);
    assert!(found.iter().all(|finding| finding.severity() == Severity::Warning));
}

#[sqlx::test(migrations = "./migrations")]
async fn typed_details_are_found_however_they_are_written(pool: PgPool) {
    let known = known(&pool).await;
    for (html, rule) in [
        ("<p>Call 071 000 0000.</p>", typed(Typed::Phone, "071 000 0000")),
        ("<p>Call 071-0000000.</p>", typed(Typed::Phone, "071-0000000")),
        ("<p>Call +31 71 000 00 00.</p>", typed(Typed::Phone, "+31 71 000 00 00")),
        ("<p>Call 0031 71 0000000.</p>", typed(Typed::Phone, "0031 71 0000000")),
        ("<p>Call 14 071.</p>", typed(Typed::Phone, "14 071")),
        ("<p>Write to Centre@Example.org.</p>", typed(Typed::Email, "Centre@Example.org")),
        (
            r#"<p><a href="mailto:centre@example.org">Write</a></p>"#,
            typed(Typed::Email, "centre@example.org"),
        ),
        ("<p>See www.centre.example.org</p>", typed(Typed::Website, "www.centre.example.org")),
        (
            r#"<p>See <a href="http://centre.example.org">its site</a></p>"#,
            typed(Typed::Website, "http://centre.example.org"),
        ),
        ("<p>Come to Voorbeeldstraat 1 in Leiden.</p>", typed(Typed::Address, "Voorbeeldstraat 1")),
    ] {
        let found = check(&id("a"), &page(En, html).0, En, &known);
        assert_eq!(found, [Finding { unit: Unit::Words(section(), En), rule }], "{html}");
        assert_eq!(found[0].severity(), Severity::Warning);
    }
    for html in [
        "<p>Call 071 000 0001, or 071 000 0009.</p>",
        "<p>Write to other@example.org.</p>",
        "<p>See https://www.centre.example.org/hours</p>",
        "<p>Come to Voorbeeldstraat 11.</p>",
        r#"<p><a href="entry:centre">New Centre</a></p>"#,
    ] {
        assert_eq!(rules(&known, "a", &page(En, html), En), [], "{html}");
    }
    let summary = page(En, "<p>Fine.</p>").summary(En, "Call 071 000 0000");
    assert_eq!(rules(&known, "a", &summary, En), [typed(Typed::Phone, "071 000 0000")]);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_contact_may_say_its_own_details(pool: PgPool) {
    let known = known(&pool).await;
    let html = "<p>Call 071 000 0000, or come to Voorbeeldstraat 1.</p>";
    assert_eq!(rules(&known, "centre", &page(En, html), En), []);
    assert_eq!(rules(&known, "a", &page(En, html), En).len(), 2);
    for lang in BOTH {
        assert_eq!(rules(&Known::default(), "a", &page(*lang, html), *lang), [], "nothing is known");
    }
}
