//! Which entries answer a query, the best first.
//!
//! Invariant: an entry that has too little of what was asked for, or mentions it in passing, is no answer, so that nonsense
//! has none; the same query of the same index always has the same answers.

use super::{
    Index,
    asked::{Alternative, Asked, How},
};
use crate::ids::EntryId;

/// The part of a query, by the worth of its words, that has to stand in an answer.
const FLOOR: f32 = 0.37;

/// From this weight on an entry is about a word; one that mentions it counts for less.
const ABOUT: f32 = 0.4;

/// Answers that are worth less than this part of the best are left out.
const BEST: f32 = 0.12;

/// What an answer that leads elsewhere is worth, beside a page of this site.
const ELSEWHERE: f32 = 0.7;

/// The most answers that are put in order; nobody reads on.
const MOST_HITS: usize = 200;

/// What a guessed word counts towards the floor.
const OF_A_GUESS: f32 = 0.9;

/// The answers to a query.
#[derive(Clone, Debug)]
pub struct Results {
    /// The answers, the best first.
    pub hits: Vec<Hit>,
    /// How many of them staff put on top.
    pub promoted: usize,
}

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The entry.
    pub entry: EntryId,
    /// How well it answers.
    pub score: f32,
    /// The part of the query that stands in it, from 0 to 1.
    pub covered: f32,
}

/// What each entry has got so far, by number.
struct Scores {
    scores: Vec<f32>,
    covered: Vec<f32>,
}

impl Index {
    /// The answers to a query.
    pub fn search(&self, asked: &Asked) -> Results {
        let count = self.entries.len();
        let mut all = Scores { scores: vec![0.0; count], covered: vec![0.0; count] };
        let mut best = vec![0.0; count];
        let mut sure = vec![0.0; count];
        for word in &asked.words {
            for alternative in &word.alternatives {
                self.take_in(alternative, &mut best, &mut sure);
            }
            for entry in 0..count {
                if best[entry] > 0.0 {
                    all.scores[entry] += std::mem::take(&mut best[entry]);
                    all.covered[entry] += word.worth * std::mem::take(&mut sure[entry]);
                }
            }
        }
        for (score, is_here) in all.scores.iter_mut().zip(&self.is_here) {
            *score *= if *is_here { 1.0 } else { ELSEWHERE };
        }
        let worth: f32 = asked.words.iter().map(|word| word.worth).sum();
        self.sorted(&all, worth, asked)
    }

    /// Gives each entry in which an alternative stands what it is worth there, if that is more than it has.
    fn take_in(&self, alternative: &Alternative, best: &mut [f32], sure: &mut [f32]) {
        let here = self.langs.get(alternative.lang);
        let (counts, scale) = (alternative.counts(), alternative.weight * alternative.rarity);
        let mut give = |entry: usize, weight: f32| {
            best[entry] = best[entry].max(scale * weight);
            sure[entry] = sure[entry].max(counts * (0.5 + 0.5 * (weight / ABOUT).min(1.0)));
        };
        if let [forms] = &alternative.terms[..] {
            for (entry, weight) in forms.iter().flat_map(|term| here.postings(*term)) {
                give(*entry as usize, *weight);
            }
            return;
        }
        // Of terms that have to stand together, those of the first are looked through.
        for (entry, _) in alternative.terms.iter().take(1).flatten().flat_map(|term| here.postings(*term)) {
            let entry = *entry as usize;
            give(entry, self.weight(alternative, entry));
        }
    }

    /// What the terms of an alternative weigh in an entry: nothing where one of them is missing.
    pub(super) fn weight(&self, alternative: &Alternative, entry: usize) -> f32 {
        let here = self.langs.get(alternative.lang);
        let weights = alternative
            .terms
            .iter()
            .map(|forms| forms.iter().map(|term| here.weight(entry, *term)).fold(0.0, f32::max));
        let (mut sum, mut least) = (0.0, f32::INFINITY);
        for weight in weights {
            sum += weight;
            least = least.min(weight);
        }
        if least > 0.0 && least.is_finite() { sum / alternative.terms.len() as f32 } else { 0.0 }
    }

    fn sorted(&self, all: &Scores, worth: f32, asked: &Asked) -> Results {
        let top = |entry: &usize| all.scores[*entry] > 0.0 && all.covered[*entry] >= worth * FLOOR;
        let mut found: Vec<usize> = (0..self.entries.len()).filter(top).collect();
        let order = |one: &usize, other: &usize| {
            all.scores[*other]
                .total_cmp(&all.scores[*one])
                .then_with(|| self.entries[*one].cmp(&self.entries[*other]))
        };
        if found.len() > MOST_HITS {
            found.select_nth_unstable_by(MOST_HITS, order);
            found.truncate(MOST_HITS);
        }
        found.sort_unstable_by(order);
        let best = found.first().map_or(0.0, |entry| all.scores[*entry]);
        found.retain(|entry| all.scores[*entry] >= best * BEST);
        let hit = |entry: usize| Hit {
            entry: self.entries[entry].clone(),
            score: all.scores[entry],
            covered: if worth > 0.0 { (all.covered[entry] / worth).min(1.0) } else { 0.0 },
        };
        self.with_promoted(found.into_iter().map(hit).collect(), asked)
    }

    /// The same answers with those on top that staff put there for these very words.
    fn with_promoted(&self, mut hits: Vec<Hit>, asked: &Asked) -> Results {
        let mut first = Vec::new();
        let said: Vec<String> = asked.words.iter().map(|word| word.word.clone()).collect();
        for words in [&asked.all, &said] {
            for entry in self.thesaurus.promoted(asked.lang, words) {
                if self.entries.binary_search(entry).is_err()
                    || first.iter().any(|hit: &Hit| hit.entry == *entry)
                {
                    continue;
                }
                let found = hits.iter().position(|hit| hit.entry == *entry).map(|at| hits.remove(at));
                let unfound = || Hit { entry: entry.clone(), score: 0.0, covered: 0.0 };
                first.push(found.unwrap_or_else(unfound));
            }
        }
        let promoted = first.len();
        first.append(&mut hits);
        Results { hits: first, promoted }
    }
}

impl Alternative {
    /// What it counts towards the floor where it stands.
    fn counts(&self) -> f32 {
        match self.how {
            How::Typo | How::Beginning => OF_A_GUESS,
            _ => 1.0,
        }
    }
}
