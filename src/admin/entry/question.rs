//! The one question after a save: whether the languages of what was changed still say the same.
//!
//! Invariant: it is asked of who saved the newest version, about that save alone; not to answer it loses nothing, because
//! what it is about stays open.

use sqlx::PgConnection;

use super::desk::Desk;
use crate::{
    admin::{
        changes::Names,
        facts,
        parity::{self, Comparison, agreements, pair_words},
        staff::Staff,
    },
    content::{
        agreement::LANGS,
        parity::{differences, questions, touched},
        revision,
    },
    lang::Lang,
    web::error::Result,
};

/// The question.
pub(super) struct Question {
    /// What is asked.
    pub title: String,
    /// Where the answer leads.
    pub then: &'static str,
    /// What it is about.
    pub items: Vec<Asked>,
}

/// A passage that was changed.
pub(super) struct Asked {
    /// Its name.
    pub passage: String,
    /// What it is called.
    pub title: String,
    /// The languages in which it was changed.
    pub words: String,
    /// The facts that only one of its texts states, a sentence each.
    pub facts: Vec<String>,
    /// Its texts, as forms say them.
    pub pair: String,
}

impl Question {
    /// What the newest version leaves open of what it changed; none if it is someone else's.
    pub(super) async fn find(
        conn: &mut PgConnection,
        names: &Names<'_>,
        staff: &Staff,
        desk: &Desk,
        comparison: &Comparison,
        is_work_off: bool,
    ) -> Result<Option<Question>> {
        let newest = &desk.newest;
        if newest.by != Some(staff.editor.id) {
            return Ok(None);
        }
        let Some(before) = revision::find(conn, &desk.entry.id, newest.number - 1).await? else {
            return Ok(None);
        };
        let touched = touched(&before.body, &newest.body);
        let langs =
            |passage| touched.iter().find(|(other, _)| other == passage).map_or(&[][..], |(_, langs)| langs);
        let asked = questions(&before.body, &newest.body, &agreements(&comparison.declared));
        let items = asked.iter().map(|standing| Asked {
            passage: standing.passage.to_string(),
            title: parity::title(names, &newest.body, &standing.passage),
            words: in_languages(names, langs(&standing.passage)),
            facts: facts::sentences(names.t, &differences(&newest.body, &standing.passage)),
            pair: pair_words(&standing.pair),
        });
        let items: Vec<Asked> = items.collect();
        let count = [("count", items.len().into())];
        let are_all = |number| asked.iter().all(|standing| langs(&standing.passage).len() == number);
        let title = match (are_all(1), are_all(LANGS.len())) {
            (true, _) => names.t.msg_with("agree-question-one", &count),
            (_, true) => names.t.msg_with("agree-question-both", &count),
            _ => names.t.msg_with("agree-question", &count),
        };
        let then = if is_work_off { "next" } else { "edit" };
        Ok((!items.is_empty()).then_some(Question { title, then, items }))
    }
}

/// "Changed in English".
fn in_languages(names: &Names<'_>, langs: &[Lang]) -> String {
    let langs: Vec<String> = langs.iter().map(|lang| names.t.language(*lang)).collect();
    names.t.msg_with("agree-changed-in", &[("langs", names.t.list(&langs).into())])
}
