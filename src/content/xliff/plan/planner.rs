//! Judging what came back of an entry, text by text.
//!
//! Invariant: a text goes into the newest body only where that says what the revision that was sent said.

use std::collections::{HashMap, HashSet};

use super::{
    Conflict, Plan, Reason, Taken, Unread,
    judge::{self, Verdict, judge},
};
use crate::content::{
    agreement::{self, Agreement, Pair, pairs},
    entry::Body,
    passage::{self, Passage},
    rich_text::{Inline, Piece, RichText},
    values::Line,
    xliff::{
        Languages,
        codes::shown,
        part::Part,
        read::{ReturnedEntry, ReturnedUnit},
        unit::{Slot, Unit, Units, units},
    },
};

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
    let mut planner = Planner { returned: HashMap::new(), langs, base: &base, newest: &newest, plan };
    planner.sort(returned, &texts);
    let outcomes: Vec<(Passage, Outcome)> =
        texts.iter().map(|text| (text.part.passage(), planner.text(text))).collect();
    planner.plan.agreed = agreed(&outcomes, langs, &base, &planner.plan.body);
    planner.plan
}

/// What became of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It is not translated, or not as a whole, or a unit of it still waits for review; or it is not as the translator
    /// left it.
    Open,
    /// It is as it was.
    Kept,
    /// It is as it was, and declared done.
    Confirmed,
    /// It is as the translator wrote it.
    New,
}

struct Planner<'a> {
    /// What came back of each unit.
    returned: HashMap<&'a str, &'a ReturnedUnit>,
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

impl<'a> Planner<'a> {
    /// Finds what came back of each unit; shows what came back under names that the revision does not know, and what
    /// came back twice.
    fn sort(&mut self, returned: &'a ReturnedEntry, texts: &[Units]) {
        let known: HashSet<&str> = texts.iter().flat_map(|text| &text.units).map(|unit| &*unit.id).collect();
        for unit in &returned.units {
            if !known.contains(&*unit.id) {
                self.refuse(unit, Reason::UnknownUnit);
                continue;
            }
            let first = *self.returned.entry(&unit.id).or_insert(unit);
            if first.target != unit.target {
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
        let find = |id: &str| self.returned.get(id).copied();
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
            // Figures too: those of the source may be others by now.
            Some(Verdict::Untouched) => false,
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

    /// Takes over what is new of a text, as a whole or not at all.
    fn take(&mut self, text: &Units, judged: Vec<Option<(&ReturnedUnit, Verdict)>>) {
        let is_new = |judged: &&(&ReturnedUnit, Verdict)| matches!(judged.1, Verdict::New(_));
        let new: Vec<&ReturnedUnit> = judged.iter().flatten().filter(is_new).map(|(unit, _)| *unit).collect();
        let words: Vec<_> = text
            .units
            .iter()
            .zip(judged)
            .map(|(unit, judged)| self.words(unit, judged, !new.is_empty()).or_else(|| unit.wordless()))
            .collect();
        if new.is_empty() {
            return;
        }
        let value = match words.into_iter().collect::<Option<Vec<_>>>() {
            None => Err(Reason::Incomplete),
            Some(words) => value(text, &words).ok_or(Reason::NotALine),
        };
        match value {
            Ok(value) => self.merge(&text.part, &value, &new),
            Err(reason) => new.into_iter().for_each(|unit| self.refuse(unit, reason.clone())),
        }
    }

    /// What a unit is to say in a text of which something is new, or nothing; none if it has no translation.
    fn words(
        &mut self,
        unit: &Unit,
        judged: Option<(&ReturnedUnit, Verdict)>,
        is_begun: bool,
    ) -> Option<Vec<Inline>> {
        match judged {
            None => {}
            Some((_, Verdict::New(words))) => return Some(words),
            Some((returned, Verdict::Unread(reason))) => self.refuse(returned, reason),
            Some((_, verdict)) => {
                self.plan.unchanged += 1;
                // A name among translated words is the same in both languages.
                if let (Verdict::Copied(words), true, None) = (verdict, is_begun, &unit.kept) {
                    return Some(words);
                }
            }
        }
        unit.codes.resolve(unit.kept.as_ref()?).ok()
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

/// A text with these words in its units.
fn value(text: &Units, words: &[Vec<Inline>]) -> Option<Value> {
    let Part::Words(_) = &text.part else { return judge::line(words.first()?).map(Value::Line) };
    let piece = |slot: &Slot| match slot {
        Slot::Fixed(piece) => piece.clone(),
        Slot::Unit(index, kind) => Piece::Words(*kind, words[*index].clone()),
    };
    let pieces: Vec<Piece> = text.pieces.iter().map(piece).collect();
    Some(Value::Words(RichText::from_pieces(&pieces)))
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
