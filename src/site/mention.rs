//! "(formerly …)" behind the first mention of a contact's name on a page, for as long as readers need it.
//!
//! Invariant: once a page for each contact, in running text, and not where the page has said so before: in the same
//! paragraph or in a panel.

use std::{borrow::Cow, collections::HashMap};

use super::{contact::Former, view::View};
use crate::{
    content::{
        contact::{Contact, FormerName},
        entry::{Fields, Kind},
        published::{Entry, Section, Text},
        rich_text::{self, Mention, Remark, RichText},
    },
    ids::{EntryId, SectionId},
};

/// The texts of a page, with what is said about former names.
#[derive(Default)]
pub(super) struct Mentions {
    summary: Option<Summary>,
    sections: HashMap<SectionId, RichText>,
}

/// What a page is about, with a former name somewhere in it.
pub(super) struct Summary {
    /// The words up to the end of the present name; all of them where nothing is remarked.
    pub before: String,
    /// The former name.
    pub former: Option<Former>,
    /// The rest.
    pub after: String,
}

/// A contact of which the former name is still to be said.
struct Renamed<'a> {
    id: &'a EntryId,
    name: String,
    former: &'a FormerName,
    remark: Remark,
}

impl Mentions {
    /// Of a page whose sections are read in the order of its text.
    pub(super) fn of(view: View<'_>, entry: &Entry, text: &Text) -> Mentions {
        Mentions::in_order(view, entry, text, text.sections.iter())
    }

    /// Of a page whose sections are read in that order.
    pub(super) fn in_order<'a>(
        view: View<'_>,
        entry: &Entry,
        text: &Text,
        sections: impl Iterator<Item = &'a Section>,
    ) -> Mentions {
        let mut renamed = renamed(view);
        let mut mentions = Mentions { summary: Summary::of(view, text, &mut renamed), ..Mentions::default() };
        // The page of a contact has its former names below the summary.
        renamed.retain(|contact| *contact.id != entry.id);
        for section in sections {
            if renamed.is_empty() {
                break;
            }
            renamed.retain(|contact| section.refers_to.as_ref() != Some(contact.id));
            mentions.read(section, &mut renamed);
        }
        mentions
    }

    fn read(&mut self, section: &Section, renamed: &mut Vec<Renamed<'_>>) {
        let mut words = Cow::Borrowed(&section.text);
        renamed.retain(|contact| match words.remark_on(&contact.name, &contact.remark) {
            Mention::Absent => true,
            Mention::Said => false,
            Mention::Remarked(remarked) => {
                words = Cow::Owned(remarked);
                false
            }
        });
        if let Cow::Owned(words) = words {
            self.sections.insert(section.id.clone(), words);
        }
    }

    /// The text of a section as it is to be printed.
    pub(super) fn text<'a>(&'a self, section: &'a Section) -> &'a RichText {
        self.sections.get(&section.id).unwrap_or(&section.text)
    }

    /// What the page is about, as it is to be printed.
    pub(super) fn summary(self) -> Option<Summary> {
        self.summary
    }
}

impl Summary {
    fn of(view: View<'_>, text: &Text, renamed: &mut Vec<Renamed<'_>>) -> Option<Summary> {
        let line = text.summary.as_ref()?.to_string();
        let mut summary = Summary { before: line.clone(), former: None, after: String::new() };
        renamed.retain(|contact| match rich_text::in_line(&line, &contact.name, &contact.remark.name) {
            Mention::Absent => true,
            Mention::Said => false,
            // One remark is enough for a summary; the name of another contact is left to the sections.
            Mention::Remarked(_) if summary.former.is_some() => true,
            Mention::Remarked((before, after)) => {
                summary = Summary {
                    before: before.to_owned(),
                    former: Some(Former::of(view, contact.former)),
                    after: after.to_owned(),
                };
                false
            }
        });
        Some(summary)
    }
}

/// The contacts of which a former name is still mentioned.
fn renamed(view: View<'_>) -> Vec<Renamed<'_>> {
    let contacts = view.published.of_kind(Kind::Contact, view.lang()).into_iter();
    let renamed = contacts.filter_map(|(entry, text)| {
        let Fields::Contact(contact) = &entry.fields else { return None };
        let former = mentioned(view, contact)?;
        let Former { name, lang, .. } = Former::of(view, former);
        let remark = Remark { words: view.t.msg("contact-formerly"), name, lang };
        Some(Renamed { id: &entry.id, name: text.title.to_string(), former, remark })
    });
    renamed.collect()
}

/// The newest of the former names whose time is not over, rather one in the language of the page.
fn mentioned<'a>(view: View<'_>, contact: &'a Contact) -> Option<&'a FormerName> {
    let is_told = |name: &&FormerName| name.mention_until.is_some_and(|last| view.today() <= last);
    let told = || contact.former_names.iter().filter(is_told);
    told().find(|name| name.lang.is_none_or(|lang| lang == view.lang())).or_else(|| told().next())
}
