//! Whatever editors do, in whatever order, the promises hold: found out by doing many things at random and comparing
//! the site with a model of it.

use std::collections::{BTreeMap, BTreeSet};

use leiden_international::content::entry::{Body, Kind};
use leiden_international::content::published::{Entry, Published, Resolution};
use leiden_international::content::revision::Revision;
use leiden_international::lang::Lang;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, TestError, TestRunner};
use sqlx::{Connection, PgConnection, PgPool};

use crate::content::round_trips::assert_round_trip;
use crate::content::support::{BOTH, Draft, Site, id, seen};

/// The entries that there are; the words for their addresses are as few, so that they meet.
const ENTRIES: [&str; 4] = ["a", "b", "c", "d"];
const WORDS: [&str; 4] = ["one", "two", "three", "four"];
const SECTIONS: [&str; 3] = ["s", "t", "u"];

/// Something an editor does.
#[derive(Clone, Debug)]
enum Deed {
    Save(usize, Saying),
    /// The entry, how many revisions ago, and the languages.
    Publish(usize, usize, Vec<Lang>),
    Withdraw(usize, Vec<Lang>),
    Move(usize, Option<usize>),
}

/// What a draft says: its word, its sections in order (with whether they are confirmed), and what it shows.
#[derive(Clone, Debug)]
struct Saying {
    word: usize,
    sections: Vec<(usize, bool)>,
    shows: Option<usize>,
    number: u8,
}

impl Saying {
    fn draft(&self) -> Draft {
        let mut draft = Draft::goal(self.number, WORDS[self.word]);
        for (section, is_confirmed) in &self.sections {
            draft = draft.says(SECTIONS[*section], &format!("{} {}", SECTIONS[*section], self.number));
            if !is_confirmed {
                draft = draft.unconfirmed(SECTIONS[*section]);
            }
        }
        match (self.shows, self.sections.first()) {
            (Some(target), Some((section, _))) => draft.shows(SECTIONS[*section], ENTRIES[target]),
            (Some(target), None) => draft.shows("shown", ENTRIES[target]),
            _ => draft,
        }
    }
}

fn saying() -> impl Strategy<Value = Saying> {
    let sections = Just(vec![0, 1, 2]).prop_shuffle().prop_flat_map(|order| {
        (0..=3_usize, proptest::collection::vec(prop::bool::weighted(0.8), 3)).prop_map(
            move |(count, confirmed)| order.iter().copied().zip(confirmed).take(count).collect::<Vec<_>>(),
        )
    });
    let shows = prop::option::weighted(0.4, 0..ENTRIES.len());
    (0..WORDS.len(), sections, shows, 1..4_u8).prop_map(|(word, sections, shows, number)| Saying {
        word,
        sections,
        shows,
        number,
    })
}

fn langs() -> impl Strategy<Value = Vec<Lang>> {
    prop_oneof![2 => Just(BOTH.to_vec()), 1 => Just(vec![Lang::En]), 1 => Just(vec![Lang::Nl])]
}

fn deed() -> impl Strategy<Value = Deed> {
    let entry = 0..ENTRIES.len();
    prop_oneof![
        3 => (entry.clone(), saying()).prop_map(|(entry, saying)| Deed::Save(entry, saying)),
        4 => (entry.clone(), 0..3_usize, langs()).prop_map(|(entry, ago, langs)| Deed::Publish(entry, ago, langs)),
        1 => (entry.clone(), langs()).prop_map(|(entry, langs)| Deed::Withdraw(entry, langs)),
        1 => (entry.clone(), prop::option::of(entry)).prop_map(|(entry, parent)| Deed::Move(entry, parent)),
    ]
}

/// What should be so, worked out without the database.
#[derive(Default)]
struct Model {
    revisions: BTreeMap<usize, Vec<Revision>>,
    shared: BTreeMap<usize, Body>,
    texts: BTreeMap<(usize, Lang), Body>,
    /// The words under which pages went live last, which their children keep even when they are withdrawn.
    words: BTreeMap<(usize, Lang), String>,
    parents: BTreeMap<usize, usize>,
    /// Every address at which a page ever was.
    addresses: BTreeSet<(Lang, String)>,
}

impl Model {
    fn publish(&mut self, entry: usize, body: &Body, langs: &[Lang]) {
        self.shared.insert(entry, body.clone());
        for lang in langs {
            self.texts.insert((entry, *lang), body.clone());
            let slug = body.texts.get(*lang).as_ref().unwrap().slug.as_ref().unwrap();
            self.words.insert((entry, *lang), slug.to_string());
        }
    }

