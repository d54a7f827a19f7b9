//! Links with which someone without an account sees a page before it is live.

use jiff::ToSpan;
use leiden_international::accounts::editor::{self, Role};
use leiden_international::content::{entry::Body, revision};
use leiden_international::ids::EntryId;
use leiden_international::lang::Lang;
use sqlx::PgPool;

use super::kit::{Desk, Person};
use crate::web::page::Page;
use crate::web::portal::noon;

fn about() -> EntryId {
    EntryId::try_from("about".to_owned()).unwrap()
}

/// Saves what a form would, with another title.
async fn save(pool: &PgPool, title: &str) {
    let mut conn = pool.acquire().await.unwrap();
    let mut body: Body = revision::find_newest(&mut *conn, &about()).await.unwrap().unwrap().body;
    for lang in Lang::ALL {
        body.texts.get_mut(*lang).as_mut().unwrap().title = title.to_owned().try_into().unwrap();
    }
    let act = leiden_international::content::act::Act::of_system(noon());
    revision::save(&mut conn, &about(), body, &act).await.unwrap();
}

/// Makes a link; returns its path.
async fn share(author: &Person, days: &str) -> String {
    let answer = author.post("/admin/pages/about/share", &[("days", days)]).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let link = Page::new("share", &answer).attribute("#link", "value");
    link.strip_prefix("https://portal.example").unwrap().to_owned()
}

#[sqlx::test(migrations = "./migrations")]
async fn someone_without_an_account_sees_the_page_as_it_was_saved(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let author = desk.person("anna", Role::Author).await;
    save(&pool, "Shared draft").await;
    let link = share(&author, "7").await;
    save(&pool, "Newer draft").await;
    let guest = desk.visitor();
    let page = guest.page(&link).await;
    assert!(page.main().contains("29 Nov 2026"), "{}", page.main());
    let frames = page.attributes("iframe", "src");
    assert_eq!(frames, [format!("{link}/en"), format!("{link}/nl")]);
    for frame in &frames {
        let answer = guest.get(frame).await;
        assert_eq!(Page::new(frame, &answer).only("h1"), "Shared draft");
        assert_eq!(answer.header("x-frame-options"), Some("SAMEORIGIN"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("x-robots-tag"), Some("noindex, nofollow"));
    }
    assert_ne!(desk.portal.page("/en/about").await.only("h1"), "Shared draft", "readers see nothing of it");
    let stored: Vec<String> =
        sqlx::query_scalar("select share_link::text from share_link").fetch_all(&pool).await.unwrap();
    assert!(!stored[0].contains(link.rsplit('/').next().unwrap()), "only the hash is kept");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_link_ends_at_its_time_or_when_it_is_ended(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let author = desk.person("anna", Role::Author).await;
    let (short, long) = (share(&author, "1").await, share(&author, "30").await);
    let guest = desk.visitor();
    let works = async |link: &str| {
        let frame = guest.get(&format!("{link}/nl")).await.status;
        let page = guest.get(link).await.status;
        assert_eq!(page, frame, "{link}");
        page == 200
    };
    desk.portal.app.clock().set(noon() + 24.hours() - 1.seconds());
    assert!(works(&short).await);
    desk.portal.app.clock().set(noon() + 24.hours());
    assert!(!works(&short).await && works(&long).await);
    desk.portal.app.clock().set(noon());
    let list = author.page("/admin/pages/about/share").await;
    let ends = list.attributes("form[action$='/end']", "action");
    assert_eq!(ends.len(), 2);
    let ended = author.post(&ends[0], &[]).await;
    assert_eq!(ended.header("location"), Some("/admin/pages/about/share?done=ended"));
    assert!(!works(&long).await && works(&short).await);
    assert_eq!(author.post(&ends[0], &[]).await.status, 404, "it has ended already");
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_no_link_shows_nothing(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let guest = desk.visitor();
    for token in ["0", &"0".repeat(64), &"g".repeat(64)] {
        let answer = guest.get(&format!("/preview/{token}")).await;
        assert_eq!(answer.status, 404);
        assert!(answer.text().contains("This link does not work any more"));
        assert_eq!(guest.get(&format!("/preview/{token}/en")).await.status, 404);
    }
    let author = desk.person("anna", Role::Author).await;
    let link = share(&author, "7").await;
    assert_eq!(guest.get(&format!("{link}/de")).await.status, 404);
    for days in ["", "8", "-1", "forever"] {
        let answer = author.post("/admin/pages/about/share", &[("days", days)]).await;
        assert_eq!(answer.status, 422, "{days}");
        assert!(answer.text().contains("Choose for how long the link works."));
    }
    assert_eq!(author.post("/admin/pages/none/share", &[("days", "7")]).await.status, 404);
}

#[sqlx::test(migrations = "./migrations")]
async fn what_no_page_shows_is_said_to_be_shown_nowhere(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let author = desk.person("anna", Role::Author).await;
    desk.portal.app.publish(leiden_international::content::published::Published::default());
    let answer = author.post("/admin/pages/residents-2024/share", &[("days", "7")]).await;
    let link = Page::new("share", &answer).attribute("#link", "value");
    let frame = format!("{}/en", link.strip_prefix("https://portal.example").unwrap());
    for (person, path) in
        [(&desk.visitor(), frame.as_str()), (&author, "/admin/pages/residents-2024/preview/en")]
    {
        let answer = person.get(path).await;
        assert_eq!(
            (answer.status.as_u16(), answer.header("x-frame-options")),
            (200, Some("SAMEORIGIN")),
            "{path}"
        );
        assert!(answer.text().contains("No page shows this yet"), "{path}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn a_link_of_someone_who_is_disabled_shows_nothing(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let author = desk.person("anna", Role::Author).await;
    let other = desk.person("bert", Role::Author).await;
    let (link, of_other) = (share(&author, "7").await, share(&other, "7").await);
    let guest = desk.visitor();
    assert_eq!(guest.get(&link).await.status, 200);
    let mut conn = pool.acquire().await.unwrap();
    editor::disable(&mut conn, author.editor.unwrap(), noon()).await.unwrap();
    assert_eq!(guest.get(&link).await.status, 404);
    assert_eq!(guest.get(&format!("{link}/en")).await.status, 404);
    assert_eq!(guest.get(&of_other).await.status, 200);
}
