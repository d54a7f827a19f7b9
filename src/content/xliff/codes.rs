//! The marks within a line of text, by number: what translators move about without seeing what is in them.
//!
//! Invariant: a number means the same in the source and in its translation. Where both have a link for it, each keeps
//! its own address.

use super::plan::Reason;
use crate::content::rich_text::{Inline, Tag};

/// A piece of a line with its marks by number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Words.
    Text(String),
    /// Words with a mark.
    Marked(String, Vec<Node>),
    /// A line break or a quoted figure.
    Sign(String),
    /// Something that is not ours, with what is in it.
    Foreign(String, Vec<Node>),
}

/// What the marks of a unit stand for.
#[derive(Clone, Debug)]
pub(super) struct Codes {
    codes: Vec<Code>,
    /// Whether there was a translation already.
    has_kept: bool,
}

/// A mark in the source, in its present translation, or in both.
#[derive(Clone, Debug)]
struct Code {
    source: Option<Tag>,
    kept: Option<Tag>,
    is_sign: bool,
}

impl Codes {
    /// Numbers the marks of a text, and those of its translation after the same.
    pub(super) fn of(source: &[Inline], kept: Option<&[Inline]>) -> Codes {
        let mut tags = Vec::new();
        collect(source, &mut tags);
        let code = |(tag, is_sign)| Code { source: Some(tag), kept: None, is_sign };
        let mut codes: Vec<Code> = tags.into_iter().map(code).collect();
        let mut others = Vec::new();
        collect(kept.unwrap_or_default(), &mut others);
        others.retain(|(tag, is_sign)| {
            let is_same = |code: &&mut Code| {
                code.kept.is_none() && code.is_sign == *is_sign && code.source.as_ref() == Some(tag)
            };
            let same = codes.iter_mut().find(is_same);
            same.map(|code| code.kept = Some(tag.clone())).is_none()
        });
        pair_links(&mut codes, &mut others);
        codes.extend(others.into_iter().map(|(tag, is_sign)| Code {
            source: None,
            kept: Some(tag),
            is_sign,
        }));
        Codes { codes, has_kept: kept.is_some() }
    }

    /// The source with its marks by number.
    pub(super) fn number_source(&self, words: &[Inline]) -> Vec<Node> {
        self.number(words, |code| code.source.as_ref())
    }

    /// The present translation with its marks by number.
    pub(super) fn number_kept(&self, words: &[Inline]) -> Vec<Node> {
        self.number(words, |code| code.kept.as_ref())
    }

    fn number(&self, words: &[Inline], tag_of: impl Fn(&Code) -> Option<&Tag>) -> Vec<Node> {
        let mut free: Vec<(usize, &Tag)> =
            self.codes.iter().enumerate().filter_map(|(index, code)| Some((index, tag_of(code)?))).collect();
        number(words, &mut free)
    }

    /// The words that a translator wrote, with what the numbers stand for.
    pub(super) fn resolve(&self, nodes: &[Node]) -> Result<Vec<Inline>, Reason> {
        let mut used = vec![false; self.codes.len()];
        let words = self.resolve_within(nodes, false, &mut used)?;
        // Emphasis may go; an address or a figure may not.
        let is_lost = |(index, code): (usize, &Code)| {
            let name = code.source.as_ref().map_or("", Tag::name);
            let is_kept = code.kept.is_some() || !self.has_kept;
            !used[index] && is_kept && matches!(name, "a" | "data")
        };
        match self.codes.iter().enumerate().position(is_lost) {
            Some(index) => Err(Reason::MarkLost((index + 1).to_string())),
            None => Ok(words),
        }
    }

    fn resolve_within(
        &self,
        nodes: &[Node],
        in_link: bool,
        used: &mut [bool],
    ) -> Result<Vec<Inline>, Reason> {
        let mut words = Vec::new();
        for node in nodes {
            words.push(match node {
                Node::Text(text) => Inline::Text(text.clone()),
                Node::Foreign(name, _) => return Err(Reason::NotOurs(name.clone())),
                Node::Sign(id) => Inline::Sign(self.tag(id, true, used)?),
                Node::Marked(id, inner) => {
                    let tag = self.tag(id, false, used)?;
                    let is_link = tag.name() == "a";
                    if is_link && in_link {
                        return Err(Reason::LinkInLink(id.clone()));
                    }
                    Inline::Marked(tag, self.resolve_within(inner, in_link || is_link, used)?)
                }
            });
        }
        Ok(words)
    }

