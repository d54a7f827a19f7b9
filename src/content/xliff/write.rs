//! Writing the file that translators get.
//!
//! Invariant: the file is valid XLIFF 1.2, and holds nothing of an entry but the texts that were asked for.

use std::{collections::BTreeSet, fmt::Write};

use quick_xml::escape::escape;

use super::{
    FOR_REVIEW, Languages,
    codes::Node,
    part::Part,
    unit::{Kind, Unit, Units, units},
};
use crate::{
    content::{
        entry::Body,
        passage::Passage,
        rich_text::{BlockKind, RichText, Tag},
    },
    ids::EntryId,
};

/// An entry that is to be translated.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    /// The entry.
    pub entry: &'a EntryId,
    /// The number of the revision.
    pub revision: i32,
    /// What that revision says.
    pub body: &'a Body,
    /// The passages that are wanted; none: all that say something in the language that leads.
    pub passages: Option<&'a BTreeSet<Passage>>,
}

/// Where a unit stands: what whoever translates it may have to be told about.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// The entry.
    pub entry: &'a EntryId,
    /// The text that the unit belongs to.
    pub part: &'a Part,
    /// What the unit is.
    pub kind: Kind,
    /// Whether it is the first of its text.
    pub is_first: bool,
    /// The present translation of the whole text, where its blocks are others than those of the source.
    pub unlike: Option<&'a str>,
}

/// The file, with the notes that `notes` has for each unit; none where there is nothing to translate.
pub fn export(
    entries: &[Export<'_>],
    langs: Languages,
    notes: impl Fn(&Place<'_>) -> Vec<String>,
) -> Option<String> {
    let mut is_empty = true;
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.push_str("<xliff xmlns=\"urn:oasis:names:tc:xliff:document:1.2\" version=\"1.2\">\n");
    for export in entries {
        let wanted =
            |units: &Units| export.passages.is_none_or(|passages| passages.contains(&units.part.passage()));
        let texts: Vec<Units> = units(export.body, langs).into_iter().filter(wanted).collect();
        if texts.iter().any(|text| !text.units.is_empty()) {
            file(&mut xml, export, langs, &texts, &notes);
            is_empty = false;
        }
    }
    xml.push_str("</xliff>\n");
    (!is_empty).then_some(xml)
}

fn file(
    xml: &mut String,
    export: &Export<'_>,
    langs: Languages,
    texts: &[Units],
    notes: &impl Fn(&Place<'_>) -> Vec<String>,
) {
    let _ = writeln!(
        xml,
        "<file original=\"{}?revision={}\" source-language=\"{}\" target-language=\"{}\" datatype=\"plaintext\">\n<body>",
        export.entry, export.revision, langs.from, langs.to
    );
    for text in texts {
        let unlike = text.unlike.as_ref().map(RichText::readable);
        for (index, unit) in text.units.iter().enumerate() {
            let is_first = index == 0;
            let unlike = unlike.as_deref().filter(|_| is_first);
            let place = Place { entry: export.entry, part: &text.part, kind: unit.kind, is_first, unlike };
            trans_unit(xml, unit, &notes(&place));
        }
    }
    xml.push_str("</body>\n</file>\n");
}

fn trans_unit(xml: &mut String, unit: &Unit, notes: &[String]) {
    let _ = write!(xml, "<trans-unit id=\"{}\" restype=\"{}\"", escape(&*unit.id), restype(unit.kind));
    if unit.kind == Kind::Line {
        xml.push_str(" maxwidth=\"300\" size-unit=\"char\"");
    }
    xml.push_str(">\n<source>");
    inline(xml, &unit.source, &|id| unit.codes.source_tag(id));
    xml.push_str("</source>\n");
    if let Some(kept) = &unit.kept {
        let _ = write!(xml, "<target state=\"{FOR_REVIEW}\">");
        inline(xml, kept, &|id| unit.codes.kept_tag(id));
        xml.push_str("</target>\n");
    }
    for note in notes {
        let _ = writeln!(xml, "<note>{}</note>", escape(super::codes::legible(note)));
    }
    xml.push_str("</trans-unit>\n");
}

fn restype(kind: Kind) -> &'static str {
    match kind {
        Kind::Line => "x-line",
        Kind::Block(BlockKind::Paragraph) => "x-paragraph",
        Kind::Block(BlockKind::Heading(_)) => "x-heading",
        Kind::Block(BlockKind::Item) => "listitem",
        Kind::Block(BlockKind::Caption) => "caption",
        Kind::Block(BlockKind::HeaderCell | BlockKind::Cell) => "cell",
    }
}

fn inline<'a>(xml: &mut String, nodes: &[Node], tag: &impl Fn(&str) -> Option<&'a Tag>) {
    for node in nodes {
        match node {
            Node::Text(text) => xml.push_str(&escape(text.as_str())),
            Node::Sign(id) => {
                let _ = write!(xml, "<x id=\"{id}\"{}/>", described(tag(id)));
            }
            Node::Marked(id, inner) => {
                let _ = write!(xml, "<g id=\"{id}\"{}>", described(tag(id)));
                inline(xml, inner, tag);
                xml.push_str("</g>");
            }
            // Only what comes back can hold what is not ours.
            Node::Foreign(_, inner) => inline(xml, inner, tag),
        }
    }
}

/// What a mark is, for tools that show it.
fn described(tag: Option<&Tag>) -> String {
    let Some(tag) = tag else { return String::new() };
    let (ctype, shown) = match tag.name() {
        "strong" => ("bold", None),
        "em" => ("italic", None),
        "br" => ("lb", None),
        "a" => ("link", tag.value("href")),
        "span" => ("x-language", tag.value("lang")),
        _ => ("x-figure", tag.value("value")),
    };
    let shown = shown.map(|text| format!(" equiv-text=\"{}\"", escape(super::codes::legible(&text))));
    format!(" ctype=\"{ctype}\"{}", shown.unwrap_or_default())
}
