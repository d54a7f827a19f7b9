//! A data folder, the program pointed at it, and questions to both.

use std::ffi::OsStr;
use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread::sleep;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::unistd::{Pid, Uid};
use sqlx::{Connection, PgConnection};
use tempfile::TempDir;

/// Longer than anything here takes on a slow machine.
const LIMIT: Duration = Duration::from_secs(60);

/// A data folder, and whatever runs in it until the end of the test.
pub(crate) struct Site {
    folder: TempDir,
    data_dir: PathBuf,
    home: PathBuf,
    wrapper: Vec<String>,
    binary: PathBuf,
    _mould: Option<Arc<Site>>,
}

/// A cluster to copy, for as long as a test that runs has a copy: to make one takes most of a test's time.
static MOULD: Mutex<Weak<Site>> = Mutex::new(Weak::new());

impl Site {
    pub(crate) fn new() -> Site {
        Site::below(Path::new(""))
    }

    /// With the data folder at `path` in the temporary folder.
    pub(crate) fn below(path: &Path) -> Site {
        let folder = TempDir::new().unwrap();
        // As root the server runs as another user, who has to get through here.
        fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
        let data_dir = fs::canonicalize(folder.path()).unwrap().join(path).join("data");
        let home = data_dir.join("postgres");
        let binary = env!("CARGO_BIN_EXE_leiden-international").into();
        Site { folder, data_dir, home, wrapper: Vec::new(), binary, _mould: None }
    }

    /// With a cluster that was started and stopped once.
    pub(crate) fn made(mut self) -> Site {
        let mut shared = MOULD.lock().unwrap_or_else(PoisonError::into_inner);
        let mould = shared.upgrade().unwrap_or_else(|| {
            let mould = Site::new();
            mould.shell("true").well();
            fs::remove_file(mould.home().join("server.log")).unwrap();
            Arc::new(mould)
        });
        *shared = Arc::downgrade(&mould);
        drop(shared);
        fs::create_dir_all(self.data_dir()).unwrap();
        let mut copy = Command::new("cp");
        assert!(
            copy.args(["-a", "--sparse=always"])
                .args([mould.home(), self.home()])
                .status()
                .unwrap()
                .success()
        );
        self._mould = Some(mould);
        self
    }

    /// Runs the program as the user `nobody`, whose everything in the temporary folder then is.
    pub(crate) fn by_nobody(mut self) -> Site {
        let copy = self.root().join("program");
        fs::hard_link(&self.binary, &copy).or_else(|_| fs::copy(&self.binary, &copy).map(drop)).unwrap();
        let nobody = nix::unistd::User::from_name("nobody").unwrap().unwrap();
        nix::unistd::chown(self.root(), Some(nobody.uid), Some(nobody.gid)).unwrap();
        let words = format!("setpriv --reuid={} --regid={} --clear-groups", nobody.uid, nobody.gid);
        self.wrapper = words.split(' ').map(str::to_owned).collect();
        self.binary = copy;
        self
    }

    /// The temporary folder.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn data_dir(&self) -> &Path {
        &self.data_dir
    }

    /// The folder that holds everything of the cluster.
    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    /// Says that the cluster lives elsewhere, so that it is stopped and removed there.
    pub(crate) fn lives_in(&mut self, home: PathBuf) {
        self.home = home;
    }

    pub(crate) fn log(&self) -> String {
        fs::read_to_string(self.home.join("server.log")).unwrap()
    }

    /// How often the log has a line with these words.
    pub(crate) fn logged(&self, words: &str) -> usize {
        self.log().lines().filter(|line| line.contains(words)).count()
    }

    /// The number in the server's lock file.
    pub(crate) fn server(&self) -> Option<i32> {
        let text = fs::read_to_string(self.home.join("cluster/postmaster.pid")).ok()?;
        text.lines().next()?.parse().ok()
    }

    /// `database run -- COMMAND…`, ready to start.
    pub(crate) fn program<S: AsRef<OsStr>>(&self, command: impl IntoIterator<Item = S>) -> Command {
        let words = self.wrapper.iter().map(AsRef::as_ref).chain([self.binary.as_os_str()]);
        let words: Vec<&OsStr> = words.collect();
        let mut program = Command::new(words[0]);
        program.args(&words[1..]).args(["database", "run", "--"]).args(command);
        program
            .env_remove("DATABASE_URL")
            .env("DATA_DIR", &self.data_dir)
            .env("RUST_LOG", "info")
            .current_dir("/");
        program.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        program
    }

    /// Runs a shell command to its end.
    pub(crate) fn shell(&self, command: &str) -> Ended {
        finish(self.program(["sh", "-c", command]).spawn().unwrap())
    }

    /// Runs an ignored test of this binary with the database.
    pub(crate) fn probe(&self, name: &str) -> Command {
        let this = std::env::current_exe().unwrap();
        self.program([this.as_os_str(), "--exact".as_ref(), "--ignored".as_ref(), name.as_ref()])
    }

    /// Starts the program and keeps it until it is told to end.
    pub(crate) fn hold(&self) -> Holder {
        // It shows its address first; whoever reads that knows that the database is there.
        let mut program = self.program(["sh", "-c", "echo \"$DATABASE_URL\"; read end || true"]);
        let mut child = program.stdin(Stdio::piped()).spawn().unwrap();
        let mut url = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut url).unwrap();
        let stdin = child.stdin.take();
        if url.is_empty() {
            panic!("the program did not start: {}", finish(child).errors);
        }
        Holder { url: url.trim().to_owned(), child, stdin }
    }
}

