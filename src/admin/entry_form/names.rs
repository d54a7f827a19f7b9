//! Names that staff need not type: of a new section, from its heading; of an address, from the title.
//!
//! Invariant: a section that was saved keeps its name, also where the form that made it is sent again; a name is unique
//! in its entry.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::{Fields, SECTIONS};
use crate::{
    content::entry::Kind,
    ids::SectionId,
    lang::Lang,
    slug::{self, Slug},
    token,
};

/// How long a name may be; see [`SectionId`] and [`Slug`].
const LENGTH: usize = 64;

/// Before the mark of a section that was not saved yet.
const PROVISIONAL: &str = "new-";

/// Digits of the mark by which a section is known until and after it has its lasting name.
const MARK: usize = 8;

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

/// Gives every section that has only a provisional name a lasting one: its heading in the first language that has one,
/// else the title, and its mark. `taken` are the names that the entry has already: a section whose mark is among them was
/// saved by an earlier submit of the same form, and is that section, whatever its heading says by now.
pub fn name_sections(fields: &mut Fields, taken: &BTreeSet<SectionId>) {
    let sections: Vec<String> = fields.sections().into_iter().take(SECTIONS).map(str::to_owned).collect();
    for old in &sections {
        let Some(mark) = mark(old) else { continue };
        let saved = taken.iter().find(|taken| has_mark(taken.as_str(), mark));
        let new = saved.map_or_else(|| marked(&words(fields, old), mark), ToString::to_string);
        if !sections.contains(&new) {
            fields.rename_section(old, &new);
        }
    }
}

/// A name for a section that is being made: `new-` and a mark. The same form gives its sections the same marks in the
/// same order, so that a button pressed twice adds one section.
pub(super) fn provisional(fields: &Fields, form_id: &str) -> String {
    let used = fields.sections();
    let mark = |number: usize| {
        let hash = Sha256::digest(format!("{form_id} {number}"));
        hash.iter().take(MARK / 2).fold(String::new(), |mark, byte| format!("{mark}{byte:02x}"))
    };
    let marks = (1..=used.len() + 1).map(mark);
    let mark = marks.into_iter().find(|mark| !used.iter().any(|name| has_mark(name, mark)));
    format!("{PROVISIONAL}{}", mark.unwrap_or_default())
}

/// The mark of a provisional name.
fn mark(id: &str) -> Option<&str> {
    id.strip_prefix(PROVISIONAL).filter(|mark| token::is_hex(mark, MARK))
}

fn has_mark(name: &str, mark: &str) -> bool {
    name.strip_suffix(mark).is_some_and(|words| words.ends_with('-'))
}

/// What a section is about, as words of a name.
fn words(fields: &Fields, section: &str) -> String {
    let headings = Lang::ALL.iter().map(|lang| format!("section.{section}.{lang}.heading"));
    let titles = Lang::ALL.iter().map(|lang| format!("{lang}.title"));
    let name = headings.chain(titles).find_map(|name| slug::hyphenated(fields.get(&name)));
    // A lasting name is not taken for a provisional one.
    name.filter(|name| name != "new").unwrap_or_else(|| "section".to_owned())
}

/// The words with the mark behind them.
fn marked(words: &str, mark: &str) -> String {
    let kept = &words[..words.len().min(LENGTH - MARK - 1)];
    format!("{}-{mark}", kept.trim_end_matches('-'))
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

    const RENT: &str = "0000000a";
    const OTHER: &str = "0000000b";

    fn taken(names: &[&str]) -> BTreeSet<SectionId> {
        names.iter().map(|name| SectionId::try_from((*name).to_owned()).unwrap()).collect()
    }

    #[test]
    fn a_new_section_is_named_by_its_heading_and_an_old_one_keeps_its_name() {
        let mut form = fields(&[
            ("en.title", "Housing"),
            ("section", "new-0000000a"),
            ("section.new-0000000a.nl.heading", "Huren"),
            ("section", "rent"),
            ("section.rent.en.heading", "Buying"),
            ("section", "new-0000000b"),
            ("section.new-0000000b.en.heading", "Rent"),
            ("section.new-0000000b.en.text", "words"),
            ("section", "new-0000000c"),
            ("section", "new-0000000d"),
            ("section.new-0000000d.en.heading", "New"),
        ]);
        name_sections(&mut form, &taken(&["rent", "housing"]));
        assert_eq!(
            form.sections(),
            ["huren-0000000a", "rent", "rent-0000000b", "housing-0000000c", "section-0000000d"]
        );
        assert_eq!(form.get("section.rent-0000000b.en.text"), "words");
    }

    #[test]
    fn a_section_that_the_same_form_has_saved_is_that_section() {
        let mut form = fields(&[
            ("section", "new-0000000a"),
            ("section.new-0000000a.en.heading", "Another heading by now"),
            ("section.new-0000000a.en.text", "words"),
        ]);
        name_sections(&mut form, &taken(&["rent", "rent-0000000a"]));
        assert_eq!(form.sections(), ["rent-0000000a"]);
        assert_eq!(form.get("section.rent-0000000a.en.text"), "words");
    }

    #[test]
    fn a_form_marks_its_sections_alike_each_time_and_otherwise_than_another_form() {
        let empty = fields(&[]);
        let first = provisional(&empty, "one");
        assert_eq!(first, provisional(&empty, "one"));
        assert_ne!(first, provisional(&empty, "other"));
        let mark = mark(&first).unwrap();
        for name in [first.clone(), marked("rent", mark)] {
            assert_ne!(provisional(&fields(&[("section", &name)]), "one"), first, "{name}");
        }
    }

    #[test]
    fn a_long_name_has_room_for_its_mark() {
        let name = marked(&"a".repeat(LENGTH), RENT);
        assert_eq!(name, format!("{}-{RENT}", "a".repeat(LENGTH - 9)));
        assert!(has_mark(&name, RENT) && !has_mark(&name, OTHER) && !has_mark(RENT, RENT));
        assert!(SectionId::try_from(name).is_ok());
    }
}
