//! How the two languages of an entry stand to each other, by definition and over random lives of an entry.

use std::collections::BTreeMap;

use leiden_international::content::act::Act;
use leiden_international::content::agreement::{self, Agreement, Pair, Verdict};
use leiden_international::content::entry::{Body, Kind, SectionText};
use leiden_international::content::error::Error;
use leiden_international::content::exchange::{self, SourceFile};
use leiden_international::content::parity::policy::{self, Policy};
use leiden_international::content::parity::{
    Standing, State, base, kept, questions, same_meaning, standings, touched,
};
use leiden_international::content::passage::{self, Passage, Version};
use leiden_international::content::published::Published;
use leiden_international::content::rich_text::RichText;
use leiden_international::content::{publication, worklist};
use leiden_international::ids::SectionId;
use leiden_international::lang::Lang::{self, En, Nl};
use proptest::prelude::*;
use sqlx::PgPool;

use crate::content::support::{Draft, Site, id, line};

fn passage(name: &str) -> Passage {
    Passage::try_from(name.to_owned()).unwrap()
}

/// How the passages stand whose state is not that they are in step.
fn marked(body: &Body, agreements: &[Agreement]) -> Vec<(String, State)> {
    let standings = standings(body, agreements).into_iter();
    let marked = standings.filter(|standing| standing.state != State::InStep);
    marked.map(|standing| (standing.passage.to_string(), standing.state)).collect()
}

fn says(mut draft: Draft, section: &str, lang: Lang, heading: &str, html: &str) -> Draft {
    draft = draft.says_in(lang, section, "-");
    let id = SectionId::try_from(section.to_owned()).unwrap();
    let heading = (!heading.is_empty()).then(|| line(heading));
    let words = SectionText { heading, text: RichText::sanitised(html) };
    draft.0.texts.get_mut(lang).as_mut().unwrap().sections.insert(id, words);
    draft
}

/// A page with twelve sections in both languages, all in step.
fn twelve() -> (Draft, Vec<Agreement>) {
    let draft = (1..=12).fold(Draft::page("a").summary(En, "about").summary(Nl, "over"), |draft, number| {
        let draft = says(draft, &format!("s{number}"), En, "Heading", &format!("<p>Words {number}.</p>"));
        says(draft, &format!("s{number}"), Nl, "Kop", &format!("<p>Woorden {number}.</p>"))
    });
    let agreements = agreement::agree_all(&draft.0);
    (draft, agreements)
}

#[test]
fn one_word_marks_one_section_of_twelve_and_none_when_it_means_the_same() {
    let (draft, mut agreements) = twelve();
    assert_eq!(marked(&draft.0, &agreements), []);
    let changed = says(draft.clone(), "s7", En, "Heading", "<p>Word 7.</p>");
    assert_eq!(marked(&changed.0, &agreements), [("s7".to_owned(), State::Changed(En))]);
    assert_eq!(touched(&draft.0, &changed.0), [(passage("s7"), vec![En])]);
    agreements.extend(same_meaning(&draft.0, &changed.0, &agreements));
    assert_eq!(marked(&changed.0, &agreements), []);
    assert_eq!(marked(&draft.0, &agreements), [], "what was agreed before is still agreed");
}

#[test]
fn titles_summaries_and_the_words_within_fields_are_compared() {
    let contact = serde_json::json!({
        "organisation": "other",
        "phones": [
            { "value": { "number": "14 071" } },
            { "value": { "number": "+31 71 123 4567", "label": { "en": "from abroad", "nl": "uit het buitenland" } } },
        ],
    });
    let draft =
        Draft::contact("c", contact).summary(En, "about").summary(Nl, "over").short_title(En, "short");
    let agreements = agreement::agree_all(&draft.0);
    let names: Vec<String> = agreements.iter().map(|agreement| agreement.passage.to_string()).collect();
    assert_eq!(names, ["@title", "@summary", "@phone-2"]);
    assert_eq!(marked(&draft.0, &agreements), [], "a short title in one language is no gap");
    let mut changed = draft.title(Nl, "anders").summary(En, "anew").short_title(Nl, "kort").0;
    let text = serde_json::to_string(&changed).unwrap().replace("uit het buitenland", "van buiten");
    changed = serde_json::from_str(&text).unwrap();
    let expected = [
        ("@title", State::Changed(Nl)),
        ("@short-title", State::BothChanged),
        ("@summary", State::Changed(En)),
        ("@phone-2", State::Changed(Nl)),
    ];
    assert_eq!(marked(&changed, &agreements), expected.map(|(name, state)| (name.to_owned(), state)));
}

