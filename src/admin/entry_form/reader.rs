//! Values out of the fields of a form, each checked where it is read.
//!
//! Invariant: the errors stand in the order of the fields, at most one for each.

use std::collections::{HashMap, HashSet};

use jiff::{
    civil::{Date, DateTime},
    tz::AmbiguousOffset,
};
use serde::de::DeserializeOwned;

use super::{FieldError, Fields, LIST_ITEMS, Problem};
use crate::{
    clock,
    content::{
        detail::Detail,
        hours::{Span, Spans},
        values::{Line, PartialDate, minute},
    },
    lang::{Lang, PerLang},
};

/// Fields being read, and what was wrong with those that were.
pub(super) struct Reader<'a> {
    pub(super) fields: &'a Fields,
    first: HashMap<&'a str, &'a str>,
    pub(super) errors: Vec<FieldError>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(fields: &'a Fields) -> Reader<'a> {
        Reader { fields, first: fields.index(), errors: Vec::new() }
    }

    /// What was typed, without the white space around it.
    pub(super) fn typed(&self, name: &str) -> &'a str {
        self.first.get(name).map(|value| value.trim()).unwrap_or_default()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        !self.typed(name).is_empty()
    }

    pub(super) fn is_ticked(&self, name: &str) -> bool {
        self.has(name)
    }

    pub(super) fn wrong(&mut self, field: impl Into<String>, problem: Problem) {
        self.errors.push(FieldError { field: field.into(), problem });
    }

    /// A value that checks itself; none where nothing or the wrong thing was typed.
    pub(super) fn optional<T: TryFrom<String>>(&mut self, name: &str, problem: Problem) -> Option<T> {
        let typed = self.typed(name);
        if typed.is_empty() {
            return None;
        }
        let value = T::try_from(typed.to_owned()).ok();
        if value.is_none() {
            self.wrong(name, problem);
        }
        value
    }

    /// The same, of a field that has to be filled in.
    pub(super) fn required<T: TryFrom<String>>(&mut self, name: &str, problem: Problem) -> Option<T> {
        if !self.has(name) {
            self.wrong(name, Problem::Missing);
        }
        self.optional(name, problem)
    }

    /// One line; the line breaks of a larger field are spaces.
    pub(super) fn line(&mut self, name: &str) -> Option<Line> {
        let typed = self.typed(name);
        if typed.is_empty() {
            return None;
        }
        let line = Line::try_from(typed.replace("\r\n", " ").replace(['\r', '\n', '\t'], " ")).ok();
        if line.is_none() {
            self.wrong(name, Problem::Line);
        }
        line
    }

    /// A line in each language; none where no language has one.
    pub(super) fn per_lang(&mut self, prefix: &str, name: &str) -> Option<PerLang<Option<Line>>> {
        let lines = PerLang::from_fn(|lang| self.line(&format!("{prefix}{lang}.{name}")));
        let is_said = lines.iter().any(|(_, line)| line.is_some());
        is_said.then_some(lines)
    }

    /// The field of the first language in which something is typed there; of the first language if there is none.
    pub(super) fn said(&self, prefix: &str, name: &str) -> String {
        let mut fields = Lang::ALL.iter().map(|lang| format!("{prefix}{lang}.{name}"));
        let said = fields.clone().find(|field| self.has(field));
        said.or_else(|| fields.next()).unwrap_or_default()
    }

    /// A choice by its name in stored bodies.
    pub(super) fn choice<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let typed = self.typed(name);
        if typed.is_empty() {
            return None;
        }
        let choice = serde_json::from_value(serde_json::Value::from(typed)).ok();
        if choice.is_none() {
            self.wrong(name, Problem::Choice);
        }
        choice
    }

    /// The same, where one has to be made.
    pub(super) fn required_choice<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        if !self.has(name) {
            self.wrong(name, Problem::Choice);
        }
        self.choice(name)
    }

    /// A year, a month or a day; also with the day first, as people here write it.
    pub(super) fn date(&mut self, name: &str) -> Option<PartialDate> {
        let typed = self.typed(name);
        if typed.is_empty() {
            return None;
        }
        let date = PartialDate::try_from(year_first(typed)).ok();
        if date.is_none() {
            self.wrong(name, Problem::Date);
        }
        date
    }

    pub(super) fn day(&mut self, name: &str) -> Option<Date> {
        let typed = self.typed(name);
        if typed.is_empty() {
            return None;
        }
        let day = year_first(typed).parse().ok();
        if day.is_none() {
            self.wrong(name, Problem::Day);
        }
        day
    }

    /// A day and a time that clocks in Leiden show; the day may come first.
    pub(super) fn minute(&mut self, name: &str) -> Option<DateTime> {
        let typed = self.typed(name);
        if typed.is_empty() {
            self.wrong(name, Problem::Missing);
            return None;
        }
        let Some(minute) = read_minute(typed) else {
            self.wrong(name, Problem::Minute);
            return None;
        };
        if let AmbiguousOffset::Gap { .. } = clock::zone().to_ambiguous_timestamp(minute).offset() {
            self.wrong(name, Problem::MinuteSkipped);
            return None;
        }
        Some(minute)
    }

    /// Times of a day as people type them.
    pub(super) fn times(&mut self, name: &str) -> Option<Spans> {
        let typed = self.typed(name);
        if typed.is_empty() {
            return None;
        }
        let times = Spans::typed(typed);
        if times.is_none() {
            self.wrong(name, Problem::Times);
        }
        times
    }

    /// The same, where there can be one time only: from, until.
    pub(super) fn span(&mut self, name: &str) -> Option<Span> {
        match self.times(name)?.as_slice() {
            [span] => Some(*span),
            _ => {
                self.wrong(name, Problem::OneSpan);
                None
            }
        }
    }

    /// A fact around a value that was read from `value_field`. A source, a day or a tick without a fact is an error.
    pub(super) fn around<T>(
        &mut self,
        prefix: &str,
        value_field: &str,
        value: Option<T>,
    ) -> Option<Detail<T>> {
        let names =
            [format!("{prefix}.source"), format!("{prefix}.checked_on"), format!("{prefix}.unconfirmed")];
        let source = self.line(&names[0]);
        let checked_on = self.day(&names[1]);
        let unconfirmed = self.is_ticked(&names[2]);
        if !self.has(value_field) && names.iter().any(|name| self.has(name)) {
            self.wrong(value_field, Problem::FactMissing);
        }
        value.map(|value| Detail { value, source, checked_on, unconfirmed })
    }

    /// A fact that is one value.
    pub(super) fn detail<T: TryFrom<String>>(&mut self, prefix: &str, problem: Problem) -> Option<Detail<T>> {
        let name = format!("{prefix}.value");
        let value = self.optional(&name, problem);
        self.around(prefix, &name, value)
    }

    /// The prefixes of the items of a list in which something is typed: `phones.0`, `phones.1`.
    pub(super) fn items(&mut self, list: &str) -> Vec<String> {
        let items = self.fields.items(list);
        if items.len() > LIST_ITEMS {
            self.wrong(format!("{list}.{}", items[LIST_ITEMS]), Problem::TooManyItems);
        }
        let prefixes = items.into_iter().take(LIST_ITEMS).map(|item| format!("{list}.{item}"));
        let is_said = |prefix: &String| {
            let below = format!("{prefix}.");
            self.fields
                .pairs()
                .iter()
                .any(|(name, value)| name.starts_with(&below) && !value.trim().is_empty())
        };
        prefixes.filter(is_said).collect()
    }

    /// Every value of a repeated field.
    pub(super) fn repeated<T: TryFrom<String>>(&mut self, name: &str) -> Vec<T> {
        let fields = self.fields;
        let typed: Vec<&str> = fields.all(name).map(str::trim).filter(|value| !value.is_empty()).collect();
        if typed.len() > LIST_ITEMS {
            self.wrong(name, Problem::TooManyItems);
            return Vec::new();
        }
        let values: Vec<T> = typed.iter().filter_map(|value| T::try_from((*value).to_owned()).ok()).collect();
        if values.len() < typed.len() {
            self.wrong(name, Problem::Choice);
        }
        values
    }

    /// In the order of the form, the first of each field.
    pub(super) fn into_errors(self) -> Vec<FieldError> {
        let mut places: HashMap<&str, usize> = HashMap::new();
        for (place, (name, _)) in self.fields.pairs().iter().enumerate() {
            places.entry(name).or_insert(place);
        }
        let mut errors = self.errors;
        errors.sort_by_key(|error| places.get(error.field.as_str()).copied().unwrap_or(usize::MAX));
        let mut seen = HashSet::new();
        errors.retain(|error| seen.insert(error.field.clone()));
        errors
    }
}

/// `22-11-2026 13:00`, `2026-11-22 9.30` and `2026-11-22T13:00` as a minute.
fn read_minute(typed: &str) -> Option<DateTime> {
    let (day, time) = typed.split_once([' ', 'T'])?;
    let (hour, minute) = time.trim().split_once([':', '.'])?;
    let day = year_first(day.trim_end_matches(','));
    minute::parse(&format!("{day}T{hour:0>2}:{minute}")).ok()
}

/// `22-11-2026`, `22/11/2026` and `11-2026` as `2026-11-22` and `2026-11`; anything else as it is.
fn year_first(typed: &str) -> String {
    let parts: Vec<&str> = typed.split(['-', '/', '.']).collect();
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    match parts.as_slice() {
        [day, month, year]
            if year.len() == 4
                && day.len() <= 2
                && month.len() <= 2
                && parts.iter().all(|part| digits(part)) =>
        {
            format!("{year}-{month:0>2}-{day:0>2}")
        }
        [month, year] if year.len() == 4 && month.len() <= 2 && parts.iter().all(|part| digits(part)) => {
            format!("{year}-{month:0>2}")
        }
        _ => typed.to_owned(),
    }
}
