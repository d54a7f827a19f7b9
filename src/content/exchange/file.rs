//! The file of one entry, and what is wrong with a broken one.
//!
//! Invariant: every complaint names the file and the line.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use serde::{Deserialize, Serialize};

use super::Error;
use crate::{
    content::{agreement::Agreement, entry::Body, values::Line},
    ids::EntryId,
    lang::Lang,
};

/// A file as it was read.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Its name, for messages.
    pub name: String,
    /// What it holds.
    pub text: String,
}

/// The content of one entry. Keys are written in alphabetical order, rich text with one block to a line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryFile {
    /// What was declared about its texts; when the key is absent, every pair of texts is taken to say the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreements: Option<Vec<Agreement>>,
    /// The newest revision, where it is not what is live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draft: Option<Body>,
    /// Invented, to show what the portal can do.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub example: bool,
    /// Where it once was.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former_addresses: Vec<FormerAddress>,
    /// Its name.
    pub id: EntryId,
    /// What is live, each part from the revision it was published from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub live: Option<Body>,
    /// The entry above it.
    #[serde(default)]
    pub parent: Option<EntryId>,
    /// Its rank among its siblings.
    pub position: i32,
    /// Languages that were live once and are not now.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withdrawn: Vec<Withdrawal>,
}

/// An address that leads to the entry's present one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormerAddress {
    /// Its language.
    pub lang: Lang,
    /// The rest of it.
    pub path: String,
}

/// A language that was taken offline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// The language.
    pub lang: Lang,
    /// The address that answers 410.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Line>,
    /// Where readers are sent instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<EntryId>,
}

/// What is wrong with a file.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{file}, line {line}: {reason}")]
pub struct InvalidFile {
    /// The file's name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub reason: String,
}

impl SourceFile {
    /// A complaint about the first line that holds `text` (else about line 1).
    pub(super) fn complaint(&self, text: &str, reason: String) -> InvalidFile {
        let line = self.text.lines().position(|line| line.contains(text)).map_or(1, |index| index + 1);
        InvalidFile { file: self.name.clone(), line, reason }
    }

    fn parse(&self) -> Result<EntryFile, InvalidFile> {
        let file: EntryFile = serde_json::from_str(&self.text).map_err(|error| InvalidFile {
            file: self.name.clone(),
            line: error.line(),
            // serde_json repeats the place, which is said already.
            reason: error.to_string().split(" at line ").next().unwrap_or_default().to_owned(),
        })?;
        if file.live.is_none() && file.draft.is_none() {
            return Err(self.complaint("\"id\"", "it has neither \"live\" nor \"draft\"".to_owned()));
        }
        for body in file.live.iter().chain(&file.draft) {
            self.check_outline(body)?;
        }
        Ok(file)
    }

    fn check_outline(&self, body: &Body) -> Result<(), InvalidFile> {
        let mut seen = BTreeSet::new();
        for section in &body.shared.outline {
            if !seen.insert(&section.id) {
                let reason = format!("the section {:?} stands twice in the outline", section.id.as_str());
                return Err(self.complaint(&format!("\"{}\"", section.id), reason));
            }
        }
        for (_, text) in body.texts.iter() {
            for id in text.iter().flat_map(|text| text.sections.keys()) {
                if !seen.contains(id) {
                    let reason = format!("the section {:?} is not in the outline", id.as_str());
                    return Err(self.complaint(&format!("\"{id}\""), reason));
                }
            }
        }
        Ok(())
    }
}

/// Reads every `.json` file of a folder.
pub fn read_from(folder: &Path) -> Result<Vec<SourceFile>, Error> {
    let disk = |path: &Path| {
        let path = path.to_owned();
        move |source| Error::Disk { path, source }
    };
    let mut files = Vec::new();
    for item in std::fs::read_dir(folder).map_err(disk(folder))? {
        let path = item.map_err(disk(folder))?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let text = std::fs::read_to_string(&path).map_err(disk(&path))?;
            files.push(SourceFile { name: path.display().to_string(), text });
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// Parses files that belong together: names are unique, and every pointer leads to one of them or to an entry that
/// is `known` already.
pub(super) fn parse_all<'a>(
    sources: &'a [SourceFile],
    known: &BTreeSet<EntryId>,
) -> Result<Vec<(&'a SourceFile, EntryFile)>, InvalidFile> {
    let mut files = BTreeMap::new();
    for source in sources {
        let file = source.parse()?;
        if let Some((other, _)) = files.get(&file.id) {
            let other: &&SourceFile = other;
            let reason = format!("{:?} is also in {}", file.id.as_str(), other.name);
            return Err(source.complaint(&format!("\"{}\"", file.id), reason));
        }
        files.insert(file.id.clone(), (source, file));
    }
    for (source, file) in files.values() {
        let pointers =
            file.live.iter().chain(&file.draft).flat_map(Body::references).map(|(_, target)| target);
        let successors = file.withdrawn.iter().filter_map(|withdrawal| withdrawal.successor.clone());
        for target in pointers.chain(file.parent.clone()).chain(successors) {
            if !files.contains_key(&target) && !known.contains(&target) {
                let reason = format!("{:?} does not exist", target.as_str());
                return Err(source.complaint(target.as_str(), reason));
            }
        }
    }
    Ok(files.into_values().collect())
}