#[test]
fn what_is_behind_stays_behind_when_a_slip_in_the_other_language_is_mended() {
    let (draft, mut agreements) = twelve();
    let dearer = says(draft, "s1", En, "Heading", "<p>Words 1 and more.</p>");
    let mended = says(dearer.clone(), "s1", Nl, "Kop", "<p>Woorden: 1.</p>");
    agreements.extend(same_meaning(&dearer.0, &mended.0, &agreements));
    assert_eq!(marked(&mended.0, &agreements), [("s1".to_owned(), State::Changed(En))]);
}

#[test]
fn a_difference_on_purpose_is_kept_until_a_text_changes() {
    let (draft, mut agreements) = twelve();
    let pair = agreements.iter().find(|agreement| agreement.passage == passage("s2")).unwrap().pair();
    let differs = Agreement {
        reason: Some("Only the Dutch know this.".to_owned()),
        ..Agreement::of(passage("s2"), pair, Verdict::Differs)
    };
    agreements.push(differs.clone());
    let of_second = |body: &Body, agreements: &[Agreement]| {
        standings(body, agreements).into_iter().find(|standing| standing.passage == passage("s2")).unwrap()
    };
    assert_eq!(of_second(&draft.0, &agreements).state, State::Differs);
    assert_eq!(of_second(&draft.0, &agreements).measure, Some(differs.clone()));
    let changed = says(draft.clone(), "s2", Nl, "Kop", "<p>Anders.</p>");
    assert_eq!(of_second(&changed.0, &agreements).state, State::Changed(Nl));
    assert_eq!(of_second(&changed.0, &agreements).measure, Some(differs));
    agreements.extend(same_meaning(&draft.0, &changed.0, &agreements));
    assert_eq!(of_second(&changed.0, &agreements).state, State::Differs, "a slip changes no purpose");
}

#[test]
fn a_section_in_one_language_is_missing_until_that_is_declared_to_be_so_on_purpose() {
    let (draft, mut agreements) = twelve();
    let alone = says(draft, "extra", En, "", "<p>For newcomers.</p>");
    assert_eq!(marked(&alone.0, &agreements), [("extra".to_owned(), State::Missing(Nl))]);
    let pairs: BTreeMap<Passage, Pair> = agreement::pairs(&alone.0).into_iter().collect();
    agreements.push(Agreement::of(passage("extra"), pairs[&passage("extra")].clone(), Verdict::Differs));
    assert_eq!(marked(&alone.0, &agreements), [("extra".to_owned(), State::Differs)]);
    let slip = says(alone.clone(), "extra", En, "", "<p>For all newcomers.</p>");
    let moved = same_meaning(&alone.0, &slip.0, &agreements);
    let with_it: Vec<Agreement> = agreements.iter().chain(&moved).cloned().collect();
    assert_eq!(
        marked(&slip.0, &with_it),
        [("extra".to_owned(), State::Differs)],
        "a slip changes no purpose"
    );
    let both = says(alone.clone(), "extra", Nl, "", "<p>Voor nieuwkomers.</p>");
    assert_eq!(marked(&both.0, &agreements), [("extra".to_owned(), State::BothChanged)]);
    assert_eq!(questions(&alone.0, &both.0, &agreements).len(), 1);
    agreements.extend(same_meaning(&alone.0, &both.0, &agreements));
    assert_eq!(marked(&both.0, &agreements), []);
}

#[test]
fn a_single_question_settles_what_was_changed_in_both_languages() {
    let (draft, mut agreements) = twelve();
    let changed = says(draft.clone(), "s3", En, "Heading", "<p>Other words.</p>");
    let changed = says(changed, "s3", Nl, "Kop", "<p>Andere woorden.</p>");
    let changed = says(changed, "s4", Nl, "Kop", "<p>Andere woorden.</p>");
    let asked: Vec<(String, State)> = questions(&draft.0, &changed.0, &agreements)
        .into_iter()
        .map(|Standing { passage, state, .. }| (passage.to_string(), state))
        .collect();
    assert_eq!(asked, [("s3".to_owned(), State::BothChanged), ("s4".to_owned(), State::Changed(Nl))]);
    agreements.extend(same_meaning(&draft.0, &changed.0, &agreements));
    assert_eq!(marked(&changed.0, &agreements), []);
}

