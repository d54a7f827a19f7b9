//! The details of a contact in words, for whoever is to say whether they are right.
//!
//! Invariant: all that a detail says is there, in every language in which it says something.

use jiff::civil::Date;

use crate::content::contact::{Contact, Item, Organisation, PostalAddress, Said, Words};
use crate::content::detail::Detail;
use crate::content::hours::{self, Calendar, Effect, Exception, Holidays, Service, ServiceId};
use crate::content::overdue::Fact;
use crate::content::values::PartialDate;
use crate::lang::Lang;
use crate::web::{Locale, hours as words_of_hours};

/// A detail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DetailView {
    /// What it is.
    pub label: String,
    /// What it says, line by line; in a language where that is another.
    pub lines: Vec<(Option<Lang>, String)>,
    /// When it was checked last.
    pub checked_on: Option<Date>,
}

impl DetailView {
    /// A detail as it is on that day.
    pub fn of(t: &Locale, item: &Item, today: Date) -> DetailView {
        DetailView {
            label: label(t, item.fact),
            lines: match &item.said {
                Said::Words(words) => in_each_language(words),
                said => lines(t, said, today).into_iter().map(|line| (None, line)).collect(),
            },
            checked_on: item.checked_on,
        }
    }
}

/// What a fact is called.
pub fn label(t: &Locale, fact: Fact) -> String {
    match fact {
        Fact::Website => t.msg("fact-website"),
        Fact::Email => t.msg("fact-email"),
        Fact::Phone => t.msg("fact-phone"),
        Fact::Address => t.msg("fact-address"),
        Fact::Directions => t.msg("contact-directions"),
        Fact::Accessibility => t.msg("contact-accessibility"),
        Fact::Appointment => t.msg("contact-appointment"),
        Fact::Languages => t.msg("contact-languages"),
        Fact::Fees => t.msg("contact-fees"),
        Fact::ForWhom => t.msg("contact-for-whom"),
        Fact::NotForWhom => t.msg("contact-not-for-whom"),
        Fact::Service => t.msg("hours-title"),
        Fact::Holidays => t.msg("contact-holidays"),
        Fact::Exception => t.msg("contact-exceptions"),
        Fact::HoursNote => t.msg("hours-note"),
        Fact::NamedSince => t.msg("contact-named-since"),
        Fact::Value => t.msg("fact-value"),
        Fact::Link => t.msg("fact-link"),
    }
}

fn in_each_language(words: &Words) -> Vec<(Option<Lang>, String)> {
    let said = words.iter().filter_map(|(lang, line)| Some((Some(lang), line.as_ref()?.to_string())));
    said.collect()
}

fn lines(t: &Locale, said: &Said, today: Date) -> Vec<String> {
    match said {
        Said::Plain(text) => vec![text.clone()],
        Said::Phone(phone) => {
            let label = phone.label.as_ref().and_then(|label| label.get(t.lang()).as_ref());
            let label = label.map(|label| format!(" ({label})")).unwrap_or_default();
            vec![format!("{}{label}", phone.number)]
        }
        Said::Address(address) => address_lines(address),
        Said::Words(words) => in_each_language(words).into_iter().map(|(_, line)| line).collect(),
        Said::Languages(languages) => {
            let name = |tag: &str| t.msg_with("language-spoken", &[("tag", tag.into())]);
            let names: Vec<String> = languages.iter().map(|language| name(language.tag())).collect();
            vec![t.list(&names)]
        }
        Said::Service(service) => service_lines(t, service, today),
        Said::Holidays(holidays) => holiday_lines(t, holidays),
        Said::Exception(exception) => exception_lines(t, exception),
        Said::Date(PartialDate::Year(year)) => vec![year.to_string()],
        Said::Date(PartialDate::Month(month)) => vec![t.month(*month)],
        Said::Date(PartialDate::Day(day)) => vec![t.date(*day)],
    }
}

fn address_lines(address: &PostalAddress) -> Vec<String> {
    let town = match &address.postcode {
        Some(postcode) => format!("{postcode} {}", address.city),
        None => address.city.to_string(),
    };
    let above = [&address.building, &address.street].into_iter().flatten().map(ToString::to_string);
    above.chain([town]).collect()
}

/// As the page of the contact says it.
fn service_lines(t: &Locale, service: &Service, today: Date) -> Vec<String> {
    let mut contact = Contact::new(Organisation::Other);
    let detail = Detail { value: service.clone(), source: None, checked_on: None, unconfirmed: false };
    contact.services.extend(ServiceId::new(1).map(|id| (id, detail)));
    let mut lines = Vec::new();
    for view in words_of_hours::services(t, Calendar::new(&contact, &[]), today) {
        lines.push(view.name.map_or(view.mode.clone(), |name| format!("{name}, {}", view.mode)));
        lines.extend(view.period);
        lines.extend(view.days.into_iter().map(|day| format!("{}: {}", day.day, day.words.join(", "))));
        lines.extend(view.note);
    }
    lines
}

fn holiday_lines(t: &Locale, holidays: &Holidays) -> Vec<String> {
    let switch = |switch: &hours::Switch| match switch {
        hours::Switch::Open => t.msg("check-holiday-open"),
        hours::Switch::Closed => t.msg("check-holiday-closed"),
        hours::Switch::Shorter => t.msg("check-holiday-shorter"),
    };
    let day = |(holiday, is): (&hours::Holiday, &hours::Switch)| {
        format!("{}: {}", t.holiday(holiday.as_str()), switch(is))
    };
    let short = holidays.short.map(|short| words_of_hours::times(t, &[short]));
    let short = short.map(|times| t.msg_with("check-holiday-short", &[("times", times.into())]));
    holidays.days.iter().map(day).chain(short).collect()
}

fn exception_lines(t: &Locale, exception: &Exception) -> Vec<String> {
    let days = if exception.from == exception.until {
        t.date_with_weekday(exception.from)
    } else {
        let days = [("from", t.date(exception.from).into()), ("until", t.date(exception.until).into())];
        t.msg_with("hours-from-until", &days)
    };
    let effect = match &exception.effect {
        Effect::Closed => t.msg("hours-day-closed"),
        Effect::Shorter(span) => words_of_hours::times(t, &[*span]),
        Effect::Instead(spans) => words_of_hours::times(t, spans.as_slice()),
    };
    let reason = exception.reason.iter().flat_map(in_each_language).map(|(_, words)| words);
    std::iter::once(format!("{days}: {effect}")).chain(reason).collect()
}
