//! Where readers see an entry: the pages that may look different when it does.
//!
//! Invariant: a page that neither points to the entry nor lists it, by itself or by way of what it shows, is not among
//! them; whether a page that is really looks different, only its words tell.

use std::collections::HashSet;

use super::{
    entry::Fields,
    page::Listing,
    published::{Entry, Published},
};
use crate::{ids::EntryId, lang::Lang};

/// The pages on which readers may see something else `after` than `before` because of an entry: those that show, quote
/// or link to it, those that list it, and where its name is new, those below it. Its own page is not among them. Those
/// that point to it come first.
pub fn pages(before: &Published, after: &Published, entry: &EntryId) -> Vec<EntryId> {
    let mut found = Vec::new();
    for published in [before, after] {
        found.extend(users(published, entry));
    }
    for published in [before, after] {
        found.extend(neighbours(published, entry));
    }
    if is_called_otherwise(before, after, entry) {
        found.extend(below(after, entry));
    }
    let mut seen = HashSet::from([entry]);
    found.into_iter().filter(|page| seen.insert(page)).cloned().collect()
}

/// The pages that point to an entry or list it, also by way of what is shown within them; of a notice, those of the
/// contact point that it is about.
fn users<'a>(published: &'a Published, entry: &'a EntryId) -> Vec<&'a EntryId> {
    let about = published.entry(entry).and_then(|entry| entry.fields.about());
    let mut shown: Vec<&EntryId> = [entry].into_iter().chain(about).collect();
    let mut pages: Vec<&EntryId> = about.into_iter().collect();
    let mut seen = HashSet::from([entry]);
    let mut next = 0;
    while let Some(target) = shown.get(next).copied() {
        next += 1;
        let names = published.names_of(target);
        let fields = published.entry(target).map(|target| &target.fields);
        for user in published.entries() {
            let uses = || points_to(user, &names) || fields.is_some_and(|fields| lists(user, fields));
            if seen.contains(&user.id) || !uses() {
                continue;
            }
            seen.insert(&user.id);
            if user.fields.kind().has_page() {
                pages.push(&user.id);
            } else {
                shown.push(&user.id);
            }
        }
    }
    pages
}

/// Whether an entry shows, quotes or links to another, which goes by those names.
fn points_to(entry: &Entry, names: &[&EntryId]) -> bool {
    let is_named = |id: &EntryId| names.contains(&id);
    let texts = || Lang::ALL.iter().filter_map(|lang| entry.text(*lang));
    entry.fields.references().iter().any(is_named)
        || texts().flat_map(|text| &text.sections).any(|section| {
            // Reading all of a text takes longer than looking for the name.
            let may_name = || names.iter().any(|name| section.text.as_str().contains(name.as_str()));
            section.refers_to.as_ref().is_some_and(&is_named)
                || may_name() && section.text.references().any(|id| is_named(&id))
        })
}

/// Whether the page of an entry lists one with those fields, with what it says.
fn lists(entry: &Entry, listed: &Fields) -> bool {
    match (&entry.fields, listed) {
        (Fields::Goal(_), Fields::Action(action)) => action.goals.contains(&entry.id),
        _ => entry.listing().and_then(Listing::kind) == Some(listed.kind()),
    }
}

/// The pages that name an entry because of its rank alone: the tree of all pages, and the goals before and after it.
fn neighbours<'a>(published: &'a Published, entry: &EntryId) -> Vec<&'a EntryId> {
    let Some(fields) = published.entry(entry).map(|entry| &entry.fields) else { return Vec::new() };
    let names = |other: &&Entry| match (&other.fields, fields) {
        (Fields::Goal(_), Fields::Goal(_)) => true,
        _ => other.listing() == Some(Listing::Pages) && fields.kind().has_page(),
    };
    published.entries().filter(names).map(|other| &other.id).collect()
}

/// Whether breadcrumbs call an entry by another name, or lead to it where they did not.
fn is_called_otherwise(before: &Published, after: &Published, entry: &EntryId) -> bool {
    let name = |published: &Published, lang| Some(published.text(entry, lang)?.1.short_title.clone());
    Lang::ALL.iter().any(|lang| name(before, *lang) != name(after, *lang))
}

/// The pages in whose breadcrumbs an entry stands.
fn below<'a>(published: &'a Published, entry: &EntryId) -> Vec<&'a EntryId> {
    let is_below =
        |page: &&Entry| entry.is_home() || published.ancestors(page).iter().any(|above| above.id == *entry);
    let pages = published.entries().filter(|page| page.fields.kind().has_page());
    pages.filter(is_below).map(|page| &page.id).collect()
}
