//! Every entry with its languages: what is in step, what is behind and by how much, what readers see.
//!
//! Invariant: a state is said in words; colour only helps.

use super::{
    survey::Survey,
    worklist::{address, passage_name},
};
use crate::{
    admin::{kinds, tree::LanguageState},
    content::{agreement::LANGS, parity::State, worklist::Compared},
    ids::EntryId,
    lang::Lang,
    web::Locale,
};

/// An entry, as a row.
pub(super) struct RowView {
    pub id: EntryId,
    pub title: String,
    pub kind: String,
    pub cells: Vec<CellView>,
}

/// An entry in a language.
pub(super) struct CellView {
    /// What is so, in words.
    pub words: String,
    /// How the badge looks.
    pub tone: &'static str,
    /// Where to work on the first passage that waits.
    pub href: Option<String>,
    /// What that link leads to, for who does not see the row and the column.
    pub target: String,
    /// How many passages differ on purpose.
    pub differs: Option<String>,
    /// What readers see.
    pub live: Option<LanguageState>,
}

/// The heads of the columns.
pub(super) fn languages(t: &Locale) -> Vec<String> {
    LANGS.into_iter().map(|lang| t.language(lang)).collect()
}

/// How many rows there are.
pub(super) fn total(t: &Locale, count: usize) -> String {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    t.msg_with("translations-entries-total", &[("count", count.into())])
}

/// By how many passages a language is behind; nothing where it is not.
pub(in crate::admin) fn behind_by(t: &Locale, count: usize) -> Option<String> {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    (count > 0).then(|| t.msg_with("translations-behind-by", &[("count", count.into())]))
}

impl RowView {
    pub(super) fn of(t: &Locale, survey: &Survey, entry: &Compared) -> RowView {
        let title = survey.title(t, &entry.id);
        RowView {
            id: entry.id.clone(),
            kind: kinds::name(t, entry.kind),
            cells: LANGS
                .into_iter()
                .map(|lang| CellView {
                    live: survey.glance(&entry.id).map(|glance| LanguageState::of(t, glance, lang)),
                    ..CellView::of(t, entry, &title, lang)
                })
                .collect(),
            title,
        }
    }
}

impl CellView {
    fn of(t: &Locale, entry: &Compared, title: &str, lang: Lang) -> CellView {
        let behind = || entry.open().filter(|standing| standing.state.behind().contains(&lang));
        let first = behind().next();
        let is_missing = entry.body.texts.get(lang).is_none();
        let (words, tone) = match behind_by(t, behind().count()) {
            _ if is_missing => (t.msg("translations-missing"), " lp-badge--warning"),
            None => (t.msg("translations-in-step"), " lp-badge--positive"),
            Some(words) => (words, " lp-badge--warning"),
        };
        let differs = entry.standings.iter().filter(|standing| standing.state == State::Differs);
        let differs = i64::try_from(differs.count()).ok().filter(|count| *count > 0);
        let place = first.map(|standing| passage_name(t, &entry.body, &standing.passage));
        CellView {
            words,
            tone,
            href: first.map(|standing| address(&entry.id, &standing.passage)),
            target: place.map(|place| format!("{}, {title}, {place}", t.language(lang))).unwrap_or_default(),
            differs: differs
                .map(|count| t.msg_with("translations-differs-count", &[("count", count.into())])),
            live: None,
        }
    }
}
