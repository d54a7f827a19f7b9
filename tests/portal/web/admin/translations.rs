//! How the languages stand to each other: what waits, in which order, every entry with its languages, and the file.

use jiff::{SignedDuration, Timestamp};
use leiden_international::accounts::editor::Role;
use leiden_international::content::act::Act;
use leiden_international::content::agreement::{self, Agreement, LANGS, Verdict, pairs};
use leiden_international::content::entry::Body;
use leiden_international::content::passage::Passage;
use leiden_international::content::revision;
use leiden_international::content::rich_text::RichText;
use leiden_international::ids::SectionId;
use leiden_international::lang::Lang;
use sqlx::PgPool;

use super::kit::{Desk, Person, fields};
use super::publish::{id, title};
use super::translation_files::{EXPORT, upload};
use crate::log::Log;
use crate::web::page::Page;
use crate::web::portal::{Answer, noon};

/// Saves a change of an entry so many days before now.
pub(super) async fn change(pool: &PgPool, name: &str, days: i64, change: impl FnOnce(&mut Body)) {
    let mut conn = pool.begin().await.unwrap();
    let mut body = revision::find_newest(&mut *conn, &id(name)).await.unwrap().unwrap().body;
    change(&mut body);
    let act = Act::of_system(days_ago(days));
    revision::save(&mut conn, &id(name), body, &act).await.unwrap();
    conn.commit().await.unwrap();
}

fn days_ago(days: i64) -> Timestamp {
    noon() - SignedDuration::from_hours(24 * days)
}

/// Another paragraph in a section, in one language.
pub(super) fn says(body: &mut Body, lang: Lang, section: usize, html: &str) -> SectionId {
    let id = body.shared.outline[section].id.clone();
    let text = body.texts.get_mut(lang).as_mut().unwrap();
    text.sections.entry(id.clone()).or_default().text = RichText::sanitised(html);
    id
}

/// Declares something of a passage as it was saved last.
pub(super) async fn declare(
    pool: &PgPool,
    name: &str,
    passage: &Passage,
    verdict: Verdict,
    reason: Option<&str>,
) {
    let mut conn = pool.acquire().await.unwrap();
    let newest = revision::find_newest(&mut *conn, &id(name)).await.unwrap().unwrap();
    let (_, pair) = pairs(&newest.body).into_iter().find(|(other, _)| other == passage).unwrap();
    let agreement =
        Agreement { reason: reason.map(str::to_owned), ..Agreement::of(passage.clone(), pair, verdict) };
    let act = Act::of_system(noon());
    assert!(agreement::record(&mut conn, &id(name), newest.id, &agreement, &act).await.unwrap());
}

/// That an entry was read so often in a language, so many days ago.
async fn read(pool: &PgPool, name: &str, lang: Lang, days: i64, count: i64) {
    let insert = "insert into page_view (entry_id, lang, day, count)
        values ($1, $2, date '2026-11-22' - $3::int, $4)";
    let query = sqlx::query(insert).bind(name).bind(lang.tag()).bind(i32::try_from(days).unwrap());
    query.bind(count).execute(pool).await.unwrap();
}

/// A portal of which the two languages are in step, with three passages that are not: the title of "about", changed in
/// one language 10 days ago and read by nobody; that of "privacy", today, read 30 times; that of "plan", 3 days
/// ago, read 5 times.
async fn start(pool: &PgPool) -> (Desk, Person) {
    let desk = Desk::starter(pool).await;
    sqlx::query("truncate page_view").execute(pool).await.unwrap();
    let [first, second] = LANGS;
    change(pool, "about", 10, |body| title(body, first, "About all of this")).await;
    change(pool, "privacy", 0, |body| title(body, second, "Wat wij weten")).await;
    change(pool, "plan", 3, |body| title(body, first, "=The plan")).await;
    read(pool, "privacy", first, 0, 20).await;
    read(pool, "privacy", second, 27, 10).await;
    read(pool, "plan", first, 1, 5).await;
    // That was too long ago to count.
    read(pool, "about", first, 28, 1000).await;
    let anna = desk.person("anna", Role::Author).await;
    (desk, anna)
}

