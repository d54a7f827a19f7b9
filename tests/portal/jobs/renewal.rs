//! A publication reaches the readers of a running instance without a restart.

use std::time::Duration;

use http_body_util::BodyExt;
use leiden_international::{
    clock::Clock,
    config::StarterContent,
    content::{
        act::Act,
        agreement::{self, Agreement, Verdict},
        entry::{Body, Fields},
        exchange, publication, published,
        revision::{self, Revision},
    },
    ids::EntryId,
    jobs::{indexing, renewal, source::Source},
    lang::Lang,
    web::{App, Locales},
};
use sqlx::{Connection, PgConnection, PgPool};
use tokio::time::timeout;
use tower::ServiceExt;

use crate::settings::settings;

/// What readers are promised.
const SOON: Duration = Duration::from_secs(1);

async fn app(pool: &PgPool) -> App {
    App::new(published::load(pool).await.unwrap(), Locales::load().unwrap(), Clock::system(), settings())
}

fn title(app: &App, id: &EntryId, lang: Lang) -> Option<String> {
    app.published().text(id, lang).map(|(_, text)| text.title.to_string())
}

/// Gives an entry another title in the first language, and publishes that.
async fn publish_title(conn: &mut PgConnection, id: &EntryId, title: &str, act: &Act<'_>) -> Revision {
    let mut transaction = conn.begin().await.unwrap();
    let mut body = revision::find_newest(&mut *transaction, id).await.unwrap().unwrap().body;
    body.texts.get_mut(Lang::DEFAULT).as_mut().unwrap().title = title.to_owned().try_into().unwrap();
    let saved = revision::save(&mut transaction, id, body, act).await.unwrap();
    publication::publish(&mut transaction, id, saved.id, &[Lang::DEFAULT], act).await.unwrap();
    transaction.commit().await.unwrap();
    saved
}

/// Asks again and again until it is so.
async fn becomes(mut is_so: impl FnMut() -> bool) -> bool {
    let asking = async {
        while !is_so() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(SOON, asking).await.is_ok()
}

#[sqlx::test(migrations = "./migrations")]
async fn a_publication_is_visible_within_a_second_also_after_a_lost_connection(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let now = Clock::system().now();
    exchange::load_if_empty(&mut conn, StarterContent::Starter, now).await.unwrap();
    let app = app(&pool).await;
    let job = tokio::spawn(renewal::run(app.clone(), pool.clone()));
    let id = EntryId::try_from("plan".to_owned()).unwrap();

    for title_now in ["The plan", "The plan again"] {
        publish_title(&mut conn, &id, title_now, &Act::of_system(now)).await;
        assert!(
            becomes(|| title(&app, &id, Lang::DEFAULT).as_deref() == Some(title_now)).await,
            "{title_now}"
        );
        // The next one comes while nobody listens.
        sqlx::query("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()")
            .execute(&mut *conn)
            .await
            .unwrap();
    }
    assert!(becomes(|| app.is_database_reachable()).await);
    job.abort();
}

#[sqlx::test(migrations = "./migrations")]
async fn a_declaration_reaches_readers_within_a_second_too(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let act = Act::of_system(Clock::system().now());
    exchange::load_if_empty(&mut conn, StarterContent::Starter, act.at).await.unwrap();
    let app = app(&pool).await;
    let id = EntryId::try_from("plan".to_owned()).unwrap();
    let job = tokio::spawn(renewal::run(app.clone(), pool.clone()));
    let is_told = || {
        let published = app.published();
        let entry = published.entry(&id).unwrap();
        Lang::ALL.iter().filter(|lang| entry.remarks(**lang).head.is_some()).count()
    };
    assert_eq!(is_told(), 0);

    let saved = publish_title(&mut conn, &id, "A title", &act).await;
    assert!(becomes(|| is_told() == 1).await, "one language is newer");

    let (title, pair) = agreement::pairs(&saved.body).remove(0);
    let same = Agreement::of(title, pair, Verdict::Same);
    assert!(agreement::record(&mut conn, &id, saved.id, &same, &act).await.unwrap());
    assert!(becomes(|| is_told() == 0).await);
    job.abort();
}

#[sqlx::test(migrations = "./migrations")]
async fn of_the_notes_of_changes_those_that_someone_may_need_are_kept(pool: PgPool) {
    let note = async |id: &str, rest: &str| {
        let noted = format!("insert into change (entry_id, transaction_id, at) values ('{id}', {rest})");
        sqlx::query(sqlx::AssertSqlSafe(noted)).execute(&pool).await.unwrap();
    };
    note("needed", "default, now() - interval '23 hours'").await;
    note("old", "default, now() - interval '25 hours'").await;
    note("foreign", "(pg_current_xact_id()::text::bigint + 1000)::text::xid8, now()").await;
    Source::new(pool.clone(), None).forget_old_changes().await.unwrap();
    let kept: Vec<String> = sqlx::query_scalar("select entry_id from change").fetch_all(&pool).await.unwrap();
    assert_eq!(kept, ["needed"]);
}

const OLD: &str = "071 000 0000";
const NEW: &str = "071 000 9999";

/// Every address of the site map, the files beside the pages of contact points, and searches that find one.
async fn addresses(app: &App) -> Vec<String> {
    let map = body(app, "/sitemap.xml").await;
    let pages = map.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next());
    let pages: Vec<String> = pages.map(|page| page.replace("https://portal.example", "")).collect();
    let points = pages.iter().filter(|page| page.contains("/contact/leiden-international-centre")).cloned();
    let files: Vec<String> =
        points.flat_map(|page| [".vcf", ".json", ".ics"].map(|end| format!("{page}{end}"))).collect();
    let searches = ["/en/search?q=expat+center", "/nl/zoeken?q=expat+center"].map(str::to_owned);
    pages.into_iter().chain(files).chain(searches).collect()
}