/// A page with two sections of three and two paragraphs.
fn two() -> (Draft, Vec<Agreement>) {
    let draft = says(Draft::page("a"), "one", En, "One", "<p>a</p><ul><li>b</li><li>c</li></ul>");
    let draft = says(draft, "one", Nl, "Een", "<p>x</p><ul><li>y</li><li>z</li></ul>");
    let draft = says(draft, "two", En, "Two", "<p>d</p><p>e</p>");
    let draft = says(draft, "two", Nl, "Twee", "<p>u</p>");
    let agreements = agreement::agree_all(&draft.0);
    (draft, agreements)
}

#[test]
fn a_section_that_is_split_alike_stays_in_step() {
    let (draft, agreements) = two();
    let split = says(draft.clone(), "one", En, "One", "<p>a</p>");
    let split = says(split, "one", Nl, "Een", "<p>x</p>");
    let split = says(split, "more", En, "", "<p>b</p><p>c</p>");
    let split = says(split, "more", Nl, "", "<p>y</p><p>z</p>");
    let found = kept(&draft.0, &split.0, &agreements);
    assert_eq!(found.iter().map(|kept| kept.passage.to_string()).collect::<Vec<_>>(), ["one", "more"]);
    let headed = says(split.clone(), "more", En, "More", "<p>b</p><p>c</p>");
    let found = kept(&draft.0, &headed.0, &agreements);
    assert_eq!(found.len(), 1, "a new heading says something new: {found:?}");
    let askew = says(split, "more", Nl, "", "<p>z</p>");
    let askew = says(askew, "one", Nl, "Een", "<p>x</p><p>y</p>");
    assert_eq!(kept(&draft.0, &askew.0, &agreements), []);
}

#[test]
fn sections_that_are_merged_stay_in_step_and_so_do_those_that_lose_the_same() {
    let (draft, agreements) = two();
    let merged = says(draft.clone(), "one", En, "One", "<p>a</p><p>b</p><p>c</p><p>d</p><p>e</p>");
    let merged = says(merged, "one", Nl, "Een", "<p>x</p><p>y</p><p>z</p><p>u</p>").without("two");
    assert_eq!(kept(&draft.0, &merged.0, &agreements).len(), 1);
    let shorter = says(draft.clone(), "one", En, "One", "<p>a</p><p>c</p>");
    let shorter = says(shorter, "one", Nl, "Een", "<p>x</p><p>z</p>");
    assert_eq!(kept(&draft.0, &shorter.0, &agreements), [], "what is taken out is for its author to judge");
    let half = says(shorter.clone(), "more", En, "", "<p>b</p>");
    let half = says(half, "more", Nl, "", "<p>z</p>");
    let half = says(half, "one", Nl, "Een", "<p>x</p><p>y</p>");
    assert_eq!(kept(&draft.0, &half.0, &agreements), [], "another line went in Dutch");
    let moved = says(shorter, "more", En, "", "<p>b</p>");
    let moved = says(moved, "more", Nl, "", "<p>y</p>");
    assert_eq!(kept(&draft.0, &moved.0, &agreements).len(), 2);
    let part = says(draft.clone(), "two", En, "Two", "<p>d</p>");
    let part = says(part, "more", En, "", "<p>e</p>");
    let part = says(part, "more", Nl, "", "<p>u</p>");
    assert_eq!(kept(&draft.0, &part.0, &agreements), [], "which of two paragraphs is the one in Dutch?");
}

#[test]
fn lines_in_another_order_in_the_other_language_are_not_taken_to_say_the_same() {
    let draft = says(Draft::page("a"), "one", En, "", "<p>We open at 9:00.</p><p>Closed on holidays.</p>");
    let draft = says(draft, "one", Nl, "", "<p>Dicht op feestdagen.</p><p>Wij zijn open vanaf 9.00 uur.</p>");
    let agreements = agreement::agree_all(&draft.0);
    let split = says(draft.clone(), "one", En, "", "<p>We open at 9:00.</p>");
    let split = says(split, "one", Nl, "", "<p>Dicht op feestdagen.</p>");
    let split = says(split, "two", En, "", "<p>Closed on holidays.</p>");
    let split = says(split, "two", Nl, "", "<p>Wij zijn open vanaf 9.00 uur.</p>");
    assert_eq!(kept(&draft.0, &split.0, &agreements), []);
}

