//! Checks: what makes a text hard to read, to find or to use, before it is published.
//!
//! Invariant: an error is what stops publication; a warning is for a person to judge. Nothing here says that a text
//! is good, and none of it claims a reading level: no tool certifies one.
//!
//! The rules are those of the checklist "Toegankelijk CMS" and of the municipal guides for plain language.

mod known;
mod sentences;
mod words;

use std::collections::{BTreeMap, BTreeSet};

pub use self::{
    known::{Known, Typed},
    sentences::{Sentences, sentences},
};
use super::{
    entry::{Body, Section, SectionText, Text},
    rich_text::{Block, BlockKind},
    unit::Unit,
};
use crate::{ids::EntryId, lang::Lang};

/// The words of a sentence beyond which it is long.
pub const LONG_SENTENCE: usize = 20;

/// Something that a person should look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where it is.
    pub unit: Unit,
    /// What it is.
    pub rule: Rule,
}

/// What a finding means for publishing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// It has to be mended first.
    Error,
    /// Someone has to have seen it.
    Warning,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rule {
    /// The language says nothing at all.
    MissingText,
    /// A page without a word for its address.
    MissingSlug,
    /// A page without a summary.
    MissingSummary,
    /// A heading without a letter or a digit.
    EmptyHeading,
    /// A heading, with its words, below which nothing stands.
    HeadingWithoutText(String),
    /// A heading, with its words, that leaves out a level.
    SkippedLevel(String),
    /// A paragraph, with its words, that is marked from end to end and looks like a heading.
    LooksLikeHeading(String),
    /// A paragraph, with its words, whose lines begin like the items of a list.
    LooksLikeList(String),
    /// A table none of whose cells heads the others.
    TableWithoutHeader,
    /// A link whose words, which these are, say nothing about where it leads.
    GenericLink(String),
    /// A link to a file, with its words, that does not say which type of file it is.
    DocumentWithoutType(String),
    /// A link to a file, with its words, that does not say in which language the file is.
    DocumentWithoutLanguage(String),
    /// Words that seem to be in another language than the text, and are not marked so.
    OtherLanguage(String),
    /// Sentences that are long: how many, and the number of words of the longest.
    LongSentences {
        /// How many.
        count: usize,
        /// The words of the longest.
        longest: usize,
    },
    /// A word that few people use in speech.
    HardWord(String),
    /// A name that a contact does not have, or not any more.
    OldName {
        /// The name in the text.
        old: String,
        /// What the contact is called.
        name: String,
    },
    /// A detail that a contact has and that is typed into a text, where it grows old.
    TypedDetail {
        /// What it is.
        detail: Typed,
        /// How it is written in the text.
        typed: String,
        /// The contact whose detail it is.
        contact: EntryId,
        /// What that is called.
        name: String,
    },
}

impl Rule {
    /// What the rule means for publishing.
    pub fn severity(&self) -> Severity {
        match self {
            Rule::MissingText | Rule::MissingSlug | Rule::EmptyHeading | Rule::TableWithoutHeader => {
                Severity::Error
            }
            _ => Severity::Warning,
        }
    }
}

impl Finding {
    /// What it means for publishing.
    pub fn severity(&self) -> Severity {
        self.rule.severity()
    }
}

/// What is to be looked at in what an entry says in one language; what is unconfirmed is not looked at, because
/// readers do not see it. In the order of the form.
pub fn check(entry: &EntryId, body: &Body, lang: Lang, known: &Known) -> Vec<Finding> {
    let Some(text) = body.texts.get(lang) else {
        return vec![Finding { unit: Unit::Text(lang), rule: Rule::MissingText }];
    };
    let mut findings = check_frame(entry, body, text, lang, known);
    for section in body.shared.outline.iter().filter(|section| !section.unconfirmed) {
        if let Some(words) = text.sections.get(&section.id) {
            findings.extend(check_section(section, words, lang));
            findings.extend(check_contacts(entry, section, words, lang, known));
        }
    }
    findings
}

fn check_frame(entry: &EntryId, body: &Body, text: &Text, lang: Lang, known: &Known) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut find = |unit, rule| findings.push(Finding { unit, rule });
    let has_page = body.shared.fields.kind().has_page();
    if has_page && text.slug.is_none() && !entry.is_home() {
        find(Unit::Slug(lang), Rule::MissingSlug);
    }
    let lines = [
        (Unit::Title(lang), Some(&text.title)),
        (Unit::ShortTitle(lang), text.short_title.as_ref()),
        (Unit::Summary(lang), text.summary.as_ref()),
    ];
    for (unit, line) in lines {
        let Some(line) = line.map(ToString::to_string) else { continue };
        let rules = sentences::check(std::iter::once(line.as_str()))
            .into_iter()
            .chain(words::check_line(&line, lang));
        let of_contacts = known.old_names(&line, lang).into_iter();
        for rule in rules.chain(of_contacts).chain(known.details_in_line(entry, &line, lang)) {
            find(unit.clone(), rule);
        }
    }
    if has_page && text.summary.is_none() {
        find(Unit::Summary(lang), Rule::MissingSummary);
    }
    findings
}