fn tasks(page: &Page) -> Vec<String> {
    page.texts("#worklist .lp-row__title")
}

fn cells(page: &Page, entry: &str) -> Vec<String> {
    page.texts(&format!("#entry-{entry} td"))
}

#[sqlx::test(migrations = "./migrations")]
async fn a_new_portal_is_in_step(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    let page = anna.page("/admin/translations").await;
    assert_eq!(page.only("#worklist .lp-empty"), "Everything is in step.");
    assert_eq!(page.texts("#counts li"), ["English: nothing is behind", "Dutch: nothing is behind"]);
    assert_eq!(cells(&page, "about"), ["In step Live", "In step Live"]);
    assert_eq!(page.elements("[aria-labelledby=entries-title]").len(), 1, "a landmark has a name of its own");
    assert_eq!(page.link(".lp-admin-nav a", "Translations").href, "/admin/translations");
    assert!(!page.has("a[href='/admin/translations/policy']"), "that is for administrators");
    let work = anna.page("/admin").await;
    assert_eq!(work.only("section[aria-labelledby=translations] .lp-empty"), "Everything is in step.");
}

#[sqlx::test(migrations = "./migrations")]
async fn what_waits_comes_in_the_order_that_is_asked_for(pool: PgPool) {
    let (_, anna) = start(&pool).await;
    let page = anna.page("/admin/translations").await;
    let [about, plan, privacy] =
        ["About all of this: Title", "=The plan: Title", "Privacy and cookies: Title"];
    // 1 × 31, 4 × 6, 11 × 1
    assert_eq!(tasks(&page), [privacy, plan, about]);
    assert_eq!(tasks(&anna.page("/admin/translations?sort=oldest").await), [about, plan, privacy]);
    assert_eq!(tasks(&anna.page("/admin/translations?sort=read").await), [privacy, plan, about]);
    assert!(page.only("#worklist > .lp-meta").contains("times how often its page was read"), "explained");
    let lines = page.texts("#worklist .lp-row p");
    assert_eq!(
        lines,
        [
            "Changed in Dutch Behind: English. Since 22 November 2026. Read 30 times in the last 28 days.",
            "Changed in English Behind: Dutch. Since 19 November 2026, 4 days. Read 5 times in the last 28 days.",
            "Changed in English Behind: Dutch. Since 12 November 2026, 11 days. Not read in the last 28 days.",
        ]
    );
    let links = page.attributes("#worklist .lp-row__title", "href");
    assert_eq!(links[0], "/admin/pages/privacy?from=translations#parity--title");
    assert_eq!(page.texts("#counts li"), ["English: one passage is behind", "Dutch: 2 passages are behind"]);
}

#[sqlx::test(migrations = "./migrations")]
async fn an_entry_says_how_each_language_stands(pool: PgPool) {
    let (_, anna) = start(&pool).await;
    let [first, second] = LANGS;
    let mut differing = None;
    change(&pool, "about", 1, |body| {
        says(body, first, 0, "<p>Something new.</p>");
        differing = Some(says(body, second, 1, "<p>Iets anders.</p>"));
    })
    .await;
    let passage = Passage::of_section(&differing.unwrap());
    declare(&pool, "about", &passage, Verdict::Differs, Some("another law")).await;
    change(&pool, "plan", 1, |body| *body.texts.get_mut(second) = None).await;
    let page = anna.page("/admin/translations").await;
    assert_eq!(
        cells(&page, "about"),
        [
            "In step Differs on purpose: 1 Live",
            "2 passages behind: Dutch, About all of this, Title Differs on purpose: 1 Live"
        ]
    );
    assert_eq!(cells(&page, "plan"), ["In step Live", "Missing: Dutch, =The plan, Title Live"]);
    assert_eq!(
        cells(&page, "privacy"),
        ["One passage behind: English, Privacy and cookies, Title Live", "In step Live"]
    );
    assert_eq!(
        page.attribute("#entry-about td:nth-child(3) a", "href"),
        "/admin/pages/about?from=translations#parity--title"
    );
    let rows = page.attributes("#entries tbody tr", "id");
    let tree = anna.page("/admin/pages").await.attributes(".lp-page-tree__item", "id");
    let tree: Vec<String> = tree.iter().map(|id| id.replace("page-", "entry-")).collect();
    assert_eq!(rows, tree, "in the order of the tree");
    let undone = anna.page("/admin/translations?state=missing").await;
    assert!(tasks(&undone).iter().all(|task| task.starts_with("=The plan")), "{:?}", tasks(&undone));
}

