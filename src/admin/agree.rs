//! What someone says about the languages of passages away from the editor: after a save, before publishing, in the
//! worklist.
//!
//! Invariant: an answer is about the pair of texts that was shown. Where the newest version has another, nothing of what
//! was sent is recorded, and the page shows the texts as they are now.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use sqlx::{Connection, PgConnection};

use super::{
    Admin,
    changes::Names,
    entry::{agreeing, next},
    entry_form::Problem,
    errors::Errors,
    facts,
    layout::{AdminLayout, Place},
    parity::{Answer, Comparison, ParityView, answer_field, is_about_reason, pair_words, reason_field},
    staff::Staff,
    table::{Access, Table},
};
use crate::{
    accounts::audit,
    content::{
        agreement::{self, Agreement, LANGS},
        overview::{self, Glance},
        parity::{Standing, differences, unanswered},
        passage::Passage,
        revision::{self, Revision},
    },
    ids::EntryId,
    web::{Error, Form, Locale, Path, error::Result},
};

#[derive(Template)]
#[template(path = "admin/agree.html")]
struct AgreePage<'a> {
    layout: AdminLayout<'a>,
    errors: Errors,
    id: EntryId,
    heading: String,
    then: String,
    panels: Vec<ParityView>,
}

pub(super) fn add(table: Table) -> Table {
    table.post("/admin/pages/{id}/agree", Access::AUTHOR, agree)
}

/// Records what is answered about the newest version.
pub(super) async fn agree(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    form: Form,
) -> Result<Response> {
    let now = admin.app.clock().now();
    let mut conn = admin.pool.acquire().await?;
    let mut transaction = conn.begin().await?;
    let desk = Desk::open(&mut transaction, &id).await?;
    let read = if form.get("do") == "later" { Ok(Vec::new()) } else { desk.read(&form) };
    let answers = match read {
        Ok(answers) => answers,
        Err(refused) => {
            drop(transaction);
            let event = staff.event("entry.agree", "entry", &id).refused();
            audit::record(&mut conn, &event, now).await?;
            return desk.page(&admin, &staff, &form, &refused);
        }
    };
    let mut recorded = Vec::new();
    for answer in answers {
        if agreement::record(&mut transaction, &id, desk.newest.id, &answer, &staff.act(None, now)).await? {
            recorded.push(answer);
        }
    }
    if !recorded.is_empty() {
        let event = staff.event("entry.agree", "entry", &id).detail(agreeing::in_short(&recorded));
        audit::record(&mut transaction, &event, now).await?;
    }
    transaction.commit().await?;
    Ok(Redirect::to(&leads_to(&mut conn, &id, &form, !recorded.is_empty()).await?).into_response())
}

/// Where the person goes then.
async fn leads_to(conn: &mut PgConnection, id: &EntryId, form: &Form, is_done: bool) -> Result<String> {
    let done = if is_done { "?done=agreed" } else { "" };
    Ok(match form.get("then") {
        "next" => next::address_after(conn, id).await?,
        "publish" => format!("/admin/pages/{id}/publish{done}"),
        "translations" => format!("/admin/translations{done}"),
        _ => format!("/admin/pages/{id}{done}"),
    })
}

/// The entry with how its languages stand.
struct Desk {
    entries: Vec<Glance>,
    entry: Glance,
    newest: Revision,
    comparison: Comparison,
}

/// An answer that is refused.
enum Refused {
    /// One of the texts was changed since it was shown.
    Changed(Passage),
    /// It cannot be true, or lacks its reason.
    Wrong(Passage, Problem),
}

impl Desk {
    /// The entry of that name, which nobody else changes until the transaction ends.
    async fn open(conn: &mut PgConnection, id: &EntryId) -> Result<Desk> {
        let entries = overview::list(&mut *conn).await?;
        let entry = entries.iter().find(|entry| entry.id == *id).cloned().ok_or(Error::NotFound)?;
        revision::lock(&mut *conn, id).await?;
        let newest = revision::find_newest(&mut *conn, id).await?.ok_or(Error::NotFound)?;
        let comparison = Comparison::load(conn, id, &newest.body).await?;
        Ok(Desk { entries, entry, newest, comparison })
    }

