//! Publishing: what changes for readers, what the checks found, and the decision.
//!
//! Invariant: only the version that the page showed goes live; errors stop it, and warnings want a tick.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use sqlx::{Connection, PgConnection};

use super::{
    Admin,
    changes::{ChangeGroup, Names},
    errors::Errors,
    findings::{self, FindingView},
    layout::{AdminLayout, Place},
    refusal,
    staff::Staff,
    table::{Access, Table},
    when::{self, When, WhenView},
};
use crate::{
    accounts::{audit, editor::Role},
    content::{
        error::Error as ContentError,
        overview::{self, Glance},
        publication::{self, Current},
        revision::{self, Revision},
        schedule::{self, Deed, Plan},
    },
    ids::EntryId,
    lang::Lang,
    web::{Error, Form, Locale, Path, Query, error::Result, urls},
};

#[derive(Template)]
#[template(path = "admin/publish.html")]
struct PublishPage<'a> {
    layout: AdminLayout<'a>,
    done: Option<String>,
    errors: Errors,
    id: EntryId,
    title: String,
    revision: i32,
    /// Which version it is about, in words.
    version: String,
    /// Whether readers see any of it now.
    is_live: bool,
    is_archived: bool,
    may_publish: bool,
    changes: Vec<ChangeGroup>,
    findings: Vec<FindingView>,
    has_errors: bool,
    has_warnings: bool,
    has_seen_warnings: bool,
    /// What becomes of addresses.
    moves: Vec<String>,
    choices: Vec<LangChoice>,
    note: String,
    when: WhenView,
}

/// A language that can go live.
pub(super) struct LangChoice {
    /// The language.
    pub lang: Lang,
    /// What it is called.
    pub name: String,
    /// Whether it is ticked.
    pub is_chosen: bool,
}

