//! What becomes of a translation that comes back: a body to save, and all that is to be said about it.
//!
//! The translation was made of an older revision, so it is merged in three ways, text by text: what only the
//! translator changed is taken over; what was changed here too stays as it is here, and is shown with the translation.
//!
//! Invariant: the proposed body differs from the newest in the language of the translation only, and only where that
//! was not changed here since. Each text that came back is in exactly one list, or was so already.

mod judge;

use judge::{Verdict, judge};

use super::{
    Languages,
    codes::shown,
    part::Part,
    read::{ReturnedEntry, ReturnedUnit},
    unit::{Slot, Units, units},
};
use crate::content::{
    agreement::{self, Agreement, Pair, pairs},
    entry::Body,
    passage::{self, Passage},
    rich_text::{Piece, RichText},
    values::Line,
};

/// What becomes of what came back of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The newest body with what is taken over.
    pub body: Body,
    /// What is taken over.
    pub taken: Vec<Taken>,
    /// What was changed here since, so that it stays as it is here.
    pub conflicts: Vec<Conflict>,
    /// What cannot be read.
    pub unread: Vec<Unread>,
    /// What the translator vouches for: passages that came back whole, with something new, or declared done as they
    /// were. Each says the same as the source did in the revision that was sent.
    pub agreed: Vec<Agreement>,
    /// How many units came back without a translation, or as they are here.
    pub unchanged: usize,
}

/// A text that is taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The text.
    pub part: Part,
    /// What it said before, as it is stored.
    pub before: Option<String>,
    /// What it says now.
    pub after: String,
    /// Whether the language that leads says something else by now: the translation is of what it said before.
    pub is_outdated: bool,
}

/// A text that was changed here and in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The text.
    pub part: Part,
    /// What it said when it was sent out, as it is stored.
    pub base: Option<String>,
    /// What it says here now; none if its place is gone.
    pub here: Option<String>,
    /// What the translator made of it.
    pub returned: String,
}

/// A unit that cannot be taken over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Its name in the file.
    pub unit: String,
    /// Its line in the file.
    pub line: usize,
    /// Why.
    pub reason: Reason,
    /// What the translator wrote, with marks as `{1>words<1}` and signs as `{2}`.
    pub text: String,
}

/// Why a unit cannot be taken over.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    /// The revision has no such unit.
    #[error("there is no such unit")]
    UnknownUnit,
    /// The file has it twice, with different translations.
    #[error("the unit is there twice")]
    Twice,
    /// What was translated is not what that revision says.
    #[error("the source is not that of the revision")]
    OtherSource,
    /// A link or a figure is missing.
    #[error("the mark {0} is missing")]
    MarkLost(String),
    /// A mark has a number that the source does not have.
    #[error("the mark {0} is not known")]
    MarkUnknown(String),
    /// A link stands within a link.
    #[error("the link {0} stands in another link")]
    LinkInLink(String),
    /// An element is none of those that were sent.
    #[error("the element {0} is not known")]
    NotOurs(String),
    /// Longer than a line may be, or with characters that none may have.
    #[error("not a line of text of 300 characters at most")]
    NotALine,
    /// The tool divided it, and a piece has no translation.
    #[error("a part of the unit is not translated")]
    HalfDone,
    /// Other blocks of the same text have no translation, and there was none before.
    #[error("other units of the same text are not translated")]
    Incomplete,
    /// There is no text in that language yet, and its title did not come back.
    #[error("the title is not translated")]
    NoTitle,
}

/// Judges what came back of an entry: `base` is the revision that was sent, `newest` the latest.
pub fn plan(returned: &ReturnedEntry, langs: Languages, base: &Body, newest: &Body) -> Plan {
    let base = base.clone().normalised();
    let newest = newest.clone().normalised();
    let texts = units(&base, langs);
    let plan = Plan {
        body: newest.clone(),
        taken: Vec::new(),
        conflicts: Vec::new(),
        unread: Vec::new(),
        agreed: Vec::new(),
        unchanged: 0,
    };
    let mut planner = Planner { returned, langs, base: &base, newest: &newest, plan };
    planner.refuse_unknown(&texts);
    let outcomes: Vec<(Passage, Outcome)> =
        texts.iter().map(|text| (text.part.passage(), planner.text(text))).collect();
    planner.plan.agreed = agreed(&outcomes, langs, &base, &planner.plan.body);
    planner.plan
}

