//! Opening hours: which service is given when, and on which days it is otherwise.
//!
//! Hours belong to a service, not to a building: on one day people may come in for advice and be registered by
//! appointment. "By appointment" is neither open nor closed.
//!
//! | file | what it is |
//! |---|---|
//! | `span` | times of a day |
//! | `week` | the hours of a service, in the syntax of OpenStreetMap |
//! | `holiday` | Dutch public holidays, and the day off of Leiden |
//! | `calendar` | what a day is like: the one place where hours, holidays and exceptions meet |
//! | `status` | what is the case at a moment, and until when |
//! | `exchange` | all hours of a contact as one value for other programs |
//!
//! Invariant: whoever says anything about hours asks [`Calendar`]; nothing else evaluates them.

mod calendar;
mod exchange;
mod holiday;
mod span;
mod status;
mod week;

use std::{collections::BTreeMap, fmt};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub use self::{
    calendar::{Calendar, Closure, Cut, Day, Reason},
    exchange::opening_hours,
    holiday::{Holiday, easter},
    span::{InvalidSpans, Minute, Span, Spans},
    status::{Active, Next, Status},
    week::{InvalidWeek, WEEKDAYS, Week},
};
use super::{contact::Words, values::day};

/// The number of a service within its contact, from 1 to 999; it keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ServiceId(u16);

/// Text that is no number of a service.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0:?} is not the number of a service: 1 to 999")]
pub struct InvalidServiceId(String);

/// Something that is done for people at certain hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// What it is, such as "BSN registration".
    pub name: Words,
    /// How one gets it.
    pub mode: Mode,
    /// When.
    pub hours: Week,
    /// What else there is to know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Words>,
}

/// How one gets a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// By coming in. Only this is called open.
    WalkIn,
    /// By appointment. It is never called open or closed.
    ByAppointment,
    /// By calling.
    ByPhone,
    /// By e-mail, chat or video call.
    Online,
}

/// What an organisation does on holidays.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holidays {
    /// Each holiday of which it is known.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub days: BTreeMap<Holiday, Switch>,
    /// The hours of a short day: what lies outside of them is cut off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub short: Option<Span>,
}

/// What happens on a holiday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Switch {
    /// The same as on any other day.
    Open,
    /// Nothing.
    Closed,
    /// What lies within the hours of a short day.
    Shorter,
}

/// Days on which the hours are others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The first day.
    #[serde(deserialize_with = "day")]
    pub from: Date,
    /// The last day.
    #[serde(deserialize_with = "day")]
    pub until: Date,
    /// The service that it is about; none: all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<ServiceId>,
    /// What happens on these days.
    pub effect: Effect,
    /// Why, in a few words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Words>,
}

/// What happens on a day that is an exception.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Effect {
    /// Nothing.
    Closed,
    /// What lies outside of these hours is cut off.
    Shorter(Span),
    /// These hours, and no others.
    Instead(Spans),
}

impl Mode {
    /// All of them, the one that is said first first.
    pub const ALL: &'static [Mode] = &[Mode::WalkIn, Mode::ByAppointment, Mode::ByPhone, Mode::Online];

    /// Its name in bodies and forms.
    pub fn as_str(self) -> &'static str {
        match self {
            Mode::WalkIn => "walk_in",
            Mode::ByAppointment => "by_appointment",
            Mode::ByPhone => "by_phone",
            Mode::Online => "online",
        }
    }
}

impl ServiceId {
    /// The service of that number.
    pub fn new(number: u16) -> Option<ServiceId> {
        (1..1000).contains(&number).then_some(ServiceId(number))
    }
}

impl TryFrom<String> for ServiceId {
    type Error = InvalidServiceId;

    fn try_from(text: String) -> Result<Self, InvalidServiceId> {
        let id = text.parse().ok().and_then(ServiceId::new).filter(|id| id.to_string() == text);
        id.ok_or(InvalidServiceId(text))
    }
}

impl From<ServiceId> for String {
    fn from(id: ServiceId) -> String {
        id.to_string()
    }
}

impl fmt::Display for ServiceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}
