//! What readers of a language are told of the other one: where it is newer, says more, or differs on purpose.
//!
//! Invariant: worked out once, when an entry is read, from the words that are live and what was declared about them. A
//! language that is ahead is told nothing, and texts that nobody ever compared are no remark.

use std::collections::BTreeMap;

use super::{Section, Text, known::LiveTexts};
use crate::{
    content::{
        agreement::{Agreement, LANGS, Pair},
        parity::{self, Standing, State},
        passage::{self, Passage},
        publication::LiveShared,
    },
    ids::SectionId,
    lang::{Lang, PerLang},
};

/// What the other language is to the one that is read; what matters most comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remark {
    /// It was changed since both said the same.
    Newer,
    /// It says something where this one says nothing.
    More,
    /// Both were changed since they said the same.
    MayDiffer,
    /// It differs on purpose.
    Differs,
}

/// A remark, and the language that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Told {
    /// What is said.
    pub remark: Remark,
    /// The other language.
    pub other: Lang,
}

/// A section that only the other language has, and where it would stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The section.
    pub id: SectionId,
    /// The section before it; none where it would be the first.
    pub after: Option<SectionId>,
    /// What is said in its place.
    pub told: Told,
}

/// What readers of an entry in one language are told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remarks {
    /// Of the title, the short title and the summary.
    pub head: Option<Told>,
    /// Of the texts that the fields of its kind hold.
    pub fields: Option<Told>,
    /// Of the sections that this language has.
    pub sections: BTreeMap<SectionId, Told>,
    /// Of those that it lacks, in order.
    pub gaps: Vec<Gap>,
}

impl Remarks {
    /// What matters most of what is not about a section.
    pub fn of_lines(&self) -> Option<Told> {
        self.head.into_iter().chain(self.fields).min()
    }

    /// Takes in what is said of a passage.
    fn tell(&mut self, passage: &Passage, told: Told, own: &Text) {
        let sooner = |known: Option<Told>| Some(known.map_or(told, |known| known.min(told)));
        match passage.section() {
            Some(id) if own.sections.iter().any(|section| section.id == id) => {
                self.sections.insert(id, told);
            }
            Some(id) => self.gaps.push(Gap { id, after: None, told }),
            None if is_in_head(passage) => self.head = sooner(self.head),
            None => self.fields = sooner(self.fields),
        }
    }

    /// Puts the gaps where the other language has them, each behind the nearest section before it that is here.
    fn place(&mut self, own: &[Section], other: &[Section]) {
        let place = |id: &SectionId| other.iter().position(|section| section.id == *id);
        self.gaps.sort_by_key(|gap| place(&gap.id));
        for gap in &mut self.gaps {
            let before = other.iter().take(place(&gap.id).unwrap_or_default()).rev();
            let mut before = before.filter(|section| own.iter().any(|here| here.id == section.id));
            gap.after = before.next().map(|section| section.id.clone());
        }
    }
}

fn is_in_head(passage: &Passage) -> bool {
    [Passage::title(), Passage::short_title(), Passage::summary()].contains(passage)
}

/// How every passage stands, as readers see it; nothing where only one of the languages is live.
pub(super) fn standings(shared: &LiveShared, live: &LiveTexts, agreements: &[Agreement]) -> Vec<Standing> {
    let said = |lang: Lang| {
        let (text, _) = live.get(lang).as_ref()?;
        Some(passage::said_live(shared, text, lang))
    };
    let [Some(one), Some(other)] = LANGS.map(said) else { return Vec::new() };
    let passages = one.keys().chain(other.keys().filter(|passage| !one.contains_key(*passage)));
    passages
        .map(|passage| (passage.clone(), Pair::of(passage, &one, &other)))
        .filter(parity::is_compared)
        .map(|(passage, pair)| parity::standing(passage, pair, agreements))
        .collect()
}

/// What follows from it for the readers of each language.
pub(super) fn of(standings: &[Standing], texts: &PerLang<Option<Text>>) -> PerLang<Remarks> {
    let mut remarks: PerLang<Remarks> = PerLang::default();
    for (lang, other) in LANGS.iter().copied().zip(LANGS.into_iter().rev()) {
        let (Some(own), Some(there)) = (texts.get(lang), texts.get(other)) else { continue };
        let here = remarks.get_mut(lang);
        for standing in standings {
            if let Some(remark) = remark(standing, lang) {
                here.tell(&standing.passage, Told { remark, other }, own);
            }
        }
        here.place(&own.sections, &there.sections);
    }
    remarks
}

/// What readers of a language are told of a passage. One that the other language lacks on purpose is no remark: there
/// is nothing to lead to.
fn remark(standing: &Standing, own: Lang) -> Option<Remark> {
    let were_compared = || standing.measure.as_ref().is_some_and(|agreed| agreed.pair().is_whole());
    match standing.state {
        State::Changed(changed) if changed != own => Some(Remark::Newer),
        State::Missing(missing) if missing == own => Some(Remark::More),
        State::BothChanged if were_compared() => Some(Remark::MayDiffer),
        State::Differs if standing.pair.is_whole() || standing.pair.get(own).is_nothing() => {
            Some(Remark::Differs)
        }
        _ => None,
    }
}
