//! Which facts one language states and another does not.
//!
//! Invariant: a fact that every language states is in no difference, however often each of them repeats it.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use super::{Fact, Facts, Kind, Weight};
use crate::lang::{Lang, PerLang};

/// Facts of a kind that are not in every language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What they are.
    pub kind: Kind,
    /// Those that only this language states, as they were written. Where a fact was changed, each language has one.
    pub only: PerLang<Vec<String>>,
}

/// Where facts of the same passage differ between the languages that have it, by kind. A language without facts
/// to compare (none) is left out; with fewer than two there is no difference.
///
/// A fact that is repeated is one fact. Where all that differs is the order of amounts or of percentages, they may be
/// swapped, and those that changed places are the difference.
pub fn compare(texts: &PerLang<Option<Facts>>) -> Vec<Difference> {
    let texts: Vec<(Lang, &Facts)> =
        texts.iter().filter_map(|(lang, facts)| Some((lang, facts.as_ref()?))).collect();
    let statements = statements(&texts);
    let mut by_kind = LeftOver::new();
    for (lang, fact, rank) in left_over(&statements, texts.len()) {
        by_kind.entry(fact.kind).or_default().push((lang, fact, rank));
    }
    let by_kind = bring_together(by_kind);
    let mut differences: Vec<Difference> =
        by_kind.into_iter().filter_map(|(kind, facts)| difference(kind, &facts)).collect();
    for kind in [Kind::Amount, Kind::Percentage] {
        if differences.iter().all(|difference| difference.kind != kind) {
            differences.extend(swapped(kind, &texts));
        }
    }
    differences.sort_by_key(|difference| difference.kind);
    differences
}

/// What is stated, with the fact of each language that states it.
type Statement<'a> = Vec<(Lang, &'a Fact)>;

/// How much it matters that a fact is left over.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Rank {
    /// It is a difference.
    Missing,
    /// It is one if another language has something else of that kind.
    Doubtful,
    /// It is shown beside one: every language states it, this one more often.
    Repeated,
}

/// Puts together the facts that say the same: first by what they say, then by what they may say as well.
fn statements<'a>(texts: &[(Lang, &'a Facts)]) -> Vec<Statement<'a>> {
    let mut statements: Vec<Statement<'a>> = Vec::new();
    for (lang, facts) in texts {
        // What has to be matched goes first.
        let mut facts: Vec<&Fact> = facts.0.iter().collect();
        facts.sort_by_key(|fact| fact.weight);
        for is_exact in [true, false] {
            let mut open = Open::of(&statements, *lang, is_exact);
            facts.retain(|fact| {
                let found = open.take(fact);
                if let Some(statement) = found {
                    statements[statement].push((*lang, fact));
                }
                found.is_none()
            });
        }
        statements.extend(facts.into_iter().map(|fact| vec![(*lang, fact)]));
    }
    statements
}

type Key<'a> = (Kind, &'a str);

/// Statements that a language may join, by what they say.
struct Open<'a> {
    is_exact: bool,
    said: HashMap<Key<'a>, VecDeque<usize>>,
    possible: HashMap<Key<'a>, VecDeque<usize>>,
    taken: HashSet<usize>,
}

impl<'a> Open<'a> {
    fn of(statements: &[Statement<'a>], lang: Lang, is_exact: bool) -> Open<'a> {
        let (said, possible, taken) = (HashMap::new(), HashMap::new(), HashSet::new());
        let mut open = Open { is_exact, said, possible, taken };
        for (index, statement) in statements.iter().enumerate() {
            for (_, fact) in statement.iter().filter(|_| statement.iter().all(|(other, _)| *other != lang)) {
                for (key, is_weak) in keys(fact, is_exact) {
                    let side = if is_weak { &mut open.possible } else { &mut open.said };
                    side.entry(key).or_default().push_back(index);
                }
            }
        }
        open
    }

    /// Takes the first statement that a fact can join: one that says what the fact may say, or the other way round.
    fn take(&mut self, fact: &'a Fact) -> Option<usize> {
        for (key, is_weak) in keys(fact, self.is_exact) {
            let side = if is_weak || self.is_exact { &mut self.said } else { &mut self.possible };
            while let Some(index) = side.get_mut(&key).and_then(VecDeque::pop_front) {
                if self.taken.insert(index) {
                    return Some(index);
                }
            }
        }
        None
    }
}

/// What a fact says, and unless it is to be exact what it may say.
fn keys(fact: &Fact, is_exact: bool) -> impl Iterator<Item = (Key<'_>, bool)> {
    let others = fact.others.iter().filter(move |_| !is_exact);
    let others = others.map(|other| ((other.kind, other.value.as_str()), other.is_weak));
    std::iter::once(((fact.kind, fact.value.as_str()), false)).chain(others)
}

/// The facts that not every language states.
fn left_over<'a>(statements: &[Statement<'a>], languages: usize) -> Vec<(Lang, &'a Fact, Rank)> {
    let (whole, partial): (Vec<_>, Vec<_>) = statements.iter().partition(|facts| facts.len() == languages);
    let agreed: HashSet<Key<'_>> =
        whole.into_iter().flatten().map(|(_, fact)| (fact.kind, fact.value.as_str())).collect();
    let rank = |fact: &Fact| match fact.weight {
        Weight::Silent => None,
        _ if matches!(fact.kind, Kind::List | Kind::Table) => Some(Rank::Missing),
        _ if agreed.contains(&(fact.kind, fact.value.as_str())) => Some(Rank::Repeated),
        Weight::Loose => Some(Rank::Doubtful),
        Weight::Firm => Some(Rank::Missing),
    };
    let partial = partial.into_iter().flatten();
    partial.filter_map(|(lang, fact)| Some((*lang, *fact, rank(fact)?))).collect()
}

