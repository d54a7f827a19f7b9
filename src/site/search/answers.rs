//! The answers to a query as they are printed: a contact point on top, those in the visitor's language, then those that
//! are in another only.

use crate::{
    content::{
        entry::{Fields, Kind},
        published::{Entry, Text},
    },
    lang::Lang,
    search::{Asked, Hit, Index, Piece},
    site::{
        contact::ContactPanel,
        page::breadcrumb,
        view::{Anchor, View},
    },
    web::{Form, urls},
};

/// Answers on a page.
const ON_A_PAGE: usize = 10;

/// A contact point is shown on top when it is worth this part of the best answer.
const CONTACT: f32 = 0.9;

/// The answers to a query.
pub(super) struct Answers {
    /// The contact point that the query is about.
    pub contact: Option<ContactPanel>,
    /// The answers of this page.
    pub hits: Vec<HitView>,
    /// How many there are in the visitor's language, in words.
    pub count: String,
    /// Answers that are not in the visitor's language.
    pub elsewhere: Vec<HitView>,
    /// What was probably meant, and its address.
    pub correction: Option<(String, String)>,
    /// Of which kinds there are answers, where that helps to choose.
    pub kinds: Vec<KindLink>,
    /// The page before this one.
    pub earlier: Option<String>,
    /// The page after this one.
    pub later: Option<String>,
    /// "Page 2 of 3", where there is more than one.
    pub place: Option<String>,
}

/// An answer.
pub(super) struct HitView {
    /// Where it leads: to the section in which the passage stands.
    pub href: String,
    /// The language there, where it is not the page's own.
    pub lang: Option<Lang>,
    /// What is said of where it leads.
    pub note: Option<String>,
    /// Its title.
    pub title: Vec<Piece>,
    /// The titles of the pages above it.
    pub above: Vec<String>,
    /// The heading of the section in which the passage stands.
    pub heading: Option<String>,
    /// The passage.
    pub passage: Vec<Piece>,
}

/// A kind of answer in an address.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct KindWord(Kind);

/// A link to the answers of one kind.
pub(super) struct KindLink {
    /// Its name.
    pub name: String,
    /// Where it leads.
    pub href: String,
    /// Whether it is chosen.
    pub is_chosen: bool,
}

/// The kinds that are found, each with its word.
const KINDS: [(Kind, &str); 4] =
    [(Kind::Page, "page"), (Kind::Goal, "goal"), (Kind::Contact, "contact"), (Kind::Document, "document")];

impl KindWord {
    /// The kind of that word.
    pub(super) fn named(word: &str) -> Option<KindWord> {
        KINDS.iter().find(|(_, other)| *other == word).map(|(kind, _)| KindWord(*kind))
    }
}

/// An answer with what it is about.
struct Found<'a> {
    hit: Hit,
    entry: &'a Entry,
}

impl Answers {
    pub(super) fn of(
        view: View<'_>,
        index: &Index,
        query: &str,
        kind: Option<KindWord>,
        page: usize,
    ) -> Answers {
        let asked = index.ask(query, view.lang());
        let results = index.search(&asked);
        let found = results.hits.into_iter().filter_map(|hit| {
            let entry = view.published.entry(&hit.entry)?;
            Some(Found { entry, hit })
        });
        let (mut own, other): (Vec<_>, Vec<_>) =
            found.partition(|found| found.entry.text(view.lang()).is_some());
        let contact = take_contact(view, &mut own);
        let all = own.len();
        let kinds = kinds(view, query, &own, kind);
        own.retain(|found| kind.is_none_or(|kind| found.entry.fields.kind() == kind.0));
        let pages = own.len().div_ceil(ON_A_PAGE).max(1);
        let page = page.clamp(1, pages);
        let count = own.len() + usize::from(contact.is_some() && kind.is_none());
        let hit = |found: &Found<'_>| hit(view, index, &asked, found.entry);
        let link = |page: usize| (1..=pages).contains(&page).then(|| address(view, query, kind, page));
        Answers {
            hits: own.iter().skip((page - 1) * ON_A_PAGE).take(ON_A_PAGE).filter_map(hit).collect(),
            count: view.t.msg_with("search-count", &[("count", count.into())]),
            elsewhere: other.iter().take(ON_A_PAGE).filter(|_| page == 1).filter_map(hit).collect(),
            correction: asked.correction.clone().map(|words| {
                let href = address(view, &words, None, 1);
                (words, href)
            }),
            kinds: if all > ON_A_PAGE { kinds } else { Vec::new() },
            earlier: link(page.wrapping_sub(1)),
            later: link(page + 1),
            place: (pages > 1)
                .then(|| view.t.msg_with("search-place", &[("page", page.into()), ("pages", pages.into())])),
            contact: contact.filter(|_| page == 1 && kind.is_none()),
        }
    }

