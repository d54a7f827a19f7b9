//! The form of the file of one entry.
//!
//! Invariant: what an editor would miss after an export and an import is in it.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize, de};

use super::live::Live;
use crate::{
    content::{
        agreement::Agreement,
        confirmation::Days,
        entry::{Body, Kind, Section},
    },
    ids::EntryId,
    lang::Lang,
    token::is_hex,
};

/// The content of one entry. Keys are written in alphabetical order, rich text with one block to a line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryFile {
    /// What was declared about its texts; when the key is absent, every pair of texts is taken to say the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agreements: Option<Vec<Agreement>>,
    /// Put away: not live, and in nobody's way.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub archived: bool,
    /// When what its details said was found right, by what they said.
    #[serde(default, skip_serializing_if = "Days::is_empty", deserialize_with = "confirmations")]
    pub confirmations: Days,
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
    /// The outline a language went live with, where it is not the one that is live now: that came with another.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub live_outlines: BTreeMap<Lang, Vec<Section>>,
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
    /// Why, as readers are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Whether its address leads to the successor instead of answering 410.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub redirects: bool,
    /// Where readers are sent instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<EntryId>,
}

/// Reads days by digests; what is none is named in the complaint.
fn confirmations<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Days, D::Error> {
    let days = Days::deserialize(deserializer)?;
    match days.keys().find(|digest| !is_hex(digest, 64)) {
        Some(wrong) => Err(de::Error::custom(format!("{wrong:?} is not a digest: 64 hexadecimal digits"))),
        None => Ok(days),
    }
}

impl EntryFile {
    /// What it says is live.
    pub(super) fn live(&self) -> Option<Live> {
        Some(Live { body: self.live.clone()?, outlines: self.live_outlines.clone() })
    }

    /// The kind of the entry.
    pub(super) fn kind(&self) -> Kind {
        let body = self.live.as_ref().or(self.draft.as_ref());
        // A file that was read has one or the other.
        body.map_or(Kind::Page, |body| body.shared.fields.kind())
    }
}
