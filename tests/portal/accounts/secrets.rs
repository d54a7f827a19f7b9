//! What must never be found in the database, nor in what is printed.

use leiden_international::accounts::editor::Role;
use leiden_international::accounts::session::{self, Stage};
use leiden_international::accounts::{invitation, known_browser, second_factor};
use sqlx::PgPool;

use crate::accounts::support::{PASSWORD, app, code, hash, invited, link, noon, session_id, signed_in};

/// Everything in every table, as text.
async fn dump(pool: &PgPool) -> String {
    let tables: Vec<String> = sqlx::query_scalar(
        "select table_name::text from information_schema.tables where table_schema = 'public'",
    )
    .fetch_all(pool)
    .await
    .unwrap();
    let mut text = String::new();
    for table in tables {
        let sql = format!("select coalesce(string_agg(t::text, E'\\n'), '') from {table} as t");
        let rows: String = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(pool).await.unwrap();
        text.push_str(&rows);
    }
    text
}

#[sqlx::test(migrations = "./migrations")]
async fn the_database_holds_no_secret_as_it_is(pool: PgPool) {
    let mut conn = pool.acquire().await.unwrap();
    let id = invited(&mut conn, "anna", Role::Author).await;
    let link = link(&mut conn, id).await;
    invitation::accept(&mut conn, &link, &hash(PASSWORD).await, noon()).await.unwrap();
    let low = signed_in(&mut conn, id, Stage::Enrolment).await;
    let session = session_id(&mut conn, &low).await;
    let app = app(&mut conn, session).await;
    let used = code(&app, noon());
    let confirmed = second_factor::confirm(&mut conn, id, session, &used, noon()).await.unwrap().unwrap();
    let browser = known_browser::remember(&mut conn, id, None, noon()).await.unwrap();
    let proved = session::prove(&mut conn, session, noon()).await.unwrap();
    let text = dump(&pool).await;
    assert!(text.contains("anna@leiden.nl") && text.contains("$argon2id$v=19$m=8,t=1,p=1$"));
    let tokens = [&link, &low, &confirmed.session, &browser, &proved];
    let bytes = |hex: &str| hex.to_owned();
    let mut secrets: Vec<String> = tokens.iter().map(|token| bytes(token.as_str())).collect();
    secrets.push(PASSWORD.to_owned());
    for code in &confirmed.recovery_codes {
        secrets.extend([code.clone(), code.replace(' ', ""), code.replace(' ', "").to_uppercase()]);
    }
    for secret in secrets {
        assert!(!text.contains(&secret), "{secret}");
        let as_bytes: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
        assert!(!text.contains(&as_bytes), "{secret} as bytes");
    }
}
