//! Sixty changes to pages that say the same in both languages: each is one that an editor could make by mistake.
//!
//! Most are made in the pages of the starter. What those hardly have (times, amounts, percentages, phone numbers, mail)
//! is changed in the pages of the example and in the clean pairs.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

use leiden_international::content::entry::SectionText;
use leiden_international::content::rich_text::RichText;
use leiden_international::lang::Lang;

use super::{Pair, between_sections, clean, folder};

/// Where the passages are from, in the order in which they are used.
const SOURCES: [&str; 3] = ["starter", "example", "clean pairs"];

/// A change: its name, how often it is made, and all the ways in which it can be made in a text.
type Mutation = (&'static str, usize, fn(&str) -> Vec<String>);

const MUTATIONS: &[Mutation] = &[
    ("a digit", 9, digit),
    ("a digit left out", 3, digit_left_out),
    ("a number word", 7, number_word),
    ("a month", 4, month),
    ("a day", 2, day),
    ("a day of the week", 3, weekday),
    ("a time", 3, time),
    ("a percentage", 2, percentage),
    ("an amount", 2, amount),
    ("two amounts swapped", 2, swapped_amounts),
    ("a digit of a phone number", 2, phone),
    ("an e-mail address", 2, email),
    ("an item left out", 6, item_left_out),
    ("an item added", 4, item_added),
    ("a row left out", 1, row_left_out),
    ("a link", 4, link),
    ("a reference", 3, reference),
    ("a quoted figure left out", 1, quote_left_out),
];

/// The texts with one place changed.
fn changed(html: &str, places: impl IntoIterator<Item = (Range<usize>, String)>) -> Vec<String> {
    let change =
        |(place, new): (Range<usize>, String)| format!("{}{new}{}", &html[..place.start], &html[place.end..]);
    places.into_iter().map(change).collect()
}

/// Whether a place is words and not the inside of a tag.
fn is_words(html: &str, at: usize) -> bool {
    html[..at].rfind('<').is_none_or(|open| html[open..at].contains('>'))
}

/// Each run of digits in the words.
fn numbers(html: &str) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in html.char_indices().filter(|(at, c)| c.is_ascii_digit() && is_words(html, *at)) {
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}

/// Each number with its last digit changed, where `is_meant` says so of what stands before and behind it.
fn other_digits(html: &str, is_meant: impl Fn(&str, &str) -> bool) -> Vec<String> {
    let runs = numbers(html).into_iter().filter(|run| is_meant(&html[..run.start], &html[run.end..]));
    changed(html, runs.map(|run| (run.end - 1..run.end, next_digit(&html[run.end - 1..run.end]))))
}

fn next_digit(digit: &str) -> String {
    char::from_digit((digit.parse::<u32>().unwrap() + 1) % 10, 10).unwrap().to_string()
}

fn digit(html: &str) -> Vec<String> {
    other_digits(html, |_, _| true)
}

fn digit_left_out(html: &str) -> Vec<String> {
    changed(html, numbers(html).into_iter().map(|run| (run.end - 1..run.end, String::new())))
}

/// The words of a list that stand in a text, each with the next word of the list in its place.
fn other_words(html: &str, lists: &[&[&str]]) -> Vec<String> {
    let is_edge = |text: &str, c: Option<char>| text.is_empty() || c.is_none_or(|c| !c.is_alphabetic());
    let mut found = Vec::new();
    for list in lists {
        for (index, word) in list.iter().enumerate() {
            let next = list[(index + 1) % list.len()];
            let at_words = html.match_indices(word).filter(|(at, word)| {
                let (before, behind) = (&html[..*at], &html[at + word.len()..]);
                is_words(html, *at)
                    && is_edge(before, before.chars().next_back())
                    && is_edge(behind, behind.chars().next())
            });
            found.extend(changed(html, at_words.map(|(at, word)| (at..at + word.len(), next.to_owned()))));
        }
    }
    found
}

fn number_word(html: &str) -> Vec<String> {
    let lists: [&[&str]; 6] = [
        &["two", "three", "four", "five", "six", "eight", "ten", "twelve"],
        &["twee", "drie", "vier", "vijf", "acht", "tien", "twaalf"],
        &["Two", "Three", "Four"],
        &["Twee", "Drie", "Vier"],
        &["first goal", "second goal", "third goal"],
        &["eerste doel", "tweede doel", "derde doel"],
    ];
    other_words(html, &lists)
}

fn month(html: &str) -> Vec<String> {
    let lists: [&[&str]; 2] = [
        &["January", "March", "April", "May", "June", "September", "October"],
        &["januari", "maart", "april", "mei", "juni", "september", "oktober"],
    ];
    other_words(html, &lists)
}

fn day(html: &str) -> Vec<String> {
    let is_month =
        |behind: &str| [" J", " M", " S", " O", " j", " m", " s", " o"].iter().any(|m| behind.starts_with(m));
    other_digits(html, |before, behind| is_month(behind) && !before.ends_with(['.', ':', ',']))
}

fn weekday(html: &str) -> Vec<String> {
    let lists: [&[&str]; 2] = [
        &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        &["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    ];
    other_words(html, &lists)
}

/// The hours of each time.
fn time(html: &str) -> Vec<String> {
    other_digits(html, |_, behind| {
        [":00", ":30", ".00 uur", ".30 uur", " pm", " am"].iter().any(|end| behind.starts_with(end))
    })
}

fn percentage(html: &str) -> Vec<String> {
    other_digits(html, |_, behind| ["%", " per", " procent"].iter().any(|end| behind.starts_with(end)))
}

fn amount(html: &str) -> Vec<String> {
    other_digits(html, |before, _| before.trim_end().ends_with('€'))
}

/// The first two amounts behind a sign in each other's place.
fn swapped_amounts(html: &str) -> Vec<String> {
    let behind_sign = |at: usize| {
        let start =
            at + '€'.len_utf8() + html[at + '€'.len_utf8()..].find(|c: char| c.is_ascii_digit()).unwrap();
        let len = html[start..].find(|c: char| !c.is_ascii_digit() && !".,".contains(c)).unwrap();
        start..start + html[start..start + len].trim_end_matches(['.', ',']).len()
    };
    let amounts: Vec<Range<usize>> = html.match_indices('€').map(|(at, _)| behind_sign(at)).collect();
    let [one, two, ..] = &amounts[..] else { return Vec::new() };
    let (first, second) = (&html[one.clone()], &html[two.clone()]);
    let text =
        format!("{}{second}{}{first}{}", &html[..one.start], &html[one.end..two.start], &html[two.end..]);
    if first == second { Vec::new() } else { vec![text] }
}

fn phone(html: &str) -> Vec<String> {
    other_digits(html, |before, _| {
        let near: String = before.chars().rev().take(16).collect();
        near.contains("170") || near.contains("17)0(") || near.contains("41 ")
    })
}

fn email(html: &str) -> Vec<String> {
    let in_words = html.match_indices('@').map(|(at, _)| (at..at, "s".to_owned()));
    changed(html, in_words)
}

/// Each item without items of its own.
fn items(html: &str) -> Vec<Range<usize>> {
    let item = |(at, _): (usize, &str)| Some(at..at + html[at..].find("</li>")? + "</li>".len());
    let items = html.match_indices("<li>").filter_map(item);
    items.filter(|item| html[item.clone()].matches("<li>").count() == 1).collect()
}

fn item_left_out(html: &str) -> Vec<String> {
    changed(html, items(html).into_iter().map(|item| (item, String::new())))
}

fn item_added(html: &str) -> Vec<String> {
    changed(html, items(html).into_iter().map(|item| (item.end..item.end, "<li>…and this</li>".to_owned())))
}

fn row_left_out(html: &str) -> Vec<String> {
    let row =
        |(at, _): (usize, &str)| (at..at + html[at..].find("</tr>").unwrap() + "</tr>".len(), String::new());
    changed(html, html.match_indices("<tr>").map(row))
}

/// Each link to elsewhere with another address.
fn link(html: &str) -> Vec<String> {
    let place = |(at, found): (usize, &str)| {
        let start = at + found.len();
        let end = start + html[start..].find(['/', '"']).unwrap();
        (end..end, "/other".to_owned())
    };
    changed(html, html.match_indices("href=\"https://").map(place))
}

fn reference(html: &str) -> Vec<String> {
    let place = |(at, found): (usize, &str)| {
        let start = at + found.len();
        (start..start + html[start..].find('"').unwrap(), "plan-b".to_owned())
    };
    changed(html, html.match_indices("href=\"entry:").map(place))
}

fn quote_left_out(html: &str) -> Vec<String> {
    let place = |(at, _): (usize, &str)| (at..at + html[at..].find("</data>").unwrap(), String::new());
    changed(html, html.match_indices("<data ").map(place))
}

/// A sequence that looks random and is the same each time.
struct Seed(u64);

impl Seed {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// Every way in which a mutation changes a pair, in the heading or the text of either language.
fn ways(pair: &Pair, mutate: fn(&str) -> Vec<String>) -> Vec<(Lang, SectionText)> {
    let mut ways = Vec::new();
    for (lang, words) in pair.words.iter() {
        let words = words.as_ref().unwrap();
        for text in mutate(words.text.as_str()) {
            ways.push((lang, SectionText { text: RichText::sanitised(&text), ..words.clone() }));
        }
        for heading in words.heading.iter().flat_map(|heading| mutate(&heading.to_string())) {
            ways.push((lang, SectionText { heading: heading.try_into().ok(), ..words.clone() }));
        }
    }
    ways
}

/// A mutated pair: its name, where it is from, and whether the change was caught.
struct Mutant {
    mutation: &'static str,
    source: &'static str,
    text: String,
    is_caught: bool,
}

fn mutants() -> Vec<Mutant> {
    let sources = [folder("content/starter"), folder("content/example"), clean::clean_pairs()];
    let mut seed = Seed(2020);
    let mut mutants = Vec::new();
    for (mutation, count, mutate) in MUTATIONS {
        let mut made = 0;
        for (source, pairs) in SOURCES.iter().zip(&sources) {
            let mut ways: Vec<_> = pairs
                .iter()
                .flat_map(|pair| ways(pair, *mutate).into_iter().map(move |way| (pair, way)))
                .collect();
            while made < *count && !ways.is_empty() {
                let (pair, (lang, words)) = ways.swap_remove(seed.below(ways.len()));
                mutants.push(mutant(mutation, source, pair, lang, words));
                made += 1;
            }
        }
        assert_eq!(made, *count, "{mutation}");
    }
    mutants
}

fn mutant(
    mutation: &'static str,
    source: &'static str,
    pair: &Pair,
    lang: Lang,
    words: SectionText,
) -> Mutant {
    let text = format!("{} ({lang}): {:?}", pair.name, words);
    let mut mutated = pair.words.clone();
    *mutated.get_mut(lang) = Some(words);
    assert_ne!(mutated, pair.words, "{mutation}: {text}");
    let is_caught = between_sections(&mutated) != between_sections(&pair.words);
    Mutant { mutation, source, text, is_caught }
}

#[test]
#[expect(clippy::print_stdout, reason = "the table is for whoever runs the test")]
fn sixty_mistakes_are_caught_and_twenty_clean_pairs_left_alone() {
    let mutants = mutants();
    let alarms = clean::alarms();
    println!("{}", table(&mutants, alarms.len()));
    let caught = mutants.iter().filter(|mutant| mutant.is_caught).count();
    let from_starter = mutants.iter().filter(|mutant| mutant.source == SOURCES[0]).count();
    let missed: Vec<_> =
        mutants.iter().filter(|mutant| !mutant.is_caught).map(|mutant| &mutant.text).collect();
    assert_eq!(mutants.len(), 60);
    assert!(caught >= 58, "{caught} caught; missed: {missed:#?}");
    assert!(from_starter >= 36, "{from_starter} are mutations of the pages of the starter");
    assert!(alarms.len() <= 2, "{alarms:#?}");
}

/// How many of each were caught, and what was missed.
fn table(mutants: &[Mutant], alarms: usize) -> String {
    let mut rows: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for mutant in mutants {
        let row = rows.entry(mutant.mutation).or_default();
        if mutant.is_caught { row.0 += 1 } else { row.1 += 1 }
    }
    let mut table = format!("\n{:28}{:>8}{:>8}\n", "changed", "caught", "missed");
    for (mutation, (caught, missed)) in &rows {
        writeln!(table, "{mutation:28}{caught:>8}{missed:>8}").unwrap();
    }
    let of = |source: &str| mutants.iter().filter(|mutant| mutant.source == source).count();
    let caught = mutants.iter().filter(|mutant| mutant.is_caught).count();
    writeln!(table, "{:28}{caught:>8}{:>8}", "together", mutants.len() - caught).unwrap();
    let sources: Vec<String> =
        SOURCES.iter().map(|source| format!("{} of the {source}", of(source))).collect();
    writeln!(table, "from: {}\n\n{:28}{:>8}{:>8}", sources.join(", "), "not changed", "alarm", "none")
        .unwrap();
    writeln!(table, "{:28}{alarms:>8}{:>8}", "clean pairs", 20 - alarms).unwrap();
    table
}
