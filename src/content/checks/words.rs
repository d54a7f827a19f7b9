//! Which words are used: of links, hard ones, and those of another language.
//!
//! Invariant: a language of which nothing is known here gives no findings.
//!
//! Another language is recognised by its small words (articles, pronouns, prepositions) alone: names, single terms
//! and short phrases are not noticed, and a quotation that is marked as such is left alone.

use super::{Rule, once};
use crate::{
    content::rich_text::{Block, Run},
    lang::Lang,
};

/// What is known of the words of a language.
struct Words {
    tag: &'static str,
    /// Small words that no other language here has.
    small: &'static [&'static str],
    /// Words of a link that say nothing about where it leads.
    generic: &'static [&'static str],
    /// Words of officials; a standard of plain language names them.
    hard: &'static [&'static str],
    /// What it calls the languages.
    languages: &'static [&'static str],
}

const WORDS: &[Words] = &[
    Words {
        tag: "en",
        small: &[
            "the", "and", "of", "to", "that", "with", "for", "this", "are", "you", "your", "from", "by",
            "not", "have", "has", "which", "can", "their", "our", "an", "be", "will", "it", "at", "or",
            "about",
        ],
        generic: &[
            "click here",
            "here",
            "read more",
            "more",
            "more info",
            "more information",
            "learn more",
            "this link",
            "link",
            "this page",
            "this website",
            "website",
            "see more",
            "continue",
            "details",
            "download",
            "go",
        ],
        hard: &[],
        languages: &["english", "dutch"],
    },
    Words {
        tag: "nl",
        small: &[
            "de", "het", "een", "en", "van", "dat", "niet", "voor", "met", "aan", "ook", "worden", "bij",
            "naar", "uit", "kunt", "uw", "wij", "zijn", "wordt", "deze", "dit", "die", "maar", "om", "te",
            "heeft", "hebben",
        ],
        generic: &[
            "klik hier",
            "hier",
            "lees meer",
            "lees verder",
            "meer",
            "meer info",
            "meer informatie",
            "deze link",
            "link",
            "deze pagina",
            "deze website",
            "website",
            "bekijk",
            "verder",
            "details",
            "download",
            "ga",
        ],
        hard: &[
            "echter",
            "betreffende",
            "middels",
            "dient te",
            "dienen te",
            "conform",
            "inzake",
            "teneinde",
            "reeds",
            "gaarne",
            "indien",
        ],
        languages: &["engels", "engelstalig", "nederlands", "nederlandstalig"],
    },
];

/// The endings of addresses of files, and what their type is called in the words of a link.
const FILES: &[(&str, &[&str])] = &[
    (".pdf", &["pdf"]),
    (".docx", &["docx", "word"]),
    (".doc", &["doc", "word"]),
    (".odt", &["odt", "opendocument"]),
    (".xlsx", &["xlsx", "excel"]),
    (".xls", &["xls", "excel"]),
    (".ods", &["ods", "opendocument"]),
    (".pptx", &["pptx", "powerpoint"]),
    (".ppt", &["ppt", "powerpoint"]),
    (".csv", &["csv"]),
    (".zip", &["zip"]),
    (".epub", &["epub"]),
];

/// From this many small words of another language on, and three times as many as of its own, a block seems to be in it.
const ENOUGH: usize = 4;

/// The hard words of a line, and whether it seems to be in another language.
pub(super) fn check_line(line: &str, lang: Lang) -> impl Iterator<Item = Rule> + use<> {
    once(hard_words(line, lang).into_iter().chain(other_language(line, lang))).into_iter()
}

/// The same for a block, without the words whose language is marked.
pub(super) fn check_block(block: &Block, lang: Lang) -> Vec<Rule> {
    let own = |run: &&Run| !run.has_lang && run.hreflang.is_none();
    let text: String = block.runs.iter().filter(own).map(|run| run.text.as_str()).collect();
    check_line(&text, lang).collect()
}

/// The links of a block whose words do not do.
pub(super) fn check_links(block: &Block) -> Vec<Rule> {
    let mut rules = Vec::new();
    let mut runs = block.runs.iter().peekable();
    while let Some(run) = runs.next() {
        let Some(href) = &run.href else { continue };
        let mut text = run.text.clone();
        let mut has_lang = run.hreflang.is_some() || run.has_lang;
        while let Some(more) = runs.next_if(|next| next.href.as_ref() == Some(href)) {
            text.push_str(&more.text);
            has_lang |= more.has_lang;
        }
        rules.extend(check_link(href, text.trim(), has_lang));
    }
    rules
}

fn check_link(href: &str, text: &str, has_lang: bool) -> Vec<Rule> {
    let words = folded(text);
    let mut rules = Vec::new();
    if WORDS.iter().any(|known| known.generic.contains(&words.as_str())) {
        rules.push(Rule::GenericLink(text.to_owned()));
    }
    let path = href.split(['?', '#']).next().unwrap_or_default().to_lowercase();
    if let Some((_, names)) = FILES.iter().find(|(ending, _)| path.ends_with(ending)) {
        let says = |name: &&str| words.split(' ').any(|word| word == *name);
        if !names.iter().any(says) {
            rules.push(Rule::DocumentWithoutType(text.to_owned()));
        }
        if !has_lang && !WORDS.iter().flat_map(|known| known.languages).any(says) {
            rules.push(Rule::DocumentWithoutLanguage(text.to_owned()));
        }
    }
    rules
}

fn hard_words(text: &str, lang: Lang) -> Vec<Rule> {
    let text = format!(" {} ", folded(text));
    let hard = WORDS.iter().filter(|known| known.tag == lang.tag()).flat_map(|known| known.hard);
    hard.filter(|word| text.contains(&format!(" {word} ")))
        .map(|word| Rule::HardWord((*word).to_owned()))
        .collect()
}

fn other_language(text: &str, lang: Lang) -> Option<Rule> {
    let own = WORDS.iter().find(|known| known.tag == lang.tag())?;
    let folded = folded(text);
    let count = |known: &Words| folded.split(' ').filter(|word| known.small.contains(word)).count();
    let in_own = count(own);
    let others = WORDS.iter().filter(|known| known.tag != lang.tag()).map(count).max().unwrap_or_default();
    (others >= ENOUGH && others > 3 * in_own).then(|| Rule::OtherLanguage(beginning(text)))
}

/// The words in small letters, one space apart, without punctuation.
pub(super) fn folded(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

/// Enough of a text to find it by.
fn beginning(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let cut = words.len().min(8);
    let dots = if cut < words.len() { " …" } else { "" };
    format!("{}{dots}", words[..cut].join(" "))
}
