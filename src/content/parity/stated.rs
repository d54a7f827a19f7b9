//! The facts that only one of the two texts of a passage states, while nobody has answered for them.
//!
//! Invariant: an answer is about a pair of texts. It holds until one of them changes, and again when that is undone.

use super::{Standing, State};
use crate::{
    content::{
        agreement::LANGS,
        entry::Body,
        facts::{self, Difference, Facts},
        passage::{Passage, Words, said},
    },
    lang::{Lang, PerLang},
};

/// What the texts of a passage state differently, unless someone has declared that it differs on purpose or has compared
/// the facts of just these texts.
pub fn unanswered(body: &Body, standing: &Standing) -> Vec<Difference> {
    let is_compared = || standing.measure.as_ref().is_some_and(|agreed| agreed.facts_compared);
    match standing.state {
        State::Differs | State::Missing(_) => Vec::new(),
        State::InStep if is_compared() => Vec::new(),
        _ => differences(body, &standing.passage),
    }
}

/// What the texts of a passage state differently.
pub fn differences(body: &Body, passage: &Passage) -> Vec<Difference> {
    let facts = |lang: Lang| {
        LANGS.contains(&lang).then(|| match said(body, lang).get(passage)? {
            Words::Line(line) => Facts::of_line(&line.to_string(), lang),
            Words::Section(..) => {
                let words = body.texts.get(lang).as_ref()?.sections.get(&passage.section()?)?;
                Facts::of_section(words, lang)
            }
        })?
    };
    facts::compare(&PerLang::from_fn(facts))
}
