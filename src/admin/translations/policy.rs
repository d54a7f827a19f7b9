//! Whether the languages of each kind of entry may go live apart.
//!
//! Invariant: only what was changed is decided anew and logged.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};

use crate::{
    accounts::audit,
    admin::{
        Admin, kinds,
        layout::{AdminLayout, Place},
        staff::Staff,
        table::{Access, Table},
    },
    content::{
        entry::Kind,
        parity::policy::{self, Policy},
    },
    web::{Error, Form, Locale, Query, error::Result},
};

/// Every policy, the freest first.
const POLICIES: [Policy; 3] = [Policy::Free, Policy::Warn, Policy::Together];

#[derive(Template)]
#[template(path = "admin/translations/policy.html")]
struct PolicyPage<'a> {
    layout: AdminLayout<'a>,
    done: Option<String>,
    /// What the policies are called, and what they mean.
    meanings: Vec<(String, String)>,
    kinds: Vec<KindView>,
}

/// A kind with its policy.
struct KindView {
    word: &'static str,
    name: String,
    options: Vec<OptionView>,
}

/// A policy to choose.
struct OptionView {
    word: &'static str,
    name: String,
    is_chosen: bool,
}

pub(super) fn add(table: Table) -> Table {
    table.get("/admin/translations/policy", Access::ADMINISTRATOR, show).post(
        "/admin/translations/policy",
        Access::ADMINISTRATOR,
        decide,
    )
}

/// Shows what was decided.
pub(super) async fn show(State(admin): State<Admin>, staff: Staff, Query(asked): Query) -> Result<Response> {
    let decided = policy::list(&admin.pool).await?;
    let t = admin.app.locale(staff.lang());
    let page = PolicyPage {
        layout: AdminLayout::new(&admin, &staff, Place::Translations, &t.msg("policy-title")),
        done: match asked.get("done") {
            "saved" => Some(t.msg("policy-done-saved")),
            "unchanged" => Some(t.msg("policy-done-unchanged")),
            _ => None,
        },
        meanings: POLICIES.map(|policy| (name(t, policy), meaning(t, policy))).into(),
        kinds: kinds::ALL.iter().map(|kind| KindView::of(t, *kind, of(&decided, *kind))).collect(),
    };
    Ok(Html(page.render()?).into_response())
}

/// Decides for the kinds that were changed.
pub(super) async fn decide(State(admin): State<Admin>, staff: Staff, form: Form) -> Result<Response> {
    let now = admin.app.clock().now();
    let mut transaction = admin.pool.begin().await?;
    let decided = policy::list(&mut *transaction).await?;
    let mut done = "unchanged";
    for kind in kinds::ALL.iter().copied() {
        let Some(wanted) = form.find(kinds::word(kind)) else { continue };
        let wanted = named(wanted).ok_or(Error::BadRequest)?;
        let before = of(&decided, kind);
        if wanted == before {
            continue;
        }
        policy::set(&mut transaction, kind, wanted, &staff.act(None, now)).await?;
        let detail = format!("{} instead of {}", word(wanted), word(before));
        let event = staff.event("translations.policy", "kind", kinds::word(kind)).detail(detail);
        audit::record(&mut transaction, &event, now).await?;
        done = "saved";
    }
    transaction.commit().await?;
    Ok(Redirect::to(&format!("/admin/translations/policy?done={done}")).into_response())
}

fn of(decided: &[(Kind, Policy)], kind: Kind) -> Policy {
    let found = decided.iter().find(|(other, _)| *other == kind);
    found.map(|(_, policy)| *policy).unwrap_or_default()
}

impl KindView {
    fn of(t: &Locale, kind: Kind, chosen: Policy) -> KindView {
        let option =
            |policy| OptionView { word: word(policy), name: name(t, policy), is_chosen: policy == chosen };
        KindView { word: kinds::word(kind), name: kinds::name(t, kind), options: POLICIES.map(option).into() }
    }
}

/// The word for a policy in the form and in the log.
fn word(policy: Policy) -> &'static str {
    match policy {
        Policy::Free => "free",
        Policy::Warn => "warn",
        Policy::Together => "together",
    }
}

fn named(text: &str) -> Option<Policy> {
    POLICIES.into_iter().find(|policy| word(*policy) == text)
}

fn name(t: &Locale, policy: Policy) -> String {
    match policy {
        Policy::Free => t.msg("policy-free"),
        Policy::Warn => t.msg("policy-warn"),
        Policy::Together => t.msg("policy-together"),
    }
}

fn meaning(t: &Locale, policy: Policy) -> String {
    match policy {
        Policy::Free => t.msg("policy-free-help"),
        Policy::Warn => t.msg("policy-warn-help"),
        Policy::Together => t.msg("policy-together-help"),
    }
}
