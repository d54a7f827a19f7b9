//! What is known of contacts: their names and how to reach them, which nobody has to type.
//!
//! Invariant: nothing that readers cannot see of a contact is known here.

use std::collections::BTreeSet;

use super::Rule;
use crate::{
    content::{
        contact::Contact,
        entry::{Fields, SectionText},
        facts::{self, Facts},
        published::{Entry, Published},
        rich_text::Block,
    },
    ids::EntryId,
    lang::{Lang, PerLang},
};

/// The words for "formerly" in a language, after which an old name is in its place.
const FORMERLY: &[&str] =
    &["formerly", "former", "previously", "voorheen", "vroeger", "voormalig", "voormalige"];

/// What is known of contacts.
#[derive(Clone, Debug, Default)]
pub struct Known(Vec<KnownContact>);

/// What a text says that a contact says too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Typed {
    /// A phone number.
    Phone,
    /// A mailbox.
    Email,
    /// A website.
    Website,
    /// A street with its number.
    Address,
}

#[derive(Clone, Debug)]
struct KnownContact {
    id: EntryId,
    names: PerLang<Option<String>>,
    /// Names that it does not have now, the longest first.
    old_names: Vec<String>,
    /// In the form in which facts are compared.
    details: Vec<(Typed, facts::Kind, String)>,
    street: Option<String>,
}

impl Known {
    /// What readers can see of every contact.
    pub fn of(published: &Published) -> Known {
        let contacts = published.entries().filter_map(|entry| match &entry.fields {
            Fields::Contact(contact) => Some(KnownContact::of(entry, contact)),
            _ => None,
        });
        Known(contacts.collect())
    }

    /// The old names in some words: a block, a title.
    pub(super) fn old_names(&self, text: &str, lang: Lang) -> Vec<Rule> {
        let text = padded(text);
        self.0.iter().flat_map(|contact| contact.old_names_in(&text, lang)).collect()
    }

    /// The details in a line that some contact has.
    pub(super) fn details_in_line(&self, own: &EntryId, text: &str, lang: Lang) -> Vec<Rule> {
        let facts = Facts::of_line(text, lang).unwrap_or_default();
        self.details(own, &facts, &[padded(text)], lang)
    }

    /// The same in a section.
    pub(super) fn details_in_section(
        &self,
        own: &EntryId,
        words: &SectionText,
        blocks: &[Block],
        lang: Lang,
    ) -> Vec<Rule> {
        let facts = Facts::of_section(words, lang).unwrap_or_default();
        let texts: Vec<String> = blocks.iter().map(|block| padded(&block.text())).collect();
        self.details(own, &facts, &texts, lang)
    }

    /// Each detail once, whichever contacts have it; of an entry of its own none.
    fn details(&self, own: &EntryId, facts: &Facts, texts: &[String], lang: Lang) -> Vec<Rule> {
        let is_own = |contact: &&KnownContact| contact.id == *own;
        let mut seen: BTreeSet<_> =
            self.0.iter().filter(is_own).flat_map(|contact| contact.details_in(facts, texts)).collect();
        let mut rules = Vec::new();
        for contact in &self.0 {
            for (detail, typed) in contact.details_in(facts, texts) {
                if seen.insert((detail, typed.clone())) {
                    let name = contact.name(lang);
                    rules.push(Rule::TypedDetail { detail, typed, contact: contact.id.clone(), name });
                }
            }
        }
        rules
    }
}

impl KnownContact {
    fn of(entry: &Entry, contact: &Contact) -> KnownContact {
        let former = contact.former_names.iter().map(|former| former.name.to_string());
        let aliases = contact.aliases.iter().map(|alias| alias.name.to_string());
        let names = PerLang::from_fn(|lang| entry.text(lang).map(|text| text.title.to_string()));
        let is_present = |old: &String| names.iter().any(|(_, name)| name.as_ref() == Some(old));
        let mut old_names: Vec<String> = former.chain(aliases).filter(|old| !is_present(old)).collect();
        old_names.sort_by_key(|name| (std::cmp::Reverse(name.len()), name.clone()));
        KnownContact {
            id: entry.id.clone(),
            names,
            old_names,
            details: details(contact),
            street: contact
                .address
                .as_ref()
                .and_then(|address| Some(address.value.street.as_ref()?.to_string())),
        }
    }

    /// What it is called in that language, else in the first that has it.
    fn name(&self, lang: Lang) -> String {
        let langs = std::iter::once(lang).chain(lang.others());
        langs.into_iter().find_map(|lang| self.names.get(lang).clone()).unwrap_or_default()
    }

    fn old_names_in(&self, text: &str, lang: Lang) -> Vec<Rule> {
        let mut rest = text.to_owned();
        let mut has_present = false;
        for (_, name) in self.names.iter() {
            let present = name.as_deref().map(padded).filter(|present| rest.contains(present.as_str()));
            if let Some(present) = present {
                has_present = true;
                rest = rest.replace(&present, GAP);
            }
        }
        let is_explained = has_present && FORMERLY.iter().any(|word| text.contains(&format!(" {word} ")));
        let mut rules = Vec::new();
        for old in &self.old_names {
            let found = padded(old);
            if !is_explained && rest.contains(&found) {
                rest = rest.replace(&found, GAP);
                rules.push(Rule::OldName { old: old.clone(), name: self.name(lang) });
            }
        }
        rules
    }

    fn details_in(&self, facts: &Facts, texts: &[String]) -> Vec<(Typed, String)> {
        let stated = |(_, kind, value): &&(Typed, facts::Kind, String)| {
            facts.iter().any(|fact| fact.kind == *kind && fact.value == *value)
        };
        let written = |(detail, kind, value): &(Typed, facts::Kind, String)| {
            let fact = facts.iter().find(|fact| fact.kind == *kind && fact.value == *value)?;
            Some((*detail, fact.written.clone()))
        };
        let mut found: Vec<_> = self.details.iter().filter(stated).filter_map(written).collect();
        let street =
            self.street.as_ref().filter(|street| texts.iter().any(|text| text.contains(&padded(street))));
        found.extend(street.map(|street| (Typed::Address, street.clone())));
        found
    }
}

/// What stands where a name was found.
const GAP: &str = " \u{fffc} ";

/// The words in small letters with one space around each, so that whole words can be looked for.
fn padded(text: &str) -> String {
    format!(" {} ", super::words::folded(text))
}

fn details(contact: &Contact) -> Vec<(Typed, facts::Kind, String)> {
    let phones = contact.phones.iter().map(|phone| (Typed::Phone, phone.value.number.to_string()));
    let email = contact.email.iter().map(|email| (Typed::Email, email.value.to_string()));
    let website = contact.website.iter().map(|website| (Typed::Website, website.value.to_string()));
    let written = phones.chain(email).chain(website);
    // What is factual in them is written alike in every language.
    let fact = |(detail, text): (Typed, String)| {
        let facts = Facts::of_line(&text, Lang::DEFAULT)?;
        let fact = facts.iter().next()?;
        Some((detail, fact.kind, fact.value.clone()))
    };
    written.filter_map(fact).collect()
}
