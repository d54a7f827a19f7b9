//! The units of an entry: its texts in the pieces that translators are given.
//!
//! Invariant: the units of a revision are always the same, so what was written out of it can be put back into it.

use super::{
    Languages,
    codes::{Codes, Node, words_alone},
    part::Part,
};
use crate::content::{
    entry::Body,
    rich_text::{BlockKind, Inline, Piece, RichText},
};

/// What a unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A line of plain text.
    Line,
    /// A block of formatted text.
    Block(BlockKind),
}

/// A unit with what it says.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// Its name within the entry: `@title`, `who/heading`, `who/1`.
    pub id: String,
    /// What it is.
    pub kind: Kind,
    /// What its marks stand for.
    pub codes: Codes,
    /// What it says in the language that leads.
    pub source: Vec<Node>,
    /// Its present translation.
    pub kept: Option<Vec<Node>>,
}

impl Unit {
    /// What it says where there is nothing to translate: numbers and signs alone.
    pub(super) fn wordless(&self) -> Option<Vec<Inline>> {
        let has_letter = words_alone(&self.source).contains(char::is_alphabetic);
        if has_letter { None } else { self.codes.resolve(&self.source).ok() }
    }
}

/// A text of an entry in its units.
#[derive(Clone, Debug)]
pub(super) struct Units {
    /// The text.
    pub part: Part,
    /// Its units in order.
    pub units: Vec<Unit>,
    /// The pieces of formatted text in the language that leads.
    pub pieces: Vec<Slot>,
    /// The present translation, where its blocks are others than those of the source.
    pub unlike: Option<RichText>,
}

/// A piece of a formatted text.
#[derive(Clone, Debug)]
pub(super) enum Slot {
    /// It stays as it is.
    Fixed(Piece),
    /// It is the unit with that index.
    Unit(usize, BlockKind),
}

/// Every text that an entry has in the language that leads.
pub(super) fn units(body: &Body, langs: Languages) -> Vec<Units> {
    let of = |part: Part| {
        let words = part.words(body, langs.from).map(|words| of_words(&part, words, body, langs));
        words.or_else(|| of_line(&part, body, langs))
    };
    Part::all(body).into_iter().filter_map(of).collect()
}

fn of_line(part: &Part, body: &Body, langs: Languages) -> Option<Units> {
    let inline = |lang| part.line(body, lang).map(|line| vec![Inline::Text(line.to_string())]);
    let source = inline(langs.from)?;
    let id = match part {
        Part::Heading(id) => format!("{id}/heading"),
        _ => String::from(part.passage()),
    };
    let unit = unit(id, Kind::Line, &source, inline(langs.to).as_deref());
    Some(Units { part: part.clone(), units: vec![unit], pieces: Vec::new(), unlike: None })
}

fn of_words(part: &Part, words: &RichText, body: &Body, langs: Languages) -> Units {
    let translation = part.words(body, langs.to);
    let source = words.pieces();
    let kept = translation.map(RichText::pieces).filter(|kept| is_alike(&source, kept));
    let mut units = Vec::new();
    let slot = |(index, piece): (usize, Piece)| {
        let other = kept.as_ref().map(|pieces| &pieces[index]);
        match (&piece, other) {
            (Piece::Words(kind, words), other) if has_words(words) => {
                let other = match other {
                    Some(Piece::Words(_, words)) => Some(&**words),
                    _ => None,
                };
                let id = format!("{}/{}", part.passage().as_str(), units.len() + 1);
                units.push(unit(id, Kind::Block(*kind), words, other));
                Slot::Unit(units.len() - 1, *kind)
            }
            // What has no words may still be another figure there.
            (_, other) => Slot::Fixed(other.cloned().unwrap_or(piece)),
        }
    };
    let pieces = source.into_iter().enumerate().map(slot).collect();
    let unlike = translation.filter(|_| kept.is_none()).cloned();
    Units { part: part.clone(), units, pieces, unlike }
}

/// Whether two texts have the same blocks, so that each block is the translation of its counterpart.
fn is_alike(source: &[Piece], kept: &[Piece]) -> bool {
    let is_alike = |(one, other): (&Piece, &Piece)| match (one, other) {
        (Piece::Frame(one), Piece::Frame(other)) => one == other,
        (Piece::Words(..), Piece::Words(..)) => true,
        _ => false,
    };
    source.len() == kept.len() && source.iter().zip(kept).all(is_alike)
}

fn has_words(words: &[Inline]) -> bool {
    words.iter().any(|inline| match inline {
        Inline::Text(text) => !text.trim().is_empty(),
        Inline::Marked(_, inner) => has_words(inner),
        Inline::Sign(_) => false,
    })
}

fn unit(id: String, kind: Kind, source: &[Inline], kept: Option<&[Inline]>) -> Unit {
    let codes = Codes::of(source, kept);
    let (numbered, kept) = (codes.number_source(source), kept.map(|kept| codes.number_kept(kept)));
    Unit { id, kind, source: numbered, kept, codes }
}
