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

use super::{
    Admin, cookies::Cookie, entrance, entry::unsaved, errand::Errand, sign_in, staff::Staff, table::Access,
};
use crate::{
    accounts::session::{self, Stage},
    token::Token,
    web::{
        ClientAddress, Error, Form, accept_language, client_address, error::Result, form,
        security_headers::Variation,
    },
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
        Err(error @ (Error::Internal(_) | Error::Unavailable)) => hand_back(&admin, request, error).await,
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
    let is_first_step = request.uri().path() == sign_in::PATH;
    if !admin.app.is_database_reachable() {
        // Nobody waits for a database of which it is known that it is away.
        return if is_first_step { Ok(()) } else { Err(Error::Unavailable) };
    }
    let token = Cookie::Session.read(&admin.app, request.headers());
    match recognise(admin, token, origin, is_heartbeat(request)).await {
        Ok(Some(staff)) => drop(request.extensions_mut().insert(staff)),
        Ok(None) => {}
        // The page of the first step asks nothing of the database, and keeps the form that it may carry.
        Err(Error::Unavailable) if is_first_step => {}
        Err(Error::Internal(cause)) if is_first_step => {
            tracing::error!(cause = format!("{cause:#}"), "a session could not be looked up");
        }
        Err(error) => return Err(error),
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

/// Who is signed in in the browser that has a token. Their session lives on, but not by a heartbeat.
async fn recognise(
    admin: &Admin,
    token: Option<Token>,
    origin: ClientAddress,
    is_heartbeat: bool,
) -> Result<Option<Staff>> {
    let Some(token) = token else { return Ok(None) };
    let staff = Staff::find(admin, &token, origin).await?;
    if let Some(staff) = staff.as_ref().filter(|_| !is_heartbeat) {
        let mut conn = admin.pool.acquire().await?;
        session::touch(&mut conn, &staff.session, admin.app.clock().now()).await?;
    }
    Ok(staff)
}

/// Whether a page says by itself that it is still open. That is nobody at work: a session in which only this is heard has
/// to end (ASVS 7.3.1).
fn is_heartbeat(request: &Request) -> bool {
    let entry = request.uri().path().strip_prefix("/admin/pages/");
    *request.method() == Method::POST && entry.is_some_and(|rest| rest.ends_with("/seen"))
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
        (Access::HalfWay, Some((Stage::Full, _))) => go_on(&admin, request).await,
        (Access::Staff(role), Some((Stage::Full, own))) if own >= role => next.run(request).await,
        (Access::Staff(_), Some((Stage::Full, _))) => refuse(&request),
        (Access::Staff(_) | Access::HalfWay, _) => ask_to_sign_in(&admin, access, request).await,
    }
}

fn refuse(request: &Request) -> Response {
    tracing::warn!(method = %request.method(), "staff asked for what their role does not allow");
    Error::Forbidden.into_response()
}

/// Whoever takes the second step while signed in, as after doing so in another tab, goes on; a form that was carried along
/// is handed back.
async fn go_on(admin: &Admin, request: Request) -> Response {
    let staff = request.extensions().get::<Staff>().cloned();
    let is_sent = *request.method() == Method::POST && form::is_form(request.headers());
    let (Some(staff), true) = (staff, is_sent) else { return Redirect::to("/admin").into_response() };
    let form = Form::from_request(request, admin).await;
    form.and_then(|form| entrance::resume(admin, &staff, &Errand::of_form(&form))).into_response()
}

/// Whoever is not signed in, or no longer, signs in first; a form that was sent meanwhile, or that a step of signing in
/// carries, is kept in the page.
async fn ask_to_sign_in(admin: &Admin, access: Access, request: Request) -> Response {
    let address = request.uri().path_and_query().map_or("/admin", http::uri::PathAndQuery::as_str).to_owned();
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return Redirect::to(&sign_in::address_for(&address)).into_response();
    }
    if wants_json(request.headers()) || !form::is_form(request.headers()) {
        return Error::Unauthorized.into_response();
    }
    let headers = request.headers().clone();
    match Form::from_request(request, admin).await {
        Ok(step) if access == Access::HalfWay => sign_in::ask_again(admin, &headers, &Errand::of_form(&step)),
        Ok(sent) => sign_in::ask_again(admin, &headers, &Errand::of_refused(&address, &sent)),
        Err(error) => error.into_response(),
    }
}

/// Whether a script asks, which reads answers in JSON.
pub(super) fn wants_json(headers: &HeaderMap) -> bool {
    headers.get(header::ACCEPT).is_some_and(|accept| accept.as_bytes().starts_with(b"application/json"))
}
