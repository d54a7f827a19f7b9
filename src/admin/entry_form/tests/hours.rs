//! The hours of a contact as they are typed: what is wrong stands beside its field.

use super::*;
use crate::content::{contact::Contact, entry::Fields as KindFields};

/// A contact with one service on Monday, and these fields.
fn contact(pairs: &[(&str, &str)]) -> Fields {
    let mut fields = page(&[("organisation", "other")]);
    let service = [("services.1.mode", "walk_in"), ("services.1.monday", "9-12")];
    for (name, value) in service.iter().chain(pairs) {
        fields.set(name, *value);
    }
    fields
}

fn read_contact(fields: &Fields) -> Contact {
    let body = read(fields, Kind::Contact).expect("a good form");
    let KindFields::Contact(contact) = body.shared.fields else { unreachable!("it is one") };
    contact
}

/// What is typed, and what is wrong with it.
type Case<'a> = (&'a [(&'a str, &'a str)], &'a [(&'a str, Problem)]);

#[test]
fn hours_are_typed_as_people_write_them() {
    let fields = contact(&[
        ("services.1.monday", "9.00 tot 12.15 en 15.00 tot 17.00 uur"),
        ("services.1.wednesday", "9-16:30"),
        ("services.1.valid_from", "1-9-2026"),
        ("services.2.mode", ""),
        ("services.2.monday", ""),
    ]);
    let read = read_contact(&fields);
    let services: Vec<_> =
        read.services.iter().map(|(id, service)| (id.to_string(), service.value.hours.to_string())).collect();
    let hours = "2026 Sep 01-9999 Dec 31 Mo 09:00-12:15,15:00-17:00; 2026 Sep 01-9999 Dec 31 We 09:00-16:30";
    assert_eq!(services, [("1".to_owned(), hours.to_owned())], "an empty item is none");
    let written = write(&super::read(&fields, Kind::Contact).unwrap());
    assert_eq!(written.get("services.1.monday"), "09:00-12:15, 15:00-17:00");
    assert_eq!(written.get("services.1.valid_from"), "2026-09-01");
}

#[test]
fn what_is_wrong_with_hours_stands_beside_them() {
    let closed = [("exceptions.0.from", "24-12-2026"), ("exceptions.0.effect", "closed")];
    let cases: &[Case<'_>] = &[
        (&[("services.1.monday", "")], &[("services.1.monday", Problem::NoTimes)]),
        (&[("services.1.monday", "9-8")], &[("services.1.monday", Problem::Times)]),
        (&[("services.1.mode", "")], &[("services.1.mode", Problem::Missing)]),
        (
            &[("services.1.valid_from", "2026-09-01"), ("services.1.valid_until", "2026-08-31")],
            &[("services.1.valid_until", Problem::LastBeforeFirst)],
        ),
        (&[("services.1.valid_from", "1800-09-01")], &[("services.1.valid_from", Problem::Day)]),
        (
            &[("services.0.mode", "online"), ("services.0.monday", "9-12")],
            &[("services.0.mode", Problem::Choice)],
        ),
        (&[("holidays.christmas", "shorter")], &[("holidays.short", Problem::Missing)]),
        (&[("holidays.short", "9-12, 13-14")], &[("holidays.short", Problem::OneSpan)]),
        (&[("holidays.source", "a note")], &[("holidays.new_year", Problem::FactMissing)]),
        (&[("exceptions.0.effect", "closed")], &[("exceptions.0.from", Problem::Missing)]),
        (
            &[closed[0], closed[1], ("exceptions.0.until", "2026-12-23")],
            &[("exceptions.0.until", Problem::LastBeforeFirst)],
        ),
        (
            &[closed[0], closed[1], ("exceptions.0.hours", "9-12")],
            &[("exceptions.0.hours", Problem::HasNoTimes)],
        ),
        (
            &[closed[0], closed[1], ("exceptions.0.service", "2")],
            &[("exceptions.0.service", Problem::Choice)],
        ),
        (&[closed[0]], &[("exceptions.0.effect", Problem::Missing)]),
        (&[closed[0], ("exceptions.0.effect", "shorter")], &[("exceptions.0.hours", Problem::Missing)]),
        (
            &[closed[0], ("exceptions.0.effect", "shorter"), ("exceptions.0.hours", "9-12, 13-14")],
            &[("exceptions.0.hours", Problem::OneSpan)],
        ),
        (
            &[closed[0], ("exceptions.0.effect", "instead"), ("exceptions.0.hours", "9-12")],
            &[("exceptions.0.service", Problem::ServiceMissing)],
        ),
        (&[("review_months", "25")], &[("review_months", Problem::Months)]),
        (&[("languages", "klingon")], &[("languages", Problem::Choice)]),
        (&[("languages.source", "a note")], &[("languages", Problem::FactMissing)]),
        (&[("fees.source", "a note")], &[("fees.en.words", Problem::FactMissing)]),
        (&[("aliases.0.misspelling", "on")], &[("aliases.0.name", Problem::Missing)]),
    ];
    for (changes, expected) in cases {
        let found = problems(&contact(changes), Kind::Contact);
        let found: Vec<_> = found.iter().map(|(field, problem)| (field.as_str(), *problem)).collect();
        assert_eq!(found, *expected, "{changes:?}");
    }
}

#[test]
fn a_form_without_the_newer_fields_still_reads() {
    let fields = page(&[("organisation", "other"), ("email.value", "centre@example.org")]);
    let read = read_contact(&fields);
    assert!(read.services.is_empty() && read.holidays.is_none() && read.languages.is_none());
    assert_eq!(read.email.unwrap().value.to_string(), "centre@example.org");
}

#[test]
fn a_new_service_has_a_number_that_nothing_else_means() {
    let mut fields = contact(&[("exceptions.0.service", "2")]);
    let mut press = |button: &str| Operation::parse(button).unwrap().apply(&mut fields, "form");
    assert_eq!(press("add-service"), "services-3", "an exception is still about the second");
    assert_eq!(press("add-service"), "services-4");
    assert_eq!(press("service-remove:3"), "services");
    assert_eq!(press("add-service"), "services-3");
    assert_eq!(press("add-exception"), "exceptions-1");
    assert_eq!(press("add-alias"), "aliases-0");
}
