//! What readers are told about the other language, and what changes on their page when that one changes.

use jiff::{Timestamp, ToSpan};
use leiden_international::accounts::editor::Role;
use leiden_international::content::act::Act;
use leiden_international::content::agreement::{self, Agreement, Pair, Verdict};
use leiden_international::content::entry::{Body, Section};
use leiden_international::content::passage::Passage;
use leiden_international::content::{parity, publication, revision};
use leiden_international::ids::{EntryId, SectionId};
use leiden_international::lang::Lang::{self, En, Nl};
use serde_json::{Value, json};
use sqlx::PgPool;

use crate::web::admin::kit::Desk;
use crate::web::page::Page;
use crate::web::portal::{Portal, edited, file, noon};

const BOTH: &[Lang] = &[En, Nl];

fn id(name: &str) -> EntryId {
    EntryId::try_from(name.to_owned()).unwrap()
}

fn section(name: &str) -> SectionId {
    SectionId::try_from(name.to_owned()).unwrap()
}

/// A page with twelve sections in both languages, which were declared to say the same.
fn twelve() -> Value {
    let outline: Vec<Value> = (1..=12).map(|number| json!({ "id": format!("part-{number}") })).collect();
    let text = |slug: &str, word: &str| {
        let section = |number: usize| {
            let words = format!("<p>{word} {number} number.</p>");
            (format!("part-{number}"), json!({ "heading": format!("{word} {number}"), "text": [words] }))
        };
        let sections: serde_json::Map<String, Value> = (1..=12).map(section).collect();
        json!({ "title": format!("{word} page"), "summary": word, "slug": slug, "sections": sections })
    };
    json!({
        "id": "twelve", "position": 500,
        "live": {
            "shared": { "fields": { "kind": "page" }, "outline": outline },
            "texts": { "en": text("twelve", "English"), "nl": text("twaalf", "Nederlands") },
        },
    })
}

/// A portal with that page, and what staff do to it.
struct Readers {
    portal: Portal,
    entry: EntryId,
    now: Timestamp,
}

impl Readers {
    async fn of(pool: &PgPool, entry: &str) -> Readers {
        let portal = Portal::starter(pool).await;
        portal.import(&[file(&twelve())]).await;
        Readers { portal, entry: id(entry), now: noon() }
    }

    /// Saves a change of the newest revision. Returns what it was and what it is.
    async fn save(&self, change: impl FnOnce(&mut Body)) -> (Body, Body, i64) {
        let mut conn = self.portal.pool.begin().await.unwrap();
        let old = revision::find_newest(&mut *conn, &self.entry).await.unwrap().unwrap().body;
        let mut new = old.clone();
        change(&mut new);
        let saved = revision::save(&mut conn, &self.entry, new, &Act::of_system(self.now)).await.unwrap();
        conn.commit().await.unwrap();
        self.portal.renew().await;
        (old, saved.body, saved.id)
    }

    async fn go_live(&self, revision: i64, langs: &[Lang]) {
        let mut conn = self.portal.pool.begin().await.unwrap();
        let act = Act::of_system(self.now);
        publication::publish(&mut conn, &self.entry, revision, langs, &act).await.unwrap();
        conn.commit().await.unwrap();
        self.portal.renew().await;
    }

    async fn publish(&self, langs: &[Lang], change: impl FnOnce(&mut Body)) -> Body {
        let (_, body, revision) = self.save(change).await;
        self.go_live(revision, langs).await;
        body
    }

    /// Declares something about a passage as the newest revision has it.
    async fn declare(&self, passage: &str, verdict: Verdict) {
        let newest = revision::find_newest(&self.portal.pool, &self.entry).await.unwrap().unwrap();
        let (passage, pair) =
            agreement::pairs(&newest.body).into_iter().find(|(found, _)| found.as_str() == passage).unwrap();
        let reason = (verdict == Verdict::Differs).then(|| "the law of the land".to_owned());
        self.record(newest.id, Agreement { reason, ..Agreement::of(passage, pair, verdict) }).await;
    }

    async fn record(&self, revision: i64, agreement: Agreement) {
        let mut conn = self.portal.pool.begin().await.unwrap();
        agreement::record(&mut conn, &self.entry, revision, &agreement, &Act::of_system(self.now))
            .await
            .unwrap();
        conn.commit().await.unwrap();
        self.portal.renew().await;
    }

