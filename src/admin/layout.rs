//! What stands around every page of the admin area.
//!
//! Invariant: it offers only what the role of the person allows.

use super::{Admin, errand::Errand, staff::Staff};
use crate::{
    accounts::editor::Role,
    lang::Lang,
    web::{App, Locale, assets},
};

/// Everything that `admin/layout.html` prints.
pub(super) struct AdminLayout<'a> {
    /// The words of the person's language.
    pub t: &'a Locale,
    /// The title of the browser's tab.
    pub title: String,
    /// The name of who is signed in.
    pub person: Option<String>,
    /// Whether this is the person's own account.
    pub is_account: bool,
    /// The menu.
    pub menu: Vec<MenuLink>,
    /// The other languages a page without a session can be shown in.
    pub languages: Vec<LanguageLink>,
}

/// A link of the menu.
pub(super) struct MenuLink {
    /// Where it leads.
    pub href: &'static str,
    /// What it says.
    pub title: String,
    /// Whether the page stands below it.
    pub is_current: bool,
}

/// The same page in another language.
pub(super) struct LanguageLink {
    /// The language.
    pub lang: Lang,
    /// Its own name for itself.
    pub name: String,
    /// Where it leads.
    pub href: String,
}

/// A place of the menu.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// My work.
    MyWork,
    /// The page tree and the entries in it.
    Pages,
    /// The contact points.
    Contacts,
    /// How the languages stand to each other.
    Translations,
    /// What is not confirmed.
    Unconfirmed,
    /// How people search.
    Search,
    /// The accounts.
    Editors,
    /// The audit log.
    Audit,
    /// The person's own account.
    Account,
}

impl<'a> AdminLayout<'a> {
    /// Around a page for someone who is signed in.
    pub(super) fn new(admin: &'a Admin, staff: &Staff, place: Place, title: &str) -> AdminLayout<'a> {
        let t = admin.app.locale(staff.lang());
        AdminLayout {
            title: tab_title(t, title),
            person: Some(staff.editor.name.clone()),
            is_account: place == Place::Account,
            menu: menu(t, staff, place),
            languages: Vec::new(),
            t,
        }
    }

    /// Around a page for someone who is not signed in, or not wholly.
    pub(super) fn open(app: &'a App, lang: Lang, title: &str) -> AdminLayout<'a> {
        let t = app.locale(lang);
        let link = |lang: Lang| LanguageLink {
            lang,
            name: app.locale(lang).msg("language-name"),
            href: format!("?lang={lang}"),
        };
        AdminLayout {
            title: tab_title(t, title),
            person: None,
            is_account: false,
            menu: Vec::new(),
            languages: lang.others().map(link).collect(),
            t,
        }
    }

    /// The same page, which leads on to where someone wanted to go in the other languages too.
    pub(super) fn at(mut self, errand: &Errand) -> AdminLayout<'a> {
        for link in &mut self.languages {
            let next = errand.at("");
            link.href =
                if next.is_empty() { link.href.clone() } else { format!("{next}&lang={}", link.lang) };
        }
        self
    }

    /// The same page without links to other languages: it is the answer to a form, and would be lost.
    pub(super) fn in_one_language(self) -> AdminLayout<'a> {
        AdminLayout { languages: Vec::new(), ..self }
    }

    /// The same page with the errors of its form, if there are any.
    pub(super) fn having(self, errors: &[(&'static str, String)]) -> AdminLayout<'a> {
        if errors.is_empty() { self } else { self.with_errors() }
    }

    /// The same page after something was wrong with what was sent; assistive technology reads the title first.
    pub(super) fn with_errors(self) -> AdminLayout<'a> {
        AdminLayout { title: format!("{} {}", self.t.msg("admin-error-title"), self.title), ..self }
    }

    /// The address of a static file.
    pub(super) fn asset(&self, name: &str) -> &'static str {
        assets::asset(name)
    }
}

/// What a role is called.
pub(super) fn role(t: &Locale, role: Role) -> String {
    match role {
        Role::Author => t.msg("admin-role-author"),
        Role::Publisher => t.msg("admin-role-publisher"),
        Role::Administrator => t.msg("admin-role-administrator"),
    }
}

/// "Pages – Leiden International admin".
fn tab_title(t: &Locale, of: &str) -> String {
    format!("{of} – {}", t.msg("admin-site-name"))
}

fn menu(t: &Locale, staff: &Staff, current: Place) -> Vec<MenuLink> {
    let link = |place: Place, href, title| MenuLink { href, title, is_current: place == current };
    let mut menu = vec![
        link(Place::MyWork, "/admin", t.msg("admin-my-work")),
        link(Place::Pages, "/admin/pages", t.msg("admin-pages")),
        link(Place::Contacts, "/admin/contacts", t.msg("admin-contacts")),
        link(Place::Translations, "/admin/translations", t.msg("admin-translations")),
        link(Place::Unconfirmed, "/admin/unconfirmed", t.msg("admin-unconfirmed")),
        link(Place::Search, "/admin/search", t.msg("admin-search")),
    ];
    if staff.is(Role::Administrator) {
        menu.push(link(Place::Editors, "/admin/editors", t.msg("admin-editors")));
        menu.push(link(Place::Audit, "/admin/audit", t.msg("admin-audit")));
    }
    menu
}
