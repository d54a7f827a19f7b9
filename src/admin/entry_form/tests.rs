//! Reading what was written gives the same body, and no field can make reading fail in any other way than by naming
//! itself.

mod bodies;
mod hours;

use proptest::prelude::*;

use self::bodies::body;
use super::*;
use crate::content::entry::{Body, Kind};

fn any_body() -> impl Strategy<Value = Body> {
    prop::sample::select(Kind::ALL).prop_flat_map(body)
}

/// What people and attackers put into fields.
fn garbage() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        Just(String::new()),
        Just("<script>".to_owned()),
        Just("2026-13-40".to_owned()),
        Just("99999999999999999999".to_owned()),
        Just("x".repeat(400)),
        "[0-9/.-]{1,10}",
    ]
}

proptest! {
    #[test]
    fn reading_what_was_written_gives_the_same_body(body in any_body()) {
        let kind = body.shared.fields.kind();
        let written = write(&body);
        prop_assert_eq!(read(&written, kind), Ok(body.normalised()), "{:#?}", written);
    }

    #[test]
    fn writing_does_not_depend_on_the_form_of_the_text(body in any_body()) {
        let kind = body.shared.fields.kind();
        let read = read(&write(&body), kind).unwrap();
        prop_assert_eq!(super::read(&write(&read), kind), Ok(read));
    }

    #[test]
    fn whatever_is_in_a_field_ends_in_a_body_or_in_errors_of_fields(
        body in any_body(),
        at in any::<prop::sample::Index>(),
        value in garbage(),
        other in prop::sample::select(Kind::ALL),
    ) {
        let kind = body.shared.fields.kind();
        let mut pairs = write(&body).into_pairs();
        let at = at.index(pairs.len());
        pairs[at].1 = value;
        let fields = Fields::from(pairs.clone());
        if let Err(errors) = read(&fields, kind) {
            prop_assert!(!errors.is_empty());
            let is_named = |error: &FieldError| {
                pairs.iter().any(|(name, _)| *name == error.field) || ["languages", "section"].contains(&error.field.as_str())
            };
            prop_assert!(errors.iter().all(is_named), "{:?}", errors);
        }
        _ = read(&fields, other);
        prop_assert_eq!(fields.pairs(), &pairs[..]);
    }

    #[test]
    fn any_names_and_values_can_be_read(
        pairs in prop::collection::vec(("(section|section\\.a|phones\\.[0-9]|en|nl|former_names\\.1|services\\.[0-9]|exceptions\\.0|holidays|languages)?\\.?[a-z.]{0,8}", garbage()), 0..20),
        button in "[a-z:-]{0,12}",
    ) {
        let mut fields = Fields::from(pairs);
        for kind in Kind::ALL.iter().copied() {
            _ = read(&fields, kind);
            propose_slugs(&mut fields, kind, false);
        }
        name_sections(&mut fields, &std::collections::BTreeSet::new());
        _ = Operation::parse(&button).map(|operation| operation.apply(&mut fields, "form"));
        sections_that_lose(&mut fields);
    }

    /// Buttons only arrange: every word that was typed is still there, unless it was removed by its own button.
    #[test]
    fn buttons_keep_what_is_typed(body in any_body(), pressed in prop::collection::vec((0..5usize, any::<prop::sample::Index>()), 1..12)) {
        let mut fields = write(&body);
        for (button, at) in pressed {
            let before = fields.clone();
            let sections: Vec<String> = before.sections().into_iter().map(str::to_owned).collect();
            let id = sections.get(at.index(sections.len().max(1))).cloned().unwrap_or_else(|| "none".to_owned());
            let word = ["section-up", "section-down", "section-duplicate", "section-remove", "add-section"][button];
            let value = if word == "add-section" { word.to_owned() } else { format!("{word}:{id}") };
            let place = Operation::parse(&value).unwrap().apply(&mut fields, "form");
            prop_assert!(place == "sections" || place.starts_with("section-"), "{}", place);
            let below = format!("section.{id}.");
            let kept = |(name, value): &&(String, String)| {
                word == "section-remove" && (name.starts_with(&below) || name == "section" && *value == id)
                    || fields.pairs().contains(&(name.clone(), value.clone()))
            };
            prop_assert!(before.pairs().iter().all(|pair| kept(&pair)), "{}", value);
            let expected = sections.len() + usize::from(button == 4 || button == 2 && !sections.is_empty())
                - usize::from(button == 3 && !sections.is_empty());
            prop_assert_eq!(fields.sections().len(), expected);
        }
    }
}

fn page(pairs: &[(&str, &str)]) -> Fields {
    let mut fields = Fields::default();
    fields.push("en.title", "Housing");
    for (name, value) in pairs {
        fields.push(*name, *value);
    }
    fields
}

fn problems(fields: &Fields, kind: Kind) -> Vec<(String, Problem)> {
    read(fields, kind)
        .err()
        .unwrap_or_default()
        .into_iter()
        .map(|error| (error.field, error.problem))
        .collect()
}

#[test]
fn sections_move_among_each_other() {
    let mut fields =
        page(&[("section", "a"), ("section.a.en.text", "1"), ("section", "b"), ("section", "c")]);
    let mut press = |button: &str| {
        let place = Operation::parse(button).unwrap().apply(&mut fields, "form");
        (fields.sections().join(" "), place)
    };
    let at = |order: &str, place: &str| (order.to_owned(), place.to_owned());
    assert_eq!(press("section-down:a"), at("b a c", "section-a"));
    assert_eq!(press("section-up:a"), at("a b c", "section-a"));
    assert_eq!(press("section-up:a"), at("a b c", "section-a"));
    assert_eq!(press("section-down:c"), at("a b c", "section-c"));
    let (_, copy) = press("section-duplicate:a");
    let copy = copy.strip_prefix("section-").unwrap();
    let (order, added) = press("add-section");
    let added = added.strip_prefix("section-").unwrap();
    assert_eq!(order, format!("a {copy} b c {added}"));
    let left = format!("{copy} b c");
    assert_eq!(press(&format!("section-remove:{added}")), at(&format!("a {left}"), "section-c"));
    assert_eq!(press("section-remove:a"), at(&left, &format!("section-{copy}")));
    assert_eq!(press("section-remove:none"), at(&left, "sections"));
    assert_eq!(fields.get(&format!("section.{copy}.en.text")), "1");
}

