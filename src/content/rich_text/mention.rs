//! A remark behind the first mention of a name, as readers see it.
//!
//! Invariant: the text is the same but for the remark, which stands in running text and never in a heading, a caption or
//! within a link.

use super::{
    INLINE, RichText, escape,
    tokens::{Token, tokens, unescape},
};
use crate::lang::Lang;

/// What is said behind a name: "(formerly Expat Centre Leiden)".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The words before the other name: "formerly".
    pub words: String,
    /// The other name.
    pub name: String,
    /// Its language, where that is not the text's own.
    pub lang: Option<Lang>,
}

/// What a text does with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mention<T> {
    /// It has it nowhere.
    Absent,
    /// Where it has it first it says the other name too.
    Said,
    /// It has it, and here it is with the remark.
    Remarked(T),
}

/// The name in a line of text.
///
/// The line up to the end of the name and the rest of it are in the answer; the remark belongs between them.
pub fn in_line<'a>(line: &'a str, name: &str, other: &str) -> Mention<(&'a str, &'a str)> {
    let letters: Vec<char> = line.chars().map(plain).collect();
    match find(&letters, name) {
        None => Mention::Absent,
        Some(_) if find(&letters, other).is_some() => Mention::Said,
        Some(end) => {
            let bytes = line.char_indices().nth(end).map_or(line.len(), |(at, _)| at);
            Mention::Remarked(line.split_at(bytes))
        }
    }
}

impl RichText {
    /// The text with a remark behind the first mention of a name in a paragraph, an item or a cell.
    pub fn remark_on(&self, name: &str, remark: &Remark) -> Mention<RichText> {
        for block in blocks(&self.0) {
            let Some(end) = find(&block.letters, name) else { continue };
            if find(&block.letters, &remark.name).is_some() {
                return Mention::Said;
            }
            let (before, after) = self.0.split_at(block.place_behind(&self.0, end));
            return Mention::Remarked(RichText(format!("{before} {}{after}", remark.html())));
        }
        Mention::Absent
    }
}

