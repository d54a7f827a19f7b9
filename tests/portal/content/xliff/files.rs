//! The file that goes out, and files as the tools of the trade write them back: `tests/portal/fixtures/xliff` is made by hand
//! in their manner.

use std::collections::BTreeSet;

use leiden_international::content::passage::Passage;
use leiden_international::content::xliff::{Export, Place, export};
use leiden_international::lang::Lang::{En, Nl};

use super::{
    INTO_DUTCH, agreed, exported, only_entry, planned, renting, returned, said, section, taken, unread,
};
use crate::content::support::{Draft, id};

fn passage(name: &str) -> Passage {
    name.to_owned().try_into().unwrap()
}

#[test]
fn the_file_holds_each_text_with_its_present_translation() {
    let file = exported(&renting().0, INTO_DUTCH);
    let start = r#"<?xml version="1.0" encoding="UTF-8"?>
<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">
<file original="renting?revision=3" source-language="en" target-language="nl" datatype="plaintext">
<body>
<trans-unit id="@title" restype="x-line" maxwidth="300" size-unit="char">
<source>Renting</source>
<target state="needs-review-translation">Huren</target>
</trans-unit>
<trans-unit id="@summary" restype="x-line" maxwidth="300" size-unit="char">
<source>A home &amp; more</source>
</trans-unit>
"#;
    assert!(file.starts_with(start), "{file}");
    let block = r#"<trans-unit id="who/1" restype="x-paragraph">
<source>Call <g id="1" ctype="bold">us</g> or <g id="2" ctype="link" equiv-text="https://example.org/en">write</g>.</source>
<target state="needs-review-translation">Bel <g id="1" ctype="bold">ons</g> of <g id="2" ctype="link" equiv-text="https://example.org/nl">schrijf</g>.</target>
</trans-unit>
"#;
    assert!(file.contains(block), "{file}");
    assert!(file.contains(r#"<source><x id="1" ctype="x-figure" equiv-text="share"/> of all</source>"#));
    // Its blocks are others in Dutch, so there is nothing to put beside each.
    assert!(file.contains(
        "<trans-unit id=\"where/1\" restype=\"x-paragraph\">\n<source>Here.</source>\n</trans-unit>"
    ));
}

#[test]
fn only_what_is_wanted_goes_out() {
    let body = renting().0;
    let wanted = BTreeSet::from([passage("@title"), passage("when")]);
    let (first, second) = (id("renting"), id("second"));
    let none = BTreeSet::new();
    let exports = [
        Export { entry: &first, revision: 3, body: &body, passages: Some(&wanted) },
        Export { entry: &second, revision: 1, body: &body, passages: Some(&none) },
    ];
    let entry = only_entry(&export(&exports, INTO_DUTCH, |_| Vec::new()).unwrap());
    let units: Vec<&str> = entry.units.iter().map(|unit| &*unit.id).collect();
    assert_eq!(units, ["@title", "when/heading", "when/1"]);
    assert_eq!((&entry.entry, entry.revision), (&first, 3));
    assert_eq!(export(&exports[1..], INTO_DUTCH, |_| Vec::new()), None, "a file has something in it");
}

#[test]
fn several_entries_go_in_one_file() {
    let (body, other) = (renting().0, Draft::page("other").0);
    let (first, second) = (id("renting"), id("other"));
    let exports = [
        Export { entry: &first, revision: 3, body: &body, passages: None },
        Export { entry: &second, revision: 12, body: &other, passages: None },
    ];
    let back = returned(&export(&exports, INTO_DUTCH, |_| Vec::new()).unwrap());
    let found: Vec<_> = back.entries.iter().map(|entry| (entry.entry.as_str(), entry.revision)).collect();
    assert_eq!(found, [("renting", 3), ("other", 12)]);
    assert_eq!(back.langs, INTO_DUTCH);
}

#[test]
fn either_language_may_lead() {
    let file = exported(&renting().0, super::Languages { from: Nl, to: En });
    assert!(
        file.contains("<source>Huren</source>\n<target state=\"needs-review-translation\">Renting</target>")
    );
    assert!(!file.contains("\"when/1\""), "it says nothing in Dutch");
}

#[test]
fn a_note_stands_with_the_unit_that_it_is_about() {
    let body = renting().0;
    let notes = |place: &Place<'_>| {
        let unlike = place.unlike.map(|text| format!("now: {text}"));
        place
            .is_first
            .then(|| format!("<{}>", place.part.passage().as_str()))
            .into_iter()
            .chain(unlike)
            .collect()
    };
    let export_of = Export { entry: &id("renting"), revision: 3, body: &body, passages: None };
    let file = export(&[export_of], INTO_DUTCH, notes).unwrap();
    assert!(
        file.contains(
            "<source>Here.</source>\n<note>&lt;where&gt;</note>\n<note>now: Hier en daar.</note>\n"
        )
    );
    assert!(file.contains("<source>There.</source>\n</trans-unit>"), "{file}");
    // Notes change nothing on the way back.
    assert_eq!(planned(&file, &body).taken, []);
}

#[test]
fn lines_of_the_fields_are_translated_too() {
    let mut action = Draft::action(&[]);
    let lead = serde_json::json!({ "kind": "action", "goals": [], "status": "planned", "lead": { "en": "The city" } });
    action.0.shared.fields = serde_json::from_value(lead).unwrap();
    let file = super::translated(&exported(&action.0, INTO_DUTCH), "@lead", "De stad");
    let plan = planned(&file, &action.0);
    assert_eq!(taken(&plan), [("@lead".to_owned(), "De stad")]);
    let phones = serde_json::json!([
        { "value": { "number": "14 071" } },
        { "value": { "number": "112", "label": { "en": "Emergency", "nl": "Nood" } } }
    ]);
    let contact = Draft::contact("c", serde_json::json!({ "organisation": "government", "phones": phones }));
    let file = super::translated(&exported(&contact.0, INTO_DUTCH), "@phone-2", "Alarm");
    assert_eq!(taken(&planned(&file, &contact.0)), [("@phone-2".to_owned(), "Alarm")]);
}

#[test]
fn what_okapi_and_omegat_write() {
    let body = renting().0;
    let plan = planned(include_str!("../../fixtures/xliff/okapi.xlf"), &body);
    assert_eq!(
        taken(&plan),
        [
            ("@summary".to_owned(), "Een woning & meer"),
            ("where".to_owned(), "<p>Hier.</p>\n<p>Daar. En daar.</p>"),
            ("when".to_owned(), r#"<p>Nu, <a href="entry:contact">straks</a><br>of later</p>"#),
        ]
    );
    // The heading of the section `when` is not translated, so that section does not say the same yet.
    assert_eq!(agreed(&plan), ["@summary", "where"]);
    assert_eq!((unread(&plan), plan.conflicts.len()), (vec![], 0));
    // The title is as it was, and the heading was only copied.
    assert_eq!(plan.unchanged, 2);
}

#[test]
fn what_poedit_writes() {
    let plan = planned(include_str!("../../fixtures/xliff/poedit.xlf"), &renting().0);
    let who = "<p><a href=\"https://example.org/nl\">Schrijf</a> of bel <strong>ons</strong>.</p>\n\
               <ul><li><data value=\"share\"></data> van allen</li><li>2026</li></ul>";
    assert_eq!(taken(&plan), [("@title".to_owned(), "Een woning huren"), ("who".to_owned(), who)]);
    assert_eq!((unread(&plan), plan.unchanged), (vec![], 3));
    // A unit of the section `who` still waits for review.
    assert_eq!(agreed(&plan), ["@title"]);
}

#[test]
fn what_memoq_writes() {
    let body = renting().0;
    let file = include_str!("../../fixtures/xliff/memoq.xlf");
    let as_windows_does = format!("\u{feff}{}", file.replace('\n', "\r\n"));
    for file in [file, &as_windows_does] {
        let plan = planned(file, &body);
        // A word that is declared done is a translation, though it is that of the source.
        assert_eq!(
            taken(&plan),
            [("@title".to_owned(), "Renting"), ("@summary".to_owned(), "Een\u{a0}woning & meer")]
        );
        assert_eq!(agreed(&plan), ["@title", "@summary"]);
        assert_eq!(
            unread(&plan),
            [
                ("where/1", "the element bpt is not known".to_owned(), "Hier <b>dus</b>."),
                ("where/2", "other units of the same text are not translated".to_owned(), "Daar."),
            ]
        );
        assert_eq!(said(&plan.body, &super::Part::Words(section("where")), Nl), "<p>Hier en daar.</p>");
    }
}
