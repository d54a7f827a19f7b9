//! What is at an address: finds the entry and says it as its kind is said.
//!
//! Invariant: an address answers with the page in its own language, with a redirect, or with an error that offers a
//! way on; never with a text in another language.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{Html, Response},
};
use http::Uri;

use super::{
    action::{self, ActionItem},
    contact::{self, ContactPanel, File},
    document::{self, DocumentItem},
    figure::{self, Series, Source},
    goal::{self, GoalCard},
    json_ld,
    mention::{Mentions, Summary},
    opening_hours,
    parity::{self, ParityLine},
    section::{self, SectionView, Shown},
    tree::{self, Branch},
    view::{Anchor, Moment, Notes, View},
};
use crate::{
    content::{
        entry::{Fields, Kind},
        page::Listing,
        published::{Entry, Resolution, Section, Text},
    },
    lang::Lang,
    web::{App, Error, Offer, addresses, error::Result, layout::Layout, page_cache::Keep, urls},
};

/// A page of text, with what it lists.
#[derive(Template)]
#[template(path = "site/page.html")]
struct TextPage<'a> {
    layout: Layout<'a>,
    frame: Frame,
    sections: Vec<SectionView>,
    listing: ListingView,
}

/// The home page: the sections of its text, laid out by what they show.
#[derive(Template)]
#[template(path = "site/home.html")]
struct HomePage<'a> {
    layout: Layout<'a>,
    frame: Frame,
    contacts: Vec<SectionView>,
    figures: Vec<SectionView>,
    texts: Vec<SectionView>,
    cards: Vec<SectionView>,
}

/// What stands above and below the content of a page.
pub(super) struct Frame {
    /// The pages above it.
    pub breadcrumb: Vec<Anchor>,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: Option<Summary>,
    /// How its title and summary stand to those in the other language.
    pub parity: Option<ParityLine>,
    /// When something on it changed last.
    pub changed: Moment,
}

/// What a page lists below its sections.
pub(super) enum ListingView {
    /// Nothing.
    Nothing,
    /// The goals.
    Goals(Vec<GoalCard>),
    /// The actions.
    Actions(Vec<ActionItem>),
    /// The figures.
    Figures(Vec<Series>),
    /// The documents.
    Documents(Vec<DocumentItem>),
    /// The contact points.
    Contacts(Vec<ContactPanel>),
    /// Every page.
    Pages(Vec<Branch>),
}

/// The home page of a language.
pub(super) async fn show_home(State(app): State<App>, Path(lang): Path<String>) -> Result<Response> {
    answer(&app, &lang, "")
}

/// Any other page.
pub(super) async fn show(
    State(app): State<App>,
    Path((lang, path)): Path<(String, String)>,
) -> Result<Response> {
    answer(&app, &lang, &path)
}

/// An address without its language: leads to the page of that name in the first language that has one.
pub(super) async fn show_without_language(State(app): State<App>, uri: Uri) -> Result<Response> {
    let published = app.published();
    let name = uri.path().trim_start_matches('/');
    let here = |lang: Lang| match published.resolve(lang, name) {
        Resolution::Here(..) => Some(urls::page(lang, name)),
        Resolution::Moved(path) => Some(urls::page(lang, path)),
        _ => None,
    };
    let address = Lang::ALL.iter().copied().find_map(here).ok_or(Error::NotFound)?;
    Ok(addresses::moved(&address))
}

fn answer(app: &App, lang: &str, path: &str) -> Result<Response> {
    let lang = Lang::from_tag(lang).ok_or(Error::NotFound)?;
    let published = app.published();
    let notes = Notes::default();
    let view = View::new(app, &published, lang, &notes);
    match published.resolve(lang, path) {
        Resolution::Here(entry, text) => {
            let html = render(view, entry, text)?;
            for (listed, _) in published.listed(entry, lang) {
                view.is_made_from(&listed.id);
            }
            let read = Some((entry.id.clone(), lang));
            Ok(super::kept(Html(html), view.now, Keep { read, ..view.keep() }))
        }
        Resolution::Moved(path) => Ok(addresses::moved(&urls::page(lang, path))),
        Resolution::Ended(instead) => {
            let reason = Some(view.t.msg("contact-ended"));
            Err(Error::Gone { offer: offer(view, instead), reason })
        }
        Resolution::Gone { instead, reason } => {
            let offer = instead.and_then(|entry| offer(view, entry));
            Err(Error::Gone { offer, reason: reason.map(str::to_owned) })
        }
        Resolution::Elsewhere(entry, other) => {
            Err(offer(view.in_language(other), entry).map_or(Error::NotFound, Error::NotInThisLanguage))
        }
        Resolution::Nowhere => answer_beside(view, path),
    }
}

/// What the program makes besides the pages of entries: the files of a contact point, and the hours of all.
fn answer_beside(view: View<'_>, path: &str) -> Result<Response> {
    if opening_hours::is_at(view.app, path) {
        let own = urls::opening_hours(view.t);
        if own != urls::page(view.lang(), path) {
            return Ok(addresses::moved(&own));
        }
        return Ok(super::kept(Html(opening_hours::render(view)?), view.now, view.keep()));
    }
    let (page, file) = File::parse(path).ok_or(Error::NotFound)?;
    match view.published.resolve(view.lang(), page) {
        Resolution::Here(entry, text) => {
            let answer = file.of(view.on(entry), entry, text).ok_or(Error::NotFound)?;
            Ok(super::kept(answer, view.now, view.keep()))
        }
        Resolution::Moved(path) => Ok(addresses::moved(&(urls::page(view.lang(), path) + file.end()))),
        _ => Err(Error::NotFound),
    }
}