/// Facts of each kind that are left over.
type LeftOver<'a> = BTreeMap<Kind, Vec<(Lang, &'a Fact, Rank)>>;

/// Shows a fact that may be of another kind with those of that kind, where another language has some and none of its own.
fn bring_together(by_kind: LeftOver<'_>) -> LeftOver<'_> {
    let languages = |facts: &Vec<(Lang, &Fact, Rank)>| facts.iter().map(|(lang, ..)| *lang).collect();
    let stating: BTreeMap<Kind, HashSet<Lang>> =
        by_kind.iter().map(|(kind, facts)| (*kind, languages(facts))).collect();
    let mut together = LeftOver::new();
    for (kind, lang, fact, rank) in by_kind
        .into_iter()
        .flat_map(|(kind, facts)| facts.into_iter().map(move |(lang, fact, rank)| (kind, lang, fact, rank)))
    {
        let is_met =
            |other: &Kind| stating.get(other).is_some_and(|theirs| theirs.iter().any(|their| *their != lang));
        let mut kinds = std::iter::once(kind).chain(fact.others.iter().map(|other| other.kind));
        together.entry(kinds.find(is_met).unwrap_or(kind)).or_default().push((lang, fact, rank));
    }
    together
}

fn difference(kind: Kind, facts: &[(Lang, &Fact, Rank)]) -> Option<Difference> {
    let stating = |rank: Rank| -> HashSet<Lang> {
        facts.iter().filter(|(.., other)| *other == rank).map(|(lang, ..)| *lang).collect()
    };
    let only = PerLang::from_fn(|lang| {
        let own = facts.iter().filter(|(other, ..)| *other == lang);
        own.map(|(_, fact, _)| fact.written.clone()).collect()
    });
    let is_one = !stating(Rank::Missing).is_empty() || stating(Rank::Doubtful).len() > 1;
    is_one.then_some(Difference { kind, only })
}

/// The facts of a kind that the languages state in another order.
fn swapped(kind: Kind, texts: &[(Lang, &Facts)]) -> Option<Difference> {
    let of_kind = |facts: &Facts| facts.iter().filter(|fact| fact.kind == kind).cloned().collect::<Vec<_>>();
    let sequences: Vec<(Lang, Vec<Fact>)> =
        texts.iter().map(|(lang, facts)| (*lang, of_kind(facts))).collect();
    let (_, first) = sequences.first()?;
    let sorted = |facts: &[Fact]| {
        let mut values: Vec<String> = facts.iter().map(|fact| fact.value.clone()).collect();
        values.sort();
        values
    };
    if sequences.iter().any(|(_, facts)| sorted(facts) != sorted(first)) {
        return None;
    }
    let is_moved = |at: usize| sequences.iter().any(|(_, facts)| facts[at].value != first[at].value);
    let moved: Vec<usize> = (0..first.len()).filter(|at| is_moved(*at)).collect();
    let only = PerLang::from_fn(|lang| {
        let own = sequences.iter().find(|(other, _)| *other == lang);
        own.map(|(_, facts)| moved.iter().map(|at| facts[*at].written.clone()).collect()).unwrap_or_default()
    });
    (!moved.is_empty()).then_some(Difference { kind, only })
}
