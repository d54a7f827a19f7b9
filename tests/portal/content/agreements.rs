//! Which texts were declared to say the same, as content came in.

use leiden_international::content::act::Act;
use leiden_international::content::agreement::{self, Agreement, Verdict};
use leiden_international::content::exchange::{self, SourceFile};
use serde_json::{Value, json};
use sqlx::{PgConnection, PgPool};

use crate::content::support::{Draft, Site, id, line};

fn file(draft: &Draft, agreements: Option<&[Agreement]>) -> SourceFile {
    let mut file = json!({ "id": "a", "position": 10, "live": draft.0 });
    if let Some(agreements) = agreements {
        file["agreements"] = json!(agreements);
    }
    SourceFile { name: "a.json".to_owned(), text: file.to_string() }
}

async fn import(conn: &mut PgConnection, file: SourceFile) -> Vec<Agreement> {
    let now = "2026-11-22T11:00:00Z".parse().unwrap();
    exchange::import(conn, &[file], now).await.unwrap();
    list(conn).await
}

async fn list(conn: &mut PgConnection) -> Vec<Agreement> {
    let declared = agreement::list(conn, &id("a")).await.unwrap();
    declared.into_iter().map(|declared| declared.agreement).collect()
}

fn passages(agreements: &[Agreement]) -> Vec<String> {
    agreements.iter().map(|agreement| agreement.passage.to_string()).collect()
}

fn talkative() -> Draft {
    use leiden_international::lang::Lang::{En, Nl};
    Draft::page("a")
        .short_title(En, "short")
        .short_title(Nl, "kort")
        .summary(En, "about")
        .summary(Nl, "over")
        .says("said-in-both", "words")
        .says("guess", "words")
        .unconfirmed("guess")
        .says_in(En, "english-only", "words")
        .says_in(Nl, "dutch-only", "woorden")
}

#[sqlx::test(migrations = "./migrations")]
async fn every_pair_that_is_imported_says_the_same(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let agreements = import(&mut conn, file(&talkative(), None)).await;
    assert_eq!(passages(&agreements), ["@title", "@short-title", "@summary", "said-in-both", "guess"]);
    assert!(agreements.iter().all(|agreement| agreement.verdict == Verdict::Same));
    let same = |passage| {
        let found = agreements.iter().find(|agreement| agreement.passage.to_string() == passage);
        found.is_some_and(|agreement| agreement.en == agreement.nl)
    };
    assert!(same("said-in-both") && !same("@title"), "the hash is of the words: {agreements:?}");
}

#[sqlx::test(migrations = "./migrations")]
async fn a_text_in_one_language_agrees_with_nothing(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let alone = talkative().only(leiden_international::lang::Lang::En);
    assert_eq!(import(&mut conn, file(&alone, None)).await, []);
}

#[sqlx::test(migrations = "./migrations")]
async fn white_space_and_markup_that_mean_nothing_agree_with_what_was_agreed(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let before = import(&mut conn, file(&Draft::page("a").says("s", "many words"), None)).await;
    let spaced = Draft::page("a").says("s", " many <strong>words</strong>  ");
    assert_eq!(import(&mut conn, file(&spaced, None)).await, before);
    let other = Draft::page("a").says("s", "more words");
    assert_eq!(import(&mut conn, file(&other, None)).await.len(), before.len() + 1);
}

#[sqlx::test(migrations = "./migrations")]
async fn a_list_of_agreements_is_taken_as_it_is(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    assert_eq!(import(&mut conn, file(&talkative(), Some(&[]))).await, []);
    let mut listed = agreement::agree_all(&talkative().0);
    listed.truncate(2);
    listed.sort();
    listed[1].verdict = Verdict::Differs;
    listed[1].reason = Some("Dutch readers know this.".to_owned());
    assert_eq!(import(&mut conn, file(&talkative(), Some(&listed))).await, listed);
    let exported = exchange::export(&mut conn).await.unwrap();
    assert_eq!(exported[0].agreements.as_deref(), Some(&*listed));
    let text: Value = serde_json::from_str(&exported[0].to_text()).unwrap();
    assert_eq!(text["agreements"][1]["verdict"], "differs");
}

#[sqlx::test(migrations = "./migrations")]
async fn an_agreement_is_recorded_once(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    let mut draft = talkative();
    draft.0.texts.get_mut(leiden_international::lang::Lang::En).as_mut().unwrap().title = line("title");
    let saved = site.publish("a", draft).await;
    for agreement in agreement::agree_all(&saved.body) {
        let act = Act::of_system(site.now);
        assert!(agreement::record(site.conn, &id("a"), saved.id, &agreement, &act).await.unwrap());
        assert!(!agreement::record(site.conn, &id("a"), saved.id, &agreement, &act).await.unwrap());
    }
}

#[sqlx::test(migrations = "./migrations")]
async fn what_was_declared_last_counts_and_the_rest_is_kept(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let mut site = Site::new(&mut conn);
    let saved = site.publish("a", talkative()).await;
    let same = agreement::agree_all(&saved.body).remove(0);
    let differs = agreement::Agreement {
        verdict: Verdict::Differs,
        reason: Some("Dutch readers know this.".to_owned()),
        ..same.clone()
    };
    let again = agreement::Agreement { reason: Some("It is a name.".to_owned()), ..differs.clone() };
    for declared in [&same, &differs, &again, &same] {
        let act = Act::of_system(site.now);
        assert!(agreement::record(site.conn, &id("a"), saved.id, declared, &act).await.unwrap());
        assert_eq!(list(site.conn).await, std::slice::from_ref(declared));
    }
    let rows: i64 =
        sqlx::query_scalar("select count(*) from agreement").fetch_one(&mut *site.conn).await.unwrap();
    assert_eq!(rows, 4);
}
