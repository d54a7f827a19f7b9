//! Two people change an entry from the same revision, and nothing of either is lost.

use std::collections::BTreeSet;

use leiden_international::content::entry::{Body, Fields, Section, SectionText};
use leiden_international::content::merge::{Merged, merge};
use leiden_international::content::page::Menu;
use leiden_international::content::rich_text::RichText;
use leiden_international::content::unit::Unit;
use leiden_international::ids::SectionId;
use leiden_international::lang::Lang::{self, En, Nl};
use proptest::prelude::*;
use serde_json::Value;

use crate::content::support::{Draft, id, line};

fn section(name: &str) -> SectionId {
    name.to_owned().try_into().unwrap()
}

fn outline(body: &Body) -> Vec<&str> {
    body.shared.outline.iter().map(|section| section.id.as_str()).collect()
}

fn words(body: &Body, name: &str, lang: Lang) -> String {
    let text = body.texts.get(lang).as_ref().and_then(|text| text.sections.get(&section(name)));
    text.map(|words| words.text.plain()).unwrap_or_default()
}

fn places(merged: &Merged) -> Vec<Unit> {
    merged.conflicts.iter().map(|conflict| conflict.place.clone()).collect()
}

fn base() -> Draft {
    Draft::page("base").says("a", "one").says("b", "two").says("c", "three")
}

#[test]
fn what_different_people_did_in_different_places_goes_together() {
    let mine = base().says_in(En, "a", "one, better").title(Nl, "Beter").shows("b", "elsewhere");
    let theirs = base().says_in(Nl, "a", "een").summary(En, "New").says("d", "four");
    let merged = merge(&base().0, &mine.0, &theirs.0);
    assert_eq!(merged.conflicts, []);
    assert_eq!(words(&merged.body, "a", En), "one, better");
    assert_eq!(words(&merged.body, "a", Nl), "een");
    assert_eq!(merged.body.texts.get(Nl).as_ref().unwrap().title, line("Beter"));
    assert_eq!(merged.body.section(&section("b")).unwrap().refers_to, Some(id("elsewhere")));
    assert_eq!(outline(&merged.body), ["a", "b", "c", "d"]);
}

#[test]
fn what_both_changed_differently_shows_both_texts_and_what_was_there() {
    let mine = base().says_in(En, "a", "mine");
    let theirs = base().says_in(En, "a", "theirs");
    let merged = merge(&base().0, &mine.0, &theirs.0);
    assert_eq!(words(&merged.body, "a", En), "mine");
    let [conflict] = &merged.conflicts[..] else { panic!("{:?}", merged.conflicts) };
    assert_eq!(conflict.place, Unit::Words(section("a"), En));
    assert_eq!(conflict.base.as_deref(), Some("<p>one</p>"));
    assert_eq!(conflict.theirs.as_deref(), Some("<p>theirs</p>"));
}

#[test]
fn what_one_removed_and_the_other_changed_stays() {
    for (mine, theirs, kept_for_mine) in [
        (base().without("b"), base().says_in(Nl, "b", "twee"), None),
        (base().says_in(Nl, "b", "twee"), base().without("b"), Some("gone")),
    ] {
        let merged = merge(&base().0, &mine.0, &theirs.0);
        assert_eq!(outline(&merged.body), ["a", "b", "c"]);
        assert_eq!(words(&merged.body, "b", Nl), "twee");
        assert_eq!(words(&merged.body, "b", En), "two", "with all its words");
        assert_eq!(places(&merged), [Unit::Section(section("b"))]);
        assert_eq!(merged.conflicts[0].theirs.is_none(), kept_for_mine.is_some());
    }
    let merged = merge(&base().0, &base().without("b").0, &base().says_in(Nl, "c", "drie").0);
    assert_eq!((outline(&merged.body), merged.conflicts), (vec!["a", "c"], vec![]));
}

#[test]
fn a_language_that_one_removed_and_the_other_changed_stays() {
    let merged = merge(&base().0, &base().only(En).0, &base().title(Nl, "Anders").0);
    assert_eq!(merged.body.texts.get(Nl).as_ref().unwrap().title, line("Anders"));
    assert_eq!(places(&merged), [Unit::Text(Nl)]);
    let merged = merge(&base().0, &base().only(En).0, &base().title(En, "Other").0);
    assert!(merged.body.texts.get(Nl).is_none() && merged.conflicts.is_empty());
}

#[test]
fn sections_move_and_new_ones_stay_behind_their_neighbour() {
    let moved = Draft::page("base").says("c", "three").says("a", "one").says("b", "two");
    let added = Draft::page("base").says("a", "one").says("new", "new").says("b", "two").says("c", "three");
    for (mine, theirs) in [(&moved, &added), (&added, &moved)] {
        let merged = merge(&base().0, &mine.0, &theirs.0);
        assert_eq!((outline(&merged.body), merged.conflicts), (vec!["c", "a", "new", "b"], vec![]));
    }
    let otherwise = Draft::page("base").says("b", "two").says("a", "one").says("c", "three");
    let merged = merge(&base().0, &moved.0, &otherwise.0);
    assert_eq!(outline(&merged.body), ["c", "a", "b"]);
    assert_eq!(places(&merged), [Unit::Order]);
}

