//! What was changed here while the translator was at work, and what a translator can get wrong.

use leiden_international::content::agreement::{self, Agreement};
use leiden_international::content::entry::Fields;
use leiden_international::content::xliff::{Conflict, Part, Plan, plan};
use leiden_international::lang::Lang::{En, Nl};
use proptest::prelude::*;
use serde_json::json;

use super::{
    INTO_DUTCH, agreed, exported, only_entry, planned, renting, returned, said, says_html, section, taken,
    translated, unread, with,
};
use crate::content::support::Draft;

const TITLE: &str = "<target state=\"needs-review-translation\">Huren</target>";

fn file() -> String {
    exported(&renting().0, INTO_DUTCH)
}

/// What becomes of a file when someone has saved this since.
fn after(file: &str, newest: &Draft) -> Plan {
    plan(&only_entry(file), returned(file).langs, &renting().0, &newest.0)
}

fn title() -> Part {
    Part::Line("@title".to_owned().try_into().unwrap())
}

#[test]
fn what_was_changed_here_stays_and_is_shown_beside_what_came_back() {
    let back = with(&file(), TITLE, "<target>Een huis huren</target>");
    let plan = after(&back, &renting().title(Nl, "Woning huren").summary(En, "Changed"));
    assert_eq!(
        plan.conflicts,
        [Conflict {
            part: title(),
            base: Some("Huren".to_owned()),
            here: Some("Woning huren".to_owned()),
            returned: "Een huis huren".to_owned(),
        }]
    );
    assert_eq!((&plan.taken, &plan.unread), (&vec![], &vec![]));
    assert_eq!(plan.body, renting().title(Nl, "Woning huren").summary(En, "Changed").0);
}

#[test]
fn what_was_changed_alike_is_no_conflict() {
    let back = with(&file(), TITLE, "<target>Woning huren</target>");
    let plan = after(&back, &renting().title(Nl, "Woning huren"));
    assert_eq!((&plan.conflicts, &plan.taken), (&vec![], &vec![]));
}

#[test]
fn what_was_changed_elsewhere_stays_beside_what_is_taken_over() {
    let back = translated(&file(), "@summary", "Een woning");
    let plan = after(&back, &renting().says_in(Nl, "when", "straks").title(Nl, "Woning huren"));
    assert_eq!(taken(&plan), [("@summary".to_owned(), "Een woning")]);
    assert_eq!(said(&plan.body, &Part::Words(section("when")), Nl), "<p>straks</p>");
    assert_eq!(said(&plan.body, &title(), Nl), "Woning huren");
}

#[test]
fn a_translation_of_what_was_changed_since_is_taken_over_and_marked() {
    let back = translated(&translated(&file(), "@summary", "Een woning"), "@title", "Een huis huren");
    let plan = after(&back, &renting().title(En, "To rent"));
    let outdated: Vec<(&Part, bool)> =
        plan.taken.iter().map(|taken| (&taken.part, taken.is_outdated)).collect();
    assert_eq!(outdated[0], (&title(), true));
    assert!(!outdated[1].1, "{outdated:?}");
    assert_eq!(plan.taken[0].before.as_deref(), Some("Huren"));
}

#[test]
fn what_the_translator_vouches_for_is_the_pair_that_was_sent() {
    let passage = |plan: &Plan, name: &str| {
        plan.agreed.iter().find(|agreement| agreement.passage.as_str() == name).map(Agreement::pair)
    };
    let pair = |body: &Draft, name: &str| {
        let pairs = agreement::pairs(&body.0);
        pairs.into_iter().find(|(passage, _)| passage.as_str() == name).unwrap().1
    };
    let new = with(&file(), TITLE, "<target>Een huis huren</target>");
    let plan = after(&new, &renting().title(En, "To rent"));
    assert_eq!(passage(&plan, "@title"), Some(pair(&renting().title(Nl, "Een huis huren"), "@title")));
    assert_eq!(plan.agreed.len(), 1, "what was not touched is not vouched for");
    // As it was, and declared done; but not where it was changed here since.
    let done = with(&file(), TITLE, "<target state=\"final\">Huren</target>");
    assert_eq!(passage(&after(&done, &renting()), "@title"), Some(pair(&renting(), "@title")));
    assert_eq!(after(&done, &renting().title(Nl, "Woning huren")).agreed, []);
    // A conflict settles nothing.
    assert_eq!(after(&new, &renting().title(Nl, "Woning huren")).agreed, []);
}

