//! The details of a contact point in words.
//!
//! Invariant: an empty detail shows nothing; never a guess.

use super::super::{
    figure::Source,
    view::{Anchor, Moment, View},
};
use crate::{
    content::{
        contact::{Contact, FormerName, PhoneLine, PostalAddress, Words},
        detail::Detail,
        values::{PartialDate, SpokenLanguage, WebAddress},
    },
    lang::Lang,
};

/// The ways to reach a contact point; the empty ones are not shown.
pub(in crate::site) struct Details {
    /// Its mailbox.
    pub email: Option<String>,
    /// Its website.
    pub website: Option<Anchor>,
    /// Its phones.
    pub phones: Vec<PhoneView>,
    /// Its address, one line each.
    pub address: Vec<String>,
    /// How to get there.
    pub directions: Option<String>,
    /// The accessibility of the building.
    pub accessibility: Option<String>,
    /// Where appointments are made.
    pub appointment: Option<Anchor>,
    /// "Dutch, English and Spanish".
    pub languages: Option<String>,
    /// What it costs.
    pub fees: Option<String>,
    /// Who it is for.
    pub for_whom: Option<String>,
    /// Who it is not for.
    pub not_for_whom: Option<String>,
    /// Since when it has its present name.
    pub named_since: Option<Moment>,
    /// Its earlier names.
    pub former_names: Vec<Former>,
    /// Where each detail comes from.
    pub sources: Vec<Provenance>,
}

/// A phone number for people and for phones.
pub(in crate::site) struct PhoneView {
    /// As people read it.
    pub number: String,
    /// As a phone dials it.
    pub dial: String,
    /// What it is for.
    pub label: Option<String>,
}

/// An earlier name.
pub(in crate::site) struct Former {
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
pub(in crate::site) struct Provenance {
    /// Which detail.
    pub label: String,
    /// Its source.
    pub source: Source,
    /// When it was checked.
    pub checked: Option<Moment>,
}

impl Details {
    pub(in crate::site) fn of(view: View<'_>, contact: &Contact) -> Details {
        let value = |email: &Detail<_>| ToString::to_string(&email.value);
        let address = contact.address.as_ref().map(|address| lines(&address.value));
        let said = |words: &Option<Detail<Words>>| {
            words.as_ref()?.value.get(view.lang()).as_ref().map(ToString::to_string)
        };
        Details {
            directions: said(&contact.directions),
            accessibility: said(&contact.accessibility),
            appointment: contact.appointment.as_ref().map(|address| appointment(view, &address.value)),
            languages: contact.languages.as_ref().map(|languages| languages_words(view, &languages.value)),
            fees: said(&contact.fees),
            for_whom: said(&contact.for_whom),
            not_for_whom: said(&contact.not_for_whom),
            named_since: contact.named_since.as_ref().map(|date| view.date(date.value)),
            email: contact.email.as_ref().map(value),
            website: contact.website.as_ref().map(|website| view.website(&website.value)),
            phones: contact.phones.iter().map(|phone| PhoneView::of(view, &phone.value)).collect(),
            address: address.unwrap_or_default(),
            former_names: contact.former_names.iter().map(|name| Former::of(view, name)).collect(),
            sources: sources(view, contact),
        }
    }

    /// Whether there is no way to reach it.
    pub(in crate::site) fn is_empty(&self) -> bool {
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
    pub(in crate::site) fn of(view: View<'_>, name: &FormerName) -> Former {
        let date = |date: &Option<Detail<PartialDate>>| date.as_ref().map(|date| view.date(date.value));
        Former {
            name: name.name.to_string(),
            lang: name.lang.filter(|lang| *lang != view.lang()),
            from: date(&name.from),
            until: date(&name.until),
        }
    }
}

/// Called what it is for; the address itself says little.
fn appointment(view: View<'_>, address: &WebAddress) -> Anchor {
    Anchor { title: view.t.msg("contact-appointment-link"), ..view.website(address) }
}

fn languages_words(view: View<'_>, languages: &[SpokenLanguage]) -> String {
    let names: Vec<String> = languages
        .iter()
        .map(|language| view.t.msg_with("language-spoken", &[("tag", language.tag().into())]))
        .collect();
    view.t.list(&names)
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
    let t = view.t;
    let mut sources = Vec::new();
    provenance(view, &mut sources, t.msg("contact-email"), contact.email.as_ref());
    provenance(view, &mut sources, t.msg("contact-website"), contact.website.as_ref());
    for phone in &contact.phones {
        provenance(view, &mut sources, t.msg("contact-phone"), Some(phone));
    }
    provenance(view, &mut sources, t.msg("contact-address"), contact.address.as_ref());
    provenance(view, &mut sources, t.msg("contact-directions"), contact.directions.as_ref());
    provenance(view, &mut sources, t.msg("contact-accessibility"), contact.accessibility.as_ref());
    provenance(view, &mut sources, t.msg("contact-appointment"), contact.appointment.as_ref());
    provenance(view, &mut sources, t.msg("contact-languages"), contact.languages.as_ref());
    provenance(view, &mut sources, t.msg("contact-fees"), contact.fees.as_ref());
    provenance(view, &mut sources, t.msg("contact-for-whom"), contact.for_whom.as_ref());
    provenance(view, &mut sources, t.msg("contact-not-for-whom"), contact.not_for_whom.as_ref());
    for service in contact.services.values() {
        let name = service.value.name.get(view.lang()).as_ref();
        let label =
            name.map_or_else(|| t.msg("hours-title"), |name| format!("{}: {name}", t.msg("hours-title")));
        provenance(view, &mut sources, label, Some(service));
    }
    provenance(view, &mut sources, t.msg("contact-holidays"), contact.holidays.as_ref());
    for exception in &contact.exceptions {
        provenance(view, &mut sources, t.msg("contact-exceptions"), Some(exception));
    }
    provenance(view, &mut sources, t.msg("hours-note"), contact.hours_note.as_ref());
    sources
}

fn provenance<T>(view: View<'_>, sources: &mut Vec<Provenance>, label: String, detail: Option<&Detail<T>>) {
    let Some(detail) = detail else { return };
    if let Some(source) = &detail.source {
        let checked = detail.checked_on.map(|day| view.date(PartialDate::Day(day)));
        sources.push(Provenance { label, source: Source::of(view, source), checked });
    }
}
