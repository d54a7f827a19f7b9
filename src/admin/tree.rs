//! The page tree: every entry where it stands, and what readers see of it.
//!
//! Invariant: nothing is left out but what is archived, and that can be shown too.

use std::collections::{HashMap, HashSet};

use askama::Template;
use axum::{
    extract::State,
    response::{Html, IntoResponse, Response},
};

use super::{
    Admin, kinds,
    layout::{AdminLayout, Place},
    staff::Staff,
    translations,
};
use crate::{
    accounts::editor::Role,
    content::{
        overview::{self, Glance},
        worklist,
    },
    ids::EntryId,
    lang::{Lang, PerLang},
    web::{Locale, Query, error::Result, urls},
};

#[derive(Template)]
#[template(path = "admin/tree.html")]
struct TreePage<'a> {
    layout: AdminLayout<'a>,
    done: Option<String>,
    /// What was looked for.
    sought: String,
    /// What was found, if something was looked for.
    found: Option<Vec<Row>>,
    branches: Vec<Branch>,
    archived: Vec<Row>,
    shows_archived: bool,
    may_place: bool,
}

/// An entry at its place in the tree.
struct Branch {
    row: Row,
    depth: usize,
    /// Whether a list of entries below it follows.
    opens: bool,
    /// How many lists end after it.
    closes: usize,
}

/// An entry in a list.
pub(super) struct Row {
    /// Its name.
    pub id: EntryId,
    /// What it is called.
    pub title: String,
    /// What it is.
    pub kind: String,
    /// What readers see of it, language by language.
    pub states: Vec<LanguageState>,
    /// Whether something was saved that readers do not see.
    pub is_waiting: bool,
}

/// An entry in one language.
pub(super) struct LanguageState {
    /// The language, in words.
    pub language: String,
    /// What is so, in words.
    pub words: String,
    /// How the badge looks.
    pub tone: &'static str,
    /// Where readers find it.
    pub href: Option<String>,
    /// How much of it is behind another language.
    pub behind: Option<String>,
}

/// How many passages of each entry wait for each language.
pub(super) type Behind = HashMap<EntryId, PerLang<usize>>;

/// Every entry, as a tree.
pub(super) async fn show(State(admin): State<Admin>, staff: Staff, Query(asked): Query) -> Result<Response> {
    let title = admin.app.locale(staff.lang()).msg("admin-pages");
    let layout = AdminLayout::new(&admin, &staff, Place::Pages, &title);
    let t = layout.t;
    let behind = worklist::count_behind(&mut *admin.pool.acquire().await?).await?;
    let (archived, entries): (Vec<_>, Vec<_>) =
        overview::list(&admin.pool).await?.into_iter().partition(|entry| entry.archived_at.is_some());
    let may_place = staff.is(Role::Publisher);
    let sought = asked.get("q").trim().to_owned();
    let is_found = |entry: &&Glance| says(t, entry, &sought.to_lowercase());
    let found = || entries.iter().filter(is_found).map(|entry| Row::counted(t, entry, &behind)).collect();
    let page = TreePage {
        found: (!sought.is_empty()).then(found),
        sought: sought.clone(),
        done: done(t, asked.get("done")),
        branches: branches(t, &entries, &behind),
        archived: archived.iter().map(|entry| Row::counted(t, entry, &behind)).collect(),
        shows_archived: asked.has("archived"),
        may_place,
        layout,
    };
    Ok(Html(page.render()?).into_response())
}

fn done(t: &Locale, done: &str) -> Option<String> {
    match done {
        "created" => Some(t.msg("admin-done-created")),
        "moved" => Some(t.msg("admin-done-moved")),
        "archived" => Some(t.msg("admin-done-archived")),
        "unarchived" => Some(t.msg("admin-done-unarchived")),
        _ => None,
    }
}

/// Whether an entry has these words, in lower case, in a title or its address.
fn says(t: &Locale, entry: &Glance, words: &str) -> bool {
    let languages = entry.languages.iter().map(|(_, language)| language);
    let texts = languages.flat_map(|language| language.title.iter().chain(&language.path).cloned());
    texts
        .chain([kinds::title(t, entry), entry.id.to_string()])
        .any(|text| text.to_lowercase().contains(words))
}

/// The entries as a tree.
fn branches(t: &Locale, entries: &[Glance], behind: &Behind) -> Vec<Branch> {
    let branch = |(depth, entry): (usize, &Glance)| Branch {
        row: Row::counted(t, entry, behind),
        depth,
        opens: false,
        closes: 0,
    };
    let mut branches: Vec<Branch> = in_order(entries).into_iter().map(branch).collect();
    for index in 0..branches.len() {
        let next = branches.get(index + 1).map_or(0, |next| next.depth);
        let branch = &mut branches[index];
        branch.opens = next > branch.depth;
        branch.closes = branch.depth.saturating_sub(next);
    }
    branches
}

/// The entries in the order of the tree with how deep they stand; one whose parent is not among them stands at the top.
pub(super) fn in_order(entries: &[Glance]) -> Vec<(usize, &Glance)> {
    let ids: HashSet<&EntryId> = entries.iter().map(|entry| &entry.id).collect();
    let mut below: HashMap<Option<&EntryId>, Vec<&Glance>> = HashMap::new();
    for entry in entries {
        let parent = entry.parent.as_ref().filter(|parent| ids.contains(parent));
        below.entry(parent).or_default().push(entry);
    }
    let mut found = Vec::new();
    grow(None, 0, &below, &mut found);
    found
}

fn grow<'a>(
    parent: Option<&EntryId>,
    depth: usize,
    below: &HashMap<Option<&EntryId>, Vec<&'a Glance>>,
    found: &mut Vec<(usize, &'a Glance)>,
) {
    for entry in below.get(&parent).map(Vec::as_slice).unwrap_or_default() {
        found.push((depth, entry));
        grow(Some(&entry.id), depth + 1, below, found);
    }
}

impl Row {
    /// An entry as it stands.
    pub(super) fn of(t: &Locale, entry: &Glance) -> Row {
        Row {
            id: entry.id.clone(),
            title: kinds::title(t, entry),
            kind: kinds::name(t, entry.kind),
            states: Lang::ALL.iter().map(|lang| LanguageState::of(t, entry, *lang)).collect(),
            is_waiting: entry.is_waiting(),
        }
    }

    /// The same with what is behind of it.
    pub(super) fn counted(t: &Locale, entry: &Glance, behind: &Behind) -> Row {
        let mut row = Row::of(t, entry);
        if let Some(counts) = behind.get(&entry.id) {
            for (state, (_, count)) in row.states.iter_mut().zip(counts.iter()) {
                state.behind = translations::behind_by(t, *count);
            }
        }
        row
    }
}

impl LanguageState {
    pub(super) fn of(t: &Locale, entry: &Glance, lang: Lang) -> LanguageState {
        let language = entry.languages.get(lang);
        let (words, tone) = if language.is_live {
            (t.msg("admin-state-live"), " lp-badge--positive")
        } else if language.is_withdrawn {
            (t.msg("admin-state-withdrawn"), " lp-badge--negative")
        } else if language.title.is_some() {
            (t.msg("admin-state-draft"), "")
        } else {
            (t.msg("admin-state-missing"), " lp-badge--warning")
        };
        let path = language.path.as_deref().filter(|_| language.is_live);
        LanguageState {
            language: t.language(lang),
            words,
            tone,
            href: path.map(|path| urls::page(lang, path)),
            behind: None,
        }
    }
}