#[sqlx::test(migrations = "./migrations")]
async fn the_filter_is_a_form_that_keeps_what_was_chosen(pool: PgPool) {
    let (_, anna) = start(&pool).await;
    let [first, second] = LANGS;
    change(&pool, "goal-1", 2, |body| title(body, first, "Goal one")).await;
    change(&pool, "goal-2", 2, |body| {
        title(body, first, "Goal two");
        title(body, second, "Doel twee");
    })
    .await;
    sqlx::query("update entry set archived_at = now() where id = 'goal-2'").execute(&pool).await.unwrap();
    for (query, expected) in [
        ("", 4),
        ("behind=nl", 3),
        ("behind=en", 1),
        ("kind=goal", 1),
        ("kind=goal&behind=en", 0),
        ("state=changed", 4),
        ("state=both", 0),
        ("state=missing", 0),
        ("live=on", 4),
        // What cannot be is not asked for.
        ("behind=fr&kind=x&state=y&sort=z&page=-1&rows=99", 4),
    ] {
        let page = anna.page(&format!("/admin/translations?{query}")).await;
        assert_eq!(tasks(&page).len(), expected, "{query}");
        let file = page.attribute("a[download]", "href");
        assert_eq!(anna.get(&file).await.text().lines().count(), expected + 1, "{query}");
    }
    let page = anna.page("/admin/translations?behind=nl&kind=page&live=on&sort=oldest").await;
    assert_eq!(page.texts("#entries tbody th a"), ["=The plan", "About all of this"], "only those");
    let sent = fields(&page, "translations-form");
    let chosen = |name: &str| sent.get(name).to_owned();
    assert_eq!(["behind", "kind", "state", "sort", "live"].map(chosen), ["nl", "page", "", "oldest", "on"]);
    let none = anna.page("/admin/translations?state=missing").await;
    assert_eq!(none.only("#worklist .lp-empty"), "Nothing like this waits.");
    sqlx::query("delete from page_view").execute(&pool).await.unwrap();
    let never_live =
        "select count(*) from entry where not exists (select from publication where entry_id = entry.id)";
    let hidden: i64 = sqlx::query_scalar(never_live).fetch_one(&pool).await.unwrap();
    assert!(hidden > 0);
    let (all, live) =
        (anna.page("/admin/translations").await, anna.page("/admin/translations?live=on").await);
    let rows = |page: &Page| i64::try_from(page.elements("#entries tbody tr").len()).unwrap();
    assert_eq!(rows(&all) - rows(&live), hidden);
}

#[sqlx::test(migrations = "./migrations")]
async fn long_lists_have_pages(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    many(&pool, 60).await;
    let anna = desk.person("anna", Role::Author).await;
    let page = anna.page("/admin/translations?kind=page&sort=oldest").await;
    assert_eq!((tasks(&page).len(), page.elements("#entries tbody tr").len()), (50, 50));
    assert!(page.only("#worklist > .lp-meta").starts_with("60 passages wait."));
    let next = page.attribute("#worklist a[rel=next]", "href");
    assert_eq!(next, "/admin/translations?kind=page&sort=oldest&page=2#worklist");
    let second = anna.page(next.split('#').next().unwrap()).await;
    assert_eq!(tasks(&second).len(), 10);
    assert!(second.has("#worklist a[rel=prev]") && !second.has("#worklist a[rel=next]"));
    assert_eq!(second.elements("#entries tbody tr").len(), 50, "the other list is at its beginning");
    let links = |page: &Page| page.attributes("#worklist .lp-row__title", "href");
    assert!(links(&second).iter().all(|link| !links(&page).contains(link)));
    let last = anna.page("/admin/translations?kind=page&rows=2").await;
    assert!(last.has("#entries a[rel=prev]") && last.elements("#entries tbody tr").len() < 50);
}