fn check_section(section: &Section, words: &SectionText, lang: Lang) -> Vec<Finding> {
    let in_heading = || Unit::Heading(section.id.clone(), lang);
    let in_words = || Unit::Words(section.id.clone(), lang);
    let mut findings = Vec::new();
    if let Some(heading) = words.heading.as_ref().map(ToString::to_string) {
        if !says_something(&heading) {
            findings.push(Finding { unit: in_heading(), rule: Rule::EmptyHeading });
        } else if words.text.is_empty() && section.refers_to.is_none() {
            findings.push(Finding { unit: in_heading(), rule: Rule::HeadingWithoutText(heading.clone()) });
        }
        findings.extend(words::check_line(&heading, lang).map(|rule| Finding { unit: in_heading(), rule }));
    }
    let blocks = words.text.blocks();
    // The heading of the section is of level 2; without one, the title of the page stands above.
    let above = if words.heading.is_some() { 2 } else { 1 };
    let has_more = section.refers_to.is_some();
    let mut rules = check_headings(&blocks, above, has_more);
    rules.extend(blocks.iter().filter_map(check_look));
    rules.extend(check_tables(&blocks));
    rules.extend(blocks.iter().flat_map(words::check_links));
    rules.extend(blocks.iter().flat_map(|block| words::check_block(block, lang)));
    let texts: Vec<String> = blocks.iter().map(Block::text).collect();
    rules.extend(sentences::check(texts.iter().map(String::as_str)));
    findings.extend(rules.into_iter().map(|rule| Finding { unit: in_words(), rule }));
    findings
}

/// What a section says that a contact says too, or of a contact what is not so any more.
fn check_contacts(
    entry: &EntryId,
    section: &Section,
    words: &SectionText,
    lang: Lang,
    known: &Known,
) -> Vec<Finding> {
    let heading = words.heading.as_ref().map(ToString::to_string);
    let unit = Unit::Heading(section.id.clone(), lang);
    let in_heading = heading.iter().flat_map(|heading| known.old_names(heading, lang));
    let mut findings: Vec<Finding> = in_heading.map(|rule| Finding { unit: unit.clone(), rule }).collect();
    let blocks = words.text.blocks();
    let mut rules = once(blocks.iter().flat_map(|block| known.old_names(&block.text(), lang)));
    rules.extend(known.details_in_section(entry, words, &blocks, lang));
    let unit = Unit::Words(section.id.clone(), lang);
    findings.extend(rules.into_iter().map(|rule| Finding { unit: unit.clone(), rule }));
    findings
}

fn says_something(text: &str) -> bool {
    text.chars().any(char::is_alphanumeric)
}

fn check_headings(blocks: &[Block], above: u8, has_more: bool) -> Vec<Rule> {
    let mut rules = Vec::new();
    let mut last = above;
    for (index, block) in blocks.iter().enumerate() {
        let BlockKind::Heading(level) = block.kind else { continue };
        let heading = block.text().trim().to_owned();
        if !says_something(&heading) {
            rules.push(Rule::EmptyHeading);
            continue;
        }
        if level > last + 1 {
            rules.push(Rule::SkippedLevel(heading.clone()));
        }
        last = level;
        let is_bare = match blocks.get(index + 1).map(|next| next.kind) {
            Some(BlockKind::Heading(next)) => next <= level,
            Some(_) => false,
            None => !has_more,
        };
        if is_bare {
            rules.push(Rule::HeadingWithoutText(heading));
        }
    }
    rules
}

/// A paragraph that looks like something else than a paragraph.
fn check_look(block: &Block) -> Option<Rule> {
    if block.kind != BlockKind::Paragraph {
        return None;
    }
    let text = block.text().trim().to_owned();
    let is_marked = block.runs.iter().all(|run| run.is_marked || !says_something(&run.text));
    let is_short = text.chars().count() <= 80 && !text.ends_with(['.', '!', ';', ',']);
    if is_marked && is_short && says_something(&text) {
        return Some(Rule::LooksLikeHeading(text));
    }
    text.lines().any(is_like_item).then_some(Rule::LooksLikeList(text))
}

/// Whether a line begins like an item of a list: with a dash, a bullet, a number or a letter.
fn is_like_item(line: &str) -> bool {
    let line = line.trim_start();
    let Some((mark, _)) = line.split_once([' ', '\u{a0}', '\t']) else { return false };
    if ["-", "–", "—", "*", "•", "·", "o", "▪", "‣", ">"].contains(&mark) {
        return true;
    }
    let name = mark.strip_suffix(['.', ')']).unwrap_or_default();
    let is_number = (1..=2).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_digit());
    is_number
        || (name.len() == 1 && mark.ends_with(')') && name.bytes().all(|byte| byte.is_ascii_lowercase()))
}

fn check_tables(blocks: &[Block]) -> Vec<Rule> {
    let mut has_header: BTreeMap<usize, bool> = BTreeMap::new();
    for block in blocks {
        if let Some(table) = block.table {
            *has_header.entry(table).or_default() |= block.kind == BlockKind::HeaderCell;
        }
    }
    has_header.values().filter(|has_header| !**has_header).map(|_| Rule::TableWithoutHeader).collect()
}

/// Each rule once.
fn once(rules: impl IntoIterator<Item = Rule>) -> BTreeSet<Rule> {
    rules.into_iter().collect()
}
