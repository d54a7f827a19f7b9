//! Whether the details of a contact are right, answered by the organisation with a link.

use axum::http::Method;
use jiff::ToSpan;
use leiden_international::accounts::editor::{self, Role};
use leiden_international::content::act::Act;
use leiden_international::content::entry::Fields;
use leiden_international::content::revision::{self, Revision};
use leiden_international::ids::EntryId;
use serde_json::json;
use sqlx::PgPool;

use crate::web::admin::check::{contact, desk, details, link};
use crate::web::admin::kit::{Desk, Person, fields, with};
use crate::web::admin::rules::state;
use crate::web::page::Page;
use crate::web::portal::noon;

fn helpdesk() -> EntryId {
    EntryId::try_from("helpdesk".to_owned()).unwrap()
}

async fn newest(pool: &PgPool) -> Revision {
    revision::find_newest(pool, &helpdesk()).await.unwrap().unwrap()
}

fn contact_of(revision: &Revision) -> &leiden_international::content::contact::Contact {
    match &revision.body.shared.fields {
        Fields::Contact(contact) => contact,
        other => unreachable!("{other:?}"),
    }
}

/// A portal, someone of staff, someone with a link, and the link.
async fn asked(pool: &PgPool) -> (Desk, Person, Person, String) {
    let desk = desk(pool, &details()).await;
    let author = desk.person("anna", Role::Author).await;
    let path = link(&author, "en").await;
    let guest = desk.visitor();
    (desk, author, guest, path)
}

#[sqlx::test(migrations = "./migrations")]
async fn opening_a_link_changes_nothing_and_shows_what_readers_see(pool: PgPool) {
    let (_desk, author, guest, path) = asked(&pool).await;
    let mut body = newest(&pool).await.body;
    if let Fields::Contact(contact) = &mut body.shared.fields {
        contact.email.as_mut().unwrap().value = "draft@example.org".to_owned().try_into().unwrap();
    }
    let mut conn = pool.acquire().await.unwrap();
    revision::save(&mut conn, &helpdesk(), body, &Act::of_system(noon())).await.unwrap();
    let dutch = link(&author, "nl").await;
    let before = state(&pool).await;
    for method in [Method::GET, Method::HEAD, Method::GET] {
        let answer = guest.send(method, &path, &[], String::new()).await;
        assert_eq!(answer.status, 200);
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        assert_eq!(answer.header("x-robots-tag"), Some("noindex, nofollow"));
        assert_eq!(answer.header("set-cookie"), None);
    }
    let page = guest.page(&path).await;
    for shown in ["desk@example.org", "071 000 0000", "Invented Street 1", "22 May 2026"] {
        assert!(page.main().contains(shown), "{shown}: {}", page.main());
    }
    let html = guest.get(&path).await;
    for hidden in ["071 000 0001", "It is free.", "draft@example.org", "href=\"/admin"] {
        assert!(!html.text().contains(hidden), "{hidden}");
    }
    assert_eq!(guest.page(&dutch).await.only("h1"), "Kloppen deze gegevens?: Hulpbalie");
    for end in ["confirm", "propose"] {
        assert_eq!(guest.get(&format!("{path}/{end}")).await.status, 405, "an answer is sent");
    }
    assert_eq!(state(&pool).await, before);
}

