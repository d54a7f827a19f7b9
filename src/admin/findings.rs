//! What the checks found, in words, each with a link to its place in the form.
//!
//! Invariant: every rule has its sentence in every language.

use super::{changes::Names, entry};
use crate::{
    content::{
        checks::{Finding, Known, Rule, Severity, Typed, check},
        entry::Body,
    },
    ids::EntryId,
    lang::Lang,
    web::Locale,
};

/// A finding for people.
pub(super) struct FindingView {
    /// Where to mend it.
    pub href: String,
    /// Where it is, in words.
    pub place: String,
    /// What it is.
    pub words: String,
    /// Whether it stops publication.
    pub is_error: bool,
    /// The language it is about.
    pub lang: Lang,
    /// The form with what would mend it chosen already: where it is and what it does.
    pub offer: Option<(String, String)>,
}

/// What is found in every language that the entry says something in; errors first.
pub(super) fn list(names: &Names<'_>, id: &EntryId, body: &Body, known: &Known) -> Vec<FindingView> {
    let said = Lang::ALL.iter().copied().filter(|lang| body.texts.get(*lang).is_some());
    let mut views: Vec<FindingView> = said
        .flat_map(|lang| check(id, body, lang, known).into_iter().map(move |finding| (lang, finding)))
        .map(|(lang, finding)| FindingView::of(names, id, body, lang, &finding))
        .collect();
    views.sort_by_key(|view| !view.is_error);
    views
}

impl FindingView {
    fn of(names: &Names<'_>, id: &EntryId, body: &Body, lang: Lang, finding: &Finding) -> FindingView {
        FindingView {
            href: entry::address_of(id, &finding.unit),
            place: names.unit(body.shared.fields.kind(), &finding.unit, body),
            words: words(names.t, &finding.rule),
            is_error: finding.severity() == Severity::Error,
            lang,
            offer: offer(names.t, id, body, finding),
        }
    }
}

/// A section that shows nothing yet can show the contact of which it says a detail.
fn offer(t: &Locale, id: &EntryId, body: &Body, finding: &Finding) -> Option<(String, String)> {
    let Rule::TypedDetail { contact, name, .. } = &finding.rule else { return None };
    let section = finding.unit.section()?;
    body.section(section).filter(|section| section.refers_to.is_none())?;
    let words = t.msg_with("check-typed-show", &[("name", name.clone().into())]);
    Some((entry::address_showing(id, section, contact), words))
}

fn words(t: &Locale, rule: &Rule) -> String {
    let quoted = |text: &str| [("text", text.to_owned().into())];
    match rule {
        Rule::MissingText => t.msg("check-missing-text"),
        Rule::MissingSlug => t.msg("check-missing-slug"),
        Rule::MissingSummary => t.msg("check-missing-summary"),
        Rule::EmptyHeading => t.msg("check-empty-heading"),
        Rule::HeadingWithoutText(text) => t.msg_with("check-heading-without-text", &quoted(text)),
        Rule::SkippedLevel(text) => t.msg_with("check-skipped-level", &quoted(text)),
        Rule::LooksLikeHeading(text) => t.msg_with("check-looks-like-heading", &quoted(text)),
        Rule::LooksLikeList(text) => t.msg_with("check-looks-like-list", &quoted(text)),
        Rule::TableWithoutHeader => t.msg("check-table-without-header"),
        Rule::GenericLink(text) => t.msg_with("check-generic-link", &quoted(text)),
        Rule::DocumentWithoutType(text) => t.msg_with("check-document-without-type", &quoted(text)),
        Rule::DocumentWithoutLanguage(text) => t.msg_with("check-document-without-language", &quoted(text)),
        Rule::OtherLanguage(text) => t.msg_with("check-other-language", &quoted(text)),
        Rule::LongSentences { count, longest } => {
            let values = [("count", (*count).into()), ("longest", (*longest).into())];
            t.msg_with("check-long-sentences", &values)
        }
        Rule::HardWord(text) => t.msg_with("check-hard-word", &quoted(text)),
        Rule::OldName { old, name } => {
            t.msg_with("check-old-name", &[("old", old.clone().into()), ("name", name.clone().into())])
        }
        Rule::TypedDetail { detail, typed, name, .. } => {
            let values = [("text", typed.clone().into()), ("name", name.clone().into())];
            match detail {
                Typed::Phone => t.msg_with("check-typed-phone", &values),
                Typed::Email => t.msg_with("check-typed-email", &values),
                Typed::Website => t.msg_with("check-typed-website", &values),
                Typed::Address => t.msg_with("check-typed-address", &values),
            }
        }
    }
}
