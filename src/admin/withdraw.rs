//! Withdrawing: readers are told why, or led to what has taken the place.
//!
//! Invariant: what other pages show or link to stays, and those pages are named.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use sqlx::Connection;

use super::{
    Admin,
    changes::Names,
    entry,
    errors::Errors,
    layout::{AdminLayout, Place},
    place::{self, ParentOption},
    publish::{LangChoice, langs},
    refusal,
    staff::Staff,
    table::{Access, Table},
    when::{self, When, WhenView},
};
use crate::{
    accounts::{audit, editor::Role},
    content::{
        entry::Kind,
        error::Error as ContentError,
        overview::{self, Glance},
        publication::{self, Withdrawal},
        schedule::{self, Deed, Plan},
        unit::Unit,
    },
    ids::EntryId,
    lang::{Lang, PerLang},
    web::{Error, Form, Locale, Path, Query, error::Result},
};

/// The most characters that readers are told.
const LONGEST: usize = 1_000;

#[derive(Template)]
#[template(path = "admin/withdraw.html")]
struct WithdrawPage<'a> {
    layout: AdminLayout<'a>,
    done: Option<String>,
    errors: Errors,
    /// The pages that keep it from being withdrawn.
    used_by: Vec<(String, String)>,
    /// Where a contact that is used gets a successor instead.
    end_address: Option<String>,
    id: EntryId,
    title: String,
    may_publish: bool,
    choices: Vec<LangChoice>,
    reasons: Vec<ReasonField>,
    successors: Vec<ParentOption>,
    redirects: bool,
    note: String,
    when: WhenView,
}

/// What readers of a language are told.
struct ReasonField {
    lang: Lang,
    label: String,
    id: String,
    value: String,
}

pub(super) fn add(table: Table) -> Table {
    table.get("/admin/pages/{id}/withdraw", Access::AUTHOR, ask).post(
        "/admin/pages/{id}/withdraw",
        Access::PUBLISHER,
        withdraw,
    )
}

/// The form.
pub(super) async fn ask(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    Query(asked): Query,
) -> Result<Response> {
    let entries = overview::list(&admin.pool).await?;
    let mut page = page(&admin, &staff, &entries, &id, None, Errors::default())?;
    page.done = (asked.get("done") == "withdrawn").then(|| page.layout.t.msg("withdraw-done"));
    Ok(Html(page.render()?).into_response())
}

/// Withdraws it, or puts that on the schedule.
pub(super) async fn withdraw(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    form: Form,
) -> Result<Response> {
    let now = admin.app.clock().now();
    let t = admin.app.locale(staff.lang());
    let mut conn = admin.pool.acquire().await?;
    let entries = overview::list(&mut *conn).await?;
    let plan = match read(t, &form, &entries, &id, now) {
        Ok(plan) => plan,
        Err(errors) => {
            let fields = errors.fields();
            let page = page(&admin, &staff, &entries, &id, Some(&form), errors)?;
            let event = staff.event("entry.withdraw", "entry", &id).refused().detail(fields);
            audit::record(&mut conn, &event, now).await?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response());
        }
    };
    let mut transaction = conn.begin().await?;
    match plan.carry_out(&mut transaction, &staff, &id, now).await {
        Ok(done) => {
            audit::record(&mut transaction, &plan.event(&staff, &id), now).await?;
            transaction.commit().await?;
            Ok(Redirect::to(&format!("/admin/pages/{id}/{done}")).into_response())
        }
        Err(error) => {
            drop(transaction);
            let used_by = match &error {
                ContentError::InUse { by, .. } => Names { t, entries: &entries }.links(by),
                _ => Vec::new(),
            };
            let words = refusal::sentence(t, staff.lang(), &entries, &error).ok_or(error)?;
            let event = staff.event("entry.withdraw", "entry", &id).refused().detail(words.clone());
            audit::record(&mut conn, &event, now).await?;
            let mut page = page(&admin, &staff, &entries, &id, Some(&form), Errors::one("langs", words))?;
            let is_contact = |entry: &Glance| entry.id == id && entry.kind == Kind::Contact;
            let can_end = !used_by.is_empty() && entries.iter().any(is_contact);
            page.end_address = can_end.then(|| entry::address_of(&id, &Unit::Field("end.on".to_owned())));
            page.used_by = used_by;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
        }
    }
}

/// What the form asks for.
struct Asked {
    langs: Vec<Lang>,
    withdrawal: Withdrawal,
    note: Option<String>,
    when: When,
}