#[sqlx::test(migrations = "./migrations")]
async fn an_organisation_confirms_once(pool: PgPool) {
    let (desk, author, guest, path) = asked(&pool).await;
    let form = fields(&guest.page(&path).await, "confirm");
    let answer = guest.post_form(&format!("{path}/confirm"), &form).await;
    let thanks = guest.follow(&answer).await;
    assert_eq!(thanks.only("h1"), "Thank you");
    desk.portal.renew().await;
    for (address, words) in [
        ("/en/helpdesk", "Checked on 22 November 2026"),
        ("/nl/hulpbalie", "Gecontroleerd op 22 november 2026"),
    ] {
        assert_eq!(desk.portal.page(address).await.only("#_checked"), words);
    }
    let page = author.page("/admin/pages/helpdesk/check").await;
    assert_eq!(page.texts("tbody td:last-child"), vec!["22 November 2026, by desk@example.org"; 4]);
    let unknown = guest.get(&format!("/check/{}", "0".repeat(64))).await;
    let used = guest.get(&path).await;
    assert_eq!((used.status.as_u16(), used.text()), (404, unknown.text()));
    for end in ["confirm", "propose"] {
        let again = guest.post_form(&format!("{path}/{end}"), &with(form.clone(), &[("remark", "x")])).await;
        assert_eq!((again.status.as_u16(), again.text()), (404, unknown.text()), "{end}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn of_two_answers_at_once_one_counts(pool: PgPool) {
    let (_desk, _author, guest, path) = asked(&pool).await;
    let page = guest.page(&path).await;
    let confirm = fields(&page, "confirm");
    let propose = with(fields(&page, "propose"), &[("phone-1", "071 000 0002")]);
    let (to_confirm, to_propose) = (format!("{path}/confirm"), format!("{path}/propose"));
    let (one, other, third) = tokio::join!(
        guest.post_form(&to_confirm, &confirm),
        guest.post_form(&to_propose, &propose),
        guest.post_form(&to_confirm, &confirm),
    );
    let mut statuses = [one, other, third].map(|answer| answer.status.as_u16());
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 404, 404]);
    let confirmed: i64 =
        sqlx::query_scalar("select count(*) from confirmation").fetch_one(&pool).await.unwrap();
    let proposed = i64::from(newest(&pool).await.number) - 1;
    assert_eq!(confirmed + proposed, 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_link_works_for_thirty_days_and_while_its_editor_does(pool: PgPool) {
    let (desk, author, guest, path) = asked(&pool).await;
    let form = fields(&guest.page(&path).await, "confirm");
    let ended = noon() + (30 * 24).hours();
    desk.portal.app.clock().set(ended - 1.seconds());
    assert_eq!(guest.get(&path).await.status, 200);
    desk.portal.app.clock().set(ended);
    assert_eq!(guest.get(&path).await.status, 404);
    assert_eq!(guest.post_form(&format!("{path}/confirm"), &form).await.status, 404);
    desk.portal.app.clock().set(noon());
    let mut conn = pool.acquire().await.unwrap();
    editor::disable(&mut conn, author.editor.unwrap(), noon()).await.unwrap();
    assert_eq!(guest.get(&path).await.status, 404);
    assert_eq!(guest.post_form(&format!("{path}/confirm"), &form).await.status, 404);
    for token in ["0", &"g".repeat(64), "confirm"] {
        assert_eq!(guest.get(&format!("/check/{token}")).await.status, 404, "{token}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn what_is_proposed_waits_for_a_publisher(pool: PgPool) {
    let (desk, author, guest, path) = asked(&pool).await;
    // A colleague has saved another website meanwhile.
    let mut body = newest(&pool).await.body;
    if let Fields::Contact(contact) = &mut body.shared.fields {
        contact.website.as_mut().unwrap().value = "https://new.example.org/".to_owned().try_into().unwrap();
    }
    let mut conn = pool.acquire().await.unwrap();
    revision::save(&mut conn, &helpdesk(), body, &Act::of_system(noon())).await.unwrap();
    drop(conn);
    let form = fields(&guest.page(&path).await, "propose");
    let changes =
        [("phone-1", "071 000 0002"), ("street", "Invented Street 2"), ("remark", "We have moved.")];
    let answer = guest.post_form(&format!("{path}/propose"), &with(form, &changes)).await;
    guest.follow(&answer).await;
    let saved = newest(&pool).await;
    assert_eq!((saved.number, saved.by), (3, None));
    assert_eq!(saved.note.as_deref(), Some("Proposed by desk@example.org: We have moved."));
    let contact = contact_of(&saved);
    assert_eq!(contact.website.as_ref().unwrap().value.to_string(), "https://new.example.org/");
    assert_eq!(contact.phones.len(), 2, "what the organisation did not see is still there");
    let phone = &contact.phones[0];
    assert_eq!(phone.value.number.to_string(), "071 000 0002");
    assert_eq!(phone.source.as_ref().unwrap().to_string(), "desk@example.org");
    assert_eq!((phone.checked_on, contact.email.as_ref().unwrap().checked_on.is_some()), (None, true));
    let address = contact.address.as_ref().unwrap();
    assert_eq!(address.value.street.as_ref().unwrap().to_string(), "Invented Street 2");
    assert_eq!(address.value.postcode.as_ref().unwrap().to_string(), "2300 AA");
    desk.portal.renew().await;
    desk.portal.assert_never_says("/en/helpdesk", &["071 000 0002", "Invented Street 2", "moved"]).await;
    let waiting = author.page("/admin").await.texts("section[aria-labelledby=waiting] .lp-row__title");
    assert!(waiting.contains(&"Helpdesk".to_owned()), "{waiting:?}");
    let audited: String = sqlx::query_scalar(
        "select actor || ' ' || object_id from audit_event where action = 'check.propose'",
    )
    .fetch_one(&pool)
    .await
    .unwrap();
    assert_eq!(audited, "visitor helpdesk");
}

#[sqlx::test(migrations = "./migrations")]
async fn an_answer_is_kept_while_the_database_is_away(pool: PgPool) {
    let (desk, _author, guest, path) = asked(&pool).await;
    let form = with(fields(&guest.page(&path).await, "propose"), &[("remark", "We have moved.")]);
    desk.portal.app.set_database_reachable(false);
    let answer = guest.post_form(&format!("{path}/propose"), &form).await;
    assert_eq!((answer.status.as_u16(), answer.header("retry-after")), (503, Some("30")));
    let page = Page::new(&path, &answer);
    assert_eq!(page.only("h1"), "Your answer was not sent");
    assert!(page.texts("li").contains(&"We have moved.".to_owned()));
    assert_eq!(fields(&page, "unsaved-form"), form);
    assert_eq!(page.attribute("#unsaved-form", "action"), format!("{path}/propose"));
    assert_eq!(guest.get(&path).await.status, 503);
    desk.portal.app.set_database_reachable(true);
    assert_eq!(guest.post_form(&format!("{path}/propose"), &form).await.status, 303);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_remark_alone_waits_until_it_is_put_aside(pool: PgPool) {
    let (_desk, author, guest, path) = asked(&pool).await;
    let form = with(fields(&guest.page(&path).await, "propose"), &[("remark", "We close <b>in</b> May.")]);
    guest.follow(&guest.post_form(&format!("{path}/propose"), &form).await).await;
    assert_eq!(newest(&pool).await.number, 1, "nothing was changed");
    let remarks = author.page("/admin").await.texts("section[aria-labelledby=remarks] .lp-row__title");
    assert_eq!(remarks, ["Helpdesk"]);
    let page = author.page("/admin/pages/helpdesk/check").await;
    assert_eq!(page.texts("#remarks + ul .lp-row__main p")[0], "We close <b>in</b> May.");
    let dismiss = page.attribute("form[action$='/dismiss']", "action");
    let page = author.follow(&author.post(&dismiss, &[]).await).await;
    assert!(!page.has("#remarks"));
    assert_eq!(author.post(&dismiss, &[]).await.status, 404, "it is put aside already");
}

#[sqlx::test(migrations = "./migrations")]
async fn what_cannot_be_comes_back_as_it_was_typed(pool: PgPool) {
    let (_desk, _author, guest, path) = asked(&pool).await;
    let form = fields(&guest.page(&path).await, "propose");
    let propose = format!("{path}/propose");
    let long = "x".repeat(2_001);
    let line = "x".repeat(301);
    for (field, typed) in [
        ("email", "nobody"),
        ("website", "javascript:alert(1)"),
        ("appointment", "desk.example.org"),
        ("phone-1", "call us"),
        ("street", line.as_str()),
        ("city", ""),
        ("remark", long.as_str()),
        ("remark", " "),
    ] {
        let sent = with(form.clone(), &[("building", "Kept Building"), (field, typed)]);
        let sent = if typed == " " { with(form.clone(), &[(field, typed)]) } else { sent };
        let answer = guest.post_form(&propose, &sent).await;
        assert_eq!(answer.status, 422, "{field}: {typed:?}");
        let page = Page::new(&propose, &answer);
        assert_eq!(page.attributes(".lp-error-summary a", "href"), [format!("#{field}")], "{typed:?}");
        assert!(page.has(&format!("#{field}-error")), "{field}");
        if field != "remark" {
            assert_eq!(page.attribute(&format!("#{field}"), "value"), typed);
            assert_eq!(page.attribute("#building", "value"), "Kept Building");
        }
    }
    assert_eq!(newest(&pool).await.number, 1);
    let most = "é".repeat(2_000);
    let answer = guest.post_form(&propose, &with(form, &[("remark", &most)])).await;
    assert_eq!(answer.status, 303, "the link still works: {}", answer.text());
}

#[sqlx::test(migrations = "./migrations")]
async fn an_answer_is_about_the_details_that_were_shown(pool: PgPool) {
    let (desk, _author, guest, path) = asked(&pool).await;
    let page = guest.page(&path).await;
    let mut changed = details();
    changed["email"]["value"] = json!("other@example.org");
    desk.portal.import(&[contact(&changed)]).await;
    for form in ["confirm", "propose"] {
        let sent = with(fields(&page, form), &[("remark", "kept words")]);
        let answer = guest.post_form(&format!("{path}/{form}"), &sent).await;
        assert_eq!(answer.status, 409, "{form}");
        assert!(answer.text().contains("other@example.org"), "{form}");
        assert_eq!(answer.text().contains("kept words"), form == "propose");
    }
    assert_eq!(guest.get(&path).await.status, 200, "the link still works");
}

#[sqlx::test(migrations = "./migrations")]
async fn readers_are_warned_from_the_day_after_the_months_are_over(pool: PgPool) {
    let desk = desk(&pool, &details()).await;
    let at = async |moment: &str| {
        desk.portal.app.clock().set(moment.parse().unwrap());
        desk.portal.page("/en/helpdesk").await.only("#_checked")
    };
    let fine = "Checked on 22 May 2026";
    assert_eq!(at("2026-11-21T22:59:59Z").await, fine, "the day before");
    assert_eq!(at("2026-11-22T22:59:59Z").await, fine, "the day itself, in Leiden");
    let warned = at("2026-11-22T23:00:00Z").await;
    assert!(warned.starts_with("These details have not been checked since 22 May 2026."), "{warned}");
    assert!(warned.contains("desk.example.org"), "another way: {warned}");
    let mut fields = details();
    fields["review_months"] = json!(7);
    desk.portal.import(&[contact(&fields)]).await;
    assert_eq!(at("2026-11-22T23:00:00Z").await, fine, "a contact says after how many months");
    fields["phones"][0].as_object_mut().unwrap().remove("checked_on");
    fields.as_object_mut().unwrap().remove("website");
    desk.portal.import(&[contact(&fields)]).await;
    let never = at("2026-06-01T11:00:00Z").await;
    assert!(never.starts_with("Nobody has checked these details for us yet."), "{never}");
    let page = desk.portal.page("/en/helpdesk").await;
    assert_ne!(page.attribute("#_checked a", "href"), "/en/helpdesk", "another contact point");
}
