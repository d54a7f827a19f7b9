//! What pages say to machines in the words of schema.org.

use serde_json::{Value, json};
use sqlx::PgPool;

use crate::web::crawl::crawl;
use crate::web::page::Page;
use crate::web::portal::{BASE, Portal, edited, plain};

#[sqlx::test(migrations = "./migrations")]
async fn the_municipality_is_a_government_and_the_centre_has_its_former_name(pool: PgPool) {
    let portal = Portal::starter(&pool).await;
    for (path, name) in [
        ("/en/contact/municipality-of-leiden", "Municipality of Leiden"),
        ("/nl/contact/gemeente-leiden", "Gemeente Leiden"),
    ] {
        let municipality = portal.page(path).await.json_ld_of("GovernmentOrganization");
        let expected = json!({
            "@type": "GovernmentOrganization",
            "@id": format!("{BASE}{path}#municipality-of-leiden"),
            "name": name,
        });
        assert_eq!(municipality, expected, "and nothing that is not confirmed");
    }
    for path in ["/en/contact/leiden-international-centre", "/nl/contact/leiden-international-centre"] {
        let centre = portal.page(path).await.json_ld_of("Organization");
        let expected = json!({
            "@type": "Organization",
            "@id": format!("{BASE}{path}#leiden-international-centre"),
            "name": "Leiden International Centre",
            "alternateName": ["Expat Centre Leiden"],
            "url": "https://www.leideninternationalcentre.nl/",
            "email": "helpdesk@leideninternationalcentre.nl",
        });
        assert_eq!(centre, expected);
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn every_page_says_what_it_shows(pool: PgPool) {
    for portal in [Portal::starter(&pool).await, Portal::example(&pool).await] {
        for page in crawl(&portal, &["/en", "/nl"]).await.pages() {
            let data = page.json_ld();
            assert_eq!(data["@context"], "https://schema.org");
            assert_nothing_empty(&data, &page.path);
            let own = page.json_ld_of("WebPage");
            assert_eq!(own["url"], format!("{BASE}{}", page.path));
            assert_eq!(own["inLanguage"], page.lang());
            assert_eq!(plain(own["name"].as_str().unwrap()), page.only("h1"));
            // What the program makes has changed when the clock has.
            let changed = page.has("main .lp-meta--page").then_some("2026-11-22");
            assert_eq!(own["dateModified"].as_str(), changed);
            assert_breadcrumb(&page);
        }
    }
}

/// The visible way to the page, with the page itself at its end.
fn assert_breadcrumb(page: &Page) {
    let label = if page.lang() == "en" { "You are here" } else { "U bent hier" };
    let mut visible: Vec<(String, String)> = page
        .links(&format!("nav[aria-label='{label}'] a"))
        .into_iter()
        .map(|link| (link.text, format!("{BASE}{}", link.href)))
        .collect();
    if visible.is_empty() {
        assert_eq!(page.path.len(), 3, "only a home page has no way to it");
        return;
    }
    let list = page.json_ld_of("BreadcrumbList");
    let items = list["itemListElement"].as_array().unwrap();
    let positions: Vec<_> = items.iter().map(|item| item["position"].as_u64().unwrap()).collect();
    assert!(positions.iter().copied().eq(1..=items.len() as u64), "{positions:?}");
    let mut told: Vec<(String, String)> = items
        .iter()
        .map(|item| (plain(item["name"].as_str().unwrap()), item["item"].as_str().unwrap().to_owned()))
        .collect();
    let (name, address) = told.pop().unwrap();
    assert_eq!(address, format!("{BASE}{}", page.path));
    assert!(page.only("body").contains(&name), "{}: {name}", page.path);
    assert_eq!(told, std::mem::take(&mut visible), "{}", page.path);
}

fn assert_nothing_empty(value: &Value, path: &str) {
    match value {
        Value::Null => panic!("null on {path}"),
        Value::String(text) => assert!(!text.trim().is_empty(), "an empty text on {path}"),
        Value::Array(items) => {
            assert!(!items.is_empty(), "an empty list on {path}");
            items.iter().for_each(|item| assert_nothing_empty(item, path));
        }
        Value::Object(fields) => {
            assert!(!fields.is_empty(), "an empty object on {path}");
            fields.values().for_each(|field| assert_nothing_empty(field, path));
        }
        Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Text of an editor is text, wherever it stands.
#[sqlx::test(migrations = "./migrations")]
async fn no_text_can_end_the_script_or_an_attribute(pool: PgPool) {
    const NASTY: &str = r#"</script><script>alert(1)</script> "quoted" 'single' <b>bold</b> & {{ 1 }} <!--"#;
    let portal = Portal::starter(&pool).await;
    let text = |entry: &mut Value| {
        for lang in ["en", "nl"] {
            let text = &mut entry["live"]["texts"][lang];
            text["title"] = NASTY.into();
            text["short_title"] = NASTY.into();
            text["summary"] = NASTY.into();
        }
    };
    let centre = edited("leiden-international-centre", |entry| {
        text(entry);
        entry["live"]["shared"]["fields"]["former_names"][0]["name"] = NASTY.into();
    });
    let goal = edited("goal-2", text);
    portal.import(&[edited("policy", text), edited("goals", text), centre, goal]).await;
    let told = plain(NASTY);
    for page in crawl(&portal, &["/en", "/nl"]).await.pages() {
        assert_eq!(page.elements("script").len(), 1, "{}", page.path);
        assert!(!page.has("b"), "{}", page.path);
        page.json_ld();
        assert!(page.errors().is_empty(), "{}: {:?}", page.path, page.errors());
    }
    let page = portal.page("/en/policy").await;
    assert_eq!(page.only("h1"), told);
    assert_eq!(page.attribute("meta[name=description]", "content"), NASTY);
    assert_eq!(page.json_ld_of("WebPage")["name"], NASTY);
    let page = portal.page("/en/contact/leiden-international-centre").await;
    assert_eq!(page.json_ld_of("Organization")["alternateName"], json!([NASTY]));
    let answer = portal.get("/en/policy").await;
    let script = answer.text().split("application/ld+json\">").nth(1).unwrap();
    assert!(!script.split("</script>").next().unwrap().contains('<'));
}
