//! Merging the outline: which sections there are, what the languages share of them, and in which order they stand.
//!
//! Invariant: a section that one side removed and the other changed stays; a section stands once.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::{Conflict, Sides, pick_text};
use crate::{
    content::{
        entry::{Body, Section, SectionText},
        unit::{Attribute, Unit},
    },
    ids::SectionId,
    lang::Lang,
};

/// A section of the merged outline.
pub(super) struct Place {
    /// What the languages share of it.
    pub section: Section,
    /// Whose words it has.
    pub words: Whose,
}

/// Whose words a section has.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Whose {
    /// Those of both sides, merged.
    Both,
    /// Those of "mine": "theirs" removed it.
    Mine,
    /// Those of "theirs": "mine" removed it.
    Theirs,
}

/// The sections of both sides in order.
pub(super) fn merge(sides: Sides<'_>, conflicts: &mut Vec<Conflict>) -> Vec<Place> {
    let mut kept: HashMap<SectionId, Place> = HashMap::new();
    let ids: BTreeSet<&SectionId> = names(sides.mine).into_iter().chain(names(sides.theirs)).collect();
    for id in ids {
        if let Some(place) = merge_section(sides, id, conflicts) {
            kept.insert(id.clone(), place);
        }
    }
    let order = order(sides, &kept.keys().cloned().collect(), conflicts);
    order.into_iter().filter_map(|id| kept.remove(&id)).collect()
}

fn names(body: &Body) -> Vec<&SectionId> {
    body.shared.outline.iter().map(|section| &section.id).collect()
}

fn merge_section(sides: Sides<'_>, id: &SectionId, conflicts: &mut Vec<Conflict>) -> Option<Place> {
    let [base, mine, theirs] = [sides.base, sides.mine, sides.theirs].map(|body| body.section(id));
    match (mine, theirs) {
        (Some(mine), Some(theirs)) => {
            let section = merge_attributes([base, Some(mine), Some(theirs)], conflicts)?;
            Some(Place { section, words: Whose::Both })
        }
        (Some(section), None) => keep_removed(sides, sides.mine, section, Whose::Mine, conflicts),
        (None, Some(section)) => keep_removed(sides, sides.theirs, section, Whose::Theirs, conflicts),
        (None, None) => None,
    }
}

/// A section that only one side has: new there, or removed by the other and kept if it was changed there.
fn keep_removed(
    sides: Sides<'_>,
    side: &Body,
    section: &Section,
    words: Whose,
    conflicts: &mut Vec<Conflict>,
) -> Option<Place> {
    let place = Place { section: section.clone(), words };
    let Some(before) = sides.base.section(&section.id) else { return Some(place) };
    let is_changed = before != section
        || Lang::ALL
            .iter()
            .any(|lang| said(side, &section.id, *lang) != said(sides.base, &section.id, *lang));
    if !is_changed {
        return None;
    }
    conflicts.push(Conflict {
        place: Unit::Section(section.id.clone()),
        base: Some(html(sides.base, &section.id)),
        theirs: (words == Whose::Theirs).then(|| html(side, &section.id)),
    });
    Some(place)
}

/// What a section says in a language; what is empty is nothing.
pub(super) fn said<'a>(body: &'a Body, id: &SectionId, lang: Lang) -> Option<&'a SectionText> {
    body.texts.get(lang).as_ref()?.sections.get(id)
}

