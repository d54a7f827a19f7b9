//! Every page of the site as a tree: the second way to find a page.

use super::view::{Anchor, View};
use crate::ids::EntryId;

/// A page with those below it.
pub(super) struct Branch {
    /// The page.
    pub anchor: Anchor,
    /// How deep it stands, from 0.
    pub depth: usize,
    /// How many lists end after it.
    pub closes: usize,
    /// Whether a list of pages below it follows.
    pub opens: bool,
}

/// The pages of the visitor's language in reading order, each with its depth.
pub(super) fn list(view: View<'_>) -> Vec<Branch> {
    let mut branches = Vec::new();
    collect(view, None, 0, &mut branches);
    for index in 0..branches.len() {
        let next = branches.get(index + 1).map_or(0, |next: &Branch| next.depth);
        let branch = &mut branches[index];
        branch.opens = next > branch.depth;
        branch.closes = branch.depth.saturating_sub(next);
    }
    branches
}

fn collect(view: View<'_>, parent: Option<&EntryId>, depth: usize, branches: &mut Vec<Branch>) {
    for (entry, text) in view.published.children(parent, view.lang()) {
        if text.path.is_some()
            && let Some(anchor) = view.anchor(&entry.id)
        {
            branches.push(Branch { anchor, depth, closes: 0, opens: false });
            collect(view, Some(&entry.id), depth + 1, branches);
            if entry.lists_contacts() {
                // It has the hours of all of them, and is no entry.
                let anchor = view.opening_hours();
                branches.push(Branch { anchor, depth: depth + 1, closes: 0, opens: false });
            }
        }
    }
}
