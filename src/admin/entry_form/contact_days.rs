//! The days on which the hours of a contact are others: holidays, and exceptions.
//!
//! Invariant: what is shorter or otherwise says its hours, and an exception names a service of the form or none.

use serde::{Deserialize, Serialize};

use super::{Problem, contact_hours::typed, reader::Reader, writing::Writer};
use crate::content::{
    contact::Contact,
    detail::Detail,
    hours::{Effect, Exception, Holiday, Holidays, ServiceId, Switch},
};

/// What happens, as it is chosen; its hours are typed beside it.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Choice {
    Closed,
    Shorter,
    Instead,
}

pub(super) fn write(writer: &mut Writer, contact: &Contact) {
    let holidays = contact.holidays.as_ref();
    for holiday in Holiday::ALL {
        let switch = holidays.and_then(|holidays| holidays.value.days.get(holiday));
        writer.choice(&format!("holidays.{}", holiday.as_str()), switch);
    }
    writer.optional("holidays.short", holidays.and_then(|holidays| holidays.value.short));
    writer.provenance("holidays", holidays);
    for (index, exception) in contact.exceptions.iter().enumerate() {
        write_exception(writer, &format!("exceptions.{index}"), exception);
    }
}

fn write_exception(writer: &mut Writer, prefix: &str, detail: &Detail<Exception>) {
    let exception = &detail.value;
    let (choice, hours) = match &exception.effect {
        Effect::Closed => (Choice::Closed, None),
        Effect::Shorter(span) => (Choice::Shorter, Some(span.to_string())),
        Effect::Instead(times) => (Choice::Instead, Some(typed(times))),
    };
    writer.text(&format!("{prefix}.from"), &exception.from);
    let until = Some(exception.until).filter(|until| *until != exception.from);
    writer.optional(&format!("{prefix}.until"), until);
    writer.optional(&format!("{prefix}.service"), exception.service);
    writer.choice(&format!("{prefix}.effect"), Some(choice));
    writer.optional(&format!("{prefix}.hours"), hours);
    writer.per_lang(&format!("{prefix}."), "reason", exception.reason.as_ref());
    writer.provenance(prefix, Some(detail));
}

pub(super) fn read_holidays(reader: &mut Reader<'_>) -> Option<Detail<Holidays>> {
    let fields = || Holiday::ALL.iter().map(|holiday| format!("holidays.{}", holiday.as_str()));
    let mut holidays = Holidays { short: reader.span("holidays.short"), ..Holidays::default() };
    for (holiday, field) in Holiday::ALL.iter().zip(fields()) {
        if let Some(switch) = reader.choice::<Switch>(&field) {
            holidays.days.insert(*holiday, switch);
        }
    }
    let is_short = holidays.days.values().any(|switch| *switch == Switch::Shorter);
    if is_short && !reader.has("holidays.short") {
        reader.wrong("holidays.short", Problem::Missing);
    }
    let said = fields().chain(["holidays.short".to_owned()]).find(|field| reader.has(field));
    let holidays = (holidays != Holidays::default()).then_some(holidays);
    reader.around("holidays", said.as_deref().unwrap_or("holidays.new_year"), holidays)
}

pub(super) fn read_exceptions(reader: &mut Reader<'_>) -> Vec<Detail<Exception>> {
    let items = reader.items("exceptions");
    items.iter().filter_map(|item| read_exception(reader, item)).collect()
}

fn read_exception(reader: &mut Reader<'_>, prefix: &str) -> Option<Detail<Exception>> {
    let [from_field, until_field] = ["from", "until"].map(|field| format!("{prefix}.{field}"));
    if !reader.has(&from_field) {
        reader.wrong(from_field.as_str(), Problem::Missing);
    }
    let from = reader.day(&from_field);
    let until = if reader.has(&until_field) { reader.day(&until_field) } else { from };
    let is_backward = from.zip(until).is_some_and(|(from, until)| until < from);
    if is_backward {
        reader.wrong(until_field, Problem::LastBeforeFirst);
    }
    let service = read_about(reader, &format!("{prefix}.service"));
    let effect = read_effect(reader, prefix);
    let reason = reader.per_lang(&format!("{prefix}."), "reason");
    let exception = || {
        let (from, until) = from.zip(until).filter(|_| !is_backward)?;
        Some(Exception { from, until, service: service?, effect: effect?, reason })
    };
    let exception = exception();
    reader.around(prefix, &from_field, exception)
}

/// The service of the form that it is about; none inside: all of them.
fn read_about(reader: &mut Reader<'_>, name: &str) -> Option<Option<ServiceId>> {
    if !reader.has(name) {
        return Some(None);
    }
    let typed = reader.typed(name);
    let is_there = reader.fields.items("services").contains(&typed);
    let service = ServiceId::try_from(typed.to_owned()).ok().filter(|_| is_there);
    if service.is_none() {
        reader.wrong(name, Problem::Choice);
    }
    service.map(Some)
}

fn read_effect(reader: &mut Reader<'_>, prefix: &str) -> Option<Effect> {
    let [name, hours, service] = ["effect", "hours", "service"].map(|field| format!("{prefix}.{field}"));
    if !reader.has(&name) {
        reader.wrong(name.as_str(), Problem::Missing);
    }
    let choice = reader.choice::<Choice>(&name)?;
    match (choice, reader.has(&hours)) {
        (Choice::Closed, true) => reader.wrong(hours.as_str(), Problem::HasNoTimes),
        (Choice::Shorter | Choice::Instead, false) => reader.wrong(hours.as_str(), Problem::Missing),
        _ => {}
    }
    if choice == Choice::Instead && !reader.has(&service) {
        reader.wrong(service, Problem::ServiceMissing);
    }
    match choice {
        Choice::Closed => Some(Effect::Closed),
        Choice::Shorter => reader.span(&hours).map(Effect::Shorter),
        Choice::Instead => reader.times(&hours).map(Effect::Instead),
    }
}