#[test]
fn fields_merge_by_key_and_language() {
    let with = |en: &str, nl: &str, status: &str| {
        let fields = serde_json::json!({
            "kind": "action", "goals": ["x"], "status": status, "lead": { "en": en, "nl": nl }
        });
        Draft::of(serde_json::from_value(fields).unwrap(), "an action").0
    };
    let merged = merge(&with("a", "b", "planned"), &with("c", "b", "planned"), &with("a", "d", "done"));
    assert_eq!((merged.body, merged.conflicts), (with("c", "d", "done"), vec![]));
    let merged = merge(&with("a", "b", "planned"), &with("c", "b", "done"), &with("d", "b", "under_way"));
    assert_eq!(merged.body, with("c", "b", "done"));
    assert_eq!(places(&merged), [Unit::Field("lead.en".to_owned()), Unit::Field("status".to_owned())]);
    assert_eq!(merged.conflicts[0].theirs.as_deref(), Some("d"));
}

/// Something that is done to a body. Words are told apart by who says them.
#[derive(Clone, Debug)]
enum Deed {
    Title(Lang, u8),
    Summary(Lang, Option<u8>),
    Slug(Lang, u8),
    Heading(u8, Lang, Option<u8>),
    Words(u8, Lang, Option<u8>),
    Source(u8, Option<u8>),
    Confirm(u8, bool),
    Add(u8, usize),
    Remove(u8),
    Move(u8, usize),
    Menu(bool),
    Language(Lang, bool),
}

fn deed() -> impl Strategy<Value = Deed> {
    let lang = || prop_oneof![Just(En), Just(Nl)];
    let place = || 0_u8..6;
    let word = || 0_u8..9;
    let some = || proptest::option::of(0_u8..9);
    prop_oneof![
        (lang(), word()).prop_map(|(lang, word)| Deed::Title(lang, word)),
        (lang(), some()).prop_map(|(lang, word)| Deed::Summary(lang, word)),
        (lang(), word()).prop_map(|(lang, word)| Deed::Slug(lang, word)),
        (place(), lang(), some()).prop_map(|(place, lang, word)| Deed::Heading(place, lang, word)),
        (place(), lang(), some()).prop_map(|(place, lang, word)| Deed::Words(place, lang, word)),
        (place(), some()).prop_map(|(place, word)| Deed::Source(place, word)),
        (place(), any::<bool>()).prop_map(|(place, is_on)| Deed::Confirm(place, is_on)),
        (place(), 0_usize..6).prop_map(|(place, at)| Deed::Add(place, at)),
        place().prop_map(Deed::Remove),
        (place(), 0_usize..6).prop_map(|(place, to)| Deed::Move(place, to)),
        any::<bool>().prop_map(Deed::Menu),
        (lang(), any::<bool>()).prop_map(|(lang, is_there)| Deed::Language(lang, is_there)),
    ]
}

/// What becomes of a body when `who` does all that.
fn after(mut body: Body, deeds: &[Deed], who: &str) -> Body {
    for deed in deeds {
        act(&mut body, deed, who);
    }
    body.normalised()
}

fn act(body: &mut Body, deed: &Deed, who: &str) {
    let said = |word: &Option<u8>| word.map(|word| line(&format!("{who}{word}")));
    match deed {
        Deed::Title(lang, word) => text(body, *lang, |text| text.title = line(&format!("{who}{word}"))),
        Deed::Summary(lang, word) => text(body, *lang, |text| text.summary = said(word)),
        Deed::Slug(lang, word) => {
            text(body, *lang, |text| text.slug = format!("{who}{word}").try_into().ok());
        }
        Deed::Heading(place, lang, word) => {
            words_of(body, *place, *lang, |words| words.heading = said(word));
        }
        Deed::Words(place, lang, word) => words_of(body, *place, *lang, |words| {
            words.text = word.map(|word| RichText::sanitised(&format!("{who}{word}"))).unwrap_or_default();
        }),
        Deed::Source(place, word) => section_of(body, *place, |section| section.source = said(word)),
        Deed::Confirm(place, is_on) => section_of(body, *place, |section| section.unconfirmed = *is_on),
        Deed::Add(place, at) => {
            if body.section(&name(*place)).is_none() {
                let added = Section {
                    id: name(*place),
                    refers_to: None,
                    source: None,
                    unconfirmed: false,
                    note: None,
                };
                let at = (*at).min(body.shared.outline.len());
                body.shared.outline.insert(at, added);
            }
        }
        Deed::Remove(place) => body.shared.outline.retain(|section| section.id != name(*place)),
        Deed::Move(place, to) => {
            if let Some(from) = body.shared.outline.iter().position(|section| section.id == name(*place)) {
                let moved = body.shared.outline.remove(from);
                body.shared.outline.insert((*to).min(body.shared.outline.len()), moved);
            }
        }
        Deed::Menu(is_main) => {
            if let Fields::Page(page) = &mut body.shared.fields {
                page.menu = if *is_main { Menu::Main } else { Menu::None };
            }
        }
        Deed::Language(lang, is_there) => {
            let there = body.texts.get_mut(*lang);
            if !is_there {
                *there = None;
            } else if there.is_none() {
                *there = Draft::page(&format!("{who}new")).0.texts.get(*lang).clone();
            }
        }
    }
}