impl Remark {
    fn html(&self) -> String {
        let name = escape(&self.name);
        let name = match self.lang {
            Some(lang) => format!(r#"<span lang="{lang}">{name}</span>"#),
            None => name,
        };
        format!("({} {name})", escape(&self.words))
    }
}

/// Running text between two tags that are not inline.
#[derive(Default)]
struct Running {
    letters: Vec<char>,
    /// For each piece: the number of letters before it, where it begins in the HTML, and whether it is within a link.
    pieces: Vec<(usize, usize, bool)>,
}

impl Running {
    /// Where in the HTML to write what comes behind that many letters.
    fn place_behind(&self, html: &str, end: usize) -> usize {
        let piece = self.pieces.iter().rev().find(|(before, ..)| *before < end);
        let Some((before, start, is_link)) = piece.copied() else { return html.len() };
        let text = &html[start..];
        let text = &text[..text.find('<').unwrap_or(text.len())];
        let place = start + raw_offset(text, end - before);
        let link_end = || html[place..].find("</a>").map(|at| place + at + "</a>".len());
        if is_link { link_end().unwrap_or(place) } else { place }
    }
}

fn blocks(html: &str) -> Vec<Running> {
    let mut blocks = vec![Running::default()];
    let (mut at, mut links, mut silent) = (0, 0_usize, 0_usize);
    for token in tokens(html) {
        let raw = match &token {
            Token::Open { raw, .. } | Token::Close { raw, .. } | Token::Text(raw) => *raw,
        };
        match token {
            Token::Text(text) if silent == 0 => {
                if let Some(block) = blocks.last_mut() {
                    block.pieces.push((block.letters.len(), at, links > 0));
                    block.letters.extend(unescape(text).chars().map(plain));
                }
            }
            Token::Text(_) => {}
            Token::Open { name: "a", .. } => links += 1,
            Token::Close { name: "a", .. } => links = links.saturating_sub(1),
            Token::Open { name, .. } if INLINE.contains(&name) => {}
            Token::Close { name, .. } if INLINE.contains(&name) => {}
            Token::Open { name, .. } => {
                silent += usize::from(is_silent(name));
                blocks.push(Running::default());
            }
            Token::Close { name, .. } => {
                silent = silent.saturating_sub(usize::from(is_silent(name)));
                blocks.push(Running::default());
            }
        }
        at += raw.len();
    }
    blocks
}

fn is_silent(name: &str) -> bool {
    ["h2", "h3", "h4", "caption", "th"].contains(&name)
}

/// The letters up to the end of the first mention of a name: whole words, and not the owner of something ("Leiden’s").
fn find(letters: &[char], name: &str) -> Option<usize> {
    let name: Vec<char> = name.chars().map(plain).collect();
    let is_word = |at: Option<&char>| at.is_some_and(|letter| letter.is_alphanumeric());
    let ends = |start: usize| {
        let end = start + name.len();
        let is_owner = letters.get(end) == Some(&'\'') && is_word(letters.get(end + 1));
        let is_whole = !is_word(start.checked_sub(1).and_then(|before| letters.get(before)))
            && !is_word(letters.get(end))
            && !is_owner;
        (letters[start..].starts_with(&name) && is_whole).then_some(end)
    };
    if name.is_empty() { None } else { (0..letters.len()).find_map(ends) }
}

/// A letter of which it does not matter how it is written.
fn plain(letter: char) -> char {
    match letter {
        '\u{a0}' | '\n' => ' ',
        '’' => '\'',
        other => other,
    }
}

/// The bytes of the first letters of a text as it is stored, in which an entity is one letter.
fn raw_offset(text: &str, letters: usize) -> usize {
    let mut rest = text;
    for _ in 0..letters {
        let entity =
            ["&nbsp;", "&lt;", "&gt;", "&quot;", "&amp;"].into_iter().find(|one| rest.starts_with(one));
        let length = entity.map_or_else(|| rest.chars().next().map_or(0, char::len_utf8), str::len);
        rest = &rest[length..];
    }
    text.len() - rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn remark() -> Remark {
        let lang = Lang::ALL.iter().copied().find(|lang| lang.tag() == "en");
        Remark { words: "voorheen".into(), name: "Old & Centre".into(), lang }
    }

    fn remarked(html: &str) -> Mention<String> {
        match RichText::sanitised(html).remark_on("New Centre", &remark()) {
            Mention::Absent => Mention::Absent,
            Mention::Said => Mention::Said,
            Mention::Remarked(text) => {
                assert_eq!(RichText::sanitised(text.as_str()), text, "it stays in its normal form");
                Mention::Remarked(text.0)
            }
        }
    }

    #[track_caller]
    fn assert_remarked(html: &str) {
        let bare = html.replace('|', "");
        let expected = html.replace('|', r#" (voorheen <span lang="en">Old &amp; Centre</span>)"#);
        assert_eq!(remarked(&bare), Mention::Remarked(expected));
    }

    #[test]
    fn the_first_mention_gets_the_remark() {
        assert_remarked("<p>Ask New Centre|. New Centre knows.</p>");
        assert_remarked("<p>A &amp; B</p>\n<ul><li>a</li><li>&lt; New Centre|</li></ul>");
        assert_remarked("<p>The <strong>New</strong> Centre| is open.</p>");
        assert_remarked("<table><tbody><tr><td>New Centre|</td></tr></tbody></table>");
        assert_remarked("<p>New Centre's hours, and New Centre|</p>");
        assert_remarked("<p>New&nbsp;Centre| is open.</p>");
    }

    #[test]
    fn behind_a_link_it_is_no_part_of_it() {
        assert_remarked(r#"<p>See <a href="entry:centre">the New Centre in Leiden</a>|.</p>"#);
        assert_remarked(r#"<p>See <a href="entry:centre"><em>New</em> Centre</a>|, please.</p>"#);
    }

    #[test]
    fn headings_are_no_running_text() {
        assert_remarked("<h3>New Centre</h3>\n<p>New Centre|</p>");
        let html =
            "<h3>New Centre</h3><table><caption>New Centre</caption><tr><th>New Centre</th></tr></table>";
        assert_eq!(remarked(html), Mention::Absent);
        assert_eq!(remarked("<p>Renew Centre, New Centres</p>"), Mention::Absent);
    }

    #[test]
    fn what_the_paragraph_says_is_not_said_again() {
        assert_eq!(remarked("<p>New Centre, formerly Old &amp; Centre, is open.</p>"), Mention::Said);
        assert_remarked("<p>Old &amp; Centre closed.</p>\n<p>New Centre| opened.</p>");
    }

    #[test]
    fn a_line_is_parted_behind_the_name() {
        let name = |line| in_line(line, "New Centre", "Old Centre");
        assert_eq!(name("Ask New Centre now."), Mention::Remarked(("Ask New Centre", " now.")));
        assert_eq!(name("Ask New Centre, once Old Centre."), Mention::Said);
        assert_eq!(name("Ask us."), Mention::Absent);
    }
}