impl Asked {
    /// Does it; returns where to go then.
    async fn carry_out(
        &self,
        conn: &mut sqlx::PgConnection,
        staff: &Staff,
        id: &EntryId,
        now: jiff::Timestamp,
    ) -> Result<&'static str, ContentError> {
        let act = staff.act(self.note.as_deref(), now);
        match self.when {
            When::Now => {
                publication::withdraw(conn, id, &self.langs, &self.withdrawal, &act).await?;
                Ok("withdraw?done=withdrawn")
            }
            When::At(due_at) => {
                // What is in the way today is said today, not at night.
                let mut attempt = conn.begin().await?;
                publication::withdraw(&mut attempt, id, &self.langs, &self.withdrawal, &act).await?;
                attempt.rollback().await?;
                let deed = Deed::Withdraw(self.withdrawal.clone());
                let plan = Plan { deed, langs: self.langs.clone(), note: self.note.clone(), due_at };
                schedule::create(conn, id, &plan, staff.editor.id, now).await?;
                Ok("schedule?done=scheduled")
            }
        }
    }

    fn event(&self, staff: &Staff, id: &EntryId) -> audit::Event {
        let action = match self.when {
            When::Now => "entry.withdraw",
            When::At(_) => "entry.schedule-withdrawal",
        };
        let tags: Vec<&str> = self.langs.iter().map(|lang| lang.tag()).collect();
        let mut detail = tags.join(" ");
        if let Some(successor) = &self.withdrawal.successor {
            let word = if self.withdrawal.redirects { "leads to" } else { "names" };
            detail.push_str(&format!("; {word} {successor}"));
        }
        if let When::At(at) = self.when {
            detail.push_str(&format!("; at {at}"));
        }
        staff.event(action, "entry", id).detail(detail)
    }
}

fn read(
    t: &Locale,
    form: &Form,
    entries: &[Glance],
    id: &EntryId,
    now: jiff::Timestamp,
) -> Result<Asked, Errors> {
    let mut errors = Errors::default();
    let langs = langs(form);
    let entry = entries.iter().find(|entry| entry.id == *id);
    let is_live = |lang: &Lang| entry.is_some_and(|entry| entry.languages.get(*lang).is_live);
    if langs.is_empty() || !langs.iter().all(is_live) {
        errors.add("langs", t.msg("withdraw-error-langs"));
    }
    let redirects = form.get("then") == "redirect";
    let reason = PerLang::from_fn(|lang| {
        let text = form.get(&format!("{lang}.reason")).trim();
        (!text.is_empty()).then(|| text.to_owned())
    });
    for (lang, reason) in reason.iter().filter(|(lang, _)| langs.contains(lang)) {
        let length = reason.as_ref().map_or(0, |reason| reason.chars().count());
        if length > LONGEST {
            errors.add(format!("reason-{lang}"), t.msg("withdraw-error-reason-long"));
        } else if length == 0 && !redirects {
            errors.add(
                format!("reason-{lang}"),
                t.msg_with("withdraw-error-reason", &[("lang", t.language(lang).into())]),
            );
        }
    }
    let asked = form.get("successor");
    let successor = entries.iter().find(|other| other.id.as_str() == asked && other.id != *id);
    if successor.is_none() && !asked.is_empty() {
        errors.add("successor", t.msg("withdraw-error-successor"));
    } else if successor.is_none() && redirects {
        errors.add("successor", t.msg("withdraw-error-redirect"));
    }
    let note = form.get("note").trim();
    if note.chars().count() > 500 {
        errors.add("note", t.msg("publish-error-note"));
    }
    match when::read(t, form, now) {
        Ok(when) if errors.is_empty() => {
            let successor = successor.map(|entry| entry.id.clone());
            let note = (!note.is_empty()).then(|| note.to_owned());
            Ok(Asked { langs, withdrawal: Withdrawal { reason, successor, redirects }, note, when })
        }
        Ok(_) => Err(errors),
        Err((field, words)) => {
            errors.add(field, words);
            Err(errors)
        }
    }
}

fn page<'a>(
    admin: &'a Admin,
    staff: &Staff,
    entries: &[Glance],
    id: &EntryId,
    form: Option<&Form>,
    errors: Errors,
) -> Result<WithdrawPage<'a>> {
    let t = admin.app.locale(staff.lang());
    let entry = entries.iter().find(|entry| entry.id == *id).ok_or(Error::NotFound)?;
    let title = entry.title(staff.lang()).to_owned();
    let layout =
        AdminLayout::new(admin, staff, Place::Pages, &format!("{}: {title}", t.msg("withdraw-title")));
    let nothing = Form::default();
    let typed = form.unwrap_or(&nothing);
    let choice = |lang: Lang| LangChoice {
        lang,
        name: t.language(lang),
        is_chosen: form.is_none_or(|form| langs(form).contains(&lang)),
    };
    let live = Lang::ALL.iter().copied().filter(|lang| entry.languages.get(*lang).is_live);
    let reason = |lang: Lang| ReasonField {
        lang,
        label: t.msg_with("withdraw-reason", &[("lang", t.language(lang).into())]),
        id: format!("reason-{lang}"),
        value: typed.get(&format!("{lang}.reason")).to_owned(),
    };
    let chosen = EntryId::try_from(typed.get("successor").to_owned()).ok();
    Ok(WithdrawPage {
        layout: if errors.is_empty() { layout } else { layout.with_errors() },
        done: None,
        errors,
        used_by: Vec::new(),
        end_address: None,
        id: id.clone(),
        title,
        may_publish: staff.is(Role::Publisher),
        choices: live.clone().map(choice).collect(),
        reasons: live.map(reason).collect(),
        successors: place::list_parents(entries, staff, chosen.as_ref(), Some(id)),
        redirects: typed.get("then") == "redirect",
        note: typed.get("note").to_owned(),
        when: WhenView::of(typed),
    })
}