    fn withdraw(&mut self, entry: usize, langs: &[Lang]) {
        self.texts.retain(|(other, lang), _| *other != entry || !langs.contains(lang));
        if BOTH.iter().all(|lang| !self.texts.contains_key(&(entry, *lang))) {
            self.shared.remove(&entry);
        }
    }

    fn path(&self, entry: usize, lang: Lang) -> String {
        let mut words = Vec::new();
        let mut next = Some(&entry);
        while let Some(entry) = next {
            words.extend(self.words.get(&(*entry, lang)).cloned());
            next = self.parents.get(entry);
        }
        words.reverse();
        words.join("/")
    }

    /// The nearest live entry above; one that never was live is not known to the public side, nor what is above it.
    fn nearest_live(&self, entry: usize) -> Option<usize> {
        let mut next = self.parents.get(&entry).copied();
        while let Some(above) = next.filter(|above| !self.shared.contains_key(above)) {
            let was_live = BOTH.iter().any(|lang| self.words.contains_key(&(above, *lang)));
            next = self.parents.get(&above).copied().filter(|_| was_live);
        }
        next
    }

    fn assert_is(&mut self, published: &Published) {
        let live: BTreeSet<_> = published.entries().map(|entry| entry.id.as_str()).collect();
        assert_eq!(live, self.shared.keys().map(|entry| ENTRIES[*entry]).collect());
        for (entry, shared) in &self.shared {
            let found = published.entry(&id(ENTRIES[*entry])).unwrap();
            assert_eq!(found.fields, shared.shared.fields);
            assert_eq!(found.parent, self.nearest_live(*entry).map(|parent| id(ENTRIES[parent])));
            for lang in BOTH {
                self.assert_text(*entry, *lang, found, shared);
            }
        }
        for (entry, lang) in self.texts.keys() {
            self.addresses.insert((*lang, self.path(*entry, *lang)));
        }
    }

    fn assert_text(&self, entry: usize, lang: Lang, found: &Entry, shared: &Body) {
        let own = self.texts.get(&(entry, lang));
        let Some((text, own)) = found.text(lang).zip(own) else {
            assert_eq!(found.text(lang).is_some(), own.is_some(), "{lang} of {}", found.id);
            return;
        };
        assert_eq!(Some(&text.title), own.texts.get(lang).as_ref().map(|text| &text.title));
        assert_eq!(text.path, Some(self.path(entry, lang)));
        let confirmed = |body: &Body| -> Vec<String> {
            let outline = body.shared.outline.iter().filter(|section| !section.unconfirmed);
            outline.map(|section| section.id.to_string()).collect()
        };
        let says: BTreeMap<String, String> = text
            .sections
            .iter()
            .map(|section| (section.id.to_string(), section.text.as_str().to_owned()))
            .collect();
        assert_eq!(says.len(), text.sections.len(), "each section once");
        let words = &own.texts.get(lang).as_ref().unwrap().sections;
        for section in confirmed(own) {
            let words = words.iter().find(|(id, _)| id.as_str() == section);
            let expected = words.map(|(_, words)| words.text.as_str().to_owned());
            assert_eq!(says.get(&section).cloned().unwrap_or_default(), expected.unwrap_or_default());
        }
        for section in &text.sections {
            let is_own = confirmed(own).contains(&section.id.to_string());
            assert!(is_own || (section.text.is_empty() && section.refers_to.is_some()), "{section:?}");
        }
        let order: Vec<String> = text.sections.iter().map(|section| section.id.to_string()).collect();
        let mut shared_order = confirmed(shared);
        shared_order.retain(|section| order.contains(section));
        let kept: Vec<String> =
            order.iter().filter(|section| shared_order.contains(section)).cloned().collect();
        assert_eq!(kept, shared_order);
    }

    /// No live entry points to one that is not, and every address that ever was leads somewhere.
    fn assert_promises(&self, published: &Published) {
        for entry in published.entries() {
            for (text, section) in BOTH
                .iter()
                .filter_map(|lang| entry.text(*lang))
                .flat_map(|text| text.sections.iter().map(move |section| (text, section)))
            {
                let target = section.refers_to.as_ref();
                assert!(
                    target.is_none_or(|target| published.entry(target).is_some()),
                    "{:?} {section:?}",
                    text.title
                );
            }
        }
        for (lang, path) in &self.addresses {
            match published.resolve(*lang, path) {
                Resolution::Here(..) | Resolution::Gone { .. } => {}
                Resolution::Moved(to) => {
                    assert!(matches!(published.resolve(*lang, to), Resolution::Here(..)), "one redirect");
                }
                other => panic!("/{lang}/{path} is {other:?}"),
            }
        }
    }
}

