//! Figures: quoted in a sentence, as one large number, and as tables by series.
//!
//! Invariant: figures of different series never share a table, and none is shown without its value.

use super::{
    parity::{self, ParityLine},
    view::{Anchor, Moment, View},
};
use crate::{
    content::{
        entry::{Fields, Kind},
        figure::{Figure, Unit},
        values::{Amount, Line, PartialDate, WebAddress},
    },
    web::locales::FluentValue,
};

/// One number in large.
pub(super) struct FigurePanel {
    /// The number with its unit.
    pub value: String,
    /// Of a percentage, the length of its bar from 0 to 100.
    pub bar: Option<String>,
}

/// The figures of one series.
pub(super) struct Series {
    /// Its name, for ids.
    pub id: String,
    /// What its figures are about.
    pub caption: String,
    /// What is counted.
    pub definition: Option<String>,
    /// The figures, oldest first.
    pub rows: Vec<Row>,
    /// How their words stand to those in the other language.
    pub parity: Option<ParityLine>,
}

/// A figure in a table.
pub(super) struct Row {
    /// When it was so.
    pub date: Option<Moment>,
    /// In words when it was so, where the date is not known.
    pub occasion: Option<String>,
    /// The number with its unit.
    pub value: String,
    /// The length of its bar.
    pub bar: Option<String>,
    /// Where it comes from.
    pub source: Option<Source>,
    /// When it was compared with the source.
    pub checked: Option<Moment>,
}

/// Where a fact comes from.
pub(super) enum Source {
    /// A website.
    Website(Anchor),
    /// Something else.
    Words(String),
}

impl Source {
    pub(super) fn of(view: View<'_>, source: &Line) -> Source {
        match WebAddress::try_from(source.to_string()) {
            Ok(address) => {
                let anchor = view.website(&address);
                // The name of the website says enough; the whole address breaks a table.
                let host = anchor.title.split('/').next().unwrap_or_default().to_owned();
                Source::Website(Anchor { title: host, ..anchor })
            }
            Err(_) => Source::Words(source.to_string()),
        }
    }
}

impl FigurePanel {
    pub(super) fn of(view: View<'_>, figure: &Figure) -> Option<FigurePanel> {
        Some(FigurePanel { value: in_numbers(view, figure)?, bar: bar(figure) })
    }
}

/// The number within a sentence: "12 percent".
pub(super) fn in_words(view: View<'_>, figure: &Figure) -> String {
    let Some(value) = &figure.value else { return String::new() };
    match figure.unit {
        Unit::Percent => view.t.msg_with("figure-percent-words", &[("value", written(view, &value.value))]),
        Unit::People => people(view, &value.value),
    }
}

/// The number in a table: "12%".
fn in_numbers(view: View<'_>, figure: &Figure) -> Option<String> {
    let value = figure.value.as_ref()?;
    Some(match figure.unit {
        Unit::Percent => view.t.msg_with("figure-percent", &[("value", written(view, &value.value))]),
        Unit::People => people(view, &value.value),
    })
}

fn people(view: View<'_>, amount: &Amount) -> String {
    let count = FluentValue::from(amount.to_f64());
    view.t.msg_with("figure-people", &[("value", written(view, amount)), ("count", count)])
}

fn written(view: View<'_>, amount: &Amount) -> FluentValue<'static> {
    view.t.number(&amount.to_string()).into()
}

fn bar(figure: &Figure) -> Option<String> {
    let value = figure.value.as_ref()?.value.to_f64();
    (figure.unit == Unit::Percent && (0.0..=100.0).contains(&value)).then(|| value.to_string())
}

/// Every series that has a figure to show.
pub(super) fn list(view: View<'_>) -> Vec<Series> {
    let mut all: Vec<Series> = Vec::new();
    let mut figures: Vec<_> = view
        .published
        .of_kind(Kind::Figure, view.lang())
        .into_iter()
        .filter_map(|(entry, text)| match &entry.fields {
            Fields::Figure(figure) => Some((entry, figure, text)),
            _ => None,
        })
        .collect();
    figures.sort_by_key(|(_, figure, _)| figure.date.map(PartialDate::first_day));
    for (entry, figure, text) in figures {
        let Some(row) = Row::of(view, figure) else { continue };
        let unit = match figure.unit {
            Unit::Percent => "percent",
            Unit::People => "people",
        };
        let id = format!("{}-{unit}", figure.series);
        match all.iter_mut().find(|series| series.id == id) {
            Some(series) => {
                series.rows.push(row);
                series.parity = series.parity.take().or_else(|| parity::of_item(view, entry));
            }
            None => all.push(Series {
                id,
                caption: text.title.to_string(),
                definition: text.summary.as_ref().map(ToString::to_string),
                rows: vec![row],
                parity: parity::of_item(view, entry),
            }),
        }
    }
    all
}

impl Row {
    fn of(view: View<'_>, figure: &Figure) -> Option<Row> {
        let value = figure.value.as_ref()?;
        let occasion = figure.occasion.as_ref().and_then(|occasion| occasion.get(view.lang()).as_ref());
        Some(Row {
            date: figure.date.map(|date| view.date(date)),
            occasion: occasion.map(ToString::to_string),
            value: in_numbers(view, figure)?,
            bar: bar(figure),
            source: value.source.as_ref().map(|source| Source::of(view, source)),
            checked: value.checked_on.map(|day| view.date(PartialDate::Day(day))),
        })
    }
}
