//! A request of someone who may not be signed in.
//!
//! Invariant: the address is the one that the guard has found; what the browser says of itself is only shown.

use axum::extract::FromRequestParts;
use http::{HeaderMap, header, request::Parts};

use super::{Admin, cookies::Cookie, staff::Staff};
use crate::{
    accounts::{
        audit::{Actor, Event},
        session::Browser,
    },
    lang::Lang,
    token::Token,
    web::{ClientAddress, Error, Form, accept_language},
};

/// Who knocks.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    /// The network address.
    pub origin: ClientAddress,
    /// The token of a browser in which someone has signed in before.
    pub browser: Option<Token>,
    /// The session that the browser has already.
    pub former: Option<Staff>,
    /// The language of the pages: the one that was chosen, or else the one that the browser asks for.
    pub lang: Lang,
    /// Whether the language was chosen.
    pub is_lang_chosen: bool,
    user_agent: String,
}

impl Visit {
    /// The browser as a session keeps it.
    pub(super) fn as_browser(&self) -> Browser {
        Browser { origin: self.origin.to_string(), user_agent: self.user_agent.clone() }
    }

    /// The same in the language that a form says.
    pub(super) fn speaking(self, form: &Form) -> Visit {
        let chosen = Lang::from_tag(form.get("lang"));
        Visit { lang: chosen.unwrap_or(self.lang), ..self }
    }

    /// Something that someone does who is not signed in.
    pub(super) fn event(&self, action: &'static str, object_id: impl ToString) -> Event {
        Event::new(Actor::Visitor, self.origin.to_string(), action, "editor", object_id)
    }
}

impl FromRequestParts<Admin> for Visit {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, admin: &Admin) -> Result<Visit, Error> {
        let origin = parts.extensions.get::<ClientAddress>().copied().ok_or(Error::BadRequest)?;
        let query = Form::parse(parts.uri.query().unwrap_or_default().as_bytes());
        let chosen = Lang::from_tag(query.get("lang"));
        Ok(Visit {
            origin,
            browser: Cookie::KnownBrowser.read(&admin.app, &parts.headers),
            former: parts.extensions.get().cloned(),
            lang: chosen.unwrap_or_else(|| accept_language::preferred(&parts.headers)),
            is_lang_chosen: chosen.is_some(),
            user_agent: user_agent(&parts.headers),
        })
    }
}

fn user_agent(headers: &HeaderMap) -> String {
    let named = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    named.unwrap_or_default().to_owned()
}