async fn run(conn: &mut PgConnection, deeds: &[Deed]) {
    let mut site = Site::new(conn);
    let mut model = Model::default();
    for entry in ENTRIES {
        site.create(entry, Kind::Goal, None).await;
    }
    for deed in deeds {
        let before = seen(&site.published().await);
        let is_done = run_one(&mut site, &mut model, deed).await;
        let published = site.published().await;
        assert!(is_done || seen(&published) == before, "{deed:?} was refused and changed something");
        model.assert_is(&published);
        model.assert_promises(&published);
    }
}

/// Returns whether the deed was done; else it was refused.
async fn run_one(site: &mut Site<'_>, model: &mut Model, deed: &Deed) -> bool {
    match deed {
        Deed::Save(entry, saying) => {
            let saved = site.save(ENTRIES[*entry], saying.draft()).await;
            model.revisions.entry(*entry).or_default().push(saved);
            true
        }
        Deed::Publish(entry, ago, langs) => {
            let Some(revision) = model.revisions.get(entry).and_then(|line| line.iter().rev().nth(*ago))
            else {
                return false;
            };
            let revision = revision.clone();
            let is_done = site.go_live(ENTRIES[*entry], &revision, langs).await.is_ok();
            if is_done {
                model.publish(*entry, &revision.body, langs);
            }
            is_done
        }
        Deed::Withdraw(entry, langs) => {
            let is_done = site.withdraw(ENTRIES[*entry], langs, None).await.is_ok();
            if is_done {
                model.withdraw(*entry, langs);
            }
            is_done
        }
        Deed::Move(entry, parent) => {
            let is_done =
                site.move_below(ENTRIES[*entry], parent.map(|parent| ENTRIES[parent])).await.is_ok();
            if is_done {
                model.parents.remove(entry);
                model.parents.extend(parent.map(|parent| (*entry, parent)));
            }
            is_done
        }
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn the_site_is_what_the_model_says(pool: PgPool) {
    let runtime = tokio::runtime::Handle::current();
    let search = move || {
        let mut runner =
            TestRunner::new(Config { cases: 40, failure_persistence: None, ..Config::default() });
        runner.run(&proptest::collection::vec(deed(), 1..24), |deeds| {
            runtime.block_on(async {
                let mut conn = pool.acquire().await.unwrap();
                // Dropped at the end, so that every case begins with nothing.
                let mut transaction = conn.begin().await.unwrap();
                run(&mut transaction, &deeds).await;
            });
            Ok(())
        })
    };
    match tokio::task::spawn_blocking(search).await.unwrap() {
        Ok(()) => {}
        Err(TestError::Fail(reason, deeds)) => panic!("{reason}\n{deeds:#?}"),
        Err(other) => panic!("{other}"),
    }
}

/// Deeds in which every entry has words of its own. A page that takes the address of a withdrawn one is a case that an
/// export does not keep whole: what was below the withdrawn page may move.
fn deeds_apart() -> impl Strategy<Value = Vec<Deed>> {
    let apart = |deed| match deed {
        Deed::Save(entry, saying) => Deed::Save(entry, Saying { word: entry, ..saying }),
        other => other,
    };
    proptest::collection::vec(deed().prop_map(apart), 60)
}

#[sqlx::test(migrations = "./migrations")]
#[expect(clippy::print_stdout, reason = "what was done is shown when the test fails")]
async fn whatever_was_done_survives_an_export(pool: PgPool) {
    let mut runner = TestRunner::default();
    let mut conn = pool.acquire().await.unwrap();
    for _ in 0..6 {
        let deeds = deeds_apart().new_tree(&mut runner).unwrap().current();
        let mut site = Site::new(&mut conn);
        for entry in ENTRIES {
            site.create(entry, Kind::Goal, None).await;
            site.save(entry, Draft::goal(1, entry)).await;
        }
        let mut model = Model::default();
        for deed in &deeds {
            run_one(&mut site, &mut model, deed).await;
        }
        println!("{deeds:#?}");
        assert_round_trip(&pool, &mut conn).await;
    }
}
