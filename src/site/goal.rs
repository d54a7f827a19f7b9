//! A goal of the policy: its page with its actions, and its card in the overview.

use askama::Template;

use super::{
    action::{self, ActionItem},
    mention::Mentions,
    page::{self, Frame},
    parity::{self, ParityLine},
    section::{SectionView, Shown},
    view::{Anchor, View},
};
use crate::{
    content::{
        entry::{Fields, Kind},
        published::{Entry, Text},
    },
    web::{error::Result, layout::Layout},
};

/// The page of a goal.
#[derive(Template)]
#[template(path = "site/goal.html")]
struct GoalPage<'a> {
    layout: Layout<'a>,
    frame: Frame,
    sections: Vec<SectionView>,
    actions: Vec<ActionItem>,
    previous: Option<Anchor>,
    next: Option<Anchor>,
}

/// A goal in the overview.
pub(super) struct GoalCard {
    /// Its place in the policy.
    pub number: u8,
    /// Its page, under its title without the number.
    pub anchor: Anchor,
    /// What it is.
    pub text: Option<String>,
    /// How its words stand to those in the other language.
    pub parity: Option<ParityLine>,
}

pub(super) fn render(view: View<'_>, entry: &Entry, text: &Text) -> Result<String> {
    let goals = in_order(view);
    let index = goals.iter().position(|(_, goal, _)| goal.id == entry.id).unwrap_or_default();
    let beside = |index: Option<usize>| index.and_then(|index| view.anchor(&goals.get(index)?.1.id));
    let mentions = Mentions::of(view, entry, text);
    let page = GoalPage {
        layout: page::layout(view, entry, text, Vec::new()),
        sections: super::section::list(view, entry, text, &mentions),
        frame: Frame::of(view, entry, text, mentions),
        actions: action::list(view, Some(&entry.id)),
        previous: beside(index.checked_sub(1)),
        next: beside(Some(index + 1)),
    };
    Ok(page.render()?)
}

/// Every goal, by number.
pub(super) fn list(view: View<'_>) -> Vec<GoalCard> {
    let card = |(number, entry, text): (u8, &Entry, &Text)| {
        let anchor = Anchor { title: text.title.to_string(), ..view.anchor(&entry.id)? };
        let summary = text.summary.as_ref().map(ToString::to_string);
        Some(GoalCard { number, anchor, text: summary, parity: parity::of_item(view, entry) })
    };
    in_order(view).into_iter().filter_map(card).collect()
}

fn in_order(view: View<'_>) -> Vec<(u8, &Entry, &Text)> {
    let mut goals: Vec<_> = view
        .published
        .of_kind(Kind::Goal, view.lang())
        .into_iter()
        .filter_map(|(entry, text)| match &entry.fields {
            Fields::Goal(goal) => Some((goal.number, entry, text)),
            _ => None,
        })
        .collect();
    goals.sort_by_key(|(number, _, _)| *number);
    goals
}