    /// What is declared, or everything that is refused.
    fn read(&self, form: &Form) -> Result<Vec<Agreement>, Vec<Refused>> {
        let (mut declared, mut refused) = (Vec::new(), Vec::new());
        for (passage, answer) in answered(form) {
            let standing = self.comparison.standings.iter().find(|one| one.passage == passage);
            let shown = form.get(&format!("pair.{passage}"));
            let Some(standing) = standing.filter(|standing| pair_words(&standing.pair) == shown) else {
                refused.push(Refused::Changed(passage));
                continue;
            };
            match answer.and_then(|answer| possible(answer, standing)) {
                Ok(answer) => {
                    let were_shown = form.has(&format!("facts.{passage}"));
                    let has_facts = !differences(&self.newest.body, &passage).is_empty();
                    declared.push(answer.about(passage, standing.pair.clone(), were_shown && has_facts));
                }
                Err(problem) => refused.push(Refused::Wrong(passage, problem)),
            }
        }
        if refused.is_empty() { Ok(declared) } else { Err(refused) }
    }

    /// What was answered about, as it is now, with what is wrong.
    fn page(&self, admin: &Admin, staff: &Staff, form: &Form, refused: &[Refused]) -> Result<Response> {
        let t = admin.app.locale(staff.lang());
        let names = Names { t, entries: &self.entries };
        let answered: Vec<Passage> = answered(form).map(|(passage, _)| passage).collect();
        let is_answered = |standing: &&Standing| answered.contains(&standing.passage);
        let standings = self.comparison.standings.iter().filter(is_answered);
        let mut panels: Vec<ParityView> = standings
            .map(|standing| {
                let mut view = self.comparison.view(&names, &self.newest.body, standing).only_looked_at();
                facts::point_out(t, &mut view, &unanswered(&self.newest.body, standing));
                let field = |name: String| form.get(&name).to_owned();
                let [answer, reason] =
                    [answer_field, reason_field].map(|name| field(name(&standing.passage)));
                view.answered(&answer, &reason)
            })
            .collect();
        let mut errors = Errors::default();
        for one in refused {
            one.tell(t, &mut panels, &mut errors);
        }
        let is_changed = refused.iter().any(|one| matches!(one, Refused::Changed(_)));
        let title = self.entry.title(staff.lang());
        let heading = t.msg_with("agree-heading", &[("title", title.into())]);
        let page = AgreePage {
            layout: AdminLayout::new(admin, staff, Place::Pages, &heading).with_errors(),
            errors,
            id: self.entry.id.clone(),
            heading,
            then: form.get("then").to_owned(),
            panels,
        };
        let status = if is_changed { StatusCode::CONFLICT } else { StatusCode::UNPROCESSABLE_ENTITY };
        Ok((status, Html(page.render()?)).into_response())
    }
}

impl Refused {
    /// Puts what is wrong beside the answer and into the list of errors. An answer about texts that were changed is not
    /// given any more.
    fn tell(&self, t: &Locale, panels: &mut [ParityView], errors: &mut Errors) {
        let (passage, words) = match self {
            Refused::Changed(passage) => (passage, t.msg("agree-error-changed")),
            Refused::Wrong(passage, problem) => (passage, problem.words(t)),
        };
        let Some(panel) = panels.iter_mut().find(|panel| panel.passage == passage.as_str()) else {
            return errors.add("agree", words);
        };
        let field = match self {
            Refused::Wrong(_, problem) if is_about_reason(*problem) => "reason",
            _ => "answer",
        };
        errors.add(panel.field_id(field), format!("{}: {words}", panel.title));
        match field {
            "reason" => panel.reason_error = Some(words),
            _ => panel.answer_error = Some(words),
        }
        if matches!(self, Refused::Changed(_)) {
            panel.forget_answer();
        }
    }
}

/// The passages that are answered about, each once.
fn answered(form: &Form) -> impl Iterator<Item = (Passage, Result<Answer, Problem>)> {
    let names: std::collections::BTreeSet<&str> = form
        .pairs()
        .iter()
        .filter_map(|(name, _)| name.strip_prefix("answer.").or(name.strip_prefix("reason.")))
        .collect();
    names.into_iter().filter_map(|name| {
        let passage = Passage::try_from(name.to_owned()).ok()?;
        let answer = Answer::read(form.get(&answer_field(&passage)), form.get(&reason_field(&passage)))?;
        Some((passage, answer))
    })
}

/// An answer that can be true of a passage as it stands.
fn possible(answer: Answer, standing: &Standing) -> Result<Answer, Problem> {
    let missing = LANGS.into_iter().find(|lang| standing.pair.get(*lang).is_nothing());
    match missing.filter(|_| !matches!(answer, Answer::Differs(_))) {
        Some(lang) => Err(Problem::NotWritten(lang)),
        None => Ok(answer),
    }
}
