//! What stands around the content of every page: head, menus, language switch, footer.
//!
//! Invariant: the switch leads to the same page where it exists in the other language, else to the nearest page above
//! it that does, and says so; a language that is not live is never named to machines.

use crate::{
    content::{
        published::{Entry, Kind, Menu, Origin, Published, Text},
        rich_text::SafeHtml,
    },
    lang::Lang,
    web::{App, Form, Locale, Offer, assets, urls},
};

/// Everything that `layout.html` prints.
pub struct Layout<'a> {
    /// The words of the page's language.
    pub t: &'a Locale,
    /// The title of the browser's tab.
    pub title: String,
    /// For search engines and previews; pages that are not to be found have none.
    pub head: Option<Head>,
    /// The languages of the site.
    pub languages: Vec<LanguageLink>,
    /// The menu on top.
    pub menu: Vec<MenuLink>,
    /// The links at the foot.
    pub footer: Vec<MenuLink>,
    /// The contact point that every page offers.
    pub contact: Option<FooterContact>,
    /// Whether the content is invented.
    pub is_example: bool,
    /// Whether one can search in the header: everywhere but on the search page, which has a form of its own.
    pub has_search: bool,
    /// Of when the page is, where it comes from a copy.
    pub as_of: Option<String>,
    /// The messages that stand on every page now.
    pub notices: Vec<NoticeView>,
}

/// A page that the program makes.
pub struct ProgramPage<'a> {
    /// Its title.
    pub title: &'a str,
    /// What it is about.
    pub description: &'a str,
    /// Its address in each language.
    pub address: fn(&Locale) -> String,
    /// The page that it stands below.
    pub above: Option<&'a Entry>,
    /// What it says to machines.
    pub json_ld: SafeHtml,
}

/// A message for some time.
pub struct NoticeView {
    /// The message.
    pub title: String,
    /// What more is said about it.
    pub text: Option<String>,
}

/// What machines read about a page.
pub struct Head {
    /// One or two sentences.
    pub description: Option<String>,
    /// The absolute address of the page itself.
    pub canonical: String,
    /// The absolute address in each language in which the page is live.
    pub alternates: Vec<(&'static str, String)>,
    /// What it is about, as linked data.
    pub json_ld: SafeHtml,
}

/// A language in the switch.
pub struct LanguageLink {
    /// The language.
    pub lang: Lang,
    /// Its own name for itself.
    pub name: String,
    /// Where it leads; none for the language of the page.
    pub href: Option<String>,
    /// Whether it leads to the same page.
    pub is_same_page: bool,
    /// In that language: that the page does not exist there.
    pub missing: Option<String>,
}

/// A link of a menu.
pub struct MenuLink {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub title: String,
    /// `page` on the page itself, `true` on the pages below it.
    pub current: Option<&'static str>,
    /// Whether it is the way to reach people, which stands apart.
    pub is_contact: bool,
}

/// The first contact point of the site.
pub struct FooterContact {
    /// Its mailbox.
    pub email: Option<String>,
    /// The page with all contact points or, failing that, its own.
    pub href: String,
}

impl NoticeView {
    /// What a notice says.
    pub fn of(text: &Text) -> NoticeView {
        NoticeView { title: text.title.to_string(), text: text.summary.as_ref().map(ToString::to_string) }
    }
}

impl<'a> Layout<'a> {
    /// Around a page of an entry.
    pub fn of_entry(
        app: &'a App,
        published: &Published,
        lang: Lang,
        entry: &Entry,
        text: &Text,
        title: &str,
        json_ld: SafeHtml,
    ) -> Layout<'a> {
        let path = text.path.as_deref().unwrap_or_default();
        let head = Head {
            description: text.summary.as_ref().map(ToString::to_string),
            canonical: urls::absolute(&app.settings().base_url, &urls::page(lang, path)),
            alternates: alternates(app, entry),
            json_ld,
        };
        Layout {
            title: tab_title(app.locale(lang), title),
            head: Some(head),
            ..Layout::around(app, published, lang, Some(entry))
        }
    }