#[test]
fn a_passage_of_which_a_unit_still_waits_for_review_is_taken_over_and_stays_open() {
    let draft = says_html(Draft::page("a"), En, "s", Some("Costs"), "<p>From 2026.</p><p>It costs 9.</p>");
    let base = says_html(draft, Nl, "s", Some("Kosten"), "<p>Vanaf 2025.</p><p>Het kost 8.</p>").0;
    let kept = "<target state=\"needs-review-translation\">";
    let half = translated(&exported(&base, INTO_DUTCH), "s/1", "Vanaf 2026.");
    let plan = planned(&half, &base);
    assert_eq!(taken(&plan), [("s".to_owned(), "<p>Vanaf 2026.</p>\n<p>Het kost 8.</p>")]);
    assert_eq!(
        agreed(&plan),
        Vec::<&str>::new(),
        "the other paragraph and the heading are as they were sent"
    );
    let words = with(&half, &format!("{kept}Het kost 8."), "<target>Het kost 9.");
    assert_eq!(agreed(&planned(&words, &base)), Vec::<&str>::new(), "the heading is as it was sent");
    for mark in ["<target>", "<target state=\"final\">"] {
        let whole = with(&words, &format!("{kept}Kosten"), &format!("{mark}Kosten"));
        assert_eq!(agreed(&planned(&whole, &base)), ["s"], "{mark}");
    }
    // Figures alone have nothing to translate, but may be others.
    let draft = says_html(Draft::page("a"), En, "s", None, "<p>From</p><p>2026</p>");
    let base = says_html(draft, Nl, "s", None, "<p>Van</p><p>2025</p>").0;
    let plan = planned(&translated(&exported(&base, INTO_DUTCH), "s/1", "Vanaf"), &base);
    assert_eq!((plan.taken.len(), agreed(&plan)), (1, vec![]));
}

#[test]
fn a_section_that_is_gone_stays_gone() {
    let back = translated(&file(), "when/1", "Nu, <g id=\"1\">straks</g>");
    let plan = after(&back, &renting().without("when"));
    assert_eq!(plan.body, renting().without("when").0);
    let [conflict] = &plan.conflicts[..] else { panic!("{plan:?}") };
    assert_eq!((&conflict.base, &conflict.here), (&None, &None));
    assert_eq!(conflict.returned, "<p>Nu, <a href=\"entry:contact\">straks</a></p>");
}

#[test]
fn a_language_that_is_gone_stays_gone() {
    let plan = after(&with(&file(), TITLE, "<target>Een huis huren</target>"), &renting().only(En));
    assert_eq!(plan.conflicts.len(), 1);
    assert!(plan.body.texts.get(Nl).is_none());
}

#[test]
fn a_phone_number_that_moved_does_not_take_the_words_of_another() {
    let contact = |phones: serde_json::Value| {
        Draft::contact("c", json!({ "organisation": "other", "phones": phones })).0
    };
    let base = contact(json!([{ "value": { "number": "112", "label": { "en": "Emergency" } } }]));
    let newest = contact(json!([{ "value": { "number": "14 071", "label": { "en": "Desk" } } }]));
    let back = translated(&exported(&base, INTO_DUTCH), "@phone-1", "Nood");
    let plan = plan(&only_entry(&back), INTO_DUTCH, &base, &newest);
    assert_eq!((plan.body, plan.conflicts.len()), (newest.normalised(), 1));
}

#[test]
fn a_language_begins_with_its_title() {
    let base = renting().only(En).0;
    let file = exported(&base, INTO_DUTCH);
    let without = translated(&file, "@summary", "Een woning");
    let plan = planned(&without, &base);
    assert_eq!(unread(&plan), [("@summary", "the title is not translated".to_owned(), "Een woning")]);
    assert_eq!(plan.body, base);
    let plan = planned(&translated(&without, "@title", "Huren"), &base);
    assert_eq!(taken(&plan), [("@title".to_owned(), "Huren"), ("@summary".to_owned(), "Een woning")]);
}

