//! What is different between two versions, for people: a name for each piece, its words in two columns.
//!
//! Invariant: what was taken out and what came in is said in words too, so it needs neither colour nor sight.

use super::entry::{choices, field_of, hours, labels};
use crate::{
    content::{
        comparison::{self, Change, Span, SpanKind, compare},
        entry::{Body, Kind},
        overview::Glance,
        unit::{Attribute, Unit},
    },
    ids::EntryId,
    lang::Lang,
    web::Locale,
};

/// The changes of what one language says, or of what the languages share.
pub(super) struct ChangeGroup {
    /// The language, or that it is shared.
    pub title: String,
    /// An id for the heading.
    pub id: String,
    /// The changes.
    pub changes: Vec<ChangeView>,
}

/// A piece that is different.
pub(super) struct ChangeView {
    /// What it is.
    pub title: String,
    /// The language of its words, if they are in one.
    pub lang: Option<Lang>,
    /// What it said.
    pub before: Vec<SpanView>,
    /// What it says.
    pub after: Vec<SpanView>,
}

/// Words of one sort.
pub(super) struct SpanView {
    /// The words.
    pub text: String,
    /// Whether they are in the old version alone.
    pub is_removed: bool,
    /// Whether they are in the new version alone.
    pub is_added: bool,
    /// Whether they are a fact that another text does not state.
    pub is_fact: bool,
}

/// The details and groups of which a part is named with the whole: "Website: Source".
const GROUPS: &[&str] = &[
    "website",
    "email",
    "address",
    "file",
    "link_check",
    "value",
    "named_since",
    "appointment",
    "languages",
    "holidays",
    "directions",
    "accessibility",
    "fees",
    "for_whom",
    "not_for_whom",
    "hours_note",
];

/// What names need.
pub(super) struct Names<'a> {
    /// The words of the person.
    pub t: &'a Locale,
    /// Every entry.
    pub entries: &'a [Glance],
}

