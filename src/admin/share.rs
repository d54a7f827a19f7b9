//! Links with which someone without an account sees a page before it is live.
//!
//! Invariant: a link shows the one revision it was made for, until it expires or is ended; its token is shown once and
//! only its hash is kept.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};
use http::StatusCode;
use jiff::SignedDuration;
use sqlx::Connection;

use super::{
    Admin,
    errors::Errors,
    layout::{AdminLayout, Place},
    staff::Staff,
    table::{Access, Table},
};
use crate::{
    accounts::{audit, editor},
    content::{entry::Body, revision, share},
    ids::EntryId,
    token::Token,
    web::{Error, Form, Path, Query, error::Result},
};

/// For how many days a link can be made to work, the usual first.
const TERMS: &[i64] = &[7, 1, 30];

#[derive(Template)]
#[template(path = "admin/share.html")]
struct SharePage<'a> {
    layout: AdminLayout<'a>,
    done: Option<String>,
    errors: Errors,
    id: EntryId,
    title: String,
    /// The address of a link that was just made.
    link: Option<String>,
    terms: Vec<(i64, String)>,
    links: Vec<LinkRow>,
}

/// A link that works.
struct LinkRow {
    id: i64,
    words: String,
}

pub(super) fn add(table: Table) -> Table {
    table
        .get("/admin/pages/{id}/share", Access::AUTHOR, show)
        .post("/admin/pages/{id}/share", Access::AUTHOR, create)
        .post("/admin/pages/{id}/share/{link}/end", Access::AUTHOR, end)
}

/// The links that work, and a form for another.
pub(super) async fn show(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    Query(asked): Query,
) -> Result<Response> {
    let mut page = page(&admin, &staff, &id).await?;
    page.done = (asked.get("done") == "ended").then(|| page.layout.t.msg("share-done-revoked"));
    Ok(Html(page.render()?).into_response())
}

/// Makes a link to the newest revision, and shows it once.
pub(super) async fn create(
    State(admin): State<Admin>,
    staff: Staff,
    Path(id): Path<EntryId>,
    form: Form,
) -> Result<Response> {
    let now = admin.app.clock().now();
    let mut conn = admin.pool.acquire().await?;
    let newest = revision::find_newest(&mut *conn, &id).await?.ok_or(Error::NotFound)?;
    let days = TERMS.iter().find(|days| days.to_string() == form.get("days"));
    let event = staff.event("preview.share", "entry", &id);
    let Some(days) = days else {
        audit::record(&mut conn, &event.refused(), now).await?;
        let mut page = page(&admin, &staff, &id).await?;
        page.errors = Errors::one("days", page.layout.t.msg("share-error-days"));
        page.layout = page.layout.with_errors();
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response());
    };
    let token = Token::random()?;
    let expires_at = now + SignedDuration::from_hours(24 * days);
    let mut transaction = conn.begin().await?;
    let link =
        share::create(&mut transaction, &token.hash(), &id, newest.id, expires_at, staff.editor.id, now)
            .await?;
    audit::record(&mut transaction, &event.detail(format!("link {link}, {days} days")), now).await?;
    transaction.commit().await?;
    let mut page = page(&admin, &staff, &id).await?;
    page.link = Some(admin.app.settings().base_url.join(&format!("/preview/{}", token.as_str())));
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
    if !share::revoke(&mut transaction, &id, link, now).await? {
        return Err(Error::NotFound);
    }
    let event = staff.event("preview.end", "entry", &id).detail(format!("link {link}"));
    audit::record(&mut transaction, &event, now).await?;
    transaction.commit().await?;
    Ok(Redirect::to(&format!("/admin/pages/{id}/share?done=ended")).into_response())
}

async fn page<'a>(admin: &'a Admin, staff: &Staff, id: &EntryId) -> Result<SharePage<'a>> {
    let newest = revision::find_newest(&admin.pool, id).await?.ok_or(Error::NotFound)?;
    let title = title(&newest.body, staff).unwrap_or_else(|| id.to_string());
    let t = admin.app.locale(staff.lang());
    let editors = editor::list(&admin.pool).await?;
    let row = |link: share::Link| {
        let name =
            editors.iter().find(|editor| editor.id == link.by).map_or("", |editor| editor.name.as_str());
        let words = t.msg_with(
            "share-row",
            &[
                ("revision", link.number.into()),
                ("name", name.into()),
                ("time", t.moment(link.expires_at).into()),
            ],
        );
        LinkRow { id: link.id, words }
    };
    let links = share::list_working(&admin.pool, id, admin.app.clock().now()).await?;
    let term = |days: &i64| (*days, t.msg_with("share-days-count", &[("count", (*days).into())]));
    Ok(SharePage {
        layout: AdminLayout::new(admin, staff, Place::Pages, &format!("{}: {title}", t.msg("share-title"))),
        done: None,
        errors: Errors::default(),
        id: id.clone(),
        title,
        link: None,
        terms: TERMS.iter().map(term).collect(),
        links: links.into_iter().map(row).collect(),
    })
}

/// What an entry is called, in the language of the person if there is a word in it.
fn title(body: &Body, staff: &Staff) -> Option<String> {
    let langs = std::iter::once(staff.lang()).chain(staff.lang().others());
    langs.into_iter().find_map(|lang| body.texts.get(lang).as_ref().map(|text| text.title.to_string()))
}
