//! A visitor who follows every link.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;

use crate::web::page::{Page, own_path};
use crate::web::portal::{Answer, Portal};

/// Everything that can be reached by links: pages, style sheets, pictures, the font.
pub(crate) struct Crawl(pub(crate) BTreeMap<String, Answer>);

/// Follows the links of pages and what pages load, from these addresses on.
pub(crate) async fn crawl(portal: &Portal, starts: &[&str]) -> Crawl {
    let mut seen: BTreeMap<String, Answer> = BTreeMap::new();
    let mut waiting: BTreeSet<String> = starts.iter().map(|start| (*start).to_owned()).collect();
    while let Some(path) = waiting.pop_first() {
        let answer = portal.get(&path).await;
        if answer.status == StatusCode::OK && answer.is_html() {
            let page = Page::new(&path, &answer);
            let mut found = page.attributes("a[href], link[href]", "href");
            found.extend(page.attributes("[src]", "src"));
            let paths = found.iter().filter_map(|href| own_path(href));
            let paths = paths.map(|path| path.split('#').next().unwrap().to_owned());
            waiting.extend(paths.filter(|found| *found != path && !seen.contains_key(found)));
        }
        if let Some(target) = answer.header("location") {
            waiting.extend(own_path(target).filter(|target| !seen.contains_key(*target)).map(str::to_owned));
        }
        seen.insert(path, answer);
    }
    Crawl(seen)
}

impl Crawl {
    /// Every page, by address, but the one to search on: what is looked for is not to be found.
    pub(crate) fn pages(&self) -> Vec<Page> {
        let pages = self.0.iter().filter(|(_, answer)| answer.status == StatusCode::OK && answer.is_html());
        let pages = pages.map(|(path, answer)| Page::new(path, answer));
        pages.filter(|page| page.has("link[rel=canonical]")).collect()
    }
}
