//! A section of a page: its words, and the entry it shows below them.

use super::{
    action::ActionItem,
    contact::ContactPanel,
    document::DocumentItem,
    figure::FigurePanel,
    view::{Anchor, View},
};
use crate::content::{
    entry::Fields,
    published::{Section, Text},
    rich_text::SafeHtml,
};

/// A section as it is printed.
pub(super) struct SectionView {
    /// Its anchor.
    pub id: String,
    /// Its heading.
    pub heading: Option<String>,
    /// Its text.
    pub html: SafeHtml,
    /// The entry it shows.
    pub shown: Shown,
}

/// An entry within a section.
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
}

/// The sections of a text, in order.
pub(super) fn list(view: View<'_>, text: &Text) -> Vec<SectionView> {
    text.sections.iter().map(|section| one(view, section)).collect()
}

fn one(view: View<'_>, section: &Section) -> SectionView {
    let heading = section.heading.as_ref().map(ToString::to_string);
    let shown = section.refers_to.as_ref().and_then(|id| shown(view, id, heading.as_deref()));
    SectionView {
        id: section.id.to_string(),
        html: view.rich_text(&section.text),
        shown: shown.unwrap_or(Shown::Nothing),
        heading,
    }
}

fn shown(view: View<'_>, id: &crate::ids::EntryId, heading: Option<&str>) -> Option<Shown> {
    let (entry, text, _) = view.text(id)?;
    Some(match &entry.fields {
        Fields::Page(_) | Fields::Goal(_) => Shown::Card(card(view, id, heading)?),
        Fields::Contact(contact) => Shown::Contact(ContactPanel::of(view, entry, text, contact)?),
        Fields::Figure(figure) => Shown::Figure(FigurePanel::of(view, figure)?),
        Fields::Document(document) => Shown::Document(DocumentItem::of(view, text, document)),
        Fields::Action(action) => Shown::Action(ActionItem::of(view, text, action)),
    })
}

/// The section's heading is the words of the link, if it has one.
fn card(view: View<'_>, id: &crate::ids::EntryId, heading: Option<&str>) -> Option<Card> {
    let (entry, text, _) = view.text(id)?;
    let mut anchor = view.anchor(id)?;
    if let Some(heading) = heading {
        heading.clone_into(&mut anchor.title);
    }
    let icon = match &entry.fields {
        Fields::Page(page) => icon(page.lists),
        _ => "policy",
    };
    Some(Card { icon, anchor, text: text.summary.as_ref().map(ToString::to_string) })
}

fn icon(lists: Option<crate::content::page::Listing>) -> &'static str {
    use crate::content::page::Listing;
    match lists {
        Some(Listing::Figures) => "chart",
        Some(Listing::Contacts) => "chat",
        Some(Listing::Documents) => "document",
        _ => "policy",
    }
}
