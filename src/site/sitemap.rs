//! `/sitemap.xml`: every page of the site with its languages and the day it last changed.
//!
//! Invariant: it lists just the pages that answer 200.

use askama::Template;
use axum::{extract::State, response::Response};
use http::header::CONTENT_TYPE;

use super::contact::File;
use crate::{
    content::published::Kind,
    lang::Lang,
    web::{App, error::Result, page_cache::Keep, urls},
};

#[derive(Template)]
#[template(path = "site/sitemap.xml")]
struct Sitemap {
    pages: Vec<Page>,
}

struct Page {
    address: String,
    changed: String,
    alternates: Vec<(&'static str, String)>,
}

/// The site map.
pub(super) async fn show(State(app): State<App>) -> Result<Response> {
    let now = app.clock().now();
    let published = app.published();
    let base = &app.settings().base_url;
    let mut pages = Vec::new();
    for entry in published.entries() {
        let address = |lang: Lang| {
            let path = entry.text(lang)?.path.as_deref()?;
            Some((lang.tag(), urls::absolute(base, &urls::page(lang, path))))
        };
        let alternates: Vec<_> = Lang::ALL.iter().copied().filter_map(address).collect();
        for lang in Lang::ALL.iter().copied() {
            let Some((text, (_, address))) = entry.text(lang).zip(address(lang)) else { continue };
            let changed = app.clock().date_of(published.changed_at(entry, text, lang)).to_string();
            pages.push(Page { address, changed, alternates: alternates.clone() });
        }
    }
    pages.extend(opening_hours(&app));
    let xml = Sitemap { pages }.render()?;
    let file = ([(CONTENT_TYPE, "application/xml; charset=utf-8")], xml);
    let end = published.next_end().and_then(|end| end.yesterday().ok());
    let until = end.map(|last| app.clock().midnight_after(last));
    Ok(super::kept(file, now, Keep { until, ..Keep::default() }))
}

/// Where every page is, and the files beside those of contact points.
pub(super) fn addresses(app: &App) -> Vec<String> {
    let published = app.published();
    let mut addresses: Vec<String> =
        Lang::ALL.iter().map(|lang| urls::opening_hours(app.locale(*lang))).collect();
    for entry in published.entries() {
        for lang in Lang::ALL.iter().copied() {
            let Some(path) = entry.text(lang).and_then(|text| text.path.as_deref()) else { continue };
            let page = urls::page(lang, path);
            if entry.fields.kind() == Kind::Contact {
                addresses.extend(File::ALL.map(|file| format!("{page}{}", file.end())));
            }
            addresses.push(page);
        }
    }
    addresses
}

/// The page with all opening hours, which is another as the contact points change.
fn opening_hours(app: &App) -> Vec<Page> {
    let published = app.published();
    let address =
        |lang: Lang| urls::absolute(&app.settings().base_url, &urls::opening_hours(app.locale(lang)));
    let alternates: Vec<_> = Lang::ALL.iter().map(|lang| (lang.tag(), address(*lang))).collect();
    let page = |lang: &Lang| {
        let contacts = published.of_kind(Kind::Contact, *lang);
        let changed = contacts.iter().map(|(entry, text)| published.changed_at(entry, text, *lang)).max()?;
        let changed = app.clock().date_of(changed).to_string();
        Some(Page { address: address(*lang), changed, alternates: alternates.clone() })
    };
    Lang::ALL.iter().filter_map(page).collect()
}
