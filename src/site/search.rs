//! Search: what answers a query, in the visitor's language first.
//!
//! Invariant: an answer is made from one snapshot and its index, without a query of the database; nothing that is typed
//! is anything but words, and nothing of it is kept but a count of what had no answer.

mod answers;
mod suggestions;

use askama::Template;
use axum::{
    Extension,
    extract::{Path, State},
    response::{Html, IntoResponse, Response},
};
use http::{
    HeaderValue, Method, StatusCode, Uri,
    header::{CACHE_CONTROL, RETRY_AFTER},
};

use self::answers::{Answers, KindWord};
use super::view::{Notes, View};
use crate::{
    lang::Lang,
    web::{
        App, Error, Locale, Query, addresses,
        error::{self, Result},
        layout::Layout,
        limits::Times,
        urls,
    },
};

pub(super) use self::suggestions::show as suggest;

/// What the search page is called in an address: of these the right one is in the language of the address. No entry
/// takes them; see `address::RESERVED`.
pub(super) const WORDS: [&str; 2] = ["search", "zoeken"];

/// The longest query, in letters.
const LONGEST: usize = 100;

/// What was asked is nobody else's business.
const KEEP: HeaderValue = HeaderValue::from_static("no-store");

#[derive(Template)]
#[template(path = "site/search.html")]
struct SearchPage<'a> {
    layout: Layout<'a>,
    /// The heading: the word for searching, or what was looked for.
    title: String,
    /// What was typed.
    query: String,
    /// Where titles are suggested.
    suggestions: String,
    /// What is wrong with the query.
    problem: Option<String>,
    /// Whether there is no answer yet, because the first index is being made.
    is_waiting: bool,
    answers: Option<Answers>,
}

/// What is asked of the page.
struct Asked<'a> {
    query: &'a str,
    /// What was asked on the page before.
    before: &'a str,
    kind: Option<KindWord>,
    page: usize,
}

/// The search page of a language.
pub(super) async fn show(
    State(app): State<App>,
    method: Method,
    uri: Uri,
    Path(lang): Path<String>,
    times: Option<Extension<Times>>,
    Query(form): Query,
) -> Result<Response> {
    let lang = Lang::from_tag(&lang).ok_or(Error::NotFound)?;
    let Extension(times) = times.unwrap_or_default();
    let t = app.locale(lang);
    if uri.path() != urls::search(t) {
        return Ok(addresses::moved(&with_query(&urls::search(t), uri.query())));
    }
    let asked = Asked {
        query: form.get("q").trim(),
        before: form.get("before").trim(),
        kind: KindWord::named(form.get("kind")),
        page: form.get("page").parse().unwrap_or(1),
    };
    let problem = problem(t, asked.query);
    let is_asked = problem.is_none() && !asked.query.is_empty();
    let searched = if is_asked { app.searchable(times.index).await } else { None };
    let is_waiting = is_asked && searched.is_none();
    let findable = searched.unwrap_or_else(|| app.findable());
    let answers = (is_asked && !is_waiting).then(|| {
        // Nobody keeps the page, so it need not say how long it holds.
        let notes = Notes::default();
        let view = View::new(&app, findable.published(), lang, &notes);
        Answers::of(view, findable.index(), asked.query, asked.kind, asked.page)
    });
    let counts = method == Method::GET && asked.page == 1 && asked.kind.is_none();
    if let Some(answers) = answers.as_ref().filter(|_| counts) {
        count(&app, lang, &asked, answers);
    }
    let title = if is_asked {
        t.msg_with("search-title-query", &[("query", asked.query.into())])
    } else {
        t.msg("search-title")
    };
    let page = SearchPage {
        layout: Layout::of_search(&app, findable.published(), lang, &title, asked.query),
        title,
        query: asked.query.to_owned(),
        suggestions: format!("{}/suggestions", urls::search(t)),
        problem,
        is_waiting,
        answers,
    };
    let mut response = ([(CACHE_CONTROL, KEEP)], Html(page.render()?)).into_response();
    if is_waiting {
        *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
        response.headers_mut().insert(RETRY_AFTER, error::RETRY_AFTER);
    }
    Ok(response)
}

fn problem(t: &Locale, query: &str) -> Option<String> {
    let is_long = query.chars().count() > LONGEST;
    is_long.then(|| t.msg_with("search-too-long", &[("most", LONGEST.into())]))
}

/// Notes what had no answer, and what was asked instead of something else.
fn count(app: &App, lang: Lang, asked: &Asked<'_>, answers: &Answers) {
    let today = app.clock().today();
    if answers.is_empty() {
        app.searches().count_unanswered(lang, asked.query, today);
    }
    if !asked.before.is_empty() && asked.before.chars().count() <= LONGEST {
        app.searches().count_followed(lang, asked.before, asked.query, today);
    }
}

/// The address with a query, if there is one.
fn with_query(address: &str, query: Option<&str>) -> String {
    match query {
        Some(query) => format!("{address}?{query}"),
        None => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::Locales;

    #[test]
    fn every_language_has_one_of_the_words() {
        let locales = Locales::load().expect("the words of the program");
        for lang in Lang::ALL {
            let address = urls::search(locales.get(*lang));
            assert!(WORDS.iter().any(|word| address == format!("/{lang}/{word}")), "{address}");
        }
    }
}
