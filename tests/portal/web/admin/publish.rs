//! Publishing: what a page shows before, and that nothing else goes live.

use leiden_international::accounts::editor::Role;
use leiden_international::content::act::Act;
use leiden_international::content::entry::Body;
use leiden_international::content::error::Error;
use leiden_international::content::schedule::Problem;
use leiden_international::content::{publication, revision, schedule};
use leiden_international::ids::EntryId;
use leiden_international::lang::Lang;
use leiden_international::web::Form;
use sqlx::PgPool;

use super::kit::{Desk, fields, with};
use crate::web::page::Page;
use crate::web::portal::{Answer, noon};

pub(super) fn id(name: &str) -> EntryId {
    EntryId::try_from(name.to_owned()).unwrap()
}

/// Saves a change of an entry, as the system does.
pub(super) async fn save(pool: &PgPool, name: &str, change: impl FnOnce(&mut Body)) -> i32 {
    let mut conn = pool.begin().await.unwrap();
    let mut body = revision::find_newest(&mut *conn, &id(name)).await.unwrap().unwrap().body;
    change(&mut body);
    let saved = revision::save(&mut conn, &id(name), body, &Act::of_system(noon())).await.unwrap();
    conn.commit().await.unwrap();
    saved.number
}

pub(super) fn title(body: &mut Body, lang: Lang, words: &str) {
    body.texts.get_mut(lang).as_mut().unwrap().title = words.to_owned().try_into().unwrap();
}

/// Every warning is ticked.
fn seen(page: &Page, changes: &[(&str, &str)]) -> Form {
    with(with(fields(page, "publish-form"), &[("seen", "on")]), changes)
}

pub(super) fn errors(answer: &Answer) -> Vec<String> {
    assert_eq!(answer.status, 422, "{}", answer.text());
    Page::new("/admin", answer).attributes(".lp-error-summary a", "href")
}

async fn events(pool: &PgPool, action: &str) -> Vec<String> {
    let query =
        "select actor || ' ' || result || ' ' || object_id from audit_event where action = $1 order by id";
    sqlx::query_scalar(query).bind(action).fetch_all(pool).await.unwrap()
}

/// The field with something wrong names the sentence that says so.
pub(super) fn explained(answer: &Answer, field: &str) {
    let page = Page::new("/admin", answer);
    let described = page.attribute(field, "aria-describedby");
    assert!(
        described.split(' ').any(|id| format!("#{id}") == format!("{field}-error")),
        "{field}: {described}"
    );
    assert!(described.split(' ').all(|id| page.has(&format!("#{id}"))), "{field}: {described}");
    if field != "#langs" {
        assert_eq!(page.attribute(field, "aria-invalid"), "true", "{field}");
    }
}

/// The log: what was done to content, what became of it, and the details.
pub(super) async fn log(pool: &PgPool) -> Vec<String> {
    let query = "select concat_ws(' ', action, result, detail) from audit_event
        where object_kind = 'entry' order by id";
    sqlx::query_scalar(query).fetch_all(pool).await.unwrap()
}

#[sqlx::test(migrations = "./migrations")]
async fn what_changes_is_shown_and_goes_live_in_both_languages(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let petra = desk.person("petra", Role::Publisher).await;
    save(&pool, "about", |body| {
        title(body, Lang::DEFAULT, "About this portal");
        title(body, Lang::Nl, "Over dit portaal");
    })
    .await;
    let page = petra.page("/admin/pages/about/publish").await;
    assert_eq!(page.texts("#changes h3"), ["English", "Dutch"]);
    assert!(page.texts("#changes ins").iter().any(|text| text.contains("portal")), "{}", page.main());
    assert!(page.texts("#changes del").iter().all(|text| text.contains("removed:")), "said in words too");
    let sent = petra.post_form("/admin/pages/about/publish", &seen(&page, &[("note", "as agreed")])).await;
    assert_eq!(sent.header("location"), Some("/admin/pages/about/publish?done=published"));
    let after = petra.follow(&sent).await;
    assert_eq!(after.only("[role=status]"), "It is live.");
    assert!(after.main().contains("Nothing changes for readers"));
    desk.portal.renew().await;
    assert_eq!(desk.portal.page("/en/about").await.only("h1"), "About this portal");
    assert_eq!(desk.portal.page("/nl/over").await.only("h1"), "Over dit portaal");
    assert_eq!(events(&pool, "entry.publish").await, ["petra done about"]);
    let again = petra.post_form("/admin/pages/about/publish", &seen(&after, &[])).await;
    assert_eq!(again.header("location"), Some("/admin/pages/about/publish?done=unchanged"));
    assert_eq!(
        log(&pool).await,
        ["entry.publish done revision 2; en nl", "entry.publish done revision 2; en nl; unchanged"]
    );
    let done = publication::list(&pool, &id("about")).await.unwrap();
    assert_eq!((done[0].by, done[0].note.as_deref()), (petra.editor, Some("as agreed")));
}

