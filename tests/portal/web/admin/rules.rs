//! What holds for every route of the admin area, by the list of them.

use std::collections::BTreeMap;

use axum::http::{Method, StatusCode};
use leiden_international::accounts::editor::Role;
use leiden_international::admin::list_routes;
use leiden_international::admin::table::{Access, Listed};
use sqlx::PgPool;

use super::kit::{Desk, Person};
use crate::web::portal::{Answer, Portal, app_with};

/// Every role a request can come with.
const ROLES: &[Option<Role>] = &[None, Some(Role::Author), Some(Role::Publisher), Some(Role::Administrator)];

/// The address of a route, with variables that mean something on the starter content.
pub(crate) fn address(listed: &Listed) -> String {
    listed
        .path
        .replace("{id}", id_for(listed.path))
        .replace("{token}", &"0".repeat(64))
        .replace("{lang}", "en")
        .replace("{link}", "1")
        .replace("{number}", "1")
}

/// An entry of the kind that a page is for, or an editor.
fn id_for(path: &str) -> &'static str {
    match path {
        path if path.contains("/check") => "leiden-international-centre",
        path if path.contains("/pages/") => "about",
        _ => "1",
    }
}

/// Every row of every table, but when sessions were last seen.
pub(crate) async fn state(pool: &PgPool) -> BTreeMap<String, String> {
    let tables: Vec<String> = sqlx::query_scalar(
        "select tablename::text from pg_tables where schemaname = 'public' order by tablename",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    let mut state = BTreeMap::new();
    for table in tables {
        let query = format!(
            "select coalesce(string_agg(row, E'\\n' order by row), '') from
                (select (to_jsonb({table}) - 'last_seen_at')::text as row from {table}) as rows"
        );
        let rows = sqlx::query_scalar(sqlx::AssertSqlSafe(query)).fetch_one(pool).await.unwrap();
        state.insert(table, rows);
    }
    assert!(state.len() > 15, "the tables are there");
    state
}

async fn people(desk: &Desk) -> Vec<(Option<Role>, Person)> {
    let mut people = Vec::new();
    for role in ROLES {
        let person = match role {
            None => desk.visitor(),
            Some(role) => desk.person(role.as_str(), *role).await,
        };
        people.push((*role, person));
    }
    people
}

fn may(role: Option<Role>, access: Access) -> bool {
    match access {
        Access::Open => true,
        Access::HalfWay => false,
        Access::Staff(least) => role.is_some_and(|role| role >= least),
    }
}

/// Whether an answer turns the person away: to sign in, or for good.
fn is_turned_away(answer: &Answer) -> bool {
    let leads_to_sign_in =
        answer.header("location").is_some_and(|location| location.starts_with("/admin/sign-in?"));
    leads_to_sign_in || [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&answer.status)
}

#[sqlx::test(migrations = "./migrations")]
async fn every_route_lets_through_just_who_may_use_it(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let mut asked = 0;
    for listed in list_routes() {
        for (role, person) in people_again(&desk, asked).await {
            let path = address(&listed);
            let answer = if listed.method == Method::GET {
                person.get(&path).await
            } else {
                person.post(&path, &[]).await
            };
            let what = format!(
                "{} {path} as {role:?}: {} {:?}",
                listed.method,
                answer.status,
                answer.header("location")
            );
            assert!(!answer.status.is_server_error(), "{what}: {}", answer.text());
            if listed.access == Access::HalfWay && role.is_some() {
                assert_eq!(answer.header("location"), Some("/admin"), "{what}");
            } else if listed.access != Access::Open {
                assert_eq!(is_turned_away(&answer), !may(role, listed.access), "{what}");
            }
            asked += 1;
        }
    }
    assert!(asked >= 24, "{asked} requests");
}

/// The headers of a page that staff work with: no trusted types, which the editor cannot live with, and frames of its own.
fn assert_protected_for_staff(answer: &Answer) {
    let policy = answer.header("content-security-policy").unwrap();
    for part in [
        "default-src 'none'",
        "style-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
    ] {
        assert!(policy.contains(part), "{policy}");
    }
    let framed = policy.contains("frame-ancestors 'self'");
    assert!(framed || policy.contains("frame-ancestors 'none'"), "{policy}");
    assert!(!framed || policy.contains("script-src 'none'"), "what may be framed runs no script: {policy}");
    assert_eq!(answer.header("x-frame-options"), Some(if framed { "SAMEORIGIN" } else { "DENY" }));
    assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(answer.header("referrer-policy"), Some("same-origin"));
    assert!(answer.header("strict-transport-security").is_some());
}

/// New people for each route: a route may sign someone out.
async fn people_again(desk: &Desk, asked: usize) -> Vec<(Option<Role>, Person)> {
    let mut people = Vec::new();
    for role in ROLES {
        let person = match role {
            None => desk.visitor(),
            Some(role) => desk.person(&format!("{}-{asked}", role.as_str()), *role).await,
        };
        people.push((*role, person));
    }
    people
}

#[sqlx::test(migrations = "./migrations")]
async fn a_post_from_elsewhere_is_refused_and_changes_nothing(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let people = people(&desk).await;
    let before = state(&pool).await;
    let origins: &[&[(&str, &str)]] = &[
        &[],
        &[("origin", "https://evil.example")],
        &[("origin", "http://portal.example")],
        &[("origin", "null")],
        &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
        &[("sec-fetch-site", "same-site"), ("origin", "https://other.portal.example")],
        &[("sec-fetch-site", "none")],
    ];
    for listed in list_routes().iter().filter(|listed| listed.method == Method::POST) {
        for (role, person) in &people {
            for headers in origins {
                let path = address(listed);
                let answer = person.send(Method::POST, &path, headers, "do=save".to_owned()).await;
                assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path} as {role:?} with {headers:?}");
            }
        }
    }
    assert_eq!(state(&pool).await, before);
}