impl Names<'_> {
    /// What is different: first what the languages share, then language by language.
    pub(super) fn groups(&self, old: &Body, new: &Body) -> Vec<ChangeGroup> {
        let changes = compare(old, new);
        let kind = new.shared.fields.kind();
        let of = |lang: Option<Lang>| {
            let of_lang = changes.iter().filter(|change| change.lang() == lang);
            of_lang.map(|change| self.view(kind, change, old, new)).collect::<Vec<_>>()
        };
        let shared = ChangeGroup {
            title: self.t.msg("changes-shared"),
            id: "changes-shared".to_owned(),
            changes: of(None),
        };
        let texts = Lang::ALL.iter().map(|lang| ChangeGroup {
            title: self.t.language(*lang),
            id: format!("changes-{lang}"),
            changes: of(Some(*lang)),
        });
        std::iter::once(shared).chain(texts).filter(|group| !group.changes.is_empty()).collect()
    }

    /// What an entry is called.
    pub(super) fn title(&self, id: &str) -> String {
        let found = self.entries.iter().find(|entry| entry.id.as_str() == id);
        found.map_or(id, |entry| entry.title(self.t.lang())).to_owned()
    }

    /// What a piece of an entry is called.
    pub(super) fn unit(&self, kind: Kind, unit: &Unit, body: &Body) -> String {
        let field = |name: &str| labels::of_field(self.t, kind, name);
        match unit {
            Unit::Order => self.t.msg("changes-order"),
            Unit::Text(lang) => self.t.language(*lang),
            Unit::Field(name) => self.field(kind, name),
            Unit::Section(id) => self.section(body, id, None),
            Unit::Attribute(id, _) | Unit::Heading(id, _) | Unit::Words(id, _) => {
                self.section(body, id, Some(field(&field_of(unit))))
            }
            _ => field(&field_of(unit)),
        }
    }

    fn section(&self, body: &Body, id: &crate::ids::SectionId, part: Option<String>) -> String {
        let section = self.t.msg_with("changes-section", &[("name", body.section_name(id).into())]);
        part.map_or(section.clone(), |part| format!("{section}: {part}"))
    }

    /// "Phone number 2: Source".
    pub(super) fn field(&self, kind: Kind, name: &str) -> String {
        let parts: Vec<&str> = name.split('.').collect();
        let words = labels::of_field(self.t, kind, name);
        match parts.as_slice() {
            [list, number, part @ ..] if labels::LISTS.contains(list) => {
                // A service goes by its number, anything else by its rank.
                let first = usize::from(*list != "services");
                let number = number.parse::<usize>().unwrap_or_default() + first;
                let item = labels::of_item(self.t, list, number);
                if part == ["value"] { item } else { format!("{item}: {words}") }
            }
            ["holidays", "value", _, ..] => {
                format!("{}: {words}", labels::of_field(self.t, kind, "holidays"))
            }
            ["goals", _] | ["languages", _] if is_number(parts[1]) => {
                labels::of_field(self.t, kind, parts[0])
            }
            [group, part, ..] if *part != "value" && GROUPS.contains(group) => {
                format!("{}: {words}", labels::of_field(self.t, kind, group))
            }
            _ => words,
        }
    }

    fn view(&self, kind: Kind, change: &Change, old: &Body, new: &Body) -> ChangeView {
        let spans = self.said(change, old, new).unwrap_or_else(|| change.spans.clone());
        let change = Change { unit: change.unit.clone(), spans };
        let body = if change.unit.section().is_some_and(|id| new.section(id).is_none()) { old } else { new };
        let column = |spans: Vec<&Span>| spans.into_iter().map(SpanView::of).collect();
        let [before, after] = change.columns();
        ChangeView {
            title: self.unit(kind, &change.unit, body),
            lang: change.lang(),
            before: column(before),
            after: column(after),
        }
    }

    /// The words of a piece that holds no words but a choice.
    fn said(&self, change: &Change, old: &Body, new: &Body) -> Option<Vec<Span>> {
        if change.unit == Unit::Order {
            let names = |body: &Body| {
                let sections = body.shared.outline.iter();
                sections.map(|section| body.section_name(&section.id)).collect::<Vec<_>>().join("\n")
            };
            return Some(comparison::spans(&names(old), &names(new)));
        }
        let [before, after] =
            change.columns().map(|column| column.iter().map(|span| span.text.as_str()).collect::<String>());
        let said = |value: &str| {
            if value.is_empty() { Some(String::new()) } else { self.choice(&change.unit, value) }
        };
        let span = |kind, text: String| (!text.is_empty()).then_some(Span { kind, text });
        let spans = [span(SpanKind::Removed, said(&before)?), span(SpanKind::Added, said(&after)?)];
        Some(spans.into_iter().flatten().collect())
    }

    /// What a stored choice is called; none if it is no choice.
    fn choice(&self, unit: &Unit, value: &str) -> Option<String> {
        let yes_or_no = || if value == "true" { self.t.msg("admin-yes") } else { self.t.msg("admin-no") };
        match unit {
            Unit::Attribute(_, Attribute::RefersTo) => Some(self.title(value)),
            Unit::Attribute(_, Attribute::Unconfirmed) => Some(yes_or_no()),
            Unit::Field(name) if name == "about" => Some(self.title(value)),
            Unit::Field(name) if name == "closes" => Some(yes_or_no()),
            Unit::Field(name) if name.starts_with("goals.") || name == "end.successor" => {
                Some(self.title(value))
            }
            Unit::Field(name) if name.starts_with("languages.value.") => {
                Some(choices::spoken_language(self.t, value))
            }
            Unit::Field(name) if name.starts_with("languages.") => {
                Lang::from_tag(value).map(|lang| self.t.language(lang))
            }
            Unit::Field(name) if name.ends_with(".unconfirmed") || name.ends_with(".misspelling") => {
                Some(yes_or_no())
            }
            Unit::Field(name) if hours::is_said(name) => hours::words(self.t, value),
            Unit::Field(name) => {
                let mut choices = choices::of_field(self.t, name).into_iter();
                choices.find(|choice| choice.value == value).map(|choice| choice.words)
            }
            _ => None,
        }
    }

    /// Links to the forms of entries.
    pub(super) fn links(&self, ids: &[EntryId]) -> Vec<(String, String)> {
        ids.iter().map(|id| (super::entry::address(id), self.title(id.as_str()))).collect()
    }
}

/// Whether a part of a name is the place of an item in a list.
fn is_number(part: &str) -> bool {
    part.parse::<usize>().is_ok()
}

impl SpanView {
    /// As it is shown.
    pub(super) fn of(span: &Span) -> SpanView {
        SpanView {
            text: span.text.clone(),
            is_removed: span.kind == SpanKind::Removed,
            is_added: span.kind == SpanKind::Added,
            is_fact: false,
        }
    }
}
