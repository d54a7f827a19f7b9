//! The page on which staff say what words mean.

use askama::Template;
use axum::response::{Html, IntoResponse, Response};

use crate::{
    admin::{
        Admin,
        layout::{AdminLayout, Place},
        second_factor::status,
        staff::Staff,
    },
    content::{
        guidance::{self, Guidance, Phrase, Promotion, Synonym},
        overview,
    },
    ids::EntryId,
    lang::Lang,
    search,
    web::{Form, Locale, error::Result},
};

/// What is wrong, by the id of a field.
pub(super) type Errors = Vec<(&'static str, String)>;

#[derive(Template)]
#[template(path = "admin/search/words.html")]
struct WordsPage<'a> {
    layout: AdminLayout<'a>,
    done: Option<String>,
    errors: Errors,
    form: Form,
    langs: Vec<(&'static str, String)>,
    entries: Vec<(String, String)>,
    synonyms: Vec<SynonymRow>,
    /// How many of all synonyms these are.
    count: String,
    is_filtered: bool,
    promotions: Vec<PromotionRow>,
}

struct SynonymRow {
    id: i64,
    from: String,
    to: String,
    two_way: bool,
}

struct PromotionRow {
    id: i64,
    words: String,
    title: String,
}

/// Shows it, with what was typed.
pub(super) async fn page(admin: &Admin, staff: &Staff, form: Form, errors: Errors) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let Guidance { mut synonyms, promotions } = guidance::load(&mut *admin.pool.acquire().await?).await?;
    let published = admin.app.published();
    let found = |id: &EntryId| published.entry(id).is_some_and(|entry| entry.fields.kind().has_page());
    let entries: Vec<(String, String)> = overview::list(&admin.pool)
        .await?
        .iter()
        .filter(|entry| found(&entry.id))
        .map(|entry| (entry.id.to_string(), entry.title(t.lang()).to_owned()))
        .collect();
    let (sought, all) = (search::plain(form.get("find")), synonyms.len());
    let is_sought = |phrase: &Phrase| search::plain(&phrase.words.to_string()).contains(&sought);
    synonyms.retain(|synonym| is_sought(&synonym.from) || is_sought(&synonym.to));
    synonyms.sort_by_cached_key(|synonym| search::plain(&synonym.from.words.to_string()));
    let counts = [("found", synonyms.len().into()), ("all", all.into())];
    let done = match form.get("done") {
        "added" => Some(t.msg("search-words-added")),
        "removed" => Some(t.msg("search-words-removed")),
        "known" => Some(t.msg("search-words-known")),
        _ => None,
    };
    let title =
        |id: &EntryId| entries.iter().find(|(other, _)| other == id.as_str()).map(|(_, title)| title.clone());
    let page = WordsPage {
        layout: AdminLayout::new(admin, staff, Place::Search, &t.msg("search-words-title")).having(&errors),
        done,
        langs: Lang::ALL.iter().map(|lang| (lang.tag(), t.language(*lang))).collect(),
        count: t.msg_with("search-synonym-count", &counts),
        is_filtered: synonyms.len() < all,
        synonyms: synonyms.iter().map(|synonym| SynonymRow::of(t, synonym)).collect(),
        promotions: promotions
            .into_iter()
            .map(|Promotion { id, phrase, entry }| PromotionRow {
                id,
                words: named(t, &phrase),
                title: title(&entry).unwrap_or_else(|| entry.to_string()),
            })
            .collect(),
        entries,
        errors,
        form,
    };
    Ok((status(&page.errors), Html(page.render()?)).into_response())
}

impl SynonymRow {
    fn of(t: &Locale, synonym: &Synonym) -> SynonymRow {
        let Synonym { id, from, to, two_way } = synonym;
        SynonymRow { id: *id, from: named(t, from), to: named(t, to), two_way: *two_way }
    }
}

/// "huisarts (Dutch)".
fn named(t: &Locale, phrase: &Phrase) -> String {
    match phrase.lang {
        Some(lang) => format!("{} ({})", phrase.words, t.language(lang)),
        None => phrase.words.to_string(),
    }
}
