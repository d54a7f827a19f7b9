//! What readers would see, before anyone else does: the public page with the text of the form.
//!
//! Invariant: it is the public template over the snapshot with one entry exchanged, so it cannot show what publishing
//! would not; a working copy goes into it for its author alone.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Response},
};
use sqlx::PgConnection;

use super::{address, desk::Desk, sent::is_form_id};
use crate::{
    admin::{
        Admin,
        entry_form::{self, Fields},
        layout::{AdminLayout, Place},
        staff::Staff,
    },
    content::{agreement, entry::Body, overview::Glance, published::Draft, working_copy},
    ids::EntryId,
    lang::Lang,
    web::{Error, Locale, Path, Query, error::Result, no_preview, security_headers::Variation},
};

#[derive(Template)]
#[template(path = "admin/entry/preview.html")]
struct PreviewPage<'a> {
    layout: AdminLayout<'a>,
    id: EntryId,
    title: String,
    /// The open form whose text is shown, if any.
    form_id: String,
    frames: Vec<FrameView>,
}

/// A frame.
struct FrameView {
    title: String,
    src: String,
    width: &'static str,
    id: String,
}

/// The frames: each language as a phone and as a desktop shows it.
pub(super) async fn show(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    Query(asked): Query,
) -> Result<Response> {
    let mut conn = admin.pool.acquire().await?;
    let desk = Desk::open(&mut conn, &id).await?;
    let t = admin.app.locale(staff.lang());
    let form_id = Some(asked.get("form")).filter(|form| is_form_id(form)).unwrap_or_default();
    let query = if form_id.is_empty() { String::new() } else { format!("?form={form_id}") };
    let title = desk.entry.title(staff.lang()).to_owned();
    let heading = t.msg_with("editor-preview-title", &[("title", title.clone().into())]);
    let page = PreviewPage {
        layout: AdminLayout::new(&admin, &staff, Place::Pages, &heading),
        form_id: form_id.to_owned(),
        frames: Lang::ALL.iter().flat_map(|lang| frames(t, &id, *lang, &query)).collect(),
        title,
        id,
    };
    Ok(Html(page.render()?).into_response())
}

/// The page in a frame.
pub(super) async fn frame(
    State(admin): State<Admin>,
    staff: Staff,
    Path((id, tag)): Path<(EntryId, String)>,
    Query(asked): Query,
) -> Result<Response> {
    let lang = Lang::from_tag(&tag).ok_or(Error::NotFound)?;
    let mut conn = admin.pool.acquire().await?;
    let desk = Desk::open(&mut conn, &id).await?;
    let body = body(&mut conn, &staff, &desk, asked.get("form")).await?;
    answer(&mut conn, &admin, &staff, &desk.entry, &body, lang).await
}

/// The page on which readers would see an entry if it said that, to stand in a frame.
pub(in crate::admin) async fn answer(
    conn: &mut PgConnection,
    admin: &Admin,
    staff: &Staff,
    entry: &Glance,
    body: &Body,
    lang: Lang,
) -> Result<Response> {
    let declared = agreement::list(conn, &entry.id).await?;
    let agreements: Vec<_> = declared.into_iter().map(|declared| declared.agreement).collect();
    let draft = Draft {
        id: &entry.id,
        parent: entry.parent.as_ref(),
        position: entry.position,
        body,
        at: admin.app.clock().now(),
        agreements: &agreements,
    };
    let published = admin.app.published().with_draft(draft);
    let mut response = match (admin.preview)(&admin.app, &published, lang, &entry.id) {
        Ok(html) => Html(html).into_response(),
        Err(Error::NotFound) => {
            return no_preview::page(&admin.app, staff.lang(), lang, body.texts.get(lang).is_some());
        }
        Err(error) => return Err(error),
    };
    response.extensions_mut().insert(Variation::Preview);
    Ok(response)
}

/// What the form says, so far as it can be read; without one, what was saved last.
async fn body(conn: &mut PgConnection, staff: &Staff, desk: &Desk, form_id: &str) -> Result<Body> {
    let copy = working_copy::find(conn, form_id, staff.editor.id).await?;
    let form = copy.filter(|copy| copy.entry == desk.entry.id).and_then(|copy| copy.form);
    Ok(match form {
        Some(form) => entry_form::read_what_can_be(&Fields::from(form), &desk.newest.body),
        None => desk.newest.body.clone(),
    })
}

fn frames(t: &Locale, id: &EntryId, lang: Lang, query: &str) -> [FrameView; 2] {
    let language = t.language(lang);
    let src = format!("{}/preview/{lang}{query}", address(id));
    let frame = |width: &'static str, title: String| FrameView {
        title,
        src: src.clone(),
        width,
        id: format!("preview-{lang}-{width}"),
    };
    [
        frame("phone", t.msg_with("editor-preview-phone", &[("lang", language.clone().into())])),
        frame("desktop", t.msg_with("editor-preview-desktop", &[("lang", language.clone().into())])),
    ]
}