/// What is said in a section and declared of it, by numbers of words.
fn stands(declared: &[(u8, u8)], en: u8, nl: u8) -> State {
    let body = |en: u8, nl: u8| {
        let draft = says(Draft::page("a"), "s", En, "", &format!("<p>words {en}</p>"));
        says(draft, "s", Nl, "", &format!("<p>woorden {nl}</p>")).0
    };
    let agreements: Vec<Agreement> =
        declared.iter().flat_map(|(en, nl)| agreement::agree_all(&body(*en, *nl))).collect();
    let found = standings(&body(en, nl), &agreements);
    found.into_iter().find(|standing| standing.passage == passage("s")).unwrap().state
}

#[test]
fn what_belongs_to_an_older_text_is_behind() {
    assert_eq!(
        stands(&[(1, 1), (2, 2)], 2, 1),
        State::Changed(En),
        "the Dutch that belongs to it is a draft"
    );
    assert_eq!(stands(&[(1, 1), (2, 2)], 1, 2), State::Changed(Nl));
    assert_eq!(stands(&[(1, 1), (2, 2)], 1, 1), State::InStep);
    assert_eq!(stands(&[(1, 1), (2, 2)], 3, 1), State::Changed(En));
    assert_eq!(stands(&[(1, 1), (2, 2)], 3, 3), State::BothChanged);
    assert_eq!(stands(&[], 1, 1), State::BothChanged);
}

#[test]
fn what_is_not_in_step_is_not_kept() {
    let (draft, agreements) = two();
    let open: Vec<Agreement> =
        agreements.into_iter().filter(|agreement| agreement.passage != passage("one")).collect();
    let moved = says(draft.clone(), "three", En, "", "<p>a</p>");
    let moved = says(moved, "three", Nl, "", "<p>x</p>");
    assert_eq!(kept(&draft.0, &moved.0, &open), []);
}

/// What can happen to one of four sections, and to all of them.
#[derive(Clone, Debug)]
enum Deed {
    Write(Lang, usize, u8),
    Dress(Lang, usize),
    Empty(Lang, usize),
    Declare(usize, Verdict),
    Turn,
    Save,
}

fn deed() -> impl Strategy<Value = Deed> {
    let lang = || prop_oneof![Just(En), Just(Nl)];
    let section = || 0_usize..4;
    prop_oneof![
        6 => (lang(), section(), 0_u8..6).prop_map(|(lang, section, words)| Deed::Write(lang, section, words)),
        1 => (lang(), section()).prop_map(|(lang, section)| Deed::Dress(lang, section)),
        1 => (lang(), section()).prop_map(|(lang, section)| Deed::Empty(lang, section)),
        3 => section().prop_map(|section| Deed::Declare(section, Verdict::Same)),
        1 => section().prop_map(|section| Deed::Declare(section, Verdict::Differs)),
        1 => Just(Deed::Turn),
        1 => Just(Deed::Save),
    ]
}

/// The words of a section in each language by number, and the pairs that were declared, the oldest first.
#[derive(Clone, Debug, Default)]
struct Model {
    words: [Option<u8>; 2],
    dressed: [bool; 2],
    declared: Vec<([Option<u8>; 2], Verdict)>,
}

impl Model {
    /// How the section stands, by definition; none where nothing is said.
    fn state(&self) -> Option<State> {
        let latest = self.declared.iter().rfind(|(pair, _)| *pair == self.words);
        let [en, nl] = self.words;
        Some(match (en, nl, latest) {
            (None, None, _) => return None,
            (_, _, Some((_, Verdict::Same))) => State::InStep,
            (_, _, Some((_, Verdict::Differs))) => State::Differs,
            (None, Some(_), None) => State::Missing(En),
            (Some(_), None, None) => State::Missing(Nl),
            (Some(_), Some(_), None) => {
                // A text that was never agreed is newer than any that was.
                match (self.agreed(0), self.agreed(1)) {
                    (None, None) => State::BothChanged,
                    (Some(en), Some(nl)) if en < nl => State::Changed(Nl),
                    (Some(_), None) => State::Changed(Nl),
                    _ => State::Changed(En),
                }
            }
        })
    }

    /// When the text of a side was agreed last with one of the other side.
    fn agreed(&self, side: usize) -> Option<usize> {
        self.declared
            .iter()
            .rposition(|(pair, _)| pair.iter().all(Option::is_some) && pair[side] == self.words[side])
    }
}

