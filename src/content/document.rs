//! A document: a link to something published elsewhere, with its language. Its title is its text.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::values::{Line, WebAddress, day};
use crate::lang::Lang;

/// What both languages of a document share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    /// Where it is.
    pub url: WebAddress,
    /// The languages it is in; a reader is told when theirs is not among them.
    pub languages: Vec<Lang>,
    /// The file type and size, such as "PDF, 1.2 MB"; absent for a web page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<FileFormat>,
    /// The last look at the link.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link_check: Option<LinkCheck>,
}

/// What a reader downloads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileFormat {
    /// The type, such as PDF.
    pub format: Line,
    /// The size in bytes.
    pub bytes: u64,
}

/// Whether the link worked, and when that was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LinkCheck {
    /// The day of the check.
    #[serde(deserialize_with = "day")]
    pub on: Date,
    /// Whether the document was there.
    pub works: bool,
}
