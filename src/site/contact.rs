//! A contact point: its page, and the panel that other pages show of it.
//!
//! Invariant: an empty detail shows nothing, or the agreed words for what is not known; never a guess.

use askama::Template;

use super::{
    figure::Source,
    json_ld,
    mention::Mentions,
    page::{self, Frame},
    parity::{self, ParityLine},
    section::{self, SectionView, Shown},
    view::{Anchor, Moment, View},
};
use crate::{
    content::{
        contact::{Contact, FormerName, Organisation, PhoneLine, PostalAddress},
        detail::Detail,
        entry::{Fields, Kind},
        published::{Entry, Text},
        values::PartialDate,
    },
    lang::Lang,
    web::{
        error::Result,
        layout::{Layout, NoticeView},
    },
};

/// The page of a contact point.
#[derive(Template)]
#[template(path = "site/contact.html")]
struct ContactPage<'a> {
    layout: Layout<'a>,
    frame: Frame,
    /// What is to be known about it now.
    notices: Vec<NoticeView>,
    details: Details,
    /// How the words in them stand to those in the other language.
    parity: Option<ParityLine>,
    /// Where to look for the opening hours.
    hours_elsewhere: String,
    sections: Vec<SectionView>,
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
    /// How to reach it.
    pub details: Details,
    /// How its words stand to those in the other language.
    pub parity: Option<ParityLine>,
}

/// The ways to reach a contact point; the empty ones are not shown.
pub(super) struct Details {
    /// Its mailbox.
    pub email: Option<String>,
    /// Its website.
    pub website: Option<Anchor>,
    /// Its phones.
    pub phones: Vec<PhoneView>,
    /// Its address, one line each.
    pub address: Vec<String>,
    /// Its earlier names.
    pub former_names: Vec<Former>,
    /// Where each detail comes from.
    pub sources: Vec<Provenance>,
}

/// A phone number for people and for phones.
pub(super) struct PhoneView {
    /// As people read it.
    pub number: String,
    /// As a phone dials it.
    pub dial: String,
    /// What it is for.
    pub label: Option<String>,
}

/// An earlier name.
pub(super) struct Former {
    /// The name.
    pub name: String,
    /// Its language.
    pub lang: Option<Lang>,
    /// Since when it was used.
    pub from: Option<Moment>,
    /// When it was given up.
    pub until: Option<Moment>,
}

/// Where a detail comes from.
pub(super) struct Provenance {
    /// Which detail.
    pub label: String,
    /// Its source.
    pub source: Source,
    /// When it was checked.
    pub checked: Option<Moment>,
}

pub(super) fn render(view: View<'_>, entry: &Entry, text: &Text, contact: &Contact) -> Result<String> {
    let organisation = json_ld::organisation(view, entry, text, contact);
    let mentions = Mentions::of(view, entry, text);
    let page = ContactPage {
        layout: page::layout(view, entry, text, vec![organisation]),
        sections: section::list(view, entry, text, &mentions),
        frame: Frame::of(view, entry, text, mentions),
        notices: view.notices(Some(&entry.id)),
        details: Details::of(view, contact),
        parity: parity::of_fields(view, entry),
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
        Some(ContactPanel {
            anchor: view.anchor(&entry.id)?,
            notices: view.notices(Some(&entry.id)),
            formerly: contact.former_names.first().map(|name| Former::of(view, name)),
            summary: text.summary.as_ref().map(ToString::to_string),
            details: Details::of(view, contact),
            parity: parity::of_item(view, entry),
        })
    }
}

impl Details {
    fn of(view: View<'_>, contact: &Contact) -> Details {
        let value = |email: &Detail<_>| ToString::to_string(&email.value);
        let address = contact.address.as_ref().map(|address| lines(&address.value));
        Details {
            email: contact.email.as_ref().map(value),
            website: contact.website.as_ref().map(|website| view.website(&website.value)),
            phones: contact.phones.iter().map(|phone| PhoneView::of(view, &phone.value)).collect(),
            address: address.unwrap_or_default(),
            former_names: contact.former_names.iter().map(|name| Former::of(view, name)).collect(),
            sources: sources(view, contact),
        }
    }

    /// Whether there is no way to reach it.
    pub(super) fn is_empty(&self) -> bool {
        self.email.is_none() && self.website.is_none() && self.phones.is_empty() && self.address.is_empty()
    }
}

impl PhoneView {
    fn of(view: View<'_>, phone: &PhoneLine) -> PhoneView {
        let label = phone.label.as_ref().and_then(|label| label.get(view.lang()).as_ref());
        PhoneView {
            // A number is read in one piece.
            number: phone.number.to_string().replace(' ', "\u{a0}"),
            dial: phone.number.dial(),
            label: label.map(ToString::to_string),
        }
    }
}

impl Former {
    pub(super) fn of(view: View<'_>, name: &FormerName) -> Former {
        let date = |date: &Option<Detail<PartialDate>>| date.as_ref().map(|date| view.date(date.value));
        Former {
            name: name.name.to_string(),
            lang: name.lang.filter(|lang| *lang != view.lang()),
            from: date(&name.from),
            until: date(&name.until),
        }
    }
}

fn lines(address: &PostalAddress) -> Vec<String> {
    let town = match &address.postcode {
        Some(postcode) => format!("{postcode} {}", address.city),
        None => address.city.to_string(),
    };
    let building = address.building.as_ref().map(ToString::to_string);
    let street = address.street.as_ref().map(ToString::to_string);
    building.into_iter().chain(street).chain([town]).collect()
}

fn sources(view: View<'_>, contact: &Contact) -> Vec<Provenance> {
    let mut sources = Vec::new();
    provenance(view, &mut sources, view.t.msg("contact-email"), contact.email.as_ref());
    provenance(view, &mut sources, view.t.msg("contact-website"), contact.website.as_ref());
    for phone in &contact.phones {
        provenance(view, &mut sources, view.t.msg("contact-phone"), Some(phone));
    }
    provenance(view, &mut sources, view.t.msg("contact-address"), contact.address.as_ref());
    sources
}

fn provenance<T>(view: View<'_>, sources: &mut Vec<Provenance>, label: String, detail: Option<&Detail<T>>) {
    let Some(detail) = detail else { return };
    if let Some(source) = &detail.source {
        let checked = detail.checked_on.map(|day| view.date(PartialDate::Day(day)));
        sources.push(Provenance { label, source: Source::of(view, source), checked });
    }
}