    /// Around a page that the program makes, at the address that is given for each language.
    pub fn of_program(app: &'a App, published: &Published, lang: Lang, page: ProgramPage<'_>) -> Layout<'a> {
        let address = page.address;
        let absolute = |lang: Lang| urls::absolute(&app.settings().base_url, &address(app.locale(lang)));
        let mut alternates: Vec<_> = Lang::ALL.iter().map(|lang| (lang.tag(), absolute(*lang))).collect();
        alternates.push(("x-default", absolute(Lang::DEFAULT)));
        Layout {
            title: tab_title(app.locale(lang), page.title),
            head: Some(Head {
                description: Some(page.description.to_owned()),
                canonical: absolute(lang),
                alternates,
                json_ld: page.json_ld,
            }),
            menu: menu(published, lang, Menu::Main, Place::Below(page.above)),
            ..Layout::around(app, published, lang, None).switching(|lang| address(app.locale(lang)))
        }
    }

    /// Around a page that is not in the content, such as an error.
    /// The switch leads to the page that is offered instead, if that is in another language.
    pub fn of_message(
        app: &'a App,
        published: &Published,
        lang: Lang,
        message: &str,
        offer: Option<&Offer>,
    ) -> Layout<'a> {
        let mut around = Layout::around(app, published, lang, None);
        around.title = tab_title(around.t, message);
        for link in &mut around.languages {
            if let Some(offer) = offer.filter(|offer| offer.lang == link.lang && offer.lang != lang) {
                link.href = Some(offer.url.clone());
                link.is_same_page = true;
            }
        }
        around
    }

    /// Around the search page; the switch leads to the same question in the other language.
    pub fn of_search(
        app: &'a App,
        published: &Published,
        lang: Lang,
        title: &str,
        query: &str,
    ) -> Layout<'a> {
        let form = Form(vec![("q".to_owned(), query.to_owned())]);
        let question = if query.is_empty() { String::new() } else { format!("?{}", form.encode()) };
        let around = Layout::of_message(app, published, lang, title, None)
            .switching(|lang| urls::search(app.locale(lang)) + &question);
        Layout { has_search: false, ..around }
    }

    /// The same, where every language that can be read leads to this address in it.
    fn switching(mut self, address: impl Fn(Lang) -> String) -> Layout<'a> {
        for link in self.languages.iter_mut().filter(|link| link.href.is_some()) {
            link.href = Some(address(link.lang));
            link.is_same_page = true;
        }
        self
    }

    fn around(app: &'a App, published: &Published, lang: Lang, entry: Option<&Entry>) -> Layout<'a> {
        let notices = published.notices(None, lang, app.clock().now());
        Layout {
            t: app.locale(lang),
            title: String::new(),
            head: None,
            languages: languages(app, published, lang, entry),
            menu: menu(published, lang, Menu::Main, Place::At(entry)),
            footer: menu(published, lang, Menu::Footer, Place::At(entry)),
            contact: footer_contact(published, lang),
            is_example: published.has_examples(),
            has_search: true,
            as_of: match published.origin() {
                Origin::Copy(at) => {
                    let t = app.locale(lang);
                    Some(t.msg_with("as-of-title", &[("moment", t.moment(at).into())]))
                }
                Origin::Database | Origin::Nowhere => None,
            },
            notices: notices.into_iter().map(NoticeView::of).collect(),
        }
    }

    /// The home page of the language.
    pub fn home_url(&self) -> String {
        urls::page(self.t.lang(), "")
    }

    /// The search page of the language.
    pub fn search_url(&self) -> String {
        urls::search(self.t)
    }

    /// The address of a static file.
    pub fn asset(&self, name: &str) -> &'static str {
        assets::asset(name)
    }
}

/// "Policy – Leiden International".
fn tab_title(t: &Locale, of: &str) -> String {
    format!("{of} – {}", t.msg("site-name"))
}

/// Every language in which the page is live, then where visitors of other languages go.
fn alternates(app: &App, entry: &Entry) -> Vec<(&'static str, String)> {
    let base = &app.settings().base_url;
    let address = |lang: Lang| {
        let path = entry.text(lang)?.path.as_deref()?;
        Some((lang.tag(), urls::absolute(base, &urls::page(lang, path))))
    };
    let mut alternates: Vec<_> = Lang::ALL.iter().copied().filter_map(address).collect();
    let fallback = if entry.id.is_home() {
        Some(urls::absolute(base, "/"))
    } else {
        alternates.first().map(|(_, address)| address.clone())
    };
    alternates.extend(fallback.map(|address| ("x-default", address)));
    alternates
}

fn languages(app: &App, published: &Published, own: Lang, entry: Option<&Entry>) -> Vec<LanguageLink> {
    let link = |lang: Lang| {
        let t = app.locale(lang);
        let same_page = entry.and_then(|entry| entry.text(lang)?.path.as_deref());
        let nearest = same_page.or_else(|| {
            let above = entry.map(|entry| published.ancestors(entry)).unwrap_or_default();
            above.into_iter().rev().find_map(|above| above.text(lang)?.path.as_deref())
        });
        LanguageLink {
            lang,
            name: t.msg("language-name"),
            href: (lang != own).then(|| urls::page(lang, nearest.unwrap_or_default())),
            is_same_page: same_page.is_some(),
            missing: (entry.is_some() && same_page.is_none()).then(|| t.msg("page-not-in-this-language")),
        }
    };
    Lang::ALL.iter().copied().map(link).collect()
}

/// Where a page is among the entries.
#[derive(Clone, Copy)]
enum Place<'a> {
    At(Option<&'a Entry>),
    Below(Option<&'a Entry>),
}

fn menu(published: &Published, lang: Lang, menu: Menu, place: Place<'_>) -> Vec<MenuLink> {
    let (current, parent) = match place {
        Place::At(entry) => (entry, None),
        Place::Below(entry) => (None, entry.filter(|entry| !entry.id.is_home())),
    };
    let nearest = current.or(parent);
    let above: Vec<_> = nearest
        .into_iter()
        .flat_map(|entry| published.ancestors(entry))
        .chain(parent)
        .map(|above| &above.id)
        .collect();
    let home =
        published.home().filter(|_| menu == Menu::Main).and_then(|home| Some((home, home.text(lang)?)));
    home.into_iter()
        .chain(published.menu(menu, lang))
        .filter_map(|(entry, text)| {
            let is_current = current.is_some_and(|current| current.id == entry.id);
            Some(MenuLink {
                href: urls::page(lang, text.path.as_deref()?),
                title: text.short_title.to_string(),
                current: if is_current { Some("page") } else { above.contains(&&entry.id).then_some("true") },
                is_contact: entry.lists_contacts(),
            })
        })
        .collect()
}

fn footer_contact(published: &Published, lang: Lang) -> Option<FooterContact> {
    let (entry, text) = published.of_kind(Kind::Contact, lang).into_iter().next()?;
    let overview = entry.parent.as_ref().and_then(|parent| published.text(parent, lang));
    let path = overview.map_or(text, |(_, text)| text).path.as_deref()?;
    Some(FooterContact { email: entry.email().map(ToString::to_string), href: urls::page(lang, path) })
}
