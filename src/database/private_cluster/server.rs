//! Starting and stopping the server process.
//!
//! Invariant: only under the start lock, so that of all the programs here one at a time does either.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{self, Read, Seek, SeekFrom};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus};
use std::thread::sleep;
use std::time::{Duration, Instant};

use nix::sys::signal::{Signal, kill};
use nix::sys::statvfs::statvfs;
use nix::unistd::{Pid, mkdtemp};

use super::super::error::{Error, io_reason};
use super::account::Account;
use super::binaries::Binaries;
use super::files::{Home, unless_absent};
use super::postmaster::{self, PidFile, SETTLING, alive, socket};

/// How long the helpers of a server that was killed may take to notice.
const HELPERS: Duration = Duration::from_secs(15);

/// Fast (rolls back what runs), then without tidying up, then not asked any more.
const STOPPING: [(Signal, u64); 3] = [(Signal::SIGINT, 60), (Signal::SIGQUIT, 10), (Signal::SIGKILL, 5)];

const PAUSE: Duration = Duration::from_millis(10);

/// What the name of a socket may take, with the lock beside it: 107 bytes in all.
const LONGEST_SOCKET_DIR: usize = 107 - "/.s.PGSQL.5432.lock".len();

/// Starts the server and waits until it accepts connections. Returns the folder of its socket too.
pub(super) fn start(home: &Home, binaries: &Binaries, account: &Account) -> Result<(PathBuf, Child), Error> {
    clear_up(home)?;
    home.write_configuration(account)?;
    let socket_dir = socket_dir(home, account)?;
    let end = Instant::now() + HELPERS;
    loop {
        match attempt(home, binaries, account, &socket_dir) {
            Ok(child) => return Ok((socket_dir, child)),
            // Helpers of a server that was killed live on for a moment; Postgres itself knows best.
            Err(Error::NotStarted { reason, .. })
                if reason.contains("pre-existing shared memory block") && Instant::now() < end =>
            {
                sleep(PAUSE * 20);
            }
            Err(error) => return Err(error),
        }
    }
}

/// Removes what a server that was killed left behind and the next would trip over: it takes any process with
/// the number in its lock files for its predecessor, also one that ended and was not waited for.
fn clear_up(home: &Home) -> Result<(), Error> {
    let file = PidFile::read(home)?;
    let noted = file.as_ref().and_then(|file| file.socket_dir.clone());
    for folder in [Some(home.sockets()), noted].into_iter().flatten() {
        for path in [socket(&folder), socket(&folder).with_extension("5432.lock")] {
            fs::remove_file(&path).or_else(unless_absent).map_err(Error::file("remove", &path))?;
        }
        if folder != home.sockets() {
            // A short one of its own; anything else is not empty, and stays.
            fs::remove_dir(&folder).ok();
        }
    }
    let Some(file) = file else { return Ok(()) };
    // If the process is gone for certain, Postgres removes the file itself, and first looks for helpers.
    let number_taken = file.pid.is_none_or(|pid| kill(Pid::from_raw(pid), None).is_ok());
    if number_taken {
        let path = home.postmaster_pid();
        tracing::info!(pid = file.pid, "removing the lock file of a server that is gone");
        fs::remove_file(&path).map_err(Error::file("remove", &path))?;
    }
    Ok(())
}

/// The folder for the socket: beside the cluster, or a short one where that name is too long for a socket.
fn socket_dir(home: &Home, account: &Account) -> Result<PathBuf, Error> {
    let beside = home.sockets();
    // It also ends up in an address, which has to be text.
    if beside.as_os_str().len() <= LONGEST_SOCKET_DIR && beside.to_str().is_some() {
        account.make_folder(&beside)?;
        return Ok(beside);
    }
    let temporary = Some(std::env::temp_dir()).filter(|folder| folder.as_os_str().len() < 40);
    let template = temporary.unwrap_or_else(|| "/tmp".into()).join("leiden-international-XXXXXX");
    let folder =
        mkdtemp(&template).map_err(|errno| Error::file("make the folder", &template)(errno.into()))?;
    account.own(&folder)?;
    Ok(folder)
}

fn attempt(home: &Home, binaries: &Binaries, account: &Account, socket_dir: &Path) -> Result<Child, Error> {
    home.trim_log()?;
    let mut log = home.open(&home.log())?;
    let failed =
        |cause: io::Error| Error::NotStarted { path: home.path().to_owned(), reason: io_reason(&cause) };
    let before = log.seek(SeekFrom::End(0)).map_err(failed)?;
    let (output, errors) = (log.try_clone().map_err(failed)?, log.try_clone().map_err(failed)?);
    let mut server = command(home, binaries, account, socket_dir);
    let mut child = server.stdout(output).stderr(errors).spawn().map_err(failed)?;
    let end = Instant::now() + SETTLING;
    while Instant::now() < end {
        if let Some(status) = child.try_wait().map_err(failed)? {
            let mut said = Vec::new();
            // Without the log there is still the status.
            log.seek(SeekFrom::Start(before)).and_then(|_| log.read_to_end(&mut said)).ok();
            let reason = reason_in(&String::from_utf8_lossy(&said)).unwrap_or_else(|| silent(home, status));
            return Err(Error::NotStarted { path: home.path().to_owned(), reason });
        }
        if PidFile::read(home)?.is_some_and(|file| file.ready && file.pid == Some(id(&child))) {
            return Ok(child);
        }
        sleep(PAUSE);
    }
    let pid = id(&child);
    stop_process(pid, || child.try_wait().is_ok_and(|status| status.is_some()));
    Err(Error::Stuck { path: home.cluster(), pid, seconds: SETTLING.as_secs() })
}

