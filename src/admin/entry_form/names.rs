//! Names that staff need not type: of a new section, from its heading; of an address, from the title.
//!
//! Invariant: a section that was saved keeps its name; a name is unique in its entry.

use std::collections::BTreeSet;

use super::{Fields, SECTIONS};
use crate::{
    content::entry::Kind,
    ids::SectionId,
    lang::Lang,
    slug::{self, Slug},
};

/// How long a name may be; see [`SectionId`] and [`Slug`].
const LENGTH: usize = 64;

/// Fills each empty address word from the title in its language, for kinds that have a page. The home page has none.
pub fn propose_slugs(fields: &mut Fields, kind: Kind, is_home: bool) {
    if !kind.has_page() || is_home {
        return;
    }
    for lang in Lang::ALL {
        let name = format!("{lang}.slug");
        let proposal = Slug::proposed(fields.get(&format!("{lang}.title")));
        if let Some(proposal) = proposal.filter(|_| fields.get(&name).trim().is_empty()) {
            fields.set(&name, proposal);
        }
    }
}

/// Gives every section that has only a provisional name a lasting one, from its heading in the first language that has
/// one, else from the title. `taken` are the names that the entry has already.
pub fn name_sections(fields: &mut Fields, taken: &BTreeSet<SectionId>) {
    let mut used: BTreeSet<String> = taken.iter().map(ToString::to_string).collect();
    let sections: Vec<String> = fields.sections().into_iter().take(SECTIONS).map(str::to_owned).collect();
    let is_new = |id: &String| is_provisional(id) && !taken.iter().any(|taken| taken.as_str() == id);
    used.extend(sections.iter().filter(|id| !is_new(id)).cloned());
    for old in sections.iter().filter(|id| is_new(id)) {
        let new = unused(&lasting_name(fields, old), &used);
        fields.rename_section(old, &new);
        used.insert(new);
    }
}

/// A name for a section that is being made: `new-1`, `new-2`.
pub(super) fn provisional(fields: &Fields) -> String {
    let used: BTreeSet<&str> = fields.sections().into_iter().collect();
    let name = |number: usize| format!("new-{number}");
    (1..).map(name).find(|name| !used.contains(name.as_str())).unwrap_or_default()
}

fn is_provisional(id: &str) -> bool {
    id.strip_prefix("new-").is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

fn lasting_name(fields: &Fields, section: &str) -> String {
    let headings = Lang::ALL.iter().map(|lang| format!("section.{section}.{lang}.heading"));
    let titles = Lang::ALL.iter().map(|lang| format!("{lang}.title"));
    let name = headings.chain(titles).find_map(|name| slug::hyphenated(fields.get(&name)));
    match name {
        Some(name) if is_provisional(&name) => format!("section-{name}"),
        Some(name) => name,
        None => "section".to_owned(),
    }
}

/// The name, or the name with a number behind it.
fn unused(name: &str, used: &BTreeSet<String>) -> String {
    let numbered = |number: usize| {
        let number = format!("-{number}");
        let kept = &name[..name.len().min(LENGTH - number.len())];
        format!("{}{number}", kept.trim_end_matches('-'))
    };
    let names = std::iter::once(name.to_owned()).chain((2..).map(numbered));
    names.into_iter().find(|name| !used.contains(name)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields::from(
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>(),
        )
    }

    #[test]
    fn an_address_is_proposed_where_there_is_none() {
        let mut form = fields(&[
            ("en.title", "Moving in"),
            ("en.slug", " "),
            ("nl.title", "Wonen"),
            ("nl.slug", "huis"),
        ]);
        propose_slugs(&mut form, Kind::Page, false);
        assert_eq!((form.get("en.slug"), form.get("nl.slug")), ("moving-in", "huis"));
        let mut form = fields(&[("en.title", "Moving in"), ("en.slug", "")]);
        propose_slugs(&mut form, Kind::Document, false);
        propose_slugs(&mut form, Kind::Page, true);
        assert_eq!(form.get("en.slug"), "");
        let mut form = fields(&[("en.title", "EN"), ("nl.title", "東京")]);
        propose_slugs(&mut form, Kind::Page, false);
        assert_eq!((form.get("en.slug"), form.get("nl.slug")), ("", ""), "no language and no empty word");
    }

    #[test]
    fn a_new_section_is_named_by_its_heading_and_an_old_one_keeps_its_name() {
        let mut form = fields(&[
            ("en.title", "Housing"),
            ("section", "new-1"),
            ("section.new-1.nl.heading", "Huren"),
            ("section", "rent"),
            ("section.rent.en.heading", "Buying"),
            ("section", "new-2"),
            ("section.new-2.en.heading", "Rent"),
            ("section.new-2.en.text", "words"),
            ("section", "new-3"),
            ("section", "new-4"),
            ("section.new-4.en.heading", "New 4"),
        ]);
        let taken = BTreeSet::from([SectionId::try_from("housing".to_owned()).unwrap()]);
        name_sections(&mut form, &taken);
        assert_eq!(form.sections(), ["huren", "rent", "rent-2", "housing-2", "section-new-4"]);
        assert_eq!(form.get("section.rent-2.en.text"), "words");
    }

    #[test]
    fn a_long_name_has_room_for_a_number() {
        let name = "a".repeat(LENGTH);
        let numbered = unused(&name, &BTreeSet::from([name.clone()]));
        assert_eq!(numbered, format!("{}-2", "a".repeat(LENGTH - 2)));
    }
}
