//! What every part of a page is made with: one snapshot, one language, its words.
//!
//! Invariant: a link to a page of this site exists only while that page is live, and says so when it is in another
//! language. A page is made at one moment, and whatever of it is true for a time only says until when; what it is made
//! from is noted.

use std::{
    borrow::Cow,
    cell::{Cell, RefCell},
    collections::BTreeSet,
};

use jiff::{Timestamp, civil::Date};

use super::document::DocumentItem;
use crate::{
    content::{
        entry::Fields,
        published::{Entry, Published, Text},
        rich_text::{Link, RichText, SafeHtml, Target},
        values::{PartialDate, WebAddress},
    },
    ids::EntryId,
    lang::Lang,
    web::{App, Locale, layout::NoticeView, page_cache::Keep, urls},
};

/// The view of one visitor on one snapshot.
#[derive(Clone, Copy)]
pub(super) struct View<'a> {
    pub app: &'a App,
    pub published: &'a Published,
    pub t: &'a Locale,
    /// The page that the visitor is on.
    pub page: Option<&'a Entry>,
    /// The moment it is.
    pub now: Timestamp,
    notes: &'a Notes,
}

/// What the parts of a page have said of it while it was made.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Until when it is true.
    until: Cell<Option<Timestamp>>,
    /// The entries that it shows, quotes, lists or links to.
    of: RefCell<BTreeSet<EntryId>>,
}

/// A link to another page or website.
#[derive(Clone, Debug)]
pub(super) struct Anchor {
    /// Where it leads.
    pub href: String,
    /// The language there, where it is not the page's own.
    pub hreflang: Option<Lang>,
    /// What it says.
    pub title: String,
    /// The language of what it says, where it is not the page's own.
    pub lang: Option<Lang>,
    /// What follows in brackets: another language, another website.
    pub note: Option<String>,
}

/// A moment for people and for machines.
#[derive(Clone, Debug)]
pub(super) struct Moment {
    /// As the language writes it.
    pub text: String,
    /// As `<time datetime>` wants it.
    pub datetime: String,
}

impl<'a> View<'a> {
    pub(super) fn new(app: &'a App, published: &'a Published, lang: Lang, notes: &'a Notes) -> View<'a> {
        let view = View { app, published, t: app.locale(lang), page: None, now: app.clock().now(), notes };
        if let Some(last) = published.next_end().and_then(|end| end.yesterday().ok()) {
            view.holds_until(app.clock().midnight_after(last));
        }
        // A notice can stand on any page.
        if let Some(edge) = published.next_notice_edge(view.now) {
            view.holds_until(edge);
        }
        view
    }

    /// The same view in another language.
    pub(super) fn in_language(self, lang: Lang) -> View<'a> {
        View { t: self.app.locale(lang), ..self }
    }

