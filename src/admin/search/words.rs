//! What words mean when people search: synonyms, and answers that stand on top.
//!
//! Invariant: each change is logged and holds on every instance at once.

mod page;

use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};

use self::page::{Errors, page};
use crate::{
    accounts::audit,
    admin::{
        Admin,
        staff::Staff,
        table::{Access, Table},
    },
    content::guidance::{self, Phrase, Promotion, Synonym},
    ids::EntryId,
    lang::Lang,
    web::{Error, Form, Query, error::Result},
};

const HERE: &str = "/admin/search/words";

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
    let done = guidance::add_synonym(&mut transaction, &synonym, &staff.act(None, now)).await?;
    let event = staff.event("search.synonym", "synonym", "").detail(named(&synonym));
    audit::record(&mut transaction, &event, now).await?;
    transaction.commit().await?;
    Ok(back(if done { "added" } else { "known" }))
}

/// Takes a synonym away. Its words are in the form afterwards, for who did not mean to.
pub(super) async fn remove_synonym(State(admin): State<Admin>, staff: Staff, form: Form) -> Result<Response> {
    let (id, now) = (form.get("id").parse().map_err(|_| Error::BadRequest)?, admin.app.clock().now());
    let mut transaction = admin.pool.begin().await?;
    let Some(synonym) = guidance::remove_synonym(&mut transaction, id).await? else {
        return Ok(back("known"));
    };
    let event = staff.event("search.synonym.remove", "synonym", id).detail(named(&synonym));
    audit::record(&mut transaction, &event, now).await?;
    transaction.commit().await?;
    let Synonym { from, to, two_way, .. } = synonym;
    let mut fields = [fields("from", "from_lang", &from), fields("to", "to_lang", &to)].concat();
    fields.extend(two_way.then(|| ("two_way".to_owned(), "on".to_owned())));
    Ok(back_with("removed", fields))
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

/// No longer puts an answer on top. Its words are in the form afterwards, for who did not mean to.
pub(super) async fn demote(State(admin): State<Admin>, staff: Staff, form: Form) -> Result<Response> {
    let (id, now) = (form.get("id").parse().map_err(|_| Error::BadRequest)?, admin.app.clock().now());
    let mut transaction = admin.pool.begin().await?;
    let Some(promotion) = guidance::demote(&mut transaction, id).await? else { return Ok(back("known")) };
    let Promotion { phrase, entry, .. } = promotion;
    let event = staff.event("search.promotion.remove", "entry", &entry).detail(phrase.words.to_string());
    audit::record(&mut transaction, &event, now).await?;
    transaction.commit().await?;
    let mut fields = fields("words", "lang", &phrase).to_vec();
    fields.push(("entry".to_owned(), entry.to_string()));
    Ok(back_with("removed", fields))
}

fn back(done: &str) -> Response {
    back_with(done, Vec::new())
}

fn back_with(done: &str, mut fields: Vec<(String, String)>) -> Response {
    fields.insert(0, ("done".to_owned(), done.to_owned()));
    Redirect::to(&format!("{HERE}?{}", Form(fields).encode())).into_response()
}

/// Where a synonym for these words can be added.
pub(super) fn href(lang: Lang, from: &str, to: &str) -> String {
    let tag = lang.tag();
    let fields = [("from", from), ("from_lang", tag), ("to", to), ("to_lang", tag)];
    let form = Form(fields.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec());
    format!("{HERE}?{}#synonym", form.encode())
}

/// The two fields of a phrase; see [`phrase`].
fn fields(words: &str, lang: &str, phrase: &Phrase) -> [(String, String); 2] {
    let tag = phrase.lang.map_or("", Lang::tag);
    [(words.to_owned(), phrase.words.to_string()), (lang.to_owned(), tag.to_owned())]
}

/// A synonym in the log.
fn named(synonym: &Synonym) -> String {
    format!("{} → {}", synonym.from.words, synonym.to.words)
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
