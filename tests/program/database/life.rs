//! Starting, sharing and stopping when nothing goes wrong.

use std::fs;

use leiden_international::database::{Database, Settings};

use super::support::{Site, ask, finish, owner};

#[test]
fn the_first_start_makes_a_cluster_and_the_next_keeps_it() {
    let site = Site::new();
    let first = site.hold();
    assert_eq!(ask(&first.url, "select current_database() || ' ' || current_user"), "portal portal");
    assert_eq!(ask(&first.url, "select current_setting('data_checksums')"), "on");
    assert_eq!(ask(&first.url, "select current_setting('listen_addresses')"), "");
    assert_eq!(ask(&first.url, "select current_setting('fsync')"), "on");
    assert_eq!(ask(&first.url, "select datcollate from pg_database where datname = 'portal'"), "C.UTF-8");
    ask(&first.url, "create table kept as select 'word' as word");
    first.end().well();
    assert_eq!(site.server(), None);
    assert_eq!(site.logged("database system is shut down"), 1);

    let second = site.hold();
    assert_eq!(ask(&second.url, "select word from kept"), "word");
    assert!(!second.end().well().errors.contains("making a new database"));
    assert_eq!(site.logged("database system is shut down"), 2);
    assert_eq!(site.logged("not properly shut down"), 0);
}

#[test]
fn variables_for_other_postgres_programs_have_no_say() {
    let site = Site::new().made();
    let mut program = site.probe("database::life::a_database_answers");
    for name in ["PGHOST", "PGPORT", "PGDATA", "PGUSER", "PGDATABASE", "PGOPTIONS", "PGSSLMODE", "PG_COLOR"] {
        program.env(name, "nowhere");
    }
    finish(program.env("LC_ALL", "nl_NL.UTF-8").spawn().unwrap()).well();
}

#[test]
fn a_second_program_joins_and_the_first_may_leave() {
    let site = Site::new().made();
    let first = site.hold();
    let server = site.server();
    let second = site.hold();
    assert_eq!(first.url, second.url);
    first.end().well();
    assert_eq!(site.server(), server);
    assert_eq!(ask(&second.url, "select 'here'"), "here");
    assert!(second.end().well().errors.contains("joined"));
    assert_eq!(site.server(), None);
    assert_eq!(site.logged("database system is shut down"), 1);
}

#[test]
fn programs_may_start_and_stop_at_any_time() {
    let site = Site::new();
    let ended: Vec<_> = std::thread::scope(|scope| {
        let one_after_another = || {
            let runs =
                (0..5).map(|_| finish(site.probe("database::life::a_database_answers").spawn().unwrap()));
            runs.collect::<Vec<_>>()
        };
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(one_after_another)).collect();
        threads
            .into_iter()
            .flat_map(|thread| thread.join().unwrap())
            .map(super::support::Ended::well)
            .collect()
    });
    let made = ended.iter().filter(|ended| ended.errors.contains("making a new database")).count();
    let stopped = ended.iter().filter(|ended| ended.errors.contains("stopped the private database")).count();
    assert_eq!(made, 1);
    assert_eq!(site.logged("database system is shut down"), stopped);
    assert_eq!(site.logged("not properly shut down"), 0);
    assert_eq!(site.server(), None);
}

#[test]
fn a_long_path_gets_a_short_socket() {
    let site = Site::below("long/".repeat(30).as_ref()).made();
    let holder = site.hold();
    assert_eq!(ask(&holder.url, "select 'here'"), "here");
    let (_, socket_dir) = holder.url.split_once("?host=").unwrap();
    let socket_dir = std::path::PathBuf::from(socket_dir);
    assert_eq!(owner(&socket_dir), owner(&site.home().join("cluster")));
    holder.end().well();
    assert!(!socket_dir.exists());
}

#[test]
fn a_path_may_hold_what_addresses_and_settings_cannot() {
    let site = Site::below("a b,c'd\"e%f+g&h=é\\".as_ref()).made();
    finish(site.probe("database::life::a_database_answers").spawn().unwrap()).well();
}

#[test]
fn tests_with_databases_of_their_own_run_inside() {
    let site = Site::new().made();
    finish(site.probe("database::life::a_test_with_a_database_of_its_own").spawn().unwrap()).well();
}

#[tokio::test]
async fn a_closed_database_is_stopped_and_so_is_a_dropped_one() {
    let site = Site::new().made();
    let settings = Settings { url: None, data_dir: site.data_dir().to_owned() };
    let database = Database::open(&settings).await.unwrap();
    database.gate().migrate().await.unwrap();
    let one: i32 = sqlx::query_scalar("select 1").fetch_one(database.pool()).await.unwrap();
    assert_eq!(one, 1);
    database.close().await.unwrap();
    assert_eq!(site.server(), None);

    drop(Database::open(&settings).await.unwrap());
    assert_eq!(site.server(), None);
    assert_eq!(site.logged("database system is shut down"), 2);
}

#[test]
fn the_log_does_not_grow_without_bound() {
    let site = Site::new().made();
    let log = site.home().join("server.log");
    fs::write(&log, "long\n".repeat(300_000)).unwrap();
    site.shell("true").well();
    assert!(fs::metadata(&log).unwrap().len() < 10_000);
    assert!(fs::read_to_string(log.with_extension("log.old")).unwrap().starts_with("long"));
    assert_eq!(site.logged("database system is shut down"), 1);
}

#[test]
#[ignore = "run by others under `database run`"]
fn a_database_answers() {
    let url = std::env::var("DATABASE_URL").unwrap();
    assert_eq!(ask(&url, "select current_setting('server_encoding')"), "UTF8");
}

#[sqlx::test(migrations = false)]
#[ignore = "run by another under `database run`"]
async fn a_test_with_a_database_of_its_own(pool: sqlx::PgPool) {
    let name: String = sqlx::query_scalar("select current_database()").fetch_one(&pool).await.unwrap();
    assert_ne!(name, "portal");
}
