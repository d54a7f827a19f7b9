//! The guard in front of the whole admin area.
//!
//! Invariant: no request reaches a handler here without its host, its origin, its session and the right it needs having
//! been looked at; no answer may be kept by a browser or a proxy, nor found by a search engine.

use axum::{
    extract::{FromRequest, Request, State},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use http::{HeaderMap, HeaderValue, Method, Uri, header};
use tower_http::csrf::CsrfLayer;

use super::{Admin, cookies::Cookie, entry::unsaved, sign_in, staff::Staff, table::Access};
use crate::{
    accounts::session::{self, Stage},
    web::{Error, Form, accept_language, client_address, error::Result, form, security_headers::Variation},
};

/// The header that keeps robots from listing a page.
const ROBOTS: &str = "x-robots-tag";

/// Cross-site requests are refused by what the browser says of them.
pub(super) fn csrf() -> CsrfLayer {
    CsrfLayer::new()
}

/// Looks at host, origin and session, and marks every answer.
pub(super) async fn watch(State(admin): State<Admin>, mut request: Request, next: Next) -> Response {
    let mut response = match examine(&admin, &mut request).await {
        Ok(()) => {
            let lang = request.extensions().get::<Staff>().map(Staff::lang);
            let mut response = next.run(request).await;
            if let Some(lang) = lang {
                response.extensions_mut().insert(lang);
            }
            response
        }
        Err(error @ Error::Internal(_)) => hand_back(&admin, request, error).await,
        Err(error) => error.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(ROBOTS, HeaderValue::from_static("noindex, nofollow"));
    if response.extensions().get::<Variation>().is_none() {
        response.extensions_mut().insert(Variation::Staff);
    }
    response
}

async fn examine(admin: &Admin, request: &mut Request) -> Result<()> {
    if !is_our_host(admin, request.uri(), request.headers()) {
        return Err(Error::NotFound);
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) && !is_our_origin(admin, request.headers()) {
        return Err(Error::Forbidden);
    }
    let origin = client_address::of(&admin.app, request.extensions(), request.headers());
    request.extensions_mut().insert(origin);
    if let Some(token) = Cookie::Session.read(&admin.app, request.headers())
        && let Some(staff) = Staff::find(admin, &token, origin).await?
    {
        session::touch(&mut *admin.pool.acquire().await?, &staff.session, admin.app.clock().now()).await?;
        request.extensions_mut().insert(staff);
    }
    Ok(())
}

/// A form that came from one of our own pages while sessions cannot be looked up is handed back in a page.
async fn hand_back(admin: &Admin, request: Request, error: Error) -> Response {
    let headers = request.headers().clone();
    if *request.method() != Method::POST || wants_json(&headers) || !form::is_form(&headers) {
        return error.into_response();
    }
    let address = request.uri().path().to_owned();
    let Ok(sent) = Form::from_request(request, admin).await else { return error.into_response() };
    let lang = accept_language::preferred(&headers);
    let page = unsaved::page_for_anyone(admin, lang, &address, &sent, error);
    page.unwrap_or_else(IntoResponse::into_response)
}

/// Whether the admin area is at the host that was asked.
fn is_our_host(admin: &Admin, uri: &Uri, headers: &HeaderMap) -> bool {
    let Some(host) = &admin.app.settings().admin_host else { return true };
    let named = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    uri.authority()
        .map(http::uri::Authority::as_str)
        .or(named)
        .is_some_and(|asked| asked.eq_ignore_ascii_case(host))
}

/// Whether a browser says that one of our own pages sent this. Something that says neither where it comes from is no
/// browser of staff.
fn is_our_origin(admin: &Admin, headers: &HeaderMap) -> bool {
    let value = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let is_same = value("sec-fetch-site") == Some("same-origin");
    is_same || value("origin").is_some_and(|origin| admin.origins().iter().any(|ours| ours == origin))
}

/// Lets through who may use the route.
pub(super) async fn require(
    State((admin, access)): State<(Admin, Access)>,
    request: Request,
    next: Next,
) -> Response {
    let stage = request.extensions().get::<Staff>().map(|staff| (staff.session.stage, staff.editor.role));
    match (access, stage) {
        (Access::Open, _) => next.run(request).await,
        (Access::HalfWay, Some((Stage::SecondFactor | Stage::Enrolment, _))) => next.run(request).await,
        (Access::HalfWay, Some((Stage::Full, _))) => Redirect::to("/admin").into_response(),
        (Access::Staff(role), Some((Stage::Full, own))) if own >= role => next.run(request).await,
        (Access::Staff(_), Some((Stage::Full, _))) => refuse(&request),
        (Access::Staff(_) | Access::HalfWay, _) => ask_to_sign_in(&admin, request).await,
    }
}

fn refuse(request: &Request) -> Response {
    tracing::warn!(method = %request.method(), "staff asked for what their role does not allow");
    Error::Forbidden.into_response()
}

/// Whoever is not signed in, or no longer, signs in first; a form that was sent meanwhile is kept in the page.
async fn ask_to_sign_in(admin: &Admin, request: Request) -> Response {
    let address = request.uri().path_and_query().map_or("/admin", http::uri::PathAndQuery::as_str).to_owned();
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return Redirect::to(&sign_in::address_for(&address)).into_response();
    }
    if wants_json(request.headers()) || !form::is_form(request.headers()) {
        return Error::Unauthorized.into_response();
    }
    let headers = request.headers().clone();
    match Form::from_request(request, admin).await {
        Ok(kept) => sign_in::ask_again(admin, &headers, &address, &kept),
        Err(error) => error.into_response(),
    }
}

/// Whether a script asks, which reads answers in JSON.
pub(super) fn wants_json(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes().starts_with(b"application/json"))
}
