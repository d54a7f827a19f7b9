//! Text as people send it: plain, or with markup that may not be kept.
//!
//! Invariant: nothing that was sent disappears without being noticed here.

use std::cell::RefCell;
use std::collections::BTreeMap;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::{Fields, SECTIONS};
use crate::{content::rich_text::RichText, lang::Lang};

/// What may stand in a text; anything else counts as lost, even where it says nothing.
const BLOCKS: &[&str] = &["p", "h2", "h3", "h4", "ul", "ol", "table"];
const WITHIN: &[&str] =
    &["li", "caption", "thead", "tbody", "tr", "th", "td", "a", "strong", "em", "span", "data", "br"];

/// The HTML of what was sent. Where there is no tag in it, an empty line begins a paragraph and the end of a line is kept.
pub(super) fn html(sent: &str) -> String {
    if has_tag(sent) {
        return sent.to_owned();
    }
    let text = sent.replace("\r\n", "\n").replace('\r', "\n");
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let lines: Vec<&str> = escaped.lines().map(str::trim).collect();
    let paragraphs = lines.split(|line| line.is_empty()).filter(|lines| !lines.is_empty());
    paragraphs.map(|lines| format!("<p>{}</p>", lines.join("<br>"))).collect::<Vec<_>>().join("\n")
}

fn has_tag(text: &str) -> bool {
    let begins_tag =
        |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
    text.split('<').skip(1).any(begins_tag)
}

/// Whether cleaning takes tags, attributes or words from what was sent. White space, the spelling of characters, and
/// blocks that say nothing do not count.
pub fn loses(sent: &str) -> bool {
    let html = html(sent);
    let kept = Contents::of(RichText::sanitised(&html).as_str());
    let sent = Contents::of(&html);
    let is_kept = |(tag, times): (&String, &usize)| kept.tags.get(tag).is_some_and(|kept| kept >= times);
    sent.words != kept.words || !sent.tags.iter().all(is_kept)
}

/// The sections, with the language, of which cleaning would take something. In their fields the text is put as it
/// will be kept.
pub fn sections_that_lose(fields: &mut Fields) -> Vec<(String, Lang)> {
    let mut found = Vec::new();
    let ids: Vec<String> = fields.sections().into_iter().take(SECTIONS).map(str::to_owned).collect();
    for id in ids {
        for lang in Lang::ALL {
            let name = format!("section.{id}.{lang}.text");
            if loses(fields.get(&name)) {
                let kept = RichText::sanitised(&html(fields.get(&name)));
                fields.set(&name, kept.as_str());
                found.push((id.clone(), *lang));
            }
        }
    }
    found
}

/// The words of a text without white space, and how often each tag and attribute is in it.
#[derive(Default)]
struct Contents {
    words: String,
    tags: BTreeMap<String, usize>,
    /// Of the block being read, which may turn out to say nothing.
    pending: Vec<String>,
    depth: usize,
}

impl Contents {
    fn of(html: &str) -> Contents {
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(html));
        let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
        // It stops early only where a sink asks for it.
        let _ = tokenizer.feed(&input);
        tokenizer.end();
        let mut contents = tokenizer.sink.0.into_inner();
        contents.pending.clear();
        contents
    }

    fn text(&mut self, text: &str) {
        let before = self.words.len();
        self.words.extend(text.chars().filter(|c| !c.is_whitespace() && *c != '\0'));
        if self.words.len() > before {
            self.count_pending();
        }
    }

    fn tag(&mut self, tag: &Tag) {
        let is_block = BLOCKS.contains(&&*tag.name);
        if is_block && (self.depth == 0 || tag.kind == TagKind::EndTag && self.depth == 1) {
            self.pending.clear();
        }
        match tag.kind {
            TagKind::EndTag => self.depth -= usize::from(is_block && self.depth > 0),
            TagKind::StartTag => {
                self.depth += usize::from(is_block);
                self.pending.push(tag.name.to_string());
                let attributes = tag.attrs.iter().filter(|attribute| !means_nothing(attribute));
                self.pending.extend(
                    attributes.map(|attribute| {
                        format!("{} {}={}", tag.name, &*attribute.name.local, attribute.value)
                    }),
                );
                let is_known = is_block || WITHIN.contains(&&*tag.name);
                if !is_known || &*tag.name == "data" {
                    self.count_pending();
                }
            }
        }
    }

    fn count_pending(&mut self) {
        for tag in self.pending.drain(..) {
            *self.tags.entry(tag).or_default() += 1;
        }
    }
}