#[test]
fn the_words_for_an_address_are_nobodys_to_translate() {
    let base = renting().only(En).0;
    let plan = planned(&translated(&exported(&base, INTO_DUTCH), "@title", "Huren"), &base);
    assert_eq!(plan.body.texts.get(Nl).as_ref().unwrap().slug, None);
    assert!(matches!(plan.body.shared.fields, Fields::Page(_)));
}

#[test]
fn a_text_that_is_half_translated_is_shown_and_left_alone() {
    let plan = planned(&translated(&file(), "where/2", "Daar."), &renting().0);
    let why = "other units of the same text are not translated".to_owned();
    assert_eq!(unread(&plan), [("where/2", why, "Daar.")]);
    let half =
        "<mrk mtype=\"seg\" mid=\"0\">Nu.</mrk> <mrk mtype=\"seg\" mid=\"1\"></mrk><g id=\"1\">straks</g>";
    let plan = planned(&translated(&file(), "when/1", half), &renting().0);
    assert_eq!(unread(&plan)[0].1, "a part of the unit is not translated");
}

#[test]
fn a_name_within_a_translated_text_may_be_the_same() {
    let base = says_html(Draft::page("a"), En, "s", None, "<p>Call</p><p>Leiden</p>").0;
    let file = translated(&exported(&base, INTO_DUTCH), "s/2", "Leiden");
    assert_eq!(taken(&planned(&file, &base)), [], "nothing but copies");
    let plan = planned(&translated(&file, "s/1", "Bel"), &base);
    assert_eq!(taken(&plan), [("s".to_owned(), "<p>Bel</p>\n<p>Leiden</p>")]);
}

#[test]
fn marks_that_are_lost_or_new_are_named() {
    let cases = [
        ("who/2", "van allen", "the mark 1 is missing"),
        ("who/1", "Bel <g id=\"1\">ons</g>", "the mark 2 is missing"),
        ("who/1", "Bel <g id=\"2\">ons</g> <g id=\"3\">nu</g>", "the mark 3 is not known"),
        ("who/1", "Bel <x id=\"2\"/>", "the mark 2 is not known"),
        ("who/1", "Bel <g>ons</g>", "the mark  is not known"),
        ("who/1", "<g id=\"2\">Bel <g id=\"2\">ons</g></g>", "the link 2 stands in another link"),
        ("who/1", "Bel <ph id=\"1\">&lt;b&gt;</ph>", "the element ph is not known"),
        ("@title", "<g id=\"1\">Huren</g>", "the mark 1 is not known"),
    ];
    for (unit, target, why) in cases {
        let plan = planned(&translated(&file(), unit, target), &renting().0);
        assert_eq!((plan.unread.len(), taken(&plan)), (1, vec![]), "{target}");
        assert_eq!((&*plan.unread[0].unit, plan.unread[0].reason.to_string()), (unit, why.to_owned()));
        assert_eq!(plan.body, renting().0);
    }
    // Emphasis is the translator's to give or take.
    let plan = planned(&translated(&file(), "who/1", "Bel of <g id=\"2\">schrijf</g>."), &renting().0);
    assert_eq!(taken(&plan).len(), 1);
}

#[test]
fn what_does_not_belong_to_the_revision_is_shown() {
    let long = "x".repeat(301);
    let plan = planned(&translated(&file(), "@title", &long), &renting().0);
    assert_eq!(unread(&plan)[0].1, "not a line of text of 300 characters at most");
    let other = with(&file(), "<source>Renting</source>", "<source>Buying</source>");
    let plan = planned(&translated(&other, "@title", "Kopen"), &renting().0);
    assert_eq!(unread(&plan), [("@title", "the source is not that of the revision".to_owned(), "Kopen")]);
    let unit = "<trans-unit id=\"new/1\"><source>a</source><target>Nieuw</target></trans-unit></body>";
    let plan = planned(&with(&file(), "</body>", unit), &renting().0);
    assert_eq!(unread(&plan), [("new/1", "there is no such unit".to_owned(), "Nieuw")]);
    let unit =
        "<trans-unit id=\"@title\"><source>Renting</source><target>Anders</target></trans-unit></body>";
    let plan = planned(&with(&file(), "</body>", unit), &renting().0);
    assert_eq!(unread(&plan), [("@title", "the unit is there twice".to_owned(), "Anders")]);
    assert!(plan.unread[0].line == 40, "{}", plan.unread[0].line);
}

