//! Sections that were split, merged or put together anew: what was in step stays so.
//!
//! Invariant: a section is kept only where lines came to it from another section or went from it to another, and where
//! all of it consists of pieces that were in step, in the same order in both languages. A piece is a line at the same
//! place of two texts of as many lines that state the same facts, else the whole of both. What is only written anew is
//! for its author to judge.

use std::collections::BTreeSet;

use super::{State, standings};
use crate::{
    content::{
        agreement::{Agreement, LANGS, Verdict},
        entry::Body,
        facts::{self, Facts},
        passage::{self, Passage, Words},
    },
    lang::{Lang, PerLang},
};

/// How many lines a section may have to be looked at: beyond that, someone compares it.
const LINES: usize = 400;

/// What a section says, line by line, in each of the two languages.
struct Lines<'a> {
    headings: [Option<String>; 2],
    texts: [Vec<&'a str>; 2],
}

/// Lines of the two languages that say the same.
type Piece<'a> = [&'a [&'a str]; 2];

/// What a save declares about sections that it put together from others which were in step.
pub fn kept(old: &Body, new: &Body, agreements: &[Agreement]) -> Vec<Agreement> {
    let standings_of_new = standings(new, agreements);
    let is_open = |state: State| matches!(state, State::Changed(_) | State::BothChanged);
    let open: Vec<_> = standings_of_new.iter().filter(|standing| is_open(standing.state)).collect();
    if open.is_empty() {
        return Vec::new();
    }
    let was = Plain::of(old);
    let in_step = standings(old, agreements).into_iter().filter(|standing| standing.state == State::InStep);
    let in_step: Vec<Lines<'_>> = in_step.filter_map(|standing| was.lines(&standing.passage)).collect();
    let headings: BTreeSet<&[Option<String>; 2]> = in_step.iter().map(|lines| &lines.headings).collect();
    let pieces: Vec<Piece<'_>> = in_step.iter().flat_map(Lines::pieces).collect();
    let is = Plain::of(new);
    let is_kept = |passage: &Passage| {
        is.lines(passage).is_some_and(|lines| {
            let has_no_new_heading =
                lines.headings.iter().all(Option::is_none) || headings.contains(&lines.headings);
            has_no_new_heading && is.is_moved(&was, passage) && lines.consists_of(&pieces)
        })
    };
    let kept = open.into_iter().filter(|standing| is_kept(&standing.passage));
    kept.map(|standing| Agreement::of(standing.passage.clone(), standing.pair.clone(), Verdict::Same))
        .collect()
}

/// The sections of a body as plain text, in each of the two languages.
struct Plain([Vec<(Passage, Option<String>, String)>; 2]);

impl Plain {
    fn of(body: &Body) -> Plain {
        let of = |lang: Lang| {
            let said = passage::said(body, lang).into_iter();
            let sections = said.filter_map(|(passage, words)| match words {
                Words::Section(heading, text) => {
                    Some((passage, heading.map(ToString::to_string), text.plain()))
                }
                Words::Line(_) => None,
            });
            sections.collect()
        };
        Plain(LANGS.map(of))
    }

    fn lines(&self, passage: &Passage) -> Option<Lines<'_>> {
        let find = |said: &'_ Vec<(Passage, Option<String>, String)>| {
            said.iter().position(|(other, ..)| other == passage)
        };
        let [one, other] = &self.0;
        let (one, other) = (&one[find(one)?], &other[find(other)?]);
        let texts = [one, other].map(|(_, _, text)| text.lines().collect::<Vec<_>>());
        let fits = texts.iter().all(|lines| lines.len() <= LINES);
        fits.then(|| Lines { headings: [one.1.clone(), other.1.clone()], texts })
    }
}

impl Plain {
    /// Whether lines came to a section from another one, or went to another one, since that version.
    fn is_moved(&self, was: &Plain, passage: &Passage) -> bool {
        let LinesOf { own: own_now, others: others_now } = self.lines_of(passage);
        let LinesOf { own: own_then, others: others_then } = was.lines_of(passage);
        let has_come = own_now.difference(&own_then).any(|line| others_then.contains(line));
        has_come || own_then.difference(&own_now).any(|line| others_now.contains(line))
    }

    fn lines_of(&self, passage: &Passage) -> LinesOf<'_> {
        let lines = |is_own: bool| {
            let sections = self.0.iter().flatten().filter(move |(other, ..)| (other == passage) == is_own);
            sections.flat_map(|(_, _, text)| text.lines()).collect()
        };
        LinesOf { own: lines(true), others: lines(false) }
    }
}

/// The lines of a section in both languages, and those of all others.
struct LinesOf<'a> {
    own: BTreeSet<&'a str>,
    others: BTreeSet<&'a str>,
}

/// Whether two lines state the same facts.
fn state_the_same(lines: [&str; 2]) -> bool {
    let line = |lang: Lang| LANGS.iter().position(|other| *other == lang).map(|at| lines[at]);
    facts::compare(&PerLang::from_fn(|lang| Facts::of_line(line(lang)?, lang))).is_empty()
}

impl<'a> Lines<'a> {
    fn pieces(&self) -> Vec<Piece<'_>> {
        let [one, other] = &self.texts;
        let is_alike = || one.iter().zip(other).all(|(one, other)| state_the_same([one, other]));
        if one.len() != other.len() || !is_alike() {
            return vec![[one, other]];
        }
        one.chunks(1).zip(other.chunks(1)).map(|(one, other)| [one, other]).collect()
    }

    /// Whether the lines are a row of such pieces: one that begins where the last one ended, in both languages.
    fn consists_of(&self, pieces: &[Piece<'a>]) -> bool {
        let [one, other] = &self.texts;
        let mut reached = BTreeSet::from([(0, 0)]);
        while let Some((i, j)) = reached.pop_first() {
            if (i, j) == (one.len(), other.len()) {
                return true;
            }
            let fitting = pieces.iter().filter(|[a, b]| one[i..].starts_with(a) && other[j..].starts_with(b));
            reached.extend(
                fitting.filter(|[a, b]| a.len() + b.len() > 0).map(|[a, b]| (i + a.len(), j + b.len())),
            );
        }
        false
    }
}
