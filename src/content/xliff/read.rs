//! Reading the file that comes back.
//!
//! Invariant: a file is read as a whole or refused with the line and the reason; what it says of an entry is judged
//! by [`super::plan()`].

use std::str;

use super::{
    FOR_REVIEW, LONGEST, Languages, MOST_FILES,
    codes::{Node, shown, words_alone},
    xml::{self, Child, Element},
};
use crate::{ids::EntryId, lang::Lang};

const NAMESPACE: &str = "urn:oasis:names:tc:xliff:document:1.2";

/// Why a file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}{fault}", line.map(|line| format!("line {line}: ")).unwrap_or_default())]
pub struct Broken {
    /// The line, if it is about one.
    pub line: Option<usize>,
    /// What is wrong.
    pub fault: Fault,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is longer than [`LONGEST`].
    #[error("the file is too long")]
    TooLong,
    /// It has more elements, or deeper ones, than any file of ours.
    #[error("the file has too many elements")]
    TooMuch,
    /// It has more than [`MOST_FILES`] parts, of which each is about an entry.
    #[error("the file is about too many entries")]
    TooManyFiles,
    /// It is in another encoding than UTF-8.
    #[error("the file is not in UTF-8")]
    NotUtf8,
    /// It is no XML; with what the parser says.
    #[error("not XML: {0}")]
    Xml(String),
    /// It ends before its last element does.
    #[error("the end of the file is missing")]
    Truncated,
    /// It has a document type, which none of ours has.
    #[error("a document type is not allowed")]
    DocumentType,
    /// It names an entity that XML does not know.
    #[error("the entity {0} is not known")]
    Entity(String),
    /// It is something else.
    #[error("this is not an XLIFF file")]
    NotXliff,
    /// It is of another version of XLIFF, which is named.
    #[error("this is XLIFF {0}, not 1.2")]
    Version(String),
    /// A language of it is none of ours, or is missing.
    #[error("{0:?} is not a language of this site")]
    Language(String),
    /// Its parts are in different languages, or a language is translated into itself.
    #[error("the languages do not fit together")]
    Languages,
    /// A part of it is not about an entry and its revision; with what it says instead.
    #[error("{0:?} does not name an entry and its revision")]
    Original(String),
    /// Two parts of it are about different revisions of that entry.
    #[error("{0} is there in two revisions")]
    TwoRevisions(EntryId),
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Returned {
    /// The languages of all of it.
    pub langs: Languages,
    /// The entries, each once.
    pub entries: Vec<ReturnedEntry>,
}

/// What came back of an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedEntry {
    /// The entry.
    pub entry: EntryId,
    /// The number of the revision that was translated.
    pub revision: i32,
    /// Its units.
    pub units: Vec<ReturnedUnit>,
}

/// What came back of a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnedUnit {
    /// Its name.
    pub id: String,
    /// Its line in the file.
    pub line: usize,
    /// What was translated.
    pub source: Vec<Node>,
    /// The translation; empty if there is none.
    pub target: Vec<Node>,
    /// Whether the tool says that it is done.
    pub is_done: bool,
    /// Whether it is still marked for review, as a present translation is sent.
    pub is_for_review: bool,
    /// Whether the tool divided it, and a piece of it has no translation while another has.
    pub is_half_done: bool,
}

impl ReturnedUnit {
    /// What the translator wrote, with marks as `{1>words<1}` and signs as `{2}`.
    pub fn text(&self) -> String {
        shown(&self.target)
    }
}

/// Reads a file.
pub fn read(bytes: &[u8]) -> Result<Returned, Broken> {
    let whole = |fault| Broken { line: None, fault };
    if bytes.len() > LONGEST {
        return Err(whole(Fault::TooLong));
    }
    let text = str::from_utf8(bytes).map_err(|_| whole(Fault::NotUtf8))?;
    let root = xml::parse(text.trim_start_matches('\u{feff}'))?;
    check_root(&root)?;
    let mut entries: Vec<ReturnedEntry> = Vec::new();
    let mut langs = None;
    for (index, file) in ours(&root, "file").enumerate() {
        if index >= MOST_FILES {
            return Err(broken(file, Fault::TooManyFiles));
        }
        let pair = languages(file)?;
        if pair.from == pair.to || *langs.get_or_insert(pair) != pair {
            return Err(broken(file, Fault::Languages));
        }
        add(&mut entries, file)?;
    }
    let langs = langs.ok_or_else(|| whole(Fault::NotXliff))?;
    Ok(Returned { langs, entries })
}

