//! What an organisation proposes to say of itself instead of what readers see.
//!
//! Invariant: a detail that was not changed stays as it is, in whatever version it is put into; one that was changed has
//! the organisation for its source, and nobody has checked it yet.

use super::{
    contact::{Contact, PhoneLine, PostalAddress},
    detail::Detail,
    entry::{Body, Fields},
    values::{Email, Line, Phone, WebAddress},
};

/// The details that are one value each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain {
    /// The mailbox.
    pub email: Option<Email>,
    /// The website.
    pub website: Option<WebAddress>,
    /// Where appointments are made.
    pub appointment: Option<WebAddress>,
    /// The phone numbers, in order; none for one that is given up.
    pub phones: Vec<Option<Phone>>,
    /// The name of the building.
    pub building: Option<Line>,
    /// Street and number.
    pub street: Option<Line>,
    /// The postcode.
    pub postcode: Option<Line>,
    /// The town.
    pub city: Option<Line>,
}

impl Plain {
    /// As a contact says them.
    pub fn of(contact: &Contact) -> Plain {
        let address = contact.address.as_ref().map(|address| &address.value);
        Plain {
            email: value(contact.email.as_ref()),
            website: value(contact.website.as_ref()),
            appointment: value(contact.appointment.as_ref()),
            phones: contact.phones.iter().map(|phone| Some(phone.value.number.clone())).collect(),
            building: address.and_then(|address| address.building.clone()),
            street: address.and_then(|address| address.street.clone()),
            postcode: address.and_then(|address| address.postcode.clone()),
            city: address.map(|address| address.city.clone()),
        }
    }

    fn has_address(&self) -> bool {
        self.building.is_some() || self.street.is_some() || self.postcode.is_some() || self.city.is_some()
    }

    /// Whether an address lacks its town.
    pub fn lacks_city(&self) -> bool {
        self.has_address() && self.city.is_none()
    }
}

/// Puts what is proposed, where it is otherwise than what is live, into a version of that contact. Returns whether that
/// made it another.
pub fn put_into(body: &mut Body, live: &Contact, proposed: &Plain, source: &Line) -> bool {
    let Fields::Contact(contact) = &mut body.shared.fields else { return false };
    let before = contact.clone();
    let is = Plain::of(live);
    put(&mut contact.email, is.email.as_ref(), proposed.email.as_ref(), source);
    put(&mut contact.website, is.website.as_ref(), proposed.website.as_ref(), source);
    put(&mut contact.appointment, is.appointment.as_ref(), proposed.appointment.as_ref(), source);
    for (phone, proposed) in live.phones.iter().zip(&proposed.phones) {
        put_phone(&mut contact.phones, &phone.value, proposed.as_ref(), source);
    }
    put_address(&mut contact.address, &is, proposed, source);
    *contact != before
}

fn value<T: Clone>(detail: Option<&Detail<T>>) -> Option<T> {
    detail.map(|detail| detail.value.clone())
}

fn said<T>(value: T, source: &Line) -> Detail<T> {
    Detail { value, source: Some(source.clone()), checked_on: None, unconfirmed: false }
}

fn put<T: Clone + PartialEq>(
    detail: &mut Option<Detail<T>>,
    live: Option<&T>,
    proposed: Option<&T>,
    source: &Line,
) {
    let present = detail.as_ref().map(|detail| &detail.value);
    if proposed == live || proposed == present {
        return;
    }
    match proposed {
        Some(value) => *detail = Some(said(value.clone(), source)),
        // What is no longer what readers see was changed by someone who knew more.
        None if present == live => *detail = None,
        None => {}
    }
}

fn put_phone(phones: &mut Vec<Detail<PhoneLine>>, live: &PhoneLine, proposed: Option<&Phone>, source: &Line) {
    if proposed == Some(&live.number) {
        return;
    }
    let at = phones.iter().position(|phone| phone.value.number == live.number);
    match (proposed, at) {
        (Some(number), Some(at)) => {
            let value = PhoneLine { number: number.clone(), label: phones[at].value.label.clone() };
            phones[at] = said(value, source);
        }
        (Some(number), None) if phones.iter().all(|phone| phone.value.number != *number) => {
            phones.push(said(PhoneLine { number: number.clone(), label: live.label.clone() }, source));
        }
        (None, Some(at)) => drop(phones.remove(at)),
        _ => {}
    }
}

fn put_address(address: &mut Option<Detail<PostalAddress>>, live: &Plain, proposed: &Plain, source: &Line) {
    let lines =
        |plain: &Plain| [&plain.building, &plain.street, &plain.postcode, &plain.city].map(Option::clone);
    if lines(live) == lines(proposed) {
        return;
    }
    let present = address.as_ref().map(|address| &address.value);
    let line = |live: &Option<Line>, proposed: &Option<Line>, present: Option<Line>| {
        if live == proposed { present } else { proposed.clone() }
    };
    let part = |part: fn(&PostalAddress) -> Option<Line>| present.and_then(part);
    let city = line(&live.city, &proposed.city, part(|address| Some(address.city.clone())));
    let is_given_up = !proposed.has_address();
    match city.filter(|_| !is_given_up) {
        Some(city) => {
            let value = PostalAddress {
                building: line(&live.building, &proposed.building, part(|address| address.building.clone())),
                street: line(&live.street, &proposed.street, part(|address| address.street.clone())),
                postcode: line(&live.postcode, &proposed.postcode, part(|address| address.postcode.clone())),
                city,
            };
            if present != Some(&value) {
                *address = Some(said(value, source));
            }
        }
        None => *address = None,
    }
}
