//! What an entry would be if it went live now: what changes, what the checks found, what stands in the way.
//!
//! Invariant: it is about the newest version, which the page names.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use http::StatusCode;
use sqlx::PgConnection;

use super::{
    LangChoice, langs,
    prospect::{Prospect, ProspectView},
};
use crate::{
    accounts::editor::Role,
    admin::{
        Admin,
        changes::{ChangeGroup, Names},
        errors::Errors,
        findings::{self, FindingView},
        impact::{self, ImpactView},
        layout::{AdminLayout, Place},
        staff::Staff,
        when::WhenView,
    },
    content::{
        agreement::{self, Agreement},
        checks::Known,
        overview::{self, Glance},
        publication::{self, Current},
        published::Published,
        revision::{self, Revision},
    },
    ids::EntryId,
    lang::Lang,
    web::{Error, Form, Locale, error::Result, urls},
};

#[derive(Template)]
#[template(path = "admin/publish.html")]
pub(super) struct PublishPage<'a> {
    pub layout: AdminLayout<'a>,
    pub done: Option<String>,
    errors: Errors,
    id: EntryId,
    title: String,
    revision: i32,
    /// Which version it is about, in words.
    version: String,
    /// Whether readers see any of it now.
    is_live: bool,
    is_archived: bool,
    may_publish: bool,
    changes: Vec<ChangeGroup>,
    /// What changes on the pages of others.
    impact: ImpactView,
    /// What the languages would be to each other.
    prospect: ProspectView,
    findings: Vec<FindingView>,
    has_errors: bool,
    has_warnings: bool,
    has_seen_warnings: bool,
    /// What becomes of addresses.
    moves: Vec<String>,
    choices: Vec<LangChoice>,
    note: String,
    when: WhenView,
}

/// An entry that may go live.
pub(super) struct Review {
    /// Every entry.
    pub entries: Vec<Glance>,
    /// The entry.
    pub entry: Glance,
    /// What was saved last.
    pub newest: Revision,
    /// What readers see.
    pub current: Option<Current>,
    /// What they would see of the two languages.
    prospect: Prospect,
    /// What was declared about its texts, the oldest first.
    agreements: Vec<Agreement>,
    /// What is known of contacts.
    known: Known,
}

impl Review {
    /// What would be if those languages went live; if none are named, every one that has a text.
    pub(super) async fn open(
        conn: &mut PgConnection,
        published: &Published,
        id: &EntryId,
        langs: &[Lang],
    ) -> Result<Review> {
        let entries = overview::list(&mut *conn).await?;
        let entry = entries.iter().find(|entry| entry.id == *id).cloned().ok_or(Error::NotFound)?;
        let newest = revision::find_newest(&mut *conn, id).await?.ok_or(Error::NotFound)?;
        let current = publication::find_current(&mut *conn, id).await?;
        let has_text = |lang: &Lang| newest.body.texts.get(*lang).is_some();
        let langs = if langs.is_empty() {
            Lang::ALL.iter().copied().filter(has_text).collect()
        } else {
            langs.to_vec()
        };
        let prospect = Prospect::open(&mut *conn, id, &newest.body, current.as_ref(), &langs).await?;
        let declared = agreement::list(conn, id).await?;
        let agreements = declared.into_iter().map(|declared| declared.agreement).collect();
        let known = Known::of(published);
        Ok(Review { entries, entry, newest, current, prospect, agreements, known })
    }

    /// What stands in the way, as far as it can be told from the form.
    pub(super) fn complaints(&self, t: &Locale, form: &Form, langs: &[Lang]) -> Errors {
        let mut errors = Errors::default();
        if form.get("revision") != self.newest.number.to_string() {
            errors.add("changes", t.msg("publish-error-newer"));
        }
        if langs.is_empty() {
            errors.add("langs", t.msg("publish-error-langs"));
        }
        let names = Names { t, entries: &self.entries };
        let found = findings::list(&names, &self.entry.id, &self.newest.body, &self.known);
        let asked = |finding: &&FindingView| langs.contains(&finding.lang);
        if found.iter().filter(asked).any(|finding| finding.is_error) {
            errors.add("findings", t.msg("publish-error-findings"));
        }
        let has_warnings = found.iter().filter(asked).any(|finding| !finding.is_error);
        if (has_warnings || self.prospect.has_to_be_seen()) && !form.has("seen") {
            errors.add("seen", t.msg("publish-error-seen"));
        }
        if form.get("note").chars().count() > 500 {
            errors.add("note", t.msg("publish-error-note"));
        }
        errors
    }

