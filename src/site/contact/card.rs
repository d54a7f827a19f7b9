//! A contact point as a vCard 4.0 (RFC 6350), for an address book.
//!
//! Invariant: every value is one that the page shows; what is not known has no property.

use axum::response::{IntoResponse, Response};
use calcard::vcard::{
    VCard, VCardEntry, VCardParameter, VCardParameterName, VCardParameterValue, VCardProperty, VCardValue,
    VCardValueType, VCardVersion,
};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};

use super::super::{json_ld, view::View};
use crate::{
    content::{
        contact::{Contact, PostalAddress},
        published::{Entry, Text},
    },
    web::urls,
};

pub(super) fn answer(view: View<'_>, entry: &Entry, text: &Text, contact: &Contact) -> Response {
    let mut card = String::new();
    // Writing to a text cannot fail.
    let _ = of(view, entry, text, contact).write_to(&mut card, VCardVersion::V4_0);
    let name = format!("attachment; filename=\"{}.vcf\"", entry.id);
    ([(CONTENT_TYPE, "text/vcard; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)], card)
        .into_response()
}

fn of(view: View<'_>, entry: &Entry, text: &Text, contact: &Contact) -> VCard {
    let plain = |name, value: String| VCardEntry::new(name).with_value(VCardValue::Text(value));
    let name = text.title.to_string();
    let mut entries = vec![
        plain(VCardProperty::Kind, "org".to_owned()),
        plain(VCardProperty::Fn, name.clone()),
        plain(VCardProperty::Org, name),
    ];
    entries.extend(contact.email.iter().map(|email| plain(VCardProperty::Email, email.value.to_string())));
    entries.extend(contact.phones.iter().map(|phone| {
        // A short number works in one country only, and has no other form.
        let number = json_ld::international(&phone.value.number);
        let number = number.unwrap_or_else(|| phone.value.number.dial());
        plain(VCardProperty::Tel, format!("tel:{number}")).with_param(is_uri())
    }));
    entries.extend(contact.address.as_ref().map(|address| postal(&address.value)));
    entries
        .extend(contact.website.iter().map(|website| plain(VCardProperty::Url, website.value.to_string())));
    if let Some(languages) = &contact.languages {
        let tags = languages.value.iter().map(|language| language.tag().to_owned());
        entries.extend(tags.map(|tag| plain(VCardProperty::Lang, tag)));
    }
    if let Some(path) = &text.path {
        let page = urls::absolute(&view.app.settings().base_url, &urls::page(view.lang(), path));
        entries.push(plain(VCardProperty::Source, page));
    }
    let changed = view.published.changed_at(entry, text, view.lang());
    entries.push(plain(VCardProperty::Rev, changed.strftime("%Y%m%dT%H%M%SZ").to_string()));
    VCard { entries }
}

fn is_uri() -> VCardParameter {
    VCardParameter {
        name: VCardParameterName::Value,
        value: VCardParameterValue::ValueType(VCardValueType::Uri),
    }
}

/// The parts are: box, extension, street, town, region, postcode, country.
fn postal(address: &PostalAddress) -> VCardEntry {
    let text =
        |line: Option<&crate::content::values::Line>| line.map(ToString::to_string).unwrap_or_default();
    let parts = [
        String::new(),
        text(address.building.as_ref()),
        text(address.street.as_ref()),
        address.city.to_string(),
        String::new(),
        text(address.postcode.as_ref()),
        "NL".to_owned(),
    ];
    VCardEntry::new(VCardProperty::Adr).with_values(parts.into_iter().map(VCardValue::Text).collect())
}
