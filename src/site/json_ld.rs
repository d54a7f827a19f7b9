//! Linked data in the words of schema.org: where a page stands, and what it is about.
//!
//! Invariant: every value is one that the page shows too; what is not known is left out.

use serde_json::{Map, Value, json};

mod hours;

use super::{
    page,
    view::{Anchor, View},
};
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
    let path = text.path.as_deref().map(|path| urls::page(view.lang(), path)).unwrap_or_default();
    let mut page = web_page(view, &view.title(entry, text), &path);
    let changed = view.moment(view.published.changed_at(entry, text, view.lang()));
    insert(&mut page, "dateModified", Some(changed.datetime));
    let way = breadcrumb_list(view, &page::breadcrumb(view, entry), &text.short_title.to_string(), &path);
    whole([page.into()].into_iter().chain(way).chain(about))
}

/// The same of a page that the program makes.
pub(super) fn program_graph(view: View<'_>, title: &str, address: &str, above: &[Anchor]) -> SafeHtml {
    let way = breadcrumb_list(view, above, title, address);
    whole([web_page(view, title, address).into()].into_iter().chain(way))
}

fn whole(graph: impl Iterator<Item = Value>) -> SafeHtml {
    SafeHtml::json(&json!({ "@context": "https://schema.org", "@graph": graph.collect::<Vec<_>>() }))
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

fn web_page(view: View<'_>, title: &str, address: &str) -> Map<String, Value> {
    let mut page = Map::new();
    page.insert("@type".into(), "WebPage".into());
    page.insert("url".into(), absolute(view, address).into());
    page.insert("name".into(), title.into());
    page.insert("inLanguage".into(), view.lang().tag().into());
    page
}

/// The way from the home page to this one; the home page itself has none.
fn breadcrumb_list(view: View<'_>, above: &[Anchor], title: &str, address: &str) -> Option<Value> {
    let steps = above.iter().map(|anchor| (&*anchor.title, &*anchor.href)).chain([(title, address)]);
    let items: Vec<Value> = steps
        .enumerate()
        .map(|(index, (name, href))| {
            json!({ "@type": "ListItem", "position": index + 1, "name": name, "item": absolute(view, href) })
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
