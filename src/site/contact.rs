//! A contact point: its page, and the panel that other pages show of it.
//!
//! `details` says how to reach it, `hours` when; `card`, `closing_days` and `data` are the files beside its page.
//!
//! Invariant: an empty detail shows nothing, or the agreed words for what is not known; never a guess.

mod card;
mod checked;
mod closing_days;
mod content_lines;
mod data;
mod details;
mod hours;

use askama::Template;
use axum::response::Response;

use self::checked::CheckedView;
pub(super) use self::{
    details::{Details, Former},
    hours::{HoursView, closures, label, note as hours_note, weeks},
};
use super::{
    ending::Ending,
    figure::Source,
    json_ld,
    mention::Mentions,
    page::{self, Frame},
    parity::{self, ParityLine},
    section::{self, SectionView, Shown},
    view::{Anchor, View},
};
use crate::{
    content::{
        contact::{Contact, Organisation},
        entry::{Fields, Kind},
        published::{Entry, Text},
    },
    web::{
        error::Result,
        hours::Label,
        layout::{Layout, NoticeView},
        urls,
    },
};

/// The page of a contact point.
#[derive(Template)]
#[template(path = "site/contact.html")]
struct ContactPage<'a> {
    layout: Layout<'a>,
    frame: Frame,
    /// From when another takes its place.
    ending: Option<Ending>,
    /// What is to be known about it now.
    notices: Vec<NoticeView>,
    details: Details,
    checked: CheckedView,
    /// How the words in them stand to those in the other language.
    parity: Option<ParityLine>,
    hours: Option<HoursView>,
    /// Where to look for the opening hours, while they are not known.
    hours_elsewhere: String,
    sections: Vec<SectionView>,
    /// The address of the page, behind which the files are.
    path: String,
}

/// A contact point within another page.
pub(super) struct ContactPanel {
    /// Its page.
    pub anchor: Anchor,
    /// What is to be known about it now.
    pub notices: Vec<NoticeView>,
    /// "formerly …".
    pub formerly: Option<Former>,
    /// What it is for.
    pub summary: Option<String>,
    /// What is the case now.
    pub label: Option<Label>,
    /// All days of the coming weeks, where they are known.
    pub weeks: Option<Anchor>,
    /// How to reach it.
    pub details: Details,
    /// How its words stand to those in the other language.
    pub parity: Option<ParityLine>,
}

/// A file beside the page of a contact point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum File {
    /// A vCard.
    Card,
    /// The days on which it is closed, for a calendar.
    Closures,
    /// All of it as JSON.
    Data,
}

impl File {
    /// Every file.
    pub(super) const ALL: [File; 3] = [File::Card, File::Closures, File::Data];

    /// The path of a page and the file beside it, of an address that names one.
    pub(super) fn parse(path: &str) -> Option<(&str, File)> {
        File::ALL.into_iter().find_map(|file| Some((path.strip_suffix(file.end())?, file)))
    }

    /// The end of its address.
    pub(super) fn end(self) -> &'static str {
        match self {
            File::Card => ".vcf",
            File::Closures => ".ics",
            File::Data => ".json",
        }
    }

    /// The file of a contact point; none where there is nothing to put in it.
    pub(super) fn of(self, view: View<'_>, entry: &Entry, text: &Text) -> Option<Response> {
        let Fields::Contact(contact) = &entry.fields else { return None };
        match self {
            File::Card => Some(card::answer(view, entry, text, contact)),
            File::Closures => closing_days::answer(view, entry, text, contact),
            File::Data => Some(data::answer(view, entry, text, contact)),
        }
    }
}

impl ContactPage<'_> {
    /// The address of a file beside the page.
    fn file(&self, file: File) -> String {
        urls::page(self.layout.t.lang(), &self.path) + file.end()
    }
}

pub(super) fn render(view: View<'_>, entry: &Entry, text: &Text, contact: &Contact) -> Result<String> {
    let organisation = json_ld::organisation(view, entry, text, contact);
    let mentions = Mentions::of(view, entry, text);
    let page = ContactPage {
        layout: page::layout(view, entry, text, vec![organisation]),
        sections: section::list(view, entry, text, &mentions),
        frame: Frame::of(view, entry, text, mentions),
        ending: Ending::of(view, contact),
        notices: view.notices(Some(&entry.id)),
        details: Details::of(view, contact),
        checked: CheckedView::of(view, entry, contact),
        parity: parity::of_fields(view, entry),
        hours: HoursView::of(view, entry, contact),
        path: text.path.clone().unwrap_or_default(),
        hours_elsewhere: match contact.organisation {
            Organisation::Government => view.t.msg("contact-hours-website-government"),
            Organisation::Other => view.t.msg("contact-hours-website"),
        },
    };
    Ok(page.render()?)
}

/// Every contact point, in order.
pub(super) fn list(view: View<'_>) -> Vec<ContactPanel> {
    view.published
        .of_kind(Kind::Contact, view.lang())
        .into_iter()
        .filter_map(|(entry, text)| match &entry.fields {
            Fields::Contact(contact) => ContactPanel::of(view, entry, text, contact),
            _ => None,
        })
        .collect()
}

impl ContactPanel {
    pub(super) fn of(view: View<'_>, entry: &Entry, text: &Text, contact: &Contact) -> Option<ContactPanel> {
        let label = label(view, entry, contact);
        Some(ContactPanel {
            anchor: view.anchor(&entry.id)?,
            notices: view.notices(Some(&entry.id)),
            formerly: contact.former_names.first().map(|name| Former::of(view, name)),
            summary: text.summary.as_ref().map(ToString::to_string),
            weeks: label.is_some().then(|| weeks(view, entry)),
            label,
            details: Details::of(view, contact),
            parity: parity::of_item(view, entry),
        })
    }
}
