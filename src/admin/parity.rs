//! How the languages of a passage stand, for people: in words, with what has changed, and with what can be answered.
//!
//! Invariant: what is shown follows from the saved words and the agreements; nothing here decides. Changes are said in
//! words too, so they need neither colour nor sight.

mod answer;

use sqlx::PgConnection;

pub(super) use self::answer::{Answer, answer_field, is_about_reason, reason_field};
use super::{
    changes::{Names, SpanView},
    entry::labels,
};
use crate::{
    accounts::editor::{self, Editor},
    content::{
        agreement::{self, Agreement, Declared, LANGS, Pair},
        comparison,
        entry::Body,
        facts::Difference,
        parity::{self, Standing, State, base::Past},
        passage::{Passage, said},
        unit::Unit,
    },
    ids::EntryId,
    lang::Lang,
    web::{Locale, error::Result},
};

/// A passage that someone has to look at, or that differs on purpose.
pub(super) struct ParityView {
    /// Its name, with which the names of its fields end.
    pub passage: String,
    /// The id of its element on a page.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What its languages are to each other.
    pub state: String,
    /// Where to go from it: addresses with their words.
    pub links: Vec<(String, String)>,
    /// Whether someone has to look at it.
    pub is_open: bool,
    /// Why it differs on purpose.
    pub reason_given: Option<String>,
    /// Who decided that, and when.
    pub decided: Option<String>,
    /// What each language says.
    pub texts: Vec<ParityText>,
    /// Facts that only one of the texts states, a sentence each.
    pub facts: Vec<String>,
    /// The pair of texts that is shown, as forms say it.
    pub pair: String,
    /// What can be answered.
    pub choices: Vec<AnswerChoice>,
    /// The reason that was typed.
    pub reason: String,
    /// What is wrong with the answer.
    pub answer_error: Option<String>,
    /// What is wrong with the reason.
    pub reason_error: Option<String>,
}

/// What a passage says in a language.
pub(super) struct ParityText {
    /// The language.
    pub lang: Lang,
    /// What it is called.
    pub name: String,
    /// Its words; where they were changed since the languages were in step, those of both versions.
    pub spans: Vec<SpanView>,
    /// Whether words are marked in it.
    pub is_changed: bool,
}

/// Something that can be answered.
pub(super) struct AnswerChoice {
    /// What the form sends.
    pub value: &'static str,
    /// What it says.
    pub words: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// An entry as its languages stand to each other.
pub(super) struct Comparison {
    /// How each passage stands, in the order of the form.
    pub standings: Vec<Standing>,
    /// Everything that was declared.
    pub declared: Vec<Declared>,
    past: Past,
    editors: Vec<Editor>,
}

impl Comparison {
    /// Compares the languages of what an entry says.
    pub(super) async fn load(conn: &mut PgConnection, entry: &EntryId, body: &Body) -> Result<Comparison> {
        let declared = agreement::list(&mut *conn, entry).await?;
        let standings = parity::standings(body, &agreements(&declared));
        let open: Vec<&Standing> = standings.iter().filter(|standing| standing.state.is_open()).collect();
        let past = parity::base::find(&mut *conn, entry, &open).await?;
        let has_decisions = standings.iter().any(|standing| standing.state == State::Differs);
        let editors = if has_decisions { editor::list(conn).await? } else { Vec::new() };
        Ok(Comparison { standings, declared, past, editors })
    }

    /// The passages that someone has to look at, those that differ on purpose, and those in which only one text states
    /// a fact; each with such facts.
    pub(super) fn shown(&self, body: &Body) -> Vec<(&Standing, Vec<Difference>)> {
        let with_facts = |standing| (standing, parity::unanswered(body, standing));
        let is_shown = |(standing, facts): &(&Standing, Vec<Difference>)| {
            standing.state != State::InStep || !facts.is_empty()
        };
        self.standings.iter().map(with_facts).filter(is_shown).collect()
    }

    /// One passage.
    pub(super) fn view(&self, names: &Names<'_>, body: &Body, standing: &Standing) -> ParityView {
        let t = names.t;
        let decision = self.declared.iter().find(|one| {
            standing.state == State::Differs && Some(&one.agreement) == standing.measure.as_ref()
        });
        ParityView {
            passage: standing.passage.to_string(),
            id: element_id(&standing.passage),
            title: title(names, body, &standing.passage),
            state: state(t, standing),
            links: Vec::new(),
            is_open: standing.state.is_open(),
            reason_given: decision.and_then(|decision| decision.agreement.reason.clone()),
            decided: decision.map(|decision| self.decided(t, decision)),
            texts: LANGS.map(|lang| self.text(t, body, standing, lang)).into(),
            facts: Vec::new(),
            pair: pair_words(&standing.pair),
            choices: choices(t, standing.state),
            reason: String::new(),
            answer_error: None,
            reason_error: None,
        }
    }

    fn text(&self, t: &Locale, body: &Body, standing: &Standing, lang: Lang) -> ParityText {
        let now = said(body, lang).get(&standing.passage).map(|words| words.readable()).unwrap_or_default();
        let is_other = |agreed: &Agreement| agreed.pair().get(lang) != standing.pair.get(lang);
        let was = standing.measure.as_ref().filter(|agreed| is_other(agreed));
        let was = was.and_then(|_| self.past.words(standing, lang)).filter(|_| standing.state.is_open());
        let spans = comparison::spans(was.unwrap_or(&now), &now);
        ParityText {
            lang,
            name: t.language(lang),
            spans: spans.iter().map(SpanView::of).collect(),
            is_changed: was.is_some(),
        }
    }

