//! What a single unit that came back is worth.
//!
//! Invariant: a unit whose words are as they were sent changes nothing, whatever else a tool did to it.

use super::Reason;
use crate::content::{
    rich_text::Inline,
    values::Line,
    xliff::{
        codes::{fold, shown, words_alone},
        read::ReturnedUnit,
        unit::{Kind, Unit},
    },
};

/// What became of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// There is no translation.
    Empty,
    /// It is the present translation, still marked for review as it was sent.
    Untouched,
    /// It is the present translation.
    Same,
    /// It is the present translation, declared done.
    Confirmed,
    /// It is the source again, and nobody said that this is the translation: many tools fill what is not translated.
    Copied(Vec<Inline>),
    /// It is a translation.
    New(Vec<Inline>),
    /// It cannot be taken over.
    Unread(Reason),
}

/// Judges a unit by what was sent.
pub(super) fn judge(unit: &Unit, returned: &ReturnedUnit) -> Verdict {
    let text = shown(&returned.target);
    if text.is_empty() {
        return Verdict::Empty;
    }
    if unit.kept.as_ref().is_some_and(|kept| shown(kept) == text) {
        return match returned {
            ReturnedUnit { is_done: true, .. } => Verdict::Confirmed,
            ReturnedUnit { is_for_review: true, .. } => Verdict::Untouched,
            _ => Verdict::Same,
        };
    }
    if !returned.source.is_empty() && words_alone(&returned.source) != words_alone(&unit.source) {
        return Verdict::Unread(Reason::OtherSource);
    }
    if returned.is_half_done {
        return Verdict::Unread(Reason::HalfDone);
    }
    match unit.codes.resolve(&returned.target) {
        Err(reason) => Verdict::Unread(reason),
        Ok(words) if text == shown(&unit.source) && !returned.is_done => Verdict::Copied(words),
        Ok(words) if unit.kind == Kind::Line && line(&words).is_none() => Verdict::Unread(Reason::NotALine),
        Ok(words) => Verdict::New(words),
    }
}

/// The words as a line of text, if they can be one.
pub(super) fn line(words: &[Inline]) -> Option<Line> {
    let text = |inline: &Inline| match inline {
        Inline::Text(text) => Some(text.clone()),
        Inline::Marked(..) | Inline::Sign(_) => None,
    };
    Line::try_from(fold(&words.iter().map(text).collect::<Option<String>>()?)).ok()
}