#[sqlx::test(migrations = "./migrations")]
async fn one_language_goes_live_alone(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let petra = desk.person("petra", Role::Publisher).await;
    save(&pool, "about", |body| {
        title(body, Lang::DEFAULT, "About this portal");
        title(body, Lang::Nl, "Over dit portaal");
    })
    .await;
    let page = petra.page("/admin/pages/about/publish").await;
    let form = seen(&page, &[("lang", "nl")]);
    assert_eq!(petra.post_form("/admin/pages/about/publish", &form).await.status, 303);
    desk.portal.renew().await;
    assert_ne!(desk.portal.page("/en/about").await.only("h1"), "About this portal");
    assert_eq!(desk.portal.page("/nl/over").await.only("h1"), "Over dit portaal");
}

#[sqlx::test(migrations = "./migrations")]
async fn an_author_looks_and_does_not_publish(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let anna = desk.person("anna", Role::Author).await;
    save(&pool, "about", |body| title(body, Lang::DEFAULT, "About this portal")).await;
    let page = anna.page("/admin/pages/about/publish").await;
    assert!(!page.has("#publish-form") && page.has("#changes ins"));
    assert!(page.main().contains("that is for publishers"));
    let sent = anna.post("/admin/pages/about/publish", &[("lang", "en")]).await;
    assert_eq!(sent.status, 403);
}

#[sqlx::test(migrations = "./migrations")]
async fn only_what_the_page_showed_goes_live(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let petra = desk.person("petra", Role::Publisher).await;
    save(&pool, "about", |body| title(body, Lang::DEFAULT, "Seen")).await;
    let page = petra.page("/admin/pages/about/publish").await;
    save(&pool, "about", |body| title(body, Lang::DEFAULT, "Not seen")).await;
    let form = seen(&page, &[("note", "my note")]);
    let answer = petra.post_form("/admin/pages/about/publish", &form).await;
    assert_eq!(errors(&answer), ["#changes"]);
    assert_eq!(log(&pool).await, ["entry.publish refused form: changes"]);
    let again = Page::new("/admin/pages/about/publish", &answer);
    assert_eq!(again.attribute("#note", "value"), "my note", "what was typed is kept");
    assert!(again.texts("#changes ins").iter().any(|text| text.contains("Not seen")));
    desk.portal.renew().await;
    assert_ne!(desk.portal.page("/en/about").await.only("h1"), "Not seen");
    let sent = petra.post_form("/admin/pages/about/publish", &seen(&again, &[])).await;
    assert_eq!(sent.status, 303);
}

