//! Documents: links to what is published elsewhere, with language, size and the state of the link.

use super::{
    parity::{self, ParityLine},
    view::{Anchor, Moment, View},
};
use crate::{
    content::{
        document::{Document, FileFormat},
        entry::{Fields, Kind},
        published::{Entry, Text},
        values::PartialDate,
    },
    lang::Lang,
};

/// A document as it is printed.
pub(super) struct DocumentItem {
    /// The link.
    pub anchor: Anchor,
    /// What it is about.
    pub text: Option<String>,
    /// Its type and size: "PDF, 1.2 MB".
    pub file: Option<String>,
    /// The last check of the link: its day, and whether it worked.
    pub check: Option<(Moment, bool)>,
    /// How its words stand to those in the other language.
    pub parity: Option<ParityLine>,
}

/// Every document, in order.
pub(super) fn list(view: View<'_>) -> Vec<DocumentItem> {
    view.published
        .of_kind(Kind::Document, view.lang())
        .into_iter()
        .filter_map(|(entry, text)| match &entry.fields {
            Fields::Document(document) => Some(DocumentItem::of(view, entry, text, view.lang(), document)),
            _ => None,
        })
        .collect()
}

impl DocumentItem {
    /// The document under a text in that language; more than its title is said in the page's own language only.
    pub(super) fn of(
        view: View<'_>,
        entry: &Entry,
        text: &Text,
        lang: Lang,
        document: &Document,
    ) -> DocumentItem {
        let is_own = lang == view.lang();
        let foreign = match document.languages.as_slice() {
            languages if languages.contains(&view.lang()) => None,
            languages => languages.first().copied(),
        };
        DocumentItem {
            anchor: Anchor {
                href: document.url.to_string(),
                hreflang: foreign,
                title: text.title.to_string(),
                lang: (!is_own).then_some(lang),
                note: Some(view.note(foreign, true)),
            },
            text: text.summary.as_ref().filter(|_| is_own).map(ToString::to_string),
            file: document.file.as_ref().map(|file| describe(view, file, &document.languages)),
            check: document
                .link_check
                .as_ref()
                .map(|check| (view.date(PartialDate::Day(check.on)), check.works)),
            parity: parity::of_item(view, entry),
        }
    }
}

/// "PDF, in Dutch, 1.2 MB".
fn describe(view: View<'_>, file: &FileFormat, languages: &[Lang]) -> String {
    let languages: Vec<String> = languages.iter().map(|lang| view.language(*lang)).collect();
    format!("{}, {}, {}", file.format, view.t.list(&languages), size(view, file.bytes))
}

/// In megabytes with one decimal, or in kilobytes below a tenth of one.
fn size(view: View<'_>, bytes: u64) -> String {
    if bytes < 100_000 {
        let kilobytes = bytes.div_ceil(1_000).to_string();
        view.t.msg_with("document-size-small", &[("size", view.t.number(&kilobytes).into())])
    } else {
        let tenths = bytes.div_ceil(100_000);
        let megabytes = format!("{}.{}", tenths / 10, tenths % 10);
        view.t.msg_with("document-size", &[("size", view.t.number(&megabytes).into())])
    }
}
