//! The parts of the form that are printed many times: each is a template of its own, so that it is compiled once.
//!
//! Invariant: a part prints what its own template has escaped, and nothing else.

use askama::{Template, filters::HtmlSafe};

use super::{conflict::Version, view::FormView};
use crate::{admin::parity::ParityView, lang::Lang};

/// A field of one line.
#[derive(Template)]
#[template(path = "admin/entry/parts/line.html")]
pub(super) struct LinePart<'a> {
    form: &'a FormView<'a>,
    name: String,
    lang: Option<Lang>,
    looks: String,
    help: String,
}

/// A choice from a short list.
#[derive(Template)]
#[template(path = "admin/entry/parts/select.html")]
pub(super) struct SelectPart<'a> {
    form: &'a FormView<'a>,
    name: String,
    help: String,
}

/// Where a fact comes from.
#[derive(Template)]
#[template(path = "admin/entry/parts/provenance.html")]
pub(super) struct ProvenancePart<'a> {
    form: &'a FormView<'a>,
    prefix: String,
}

/// What a colleague has saved meanwhile, if anything.
#[derive(Template)]
#[template(path = "admin/entry/parts/conflict.html")]
pub(super) struct ConflictPart<'a> {
    form: &'a FormView<'a>,
    place: String,
}

/// How the languages of a passage stand, if they are not in step.
#[derive(Template)]
#[template(path = "admin/entry/parts/panel.html")]
pub(super) struct PanelPart<'a> {
    form: &'a FormView<'a>,
    view: Option<&'a ParityView>,
}

impl HtmlSafe for LinePart<'_> {}
impl HtmlSafe for SelectPart<'_> {}
impl HtmlSafe for ProvenancePart<'_> {}
impl HtmlSafe for ConflictPart<'_> {}
impl HtmlSafe for PanelPart<'_> {}

impl FormView<'_> {
    /// A field of one line.
    pub(super) fn line(&self, name: &str, looks: &str, help: &str) -> LinePart<'_> {
        LinePart {
            form: self,
            name: name.to_owned(),
            lang: None,
            looks: looks.to_owned(),
            help: help.to_owned(),
        }
    }

    /// The same in a language.
    pub(super) fn line_in(&self, lang: &Lang, name: &str, looks: &str, help: &str) -> LinePart<'_> {
        LinePart { lang: Some(*lang), ..self.line(name, looks, help) }
    }

    /// A choice from a short list.
    pub(super) fn select(&self, name: &str, help: &str) -> SelectPart<'_> {
        SelectPart { form: self, name: name.to_owned(), help: help.to_owned() }
    }

    /// Where a fact comes from, when it was checked, and whether it is to wait.
    pub(super) fn provenance(&self, prefix: &str) -> ProvenancePart<'_> {
        ProvenancePart { form: self, prefix: prefix.to_owned() }
    }

    /// What a colleague has saved meanwhile, beside what is typed.
    pub(super) fn conflict_part(&self, place: &str) -> ConflictPart<'_> {
        ConflictPart { form: self, place: place.to_owned() }
    }

    /// The panel of a passage; nothing where it is in step.
    pub(super) fn panel_part(&self, passage: &str) -> PanelPart<'_> {
        PanelPart { form: self, view: self.panel(passage) }
    }
}
