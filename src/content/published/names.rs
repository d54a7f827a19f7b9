//! Addresses made from the names a contact had, and from those by which people look for it.
//!
//! Invariant: such an address leads on, in one step, to the page of the contact; what is or was a page, and what is
//! reserved, comes first.

use std::collections::HashMap;

use super::{Entry, Published};
use crate::{
    content::{
        address::RESERVED,
        contact::Contact,
        entry::{Fields, Kind},
    },
    ids::EntryId,
    lang::Lang,
    slug,
};

/// The contact that each folded address of a name leads to.
pub(super) type Names = HashMap<(Lang, String), EntryId>;

impl Published {
    /// Works out the addresses of names.
    pub(super) fn name_contacts(&self) -> Names {
        let mut names = Names::new();
        for lang in Lang::ALL.iter().copied() {
            for (entry, contact) in self.contacts() {
                let above =
                    entry.parent.as_ref().and_then(|parent| self.text(parent, lang)?.1.path.as_deref());
                for name in other_names(contact).filter_map(|name| slug::hyphenated(&name)) {
                    let below = above.filter(|path| !path.is_empty()).map(|path| format!("{path}/{name}"));
                    for address in below.into_iter().chain([name]) {
                        if !RESERVED.contains(&address.as_str()) {
                            names.entry((lang, address)).or_insert_with(|| entry.id.clone());
                        }
                    }
                }
            }
        }
        names
    }

    /// The contact that had the name of an address, however that is written.
    pub(super) fn named(&self, lang: Lang, path: &str) -> Option<&Entry> {
        let (above, name) = path.rsplit_once('/').map_or(("", path), |(above, name)| (above, name));
        let name = slug::hyphenated(name)?;
        let address = if above.is_empty() { name } else { format!("{}/{name}", above.to_lowercase()) };
        self.entry(self.places.names.get(&(lang, address))?)
    }

    /// Every contact, in the order in which they are listed.
    fn contacts(&self) -> Vec<(&Entry, &Contact)> {
        let contacts = self.all_of_kind(Kind::Contact);
        let contacts = contacts.filter_map(|entry| match &entry.fields {
            Fields::Contact(contact) => Some((entry, contact)),
            _ => None,
        });
        contacts.collect()
    }
}

fn other_names(contact: &Contact) -> impl Iterator<Item = String> + '_ {
    let former = contact.former_names.iter().map(|former| former.name.to_string());
    former.chain(contact.aliases.iter().map(|alias| alias.name.to_string()))
}
