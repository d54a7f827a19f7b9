//! Formatted text as a frame of blocks with words in them: to say the same in other words.
//!
//! Invariant: what a frame is taken from and what is written from it unchanged are the same text.

use super::{
    BlockKind, RichText,
    tokens::{INLINE, Token, attribute, tokens, unescape},
};

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Tags of blocks, as they are stored, and whatever says nothing.
    Frame(String),
    /// The words of a block, up to the next block.
    Words(BlockKind, Vec<Inline>),
}

/// What stands within a line of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words, as they are read.
    Text(String),
    /// Words with a mark: strong, emphasised, a link, in another language.
    Marked(Tag, Vec<Inline>),
    /// A line break or a quoted figure.
    Sign(Tag),
}

/// An opening tag, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tag(String);

impl Tag {
    /// The name of the element.
    pub fn name(&self) -> &str {
        let name = self.0.trim_start_matches('<');
        &name[..name.find([' ', '>']).unwrap_or(name.len())]
    }

    /// The value of an attribute, as it is read.
    pub fn value(&self, attribute_name: &str) -> Option<String> {
        attribute(&self.0, attribute_name).map(unescape)
    }
}

impl RichText {
    /// Its pieces in order; two frames are never neighbours.
    pub fn pieces(&self) -> Vec<Piece> {
        let tokens: Vec<Token<'_>> = tokens(&self.0).collect();
        let (runs, partners) = (runs(&tokens), partners(&tokens));
        let is_words = |index: usize| match &tokens[index] {
            Token::Text(text) => *text != "\n",
            Token::Open { name: "br", .. } => true,
            // Marks around whole blocks belong to the frame.
            _ => partners[index].is_some_and(|other| runs[index].is_some() && runs[index] == runs[other]),
        };
        let mut reader = Reader::default();
        for (index, token) in tokens.iter().enumerate() {
            if is_words(index) {
                reader.words(token);
            } else {
                reader.frame(token);
            }
        }
        reader.end_words();
        reader.pieces
    }

    /// The text that consists of these pieces, in normal form.
    pub fn from_pieces(pieces: &[Piece]) -> RichText {
        let mut html = String::new();
        for piece in pieces {
            match piece {
                Piece::Frame(tags) => html.push_str(tags),
                Piece::Words(_, words) => write(&mut html, words),
            }
        }
        RichText::sanitised(&html)
    }
}

/// The number of the run between two tags of blocks in which each tag of a mark and each text stands.
fn runs(tokens: &[Token<'_>]) -> Vec<Option<usize>> {
    let mut run = 0;
    let number = |token: &Token<'_>| match token {
        Token::Open { name, .. } | Token::Close { name, .. } if !INLINE.contains(name) => {
            run += 1;
            None
        }
        _ => Some(run),
    };
    tokens.iter().map(number).collect()
}

/// The tag that belongs to each opening or closing one.
fn partners(tokens: &[Token<'_>]) -> Vec<Option<usize>> {
    let mut partners = vec![None; tokens.len()];
    let mut open: Vec<(&str, usize)> = Vec::new();
    for (index, token) in tokens.iter().enumerate() {
        match token {
            Token::Open { name, .. } if *name != "br" => open.push((name, index)),
            Token::Close { name, .. } => {
                if let Some((_, start)) = open.pop_if(|(opened, _)| opened == name) {
                    (partners[index], partners[start]) = (Some(start), Some(index));
                }
            }
            _ => {}
        }
    }
    partners
}

#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    /// The blocks that are open, the innermost last.
    blocks: Vec<BlockKind>,
    /// The words that are being read, and how they are stored.
    words: Vec<Inline>,
    raw: String,
    /// The marks that are open, each with the words before it.
    marks: Vec<(Tag, Vec<Inline>)>,
}

impl Reader {
    fn words(&mut self, token: &Token<'_>) {
        match token {
            Token::Text(text) => {
                self.raw.push_str(text);
                self.words.push(Inline::Text(unescape(text)));
            }
            Token::Open { name, raw } => {
                self.raw.push_str(raw);
                let tag = Tag((*raw).to_owned());
                if *name == "br" {
                    self.words.push(Inline::Sign(tag));
                } else {
                    self.marks.push((tag, std::mem::take(&mut self.words)));
                }
            }
            Token::Close { raw, .. } => {
                self.raw.push_str(raw);
                if let Some((tag, before)) = self.marks.pop() {
                    let inner = std::mem::replace(&mut self.words, before);
                    let is_sign = tag.name() == "data" && inner.is_empty();
                    self.words.push(if is_sign { Inline::Sign(tag) } else { Inline::Marked(tag, inner) });
                }
            }
        }
    }

