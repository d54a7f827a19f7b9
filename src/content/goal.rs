//! A goal of the internationalisation policy: its number; its words are its text.

use serde::{Deserialize, Serialize};

/// What both languages of a goal share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// Its place in the policy, from 1.
    pub number: u8,
}
