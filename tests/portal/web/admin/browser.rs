//! A browser that keeps its cookies, and the phone of whoever uses it.

use std::collections::BTreeMap;
use std::net::{IpAddr, SocketAddr};

use axum::body::Body;
use axum::http::{Method, Request};
use leiden_international::accounts::editor::{self, NewEditor, Role};
use leiden_international::accounts::words::{Email, Name};
use leiden_international::accounts::{audit, invitation, password};
use leiden_international::clock::Clock;
use leiden_international::ids::EditorId;
use leiden_international::lang::Lang;
use leiden_international::token::Token;
use leiden_international::web::client_address::Peer;
use leiden_international::web::{Form, page_cache::Front};
use sqlx::PgPool;
use totp_rs::{Builder, Secret, Totp};

use super::kit::{Desk, PASSWORD};
use crate::web::page::Page;
use crate::web::portal::{Answer, Portal, noon, send};

/// A browser somewhere.
#[derive(Clone)]
pub(crate) struct Browser {
    pub(super) router: Front,
    pub(super) address: IpAddr,
    pub(super) lang: &'static str,
    pub(crate) cookies: BTreeMap<String, String>,
}

impl Browser {
    /// A new one at that address, of which the last number is given.
    pub(crate) fn at(desk: &Desk, number: u8) -> Browser {
        let address = IpAddr::from([192, 0, 2, number]);
        Browser { router: desk.router(), address, lang: "en", cookies: BTreeMap::new() }
    }

    pub(crate) fn new(desk: &Desk) -> Browser {
        Browser::at(desk, 1)
    }

    /// The same anywhere.
    pub(crate) fn from(self, address: IpAddr) -> Browser {
        Browser { address, ..self }
    }

    pub(crate) fn speaking(self, lang: &'static str) -> Browser {
        Browser { lang, ..self }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, &[], String::new()).await
    }

    /// The page at an address, which has to be there.
    pub(crate) async fn page(&mut self, path: &str) -> Page {
        let answer = self.get(path).await;
        assert_eq!(answer.status, 200, "{path}: {:?} {}", answer.headers, answer.text());
        Page::new(path, &answer)
    }

    pub(crate) async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let pairs = form.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        self.post_form(path, &Form(pairs.collect())).await
    }

    pub(crate) async fn post_form(&mut self, path: &str, form: &Form) -> Answer {
        self.send(Method::POST, path, &[("sec-fetch-site", "same-origin")], form.encode()).await
    }

    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: String,
    ) -> Answer {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder()
            .method(method.clone())
            .uri(path)
            .header("host", "portal.example")
            .header("accept-language", self.lang)
            .header("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
            .header("cookie", cookies.join("; "))
            .extension(Peer(SocketAddr::new(self.address, 40_000)));
        if method == Method::POST {
            request = request.header("content-type", "application/x-www-form-urlencoded");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = send(self.router.clone(), request.body(Body::from(body)).unwrap()).await;
        self.keep(&answer);
        answer
    }

    fn keep(&mut self, answer: &Answer) {
        for cookie in answer.headers.get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// Sends address and password.
    pub(crate) async fn sign_in(&mut self, name: &str, password: &str) -> Answer {
        let email = format!("{name}@leiden.example");
        self.post("/admin/sign-in", &[("email", &email), ("password", password)]).await
    }

    /// The token of the session.
    pub(crate) fn session(&self) -> &str {
        &self.cookies["__Host-session"]
    }
}

/// A portal with people who can sign in.
pub(crate) struct Office {
    pub(crate) desk: Desk,
    pub(crate) pool: PgPool,
}

impl Office {
    /// Where a second factor is optional.
    pub(crate) async fn new(pool: &PgPool) -> Office {
        Office { desk: Desk::starter(pool).await, pool: pool.clone() }
    }

    /// Where everyone needs one.
    pub(crate) async fn strict(pool: &PgPool) -> Office {
        let portal = Portal::set(pool, |settings| settings.staff_mfa_required = true).await;
        Office { desk: Desk::of(portal), pool: pool.clone() }
    }

    pub(crate) fn clock(&self) -> &Clock {
        self.desk.portal.app.clock()
    }

    /// Puts the clock so many seconds after noon.
    pub(crate) fn wait(&self, seconds: i64) {
        self.clock().set(noon() + jiff::SignedDuration::from_secs(seconds));
    }

    /// Someone who was invited.
    pub(crate) async fn invite(&self, name: &str, role: Role) -> EditorId {
        let new = NewEditor {
            email: Email::parse(&format!("{name}@leiden.example")).unwrap(),
            name: Name::parse(name).unwrap(),
            role,
            lang: Lang::DEFAULT,
        };
        editor::invite(&mut self.pool.acquire().await.unwrap(), &new, noon()).await.unwrap()
    }

    /// Someone with the password of these tests.
    pub(crate) async fn hire(&self, name: &str, role: Role) -> EditorId {
        let id = self.invite(name, role).await;
        let hash = self.desk.office.sign_in.passwords.accept(PASSWORD, Vec::new()).await.unwrap().unwrap();
        password::set(&mut self.pool.acquire().await.unwrap(), id, &hash).await.unwrap();
        id
    }

    /// A link for someone, as a path.
    pub(crate) async fn link(&self, editor: EditorId) -> String {
        let mut conn = self.pool.acquire().await.unwrap();
        path_of(&invitation::create(&mut conn, editor, None, self.clock().now()).await.unwrap())
    }

    /// The link for the first administrator, as a path.
    pub(crate) async fn first_link(&self) -> String {
        let mut conn = self.pool.acquire().await.unwrap();
        path_of(&invitation::create_first(&mut conn, self.clock().now()).await.unwrap().unwrap())
    }

    /// The actions in the audit log with their results, the oldest first.
    pub(crate) async fn events(&self) -> Vec<String> {
        let rows = audit::export(&self.pool, &audit::Filter::default()).await.unwrap();
        rows.iter().rev().map(|row| format!("{} {}", row.action, row.outcome.as_str())).collect()
    }
}

fn path_of(token: &Token) -> String {
    format!("/admin/invite/{}", token.as_str())
}

/// A phone that has scanned the code on a page.
pub(crate) fn scan(page: &Page) -> Totp {
    let secret = Secret::try_from_base32(page.only("#secret").replace(' ', "")).unwrap();
    Builder::new().with_secret(secret).build().unwrap()
}

/// What the app shows.
pub(crate) fn code(app: &Totp, clock: &Clock) -> String {
    app.generate(clock.now().as_second().try_into().unwrap()).to_string()
}

/// Sets up a second factor for someone who has just signed in where it is required; the phone and the recovery codes.
pub(crate) async fn enrol(office: &Office, browser: &mut Browser) -> (Totp, Vec<String>) {
    let app = scan(&browser.page("/admin/second-factor/set-up").await);
    let answer = browser.post("/admin/second-factor/set-up", &[("code", &code(&app, office.clock()))]).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let codes = Page::new("set-up", &answer).texts(".lp-codes code");
    assert_eq!(codes.len(), 10);
    (app, codes)
}
