//! What goes out comes back: as it was, or in the words of the translator.

use leiden_international::config::StarterContent;
use leiden_international::content::entry::{Body, SectionText, Text};
use leiden_international::content::exchange;
use leiden_international::content::rich_text::RichText;
use leiden_international::content::xliff::{Languages, Part, Plan};
use leiden_international::lang::Lang::{self, En, Nl};
use proptest::prelude::*;
use serde_json::Value;

use super::{INTO_DUTCH, exported, planned, renting, said, section};
use crate::content::support::{Draft, line};

const INTO_ENGLISH: Languages = Languages { from: Nl, to: En };

/// Every body of the content that comes with the program.
fn all_content() -> Vec<Body> {
    let files = [StarterContent::Starter, StarterContent::Example].into_iter().flat_map(exchange::files);
    let bodies = files.flat_map(|file| {
        let file: Value = serde_json::from_str(&file.text).unwrap();
        ["live", "draft"].into_iter().filter_map(move |part| file.get(part).cloned())
    });
    bodies.map(|body| serde_json::from_value::<Body>(body).unwrap().normalised()).collect()
}

/// The letters of a text in the other case, but for tags and entities: another language of the same length.
fn swapped(html: &str) -> String {
    let (mut inside, mut text) = (None, String::new());
    for c in html.chars() {
        inside = match (inside, c) {
            (None, '<') => Some('>'),
            (None, '&') => Some(';'),
            (Some(end), c) if c == end => {
                text.push(c);
                inside = None;
                continue;
            }
            (inside, _) => inside,
        };
        let other = if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
        text.push(if inside.is_none() { other } else { c });
    }
    text
}

fn without_tags(html: &str) -> String {
    html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, words)| words)).collect()
}