    fn decided(&self, t: &Locale, decision: &Declared) -> String {
        let name = decision.by.and_then(|id| self.editors.iter().find(|editor| editor.id == id));
        let name = name.map_or_else(|| t.msg("history-system"), |editor| editor.name.clone());
        let values = [("name", name.into()), ("time", t.moment(decision.at).into())];
        t.msg_with("standing-decided", &values)
    }
}

impl ParityView {
    /// The id of one of the fields with what is answered: `answer` or `reason`.
    pub(super) fn field_id(&self, field: &str) -> String {
        format!("f-{field}-{}", key(&self.passage))
    }

    /// Whether someone is asked: it is not in step, or only one of its texts states a fact.
    pub(super) fn asks(&self) -> bool {
        self.is_open || !self.facts.is_empty()
    }

    /// Whether it can be answered that the languages differ, which needs a reason.
    pub(super) fn takes_reason(&self) -> bool {
        self.choices.iter().any(|choice| choice.value == Answer::DIFFERS)
    }

    /// The same with what was answered before.
    pub(super) fn answered(mut self, answer: &str, reason: &str) -> ParityView {
        if self.choices.iter().any(|choice| choice.value == answer) {
            for choice in &mut self.choices {
                choice.is_chosen = choice.value == answer;
            }
        }
        reason.clone_into(&mut self.reason);
        self
    }

    /// Takes back what was answered.
    pub(super) fn forget_answer(&mut self) {
        for choice in &mut self.choices {
            choice.is_chosen = choice.value.is_empty();
        }
    }

    /// The same where the texts are only looked at: that one was updated cannot be answered there.
    pub(super) fn only_looked_at(mut self) -> ParityView {
        self.choices.retain(|choice| choice.value != Answer::UPDATED);
        self
    }
}

/// What was declared, without who did it and when.
pub(super) fn agreements(declared: &[Declared]) -> Vec<Agreement> {
    declared.iter().map(|declared| declared.agreement.clone()).collect()
}

/// A pair of texts as forms say it.
pub(super) fn pair_words(pair: &Pair) -> String {
    format!("{} {}", pair.en.as_str(), pair.nl.as_str())
}

/// The id of the element that shows a passage.
pub(super) fn element_id(passage: &Passage) -> String {
    format!("parity-{}", key(passage.as_str()))
}

/// The name of a passage in the ids of elements. No section begins with a hyphen.
fn key(passage: &str) -> String {
    passage.replace('@', "-")
}

/// What a passage is called.
pub(super) fn title(names: &Names<'_>, body: &Body, passage: &Passage) -> String {
    let kind = body.shared.fields.kind();
    let plain = |name: &str| labels::of_field(names.t, kind, name);
    if let Some(section) = passage.section() {
        return names.unit(kind, &Unit::Section(section), body);
    }
    match passage.unit(Lang::DEFAULT) {
        Unit::Title(_) => plain("title"),
        Unit::ShortTitle(_) => plain("short_title"),
        Unit::Summary(_) => plain("summary"),
        Unit::Field(name) => {
            let end = format!(".{}", Lang::DEFAULT);
            names.field(kind, name.strip_suffix(&end).unwrap_or(&name))
        }
        unit => names.unit(kind, &unit, body),
    }
}

/// What the languages of a passage are to each other.
pub(super) fn state(t: &Locale, standing: &Standing) -> String {
    let of = |lang: Lang| [("lang", t.language(lang).into())];
    match standing.state {
        State::InStep => t.msg("standing-in-step"),
        State::Changed(lang) => t.msg_with("standing-changed", &of(lang)),
        State::BothChanged if standing.measure.is_none() => t.msg("standing-never-compared"),
        State::BothChanged => t.msg("standing-both-changed"),
        State::Missing(lang) => t.msg_with("standing-missing", &of(lang)),
        State::Differs => t.msg("standing-differs"),
    }
}

fn choices(t: &Locale, state: State) -> Vec<AnswerChoice> {
    let lang = |lang: Lang| [("lang", t.language(lang).into())];
    let other = |lang: Lang| LANGS.into_iter().find(|other| *other != lang).unwrap_or(lang);
    let mut choices = match state {
        State::Changed(changed) => vec![
            (Answer::CORRECT, t.msg_with("standing-answer-correct", &lang(other(changed)))),
            (Answer::UPDATED, t.msg_with("standing-answer-updated", &lang(other(changed)))),
            (Answer::DIFFERS, t.msg("standing-answer-differs")),
        ],
        State::BothChanged | State::InStep => vec![
            (Answer::CORRECT, t.msg("standing-answer-same")),
            (Answer::DIFFERS, t.msg("standing-answer-differs")),
        ],
        State::Missing(missing) => vec![
            (Answer::UPDATED, t.msg_with("standing-answer-written", &lang(missing))),
            (Answer::DIFFERS, t.msg_with("standing-answer-only", &lang(other(missing)))),
        ],
        State::Differs => vec![(Answer::CORRECT, t.msg("standing-answer-same-now"))],
    };
    let nothing =
        if state.is_open() { t.msg("standing-answer-later") } else { t.msg("standing-answer-stays") };
    choices.push(("", nothing));
    let choice =
        |(value, words): (&'static str, String)| AnswerChoice { value, words, is_chosen: value.is_empty() };
    choices.into_iter().map(choice).collect()
}
