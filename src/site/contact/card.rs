//! A contact point as a vCard 4.0 (RFC 6350), for an address book.
//!
//! Invariant: every value is one that the page shows; what is not known has no property.

use axum::response::{IntoResponse, Response};
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};

use super::{
    super::{json_ld, view::View},
    content_lines::ContentLines,
};
use crate::{
    content::{
        contact::{Contact, PostalAddress},
        published::{Entry, Text},
        values::Line,
    },
    web::urls,
};

pub(super) fn answer(view: View<'_>, entry: &Entry, text: &Text, contact: &Contact) -> Response {
    let name = format!("attachment; filename=\"{}.vcf\"", entry.id);
    let headers = [(CONTENT_TYPE, "text/vcard; charset=utf-8".to_owned()), (CONTENT_DISPOSITION, name)];
    (headers, card(view, entry, text, contact)).into_response()
}

fn card(view: View<'_>, entry: &Entry, text: &Text, contact: &Contact) -> String {
    let mut card = ContentLines::default();
    card.push("BEGIN", "VCARD");
    card.push("VERSION", "4.0");
    card.push("KIND", "org");
    card.push_text("FN", &text.title.to_string());
    card.push_text("ORG", &text.title.to_string());
    if let Some(email) = &contact.email {
        card.push_text("EMAIL", &email.value.to_string());
    }
    for phone in &contact.phones {
        // A short number works in one country only, and has no other form.
        let number = json_ld::international(&phone.value.number);
        let number = number.unwrap_or_else(|| phone.value.number.dial());
        card.push("TEL;VALUE=uri", &format!("tel:{number}"));
    }
    if let Some(address) = &contact.address {
        card.push_parts("ADR", &postal(&address.value));
    }
    if let Some(website) = &contact.website {
        card.push("URL", &website.value.to_string());
    }
    for language in contact.languages.iter().flat_map(|languages| &languages.value) {
        card.push("LANG", language.tag());
    }
    if let Some(path) = &text.path {
        card.push("SOURCE", &urls::absolute(&view.app.settings().base_url, &urls::page(view.lang(), path)));
    }
    let changed = view.published.changed_at(entry, text, view.lang());
    card.push("REV", &changed.strftime("%Y%m%dT%H%M%SZ").to_string());
    card.push("END", "VCARD");
    card.into_string()
}

/// The parts are: box, extension, street, town, region, postcode, country.
fn postal(address: &PostalAddress) -> [String; 7] {
    let text = |line: Option<&Line>| line.map(ToString::to_string).unwrap_or_default();
    [
        String::new(),
        text(address.building.as_ref()),
        text(address.street.as_ref()),
        address.city.to_string(),
        String::new(),
        text(address.postcode.as_ref()),
        "NL".to_owned(),
    ]
}
