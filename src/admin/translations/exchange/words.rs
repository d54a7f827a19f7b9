//! What is wrong with a file or a unit, in words.

use crate::{
    content::xliff::{Broken, Fault, MOST_FILES, Reason},
    web::Locale,
};

/// Why a file cannot be read.
pub(super) fn of_broken(t: &Locale, broken: &Broken) -> String {
    let words = of_fault(t, &broken.fault);
    match broken.line {
        None => words,
        Some(line) => {
            t.msg_with("xliff-fault-line", &[("line", line.to_string().into()), ("words", words.into())])
        }
    }
}

fn of_fault(t: &Locale, fault: &Fault) -> String {
    let text = |text: &str| text.to_owned().into();
    match fault {
        Fault::TooLong => t.msg("xliff-fault-too-long"),
        Fault::TooMuch => t.msg("xliff-fault-too-much"),
        Fault::TooManyFiles => t.msg_with("xliff-fault-too-many-files", &[("number", MOST_FILES.into())]),
        Fault::NotUtf8 => t.msg("xliff-fault-not-utf-8"),
        Fault::Xml(_) => t.msg("xliff-fault-xml"),
        Fault::Truncated => t.msg("xliff-fault-truncated"),
        Fault::DocumentType => t.msg("xliff-fault-document-type"),
        Fault::Entity(name) => t.msg_with("xliff-fault-entity", &[("name", text(name))]),
        Fault::NotXliff => t.msg("xliff-fault-not-xliff"),
        Fault::Version(version) => t.msg_with("xliff-fault-version", &[("version", text(version))]),
        Fault::Language(tag) => t.msg_with("xliff-fault-language", &[("tag", text(tag))]),
        Fault::Languages => t.msg("xliff-fault-languages"),
        Fault::Original(name) => t.msg_with("xliff-fault-original", &[("name", text(name))]),
        Fault::TwoRevisions(entry) => {
            t.msg_with("xliff-fault-two-revisions", &[("entry", text(entry.as_str()))])
        }
    }
}

/// Where a unit is in the file.
pub(super) fn of_place(t: &Locale, unit: &str, line: usize) -> String {
    let values = [("unit", unit.to_owned().into()), ("line", line.to_string().into())];
    t.msg_with("xliff-place", &values)
}

/// Why a unit cannot be taken over.
pub(super) fn of_reason(t: &Locale, reason: &Reason) -> String {
    match reason {
        Reason::UnknownUnit => t.msg("xliff-reason-unknown-unit"),
        Reason::Twice => t.msg("xliff-reason-twice"),
        Reason::OtherSource => t.msg("xliff-reason-other-source"),
        Reason::MarkLost(mark) => t.msg_with("xliff-reason-mark-lost", &[("mark", mark.clone().into())]),
        Reason::MarkUnknown(mark) => {
            t.msg_with("xliff-reason-mark-unknown", &[("mark", mark.clone().into())])
        }
        Reason::LinkInLink(mark) => t.msg_with("xliff-reason-link-in-link", &[("mark", mark.clone().into())]),
        Reason::NotOurs(name) => t.msg_with("xliff-reason-not-ours", &[("name", name.clone().into())]),
        Reason::NotALine => t.msg("xliff-reason-not-a-line"),
        Reason::HalfDone => t.msg("xliff-reason-half-done"),
        Reason::Incomplete => t.msg("xliff-reason-incomplete"),
        Reason::NoTitle => t.msg("xliff-reason-no-title"),
    }
}