/// Makes pages of two sections, in step, and then changes each in one language.
pub(super) async fn many(pool: &PgPool, count: i32) {
    let mut conn = pool.begin().await.unwrap();
    let body = revision::find_newest(&mut *conn, &id("about")).await.unwrap().unwrap().body;
    let agreements = agreement::agree_all(&body);
    let mut changed = body.clone();
    title(&mut changed, Lang::DEFAULT, "Changed");
    let entries = "insert into entry (id, kind, position, created_at)
        select 'many-' || n, 'page', 1000 + n, now() from generate_series(1, $1) as n";
    sqlx::query(entries).bind(count).execute(&mut *conn).await.unwrap();
    for (number, body) in [(1, &body), (2, &changed)] {
        let revisions = "insert into revision (entry_id, number, body, created_at)
            select 'many-' || n, $2, $3,
                timestamptz '2026-11-20T11:00:00Z' + make_interval(days => $2 - 2, mins => n)
            from generate_series(1, $1) as n";
        let query = sqlx::query(revisions).bind(count).bind(number);
        query.bind(serde_json::to_value(body).unwrap()).execute(&mut *conn).await.unwrap();
    }
    for agreed in agreements {
        let insert = "insert into agreement (entry_id, passage, en_hash, nl_hash, revision_id, verdict, at)
            select entry_id, $1, $2, $3, id, 'same', created_at from revision
            where entry_id like 'many-%' and number = 1";
        let pair = agreed.pair();
        let [en, nl] = LANGS.map(|lang| pair.get(lang).as_str().to_owned());
        sqlx::query(insert)
            .bind(agreed.passage.as_str())
            .bind(en)
            .bind(nl)
            .execute(&mut *conn)
            .await
            .unwrap();
    }
    conn.commit().await.unwrap();
}

/// How many statements a page takes.
async fn statements(person: &Person, path: &str) -> usize {
    statements_of(async || person.get(path).await).await
}

/// How many statements an answer takes.
async fn statements_of(ask: impl AsyncFn() -> Answer) -> usize {
    // Statements of the session and its first connection are not counted.
    assert_eq!(ask().await.status, 200);
    let (log, _listening) = Log::start();
    ask().await;
    log.statements()
}

