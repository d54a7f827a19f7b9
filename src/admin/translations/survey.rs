//! Everything that the overview of the languages is made from, and what of it is asked for.
//!
//! Invariant: however many entries there are, it takes three queries, and one more for every 20 entries in which something
//! waits that is asked for.

use std::collections::HashMap;

use jiff::{Timestamp, civil::Date};
use sqlx::PgConnection;

use crate::{
    admin::{kinds, tree},
    content::{
        agreement::LANGS,
        entry::Kind,
        overview::{self, Glance},
        parity::State,
        worklist::{self, Compared, Order, Task},
    },
    ids::EntryId,
    lang::Lang,
    web::{Form, Locale, error::Result},
};

/// Every entry that is not archived, with how its languages stand.
pub(super) struct Survey {
    glances: HashMap<EntryId, Glance>,
    /// In the order of the tree.
    compared: Vec<Compared>,
    readers: HashMap<EntryId, i64>,
}

/// What of it is asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    /// The language that is behind.
    behind: Option<Lang>,
    kind: Option<Kind>,
    state: Option<Sort>,
    /// Only what readers see.
    is_live: bool,
    order: Order,
}

/// The states that can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Changed,
    BothChanged,
    Missing,
}

const SORTS: [Sort; 3] = [Sort::Changed, Sort::BothChanged, Sort::Missing];
const ORDERS: [Order; 3] = [Order::Urgent, Order::Oldest, Order::MostRead];

impl Survey {
    /// Everything; since when it waits is found for what the filter takes.
    pub(super) async fn open(conn: &mut PgConnection, filter: &Filter, today: Date) -> Result<Survey> {
        let mut glances = overview::list(&mut *conn).await?;
        glances.retain(|entry| entry.archived_at.is_none());
        let ranks: HashMap<EntryId, usize> =
            tree::in_order(&glances).into_iter().map(|(_, entry)| entry.id.clone()).zip(0..).collect();
        let mut compared = worklist::list(&mut *conn).await?;
        compared.sort_by_key(|entry| ranks.get(&entry.id).copied());
        let readers = worklist::readers(&mut *conn, today).await?;
        let glances: HashMap<EntryId, Glance> =
            glances.into_iter().map(|entry| (entry.id.clone(), entry)).collect();
        let asked_for = compared.iter_mut().filter(|entry| filter.has_tasks(&glances, entry));
        worklist::look_back(conn, asked_for).await?;
        Ok(Survey { glances, compared, readers })
    }

    /// What waits of what is asked for, in the order that is asked for.
    pub(super) fn tasks(&self, filter: &Filter, now: Timestamp) -> Vec<Task<'_>> {
        let entries = self.compared.iter().filter(|entry| filter.takes_entry(&self.glances, entry));
        let mut tasks = worklist::tasks(entries, &self.readers, filter.order, now);
        tasks.retain(|task| filter.takes(task.standing.state));
        tasks
    }

    /// The entries that are asked for, in the order of the tree.
    pub(super) fn entries(&self, filter: &Filter) -> Vec<&Compared> {
        let asks_for_passages = filter.behind.is_some() || filter.state.is_some();
        let takes = |entry: &&Compared| {
            filter.takes_entry(&self.glances, entry)
                && (!asks_for_passages || entry.open().any(|standing| filter.takes(standing.state)))
        };
        self.compared.iter().filter(takes).collect()
    }

    /// An entry at a glance.
    pub(super) fn glance(&self, id: &EntryId) -> Option<&Glance> {
        self.glances.get(id)
    }

    /// What an entry is called.
    pub(super) fn title(&self, t: &Locale, id: &EntryId) -> String {
        self.glance(id).map_or_else(|| id.to_string(), |entry| kinds::title(t, entry))
    }
}

impl Filter {
    /// What is asked for; what cannot be is not asked for.
    pub(super) fn read(asked: &Form) -> Filter {
        let orders = ORDERS.into_iter().find(|order| word(*order) == asked.get("sort"));
        Filter {
            behind: LANGS.into_iter().find(|lang| lang.tag() == asked.get("behind")),
            kind: kinds::named(asked.get("kind")),
            state: SORTS.into_iter().find(|sort| sort.word() == asked.get("state")),
            is_live: asked.has("live"),
            order: orders.unwrap_or_default(),
        }
    }

