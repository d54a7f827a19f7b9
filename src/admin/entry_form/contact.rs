//! The fields of a contact: what it is, its former names, and the ways to reach it, each with where it comes from.

use super::{Problem, ending, reader::Reader, writing::Writer};
use crate::content::{
    contact::{Contact, FormerName, PhoneLine, PostalAddress},
    detail::Detail,
    values::{Line, PartialDate},
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
    ending::write(writer, contact.end.as_ref());
    for (index, name) in contact.former_names.iter().enumerate() {
        write_former_name(writer, &format!("former_names.{index}"), name);
    }
}

fn write_phone(writer: &mut Writer, prefix: &str, phone: &Detail<PhoneLine>) {
    writer.text(&format!("{prefix}.number"), &phone.value.number);
    writer.per_lang(&format!("{prefix}."), "label", phone.value.label.as_ref());
    writer.provenance(prefix, Some(phone));
}

fn write_former_name(writer: &mut Writer, prefix: &str, name: &FormerName) {
    writer.text(&format!("{prefix}.name"), &name.name);
    writer.optional(&format!("{prefix}.lang"), name.lang);
    writer.detail(&format!("{prefix}.from"), name.from.as_ref());
    writer.detail(&format!("{prefix}.until"), name.until.as_ref());
    writer.optional(&format!("{prefix}.mention_until"), name.mention_until);
}

pub(super) fn read(reader: &mut Reader<'_>) -> Option<Contact> {
    let organisation = reader.required_choice("organisation");
    let email = reader.detail("email", Problem::Email);
    let website = reader.detail("website", Problem::WebAddress);
    let address = read_address(reader);
    let phones: Vec<_> = reader.items("phones").iter().filter_map(|item| read_phone(reader, item)).collect();
    let names = reader.items("former_names");
    let former_names: Vec<_> = names.iter().filter_map(|item| read_former_name(reader, item)).collect();
    let end = ending::read(reader);
    Some(Contact { former_names, website, email, phones, address, end, ..Contact::new(organisation?) })
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

fn read_former_name(reader: &mut Reader<'_>, prefix: &str) -> Option<FormerName> {
    let name = reader.required(&format!("{prefix}.name"), Problem::Line);
    let lang = reader.choice(&format!("{prefix}.lang"));
    let from = read_dated(reader, &format!("{prefix}.from"));
    let until = read_dated(reader, &format!("{prefix}.until"));
    let mention_until = reader.day(&format!("{prefix}.mention_until"));
    Some(FormerName { name: name?, lang, from, until, mention_until })
}

fn read_dated(reader: &mut Reader<'_>, prefix: &str) -> Option<Detail<PartialDate>> {
    let name = format!("{prefix}.value");
    let date = reader.date(&name);
    reader.around(prefix, &name, date)
}
