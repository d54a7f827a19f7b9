//! A section of a page: its words, and the entry it shows below them.

use super::{
    action::ActionItem,
    contact::ContactPanel,
    document::DocumentItem,
    figure::FigurePanel,
    mention::Mentions,
    parity::{self, ParityLine},
    view::{Anchor, View},
};
use crate::{
    content::{
        entry::Fields,
        page::Listing,
        published::{Entry, Gap, Section, Text},
        rich_text::SafeHtml,
    },
    ids::{EntryId, SectionId},
};

/// A section as it is printed.
///
/// Its headings begin at level 2; what it shows stands below its heading, or in its place.
pub(super) struct SectionView {
    /// Its anchor.
    pub id: String,
    /// Its heading.
    pub heading: Option<String>,
    /// Its text.
    pub html: SafeHtml,
    /// The entry it shows.
    pub shown: Shown,
    /// How it stands to the section in the other language.
    pub parity: Option<ParityLine>,
}

/// An entry within a section.
#[expect(clippy::large_enum_variant, reason = "a few sections of one page at a time")]
pub(super) enum Shown {
    /// None.
    Nothing,
    /// A page, as a card.
    Card(Card),
    /// A contact point.
    Contact(ContactPanel),
    /// A number.
    Figure(FigurePanel),
    /// A document.
    Document(DocumentItem),
    /// An action.
    Action(ActionItem),
}

/// A link to a page with a few words about it.
pub(super) struct Card {
    /// The icon on it.
    pub icon: &'static str,
    /// Where it leads.
    pub anchor: Anchor,
    /// What it is about.
    pub text: Option<String>,
    /// How the words of the page on it stand to those in the other language.
    pub parity: Option<ParityLine>,
}

impl SectionView {
    /// The level of a heading of what it shows.
    pub(super) fn level(&self) -> u8 {
        if self.heading.is_some() { 3 } else { 2 }
    }

    fn in_gap(view: View<'_>, entry: &Entry, gap: &Gap) -> SectionView {
        SectionView {
            id: gap.id.to_string(),
            heading: None,
            html: SafeHtml::default(),
            shown: Shown::Nothing,
            parity: Some(parity::of_gap(view, entry, gap)),
        }
    }
}

/// The sections of a text, in order, and where one stands that only the other language has, a sentence that says so.
pub(super) fn list(view: View<'_>, entry: &Entry, text: &Text, mentions: &Mentions) -> Vec<SectionView> {
    let mut sections = gaps(view, entry, None);
    for section in &text.sections {
        sections.push(one(view, entry, section, mentions));
        sections.extend(gaps(view, entry, Some(&section.id)));
    }
    sections
}

fn gaps(view: View<'_>, entry: &Entry, after: Option<&SectionId>) -> Vec<SectionView> {
    let here = entry.remarks(view.lang()).gaps.iter().filter(|gap| gap.after.as_ref() == after);
    here.map(|gap| SectionView::in_gap(view, entry, gap)).collect()
}

fn one(view: View<'_>, entry: &Entry, section: &Section, mentions: &Mentions) -> SectionView {
    let heading = section.heading.as_ref().map(ToString::to_string);
    let shown = section.refers_to.as_ref().and_then(|id| shown(view, id, heading.as_deref()));
    SectionView {
        id: section.id.to_string(),
        html: view.rich_text(mentions.text(section)),
        shown: shown.unwrap_or(Shown::Nothing),
        parity: parity::of_section(view, entry, &section.id),
        heading,
    }
}

/// What the section shows. Of an entry that is not in the page's language there is its title, marked, and a link;
/// of one without a page, nothing.
fn shown(view: View<'_>, id: &EntryId, heading: Option<&str>) -> Option<Shown> {
    let (entry, text, lang) = view.text(id)?;
    let is_own = lang == view.lang();
    Some(match &entry.fields {
        Fields::Figure(figure) => Shown::Figure(FigurePanel::of(view, figure)?),
        Fields::Document(document) => Shown::Document(DocumentItem::of(view, entry, text, lang, document)),
        Fields::Contact(contact) if is_own => Shown::Contact(ContactPanel::of(view, entry, text, contact)?),
        Fields::Action(action) if is_own => Shown::Action(ActionItem::of(view, entry, text, action)),
        Fields::Action(_) | Fields::Notice(_) => return None,
        Fields::Page(_) | Fields::Goal(_) | Fields::Contact(_) => Shown::Card(card(view, id, heading)?),
    })
}

/// The section's heading is the words of the link, if it has one. Where nothing is said in the words of the page, nothing
/// is remarked about them.
fn card(view: View<'_>, id: &EntryId, heading: Option<&str>) -> Option<Card> {
    let (entry, text, lang) = view.text(id)?;
    let mut anchor = view.anchor(id)?;
    if let Some(heading) = heading {
        heading.clone_into(&mut anchor.title);
        anchor.lang = None;
    }
    let icon = match &entry.fields {
        Fields::Page(page) => icon(page.lists),
        _ => "policy",
    };
    let summary = text.summary.as_ref().filter(|_| lang == view.lang());
    let parity = (heading.is_none() || summary.is_some()).then(|| parity::of_item(view, entry)).flatten();
    Some(Card { icon, anchor, text: summary.map(ToString::to_string), parity })
}

fn icon(lists: Option<Listing>) -> &'static str {
    match lists {
        Some(Listing::Figures) => "chart",
        Some(Listing::Contacts) => "chat",
        Some(Listing::Documents) => "document",
        _ => "policy",
    }
}