/// A cell that spans one cell is any cell.
fn means_nothing(attribute: &html5ever::Attribute) -> bool {
    matches!(&*attribute.name.local, "colspan" | "rowspan") && &*attribute.value == "1"
}

#[derive(Default)]
struct Sink(RefCell<Contents>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut contents = self.0.borrow_mut();
        match token {
            Token::TagToken(tag) => contents.tag(&tag),
            Token::CharacterTokens(text) => contents.text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_text_becomes_paragraphs() {
        let kept = |sent: &str| RichText::sanitised(&html(sent)).as_str().to_owned();
        assert_eq!(kept("one\r\ntwo\r\n\r\n \r\nR&D, 1 < 2"), "<p>one<br>two</p>\n<p>R&amp;D, 1 &lt; 2</p>");
        assert_eq!(kept("<p>one\n\ntwo</p>"), "<p>one two</p>");
        assert_eq!(kept(" \n "), "");
        assert_eq!(kept("a <3 b &amp; c"), "<p>a &lt;3 b &amp;amp; c</p>");
    }

    #[test]
    fn what_is_kept_is_not_lost() {
        for sent in [
            "",
            "plain & simple\n\n1 < 2",
            "<p>one</p>\n\n<p></p><ul>\n <li> a </li><li><p>b</p></li></ul>two <em>three</em>",
            "<P>caf&eacute; &#8217;s</P><p><br></p>",
            "<p>a<p>b",
            r#"<table><caption>c</caption><tr><th scope="col" colspan="1">a<td colspan="2">b</table>"#,
            r#"<p><a href="https://x.nl/?a=1&b=2" hreflang="nl">x</a> <data value="share"></data></p>"#,
            "<p>14&nbsp;071</p><!-- a remark -->",
        ] {
            assert!(!loses(sent), "{sent}");
        }
    }

    #[test]
    fn what_is_not_kept_is_lost() {
        for sent in [
            "<p>a <b>b</b></p>",
            "<p>text</p><img src=x>",
            "<p><img src=x></p>",
            "<script>alert(1)</script>",
            "<p>a<style>p { color: red }</style></p>",
            "<p style='x'>a</p>",
            "<p><a href='/en'>a</a></p>",
            "<p><a href='javascript:x'>a</a></p>",
            "<td>cell</td>",
            "<div>words</div>",
            "<p><span class=x>a</span></p>",
            "<p><a href='https://x.nl' hreflang=de>a</a></p>",
            "<p>a</p><svg onload=x></svg>",
            "<title>a</title>",
        ] {
            assert!(loses(sent), "{sent}");
        }
    }

    proptest! {
        #[test]
        fn what_was_kept_loses_nothing(html in r#"(<p>|</p>|<ul>|<li>|</li>|</ul>|<table>|<tr>|<td>|<b>|<strong>|</strong>|<a href="entry:x">|</a>|<br>|[a-z <>&";]{0,6}|<data value="f">|<span lang="nl">){0,24}"#) {
            let kept = RichText::sanitised(&html);
            prop_assert!(!loses(kept.as_str()), "{}", kept.as_str());
        }

        #[test]
        fn any_text_can_be_looked_at(sent in any::<String>()) {
            loses(&sent);
            prop_assert!(has_tag(&sent) || !loses(&sent));
        }
    }
}