impl Drop for Site {
    /// Stops what a failed test left running, and only that.
    fn drop(&mut self) {
        let Some(pid) = self.server() else { return };
        let arguments = fs::read(format!("/proc/{pid}/cmdline")).unwrap_or_default();
        if String::from_utf8_lossy(&arguments).contains(&*self.home.to_string_lossy()) {
            kill(Pid::from_raw(pid), Signal::SIGQUIT).ok();
            wait_until(|| !Path::new(&format!("/proc/{pid}/cwd")).exists());
        }
    }
}

/// A program that uses the database until [`Holder::end`].
pub(crate) struct Holder {
    pub(crate) url: String,
    child: Child,
    stdin: Option<ChildStdin>,
}

impl Holder {
    /// Lets the command end, and so the program.
    pub(crate) fn end(mut self) -> Ended {
        self.stdin.take();
        finish(self.child)
    }

    /// kill -9 of the program; its command ends a little later.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// What a program left when it ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) status: ExitStatus,
    pub(crate) output: String,
    pub(crate) errors: String,
}

impl Ended {
    pub(crate) fn well(self) -> Ended {
        assert!(self.status.success(), "{self:?}");
        self
    }

    /// The one line for the operator of a program that could not do it.
    pub(crate) fn refusal(&self) -> &str {
        assert_eq!(self.status.code(), Some(1), "{self:?}");
        let lines: Vec<&str> = self.errors.lines().filter(|line| !line.contains("INFO")).collect();
        assert_eq!(lines.len(), 1, "{self:?}");
        lines[0]
    }
}

/// Waits for the end, but not for ever.
pub(crate) fn finish(mut child: Child) -> Ended {
    let read = |pipe: Option<Box<dyn Read + Send>>| {
        std::thread::spawn(move || {
            let mut text = Vec::new();
            pipe.map(|mut pipe| pipe.read_to_end(&mut text));
            String::from_utf8_lossy(&text).into_owned()
        })
    };
    let output = read(child.stdout.take().map(|pipe| Box::new(pipe) as _));
    let errors = read(child.stderr.take().map(|pipe| Box::new(pipe) as _));
    let end = Instant::now() + LIMIT;
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        if Instant::now() > end {
            child.kill().unwrap();
        }
        sleep(Duration::from_millis(5));
    };
    Ended { status, output: output.join().unwrap(), errors: errors.join().unwrap() }
}

/// Waits for something to come true, but not for ever.
pub(crate) fn wait_until(mut comes_true: impl FnMut() -> bool) {
    let end = Instant::now() + LIMIT;
    while !comes_true() {
        assert!(Instant::now() < end, "it did not come true");
        sleep(Duration::from_millis(5));
    }
}

/// Runs a statement and returns its first value.
pub(crate) fn ask(url: &str, statement: &'static str) -> String {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut connection = PgConnection::connect(url).await.unwrap();
        let answer = sqlx::query_scalar(statement).fetch_optional(&mut connection).await.unwrap();
        connection.close().await.unwrap();
        answer.unwrap_or_default()
    })
}

/// The user that a file belongs to.
pub(crate) fn owner(path: &Path) -> u32 {
    fs::metadata(path).unwrap().uid()
}

/// Whether the tests run as root; says so when they do not.
pub(crate) fn root_for(what: &str) -> bool {
    let root = Uid::effective().is_root();
    if !root {
        skip(&format!("{what}: needs root"));
    }
    root
}

#[expect(clippy::print_stderr, reason = "a test that is left out says so")]
pub(crate) fn skip(why: &str) {
    eprintln!("left out: {why}");
}
