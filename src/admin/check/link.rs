//! Links with which an organisation says itself whether its details are right.
//!
//! Invariant: the token is in the mail, or on the page once; only its hash is kept.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use jiff::{SignedDuration, Timestamp};

use super::{address, live, view::CheckPage};
use crate::{
    accounts::audit,
    admin::{Admin, errors::Errors, staff::Staff},
    content::{check_link, values::Email},
    ids::EntryId,
    lang::Lang,
    token::Token,
    web::{Error, Form, Path, error::Result, mail::Mail},
};

/// For how long a link works.
const TERM: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Makes a link, and sends it; where that cannot be, it is shown once.
pub(super) async fn create(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    form: Form,
) -> Result<Response> {
    let now = admin.app.clock().now();
    let contact = live(&admin, &id).await?;
    let t = admin.app.locale(staff.lang());
    let (mailbox, lang) =
        (Email::try_from(form.get("mailbox").trim().to_owned()), Lang::from_tag(form.get("lang")));
    let mut errors = Errors::default();
    if contact.is_none() {
        errors.add("details", t.msg("check-nothing"));
    }
    if mailbox.is_err() {
        errors.add("mailbox", t.msg("editor-problem-email"));
    }
    if lang.is_none() {
        errors.add("lang", t.msg("editor-problem-choice"));
    }
    let event = staff.event("check.link", "entry", &id);
    let (Some(_), Ok(mailbox), Some(lang)) = (contact, mailbox, lang) else {
        audit::record(&mut *admin.pool.acquire().await?, &event.refused().detail(errors.fields()), now)
            .await?;
        let mut page = CheckPage::load(&admin, &staff, &id).await?;
        form.get("mailbox").clone_into(&mut page.mailbox);
        page.choose_lang(form.get("lang"));
        page.refuse(errors);
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response());
    };
    let mailbox = mailbox.to_string();
    let token = Token::random()?;
    let mut transaction = admin.pool.begin().await?;
    let to = (mailbox.as_str(), lang);
    let link = check_link::create(&mut transaction, &token.hash(), &id, to, now + TERM, staff.editor.id, now)
        .await?;
    audit::record(&mut transaction, &event.detail(format!("link {link}, {mailbox}")), now).await?;
    transaction.commit().await?;
    let url = admin.app.settings().base_url.join(&format!("/check/{}", token.as_str()));
    let is_sent = send(&admin, &staff, &id, to, &url, now).await?;
    let mut page = CheckPage::load(&admin, &staff, &id).await?;
    let told = [("mailbox", mailbox.as_str().into())];
    page.mailed = match is_sent {
        Some(true) => Some(t.msg_with("check-mailed", &told)),
        Some(false) => Some(t.msg_with("check-mail-failed", &told)),
        None => None,
    };
    page.link = (is_sent != Some(true)).then_some(url);
    Ok(Html(page.render()?).into_response())
}

/// Ends a link before its time.
pub(super) async fn end(
    State(admin): State<Admin>,
    staff: Staff,
    Path((id, link)): Path<(EntryId, i64)>,
) -> Result<Response> {
    let now = admin.app.clock().now();
    let mut transaction = admin.pool.begin().await?;
    let outcome = check_link::Outcome::Revoked;
    if !check_link::end(&mut transaction, &id, link, outcome, None, now).await? {
        return Err(Error::NotFound);
    }
    let event = staff.event("check.end", "entry", &id).detail(format!("link {link}"));
    audit::record(&mut transaction, &event, now).await?;
    transaction.commit().await?;
    Ok(Redirect::to(&format!("{}?done=ended", address(&id))).into_response())
}

/// Sends a link in the organisation's language. Returns whether that worked; none where no mail goes out at all.
async fn send(
    admin: &Admin,
    staff: &Staff,
    id: &EntryId,
    (mailbox, lang): (&str, Lang),
    url: &str,
    at: Timestamp,
) -> Result<Option<bool>> {
    let Some(mailer) = &admin.mailer else { return Ok(None) };
    let published = admin.app.published();
    let entry = published.entry(id).ok_or(Error::NotFound)?;
    // As readers know it: a draft is nothing for others.
    let mut texts = std::iter::once(lang).chain(lang.others()).filter_map(|lang| entry.text(lang));
    let title = texts.next().map(|text| text.title.to_string()).unwrap_or_default();
    let t = admin.app.locale(lang);
    let name = [("name", title.into())];
    let until = [("date", t.timestamp(at + TERM).into())];
    let text = [
        t.msg("check-mail-hello"),
        t.msg_with("check-mail-text", &name),
        url.to_owned(),
        t.msg_with("check-mail-until", &until),
        t.msg("site-name"),
    ];
    let subject = t.msg_with("check-mail-subject", &name);
    let mail = Mail { to: mailbox, subject: &subject, text: text.join("\n\n") + "\n", at };
    let sent = mailer.send(&mail).await;
    let event = staff.event("check.mail", "entry", id).detail(mailbox);
    let event = if sent.is_ok() { event } else { event.failed() };
    audit::record(&mut *admin.pool.acquire().await?, &event, at).await?;
    if let Err(cause) = &sent {
        tracing::warn!(%id, cause = format!("{cause:#}"), "a mail could not be sent");
    }
    Ok(Some(sent.is_ok()))
}
