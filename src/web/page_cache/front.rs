//! Answers from memory what is kept, and lets the router answer the rest.
//!
//! Invariant: a hit asks nobody, waits for nothing and goes through no layer; its headers are those that the layers gave
//! when the page was made, whoever asked then.

use std::{
    convert::Infallible,
    pin::Pin,
    sync::{Arc, atomic::Ordering},
    task::{Context, Poll},
};

use axum::{
    BoxError, Router,
    body::{Body, HttpBody},
    response::Response,
};
use bytes::Bytes;
use http::{HeaderMap, Method, Request, StatusCode, Uri, header};
use http_body_util::{BodyExt, Either, Full};
use jiff::Timestamp;
use tower::{Service, ServiceExt};

use super::{
    Keep, Keepable,
    declaration::key_of,
    flights::{Boarding, Landing, landed},
    page::{Making, Page},
};
use crate::web::{App, limits};

/// The body of an answer: bytes from memory, or what the router makes.
pub type FrontBody = Either<Full<Bytes>, Body>;

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
    Now(Option<http::Response<FrontBody>>),
    /// By the router.
    Later(Pin<Box<dyn Future<Output = http::Response<FrontBody>> + Send>>),
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

    /// The page that is kept for a request, if it may be sent.
    fn find(&self, key: &str, now: Timestamp) -> Option<Arc<Page>> {
        let pages = self.app.pages();
        pages.pages.get(key).filter(|page| pages.is_fresh(page, now))
    }

    /// The answer of a page to a request.
    fn send(&self, page: &Page, asked: &Asked<'_>, now: Timestamp) -> http::Response<FrontBody> {
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
        let mut response = http::Response::new(Either::Left(Full::new(body)));
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        response
    }

    /// Answers a request for which no page is kept, and keeps what is made.
    async fn answer<B>(self, mut request: Request<B>, key: String) -> http::Response<FrontBody>
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
    ) -> Result<Arc<Page>, Response>
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
        let body = match body.collect().await {
            Ok(body) => body.to_bytes(),
            Err(cause) => {
                tracing::error!(%cause, "a page could not be read to its end");
                let mut response = Response::from_parts(parts, Body::empty());
                *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
                return Err(response);
            }
        };
        let tally = keep.read.as_ref().map(|(entry, lang)| self.app.page_views().tally(entry, *lang));
        let earlier = pages.pages.peek(key);
        let headers = pages.share(parts.headers);
        let page = Arc::new(Page::new(making, keep, tally, headers, &body, earlier.as_deref()));
        if earlier.is_none_or(|earlier| earlier.generation <= generation) {
            pages.keep(key.into(), &page);
        }
        Ok(page)
    }

    async fn routed<B>(&self, request: Request<B>) -> Response
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        match self.router.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }

    async fn pass<B>(self, request: Request<B>) -> http::Response<FrontBody>
    where
        B: HttpBody<Data = Bytes> + Send + 'static,
        B::Error: Into<BoxError>,
    {
        self.routed(request).await.map(Either::Right)
    }
}

impl<B> Service<Request<B>> for Front
where
    B: HttpBody<Data = Bytes> + Send + 'static,
    B::Error: Into<BoxError>,
{
    type Response = http::Response<FrontBody>;
    type Error = Infallible;
    type Future = Answering;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> Answering {
        let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
        let declared = is_read.then(|| (self.keepable.keys)(request.uri().path())).flatten();
        let Some(declared) = declared.filter(|_| limits::are_kept(&request)) else {
            return Answering::Later(Box::pin(self.clone().pass(request)));
        };
        let key = key_of(request.uri(), declared);
        let now = self.app.clock().now();
        if let Some(page) = self.find(&key, now) {
            let response = self.send(&page, &Asked::of(&request), now);
            self.app.pages().counts.hits.fetch_add(1, Ordering::Relaxed);
            tracing::debug!(
                method = %request.method(),
                path = request.uri().path(),
                status = response.status().as_u16(),
                "answered from memory"
            );
            return Answering::Now(Some(response));
        }
        let key = key.into_owned();
        Answering::Later(Box::pin(self.clone().answer(request, key)))
    }
}

impl Future for Answering {
    type Output = Result<http::Response<FrontBody>, Infallible>;

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
fn to_be_kept(response: &Response) -> Option<Keep> {
    let keep = response.extensions().get::<Keep>()?;
    let headers = response.headers();
    let is_public =
        headers.get(header::CACHE_CONTROL).is_some_and(|keep| keep.as_bytes().starts_with(b"public"));
    let is_plain =
        !headers.contains_key(header::SET_COOKIE) && !headers.contains_key(header::CONTENT_ENCODING);
    (response.status() == StatusCode::OK && is_public && is_plain).then(|| keep.clone())
}

/// An answer that was made for GET, to who asked.
fn apart(response: Response, method: &Method) -> http::Response<FrontBody> {
    if *method == Method::HEAD {
        return response.map(|_| Either::Left(Full::default()));
    }
    response.map(Either::Right)
}
