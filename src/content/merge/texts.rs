//! Merging what a language says.
//!
//! Invariant: a text that one side removed and the other changed stays.

use std::collections::BTreeMap;

use super::{
    Conflict, Sides,
    outline::{Place, Whose, said},
    pick_text,
};
use crate::{
    content::{
        entry::{SectionText, Text},
        rich_text::RichText,
        unit::Unit,
        values::Line,
    },
    ids::SectionId,
    lang::Lang,
};

/// What both sides say in a language, under those sections.
pub(super) fn merge(
    sides: Sides<'_>,
    lang: Lang,
    outline: &[Place],
    conflicts: &mut Vec<Conflict>,
) -> Option<Text> {
    let texts = [sides.base, sides.mine, sides.theirs].map(|body| body.texts.get(lang).as_ref());
    let [base, mine, theirs] = texts;
    match (mine, theirs) {
        (None, None) => None,
        (Some(_), Some(_)) => merge_both(sides, lang, texts, outline, conflicts),
        (Some(text), None) | (None, Some(text)) => {
            let Some(before) = base else { return Some(text.clone()) };
            if text == before {
                return None;
            }
            conflicts.push(Conflict {
                place: Unit::Text(lang),
                base: Some(readable(before)),
                theirs: theirs.map(readable),
            });
            Some(text.clone())
        }
    }
}

fn readable(text: &Text) -> String {
    let sections = text.sections.values().flat_map(|words| {
        [words.heading.as_ref().map(ToString::to_string), Some(words.text.as_str().to_owned())]
    });
    let lines = [Some(&text.title), text.short_title.as_ref(), text.summary.as_ref()];
    let slug = text.slug.as_ref().map(ToString::to_string);
    let lines = lines.into_iter().map(|line| line.map(ToString::to_string));
    lines.chain([slug]).chain(sections).flatten().collect::<Vec<_>>().join("\n")
}

fn merge_both(
    sides: Sides<'_>,
    lang: Lang,
    texts: [Option<&Text>; 3],
    outline: &[Place],
    conflicts: &mut Vec<Conflict>,
) -> Option<Text> {
    let title = texts.map(|text| Some(&text?.title));
    let title = pick_text(|| Unit::Title(lang), title, ToString::to_string, conflicts)?;
    let short_title = texts.map(|text| text?.short_title.as_ref());
    let short_title = pick_text(|| Unit::ShortTitle(lang), short_title, ToString::to_string, conflicts);
    let slug = texts.map(|text| text?.slug.as_ref());
    let slug = pick_text(|| Unit::Slug(lang), slug, ToString::to_string, conflicts);
    let summary = texts.map(|text| text?.summary.as_ref());
    let summary = pick_text(|| Unit::Summary(lang), summary, ToString::to_string, conflicts);
    let mut sections = BTreeMap::new();
    for place in outline {
        let id = &place.section.id;
        let words = match place.words {
            Whose::Mine => said(sides.mine, id, lang).cloned(),
            Whose::Theirs => said(sides.theirs, id, lang).cloned(),
            Whose::Both => Some(merge_words(sides, id, lang, conflicts)),
        };
        sections.extend(words.map(|words| (id.clone(), words)));
    }
    Some(Text { title, short_title, slug, summary, sections })
}

fn merge_words(sides: Sides<'_>, id: &SectionId, lang: Lang, conflicts: &mut Vec<Conflict>) -> SectionText {
    let words = [sides.base, sides.mine, sides.theirs].map(|body| said(body, id, lang));
    let heading = words.map(|words| words?.heading.as_ref());
    let heading: Option<Line> =
        pick_text(|| Unit::Heading(id.clone(), lang), heading, ToString::to_string, conflicts);
    let text = words.map(|words| words.map(|words| &words.text).filter(|text| !text.is_empty()));
    let html = |text: &RichText| text.as_str().to_owned();
    let text = pick_text(|| Unit::Words(id.clone(), lang), text, html, conflicts);
    SectionText { heading, text: text.unwrap_or_default() }
}
