//! What readers are told about the other language: one sentence, with the way there.
//!
//! Invariant: it says how the texts stand, never what the other one says, and why they differ is for staff.

use super::view::{Anchor, View};
use crate::{
    content::published::{Entry, Gap, Remark, Told},
    ids::SectionId,
    lang::Lang,
    web::urls,
};

/// A sentence about the other language.
pub(super) struct ParityLine {
    /// The sentence, without its end.
    pub text: String,
    /// The text that it is about, under its heading or title there.
    pub link: Option<Anchor>,
}

/// About the title and the summary of a page, at its head.
pub(super) fn of_head(view: View<'_>, entry: &Entry) -> Option<ParityLine> {
    let Told { remark, other } = entry.remarks(view.lang()).head?;
    let language = [("language", view.language(other).into())];
    let text = match remark {
        Remark::Newer => view.t.msg_with("parity-head-newer", &language),
        Remark::More => view.t.msg_with("parity-head-more", &language),
        Remark::MayDiffer => view.t.msg_with("parity-head-may-differ", &language),
        Remark::Differs => view.t.msg_with("parity-head-differs", &language),
    };
    Some(ParityLine { text, link: page(view, entry, other) })
}

/// About what a page says within its details.
pub(super) fn of_fields(view: View<'_>, entry: &Entry) -> Option<ParityLine> {
    let told = entry.remarks(view.lang()).fields?;
    Some(line(view, told, |other| page(view, entry, other)))
}

/// About a section of a page.
pub(super) fn of_section(view: View<'_>, entry: &Entry, id: &SectionId) -> Option<ParityLine> {
    let told = entry.remarks(view.lang()).sections.get(id)?;
    Some(line(view, *told, |other| section(view, entry, id, other)))
}

/// In the place of a section that only the other language has.
pub(super) fn of_gap(view: View<'_>, entry: &Entry, gap: &Gap) -> ParityLine {
    let Told { remark, other } = gap.told;
    let text = match remark {
        Remark::Differs => sentence(view, gap.told),
        Remark::Newer | Remark::More | Remark::MayDiffer => {
            view.t.msg_with("parity-only-there", &[("language", view.language(other).into())])
        }
    };
    ParityLine { text, link: section(view, entry, &gap.id, other) }
}

/// About an entry that a page shows or lists. It leads to the entry's own page, else to the page that the reader is on.
pub(super) fn of_item(view: View<'_>, entry: &Entry) -> Option<ParityLine> {
    let told = entry.remarks(view.lang()).of_lines()?;
    Some(line(view, told, |other| page(view, entry, other).or_else(|| page(view, view.page?, other))))
}

fn line(view: View<'_>, told: Told, link: impl FnOnce(Lang) -> Option<Anchor>) -> ParityLine {
    ParityLine { text: sentence(view, told), link: link(told.other) }
}

fn sentence(view: View<'_>, Told { remark, other }: Told) -> String {
    let language = [("language", view.language(other).into())];
    match remark {
        Remark::Newer => view.t.msg_with("parity-newer", &language),
        Remark::More => view.t.msg_with("parity-more", &language),
        Remark::MayDiffer => view.t.msg_with("parity-may-differ", &language),
        Remark::Differs => view.t.msg_with("parity-differs", &language),
    }
}

/// The page of an entry in the other language, if it has one.
fn page(view: View<'_>, entry: &Entry, other: Lang) -> Option<Anchor> {
    let text = entry.text(other)?;
    let there = view.in_language(other);
    Some(Anchor {
        href: urls::page(other, text.path.as_deref()?),
        hreflang: Some(other),
        title: there.title(entry, text),
        lang: Some(other),
        // The sentence has said it.
        note: None,
    })
}

/// The section there, under its heading; where it has none, under the title of its page.
fn section(view: View<'_>, entry: &Entry, id: &SectionId, other: Lang) -> Option<Anchor> {
    let page = page(view, entry, other)?;
    let section = entry.text(other)?.sections.iter().find(|section| section.id == *id)?;
    let heading = section.heading.as_ref().map(ToString::to_string);
    Some(Anchor { href: format!("{}#{id}", page.href), title: heading.unwrap_or(page.title), ..page })
}
