//! What a page says, as the lines that people read.
//!
//! Invariant: the lines hold every word of a part of the page in order and no markup; what stands there for the eye
//! alone, and the day of the last change, are left out.

use std::cell::RefCell;

use html5ever::{
    LocalName,
    tendril::StrTendril,
    tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts},
};

/// What stands within a line; anything else ends one.
const WITHIN: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "i", "kbd", "mark", "q", "s",
    "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// What has no end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// The class of the paragraph that says when a page last changed.
const LAST_CHANGED: &str = "lp-meta--page";

/// The lines of the elements of that name, such as `main`.
pub(super) fn of(html: &str, part: &'static str) -> Vec<String> {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let sink = Sink(RefCell::new(Reader { part, ..Reader::default() }));
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    // It stops early only where a sink asks for it.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let mut reader = tokenizer.sink.0.into_inner();
    reader.end_line();
    reader.lines
}

/// A page being read.
#[derive(Default)]
struct Reader {
    part: &'static str,
    /// How many elements of that name are open.
    depth: usize,
    /// The element that is left out, with how many of its name are open within it.
    left_out: Option<(LocalName, usize)>,
    line: String,
    lines: Vec<String>,
}

impl Reader {
    fn tag(&mut self, tag: &Tag) {
        let name: &str = &tag.name;
        let is_start = tag.kind == TagKind::StartTag;
        let has_end = !tag.self_closing && !VOID.contains(&name);
        if let Some((left_out, depth)) = &mut self.left_out {
            if *left_out == tag.name && has_end {
                *depth = if is_start { *depth + 1 } else { *depth - 1 };
            }
            self.left_out.take_if(|(_, depth)| *depth == 0);
            return;
        }
        if !WITHIN.contains(&name) {
            self.end_line();
        }
        if name == self.part {
            self.depth = if is_start { self.depth + 1 } else { self.depth.saturating_sub(1) };
        } else if self.depth > 0 && is_start && has_end && is_left_out(tag) {
            self.left_out = Some((tag.name.clone(), 1));
        }
    }

    fn text(&mut self, text: &str) {
        if self.depth > 0 && self.left_out.is_none() {
            self.line.push_str(text);
        }
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.lines.push(words);
        }
    }
}

fn is_left_out(tag: &Tag) -> bool {
    let value = |name: &str| {
        let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
        found.map(|attribute| &*attribute.value)
    };
    value("aria-hidden") == Some("true")
        || value("class").is_some_and(|classes| classes.split(' ').any(|class| class == LAST_CHANGED))
}

struct Sink(RefCell<Reader>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => self.0.borrow_mut().tag(&tag),
            Token::CharacterTokens(text) => self.0.borrow_mut().text(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn main(html: &str) -> Vec<String> {
        of(
            &format!("<title>t</title><body><header>h</header><main id=c>{html}</main><footer>f</footer>"),
            "main",
        )
    }

    #[test]
    fn a_line_is_what_is_read_in_one_go() {
        assert_eq!(
            main("<h1>Centre</h1><p>Call <a href='tel:1'>071&nbsp;000&nbsp;0000</a> (desk)."),
            ["Centre", "Call 071 000 0000 (desk)."]
        );
        assert_eq!(
            main("<dl><dt>Phone</dt>\n  <dd>071<br>072</dd></dl> after"),
            ["Phone", "071", "072", "after"]
        );
        assert_eq!(main("<p>help<wbr>desk@<wbr>example.org &amp; co</p>"), ["helpdesk@example.org & co"]);
        assert_eq!(main(""), [""; 0]);
    }

    #[test]
    fn what_is_for_the_eye_alone_and_the_last_change_are_left_out() {
        assert_eq!(
            main("a<svg aria-hidden=true><use href='#b'/><svg>x</svg>y</svg> b<img aria-hidden=true> c"),
            ["a", "b", "c"]
        );
        assert_eq!(
            main("<p>a<p class='lp-meta lp-meta--page'>Last changed <time>now</time></p>b"),
            ["a", "b"]
        );
        assert_eq!(main("<p class='lp-meta'>stays</p>"), ["stays"]);
    }

    #[test]
    fn the_other_parts_are_read_by_their_names() {
        let html = "<header>top</header><main>middle</main><footer>foot <ul><li>one</ul></footer>";
        assert_eq!(of(html, "header"), ["top"]);
        assert_eq!(of(html, "footer"), ["foot", "one"]);
    }

    proptest! {
        /// Whatever is said in blocks is read line by line, without the spelling of its characters.
        #[test]
        fn every_word_is_read(said in prop::collection::vec("[a-zé<>&\"' ]{0,20}", 0..6)) {
            let escape = |text: &String| {
                text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
            };
            let html: String = said.iter().map(|line| format!("<p>{}</p>", escape(line))).collect();
            let words = |line: &String| line.split_whitespace().collect::<Vec<_>>().join(" ");
            let lines: Vec<String> = said.iter().map(words).filter(|line| !line.is_empty()).collect();
            prop_assert_eq!(main(&html), lines);
        }

        /// Nothing that is sent breaks the reader, and no line is empty or holds more than one line.
        #[test]
        fn anything_can_be_read(html in "(<|>|/|main|p|br|svg|aria-hidden=true|[ a-c\n\"=&;])*") {
            for line in main(&html) {
                prop_assert!(!line.is_empty() && !line.contains('\n'));
            }
        }
    }
}
