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
    /// The text in this language was changed since; the other is as it was, or belongs to an older one.
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
    /// The agreement that this follows from: the one about this pair; else the newest in which the text that is behind
    /// stands; else the newest of the passage. None if there is none.
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

/// How every passage of a body stands, in the order of the form. The agreements come the oldest first.
pub fn standings(body: &Body, agreements: &[Agreement]) -> Vec<Standing> {
    let standing = |(passage, pair)| standing(passage, pair, agreements);
    pairs(body).into_iter().filter(is_compared).map(standing).collect()
}

/// A short title is for menus, and a language may do without.
pub(super) fn is_compared((passage, pair): &(Passage, Pair)) -> bool {
    pair.is_whole() || *passage != Passage::short_title()
}

/// How a passage with these texts stands. The agreements come the oldest first.
pub fn standing(passage: Passage, pair: Pair, agreements: &[Agreement]) -> Standing {
    if let Some(agreed) = newest(&passage, agreements, |agreed| *agreed == pair) {
        let state = match agreed.verdict {
            Verdict::Same => State::InStep,
            Verdict::Differs => State::Differs,
        };
        return Standing { passage, pair, state, measure: Some(agreed.clone()) };
    }
    let missing = LANGS.into_iter().find(|lang| pair.get(*lang).is_nothing());
    let changed = ahead(&passage, &pair, agreements);
    let state = match (missing, changed) {
        (Some(lang), _) => State::Missing(lang),
        (None, Some((lang, _))) => State::Changed(lang),
        (None, None) => State::BothChanged,
    };
    let last = || agreements.iter().rfind(|agreed| agreed.passage == passage);
    let measure = changed.map(|(_, agreed)| agreed).or_else(last).cloned();
    Standing { passage, pair, state, measure }
}

/// The language whose text goes further than the other one, and the newest agreement in which that other text stands:
/// the texts were agreed with others, or one of them was, and the one that was agreed later is ahead. So a text is behind
/// also where the one that belongs to the other is a draft.
fn ahead<'a>(passage: &Passage, pair: &Pair, agreements: &'a [Agreement]) -> Option<(Lang, &'a Agreement)> {
    let stands = |lang: Lang, agreed: &Agreement| {
        agreed.pair().is_whole() && agreed.pair().get(lang) == pair.get(lang)
    };
    let is_known = |agreed: &&Agreement| LANGS.into_iter().any(|lang| stands(lang, agreed));
    let has_own =
        agreements.iter().filter(|agreed| agreed.passage == *passage).any(|agreed| is_known(&agreed));
    let is_of_it = |agreed: &Agreement| !has_own || agreed.passage == *passage;
    let rank = |lang: Lang| agreements.iter().rposition(|agreed| is_of_it(agreed) && stands(lang, agreed));
    let ranks = LANGS.map(|lang| (rank(lang), lang));
    // One that was never agreed is newer than any that was.
    let order = |(rank, _): &(Option<usize>, Lang)| rank.unwrap_or(usize::MAX);
    let (behind, _) = ranks.into_iter().min_by_key(order)?;
    let (_, ahead) = ranks.into_iter().max_by_key(order)?;
    Some((ahead, &agreements[behind?]))
}

/// The newest agreement about such a pair: of the passage itself, else of any other of the entry.
fn newest<'a>(
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
    let nothing = Pair::of_nothing();
    let changed = |(passage, pair): (Passage, Pair)| {
        let was = before.get(&passage).unwrap_or(&nothing);
        let langs: Vec<Lang> = LANGS.into_iter().filter(|lang| was.get(*lang) != pair.get(*lang)).collect();
        (!langs.is_empty()).then_some((passage, langs))
    };
    pairs(new).into_iter().filter_map(changed).collect()
}

/// What a save declares whose author says that it changes no meaning: the new words stand where the old ones stood. What
/// was in step stays so, what was behind stays behind, what is in one language on purpose stays that; a passage that is
/// said in both languages for the first time says the same.
pub fn same_meaning(old: &Body, new: &Body, agreements: &[Agreement]) -> Vec<Agreement> {
    let before: BTreeMap<Passage, Pair> = pairs(old).into_iter().collect();
    let now: BTreeMap<Passage, Pair> = pairs(new).into_iter().collect();
    let declare = |(passage, langs): (Passage, Vec<Lang>)| {
        let pair = now.get(&passage)?.clone();
        let was = before.get(&passage).cloned().unwrap_or_else(Pair::of_nothing);
        if pair.is_whole() && !was.is_whole() {
            return Some(Agreement::of(passage, pair, Verdict::Same));
        }
        let has_same_gaps =
            LANGS.into_iter().all(|lang| was.get(lang).is_nothing() == pair.get(lang).is_nothing());
        let was = standing(passage.clone(), was, agreements);
        let measure =
            was.measure.filter(|agreed| has_same_gaps && agreed.pair().is_whole() == pair.is_whole())?;
        let standing = langs.iter().filter(|lang| measure.pair().get(**lang) == was.pair.get(**lang));
        let moved = standing.fold(measure.pair(), |moved, lang| moved.with(*lang, pair.get(*lang).clone()));
        let declared =
            Agreement { reason: measure.reason.clone(), ..Agreement::of(passage, moved, measure.verdict) };
        (declared.pair() != measure.pair()).then_some(declared)
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
