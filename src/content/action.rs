//! An action of the implementation plan. Its title and description are its text.

use serde::{Deserialize, Serialize};

use super::values::{Line, PartialDate};
use crate::{ids::EntryId, lang::PerLang};

/// What both languages of an action share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// The goals it serves.
    pub goals: Vec<EntryId>,
    /// How soon it comes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// How far it is.
    pub status: Status,
    /// Who leads it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lead: Option<PerLang<Option<Line>>>,
    /// When it starts or started.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<PartialDate>,
    /// When it ends or ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<PartialDate>,
}

/// How soon an action comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Priority {
    /// First.
    High,
    /// After the first.
    Medium,
    /// When there is room.
    Low,
}

/// How far an action is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Not begun.
    Planned,
    /// Begun.
    UnderWay,
    /// Finished.
    Done,
    /// Ended before it was finished.
    Stopped,
}
