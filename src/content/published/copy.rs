//! A copy of everything that is live, in a file: what the program shows when it starts without its database.
//!
//! Its first line names the form, its version, the number of bytes that follow and their SHA-256; then comes JSON with
//! the moment of the snapshot, the rows of the view `live`, and what staff say about words.
//!
//! Invariant: the file is whole or it is not there. It is written beside its place and moved there when it is on the
//! disk; whatever fails on the way leaves the older copy as it is. Only what readers may see is in it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Published, Row};
use crate::content::guidance::Guidance;

/// The copy within its folder, which nothing else is in.
const NAME: &str = "published";

/// Where the next copy is made.
const NEXT: &str = "published.new";

/// The first word of a copy.
const FORM: &str = "leiden-international-copy";

/// The version of what is written. It grows when an older program would misread the copy; all smaller ones are read.
const VERSION: u32 = 1;

/// The longest first line.
const FIRST_LINE: usize = 200;

/// What a copy holds.
#[derive(Debug)]
pub struct Copy {
    /// What is live, with where it comes from.
    pub published: Published,
    /// What staff said about words.
    pub guidance: Guidance,
}

/// Why a copy is not used.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    /// There is none.
    #[error("there is no copy")]
    Absent,
    /// The file cannot be read.
    #[error("it cannot be read: {0}")]
    Unreadable(#[source] io::Error),
    /// Something else stands there.
    #[error("it is not a copy that this program made")]
    Foreign,
    /// A newer program made it.
    #[error("a newer version of the program made it (form {0}; this one reads up to {VERSION})")]
    TooNew(u32),
    /// It is not what was written.
    #[error("it is damaged: {0}")]
    Damaged(&'static str),
    /// It is whole, and not understood.
    #[error("it cannot be understood: {0}")]
    Misunderstood(String),
}

#[derive(Serialize)]
struct Written<'a> {
    at: Timestamp,
    entries: Vec<&'a Row>,
    guidance: &'a Guidance,
}

#[derive(Deserialize)]
struct Read {
    at: Timestamp,
    entries: Vec<Row>,
    guidance: Guidance,
}

/// The bytes of a copy of what was live at that moment.
///
/// # Errors
///
/// Never of what came from the database: its texts are JSON already.
pub fn encode(
    at: Timestamp,
    published: &Published,
    guidance: &Guidance,
) -> Result<Vec<u8>, serde_json::Error> {
    let body = serde_json::to_vec(&Written { at, entries: published.rows().collect(), guidance })?;
    let mut bytes = format!("{FORM} {VERSION} {} {}\n", body.len(), sum(&body)).into_bytes();
    bytes.extend(body);
    Ok(bytes)
}

/// Puts a copy in the place of the one in that folder, which is made if need be. Blocks until it is on the disk. Two
/// programs that share a folder take turns.
///
/// # Errors
///
/// The older copy stays as it is, and nothing of the new one.
pub fn write(folder: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let place = File::open(folder)?;
    place.lock()?;
    let next = folder.join(NEXT);
    let written = write_through(&next, bytes).and_then(|()| fs::rename(&next, folder.join(NAME)));
    if let Err(cause) = written {
        // What it takes may be all that is missing.
        fs::remove_file(&next).ok();
        return Err(cause);
    }
    place.sync_all()
}

fn write_through(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// Reads the copy in that folder. Blocks.
///
/// # Errors
///
/// There is none, or it is not to be used; that it is not there is no reason for a word to the operator.
pub fn read(folder: &Path) -> Result<Copy, Unusable> {
    let bytes = fs::read(folder.join(NAME)).map_err(|cause| match cause.kind() {
        io::ErrorKind::NotFound => Unusable::Absent,
        _ => Unusable::Unreadable(cause),
    })?;
    decode(&bytes)
}

fn decode(bytes: &[u8]) -> Result<Copy, Unusable> {
    let line_end = bytes.iter().take(FIRST_LINE).position(|byte| *byte == b'\n').ok_or(Unusable::Foreign)?;
    let (line, body) = (&bytes[..line_end], &bytes[line_end + 1..]);
    let line = std::str::from_utf8(line).map_err(|_| Unusable::Foreign)?;
    let mut words = line.split(' ');
    if words.next() != Some(FORM) {
        return Err(Unusable::Foreign);
    }
    let version = words.next().and_then(|word| word.parse().ok()).ok_or(Unusable::Foreign)?;
    if version > VERSION {
        return Err(Unusable::TooNew(version));
    }
    if version < VERSION {
        return Err(Unusable::Foreign);
    }
    if words.next() != Some(body.len().to_string().as_str()) {
        return Err(Unusable::Damaged("it is not as long as it should be"));
    }
    if words.next() != Some(sum(body).as_str()) || words.next().is_some() {
        return Err(Unusable::Damaged("its checksum is another"));
    }
    let misunderstood = |cause: &dyn std::error::Error| Unusable::Misunderstood(cause.to_string());
    let Read { at, entries, guidance } =
        serde_json::from_slice(body).map_err(|cause| misunderstood(&cause))?;
    let published = Published::default().renewed(entries).map_err(|cause| misunderstood(&cause))?;
    Ok(Copy { published: published.copied_at(at), guidance })
}

fn sum(body: &[u8]) -> String {
    Sha256::digest(body).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::published::Origin;

    fn at() -> Timestamp {
        "2026-11-22T11:00:00.123456Z".parse().expect("a moment")
    }

    fn copy() -> Vec<u8> {
        encode(at(), &Published::default(), &Guidance::default()).expect("it can be written")
    }

    fn refusal(bytes: &[u8]) -> String {
        decode(bytes).expect_err("it is not used").to_string()
    }

    #[test]
    fn a_copy_knows_its_moment() {
        let read = decode(&copy()).expect("it can be read");
        assert_eq!(read.published.origin(), Origin::Copy(at()));
    }

    #[test]
    fn no_byte_may_be_another_and_none_may_be_missing() {
        let whole = copy();
        for index in 0..whole.len() {
            let mut damaged = whole.clone();
            damaged[index] ^= 1;
            assert!(decode(&damaged).is_err(), "byte {index}");
            assert!(decode(&whole[..index]).is_err(), "cut at {index}");
        }
        assert!(decode(&[whole.as_slice(), b" "].concat()).is_err(), "something behind it");
    }

    #[test]
    fn what_is_not_used_is_named() {
        let text = String::from_utf8(copy()).expect("a copy is text");
        assert_eq!(refusal(b""), "it is not a copy that this program made");
        assert_eq!(refusal(b"<!doctype html>\n"), "it is not a copy that this program made");
        let newer = text.replacen(" 1 ", " 2 ", 1);
        assert_eq!(
            refusal(newer.as_bytes()),
            "a newer version of the program made it (form 2; this one reads up to 1)"
        );
        assert_eq!(
            refusal(&text.as_bytes()[..text.len() - 1]),
            "it is damaged: it is not as long as it should be"
        );
        let other = text.replacen("synonyms", "synonymz", 1);
        assert_eq!(refusal(other.as_bytes()), "it is damaged: its checksum is another");
    }
}