    fn frame(&mut self, token: &Token<'_>) {
        self.end_words();
        match token {
            Token::Open { name, raw } => {
                self.blocks.extend(kind(name));
                self.keep(raw);
            }
            Token::Close { name, raw } => {
                if kind(name).is_some() {
                    self.blocks.pop();
                }
                self.keep(raw);
            }
            Token::Text(raw) => self.keep(raw),
        }
    }

    fn end_words(&mut self) {
        let (words, raw) = (std::mem::take(&mut self.words), std::mem::take(&mut self.raw));
        if says_something(&words) {
            let kind = self.blocks.last().copied().unwrap_or(BlockKind::Paragraph);
            self.pieces.push(Piece::Words(kind, words));
        } else {
            self.keep(&raw);
        }
    }

    fn keep(&mut self, raw: &str) {
        match self.pieces.last_mut() {
            _ if raw.is_empty() => {}
            Some(Piece::Frame(tags)) => tags.push_str(raw),
            _ => self.pieces.push(Piece::Frame(raw.to_owned())),
        }
    }
}

fn kind(name: &str) -> Option<BlockKind> {
    match name {
        "p" => Some(BlockKind::Paragraph),
        "h2" => Some(BlockKind::Heading(2)),
        "h3" => Some(BlockKind::Heading(3)),
        "h4" => Some(BlockKind::Heading(4)),
        "li" => Some(BlockKind::Item),
        "caption" => Some(BlockKind::Caption),
        "th" => Some(BlockKind::HeaderCell),
        "td" => Some(BlockKind::Cell),
        _ => None,
    }
}

fn says_something(words: &[Inline]) -> bool {
    words.iter().any(|inline| match inline {
        Inline::Text(text) => !text.trim().is_empty(),
        Inline::Marked(_, inner) => says_something(inner),
        Inline::Sign(tag) => tag.name() == "data",
    })
}

fn write(html: &mut String, words: &[Inline]) {
    for inline in words {
        match inline {
            Inline::Text(text) => html.push_str(&escape_words(text)),
            Inline::Marked(tag, inner) => {
                html.push_str(&tag.0);
                write(html, inner);
                html.extend(["</", tag.name(), ">"]);
            }
            Inline::Sign(tag) if tag.name() == "br" => html.push_str(&tag.0),
            Inline::Sign(tag) => html.extend([&tag.0, "</", tag.name(), ">"]),
        }
    }
}

fn escape_words(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(html: &str) -> Vec<(BlockKind, String)> {
        let words = |piece| match piece {
            Piece::Words(kind, words) => {
                let mut html = String::new();
                write(&mut html, &words);
                Some((kind, html))
            }
            Piece::Frame(_) => None,
        };
        RichText::sanitised(html).pieces().into_iter().filter_map(words).collect()
    }

    #[test]
    fn every_block_has_its_words() {
        let html = r#"<p>One <strong>two</strong><br>three &amp; <data value="share"></data></p>
            <ul><li>a<ol><li><p>b</p></li></ol></li></ul>
            <table><caption>T</caption><tr><th scope="col">A</th><td></td><td>1</td></tr></table>"#;
        let expected = [
            (BlockKind::Paragraph, r#"One <strong>two</strong><br>three &amp; <data value="share"></data>"#),
            (BlockKind::Item, "a"),
            (BlockKind::Paragraph, "b"),
            (BlockKind::Caption, "T"),
            (BlockKind::HeaderCell, "A"),
            (BlockKind::Cell, "1"),
        ];
        assert_eq!(words(html), expected.map(|(kind, html)| (kind, html.to_owned())));
    }

    #[test]
    fn marks_around_blocks_are_part_of_the_frame() {
        let text = RichText::sanitised("<ul><li><strong><p>a <em>b</em></p></strong></li></ul>");
        let pieces = text.pieces();
        assert_eq!(pieces.len(), 3, "{pieces:?}");
        assert_eq!(pieces[0], Piece::Frame("<ul><li><strong><p>".to_owned()));
        assert_eq!(RichText::from_pieces(&pieces), text);
    }

    proptest! {
        #[test]
        fn unchanged_pieces_make_the_same_text(html in r#"(<p>|</p>|<h3>|</h3>|<ul>|<li>|</li>|</ul>|<table>|<tr>|<td>|</td>|<strong>|</strong>|<a href="entry:x">|</a>|<br>|[a-z &lt;]{0,6}|&nbsp;|<data value="f"></data>|<span lang="nl">|</span>){0,24}"#) {
            let text = RichText::sanitised(&html);
            let pieces = text.pieces();
            prop_assert_eq!(RichText::from_pieces(&pieces), text);
            let frames = |pair: &[Piece]| pair.iter().all(|piece| matches!(piece, Piece::Frame(_)));
            prop_assert!(!pieces.windows(2).any(frames));
        }
    }
}
