//! The gold set: what residents ask, in their words, and which pages answer it.
//!
//! It was written from questions, not from the titles of pages, and is not what the search is tuned by: a query that
//! fails is a word that is missing somewhere, or an honest miss.

use std::collections::BTreeMap;

use leiden_international::content::entry::Fields;
use leiden_international::lang::Lang;
use leiden_international::web::App;
use scraper::{Html, Selector};
use serde::Deserialize;
use sqlx::PgPool;

use crate::search::portal;

const GOLD: &str = include_str!("../fixtures/search/gold.json");

/// A query with the entries of which one has to be found; none: nothing may be.
#[derive(Deserialize)]
struct Case {
    group: String,
    lang: Lang,
    query: String,
    expect: Vec<String>,
}

/// Where the answers on a page lead, the first first.
fn answers(html: &str) -> Vec<String> {
    let html = Html::parse_document(html);
    let links = Selector::parse("#_contact a, .lp-hit__title a").unwrap();
    let hrefs = html.select(&links).filter_map(|link| link.attr("href"));
    hrefs.map(|href| href.split('#').next().unwrap_or_default().to_owned()).collect()
}

/// The addresses of an entry, in every language.
fn addresses(app: &App, id: &str) -> Vec<String> {
    let published = app.published();
    let entry = published.entries().find(|entry| entry.id.as_str() == id);
    let entry = entry.unwrap_or_else(|| unreachable!("{id} is not live"));
    if let Fields::Document(document) = &entry.fields {
        return vec![document.url.to_string()];
    }
    let path = |lang: &Lang| {
        let path = entry.text(*lang)?.path.clone()?;
        Some(if path.is_empty() { format!("/{lang}") } else { format!("/{lang}/{path}") })
    };
    Lang::ALL.iter().filter_map(path).collect()
}

/// The rank of the first right answer, from 1.
fn rank(app: &App, case: &Case, answers: &[String]) -> Option<usize> {
    let right: Vec<String> = case.expect.iter().flat_map(|id| addresses(app, id)).collect();
    answers.iter().position(|address| right.contains(address)).map(|at| at + 1)
}

#[sqlx::test(migrations = "./migrations")]
#[expect(clippy::print_stdout, reason = "the precision is for whoever runs this")]
async fn residents_find_what_they_ask_for(pool: PgPool) {
    let app = portal::example(&pool).await;
    let router = leiden_international::router(app.clone(), None);
    let cases: Vec<Case> = serde_json::from_str(GOLD).unwrap();
    assert!(cases.len() >= 80);
    let (mut first, mut third, mut real, mut found_in_vain) = (0, 0, 0, 0);
    let mut groups: BTreeMap<&str, (usize, usize, usize)> = BTreeMap::new();
    for case in &cases {
        let query: String = form_urlencoded::byte_serialize(case.query.as_bytes()).collect();
        let page = if case.lang == Lang::DEFAULT { "en/search" } else { "nl/zoeken" };
        let answers = answers(&portal::get(&router, &format!("/{page}?q={query}")).await);
        if case.expect.is_empty() {
            found_in_vain += usize::from(!answers.is_empty());
            if !answers.is_empty() {
                println!("nonsense that was answered: {:?} by {answers:?}", case.query);
            }
            continue;
        }
        let rank = rank(&app, case, &answers);
        real += 1;
        first += usize::from(rank == Some(1));
        third += usize::from(rank.is_some_and(|rank| rank <= 3));
        let (all, one, three) = groups.entry(&case.group).or_default();
        *all += 1;
        *one += usize::from(rank == Some(1));
        *three += usize::from(rank.is_some_and(|rank| rank <= 3));
        if rank != Some(1) {
            let top: Vec<_> = answers.iter().take(3).collect();
            println!("{} {:?}: {rank:?}, want {:?}, got {top:?}", case.lang, case.query, case.expect);
        }
    }
    for (group, (all, one, three)) in groups {
        println!("{group}: {one} of {all} on top, {three} among the first three");
    }
    let percent = |part: usize| part as f32 * 100.0 / real as f32;
    println!("{real} queries: {:.1} % on top, {:.1} % among the first three", percent(first), percent(third));
    println!("{} of {} queries without sense were answered", found_in_vain, cases.len() - real);
    assert_eq!(found_in_vain, 0);
    assert!(percent(third) >= 95.0 && percent(first) >= 85.0);
}
