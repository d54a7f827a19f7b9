//! Answers from memory what is kept, and lets the router answer the rest.
//!
//! Invariant: a hit asks nobody, waits for nothing and goes through no layer; its headers are those that the layers gave
//! when the page was made, whoever asked then.

use std::{
    borrow::Cow,
    convert::Infallible,
    pin::Pin,
    sync::{Arc, atomic::Ordering},
    task::{Context, Poll},
};

use axum::{BoxError, Router, body::HttpBody};
use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response, StatusCode, Uri, header};
use http_body_util::{BodyExt, Full};
use jiff::Timestamp;
use tower::{Service, ServiceExt};

use super::{
    Keep, Keepable,
    declaration::key_of,
    flights::{Boarding, Landing, landed},
    page::{Making, Page},
};
use crate::web::{App, limits};

/// The body of an answer: whole, so that whoever sends it has nothing left to make or to compress.
pub type FrontBody = Full<Bytes>;

/// What stands in front of the router. Clones are the same thing.
#[derive(Clone)]
pub struct Front {
    pub(super) app: App,
    pub(super) router: Router,
    pub(super) keepable: Keepable,
}

/// An answer, at once or when it is made.
pub enum Answering {
    /// From memory.
    Now(Option<Response<FrontBody>>),
    /// By the router.
    Later(Pin<Box<dyn Future<Output = Response<FrontBody>> + Send>>),
}

impl Front {
    /// In front of that router, which answers for the same application.
    pub fn new(app: App, router: Router, keepable: Keepable) -> Front {
        Front { app, router, keepable }
    }

    /// The application that it answers for.
    pub fn app(&self) -> &App {
        &self.app
    }

    /// The answer to a request, if it is in memory.
    pub fn hit<B>(&self, request: &Request<B>) -> Option<Response<FrontBody>> {
        let key = self.key(request)?;
        let now = self.app.clock().now();
        let page = self.find(&key, now)?;
        let response = self.send(&page, &Asked::of(request), now);
        self.app.pages().counts.hits.fetch_add(1, Ordering::Relaxed);
        tracing::debug!(
            method = %request.method(),
            path = request.uri().path(),
            status = response.status().as_u16(),
            "answered from memory"
        );
        Some(response)
    }

