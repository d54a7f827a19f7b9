//! Linked data in the words of schema.org: where a page stands, and what it is about.
//!
//! Invariant: every value is one that the page shows too; what is not known is left out.

use serde_json::{Map, Value, json};

mod hours;

use super::{page, view::View};
use crate::{
    content::{
        contact::{Contact, Organisation},
        hours::Calendar,
        published::{Entry, Text},
        rich_text::SafeHtml,
        values::{Phone, SpokenLanguage},
    },
    web::urls,
};

/// All that the page says to machines.
pub(super) fn graph(view: View<'_>, entry: &Entry, text: &Text, about: Vec<Value>) -> SafeHtml {
    let mut graph = vec![web_page(view, entry, text)];
    graph.extend(breadcrumb_list(view, entry, text));
    graph.extend(about);
    SafeHtml::json(&json!({ "@context": "https://schema.org", "@graph": graph }))
}

/// The website, on its home page.
pub(super) fn website(view: View<'_>) -> Value {
    json!({
        "@type": "WebSite",
        "name": view.t.msg("site-name"),
        "url": absolute(view, "/"),
        "inLanguage": view.lang().tag(),
    })
}

/// An organisation and how to reach it.
pub(super) fn organisation(view: View<'_>, entry: &Entry, text: &Text, contact: &Contact) -> Value {
    let kind = match contact.organisation {
        Organisation::Government => "GovernmentOrganization",
        Organisation::Other => "Organization",
    };
    let mut organisation = Map::new();
    organisation.insert("@type".into(), kind.into());
    organisation.insert("name".into(), text.title.to_string().into());
    let own = text.path.as_deref().map(|path| absolute(view, &urls::page(view.lang(), path)));
    insert(&mut organisation, "@id", own.map(|own| format!("{own}#{}", entry.id)));
    insert(&mut organisation, "url", contact.website.as_ref().map(|website| website.value.to_string()));
    insert(&mut organisation, "email", contact.email.as_ref().map(|email| email.value.to_string()));
    let former = contact.former_names.iter().map(|name| name.name.to_string());
    let aliases =
        contact.aliases.iter().filter(|alias| !alias.misspelling).map(|alias| alias.name.to_string());
    let names: Vec<String> = former.chain(aliases).collect();
    insert(&mut organisation, "alternateName", (!names.is_empty()).then_some(names));
    let phones: Vec<String> =
        contact.phones.iter().filter_map(|phone| international(&phone.value.number)).collect();
    insert(&mut organisation, "telephone", (!phones.is_empty()).then_some(phones));
    let address = contact.address.as_ref().map(|address| {
        let mut postal = Map::new();
        postal.insert("@type".into(), "PostalAddress".into());
        insert(&mut postal, "streetAddress", address.value.street.as_ref().map(ToString::to_string));
        insert(&mut postal, "postalCode", address.value.postcode.as_ref().map(ToString::to_string));
        postal.insert("addressLocality".into(), address.value.city.to_string().into());
        postal.insert("addressCountry".into(), "NL".into());
        postal
    });
    insert(&mut organisation, "address", address);
    insert(&mut organisation, "contactPoint", contact_point(contact));
    insert(&mut organisation, "potentialAction", reserve(contact));
    let closures = super::contact::closures(view, entry);
    insert(&mut organisation, "location", hours::place(Calendar::new(contact, &closures), view.today()));
    Value::Object(organisation)
}

/// The languages that are spoken there, with the mailbox.
fn contact_point(contact: &Contact) -> Option<Value> {
    let languages = contact.languages.as_ref()?;
    let tags: Vec<&str> = languages.value.iter().map(SpokenLanguage::tag).collect();
    let mut point = Map::new();
    point.insert("@type".into(), "ContactPoint".into());
    point.insert("availableLanguage".into(), tags.into());
    insert(&mut point, "email", contact.email.as_ref().map(|email| email.value.to_string()));
    Some(point.into())
}

/// Where an appointment is made.
fn reserve(contact: &Contact) -> Option<Value> {
    let target = contact.appointment.as_ref()?.value.to_string();
    Some(json!({ "@type": "ReserveAction", "target": target }))
}

fn web_page(view: View<'_>, entry: &Entry, text: &Text) -> Value {
    let path = text.path.as_deref().unwrap_or_default();
    json!({
        "@type": "WebPage",
        "url": absolute(view, &urls::page(view.lang(), path)),
        "name": view.title(entry, text),
        "inLanguage": view.lang().tag(),
        "dateModified": view.moment(view.published.changed_at(entry, text, view.lang())).datetime,
    })
}

/// The way from the home page to this one; the home page itself has none.
fn breadcrumb_list(view: View<'_>, entry: &Entry, text: &Text) -> Option<Value> {
    let above = page::breadcrumb(view, entry);
    let own = (text.short_title.to_string(), urls::page(view.lang(), text.path.as_deref()?));
    let steps = above.iter().map(|anchor| (anchor.title.clone(), anchor.href.clone())).chain([own]);
    let items: Vec<Value> = steps
        .enumerate()
        .map(|(index, (name, href))| {
            json!({ "@type": "ListItem", "position": index + 1, "name": name, "item": absolute(view, &href) })
        })
        .collect();
    (!above.is_empty()).then(|| json!({ "@type": "BreadcrumbList", "itemListElement": items }))
}

/// The number with its country code; none for a short number, which works in one country only.
pub(super) fn international(phone: &Phone) -> Option<String> {
    let number = phone.dial();
    match number.strip_prefix('0') {
        Some(national) if national.len() == 9 => Some(format!("+31{national}")),
        _ => Some(number).filter(|number| number.starts_with('+')),
    }
}

fn absolute(view: View<'_>, address: &str) -> String {
    urls::absolute(&view.app.settings().base_url, address)
}

fn insert(object: &mut Map<String, Value>, name: &str, value: Option<impl Into<Value>>) {
    if let Some(value) = value {
        object.insert(name.to_owned(), value.into());
    }
}
