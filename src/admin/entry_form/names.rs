//! Names that staff need not type: of a new section, from its heading; of an address, from the title.
//!
//! Invariant: a section that was saved keeps its name; a name is unique in its entry.

use std::collections::BTreeSet;

use icu_normalizer::DecomposingNormalizerBorrowed;

use super::{Fields, SECTIONS};
use crate::{content::entry::Kind, ids::SectionId, lang::Lang, slug::Slug};

/// How long a name may be; see [`SectionId`] and [`Slug`].
const LENGTH: usize = 64;

/// Fills each empty address word from the title in its language, for kinds that have a page. The home page has none.
pub fn propose_slugs(fields: &mut Fields, kind: Kind, is_home: bool) {
    if !kind.has_page() || is_home {
        return;
    }
    for lang in Lang::ALL {
        let name = format!("{lang}.slug");
        let proposal = word_group(fields.get(&format!("{lang}.title")));
        if fields.get(&name).trim().is_empty() && Slug::try_from(proposal.clone()).is_ok() {
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
    let name = headings.chain(titles).map(|name| word_group(fields.get(&name))).find(|name| !name.is_empty());
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

/// Words of a-z and 0-9 with hyphens between them, as long as a name may be: "Café ’t Huis" becomes `cafe-t-huis`.
/// Empty where the text has no such letters.
fn word_group(text: &str) -> String {
    let mut name = String::new();
    for word in
        plain_letters(text).split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
    {
        let separator = usize::from(!name.is_empty());
        if name.len() + separator + word.len() > LENGTH {
            if name.is_empty() {
                name.push_str(&word[..LENGTH]);
            }
            break;
        }
        if separator > 0 {
            name.push('-');
        }
        name.push_str(word);
    }
    name
}

/// Lower-case letters without accents; apostrophes are dropped, letters that are none of these stay.
fn plain_letters(text: &str) -> String {
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(text).to_lowercase();
    let mut plain = String::with_capacity(decomposed.len());
    for c in decomposed.chars() {
        match c {
            'æ' => plain.push_str("ae"),
            'œ' => plain.push_str("oe"),
            'ß' => plain.push_str("ss"),
            'ø' => plain.push('o'),
            'đ' | 'ð' => plain.push('d'),
            'ł' => plain.push('l'),
            'þ' => plain.push_str("th"),
            'ı' => plain.push('i'),
            '\'' | '’' | '‘' | '\u{300}'..='\u{36f}' => {}
            other => plain.push(other),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Fields {
        Fields::from(
            pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect::<Vec<_>>(),
        )
    }

    #[test]
    fn names_have_plain_letters() {
        for (text, name) in [
            ("Opening hours", "opening-hours"),
            ("  Café ’t Huis & ‘zo’! ", "cafe-t-huis-zo"),
            ("Leiden’s IJssel, Œuvre, Straße, Łódź, 2½", "leidens-ijssel-oeuvre-strasse-lodz-21-2"),
            ("東京", ""),
            ("", ""),
        ] {
            assert_eq!(word_group(text), name, "{text}");
        }
        assert_eq!(word_group(&"a".repeat(80)), "a".repeat(64));
        assert_eq!(word_group(&format!("{} {}", "a".repeat(60), "b".repeat(10))), "a".repeat(60));
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

    proptest! {
        #[test]
        fn every_name_is_a_name(text in any::<String>(), other in "[a-zé’ ]{0,80}") {
            for text in [text, other] {
                let name = word_group(&text);
                prop_assert!(name.is_empty() || SectionId::try_from(name.clone()).is_ok(), "{name}");
                let used = BTreeSet::from([name.clone()]);
                prop_assert!(name.is_empty() || SectionId::try_from(unused(&name, &used)).is_ok());
            }
        }
    }
}
