//! What the script of the form sends while someone types, and the end of a form that is not saved.
//!
//! Invariant: a request that comes late or twice changes nothing, and the answer says so; text that was kept is never
//! shown to anyone but its author. Nothing here is a change of the content, so the audit log holds only the discarding.

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use http::{StatusCode, header};
use serde_json::json;
use sqlx::{Connection, PgConnection};

use super::{address, desk, sent::Sent};
use crate::{
    accounts::audit,
    admin::{Admin, staff::Staff},
    content::{
        error::Error as ContentError,
        revision,
        working_copy::{self, Kept, OpenForm},
    },
    ids::EntryId,
    web::{Error, Form, Locale, Path, error::Result},
};

/// Keeps what was typed.
pub(super) async fn keep(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    form: Result<Form>,
) -> Result<Response> {
    answer(&admin, &staff, keep_sent(&admin, &staff, &id, form).await)
}

/// Notes that the form is still open.
pub(super) async fn see(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    form: Result<Form>,
) -> Result<Response> {
    answer(&admin, &staff, note_open(&admin, &staff, &id, form).await)
}

/// Ends a form without saving it.
pub(super) async fn discard(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    form: Form,
) -> Result<Response> {
    let mut conn = admin.pool.acquire().await?;
    let mut transaction = conn.begin().await?;
    let found = working_copy::find(&mut *transaction, form.get("form_id"), staff.editor.id).await?;
    let seq = form.get("seq").parse().unwrap_or_default();
    // A form in which nothing was typed has nothing to discard, and neither has one of someone else.
    let found = found.filter(|found| found.entry == id);
    let is_of_it = found.is_some();
    // What was typed after the page was made from which this is sent has not been seen there, and stays.
    let has_newer = found.is_some_and(|found| found.form.is_some() && found.seq > seq);
    if is_of_it {
        working_copy::end(&mut transaction, form.get("form_id"), staff.editor.id, seq).await?;
    }
    let event = staff.event("entry.discard", "entry", &id);
    let event = if has_newer { event.refused() } else { event };
    audit::record(&mut transaction, &event, admin.app.clock().now()).await?;
    transaction.commit().await?;
    let done = if has_newer { "" } else { "?done=discarded" };
    Ok(Redirect::to(&format!("{}{done}", address(&id))).into_response())
}

async fn keep_sent(
    admin: &Admin,
    staff: &Staff,
    id: &EntryId,
    form: Result<Form>,
) -> Result<serde_json::Value> {
    let sent = Sent::read(form?)?;
    let now = admin.app.clock().now();
    let mut conn = admin.pool.acquire().await?;
    let mut transaction = conn.begin().await?;
    let base = sent.find_base(&mut transaction, id).await?;
    let form_id = sent.form_id.as_deref().ok_or(Error::BadRequest)?;
    let open = OpenForm { form_id, editor: staff.editor.id, entry: id, base_revision_id: base.id };
    let kept = working_copy::keep(&mut transaction, open, sent.seq, sent.fields.pairs(), now).await;
    let kept = kept.map_err(refusal)?;
    let mut answer = around(&mut transaction, admin, staff, id, sent.base).await?;
    transaction.commit().await?;
    answer["seq"] = json!(sent.seq);
    answer["kept"] = json!(kept == Kept::Stored);
    answer["saved_at"] = json!(admin.app.locale(staff.lang()).time(now));
    Ok(answer)
}

async fn note_open(
    admin: &Admin,
    staff: &Staff,
    id: &EntryId,
    form: Result<Form>,
) -> Result<serde_json::Value> {
    let sent = Sent::read(form?)?;
    let mut conn = admin.pool.acquire().await?;
    let mut transaction = conn.begin().await?;
    let base = sent.find_base(&mut transaction, id).await?;
    let form_id = sent.form_id.as_deref().ok_or(Error::BadRequest)?;
    let open = OpenForm { form_id, editor: staff.editor.id, entry: id, base_revision_id: base.id };
    working_copy::see(&mut transaction, open, admin.app.clock().now()).await.map_err(refusal)?;
    let answer = around(&mut transaction, admin, staff, id, sent.base).await?;
    transaction.commit().await?;
    Ok(answer)
}

/// Who else has the entry open, and whether it was saved since the form was made.
async fn around(
    conn: &mut PgConnection,
    admin: &Admin,
    staff: &Staff,
    id: &EntryId,
    base: i32,
) -> Result<serde_json::Value> {
    let others = desk::others(&mut *conn, staff, id, admin.app.clock().now()).await?;
    let newest = revision::find_newest(conn, id).await?;
    Ok(json!({ "others": others, "newer": newest.is_some_and(|newest| newest.number > base) }))
}

fn refusal(error: ContentError) -> Error {
    match error {
        ContentError::NotYours => Error::Forbidden,
        ContentError::NotFound(_) => Error::NotFound,
        other => other.into(),
    }
}

/// The answer for the script; of what went wrong it shows the sentence.
fn answer(admin: &Admin, staff: &Staff, outcome: Result<serde_json::Value>) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    match outcome {
        Ok(answer) => Ok(as_json(StatusCode::OK, &answer)),
        Err(Error::Internal(cause)) => {
            tracing::error!(cause = format!("{cause:#}"), "what was typed could not be kept");
            Ok(refuse(StatusCode::SERVICE_UNAVAILABLE, &t.msg("editor-refused-unavailable")))
        }
        Err(error) => Ok(refuse(status(&error), &words(t, &error))),
    }
}

fn status(error: &Error) -> StatusCode {
    match error {
        Error::BadRequest => StatusCode::UNPROCESSABLE_ENTITY,
        other => other.status(),
    }
}

fn words(t: &Locale, error: &Error) -> String {
    match error {
        Error::Forbidden => t.msg("editor-refused-forbidden"),
        Error::NotFound => t.msg("editor-refused-not-found"),
        Error::PayloadTooLarge => t.msg("editor-problem-too-large"),
        Error::Unavailable => t.msg("editor-refused-unavailable"),
        _ => t.msg("editor-refused-unreadable"),
    }
}

fn refuse(status: StatusCode, message: &str) -> Response {
    as_json(status, &json!({ "message": message }))
}

fn as_json(status: StatusCode, value: &serde_json::Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], value.to_string()).into_response()
}