/// The page that the models describe.
fn page(models: &[Model; 4], turned: usize) -> Body {
    let mut draft = Draft::page("a");
    for index in (0..4).map(|index| (index + turned) % 4) {
        for (lang, side) in [(En, 0), (Nl, 1)] {
            if let Some(words) = models[index].words[side] {
                let (open, close) = if models[index].dressed[side] { ("<em> ", "\n</em>") } else { ("", "") };
                let html = format!("<p>{open}{lang} {index} {words}{close}</p>");
                draft = says(draft, &format!("s{index}"), lang, "", &html);
            }
        }
    }
    draft.0.normalised()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn states_obey_their_definitions_and_an_undone_life_is_in_step(
        deeds in proptest::collection::vec(deed(), 0..40),
    ) {
        let start = Model { words: [Some(0), Some(0)], ..Model::default() };
        let mut models: [Model; 4] = std::array::from_fn(|_| {
            Model { declared: vec![(start.words, Verdict::Same)], ..start.clone() }
        });
        let mut turned = 0;
        let before = page(&models, turned);
        let mut agreements = agreement::agree_all(&before);
        for deed in deeds {
            let old = page(&models, turned);
            let touching = match &deed {
                Deed::Write(lang, section, _) | Deed::Empty(lang, section) => Some((*lang, *section)),
                _ => None,
            };
            match deed {
                Deed::Write(lang, section, words) => models[section].words[lang as usize] = Some(words),
                Deed::Empty(lang, section) => models[section].words[lang as usize] = None,
                Deed::Dress(lang, section) => models[section].dressed[lang as usize] ^= true,
                Deed::Turn => turned += 1,
                Deed::Declare(section, verdict) => {
                    let pairs = agreement::pairs(&old).into_iter();
                    let name = passage(&format!("s{section}"));
                    if let Some((name, pair)) = pairs.into_iter().find(|(other, _)| *other == name) {
                        agreements.retain(|agreed| agreed.passage != name || agreed.pair() != pair);
                        agreements.push(Agreement::of(name, pair, verdict));
                        let words = models[section].words;
                        models[section].declared.retain(|(pair, _)| *pair != words);
                        models[section].declared.push((words, verdict));
                    }
                }
                Deed::Save => {}
            }
            let body = page(&models, turned);
            let touched = touched(&old, &body);
            prop_assert!(touched.iter().all(|(name, langs)| {
                touching.is_some_and(|(lang, section)| name.as_str() == format!("s{section}") && *langs == [lang])
            }), "{touched:?}");
            for (index, model) in models.iter().enumerate() {
                let standings = standings(&body, &agreements).into_iter();
                let found = standings.into_iter().find(|standing| standing.passage.as_str() == format!("s{index}"));
                prop_assert_eq!(found.map(|standing| standing.state), model.state());
            }
        }
        let differs = |model: &Model| {
            model.declared.iter().any(|(pair, verdict)| *pair == start.words && *verdict == Verdict::Differs)
        };
        let undone = marked(&before, &agreements);
        prop_assert_eq!(undone.len(), models.iter().filter(|model| differs(model)).count());
    }

    #[test]
    fn what_means_the_same_leaves_every_state_as_it_was(
        words in proptest::array::uniform4((0_u8..3, 0_u8..3)),
        edits in proptest::collection::vec((0_usize..4, any::<bool>()), 1..5),
    ) {
        let mut models: [Model; 4] = std::array::from_fn(|_| {
            Model { words: [Some(0), Some(0)], ..Model::default() }
        });
        let mut agreements = agreement::agree_all(&page(&models, 0));
        for (model, (en, nl)) in models.iter_mut().zip(words) {
            model.words = [Some(en), Some(nl)];
        }
        let old = page(&models, 0);
        for (section, is_dutch) in edits {
            models[section].words[usize::from(is_dutch)] = Some(9);
        }
        let new = page(&models, 0);
        let states = |body: &Body, agreements: &[Agreement]| {
            standings(body, agreements).into_iter().map(|standing| standing.state).collect::<Vec<_>>()
        };
        let before = states(&old, &agreements);
        agreements.extend(same_meaning(&old, &new, &agreements));
        prop_assert_eq!(states(&new, &agreements), before);
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn agreements_of_an_older_normal_form_are_made_anew_and_nothing_is_marked(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    let draft = says(Draft::page("a"), "s", En, "Why", "<p>It\u{2019}s caf\u{e9}.</p>");
    let draft = says(draft, "s", Nl, "Waarom", "<p>Het\u{2019}s koffie.</p>");
    let saved = site.publish("a", draft.clone()).await;
    let older = |lang| passage::said(&saved.body, lang)[&passage("s")].hash_in(Version::First);
    let pair = Pair { en: older(En), nl: older(Nl) };
    let differs =
        Agreement { reason: Some("why".to_owned()), ..Agreement::of(passage("s"), pair, Verdict::Differs) };
    let act = Act::of_system(site.now);
    assert!(agreement::record(site.conn, &id("a"), saved.id, &differs, &act).await.unwrap());
    assert_eq!(open_of(&mut site).await, [State::BothChanged, State::BothChanged], "before");
    assert_eq!(agreement::renew(site.conn, site.now).await.unwrap(), 1);
    assert_eq!(agreement::renew(site.conn, site.now).await.unwrap(), 0);
    let declared = agreement::list(&mut *site.conn, &id("a")).await.unwrap();
    let renewed = declared.last().map(|declared| declared.agreement.clone()).unwrap();
    assert_eq!((renewed.verdict, renewed.reason.as_deref()), (Verdict::Differs, Some("why")));
    assert_eq!(open_of(&mut site).await, [State::BothChanged], "the title was never compared");
    let straight = says(draft, "s", En, "Why", "<p>It's cafe\u{301}.</p>");
    site.save("a", straight).await;
    assert_eq!(open_of(&mut site).await, [State::BothChanged]);
}

async fn open_of(site: &mut Site<'_>) -> Vec<State> {
    let found = worklist::list(site.conn).await.unwrap();
    found.iter().flat_map(|entry| entry.open().map(|standing| standing.state)).collect()
}

#[sqlx::test(migrations = "./migrations")]
async fn the_worklist_says_what_waits_and_since_when(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    let (draft, agreements) = twelve();
    let saved = site.publish("a", draft.clone()).await;
    for agreed in &agreements {
        let act = Act::of_system(site.now);
        agreement::record(site.conn, &id("a"), saved.id, agreed, &act).await.unwrap();
    }
    assert_eq!(open_of(&mut site).await, []);
    let first = says(draft, "s7", En, "Heading", "<p>Word 7.</p>");
    let since = site.save("a", first.clone()).await.at;
    let second = says(first.clone(), "s9", Nl, "Kop", "<p>Woord 9.</p>");
    let later = site.save("a", second.clone()).await.at;
    let mut found = worklist::list(site.conn).await.unwrap();
    let newest: Vec<_> = found[0].since.values().copied().collect();
    assert_eq!(newest, [later, later], "nobody has looked back");
    worklist::look_back(site.conn, &mut found).await.unwrap();
    let waiting: Vec<_> = found[0].since.iter().map(|(name, at)| (name.to_string(), *at)).collect();
    assert_eq!(waiting, [("s7".to_owned(), since), ("s9".to_owned(), later)]);
    let open: Vec<&Standing> = found[0].open().collect();
    let past = base::find(&mut *site.conn, &id("a"), &open).await.unwrap();
    assert_eq!(past.words(open[0], En), Some("# Heading\nWords 7."));
    assert_eq!(past.words(open[0], Nl), Some("# Kop\nWoorden 7."));
    assert_eq!(past.words(open[1], Nl), Some("# Kop\nWoorden 9."));
    site.save("a", says(second.clone(), "s7", En, "Heading", "<p>Words 7.</p>")).await;
    let again = site.save("a", second).await.at;
    let mut found = worklist::list(site.conn).await.unwrap();
    worklist::look_back(site.conn, &mut found).await.unwrap();
    assert_eq!(found[0].since[&passage("s7")], again, "it was in step in between");
}

#[sqlx::test(migrations = "./migrations")]
async fn no_more_than_thirty_versions_are_looked_through(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    site.create("a", Kind::Page, None).await;
    let mut saved = Vec::new();
    for number in 1..=32 {
        let draft = Draft::page("a").says_in(En, "s", &format!("words {number}"));
        saved.push(site.save("a", draft).await.at);
    }
    let mut found = worklist::list(site.conn).await.unwrap();
    worklist::look_back(site.conn, &mut found).await.unwrap();
    assert_eq!(found[0].since[&passage("s")], saved[2]);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_kind_that_goes_live_together_only_is_refused_while_it_would_not(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    assert_eq!(policy::find(&mut *site.conn, Kind::Page).await.unwrap(), Policy::Warn);
    let act = Act::of_system(site.now);
    policy::set(site.conn, Kind::Page, Policy::Free, &act).await.unwrap();
    policy::set(site.conn, Kind::Page, Policy::Together, &act).await.unwrap();
    assert_eq!(policy::find(&mut *site.conn, Kind::Goal).await.unwrap(), Policy::Warn);
    let draft = Draft::page("a").says("s", "words");
    site.create("a", Kind::Page, None).await;
    let saved = site.save("a", draft.clone()).await;
    let refused = |refusal: Result<bool, Error>| match refusal {
        Err(Error::NotTogether { open, .. }) => Some(open),
        _ => None,
    };
    let never_compared = site.go_live("a", &saved, Lang::ALL).await;
    assert_eq!(refused(never_compared), Some(2), "the title and the section");
    for agreed in agreement::agree_all(&saved.body) {
        agreement::record(site.conn, &id("a"), saved.id, &agreed, &act).await.unwrap();
    }
    let alone = site.go_live("a", &saved, &[En]).await;
    assert_eq!(refused(alone), Some(2), "both are missing in Dutch");
    assert!(site.go_live("a", &saved, Lang::ALL).await.unwrap());
    let changed = site.save("a", draft.clone().says_in(En, "s", "other words")).await;
    assert_eq!(refused(site.go_live("a", &changed, Lang::ALL).await), Some(1));
    assert_eq!(refused(site.go_live("a", &changed, &[En]).await), Some(1));
    site.withdraw("a", &[Nl], None).await.unwrap();
    let live = publication::find_current(&mut *site.conn, &id("a")).await.unwrap().unwrap();
    assert!(live.body.texts.get(Nl).is_none(), "a text that is wrong goes at once");
    assert!(live.body.texts.get(En).is_some());
    policy::set(site.conn, Kind::Page, Policy::Warn, &act).await.unwrap();
    assert!(site.go_live("a", &changed, &[En]).await.unwrap());
}

#[test]
fn the_goals_of_2020_are_found_not_to_be_the_same() {
    let file = include_str!("../fixtures/facts/goals-2020.json");
    let mut file: serde_json::Value = serde_json::from_str(file).unwrap();
    let body: Body = serde_json::from_value(file["live"].take()).unwrap();
    let agreements = agreement::agree_all(&body);
    let expected = [("goal-1", State::Missing(Nl)), ("goal-5", State::Missing(En))];
    assert_eq!(marked(&body, &agreements), expected.map(|(name, state)| (name.to_owned(), state)));
}

#[sqlx::test(migrations = "./migrations")]
async fn a_language_that_does_not_go_live_keeps_its_words_in_the_fields(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    let contact = |label: &str, other: &str| {
        let phones = serde_json::json!([
            { "value": { "number": "14 071", "label": { "en": "from abroad", "nl": label } } },
            { "value": { "number": other } },
        ]);
        Draft::contact("c", serde_json::json!({ "organisation": "other", "phones": phones }))
    };
    site.publish("c", contact("uit het buitenland", "14 070")).await;
    let changed = site.save("c", contact("van buiten", "14 072")).await;
    site.go_live("c", &changed, &[En]).await.unwrap();
    let live = |published: &Published| format!("{:?}", published.entry(&id("c")).unwrap().fields);
    let seen = live(&site.published().await);
    assert!(seen.contains("uit het buitenland") && seen.contains("14 072"), "{seen}");
    let current = publication::find_current(&mut *site.conn, &id("c")).await.unwrap().unwrap();
    assert!(format!("{:?}", current.body).contains("uit het buitenland"));
    let exported = exchange::export(site.conn).await.unwrap();
    let sources: Vec<SourceFile> = exported
        .iter()
        .map(|file| SourceFile { name: format!("{}.json", file.id), text: file.to_text() })
        .collect();
    let again = exchange::import(site.conn, &sources, site.now).await.unwrap();
    assert_eq!(again, exchange::Imported::default(), "an export says what is live");
    site.go_live("c", &changed, &[Nl]).await.unwrap();
    assert!(live(&site.published().await).contains("van buiten"));
}