#[test]
fn items_are_added_and_removed() {
    let mut fields = page(&[("phones.0.number", "1"), ("phones.1.number", "2"), ("phones.1.source", "s")]);
    assert_eq!(Operation::parse("phone-remove:0").unwrap().apply(&mut fields, "form"), "phones");
    assert_eq!(Operation::parse("add-phone").unwrap().apply(&mut fields, "form"), "phones-0");
    assert_eq!(Operation::parse("add-former-name").unwrap().apply(&mut fields, "form"), "former_names-0");
    assert_eq!((fields.items("phones"), fields.items("former_names")), (vec!["1", "0"], vec!["0"]));
    for nonsense in [
        "",
        "save",
        "add-",
        "add-lamp",
        "phone-remove:x",
        "phone-remove:10000",
        "section-up:",
        "section-up:A",
        "lamp-remove:0",
    ] {
        assert_eq!(Operation::parse(nonsense), None, "{nonsense}");
    }
}

#[test]
fn a_form_has_limits() {
    let sections = |count: usize| page(&(0..count).map(|_| ("section", "")).collect::<Vec<_>>());
    let mut fields = sections(SECTIONS + 1);
    for (number, (_, value)) in fields.clone().pairs().iter().enumerate().skip(1) {
        assert_eq!(value, "");
        fields.exchange("section", "", "");
        fields = {
            let mut pairs = fields.into_pairs();
            pairs[number].1 = format!("s{number}");
            Fields::from(pairs)
        };
    }
    assert_eq!(problems(&fields, Kind::Page), [("section".to_owned(), Problem::TooManySections)]);
    assert_eq!(Operation::AddSection.apply(&mut fields, "form"), "sections");
    assert_eq!(fields.sections().len(), SECTIONS + 1);
    fields.retain(|_, value| value != "s1");
    assert_eq!(problems(&fields, Kind::Page), []);

    let text = |length: usize| {
        page(&[("section", "a"), ("section.a.nl.text", &"é".repeat(length)), ("nl.title", "t")])
    };
    assert_eq!(problems(&text(TEXT), Kind::Page), []);
    assert_eq!(
        problems(&text(TEXT + 1), Kind::Page),
        [("section.a.nl.text".to_owned(), Problem::TextTooLong)]
    );

    let phones = |count: usize| {
        let mut fields = page(&[("organisation", "other")]);
        (0..count).for_each(|number| fields.push(format!("phones.{number}.number"), "14 071"));
        fields
    };
    assert_eq!(problems(&phones(LIST_ITEMS), Kind::Contact), []);
    assert_eq!(
        problems(&phones(LIST_ITEMS + 1), Kind::Contact),
        [("phones.50".to_owned(), Problem::TooManyItems)]
    );
    assert_eq!(Operation::AddItem(Items::Phones).apply(&mut phones(LIST_ITEMS), "form"), "phones");

    let large = page(&[("unknown", &"x".repeat(SIZE))]);
    assert_eq!(problems(&large, Kind::Page), [(String::new(), Problem::TooLarge)]);
}

#[test]
fn each_field_says_what_is_wrong_with_it_in_the_order_of_the_form() {
    let fields = page(&[
        ("en.slug", "Housing!"),
        ("nl.summary", "woorden"),
        ("section", "a"),
        ("section.a.refers_to", "no such thing"),
        ("email.value", "a@b"),
        ("email.checked_on", "soon"),
        ("phones.0.number", ""),
        ("phones.0.nl.label", "vanuit het buitenland"),
        ("phones.1.number", "call me"),
        ("website.value", ""),
        ("website.source", "the brochure"),
        ("address.street", "Stationsplein 1"),
        ("address.city", ""),
        ("former_names.0.name", ""),
        ("former_names.0.from.value", "in spring"),
        ("organisation", "a club"),
        ("nl.title", ""),
    ]);
    let found = problems(&fields, Kind::Contact);
    let found: Vec<_> = found.iter().map(|(field, problem)| (field.as_str(), *problem)).collect();
    assert_eq!(
        found,
        [
            ("en.slug", Problem::Slug),
            ("section.a.refers_to", Problem::Choice),
            ("email.value", Problem::Email),
            ("email.checked_on", Problem::Day),
            ("phones.0.number", Problem::Missing),
            ("phones.1.number", Problem::Phone),
            ("website.value", Problem::FactMissing),
            ("address.city", Problem::Missing),
            ("former_names.0.name", Problem::Missing),
            ("former_names.0.from.value", Problem::Date),
            ("organisation", Problem::Choice),
            ("nl.title", Problem::TitleMissing),
        ]
    );
}

#[test]
fn a_day_may_come_first() {
    let fields = page(&[("status", "planned"), ("from", "1-9-2026"), ("until", "09/2027")]);
    let Ok(Body { shared, .. }) = read(&fields, Kind::Action) else { unreachable!("it is a good form") };
    let crate::content::entry::Fields::Action(action) = shared.fields else { unreachable!("an action") };
    let dates = [action.from, action.until].map(|date| date.map(|date| date.to_string()).unwrap_or_default());
    assert_eq!(dates, ["2026-09-01", "2027-09"]);
}
