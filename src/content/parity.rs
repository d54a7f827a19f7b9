//! Parity: what the two languages of an entry are to each other, passage by passage.
//!
//! Invariant: it follows from the words and the agreements alone, never from times. A pair of texts that was ever agreed
//! is in step again, wherever in the entry it stands; what is moved, reordered or written with other markup changes
//! nothing. English and Dutch are compared as a pair here, on purpose; either may lead.

pub mod base;
mod kept;
pub mod policy;
mod stated;

use std::collections::BTreeMap;

pub use self::{
    kept::kept,
    stated::{differences, unanswered},
};
use super::{
    agreement::{Agreement, LANGS, Pair, Verdict, pairs},
    entry::Body,
    passage::Passage,
};
use crate::lang::Lang;

/// What the two texts of a passage are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// They were declared to say the same.
    InStep,
    /// The text in this language was changed since; the other is as it was.
    Changed(Lang),
    /// Both were changed since, or were never compared.
    BothChanged,
    /// Nothing is said in this language.
    Missing(Lang),
    /// They were declared to differ on purpose.
    Differs,
}

/// How a passage stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The passage.
    pub passage: Passage,
    /// Its texts.
    pub pair: Pair,
    /// What they are to each other.
    pub state: State,
    /// The agreement that this follows from: the one about this pair; else the newest in which one of the two texts
    /// still stands as it is; else the newest of the passage. None if there is none.
    pub measure: Option<Agreement>,
}

impl State {
    /// Whether someone has to look at it.
    pub fn is_open(self) -> bool {
        !matches!(self, State::InStep | State::Differs)
    }

    /// The languages whose text waits for someone to look at it.
    pub fn behind(self) -> Vec<Lang> {
        match self {
            State::InStep | State::Differs => Vec::new(),
            State::Changed(changed) => LANGS.into_iter().filter(|lang| *lang != changed).collect(),
            State::BothChanged => LANGS.to_vec(),
            State::Missing(lang) => vec![lang],
        }
    }
}

/// How every passage of a body stands, in the order of the form. The agreements of each passage come the oldest first.
pub fn standings(body: &Body, agreements: &[Agreement]) -> Vec<Standing> {
    let standing = |(passage, pair)| standing(passage, pair, agreements);
    pairs(body).into_iter().filter(is_compared).map(standing).collect()
}

/// A short title is for menus, and a language may do without.
pub(super) fn is_compared((passage, pair): &(Passage, Pair)) -> bool {
    pair.is_whole() || *passage != Passage::short_title()
}

/// How a passage with these texts stands.
pub fn standing(passage: Passage, pair: Pair, agreements: &[Agreement]) -> Standing {
    if let Some(agreed) = nearest(&passage, agreements, |agreed| *agreed == pair) {
        let state = match agreed.verdict {
            Verdict::Same => State::InStep,
            Verdict::Differs => State::Differs,
        };
        return Standing { passage, pair, state, measure: Some(agreed.clone()) };
    }
    let has_changed = |lang: &Lang, agreed: &Pair| agreed.get(*lang) != pair.get(*lang);
    let half = nearest(&passage, agreements, |agreed| {
        agreed.is_whole() && !LANGS.iter().all(|lang| has_changed(lang, agreed))
    });
    let missing = LANGS.into_iter().find(|lang| pair.get(*lang).is_nothing());
    let changed = half.and_then(|agreed| LANGS.into_iter().find(|lang| has_changed(lang, &agreed.pair())));
    let state = match (missing, changed) {
        (Some(lang), _) => State::Missing(lang),
        (None, Some(lang)) => State::Changed(lang),
        (None, None) => State::BothChanged,
    };
    let newest = || agreements.iter().rfind(|agreed| agreed.passage == passage);
    let measure = half.or_else(newest).cloned();
    Standing { passage, pair, state, measure }
}

/// The newest agreement about such a pair: of the passage itself, else of any other of the entry.
fn nearest<'a>(
    passage: &Passage,
    agreements: &'a [Agreement],
    is_such: impl Fn(&Pair) -> bool,
) -> Option<&'a Agreement> {
    let such = |agreed: &&Agreement| is_such(&agreed.pair());
    let own = agreements.iter().rfind(|agreed| agreed.passage == *passage && such(agreed));
    own.or_else(|| agreements.iter().rfind(such))
}

/// The passages of which a save changed a text, with the languages in which it did.
pub fn touched(old: &Body, new: &Body) -> Vec<(Passage, Vec<Lang>)> {
    let before: BTreeMap<Passage, Pair> = pairs(old).into_iter().collect();
    let nothing = Pair { en: super::passage::Hash::of_nothing(), nl: super::passage::Hash::of_nothing() };
    let changed = |(passage, pair): (Passage, Pair)| {
        let was = before.get(&passage).unwrap_or(&nothing);
        let langs: Vec<Lang> = LANGS.into_iter().filter(|lang| was.get(*lang) != pair.get(*lang)).collect();
        (!langs.is_empty()).then_some((passage, langs))
    };
    pairs(new).into_iter().filter_map(changed).collect()
}

/// What a save declares whose author says that it changes no meaning: the new words stand where the old ones stood. What
/// was in step stays so, what was behind stays behind; a passage that is said in both languages for the first time says
/// the same.
pub fn same_meaning(old: &Body, new: &Body, agreements: &[Agreement]) -> Vec<Agreement> {
    let before: BTreeMap<Passage, Pair> = pairs(old).into_iter().collect();
    let now: BTreeMap<Passage, Pair> = pairs(new).into_iter().collect();
    let declare = |(passage, langs): (Passage, Vec<Lang>)| {
        let pair = now.get(&passage)?.clone();
        match before.get(&passage).filter(|was| was.is_whole()) {
            None => pair.is_whole().then(|| Agreement::of(passage, pair, Verdict::Same)),
            Some(was) if pair.is_whole() => {
                let was = standing(passage.clone(), was.clone(), agreements);
                let measure = was.measure?;
                let standing = langs.iter().filter(|lang| measure.pair().get(**lang) == was.pair.get(**lang));
                let moved =
                    standing.fold(measure.pair(), |moved, lang| moved.with(*lang, pair.get(*lang).clone()));
                let declared = Agreement {
                    reason: measure.reason.clone(),
                    ..Agreement::of(passage, moved, measure.verdict)
                };
                (declared.pair() != measure.pair()).then_some(declared)
            }
            Some(_) => None,
        }
    };
    touched(old, new).into_iter().filter_map(declare).collect()
}

/// What a save leaves open of what it touched: the question that its author is asked. A text that is missing is none.
pub fn questions(old: &Body, new: &Body, agreements: &[Agreement]) -> Vec<Standing> {
    let touched = touched(old, new);
    let is_asked = |standing: &Standing| {
        matches!(standing.state, State::Changed(_) | State::BothChanged)
            && touched.iter().any(|(passage, _)| *passage == standing.passage)
    };
    standings(new, agreements).into_iter().filter(is_asked).collect()
}