async fn body(app: &App, path: &str) -> String {
    let request = http::Request::builder().uri(path).body(axum::body::Body::empty()).unwrap();
    let answer = leiden_international::router(app.clone(), None).oneshot(request).await.unwrap();
    assert_eq!(answer.status(), 200, "{path}");
    let bytes = answer.into_body().collect().await.unwrap().to_bytes();
    // A number is read in one piece, and dialled without spaces.
    String::from_utf8(bytes.to_vec()).unwrap().replace('\u{a0}', " ")
}

/// Where a number stands, in any of its forms.
async fn places(app: &App, number: &str) -> Vec<String> {
    let dialled = number.replace(' ', "");
    let abroad = format!("+31{}", &dialled[1..]);
    let mut found = Vec::new();
    for path in addresses(app).await {
        let text = body(app, &path).await;
        if [number, &dialled, &abroad].iter().any(|form| text.contains(*form)) {
            found.push(path);
        }
    }
    found
}

#[sqlx::test(migrations = "./migrations")]
async fn a_phone_number_is_another_everywhere_within_a_second(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let now = Clock::system().now();
    exchange::load_if_empty(&mut conn, StarterContent::Example, now).await.unwrap();
    let app = app(&pool).await;
    let job = tokio::spawn(renewal::run(app.clone(), pool.clone()));
    let id = EntryId::try_from("leiden-international-centre".to_owned()).unwrap();
    let mut body = revision::find_newest(&mut *conn, &id).await.unwrap().unwrap().body;
    let Fields::Contact(contact) = &mut body.shared.fields else { panic!("a contact") };
    // The number from abroad is the same one in another form.
    contact.phones.truncate(1);
    let act = Act::of_system(now);
    let publish = async |conn: &mut PgConnection, body: Body| {
        let mut transaction = conn.begin().await.unwrap();
        let saved = revision::save(&mut transaction, &id, body, &act).await.unwrap();
        publication::publish(&mut transaction, &id, saved.id, Lang::ALL, &act).await.unwrap();
        transaction.commit().await.unwrap();
    };
    publish(&mut conn, body.clone()).await;
    let phone = |app: &App| {
        let published = app.published();
        let Fields::Contact(contact) = &published.entry(&id).unwrap().fields else { panic!("a contact") };
        contact.phones.iter().map(|phone| phone.value.number.to_string()).collect::<Vec<_>>()
    };
    assert!(becomes(|| phone(&app) == [OLD]).await);
    let before = places(&app, OLD).await;
    // Home, overview, own page and search in both languages, with the card and the data.
    assert!(before.len() >= 12, "{before:?}");
    assert_eq!(before.iter().filter(|path| path.contains("?q=")).count(), 2, "{before:?}");
    let Fields::Contact(contact) = &mut body.shared.fields else { panic!("a contact") };
    contact.phones[0].value.number = NEW.to_owned().try_into().unwrap();
    publish(&mut conn, body).await;
    assert!(becomes(|| phone(&app) == [NEW]).await);
    // Pages are made from the snapshot alone: all of them are new at once.
    assert_eq!(places(&app, NEW).await, before);
    assert_eq!(places(&app, OLD).await, Vec::<String>::new());
    job.abort();
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_published_is_found_within_a_second_and_pages_do_not_wait_for_that(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let act = Act::of_system(Clock::system().now());
    exchange::load_if_empty(&mut conn, StarterContent::Starter, act.at).await.unwrap();
    let app = app(&pool).await;
    let id = EntryId::try_from("plan".to_owned()).unwrap();
    let jobs =
        [tokio::spawn(renewal::run(app.clone(), pool.clone())), tokio::spawn(indexing::run(app.clone()))];
    publish_title(&mut conn, &id, "Zebrafish", &act).await;
    assert!(becomes(|| title(&app, &id, Lang::DEFAULT).as_deref() == Some("Zebrafish")).await);
    let searching = async {
        loop {
            let searched = app.searchable(SOON).await.unwrap();
            let asked = searched.index().ask("zebrafish", Lang::DEFAULT);
            let hits = searched.index().search(&asked).hits;
            // Whatever is searched is whole: what is found is in it, as it was found.
            let is_in_it = |id| searched.published().entry(id).is_some();
            assert!(hits.iter().all(|hit| is_in_it(&hit.entry)));
            if hits.first().is_some_and(|hit| hit.entry == id) {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(SOON, searching).await.unwrap();
    jobs.iter().for_each(tokio::task::JoinHandle::abort);
}
