//! Whether the details of a contact are right, asked of the organisation itself.
//!
//! Programs that look for dangerous links in mail open them all: so looking changes nothing, and an answer is sent.
//!
//! Invariant: a link is answered once, about the details that it showed; one that was answered, expired, was ended or
//! never was has one and the same answer. Only what readers see is shown.

mod form;

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use http::{Extensions, HeaderMap, StatusCode};
use jiff::civil::Date;

use self::form::{Answer, FieldView};
use super::{Guest, unsaved};
use crate::{
    accounts::audit::{self, Actor, Event},
    content::{
        act::Act,
        check_link::{self, Link, Outcome},
        confirmation::{self, By, Confirmation},
        contact::{Contact, Item},
        entry::Fields,
        proposal, revision,
        values::Line,
    },
    lang::Lang,
    token::Token,
    web::{
        Error, Form, Locale, Path, Query, accept_language, assets, client_address, details::DetailView,
        error::Result,
    },
};

#[derive(Template)]
#[template(path = "guest/check.html")]
struct CheckPage<'a> {
    t: &'a Locale,
    title: String,
    token: String,
    until: String,
    details: Vec<(DetailView, String)>,
    /// What is shown, for the answer to say.
    shown: String,
    /// Whether readers see other details than those that were answered about.
    is_changed: bool,
    errors: Vec<(String, String)>,
    fields: Vec<FieldView>,
    remark: String,
    remark_error: Option<String>,
}

#[derive(Template)]
#[template(path = "guest/message.html")]
struct MessagePage<'a> {
    t: &'a Locale,
    heading: String,
    text: String,
}

/// What a link that works is for.
struct Asked {
    link: Link,
    title: String,
    contact: Contact,
    details: Vec<Item>,
    today: Date,
}

/// The details, and two ways to answer.
pub(super) async fn show(
    State(guest): State<Guest>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let Some(asked) = find(&guest, &token).await? else { return gone(&guest, &headers) };
    let answer = Answer::of(guest.app.locale(asked.link.lang), &asked.contact);
    Ok(Html(asked.page(&guest, &token, answer, false).render()?).into_response())
}

/// All of it is right.
pub(super) async fn confirm(
    State(guest): State<Guest>,
    Path(token): Path<String>,
    extensions: Extensions,
    headers: HeaderMap,
    form: Form,
) -> Result<Response> {
    let taken = take_confirmation(&guest, &token, &extensions, &headers, &form).await;
    unsaved::unless_taken(taken, &guest, &headers, &format!("/check/{token}/confirm"), &form)
}

async fn take_confirmation(
    guest: &Guest,
    token: &str,
    extensions: &Extensions,
    headers: &HeaderMap,
    form: &Form,
) -> Result<Response> {
    let Some(asked) = find(guest, token).await? else { return gone(guest, headers) };
    if !asked.is_about(form) {
        return asked.changed(guest, token, Answer::of(guest.app.locale(asked.link.lang), &asked.contact));
    }
    let link = &asked.link;
    let now = guest.app.clock().now();
    let said = Confirmation {
        digests: asked.details.iter().map(confirmation::digest).collect(),
        by: By::Mailbox(link.mailbox.clone()),
        on: asked.today,
        at: now,
    };
    let mut transaction = guest.pool.begin().await?;
    if !check_link::end(&mut transaction, &link.entry, link.id, Outcome::Confirmed, None, now).await? {
        return gone(guest, headers);
    }
    confirmation::record(&mut transaction, &link.entry, &said).await?;
    let event = asked.event("check.confirm", guest, extensions, headers);
    audit::record(&mut transaction, &event, now).await?;
    transaction.commit().await?;
    Ok(asked.thanks())
}

/// Something is otherwise: it becomes a version that waits for a publisher, or a remark to read.
pub(super) async fn propose(
    State(guest): State<Guest>,
    Path(token): Path<String>,
    extensions: Extensions,
    headers: HeaderMap,
    form: Form,
) -> Result<Response> {
    let taken = take_proposal(&guest, &token, &extensions, &headers, &form).await;
    unsaved::unless_taken(taken, &guest, &headers, &format!("/check/{token}/propose"), &form)
}

async fn take_proposal(
    guest: &Guest,
    token: &str,
    extensions: &Extensions,
    headers: &HeaderMap,
    form: &Form,
) -> Result<Response> {
    let Some(asked) = find(guest, token).await? else { return gone(guest, headers) };
    let answer = Answer::read(guest.app.locale(asked.link.lang), &asked.contact, form);
    if !asked.is_about(form) {
        return asked.changed(guest, token, answer);
    }
    let Some(proposed) = answer.proposed() else {
        let page = asked.page(guest, token, answer, false);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response());
    };
    let link = &asked.link;
    let now = guest.app.clock().now();
    let source = Line::try_from(link.mailbox.clone()).map_err(|error| Error::Internal(error.into()))?;
    let mut transaction = guest.pool.begin().await?;
    revision::lock(&mut transaction, &link.entry).await?;
    let newest = revision::find_newest(&mut *transaction, &link.entry).await?.ok_or(Error::NotFound)?;
    let mut body = newest.body;
    let is_new = proposal::put_into(&mut body, &asked.contact, proposed, &source);
    let (outcome, action) = if answer.has_changes() {
        (Outcome::Proposed, "check.propose")
    } else {
        (Outcome::Remarked, "check.remark")
    };
    // The note of a version carries the remark; without one it waits by itself.
    let remark = answer.remark().filter(|_| !is_new);
    if !check_link::end(&mut transaction, &link.entry, link.id, outcome, remark, now).await? {
        return gone(guest, headers);
    }
    if is_new {
        let note = asked.note(guest.app.locale(link.lang), answer.remark());
        revision::save(&mut transaction, &link.entry, body, &Act::of_system(now).noted(&note)).await?;
    }
    audit::record(&mut transaction, &asked.event(action, guest, extensions, headers), now).await?;
    transaction.commit().await?;
    Ok(asked.thanks())
}

