//! Every address of the admin area with who may use it.
//!
//! Invariant: there is no other way to add a route, so none is without its check; tests walk the list.

use std::convert::Infallible;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    handler::Handler,
    middleware::from_fn_with_state,
    routing::{MethodRouter, get, post},
};
use http::Method;

use super::{Admin, guard};
use crate::{accounts::editor::Role, web::limits};

/// Who may use a route.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anyone: to sign in, to answer an invitation.
    Open,
    /// Someone who has given the password and not yet the second factor.
    HalfWay,
    /// Staff who are signed in and have at least this role.
    Staff(Role),
}

impl Access {
    /// Everyone who is signed in.
    pub const AUTHOR: Access = Access::Staff(Role::Author);
    /// Those who publish.
    pub const PUBLISHER: Access = Access::Staff(Role::Publisher);
    /// Those who manage accounts.
    pub const ADMINISTRATOR: Access = Access::Staff(Role::Administrator);
}

/// A route as it is listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// GET (and so HEAD) or POST.
    pub method: Method,
    /// The path with its variables in braces.
    pub path: &'static str,
    /// Who may use it.
    pub access: Access,
}

/// Routes in the making.
#[derive(Default)]
pub(super) struct Table {
    routes: Vec<(Listed, MethodRouter<Admin>)>,
}

impl Table {
    /// Adds what is to be seen at an address.
    pub(super) fn get<H, T>(self, path: &'static str, access: Access, handler: H) -> Table
    where
        H: Handler<T, Admin>,
        T: 'static,
    {
        self.add(Method::GET, path, access, get(handler))
    }

    /// Adds what can be done at an address.
    pub(super) fn post<H, T>(self, path: &'static str, access: Access, handler: H) -> Table
    where
        H: Handler<T, Admin>,
        T: 'static,
    {
        self.add(Method::POST, path, access, post(handler))
    }

    fn add(
        mut self,
        method: Method,
        path: &'static str,
        access: Access,
        route: MethodRouter<Admin>,
    ) -> Table {
        self.routes.push((Listed { method, path, access }, route));
        self
    }

    /// What was added.
    pub(super) fn list(&self) -> Vec<Listed> {
        self.routes.iter().map(|(listed, _)| listed.clone()).collect()
    }

    /// The router, each route behind its own check.
    pub(super) fn router(self, admin: &Admin) -> Router<Admin> {
        self.routes.into_iter().fold(Router::new(), |router, (listed, route)| {
            let check = from_fn_with_state((admin.clone(), listed.access), guard::require);
            let limit = DefaultBodyLimit::max(limits::body(listed.path));
            router.route(listed.path, route.layer::<_, Infallible>(check).layer(limit))
        })
    }
}
