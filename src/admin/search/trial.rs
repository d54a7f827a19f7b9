//! A query that is tried: its answers, each with the reasons why it stands where it does.

use crate::{
    lang::Lang,
    search::{Field, Findable, How, Index, Reason, Results},
    web::Locale,
};

/// Answers that are explained.
const MOST: usize = 10;

/// What a query gives.
pub(super) struct Trial {
    /// What was probably meant.
    pub correction: Option<String>,
    /// The answers, the best first.
    pub answers: Vec<Answer>,
}

/// An answer.
pub(super) struct Answer {
    /// Its title.
    pub title: String,
    /// The language of the title, where it is not the person's own.
    pub lang: Option<Lang>,
    /// Its entry.
    pub entry: String,
    /// Whether staff put it on top.
    pub is_promoted: bool,
    /// "4.21; 80 percent of the words".
    pub score: String,
    /// Word by word.
    pub reasons: Vec<Row>,
}

/// What one word gives.
pub(super) struct Row {
    /// The word that was asked.
    pub asked: String,
    /// What was found for it, and why it may mean that.
    pub found: String,
    /// Where it stands.
    pub places: String,
    /// What it gives.
    pub score: String,
}

impl Trial {
    pub(super) fn of(findable: &Findable, t: &Locale, query: &str, lang: Lang) -> Trial {
        let (published, index): (_, &Index) = (findable.published(), findable.index());
        let asked = index.ask(query, lang);
        let Results { hits, promoted } = index.search(&asked);
        let answers = hits.iter().take(MOST).enumerate().filter_map(|(at, hit)| {
            let own = std::iter::once(lang).chain(lang.others());
            let (text, spoken) =
                own.into_iter().find_map(|own| Some((published.text(&hit.entry, own)?.1, own)))?;
            let covered = format!("{:.0}", hit.covered * 100.0);
            let score = [("score", number(t, hit.score).into()), ("part", covered.into())];
            let reasons = index.explain(published, &asked, &hit.entry);
            Some(Answer {
                title: text.title.to_string(),
                lang: (spoken != t.lang()).then_some(spoken),
                entry: hit.entry.to_string(),
                is_promoted: at < promoted,
                score: t.msg_with("search-admin-score", &score),
                reasons: reasons.iter().map(|reason| Row::of(t, reason)).collect(),
            })
        });
        Trial { answers: answers.collect(), correction: asked.correction.clone() }
    }
}

impl Row {
    fn of(t: &Locale, reason: &Reason) -> Row {
        let Some(found) = &reason.found else {
            let none = t.msg("search-admin-not-found");
            return Row {
                asked: reason.asked.clone(),
                found: none,
                places: String::new(),
                score: number(t, 0.0),
            };
        };
        let place = |(field, count): &(Field, usize)| format!("{} × {count}", field_name(t, *field));
        Row {
            asked: reason.asked.clone(),
            found: format!("{} ({}, {})", found.words, t.language(found.lang), how_name(t, found.how)),
            places: found.places.iter().map(place).collect::<Vec<_>>().join(", "),
            score: number(t, found.score),
        }
    }
}

fn number(t: &Locale, value: f32) -> String {
    t.number(&format!("{value:.2}"))
}

fn field_name(t: &Locale, field: Field) -> String {
    match field {
        Field::Title => t.msg("search-field-title"),
        Field::Name => t.msg("search-field-name"),
        Field::Summary => t.msg("search-field-summary"),
        Field::Heading => t.msg("search-field-heading"),
        Field::Text => t.msg("search-field-text"),
        Field::Listed => t.msg("search-field-listed"),
        Field::Subject => t.msg("search-field-subject"),
    }
}

fn how_name(t: &Locale, how: How) -> String {
    match how {
        How::Exact => t.msg("search-how-exact"),
        How::Stem => t.msg("search-how-stem"),
        How::Parts => t.msg("search-how-parts"),
        How::Joined => t.msg("search-how-joined"),
        How::Synonym => t.msg("search-how-synonym"),
        How::Beginning => t.msg("search-how-beginning"),
        How::Typo => t.msg("search-how-typo"),
    }
}
