//! What can be wrong with a field, and how it is said to the person who filled it in.
//!
//! Invariant: a problem belongs to a field that is in the form, or to the form as a whole.

use crate::{lang::Lang, web::Locale};

/// A field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// The name of the field; empty for the form as a whole.
    pub field: String,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Problem {
    /// It has to be filled in.
    Missing,
    /// There are words in this language, but no title.
    TitleMissing,
    /// A source, a date or a tick without the fact they belong to.
    FactMissing,
    /// Too long for one line, or unreadable.
    Line,
    /// No word of an address.
    Slug,
    /// No web address.
    WebAddress,
    /// No e-mail address.
    Email,
    /// No phone number.
    Phone,
    /// No year, month or day.
    Date,
    /// No day.
    Day,
    /// No day with a time.
    Minute,
    /// A time that the clock skips.
    MinuteSkipped,
    /// An end that is not after the start.
    EndsFirst,
    /// What closes is about nothing that could be closed.
    ClosesNothing,
    /// No number such as 13.1.
    Amount,
    /// No number such as 2, from 1 to 255.
    Number,
    /// No size such as 1.2 MB.
    Size,
    /// No short word that names a series.
    Series,
    /// No times of a day such as 9:00-12:15, 15:00-17:00.
    Times,
    /// More times than one.
    OneSpan,
    /// No times on any day.
    NoTimes,
    /// Times on a day on which nothing happens.
    HasNoTimes,
    /// A last day before the first.
    LastBeforeFirst,
    /// No number of months from 1 to 24.
    Months,
    /// It has to be said about which service it is.
    ServiceMissing,
    /// None of the choices that are offered.
    Choice,
    /// No language is chosen.
    NoLanguage,
    /// An entry that does not exist.
    NoSuchEntry,
    /// The text links to or quotes an entry that does not exist.
    NoSuchTarget,
    /// More text than a section may hold.
    TextTooLong,
    /// More sections than an entry may have.
    TooManySections,
    /// More items than a list may have.
    TooManyItems,
    /// More than a form may hold.
    TooLarge,
    /// The text in this language is said to be updated, and is as it was.
    NotChanged(Lang),
    /// The languages are said to say the same, and nothing is said in this one.
    NotWritten(Lang),
    /// The languages differ on purpose, and it is not said why.
    ReasonMissing,
    /// There is a reason, and no answer that it is for.
    AnswerMissing,
    /// A reason that is too long.
    ReasonTooLong,
}

impl Problem {
    /// What is said beside the field.
    pub fn words(self, t: &Locale) -> String {
        match self {
            Problem::Missing => t.msg("editor-problem-missing"),
            Problem::TitleMissing => t.msg("editor-problem-title-missing"),
            Problem::FactMissing => t.msg("editor-problem-fact-missing"),
            Problem::Line => t.msg("editor-problem-line"),
            Problem::Slug => t.msg("editor-problem-slug"),
            Problem::WebAddress => t.msg("editor-problem-web-address"),
            Problem::Email => t.msg("editor-problem-email"),
            Problem::Phone => t.msg("editor-problem-phone"),
            Problem::Date => t.msg("editor-problem-date"),
            Problem::Day => t.msg("editor-problem-day"),
            Problem::Minute => t.msg("editor-problem-minute"),
            Problem::MinuteSkipped => t.msg("editor-problem-minute-skipped"),
            Problem::EndsFirst => t.msg("editor-problem-ends-first"),
            Problem::ClosesNothing => t.msg("editor-problem-closes-nothing"),
            Problem::Amount => t.msg("editor-problem-amount"),
            Problem::Number => t.msg("editor-problem-number"),
            Problem::Size => t.msg("editor-problem-size"),
            Problem::Series => t.msg("editor-problem-series"),
            Problem::Times => t.msg("contact-form-problem-times"),
            Problem::OneSpan => t.msg("contact-form-problem-one-span"),
            Problem::NoTimes => t.msg("contact-form-problem-no-times"),
            Problem::HasNoTimes => t.msg("contact-form-problem-has-no-times"),
            Problem::LastBeforeFirst => t.msg("contact-form-problem-last-before-first"),
            Problem::Months => t.msg("contact-form-problem-months"),
            Problem::ServiceMissing => t.msg("contact-form-problem-service-missing"),
            Problem::Choice => t.msg("editor-problem-choice"),
            Problem::NoLanguage => t.msg("editor-problem-no-language"),
            Problem::NoSuchEntry => t.msg("editor-problem-no-such-entry"),
            Problem::NoSuchTarget => t.msg("editor-problem-no-such-target"),
            Problem::TextTooLong => t.msg("editor-problem-text-too-long"),
            Problem::TooManySections => t.msg("editor-problem-too-many-sections"),
            Problem::TooManyItems => t.msg("editor-problem-too-many-items"),
            Problem::TooLarge => t.msg("editor-problem-too-large"),
            Problem::NotChanged(lang) => {
                t.msg_with("standing-problem-not-changed", &[("lang", t.language(lang).into())])
            }
            Problem::NotWritten(lang) => {
                t.msg_with("standing-problem-not-written", &[("lang", t.language(lang).into())])
            }
            Problem::ReasonMissing => t.msg("standing-problem-reason-missing"),
            Problem::AnswerMissing => t.msg("standing-problem-answer-missing"),
            Problem::ReasonTooLong => t.msg("standing-problem-reason-too-long"),
        }
    }
}
