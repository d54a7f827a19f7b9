//! The fields of each kind: bad input of every one is kept and named, good input is saved.

use leiden_international::accounts::editor::Role;
use leiden_international::web::Form;
use sqlx::PgPool;

use super::{form, newest, press, shown};
use crate::web::admin::kit::{Desk, Person, fields, with};

/// An entry of each kind in the example content.
async fn of_kind(pool: &PgPool, kind: &str) -> String {
    sqlx::query_scalar("select id from entry where kind = $1 order by id limit 1")
        .bind(kind)
        .fetch_one(pool)
        .await
        .unwrap()
}

/// Fields of a form with what is typed into them.
type Changes = &'static [(&'static str, &'static str)];

/// What each field refuses.
const BAD: &[(&str, Changes)] = &[
    ("page", &[("menu", "side"), ("lists", "everything")]),
    ("goal", &[("number", "0")]),
    ("goal", &[("number", "second")]),
    (
        "action",
        &[
            ("goals", "No goal"),
            ("priority", "urgent"),
            ("status", "late"),
            ("from", "soon"),
            ("until", "2026-13"),
        ],
    ),
    (
        "contact",
        &[
            ("organisation", "a club"),
            ("email.value", "a@b"),
            ("email.checked_on", "2026-02-30"),
            ("website.value", "www.leiden.nl"),
            ("phones.0.number", "call me"),
            ("address.city", ""),
            ("former_names.0.lang", "fr"),
            ("former_names.0.from.value", "long ago"),
            ("named_since.value", "long ago"),
            ("appointment.value", "call us"),
            ("languages", "klingon"),
            ("review_months", "25"),
            ("holidays.christmas", "perhaps"),
            ("holidays.short", "at noon"),
            ("services.1.mode", "by_magic"),
            ("services.1.monday", "at noon"),
            ("services.1.valid_until", "soon"),
            ("exceptions.0.from", "soon"),
            ("exceptions.0.effect", "perhaps"),
            ("former_names.0.mention_until", "2027"),
        ],
    ),
    (
        "document",
        &[
            ("url", "leiden.nl/a.pdf"),
            ("languages", "fr"),
            ("file.bytes", "big"),
            ("link_check.on", "yesterday"),
            ("link_check.works", "perhaps"),
        ],
    ),
    (
        "notice",
        &[
            ("about", "No contact"),
            ("from", ""),
            ("from", "24-12-2026"),
            ("from", "24-12-2026 25:00"),
            ("from", "28-3-2027 2:30"),
            ("until", "tomorrow at noon"),
            ("until", "16-11-2026 9:00"),
            ("until", "2026-11-16 08:59"),
        ],
    ),
    ("figure", &[("value.value", "1,5"), ("unit", "bikes"), ("date", "autumn"), ("series", "Two words")]),
];

