//! Stand-in until the pages of accounts are here.

use axum::response::{IntoResponse, Response};
use http::HeaderMap;

use super::Admin;
use crate::web::{Error, Form};

pub(super) fn address_for(next: &str) -> String {
    format!("/admin/sign-in?next={next}")
}

pub(super) fn ask_again(_: &Admin, _: &HeaderMap, _: &str, _: &Form) -> Response {
    Error::Unauthorized.into_response()
}