#[sqlx::test(migrations = "./migrations")]
async fn one_of_our_own_pages_may_post(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let author = desk.person("anna", Role::Author).await;
    for headers in [
        &[("sec-fetch-site", "same-origin")][..],
        &[("origin", "https://portal.example")],
        &[("origin", "https://portal.example"), ("sec-fetch-site", "same-origin")],
    ] {
        let answer = author.send(Method::POST, "/admin/new", headers, String::new()).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{headers:?}");
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn looking_changes_nothing_and_nothing_is_kept(pool: PgPool) {
    let desk = Desk::starter(&pool).await;
    let people = people(&desk).await;
    let before = state(&pool).await;
    for listed in list_routes().iter().filter(|listed| listed.method == Method::GET) {
        for (role, person) in &people {
            for method in [Method::GET, Method::HEAD] {
                let path = address(listed);
                let answer = person.send(method, &path, &[], String::new()).await;
                let what = format!("{path} as {role:?}");
                assert_eq!(answer.header("cache-control"), Some("no-store"), "{what}");
                assert_eq!(answer.header("x-robots-tag"), Some("noindex, nofollow"), "{what}");
                assert_eq!(answer.header("content-encoding"), None, "{what}");
                assert_protected_for_staff(&answer);
            }
        }
    }
    assert_eq!(state(&pool).await, before);
}

#[sqlx::test(migrations = "./migrations")]
async fn the_admin_area_can_have_a_host_of_its_own(pool: PgPool) {
    let portal = Portal::set(&pool, |settings| {
        settings.admin_host = Some("redactie.portal.example".to_owned());
    })
    .await;
    let desk = Desk::of(portal);
    let author = desk.person("anna", Role::Author).await;
    let host = [("host", "redactie.portal.example")];
    for listed in list_routes() {
        let path = address(&listed);
        let answer = author
            .send(listed.method.clone(), &path, &[("sec-fetch-site", "same-origin")], String::new())
            .await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path} on the public host");
    }
    let there = author.send(Method::GET, "/admin/pages", &host, String::new()).await;
    assert_eq!(there.status, StatusCode::OK);
    let form = [("host", "redactie.portal.example"), ("origin", "https://redactie.portal.example")];
    let sent = author.send(Method::POST, "/admin/new", &form, String::new()).await;
    assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn without_an_office_there_is_no_admin_area() {
    let router = leiden_international::router(app_with(|_| {}), None);
    let request = crate::web::portal::request(Method::GET, "/admin/pages", &[]);
    assert_eq!(crate::web::portal::send(router, request).await.status, StatusCode::NOT_FOUND);
}
