//! Publishing: what changes for readers, what the checks found, and the decision.
//!
//! Invariant: only the version that the page showed goes live; errors stop it, and warnings want a tick.

mod prospect;
mod review;

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use sqlx::{Connection, PgConnection};

use self::review::Review;
use super::{
    Admin,
    errors::Errors,
    refusal,
    staff::Staff,
    table::{Access, Table},
    when::{self, When},
};
use crate::{
    accounts::audit,
    content::{
        error::Error as ContentError,
        publication, revision,
        schedule::{self, Deed, Plan},
    },
    ids::EntryId,
    lang::Lang,
    web::{Error, Form, Path, Query, error::Result},
};

/// A language that can go live.
pub(super) struct LangChoice {
    /// The language.
    pub lang: Lang,
    /// What it is called.
    pub name: String,
    /// Whether it is ticked.
    pub is_chosen: bool,
}

pub(super) fn add(table: Table) -> Table {
    table.get("/admin/pages/{id}/publish", Access::AUTHOR, ask).post(
        "/admin/pages/{id}/publish",
        Access::PUBLISHER,
        publish,
    )
}

/// What would change, for whoever may look.
pub(super) async fn ask(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    Query(asked): Query,
) -> Result<Response> {
    let review = Review::open(&mut *admin.pool.acquire().await?, &admin.app.published(), &id, &[]).await?;
    let mut page = review.page(&admin, &staff, None, Errors::default())?;
    page.done = match asked.get("done") {
        "published" => Some(page.layout.t.msg("publish-done")),
        "unchanged" => Some(page.layout.t.msg("publish-done-unchanged")),
        "agreed" => Some(page.layout.t.msg("translations-done-agreed")),
        _ => None,
    };
    Ok(Html(page.render()?).into_response())
}

/// Makes it live, or puts that on the schedule.
pub(super) async fn publish(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    form: Form,
) -> Result<Response> {
    let now = admin.app.clock().now();
    let mut conn = admin.pool.acquire().await?;
    let mut transaction = conn.begin().await?;
    // Nobody saves a newer version between the look and the decision.
    let held = revision::lock(&mut transaction, &id).await;
    held.map_err(
        |error| if matches!(error, ContentError::NotFound(_)) { Error::NotFound } else { error.into() },
    )?;
    let langs = langs(&form);
    let review = Review::open(&mut transaction, &admin.app.published(), &id, &langs).await?;
    let t = admin.app.locale(staff.lang());
    let mut errors = review.complaints(t, &form, &langs);
    let when = when::read(t, &form, now).unwrap_or_else(|(field, words)| {
        errors.add(field, words);
        When::Now
    });
    if !errors.is_empty() {
        drop(transaction);
        let event = staff.event("entry.publish", "entry", &id).refused().detail(errors.fields());
        audit::record(&mut conn, &event, now).await?;
        return review.refuse(&admin, &staff, &form, errors);
    }
    let note = Some(form.get("note").trim()).filter(|note| !note.is_empty());
    let decision = Decision { langs: &langs, note, when };
    match review.decide(&mut transaction, &staff, &decision, now).await {
        Ok(done) => {
            audit::record(&mut transaction, &decision.event(&staff, &review, done), now).await?;
            transaction.commit().await?;
            Ok(Redirect::to(&format!("/admin/pages/{id}/{}", done.address())).into_response())
        }
        Err(error) => {
            drop(transaction);
            let words = refusal::sentence(t, staff.lang(), &review.entries, &error).ok_or(error)?;
            let event = staff.event("entry.publish", "entry", &id).refused().detail(words.clone());
            audit::record(&mut conn, &event, now).await?;
            review.refuse(&admin, &staff, &form, Errors::one("langs", words))
        }
    }
}

/// What was decided.
struct Decision<'a> {
    langs: &'a [Lang],
    note: Option<&'a str>,
    when: When,
}

/// What came of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Done {
    /// It is live.
    Published,
    /// Readers saw it already.
    Unchanged,
    /// It is on the schedule.
    Scheduled,
}

impl Done {
    /// Where to go then.
    fn address(self) -> &'static str {
        match self {
            Done::Published => "publish?done=published",
            Done::Unchanged => "publish?done=unchanged",
            Done::Scheduled => "schedule?done=scheduled",
        }
    }
}

impl Decision<'_> {
    fn event(&self, staff: &Staff, review: &Review, done: Done) -> audit::Event {
        let action = match self.when {
            When::Now => "entry.publish",
            When::At(_) => "entry.schedule-publication",
        };
        let tags: Vec<&str> = self.langs.iter().map(|lang| lang.tag()).collect();
        let mut detail = format!("revision {}; {}", review.newest.number, tags.join(" "));
        if let When::At(at) = self.when {
            detail.push_str(&format!("; at {at}"));
        }
        if done == Done::Unchanged {
            detail.push_str("; unchanged");
        }
        staff.event(action, "entry", &review.entry.id).detail(detail)
    }
}

/// The languages that are ticked.
pub(super) fn langs(form: &Form) -> Vec<Lang> {
    Lang::ALL.iter().copied().filter(|lang| form.all("lang").any(|tag| tag == lang.tag())).collect()
}

impl Review {
    /// Does what was decided.
    async fn decide(
        &self,
        conn: &mut PgConnection,
        staff: &Staff,
        decision: &Decision<'_>,
        now: jiff::Timestamp,
    ) -> Result<Done, ContentError> {
        let (id, langs) = (&self.entry.id, decision.langs);
        match decision.when {
            When::Now => {
                let act = staff.act(decision.note, now);
                let changed = publication::publish(conn, id, self.newest.id, langs, &act).await?;
                Ok(if changed { Done::Published } else { Done::Unchanged })
            }
            When::At(due_at) => {
                let deed = Deed::Publish { revision_id: self.newest.id, number: self.newest.number };
                let note = decision.note.map(str::to_owned);
                let plan = Plan { deed, langs: langs.to_vec(), note, due_at };
                self.try_now(conn, staff, langs, now).await?;
                schedule::create(conn, id, &plan, staff.editor.id, now).await?;
                Ok(Done::Scheduled)
            }
        }
    }

    /// Whether it could go live now: what is in the way today is said today, not at night.
    async fn try_now(
        &self,
        conn: &mut PgConnection,
        staff: &Staff,
        langs: &[Lang],
        now: jiff::Timestamp,
    ) -> Result<(), ContentError> {
        let mut attempt = conn.begin().await?;
        let act = staff.act(None, now);
        publication::publish(&mut attempt, &self.entry.id, self.newest.id, langs, &act).await?;
        attempt.rollback().await?;
        Ok(())
    }
}
