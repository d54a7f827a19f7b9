//! What the compiler read of the queries in `.sqlx` is what the database says of them, and each is still asked. That
//! none is missing the compiler sees itself.

use std::fs;
use std::path::Path;

use serde_json::Value;
use sqlx::{AssertSqlSafe, Executor, PgPool, SqlSafeStr};

/// `.ci/prepared-queries` makes them right again.
#[sqlx::test(migrations = "./migrations")]
async fn prepared_queries_are_up_to_date(pool: PgPool) {
    let source = source(Path::new("src"));
    let mut conn = pool.acquire().await.unwrap();
    let files: Vec<_> = fs::read_dir(".sqlx").unwrap().map(|file| file.unwrap().path()).collect();
    assert!(files.len() > 100, "{files:?}");
    for file in files {
        let prepared: Value = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        let query = prepared["query"].as_str().unwrap();
        // Line by line: a query may be put together of two texts.
        let is_asked = query.lines().all(|line| source.contains(&in_one_line(line)));
        assert!(is_asked, "{}: nobody asks it any more", file.display());
        let described = conn.describe(AssertSqlSafe(query).into_sql_str()).await;
        let described = described.unwrap_or_else(|error| panic!("{}: {error}: {query}", file.display()));
        assert_eq!(serde_json::to_value(described).unwrap(), prepared["describe"], "{}", file.display());
    }
}

/// All the code below a folder, in one line.
fn source(folder: &Path) -> String {
    let mut text = String::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            text += &source(&path);
        } else if path.extension().is_some_and(|end| end == "rs") {
            text +=
                &in_one_line(&fs::read_to_string(&path).unwrap().replace("\\\n", "\n").replace("\\\"", "\""));
        }
    }
    text
}

fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
