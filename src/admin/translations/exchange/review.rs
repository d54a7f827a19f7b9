//! What becomes of an entry that came back, for people.
//!
//! Invariant: all that a translator wrote and that is not taken over is here, with the reason.

use super::{
    taking::{Found, Item},
    words,
};
use crate::{
    admin::{
        changes::{Names, SpanView},
        kinds,
    },
    content::{
        comparison::{self, Span, SpanKind},
        overview::Glance,
        rich_text::RichText,
        xliff::{Conflict, Languages, Part, Plan, Taken, Unread},
    },
    lang::Lang,
    web::Locale,
};

/// An entry.
pub(super) struct EntryView {
    /// Its name, which is also the id of its heading.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Where its form is; none if it is not here.
    pub href: Option<String>,
    /// What came of it, in sentences.
    pub summary: Vec<String>,
    /// The language of the translation.
    pub lang: Lang,
    /// What is taken over.
    pub taken: Vec<TakenView>,
    /// What was changed here since.
    pub conflicts: Vec<ConflictView>,
    /// What cannot be read.
    pub unread: Vec<UnreadView>,
}

/// A text that is taken over.
pub(super) struct TakenView {
    /// What it is.
    pub title: String,
    /// Whether the language that leads says something else by now.
    pub is_outdated: bool,
    /// What it said.
    pub before: Vec<SpanView>,
    /// What it is to say.
    pub after: Vec<SpanView>,
}

/// A text that was changed here and in the file.
pub(super) struct ConflictView {
    /// What it is.
    pub title: String,
    /// What it said when it was sent out.
    pub base: String,
    /// What it says here.
    pub here: Vec<SpanView>,
    /// What the translator wrote.
    pub returned: Vec<SpanView>,
}

/// A unit that cannot be taken over.
pub(super) struct UnreadView {
    /// Where it is in the file.
    pub place: String,
    /// Why.
    pub reason: String,
    /// What the translator wrote.
    pub text: String,
}

impl EntryView {
    pub(super) fn of(t: &Locale, entries: &[Glance], langs: Languages, item: &Item) -> EntryView {
        let id = &item.returned.entry;
        let glance = entries.iter().find(|entry| entry.id == *id);
        let title = glance.map_or_else(|| id.to_string(), |entry| kinds::title(t, entry));
        let mut view = EntryView {
            id: id.to_string(),
            title,
            href: None,
            summary: Vec::new(),
            lang: langs.to,
            taken: Vec::new(),
            conflicts: Vec::new(),
            unread: Vec::new(),
        };
        match &item.found {
            None => view.absent(t, item),
            Some(found) => view.judged(t, entries, found),
        }
        view
    }

    /// Nothing of it can be placed, so all of it is shown.
    fn absent(&mut self, t: &Locale, item: &Item) {
        let number = ("number", item.returned.revision.into());
        let reason = t.msg_with("xliff-absent", &[number]);
        let written = item.returned.units.iter().map(|unit| (unit, unit.text()));
        let written = written.filter(|(_, text)| !text.is_empty()).map(|(unit, text)| UnreadView {
            place: words::of_place(t, &unit.id, unit.line),
            reason: reason.clone(),
            text,
        });
        self.unread = written.collect();
        self.summary = vec![reason];
    }

    fn judged(&mut self, t: &Locale, entries: &[Glance], found: &Found) {
        let Found { newest, plan } = found;
        let names = Names { t, entries };
        let kind = newest.body.shared.fields.kind();
        let name = |part: &Part| names.unit(kind, &part.place(self.lang), &newest.body);
        self.href = Some(format!("/admin/pages/{}", self.id));
        self.taken = plan.taken.iter().map(|taken| TakenView::of(name(&taken.part), taken)).collect();
        self.conflicts =
            plan.conflicts.iter().map(|conflict| ConflictView::of(name(&conflict.part), conflict)).collect();
        self.unread = plan.unread.iter().map(|unread| UnreadView::of(t, unread)).collect();
        self.summary = summary(t, plan);
    }

    /// Whether something of it is not taken over.
    pub(super) fn has_open(&self) -> bool {
        !self.conflicts.is_empty() || !self.unread.is_empty()
    }
}

fn summary(t: &Locale, plan: &Plan) -> Vec<String> {
    let count = |count: usize| [("count", i64::try_from(count).unwrap_or(i64::MAX).into())];
    let mut sentences = Vec::new();
    if !plan.taken.is_empty() {
        sentences.push(t.msg_with("xliff-count-taken", &count(plan.taken.len())));
    }
    if plan.unchanged > 0 {
        sentences.push(t.msg_with("xliff-count-unchanged", &count(plan.unchanged)));
    }
    if !plan.agreed.is_empty() {
        sentences.push(t.msg_with("xliff-count-agreed", &count(plan.agreed.len())));
    }
    sentences
}

impl TakenView {
    fn of(title: String, taken: &Taken) -> TakenView {
        let before = readable(&taken.part, taken.before.as_deref());
        let [before, after] = columns(&before, &readable(&taken.part, Some(&taken.after)));
        TakenView { title, is_outdated: taken.is_outdated, before, after }
    }
}

impl ConflictView {
    fn of(title: String, conflict: &Conflict) -> ConflictView {
        let text = |stored: Option<&str>| readable(&conflict.part, stored);
        let [here, returned] = columns(&text(conflict.here.as_deref()), &text(Some(&conflict.returned)));
        ConflictView { title, base: text(conflict.base.as_deref()), here, returned }
    }
}

impl UnreadView {
    fn of(t: &Locale, unread: &Unread) -> UnreadView {
        UnreadView {
            place: words::of_place(t, &unread.unit, unread.line),
            reason: words::of_reason(t, &unread.reason),
            text: unread.text.clone(),
        }
    }
}

/// A stored text as people read it.
fn readable(part: &Part, stored: Option<&str>) -> String {
    match (part, stored) {
        (_, None) => String::new(),
        (Part::Words(_), Some(html)) => RichText::sanitised(html).readable(),
        (_, Some(line)) => line.to_owned(),
    }
}

/// Two texts side by side, with the words that differ marked in each.
fn columns(before: &str, after: &str) -> [Vec<SpanView>; 2] {
    let spans = comparison::spans(before, after);
    [SpanKind::Added, SpanKind::Removed].map(|other| {
        let own = |span: &&Span| span.kind != other;
        spans.iter().filter(own).map(SpanView::of).collect()
    })
}