/// What became of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It is not translated, or not as a whole; or it is not as the translator left it.
    Open,
    /// It is as it was.
    Kept,
    /// It is as it was, and declared done.
    Confirmed,
    /// It is as the translator wrote it.
    New,
}

struct Planner<'a> {
    returned: &'a ReturnedEntry,
    langs: Languages,
    base: &'a Body,
    newest: &'a Body,
    plan: Plan,
}

/// What came back of a text, as one value.
enum Value {
    Line(Line),
    Words(RichText),
}

impl Planner<'_> {
    /// Shows what came back under names that the revision does not know, and what came back twice.
    fn refuse_unknown(&mut self, texts: &[Units]) {
        let known = |id: &str| texts.iter().flat_map(|text| &text.units).any(|unit| unit.id == id);
        for (index, unit) in self.returned.units.iter().enumerate() {
            let mut before = self.returned.units[..index].iter();
            if !known(&unit.id) {
                self.refuse(unit, Reason::UnknownUnit);
            } else if before.any(|other| other.id == unit.id && other.target != unit.target) {
                self.refuse(unit, Reason::Twice);
            }
        }
    }

    /// A unit without a translation has nothing to show.
    fn refuse(&mut self, unit: &ReturnedUnit, reason: Reason) {
        let text = shown(&unit.target);
        if text.is_empty() {
            self.plan.unchanged += 1;
        } else {
            self.plan.unread.push(Unread { unit: unit.id.clone(), line: unit.line, reason, text });
        }
    }

    /// Judges all that came back of a text.
    fn text(&mut self, text: &Units) -> Outcome {
        let returned = self.returned;
        let find = |id: &str| returned.units.iter().find(|unit| unit.id == id);
        let judged: Vec<_> = text
            .units
            .iter()
            .map(|unit| find(&unit.id).map(|returned| (returned, judge(unit, returned))))
            .collect();
        let open = |plan: &Plan| plan.conflicts.len() + plan.unread.len();
        let before = open(&self.plan);
        let outcome = self.outcome(text, &judged);
        self.take(text, judged);
        if open(&self.plan) == before { outcome } else { Outcome::Open }
    }

    /// What becomes of a text, if nothing stands in the way.
    fn outcome(&self, text: &Units, judged: &[Option<(&ReturnedUnit, Verdict)>]) -> Outcome {
        let verdicts: Vec<Option<&Verdict>> =
            judged.iter().map(|judged| judged.as_ref().map(|(_, verdict)| verdict)).collect();
        let is_new = verdicts.iter().any(|verdict| matches!(verdict, Some(Verdict::New(_))));
        let is_whole = text.units.iter().zip(&verdicts).all(|(unit, verdict)| match verdict {
            Some(Verdict::New(_) | Verdict::Same | Verdict::Confirmed) => true,
            Some(Verdict::Copied(_)) => is_new && unit.kept.is_none(),
            _ => unit.wordless().is_some(),
        });
        let stored = |body| text.part.stored(body, self.langs.to);
        match is_whole {
            true if is_new => Outcome::New,
            true if stored(self.base) != stored(self.newest) => Outcome::Open,
            // Figures alone are nothing to translate, but they have to be there.
            true if verdicts.is_empty() && stored(self.base).is_none() => Outcome::Open,
            true if verdicts.is_empty() => Outcome::Kept,
            true if verdicts.iter().all(|verdict| *verdict == Some(&Verdict::Confirmed)) => {
                Outcome::Confirmed
            }
            true => Outcome::Kept,
            false => Outcome::Open,
        }
    }

    fn take(&mut self, text: &Units, judged: Vec<Option<(&ReturnedUnit, Verdict)>>) {
        let mut new = Vec::new();
        let is_begun = judged.iter().flatten().any(|(_, verdict)| matches!(verdict, Verdict::New(_)));
        let mut words = Vec::new();
        for (unit, judged) in text.units.iter().zip(judged) {
            let kept = || unit.kept.as_ref().and_then(|kept| unit.codes.resolve(kept).ok());
            words.push(
                match judged {
                    None => kept(),
                    Some((returned, Verdict::New(words))) => {
                        new.push(returned);
                        Some(words)
                    }
                    // A name among translated words is the same in both languages.
                    Some((_, Verdict::Copied(words))) if is_begun && unit.kept.is_none() => {
                        self.plan.unchanged += 1;
                        Some(words)
                    }
                    Some((returned, Verdict::Unread(reason))) => {
                        self.refuse(returned, reason);
                        kept()
                    }
                    Some(_) => {
                        self.plan.unchanged += 1;
                        kept()
                    }
                }
                .or_else(|| unit.wordless()),
            );
        }
        if new.is_empty() {
            return;
        }
        let Some(words) = words.into_iter().collect::<Option<Vec<_>>>() else {
            return new.into_iter().for_each(|unit| self.refuse(unit, Reason::Incomplete));
        };
        let value = match &text.part {
            Part::Words(_) => {
                let piece = |slot: &Slot| match slot {
                    Slot::Fixed(piece) => piece.clone(),
                    Slot::Unit(index, kind) => Piece::Words(*kind, words[*index].clone()),
                };
                let pieces: Vec<Piece> = text.pieces.iter().map(piece).collect();
                Some(Value::Words(RichText::from_pieces(&pieces)))
            }
            _ => words.first().and_then(|words| judge::line(words)).map(Value::Line),
        };
        match value {
            Some(value) => self.merge(&text.part, &value, &new),
            None => new.into_iter().for_each(|unit| self.refuse(unit, Reason::NotALine)),
        }
    }

    /// Puts a text into the newest body, if nobody changed it there.
    fn merge(&mut self, part: &Part, value: &Value, units: &[&ReturnedUnit]) {
        let lang = self.langs.to;
        let returned = match value {
            Value::Line(line) => line.to_string(),
            Value::Words(words) => words.as_str().to_owned(),
        };
        let [base, here] = [self.base, self.newest].map(|body| part.stored(body, lang));
        if here.as_ref() == Some(&returned) {
            self.plan.unchanged += units.len();
            return;
        }
        if here == base && part.is_in(self.newest, self.base) {
            if self.plan.body.texts.get(lang).is_none() && !part.is_title() && !part.is_field() {
                return units.iter().for_each(|unit| self.refuse(unit, Reason::NoTitle));
            }
            let is_said = match value {
                Value::Line(line) => part.say(&mut self.plan.body, lang, line),
                Value::Words(words) => part.say_words(&mut self.plan.body, lang, words),
            };
            if is_said {
                let [then, now] = [self.base, self.newest].map(|body| part.stored(body, self.langs.from));
                let taken =
                    Taken { part: part.clone(), before: base, after: returned, is_outdated: then != now };
                return self.plan.taken.push(taken);
            }
        }
        self.plan.conflicts.push(Conflict { part: part.clone(), base, here, returned });
    }
}

/// What is to be declared of the passages of which nothing is open.
fn agreed(outcomes: &[(Passage, Outcome)], langs: Languages, base: &Body, body: &Body) -> Vec<Agreement> {
    let is_settled = |passage: &Passage| {
        let of: Vec<Outcome> =
            outcomes.iter().filter(|(other, _)| other == passage).map(|(_, outcome)| *outcome).collect();
        !of.contains(&Outcome::Open)
            && (of.contains(&Outcome::New) || of.iter().all(|outcome| *outcome == Outcome::Confirmed))
    };
    let said = passage::said(body, langs.to);
    let agreement = |(passage, pair): (Passage, Pair)| {
        let target = said.get(&passage)?.hash();
        let is_known = outcomes.iter().any(|(other, _)| *other == passage);
        (is_known && is_settled(&passage))
            .then(|| Agreement::of(passage, pair.with(langs.to, target), agreement::Verdict::Same))
    };
    pairs(base).into_iter().filter_map(agreement).collect()
}
