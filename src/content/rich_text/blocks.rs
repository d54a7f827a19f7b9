//! Formatted text block by block: for whoever judges it.
//!
//! Invariant: every word of the text is in exactly one block.

use super::{
    RichText,
    tokens::{Token, attribute, tokens, unescape},
};
use crate::lang::Lang;

/// A paragraph, a heading, a list item, a caption or a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its words in order.
    pub runs: Vec<Run>,
    /// The rank of the table it is in, from 1, if it is in one.
    pub table: Option<usize>,
    /// The rank of its row among all rows of the text, from 1, if it is in a table.
    pub row: Option<usize>,
    /// The rank of the list it is in, from 1, if it is in one; of lists within each other, the inner one.
    pub list: Option<usize>,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph,
    /// A heading, with its level.
    Heading(u8),
    /// An item of a list.
    Item,
    /// The caption of a table.
    Caption,
    /// A cell of a table that heads others.
    HeaderCell,
    /// Any other cell of a table.
    Cell,
}

/// Words that are written alike.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Run {
    /// The words; a line break is `\n`.
    pub text: String,
    /// Whether they are strong or emphasised.
    pub is_marked: bool,
    /// Where they lead, if they are a link.
    pub href: Option<String>,
    /// The language of the page they lead to.
    pub hreflang: Option<Lang>,
    /// Whether their language is named, because it is another than that of the text.
    pub has_lang: bool,
    /// The name of the figure that they stand for.
    pub quote: Option<String>,
}

impl Block {
    /// Its words.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

impl RichText {
    /// Its blocks in order; those of a table have its rank among the tables of the text.
    pub fn blocks(&self) -> Vec<Block> {
        let mut reader = Reader::default();
        for token in tokens(&self.0) {
            match token {
                // What parts the blocks from each other is nobody's.
                Token::Text("\n") => {}
                Token::Text(text) => reader.push(reader.run(&unescape(text))),
                Token::Open { name, raw } => reader.open(name, raw),
                Token::Close { name, .. } => reader.close(name),
            }
        }
        let is_cell = |block: &Block| matches!(block.kind, BlockKind::Cell | BlockKind::HeaderCell);
        reader.blocks.retain(|block| !block.runs.is_empty() || is_cell(block));
        reader.blocks
    }
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    marks: usize,
    langs: usize,
    links: Vec<(Option<String>, Option<Lang>)>,
    tables: usize,
    is_in_table: bool,
    rows: usize,
    lists: usize,
    open_lists: Vec<usize>,
}

impl Reader {
    fn open(&mut self, name: &str, raw: &str) {
        match name {
            "strong" | "em" => self.marks += 1,
            "span" => self.langs += 1,
            "a" => {
                let lang = attribute(raw, "hreflang").and_then(Lang::from_tag);
                self.links.push((attribute(raw, "href").map(unescape), lang));
            }
            "br" => self.push(self.run("\n")),
            "data" => {
                let quote = Some(attribute(raw, "value").map(unescape).unwrap_or_default());
                self.push(Run { quote, ..self.run("0") });
            }
            "table" => {
                self.tables += 1;
                self.is_in_table = true;
            }
            "tr" => self.rows += 1,
            "ul" | "ol" => {
                self.lists += 1;
                self.open_lists.push(self.lists);
            }
            // A paragraph within an item or a cell is part of it.
            "p" => self.begin(BlockKind::Paragraph),
            "h2" => self.begin(BlockKind::Heading(2)),
            "h3" => self.begin(BlockKind::Heading(3)),
            "h4" => self.begin(BlockKind::Heading(4)),
            "li" => self.begin(BlockKind::Item),
            "caption" => self.begin(BlockKind::Caption),
            "th" => self.begin(BlockKind::HeaderCell),
            "td" => self.begin(BlockKind::Cell),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "strong" | "em" => self.marks = self.marks.saturating_sub(1),
            "span" => self.langs = self.langs.saturating_sub(1),
            "a" => {
                self.links.pop();
            }
            "table" => self.is_in_table = false,
            "ul" | "ol" => {
                self.open_lists.pop();
            }
            _ => {}
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        let is_within = kind == BlockKind::Paragraph
            && self.blocks.last().is_some_and(|block| {
                block.runs.is_empty() && !matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(_))
            });
        if !is_within {
            let table = self.is_in_table.then_some(self.tables);
            let row = self.is_in_table.then_some(self.rows);
            let list = self.open_lists.last().copied();
            self.blocks.push(Block { kind, runs: Vec::new(), table, row, list });
        }
    }

    fn run(&self, text: &str) -> Run {
        let (href, hreflang) = self.links.last().cloned().unwrap_or_default();
        Run {
            text: text.to_owned(),
            is_marked: self.marks > 0,
            href,
            hreflang,
            has_lang: self.langs > 0,
            quote: None,
        }
    }

    fn push(&mut self, run: Run) {
        if let Some(block) = self.blocks.last_mut() {
            block.runs.push(run);
        }
    }
}
