//! Merging: two people changed an entry from the same revision; what they did goes together, piece by piece.
//!
//! Invariant: nothing that one side added or changed is absent from the merged body and the conflicts. A piece that
//! only one side changed, or both alike, is no conflict; a conflict keeps "mine" in the body and "theirs" beside it.

mod fields;
mod outline;
mod texts;

use super::{
    entry::{Body, Shared},
    unit::Unit,
};
use crate::lang::{Lang, PerLang};

/// Two bodies in one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    /// What both said, in normal form; where they contradict each other, what "mine" says.
    pub body: Body,
    /// Where they contradict each other.
    pub conflicts: Vec<Conflict>,
}

/// A piece that both sides changed, and not alike; or that one side removed and the other changed, which keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The piece.
    pub place: Unit,
    /// What it said before, if it was there: HTML of a section's text, else plain text.
    pub base: Option<String>,
    /// What "theirs" says, if it has it.
    pub theirs: Option<String>,
}

/// The three bodies of a merge.
#[derive(Clone, Copy)]
struct Sides<'a> {
    base: &'a Body,
    mine: &'a Body,
    theirs: &'a Body,
}

/// Puts together what was made of `base` on two sides.
pub fn merge(base: &Body, mine: &Body, theirs: &Body) -> Merged {
    let (base, mine, theirs) =
        (base.clone().normalised(), mine.clone().normalised(), theirs.clone().normalised());
    let sides = Sides { base: &base, mine: &mine, theirs: &theirs };
    let mut conflicts = Vec::new();
    let fields = fields::merge(sides, &mut conflicts);
    let outline = outline::merge(sides, &mut conflicts);
    let texts: PerLang<_> =
        PerLang::from_fn(|lang: Lang| texts::merge(sides, lang, &outline, &mut conflicts));
    let sections = outline.into_iter().map(|place| place.section).collect();
    let body = Body { shared: Shared { fields, outline: sections }, texts }.normalised();
    Merged { body, conflicts }
}

/// What one piece says after the merge, and whether the sides contradict each other. What one side removed and the
/// other changed stays.
fn pick<'a, T: PartialEq>(
    base: Option<&'a T>,
    mine: Option<&'a T>,
    theirs: Option<&'a T>,
) -> (Option<&'a T>, bool) {
    if mine == theirs || theirs == base {
        (mine, false)
    } else if mine == base {
        (theirs, false)
    } else {
        (mine.or(theirs), true)
    }
}

/// The same for a piece of text, with the conflict noted.
fn pick_text<T: PartialEq + Clone>(
    unit: impl FnOnce() -> Unit,
    sides: [Option<&T>; 3],
    words: impl Fn(&T) -> String,
    conflicts: &mut Vec<Conflict>,
) -> Option<T> {
    let [base, mine, theirs] = sides;
    let (picked, is_conflict) = pick(base, mine, theirs);
    if is_conflict {
        conflicts.push(Conflict { place: unit(), base: base.map(&words), theirs: theirs.map(&words) });
    }
    picked.cloned()
}
