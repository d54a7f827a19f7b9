//! Passages: the units of an entry that are compared between the languages, each known by the hash of its words.
//!
//! Invariant: white space, order and markup without meaning never change a hash; words, links and quoted figures do.
//! The version of the normal form stands before the hash, so that a better normal form never looks like other words.

use std::{collections::BTreeMap, fmt};

use icu_normalizer::ComposingNormalizerBorrowed;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    entry::{Body, Fields, Shared, Text},
    hours::ServiceId,
    publication::{LiveShared, LiveText},
    rich_text::RichText,
    unit::Unit,
    values::Line,
};
use crate::{
    ids::{SectionId, is_hyphenated},
    lang::Lang,
};

/// What is compared, as it is named in the database: a section's id, or a word for what every text has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Passage(String);

/// Text that does not name a passage.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "{0:?} is not a passage: the name of a section, or a word for what every text or a kind has, such as @title, \
     @phone-1 or @directions"
)]
pub struct InvalidPassage(String);

/// The words of a passage in one language.
#[derive(Clone, Copy, Debug)]
pub enum Words<'a> {
    /// A line of text.
    Line(&'a Line),
    /// The heading and the text of a section.
    Section(Option<&'a Line>, &'a RichText),
}

/// The hash of the words of a passage in normal form, behind the version of that form: `2:af24…`; or that nothing is
/// said.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hash(String);

/// Text that is not a hash.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error(
    "{0:?} is not the hash of a text: a version, a colon and 64 hexadecimal digits, or - where nothing is said"
)]
pub struct InvalidHash(String);

/// A normal form of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Version {
    /// White space is folded, markup without meaning left out.
    First,
    /// Besides, letters are composed, what cannot be seen is left out, and quotation marks are straight.
    Second,
}

impl Passage {
    const TITLE: &'static str = "@title";
    const SHORT_TITLE: &'static str = "@short-title";
    const SUMMARY: &'static str = "@summary";
    const LEAD: &'static str = "@lead";
    const OCCASION: &'static str = "@occasion";
    const PHONE: &'static str = "@phone-";

    /// The texts that a contact has once, with the key of the field.
    const DETAILS: &'static [(&'static str, &'static str)] = &[
        ("@directions", "directions"),
        ("@accessibility", "accessibility"),
        ("@fees", "fees"),
        ("@for-whom", "for_whom"),
        ("@not-for-whom", "not_for_whom"),
        ("@hours-note", "hours_note"),
    ];

    /// Those that it has more than once, with the list, what the numbers of its items begin with in names, and the field.
    const ITEMS: &'static [(&'static str, &'static str, usize, &'static str)] = &[
        (Self::PHONE, "phones", 1, "label"),
        ("@service-note-", "services", 0, "note"),
        ("@service-", "services", 0, "name"),
        ("@exception-", "exceptions", 1, "reason"),
    ];

    /// The title.
    pub fn title() -> Passage {
        Passage(Self::TITLE.to_owned())
    }

    /// The short title.
    pub fn short_title() -> Passage {
        Passage(Self::SHORT_TITLE.to_owned())
    }

    /// The summary.
    pub fn summary() -> Passage {
        Passage(Self::SUMMARY.to_owned())
    }

    /// A section.
    pub fn of_section(id: &SectionId) -> Passage {
        Passage(id.as_str().to_owned())
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The section it is, if it is one.
    pub fn section(&self) -> Option<SectionId> {
        SectionId::try_from(self.0.clone()).ok()
    }

    /// What tells the item of a list that it is about from the others, in a body that has it: a phone number, the number
    /// of a service, the first day of an exception. None if it is about no item.
    pub fn item(&self, body: &Body) -> Option<String> {
        let Fields::Contact(contact) = &body.shared.fields else { return None };
        let (rank, list) = Self::ITEMS.iter().find_map(|(start, list, first, _)| {
            Some((number(&self.0, start)?.saturating_sub(*first), *list))
        })?;
        match list {
            "phones" => Some(contact.phones.get(rank)?.value.number.to_string()),
            "exceptions" => Some(contact.exceptions.get(rank)?.value.from.to_string()),
            _ => {
                let id = ServiceId::new(u16::try_from(rank).ok()?)?;
                contact.services.contains_key(&id).then(|| id.to_string())
            }
        }
    }

    /// The piece of an entry in which its words in a language begin.
    pub fn unit(&self, lang: Lang) -> Unit {
        match self.0.as_str() {
            Self::TITLE => Unit::Title(lang),
            Self::SHORT_TITLE => Unit::ShortTitle(lang),
            Self::SUMMARY => Unit::Summary(lang),
            Self::LEAD => Unit::Field(format!("lead.{lang}")),
            Self::OCCASION => Unit::Field(format!("occasion.{lang}")),
            name => match self.section() {
                Some(id) => Unit::Words(id, lang),
                None => Unit::Field(format!("{}.{lang}", detail(name).unwrap_or_default())),
            },
        }
    }
}

