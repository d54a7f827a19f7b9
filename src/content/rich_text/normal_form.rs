//! The normal form: the subset of HTML that is kept, one block to a line.
//!
//! Invariant: what is in normal form stays as it is.

use std::collections::{HashMap, HashSet};

use super::tokens::{INLINE, Token, tokens, unescape};
use crate::{ids::EntryId, lang::Lang};

const BLOCKS: &[&str] = &["p", "h2", "h3", "h4", "ul", "ol", "table"];

pub(super) fn cleaner() -> ammonia::Builder<'static> {
    let mut cleaner = ammonia::Builder::empty();
    cleaner
        .tags(
            BLOCKS
                .iter()
                .chain(INLINE)
                .chain(&["li", "caption", "thead", "tbody", "tr", "th", "td"])
                .copied()
                .collect(),
        )
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("data", HashSet::from(["value"])),
            ("span", HashSet::from(["lang"])),
            ("th", HashSet::from(["colspan", "rowspan"])),
            ("td", HashSet::from(["colspan", "rowspan"])),
        ]))
        .tag_attribute_values(HashMap::from([
            ("a", HashMap::from([("hreflang", Lang::ALL.iter().map(|lang| lang.tag()).collect())])),
            ("th", HashMap::from([("scope", HashSet::from(["col", "row"]))])),
        ]))
        .attribute_filter(|_, attribute, value| {
            let fits = match attribute {
                "colspan" | "rowspan" => value.parse::<u8>().is_ok_and(|cells| cells > 1),
                "value" => EntryId::try_from(value.to_owned()).is_ok(),
                "lang" => {
                    value.len() <= 16
                        && value.split('-').all(|part| part.bytes().all(|b| b.is_ascii_alphanumeric()))
                }
                _ => true,
            };
            fits.then(|| value.into())
        })
        .url_schemes(HashSet::from(["https", "http", "mailto", "tel", "entry"]))
        .url_relative(ammonia::UrlRelative::Deny)
        .link_rel(None);
    cleaner
}

/// Puts cleaned HTML into the normal form.
pub(super) fn lay_out(html: &str) -> String {
    let mut blocks: Vec<String> = Vec::new();
    let mut block = String::new();
    let mut depth = 0_usize;
    let mut loose = false;
    for token in tokens(html) {
        match token {
            Token::Open { name, raw } if BLOCKS.contains(&name) && depth == 0 => {
                finish(&mut blocks, &mut block, &mut loose);
                depth = 1;
                block.push_str(raw);
            }
            Token::Close { name, raw } if BLOCKS.contains(&name) && depth == 1 => {
                block.push_str(raw);
                depth = 0;
                finish(&mut blocks, &mut block, &mut loose);
            }
            // The parts of a list or a table mean nothing outside one.
            Token::Open { name, .. } | Token::Close { name, .. } if depth == 0 && !INLINE.contains(&name) => {
            }
            Token::Open { name, raw } => {
                depth += usize::from(BLOCKS.contains(&name));
                loose |= depth == 0;
                block.push_str(raw);
            }
            Token::Close { name, raw } => {
                depth -= usize::from(BLOCKS.contains(&name) && depth > 0);
                block.push_str(raw);
            }
            Token::Text(text) => {
                loose |= depth == 0 && !text.trim().is_empty();
                fold_white_space(&mut block, text);
            }
        }
    }
    finish(&mut blocks, &mut block, &mut loose);
    blocks.join("\n")
}

fn finish(blocks: &mut Vec<String>, block: &mut String, loose: &mut bool) {
    let text = std::mem::take(block);
    let whole = if *loose { format!("<p>{}</p>", text.trim()) } else { text.trim().to_owned() };
    let trimmed = trim_inside(&whole);
    let says_something = tokens(&trimmed).any(|token| {
        matches!(token, Token::Text(text) if !unescape(text).trim().is_empty())
            || matches!(token, Token::Open { name: "data", .. })
    });
    if says_something {
        blocks.push(trimmed);
    }
    *loose = false;
}

/// Drops the white space that stands directly inside the tags of a block, a list item or a cell.
fn trim_inside(block: &str) -> String {
    let mut trimmed = String::with_capacity(block.len());
    let mut after_opening = false;
    for token in tokens(block) {
        match token {
            Token::Text(text) => {
                trimmed.push_str(if after_opening { text.trim_start() } else { text });
                after_opening &= text.trim().is_empty();
            }
            Token::Open { name, raw } if !INLINE.contains(&name) => {
                trimmed.truncate(trimmed.trim_end().len());
                trimmed.push_str(raw);
                after_opening = true;
            }
            Token::Close { name, raw } if !INLINE.contains(&name) => {
                trimmed.truncate(trimmed.trim_end().len());
                trimmed.push_str(raw);
                after_opening = true;
            }
            Token::Open { raw, .. } | Token::Close { raw, .. } => {
                trimmed.push_str(raw);
                after_opening = false;
            }
        }
    }
    trimmed
}

fn fold_white_space(block: &mut String, text: &str) {
    for c in text.chars() {
        // A no-break space is meant: "14 071" is to stay on one line.
        if c.is_whitespace() && c != '\u{a0}' {
            if !block.ends_with(' ') {
                block.push(' ');
            }
        } else {
            block.push(c);
        }
    }
}
