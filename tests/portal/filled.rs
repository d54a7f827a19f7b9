//! Databases that are full from the start. Taking in the texts of a portal takes a second, copying a database that has
//! them a tenth of one.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use leiden_international::content::exchange;
use sqlx::postgres::{PgConnectOptions, PgPool};
use sqlx::{AssertSqlSafe, ConnectOptions, Connection, PgConnection};
use tokio::sync::OnceCell;

/// Which models there are.
static MODELS: Mutex<BTreeMap<&str, Arc<OnceCell<()>>>> = Mutex::new(BTreeMap::new());

/// Has a database hold what `write` writes, which is done once for each name: an empty database is replaced by a copy,
/// and who is connected loses the connection, which a pool makes anew.
pub(crate) async fn fill(pool: &PgPool, name: &'static str, write: impl AsyncFnOnce(&mut PgConnection)) {
    if !exchange::is_empty(pool).await.unwrap() {
        return write(&mut *pool.acquire().await.unwrap()).await;
    }
    let options = pool.connect_options();
    let model = format!("test_model_{name}");
    let is_made = MODELS.lock().unwrap().entry(name).or_default().clone();
    is_made.get_or_init(|| make_model(&options, &model, write)).await;
    replace(&options, options.get_database().unwrap(), &model).await;
}

async fn make_model(options: &PgConnectOptions, name: &str, write: impl AsyncFnOnce(&mut PgConnection)) {
    replace(options, name, "template1").await;
    let mut conn = options.clone().database(name).connect().await.unwrap();
    sqlx::migrate!("./migrations").run(&mut conn).await.unwrap();
    write(&mut conn).await;
    // What is open cannot be copied.
    conn.close().await.unwrap();
}

/// Puts a copy of one database in the place of another.
async fn replace(options: &PgConnectOptions, name: &str, model: &str) {
    let mut conn = options.clone().database("postgres").connect().await.unwrap();
    for sql in [
        format!("drop database if exists {name:?} with (force)"),
        format!("create database {name:?} template {model:?}"),
    ] {
        sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut conn).await.unwrap();
    }
    conn.close().await.unwrap();
}