/// The place of a passage within the fields of a contact: `phones.0.value.label`.
fn detail(name: &str) -> Option<String> {
    if let Some((_, key)) = Passage::DETAILS.iter().find(|(known, _)| *known == name) {
        return Some(format!("{key}.value"));
    }
    Passage::ITEMS.iter().find_map(|(start, list, first, field)| {
        let item = number(name, start)?.saturating_sub(*first);
        Some(format!("{list}.{item}.value.{field}"))
    })
}

/// The number, from 1, at the end of the name of a passage that begins so.
fn number(name: &str, start: &str) -> Option<usize> {
    let digits = name.strip_prefix(start)?;
    digits.parse::<usize>().ok().filter(|number| (1..1000).contains(number) && number.to_string() == digits)
}

/// What a body says in a language, by passage.
pub fn said(body: &Body, lang: Lang) -> BTreeMap<Passage, Words<'_>> {
    let Shared { fields, .. } = &body.shared;
    let mut said = in_fields(fields, lang);
    if let Some(text) = body.texts.get(lang) {
        let Text { title, short_title, summary, sections, .. } = text;
        said.extend(in_lines(title, short_title.as_ref(), summary.as_ref()));
        said.extend(sections.iter().map(|(id, words)| {
            (Passage::of_section(id), Words::Section(words.heading.as_ref(), &words.text))
        }));
    }
    said.retain(|_, words| !words.is_nothing());
    said
}

/// What readers see in a language, by passage.
pub fn said_live<'a>(shared: &'a LiveShared, text: &'a LiveText, lang: Lang) -> BTreeMap<Passage, Words<'a>> {
    let mut said = in_fields(&shared.fields, lang);
    said.extend(in_lines(&text.title, text.short_title.as_ref(), text.summary.as_ref()));
    said.extend(
        text.sections.iter().map(|words| {
            (Passage::of_section(&words.id), Words::Section(words.heading.as_ref(), &words.text))
        }),
    );
    said.retain(|_, words| !words.is_nothing());
    said
}

/// The passages of a body that say something in any language, in the order of the form.
pub fn list(body: &Body) -> Vec<Passage> {
    let mut found: BTreeMap<(usize, Passage), ()> = BTreeMap::new();
    let outline = &body.shared.outline;
    for lang in Lang::ALL {
        for passage in said(body, *lang).into_keys() {
            let place = outline.iter().position(|section| section.id.as_str() == passage.as_str());
            let place = match passage.as_str() {
                Passage::TITLE => 0,
                Passage::SHORT_TITLE => 1,
                Passage::SUMMARY => 2,
                _ => place.map_or(3, |place| place + 4),
            };
            found.insert((place, passage), ());
        }
    }
    found.into_keys().map(|(_, passage)| passage).collect()
}

fn in_lines<'a>(
    title: &'a Line,
    short_title: Option<&'a Line>,
    summary: Option<&'a Line>,
) -> impl Iterator<Item = (Passage, Words<'a>)> {
    let lines =
        [(Passage::TITLE, Some(title)), (Passage::SHORT_TITLE, short_title), (Passage::SUMMARY, summary)];
    lines.into_iter().filter_map(|(name, line)| Some((Passage(name.to_owned()), Words::Line(line?))))
}