fn spaced(line: &str) -> String {
    line.split([' ', '<', '&']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Translates every unit, as a tool would that keeps the marks where they are.
fn translated(file: &str) -> String {
    let mut units = file.split("<trans-unit ");
    let mut done = units.next().unwrap().to_owned();
    for unit in units {
        let (start, rest) = unit.split_once("<source>").unwrap();
        let (source, rest) = rest.split_once("</source>").unwrap();
        let rest = rest.split_once("</target>").map_or(rest, |(_, rest)| rest);
        let target = swapped(source);
        done.push_str(&format!(
            "<trans-unit {start}<source>{source}</source><target state=\"translated\">{target}</target>{rest}"
        ));
    }
    done
}

fn parts(body: &Body) -> Vec<Part> {
    let passages = leiden_international::content::passage::list(body);
    let parts = passages.into_iter().flat_map(|passage| match passage.section() {
        Some(id) => vec![Part::Heading(id.clone()), Part::Words(id)],
        None => vec![Part::Line(passage)],
    });
    parts.collect()
}

fn assert_nothing_changes(body: &Body, langs: Languages) {
    let file = exported(body, langs);
    if !file.is_empty() {
        let plan = planned(&file, body);
        let nothing = Plan {
            body: body.clone(),
            taken: vec![],
            conflicts: vec![],
            unread: vec![],
            agreed: vec![],
            ..plan
        };
        assert_eq!(planned(&file, body), nothing);
    }
}

fn assert_every_word_is_taken(body: &Body, langs: Languages) {
    let file = translated(&exported(body, langs));
    if file.is_empty() {
        return;
    }
    let plan = planned(&file, body);
    assert_eq!((&plan.conflicts, &plan.unread), (&vec![], &vec![]), "{file}");
    for part in parts(body) {
        let (source, target) = (said(body, &part, langs.from), said(&plan.body, &part, langs.to));
        let (source, target) = match part {
            // XML has no way to write every control character.
            Part::Words(_) => (without_tags(&swapped(&source.replace('\u{1}', ""))), without_tags(&target)),
            // A line has neither tags nor entities; repeated spaces in it mean nothing.
            _ => (swapped(&spaced(&source)), spaced(&target)),
        };
        // Where there are figures and nothing else, there is nothing to translate.
        if !source.replace("&nbsp;", "").trim().is_empty() {
            assert_eq!(target, source, "{part:?} in {file}");
        }
        assert_eq!(said(&plan.body, &part, langs.from), said(body, &part, langs.from));
    }
}

#[test]
fn all_content_comes_back_as_it_was() {
    let all = all_content();
    assert!(all.len() > 60);
    for body in &all {
        assert_nothing_changes(body, INTO_DUTCH);
        assert_nothing_changes(body, INTO_ENGLISH);
    }
}

#[test]
fn all_content_is_taken_over_where_it_is_translated() {
    for body in &all_content() {
        assert_every_word_is_taken(body, INTO_DUTCH);
        assert_every_word_is_taken(body, INTO_ENGLISH);
    }
}

#[test]
fn a_new_translation_has_the_marks_of_the_source() {
    let plan = planned(&translated(&exported(&renting().0, INTO_DUTCH)), &renting().0);
    assert_eq!(
        said(&plan.body, &Part::Words(section("when")), Nl),
        r#"<p>nOW, <a href="entry:contact">SOON</a><br>OR LATER</p>"#
    );
    // A link that had its own address in Dutch keeps it.
    assert_eq!(
        said(&plan.body, &Part::Words(section("who")), Nl),
        "<p>cALL <strong>US</strong> OR <a href=\"https://example.org/nl\">WRITE</a>.</p>\n\
         <ul><li><data value=\"share\"></data> OF ALL</li><li>2026</li></ul>"
    );
}

fn rich_text() -> impl Strategy<Value = String> {
    r#"(<p>|</p>|<h3>|</h3>|<ul>|<ol>|<li>|</li>|</ul>|<table>|<tr>|<th scope="col">|<td>|</td>|<strong>|</strong>|<em>|</em>|<a href="entry:x">|<a href="https://a.nl/?b=1&amp;c">|</a>|<br>|[a-z .&lt;]{1,6}|&nbsp;|é|x\u{1}y|<data value="f"></data>|<span lang="nl">|</span>){0,20}"#
}

fn any_line() -> impl Strategy<Value = String> {
    r#"[a-zA-Z<>&"'{][a-zA-Zé \u{a0}0-9<>&"'}]{0,12}[a-z]"#
}

fn text() -> impl Strategy<Value = Text> {
    let words = (proptest::option::of(any_line()), rich_text());
    (any_line(), proptest::option::of(any_line()), prop::collection::vec(words, 3)).prop_map(
        |(title, summary, sections)| Text {
            title: line(&title),
            short_title: None,
            slug: None,
            summary: summary.as_deref().map(line),
            sections: sections
                .into_iter()
                .enumerate()
                .map(|(index, (heading, html))| {
                    let words = SectionText {
                        heading: heading.as_deref().map(line),
                        text: RichText::sanitised(&html),
                    };
                    (section(&format!("s{index}")), words)
                })
                .collect(),
        },
    )
}

/// Bodies with two texts, with the same blocks now and then, or with one.
fn bodies() -> impl Strategy<Value = Body> {
    (text(), proptest::option::of(text()), any::<bool>()).prop_map(|(source, other, is_alike)| {
        let mut body = (0..3).fold(Draft::page("a"), |draft, index| draft.says(&format!("s{index}"), "-")).0;
        let same = other.is_some() && is_alike;
        *body.texts.get_mut(Lang::En) = Some(source.clone());
        *body.texts.get_mut(Lang::Nl) = if same { Some(source) } else { other };
        body.normalised()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn what_nobody_touched_changes_nothing(body in bodies()) {
        assert_nothing_changes(&body, INTO_DUTCH);
    }

    #[test]
    fn what_is_translated_is_taken_over(body in bodies()) {
        assert_every_word_is_taken(&body, INTO_DUTCH);
    }
}
