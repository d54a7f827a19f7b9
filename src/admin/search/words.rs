//! What words mean when people search: synonyms, and answers that stand on top.
//!
//! Invariant: each change is logged and holds on every instance at once.

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Redirect, Response},
};

use crate::{
    accounts::audit,
    admin::{
        Admin,
        layout::{AdminLayout, Place},
        second_factor::status,
        staff::Staff,
        table::{Access, Table},
    },
    content::{
        guidance::{self, Guidance, Phrase, Promotion, Synonym},
        overview,
    },
    ids::EntryId,
    lang::Lang,
    web::{Error, Form, Locale, Query, error::Result},
};

const HERE: &str = "/admin/search/words";

/// What is wrong, by the id of a field.
type Errors = Vec<(&'static str, String)>;

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

pub(super) fn add(table: Table) -> Table {
    table
        .get("/admin/search/words", Access::PUBLISHER, show)
        .post("/admin/search/synonyms", Access::PUBLISHER, add_synonym)
        .post("/admin/search/synonyms/remove", Access::PUBLISHER, remove_synonym)
        .post("/admin/search/promotions", Access::PUBLISHER, promote)
        .post("/admin/search/promotions/remove", Access::PUBLISHER, demote)
}

/// Shows what words mean.
pub(super) async fn show(State(admin): State<Admin>, staff: Staff, Query(asked): Query) -> Result<Response> {
    page(&admin, &staff, asked, Vec::new()).await
}

/// Adds a synonym.
pub(super) async fn add_synonym(State(admin): State<Admin>, staff: Staff, form: Form) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let (from, to) = (phrase(&form, "from", "from_lang"), phrase(&form, "to", "to_lang"));
    let (Some(from), Some(to)) = (from, to) else {
        let both = [("from", form.get("from")), ("to", form.get("to"))];
        let empty = both.into_iter().filter(|(_, words)| !is_phrase(words));
        let errors = empty.map(|(id, _)| (id, t.msg("search-words-error"))).collect();
        return page(&admin, &staff, form, errors).await;
    };
    let now = admin.app.clock().now();
    let synonym = Synonym { id: 0, from, to, two_way: form.has("two_way") };
    let mut transaction = admin.pool.begin().await?;
    let detail = format!("{} → {}", synonym.from.words, synonym.to.words);
    let done = guidance::add_synonym(&mut transaction, &synonym, &staff.act(None, now)).await?;
    let event = staff.event("search.synonym", "synonym", "").detail(detail);
    audit::record(&mut transaction, &event, now).await?;
    transaction.commit().await?;
    Ok(back(if done { "added" } else { "known" }))
}

/// Takes a synonym away.
pub(super) async fn remove_synonym(State(admin): State<Admin>, staff: Staff, form: Form) -> Result<Response> {
    let (id, now) = (form.get("id").parse().map_err(|_| Error::BadRequest)?, admin.app.clock().now());
    let mut transaction = admin.pool.begin().await?;
    let done = guidance::remove_synonym(&mut transaction, id).await?;
    audit::record(&mut transaction, &staff.event("search.synonym.remove", "synonym", id), now).await?;
    transaction.commit().await?;
    Ok(back(if done { "removed" } else { "known" }))
}

/// Puts an answer on top for certain words.
pub(super) async fn promote(State(admin): State<Admin>, staff: Staff, form: Form) -> Result<Response> {
    let (t, now) = (admin.app.locale(staff.lang()), admin.app.clock().now());
    let published = admin.app.published();
    let entry = EntryId::try_from(form.get("entry").to_owned()).ok();
    let entry = entry.filter(|entry| published.entry(entry).is_some());
    let (Some(words), Some(entry)) = (phrase(&form, "words", "lang"), entry.as_ref()) else {
        let mut errors = Errors::new();
        if !is_phrase(form.get("words")) {
            errors.push(("words", t.msg("search-words-error")));
        }
        if entry.is_none() {
            errors.push(("entry", t.msg("search-entry-error")));
        }
        return page(&admin, &staff, form, errors).await;
    };
    let mut transaction = admin.pool.begin().await?;
    let done = guidance::promote(&mut transaction, &words, entry, &staff.act(None, now)).await?;
    let event = staff.event("search.promotion", "entry", entry).detail(words.words.to_string());
    audit::record(&mut transaction, &event, now).await?;
    transaction.commit().await?;
    Ok(back(if done { "added" } else { "known" }))
}

/// No longer puts an answer on top.
pub(super) async fn demote(State(admin): State<Admin>, staff: Staff, form: Form) -> Result<Response> {
    let (id, now) = (form.get("id").parse().map_err(|_| Error::BadRequest)?, admin.app.clock().now());
    let mut transaction = admin.pool.begin().await?;
    let done = guidance::demote(&mut transaction, id).await?;
    audit::record(&mut transaction, &staff.event("search.promotion.remove", "promotion", id), now).await?;
    transaction.commit().await?;
    Ok(back(if done { "removed" } else { "known" }))
}

fn back(done: &str) -> Response {
    Redirect::to(&format!("{HERE}?done={done}")).into_response()
}

/// The words of two fields, if they are words.
fn phrase(form: &Form, words: &str, lang: &str) -> Option<Phrase> {
    let words = form.get(words);
    let line = is_phrase(words).then(|| words.to_owned().try_into().ok()).flatten()?;
    Some(Phrase { words: line, lang: Lang::from_tag(form.get(lang)) })
}

/// Whether the search finds words in it, and not too many.
fn is_phrase(text: &str) -> bool {
    (1..=4).contains(&crate::search::words(text).len())
}

async fn page(admin: &Admin, staff: &Staff, form: Form, errors: Errors) -> Result<Response> {
    let t = admin.app.locale(staff.lang());
    let Guidance { synonyms, promotions } = guidance::load(&mut *admin.pool.acquire().await?).await?;
    let published = admin.app.published();
    let found = |id: &EntryId| published.entry(id).is_some_and(|entry| entry.fields.kind().has_page());
    let entries: Vec<(String, String)> = overview::list(&admin.pool)
        .await?
        .iter()
        .filter(|entry| found(&entry.id))
        .map(|entry| (entry.id.to_string(), entry.title(t.lang()).to_owned()))
        .collect();
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
