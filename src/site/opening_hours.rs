//! The opening hours of every contact point for the next eight weeks, with closures and holidays.
//!
//! Invariant: it is at one address in each language, which no entry can take, and is made from the same calendars as
//! the pages of the contact points.

use askama::Template;
use jiff::ToSpan;

use super::{
    contact, json_ld, page,
    view::{Anchor, View},
};
use crate::{
    content::{
        entry::{Fields, Kind},
        hours::{Calendar, Holiday},
    },
    lang::Lang,
    web::{
        App,
        error::Result,
        hours::{self, Label, Line, WEEKS, WeekView},
        layout::{Layout, ProgramPage},
        urls,
    },
};

#[derive(Template)]
#[template(path = "site/opening_hours.html")]
struct OpeningHoursPage<'a> {
    layout: Layout<'a>,
    breadcrumb: Vec<Anchor>,
    title: String,
    summary: String,
    points: Vec<Point>,
    /// The contact points of which no hours are known.
    unknown: Vec<Anchor>,
    holidays: Vec<Line>,
}

/// The hours of one contact point.
struct Point {
    id: String,
    anchor: Anchor,
    label: Label,
    note: Option<String>,
    weeks: Vec<WeekView>,
}

/// Whether the page is at that path, in one language or another.
pub(super) fn is_at(app: &App, path: &str) -> bool {
    Lang::ALL.iter().any(|lang| app.locale(*lang).msg("hours-path") == path)
}

pub(super) fn render(view: View<'_>) -> Result<String> {
    let title = view.t.msg("hours-title");
    let summary = view.t.msg("hours-description");
    let (mut points, mut unknown) = (Vec::new(), Vec::new());
    let today = view.today();
    for (entry, _) in view.published.of_kind(Kind::Contact, view.lang()) {
        let (Fields::Contact(fields), Some(anchor)) = (&entry.fields, view.anchor(&entry.id)) else {
            continue;
        };
        let closures = contact::closures(view, entry);
        let calendar = Calendar::new(fields, &closures);
        match contact::label(view, entry, fields) {
            Some(label) => points.push(Point {
                id: entry.id.to_string(),
                anchor,
                label,
                note: contact::hours_note(view, fields),
                weeks: hours::weeks(view.t, calendar, today),
            }),
            None => unknown.push(anchor),
        }
    }
    let above = view.published.overview_of_contacts(view.lang()).or_else(|| view.published.home());
    let breadcrumb = above.map(|above| page::breadcrumb_below(view, above)).unwrap_or_default();
    let own = ProgramPage {
        title: &title,
        description: &summary,
        address: urls::opening_hours,
        above,
        json_ld: json_ld::program_graph(view, &title, &urls::opening_hours(view.t), &breadcrumb),
    };
    let page = OpeningHoursPage {
        layout: Layout::of_program(view.app, view.published, view.lang(), own),
        breadcrumb,
        title,
        summary,
        points,
        unknown,
        holidays: holidays(view),
    };
    Ok(page.render()?)
}

/// The holidays of the next eight weeks, whatever anyone does on them.
fn holidays(view: View<'_>) -> Vec<Line> {
    let days = view.today().series(1.day()).take(WEEKS * 7);
    days.filter_map(|day| {
        let names: Vec<String> = Holiday::on(day).map(|holiday| view.t.holiday(holiday.as_str())).collect();
        (!names.is_empty()).then(|| Line {
            day: view.t.date_with_weekday(day),
            datetime: Some(day.to_string()),
            last: None,
            words: names,
            is_special: true,
        })
    })
    .collect()
}
