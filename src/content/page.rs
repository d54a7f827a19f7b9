//! The page: text and sections, with a place in the menus and, if wanted, a list of other entries below it.

use serde::{Deserialize, Serialize};

use super::entry::Kind;

/// What both languages of a page share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Page {
    /// The menu in which the page stands.
    #[serde(default)]
    pub menu: Menu,
    /// What is listed after the page's sections.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lists: Option<Listing>,
}

/// A menu of the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Hash)]
#[serde(rename_all = "snake_case")]
pub enum Menu {
    /// Reached through other pages only.
    #[default]
    None,
    /// The menu on top of every page.
    Main,
    /// The links at the foot of every page.
    Footer,
}

/// Entries that a page lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Listing {
    /// The goals, by number.
    Goals,
    /// The actions of the implementation plan, by goal.
    Actions,
    /// The figures, by series and date.
    Figures,
    /// The documents.
    Documents,
    /// The contact points.
    Contacts,
    /// Every page of the site, as a tree.
    Pages,
}

impl Listing {
    /// The kind of the entries, where each is listed with what it says.
    pub fn kind(self) -> Option<Kind> {
        match self {
            Listing::Goals => Some(Kind::Goal),
            Listing::Actions => Some(Kind::Action),
            Listing::Figures => Some(Kind::Figure),
            Listing::Documents => Some(Kind::Document),
            Listing::Contacts => Some(Kind::Contact),
            Listing::Pages => None,
        }
    }
}
