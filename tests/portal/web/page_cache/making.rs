//! Who makes a page that is not kept, and who waits for it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, Request};
use axum::http::{Method, StatusCode};
use axum::response::Html;
use axum::routing::get as route;
use leiden_international::content::published::Published;
use leiden_international::web::page_cache::{Front, Keepable, Keeper};
use leiden_international::web::request_log::MadeAhead;
use tokio::sync::{Notify, Semaphore};
use tokio::time::timeout;

use super::{front, kept};
use crate::web::portal::{app, request, send};

#[tokio::test]
async fn however_many_ask_it_is_made_once() {
    let (calls, gate) = (Arc::new(AtomicUsize::new(0)), Arc::new(Semaphore::new(0)));
    let (counter, door) = (Arc::clone(&calls), Arc::clone(&gate));
    let front = front(route(move |Path((_, path)): Path<(String, String)>| async move {
        counter.fetch_add(1, Ordering::SeqCst);
        door.acquire().await.unwrap().forget();
        kept(Html(format!("<p>{path}</p>")))
    }));
    let ask = |path: &str| tokio::spawn(send(front.clone(), request(Method::GET, path, &[])));
    let visitors: Vec<_> = (0..50).map(|_| ask("/en/page")).collect();
    let other = ask("/en/other");
    while calls.load(Ordering::SeqCst) < 2 {
        tokio::task::yield_now().await;
    }
    gate.add_permits(100);
    for visitor in visitors {
        assert_eq!(visitor.await.unwrap().text(), "<p>page</p>");
    }
    assert_eq!(other.await.unwrap().text(), "<p>other</p>");
    assert_eq!(calls.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn who_goes_away_leaves_the_making_to_the_next() {
    let (calls, arrived) = (Arc::new(AtomicUsize::new(0)), Arc::new(Notify::new()));
    let (counter, door) = (Arc::clone(&calls), Arc::clone(&arrived));
    let front = front(route(move || async move {
        if counter.fetch_add(1, Ordering::SeqCst) == 0 {
            door.notify_one();
            std::future::pending::<()>().await;
        }
        kept(Html("<p>page</p>"))
    }));
    let first = tokio::spawn(send(front.clone(), request(Method::GET, "/en/page", &[])));
    arrived.notified().await;
    let second = tokio::spawn(send(front.clone(), request(Method::GET, "/en/page", &[])));
    tokio::task::yield_now().await;
    first.abort();
    assert_eq!(second.await.unwrap().text(), "<p>page</p>");
    assert_eq!(calls.load(Ordering::SeqCst), 2);
}

/// The keeper has only the time that nobody else wants, which on a busy machine is none.
#[tokio::test]
async fn no_visitor_waits_for_the_keeper() {
    let (begun, gate) = (Arc::new(Notify::new()), Arc::new(Semaphore::new(0)));
    let (bell, door) = (Arc::clone(&begun), Arc::clone(&gate));
    let page = route(move |request: Request| async move {
        if request.extensions().get::<MadeAhead>().is_some() {
            bell.notify_one();
            door.acquire().await.unwrap().forget();
        }
        kept(Html("<p>page</p>"))
    });
    let (app, router) = (app(), Router::new().route("/en/page", page));
    let keepable = Keepable { keys: |_| Some(&[]), addresses: |_| vec!["/en/page".to_owned()] };
    let front = Front::new(app.clone(), router.with_state(app), keepable);
    let keeper = Keeper::start(front.clone()).unwrap();
    begun.notified().await;
    let visit = timeout(Duration::from_secs(10), send(front, request(Method::GET, "/en/page", &[]))).await;
    gate.add_permits(100);
    assert_eq!(visit.unwrap().text(), "<p>page</p>");
    drop(keeper);
}

/// What is published before it starts has it go round twice; the page that is there tells when it has.
#[tokio::test]
async fn where_there_is_no_page_the_keeper_asks_once() {
    let calls = Arc::new(AtomicUsize::new(0));
    let (counter, rounds) = (Arc::clone(&calls), Arc::new(Semaphore::new(0)));
    let absent = route(move || async move {
        counter.fetch_add(1, Ordering::SeqCst);
        StatusCode::NOT_FOUND
    });
    let asked = Arc::clone(&rounds);
    let last = route(move || async move {
        asked.add_permits(1);
        StatusCode::NOT_FOUND
    });
    let (app, router) = (app(), Router::new().route("/en/absent", absent).route("/en/{last}", last));
    // A new address at the end of each round, so that each is seen to end.
    let keepable = Keepable {
        keys: |_| Some(&[]),
        addresses: |app| vec!["/en/absent".to_owned(), format!("/en/{}", app.pages().renders())],
    };
    app.publish(Published::default());
    let keeper = Keeper::start(Front::new(app.clone(), router.with_state(app), keepable)).unwrap();
    let twice = timeout(Duration::from_secs(60), rounds.acquire_many(2)).await;
    assert!(twice.is_ok(), "the keeper has two turns");
    drop(keeper);
    assert_eq!(calls.load(Ordering::SeqCst), 1);
}

/// Nobody knows any longer whether such a page is another by now, so it has no moment left. The keeper is held up
/// meanwhile: it lives, so that other pages have one, and makes none of these anew.
#[tokio::test]
async fn what_was_being_made_during_a_publication_is_not_sent_after_it() {
    let (calls, gate) = (Arc::new(AtomicUsize::new(0)), Arc::new(Semaphore::new(0)));
    let (counter, door) = (Arc::clone(&calls), Arc::clone(&gate));
    let page = route(move || async move {
        let call = counter.fetch_add(1, Ordering::SeqCst);
        door.acquire().await.unwrap().forget();
        kept(Html(format!("<p>{call}</p>")))
    });
    let (begun, end) = (Arc::new(Notify::new()), Arc::new(Semaphore::new(0)));
    let (bell, exit) = (Arc::clone(&begun), Arc::clone(&end));
    let held = route(move || async move {
        bell.notify_one();
        exit.acquire().await.unwrap().forget();
        kept(Html("<p>held</p>"))
    });
    let (app, router) = (app(), Router::new().route("/en/page", page).route("/en/held", held));
    let keepable = Keepable { keys: |_| Some(&[]), addresses: |_| vec!["/en/held".to_owned()] };
    let front = Front::new(app.clone(), router.with_state(app.clone()), keepable);
    let keeper = Keeper::start(front.clone()).unwrap();
    begun.notified().await;
    let visit = || send(front.clone(), request(Method::GET, "/en/page", &[]));
    let first = tokio::spawn(visit());
    while calls.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    app.publish(Published::default());
    gate.add_permits(100);
    assert_eq!(first.await.unwrap().text(), "<p>0</p>");
    let next = visit().await;
    end.add_permits(100);
    assert_eq!(next.text(), "<p>1</p>");
    drop(keeper);
}
