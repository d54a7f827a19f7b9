//! Who is signed in.
//!
//! Invariant: it comes from the session of the request, which the guard has found, and from nowhere else.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use http::request::Parts;
use jiff::Timestamp;

use super::Admin;
use crate::{
    accounts::{
        audit::Event,
        editor::{Editor, Role},
        session::{self, Session, Stage},
    },
    content::act::Act,
    lang::Lang,
    token::Token,
    web::{ClientAddress, Error, error::Result},
};

/// A member of staff at work.
#[derive(Clone, Debug)]
pub(super) struct Staff {
    /// The person.
    pub editor: Arc<Editor>,
    /// The session.
    pub session: Session,
    /// The network address of the request.
    pub origin: ClientAddress,
}

impl Staff {
    /// Who a session belongs to, in a request from there. Where everyone needs a second factor, a session from before
    /// that was so is worth nothing; nor is one that was to set up a second factor that has been set up elsewhere.
    pub(super) async fn find(admin: &Admin, token: &Token, origin: ClientAddress) -> Result<Option<Staff>> {
        let is_required = admin.app.settings().staff_mfa_required;
        let found = session::find(&admin.pool, token, admin.app.clock().now()).await?;
        let found = found.filter(|(session, editor)| match session.stage {
            Stage::Full => !is_required || editor.has_second_factor,
            Stage::Enrolment => !editor.has_second_factor,
            Stage::SecondFactor => true,
        });
        Ok(found.map(|(session, editor)| Staff { editor: Arc::new(editor), session, origin }))
    }

    /// The language in which the person works.
    pub(super) fn lang(&self) -> Lang {
        self.editor.lang
    }

    /// Whether the person has at least that role.
    pub(super) fn is(&self, role: Role) -> bool {
        self.editor.role >= role
    }

    /// What this person does to the content now.
    pub(super) fn act<'a>(&self, note: Option<&'a str>, at: Timestamp) -> Act<'a> {
        Act { by: Some(self.editor.id), note, at }
    }

    /// The entry in the audit log for something this person has done.
    pub(super) fn event(
        &self,
        action: &'static str,
        object_kind: &'static str,
        object_id: impl ToString,
    ) -> Event {
        Event::new(self.editor.as_ref().into(), self.origin.to_string(), action, object_kind, object_id)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Staff {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        parts.extensions.get::<Staff>().cloned().ok_or(Error::Unauthorized)
    }
}