fn broken(element: &Element, fault: Fault) -> Broken {
    Broken { line: Some(element.line), fault }
}

fn check_root(root: &Element) -> Result<(), Broken> {
    if root.name != "xliff" {
        return Err(broken(root, Fault::NotXliff));
    }
    if root.namespace.as_deref() != Some(NAMESPACE) {
        let version = root.attribute("version").unwrap_or_default().to_owned();
        return Err(broken(root, Fault::Version(version)));
    }
    Ok(())
}

/// The elements of that name in another.
fn ours<'a>(element: &'a Element, name: &'a str) -> impl Iterator<Item = &'a Element> {
    element.elements().filter(move |child| is_ours(child) && child.name == name)
}

fn is_ours(element: &Element) -> bool {
    element.namespace.as_deref() == Some(NAMESPACE)
}

fn languages(file: &Element) -> Result<Languages, Broken> {
    let lang = |name| {
        let tag = file.attribute(name).unwrap_or_default();
        // Tools add the country, and have their own ideas of letters and hyphens.
        let primary = tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        Lang::from_tag(&primary).ok_or_else(|| broken(file, Fault::Language(tag.to_owned())))
    };
    Ok(Languages { from: lang("source-language")?, to: lang("target-language")? })
}

fn add(entries: &mut Vec<ReturnedEntry>, file: &Element) -> Result<(), Broken> {
    let original = file.attribute("original").unwrap_or_default();
    let (entry, revision) =
        named(original).ok_or_else(|| broken(file, Fault::Original(original.to_owned())))?;
    let index = entries.iter().position(|known| known.entry == entry).unwrap_or_else(|| {
        entries.push(ReturnedEntry { entry: entry.clone(), revision, units: Vec::new() });
        entries.len() - 1
    });
    let known = &mut entries[index];
    if known.revision != revision {
        return Err(broken(file, Fault::TwoRevisions(entry)));
    }
    for body in ours(file, "body") {
        collect(body, &mut known.units);
    }
    Ok(())
}

/// The entry and the revision in `privacy?revision=7`; a tool may have put a folder before it.
fn named(original: &str) -> Option<(EntryId, i32)> {
    let (path, revision) = original.split_once("?revision=")?;
    let name = path.rsplit(['/', '\\']).next()?;
    Some((EntryId::try_from(name.to_owned()).ok()?, revision.parse().ok()?))
}

/// The units in a body, also those that a tool grouped.
fn collect(element: &Element, units: &mut Vec<ReturnedUnit>) {
    for child in element.elements().filter(|child| is_ours(child)) {
        match &*child.name {
            "group" => collect(child, units),
            "trans-unit" => units.push(unit(child)),
            _ => {}
        }
    }
}

fn unit(element: &Element) -> ReturnedUnit {
    let source = ours(element, "source").next();
    let target = ours(element, "target").next();
    let state = target.and_then(|target| target.attribute("state")).unwrap_or_default();
    let is_done = matches!(state, "translated" | "final" | "signed-off")
        || element.attribute("approved") == Some("yes");
    ReturnedUnit {
        id: element.attribute("id").unwrap_or_default().to_owned(),
        line: element.line,
        source: source.map(nodes).unwrap_or_default(),
        target: target.map(nodes).unwrap_or_default(),
        is_done,
        is_for_review: !is_done && state == FOR_REVIEW,
        is_half_done: target.is_some_and(is_half_done),
    }
}

/// What is in an element, without what tools add around their own segments and remarks.
fn nodes(element: &Element) -> Vec<Node> {
    let mut found = Vec::new();
    for child in &element.children {
        match child {
            Child::Text(text) => found.push(Node::Text(text.clone())),
            Child::Element(child) if is_ours(child) => {
                let id = || child.attribute("id").unwrap_or_default().to_owned();
                match &*child.name {
                    "mrk" => found.extend(nodes(child)),
                    "g" => found.push(Node::Marked(id(), nodes(child))),
                    "x" => found.push(Node::Sign(id())),
                    name => found.push(Node::Foreign(name.to_owned(), nodes(child))),
                }
            }
            Child::Element(child) => found.push(Node::Foreign(child.name.clone(), nodes(child))),
        }
    }
    found
}

fn is_half_done(target: &Element) -> bool {
    let segments: Vec<bool> = ours(target, "mrk")
        .filter(|mark| mark.attribute("mtype") == Some("seg"))
        .map(|mark| words_alone(&nodes(mark)).is_empty())
        .collect();
    segments.contains(&true) && segments.contains(&false)
}