/// What is said after an answer.
pub(super) async fn done(
    State(guest): State<Guest>,
    Query(asked): Query,
    headers: HeaderMap,
) -> Result<Response> {
    let lang = Lang::from_tag(asked.get("lang")).unwrap_or_else(|| accept_language::preferred(&headers));
    let t = guest.app.locale(lang);
    let page = MessagePage { t, heading: t.msg("checking-done-title"), text: t.msg("checking-done-text") };
    Ok(Html(page.render()?).into_response())
}

fn gone(guest: &Guest, headers: &HeaderMap) -> Result<Response> {
    let t = guest.app.locale(accept_language::preferred(headers));
    let page = MessagePage { t, heading: t.msg("shared-gone-title"), text: t.msg("checking-gone-text") };
    Ok((StatusCode::NOT_FOUND, Html(page.render()?)).into_response())
}

async fn find(guest: &Guest, token: &str) -> Result<Option<Asked>> {
    let Some(token) = Token::parse(token) else { return Ok(None) };
    guest.reach_database()?;
    let Some(link) = check_link::find_working(&guest.pool, &token.hash(), guest.app.clock().now()).await?
    else {
        return Ok(None);
    };
    let published = guest.app.published();
    let Some(entry) = published.entry(&link.entry) else { return Ok(None) };
    let Fields::Contact(contact) = &entry.fields else { return Ok(None) };
    let langs = std::iter::once(link.lang).chain(link.lang.others());
    let title = langs.into_iter().find_map(|lang| Some(entry.text(lang)?.title.to_string()));
    let today = guest.app.clock().today();
    Ok(Some(Asked {
        title: title.unwrap_or_default(),
        contact: contact.clone(),
        details: contact.details(today),
        today,
        link,
    }))
}

impl Asked {
    /// Whether an answer is about the details that readers see now.
    fn is_about(&self, form: &Form) -> bool {
        !self.details.is_empty() && form.get("shown") == confirmation::digest_of_all(&self.details)
    }

    fn changed(&self, guest: &Guest, token: &str, answer: Answer) -> Result<Response> {
        let page = self.page(guest, token, answer, true);
        Ok((StatusCode::CONFLICT, Html(page.render()?)).into_response())
    }

    fn thanks(&self) -> Response {
        Redirect::to(&format!("/check/done?lang={}", self.link.lang)).into_response()
    }

    fn note(&self, t: &Locale, remark: Option<&str>) -> String {
        let mailbox = self.link.mailbox.as_str();
        match remark {
            Some(remark) => {
                t.msg_with("checking-note-remark", &[("mailbox", mailbox.into()), ("remark", remark.into())])
            }
            None => t.msg_with("checking-note", &[("mailbox", mailbox.into())]),
        }
    }

    fn event(
        &self,
        action: &'static str,
        guest: &Guest,
        extensions: &Extensions,
        headers: &HeaderMap,
    ) -> Event {
        let origin = client_address::of(&guest.app, extensions, headers).to_string();
        let detail = format!("link {}, {}", self.link.id, self.link.mailbox);
        Event::new(Actor::Visitor, origin, action, "entry", &self.link.entry).detail(detail)
    }

    fn page<'a>(&self, guest: &'a Guest, token: &str, answer: Answer, is_changed: bool) -> CheckPage<'a> {
        let t = guest.app.locale(self.link.lang);
        let row = |item: &Item| {
            let checked = item.checked_on.map_or_else(|| t.msg("checking-never"), |day| t.date(day));
            (DetailView::of(t, item, self.today), checked)
        };
        let Answer { fields, remark, remark_error, .. } = answer;
        let of_fields = fields.iter().filter_map(|field| {
            Some((field.id.clone(), format!("{}: {}", field.label, field.error.as_ref()?)))
        });
        let of_remark = remark_error.iter().map(|words| ("remark".to_owned(), words.clone()));
        CheckPage {
            t,
            title: self.title.clone(),
            token: token.to_owned(),
            until: t.msg_with("checking-until", &[("time", t.moment(self.link.expires_at).into())]),
            details: self.details.iter().map(row).collect(),
            shown: confirmation::digest_of_all(&self.details),
            is_changed,
            errors: of_fields.chain(of_remark).collect(),
            fields,
            remark,
            remark_error,
        }
    }
}

impl CheckPage<'_> {
    fn asset(&self, name: &str) -> &'static str {
        assets::asset(name)
    }
}

impl MessagePage<'_> {
    fn asset(&self, name: &str) -> &'static str {
        assets::asset(name)
    }
}
