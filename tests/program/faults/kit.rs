//! A database with a program or more in front of it, readers who never stop reading, and an editor.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use leiden_international::clock::Clock;
use leiden_international::content::act::Act;
use leiden_international::content::{publication, revision};
use leiden_international::ids::EntryId;
use leiden_international::lang::Lang;
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use sqlx::{Connection, PgConnection};
use tempfile::TempDir;

use crate::database::support::{Holder, Site};
use crate::serving::{Serving, ask, folder, program, wait_until};

/// What readers are promised.
const SOON: Duration = Duration::from_secs(1);

/// A database that can be taken away and given back, for programs that know it by its address only.
pub(crate) struct Portal {
    pub(crate) site: Site,
    holders: Vec<Holder>,
    folder: TempDir,
}

impl Portal {
    pub(crate) fn new() -> Portal {
        let site = Site::new().made();
        let holders = vec![site.hold()];
        Portal { site, holders, folder: folder() }
    }

    pub(crate) fn url(&self) -> &str {
        &self.holders[0].url
    }

    /// The data folder of the instance of that name.
    pub(crate) fn data_dir(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// An instance of the program, which need not run yet.
    pub(crate) fn program(&self, name: &str) -> std::process::Command {
        let mut program = program(&self.data_dir(name));
        program.env("DATABASE_URL", self.url()).env("STARTER_CONTENT", "example");
        program
    }

    pub(crate) fn start(&self, name: &str) -> Serving {
        Serving::start(self.program(name))
    }

    /// An instance that has shown what is live, and has a copy of it.
    pub(crate) fn start_with_copy(&self, name: &str) -> Serving {
        let serving = self.start(name);
        wait_until("a copy", || self.copy(name).exists());
        serving
    }

    /// Where that instance keeps its copy.
    pub(crate) fn copy(&self, name: &str) -> PathBuf {
        self.data_dir(name).join("published/published")
    }

    /// kill -9 of the database.
    pub(crate) fn take_database_away(&self) {
        let server = self.site.server().unwrap();
        kill(Pid::from_raw(server), Signal::SIGKILL).unwrap();
        wait_until("the end of the database", || !PathBuf::from(format!("/proc/{server}/cwd")).exists());
    }

    pub(crate) fn give_database_back(&mut self) {
        self.holders.push(self.site.hold());
    }

    /// Puts a database of that name with nothing in it in its place, as after a mistake. Nobody may be using it.
    pub(crate) fn empty_database(&self) {
        let emptied = "psql --quiet \"$(echo \"$DATABASE_URL\" | sed s,/portal?,/postgres?,)\" \
            -c 'drop database portal' -c 'create database portal'";
        self.site.shell(emptied).well();
    }
}

/// How many lines an instance has written with these words.
pub(crate) fn said(serving: &Serving, words: &str) -> usize {
    serving.said.lock().unwrap().iter().filter(|line| line.contains(words)).count()
}

/// Whether an instance says that it reaches its database.
pub(crate) fn reaches_database(serving: &Serving) -> bool {
    serving.get("/readyz").contains(r#""database":"reachable""#)
}

/// Every page of the sitemap, by its path.
pub(crate) fn pages(serving: &Serving) -> Vec<String> {
    let map = serving.get("/sitemap.xml");
    let pages = map.split("<loc>").skip(1).filter_map(|rest| rest.split("</loc>").next());
    let pages: Vec<String> = pages.map(|page| page.replace("http://localhost:3000", "")).collect();
    assert!(pages.len() > 20, "{map}");
    pages
}

pub(crate) fn is_ok(answer: &str) -> bool {
    answer.starts_with("HTTP/1.1 200 ")
}

/// Readers who ask for one page after another until they are told to stop.
pub(crate) struct Readers {
    stop: Arc<AtomicBool>,
    threads: Vec<JoinHandle<Tally>>,
}

/// What readers saw.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) views: usize,
    pub(crate) failed: Vec<String>,
}

impl Readers {
    pub(crate) fn start(address: &str, pages: &[String]) -> Readers {
        let stop = Arc::new(AtomicBool::new(false));
        let read = |offset: usize| {
            let (stop, address, pages) = (Arc::clone(&stop), address.to_owned(), pages.to_vec());
            std::thread::spawn(move || {
                let mut tally = Tally::default();
                for page in pages.iter().cycle().skip(offset) {
                    if stop.load(Ordering::Relaxed) {
                        break;
                    }
                    tally.views += 1;
                    match ask(&address, page) {
                        Ok(answer) if is_ok(&answer) && answer.contains("</html>") => {}
                        Ok(answer) => tally.failed.push(format!("{page}: {answer:.200}")),
                        Err(cause) => tally.failed.push(format!("{page}: {cause}")),
                    }
                }
                tally
            })
        };
        let threads = (0..3).map(|reader| read(reader * 7)).collect();
        Readers { stop, threads }
    }

    pub(crate) fn stop(self) -> Tally {
        self.stop.store(true, Ordering::Relaxed);
        self.threads.into_iter().map(|thread| thread.join().unwrap()).fold(Tally::default(), |all, one| {
            let failed = all.failed.into_iter().chain(one.failed).collect();
            Tally { views: all.views + one.views, failed }
        })
    }
}

impl Tally {
    /// Fails unless every page came, and there were many.
    #[track_caller]
    pub(crate) fn well(&self) {
        assert_eq!(self.failed, Vec::<String>::new(), "of {}", self.views);
        assert!(self.views > 50, "{} views say nothing", self.views);
    }
}

/// Publishes another title of the page "plan", in English; `meanwhile` runs before it is committed.
pub(crate) fn publish_title(url: &str, title: &str, meanwhile: impl AsyncFnOnce()) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut conn = PgConnection::connect(url).await.unwrap();
        let id = EntryId::try_from("plan".to_owned()).unwrap();
        let mut body = revision::find_newest(&mut conn, &id).await.unwrap().unwrap().body;
        body.texts.get_mut(Lang::DEFAULT).as_mut().unwrap().title = title.to_owned().try_into().unwrap();
        let act = Act::of_system(Clock::system().now());
        let mut transaction = conn.begin().await.unwrap();
        let saved = revision::save(&mut transaction, &id, body, &act).await.unwrap();
        publication::publish(&mut transaction, &id, saved.id, &[Lang::DEFAULT], &act).await.unwrap();
        meanwhile().await;
        transaction.commit().await.unwrap();
        conn.close().await.unwrap();
    });
}

/// Whether all of these show a title as soon as readers are promised.
pub(crate) fn shown_soon(instances: &[&Serving], title: &str) -> bool {
    let begun = Instant::now();
    let heading = format!("<h1>{title}</h1>");
    while !instances.iter().all(|instance| instance.get("/en/plan").contains(&heading)) {
        if begun.elapsed() > SOON {
            return false;
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    true
}
