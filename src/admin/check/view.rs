//! The page on which the details of a contact are checked.
//!
//! Invariant: it shows what readers see, and who said of each detail when that it is right.

use std::collections::HashMap;

use askama::Template;
use jiff::civil::Date;

use super::live;
use crate::{
    accounts::editor::{self, Editor},
    admin::{
        Admin,
        errors::Errors,
        layout::{AdminLayout, Place},
        staff::Staff,
    },
    content::{
        check_link::{self, Link, Remark},
        confirmation::{self, By, Confirmation},
        contact::{Contact, Item},
        overview, owner,
    },
    ids::{EditorId, EntryId},
    lang::Lang,
    web::{Error, Locale, details::DetailView, error::Result},
};

#[derive(Template)]
#[template(path = "admin/check.html")]
pub(super) struct CheckPage<'a> {
    pub layout: AdminLayout<'a>,
    pub done: Option<String>,
    pub errors: Errors,
    id: EntryId,
    title: String,
    details: Vec<DetailRow>,
    /// After how long they are to be checked again.
    interval: String,
    /// What is shown, for the button to say.
    shown: String,
    owners: Vec<Choice>,
    /// To whom a link goes.
    pub mailbox: String,
    langs: Vec<Choice>,
    /// The address of a link that was just made and has to be given by hand.
    pub link: Option<String>,
    /// What became of the mail.
    pub mailed: Option<String>,
    links: Vec<Row>,
    remarks: Vec<Row>,
}

/// A detail with when it was checked, and by whom.
struct DetailRow {
    view: DetailView,
    checked: String,
}

/// Something to choose.
struct Choice {
    value: String,
    words: String,
    is_chosen: bool,
}

/// A link, or a remark.
struct Row {
    id: i64,
    words: String,
    text: String,
}

impl<'a> CheckPage<'a> {
    /// The page of that contact.
    pub(super) async fn load(admin: &'a Admin, staff: &Staff, id: &EntryId) -> Result<CheckPage<'a>> {
        let t = admin.app.locale(staff.lang());
        let (now, today) = (admin.app.clock().now(), admin.app.clock().today());
        let contact = live(admin, id).await?;
        let entries = overview::list(&admin.pool).await?;
        let entry = entries.iter().find(|entry| entry.id == *id).ok_or(Error::NotFound)?;
        let title = entry.title(staff.lang()).to_owned();
        let editors = editor::list(&admin.pool).await?;
        let confirmations = confirmation::list(&admin.pool, id).await?;
        let owner = owner::list(&admin.pool).await?.get(id).copied();
        let links = check_link::list_working(&admin.pool, id, now).await?;
        let remarks = check_link::list_remarks(&admin.pool).await?;
        let details = contact.as_ref().map(|contact| contact.details(today)).unwrap_or_default();
        let said = Said { t, editors: &editors, latest: latest(&confirmations) };
        let months = contact.as_ref().map(Contact::review_months).unwrap_or_default();
        let mailbox = contact.and_then(|contact| contact.email).map(|email| email.value.to_string());
        Ok(CheckPage {
            layout: AdminLayout::new(
                admin,
                staff,
                Place::Contacts,
                &format!("{}: {title}", t.msg("check-title")),
            ),
            done: None,
            errors: Errors::default(),
            id: id.clone(),
            title,
            shown: confirmation::digest_of_all(&details),
            details: details.iter().map(|item| said.row(item, today)).collect(),
            interval: t.msg_with("check-interval", &[("count", i64::from(months).into())]),
            owners: owners(t, &editors, owner),
            mailbox: mailbox.unwrap_or_default(),
            langs: langs(t, staff.lang()),
            link: None,
            mailed: None,
            links: links.iter().map(|link| said.link(link)).collect(),
            remarks: remarks.iter().filter(|one| one.entry == *id).map(|one| said.remark(one)).collect(),
        })
    }

    /// The page with what is wrong.
    pub(super) fn refuse(&mut self, errors: Errors) {
        self.layout.title = format!("{} {}", self.layout.t.msg("admin-error-title"), self.layout.title);
        self.errors = errors;
    }

    /// Chooses the language of a link.
    pub(super) fn choose_lang(&mut self, tag: &str) {
        for choice in &mut self.langs {
            choice.is_chosen = choice.value == tag;
        }
    }
}

/// The latest confirmation of each detail.
fn latest(confirmations: &[Confirmation]) -> HashMap<&str, &Confirmation> {
    let mut latest = HashMap::new();
    for said in confirmations {
        for digest in &said.digests {
            latest.entry(digest.as_str()).or_insert(said);
        }
    }
    latest
}

fn owners(t: &Locale, editors: &[Editor], owner: Option<EditorId>) -> Vec<Choice> {
    let nobody =
        Choice { value: String::new(), words: t.msg("check-owner-nobody"), is_chosen: owner.is_none() };
    let active = editors.iter().filter(|editor| editor.disabled_at.is_none() || Some(editor.id) == owner);
    let choice = |editor: &Editor| Choice {
        value: editor.id.0.to_string(),
        words: editor.name.clone(),
        is_chosen: Some(editor.id) == owner,
    };
    std::iter::once(nobody).chain(active.map(choice)).collect()
}

fn langs(t: &Locale, own: Lang) -> Vec<Choice> {
    let choice = |lang: &Lang| Choice {
        value: lang.tag().to_owned(),
        words: t.language(*lang),
        is_chosen: *lang == own,
    };
    Lang::ALL.iter().map(choice).collect()
}

/// What was said of the details.
struct Said<'a> {
    t: &'a Locale,
    editors: &'a [Editor],
    latest: HashMap<&'a str, &'a Confirmation>,
}

impl Said<'_> {
    fn row(&self, item: &Item, today: Date) -> DetailRow {
        let said = self.latest.get(confirmation::digest(item).as_str());
        let said = said.filter(|said| item.checked_on.is_none_or(|day| day <= said.on));
        let checked = match (said, item.checked_on) {
            (Some(said), _) => {
                let date = self.t.date(said.on);
                match self.name(&said.by) {
                    Some(name) => {
                        self.t.msg_with("check-by", &[("date", date.into()), ("name", name.into())])
                    }
                    None => date,
                }
            }
            (None, Some(day)) => self.t.date(day),
            (None, None) => self.t.msg("work-never-checked"),
        };
        DetailRow { view: DetailView::of(self.t, item, today), checked }
    }

    fn name(&self, by: &By) -> Option<String> {
        match by {
            By::Editor(id) => Some(self.editor(*id)),
            By::Mailbox(mailbox) => Some(mailbox.clone()),
            By::Import => None,
        }
    }

    fn editor(&self, id: EditorId) -> String {
        let found = self.editors.iter().find(|editor| editor.id == id);
        found.map(|editor| editor.name.clone()).unwrap_or_default()
    }

    fn link(&self, link: &Link) -> Row {
        let words = self.t.msg_with(
            "check-link-row",
            &[
                ("mailbox", link.mailbox.as_str().into()),
                ("name", self.editor(link.by).into()),
                ("time", self.t.moment(link.expires_at).into()),
            ],
        );
        Row { id: link.id, words, text: String::new() }
    }

    fn remark(&self, remark: &Remark) -> Row {
        let words = self.t.msg_with(
            "check-remark-row",
            &[("mailbox", remark.mailbox.as_str().into()), ("time", self.t.moment(remark.at).into())],
        );
        Row { id: remark.id, words, text: remark.text.clone() }
    }
}
