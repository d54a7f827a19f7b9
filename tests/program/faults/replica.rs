//! What is live is read from a replica, by a role that may read nothing else.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use leiden_international::content::published;
use nix::unistd::{Uid, User, chown};
use tempfile::TempDir;

use crate::database::support::{ask, skip};
use crate::faults::kit::{publish_title, said, shown_soon};
use crate::serving::{Serving, folder, program};

/// A primary and a replica that streams from it, on sockets of their own.
struct Pair {
    folder: TempDir,
    binaries: PathBuf,
    /// As whom Postgres runs where the tests run as root.
    user: Option<User>,
}

impl Pair {
    fn new() -> Option<Pair> {
        let found = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        let newest =
            found.map(|version| version.path().join("bin")).filter(|bin| bin.join("initdb").exists());
        let Some(binaries) = newest.max() else {
            skip("a replica: no Postgres below /usr/lib/postgresql");
            return None;
        };
        let user = Uid::effective()
            .is_root()
            .then(|| ["postgres", "nobody"].iter().find_map(|name| User::from_name(name).unwrap()).unwrap());
        let pair = Pair { folder: folder(), binaries, user };
        if let Some(user) = &pair.user {
            chown(pair.path(), Some(user.uid), Some(user.gid)).unwrap();
        }
        pair.run(
            "initdb",
            &["-U", "portal", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "-N", "-D", "primary"],
        );
        pair.start("primary", 5432);
        pair.run("createdb", &["-U", "portal", "-h", pair.socket_dir(), "portal"]);
        pair.run(
            "pg_basebackup",
            &["-U", "portal", "-h", pair.socket_dir(), "-D", "replica", "-R", "-c", "fast", "-N"],
        );
        pair.start("replica", 5433);
        Some(pair)
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn socket_dir(&self) -> &str {
        self.path().to_str().unwrap()
    }

    fn url(&self, role: &str, port: u16) -> String {
        format!("postgres://{role}@localhost:{port}/portal?host={}", self.socket_dir())
    }

    fn run(&self, name: &str, arguments: &[&str]) {
        let program = self.binaries.join(name);
        let mut command = match &self.user {
            None => Command::new(program),
            Some(user) => {
                let mut command = Command::new("setpriv");
                command.args([format!("--reuid={}", user.uid), format!("--regid={}", user.gid)]);
                command.arg("--clear-groups").arg(program);
                command
            }
        };
        command.args(arguments).current_dir(self.path()).env_remove("DATABASE_URL");
        let done = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
        assert!(done.success(), "{name} {arguments:?}");
    }

    fn start(&self, server: &str, port: u16) {
        let settings = self.path().join(server).join("postgresql.auto.conf");
        let mut file = File::options().append(true).open(settings).unwrap();
        let own = format!("unix_socket_directories = '{}'\nport = {port}\n", self.socket_dir());
        write!(file, "{own}listen_addresses = ''\nfsync = off\nshared_buffers = '16MB'\n").unwrap();
        self.run("pg_ctl", &["start", "-w", "-D", server, "-l", &format!("{server}.log")]);
    }

    fn stop(&self, server: &str) {
        self.run("pg_ctl", &["stop", "-w", "-m", "immediate", "-D", server]);
    }
}

impl Drop for Pair {
    /// Stops what a failed test left running, and only that.
    fn drop(&mut self) {
        for server in ["replica", "primary"] {
            if self.path().join(server).join("postmaster.pid").exists() {
                self.stop(server);
            }
        }
    }
}

/// A role that may read what readers see, and nothing else.
fn make_reader(url: &str) {
    ask(url, "create role reader login");
    ask(url, "grant select on live, change, synonym, promoted_answer to reader");
}

#[test]
fn what_is_announced_is_shown_however_far_the_replica_is_behind() {
    let Some(pair) = Pair::new() else { return };
    let (primary, replica) = (pair.url("portal", 5432), pair.url("portal", 5433));
    let with_pair = || {
        let mut program = program(&pair.path().join("data"));
        program.env("DATABASE_URL", &primary).env("DATABASE_READ_URL", pair.url("reader", 5433));
        program
    };
    assert!(with_pair().arg("migrate").status().unwrap().success());
    make_reader(&primary);
    let instance = Serving::start(with_pair());

    publish_title(&primary, "Read from the replica", async || {});
    assert!(shown_soon(&[&instance], "Read from the replica"));
    let readers = "select count(*)::text from pg_stat_activity where usename = 'reader'";
    assert_ne!(ask(&replica, readers), "0", "the replica was not asked");
    assert_eq!(said(&instance, "is passed over"), 0);

    ask(&replica, "select pg_wal_replay_pause()::text");
    publish_title(&primary, "Read from the primary", async || {});
    assert!(shown_soon(&[&instance], "Read from the primary"));
    assert!(instance.line("is passed over").contains("more than 500 ms behind"));

    ask(&replica, "select pg_wal_replay_resume()::text");
    publish_title(&primary, "Read from the replica again", async || {});
    assert!(shown_soon(&[&instance], "Read from the replica again"));
    instance.line("is read from DATABASE_READ_URL again");

    pair.stop("replica");
    publish_title(&primary, "Without a replica", async || {});
    assert!(shown_soon(&[&instance], "Without a replica"));
    assert_eq!(said(&instance, "is passed over"), 2);
    assert!(instance.stop().success());
}

#[test]
fn the_role_of_readers_can_make_a_snapshot_and_read_no_draft() {
    let Some(pair) = Pair::new() else { return };
    let primary = pair.url("portal", 5432);
    let mut migrating = program(&pair.path().join("data"));
    assert!(migrating.env("DATABASE_URL", &primary).arg("migrate").status().unwrap().success());
    make_reader(&primary);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let reader = sqlx::PgPool::connect(&pair.url("reader", 5432)).await.unwrap();
        let (_, seen) = published::read(&reader, None).await.unwrap();
        published::read(&reader, seen.as_ref()).await.unwrap();
        leiden_international::content::guidance::load(&mut reader.acquire().await.unwrap()).await.unwrap();
        for table in ["revision", "working_copy", "publication", "editor", "session"] {
            let query = sqlx::AssertSqlSafe(format!("select 1 from {table}"));
            let refused = sqlx::query(query).execute(&reader).await.unwrap_err().to_string();
            assert!(refused.contains("permission denied"), "{table}: {refused}");
        }
        reader.close().await;
    });
}
