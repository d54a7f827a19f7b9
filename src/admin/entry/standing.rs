//! How the languages of the entry stand, beside the fields of its form.
//!
//! Invariant: it is about what was saved last; what was answered already stays answered. A passage of which the form has
//! no place any more is left out.

use super::{field_of, view::FormView};
use crate::{
    admin::{
        changes::Names,
        facts,
        parity::{Comparison, ParityView, answer_field, reason_field},
    },
    content::{
        entry::{Body, Kind},
        parity::Standing,
        passage::Passage,
        unit::Unit,
    },
    lang::Lang,
    web::Locale,
};

/// The passages that are not in step, each for its place in the form.
pub(super) fn panels(
    names: &Names<'_>,
    form: &FormView<'_>,
    comparison: &Comparison,
    body: &Body,
) -> Vec<ParityView> {
    let shown = comparison.shown(body).into_iter();
    let in_form =
        shown.filter_map(|(standing, facts)| Some((standing, facts, fields(form, body, &standing.passage)?)));
    let mut panels: Vec<ParityView> = in_form
        .map(|(standing, differences, fields)| {
            let view = comparison.view(names, body, standing);
            let [answer, reason] = [answer_field(&standing.passage), reason_field(&standing.passage)];
            let mut view = view.answered(form.value(&answer), form.value(&reason));
            view.answer_error = form.error(&answer).map(str::to_owned);
            view.reason_error = form.error(&reason).map(str::to_owned);
            facts::point_out(form.t, &mut view, &differences);
            view.links = to_texts(form, standing, &fields);
            view
        })
        .collect();
    lead_on(form, &mut panels);
    panels
}

/// Links to the fields of the texts that are behind.
fn to_texts(form: &FormView<'_>, standing: &Standing, fields: &[(Lang, String)]) -> Vec<(String, String)> {
    let behind = standing.state.behind();
    let field = |lang: &Lang| fields.iter().find(|(other, _)| other == lang);
    let link = |(lang, field): &(Lang, String)| {
        let lang = [("lang", form.t.language(*lang).into())];
        (format!("#{}", form.id(field)), form.t.msg_with("standing-to-text", &lang))
    };
    behind.iter().filter_map(field).map(link).collect()
}

/// The lists above the form: what is not in step, and where only one language states a fact.
pub(super) fn lists(t: &Locale, panels: &[ParityView]) -> Vec<(String, Vec<(String, String)>)> {
    let count = |panels: &[&ParityView]| [("count", panels.len().into())];
    let open: Vec<&ParityView> = panels.iter().filter(|panel| panel.is_open).collect();
    let facts: Vec<&ParityView> = panels.iter().filter(|panel| panel.asks() && !panel.is_open).collect();
    let lists = [
        (t.msg_with("standing-open", &count(&open)), open),
        (t.msg_with("standing-facts", &count(&facts)), facts),
    ];
    let links = |panels: Vec<&ParityView>| {
        panels.iter().map(|panel| (format!("#{}", panel.id), panel.title.clone())).collect()
    };
    let lists = lists.into_iter().filter(|(_, panels)| !panels.is_empty());
    lists.map(|(words, panels)| (words, links(panels))).collect()
}

/// Links from each passage that is open to the next one.
fn lead_on(form: &FormView<'_>, panels: &mut [ParityView]) {
    let open: Vec<usize> = (0..panels.len()).filter(|at| panels[*at].asks()).collect();
    for pair in open.windows(2) {
        let next = format!("#{}", panels[pair[1]].id);
        panels[pair[0]].links.push((next, form.t.msg("standing-next")));
    }
}

/// The fields that hold a passage in each language; none if the form has no place for it.
fn fields(form: &FormView<'_>, body: &Body, passage: &Passage) -> Option<Vec<(Lang, String)>> {
    let each = |name: &dyn Fn(Lang) -> String| Lang::ALL.iter().map(|lang| (*lang, name(*lang))).collect();
    if let Some(section) = passage.section() {
        let is_there = form.sections().iter().any(|other| other.id == section.as_str());
        return is_there.then(|| each(&|lang| field_of(&passage.unit(lang))));
    }
    let unit = passage.unit(Lang::DEFAULT);
    if let Unit::Field(path) = &unit {
        let path: Vec<&str> = path.split('.').collect();
        return match path.as_slice() {
            [list, number, "value", field, _] => {
                let prefix = item(form, body, passage, list, number)?;
                Some(each(&|lang| format!("{prefix}.{lang}.{field}")))
            }
            [detail, "value", _] => Some(each(&|lang| format!("{detail}.{lang}.words"))),
            _ => Some(each(&|lang| field_of(&passage.unit(lang)))),
        };
    }
    let is_there = *passage != Passage::short_title() || Kind::has_page(form.kind);
    is_there.then(|| each(&|lang| field_of(&passage.unit(lang))))
}

/// The item of the form that a passage is about: the one at its place, if that is still the one that was saved; of
/// services the one of its number.
fn item(form: &FormView<'_>, body: &Body, passage: &Passage, list: &str, number: &str) -> Option<String> {
    let mut items = form.items(list).into_iter();
    let field = match list {
        "phones" => "number",
        "exceptions" => "from",
        _ => return items.find(|item| item.number == number).map(|item| item.prefix),
    };
    let prefix = items.nth(number.parse().ok()?)?.prefix;
    let typed = form.value(&format!("{prefix}.{field}")).trim();
    passage.item(body).filter(|saved| saved == typed).map(|_| prefix)
}