#[sqlx::test(migrations = "./migrations")]
async fn errors_stop_and_warnings_want_a_tick(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let petra = desk.person("petra", Role::Publisher).await;
    let say = |html: &'static str| {
        move |body: &mut Body| {
            let text = body.texts.get_mut(Lang::DEFAULT).as_mut().unwrap();
            let words = text.sections.values_mut().next().unwrap();
            words.text = leiden_international::content::rich_text::RichText::sanitised(html);
        }
    };
    save(&pool, "about", say("<p><a href=\"https://a.nl\">click here</a></p>")).await;
    let page = petra.page("/admin/pages/about/publish").await;
    assert!(page.only("#findings").contains("does not say where it leads."), "{}", page.main());
    let href = page.attributes(".lp-finding a", "href").remove(0);
    assert!(href.starts_with("/admin/pages/about#"), "{href}");
    let field = href.split_once('#').unwrap().1.to_owned();
    assert!(petra.page("/admin/pages/about").await.has(&format!("#{field}")), "{field} is in the form");
    let form = with(fields(&page, "publish-form"), &[]);
    assert_eq!(errors(&petra.post_form("/admin/pages/about/publish", &form).await), ["#seen"]);
    assert_eq!(log(&pool).await, ["entry.publish refused form: seen"]);

    save(&pool, "about", say("<table><tr><td>a</td></tr></table>")).await;
    let page = petra.page("/admin/pages/about/publish").await;
    assert!(page.has(".lp-finding--error"));
    let answer = petra.post_form("/admin/pages/about/publish", &seen(&page, &[])).await;
    assert_eq!(errors(&answer), ["#findings"]);
    let form = seen(&page, &[("lang", "nl")]);
    assert_eq!(petra.post_form("/admin/pages/about/publish", &form).await.status, 303, "Dutch has none");
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_wrong_with_the_form_is_said_at_its_field(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let petra = desk.person("petra", Role::Publisher).await;
    save(&pool, "about", |body| title(body, Lang::DEFAULT, "New")).await;
    let page = petra.page("/admin/pages/about/publish").await;
    let long = "x".repeat(501);
    let none = Form(seen(&page, &[]).0.into_iter().filter(|(name, _)| name != "lang").collect());
    for (form, field) in [
        (none, "#langs"),
        (seen(&page, &[("note", &long)]), "#note"),
        (seen(&page, &[("when", "later"), ("day", "soon"), ("time", "09:00")]), "#day"),
        (seen(&page, &[("when", "later"), ("day", "2026-12-01"), ("time", "")]), "#time"),
        (seen(&page, &[("when", "later"), ("day", "2020-12-01"), ("time", "09:00")]), "#day"),
        (seen(&page, &[("when", "later"), ("day", "2027-03-28"), ("time", "02:30")]), "#time"),
        (Form::default(), "#changes"),
    ] {
        let answer = petra.post_form("/admin/pages/about/publish", &form).await;
        assert!(errors(&answer).contains(&field.to_owned()), "{field}: {:?}", errors(&answer));
        assert!(log(&pool).await.pop().unwrap().starts_with("entry.publish refused form: "));
        if field != "#changes" {
            explained(&answer, field);
        }
        let shown = Page::new("/admin", &answer);
        assert_eq!(shown.attribute("#day", "value"), form.get("day"), "what was typed is kept");
    }
    for path in ["/admin/pages/none/publish", "/admin/pages/A%20B/publish"] {
        assert_eq!(petra.get(path).await.status, 404, "{path}");
        assert_eq!(petra.post_form(path, &seen(&page, &[])).await.status, 404, "{path}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_change_of_address_is_announced_and_a_taken_one_refused(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let petra = desk.person("petra", Role::Publisher).await;
    let slug = |word: &'static str| {
        move |body: &mut Body| {
            body.texts.get_mut(Lang::DEFAULT).as_mut().unwrap().slug = word.to_owned().try_into().ok();
        }
    };
    save(&pool, "about", slug("about-us")).await;
    let page = petra.page("/admin/pages/about/publish").await;
    assert!(page.main().contains("The address /en/about becomes /en/about-us."), "{}", page.main());
    assert_eq!(petra.post_form("/admin/pages/about/publish", &seen(&page, &[])).await.status, 303);
    desk.portal.renew().await;
    assert_eq!(desk.portal.get("/en/about").await.header("location"), Some("/en/about-us"));
    save(&pool, "about", slug("privacy")).await;
    let page = petra.page("/admin/pages/about/publish").await;
    let answer = petra.post_form("/admin/pages/about/publish", &seen(&page, &[])).await;
    assert_eq!(errors(&answer), ["#langs"]);
    assert!(answer.text().contains("Another page is at /en/privacy."));
    assert_eq!(events(&pool, "entry.publish").await, ["petra done about", "petra refused about"]);
    // The same is said when it is to happen later.
    let later = seen(&page, &[("when", "later"), ("day", "2026-12-01"), ("time", "09:00")]);
    assert_eq!(errors(&petra.post_form("/admin/pages/about/publish", &later).await), ["#langs"]);
    assert_eq!(schedule::list_open(&pool).await.unwrap(), []);
}

#[sqlx::test(migrations = "./migrations")]
async fn it_can_wait_for_its_time_and_be_cancelled(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let petra = desk.person("petra", Role::Publisher).await;
    save(&pool, "about", |body| title(body, Lang::DEFAULT, "Later")).await;
    let page = petra.page("/admin/pages/about/publish").await;
    let form = seen(&page, &[("when", "later"), ("day", "2026-12-01"), ("time", "09:00"), ("note", "wait")]);
    let sent = petra.post_form("/admin/pages/about/publish", &form).await;
    assert_eq!(sent.header("location"), Some("/admin/pages/about/schedule?done=scheduled"));
    let planned = petra.follow(&sent).await;
    assert_eq!(planned.only("[role=status]"), "It is planned.");
    assert!(planned.only("#open").contains("goes live (English and Dutch)"), "{}", planned.main());
    let item = schedule::list_open(&pool).await.unwrap().remove(0);
    assert_eq!(item.plan.due_at, "2026-12-01T08:00:00Z".parse().unwrap(), "the time of Leiden");
    assert_eq!((Some(item.by), item.plan.note.as_deref()), (petra.editor, Some("wait")));
    desk.portal.renew().await;
    assert_ne!(desk.portal.page("/en/about").await.only("h1"), "Later");

    let number = item.id.to_string();
    let other = petra.post("/admin/pages/privacy/schedule", &[("item", &number)]).await;
    assert_eq!(errors(&other), ["#open"]);
    let sent = petra.post("/admin/pages/about/schedule", &[("item", &number)]).await;
    assert_eq!(sent.header("location"), Some("/admin/pages/about/schedule?done=cancelled"));
    assert!(petra.follow(&sent).await.main().contains("Cancelled on"));
    let again = petra.post("/admin/pages/about/schedule", &[("item", &number)]).await;
    assert_eq!(errors(&again), ["#open"]);
    for item in ["", "x", "99999999999999999999"] {
        let answer = petra.post("/admin/pages/about/schedule", &[("item", item)]).await;
        assert_eq!(answer.status, 400, "{item}");
    }
    assert_eq!(petra.get("/admin/pages/none/schedule").await.status, 404);
}

#[sqlx::test(migrations = "./migrations")]
async fn no_refusal_needs_a_second_connection(pool: PgPool) {
    let mut desk = Desk::starter(&pool).await;
    let one = sqlx::postgres::PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(std::time::Duration::from_secs(2))
        .connect_with((*pool.connect_options()).clone());
    desk.office.pool = one.await.unwrap();
    let petra = desk.person("petra", Role::Publisher).await;
    save(&pool, "about", |body| {
        body.texts.get_mut(Lang::DEFAULT).as_mut().unwrap().slug = "privacy".to_owned().try_into().ok();
    })
    .await;
    let page = petra.page("/admin/pages/about/publish").await;
    let taken = petra.post_form("/admin/pages/about/publish", &seen(&page, &[])).await;
    assert_eq!(errors(&taken), ["#langs"]);
    let centre = "/admin/pages/leiden-international-centre/withdraw";
    let reasons = [("lang", "en"), ("lang", "nl"), ("en.reason", "x"), ("nl.reason", "y")];
    assert_eq!(errors(&petra.post(centre, &reasons).await), ["#langs"]);
    for (path, form, field) in [
        ("/admin/pages/about/schedule", &[("item", "1")][..], "#open"),
        ("/admin/pages/about/revert", &[("number", "2")], "#versions"),
        (
            "/admin/unconfirmed",
            &[("entry", "about"), ("place", "section:none"), ("do", "drop"), ("revision", "1")],
            "#entry-about",
        ),
    ] {
        assert_eq!(errors(&petra.post(path, form).await), [field], "{path}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn why_a_plan_failed_is_said_in_the_language_of_the_reader(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let petra = desk.person("petra", Role::Publisher).await;
    let by = petra.editor.unwrap();
    let plan = schedule::Plan {
        deed: schedule::Deed::Withdraw(publication::Withdrawal::default()),
        langs: Lang::ALL.to_vec(),
        note: None,
        due_at: noon(),
    };
    let taken = Error::AddressTaken { lang: Lang::Nl, path: "over".to_owned() };
    for problem in [
        Problem::Refused(taken),
        Problem::Refused(Error::WithdrawnSince(id("about"))),
        Problem::Refused(Error::NewerIsLive { entry: id("about"), number: 9 }),
        Problem::Late { minutes: 3 },
        Problem::AccountDisabled,
        Problem::MayNotPublish,
        Problem::Fault,
        Problem::Words("about is used by home".to_owned()),
    ] {
        let mut conn = pool.acquire().await.unwrap();
        let item = schedule::create(&mut conn, &id("about"), &plan, by, noon()).await.unwrap();
        schedule::end(&mut conn, item, schedule::Outcome::Failed, Some(&problem), noon()).await.unwrap();
    }
    let shown = async || {
        let page = petra.page("/admin/pages/about/schedule").await;
        let words = page.texts("[aria-labelledby=ended-title] .lp-badge + span");
        assert_eq!(
            page.texts("[aria-labelledby=ended-title] .lp-badge + [lang=en]"),
            ["about is used by home"]
        );
        assert_eq!(words.len(), 8, "{words:?}");
        words
    };
    let english = shown().await;
    assert!(english.iter().any(|words| words.contains("3 minutes late")), "{english:?}");
    sqlx::query("update editor set lang = 'nl' where id = $1").bind(by).execute(&pool).await.unwrap();
    let dutch = shown().await;
    assert!(
        dutch.iter().any(|words| words.starts_with("Er staat al een andere pagina op /nl/over.")),
        "{dutch:?}"
    );
    assert_eq!(
        dutch.iter().filter(|words| english.contains(words)).count(),
        1,
        "only the old one: {dutch:?}"
    );
}
