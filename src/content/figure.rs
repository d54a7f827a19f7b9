//! A figure: one number at one time, with unit and source. Its caption is its title, its definition its summary.
//!
//! Invariant: the number stands here alone; texts quote it by reference.

use serde::{Deserialize, Serialize};

use super::{
    detail::{Detail, confirmed},
    values::{Amount, Line, PartialDate},
};
use crate::{ids::SectionId, lang::PerLang};

/// What both languages of a figure share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Figure {
    /// Figures of one series have one definition and may be compared; the name is any short word.
    pub series: SectionId,
    /// The day or period the number is about, if it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PartialDate>,
    /// In words when the number was given, if its date is not known: "when the policy was adopted (2020)".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub occasion: Option<PerLang<Option<Line>>>,
    /// The number, with its source and the day it was checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Detail<Amount>>,
    /// What is counted.
    pub unit: Unit,
}

/// What a figure counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Hundredths of the whole that the caption names.
    Percent,
    /// Persons.
    People,
}

impl Figure {
    /// The figure as readers may see it.
    pub(super) fn confirmed(self) -> Figure {
        Figure { value: confirmed(self.value), ..self }
    }
}
