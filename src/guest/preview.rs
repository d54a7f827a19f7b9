//! A page that is not live yet, shown to whoever holds a link to it.
//!
//! Invariant: a link that expired, was ended or never was has one and the same answer.

use askama::Template;
use axum::{
    extract::{Request, State},
    middleware::Next,
    response::{Html, IntoResponse, Response},
};
use http::{HeaderMap, HeaderValue, StatusCode, header};

use super::Guest;
use crate::{
    content::{
        agreement, overview,
        published::Draft,
        revision::{self, Revision},
        share::{self, Link},
    },
    lang::Lang,
    token::Token,
    web::{
        Error, Locale, Path, accept_language, assets, error::Result, no_preview, security_headers::Variation,
    },
};

#[derive(Template)]
#[template(path = "guest/preview.html")]
struct PreviewPage<'a> {
    t: &'a Locale,
    heading: String,
    text: String,
    frames: Vec<Frame>,
}

/// The page in one language.
struct Frame {
    lang: Lang,
    title: String,
    src: String,
}

/// No browser keeps what is here, no robot lists it.
pub(super) async fn keep_private(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert("x-robots-tag", HeaderValue::from_static("noindex, nofollow"));
    if response.extensions().get::<Variation>().is_none() {
        response.extensions_mut().insert(Variation::Staff);
    }
    response
}

/// The page in every language that it has, in frames.
pub(super) async fn show(
    State(guest): State<Guest>,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response> {
    let t = guest.app.locale(accept_language::preferred(&headers));
    let Some((link, revision)) = find(&guest, &token).await? else {
        let page = PreviewPage {
            t,
            heading: t.msg("shared-gone-title"),
            text: t.msg("shared-gone-text"),
            frames: Vec::new(),
        };
        return Ok((StatusCode::NOT_FOUND, Html(page.render()?)).into_response());
    };
    let texts: Vec<_> =
        revision.body.texts.iter().filter_map(|(lang, text)| Some((lang, text.as_ref()?))).collect();
    let title = texts.first().map(|(_, text)| text.title.to_string()).unwrap_or_default();
    let frame = |lang: Lang| Frame {
        lang,
        title: t.msg_with("shared-frame", &[("lang", t.language(lang).into())]),
        src: format!("/preview/{token}/{lang}"),
    };
    let page = PreviewPage {
        t,
        heading: t.msg_with("shared-title", &[("title", title.into())]),
        text: t.msg_with("shared-text", &[("time", t.moment(link.expires_at).into())]),
        frames: texts.iter().map(|(lang, _)| frame(*lang)).collect(),
    };
    Ok(Html(page.render()?).into_response())
}

/// The page itself, as readers would see it.
pub(super) async fn show_page(
    State(guest): State<Guest>,
    Path((token, lang)): Path<(String, Lang)>,
    headers: HeaderMap,
) -> Result<Response> {
    let (link, revision) = find(&guest, &token).await?.ok_or(Error::NotFound)?;
    let entries = overview::list(&guest.pool).await?;
    let entry = entries.iter().find(|entry| entry.id == link.entry).ok_or(Error::NotFound)?;
    let declared = agreement::list(&guest.pool, &entry.id).await?;
    let agreements: Vec<_> = declared.into_iter().map(|declared| declared.agreement).collect();
    let draft = Draft {
        id: &entry.id,
        parent: entry.parent.as_ref(),
        position: entry.position,
        body: &revision.body,
        at: revision.at,
        agreements: &agreements,
    };
    let published = guest.app.published().with_draft(draft);
    let mut response = match (guest.render)(&guest.app, &published, lang, &entry.id) {
        Ok(html) => Html(html).into_response(),
        Err(Error::NotFound) => {
            let person = accept_language::preferred(&headers);
            return no_preview::page(&guest.app, person, lang, revision.body.texts.get(lang).is_some());
        }
        Err(error) => return Err(error),
    };
    response.extensions_mut().insert(Variation::Preview);
    Ok(response)
}

/// What a link that works is for.
async fn find(guest: &Guest, token: &str) -> Result<Option<(Link, Revision)>> {
    let Some(token) = Token::parse(token) else { return Ok(None) };
    guest.reach_database()?;
    let Some(link) = share::find_working(&guest.pool, &token.hash(), guest.app.clock().now()).await? else {
        return Ok(None);
    };
    let revision = revision::find(&guest.pool, &link.entry, link.number).await?;
    Ok(revision.map(|revision| (link, revision)))
}

impl PreviewPage<'_> {
    fn asset(&self, name: &str) -> &'static str {
        assets::asset(name)
    }
}
