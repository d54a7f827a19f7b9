//! Pairs of sentences that say the same, each language in its own notation, and the texts of 2020 that do not.

use std::collections::BTreeSet;

use leiden_international::content::facts::{Difference, Kind};
use leiden_international::ids::SectionId;
use leiden_international::lang::Lang::{self, En, Nl};

use super::{Pair, between_sections, between_texts, body, pairs, shown};

#[derive(serde::Deserialize)]
struct File {
    pairs: Vec<Sample>,
}

/// A passage in both languages, block by block.
#[derive(serde::Deserialize)]
struct Sample {
    name: String,
    en: Vec<String>,
    nl: Vec<String>,
}

fn samples() -> Vec<Sample> {
    let file: File = serde_json::from_str(include_str!("../../fixtures/facts/clean.json")).unwrap();
    file.pairs
}

/// The same as passages.
pub(super) fn clean_pairs() -> Vec<Pair> {
    let pair = |sample: Sample| super::pair(&sample.name, &sample.en.concat(), &sample.nl.concat());
    samples().into_iter().map(pair).collect()
}

/// The differences of each clean pair that has some.
pub(super) fn alarms() -> Vec<(String, Vec<Difference>)> {
    let found = clean_pairs().into_iter().map(|pair| (pair.name.clone(), between_sections(&pair.words)));
    found.filter(|(_, differences)| !differences.is_empty()).collect()
}

#[test]
fn twenty_pairs_that_say_the_same_raise_almost_no_alarm() {
    assert_eq!(samples().len(), 20);
    let alarms: Vec<_> = alarms().into_iter().map(|(name, found)| (name, shown(&found))).collect();
    assert!(alarms.len() <= 2, "{alarms:#?}");
}

#[test]
fn a_pair_that_says_the_same_has_facts_to_compare() {
    for sample in samples() {
        let nothing = shown(&between_texts(&sample.en.concat(), "<p>…</p>"));
        let facts: usize = nothing.iter().map(|(_, en, _)| en.split(" + ").count()).sum();
        assert!(facts >= 3, "{}: {nothing:?}", sample.name);
    }
}

/// Which sections each language has and the other does not.
fn missing(lang: Lang) -> BTreeSet<SectionId> {
    let (_, body) = body(include_str!("../../fixtures/facts/goals-2020.json"));
    let of = |lang| -> BTreeSet<SectionId> {
        body.texts.get(lang).as_ref().unwrap().sections.keys().cloned().collect()
    };
    lang.others().flat_map(of).collect::<BTreeSet<_>>().difference(&of(lang)).cloned().collect()
}

#[test]
fn the_goals_of_2020_as_sections_lack_one_in_each_language() {
    let names = |lang| missing(lang).iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(names(Nl), ["goal-1"]);
    assert_eq!(names(En), ["goal-5"]);
}

/// Each list has four points, of which three agree. Facts are what can be counted and looked up; the words of a point
/// are none. So a list that links its points shows which one is another, and a list of words alone shows nothing:
/// that is for the person who declares that both say the same, and for points that are sections.
#[test]
fn the_goals_of_2020_as_a_list_differ_where_their_points_are_linked() {
    let (id, body) = body(include_str!("../../fixtures/facts/goals-2020.json"));
    let found: Vec<_> = pairs(&id, &body)
        .iter()
        .map(|pair| (pair.name.clone(), shown(&between_sections(&pair.words))))
        .filter(|(_, differences)| !differences.is_empty())
        .collect();
    let reference = (Kind::Reference, "entry:goal-1".to_owned(), "entry:policy#areas".to_owned());
    assert_eq!(found, [("goals-2020 list-with-links".to_owned(), vec![reference])]);
}