/// All that a section says, one language after the other.
fn html(body: &Body, id: &SectionId) -> String {
    let words = Lang::ALL.iter().filter_map(|lang| said(body, id, *lang));
    let parts = words.flat_map(|words| {
        [words.heading.as_ref().map(ToString::to_string).unwrap_or_default(), words.text.as_str().to_owned()]
    });
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

fn merge_attributes(sides: [Option<&Section>; 3], conflicts: &mut Vec<Conflict>) -> Option<Section> {
    let mut section = sides[1]?.clone();
    let id = section.id.clone();
    let unit = |attribute| {
        let id = id.clone();
        move || Unit::Attribute(id, attribute)
    };
    let refers_to = sides.map(|side| side?.refers_to.as_ref());
    section.refers_to = pick_text(unit(Attribute::RefersTo), refers_to, ToString::to_string, conflicts);
    let source = sides.map(|side| side?.source.as_ref());
    section.source = pick_text(unit(Attribute::Source), source, ToString::to_string, conflicts);
    let note = sides.map(|side| side?.note.as_ref());
    section.note = pick_text(unit(Attribute::Note), note, ToString::to_string, conflicts);
    let [base, mine, theirs] = sides.map(|side| side.is_some_and(|side| side.unconfirmed));
    // A yes or no that both sides changed was changed alike.
    section.unconfirmed = if mine == base { theirs } else { mine };
    Some(section)
}

/// The order of the sections that are kept.
fn order(sides: Sides<'_>, kept: &HashSet<SectionId>, conflicts: &mut Vec<Conflict>) -> Vec<SectionId> {
    let [base, mine, theirs] = [sides.base, sides.mine, sides.theirs]
        .map(|body| names(body).into_iter().filter(|id| kept.contains(*id)).cloned().collect::<Vec<_>>());
    let in_both: HashSet<&SectionId> = mine.iter().filter(|id| theirs.contains(id)).collect();
    let common = |side: &[SectionId]| -> Vec<SectionId> {
        side.iter().filter(|id| in_both.contains(id)).cloned().collect()
    };
    let mut sequence = common_order(&base, common(&mine), common(&theirs), conflicts, sides);
    insert_others(&mut sequence, &mine, &theirs);
    sequence
}

/// The order of the sections that both sides have: that of the side that moved something.
fn common_order(
    base: &[SectionId],
    mine: Vec<SectionId>,
    theirs: Vec<SectionId>,
    conflicts: &mut Vec<Conflict>,
    sides: Sides<'_>,
) -> Vec<SectionId> {
    let before: Vec<&SectionId> = base.iter().filter(|id| mine.contains(id)).collect();
    let is_moved = |side: &[SectionId]| side.iter().filter(|id| base.contains(id)).ne(before.iter().copied());
    match (is_moved(&mine), is_moved(&theirs)) {
        (false, true) => return theirs,
        (true, true) if mine != theirs => {}
        (true, _) => return mine,
        // What both added under one name may stand in two places; the choice does not depend on who is "mine".
        (false, false) => return mine.min(theirs),
    }
    let listed = |body: &Body, ids: &[SectionId]| {
        ids.iter().map(|id| body.section_name(id)).collect::<Vec<_>>().join("\n")
    };
    conflicts.push(Conflict {
        place: Unit::Order,
        base: Some(listed(sides.base, base)),
        theirs: Some(listed(sides.theirs, &theirs)),
    });
    mine
}

/// Puts what only one side has behind its neighbour on that side.
fn insert_others(sequence: &mut Vec<SectionId>, mine: &[SectionId], theirs: &[SectionId]) {
    let [mut runs, others] = [mine, theirs].map(|side| runs(side, sequence));
    runs.extend(others);
    // Whose run comes first where both have one does not depend on who is "mine".
    runs.sort();
    for (anchor, run) in runs.into_iter().rev() {
        let at = anchor.map_or(0, |anchor| anchor + 1);
        sequence.splice(at..at, run);
    }
}

/// The rows of sections that only one side has, each with the place of the section that it stands behind.
fn runs(side: &[SectionId], sequence: &[SectionId]) -> Vec<(Option<usize>, Vec<SectionId>)> {
    let mut runs: Vec<(Option<usize>, Vec<SectionId>)> = vec![(None, Vec::new())];
    for id in side {
        match (sequence.iter().position(|other| other == id), runs.last_mut()) {
            (None, Some((_, run))) => run.push(id.clone()),
            (at, _) => runs.push((at, Vec::new())),
        }
    }
    runs.retain(|(_, run)| !run.is_empty());
    runs
}
