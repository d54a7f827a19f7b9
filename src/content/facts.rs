//! What is factual in words: numbers, amounts, dates, times, addresses, the lengths of lists; and where two languages
//! state different facts.
//!
//! Invariant: a fact is compared by what it says, never by how it is written. `13,1 %` in one language is `13.1%` in
//! another, and each keeps the words it was written with.
//!
//! Facts are looked for with care not to bother an editor for nothing: words that may be a fact or not (an article
//! that is also a number) can match a fact of the other language, but are never missed. A language of which
//! nothing is known here states no facts.

mod comparison;
mod reading;
mod tokens;

mod dates;
mod links;
mod notation;
mod phones;
mod times;
mod typed;
mod words;

mod dutch;
mod english;
mod lexicon;

use std::collections::BTreeMap;

pub use self::comparison::{Difference, compare};
use self::lexicon::Lexicon;
use super::{
    entry::SectionText,
    rich_text::{Block, BlockKind, Run},
};
use crate::lang::Lang;

/// The facts of some words in one language, in the order in which they stand there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(Vec<Fact>);

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub kind: Kind,
    /// What it says, in a form that is the same in every language.
    pub value: String,
    /// The words as they were written; of a list and a table, its length.
    pub written: String,
    /// What it may say as well.
    others: Vec<Reading>,
    weight: Weight,
}

/// What facts are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A number, in digits or words; a year too.
    Number,
    /// A part of a hundred.
    Percentage,
    /// Money.
    Amount,
    /// A day with or without a year, a month of a year, a month.
    Date,
    /// A day of the week.
    Weekday,
    /// A time of the day.
    Time,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// A page elsewhere.
    Link,
    /// A page of this site, or a figure that is quoted.
    Reference,
    /// The number of items of a list.
    List,
    /// The number of rows of a table.
    Table,
}

/// Another way to understand a fact.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Reading {
    kind: Kind,
    value: String,
    /// Whether it is merely possible. Two readings that are merely possible do not make two facts the same.
    is_weak: bool,
}

/// How much a fact counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// It has to be in every language.
    Firm,
    /// It matters only where another language has something else instead: "the second" against "the third".
    Loose,
    /// It can stand for a fact of another language and says nothing by itself: "a", "once", "both".
    Silent,
}

impl Facts {
    /// The facts of a single line, such as a title; none if nothing is known of the language.
    pub fn of_line(text: &str, lang: Lang) -> Option<Facts> {
        let lexicon = Lexicon::of(lang)?;
        Some(Facts(reading::facts(text, lexicon)))
    }

    /// The facts of the heading and the text of a section; none if nothing is known of the language.
    pub fn of_section(words: &SectionText, lang: Lang) -> Option<Facts> {
        let lexicon = Lexicon::of(lang)?;
        let heading = words.heading.as_ref().map(ToString::to_string).unwrap_or_default();
        let mut facts = reading::facts(&heading, lexicon);
        let blocks = words.text.blocks();
        facts.extend(blocks.iter().flat_map(|block| of_block(block, lexicon)));
        facts.extend(lengths(&blocks));
        Some(Facts(facts))
    }

    /// Each fact in order. Words that only may be a fact are not among them.
    pub fn iter(&self) -> impl Iterator<Item = &Fact> {
        self.0.iter().filter(|fact| fact.weight == Weight::Firm)
    }
}

impl Fact {
    fn new(kind: Kind, value: impl Into<String>, written: impl Into<String>) -> Fact {
        Fact { kind, value: value.into(), written: written.into(), others: Vec::new(), weight: Weight::Firm }
    }
}

/// What stands in the place of a quoted figure, so that the words around it are not read as one.
const QUOTED: &str = "\u{fffc}";

fn of_block(block: &Block, lexicon: &'static Lexicon) -> Vec<Fact> {
    let text: String = block.runs.iter().map(shown).collect();
    let mut facts = reading::facts(&text, lexicon);
    let quotes = block.runs.iter().filter_map(|run| run.quote.as_ref());
    facts.extend(quotes.map(|figure| Fact::new(Kind::Reference, format!("={figure}"), figure)));
    for (href, words) in linked(&block.runs) {
        let Some(fact) = links::target(&href) else { continue };
        // A number that is its own link is stated once.
        let is_said = reading::facts(&words, lexicon)
            .iter()
            .any(|said| (said.kind, &said.value) == (fact.kind, &fact.value));
        if !is_said {
            facts.push(fact);
        }
    }
    facts
}

fn shown(run: &Run) -> &str {
    if run.quote.is_some() { QUOTED } else { &run.text }
}

/// Each link with its words.
fn linked(runs: &[Run]) -> Vec<(String, String)> {
    let mut links: Vec<(String, String)> = Vec::new();
    let mut last = None;
    for run in runs {
        match (&run.href, links.last_mut()) {
            (Some(href), Some((_, words))) if last == Some(href) => words.push_str(shown(run)),
            (Some(href), _) => links.push((href.clone(), shown(run).to_owned())),
            (None, _) => {}
        }
        last = run.href.as_ref();
    }
    links
}

/// How long each list and each table is.
fn lengths(blocks: &[Block]) -> Vec<Fact> {
    let mut items: BTreeMap<usize, usize> = BTreeMap::new();
    let mut rows: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for block in blocks {
        match (block.kind, block.list, block.table, block.row) {
            (BlockKind::Item, Some(list), ..) => *items.entry(list).or_default() += 1,
            (BlockKind::Cell | BlockKind::HeaderCell, _, Some(table), Some(row)) => {
                let rows = rows.entry(table).or_default();
                if rows.last() != Some(&row) {
                    rows.push(row);
                }
            }
            _ => {}
        }
    }
    let length = |kind, length: usize| Fact::new(kind, length.to_string(), length.to_string());
    let lists = items.into_values().map(|items| length(Kind::List, items));
    lists.chain(rows.into_values().map(|rows| length(Kind::Table, rows.len()))).collect()
}
