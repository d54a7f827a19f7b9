//! Reading files, and what is wrong with a broken one.
//!
//! Invariant: every complaint names the file and the line.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use super::{Error, file::EntryFile};
use crate::{
    content::{address, entry::Body},
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
        let file: EntryFile = serde_json::from_str(&self.text).map_err(|error| self.unreadable(&error))?;
        if self.text.contains("\\u0000") {
            return Err(self.complaint("\\u0000", "\\u0000 is not a character of any text".to_owned()));
        }
        self.check_parts(&file)?;
        self.check_addresses(&file)?;
        if let Some(body) = &file.draft {
            self.check_sections(body, Lang::ALL)?;
        }
        if let Some(live) = file.live() {
            self.check_sections(&live.body, &live.langs())?;
            for (lang, body) in live.apart() {
                self.check_sections(&body, &[lang])?;
            }
        }
        Ok(file)
    }

    /// serde reads the fields of a kind when it knows the kind, and has left their lines by then: what it quotes is
    /// looked for there.
    fn unreadable(&self, error: &serde_json::Error) -> InvalidFile {
        // serde_json repeats the place, which is said already.
        let reason = error.to_string().split(" at line ").next().unwrap_or_default().to_owned();
        let quoted =
            reason.split(['"', '`']).nth(1).filter(|_| error.is_data() && !reason.starts_with("missing"));
        let line = quoted
            .map(|quoted| format!("\"{quoted}\""))
            .and_then(|quoted| {
                self.text
                    .lines()
                    .take(error.line())
                    .collect::<Vec<_>>()
                    .iter()
                    .rposition(|line| line.contains(&quoted))
            })
            .map_or(error.line(), |index| index + 1);
        InvalidFile { file: self.name.clone(), line, reason }
    }

    fn check_parts(&self, file: &EntryFile) -> Result<(), InvalidFile> {
        let complain = |text: &str, reason: String| Err(self.complaint(text, reason));
        if file.live.is_none() && file.draft.is_none() {
            return complain("\"id\"", "it has neither \"live\" nor \"draft\"".to_owned());
        }
        if [&file.draft, &file.live]
            .into_iter()
            .flatten()
            .any(|body| body.shared.fields.kind() != file.kind())
        {
            return complain("\"kind\"", "the draft is of another kind than what is live".to_owned());
        }
        if file.withdrawn.iter().any(|withdrawal| withdrawal.redirects && withdrawal.successor.is_none()) {
            return complain("\"redirects\"", "it redirects, but to no successor".to_owned());
        }
        let Some(live) = &file.live else { return Ok(()) };
        if live.texts.iter().all(|(_, text)| text.is_none()) {
            return complain("\"live\"", "what is live says nothing in any language".to_owned());
        }
        if let Some(both) = file.withdrawn.iter().find(|withdrawn| live.texts.get(withdrawn.lang).is_some()) {
            return complain("\"withdrawn\"", format!("{} is live and withdrawn", both.lang));
        }
        match file.live_outlines.keys().find(|lang| live.texts.get(**lang).is_none()) {
            Some(lang) => complain("\"live_outlines\"", format!("{lang} is not live")),
            None => Ok(()),
        }
    }

    fn check_addresses(&self, file: &EntryFile) -> Result<(), InvalidFile> {
        let former = file.former_addresses.iter().map(|former| &former.path);
        let withdrawn = file.withdrawn.iter().filter_map(|withdrawal| withdrawal.path.as_ref());
        match former.chain(withdrawn).find(|path| !address::is_path(path)) {
            Some(path) => Err(self.complaint(&format!("{path:?}"), format!("{path:?} is not an address"))),
            None => Ok(()),
        }
    }

    /// Whether the outline has each section once, and all sections of the texts in those languages.
    fn check_sections(&self, body: &Body, langs: &[Lang]) -> Result<(), InvalidFile> {
        let mut seen = BTreeSet::new();
        for section in &body.shared.outline {
            if !seen.insert(&section.id) {
                let reason = format!("the section {:?} stands twice in the outline", section.id.as_str());
                return Err(self.complaint(&format!("\"{}\"", section.id), reason));
            }
        }
        for text in langs.iter().filter_map(|lang| body.texts.get(*lang).as_ref()) {
            if let Some(id) = text.sections.keys().find(|id| !seen.contains(id)) {
                let reason = format!("the section {:?} is not in the outline", id.as_str());
                return Err(self.complaint(&format!("\"{id}\""), reason));
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
        let outlines = file.live_outlines.values().flatten().filter_map(|section| section.refers_to.clone());
        let successors = file.withdrawn.iter().filter_map(|withdrawal| withdrawal.successor.clone());
        for target in pointers.chain(outlines).chain(file.parent.clone()).chain(successors) {
            if !files.contains_key(&target) && !known.contains(&target) {
                let reason = format!("{:?} does not exist", target.as_str());
                return Err(source.complaint(target.as_str(), reason));
            }
        }
    }
    Ok(files.into_values().collect())
}