fn command(home: &Home, binaries: &Binaries, account: &Account, socket_dir: &Path) -> Command {
    let [main, hba, ident] = home.configuration();
    let mut server = account.command(&binaries.postgres(), Path::new("/"));
    server.arg("-D").arg(home.cluster());
    for (name, path) in [("config_file", main), ("hba_file", hba), ("ident_file", ident)] {
        server.arg("-c").arg(setting(name, path.as_os_str().as_bytes()));
    }
    server.arg("-c").arg(setting("unix_socket_directories", &listed(socket_dir)));
    server
}

/// `name=value`, where the value may be any bytes that a path can have.
fn setting(name: &str, value: &[u8]) -> OsString {
    let mut text = OsString::from(format!("{name}="));
    text.push(OsStr::from_bytes(value));
    text
}

/// A path as the only item of a list, in which commas and blanks mean something.
fn listed(path: &Path) -> Vec<u8> {
    let text = path.to_string_lossy().replace('"', "\"\"");
    format!("\"{text}\"").into_bytes()
}

fn id(child: &Child) -> i32 {
    i32::try_from(child.id()).unwrap_or_default()
}

/// Why a server ended that wrote nothing: most often because nothing can be written.
fn silent(home: &Home, status: ExitStatus) -> String {
    let full = statvfs(home.path()).is_ok_and(|disk| disk.blocks_available() == 0);
    match status.signal() {
        _ if full => "No space left on device".into(),
        Some(signal) => format!("it was ended by signal {signal}"),
        None => format!("it ended with {status}, and its log says nothing"),
    }
}

/// The line that says why, among all that a Postgres program said.
pub(super) fn reason_in(said: &str) -> Option<String> {
    let lines = || said.lines().map(str::trim).filter(|line| !line.is_empty());
    let full = lines().find(|line| line.contains("No space left on device"));
    let fatal =
        || lines().rfind(|line| ["FATAL: ", "PANIC: ", "error: "].iter().any(|mark| line.contains(mark)));
    let line = full.or_else(fatal).or_else(|| lines().next_back())?;
    let marks = ["FATAL: ", "PANIC: ", "ERROR: ", "error: "];
    let start = marks.iter().filter_map(|mark| Some(line.find(mark)? + mark.len())).min();
    Some(line[start.unwrap_or(0)..].trim().to_owned())
}

/// Stops the server, if one runs, and waits until it is gone.
pub(super) fn stop(home: &Home, child: Option<Child>) -> Result<(), Error> {
    let Some(running) = postmaster::settled(home)? else {
        tracing::warn!(path = %home.path().display(), "the private database had stopped by itself");
        return Ok(());
    };
    let pid = running.pid;
    if pid <= 0 {
        // Such a number would also stop all sorts of others.
        tracing::warn!("the private database was started in another container, and is left running");
        return Ok(());
    }
    let mut child = child.filter(|child| id(child) == pid);
    let gone = || match &mut child {
        Some(child) => child.try_wait().is_ok_and(|status| status.is_some()),
        None => !alive(pid),
    };
    if !stop_process(pid, gone) {
        let seconds = STOPPING.iter().map(|(_, seconds)| seconds).sum();
        return Err(Error::Stuck { path: home.cluster(), pid, seconds });
    }
    if running.socket_dir != home.sockets() {
        fs::remove_dir(&running.socket_dir).ok();
    }
    Ok(())
}

/// Asks more and more firmly; whether it is gone in the end.
fn stop_process(pid: i32, mut gone: impl FnMut() -> bool) -> bool {
    for (signal, seconds) in STOPPING {
        // An error means that it is gone, which is seen below.
        kill(Pid::from_raw(pid), signal).ok();
        let end = Instant::now() + Duration::from_secs(seconds);
        while Instant::now() < end {
            if gone() {
                return true;
            }
            sleep(PAUSE);
        }
        tracing::warn!(pid, "the private database does not stop on {signal}");
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reason_is_the_line_that_says_why() {
        let log = "2026-01-01 10:00:00 UTC [7] LOG:  starting\n\
                   2026-01-01 10:00:00 UTC [7] FATAL:  could not open file \"x\": No such file or directory\n\
                   2026-01-01 10:00:00 UTC [7] LOG:  database system is shut down\n";
        assert_eq!(reason_in(log).unwrap(), "could not open file \"x\": No such file or directory");
    }

    #[test]
    fn a_full_disk_is_the_reason_before_its_consequences() {
        let said = "PANIC:  could not write to file \"pg_wal/xlogtemp.9\": No space left on device\n\
                    child process was terminated by signal 6: Aborted\n\
                    initdb: error: the bootstrap failed\n";
        let reason = reason_in(said).unwrap();
        assert_eq!(reason, "could not write to file \"pg_wal/xlogtemp.9\": No space left on device");
    }

    #[test]
    fn silence_has_no_reason() {
        assert_eq!(reason_in(" \n"), None);
    }
}
