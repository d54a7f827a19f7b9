//! What saving a form declares about the languages of the entry.
//!
//! Invariant: an answer is about the two texts that its own form says, so it never settles what a colleague changed
//! meanwhile.

use sqlx::PgConnection;

use crate::{
    accounts::audit,
    admin::{
        entry_form::{FieldError, Fields, Problem},
        parity::{Answer, agreements, answer_field, is_about_reason, reason_field},
        staff::Staff,
    },
    content::{
        act::Act,
        agreement::{self, Agreement, LANGS, Pair, Verdict},
        entry::Body,
        parity::{self, Standing, State},
        revision::Revision,
    },
    ids::EntryId,
    lang::Lang,
    web::error::Result,
};

/// What a form makes of an entry.
pub(in crate::admin) struct Made<'a> {
    /// The version from which the form was made.
    pub base: &'a Body,
    /// What the form says.
    pub mine: &'a Body,
    /// The version that was the newest.
    pub old: &'a Body,
    /// The version that is the newest now.
    pub new: &'a Revision,
}

/// What became of it.
pub(in crate::admin) struct Agreed {
    /// How many agreements are new.
    pub count: usize,
    /// Whether what was changed is open, so that its author is asked.
    pub asks: bool,
}

/// Records what a save declares: what it keeps in step, that it changes no meaning if its author says so, and the
/// answers that were read from its form.
pub(in crate::admin) async fn record(
    conn: &mut PgConnection,
    staff: &Staff,
    entry: &EntryId,
    made: &Made<'_>,
    is_same_meaning: bool,
    answers: Vec<Agreement>,
    now: jiff::Timestamp,
) -> Result<Agreed> {
    let mut known = agreements(&agreement::list(&mut *conn, entry).await?);
    // What only moved is no act of the person who moved it.
    for kept in parity::kept(made.old, &made.new.body, &known) {
        agreement::record(&mut *conn, entry, made.new.id, &kept, &Act::of_system(now)).await?;
        known.push(kept);
    }
    let mut declared = Vec::new();
    if is_same_meaning {
        let same = parity::same_meaning(made.base, made.mine, &known);
        known.extend(same.iter().cloned());
        declared.extend(same);
    }
    known.extend(answers.iter().cloned());
    declared.extend(answers);
    let mut new = Vec::new();
    for one in declared {
        if agreement::record(&mut *conn, entry, made.new.id, &one, &staff.act(None, now)).await? {
            new.push(one);
        }
    }
    if !new.is_empty() {
        let event = staff.event("entry.agree", "entry", entry).detail(in_short(&new));
        audit::record(conn, &event, now).await?;
    }
    let asks = !parity::questions(made.old, &made.new.body, &known).is_empty();
    Ok(Agreed { count: new.len(), asks })
}

/// Passages and verdicts, for the audit log.
pub(in crate::admin) fn in_short(declared: &[Agreement]) -> String {
    let word = |verdict| match verdict {
        Verdict::Same => "same",
        Verdict::Differs => "differs",
    };
    let words = declared.iter().map(|one| format!("{}: {}", one.passage, word(one.verdict)));
    words.collect::<Vec<_>>().join("; ")
}

/// The answers of a form about its own texts, or what is wrong with them.
pub(super) fn answers(
    fields: &Fields,
    base: &Body,
    mine: &Body,
    known: &[Agreement],
) -> Result<Vec<Agreement>, Vec<FieldError>> {
    let (mut declared, mut errors) = (Vec::new(), Vec::new());
    for standing in parity::standings(mine, known) {
        let passage = &standing.passage;
        let [answer_field, reason_field] = [answer_field(passage), reason_field(passage)];
        let Some(answer) = Answer::read(fields.get(&answer_field), fields.get(&reason_field)) else {
            continue;
        };
        if passage.item(base) != passage.item(mine) {
            // The answer was about another item at this place.
            continue;
        }
        match answer {
            Err(problem) => {
                let field = if is_about_reason(problem) { reason_field } else { answer_field };
                errors.push(FieldError { field, problem });
            }
            Ok(answer) => match contradiction(&answer, base, &standing, known) {
                Some(problem) => errors.push(FieldError { field: answer_field, problem }),
                None => declared.extend(declaration(answer, base, mine, standing)),
            },
        }
    }
    if errors.is_empty() { Ok(declared) } else { Err(errors) }
}

/// What is declared, unless it is what is known already. Facts that only one text states were compared if just these
/// stood beside the answer.
fn declaration(answer: Answer, base: &Body, mine: &Body, standing: Standing) -> Option<Agreement> {
    let [seen, facts] = [base, mine].map(|body| parity::differences(body, &standing.passage));
    let are_compared = !facts.is_empty() && facts.iter().all(|fact| seen.contains(fact));
    let is_new = standing.state != State::InStep || are_compared || matches!(answer, Answer::Differs(_));
    is_new.then(|| answer.about(standing.passage, standing.pair, are_compared))
}

/// Why an answer cannot be true.
fn contradiction(answer: &Answer, base: &Body, standing: &Standing, known: &[Agreement]) -> Option<Problem> {
    let is_same = !matches!(answer, Answer::Differs(_));
    let missing = LANGS.into_iter().find(|lang| standing.pair.get(*lang).is_nothing());
    if let Some(lang) = missing.filter(|_| is_same) {
        return Some(Problem::NotWritten(lang));
    }
    let was = agreement::pairs(base).into_iter().find(|(passage, _)| *passage == standing.passage)?.1;
    let behind = not_updated(&was, standing, known)?;
    (*answer == Answer::Updated).then_some(Problem::NotChanged(behind))
}

/// A language that was behind, if none of those that were has another text now.
fn not_updated(was: &Pair, standing: &Standing, known: &[Agreement]) -> Option<Lang> {
    if standing.state == State::InStep {
        return None;
    }
    let behind = parity::standing(standing.passage.clone(), was.clone(), known).state.behind();
    let is_as_it_was = |lang: &Lang| was.get(*lang) == standing.pair.get(*lang);
    behind.first().copied().filter(|_| behind.iter().all(is_as_it_was))
}
