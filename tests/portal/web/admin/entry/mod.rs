//! The form of an entry over HTTP, as a browser without script uses it and as the script does.

use leiden_international::content::revision::{self, Revision};
use leiden_international::ids::EntryId;
use leiden_international::web::Form;
use sqlx::PgPool;

use super::kit::{Person, fields, with};
use crate::web::page::Page;
use crate::web::portal::Answer;

mod arranging;
mod ending;
mod hours;
mod interleavings;
mod keeping;
mod kinds;
mod merging;
mod parity;
mod parity_together;
mod preview;
mod saving;

/// The form of an entry, as it is shown to someone.
async fn form(person: &Person, id: &str) -> Form {
    fields(&person.page(&format!("/admin/pages/{id}")).await, "entry-form")
}

/// Presses a button of a form after these changes.
async fn press(person: &Person, id: &str, form: &Form, button: &str, changes: &[(&str, &str)]) -> Answer {
    let form = with(form.clone(), changes);
    person.post_form(&format!("/admin/pages/{id}"), &with(form, &[("do", button)])).await
}

/// Presses a button that is answered by the form again, and returns that.
async fn press_on(person: &Person, id: &str, form: &Form, button: &str) -> Form {
    let answer = press(person, id, form, button, &[]).await;
    fields(&person.follow(&answer).await, "entry-form")
}

/// The fields of the section that was added last: its English heading and text.
fn in_added(form: &Form) -> [String; 2] {
    let section = form.all("section").last().unwrap();
    ["heading", "text"].map(|field| format!("section.{section}.en.{field}"))
}

/// The page that answered.
fn shown(answer: &Answer) -> Page {
    Page::new("the answer", answer)
}

async fn newest(pool: &PgPool, id: &str) -> Revision {
    let id = EntryId::try_from(id.to_owned()).unwrap();
    revision::find_newest(pool, &id).await.unwrap().unwrap()
}

/// What the newest revision of an entry says in one text.
async fn said(pool: &PgPool, id: &str) -> String {
    serde_json::to_string(&newest(pool, id).await.body).unwrap()
}

async fn count(pool: &PgPool, query: &'static str) -> i64 {
    sqlx::query_scalar(query).fetch_one(pool).await.unwrap()
}

/// What the audit log holds of an action: the outcome and the detail of each event.
async fn audited(pool: &PgPool, action: &str) -> Vec<String> {
    sqlx::query_scalar("select concat_ws(' ', result, detail) from audit_event where action = $1 order by id")
        .bind(action)
        .fetch_all(pool)
        .await
        .unwrap()
}