    /// The same view at another moment.
    pub(super) fn at(self, now: Timestamp) -> View<'a> {
        View { now, ..self }
    }

    /// Says that something on the page is true until then.
    pub(super) fn holds_until(self, at: Timestamp) {
        let earlier = self.notes.until.get().is_none_or(|known| at < known);
        if earlier {
            self.notes.until.set(Some(at));
        }
    }

    /// Notes that the page is made from that entry too.
    pub(super) fn is_made_from(self, id: &EntryId) {
        let mut of = self.notes.of.borrow_mut();
        if !of.contains(id) {
            of.insert(id.clone());
        }
    }

    /// How long the page may be kept, and what it was made from.
    pub(super) fn keep(self) -> Keep {
        let of = self.notes.of.borrow().iter().cloned().collect();
        Keep { until: self.notes.until.get(), of, read: None }
    }

    /// The day it is. What depends on it is true until midnight.
    pub(super) fn today(self) -> Date {
        let clock = self.app.clock();
        let today = clock.date_of(self.now);
        self.holds_until(clock.midnight_after(today));
        today
    }

    /// The same view, on the page of that entry.
    pub(super) fn on(self, page: &'a Entry) -> View<'a> {
        self.is_made_from(&page.id);
        View { page: Some(page), ..self }
    }

    /// The notices about a contact point, or (none) those of every page.
    pub(super) fn notices(self, about: Option<&EntryId>) -> Vec<NoticeView> {
        self.published.notices(about, self.lang(), self.now).into_iter().map(NoticeView::of).collect()
    }

    pub(super) fn lang(self) -> Lang {
        self.t.lang()
    }

    /// The entry in the visitor's language, else in the first that has it.
    pub(super) fn text(self, id: &EntryId) -> Option<(&'a Entry, &'a Text, Lang)> {
        self.is_made_from(id);
        let langs = std::iter::once(self.lang()).chain(self.lang().others());
        langs.into_iter().find_map(|lang| {
            let (entry, text) = self.published.text(id, lang)?;
            Some((entry, text, lang))
        })
    }

    /// A link to the page of an entry, or to the document that it is, under its title.
    pub(super) fn anchor(self, id: &EntryId) -> Option<Anchor> {
        let (entry, text, lang) = self.text(id)?;
        if let Fields::Document(document) = &entry.fields {
            return Some(DocumentItem::of(self, entry, text, lang, document).anchor);
        }
        let path = text.path.as_deref()?;
        let hreflang = (lang != self.lang()).then_some(lang);
        Some(Anchor {
            href: urls::page(lang, path),
            hreflang,
            title: self.title(entry, text),
            lang: hreflang,
            note: hreflang.map(|lang| self.note(Some(lang), false)),
        })
    }

    /// A link to the opening hours of every contact point.
    pub(super) fn opening_hours(self) -> Anchor {
        let title = self.t.msg("hours-title");
        Anchor { href: urls::opening_hours(self.t), hreflang: None, title, lang: None, note: None }
    }

    /// The title as it is shown: a goal with its number.
    pub(super) fn title(self, entry: &Entry, text: &Text) -> String {
        match &entry.fields {
            Fields::Goal(goal) => self.t.msg_with(
                "goal-numbered",
                &[("number", goal.number.into()), ("title", text.title.to_string().into())],
            ),
            _ => text.title.to_string(),
        }
    }

    /// A link to another website; its title is the address without what everyone knows.
    pub(super) fn website(self, address: &WebAddress) -> Anchor {
        let href = address.to_string();
        let short = href.split_once("://").map_or(href.as_str(), |(_, rest)| rest);
        let title = short.trim_start_matches("www.").trim_end_matches('/').to_owned();
        Anchor { hreflang: None, lang: None, title, note: Some(self.note(None, true)), href }
    }

    /// "(in Dutch, other website)".
    pub(super) fn note(self, lang: Option<Lang>, is_elsewhere: bool) -> String {
        let language = lang.map(|lang| self.language(lang));
        let elsewhere = is_elsewhere.then(|| self.t.msg("link-other-website"));
        format!("({})", language.into_iter().chain(elsewhere).collect::<Vec<_>>().join(", "))
    }

    /// "in Dutch".
    pub(super) fn language(self, lang: Lang) -> String {
        self.t.msg_with("link-language", &[("lang", lang.tag().into())])
    }

    pub(super) fn rich_text(self, text: &RichText) -> SafeHtml {
        text.render(|target, hreflang| self.link(target, hreflang), |figure| self.quote(figure))
    }

    fn link(self, target: Target<'_>, hreflang: Option<Lang>) -> Link {
        match target {
            Target::Entry(id, section) => {
                let Some(anchor) = self.anchor(&id) else { return Link::default() };
                // Where another stands in its place, it has other sections.
                let is_itself = self.published.entry(&id).is_some_and(|entry| entry.id == id);
                let section = section.filter(|_| is_itself);
                let section = section.map(|section| format!("#{section}")).unwrap_or_default();
                Link { href: Some(anchor.href + &section), hreflang: anchor.hreflang, note: anchor.note }
            }
            Target::Elsewhere("") => Link::default(),
            Target::Elsewhere(href) => {
                let is_website = href.starts_with("http");
                let foreign = hreflang.filter(|lang| *lang != self.lang());
                let note = (is_website || foreign.is_some()).then(|| self.note(foreign, is_website));
                Link { href: Some(href.to_owned()), hreflang: foreign, note }
            }
        }
    }

    /// The words for a figure within a sentence: "12 percent".
    pub(super) fn quote(self, id: &EntryId) -> String {
        self.is_made_from(id);
        match self.published.entry(id).map(|entry| &entry.fields) {
            Some(Fields::Figure(figure)) => super::figure::in_words(self, figure),
            _ => String::new(),
        }
    }

    pub(super) fn moment(self, at: Timestamp) -> Moment {
        Moment { text: self.t.timestamp(at), datetime: self.app.clock().date_of(at).to_string() }
    }

    pub(super) fn date(self, date: PartialDate) -> Moment {
        let text: Cow<'_, str> = match date {
            PartialDate::Year(year) => year.to_string().into(),
            PartialDate::Month(month) => self.t.month(month).into(),
            PartialDate::Day(day) => self.t.date(day).into(),
        };
        Moment { text: text.into_owned(), datetime: date.to_string() }
    }
}
