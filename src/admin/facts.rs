//! Facts that only one of the texts of a passage states: in words, and marked where they stand.
//!
//! Invariant: a fact is quoted as it was written.

use super::{
    changes::SpanView,
    parity::{ParityText, ParityView},
};
use crate::{
    content::facts::{Difference, Kind},
    lang::Lang,
    web::Locale,
};

/// Names the facts of a passage, and marks them in its texts.
pub(super) fn point_out(t: &Locale, view: &mut ParityView, differences: &[Difference]) {
    view.facts = sentences(t, differences);
    for text in &mut view.texts {
        let written = differences.iter().filter(|difference| is_written(difference.kind));
        let written: Vec<&str> =
            written.flat_map(|difference| difference.only.get(text.lang)).map(String::as_str).collect();
        mark(text, &written);
    }
}

/// Names the facts that only one of two texts states.
pub(super) fn sentences(t: &Locale, differences: &[Difference]) -> Vec<String> {
    differences.iter().map(|difference| sentence(t, difference)).collect()
}

/// "Amount: only in English: € 12; only in Dutch: € 13."
fn sentence(t: &Locale, difference: &Difference) -> String {
    let stated = |(lang, facts): (Lang, &Vec<String>)| {
        let values = [("lang", t.language(lang).into()), ("facts", t.list(facts).into())];
        (!facts.is_empty()).then(|| t.msg_with("translations-fact-only", &values))
    };
    let stated: Vec<String> = difference.only.iter().filter_map(stated).collect();
    let values = [("fact", kind(t, difference.kind).into()), ("stated", stated.join("; ").into())];
    t.msg_with("translations-fact", &values)
}

/// Whether the fact is words of the text; the length of a list is not.
fn is_written(kind: Kind) -> bool {
    !matches!(kind, Kind::List | Kind::Table)
}

/// Cuts the words of a text where a fact begins and ends.
fn mark(text: &mut ParityText, written: &[&str]) {
    let spans = std::mem::take(&mut text.spans);
    text.spans = spans.into_iter().flat_map(|span| cut(span, written)).collect();
}

fn cut(span: SpanView, written: &[&str]) -> Vec<SpanView> {
    if span.is_removed {
        return vec![span];
    }
    let piece = |text: &str, is_fact| SpanView { text: text.to_owned(), is_fact, ..span };
    let (mut pieces, mut rest) = (Vec::new(), span.text.as_str());
    while let Some((at, fact)) = first(rest, written) {
        let (before, after) = rest.split_at(at);
        pieces.extend((!before.is_empty()).then(|| piece(before, false)));
        pieces.push(piece(fact, true));
        rest = &after[fact.len()..];
    }
    pieces.extend((!rest.is_empty()).then(|| piece(rest, false)));
    pieces
}

/// The first of those facts that stands in a text as words of its own: the longest of those that begin there.
fn first<'a>(text: &str, written: &[&'a str]) -> Option<(usize, &'a str)> {
    let is_own = |at: usize, fact: &str| {
        let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let (begin, end) = (fact.chars().next(), fact.chars().next_back());
        let before = text[..at].chars().next_back();
        let after = text[at + fact.len()..].chars().next();
        !(joins(before) && joins(begin) || joins(after) && joins(end))
    };
    let places = written.iter().filter(|fact| !fact.is_empty()).filter_map(|fact| {
        text.match_indices(*fact).map(|(at, _)| at).find(|at| is_own(*at, fact)).map(|at| (at, *fact))
    });
    places.min_by_key(|(at, fact)| (*at, std::cmp::Reverse(fact.len())))
}

fn kind(t: &Locale, kind: Kind) -> String {
    match kind {
        Kind::Number => t.msg("translations-fact-number"),
        Kind::Percentage => t.msg("translations-fact-percentage"),
        Kind::Amount => t.msg("translations-fact-amount"),
        Kind::Date => t.msg("translations-fact-date"),
        Kind::Weekday => t.msg("translations-fact-weekday"),
        Kind::Time => t.msg("translations-fact-time"),
        Kind::Email => t.msg("translations-fact-email"),
        Kind::Phone => t.msg("translations-fact-phone"),
        Kind::Link => t.msg("translations-fact-link"),
        Kind::Reference => t.msg("translations-fact-reference"),
        Kind::List => t.msg("translations-fact-list"),
        Kind::Table => t.msg("translations-fact-table"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, written: &[&str]) -> Vec<String> {
        let span = SpanView { text: text.to_owned(), is_removed: false, is_added: false, is_fact: false };
        let pieces = cut(span, written).into_iter();
        pieces.map(|piece| if piece.is_fact { format!("[{}]", piece.text) } else { piece.text }).collect()
    }

    #[test]
    fn facts_are_marked_where_they_stand_alone() {
        assert_eq!(marked("It costs € 12 or 120.", &["12", "€ 12"]), ["It costs ", "[€ 12]", " or 120."]);
        assert_eq!(marked("12", &["12"]), ["[12]"]);
        assert_eq!(marked("x12, 12x", &["12", ""]), ["x12, 12x"]);
        assert_eq!(marked("9:00–9:00", &["9:00"]), ["[9:00]", "–", "[9:00]"]);
    }

    #[test]
    fn words_that_went_are_left_alone() {
        let span = SpanView { text: "12".to_owned(), is_removed: true, is_added: false, is_fact: false };
        assert!(cut(span, &["12"]).iter().all(|piece| !piece.is_fact));
    }
}
