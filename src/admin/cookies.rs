//! The cookies of the admin area, which are the only ones of the portal.
//!
//! Invariant: a cookie holds a random token and nothing else, is out of reach of scripts and of other hosts, and on
//! https has the prefix that makes browsers see to that.

use http::{HeaderMap, HeaderValue, header};

use crate::{token::Token, web::App};

/// A cookie of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cookie {
    /// Of a session; goes when the browser is closed.
    Session,
    /// Of a browser in which someone has signed in before; stays for 180 days.
    KnownBrowser,
}

impl Cookie {
    fn name(self, is_https: bool) -> String {
        let name = match self {
            Cookie::Session => "session",
            Cookie::KnownBrowser => "known-browser",
        };
        if is_https { format!("__Host-{name}") } else { name.to_owned() }
    }

    fn lifetime(self) -> &'static str {
        match self {
            Cookie::Session => "",
            Cookie::KnownBrowser => "; Max-Age=15552000",
        }
    }

    /// The token that the browser sent in this cookie.
    pub(super) fn read(self, app: &App, headers: &HeaderMap) -> Option<Token> {
        let name = self.name(app.settings().base_url.is_https());
        let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
        let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(other, _)| *other == name).and_then(|(_, value)| Token::parse(value))
    }

    /// The header that gives the browser this cookie.
    pub(super) fn set(self, app: &App, token: &Token) -> Option<HeaderValue> {
        self.header(app, token.as_str(), self.lifetime())
    }

    /// The header that takes it away.
    pub(super) fn clear(self, app: &App) -> Option<HeaderValue> {
        self.header(app, "", "; Max-Age=0")
    }

    fn header(self, app: &App, value: &str, lifetime: &str) -> Option<HeaderValue> {
        let is_https = app.settings().base_url.is_https();
        let secure = if is_https { "; Secure" } else { "" };
        let name = self.name(is_https);
        let text = format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{lifetime}");
        // The parts are ours: names, hexadecimal digits.
        HeaderValue::from_str(&text).ok()
    }
}