/// A link to a page in the language of the view.
fn offer(view: View<'_>, entry: &Entry) -> Option<Offer> {
    let Anchor { href, title, hreflang, .. } = view.anchor(&entry.id)?;
    Some(Offer { lang: hreflang.unwrap_or(view.lang()), title, url: href })
}

pub(super) fn render<'a>(view: View<'a>, entry: &'a Entry, text: &'a Text) -> Result<String> {
    let view = view.on(entry);
    match &entry.fields {
        Fields::Page(_) if entry.id.is_home() => render_home(view, entry, text),
        Fields::Page(page) => {
            let mentions = Mentions::of(view, entry, text);
            let page = TextPage {
                layout: layout(view, entry, text, Vec::new()),
                sections: section::list(view, entry, text, &mentions),
                frame: Frame::of(view, entry, text, mentions),
                listing: listing(view, page.lists),
            };
            Ok(page.render()?)
        }
        Fields::Goal(_) => goal::render(view, entry, text),
        Fields::Contact(contact) => contact::render(view, entry, text, contact),
        Fields::Action(_) | Fields::Document(_) | Fields::Figure(_) | Fields::Notice(_) => {
            Err(Error::NotFound)
        }
    }
}

fn render_home(view: View<'_>, entry: &Entry, text: &Text) -> Result<String> {
    // What the page shows first is read first.
    let mut order: Vec<_> = text.sections.iter().collect();
    order.sort_by_key(|section| home_place(view, section));
    let mentions = Mentions::in_order(view, entry, text, order.into_iter());
    let sections = section::list(view, entry, text, &mentions);
    let mut page = HomePage {
        layout: layout(view, entry, text, vec![json_ld::website(view)]),
        frame: Frame::of(view, entry, text, mentions),
        contacts: Vec::new(),
        figures: Vec::new(),
        texts: Vec::new(),
        cards: Vec::new(),
    };
    for section in sections {
        match section.shown {
            Shown::Contact(_) => page.contacts.push(section),
            Shown::Figure(_) => page.figures.push(section),
            // One with words of its own stands among the texts.
            Shown::Card(_) if section.html.is_empty() => page.cards.push(section),
            _ => page.texts.push(section),
        }
    }
    Ok(page.render()?)
}

/// Where the home page has a section: the contact points beside its title, then the texts, then the figures.
fn home_place(view: View<'_>, section: &Section) -> u8 {
    let shown = section.refers_to.as_ref().and_then(|id| view.published.text(id, view.lang()));
    match shown.map(|(entry, _)| entry.fields.kind()) {
        Some(Kind::Contact) => 0,
        Some(Kind::Figure) => 2,
        _ => 1,
    }
}

/// The layout around a page of an entry; `about` is what its linked data says besides where it stands.
pub(super) fn layout<'a>(
    view: View<'a>,
    entry: &Entry,
    text: &Text,
    about: Vec<serde_json::Value>,
) -> Layout<'a> {
    let json_ld = json_ld::graph(view, entry, text, about);
    let title = view.title(entry, text);
    let layout = Layout::of_entry(view.app, view.published, view.lang(), entry, text, &title, json_ld);
    Layout { notices: view.notices(None), ..layout }
}

fn listing(view: View<'_>, lists: Option<Listing>) -> ListingView {
    match lists {
        None => ListingView::Nothing,
        Some(Listing::Goals) => ListingView::Goals(goal::list(view)),
        Some(Listing::Actions) => ListingView::Actions(action::list(view, None)),
        Some(Listing::Figures) => ListingView::Figures(figure::list(view)),
        Some(Listing::Documents) => ListingView::Documents(document::list(view)),
        Some(Listing::Contacts) => ListingView::Contacts(contact::list(view)),
        Some(Listing::Pages) => ListingView::Pages(tree::list(view)),
    }
}

impl Frame {
    pub(super) fn of(view: View<'_>, entry: &Entry, text: &Text, mentions: Mentions) -> Frame {
        Frame {
            breadcrumb: breadcrumb(view, entry),
            title: view.title(entry, text),
            summary: mentions.summary(),
            parity: parity::of_head(view, entry),
            changed: view.moment(view.published.changed_at(entry, text, view.lang())),
        }
    }
}

/// The way to a page that the program makes below an entry: the pages above the entry, and its own.
pub(super) fn breadcrumb_below(view: View<'_>, entry: &Entry) -> Vec<Anchor> {
    breadcrumb(view, entry).into_iter().chain(step(view, entry)).collect()
}

/// The pages above an entry that the visitor's language has, from the home page down.
pub(super) fn breadcrumb(view: View<'_>, entry: &Entry) -> Vec<Anchor> {
    let home = view.published.home().filter(|home| home.id != entry.id);
    let above = home.into_iter().chain(view.published.ancestors(entry));
    above.filter_map(|above| step(view, above)).collect()
}

fn step(view: View<'_>, entry: &Entry) -> Option<Anchor> {
    let text = entry.text(view.lang())?;
    Some(Anchor { title: text.short_title.to_string(), ..view.anchor(&entry.id)? })
}