fn name(place: u8) -> SectionId {
    section(&format!("s{place}"))
}

fn text(body: &mut Body, lang: Lang, change: impl FnOnce(&mut leiden_international::content::entry::Text)) {
    if let Some(text) = body.texts.get_mut(lang) {
        change(text);
    }
}

fn words_of(body: &mut Body, place: u8, lang: Lang, change: impl FnOnce(&mut SectionText)) {
    text(body, lang, |text| change(text.sections.entry(name(place)).or_default()));
}

fn section_of(body: &mut Body, place: u8, change: impl FnOnce(&mut Section)) {
    if let Some(section) = body.shared.outline.iter_mut().find(|section| section.id == name(place)) {
        change(section);
    }
}

fn bodies() -> impl Strategy<Value = (Body, Body, Body)> {
    let deeds = || proptest::collection::vec(deed(), 0..8);
    (deeds(), deeds(), deeds()).prop_map(|(before, mine, theirs)| {
        let start =
            (0..4_u8).fold(Draft::page("base"), |draft, place| draft.says(&format!("s{place}"), "zero"));
        let base = after(start.0, &before, "base");
        let (mine, theirs) = (after(base.clone(), &mine, "mine"), after(base.clone(), &theirs, "theirs"));
        (base, mine, theirs)
    })
}

/// Every single value of a body with where it is.
fn values(body: &Body) -> BTreeSet<(String, String)> {
    fn walk(at: &str, value: &Value, found: &mut BTreeSet<(String, String)>) {
        match value {
            Value::Object(map) => {
                map.iter().for_each(|(key, value)| walk(&format!("{at}/{key}"), value, found));
            }
            Value::Array(list) => {
                for value in list {
                    // A section is told apart by its name, not by its place.
                    let name = value.get("id").and_then(Value::as_str).unwrap_or_default();
                    walk(&format!("{at}/{name}"), value, found);
                }
            }
            Value::Null => {}
            value => {
                found.insert((at.to_owned(), value.to_string().trim_matches('"').to_owned()));
            }
        }
    }
    let mut found = BTreeSet::new();
    walk("", &serde_json::to_value(body).unwrap(), &mut found);
    found
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn what_only_one_side_changed_is_taken((base, mine, _) in bodies()) {
        let merged = merge(&base, &base, &mine);
        prop_assert_eq!((&merged.body, merged.conflicts.len()), (&mine, 0));
        let merged = merge(&base, &mine, &base);
        prop_assert_eq!((&merged.body, merged.conflicts.len()), (&mine, 0));
        let merged = merge(&base, &mine, &mine);
        prop_assert_eq!((&merged.body, merged.conflicts.len()), (&mine, 0));
    }

    #[test]
    fn the_result_is_a_body_in_normal_form((base, mine, theirs) in bodies()) {
        let merged = merge(&base, &mine, &theirs);
        prop_assert_eq!(&merged.body, &merged.body.clone().normalised());
        let ids: BTreeSet<_> = outline(&merged.body).into_iter().collect();
        prop_assert_eq!(ids.len(), merged.body.shared.outline.len());
    }

    #[test]
    fn nothing_that_either_side_did_is_lost((base, mine, theirs) in bodies()) {
        let merged = merge(&base, &mine, &theirs);
        let there = values(&merged.body);
        let beside: String = merged.conflicts.iter().filter_map(|conflict| conflict.theirs.clone()).collect();
        for side in [&mine, &theirs] {
            for value in values(side).difference(&values(&base)) {
                prop_assert!(
                    there.contains(value) || beside.contains(&value.1),
                    "{value:?} is not in {there:?} nor in {:?}", merged.conflicts
                );
            }
        }
        // What mine says is never only beside.
        for value in values(&mine).difference(&values(&base)) {
            prop_assert!(there.contains(value), "{value:?} is not in {there:?}");
        }
    }

    #[test]
    fn it_does_not_matter_who_is_mine_but_in_conflicts((base, mine, theirs) in bodies()) {
        let (here, there) = (merge(&base, &mine, &theirs), merge(&base, &theirs, &mine));
        let mut places = [places(&here), places(&there)];
        places.iter_mut().for_each(|places| places.sort());
        prop_assert_eq!(&places[0], &places[1]);
        if here.conflicts.is_empty() {
            prop_assert_eq!(here.body, there.body);
        } else if !places[0].contains(&Unit::Order) {
            prop_assert_eq!(outline(&here.body), outline(&there.body));
        }
    }
}
