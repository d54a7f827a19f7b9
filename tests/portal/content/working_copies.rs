//! What is typed and not saved survives everything that can happen to requests.

use jiff::{Timestamp, ToSpan};
use leiden_international::content::error::Error;
use leiden_international::content::working_copy::{self, Form, Kept, OpenForm};
use leiden_international::ids::{EditorId, EntryId};
use proptest::strategy::{Strategy, ValueTree};
use sqlx::{PgConnection, PgPool};

use crate::content::support::{Draft, Site, editor, id};

const FORM: &str = "0123456789abcdef0123456789abcdef";

fn open<'a>(form_id: &'a str, editor: EditorId, entry: &'a EntryId, base_revision_id: i64) -> OpenForm<'a> {
    OpenForm { form_id, editor, entry, base_revision_id }
}

fn typed(words: &str) -> Form {
    vec![("en.title".to_owned(), words.to_owned())]
}

async fn begin(conn: &mut PgConnection) -> (EditorId, EditorId, i64, Timestamp) {
    let mut site = Site::new(conn);
    let saved = site.publish("a", Draft::page("a")).await;
    let now = site.now;
    (editor(conn, "ann").await, editor(conn, "ben").await, saved.id, now)
}

async fn words(conn: &mut PgConnection, form_id: &str, editor: EditorId) -> Option<Form> {
    working_copy::find(conn, form_id, editor).await.unwrap().unwrap().form
}

#[sqlx::test(migrations = "./migrations")]
async fn what_was_sent_last_is_kept_whatever_arrives_when(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let (ann, _, base, now) = begin(&mut conn).await;
    let entry = id("a");
    let form = open(FORM, ann, &entry, base);
    working_copy::see(&mut conn, form, now).await.unwrap();
    assert_eq!(working_copy::list_of(&mut *conn, ann).await.unwrap(), [], "nothing was typed");
    for (seq, sent, kept) in [
        (2, "two", Kept::Stored),
        (1, "one", Kept::Late),
        (2, "two", Kept::Stored),
        (2, "other", Kept::Late),
        (5, "five", Kept::Stored),
        (4, "four", Kept::Late),
    ] {
        let answer = working_copy::keep(&mut conn, form, seq, &typed(sent), now).await.unwrap();
        assert_eq!(answer, kept, "{seq} {sent}");
    }
    assert_eq!(words(&mut conn, FORM, ann).await, Some(typed("five")));
    let listed = working_copy::list_of(&mut *conn, ann).await.unwrap();
    assert_eq!((listed.len(), listed[0].base_number, listed[0].seq), (1, 1, 5));

    working_copy::end(&mut conn, FORM, ann, 5).await.unwrap();
    assert_eq!(working_copy::list_of(&mut *conn, ann).await.unwrap(), []);
    let late = working_copy::keep(&mut conn, form, 5, &typed("five"), now).await.unwrap();
    assert_eq!(
        (late, words(&mut conn, FORM, ann).await),
        (Kept::Late, None),
        "what was saved does not come back"
    );
    let newer = working_copy::keep(&mut conn, form, 6, &typed("six"), now).await.unwrap();
    assert_eq!((newer, words(&mut conn, FORM, ann).await), (Kept::Stored, Some(typed("six"))));
}

/// As when the same form is open in two windows.
#[sqlx::test(migrations = "./migrations")]
async fn what_was_typed_after_what_is_saved_is_not_ended_with_it(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let (ann, _, base, now) = begin(&mut conn).await;
    let entry = id("a");
    let form = open(FORM, ann, &entry, base);
    working_copy::keep(&mut conn, form, 3, &typed("saved"), now).await.unwrap();
    working_copy::keep(&mut conn, form, 4, &typed("told that it is kept"), now).await.unwrap();
    working_copy::end(&mut conn, FORM, ann, 3).await.unwrap();
    assert_eq!(words(&mut conn, FORM, ann).await, Some(typed("told that it is kept")));
    working_copy::end(&mut conn, FORM, ann, 4).await.unwrap();
    assert_eq!(words(&mut conn, FORM, ann).await, None);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_form_is_its_authors_alone(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let (ann, ben, base, now) = begin(&mut conn).await;
    let (entry, other) = (id("a"), id("b"));
    Site::new(&mut conn).publish("b", Draft::page("b")).await;
    let form = open(FORM, ann, &entry, base);
    working_copy::keep(&mut conn, form, 1, &typed("hers"), now).await.unwrap();
    for stranger in [OpenForm { editor: ben, ..form }, OpenForm { entry: &other, ..form }] {
        let kept = working_copy::keep(&mut conn, stranger, 9, &typed("his"), now).await;
        assert!(matches!(kept, Err(Error::NotYours | Error::NotFound(_))), "{kept:?}");
        let seen = working_copy::see(&mut conn, stranger, now).await;
        assert!(matches!(seen, Err(Error::NotYours | Error::NotFound(_))), "{seen:?}");
    }
    assert!(working_copy::find(&mut *conn, FORM, ben).await.unwrap().is_none());
    working_copy::end(&mut conn, FORM, ben, 9).await.unwrap();
    assert_eq!(words(&mut conn, FORM, ann).await, Some(typed("hers")));
}

#[sqlx::test(migrations = "./migrations")]
async fn colleagues_are_seen_while_their_form_is_open(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let (ann, ben, base, now) = begin(&mut conn).await;
    let entry = id("a");
    let later = now + 1.minute();
    working_copy::see(&mut conn, open(FORM, ann, &entry, base), now).await.unwrap();
    let others = "f".repeat(32);
    working_copy::see(&mut conn, open(&others, ben, &entry, base), later).await.unwrap();
    let at = |since| (entry.clone(), since);
    for (who, (entry, since), seen) in
        [(ann, at(later), vec![ben]), (ben, at(now), vec![ann]), (ben, at(later), vec![])]
    {
        assert_eq!(working_copy::others_at(&mut *conn, &entry, who, since).await.unwrap(), seen);
    }
    working_copy::end(&mut conn, &others, ben, 0).await.unwrap();
    assert_eq!(working_copy::others_at(&mut *conn, &entry, ann, now).await.unwrap(), []);
    assert_eq!(working_copy::forget(&mut conn, later).await.unwrap(), 1, "hers, which holds nothing");
    assert_eq!(working_copy::forget(&mut conn, later + 1.minute()).await.unwrap(), 1);
}

/// Requests in any order, some twice, some never: what is kept is the newest that arrived.
#[sqlx::test(migrations = "./migrations")]
async fn order_and_repetition_of_requests_do_not_matter(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let (ann, _, base, now) = begin(&mut conn).await;
    let entry = id("a");
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    for case in 0..50_u32 {
        let form_id = format!("{case:032x}");
        let arrivals = proptest::collection::vec(1_i64..9, 1..12).new_tree(&mut runner).unwrap().current();
        for seq in &arrivals {
            let form = open(&form_id, ann, &entry, base);
            working_copy::keep(&mut conn, form, *seq, &typed(&seq.to_string()), now).await.unwrap();
        }
        let newest = arrivals.iter().max().unwrap().to_string();
        assert_eq!(words(&mut conn, &form_id, ann).await, Some(typed(&newest)), "{arrivals:?}");
    }
}
