//! What is different between two versions, word by word.

use leiden_international::content::comparison::{Change, SpanKind, compare, spans};
use leiden_international::content::unit::{Attribute, Unit};
use leiden_international::lang::Lang::{En, Nl};
use proptest::prelude::*;
use serde_json::json;

use crate::content::support::Draft;

fn base() -> Draft {
    Draft::page("base").says("a", "The desk is open on Monday.").says("b", "two")
}

/// The words with marks: `[-removed-]`, `[+added+]`.
fn marked(change: &Change) -> String {
    let mark = |kind, text: &str| match kind {
        SpanKind::Same => text.to_owned(),
        SpanKind::Removed => format!("[-{text}-]"),
        SpanKind::Added => format!("[+{text}+]"),
    };
    change.spans.iter().map(|span| mark(span.kind, &span.text)).collect()
}

fn compared(old: &Draft, new: &Draft) -> Vec<(Unit, String)> {
    compare(&old.0, &new.0).iter().map(|change| (change.unit.clone(), marked(change))).collect()
}

fn section(name: &str) -> leiden_international::ids::SectionId {
    name.to_owned().try_into().unwrap()
}

#[test]
fn words_are_marked_where_they_changed_and_nowhere_else() {
    assert_eq!(compared(&base(), &base()), []);
    let new = base().says_in(En, "a", "The desk is open on Tuesday and Friday.").title(Nl, "Nieuw");
    assert_eq!(
        compared(&base(), &new),
        [
            (Unit::Title(Nl), "[-base (nl)-][+Nieuw+]".to_owned()),
            (
                Unit::Words(section("a"), En),
                "The desk is open on [-Monday-][+Tuesday and Friday+].".to_owned()
            ),
        ]
    );
}

#[test]
fn links_structure_fields_and_places_are_compared_too() {
    let link = |href: &str| Draft::page("base").says("a", &format!(r#"<a href="{href}">desk</a>"#));
    assert_eq!(
        compared(&link("https://a.nl"), &link("https://b.nl")),
        [En, Nl]
            .map(|lang| { (Unit::Words(section("a"), lang), "desk [https://[-a.nl-][+b.nl+]]".to_owned()) })
    );
    let shown = base().shows("b", "contact").unconfirmed("a").says("c", "three");
    let [order, unconfirmed, shows, ..] = &compared(&base(), &shown)[..] else { panic!() };
    assert_eq!(order, &(Unit::Order, "a\nb[+\nc+]".to_owned()));
    assert_eq!(unconfirmed, &(Unit::Attribute(section("a"), Attribute::Unconfirmed), "[+true+]".to_owned()));
    assert_eq!(shows, &(Unit::Attribute(section("b"), Attribute::RefersTo), "[+contact+]".to_owned()));
    let contact = |number: &str| {
        Draft::contact("c", json!({ "organisation": "other", "phones": [{ "value": { "number": number } }] }))
    };
    assert_eq!(
        compared(&contact("14 071"), &contact("14 072")),
        [(Unit::Field("phones.0.value.number".to_owned()), "14 [-071-][+072+]".to_owned())]
    );
}

proptest! {
    #[test]
    fn each_column_is_its_version(old in "[a-c .\n]{0,30}", new in "[a-c .\n]{0,30}") {
        let change = Change { unit: Unit::Order, spans: spans(&old, &new) };
        let columns = change.columns().map(|column| {
            column.iter().map(|span| span.text.as_str()).collect::<String>()
        });
        prop_assert_eq!(columns, [old, new]);
        prop_assert!(change.spans.windows(2).all(|pair| pair[0].kind != pair[1].kind));
    }
}
