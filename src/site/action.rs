//! Actions of the implementation plan: all of them, or those of one goal.

use super::{
    parity::{self, ParityLine},
    view::{Anchor, Moment, View},
};
use crate::{
    content::{
        action::{Action, Priority, Status},
        entry::{Fields, Kind},
        published::{Entry, Text},
    },
    ids::EntryId,
};

/// An action as it is printed.
pub(super) struct ActionItem {
    /// Its title.
    pub title: String,
    /// What it is.
    pub text: Option<String>,
    /// How far it is.
    pub status: String,
    /// The look of the badge that says so.
    pub tone: &'static str,
    /// The goals it serves.
    pub goals: Vec<Anchor>,
    /// How soon it comes.
    pub priority: Option<String>,
    /// When it starts.
    pub from: Option<Moment>,
    /// When it ends.
    pub until: Option<Moment>,
    /// Who leads it.
    pub lead: Option<String>,
    /// How its words stand to those in the other language.
    pub parity: Option<ParityLine>,
}

/// Every action that serves the goal (none: any), in the order of the plan.
pub(super) fn list(view: View<'_>, goal: Option<&EntryId>) -> Vec<ActionItem> {
    view.published
        .of_kind(Kind::Action, view.lang())
        .into_iter()
        .filter_map(|(entry, text)| match &entry.fields {
            Fields::Action(action) if goal.is_none_or(|goal| action.goals.contains(goal)) => {
                Some(ActionItem::of(view, entry, text, action))
            }
            _ => None,
        })
        .collect()
}

impl ActionItem {
    /// Whether there is more to say than its title and text.
    pub(super) fn has_facts(&self, with_goals: bool) -> bool {
        let has_goals = with_goals && !self.goals.is_empty();
        let has_period = self.from.is_some() || self.until.is_some();
        has_goals || has_period || self.priority.is_some() || self.lead.is_some()
    }

    pub(super) fn of(view: View<'_>, entry: &Entry, text: &Text, action: &Action) -> ActionItem {
        let (status, tone) = status(view, action.status);
        let lead = action.lead.as_ref().and_then(|lead| lead.get(view.lang()).as_ref());
        ActionItem {
            title: text.title.to_string(),
            text: text.summary.as_ref().map(ToString::to_string),
            status,
            tone,
            goals: action.goals.iter().filter_map(|goal| view.anchor(goal)).collect(),
            priority: action.priority.map(|priority| priority_word(view, priority)),
            from: action.from.map(|date| view.date(date)),
            until: action.until.map(|date| view.date(date)),
            lead: lead.map(ToString::to_string),
            parity: parity::of_item(view, entry),
        }
    }
}

fn status(view: View<'_>, status: Status) -> (String, &'static str) {
    match status {
        Status::Planned => (view.t.msg("action-status-planned"), ""),
        Status::UnderWay => (view.t.msg("action-status-under-way"), " lp-badge--info"),
        Status::Done => (view.t.msg("action-status-done"), " lp-badge--positive"),
        Status::Stopped => (view.t.msg("action-status-stopped"), " lp-badge--negative"),
    }
}

fn priority_word(view: View<'_>, priority: Priority) -> String {
    match priority {
        Priority::High => view.t.msg("action-priority-high"),
        Priority::Medium => view.t.msg("action-priority-medium"),
        Priority::Low => view.t.msg("action-priority-low"),
    }
}
