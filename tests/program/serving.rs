//! The program as an operator starts it, and requests to it.

use std::{
    fs::{self, Permissions},
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex},
    thread::sleep,
    time::{Duration, Instant},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use tempfile::TempDir;

/// Longer than anything here takes on a busy machine.
pub(crate) const LIMIT: Duration = Duration::from_secs(60);

/// The program with a data folder, on a port that is free.
pub(crate) fn program(data_dir: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_leiden-international"));
    program
        .env_remove("DATABASE_URL")
        .env("DATA_DIR", data_dir)
        .env("LISTEN", "127.0.0.1:0")
        .env("RUST_LOG", "info");
    program
}

/// A program that serves; killed when a test fails on the way.
pub(crate) struct Serving {
    child: Child,
    pub(crate) address: String,
    /// Every line that it has written.
    pub(crate) said: Arc<Mutex<Vec<String>>>,
}

impl Serving {
    /// Waits until the program says that it is there. It logs which port it was given.
    pub(crate) fn start(mut program: Command) -> Serving {
        let mut child = program.stdout(Stdio::piped()).spawn().unwrap();
        let output = BufReader::new(child.stdout.take().unwrap());
        let said = Arc::<Mutex<Vec<String>>>::default();
        let kept = Arc::clone(&said);
        std::thread::spawn(move || {
            output.lines().map_while(Result::ok).for_each(|line| kept.lock().unwrap().push(line));
        });
        let mut serving = Serving { child, address: String::new(), said };
        serving.line("Leiden International is at ");
        let line = serving.line(r#""listening":"#);
        let logged: serde_json::Value = serde_json::from_str(&line).unwrap();
        serving.address = logged["fields"]["listening"].as_str().unwrap().to_owned();
        serving
    }

    /// The first line with these words, which may be still to come.
    pub(crate) fn line(&self, words: &str) -> String {
        let mut found = None;
        wait_until(words, || {
            found = self.said.lock().unwrap().iter().find(|line| line.contains(words)).cloned();
            found.is_some()
        });
        found.unwrap()
    }

    /// The whole answer to a GET.
    pub(crate) fn get(&self, path: &str) -> String {
        ask(&self.address, path).unwrap()
    }

    /// SIGTERM, and how it ended.
    pub(crate) fn stop(mut self) -> ExitStatus {
        kill(Pid::from_raw(self.child.id().try_into().unwrap()), Signal::SIGTERM).unwrap();
        self.child.wait().unwrap()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        if self.child.try_wait().is_ok_and(|ended| ended.is_none()) {
            drop(self.child.kill());
            drop(self.child.wait());
        }
    }
}

/// The whole answer to a GET at an address and port.
pub(crate) fn ask(address: &str, path: &str) -> std::io::Result<String> {
    let mut connection = TcpStream::connect(address)?;
    connection.set_read_timeout(Some(LIMIT))?;
    write!(connection, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    connection.read_to_string(&mut answer)?;
    Ok(answer)
}

/// Waits for something to come true, but not for ever.
pub(crate) fn wait_until(what: &str, mut comes_true: impl FnMut() -> bool) {
    let end = Instant::now() + LIMIT;
    while !comes_true() {
        assert!(Instant::now() < end, "it did not come true: {what}");
        sleep(Duration::from_millis(5));
    }
}

/// A folder that the database's own user can reach too.
pub(crate) fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    folder
}
