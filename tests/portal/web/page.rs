//! A page as it was sent, to look things up in.

use std::collections::BTreeSet;

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

use crate::web::portal::{Answer, BASE, plain};

/// A page and where it was found.
pub(crate) struct Page {
    pub(crate) path: String,
    html: Html,
}

/// A link on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) href: String,
    pub(crate) text: String,
    pub(crate) lang: Option<String>,
    pub(crate) hreflang: Option<String>,
    pub(crate) current: Option<String>,
}

impl Page {
    pub(crate) fn new(path: &str, answer: &Answer) -> Page {
        Page { path: path.to_owned(), html: Html::parse_document(answer.text()) }
    }

    pub(crate) fn elements(&self, selector: &str) -> Vec<ElementRef<'_>> {
        let selector = Selector::parse(selector).unwrap();
        self.html.select(&selector).collect()
    }

    /// The words of each element that the selector finds.
    pub(crate) fn texts(&self, selector: &str) -> Vec<String> {
        self.elements(selector).into_iter().map(words).collect()
    }

    /// The words of the only element that the selector finds.
    #[track_caller]
    pub(crate) fn only(&self, selector: &str) -> String {
        let found = self.texts(selector);
        assert_eq!(found.len(), 1, "{selector} on {}: {found:?}", self.path);
        found.into_iter().next().unwrap()
    }

    /// An attribute of each element that the selector finds.
    pub(crate) fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let elements = self.elements(selector).into_iter();
        elements.filter_map(|element| element.attr(name)).map(str::to_owned).collect()
    }

    /// An attribute of the only element that the selector finds.
    #[track_caller]
    pub(crate) fn attribute(&self, selector: &str, name: &str) -> String {
        let found = self.attributes(selector, name);
        assert_eq!(found.len(), 1, "{name} of {selector} on {}: {found:?}", self.path);
        found.into_iter().next().unwrap()
    }

    pub(crate) fn has(&self, selector: &str) -> bool {
        !self.elements(selector).is_empty()
    }

    /// The words of the content.
    pub(crate) fn main(&self) -> String {
        self.only("main")
    }

    pub(crate) fn lang(&self) -> String {
        self.attribute("html", "lang")
    }

    pub(crate) fn links(&self, selector: &str) -> Vec<Link> {
        let owned = |element: ElementRef<'_>, name: &str| element.attr(name).map(str::to_owned);
        self.elements(selector)
            .into_iter()
            .map(|element| Link {
                href: owned(element, "href").unwrap_or_default(),
                text: words(element),
                lang: owned(element, "lang"),
                hreflang: owned(element, "hreflang"),
                current: owned(element, "aria-current"),
            })
            .collect()
    }

    /// The link of that text within the elements that the selector finds.
    #[track_caller]
    pub(crate) fn link(&self, selector: &str, text: &str) -> Link {
        let found: Vec<Link> = self.links(selector).into_iter().filter(|link| link.text == text).collect();
        assert_eq!(found.len(), 1, "{text:?} on {}: {:?}", self.path, self.links(selector));
        found.into_iter().next().unwrap()
    }

    pub(crate) fn ids(&self) -> Vec<String> {
        self.attributes("[id]", "id")
    }

    /// The languages that the head names to machines, with the addresses.
    pub(crate) fn alternates(&self) -> BTreeSet<(String, String)> {
        let links = self.links("head link[rel=alternate][hreflang]").into_iter();
        links.map(|link| (link.hreflang.unwrap(), link.href)).collect()
    }

    /// The linked data, of which there has to be one block.
    pub(crate) fn json_ld(&self) -> Value {
        let scripts = self.elements("script");
        assert_eq!(scripts.len(), 1, "one script on {}", self.path);
        assert_eq!(scripts[0].attr("type"), Some("application/ld+json"));
        serde_json::from_str(&scripts[0].text().collect::<String>()).unwrap()
    }

    /// The part of the linked data with that type.
    #[track_caller]
    pub(crate) fn json_ld_of(&self, kind: &str) -> Value {
        let data = self.json_ld();
        let mut found = data["@graph"].as_array().unwrap().iter().filter(|node| node["@type"] == kind);
        let node = found.next().unwrap_or_else(|| panic!("no {kind} on {}", self.path)).clone();
        assert!(found.next().is_none(), "two of {kind} on {}", self.path);
        node
    }

    /// Errors that the parser of browsers has found.
    pub(crate) fn errors(&self) -> &[std::borrow::Cow<'static, str>] {
        &self.html.errors
    }
}

/// The words in an element as a reader sees them.
pub(crate) fn words(element: ElementRef<'_>) -> String {
    plain(&element.text().collect::<String>())
}

/// The path of an address within the portal; none for other websites, mailboxes and phones.
pub(crate) fn own_path(href: &str) -> Option<&str> {
    let path = match href.strip_prefix(BASE) {
        Some("") => "/",
        Some(path) => path,
        None => href,
    };
    (path.starts_with('/') && !path.starts_with("//")).then_some(path)
}