/// A form of that kind in which every field is there.
async fn whole(anna: &Person, id: &str, kind: &str) -> Form {
    let form = form(anna, id).await;
    match kind {
        "contact" => with(
            form,
            &[
                ("phones.0.number", "14 071"),
                ("address.street", "Stationsplein 1"),
                ("address.city", "Leiden"),
                ("former_names.0.name", "Expat Centre"),
                ("former_names.0.lang", "en"),
                ("services.1.mode", "walk_in"),
                ("services.1.monday", "9-12"),
                ("services.1.valid_until", ""),
                ("exceptions.0.from", "24-12-2026"),
                ("exceptions.0.effect", "closed"),
            ],
        ),
        _ => form,
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn bad_input_of_every_field_is_kept_and_named(pool: PgPool) {
    let desk = Desk::example(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    for (kind, bad) in BAD {
        let id = of_kind(&pool, kind).await;
        let before = newest(&pool, &id).await.number;
        for (name, value) in *bad {
            let sent = whole(&anna, &id, kind).await;
            let answer = press(&anna, &id, &sent, "save", &[(name, value)]).await;
            assert_eq!(answer.status, 422, "{kind} {name}={value}: {:?}", answer.header("location"));
            let page = shown(&answer);
            let element = format!("f-{}", name.replace('.', "-"));
            let links = page.attributes(".lp-error-summary a", "href");
            assert!(links.contains(&format!("#{element}")), "{kind} {name}: {links:?}");
            assert!(page.ids().contains(&element), "{kind} {name}");
            assert!(page.has(&format!("#{element}-error")), "{kind} {name}");
            // A list of choices cannot show what it does not offer; everything else shows it.
            if !page.has(&format!("select[name='{name}'], [type=checkbox][name='{name}']")) {
                assert_eq!(fields(&page, "entry-form").get(name), *value, "{kind} {name}");
            }
        }
        assert_eq!(newest(&pool, &id).await.number, before);
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn every_field_of_every_kind_is_saved(pool: PgPool) {
    let desk = Desk::example(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let good: &[(&str, Changes, &str)] = &[
        (
            "page",
            &[("menu", "footer"), ("lists", "pages")],
            r#"{"kind":"page","lists":"pages","menu":"footer"}"#,
        ),
        ("goal", &[("number", "9")], r#"{"kind":"goal","number":9}"#),
        (
            "action",
            &[
                ("goals", "goal-2"),
                ("priority", "low"),
                ("status", "under_way"),
                ("nl.lead", "Wij"),
                ("en.lead", ""),
                ("from", "2026"),
                ("until", "1-9-2027"),
            ],
            r#"{"from":"2026","goals":["goal-2"],"kind":"action","lead":{"en":null,"nl":"Wij"},"priority":"low","status":"under_way","until":"2027-09-01"}"#,
        ),
        (
            "document",
            &[
                ("url", "https://leiden.nl/b.pdf"),
                ("languages", "nl"),
                ("file.format", "PDF"),
                ("file.bytes", "1,2 MB"),
                ("link_check.on", "22-11-2026"),
                ("link_check.works", "false"),
            ],
            r#"{"file":{"bytes":1200000,"format":"PDF"},"kind":"document","languages":["nl"],"link_check":{"on":"2026-11-22","works":false},"url":"https://leiden.nl/b.pdf"}"#,
        ),
        (
            "notice",
            &[
                ("about", "municipality-of-leiden"),
                ("from", "24-12-2026 13:00"),
                ("until", "2027-01-02 9:30"),
                ("closes", "on"),
            ],
            r#"{"about":"municipality-of-leiden","closes":true,"from":"2026-12-24T13:00","kind":"notice","until":"2027-01-02T09:30"}"#,
        ),
        (
            "notice",
            &[("about", ""), ("closes", ""), ("from", "24/12/2026 13.00"), ("until", "2027-01-02T09:30")],
            r#"{"from":"2026-12-24T13:00","kind":"notice","until":"2027-01-02T09:30"}"#,
        ),
        (
            "figure",
            &[
                ("value.value", "13.1"),
                ("value.source", "CBS"),
                ("value.checked_on", "2026-11-22"),
                ("value.unconfirmed", "on"),
                ("unit", "percent"),
                ("date", "11-2026"),
                ("nl.occasion", ""),
                ("en.occasion", ""),
                ("series", "share"),
            ],
            r#"{"date":"2026-11","kind":"figure","series":"share","unit":"percent","value":{"checked_on":"2026-11-22","source":"CBS","unconfirmed":true,"value":"13.1"}}"#,
        ),
    ];
    for (kind, changes, expected) in good {
        let id = of_kind(&pool, kind).await;
        let answer = press(&anna, &id, &form(&anna, &id).await, "save", changes).await;
        assert_eq!(answer.status, 303, "{kind}: {}", answer.text());
        let fields = serde_json::to_value(newest(&pool, &id).await.body.shared.fields).unwrap();
        assert_eq!(fields.to_string(), *expected);
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn the_details_of_a_contact_are_saved_each_with_its_source(pool: PgPool) {
    let desk = Desk::example(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let id = of_kind(&pool, "contact").await;
    let mut sent = form(&anna, &id).await;
    sent.0.retain(|(name, _)| ["phones.", "former_names."].iter().all(|list| !name.starts_with(list)));
    let changes = [
        ("organisation", "other"),
        ("email.value", "info@leiden.example"),
        ("email.source", "the brochure"),
        ("email.checked_on", "22-11-2026"),
        ("website.value", "https://leiden.example/"),
        ("website.unconfirmed", "on"),
        ("phones.3.number", "14 071"),
        ("phones.3.en.label", "from the Netherlands"),
        ("phones.1.number", "+31 71 123 4567"),
        ("address.street", "Stationsplein 1"),
        ("address.postcode", "2312 AJ"),
        ("address.city", "Leiden"),
        ("former_names.0.name", "Expat Centre"),
        ("former_names.0.lang", "en"),
        ("former_names.0.until.value", "2023"),
        ("former_names.0.until.source", "a newspaper"),
        ("former_names.0.mention_until", "31-12-2027"),
    ];
    let answer = press(&anna, &id, &sent, "save", &changes).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
    let saved = serde_json::to_value(newest(&pool, &id).await.body.shared.fields).unwrap();
    assert_eq!(saved["email"]["source"], "the brochure");
    assert_eq!(saved["website"]["unconfirmed"], true);
    assert_eq!(saved["phones"][0]["value"]["label"]["en"], "from the Netherlands");
    assert_eq!(saved["phones"][1]["value"]["number"], "+31 71 123 4567");
    assert_eq!(saved["address"]["value"]["postcode"], "2312 AJ");
    assert_eq!(saved["former_names"][0]["until"]["source"], "a newspaper");
    assert_eq!(saved["former_names"][0]["mention_until"], "2027-12-31");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_notice_on_every_page_closes_nothing(pool: PgPool) {
    let desk = Desk::example(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let id = of_kind(&pool, "notice").await;
    let sent = form(&anna, &id).await;
    let answer = press(&anna, &id, &sent, "save", &[("about", ""), ("closes", "on")]).await;
    assert_eq!(answer.status, 422);
    let page = shown(&answer);
    assert_eq!(page.attributes(".lp-error-summary a", "href"), ["#f-about"]);
    assert!(page.has("#f-closes[checked]"), "what was ticked stays ticked");
    assert_eq!(page.texts("select[name=about] option")[0], "All pages");
}