    fn takes_entry(&self, glances: &HashMap<EntryId, Glance>, entry: &Compared) -> bool {
        let is_live = || glances.get(&entry.id).is_some_and(Glance::is_live);
        self.kind.is_none_or(|kind| kind == entry.kind) && (!self.is_live || is_live())
    }

    fn has_tasks(&self, glances: &HashMap<EntryId, Glance>, entry: &Compared) -> bool {
        self.takes_entry(glances, entry) && entry.open().any(|standing| self.takes(standing.state))
    }

    fn takes(&self, state: State) -> bool {
        self.behind.is_none_or(|lang| state.behind().contains(&lang))
            && self.state.is_none_or(|sort| Sort::of(state) == Some(sort))
    }

    /// The address of the overview with the same filter.
    pub(super) fn address(&self, more: &[(&str, String)]) -> String {
        let query = self.query(more);
        if query.is_empty() {
            "/admin/translations".to_owned()
        } else {
            format!("/admin/translations?{query}")
        }
    }

    fn query(&self, more: &[(&str, String)]) -> String {
        let order = Some(self.order).filter(|order| *order != Order::default());
        let fields = [
            ("behind", self.behind.map(Lang::tag)),
            ("kind", self.kind.map(kinds::word)),
            ("state", self.state.map(Sort::word)),
            ("live", self.is_live.then_some("on")),
            ("sort", order.map(word)),
        ];
        let fields = fields.into_iter().filter_map(|(name, value)| Some((name, value?.to_owned())));
        let pairs = fields.chain(more.iter().cloned()).map(|(name, value)| (name.to_owned(), value));
        Form(pairs.collect()).encode()
    }
}

impl Sort {
    fn of(state: State) -> Option<Sort> {
        match state {
            State::Changed(_) => Some(Sort::Changed),
            State::BothChanged => Some(Sort::BothChanged),
            State::Missing(_) => Some(Sort::Missing),
            State::InStep | State::Differs => None,
        }
    }

    fn word(self) -> &'static str {
        match self {
            Sort::Changed => "changed",
            Sort::BothChanged => "both",
            Sort::Missing => "missing",
        }
    }
}

/// The word for an order in the form.
fn word(order: Order) -> &'static str {
    match order {
        Order::Urgent => "urgent",
        Order::Oldest => "oldest",
        Order::MostRead => "read",
    }
}

/// The filter as a form.
pub(super) struct FilterView {
    pub behind: Vec<Choice>,
    pub kinds: Vec<Choice>,
    pub states: Vec<Choice>,
    pub orders: Vec<Choice>,
    pub is_live: bool,
    /// Whether anything is left out.
    pub is_set: bool,
    /// The address of the file with the same filter.
    pub file: String,
}

/// A value of a field of the filter.
pub(super) struct Choice {
    pub value: &'static str,
    pub words: String,
    pub is_chosen: bool,
}

impl FilterView {
    pub(super) fn of(t: &Locale, filter: &Filter) -> FilterView {
        let choice = |value, words, is_chosen| Choice { value, words, is_chosen };
        let language = |lang: Lang| choice(lang.tag(), t.language(lang), filter.behind == Some(lang));
        let kind =
            |kind: &Kind| choice(kinds::word(*kind), kinds::name(t, *kind), filter.kind == Some(*kind));
        let state = |sort: Sort| choice(sort.word(), sort_words(t, sort), filter.state == Some(sort));
        let order = |order: Order| choice(word(order), order_words(t, order), filter.order == order);
        FilterView {
            behind: LANGS.into_iter().map(language).collect(),
            kinds: kinds::ALL.iter().map(kind).collect(),
            states: SORTS.into_iter().map(state).collect(),
            orders: ORDERS.into_iter().map(order).collect(),
            is_live: filter.is_live,
            is_set: filter.is_live
                || filter.behind.is_some()
                || filter.kind.is_some()
                || filter.state.is_some(),
            file: format!("/admin/translations.csv?{}", filter.query(&[])),
        }
    }
}

fn sort_words(t: &Locale, sort: Sort) -> String {
    match sort {
        Sort::Changed => t.msg("translations-sort-changed"),
        Sort::BothChanged => t.msg("translations-sort-both"),
        Sort::Missing => t.msg("translations-sort-missing"),
    }
}

fn order_words(t: &Locale, order: Order) -> String {
    match order {
        Order::Urgent => t.msg("translations-order-urgent"),
        Order::Oldest => t.msg("translations-order-oldest"),
        Order::MostRead => t.msg("translations-order-read"),
    }
}