#[test]
fn words_are_words_and_never_markup() {
    let target = "&lt;script&gt;alert(1)&lt;/script&gt; &lt;p&gt; &amp;amp; <g id=\"2\">b</g>";
    let plan = planned(&translated(&file(), "who/1", target), &renting().0);
    let words = said(&plan.body, &Part::Words(section("who")), Nl);
    assert!(
        words.starts_with("<p>&lt;script&gt;alert(1)&lt;/script&gt; &lt;p&gt; &amp;amp; <a href"),
        "{words}"
    );
}

/// A text of two units with something in every state that it can come back in.
fn target() -> impl Strategy<Value = Option<String>> {
    let word = "[a-zé&;<>]{0,6}".prop_map(|word| word.replace('&', "&amp;").replace('<', "&lt;"));
    let tag = prop::sample::select(vec![
        "",
        "<g id=\"1\">x</g>",
        "<g id=\"2\">y</g>",
        "<x id=\"1\"/>",
        "<x id=\"9\"/>",
        "<ph id=\"1\">z</ph>",
        "<mrk mtype=\"seg\"> </mrk>",
        "<mrk mtype=\"seg\">w</mrk>",
    ]);
    let pieces = prop::collection::vec((word, tag), 1..4);
    let target =
        pieces.prop_map(|pieces| pieces.into_iter().map(|(word, tag)| word + tag).collect::<String>());
    proptest::option::of(target)
}

proptest! {
    #[test]
    fn nothing_that_a_translator_wrote_is_dropped(
        targets in prop::collection::vec(target(), 10),
        (is_changed, is_gone) in (any::<bool>(), any::<bool>()),
    ) {
        let units = ["@title", "@summary", "who/heading", "who/1", "who/2", "where/1", "where/2", "when/1", "x/1", "who/3"];
        let mut back = with(&file(), "</body>", "<trans-unit id=\"x/1\"><source>a</source></trans-unit></body>");
        for (unit, target) in units.iter().zip(&targets) {
            if let Some(target) = target {
                back = translated(&back, unit, target);
            }
        }
        let mut newest = renting();
        if is_changed {
            newest = newest.title(Nl, "Anders").says_in(Nl, "where", "anders");
        }
        if is_gone {
            newest = newest.without("who");
        }
        let plan = after(&back, &newest);
        let whole = serde_json::to_string(&plan.body).unwrap() + &format!("{plan:?}");
        let written = |name: &str| units.iter().zip(&targets).any(|(unit, target)| *unit == name && target.is_some());
        for unit in only_entry(&back).units.into_iter().filter(|unit| written(&unit.id)) {
            for word in words(&unit.target) {
                let escaped = word.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
                prop_assert!(whole.contains(&*word) || whole.contains(&escaped), "{word} of {} in {back}", unit.id);
            }
        }
        prop_assert_eq!(&plan.body, &plan.body.clone().normalised());
        prop_assert_eq!(&plan.body.shared, &newest.0.shared);
        let newest = newest.0.normalised();
        prop_assert_eq!(plan.body.texts.get(En), newest.texts.get(En));
    }
}

/// The words in a translation, each without the tags around it.
fn words(nodes: &[leiden_international::content::xliff::Node]) -> Vec<String> {
    use leiden_international::content::xliff::Node;
    let mut found = Vec::new();
    for node in nodes {
        match node {
            Node::Text(text) => found.extend(text.split_whitespace().map(str::to_owned)),
            Node::Sign(_) => {}
            Node::Marked(_, inner) | Node::Foreign(_, inner) => found.extend(words(inner)),
        }
    }
    found
}
