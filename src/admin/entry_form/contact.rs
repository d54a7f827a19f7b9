//! The fields of a contact: what it is, its names, and the ways to reach it, each with where it comes from.
//!
//! Invariant: every field of a [`Contact`] is written and read.

use super::{
    Problem, contact_days, contact_details as details, contact_hours, ending, reader::Reader, writing::Writer,
};
use crate::content::{
    contact::{Contact, PhoneLine, PostalAddress},
    detail::Detail,
    values::Line,
};

pub(super) fn write(writer: &mut Writer, contact: &Contact) {
    writer.choice("organisation", Some(contact.organisation));
    writer.detail("email", contact.email.as_ref());
    for (index, phone) in contact.phones.iter().enumerate() {
        write_phone(writer, &format!("phones.{index}"), phone);
    }
    writer.detail("website", contact.website.as_ref());
    let address = contact.address.as_ref();
    let part = |part: fn(&PostalAddress) -> Option<&Line>| address.and_then(|address| part(&address.value));
    writer.optional("address.building", part(|address| address.building.as_ref()));
    writer.optional("address.street", part(|address| address.street.as_ref()));
    writer.optional("address.postcode", part(|address| address.postcode.as_ref()));
    writer.optional("address.city", part(|address| Some(&address.city)));
    writer.provenance("address", address);
    writer.detail("appointment", contact.appointment.as_ref());
    details::write(writer, contact);
    contact_hours::write(writer, &contact.services);
    contact_days::write(writer, contact);
    writer.optional("review_months", contact.review_months);
    ending::write(writer, contact.end.as_ref());
}

fn write_phone(writer: &mut Writer, prefix: &str, phone: &Detail<PhoneLine>) {
    writer.text(&format!("{prefix}.number"), &phone.value.number);
    writer.per_lang(&format!("{prefix}."), "label", phone.value.label.as_ref());
    writer.provenance(prefix, Some(phone));
}

pub(super) fn read(reader: &mut Reader<'_>) -> Option<Contact> {
    let organisation = reader.required_choice("organisation");
    let email = reader.detail("email", Problem::Email);
    let website = reader.detail("website", Problem::WebAddress);
    let address = read_address(reader);
    let phones: Vec<_> = reader.items("phones").iter().filter_map(|item| read_phone(reader, item)).collect();
    let named_since = details::read_dated(reader, "named_since");
    let appointment = reader.detail("appointment", Problem::WebAddress);
    let languages = details::read_languages(reader);
    let [directions, accessibility, fees, for_whom, not_for_whom, hours_note] =
        details::WORDS.map(|name| details::read_words(reader, name));
    let services = contact_hours::read(reader);
    Some(Contact {
        named_since,
        former_names: details::read_former_names(reader),
        aliases: details::read_aliases(reader),
        website,
        email,
        phones,
        address,
        directions,
        accessibility,
        appointment,
        languages,
        fees,
        for_whom,
        not_for_whom,
        holidays: contact_days::read_holidays(reader),
        exceptions: contact_days::read_exceptions(reader),
        services,
        hours_note,
        review_months: details::read_months(reader),
        end: ending::read(reader),
        organisation: organisation?,
    })
}

fn read_phone(reader: &mut Reader<'_>, prefix: &str) -> Option<Detail<PhoneLine>> {
    let name = format!("{prefix}.number");
    let number = reader.required(&name, Problem::Phone);
    let label = reader.per_lang(&format!("{prefix}."), "label");
    reader.around(prefix, &name, number.map(|number| PhoneLine { number, label }))
}

fn read_address(reader: &mut Reader<'_>) -> Option<Detail<PostalAddress>> {
    let building = reader.line("address.building");
    let street = reader.line("address.street");
    let postcode = reader.line("address.postcode");
    let city = reader.line("address.city");
    let is_said = building.is_some() || street.is_some() || postcode.is_some();
    if is_said && !reader.has("address.city") {
        reader.wrong("address.city", Problem::Missing);
    }
    let address = city.map(|city| PostalAddress { building, street, postcode, city });
    reader.around("address", "address.city", address)
}