    pub(super) fn refuse(
        &self,
        admin: &Admin,
        staff: &Staff,
        form: &Form,
        errors: Errors,
    ) -> Result<Response> {
        let page = self.page(admin, staff, Some(form), errors)?;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(page.render()?)).into_response())
    }

    /// The page, with what was typed.
    pub(super) fn page<'a>(
        &self,
        admin: &'a Admin,
        staff: &Staff,
        form: Option<&Form>,
        errors: Errors,
    ) -> Result<PublishPage<'a>> {
        let t = admin.app.locale(staff.lang());
        let names = Names { t, entries: &self.entries };
        let title = self.entry.title(staff.lang()).to_owned();
        let layout = AdminLayout::new(
            admin,
            staff,
            Place::Pages,
            &t.msg_with("publish-heading", &[("title", title.clone().into())]),
        );
        let found = findings::list(&names, &self.entry.id, &self.newest.body, &self.known);
        let nothing = Form::default();
        let typed = form.unwrap_or(&nothing);
        let newest = self.newest.body.clone().for_readers();
        Ok(PublishPage {
            layout: if errors.is_empty() { layout } else { layout.with_errors() },
            done: None,
            errors,
            id: self.entry.id.clone(),
            revision: self.newest.number,
            version: t.msg_with("publish-version", &[("number", self.newest.number.into())]),
            is_live: self.current.is_some(),
            is_archived: self.entry.archived_at.is_some(),
            may_publish: staff.is(Role::Publisher),
            changes: self
                .current
                .as_ref()
                .map(|current| names.groups(&current.body, &newest))
                .unwrap_or_default(),
            has_errors: found.iter().any(|finding| finding.is_error),
            has_warnings: found.iter().any(|finding| !finding.is_error) || self.prospect.has_to_be_seen(),
            has_seen_warnings: typed.has("seen"),
            impact: self.impact(admin, &names)?,
            prospect: self.prospect.view(&names, &self.entry.id),
            findings: found,
            moves: self.moves(t),
            choices: self.choices(t, form),
            note: typed.get("note").to_owned(),
            when: WhenView::of(typed),
            title,
        })
    }

    /// What publishing would change on the pages of others.
    fn impact(&self, admin: &Admin, names: &Names<'_>) -> Result<ImpactView> {
        let version = impact::Version {
            entry: &self.entry,
            newest: &self.newest.body,
            current: self.current.as_ref(),
            agreements: &self.agreements,
        };
        impact::of(admin, names, &version)
    }

    /// The languages with a text: all of them, or those that were ticked.
    fn choices(&self, t: &Locale, form: Option<&Form>) -> Vec<LangChoice> {
        let said = self.newest.body.texts.iter().filter(|(_, text)| text.is_some());
        let choice = |(lang, _)| LangChoice {
            lang,
            name: t.language(lang),
            is_chosen: form.is_none_or(|form| langs(form).contains(&lang)),
        };
        said.map(choice).collect()
    }

    /// The addresses that publishing changes.
    fn moves(&self, t: &Locale) -> Vec<String> {
        let moved = |lang: &Lang| {
            let place = self.entry.languages.get(*lang);
            let path = place.path.as_deref().filter(|_| place.is_live)?;
            let slug = self.newest.body.texts.get(*lang).as_ref()?.slug.as_ref()?.to_string();
            let (above, last) = path.rsplit_once('/').unwrap_or(("", path));
            let new = if above.is_empty() { slug.clone() } else { format!("{above}/{slug}") };
            let values = [("old", urls::page(*lang, path).into()), ("new", urls::page(*lang, &new).into())];
            (last != slug).then(|| t.msg_with("publish-moves", &values))
        };
        Lang::ALL.iter().filter_map(moved).collect()
    }
}