/// An entry that may go live.
struct Review {
    entries: Vec<Glance>,
    entry: Glance,
    newest: Revision,
    current: Option<Current>,
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
    let review = Review::open(&mut *admin.pool.acquire().await?, &id).await?;
    let mut page = review.page(&admin, &staff, None, Errors::default());
    page.done = match asked.get("done") {
        "published" => Some(page.layout.t.msg("publish-done")),
        "unchanged" => Some(page.layout.t.msg("publish-done-unchanged")),
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
    let review = Review::open(&mut transaction, &id).await?;
    let t = admin.app.locale(staff.lang());
    let langs = langs(&form);
    let errors = review.complaints(t, &form, &langs);
    let when = when::read(t, &form, now);
    let when = match (when, errors.is_empty()) {
        (Ok(when), true) => when,
        (Ok(_), false) => return review.refuse(&admin, &staff, &form, errors),
        (Err((field, words)), _) => {
            let mut errors = errors;
            errors.add(field, words);
            return review.refuse(&admin, &staff, &form, errors);
        }
    };
    let note = Some(form.get("note").trim()).filter(|note| !note.is_empty());
    let decision = Decision { langs: &langs, note, when };
    match review.decide(&mut transaction, &staff, &decision, now).await {
        Ok(done) => {
            audit::record(&mut transaction, &decision.event(&staff, &review), now).await?;
            transaction.commit().await?;
            Ok(Redirect::to(&format!("/admin/pages/{id}/{done}")).into_response())
        }
        Err(error) => {
            drop(transaction);
            let words = refusal::words(&admin, &staff, error).await?;
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

impl Decision<'_> {
    fn event(&self, staff: &Staff, review: &Review) -> audit::Event {
        let action = match self.when {
            When::Now => "entry.publish",
            When::At(_) => "entry.schedule-publication",
        };
        let tags: Vec<&str> = self.langs.iter().map(|lang| lang.tag()).collect();
        let mut detail = format!("revision {}; {}", review.newest.number, tags.join(" "));
        if let When::At(at) = self.when {
            detail.push_str(&format!("; at {at}"));
        }
        staff.event(action, "entry", &review.entry.id).detail(detail)
    }
}

/// The languages that are ticked.
pub(super) fn langs(form: &Form) -> Vec<Lang> {
    Lang::ALL.iter().copied().filter(|lang| form.all("lang").any(|tag| tag == lang.tag())).collect()
}

impl Review {
    async fn open(conn: &mut PgConnection, id: &EntryId) -> Result<Review> {
        let entries = overview::list(&mut *conn).await?;
        let entry = entries.iter().find(|entry| entry.id == *id).cloned().ok_or(Error::NotFound)?;
        let newest = revision::find_newest(&mut *conn, id).await?.ok_or(Error::NotFound)?;
        let current = publication::find_current(conn, id).await?;
        Ok(Review { entries, entry, newest, current })
    }

    /// What stands in the way, as far as it can be told from the form.
    fn complaints(&self, t: &Locale, form: &Form, langs: &[Lang]) -> Errors {
        let mut errors = Errors::default();
        if form.get("revision") != self.newest.number.to_string() {
            errors.add("changes", t.msg("publish-error-newer"));
        }
        if langs.is_empty() {
            errors.add("langs", t.msg("publish-error-langs"));
        }
        let names = Names { t, entries: &self.entries };
        let found = findings::list(&names, &self.entry.id, &self.newest.body);
        let asked = |finding: &&FindingView| langs.contains(&finding.lang);
        if found.iter().filter(asked).any(|finding| finding.is_error) {
            errors.add("findings", t.msg("publish-error-findings"));
        }
        if found.iter().filter(asked).any(|finding| !finding.is_error) && !form.has("seen") {
            errors.add("seen", t.msg("publish-error-seen"));
        }
        if form.get("note").chars().count() > 500 {
            errors.add("note", t.msg("publish-error-note"));
        }
        errors
    }

    /// Does what was decided; returns where to go then.
    async fn decide(
        &self,
        conn: &mut PgConnection,
        staff: &Staff,
        decision: &Decision<'_>,
        now: jiff::Timestamp,
    ) -> Result<&'static str, ContentError> {
        let (id, langs) = (&self.entry.id, decision.langs);
        match decision.when {
            When::Now => {
                let act = staff.act(decision.note, now);
                let changed = publication::publish(conn, id, self.newest.id, langs, &act).await?;
                Ok(if changed { "publish?done=published" } else { "publish?done=unchanged" })
            }
            When::At(due_at) => {
                let deed = Deed::Publish { revision_id: self.newest.id, number: self.newest.number };
                let note = decision.note.map(str::to_owned);
                let plan = Plan { deed, langs: langs.to_vec(), note, due_at };
                self.try_now(conn, staff, langs, now).await?;
                schedule::create(conn, id, &plan, staff.editor.id, now).await?;
                Ok("schedule?done=scheduled")
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

    fn refuse(&self, admin: &Admin, staff: &Staff, form: &Form, errors: Errors) -> Result<Response> {
        let page = self.page(admin, staff, Some(form), errors);
        Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
    }

    /// The page, with what was typed.
    fn page<'a>(
        &self,
        admin: &'a Admin,
        staff: &Staff,
        form: Option<&Form>,
        errors: Errors,
    ) -> PublishPage<'a> {
        let t = admin.app.locale(staff.lang());
        let names = Names { t, entries: &self.entries };
        let title = self.entry.title(staff.lang()).to_owned();
        let layout = AdminLayout::new(
            admin,
            staff,
            Place::Pages,
            &t.msg_with("publish-heading", &[("title", title.clone().into())]),
        );
        let found = findings::list(&names, &self.entry.id, &self.newest.body);
        let nothing = Form::default();
        let typed = form.unwrap_or(&nothing);
        let newest = self.newest.body.clone().for_readers();
        PublishPage {
            layout: if errors.is_empty() { layout } else { layout.with_errors() },
            done: None,
            errors,
            id: self.entry.id.clone(),
            revision: self.newest.number,
            version: t.msg_with("publish-version", &[("number", self.newest.number.into())]),
            is_live: self.current.is_some(),
            is_archived: self.entry.archived_at.is_some(),
            may_publish: staff.is(Role::Publisher),
            changes: self
                .current
                .as_ref()
                .map(|current| names.groups(&current.body, &newest))
                .unwrap_or_default(),
            has_errors: found.iter().any(|finding| finding.is_error),
            has_warnings: found.iter().any(|finding| !finding.is_error),
            has_seen_warnings: typed.has("seen"),
            findings: found,
            moves: self.moves(t),
            choices: self.choices(t, form),
            note: typed.get("note").to_owned(),
            when: WhenView::of(typed),
            title,
        }
    }

    /// The languages with a text: all of them, or those that were ticked.
    fn choices(&self, t: &Locale, form: Option<&Form>) -> Vec<LangChoice> {
        let said = self.newest.body.texts.iter().filter(|(_, text)| text.is_some());
        let choice = |(lang, _)| LangChoice {
            lang,
            name: t.language(lang),
            is_chosen: form.is_none_or(|form| langs(form).contains(&lang)),
        };
        said.map(choice).collect()
    }

    /// The addresses that publishing changes.
    fn moves(&self, t: &Locale) -> Vec<String> {
        let moved = |lang: &Lang| {
            let place = self.entry.languages.get(*lang);
            let path = place.path.as_deref().filter(|_| place.is_live)?;
            let slug = self.newest.body.texts.get(*lang).as_ref()?.slug.as_ref()?.to_string();
            let (above, last) = path.rsplit_once('/').unwrap_or(("", path));
            let new = if above.is_empty() { slug.clone() } else { format!("{above}/{slug}") };
            let values = [("old", urls::page(*lang, path).into()), ("new", urls::page(*lang, &new).into())];
            (last != slug).then(|| t.msg_with("publish-moves", &values))
        };
        Lang::ALL.iter().filter_map(moved).collect()
    }
}