    /// Whether there is no answer at all.
    pub(super) fn is_empty(&self) -> bool {
        self.contact.is_none() && self.hits.is_empty() && self.elsewhere.is_empty()
    }
}

/// Takes the contact point out of the answers that is among the first and as good as the best.
fn take_contact(view: View<'_>, own: &mut Vec<Found<'_>>) -> Option<ContactPanel> {
    let best = own.iter().map(|found| found.hit.score).fold(0.0, f32::max);
    let is_contact = |found: &Found<'_>| {
        matches!(found.entry.fields, Fields::Contact(_)) && found.hit.score >= best * CONTACT
    };
    let at = own.iter().take(3).position(is_contact)?;
    let found = own.remove(at);
    let Fields::Contact(contact) = &found.entry.fields else { return None };
    ContactPanel::of(view, found.entry, found.entry.text(view.lang())?, contact)
}

fn hit(view: View<'_>, index: &Index, asked: &Asked, entry: &Entry) -> Option<HitView> {
    let (_, text, lang): (_, &Text, _) = view.text(&entry.id)?;
    let Anchor { href, title, lang: foreign, note, .. } = view.anchor(&entry.id)?;
    let passage = index.passage(text, lang, asked, |figure| view.quote(figure));
    let section = passage.section.filter(|_| entry.fields.kind().has_page());
    let above = breadcrumb(view, entry).into_iter().map(|above| above.title).collect();
    Some(HitView {
        href: section.map_or(href.clone(), |section| format!("{href}#{section}")),
        lang: foreign,
        note,
        title: index.marked(&title, lang, asked),
        above,
        heading: passage.heading,
        passage: passage.pieces,
    })
}

/// A link for each kind of which there are answers, and one for all.
fn kinds(view: View<'_>, query: &str, found: &[Found<'_>], chosen: Option<KindWord>) -> Vec<KindLink> {
    let link = |kind: Option<Kind>, name: String| KindLink {
        name,
        href: address(view, query, kind.map(KindWord), 1),
        is_chosen: chosen == kind.map(KindWord),
    };
    let t = view.t;
    let count = |kind: Kind| found.iter().filter(|found| found.entry.fields.kind() == kind).count();
    let named = |kind: Kind| {
        let count = &[("count", count(kind).into())];
        match kind {
            Kind::Goal => t.msg_with("search-kind-goals", count),
            Kind::Contact => t.msg_with("search-kind-contacts", count),
            Kind::Document => t.msg_with("search-kind-documents", count),
            _ => t.msg_with("search-kind-pages", count),
        }
    };
    let there = KINDS.iter().map(|(kind, _)| *kind).filter(|kind| count(*kind) > 0);
    let mut links = vec![link(None, t.msg("search-kind-all"))];
    links.extend(there.map(|kind| link(Some(kind), named(kind))));
    links
}

/// The address of the answers to a query, of one kind, on a page.
fn address(view: View<'_>, query: &str, kind: Option<KindWord>, page: usize) -> String {
    let mut form = Form::default();
    form.0.push(("q".to_owned(), query.to_owned()));
    let word = kind.and_then(|kind| KINDS.iter().find(|(other, _)| *other == kind.0));
    form.0.extend(word.map(|(_, word)| ("kind".to_owned(), (*word).to_owned())));
    form.0.extend((page > 1).then(|| ("page".to_owned(), page.to_string())));
    format!("{}?{}", urls::search(view.t), form.encode())
}