/// The texts that the fields of a kind hold in a language.
fn in_fields(fields: &Fields, lang: Lang) -> BTreeMap<Passage, Words<'_>> {
    let said: Vec<(Passage, Option<&Line>)> = match fields {
        Fields::Action(action) => {
            let lead = action.lead.as_ref().and_then(|lead| lead.get(lang).as_ref());
            vec![(Passage(Passage::LEAD.to_owned()), lead)]
        }
        Fields::Figure(figure) => {
            let occasion = figure.occasion.as_ref().and_then(|occasion| occasion.get(lang).as_ref());
            vec![(Passage(Passage::OCCASION.to_owned()), occasion)]
        }
        Fields::Contact(contact) => {
            let words = contact.words().into_iter();
            words.map(|(name, words)| (Passage(format!("@{name}")), words.get(lang).as_ref())).collect()
        }
        Fields::Page(_) | Fields::Goal(_) | Fields::Document(_) | Fields::Notice(_) => Vec::new(),
    };
    said.into_iter().filter_map(|(passage, line)| Some((passage, Words::Line(line?)))).collect()
}

impl Words<'_> {
    /// Their hash in the present normal form.
    pub fn hash(self) -> Hash {
        self.hash_in(Version::CURRENT)
    }

    /// Their hash in a normal form.
    pub fn hash_in(self, version: Version) -> Hash {
        let words = match self {
            Words::Line(line) => line.to_string(),
            Words::Section(heading, text) => {
                let heading = heading.map(Line::to_string).unwrap_or_default();
                format!("{heading}\n{}", text.plain())
            }
        };
        let digest = Sha256::digest(version.normalised(&words));
        let start = format!("{}:", version.number());
        Hash(digest.iter().fold(start, |text, byte| format!("{text}{byte:02x}")))
    }

    /// The words as lines from which structure and links can be read.
    pub fn readable(self) -> String {
        match self {
            Words::Line(line) => line.to_string(),
            Words::Section(heading, text) => {
                let heading = heading.map(|heading| format!("# {heading}"));
                let lines = heading.into_iter().chain([text.readable()]).filter(|text| !text.is_empty());
                lines.collect::<Vec<_>>().join("\n")
            }
        }
    }

    fn is_nothing(self) -> bool {
        matches!(self, Words::Section(None, text) if text.is_empty())
    }
}

impl Version {
    /// Every one, the oldest first.
    pub const ALL: &'static [Version] = &[Version::First, Version::Second];

    /// The one in which new hashes are made.
    pub const CURRENT: Version = Version::Second;

    /// The number that stands before its hashes.
    pub fn number(self) -> usize {
        match self {
            Version::First => 1,
            Version::Second => 2,
        }
    }

    fn normalised(self, words: &str) -> String {
        let folded = words.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        let folded = folded.collect::<Vec<_>>().join("\n");
        match self {
            Version::First => folded,
            Version::Second => {
                let seen: String = folded.chars().filter(|c| !is_invisible(*c)).map(straight).collect();
                ComposingNormalizerBorrowed::new_nfc().normalize(&seen).into_owned()
            }
        }
    }
}

/// Soft hyphens, joiners of words and marks of byte order.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

fn straight(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' => '\'',
        '“' | '”' | '„' | '‟' => '"',
        other => other,
    }
}

impl Hash {
    const NOTHING: &'static str = "-";

    /// That nothing is said.
    pub fn of_nothing() -> Hash {
        Hash(Self::NOTHING.to_owned())
    }

    /// Whether nothing is said.
    pub fn is_nothing(&self) -> bool {
        self.0 == Self::NOTHING
    }

    /// The normal form it is of; none where nothing is said.
    pub fn version(&self) -> Option<Version> {
        let (number, _) = self.0.split_once(':')?;
        Version::ALL.iter().copied().find(|version| version.number().to_string() == number)
    }

    /// The hash as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Passage {
    type Error = InvalidPassage;

    fn try_from(text: String) -> Result<Self, InvalidPassage> {
        let known = [Self::TITLE, Self::SHORT_TITLE, Self::SUMMARY, Self::LEAD, Self::OCCASION];
        if known.contains(&&*text) || detail(&text).is_some() || is_hyphenated(&text) {
            Ok(Passage(text))
        } else {
            Err(InvalidPassage(text))
        }
    }
}