    /// Lets the router answer a request, or somebody else for whom it makes the same page.
    pub async fn miss<B>(self, request: Request<B>) -> Response<FrontBody>
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        match self.key(&request).map(Cow::into_owned) {
            Some(key) => self.answer(request, key).await,
            None => self.pass(request).await,
        }
    }

    /// Under which key the answer to a request may be kept, if it may.
    fn key<'a, B>(&self, request: &'a Request<B>) -> Option<Cow<'a, str>> {
        let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
        let declared = is_read.then(|| (self.keepable.keys)(request.uri().path())).flatten()?;
        limits::are_kept(request).then(|| key_of(request.uri(), declared))
    }

    /// The page that is kept for a request, if it may be sent.
    fn find(&self, key: &str, now: Timestamp) -> Option<Arc<Page>> {
        let pages = self.app.pages();
        pages.pages.get(key).filter(|page| pages.is_fresh(page, now))
    }

    /// The answer of a page to a request.
    fn send(&self, page: &Page, asked: &Asked<'_>, now: Timestamp) -> Response<FrontBody> {
        if let Some((entry, lang, tally)) = &page.read
            && *asked.method == Method::GET
        {
            // Whoever asks for the head alone reads nothing.
            let today = self.app.pages().date_of(self.app.clock(), now);
            self.app.page_views().count(entry, *lang, tally, today);
        }
        let (coding, form) = page.preferred(asked.headers);
        let known = page.known(asked.headers, coding, form);
        let (status, headers, body) = match known {
            Some(tag) => (StatusCode::NOT_MODIFIED, page.headers_unchanged(tag, now), Bytes::new()),
            None if *asked.method == Method::HEAD => {
                (StatusCode::OK, page.headers(coding, form, now), Bytes::new())
            }
            None => (StatusCode::OK, page.headers(coding, form, now), form.body.clone()),
        };
        let mut response = Response::new(Full::new(body));
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        response
    }

    /// Answers a request for which no page is kept, and keeps what is made.
    async fn answer<B>(self, mut request: Request<B>, key: String) -> Response<FrontBody>
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let pages = self.app.pages();
        loop {
            let now = self.app.clock().now();
            if let Some(page) = self.find(&key, now) {
                return self.send(&page, &Asked::of(&request), now);
            }
            let generation = pages.generation();
            let landing = match pages.flights.board(&key, generation) {
                Boarding::Wait(flying) => landed(flying).await,
                // It may have been made just before.
                Boarding::Lead(_) if self.find(&key, now).is_some() => continue,
                Boarding::Lead(lead) => {
                    let (method, headers) = (request.method().clone(), request.headers().clone());
                    *request.method_mut() = Method::GET;
                    if let Ok(uri) = Uri::try_from(&key) {
                        *request.uri_mut() = uri;
                    }
                    return match self.make(request, &key, generation).await {
                        Ok(page) => {
                            lead.land(Landing::Page(Arc::clone(&page)));
                            let asked = Asked { method: &method, headers: &headers };
                            self.send(&page, &asked, self.app.clock().now())
                        }
                        Err(response) => {
                            lead.land(Landing::Apart);
                            apart(response, &method)
                        }
                    };
                }
            };
            match landing {
                Landing::Page(page) => {
                    return self.send(&page, &Asked::of(&request), self.app.clock().now());
                }
                Landing::Apart => return self.pass(request).await,
                Landing::Flying => {}
            }
        }
    }

    /// Lets the router make a page, and keeps it; or returns what is not to be kept.
    pub(super) async fn make<B>(
        &self,
        request: Request<B>,
        key: &str,
        generation: u64,
    ) -> Result<Arc<Page>, Response<Bytes>>
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let pages = self.app.pages();
        let making = Making { generation, made_at: self.app.clock().now() };
        pages.counts.renders.fetch_add(1, Ordering::Relaxed);
        let response = self.routed(request).await;
        let Some(keep) = to_be_kept(&response) else {
            pages.pages.remove(key);
            return Err(response);
        };
        let (parts, body) = response.into_parts();
        let tally = keep.read.as_ref().map(|(entry, lang)| self.app.page_views().tally(entry, *lang));
        let earlier = pages.pages.peek(key);
        let headers = pages.share(parts.headers);
        let page = Arc::new(Page::new(making, keep, tally, headers, &body, earlier.as_deref()));
        if earlier.is_none_or(|earlier| earlier.generation <= generation) {
            pages.keep(key.into(), &page);
        }
        Ok(page)
    }

    /// What the router answers, to its last byte.
    async fn routed<B>(&self, request: Request<B>) -> Response<Bytes>
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        let (parts, body) = match self.router.clone().oneshot(request).await {
            Ok(response) => response.into_parts(),
            Err(never) => match never {},
        };
        match body.collect().await {
            Ok(body) => Response::from_parts(parts, body.to_bytes()),
            Err(cause) => {
                tracing::error!(%cause, "an answer could not be read to its end");
                let mut response = Response::from_parts(parts, Bytes::new());
                response.headers_mut().remove(header::CONTENT_LENGTH);
                *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
                response
            }
        }
    }

    async fn pass<B>(self, request: Request<B>) -> Response<FrontBody>
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        self.routed(request).await.map(Full::new)
    }
}

impl<B> Service<Request<B>> for Front
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = Response<FrontBody>;
    type Error = Infallible;
    type Future = Answering;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Answering {
        match self.hit(&request) {
            Some(response) => Answering::Now(Some(response)),
            None => Answering::Later(Box::pin(self.clone().miss(request))),
        }
    }
}

impl Future for Answering {
    type Output = Result<Response<FrontBody>, Infallible>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut() {
            Answering::Now(response) => {
                response.take().map_or(Poll::Pending, |response| Poll::Ready(Ok(response)))
            }
            Answering::Later(making) => making.as_mut().poll(context).map(Ok),
        }
    }
}

/// What of a request an answer depends on.
struct Asked<'a> {
    method: &'a Method,
    headers: &'a HeaderMap,
}

impl<'a> Asked<'a> {
    fn of<B>(request: &'a Request<B>) -> Asked<'a> {
        Asked { method: request.method(), headers: request.headers() }
    }
}

/// What is to be known of an answer that may be kept: one that says so, for everyone, and as it is.
fn to_be_kept<B>(response: &Response<B>) -> Option<Keep> {
    let keep = response.extensions().get::<Keep>()?;
    let headers = response.headers();
    let is_public =
        headers.get(header::CACHE_CONTROL).is_some_and(|keep| keep.as_bytes().starts_with(b"public"));
    let is_plain =
        !headers.contains_key(header::SET_COOKIE) && !headers.contains_key(header::CONTENT_ENCODING);
    (response.status() == StatusCode::OK && is_public && is_plain).then(|| keep.clone())
}

/// An answer that was made for GET, to who asked.
fn apart(response: Response<Bytes>, method: &Method) -> Response<FrontBody> {
    response.map(|body| if *method == Method::HEAD { Full::default() } else { Full::new(body) })
}
