//! Where someone wanted to go when they had to sign in first, and what they were sending.
//!
//! A form that met an ended session is carried in hidden fields through every step of signing in, and handed back at the
//! end with a button. Nothing of it is stored, neither here nor in the browser.
//!
//! Invariant: it leads to a page of the admin area and nowhere else (ASVS 3.7.2), and carries no password.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::web::{Form, Query};

/// Before the name of a field that is carried.
const PREFIX: &str = "kept.";

/// Where someone wanted to go.
#[derive(Clone, Debug, Default)]
pub(super) struct Errand {
    next: Option<String>,
    kept: Option<Kept>,
}

/// A form that was being sent.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// Where to.
    pub to: String,
    /// What it said.
    pub fields: Vec<(String, String)>,
}

impl Errand {
    /// To a page of ours.
    pub(super) fn to(address: &str) -> Errand {
        Errand { next: destination(address), kept: None }
    }

    /// As an address says it: `?next=`.
    pub(super) fn of_query(Query(asked): &Query) -> Errand {
        Errand { next: destination(asked.get("next")), kept: None }
    }

    /// As a form of ours carries it.
    pub(super) fn of_form(form: &Form) -> Errand {
        let carried =
            form.pairs().iter().filter_map(|(name, value)| Some((name.strip_prefix(PREFIX)?, value)));
        let fields = carried.map(|(name, value)| (name.to_owned(), value.clone())).collect();
        let to = destination(form.get("to")).filter(|to| may_be_kept(to));
        Errand { next: destination(form.get("next")), kept: to.map(|to| Kept { to, fields }) }
    }

    /// That form, which was sent to that address; of a form of a kind that is not kept, the address.
    pub(super) fn of_refused(address: &str, form: &Form) -> Errand {
        let Some(to) = destination(address).filter(|to| may_be_kept(to)) else { return Errand::to(address) };
        let fields = form.pairs().iter().filter(|(name, _)| !name.contains("password")).cloned().collect();
        Errand { next: None, kept: Some(Kept { to, fields }) }
    }

    /// The hidden fields that carry it on.
    pub(super) fn fields(&self) -> Vec<(String, String)> {
        let next = self.next.iter().map(|next| ("next".to_owned(), next.clone()));
        let kept = self.kept.iter().flat_map(|kept| {
            let fields = kept.fields.iter().map(|(name, value)| (format!("{PREFIX}{name}"), value.clone()));
            std::iter::once(("to".to_owned(), kept.to.clone())).chain(fields)
        });
        next.chain(kept).collect()
    }

    /// The form that was being sent.
    pub(super) fn kept(&self) -> Option<&Kept> {
        self.kept.as_ref()
    }

    /// Where to go if there is no form.
    pub(super) fn destination(&self) -> &str {
        self.next.as_deref().unwrap_or("/admin")
    }

    /// An address that says where to go afterwards.
    pub(super) fn at(&self, path: &str) -> String {
        match &self.next {
            Some(next) => format!("{path}?next={}", encoded(next)),
            None => path.to_owned(),
        }
    }
}

/// A text as it can stand in a query.
pub(super) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// An address, if it is of a page that one can be led to: in the admin area, and none of the steps of signing in.
pub(super) fn destination(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let below = path.strip_prefix("/admin")?;
    let is_path = below.is_empty() || below.starts_with('/');
    let is_plain = below.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/-_.".contains(&byte));
    let is_direct = !below.contains("//") && !below.contains("..");
    let rest_is_plain = address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let is_step =
        ["/sign-in", "/sign-out", "/invite", "/second-factor"].iter().any(|step| below.starts_with(step));
    (is_path && is_plain && is_direct && rest_is_plain && !is_step).then(|| address.to_owned())
}

/// Whether a form that was sent there holds someone's work. One about accounts holds secrets, and is quickly made again.
fn may_be_kept(address: &str) -> bool {
    !["/admin/account", "/admin/editors"].iter().any(|place| address.starts_with(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_admin_area_is_a_destination() {
        for good in [
            "/admin",
            "/admin/pages",
            "/admin?done=saved",
            "/admin/pages/about?done=saved#title",
            "/admin/audit?actor=1&from=2026-11-22",
            "/admin/pages?next=//evil.example",
        ] {
            assert_eq!(destination(good).as_deref(), Some(good));
        }
        for bad in [
            "",
            "/",
            "/en",
            "https://evil.example/admin",
            "//evil.example/admin",
            "/\\evil.example",
            "/admin\\evil",
            "/admin/..",
            "/admin/../en",
            "/admin/%2e%2e/en",
            "/admin//evil.example",
            "/administrator",
            "/admin@evil.example",
            "/admin:80",
            "javascript:alert(1)",
            "/admin/pages\r\nX: y",
            "/admin/pages?\u{e9}",
            "/admin/sign-out",
            "/admin/sign-in?next=/admin",
            "/admin/invite/abc",
            "/admin/second-factor",
        ] {
            assert_eq!(destination(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_form_is_carried_and_comes_back_as_it_was() {
        let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        let sent = vec![pair("en.title", "A\nb"), pair("goals", "1"), pair("goals", "2"), pair("to", "x")];
        let errand = Errand::of_refused("/admin/pages/about", &Form(sent.clone()));
        let again = Errand::of_form(&Form(errand.fields()));
        let kept = again.kept().unwrap();
        assert_eq!((kept.to.as_str(), &kept.fields), ("/admin/pages/about", &sent));
    }

    #[test]
    fn what_is_secret_is_not_carried() {
        let form = Form(vec![("password".to_owned(), "hush".to_owned())]);
        for address in ["/admin/account/password", "/admin/editors", "/admin/sign-out", "/en"] {
            assert!(Errand::of_refused(address, &form).kept().is_none(), "{address}");
        }
        let errand = Errand::of_refused("/admin/pages/about", &form);
        assert!(errand.kept().unwrap().fields.is_empty());
        let forged = Form(vec![("to".to_owned(), "/admin/account/password".to_owned())]);
        assert!(Errand::of_form(&forged).kept().is_none());
    }
}