impl From<Passage> for String {
    fn from(passage: Passage) -> String {
        passage.0
    }
}

impl fmt::Display for Passage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Hash {
    type Error = InvalidHash;

    fn try_from(text: String) -> Result<Self, InvalidHash> {
        let is_hash = |(version, digits): (&str, &str)| {
            version.parse::<usize>().is_ok()
                && digits.len() == 64
                && digits.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
        };
        if text == Self::NOTHING || text.split_once(':').is_some_and(is_hash) {
            Ok(Hash(text))
        } else {
            Err(InvalidHash(text))
        }
    }
}

impl From<Hash> for String {
    fn from(hash: Hash) -> String {
        hash.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section_in(version: Version, heading: &str, html: &str) -> Hash {
        let heading = Line::try_from(heading.to_owned()).ok();
        Words::Section(heading.as_ref(), &RichText::sanitised(html)).hash_in(version)
    }

    fn section(heading: &str, html: &str) -> Hash {
        section_in(Version::CURRENT, heading, html)
    }

    #[test]
    fn white_space_and_markup_without_meaning_change_nothing() {
        let plain = section("Why", "<p>Leiden is a city.</p>");
        assert_eq!(plain, section(" Why ", "<p>Leiden  is a\n <strong>city</strong>.</p><p> </p>"));
        assert_eq!(plain.as_str().len(), 66);
    }

    #[test]
    fn what_cannot_be_seen_changes_nothing_in_the_second_form() {
        let pairs = [("Caf\u{e9}", "Cafe\u{301}"), ("pagina's", "pagina’s"), ("woning", "wo\u{ad}ning")];
        for (one, other) in pairs.map(|(one, other)| (format!("<p>{one}</p>"), format!("<p>{other}</p>"))) {
            assert_eq!(section("", &one), section("", &other), "{one}");
            let [one, other] = [one, other].map(|html| section_in(Version::First, "", &html));
            assert_ne!(one, other);
            assert!(one.version() < Some(Version::CURRENT));
        }
    }

    #[test]
    fn words_links_and_quoted_figures_are_meaning() {
        let variants = [
            section("", "<p>Leiden is a city.</p>"),
            section("", "<p>Leiden is a town.</p>"),
            section("", r#"<p>Leiden is a <a href="https://a.nl">city</a>.</p>"#),
            section("", r#"<p>Leiden is a <a href="https://b.nl">city</a>.</p>"#),
            section("", r#"<p><data value="x"></data> Leiden is a city.</p>"#),
            section("A", "<p>Leiden is a city.</p>"),
        ];
        let distinct: std::collections::BTreeSet<_> = variants.iter().collect();
        assert_eq!(distinct.len(), variants.len());
    }

    #[test]
    fn a_name_is_a_section_or_a_word_for_what_every_text_has() {
        for name in
            ["@title", "@short-title", "@summary", "@lead", "@occasion", "@phone-1", "who", "@hours-note"]
        {
            assert!(Passage::try_from(name.to_owned()).is_ok(), "{name}");
        }
        for name in [
            "@service-",
            "@service-0",
            "@service-note",
            "@exception-a",
            "@hours",
            "",
            "@",
            "@phone-0",
            "@phone-01",
            "@phone-1000",
            "@phone-x",
            "@slug",
            "Who",
            "a b",
        ] {
            assert!(Passage::try_from(name.to_owned()).is_err(), "{name}");
        }
    }

    #[test]
    fn the_texts_of_a_contact_are_found_in_its_fields() {
        for (name, field) in [
            ("@phone-1", "phones.0.value.label.en"),
            ("@directions", "directions.value.en"),
            ("@not-for-whom", "not_for_whom.value.en"),
            ("@service-2", "services.2.value.name.en"),
            ("@service-note-2", "services.2.value.note.en"),
            ("@exception-1", "exceptions.0.value.reason.en"),
        ] {
            let passage = Passage::try_from(name.to_owned()).unwrap();
            assert_eq!(passage.unit(Lang::DEFAULT), Unit::Field(field.to_owned()), "{name}");
        }
    }
}
