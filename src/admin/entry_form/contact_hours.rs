//! The services of a contact, each with its hours: a field of text for each day of the week.
//!
//! Invariant: the number of a service in the form is the one by which it is stored, and by which exceptions name it.

use std::collections::BTreeMap;

use super::{Problem, reader::Reader, writing::Writer};
use crate::content::{
    contact::Words,
    detail::Detail,
    hours::{Service, ServiceId, Spans, Week},
};

/// The fields of the days of the week, from Monday on. Their names are longer than the tag of a language.
pub const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// The rank of a day of the week, from 0 for Monday, by the name of its field.
pub fn weekday(field: &str) -> Option<usize> {
    WEEKDAYS.iter().position(|day| *day == field)
}

pub(super) fn write(writer: &mut Writer, services: &BTreeMap<ServiceId, Detail<Service>>) {
    for (id, service) in services {
        let prefix = format!("services.{id}");
        let Service { name, mode, hours, note } = &service.value;
        writer.per_lang(&format!("{prefix}."), "name", Some(name));
        writer.choice(&format!("{prefix}.mode"), Some(mode));
        writer.optional(&format!("{prefix}.valid_from"), hours.valid_from);
        writer.optional(&format!("{prefix}.valid_until"), hours.valid_until);
        for (day, times) in WEEKDAYS.iter().zip(hours.days()) {
            writer.optional(&format!("{prefix}.{day}"), times.as_ref().map(typed));
        }
        writer.per_lang(&format!("{prefix}."), "note", note.as_ref());
        writer.provenance(&prefix, Some(service));
    }
}

/// Times as they are typed: `09:00-12:15, 15:00-17:00`.
pub(super) fn typed(times: &Spans) -> String {
    times.to_string().replace(',', ", ")
}

pub(super) fn read(reader: &mut Reader<'_>) -> BTreeMap<ServiceId, Detail<Service>> {
    let items = reader.items("services");
    items.iter().filter_map(|item| Some((read_id(reader, item)?, read_service(reader, item)?))).collect()
}

fn read_id(reader: &mut Reader<'_>, prefix: &str) -> Option<ServiceId> {
    let id = prefix.strip_prefix("services.").and_then(|id| ServiceId::try_from(id.to_owned()).ok());
    if id.is_none() {
        reader.wrong(format!("{prefix}.mode"), Problem::Choice);
    }
    id
}

fn read_service(reader: &mut Reader<'_>, prefix: &str) -> Option<Detail<Service>> {
    let below = format!("{prefix}.");
    let name = reader.per_lang(&below, "name").unwrap_or_else(|| Words::from_fn(|_| None));
    let mode_field = format!("{prefix}.mode");
    if !reader.has(&mode_field) {
        reader.wrong(mode_field.as_str(), Problem::Missing);
    }
    let mode = reader.choice(&mode_field);
    let hours = read_week(reader, prefix);
    let note = reader.per_lang(&below, "note");
    let service = mode.zip(hours).map(|(mode, hours)| Service { name, mode, hours, note });
    reader.around(prefix, &mode_field, service)
}

fn read_week(reader: &mut Reader<'_>, prefix: &str) -> Option<Week> {
    let [from_field, until_field] = ["valid_from", "valid_until"].map(|field| format!("{prefix}.{field}"));
    let (from, until) = (reader.day(&from_field), reader.day(&until_field));
    if from.zip(until).is_some_and(|(from, until)| until < from) {
        reader.wrong(until_field, Problem::LastBeforeFirst);
        return None;
    }
    let fields = WEEKDAYS.map(|day| format!("{prefix}.{day}"));
    if !fields.iter().any(|field| reader.has(field)) {
        reader.wrong(fields[0].as_str(), Problem::NoTimes);
        return None;
    }
    let days = fields.each_ref().map(|field| reader.times(field));
    let is_read = days.iter().any(Option::is_some);
    let week = Week::new(from, until, days);
    if week.is_none() && is_read {
        // A day so far away that hours cannot say it.
        reader.wrong(if from.is_some() { from_field } else { until_field }, Problem::Day);
    }
    week
}