    async fn bytes(&self, path: &str) -> String {
        let answer = self.portal.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        answer.text().to_owned()
    }

    async fn told(&self, path: &str) -> Vec<String> {
        told(&self.portal.page(path).await)
    }
}

/// The sentences about the other language.
fn told(page: &Page) -> Vec<String> {
    page.texts("main p.lp-parity")
}

fn say(body: &mut Body, lang: Lang, name: &str, words: &str) {
    let text = body.texts.get_mut(lang).as_mut().unwrap();
    let words = serde_json::from_value(json!([format!("<p>{words}</p>")])).unwrap();
    text.sections.get_mut(&section(name)).unwrap().text = words;
}

fn drop_words(body: &mut Body, lang: Lang, name: &str) {
    body.texts.get_mut(lang).as_mut().unwrap().sections.remove(&section(name));
}

fn line<T: TryFrom<String>>(words: &str) -> T {
    T::try_from(words.to_owned()).ok().unwrap()
}

fn days_later(days: i64) -> Timestamp {
    noon().checked_add((24 * days).hours()).unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn one_word_changes_the_other_language_by_one_sentence_at_most(pool: PgPool) {
    let readers = Readers::of(&pool, "twelve").await;
    let start = [readers.bytes("/en/twelve").await, readers.bytes("/nl/twaalf").await];
    assert!(!start.concat().contains("lp-parity"));

    // Saved only: nothing changes for anyone.
    let (old, new, revision) = readers.save(|body| say(body, En, "part-7", "English 7 figure.")).await;
    assert_eq!([readers.bytes("/en/twelve").await, readers.bytes("/nl/twaalf").await], start);

    // Published: the Dutch page has the one sentence, and nothing else is other than it was.
    readers.go_live(revision, &[En]).await;
    let dutch = readers.bytes("/nl/twaalf").await;
    let sentence = concat!(
        r#"<p class="lp-parity">De tekst in het Engels is nieuwer: "#,
        r##"<a href="/en/twelve#part-7" hreflang="en"><span lang="en">English 7</span></a></p>"##
    );
    assert_eq!(dutch.matches("lp-parity").count(), 1);
    let without: Vec<&str> = dutch.lines().filter(|line| line.trim() != sentence).collect();
    assert_eq!(without, start[1].lines().collect::<Vec<_>>());
    let english = readers.bytes("/en/twelve").await;
    assert!(english.contains("English 7 figure.") && !english.contains("lp-parity"), "it is ahead");

    // Undone: all is as it was.
    readers.publish(&[En], |body| *body = old.clone()).await;
    assert_eq!([readers.bytes("/en/twelve").await, readers.bytes("/nl/twaalf").await], start);

    // Said to mean the same in the same save: the Dutch page never changes.
    let (old, same, revision) = readers.save(|body| *body = new.clone()).await;
    let known: Vec<Agreement> = agreement::list(&pool, &readers.entry)
        .await
        .unwrap()
        .into_iter()
        .map(|declared| declared.agreement)
        .collect();
    let declared = parity::same_meaning(&old, &same, &known);
    assert_eq!(declared.len(), 1);
    for agreement in declared {
        readers.record(revision, agreement).await;
    }
    readers.go_live(revision, &[En]).await;
    assert_eq!(readers.bytes("/nl/twaalf").await, start[1]);
    assert_eq!(readers.bytes("/en/twelve").await, english);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_declaration_about_what_is_live_takes_the_sentence_away(pool: PgPool) {
    let readers = Readers::of(&pool, "twelve").await;
    let start = readers.bytes("/en/twelve").await;
    readers.publish(&[Nl], |body| say(body, Nl, "part-2", "Iets anders.")).await;
    assert_eq!(readers.told("/en/twelve").await, ["The text in Dutch is newer: Nederlands 2"]);
    readers.declare("part-2", Verdict::Same).await;
    assert_eq!(readers.bytes("/en/twelve").await, start);
}

#[sqlx::test(migrations = "./migrations")]
async fn an_answer_about_a_draft_tells_readers_nothing(pool: PgPool) {
    let readers = Readers::of(&pool, "twelve").await;
    readers.publish(&[En], |body| say(body, En, "part-7", "It costs € 20.")).await;
    let behind = [readers.bytes("/en/twelve").await, readers.bytes("/nl/twaalf").await];
    assert_eq!(readers.told("/nl/twaalf").await.len(), 1);

    let (_, _, draft) = readers.save(|body| say(body, Nl, "part-7", "Het kost € 20.")).await;
    readers.declare("part-7", Verdict::Same).await;
    assert_eq!([readers.bytes("/en/twelve").await, readers.bytes("/nl/twaalf").await], behind);

    readers.go_live(draft, &[Nl]).await;
    assert!(readers.told("/nl/twaalf").await.is_empty() && readers.told("/en/twelve").await.is_empty());
}

#[sqlx::test(migrations = "./migrations")]
async fn each_language_has_a_date_of_its_own(pool: PgPool) {
    let mut readers = Readers::of(&pool, "twelve").await;
    let changed = async |readers: &Readers| {
        let mut dates = Vec::new();
        for path in ["/en/twelve", "/nl/twaalf"] {
            let page = readers.portal.page(path).await;
            dates.push(page.attribute("main .lp-meta--page time", "datetime"));
        }
        dates
    };
    readers.now = days_later(2);
    readers.publish(&[Nl], |body| say(body, Nl, "part-1", "Later.")).await;
    assert_eq!(changed(&readers).await, ["2026-11-22", "2026-11-24"]);
    readers.now = days_later(3);
    readers.publish(&[En], |body| say(body, En, "part-1", "Later.")).await;
    assert_eq!(changed(&readers).await, ["2026-11-25", "2026-11-24"]);
    // A section that one language gets is no change of the other, though it says that it lacks it.
    readers.now = days_later(6);
    readers
        .publish(&[Nl], |body| {
            let place = body.shared.outline[0].clone();
            body.shared.outline.insert(0, Section { id: section("new"), ..place });
            let text = body.texts.get_mut(Nl).as_mut().unwrap();
            let words = text.sections[&section("part-2")].clone();
            text.sections.insert(section("new"), words);
        })
        .await;
    assert_eq!(changed(&readers).await, ["2026-11-25", "2026-11-28"]);
    assert_eq!(readers.told("/en/twelve").await.len(), 2);
    // What is declared about the texts is no change of either.
    readers.now = days_later(9);
    readers.declare("part-1", Verdict::Differs).await;
    assert_eq!(changed(&readers).await, ["2026-11-25", "2026-11-28"]);
    // What both languages share is a change of both.
    readers
        .publish(&[Nl], |body| body.shared.outline[3].refers_to = Some(id("municipality-of-leiden")))
        .await;
    assert_eq!(changed(&readers).await, ["2026-12-01", "2026-12-01"]);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_was_never_compared_is_no_remark_and_what_both_changed_may_differ(pool: PgPool) {
    let readers = Readers::of(&pool, "twelve").await;
    readers
        .publish(BOTH, |body| {
            for lang in BOTH {
                say(body, *lang, "part-3", &format!("New in {lang}."));
            }
            let mut place = body.shared.outline[0].clone();
            place.id = section("new");
            body.shared.outline.push(place);
            for lang in BOTH {
                let text = body.texts.get_mut(*lang).as_mut().unwrap();
                let words = text.sections[&section("part-3")].clone();
                text.sections.insert(section("new"), words);
                say(body, *lang, "new", &format!("Never compared, {lang}."));
            }
        })
        .await;
    assert_eq!(readers.told("/en/twelve").await, ["The text in Dutch may be different: Nederlands 3"]);
    assert_eq!(readers.told("/nl/twaalf").await, ["De tekst in het Engels kan anders zijn: English 3"]);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_differs_on_purpose_is_said_on_both_pages_and_why_is_not(pool: PgPool) {
    let readers = Readers::of(&pool, "twelve").await;
    readers.declare("part-5", Verdict::Differs).await;
    assert_eq!(readers.told("/en/twelve").await, ["The text in Dutch is different on purpose: Nederlands 5"]);
    assert_eq!(readers.told("/nl/twaalf").await, ["De tekst in het Engels is met opzet anders: English 5"]);
    for path in ["/en/twelve", "/nl/twaalf"] {
        assert!(!readers.bytes(path).await.contains("the law of the land"));
        let page = readers.portal.page(path).await;
        let section = page.elements("section[aria-labelledby=part-5] > :nth-child(2)");
        assert_eq!(section[0].attr("class"), Some("lp-parity"), "below the heading");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_section_in_one_language_leaves_a_sentence_in_its_place(pool: PgPool) {
    let readers = Readers::of(&pool, "twelve").await;
    readers
        .publish(BOTH, |body| {
            drop_words(body, Nl, "part-1");
            drop_words(body, Nl, "part-2");
            drop_words(body, En, "part-12");
        })
        .await;
    let dutch = readers.portal.page("/nl/twaalf").await;
    assert_eq!(
        told(&dutch),
        ["Dit deel is er alleen in het Engels: English 1", "Dit deel is er alleen in het Engels: English 2"]
    );
    assert!(!dutch.main().contains("English 2 number"), "never filled with the other language");
    let ids: Vec<String> = dutch.ids().into_iter().filter(|id| id.starts_with("part-")).collect();
    let expected: Vec<String> = (1..=11).map(|number| format!("part-{number}")).collect();
    assert_eq!(ids, [expected, vec!["part-12".to_owned()]].concat(), "each in its place");
    let link = dutch.link("main .lp-parity a", "English 2");
    assert_eq!((link.href.as_str(), link.hreflang.as_deref()), ("/en/twelve#part-2", Some("en")));
    assert_eq!(dutch.attributes(".lp-parity a span", "lang"), ["en", "en"]);
    assert_eq!(readers.told("/en/twelve").await, ["This part exists in Dutch only: Nederlands 12"]);

    // On purpose: the page that lacks it says so, the other has nothing to lead to.
    readers.declare("part-12", Verdict::Differs).await;
    readers.declare("part-1", Verdict::Differs).await;
    assert_eq!(
        readers.told("/en/twelve").await,
        ["The text in Dutch is different on purpose: Nederlands 12"]
    );
    assert_eq!(readers.told("/nl/twaalf").await.len(), 2);
}

#[sqlx::test(migrations = "./migrations")]
async fn the_head_of_a_page_has_one_sentence(pool: PgPool) {
    let readers = Readers::of(&pool, "twelve").await;
    readers
        .publish(&[En], |body| {
            let text = body.texts.get_mut(En).as_mut().unwrap();
            text.title = line("A better title");
            text.summary = Some(line("And a better summary"));
            // Dutch has none, and menus do without.
            text.short_title = Some(line("Better"));
        })
        .await;
    let dutch = readers.portal.page("/nl/twaalf").await;
    assert_eq!(told(&dutch), ["De titel of inleiding in het Engels is nieuwer: A better title"]);
    assert_eq!(dutch.link("main .lp-page-head .lp-parity a", "A better title").href, "/en/twelve");
    assert_eq!(readers.told("/en/twelve").await, [] as [&str; 0]);
    for passage in ["@title", "@summary"] {
        readers.declare(passage, Verdict::Same).await;
    }
    assert_eq!(readers.told("/nl/twaalf").await, [] as [&str; 0]);
    readers.publish(&[Nl], |body| body.texts.get_mut(Nl).as_mut().unwrap().summary = None).await;
    assert_eq!(readers.told("/nl/twaalf").await, ["Er is een inleiding in het Engels: A better title"]);
}

#[sqlx::test(migrations = "./migrations")]
async fn home_and_goals_say_it_too(pool: PgPool) {
    let mut readers = Readers::of(&pool, "twelve").await;
    for entry in ["home", "goal-1"] {
        readers.entry = id(entry);
        let newest = revision::find_newest(&pool, &readers.entry).await.unwrap().unwrap().body;
        let english = newest.texts.get(En).as_ref().unwrap();
        let published = readers.portal.app.published();
        let path = published.text(&readers.entry, Nl).unwrap().1.path.clone().unwrap();
        let dutch = format!("/nl/{path}");
        let sections: Vec<String> = english.sections.keys().map(ToString::to_string).collect();
        let shown = sections.iter().filter(|name| {
            let place = newest.shared.outline.iter().find(|place| place.id.as_str() == **name).unwrap();
            !place.unconfirmed
        });
        let mut count = 0;
        for name in shown {
            readers.publish(&[En], |body| say(body, En, name, "Changed in English.")).await;
            count += 1;
            let told = readers.told(dutch.trim_end_matches('/')).await;
            assert_eq!(told.len(), count, "{name} of {entry}: {told:?}");
        }
        assert!(count > 0, "{entry}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_listed_says_it_in_its_place(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    let mut readers = Readers { portal, entry: id("twelve"), now: noon() };
    // The entry, where it is listed, the item there, and where the sentence leads.
    let listed = [
        ("example-action-employers", "plan", ".lp-action", "plan"),
        ("example-document-report", "documents", ".lp-document", "documents"),
        ("example-settled-2019", "monitor", ".lp-panel", "monitor"),
        ("municipality-of-leiden", "contact", ".lp-panel", "municipality-of-leiden"),
        ("goal-1", "goals", ".lp-goal-card", "goal-1"),
        ("monitor", "home", ".lp-card", "monitor"),
        ("goals", "policy", ".lp-card", "goals"),
    ];
    for (entry, page, item, target) in listed {
        readers.entry = id(entry);
        let path = |lang: Lang, of: &str| {
            let published = readers.portal.app.published();
            let (_, text) = published.text(&id(of), lang).unwrap();
            format!("/{lang}/{}", text.path.as_deref().unwrap()).trim_end_matches('/').to_owned()
        };
        let (here, there) = (path(Nl, page), path(En, target));
        assert_eq!(readers.told(&here).await, [] as [&str; 0], "{here}");
        readers
            .publish(&[En], |body| {
                body.texts.get_mut(En).as_mut().unwrap().title = line("A better title");
            })
            .await;
        let page = readers.portal.page(&here).await;
        assert_eq!(told(&page).len(), 1, "{here}");
        assert!(told(&page)[0].starts_with("De tekst in het Engels is nieuwer: "), "{:?}", told(&page));
        let links = page.links(&format!("main {item} .lp-parity a"));
        assert_eq!(links[0].href, there);
    }
    // Labels of phones are no introduction.
    readers.entry = id("municipality-of-leiden");
    readers
        .publish(&[En], |body| {
            let mut fields = serde_json::to_value(&body.shared.fields).unwrap();
            fields["phones"] = json!([{ "value": { "number": "14 071", "label": { "en": "From the Netherlands", "nl": "Uit Nederland" } } }]);
            body.shared.fields = serde_json::from_value(fields).unwrap();
        })
        .await;
    readers.declare("@phone-1", Verdict::Differs).await;
    let page = readers.portal.page("/nl/contact/gemeente-leiden").await;
    assert_eq!(
        page.texts("main .lp-panel .lp-parity"),
        ["De tekst in het Engels is met opzet anders: A better title"]
    );
}

#[sqlx::test(migrations = "./migrations")]
async fn new_content_has_no_remarks_and_one_language_alone_has_none(pool: PgPool) {
    let portal = Portal::example(&pool).await;
    for entry in portal.app.published().entries() {
        for lang in BOTH {
            assert_eq!(entry.remarks(*lang), &Default::default(), "{} in {lang}", entry.id);
        }
    }
    let about = edited("about", |entry| {
        entry["live"]["texts"].as_object_mut().unwrap().remove("nl");
    });
    portal.import(&[about]).await;
    let mut alone = twelve();
    alone["live"]["texts"].as_object_mut().unwrap().remove("nl");
    portal.import(&[file(&alone)]).await;
    assert_eq!(told(&portal.page("/en/twelve").await), [] as [&str; 0]);
    assert_eq!(portal.get("/nl/twelve").await.status, 404);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_preview_says_what_publishing_would(pool: PgPool) {
    let readers = Readers::of(&pool, "twelve").await;
    let (_, _, revision) = readers.save(|body| say(body, En, "part-7", "English 7 figure.")).await;
    let desk = Desk::of(Portal { app: readers.portal.app.clone(), pool: pool.clone() });
    let anna = desk.person("anna", Role::Author).await;
    let address = "/admin/pages/twelve/preview/nl";
    assert_eq!(told(&anna.page(address).await), ["De tekst in het Engels is nieuwer: English 7"]);
    assert_eq!(readers.told("/nl/twaalf").await, [] as [&str; 0]);
    let version = format!("/admin/pages/twelve/history/{}/nl", 2);
    assert_eq!(told(&anna.page(&version).await).len(), 1);
    // A declaration about pages that are not live yet counts for the preview.
    let passage = Passage::of_section(&section("part-7"));
    let newest = revision::find_newest(&pool, &readers.entry).await.unwrap().unwrap();
    let (_, pair): (_, Pair) =
        agreement::pairs(&newest.body).into_iter().find(|(found, _)| *found == passage).unwrap();
    readers.record(revision, Agreement::of(passage, pair, Verdict::Same)).await;
    assert_eq!(told(&anna.page(address).await), [] as [&str; 0]);
}