#[sqlx::test(migrations = "./migrations")]
async fn no_page_asks_much_more_of_the_database_for_more_entries(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    change(&pool, "about", 1, |body| title(body, LANGS[0], "About all of this")).await;
    let paths = ["/admin/translations", "/admin/translations.csv", "/admin", "/admin/pages", EXPORT];
    let file = anna.get(EXPORT).await.text().to_owned();
    let look = statements_of(async || upload(&anna, &file).await).await;
    let mut few = Vec::new();
    for path in paths {
        few.push(statements(&anna, path).await);
    }
    assert!(few.iter().all(|count| (3..=16).contains(count)), "{few:?}");
    many(&pool, 50).await;
    for number in 1..=5 {
        read(&pool, &format!("many-{number}"), LANGS[0], 1, 100).await;
    }
    // One for every 20 entries of which older words are read; the five most urgent are among the first 20.
    let more = [3, 3, 1, 0, 2];
    for ((path, before), more) in paths.into_iter().zip(few).zip(more) {
        assert_eq!(statements(&anna, path).await, before + more, "{path}");
    }
    let none = statements(&anna, "/admin/translations?kind=goal").await;
    assert_eq!(none, statements(&anna, "/admin/translations?kind=contact").await, "none of them waits");
    assert!(none < statements(&anna, paths[0]).await);
    let file = anna.get(EXPORT).await.text().to_owned();
    assert_eq!(file.matches("<file ").count(), 51);
    let nowhere = file.replace("original=\"", "original=\"un");
    for file in [&file, &nowhere] {
        assert_eq!(statements_of(async || upload(&anna, file).await).await, look);
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn the_tree_says_what_is_behind(pool: PgPool) {
    let (_, anna) = start(&pool).await;
    let page = anna.page("/admin/pages").await;
    let row = page.only("#page-privacy > .lp-row p");
    assert!(
        row.contains("English: Live: English, Privacy and cookies One passage behind Dutch: Live"),
        "{row}"
    );
    assert!(!page.has("#page-contact > .lp-row .lp-badge--warning"));
    let found = anna.page("/admin/pages?q=privacy").await;
    assert!(found.texts("section .lp-badge--warning").contains(&"One passage behind".to_owned()));
}

#[sqlx::test(migrations = "./migrations")]
async fn the_file_has_what_the_page_has_and_no_formula(pool: PgPool) {
    let (_, anna) = start(&pool).await;
    let answer = anna.get("/admin/translations.csv").await;
    assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8"));
    assert_eq!(
        answer.header("content-disposition"),
        Some("attachment; filename=\"translations-2026-11-22.csv\"")
    );
    let lines: Vec<&str> = answer.text().lines().collect();
    assert_eq!(
        lines[0],
        "Entry,Kind,Passage,What happened,Behind,Since,Days,Read in 28 days,Readers see it,Address"
    );
    assert_eq!(
        lines[2],
        "'=The plan,Page,Title,Changed in English,Dutch,2026-11-19,4,5,Yes,\
         https://portal.example/admin/pages/plan?from=translations#parity--title"
    );
    assert_eq!(lines.len(), 4);
    let oldest = anna.get("/admin/translations.csv?sort=oldest&behind=nl").await;
    assert!(oldest.text().lines().nth(1).unwrap().starts_with("About all of this,"));
}

#[sqlx::test(migrations = "./migrations")]
async fn my_work_names_the_most_urgent(pool: PgPool) {
    let (_, anna) = start(&pool).await;
    for number in 1..=4 {
        change(&pool, &format!("goal-{number}"), 1, |body| title(body, LANGS[0], "Goal")).await;
    }
    let page = anna.page("/admin").await;
    let part = "section[aria-labelledby=translations]";
    let titles = page.texts(&format!("{part} .lp-row__title"));
    assert_eq!(titles.len(), 5);
    assert_eq!(titles[..2], ["Privacy and cookies: Title", "=The plan: Title"]);
    assert_eq!(
        page.only(&format!("{part} > .lp-meta")),
        "English: one passage is behind. Dutch: 6 passages are behind."
    );
    assert_eq!(page.attribute(&format!("{part} > p > a"), "href"), "/admin/translations");
}

#[sqlx::test(migrations = "./migrations")]
async fn it_speaks_dutch_too(pool: PgPool) {
    let (_, anna) = start(&pool).await;
    let set = "update editor set lang = 'nl' where id = $1";
    sqlx::query(set).bind(anna.editor.unwrap()).execute(&pool).await.unwrap();
    let page = anna.page("/admin/translations").await;
    assert_eq!(page.only("h1"), "Vertalingen");
    assert_eq!(
        page.texts("#worklist .lp-row p")[1],
        "Veranderd in het Engels Loopt achter: Nederlands. Sinds 19 november 2026, 4 dagen. \
         5 keer gelezen in de laatste 28 dagen."
    );
    assert_eq!(
        cells(&page, "plan"),
        ["Loopt gelijk Online", "Eén stuk tekst achter: Nederlands, Uitvoeringsplan, Titel Online"]
    );
    let file = anna.get("/admin/translations.csv").await;
    assert!(file.text().starts_with("Wat,Soort,Stuk tekst,"));
    let agreed = anna.page("/admin/translations?done=agreed").await;
    assert_eq!(agreed.only("[role=status]"), "Uw antwoord is vastgelegd.");
    assert!(!anna.page("/admin/translations?done=x").await.has("[role=status]"));
}