    fn tag(&self, id: &str, is_sign: bool, used: &mut [bool]) -> Result<Tag, Reason> {
        let unknown = || Reason::MarkUnknown(id.to_owned());
        let index = id.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).ok_or_else(unknown)?;
        let code = self.codes.get(index).filter(|code| code.is_sign == is_sign).ok_or_else(unknown)?;
        used[index] = true;
        code.kept.clone().or_else(|| code.source.clone()).ok_or_else(unknown)
    }

    /// What a number stands for in the source.
    pub(super) fn source_tag(&self, id: &str) -> Option<&Tag> {
        self.code(id)?.source.as_ref()
    }

    /// What a number stands for in the present translation.
    pub(super) fn kept_tag(&self, id: &str) -> Option<&Tag> {
        self.code(id)?.kept.as_ref()
    }

    fn code(&self, id: &str) -> Option<&Code> {
        self.codes.get(id.parse::<usize>().ok()?.checked_sub(1)?)
    }
}

/// Each tag in order, with whether it stands for itself.
fn collect(words: &[Inline], tags: &mut Vec<(Tag, bool)>) {
    for inline in words {
        match inline {
            Inline::Text(_) => {}
            Inline::Sign(tag) => tags.push((tag.clone(), true)),
            Inline::Marked(tag, inner) => {
                tags.push((tag.clone(), false));
                collect(inner, tags);
            }
        }
    }
}

/// Where both languages have as many links left, the first is the translation of the first: a page often has an
/// address in each language.
fn pair_links(codes: &mut [Code], others: &mut Vec<(Tag, bool)>) {
    let is_link = |tag: &Tag| tag.name() == "a";
    let mut open: Vec<&mut Code> = codes
        .iter_mut()
        .filter(|code| code.kept.is_none() && code.source.as_ref().is_some_and(is_link))
        .collect();
    if open.len() != others.iter().filter(|(tag, _)| is_link(tag)).count() {
        return;
    }
    let mut open = open.iter_mut();
    others.retain(|(tag, _)| {
        let code = if is_link(tag) { open.next() } else { None };
        code.map(|code| code.kept = Some(tag.clone())).is_none()
    });
}

fn number(words: &[Inline], free: &mut Vec<(usize, &Tag)>) -> Vec<Node> {
    let node = |inline: &Inline| match inline {
        Inline::Text(text) => Node::Text(legible(text)),
        Inline::Sign(tag) => Node::Sign(take(tag, free)),
        Inline::Marked(tag, inner) => Node::Marked(take(tag, free), number(inner, free)),
    };
    words.iter().map(node).collect()
}

/// The number of the first such tag that has not been seen yet.
fn take(tag: &Tag, free: &mut Vec<(usize, &Tag)>) -> String {
    let at = free.iter().position(|(_, other)| *other == tag);
    at.map_or_else(String::new, |at| (free.remove(at).0 + 1).to_string())
}

/// Text without the characters that XML cannot hold.
pub(super) fn legible(text: &str) -> String {
    let is_legal = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(|c| is_legal(*c)).collect()
}

/// What a translator sees, on one line: the words, with `{1}` for a sign and `{1>` and `<1}` around a mark. White space
/// that means nothing is folded.
pub(super) fn shown(nodes: &[Node]) -> String {
    let mut text = String::new();
    show(nodes, &mut text);
    fold(&text)
}

fn show(nodes: &[Node], text: &mut String) {
    for node in nodes {
        match node {
            Node::Text(words) => text.push_str(words),
            Node::Sign(id) => text.extend(["{", id, "}"]),
            Node::Marked(id, inner) => {
                text.extend(["{", id, ">"]);
                show(inner, text);
                text.extend(["<", id, "}"]);
            }
            Node::Foreign(_, inner) => show(inner, text),
        }
    }
}

/// Text with its white space folded as in HTML; a no-break space is meant.
pub(super) fn fold(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() && c != '\u{a0}');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The words alone, without white space: to see whether two texts are the same for whoever translates them.
pub(super) fn words_alone(nodes: &[Node]) -> String {
    let mut words = String::new();
    for node in nodes {
        match node {
            Node::Text(text) => words.extend(text.chars().filter(|c| !c.is_whitespace())),
            Node::Sign(_) => {}
            Node::Marked(_, inner) | Node::Foreign(_, inner) => words.push_str(&words_alone(inner)),
        }
    }
    words
}
